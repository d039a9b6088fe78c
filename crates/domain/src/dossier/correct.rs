//! Correcting an officer's mistake: undone with reason, cost and apology, never erased.

use law::nd61_2018;

use super::decide::{not_blank, numbers, staff};
use super::event::{Actor, Event, Recorded};
use super::{Context, Dossier, in_line};
use crate::Refusal;
use crate::ids::UnitId;

/// Acts that can be undone. A request for a supplement and an apology are not among them: each is
/// allowed once, whatever became of it.
const CORRECTABLE: [&str; 8] = [
    "refused",
    "withdrawn",
    "lapsed",
    "transferred",
    "step-completed",
    "result-sent",
    "result-confirmed",
    "handed-over",
];

/// Records that do not build on what went before, so what they follow can still be undone.
fn is_harmless(event: &Event) -> bool {
    matches!(
        event,
        Event::Noted { .. }
            | Event::Notified { .. }
            | Event::NoticeQueued { .. }
            | Event::NoticeFailed { .. }
            | Event::ScansAttached { .. }
            | Event::BecameOverdue { .. }
            | Event::Apologised { .. }
            | Event::FeeRecorded { .. }
            | Event::FeeReceiptIssued { .. }
            | Event::FeeVoided { .. }
            | Event::FeeRefunded { .. }
            | Event::ChargesSet { .. }
            | Event::CopyHandedOver { .. }
            | Event::PaperToBring { .. }
            | Event::PartStarted { .. }
            | Event::MistakeCorrected { .. }
            | Event::AnswerAwaited { .. }
            | Event::WithdrawalAsked { .. }
    )
}

/// Decides whether the act recorded as revision `undo` may be undone.
///
/// Only the last act that changed the course of the dossier and was not undone, by those who answer for it.
/// The clock is not touched: time that a mistake has cost stays with the side at fault.
///
/// # Legal basis
///
/// [`nd61_2018::D21`].
pub(super) fn decide(
    dossier: &Dossier,
    undo: u32,
    reason: &str,
    cost: i64,
    bearer: Option<&UnitId>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = nd61_2018::D21;
    let (_, unit) = staff(context)?;
    let nothing = || Refusal::NothingToUndo { revision: undo };
    let place = context.history.iter().position(|recorded| recorded.revision == undo).ok_or_else(nothing)?;
    let wrong = context.history.get(place).ok_or_else(nothing)?;
    let later = context.history.iter().skip(place.saturating_add(1));
    let undone = |revision: u32| dossier.corrections.iter().any(|(_, one, _)| *one == revision);
    let passes = |recorded: &Recorded| is_harmless(&recorded.event) || undone(recorded.revision);
    if !CORRECTABLE.contains(&wrong.event.kind()) || undone(undo) || !later.clone().all(passes) {
        return Err(nothing());
    }
    if !answers(unit, wrong, dossier, context) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unit.clone(), expected, basis });
    }
    not_blank(reason, "reason", basis)?;
    if cost < 0 {
        return Err(Refusal::WrongAmount { outstanding: dossier.outstanding() });
    }
    let bearer = bearer.cloned();
    if let Some(unknown) = bearer.as_ref().filter(|bearer| !is_known(bearer, context)) {
        let expected = dossier.holder.unit.clone();
        return Err(Refusal::WrongUnit { unit: unknown.clone(), expected, basis });
    }
    let earlier = context.history.get(..place).unwrap_or_default();
    let before = Dossier::rebuild(&dossier.id, earlier).ok_or_else(nothing)?;
    let steps = match &wrong.event {
        Event::StepCompleted { step, .. } => vec![step.clone()],
        _ => Vec::new(),
    };
    let mut events = vec![Event::MistakeCorrected {
        undone: undo,
        kind: wrong.event.kind().to_owned(),
        back_to: before.stage,
        unit: before.holder.unit.clone(),
        person: before.holder.person.clone(),
        in_transit_to: before.in_transit_to.clone(),
        steps,
        slip: numbers(context)?.slip.clone(),
        reason: reason.to_owned(),
        cost,
        bearer: bearer.unwrap_or_else(|| side_at_fault(wrong, &before)),
        basis,
    }];
    // The time that the mistake took from the applicant is given again, or the schedule closes it at once.
    let waited = before.answer_until.is_some_and(|until| until <= context.at);
    if before.awaits_applicant() && waited {
        events.push(super::lapse::awaited(context, basis));
    }
    Ok(events)
}

/// Who may correct: for the unit that has the dossier, for the unit whose act it was, or above its desk.
fn answers(unit: &UnitId, wrong: &Recorded, dossier: &Dossier, context: &Context<'_>) -> bool {
    let (organisation, day) = (context.organisation, context.at.date());
    let own = match &wrong.by {
        Actor::Staff { unit, .. } => Some(unit),
        Actor::Citizen(_) | Actor::System(_) => None,
    };
    let mut answering = own.into_iter().chain([&dossier.holder.unit]);
    organisation.is_within(&dossier.desk, unit, day)
        || answering.any(|other| in_line(organisation, unit, other, day))
}

fn is_known(unit: &UnitId, context: &Context<'_>) -> bool {
    context.organisation.unit_on(unit, context.at.date()).is_some()
}

/// The unit for which the act was done; what the schedule did is answered for by the holder.
fn side_at_fault(wrong: &Recorded, before: &Dossier) -> UnitId {
    match &wrong.by {
        Actor::Staff { unit, .. } => unit.clone(),
        Actor::Citizen(_) | Actor::System(_) => before.holder.unit.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::staff;
    use crate::common::*;
    use crate::dossier::{Command, Stage, next_alarm};
    use law::qc1722;

    #[test]
    fn d21_each_act_that_can_be_undone_goes_back_to_where_it_was() {
        let now = at(2019, 10, 7, 8, 0);
        let full = || World::in_appraisal(procedure("5wd"), now);
        let done = |mut world: World, by: crate::dossier::Actor, command: Command| {
            let before = world.dossier().clone();
            world.act(now, &by, &command).unwrap();
            (world, before)
        };
        let mut sent = full();
        for (step, who) in [("b3", hung()), ("b4", hung()), ("b5", binh()), ("b6", binh())] {
            sent.act(now, &who, &complete(step)).unwrap();
        }
        let (sent, at_agency) = done(sent, binh(), send_result());
        let ready = World::with_result(procedure("5wd"), now);
        let table = [
            ("refused", done(full(), hung(), refuse())),
            ("transferred", done(World::accepted(procedure("5wd"), now), lan(), transfer())),
            ("step-completed", done(full(), hung(), complete("b3"))),
            ("result-sent", (sent, at_agency)),
            ("handed-over", done(ready, lan(), hand_over())),
        ];
        for (kind, (mut world, before)) in table {
            let revision = world.last_revision(kind);
            world.act(now, &binh(), &correct(revision)).unwrap_or_else(|refusal| {
                world
                    .act(now, &giam_doc(), &correct(revision))
                    .unwrap_or_else(|_| panic!("{kind}: {refusal:?}"))
            });
            let after = world.dossier();
            assert_eq!((after.stage, &after.done), (before.stage, &before.done), "{kind}");
            assert_eq!(after.holder.unit, before.holder.unit, "{kind}");
            assert_eq!(after.holder.person, before.holder.person, "{kind}");
            assert_eq!(after.in_transit_to, before.in_transit_to, "{kind}");
            assert_eq!((&after.control_slip, &after.paper), (&before.control_slip, &before.paper), "{kind}");
            assert_eq!((after.closed_at, &after.refusal), (None, &None), "{kind}");
            assert_eq!(after.corrections.len(), 1, "{kind}: the letter of apology is numbered");
            assert_eq!(after.promise, before.promise, "{kind}: the clock is not touched");
        }
    }

    #[test]
    fn d21_only_the_last_act_once_and_by_those_who_answer_for_it() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let (given, taken) = (world.last_revision("transferred"), world.last_revision("taken"));
        for revision in [0, 1, given, taken, 99] {
            let answer = world.would(now, &binh(), &correct(revision));
            assert_eq!(answer, Err(Refusal::NothingToUndo { revision }), "{revision}");
        }
        world.act(now, &hung(), &complete("b3")).unwrap();
        let wrong = world.last_revision("step-completed");
        for (who, right) in [
            (hung(), true),
            (binh(), true),
            (giam_doc(), true),
            (tam(), false),
            (staff("x", OTHER_DESK), false),
        ] {
            assert_eq!(world.would(now, &who, &correct(wrong)).is_ok(), right, "{who:?}");
        }
        assert_eq!(world.would(now, &citizen(), &correct(wrong)), Err(Refusal::NotHolder));
        let with = |reason: &str, cost, bearer: Option<&str>| Command::Correct {
            undo: wrong,
            reason: reason.to_owned(),
            cost,
            bearer: bearer.map(unit),
        };
        let silent = Refusal::EmptyReason { field: "reason", basis: nd61_2018::D21 };
        assert_eq!(world.would(now, &binh(), &with(" ", 0, None)), Err(silent));
        let negative = world.would(now, &binh(), &with("x", -1, None));
        assert!(matches!(negative, Err(Refusal::WrongAmount { .. })));
        let nobody = world.would(now, &binh(), &with("x", 0, Some("khong-co")));
        assert!(matches!(nobody, Err(Refusal::WrongUnit { .. })));
        let events = world.act(now, &binh(), &with("Bấm nhầm", 50_000, None)).unwrap();
        assert!(
            matches!(events.as_slice(), [Event::MistakeCorrected { cost: 50_000, bearer, .. }] if *bearer == unit(DIVISION)),
            "the side at fault bears it"
        );
        assert_eq!(
            world.would(now, &binh(), &correct(wrong)),
            Err(Refusal::NothingToUndo { revision: wrong }),
            "once"
        );
        world.act(now, &hung(), &complete("b3")).unwrap();
    }

    #[test]
    fn d21_several_mistakes_are_undone_one_after_the_other() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::with_result(procedure("5wd"), now);
        for kind in ["result-confirmed", "result-sent", "step-completed"] {
            let revision = world.last_revision(kind);
            let by = if kind == "result-confirmed" { giam_doc() } else { binh() };
            world.act(now, &by, &correct(revision)).unwrap_or_else(|refusal| panic!("{kind}: {refusal:?}"));
        }
        let dossier = world.dossier();
        assert_eq!((dossier.stage, &dossier.result, dossier.result_at), (Stage::Processing, &None, None));
        assert_eq!(dossier.done, ["b3", "b4", "b5"].map(step_id));
        assert_eq!(dossier.corrections.len(), 3);
    }

    /// A5 and A7: what is allowed once stays used, whatever is undone around it.
    #[test]
    fn d18_k1_and_k2_no_correction_gives_a_second_supplement_or_apology() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("15wd"), now);
        world.act(now, &hung(), &ask_supplement()).unwrap();
        let asked = world.last_revision("supplement-asked");
        assert_eq!(
            world.would(now, &binh(), &correct(asked)),
            Err(Refusal::NothingToUndo { revision: asked }),
            "a request is not undone"
        );
        world.act(now, &lan(), &Command::Supplement { papers: vec![brought("p1", 1, 0)] }).unwrap();
        world.act(now, &hung(), &complete("b3")).unwrap();
        let step = world.last_revision("step-completed");
        world.act(now, &binh(), &correct(step)).unwrap();
        let second = world.would(now, &hung(), &ask_supplement()).unwrap_err();
        assert_eq!(provisions(&second), ["qc1722.d11.k2.c", "qc1722.d18.k1"]);

        let warned = at(2019, 10, 11, 9, 0);
        let mut late = World::in_appraisal(procedure("5wd"), now);
        late.act(warned, &binh(), &apologise(at(2019, 10, 16, 0, 0).date())).unwrap();
        let letter = late.last_revision("apologised");
        assert_eq!(
            late.would(warned, &binh(), &correct(letter)),
            Err(Refusal::NothingToUndo { revision: letter })
        );
        late.act(warned, &hung(), &refuse()).unwrap();
        let refused = late.last_revision("refused");
        late.act(warned, &binh(), &correct(refused)).unwrap();
        let second = late.would(warned, &binh(), &apologise(at(2019, 10, 17, 0, 0).date())).unwrap_err();
        assert_eq!(second, Refusal::AlreadyApologised { at: warned });
        assert_eq!(second.basis()[0], qc1722::D18_K2_A);
    }

    #[test]
    fn d21_a_dossier_closed_by_mistake_is_awaited_anew_and_a_withdrawal_takes_two_again() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("15wd"), now);
        world.act(now, &hung(), &ask_supplement()).unwrap();
        let late = at(2019, 11, 7, 9, 0);
        world.act(late, &schedule(), &Command::Lapse).unwrap();
        let lapsed = world.last_revision("lapsed");
        world.act(late, &giam_doc(), &correct(lapsed)).unwrap();
        assert_eq!(world.dossier().stage, Stage::SupplementAsked);
        assert_eq!(world.dossier().answer_until, Some(at(2019, 12, 9, 17, 0)), "7/12 is a Saturday");
        assert!(next_alarm(world.dossier()).is_some_and(|next| next > late));

        let mut back = World::in_appraisal(procedure("15wd"), now);
        back.act(now, &lan(), &withdraw()).unwrap();
        back.act(now, &mai(), &Command::ConfirmWithdrawal).unwrap();
        let withdrawn = back.last_revision("withdrawn");
        back.act(now, &giam_doc(), &correct(withdrawn)).unwrap();
        assert_eq!(back.dossier().stage, Stage::Processing);
        assert_eq!(back.would(now, &mai(), &Command::ConfirmWithdrawal), Err(Refusal::NoWithdrawalAsked));
    }

    /// A4: a dossier that was refused by mistake while its day passed is late, and stays so.
    #[test]
    fn d5_k1_the_time_of_a_mistake_is_not_given_back_to_the_side_at_fault() {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let due = world.due();
        world.act(at(2019, 10, 14, 16, 59), &hung(), &refuse()).unwrap();
        let refused = world.last_revision("refused");
        world.act(at(2019, 10, 21, 8, 0), &binh(), &correct(refused)).unwrap();
        assert_eq!(
            next_alarm(world.dossier()),
            Some(at(2019, 10, 11, 8, 0)),
            "the warning, then the lateness"
        );
        world.act(at(2019, 10, 21, 8, 0), &schedule(), &Command::MarkOverdue).unwrap();
        assert_eq!(world.dossier().overdue_since, Some(due));
        let answer = world.would(at(2019, 10, 21, 8, 0), &hung(), &refuse());
        assert_eq!(answer, Err(Refusal::RefusalTooLate { due }));
    }
}
