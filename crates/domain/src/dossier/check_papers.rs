//! Recording the looks at the papers before acceptance.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::{Event, PaperCheck};
use super::papers::all_published;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the looks may be recorded: at intake, for published papers, a fault with its words.
///
/// # Legal basis
///
/// [`qc1722::D16_K1`]: the officer checks that the dossier is complete and correct.
pub(super) fn decide(
    dossier: &Dossier,
    checks: &[PaperCheck],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1;
    at_stage(dossier, &[Stage::Submitted, Stage::Guided, Stage::Escalated], "check-papers", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    all_published(context.procedure, checks.iter().map(|check| &check.paper))?;
    let silent = checks.iter().any(|check| !check.passed && check.note.trim().is_empty());
    if checks.is_empty() || silent {
        return Err(Refusal::EmptyReason { field: "checks", basis });
    }
    Ok(vec![Event::PapersChecked { checks: checks.to_vec(), basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::dossier::event::CheckKind;

    fn look(paper: &str, passed: bool, note: &str) -> PaperCheck {
        PaperCheck {
            paper: paper_code(paper),
            check: CheckKind::Signature,
            by_machine: false,
            passed,
            note: note.to_owned(),
        }
    }

    #[test]
    fn d16_k1_every_look_is_at_a_published_paper_and_a_fault_has_its_words() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(now, &lan(), &register(crate::procedure::Channel::Counter, complete_papers())).unwrap();
        let check = |checks: Vec<PaperCheck>| Command::CheckPapers { checks };
        let whole = check(vec![look("p1", false, "thiếu chữ ký"), look("p2", true, "")]);
        assert!(matches!(world.would(now, &hung(), &whole), Err(Refusal::WrongUnit { .. })));
        let strange = Refusal::PaperNotPublished { papers: vec![paper_code("p9")] };
        assert_eq!(world.would(now, &lan(), &check(vec![look("p9", true, "")])), Err(strange));
        let silent = Refusal::EmptyReason { field: "checks", basis: qc1722::D16_K1 };
        for wordless in [check(Vec::new()), check(vec![look("p1", false, "  ")])] {
            assert_eq!(world.would(now, &lan(), &wordless), Err(silent.clone()));
        }
        world.act(now, &lan(), &whole).unwrap();
        assert_eq!(world.dossier().checks.len(), 2);
        let faulty = Refusal::PapersFaulty { papers: vec![paper_code("p1")] };
        assert_eq!(world.would(now, &lan(), &accept()), Err(faulty), "it is guided, or looked at again");
        world.act(now, &lan(), &check(vec![look("p1", true, "")])).unwrap();
        assert_eq!(world.dossier().checks.len(), 2, "the latest look counts");
        world.act(now, &lan(), &accept()).unwrap();
        let late = world.would(now, &lan(), &whole).unwrap_err();
        assert!(matches!(late, Refusal::WrongStage { action: "check-papers", .. }), "{late:?}");
    }
}
