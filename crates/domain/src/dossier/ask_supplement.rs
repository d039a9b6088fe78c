//! Asking for a supplement after appraisal: once, inside its window, with a complete list.

use law::qc1722;

use super::decide::{not_blank, numbers, staff_of, still_open};
use super::event::{Event, RequestedItem};
use super::papers::all_published;
use super::place::{in_line, unit_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::UnitId;
use crate::procedure::StepKind;

/// Decides whether a supplement may be asked.
///
/// # Legal basis
///
/// [`qc1722::D11_K2_C`] (once, in writing), [`qc1722::D18_K1`] (1, 2 or 3 working days by the
/// class of the limit, or the days of a special law), [`qc1722::D4`] (published papers only).
///
/// # Errors
///
/// [`Refusal::SupplementAlreadyAsked`] before anything else, so that the second attempt gets
/// the same answer at every stage; then stage, unit, window and list.
pub(super) fn decide(
    dossier: &Dossier,
    items: &[RequestedItem],
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K1;
    still_open(dossier)?;
    if let Some(request) = &dossier.supplement {
        return Err(Refusal::SupplementAlreadyAsked { at: request.at });
    }
    if dossier.stage != Stage::Processing || !in_appraisal(dossier, context) {
        return Err(Refusal::NotInAppraisal);
    }
    staff_of(&dossier.holder.unit, basis, context)?;
    if let Some(ended) = dossier.supplement_by.filter(|last| context.at > *last) {
        return Err(Refusal::SupplementWindowOver { ended });
    }
    if items.is_empty() {
        return Err(Refusal::EmptyReason { field: "items", basis });
    }
    all_published(context.procedure, items.iter().map(|item| &item.paper))?;
    for item in items {
        not_blank(&item.what, "items", basis)?;
    }
    not_blank(reason, "reason", basis)?;
    let slip = numbers(context)?.slip.clone();
    Ok(vec![
        Event::SupplementAsked { slip, items: items.to_vec(), reason: reason.to_owned(), basis },
        super::lapse::awaited(context, basis),
    ])
}

/// Whether the appraisal is still to be finished, and the dossier is with those who appraise it.
///
/// An agency assigns a dossier before somebody appraises it; what is missing may be seen at
/// either step, so the request is open until the last appraisal is done. The window bounds it.
fn in_appraisal(dossier: &Dossier, context: &Context<'_>) -> bool {
    let Some(process) = &context.procedure.process else { return false };
    let with = |unit: &UnitId| in_line(context.organisation, unit, &dossier.holder.unit, context.at.date());
    let mut pending = false;
    process.root.each_step(&mut |step| {
        let appraises = step.kind == StepKind::Appraise && !dossier.done.contains(&step.id);
        let unit = unit_of(&step.unit, &dossier.desk, context.procedure);
        pending |= appraises && (with(&unit) || with(&context.procedure.agency));
    });
    pending
}

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;

    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    fn ask(items: Vec<RequestedItem>, reason: &str) -> Command {
        Command::AskSupplement { items, reason: reason.into() }
    }

    #[test]
    fn d18_k1_the_window_follows_the_class_of_the_limit() {
        let received = at(2019, 10, 7, 8, 0);
        // (limit, days of a special law, last instant)
        let table: &[(&str, Option<u16>, DateTime)] = &[
            ("4wd", None, at(2019, 10, 8, 17, 0)),
            ("5wd", None, at(2019, 10, 9, 17, 0)),
            ("10wd", None, at(2019, 10, 9, 17, 0)),
            ("11wd", None, at(2019, 10, 10, 17, 0)),
            ("15wd", Some(5), at(2019, 10, 14, 17, 0)),
        ];
        for (limit, special, last) in table {
            let mut procedure = procedure(limit);
            procedure.supplement_days = *special;
            let world = World::in_appraisal(procedure, received);
            assert!(world.would(*last, &hung(), &ask_supplement()).is_ok(), "{limit} {special:?}");
            let after = last.saturating_add(jiff::Span::new().seconds(1));
            assert_eq!(
                world.would(after, &hung(), &ask_supplement()),
                Err(Refusal::SupplementWindowOver { ended: *last }),
                "{limit} {special:?}"
            );
        }
    }

    #[test]
    fn d18_k1_a_request_is_complete_reasoned_and_asks_for_published_papers() {
        let now = at(2019, 10, 7, 9, 0);
        let world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let empty = |field| Err(Refusal::EmptyReason { field, basis: qc1722::D18_K1 });
        let blank = RequestedItem { what: String::new(), ..item("p1") };
        assert_eq!(world.would(now, &hung(), &ask(vec![], "vì")), empty("items"));
        assert_eq!(world.would(now, &hung(), &ask(vec![blank], "vì")), empty("items"));
        assert_eq!(world.would(now, &hung(), &ask(vec![item("p1")], " ")), empty("reason"));
        let papers = vec![paper_code("p7"), paper_code("p9")];
        assert_eq!(
            world.would(now, &hung(), &ask(vec![item("p7"), item("p1"), item("p9")], "vì")),
            Err(Refusal::PaperNotPublished { papers })
        );
    }

    #[test]
    fn d18_k1_only_in_appraisal_by_the_unit_that_holds_it() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(procedure("5wd"), now);
        assert_eq!(world.would(now, &hung(), &ask_supplement()), Err(Refusal::NotInAppraisal));
        world.act(now, &lan(), &transfer()).unwrap();
        assert_eq!(world.would(now, &hung(), &ask_supplement()), Err(Refusal::NotInAppraisal));
        world.act(now, &hung(), &take()).unwrap();
        for stranger in [DESK, SIBLING, SECOND_AGENCY] {
            let answer = world.would(now, &staff("ai-do", stranger), &ask_supplement());
            assert!(matches!(answer, Err(Refusal::WrongUnit { .. })), "{stranger}");
        }
        world.act(now, &hung(), &complete("b3")).unwrap();
        assert_eq!(world.would(now, &hung(), &ask_supplement()), Err(Refusal::NotInAppraisal));
    }

    #[test]
    fn d11_k2_c_the_second_attempt_gets_the_same_answer_at_every_later_stage() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        world.act(now, &hung(), &ask_supplement()).unwrap();
        let again = Err(Refusal::SupplementAlreadyAsked { at: now });
        assert_eq!(world.would(now, &hung(), &ask_supplement()), again);
        let answer = Command::Supplement { papers: vec![brought("p1", 1, 0)] };
        world.act(now, &lan(), &answer).unwrap();
        assert_eq!(world.would(now, &hung(), &ask_supplement()), again);
        world.finish(now);
        assert_eq!(world.would(now, &hung(), &ask_supplement()), again);
    }
}
