//! Handing a copy of the result to a further recipient of the procedure.

use law::qc1722;

use super::decide::{proven, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether `recipient` gets its copy: named by the procedure, once, when there is a result.
///
/// # Legal basis
///
/// [`qc1722::D18_K6`].
pub(super) fn decide(
    dossier: &Dossier,
    recipient: &str,
    proof: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6;
    if !matches!(dossier.stage, Stage::ResultReady | Stage::WithPost | Stage::Returned) {
        return Err(Refusal::WrongStage { action: "hand-over-copy", stage: dossier.stage, basis });
    }
    staff_of(&dossier.result_desk, basis, context)?;
    let named = context.procedure.recipients.iter().any(|known| known.code == recipient);
    if !named || dossier.copies.iter().any(|has| has == recipient) {
        return Err(Refusal::NoSuchRecipient { recipient: recipient.to_owned() });
    }
    proven(proof, "proof", basis)?;
    Ok(vec![Event::CopyHandedOver { recipient: recipient.to_owned(), proof: proof.to_owned(), basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::organisation::Name;
    use crate::procedure::Recipient;

    #[test]
    fn d18_k6_each_named_recipient_gets_one_copy_with_proof_also_after_the_end() {
        let now = at(2019, 10, 7, 8, 0);
        let mut made = procedure("5wd");
        made.recipients = vec![Recipient { code: "thue".to_owned(), name: Name::vi("Chi cục Thuế") }];
        let copy = |recipient: &str, proof: &str| Command::HandOverCopy {
            recipient: recipient.to_owned(),
            proof: proof.to_owned(),
        };
        let early = World::in_appraisal(made.clone(), now).would(now, &lan(), &copy("thue", "Sổ 3"));
        assert!(matches!(early, Err(Refusal::WrongStage { .. })), "there is no result");
        let mut world = World::with_result(made, now);
        let strange = Refusal::NoSuchRecipient { recipient: "ngan-hang".to_owned() };
        assert_eq!(world.would(now, &lan(), &copy("ngan-hang", "x")), Err(strange));
        let unproved = Refusal::ProofMissing { field: "proof", basis: qc1722::D18_K6 };
        assert_eq!(world.would(now, &lan(), &copy("thue", " ")), Err(unproved));
        assert!(matches!(world.would(now, &hung(), &copy("thue", "x")), Err(Refusal::WrongUnit { .. })));
        world.act(now, &lan(), &hand_over()).unwrap();
        world.act(now, &lan(), &copy("thue", "Sổ giao 3")).unwrap();
        assert_eq!(world.dossier().copies, ["thue"]);
        let twice = world.would(now, &lan(), &copy("thue", "x"));
        assert!(matches!(twice, Err(Refusal::NoSuchRecipient { .. })));
    }
}
