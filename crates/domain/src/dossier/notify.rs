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
        NoticeKind::NearlyDue => dossier.stage.is_worked_on(),
        NoticeKind::ResultReady => dossier.stage == Stage::ResultReady,
        NoticeKind::PromiseChanged => dossier.promise.is_some(),
        NoticeKind::Accepted => dossier.code.is_some(),
        NoticeKind::Guided => dossier.guidance.is_some(),
        NoticeKind::SupplementAsked => dossier.supplement.is_some(),
        NoticeKind::AnswerNearlyDue => dossier.answer_until.is_some(),
        NoticeKind::Apologised => dossier.apology.is_some(),
        NoticeKind::GivenToPost => dossier.by_post.is_some(),
        NoticeKind::ClockStopped => dossier.stage == Stage::ClockStopped,
        // Only what was lengthened ever stood.
        NoticeKind::ClockResumed => dossier.stage == Stage::Processing,
        // What ended the dossier is told by the notice that its act puts in the outbox.
        NoticeKind::Lapsed | NoticeKind::Refused | NoticeKind::Withdrawn => false,
        NoticeKind::Other => true,
    };
    if !fits {
        return Err(Refusal::WrongStage { action: "notify", stage: dossier.stage, basis });
    }
    proven(proof, "proof", basis)?;
    Ok(vec![Event::Notified { kind, channel, proof: proof.to_owned(), basis }])
}

/// The provision behind each kind of notice.
pub(super) fn basis_of(kind: NoticeKind) -> Citation {
    match kind {
        NoticeKind::NearlyDue => qc1722::D18_K2_C,
        NoticeKind::ResultReady => qc1722::D18_K6_A,
        NoticeKind::Accepted => qc1722::D16_K1_A,
        NoticeKind::Guided => qc1722::D16_K2_A,
        NoticeKind::SupplementAsked | NoticeKind::AnswerNearlyDue | NoticeKind::Lapsed => qc1722::D18_K1,
        NoticeKind::Refused => qc1722::D16_K1_D,
        NoticeKind::Apologised => qc1722::D18_K2_A,
        NoticeKind::GivenToPost => qc1722::D18_K6_C,
        NoticeKind::ClockStopped | NoticeKind::ClockResumed => nd61_2018::D22,
        NoticeKind::PromiseChanged | NoticeKind::Withdrawn | NoticeKind::Other => nd61_2018::D6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k2_c_and_k6_a_each_kind_of_notice_at_its_time_and_with_proof() {
        use NoticeKind::{NearlyDue, Other, PromiseChanged, ResultReady};
        let now = at(2019, 10, 7, 8, 30);
        let notify = |kind, proof: &str| {
            let channel = NoticeChannel::Phone;
            Command::Notify { kind, channel, proof: proof.into() }
        };
        let processing = World::in_appraisal(procedure("5wd"), now);
        let mut waiting = World::in_appraisal(procedure("5wd"), now);
        waiting.act(now, &hung(), &ask_supplement()).unwrap();
        let mut ready = World::in_appraisal(procedure("5wd"), now);
        ready.finish(now);
        ready.act(now, &lan(), &Command::ConfirmResult).unwrap();
        let table: [(&World, &[NoticeKind]); 3] = [
            (&processing, &[NearlyDue, PromiseChanged, Other]),
            (&waiting, &[PromiseChanged, Other]),
            (&ready, &[ResultReady, PromiseChanged, Other]),
        ];
        for (world, fitting) in table {
            for kind in [NearlyDue, ResultReady, PromiseChanged, Other] {
                let answer = world.would(now, &lan(), &notify(kind, "ghi âm 7"));
                assert_eq!(
                    answer.is_ok(),
                    fitting.contains(&kind),
                    "{kind:?} at {:?}",
                    world.dossier().stage
                );
            }
        }
        let unproven = ready.would(now, &lan(), &notify(ResultReady, ""));
        assert_eq!(unproven, Err(Refusal::ProofMissing { field: "proof", basis: qc1722::D18_K6_A }));
        ready.act(now, &lan(), &notify(ResultReady, "sms 3")).unwrap();
        assert_eq!(ready.dossier().told_of_result_at, Some(now));
    }
}
