//! Recording what the applicant brought: after guidance, or after a supplement request.

use law::{Citation, qc1722};

use super::decide::{at_stage, staff_of};
use super::event::{Actor, Event, RequestedItem, SubmittedPaper};
use super::papers::{all_published, together, unanswered};
use super::promise;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::ids::StepId;
use crate::procedure::{ClockRule, StepKind};

/// Decides whether what was brought settles what was asked.
///
/// A part of it is refused with the list of what still lacks: the clock starts again only
/// with the complete dossier. It counts from now, with the limit of the first promise, or with what was
/// left of it where a special law lets the time go on.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`] at intake (online [`qc1722::D16_K2_A`]), [`qc1722::D18_K1`] after appraisal.
pub(super) fn decide(
    dossier: &Dossier,
    brought: &[SubmittedPaper],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let open_guidance = dossier.guidance.as_ref().filter(|request| request.answered_at.is_none());
    let after_guidance =
        dossier.stage == Stage::Guided || (dossier.stage == Stage::Submitted && open_guidance.is_some());
    let (asked, basis): (&[RequestedItem], Citation) = if after_guidance {
        (open_guidance.map_or(&[], |request| &request.items), super::guide::basis_of(dossier))
    } else {
        (dossier.supplement.as_ref().map_or(&[], |request| &request.items), qc1722::D18_K1)
    };
    if !after_guidance {
        at_stage(dossier, &[Stage::SupplementAsked], "supplement", basis)?;
    }
    if !matches!(context.by, Actor::Citizen(_)) {
        staff_of(&dossier.desk, basis, context)?;
    }
    all_published(context.procedure, brought.iter().map(|paper| &paper.code))?;
    let papers = together(&dossier.papers, brought);
    let missing = unanswered(context.procedure, dossier.case.as_ref(), asked, brought, &papers);
    if !missing.is_empty() {
        return Err(Refusal::SupplementIncomplete { missing });
    }
    if after_guidance {
        return Ok(vec![Event::CompletedAtIntake { papers, basis }]);
    }
    let limit = match (&dossier.promise, &dossier.supplement) {
        (Some(promise), Some(asked)) if context.procedure.supplement_clock == ClockRule::Resume => {
            promise::left(promise, asked.at, context)
        }
        (Some(promise), _) => promise.limit,
        (None, _) => context.procedure.limit_of(dossier.case.as_ref()),
    };
    let promise = promise::count(limit, context.at, context);
    let warn_by = context.calendar.warn_by(promise.due, context.parameters);
    let kept = assigned(dossier, context);
    Ok(vec![Event::SupplementReceived { papers, promise, warn_by, kept, basis }])
}

/// The assignments that stand: who has the dossier has it still, and works on it anew.
fn assigned(dossier: &Dossier, context: &Context<'_>) -> Vec<StepId> {
    let Some(process) = &context.procedure.process else { return Vec::new() };
    let assigns = |id: &&StepId| process.step(id).is_some_and(|step| step.kind == StepKind::Assign);
    dossier.done.iter().filter(assigns).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    type Row<'a> = (&'a [(&'a str, u16)], &'a [&'a str]);

    fn bring(papers: Vec<SubmittedPaper>) -> Command {
        Command::Supplement { papers }
    }

    #[test]
    fn d18_k1_the_clock_starts_again_only_with_everything_that_was_asked() {
        let mut world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 0));
        let items = vec![item("p1"), item("p6")];
        let ask = Command::AskSupplement { items, reason: "Chưa ký".into() };
        world.act(at(2019, 10, 8, 8, 0), &hung(), &ask).unwrap();
        let old = world.due();
        // (brought, still missing)
        let table: &[Row<'_>] = &[
            (&[], &["p1", "p6"]),
            (&[("p1", 0)], &["p1", "p6"]),
            (&[("p1", 1)], &["p6"]),
            (&[("p6", 0)], &["p1"]),
        ];
        let now = at(2019, 10, 21, 10, 0);
        for (papers, missing) in table {
            let papers = papers.iter().map(|(code, originals)| brought(code, *originals, 0)).collect();
            let missing = missing.iter().map(|code| paper_code(code)).collect();
            let answer = world.would(now, &lan(), &bring(papers));
            assert_eq!(answer, Err(Refusal::SupplementIncomplete { missing }));
        }
        assert_eq!(world.due(), old, "the clock stands");
        let strange = bring(vec![brought("p9", 1, 0)]);
        let papers = vec![paper_code("p9")];
        assert_eq!(world.would(now, &lan(), &strange), Err(Refusal::PaperNotPublished { papers }));

        world.act(now, &lan(), &bring(vec![brought("p1", 1, 0), brought("p6", 0, 0)])).unwrap();
        let dossier = world.dossier();
        assert_eq!(dossier.stage, Stage::Processing);
        assert_eq!(dossier.promise.as_ref().unwrap().counted_from, now);
        assert_eq!(world.due(), at(2019, 10, 28, 17, 0));
        assert_eq!(dossier.holder.unit, unit(DIVISION), "the agency stays accountable");
        assert!(dossier.done.is_empty(), "and works from the start");
        assert_eq!(dossier.supplement.as_ref().unwrap().answered_at, Some(now));
        assert_eq!(dossier.papers[0], brought("p1", 2, 0), "both sheets are in the dossier");
    }

    #[test]
    fn d18_k1_the_applicant_or_the_desk_answers_and_only_what_was_asked() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let all = bring(vec![brought("p1", 1, 0)]);
        assert!(matches!(world.would(now, &lan(), &all), Err(Refusal::WrongStage { .. })));
        world.act(now, &hung(), &ask_supplement()).unwrap();
        assert!(matches!(world.would(now, &hung(), &all), Err(Refusal::WrongUnit { .. })));
        assert_eq!(world.would(now, &schedule(), &all), Err(Refusal::NotHolder));
        assert!(world.would(now, &Actor::Citizen(person("cong-dan")), &all).is_ok());
        assert!(world.would(now, &lan(), &all).is_ok());
    }

    #[test]
    fn d16_k2_a_an_online_filing_is_completed_under_its_own_clause() {
        let now = at(2019, 10, 7, 8, 0);
        let citizen = Actor::Citizen(person("cong-dan"));
        let mut world = World::new(procedure("5wd"));
        let first = vec![brought("p1", 1, 0), brought("p2", 0, 2)];
        world.act(now, &citizen, &register(Channel::Online, first)).unwrap();
        assert!(matches!(
            world.would(now, &citizen, &bring(vec![brought("p3", 1, 0)])),
            Err(Refusal::WrongStage { .. })
        ));
        let guide = Command::Guide { items: vec![], not_competent: false, remark: String::new() };
        world.act(now, &lan(), &guide).unwrap();
        let events = world.act(now, &citizen, &bring(vec![brought("p3", 1, 0)])).unwrap();
        assert_eq!(events[0].basis(), Some(qc1722::D16_K2_A));
        assert_eq!(world.dossier().stage, Stage::Submitted);
        assert!(world.would(now, &lan(), &accept()).is_ok());
    }
}
