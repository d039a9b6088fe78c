//! Refusing with a slip and a reason, at intake or after appraisal.

use law::{Citation, nd61_2018, qc1722};

use super::decide::{at_stage, not_blank, numbers, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the dossier may be refused.
///
/// At intake the desk refuses; after appraisal the unit that holds the dossier does, within the time in force. A late
/// dossier is refused after its one apology: being late stays recorded, and there must be an end. No refusal without
/// the provision that forbids it, a reason and a slip.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_D`] at intake, [`nd61_2018::D19_K8`] after appraisal.
pub(super) fn decide(
    dossier: &Dossier,
    ground: &str,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let stages = [Stage::Submitted, Stage::Guided, Stage::Escalated, Stage::Processing];
    at_stage(dossier, &stages, "refuse", qc1722::D16_K1_D)?;
    let after_appraisal = dossier.stage == Stage::Processing;
    let (unit, basis) = if after_appraisal {
        (&dossier.holder.unit, nd61_2018::D19_K8)
    } else {
        (&dossier.desk, qc1722::D16_K1_D)
    };
    staff_of(unit, basis, context)?;
    let late = dossier.due_in_force().filter(|due| context.at > *due);
    if let Some(due) = late.filter(|_| dossier.apology.is_none()) {
        return Err(Refusal::RefusalTooLate { due });
    }
    not_blank(ground, "ground", basis)?;
    not_blank(reason, "reason", basis)?;
    if !names_a_provision(ground) {
        return Err(Refusal::GroundNotNamed { basis });
    }
    Ok(vec![Event::Refused {
        slip: numbers(context)?.slip.clone(),
        ground: ground.to_owned(),
        reason: reason.to_owned(),
        after_appraisal,
        basis,
    }])
}

/// Whether the words name a legal text or a place in one, or are the address of a known provision.
fn names_a_provision(ground: &str) -> bool {
    const TEXTS: [&str; 12] = [
        "luật",
        "pháp lệnh",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "quyết định",
        "quy chế",
        "quy định",
        "điều ",
        "khoản ",
        "điểm ",
        "phụ lục",
    ];
    let words = ground.to_lowercase();
    Citation::find(ground.trim()).is_some() || TEXTS.iter().any(|text| words.contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::Channel;

    fn refuse(ground: &str, reason: &str) -> Command {
        Command::Refuse { ground: ground.into(), reason: reason.into() }
    }

    #[test]
    fn d16_k1_d_no_refusal_without_ground_reason_and_slip() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(now, &lan(), &register(Channel::Counter, Vec::new())).unwrap();
        let empty = |field| Err(Refusal::EmptyReason { field, basis: qc1722::D16_K1_D });
        assert_eq!(world.would(now, &lan(), &refuse("", "vì")), empty("ground"));
        assert_eq!(world.would(now, &lan(), &refuse("Điều 1", " ")), empty("reason"));
        for (ground, named) in [
            ("không thích", false),
            ("D16", false),
            ("qc1722.d16.k1.d", true),
            ("KHOẢN 8 Điều 19", true),
            ("Luật Đấu thầu", true),
            ("Nghị định số 61/2018/NĐ-CP", true),
        ] {
            let answer = world.would(now, &lan(), &refuse(ground, "vì"));
            let unnamed = Refusal::GroundNotNamed { basis: qc1722::D16_K1_D };
            assert_eq!(answer.err(), (!named).then_some(unnamed), "{ground}");
        }
        let events = world.act(now, &lan(), &refuse("Điều 1", "Không thuộc đối tượng")).unwrap();
        assert!(matches!(events[0], Event::Refused { after_appraisal: false, .. }));
        assert_eq!(world.dossier().stage, Stage::Refused);
        assert!(world.dossier().refusal.is_some());
        assert_eq!(
            world.would(now, &lan(), &refuse("Điều 1", "Không")),
            Err(Refusal::Closed { stage: Stage::Refused })
        );
    }

    #[test]
    fn d19_k8_after_appraisal_the_holding_unit_refuses_within_the_promise() {
        let world = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
        let due = world.due();
        let answer = world.would(due, &hung(), &refuse("Điều 1", "Trái quy hoạch")).unwrap();
        assert!(matches!(answer[0], Event::Refused { after_appraisal: true, .. }));
        assert_eq!(answer[0].basis(), Some(nd61_2018::D19_K8));
        let late = world.would(due.saturating_add(jiff::Span::new().minutes(1)), &hung(), &refuse("1", "x"));
        assert_eq!(late, Err(Refusal::RefusalTooLate { due }));
        let mut sorry = World::in_appraisal(procedure("5wd"), at(2019, 10, 7, 8, 30));
        sorry.act(at(2019, 10, 15, 8, 0), &binh(), &apologise(at(2019, 10, 17, 0, 0).date())).unwrap();
        for day in [16, 21] {
            let answer = sorry.would(at(2019, 10, day, 9, 0), &hung(), &refuse("Điều 1", "Trái quy hoạch"));
            assert!(answer.is_ok(), "after the apology there is an end, whatever the day: {day}");
        }
        assert!(matches!(world.would(due, &lan(), &refuse("Điều 1", "x")), Err(Refusal::WrongUnit { .. })));
        let accepted = World::accepted(procedure("5wd"), at(2019, 10, 7, 8, 30));
        assert!(matches!(
            accepted.would(at(2019, 10, 7, 9, 0), &lan(), &refuse("1", "x")),
            Err(Refusal::WrongStage { .. })
        ));
    }
}
