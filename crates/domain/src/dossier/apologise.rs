//! The one apology for a late result, with a new day.

use calendar::Limit;
use jiff::civil::{Date, DateTime, Time};
use law::{Citation, qc1722};

use super::decide::{at_stage, not_blank, numbers, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the unit whose delay it is may apologise and set `again` as the new day.
///
/// Once, from the day on which the applicant must be warned; the new day is a working day after the
/// promised one and not further off than the rules allow. Being late stays recorded. The delay is the
/// Centre's while its desk has the dossier: its director signs; else the head of the holding agency.
///
/// # Legal basis
///
/// [`qc1722::D18_K2_A`] for an agency, [`qc1722::D18_K2_B`] for the Centre.
///
/// # Errors
///
/// [`Refusal::AlreadyApologised`] before anything else, so that the second attempt gets the same
/// answer at every stage.
pub(super) fn decide(
    dossier: &Dossier,
    reason: &str,
    again: Date,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Some(apology) = &dossier.apology {
        return Err(Refusal::AlreadyApologised { at: apology.at });
    }
    let (organisation, day) = (context.organisation, context.at.date());
    let fault = organisation.agency_of(&dossier.holder.unit, day);
    let by_centre = fault == organisation.agency_of(&dossier.desk, day);
    let basis = if by_centre { qc1722::D18_K2_B } else { qc1722::D18_K2_A };
    at_stage(dossier, &[Stage::Accepted, Stage::InTransit, Stage::Processing], "apologise", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    let Some(promise) = &dossier.promise else { return Err(Refusal::NotOverdue) };
    let warned_from = context.calendar.warn_by(promise.due, context.parameters).date();
    if day < warned_from {
        return Err(Refusal::TooEarlyToApologise { from: warned_from });
    }
    let again = new_day(again, promise.limit, promise.due, basis, context)?;
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::Apologised {
        slip: numbers(context)?.slip.clone(),
        by_centre,
        fault,
        reason: reason.to_owned(),
        due: promise.due,
        again,
        warn_by: context.calendar.warn_by(again, context.parameters),
        basis,
    }])
}

/// The closing time of the new day, inside its bounds.
fn new_day(
    again: Date,
    limit: Limit,
    due: DateTime,
    basis: Citation,
    context: &Context<'_>,
) -> Result<DateTime, Refusal> {
    let closing = closing_of(again, context).ok_or(Refusal::NewDayNotWorked { day: again, basis })?;
    // Counted from when it is or will be late, so that there is always a day to name.
    let late_from = due.max(context.at);
    let latest = context.calendar.due(late_from, scaled(limit, context), context.parameters).at;
    if closing <= late_from || closing > latest {
        let earliest = context.calendar.next_working_day(late_from.date());
        return Err(Refusal::NewDayOutOfBounds { earliest, latest: latest.date().max(earliest), basis });
    }
    Ok(closing)
}

/// When `day` closes; `None` when it is a day off.
fn closing_of(day: Date, context: &Context<'_>) -> Option<DateTime> {
    let before = day.yesterday().ok()?.to_datetime(Time::midnight());
    let due = context.calendar.due(before, Limit::CalendarDays(1), context.parameters).at;
    (due.date() == day).then_some(due)
}

/// The part of the limit that the new day may be off, at least one working day.
fn scaled(limit: Limit, context: &Context<'_>) -> Limit {
    let part = |whole: u16| {
        let scaled = u32::from(whole).saturating_mul(u32::from(context.parameters.reappointment_percent));
        u16::try_from(scaled.div_ceil(100)).unwrap_or(u16::MAX).max(1)
    };
    match limit {
        Limit::Immediately | Limit::WorkingHours(_) => Limit::WorkingDays(1),
        Limit::WorkingDays(days) => Limit::WorkingDays(part(days)),
        Limit::CalendarDays(days) => Limit::CalendarDays(part(days)),
        Limit::Months(months) => Limit::Months(part(months)),
    }
}
