//! Handing the result over and closing the dossier.

use law::{Citation, nd61_2018, qc1722};

use super::decide::{at_stage, staff_of};
use super::event::{Actor, DataRef, Event, ReceiverProof, ReturnBy};
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether the result may be handed over.
///
/// Online the system delivers by itself; by counter and post the desk does.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`] at the counter, after payment or proof of it; [`qc1722::D18_K6_C`] by
/// post; [`qc1722::D18_K6_D`] online; [`nd61_2018::D6`] for the identity of the receiver.
pub(super) fn decide(
    dossier: &Dossier,
    by: ReturnBy,
    proof: ReceiverProof,
    receiver: Option<&DataRef>,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(by);
    at_stage(dossier, &[Stage::ResultReady], "hand-over", basis)?;
    if !(by == ReturnBy::Online && matches!(context.by, Actor::System(_))) {
        staff_of(&dossier.desk, basis, context)?;
    }
    let outstanding = dossier.outstanding();
    if outstanding > 0 {
        return Err(Refusal::Unpaid { outstanding });
    }
    if !proof_fits(by, proof) {
        return Err(Refusal::ProofMissing { field: "proof", basis: nd61_2018::D6 });
    }
    if proof == ReceiverProof::Authority && receiver.is_none() {
        return Err(Refusal::ProofMissing { field: "receiver", basis: nd61_2018::D6 });
    }
    Ok(vec![Event::HandedOver { by, proof, receiver: receiver.cloned(), basis }])
}

/// Whether the proof is one that this way of return can give.
fn proof_fits(by: ReturnBy, proof: ReceiverProof) -> bool {
    match by {
        ReturnBy::Counter => matches!(
            proof,
            ReceiverProof::ReceiptAndIdentity | ReceiverProof::IdentityOnly | ReceiverProof::Authority
        ),
        ReturnBy::Post => proof == ReceiverProof::PostDelivery,
        ReturnBy::Online => proof == ReceiverProof::Account,
    }
}

fn basis_of(by: ReturnBy) -> Citation {
    match by {
        ReturnBy::Counter => qc1722::D18_K6_B,
        ReturnBy::Post => qc1722::D18_K6_C,
        ReturnBy::Online => qc1722::D18_K6_D,
    }
}
