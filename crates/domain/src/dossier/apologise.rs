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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;
    use jiff::civil::date;
    use law::nd61_2018;

    #[test]
    fn d18_k2_a_once_whatever_the_path() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let warned = at(2019, 10, 11, 9, 0);
        let events = world.act(warned, &binh(), &apologise(date(2019, 10, 16))).unwrap();
        let Some(Event::Apologised { by_centre, fault, due, again, warn_by, .. }) = events.first() else {
            panic!("{events:?}")
        };
        assert_eq!((*by_centre, fault.as_str()), (false, AGENCY));
        assert_eq!((*due, *again, *warn_by), (world.due(), at(2019, 10, 16, 17, 0), at(2019, 10, 15, 17, 0)));
        for (when, who) in [(warned, binh()), (at(2019, 10, 17, 9, 0), hung()), (warned, giam_doc())] {
            let second = world.would(when, &who, &apologise(date(2019, 10, 18))).unwrap_err();
            assert_eq!(second, Refusal::AlreadyApologised { at: warned });
            assert_eq!(second.basis(), [qc1722::D18_K2_A, nd61_2018::D19_K9]);
        }
    }

    #[test]
    fn d18_k2_a_not_before_the_day_of_warning_and_the_new_day_is_worked_and_not_far() {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let from = date(2019, 10, 11);
        let early = world.would(at(2019, 10, 10, 23, 59), &binh(), &apologise(date(2019, 10, 16)));
        assert_eq!(early, Err(Refusal::TooEarlyToApologise { from }), "an extension in disguise");
        let midnight = at(2019, 10, 11, 0, 0);
        // Promised 14/10; five working days from then end on 21/10.
        let bounds = Refusal::NewDayOutOfBounds {
            earliest: date(2019, 10, 15),
            latest: date(2019, 10, 21),
            basis: qc1722::D18_K2_A,
        };
        for day in [date(2019, 10, 11), date(2019, 10, 14), date(2019, 10, 22), date(2020, 10, 1)] {
            assert_eq!(world.would(midnight, &binh(), &apologise(day)), Err(bounds.clone()), "{day}");
        }
        for day in [date(2019, 10, 19), date(2019, 10, 20)] {
            let off = Refusal::NewDayNotWorked { day, basis: qc1722::D18_K2_A };
            assert_eq!(world.would(midnight, &binh(), &apologise(day)), Err(off), "a weekend");
        }
        for day in [date(2019, 10, 15), date(2019, 10, 21)] {
            assert!(world.would(midnight, &binh(), &apologise(day)).is_ok(), "{day}");
        }
        let silent = Command::Apologise { reason: " ".to_owned(), again: date(2019, 10, 15) };
        let empty = Refusal::EmptyReason { field: "reason", basis: qc1722::D18_K2_A };
        assert_eq!(world.would(midnight, &binh(), &silent), Err(empty));
        assert!(matches!(
            world.would(midnight, &tam(), &apologise(date(2019, 10, 15))),
            Err(Refusal::WrongUnit { .. })
        ));
        world.finish(midnight);
        let there = world.would(midnight, &binh(), &apologise(date(2019, 10, 15)));
        assert!(matches!(there, Err(Refusal::WrongStage { .. })), "the result is there");
    }

    /// The shortest limits and a day off in between: there is always a lawful new day.
    #[test]
    fn d18_k2_a_there_is_always_a_day_to_name() {
        for (limit, accepted) in
            [("1wd", at(2019, 10, 7, 8, 0)), ("4wh", at(2019, 10, 4, 16, 30)), ("3wd", at(2020, 1, 20, 8, 0))]
        {
            let world = World::in_appraisal(procedure(limit), accepted);
            for when in [world.due(), world.due().saturating_add(jiff::Span::new().days(9))] {
                let day = world.calendar.next_working_day(when.date());
                assert!(world.would(when, &binh(), &apologise(day)).is_ok(), "{limit} at {when}");
            }
        }
    }

    #[test]
    fn d18_k2_b_while_the_desk_has_it_the_delay_is_the_centres() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(procedure("5wd"), now);
        let warned = at(2019, 10, 11, 9, 0);
        let wrong = world.would(warned, &binh(), &apologise(date(2019, 10, 16))).unwrap_err();
        assert!(matches!(wrong, Refusal::WrongUnit { basis, .. } if basis == qc1722::D18_K2_B));
        let events = world.act(warned, &giam_doc(), &apologise(date(2019, 10, 16))).unwrap();
        assert!(
            matches!(events.as_slice(), [Event::Apologised { by_centre: true, basis, .. }] if *basis == qc1722::D18_K2_B)
        );

        let mut at_once = World::new(procedure("0"));
        at_once.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        at_once.act(now, &lan(), &accept()).unwrap();
        assert_eq!(at_once.would(now, &giam_doc(), &apologise(date(2019, 10, 8))), Err(Refusal::NotOverdue));
    }
}
