//! Sending the result to the desk with the control slip.

use law::qc1722;

use super::decide::{at_stage, not_blank, staff_of};
use super::event::{Event, ResultPaper};
use super::place::{ids, open_of};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::Channel;

/// Decides whether the result may leave the agency: only when no step remains.
///
/// It goes to the desk that received the dossier, wherever the applicant wants to collect it.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`], [`qc1722::D19_K3`].
pub(super) fn decide(
    dossier: &Dossier,
    result: &ResultPaper,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    // A ministry's own system did the work: nothing of the process is open here (R16.4).
    let elsewhere = dossier.channel == Channel::Ministry;
    let stages: &[Stage] =
        if elsewhere { &[Stage::Accepted, Stage::Processing] } else { &[Stage::Processing] };
    at_stage(dossier, stages, "send-result", basis)?;
    staff_of(&dossier.holder.unit, basis, context)?;
    if !elsewhere {
        if context.procedure.process.is_none() {
            return Err(Refusal::NoProcess);
        }
        let open = open_of(dossier, context.procedure);
        if !open.is_empty() {
            return Err(Refusal::StepsRemain { open: ids(&open) });
        }
    }
    not_blank(&result.name, "result", basis)?;
    Ok(vec![Event::ResultSent {
        result: result.clone(),
        from: dossier.holder.unit.clone(),
        to: dossier.desk.clone(),
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k6_only_when_no_step_remains() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        for (step, who) in [("b3", hung()), ("b4", hung()), ("b5", binh()), ("b6", binh())] {
            let remain = Err(Refusal::StepsRemain { open: vec![step_id(step)] });
            assert_eq!(world.would(now, &who, &send_result()), remain);
            world.act(now, &who, &complete(step)).unwrap();
        }
        let unnamed = Command::SendResult {
            result: ResultPaper { name: " ".into(), number: String::new(), file: None },
        };
        let empty = Refusal::EmptyReason { field: "result", basis: qc1722::D18_K6 };
        assert_eq!(world.would(now, &binh(), &unnamed), Err(empty));
        assert!(matches!(world.would(now, &lan(), &send_result()), Err(Refusal::WrongUnit { .. })));
        world.act(now, &binh(), &send_result()).unwrap();
        let dossier = world.dossier();
        assert_eq!((dossier.stage, dossier.in_transit_to.clone()), (Stage::ResultSent, Some(unit(DESK))));
        assert_eq!(dossier.holder.unit, unit(AGENCY), "the agency answers for it on the way");
    }
}
