//! Messages to the applicant: put in the outbox, delivered, given up.

use super::Dossier;
use super::apply::proof_is_of;
use super::event::{Event, NoticeChannel, NoticeKind};
use super::notify::basis_of;
use super::state::Notice;
use crate::Refusal;

/// Decides that a message is recorded together with its row in the outbox, once, open or closed: the end
/// of a dossier is told too.
///
/// # Legal basis
///
/// That of the kind of notice.
pub(super) fn queue(
    dossier: &Dossier,
    kind: NoticeKind,
    channel: NoticeChannel,
    message: &str,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(kind);
    super::decide::proven(message, "message", basis)?;
    if dossier.notices.iter().any(|notice| notice.message == message) {
        return Err(Refusal::NoSuchNotice);
    }
    Ok(vec![Event::NoticeQueued { kind, channel, message: message.to_owned(), basis }])
}

/// Decides that a queued message counts as told; `proof` is what the provider answered.
pub(super) fn sent(dossier: &Dossier, message: &str, proof: &str) -> Result<Vec<Event>, Refusal> {
    let notice = waiting(dossier, message)?;
    Ok(vec![Event::Notified {
        kind: notice.kind,
        channel: notice.channel,
        proof: format!("{message} {proof}").trim_end().to_owned(),
        basis: basis_of(notice.kind),
    }])
}

/// Decides that a queued message was given up, so that somebody calls.
pub(super) fn failed(dossier: &Dossier, message: &str, error: &str) -> Result<Vec<Event>, Refusal> {
    let notice = waiting(dossier, message)?;
    Ok(vec![Event::NoticeFailed {
        message: message.to_owned(),
        error: error.to_owned(),
        basis: basis_of(notice.kind),
    }])
}

fn waiting<'a>(dossier: &'a Dossier, message: &str) -> Result<&'a Notice, Refusal> {
    let own = |notice: &&Notice| {
        !message.is_empty() && notice.message == message && notice.told.is_none() && notice.failed.is_none()
    };
    let known = dossier.notices.iter().find(own);
    debug_assert!(known.is_none_or(|notice| proof_is_of(message, &notice.message)), "an id proves itself");
    known.ok_or(Refusal::NoSuchNotice)
}
