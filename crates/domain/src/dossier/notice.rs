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

/// Decides that a queued message counts as told; `proof` is what the provider answered. One that was given up and sent
/// again by a person counts too.
pub(super) fn sent(dossier: &Dossier, message: &str, proof: &str) -> Result<Vec<Event>, Refusal> {
    let notice = untold(dossier, message)?;
    Ok(vec![Event::Notified {
        kind: notice.kind,
        channel: notice.channel,
        proof: format!("{message} {proof}").trim_end().to_owned(),
        basis: basis_of(notice.kind),
    }])
}

/// Decides that a queued message was given up, so that somebody calls.
pub(super) fn failed(dossier: &Dossier, message: &str, error: &str) -> Result<Vec<Event>, Refusal> {
    let notice = untold(dossier, message)?;
    if notice.failed.is_some() {
        return Err(Refusal::NoSuchNotice);
    }
    Ok(vec![Event::NoticeFailed {
        message: message.to_owned(),
        error: error.to_owned(),
        basis: basis_of(notice.kind),
    }])
}

fn untold<'a>(dossier: &'a Dossier, message: &str) -> Result<&'a Notice, Refusal> {
    let own = |notice: &&Notice| !message.is_empty() && notice.message == message && notice.told.is_none();
    let known = dossier.notices.iter().find(own);
    debug_assert!(known.is_none_or(|notice| proof_is_of(message, &notice.message)), "an id proves itself");
    known.ok_or(Refusal::NoSuchNotice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k2_c_a_message_is_recorded_once_then_told_or_given_up() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let queue = |message: &str| Command::QueueNotice {
            kind: NoticeKind::NearlyDue,
            channel: NoticeChannel::Sms,
            message: message.to_owned(),
        };
        let sent =
            |message: &str| Command::NoticeSent { message: message.to_owned(), proof: "id 77".to_owned() };
        let failed =
            |message: &str| Command::FailNotice { message: message.to_owned(), error: "số sai".to_owned() };
        assert!(matches!(world.would(now, &schedule(), &queue(" ")), Err(Refusal::ProofMissing { .. })));
        world.act(now, &schedule(), &queue("m-1")).unwrap();
        assert_eq!(
            world.would(now, &schedule(), &queue("m-1")),
            Err(Refusal::NoSuchNotice),
            "an id is one message"
        );
        for stranger in ["m-2", "m", ""] {
            assert_eq!(
                world.would(now, &schedule(), &sent(stranger)),
                Err(Refusal::NoSuchNotice),
                "{stranger}"
            );
            assert_eq!(
                world.would(now, &schedule(), &failed(stranger)),
                Err(Refusal::NoSuchNotice),
                "{stranger}"
            );
        }
        let later = at(2019, 10, 7, 9, 0);
        world.act(later, &schedule(), &sent("m-1")).unwrap();
        let notice = &world.dossier().notices[0];
        assert_eq!(notice.told, Some(("m-1 id 77".to_owned(), later)));
        assert_eq!(world.dossier().warned_at, Some(later), "the warning counts when it was told");
        assert_eq!(world.would(later, &schedule(), &failed("m-1")), Err(Refusal::NoSuchNotice));

        world.act(later, &schedule(), &queue("m-10")).unwrap();
        world.act(later, &schedule(), &failed("m-10")).unwrap();
        assert_eq!(world.dossier().notices[1].failed.as_deref(), Some("số sai"));
        assert_eq!(world.would(later, &schedule(), &failed("m-10")), Err(Refusal::NoSuchNotice), "once");
        // A person had it sent again, and it was taken: nobody has to call any more.
        world.act(later, &schedule(), &sent("m-10")).unwrap();
        assert!(world.dossier().notices[1].told.is_some());
        assert_eq!(world.would(later, &schedule(), &sent("m-10")), Err(Refusal::NoSuchNotice));
        world.act(later, &hung(), &refuse()).unwrap();
        world.act(later, &schedule(), &queue("m-3")).unwrap();
        world.act(later, &schedule(), &sent("m-3")).unwrap();
    }
}
