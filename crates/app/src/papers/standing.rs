//! How the giver of each hand-over stood in time, for the result column of the control slip.

use documents::control_slip::Standing;
use domain::dossier::state::HandOverLine;
use domain::dossier::{Dossier, Event, Recorded};
use domain::procedure::{Procedure, StepTime};
use jiff::civil::DateTime;

use crate::dossier::DossierView;

/// The standing of each line of the control slip: *trước hạn*, *đúng hạn*, *quá hạn*.
///
/// The desk is measured by the lawful moment of forwarding (khoản 1 Điều 17), an agency by the time of
/// its part or of the steps it did since it took the dossier, the result by the promised day. Where the
/// process states no time the promised day is the only limit. The last day of a limit is *đúng hạn*.
/// A day that an apology moved stays missed.
pub(super) fn standings(view: &DossierView) -> Vec<Option<Standing>> {
    let dossier = &view.dossier;
    let calendar = dossier
        .promise
        .as_ref()
        .and_then(|promise| view.reference.calendar_pinned(&promise.calendar))
        .unwrap_or_else(|| view.reference.calendar_for(&dossier.desk));
    let lines = &dossier.control_slip;
    let stood = |(index, line): (usize, &HandOverLine)| {
        let before = index.checked_sub(1).and_then(|at| lines.get(at));
        let began = match before {
            Some(before) => before.taken_at.unwrap_or(before.given_at),
            None => dossier.accepted_at?,
        };
        let minutes = || minutes_of(&view.procedure, &view.history, began, line.given_at);
        let promised = dossier.overdue_since.or(dossier.promise.as_ref().map(|promise| promise.due));
        let due = if before.is_none() && line.from == dossier.desk {
            dossier.transfer_by
        } else if is_result(&view.history, line) {
            promised
        } else {
            part_due(dossier, line)
                .or_else(|| minutes().map(|minutes| calendar.add_working_minutes(began, minutes)))
        };
        Some(standing(line.late, line.given_at, due.or(promised)?))
    };
    lines.iter().enumerate().map(stood).collect()
}

fn standing(late: bool, given_at: DateTime, due: DateTime) -> Standing {
    if late || given_at > due {
        Standing::Late
    } else if given_at.date() == due.date() {
        Standing::OnTime
    } else {
        Standing::Early
    }
}

/// Whether the hand-over is that of the result to the desk.
fn is_result(history: &[Recorded], line: &HandOverLine) -> bool {
    let sent = |recorded: &&Recorded| matches!(recorded.event, Event::ResultSent { .. });
    history.iter().filter(sent).any(|recorded| recorded.at == line.given_at)
}

/// When the part of an agency of a chain had to be done.
fn part_due(dossier: &Dossier, line: &HandOverLine) -> Option<DateTime> {
    let part = dossier.parts.iter().rev();
    part.filter(|part| part.unit == line.from && part.started_at <= line.given_at).find_map(|part| part.due)
}

/// Working minutes of the steps done from `began` to `until`; `None` when none was, or one has no time.
fn minutes_of(procedure: &Procedure, history: &[Recorded], began: DateTime, until: DateTime) -> Option<u32> {
    let process = procedure.process.as_ref()?;
    let mut sum: Option<u32> = None;
    for recorded in history.iter().filter(|recorded| began <= recorded.at && recorded.at <= until) {
        let Event::StepCompleted { step, .. } = &recorded.event else { continue };
        let minutes = match process.step(step)?.time {
            StepTime::Minutes(minutes) | StepTime::CalendarMinutes(minutes) => minutes,
            StepTime::NotCounted => 0,
            StepTime::CalendarDays(_) | StepTime::NotStated => return None,
        };
        sum = Some(sum.unwrap_or_default().saturating_add(minutes));
    }
    sum.filter(|minutes| *minutes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_of_a_limit_is_on_time_and_forwarding_late_is_late_whatever_the_clock() {
        let due = date(2019, 9, 5).at(17, 0, 0, 0);
        let table = [
            (false, date(2019, 9, 4).at(17, 0, 0, 0), Standing::Early),
            (false, date(2019, 9, 5).at(7, 0, 0, 0), Standing::OnTime),
            (false, date(2019, 9, 5).at(17, 0, 0, 0), Standing::OnTime),
            (false, date(2019, 9, 5).at(17, 1, 0, 0), Standing::Late),
            (true, date(2019, 9, 4).at(8, 0, 0, 0), Standing::Late),
        ];
        for (late, given, expected) in table {
            assert_eq!(standing(late, given, due), expected, "{given} {late}");
        }
    }
}
