//! One message from its lease to its outcome.

use std::time::Duration;

use app::message::{self, Carrier, Payload, Text, Unsendable};
use app::{App, CommandError};
use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};
use store::Message;

use super::patience::wait;
use super::{Channel, Shared, Slot, count};
use crate::transport::{Letter, Outcome};

/// When messages that were put off to another day go out.
const MORNING: Time = Time::constant(8, 0, 0, 0);

/// What came of getting a message ready.
enum Ready {
    Go(Box<Letter>),
    Later(DateTime),
    Never(String),
}

/// What an attempt with all providers came to.
enum Verdict {
    Taken(String),
    Again {
        why: String,
        after: Option<Duration>,
    },
    Never(String),
    /// Nobody was asked: every provider is left in peace until then.
    Resting(DateTime),
}

/// Sends one leased message and notes what became of it. When it cannot be noted the lease ends by itself
/// and the message goes out again.
pub(super) async fn run(shared: &Shared, place: usize, own: Message) {
    let Some(channel) = shared.channels.get(place) else { return };
    let (carrier, share) = (channel.carrier, shared.settings.share);
    let counts = shared.sent.channel(carrier);
    let leased = own.clone();
    let Some(ready) = shared.blocking(move |app| ready(app, carrier, share, &leased)).await else { return };
    let id = own.id.clone();
    match ready {
        Ready::Never(why) => give_up(shared, carrier, id, why).await,
        Ready::Later(next_at) => {
            count(&counts.postponed);
            let reason = "đủ số tin trong ngày cho một người nhận";
            shared.blocking(move |app| message::postponed(app, &id, reason, next_at)).await;
        }
        Ready::Go(letter) => match try_all(shared, channel, &letter).await {
            Verdict::Taken(proof) => {
                count(&counts.sent);
                tracing::info!(id, channel = carrier.name(), "a message was sent");
                shared.blocking(move |app| message::sent(app, &id, carrier, &proof)).await;
            }
            Verdict::Never(why) => give_up(shared, carrier, id, why).await,
            Verdict::Resting(next_at) => {
                count(&counts.postponed);
                let reason = own.error.clone();
                shared.blocking(move |app| message::postponed(app, &id, &reason, next_at)).await;
            }
            Verdict::Again { why, .. } if own.attempts.saturating_add(1) >= shared.settings.most_attempts => {
                give_up(shared, carrier, id, why).await;
            }
            Verdict::Again { why, after } => {
                count(&counts.failed);
                tracing::warn!(
                    id,
                    channel = carrier.name(),
                    why,
                    "a message was not sent; it is tried again"
                );
                let pause = wait(shared.settings.first_wait, own.attempts.saturating_add(1), shared.jitter());
                let asked = after.and_then(|after| SignedDuration::try_from(after).ok()).unwrap_or_default();
                // Nobody is waited for longer than an hour, whatever they ask.
                let pause = pause.max(asked.min(SignedDuration::from_hours(1)));
                let next_at = shared.app.store.now().saturating_add(pause);
                shared.blocking(move |app| message::failed_for_now(app, &id, &why, next_at)).await;
            }
        },
    }
}

async fn give_up(shared: &Shared, carrier: Carrier, id: String, why: String) {
    count(&shared.sent.channel(carrier).given_up);
    tracing::warn!(id, channel = carrier.name(), why, "a message was given up: somebody has to call");
    shared.blocking(move |app| message::failed(app, &id, &why)).await;
}

/// Reads address and text, and asks whether the address may get one more today.
fn ready(app: &App, carrier: Carrier, share: u32, own: &Message) -> Result<Ready, CommandError> {
    let now = app.store.now();
    let prepared = Payload::read(own).and_then(|payload| {
        if carrier == Carrier::Webhook {
            return Ok((payload, String::new(), Text::default()));
        }
        let to = message::address(app, &payload, carrier)?;
        let text = message::text(app, own, &payload)?;
        Ok((payload, to, text))
    });
    let (payload, to, text) = match prepared {
        Ok(prepared) => prepared,
        Err(Unsendable::Store(error)) => return Err(error.into()),
        Err(never) => return Ok(Ready::Never(never.to_string())),
    };
    if carrier != Carrier::Webhook
        && !message::admit(app, &own.id, &format!("{}/{to}", carrier.name()), share)?
    {
        let tomorrow = now.date().tomorrow().unwrap_or(now.date());
        return Ok(Ready::Later(tomorrow.to_datetime(MORNING)));
    }
    let (id, queued_at) = (own.id.clone(), own.queued_at);
    Ok(Ready::Go(Box::new(Letter { id, to, text, payload, queued_at, now })))
}

/// Asks the providers in their order until one has it, or might have it.
async fn try_all(shared: &Shared, channel: &Channel, letter: &Letter) -> Verdict {
    let slots: Vec<&Slot> = match channel.carrier {
        Carrier::Webhook => {
            let wanted = letter.payload.subscription.as_deref().unwrap_or_default();
            channel.slots.iter().filter(|slot| slot.provider.name() == wanted).collect()
        }
        Carrier::Email | Carrier::Sms => channel.slots.iter().collect(),
    };
    if slots.is_empty() {
        return Verdict::Never("không có đối tác này trong cấu hình".to_owned());
    }
    // All of it ends well before the lease does, so that nobody else sends the same message meanwhile.
    let share = u32::try_from(slots.len()).unwrap_or(1).max(1);
    let time = shared.settings.lease * 3 / 4 / share;
    let (mut last, mut longest) = (None, None);
    for slot in &slots {
        if !slot.breaker().admits(shared.app.store.now()) {
            continue;
        }
        let outcome = slot.provider.send(letter, time).await;
        note(shared, slot, &outcome);
        let name = slot.provider.name();
        match outcome {
            Outcome::Taken { proof } => return Verdict::Taken(proof),
            Outcome::Never { why } => return Verdict::Never(format!("{name}: {why}")),
            // Somebody may have it: another provider would send it twice for certain.
            Outcome::Unclear { why } => {
                count(&shared.sent.channel(channel.carrier).unclear);
                return Verdict::Again { why: format!("{name}: {why}"), after: None };
            }
            Outcome::Refused { why, after, .. } => {
                last = Some(format!("{name}: {why}"));
                longest = longest.max(after);
            }
        }
    }
    let rests = || slots.iter().filter_map(|slot| slot.breaker().open_until()).min();
    match last {
        Some(why) => Verdict::Again { why, after: longest },
        None => {
            let soon = shared.app.store.now().saturating_add(SignedDuration::from_secs(1));
            Verdict::Resting(rests().map_or(soon, |until| until.max(soon)))
        }
    }
}

/// Lets the breaker know how the provider did.
fn note(shared: &Shared, slot: &Slot, outcome: &Outcome) {
    let open = {
        let mut breaker = slot.breaker();
        match outcome {
            Outcome::Unclear { .. } | Outcome::Refused { fault: true, .. } => {
                breaker.failed(shared.app.store.now());
            }
            Outcome::Taken { .. } | Outcome::Never { .. } | Outcome::Refused { .. } => breaker.worked(),
        }
        breaker.open_until().is_some()
    };
    shared.sent.breaker(slot.provider.name(), open);
}
