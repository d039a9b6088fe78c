//! Recording that consulted units were silent past their time.

use law::qc1722;

use super::decide::still_open;
use super::event::Event;
use super::{Context, Dossier};
use crate::Refusal;

/// Decides which silences are to be recorded and so reported to the Centre; written by the schedule.
///
/// # Legal basis
///
/// [`qc1722::D18_K5_BUOC2`].
pub(super) fn decide(dossier: &Dossier, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(dossier)?;
    let mut events = Vec::new();
    for consultation in dossier.consultations.iter().filter(|asked| context.at > asked.answer_by) {
        let silent = |asked: &&super::state::Asked| asked.answer.is_none() && asked.silent_at.is_none();
        events.extend(consultation.units.iter().filter(silent).map(|asked| Event::ConsultationSilent {
            id: consultation.id.clone(),
            unit: asked.unit.clone(),
            answer_by: consultation.answer_by,
            basis: qc1722::D18_K5_BUOC2,
        }));
    }
    if events.is_empty() { Err(Refusal::NobodySilent) } else { Ok(events) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::{Command, alarms};
    use crate::procedure::process::Silence;

    #[test]
    fn d18_k5_buoc2_silence_begins_the_instant_after_the_last() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("15wd"), now);
        assert_eq!(world.would(now, &schedule(), &Command::MarkSilent), Err(Refusal::NobodySilent));
        world.act(now, &hung(), &consult(None, &[SECOND_AGENCY, THIRD_AGENCY])).unwrap();
        world.act(now, &tam(), &opine("lyk-1")).unwrap();
        let last = at(2019, 10, 10, 17, 0);
        assert_eq!(world.would(last, &schedule(), &Command::MarkSilent), Err(Refusal::NobodySilent));
        let after = last.saturating_add(jiff::SignedDuration::from_micros(1));
        let rings = alarms(world.dossier())
            .into_iter()
            .any(|(at, alarm)| at == after && alarm == crate::dossier::Alarm::Silence);
        assert!(rings, "the schedule comes at that instant");
        let events = world.act(after, &schedule(), &Command::MarkSilent).unwrap();
        assert!(
            matches!(events.as_slice(), [Event::ConsultationSilent { unit: silent, .. }] if *silent == unit(THIRD_AGENCY)),
            "who answered is not named: {events:?}"
        );
        assert_eq!(world.would(after, &schedule(), &Command::MarkSilent), Err(Refusal::NobodySilent));
        assert_eq!(
            world.dossier().consultations[0].pending().count(),
            0,
            "the asking unit decides without it"
        );
        world.act(after, &ty(), &opine("lyk-1")).unwrap();
    }

    #[test]
    fn d18_k5_buoc2_where_the_answer_must_be_awaited_silence_does_not_excuse() {
        let now = at(2019, 10, 7, 8, 0);
        let mut process = consulting();
        if let crate::procedure::Node::Sequence(nodes) = &mut process.root {
            for node in nodes {
                if let crate::procedure::Node::Consultation(asked) = node {
                    asked.silence = Silence::MustAnswer;
                }
            }
        }
        let mut world = World::in_appraisal(with_process("15wd", process), now);
        for step in ["k0", "k1"] {
            world.act(now, &hung(), &complete(step)).unwrap();
        }
        let nobody_asked = world.would(now, &hung(), &complete("yk"));
        assert!(matches!(nobody_asked, Err(Refusal::OpinionsPending { .. })), "asked it must be");
        world.act(now, &hung(), &consult(Some("yk"), &[])).unwrap();
        let late = at(2019, 10, 10, 8, 0);
        world.act(late, &schedule(), &Command::MarkSilent).unwrap();
        let pending = world.would(late, &hung(), &complete("yk")).unwrap_err();
        let units = vec![unit(SECOND_AGENCY), unit(THIRD_AGENCY)];
        assert_eq!(pending, Refusal::OpinionsPending { units });
        world.act(late, &tam(), &opine("yk")).unwrap();
        world.act(late, &ty(), &opine("yk")).unwrap();
        world.act(late, &hung(), &complete("yk")).unwrap();
    }
}
