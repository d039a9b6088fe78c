//! Recording that the applicant was told something.

use law::{Citation, nd61_2018, qc1722};

use super::Dossier;
use super::decide::{proven, still_open};
use super::event::{Event, NoticeChannel, NoticeKind};
use crate::{Refusal, dossier::Stage};

/// Decides whether a notice of this kind makes sense now; every notice has its proof.
///
/// # Legal basis
///
/// [`qc1722::D18_K2_C`] near the promised day, [`qc1722::D18_K6_A`] when the result is there.
pub(super) fn decide(
    dossier: &Dossier,
    kind: NoticeKind,
    channel: NoticeChannel,
    proof: &str,
) -> Result<Vec<Event>, Refusal> {
    still_open(dossier)?;
    let basis = basis_of(kind);
    let fits = match kind {
        NoticeKind::NearlyDue => dossier.stage.clock_runs(),
        NoticeKind::ResultReady => dossier.stage == Stage::ResultReady,
        NoticeKind::PromiseChanged => dossier.promise.is_some(),
        NoticeKind::Other => true,
    };
    if !fits {
        return Err(Refusal::WrongStage { action: "notify", stage: dossier.stage, basis });
    }
    proven(proof, "proof", basis)?;
    Ok(vec![Event::Notified { kind, channel, proof: proof.to_owned(), basis }])
}

fn basis_of(kind: NoticeKind) -> Citation {
    match kind {
        NoticeKind::NearlyDue => qc1722::D18_K2_C,
        NoticeKind::ResultReady => qc1722::D18_K6_A,
        NoticeKind::PromiseChanged | NoticeKind::Other => nd61_2018::D6,
    }
}
