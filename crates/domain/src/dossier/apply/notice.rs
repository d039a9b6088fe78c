//! What the applicant was told, is being told, or could not be told.

use super::super::Dossier;
use super::super::event::{Event, NoticeKind, Recorded};
use super::super::state::Notice;

pub(super) fn apply(dossier: &mut Dossier, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::NoticeQueued { kind, channel, message, .. } => dossier.notices.push(Notice {
            kind: *kind,
            channel: *channel,
            message: message.clone(),
            at,
            told: None,
            failed: None,
        }),
        Event::NoticeFailed { message, error, .. } => {
            for notice in dossier.notices.iter_mut().filter(|notice| notice.message == *message) {
                notice.failed.get_or_insert(error.clone());
            }
        }
        Event::Notified { kind, channel, proof, .. } => {
            match kind {
                NoticeKind::NearlyDue => dossier.warned_at = Some(at),
                NoticeKind::ResultReady => dossier.told_of_result_at = Some(at),
                _ => {}
            }
            let told = Some((proof.clone(), at));
            // The proof of a queued message begins with its id; anything else a person has told.
            let queued = dossier
                .notices
                .iter_mut()
                .find(|notice| notice.told.is_none() && proof_is_of(proof, &notice.message));
            match queued {
                Some(notice) => notice.told = told,
                None => dossier.notices.push(Notice {
                    kind: *kind,
                    channel: *channel,
                    message: String::new(),
                    at,
                    told,
                    failed: None,
                }),
            }
        }
        _ => {}
    }
}

/// Whether a proof is the answer of a provider to the message with that id.
pub(in crate::dossier) fn proof_is_of(proof: &str, message: &str) -> bool {
    !message.is_empty()
        && proof.strip_prefix(message).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
