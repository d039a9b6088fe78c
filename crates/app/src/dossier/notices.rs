//! What the applicant is told by a machine when something happened: the message and its record, in the
//! transaction of the act.
//!
//! A message names the row with the address, never the address itself, so that erasing the row stops it.

use domain::dossier::event::{NoticeChannel, NoticeKind};
use domain::dossier::{Command, Dossier, Event};
use domain::procedure::Channel;
use jiff::civil::DateTime;
use store::{Loaded, NewMessage};

use super::shell::random_hex;
use crate::error::CommandError;
use crate::message::{Carrier, Payload, Recipient};
use crate::person::PersonalData;
use crate::reference::Reference;

/// Messages that one act may need at most: two ways for each of three events.
const MOST: usize = 6;

/// The messages that one act may send: ids drawn beforehand, because the act itself is pure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    ids: Vec<String>,
    assumed: bool,
}

impl Outgoing {
    /// Draws the ids from `random`.
    ///
    /// # Errors
    ///
    /// As [`random_hex`].
    pub fn draw(random: &mut dyn FnMut() -> Result<String, CommandError>) -> Result<Self, CommandError> {
        Ok(Self { ids: (0..MOST).map(|_| random()).collect::<Result<_, _>>()?, assumed: false })
    }

    /// Draws them from the machine's source.
    ///
    /// # Errors
    ///
    /// As [`random_hex`].
    pub fn fresh() -> Result<Self, CommandError> {
        Self::draw(&mut random_hex)
    }

    /// Nothing leaves: what would be sent counts as delivered at once, as in a simulated past.
    #[must_use]
    pub fn assumed(self) -> Self {
        Self { assumed: true, ..self }
    }
}

/// How the applicant can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// By what the row with this id says.
    Row(String),
    /// A new applicant: the row's id, whether there is a telephone, whether an e-mail address.
    New {
        /// Id of the row.
        row: String,
        /// A telephone number is known.
        phone: bool,
        /// An e-mail address is known.
        email: bool,
    },
}

impl Contact {
    /// Of a new applicant.
    #[must_use]
    pub fn of(data: &PersonalData, row: &str) -> Self {
        Self::New { row: row.to_owned(), phone: !data.phone.is_empty(), email: !data.email.is_empty() }
    }

    /// The row to load with the act, if the answer lies there.
    #[must_use]
    pub fn reads(&self) -> Option<&str> {
        match self {
            Self::Row(row) => Some(row),
            Self::New { .. } => None,
        }
    }

    /// The row's id and the ways that are open, the cheaper first.
    fn ways(&self, loaded: &Loaded) -> (String, Vec<NoticeChannel>) {
        let (row, phone, email) = match self {
            Self::New { row, phone, email } => (row.clone(), *phone, *email),
            Self::Row(row) => {
                let text = loaded.private(row).and_then(|kept| kept.data.clone()).unwrap_or_default();
                let data = serde_json::from_str::<PersonalData>(&text).unwrap_or_default();
                (row.clone(), !data.phone.is_empty(), !data.email.is_empty())
            }
        };
        let ways = [(email, NoticeChannel::Email), (phone, NoticeChannel::Sms)];
        (row, ways.into_iter().filter(|(open, _)| *open).map(|(_, way)| way).collect())
    }
}

/// What an event is told as; `None` for what the applicant need not be told by a machine.
///
/// Who stands at the counter has been told there and has the slip in hand.
fn told_as(event: &Event, dossier: &Dossier) -> Option<NoticeKind> {
    let at_the_counter = matches!(dossier.channel, Channel::Counter | Channel::Authorised);
    match event {
        Event::Accepted { .. } if !at_the_counter => Some(NoticeKind::Accepted),
        Event::Guided { .. } if !at_the_counter => Some(NoticeKind::Guided),
        Event::Refused { after_appraisal, .. } if *after_appraisal || !at_the_counter => {
            Some(NoticeKind::Refused)
        }
        Event::SupplementAsked { .. } => Some(NoticeKind::SupplementAsked),
        Event::Lapsed { .. } => Some(NoticeKind::Lapsed),
        Event::Withdrawn { .. } if !at_the_counter || dossier.code.is_some() => Some(NoticeKind::Withdrawn),
        Event::Apologised { .. } => Some(NoticeKind::Apologised),
        Event::ResultConfirmed { .. } if dossier.result_desk == *dossier.return_desk() => {
            Some(NoticeKind::ResultReady)
        }
        Event::GivenToPost { .. } => Some(NoticeKind::GivenToPost),
        Event::ClockStopped { .. } => Some(NoticeKind::ClockStopped),
        Event::ClockResumed { .. } => Some(NoticeKind::ClockResumed),
        Event::PromiseRecounted { .. } => Some(NoticeKind::PromiseChanged),
        _ => None,
    }
}

/// Commands and messages that follow from `events`, which led to `dossier`.
pub(crate) fn following<'e>(
    events: impl Iterator<Item = &'e Event>,
    dossier: &Dossier,
    contact: &Contact,
    outgoing: &Outgoing,
    reference: &Reference,
    loaded: &Loaded,
) -> (Vec<Command>, Vec<NewMessage>) {
    let kinds: Vec<NoticeKind> = events.filter_map(|event| told_as(event, dossier)).collect();
    tell(&kinds, dossier, contact, outgoing, reference, loaded)
}

/// Commands and messages that tell the applicant each of `kinds`.
///
/// Without any address the notice is recorded as failed at once, so that it stands on the list of calls.
pub(crate) fn tell(
    kinds: &[NoticeKind],
    dossier: &Dossier,
    contact: &Contact,
    outgoing: &Outgoing,
    reference: &Reference,
    loaded: &Loaded,
) -> (Vec<Command>, Vec<NewMessage>) {
    let (mut commands, mut messages) = (Vec::new(), Vec::new());
    if kinds.is_empty() {
        return (commands, messages);
    }
    let (row, ways) = contact.ways(loaded);
    let mut ids = outgoing.ids.iter();
    for kind in kinds {
        if ways.is_empty() {
            let Some(id) = ids.next() else { break };
            let (kind, channel, message) = (*kind, NoticeChannel::Phone, id.clone());
            commands.push(Command::QueueNotice { kind, channel, message: message.clone() });
            commands.push(Command::FailNotice { message, error: "no-address".to_owned() });
        }
        for way in &ways {
            let Some(id) = ids.next() else { break };
            let (kind, channel, message) = (*kind, *way, id.clone());
            commands.push(Command::QueueNotice { kind, channel, message: message.clone() });
            if outgoing.assumed {
                commands.push(Command::NoticeSent { message, proof: "đã phát".to_owned() });
            } else {
                messages.push(message_of(dossier, kind, channel, &message, &row, reference, loaded.at));
            }
        }
    }
    (commands, messages)
}

fn message_of(
    dossier: &Dossier,
    kind: NoticeKind,
    channel: NoticeChannel,
    id: &str,
    row: &str,
    reference: &Reference,
    at: DateTime,
) -> NewMessage {
    let kind = store::name_of_notice(kind);
    let day = match kind.as_str() {
        "supplement-asked" | "guided" | "answer-nearly-due" => dossier.answer_until,
        _ => dossier.due_in_force(),
    };
    let payload = Payload {
        dossier: Some(dossier.id.to_string()),
        template: if kind == "apologised" { "overdue-apology".to_owned() } else { kind.clone() },
        kind,
        to: Some(Recipient { private: row.to_owned() }),
        code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        stage: dossier.stage.name().to_owned(),
        day: day.map(|day| day.strftime("%d/%m/%Y").to_string()),
        hotline: reference.province.meta.hotline.clone(),
        ..Payload::default()
    };
    let carrier = if channel == NoticeChannel::Email { Carrier::Email } else { Carrier::Sms };
    payload.message(id, carrier, at)
}
