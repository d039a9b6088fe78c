//! Recording a new dossier: who applies, what was handed in, how the result goes back.

use law::{Citation, qc1722, qd45_2016};

use super::command::Arrival;
use super::decide::proven;
use super::event::{DataRef, Event, ProcedurePin, ReceivedElsewhere};
use super::papers::all_published;
use super::{Command, Context, Dossier};
use crate::Refusal;
use crate::ids::{CaseId, UnitId};
use crate::organisation::UnitKind;
use crate::procedure::{Channel, Procedure};

/// Decides whether a dossier may be recorded.
///
/// It is recorded even when papers are missing: whether it is accepted, guided or refused is
/// the next act, and an online filing must be kept before anybody has looked at it.
///
/// # Legal basis
///
/// [`qc1722::D13_K1`] (published procedures only), [`qc1722::D15`] (channels),
/// [`qc1722::D4`] (nothing asked or taken beyond the published papers).
pub(super) fn decide(
    dossier: Option<&Dossier>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Command::Register {
        case,
        channel,
        applicant,
        represented_by,
        papers,
        sets,
        answers,
        return_by,
        desk,
        holder,
        received_elsewhere,
        assisted_by,
        token,
        arrival,
    } = command
    else {
        return Err(Refusal::NotRegistered);
    };
    if let Some(dossier) = dossier {
        return Err(recorded_before(dossier, command.action()));
    }
    let procedure = context.procedure;
    if !procedure.in_force_on(context.at.date()) || !procedure.limit_stated {
        return Err(Refusal::ProcedureNotInForce);
    }
    if !procedure.at_the_centre(context.organisation, context.at.date()) {
        return Err(Refusal::NotAtTheCentre);
    }
    if !channel_open(procedure, *channel) {
        return Err(Refusal::ChannelNotOpen);
    }
    if !procedure.applicants.is_empty() && !procedure.applicants.contains(&applicant.kind) {
        return Err(Refusal::ApplicantNotEntitled);
    }
    case_is_known(procedure, case.as_ref())?;
    all_published(procedure, papers.iter().map(|paper| &paper.code))?;
    authority_shown(*channel, represented_by.as_ref())?;
    evidence_shown(received_elsewhere.as_ref())?;
    let mut events = vec![Event::Registered {
        procedure: ProcedurePin { code: procedure.code.clone(), version: procedure.version },
        case: case.clone(),
        channel: *channel,
        applicant: applicant.clone(),
        represented_by: represented_by.clone(),
        papers: papers.clone(),
        sets: *sets,
        answers: answers.clone(),
        return_by: *return_by,
        desk: desk.clone(),
        holder: holder.clone(),
        received_elsewhere: received_elsewhere.clone(),
        assisted_by: assisted_by.clone(),
        token: token.clone(),
        basis: basis_of(*channel),
    }];
    arrived(&mut events, arrival, *channel, desk, context)?;
    Ok(events)
}

/// What the channel adds: the minute of the post, the agency that had it first, the place of return,
/// the ministry's system.
fn arrived(
    events: &mut Vec<Event>,
    arrival: &Arrival,
    channel: Channel,
    desk: &UnitId,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let at = context.at;
    if let Some(posted) = arrival.posted.as_ref().filter(|_| channel == Channel::Post) {
        let basis = qd45_2016::D7;
        proven(&posted.consignment, "consignment", basis)?;
        if posted.signed_at > at || posted.postage < 0 || posted.collected < 0 {
            return Err(Refusal::ProofMissing { field: "minute", basis });
        }
        events.push(Event::ReceivedByPost {
            minute: posted.minute.clone(),
            signed_at: posted.signed_at,
            consignment: posted.consignment.clone(),
            postage: posted.postage,
            collected: posted.collected,
            basis,
        });
    }
    if let Some((unit, received_at)) = arrival.forwarded.as_ref().filter(|_| channel == Channel::Agency) {
        let basis = qc1722::D16_K3;
        if *received_at > at || context.organisation.unit_on(unit, at.date()).is_none() {
            return Err(Refusal::ProofMissing { field: "received_elsewhere", basis });
        }
        events.push(Event::ForwardedByAgency {
            unit: unit.clone(),
            received_at: *received_at,
            late: context.calendar.forwarded_late(*received_at, at, context.parameters),
            basis,
        });
    }
    if let Some(place) = arrival.return_desk.as_ref().filter(|place| *place != desk) {
        let known = context.organisation.unit_on(place, at.date());
        if known.is_none_or(|unit| unit.kind != UnitKind::Desk) {
            let basis = qc1722::D15;
            return Err(Refusal::WrongUnit { unit: place.clone(), expected: desk.clone(), basis });
        }
        events.push(Event::ReturnPlaceChosen { desk: place.clone(), basis: qc1722::D15 });
    }
    if let Some((system, reference)) = arrival.external.as_ref().filter(|_| channel == Channel::Ministry) {
        let basis = qc1722::D16_K4;
        proven(system, "system", basis)?;
        proven(reference, "reference", basis)?;
        let (system, reference) = (system.clone(), reference.clone());
        events.push(Event::ExternalStateRecorded { system, reference, state: String::new(), basis });
    }
    Ok(())
}

fn recorded_before(dossier: &Dossier, action: &'static str) -> Refusal {
    match &dossier.code {
        Some(code) => Refusal::AlreadyAccepted { code: code.clone() },
        None => Refusal::WrongStage { action, stage: dossier.stage, basis: qc1722::D16_K1 },
    }
}

/// Whether the procedure can be filed by `channel`.
///
/// Bringing it by hand, by post or through somebody authorised is the applicant's right for
/// every procedure of the Centre (Điều 15), so they go together with the counter; what an
/// agency forwards (Điều 16.3) is what should have come to the counter.
fn channel_open(procedure: &Procedure, channel: Channel) -> bool {
    let listed = procedure.channels.contains(&channel);
    let at_counter = procedure.channels.is_empty() || procedure.channels.contains(&Channel::Counter);
    match channel {
        Channel::Counter => at_counter,
        Channel::Authorised | Channel::Agency => listed || at_counter,
        Channel::Post | Channel::Online | Channel::Ministry => listed,
    }
}

/// A procedure with cases needs one of them; one without has none.
pub(super) fn case_is_known(procedure: &Procedure, case: Option<&CaseId>) -> Result<(), Refusal> {
    let known = match case {
        Some(id) => procedure.cases.iter().any(|case| case.id == *id),
        None => procedure.cases.is_empty(),
    };
    if known {
        Ok(())
    } else {
        Err(Refusal::CaseNeeded { cases: procedure.cases.iter().map(|case| case.id.clone()).collect() })
    }
}

/// Somebody who files for another shows the authority document, which is kept (A4).
fn authority_shown(channel: Channel, represented_by: Option<&DataRef>) -> Result<(), Refusal> {
    if channel == Channel::Authorised && represented_by.is_none() {
        return Err(Refusal::ProofMissing { field: "represented_by", basis: qc1722::D15_K2 });
    }
    Ok(())
}

/// A receipt elsewhere is only a fact with its evidence (R16.3).
fn evidence_shown(received: Option<&ReceivedElsewhere>) -> Result<(), Refusal> {
    received.map_or(Ok(()), |fact| proven(&fact.evidence, "received_elsewhere", qc1722::D16_K3))
}

fn basis_of(channel: Channel) -> Citation {
    match channel {
        Channel::Counter => qc1722::D15_K1,
        Channel::Post | Channel::Authorised => qc1722::D15_K2,
        Channel::Online => qc1722::D15_K3,
        Channel::Agency => qc1722::D16_K3,
        Channel::Ministry => qc1722::D16_K4,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::common::*;
    use crate::organisation::UnitKind;
    use crate::procedure::{ApplicantKind, Case, Decision, Place, Placement, Procedure, Publication};

    #[test]
    fn d13_k1_only_a_published_procedure_in_force_is_filed() {
        let now = at(2019, 10, 7, 8, 0);
        let try_with = |change: &dyn Fn(&mut crate::procedure::Procedure)| {
            let mut procedure = procedure("5wd");
            change(&mut procedure);
            World::new(procedure).would(now, &lan(), &register(Channel::Counter, complete_papers())).err()
        };
        assert_eq!(try_with(&|_| ()), None);
        let refused = Some(Refusal::ProcedureNotInForce);
        assert_eq!(try_with(&|one| one.publication = Publication::Draft), refused);
        assert_eq!(try_with(&|one| one.publication = Publication::Abolished), refused);
        assert_eq!(try_with(&|one| one.validity.from = date(2019, 10, 8)), refused);
        assert_eq!(try_with(&|one| one.validity.to = Some(date(2019, 10, 6))), refused);
        assert_eq!(try_with(&|one| one.limit_stated = false), refused);
        assert_eq!(
            try_with(&|one| one.applicants = vec![ApplicantKind::Cooperative]),
            Some(Refusal::ApplicantNotEntitled)
        );
        assert_eq!(
            try_with(&|one| one.applicants.clear()),
            None,
            "a record that does not say excludes nobody"
        );
    }

    #[test]
    fn d13_a_decision_places_a_procedure_elsewhere_and_brings_a_vertical_one_in() {
        let now = at(2019, 10, 7, 8, 0);
        let decision = Decision { number: "9/QĐ-UBND".to_owned(), date: None, issuer: String::new() };
        let placed = |place| {
            Some(Placement {
                place, site: "Thị trấn Lạc Dương".to_owned(), decision: decision.clone()
            })
        };
        let refused = Some(Refusal::NotAtTheCentre);
        for (vertical, placement, expected) in [
            (false, None, None),
            (false, placed(Place::Centre), None),
            (false, placed(Place::Mobile), refused.clone()),
            (false, placed(Place::OnSite), refused.clone()),
            (false, placed(Place::Elsewhere), refused.clone()),
            (true, None, refused.clone()),
            (true, placed(Place::Centre), None),
            (true, placed(Place::Elsewhere), refused),
        ] {
            let mut world = World::new(Procedure { placement: placement.clone(), ..procedure("5wd") });
            if vertical {
                let agency = world.procedure.agency.clone();
                let mut units = world.organisation.units().to_vec();
                units.iter_mut().find(|unit| unit.id == agency).unwrap().kind = UnitKind::Vertical;
                world.organisation = Organisation::new(units);
            }
            let answer = world.would(now, &lan(), &register(Channel::Counter, complete_papers()));
            assert_eq!(answer.err(), expected, "vertical: {vertical}, {placement:?}");
        }
    }

    #[test]
    fn d15_channels() {
        let now = at(2019, 10, 7, 8, 0);
        let listed = [Channel::Counter];
        for (channel, channels, expected) in [
            (Channel::Counter, &listed[..], None),
            (Channel::Counter, &[], None),
            (Channel::Counter, &[Channel::Online], Some(Refusal::ChannelNotOpen)),
            (Channel::Online, &listed[..], Some(Refusal::ChannelNotOpen)),
            (Channel::Post, &listed[..], Some(Refusal::ChannelNotOpen)),
            (Channel::Ministry, &listed[..], Some(Refusal::ChannelNotOpen)),
            (Channel::Agency, &listed[..], None),
            (
                Channel::Authorised,
                &listed[..],
                Some(Refusal::ProofMissing { field: "represented_by", basis: qc1722::D15_K2 }),
            ),
        ] {
            let mut procedure = procedure("5wd");
            procedure.channels = channels.to_vec();
            let answer = World::new(procedure).would(now, &lan(), &register(channel, complete_papers()));
            assert_eq!(answer.err(), expected, "{channel:?} of {channels:?}");
        }
    }

    #[test]
    fn d4_a_paper_that_is_not_published_is_not_taken_but_a_missing_one_is_no_bar() {
        let now = at(2019, 10, 7, 8, 0);
        let world = World::new(procedure("5wd"));
        let strange =
            vec![brought("p9", 1, 0), brought("p1", 1, 0), brought("p8", 1, 0), brought("p9", 1, 0)];
        assert_eq!(
            world.would(now, &lan(), &register(Channel::Counter, strange)),
            Err(Refusal::PaperNotPublished { papers: vec![paper_code("p9"), paper_code("p8")] })
        );
        assert!(world.would(now, &lan(), &register(Channel::Counter, Vec::new())).is_ok());
    }

    #[test]
    fn d14_k1_a_procedure_with_cases_needs_one_of_them() {
        let now = at(2019, 10, 7, 8, 0);
        let mut with_cases = procedure("5wd");
        with_cases.cases =
            vec![Case { id: case_id("moi"), name: crate::organisation::Name::vi("mới"), limit: None }];
        for (procedure, case, ok) in [
            (&with_cases, Some("moi"), true),
            (&with_cases, Some("cu"), false),
            (&with_cases, None, false),
            (&procedure("5wd"), None, true),
            (&procedure("5wd"), Some("moi"), false),
        ] {
            let mut command = register(Channel::Counter, complete_papers());
            if let Command::Register { case: chosen, .. } = &mut command {
                *chosen = case.map(case_id);
            }
            let answer = World::new(procedure.clone()).would(now, &lan(), &command);
            assert_eq!(answer.is_ok(), ok, "{case:?}");
        }
    }

    #[test]
    fn d16_k3_a_receipt_elsewhere_needs_its_evidence_and_a_dossier_begins_once() {
        let now = at(2019, 10, 7, 8, 0);
        let mut command = register(Channel::Agency, complete_papers());
        if let Command::Register { received_elsewhere, .. } = &mut command {
            *received_elsewhere =
                Some(ReceivedElsewhere { place: "Sở".into(), at: now, evidence: " ".into() });
        }
        let mut world = World::new(procedure("5wd"));
        let field = "received_elsewhere";
        assert_eq!(
            world.would(now, &lan(), &command),
            Err(Refusal::ProofMissing { field, basis: qc1722::D16_K3 })
        );
        let again = register(Channel::Counter, complete_papers());
        world.act(now, &lan(), &again).unwrap();
        assert!(matches!(world.would(now, &lan(), &again), Err(Refusal::WrongStage { .. })));
        world.act(now, &lan(), &accept()).unwrap();
        assert!(matches!(world.would(now, &lan(), &again), Err(Refusal::AlreadyAccepted { .. })));
    }
}
