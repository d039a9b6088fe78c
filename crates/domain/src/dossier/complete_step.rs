//! Completing a step of the internal process.

use law::qc1722;

use super::decide::{at_stage, staff_of};
use super::event::Event;
use super::place::{ids, in_line, open_after, open_of, unit_of};
use super::{Context, Dossier, Stage, part};
use crate::Refusal;
use crate::ids::{PersonId, StepId, UnitId};
use crate::procedure::process::Work;

/// Decides whether `step` may be completed and who is accountable next.
///
/// Only work that is open now can be completed, so no step is skipped; the unit that holds
/// the dossier must be the one the process names. Where nobody is named who goes on, whoever has
/// completed the step stays accountable until somebody takes it (R3.5).
///
/// # Legal basis
///
/// [`qc1722::D19_K3`] (the approved process), [`qc1722::D18_K4`] (each passes on to the next).
pub(super) fn decide(
    dossier: &Dossier,
    step: &StepId,
    note: &str,
    next_person: Option<&PersonId>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D19_K3;
    at_stage(dossier, &[Stage::Processing], "complete-step", basis)?;
    let (person, _) = staff_of(&dossier.holder.unit, basis, context)?;
    if context.procedure.process.is_none() {
        return Err(Refusal::NoProcess);
    }
    let open = open_of(dossier, context.procedure);
    let Some(work) = open.iter().copied().find(|work| work.id() == step) else {
        return Err(Refusal::StepNotOpen { step: step.clone(), open: ids(&open) });
    };
    let expected = unit_of(work.unit(), &dossier.desk, context.procedure);
    if !in_line(context.organisation, &expected, &dossier.holder.unit, context.at.date()) {
        return Err(Refusal::WrongUnit {
            unit: dossier.holder.unit.clone(),
            expected,
            basis: qc1722::D18_K4,
        });
    }

    if part::waits_for_paper(dossier, &dossier.holder.unit, context) {
        let at = dossier.paper.at.clone();
        return Err(Refusal::PaperNotArrived { unit: dossier.holder.unit.clone(), at });
    }
    opinions_are_in(dossier, work, context)?;

    let mut done = dossier.done.clone();
    done.push(step.clone());
    let next = open_after(dossier, context.procedure, &done).first().copied();
    let next_unit = next.map_or_else(
        || dossier.holder.unit.clone(),
        |next| unit_of(next.unit(), &dossier.desk, context.procedure),
    );
    let stays = next_unit == dossier.holder.unit && next.is_none_or(|next| next.role() == work.role());
    // Who works on what was passed on without a name has taken it by that.
    let present = dossier.holder.person.as_ref().filter(|_| !dossier.untaken).unwrap_or(person);
    let next_person = next_person.or(stays.then_some(present)).cloned();
    let bring = part::paper_to_bring(dossier, &dossier.holder.unit, &next_unit, context);
    let mut events = vec![Event::StepCompleted {
        step: step.clone(),
        note: note.to_owned(),
        next_unit,
        next_person,
        basis,
    }];
    events.extend(bring);
    Ok(events)
}

/// A consultation of the process is completed when every asked unit has answered, or was silent past
/// its time where the process lets the asking unit go on without it (R18.5).
fn opinions_are_in(dossier: &Dossier, work: Work<'_>, context: &Context<'_>) -> Result<(), Refusal> {
    let Work::Consultation(foreseen) = work else { return Ok(()) };
    let units: Vec<UnitId> = match dossier.consultation(&foreseen.id) {
        Some(asked) => asked.pending().cloned().collect(),
        None => {
            let of_process = foreseen.units.iter();
            of_process.map(|unit| unit_of(unit, &dossier.desk, context.procedure)).collect()
        }
    };
    if units.is_empty() { Ok(()) } else { Err(Refusal::OpinionsPending { units }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Command, open_work};
    use crate::organisation::Role;
    use crate::procedure::process::Branch;
    use crate::procedure::process::UnitRef;
    use crate::procedure::{Node, Process, StepKind};

    #[test]
    fn d19_k3_no_step_is_skipped_or_done_twice() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let not_open = |step: &str, open: &str| {
            Err(Refusal::StepNotOpen { step: step_id(step), open: vec![step_id(open)] })
        };
        for step in ["b1", "b2", "b4", "b5", "b6", "b7", "khong-co"] {
            assert_eq!(world.would(now, &hung(), &complete(step)), not_open(step, "b3"), "{step}");
        }
        world.act(now, &hung(), &complete("b3")).unwrap();
        assert_eq!(world.would(now, &hung(), &complete("b3")), not_open("b3", "b4"));
    }

    #[test]
    fn d3_k5_who_is_accountable_next() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        // (step, who completes, next unit, who is accountable, whether somebody there still has to take it)
        let table = [
            ("b3", hung(), DIVISION, "hung", true),
            ("b4", hung(), AGENCY, "hung", true),
            ("b5", binh(), AGENCY, "binh", true),
            ("b6", binh(), AGENCY, "binh", false),
        ];
        for (step, who, next_unit, next_person, untaken) in table {
            world.act(now, &who, &complete(step)).unwrap();
            let (holder, waits) = (&world.dossier().holder, world.dossier().untaken);
            assert_eq!(
                (holder.unit.as_str(), holder.person.clone(), waits),
                (next_unit, Some(person(next_person)), untaken),
                "{step}"
            );
        }
        let mut named = World::in_appraisal(procedure("5wd"), now);
        let next_person = Some(person("thu"));
        let to_thu = Command::CompleteStep { step: step_id("b3"), note: String::new(), next_person };
        named.act(now, &hung(), &to_thu).unwrap();
        assert_eq!(named.dossier().holder.person, Some(person("thu")));
    }

    #[test]
    fn d18_k4_a_chain_moves_from_agency_to_agency_and_its_hand_overs_are_signed() {
        let now = at(2019, 10, 7, 8, 0);
        let mut procedure = procedure("20wd");
        procedure.process = Some(chain());
        let mut world = World::accepted(procedure, now);
        world.act(now, &lan(), &transfer()).unwrap();
        world.act(now, &binh(), &take()).unwrap();
        world.act(now, &binh(), &complete("b2")).unwrap();
        assert_eq!(world.dossier().holder.unit, unit(SECOND_AGENCY));
        let first = world.would(now, &binh(), &complete("b3"));
        assert!(matches!(first, Err(Refusal::WrongUnit { .. })), "the first agency has passed it on");
        let tam = staff("tam", SECOND_AGENCY);
        world.act(now, &tam, &take()).unwrap();
        world.act(now, &tam, &complete("b3")).unwrap();
        world.act(now, &tam, &complete("b4")).unwrap();
        world.act(now, &binh(), &complete("b5")).unwrap();
        let slip: Vec<(&str, &str, bool)> = world
            .dossier()
            .control_slip
            .iter()
            .map(|line| (line.from.as_str(), line.to.as_str(), line.taken_at.is_some()))
            .collect();
        assert_eq!(
            slip,
            [(DESK, AGENCY, true), (AGENCY, SECOND_AGENCY, true), (SECOND_AGENCY, AGENCY, true)]
        );
    }

    #[test]
    fn d19_k3_a_branch_of_another_case_is_not_open() {
        let branch = |case: &str, step: &str| Branch {
            when: String::new(),
            cases: vec![case_id(case)],
            then: a_step(step, StepKind::Appraise, UnitRef::SettlingAgency, Role::Officer),
        };
        let process = Process {
            decision: String::new(),
            root: Node::Choice(vec![branch("moi", "x1"), branch("cap-lai", "x2")]),
        };
        let open = |case: Option<&str>| -> Vec<String> {
            let case = case.map(case_id);
            open_work(&process, case.as_ref(), &[], &[]).iter().map(|work| work.id().to_string()).collect()
        };
        assert_eq!(open(Some("moi")), ["x1"]);
        assert_eq!(open(Some("cap-lai")), ["x2"]);
        assert_eq!(open(Some("khac")), ["x1", "x2"], "a gap in the data strands nobody");
    }
}
