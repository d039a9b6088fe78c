//! An agency's part in a chain: when its time begins, and who brings the paper.

use jiff::civil::DateTime;
use law::qc1722;

use super::event::Event;
use super::place::unit_of;
use super::{Context, Dossier};
use crate::ids::UnitId;
use crate::organisation::UnitKind;

/// The beginning of the part of `unit`, which has the file; the paper is taken now if `with_paper`.
///
/// Only in a chain: a part begins when both the electronic file and the paper are there, and once
/// until the unit has passed the dossier on (R18.3, step 2).
pub(super) fn started(
    dossier: &Dossier,
    unit: &UnitId,
    with_paper: bool,
    context: &Context<'_>,
) -> Option<Event> {
    let (organisation, day) = (context.organisation, context.at.date());
    let agency = organisation.agency_of(unit, day);
    let same = |other: &UnitId| organisation.agency_of(other, day) == agency;
    let process = context.procedure.process.as_ref()?;
    let links = process.links();
    if links.is_empty() && !is_office(&agency, context) {
        return None;
    }
    let on_the_way = dossier.paper.on_the_way_to.as_ref().is_some_and(same)
        || dossier.paper_to_bring.as_ref().is_some_and(|(_, to, _)| same(to));
    let lacks_paper = dossier.has_paper() && !with_paper && !same(&dossier.paper.at) && on_the_way;
    let running = dossier.parts.iter().any(|part| same(&part.unit) && part.ended_at.is_none());
    if lacks_paper || running {
        return None;
    }
    let own = links.iter().find(|link| same(&unit_of(&link.unit, &dossier.desk, context.procedure)));
    let due: Option<DateTime> = own
        .and_then(|link| link.minutes())
        .filter(|minutes| *minutes > 0)
        .map(|minutes| context.calendar.add_working_minutes(context.at, minutes));
    Some(Event::PartStarted { unit: unit.clone(), due, basis: qc1722::D18_K3_BUOC2 })
}

/// The duty of whoever has the paper to bring it, which arises when the electronic file goes from `from` to
/// the Office (R18.3, step 1): that day, after the hour of the rules at the start of the next one.
pub(super) fn paper_to_bring(
    dossier: &Dossier,
    from: &UnitId,
    to: &UnitId,
    context: &Context<'_>,
) -> Option<Event> {
    let (organisation, day) = (context.organisation, context.at.date());
    let (agency, giver) = (organisation.agency_of(to, day), organisation.agency_of(from, day));
    // The Office and the committee above it are one house: the paper goes with the file there.
    let enters = is_office(&agency, context) && !is_office(&giver, context);
    let lies_elsewhere = organisation.agency_of(&dossier.paper.at, day) != agency;
    (enters && dossier.has_paper() && lies_elsewhere).then(|| Event::PaperToBring {
        from: dossier.paper.at.clone(),
        to: to.clone(),
        by: context.calendar.transfer_by(context.at, context.parameters),
        basis: qc1722::D18_K3_BUOC1,
    })
}

/// Whether the paper that somebody was told to bring has not reached `unit` yet.
pub(super) fn waits_for_paper(dossier: &Dossier, unit: &UnitId, context: &Context<'_>) -> bool {
    let (organisation, day) = (context.organisation, context.at.date());
    let same = |other: &UnitId| organisation.agency_of(other, day) == organisation.agency_of(unit, day);
    dossier.paper_to_bring.as_ref().is_some_and(|(_, to, _)| same(to))
}

fn is_office(agency: &UnitId, context: &Context<'_>) -> bool {
    let unit = context.organisation.unit_on(agency, context.at.date());
    unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Office | UnitKind::Committee))
}
