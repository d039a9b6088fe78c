//! Closing by rule what nobody completed in time.

use jiff::civil::DateTime;
use law::{Citation, qc1722};

use super::decide::{numbers, still_open};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the time for bringing what was asked is over; written by the schedule, never silently.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`] after guidance, [`qc1722::D18_K1`] after a supplement request; the number of
/// days is [`supplement_answer_days`](law::Parameters::supplement_answer_days) or the procedure's.
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    still_open(dossier)?;
    if !dossier.awaits_applicant() {
        return Err(Refusal::WrongStage { action: "lapse", stage: dossier.stage, basis });
    }
    match dossier.answer_until.filter(|until| context.at > *until) {
        Some(until) => Ok(vec![Event::Lapsed { slip: numbers(context)?.slip.clone(), until, basis }]),
        None => Err(Refusal::NotLapsed),
    }
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.stage == Stage::SupplementAsked { qc1722::D18_K1 } else { super::guide::basis_of(dossier) }
}

/// The event that says until when the applicant may bring what a slip asks.
pub(super) fn awaited(context: &Context<'_>, basis: Citation) -> Event {
    Event::AnswerAwaited { until: answer_until(context), basis }
}

fn answer_until(context: &Context<'_>) -> DateTime {
    let days = context.procedure.answer_days.unwrap_or(context.parameters.supplement_answer_days);
    context.calendar.due(context.at, calendar::Limit::CalendarDays(days), context.parameters).at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Command, next_alarm};
    use crate::procedure::Channel;

    fn just_after(last: DateTime) -> DateTime {
        last.saturating_add(jiff::SignedDuration::from_micros(1))
    }

    #[test]
    fn d18_k1_nothing_brought_in_thirty_days_closes_with_a_notice_the_instant_after_the_last() {
        let asked = at(2019, 10, 7, 9, 0);
        let mut world = World::in_appraisal(procedure("15wd"), at(2019, 10, 7, 8, 0));
        world.act(asked, &hung(), &ask_supplement()).unwrap();
        let until = at(2019, 11, 6, 17, 0);
        assert_eq!(world.dossier().answer_until, Some(until));
        assert_eq!(world.would(until, &schedule(), &Command::Lapse), Err(Refusal::NotLapsed));
        let events = world.act(just_after(until), &schedule(), &Command::Lapse).unwrap();
        assert!(matches!(events.as_slice(), [Event::Lapsed { basis, .. }] if *basis == qc1722::D18_K1));
        assert_eq!((world.dossier().stage, next_alarm(world.dossier())), (Stage::Lapsed, None));
        let again = world.would(just_after(until), &schedule(), &Command::Lapse);
        assert_eq!(again, Err(Refusal::Closed { stage: Stage::Lapsed }));
    }

    #[test]
    fn d16_k1_b_the_last_day_off_moves_the_end_and_the_procedure_may_give_other_days() {
        let mut special = procedure("15wd");
        special.answer_days = Some(5);
        let mut world = World::new(special);
        let now = at(2019, 10, 7, 9, 0);
        world.act(now, &lan(), &register(Channel::Counter, vec![brought("p1", 1, 0)])).unwrap();
        let guide = Command::Guide { items: Vec::new(), not_competent: false, remark: String::new() };
        world.act(now, &lan(), &guide).unwrap();
        assert_eq!(world.dossier().answer_until, Some(at(2019, 10, 14, 17, 0)), "12/10 is a Saturday");
    }

    #[test]
    fn d16_k1_b_a_dossier_of_another_authority_does_not_stay_open_for_ever() {
        let now = at(2019, 10, 7, 9, 0);
        let mut world = World::new(procedure("15wd"));
        world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        let elsewhere = Command::Guide {
            items: Vec::new(),
            not_competent: true,
            remark: "Thuộc Sở Tài nguyên và Môi trường".to_owned(),
        };
        world.act(now, &lan(), &elsewhere).unwrap();
        let until = world.dossier().answer_until.unwrap();
        world.act(just_after(until), &schedule(), &Command::Lapse).unwrap();
        assert_eq!(world.dossier().stage, Stage::Lapsed);
    }

    #[test]
    fn d16_k1_b_what_a_leader_sent_back_to_the_desk_is_awaited_still() {
        let now = at(2019, 10, 7, 9, 0);
        let mut world = World::new(procedure("15wd"));
        world.act(now, &lan(), &register(Channel::Counter, vec![brought("p1", 1, 0)])).unwrap();
        let guide = Command::Guide { items: Vec::new(), not_competent: false, remark: String::new() };
        world.act(now, &lan(), &guide).unwrap();
        let raise = Command::Escalate { to: unit(CENTRE), reason: "chưa rõ".to_owned() };
        world.act(now, &lan(), &raise).unwrap();
        let until = world.dossier().answer_until.unwrap();
        let refused = world.would(just_after(until), &schedule(), &Command::Lapse);
        assert!(matches!(refused, Err(Refusal::WrongStage { .. })), "the leader has it");
        let back = Command::AnswerEscalation {
            answer: "bổ sung như đã hướng dẫn".to_owned(),
            to: person("lan"),
        };
        world.act(now, &giam_doc(), &back).unwrap();
        world.act(just_after(until), &schedule(), &Command::Lapse).unwrap();
    }
}
