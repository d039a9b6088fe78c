//! Whose the time was: the days of a dossier divided among those who had it.

use calendar::Calendar;
use jiff::civil::DateTime;

use super::apply::apply;
use super::event::Recorded;
use super::{Dossier, Stage};
use crate::ids::{DossierId, StepId, UnitId};
use crate::procedure::Procedure;

/// For what somebody had the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum For {
    /// Before acceptance, or at the desk until it was sent on.
    Desk,
    /// On its way, until somebody signed.
    OnTheWay,
    /// The step of the process that was open.
    Step(StepId),
    /// An opinion was awaited.
    Opinion,
    /// Nothing was left to do but to send the result.
    Sending,
    /// The applicant had to bring something, or the clock stood for another lawful cause.
    Applicant,
}

/// A share of the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Who had it; `None` for the applicant.
    pub unit: Option<UnitId>,
    /// For what.
    pub work: For,
    /// Working minutes.
    pub minutes: i64,
}

/// Divides the working time from acceptance to `until` (or to the result at the desk, if that came
/// first) among holders and steps; the shares sum to the whole.
///
/// A time in which every asked unit was still silent or had not answered is the share of those units:
/// of the first one that is pending. In working minutes of `calendar`.
#[must_use]
pub fn attribution(
    id: &DossierId,
    history: &[Recorded],
    procedure: &Procedure,
    calendar: &Calendar,
    until: DateTime,
) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let whole = Dossier::rebuild(id, history);
    let Some((mut dossier, rest)) = history.split_first().and_then(|(first, rest)| {
        Dossier::rebuild(id, std::slice::from_ref(first)).map(|dossier| (dossier, rest))
    }) else {
        return shares;
    };
    let Some((start, end)) = whole.and_then(|whole| bounds(&whole, until)) else { return shares };
    // From the start each time: minutes that are not whole then add up instead of being lost.
    let elapsed = |at: DateTime| calendar.working_minutes_between(start, at.clamp(start, end));
    let mut counted = 0;
    for recorded in rest {
        add(&mut shares, &dossier, procedure, elapsed(recorded.at).saturating_sub(counted));
        counted = elapsed(recorded.at).max(counted);
        dossier = apply(dossier, recorded);
    }
    add(&mut shares, &dossier, procedure, elapsed(end).saturating_sub(counted));
    shares
}

/// From acceptance to the result, the end without one, or `until`.
///
/// A result or an end that was corrected is neither: its time is the desk's or the holder's like any other.
fn bounds(whole: &Dossier, until: DateTime) -> Option<(DateTime, DateTime)> {
    let start = whole.accepted_at?;
    let end = whole.result_at.or(whole.closed_at).unwrap_or(until).min(until);
    Some((start, end.max(start)))
}

fn add(shares: &mut Vec<Share>, dossier: &Dossier, procedure: &Procedure, minutes: i64) {
    if minutes <= 0 {
        return;
    }
    let (unit, work) = whose(dossier, procedure);
    match shares.iter_mut().find(|share| share.unit == unit && share.work == work) {
        Some(share) => share.minutes = share.minutes.saturating_add(minutes),
        None => shares.push(Share { unit, work, minutes }),
    }
}

fn whose(dossier: &Dossier, procedure: &Procedure) -> (Option<UnitId>, For) {
    let holder = Some(dossier.holder.unit.clone());
    match dossier.stage {
        Stage::SupplementAsked | Stage::ClockStopped => (None, For::Applicant),
        Stage::InTransit | Stage::ResultSent => (holder, For::OnTheWay),
        Stage::Processing => {
            let pending = dossier.consultations.iter().flat_map(|asked| asked.pending()).next();
            if let Some(unit) = pending {
                return (Some(unit.clone()), For::Opinion);
            }
            let open = super::open_of(dossier, procedure).first().map(|work| work.id().clone());
            (holder, open.map_or(For::Sending, For::Step))
        }
        _ => (holder, For::Desk),
    }
}
