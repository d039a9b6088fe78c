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
    let Some((first, rest)) = history.split_first() else { return shares };
    let Some(mut dossier) = Dossier::rebuild(id, std::slice::from_ref(first)) else { return shares };
    for recorded in rest {
        let from = since(&dossier, recorded);
        add(&mut shares, &dossier, procedure, calendar.working_minutes_between(from, recorded.at.min(until)));
        dossier = apply(dossier, recorded);
    }
    let last = history.last().map_or(until, |recorded| recorded.at);
    add(&mut shares, &dossier, procedure, calendar.working_minutes_between(last, until));
    shares
}

/// The instant of the record before.
fn since(dossier: &Dossier, next: &Recorded) -> DateTime {
    dossier.last_at.min(next.at)
}

fn add(shares: &mut Vec<Share>, dossier: &Dossier, procedure: &Procedure, minutes: i64) {
    let counted = dossier.accepted_at.is_some() && dossier.result_at.is_none() && !dossier.stage.is_closed();
    if minutes <= 0 || !counted {
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
