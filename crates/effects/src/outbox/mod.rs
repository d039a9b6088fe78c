//! The worker of the outbox: leases, sends, says what became of it; gives up in sight.
//!
//! - [`attempt`]: one message from its lease to its outcome;
//! - [`patience`]: back-off and breakers;
//! - [`settings`]: who carries what.
//!
//! A message is sent at least once: when the program dies between sending and noting it, the lease ends
//! and the message goes out again with the same id and the same text.

pub mod attempt;
pub mod patience;
pub mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::App;
use app::message::{self, Carrier};
use jiff::civil::DateTime;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::MissedTickBehavior;

use self::patience::{Breaker, Jitter};
use self::settings::{Settings, Sms};
use crate::transport::smpp::pdu::End;
use crate::transport::smpp::{self, Reported};
use crate::transport::{Provider, gateway, smtp, webhook};

/// Time between two looks into the outbox.
const LOOK: Duration = Duration::from_millis(500);
/// Messages that are given up for their age in one look.
const EXPIRED: usize = 100;
/// Longest wait for attempts that run when the program ends.
const DRAIN: Duration = Duration::from_secs(8);
/// How often, a second apart, a receipt looks for its message: it may come before the answer is noted.
const LOOKS_FOR_RECEIPT: u32 = 5;

/// What the worker has done, for metrics.
#[derive(Debug, Default)]
pub struct Sent {
    channels: [ChannelCounts; 3],
    breakers: Mutex<BTreeMap<String, bool>>,
}

/// Counts of one channel.
#[derive(Debug, Default)]
pub struct ChannelCounts {
    /// Messages that a provider took.
    pub sent: AtomicU64,
    /// Messages that the receiver has, where the provider tells.
    pub delivered: AtomicU64,
    /// Attempts that failed and will be repeated.
    pub failed: AtomicU64,
    /// Attempts after which nobody knows whether the message arrived; they are repeated.
    pub unclear: AtomicU64,
    /// Messages that were given up.
    pub given_up: AtomicU64,
    /// Messages put off because their address had its share of the day, or no provider was up.
    pub postponed: AtomicU64,
}

impl Sent {
    /// The counts of a channel.
    #[must_use]
    pub fn channel(&self, carrier: Carrier) -> &ChannelCounts {
        let [email, sms, webhook] = &self.channels;
        match carrier {
            Carrier::Email => email,
            Carrier::Sms => sms,
            Carrier::Webhook => webhook,
        }
    }

    /// Providers and whether their breaker is open.
    #[must_use]
    pub fn breakers(&self) -> Vec<(String, bool)> {
        let known = self.breakers.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|(name, open)| (name.clone(), *open)).collect()
    }

    fn breaker(&self, name: &str, open: bool) {
        let mut known = self.breakers.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(name.to_owned(), open);
    }
}

/// Adds one to a count.
fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// A provider and how it has been doing.
pub(crate) struct Slot {
    pub provider: Provider,
    breaker: Mutex<Breaker>,
}

impl Slot {
    fn new(provider: Provider) -> Self {
        Self { provider, breaker: Mutex::default() }
    }

    pub(crate) fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A channel that somebody carries.
pub(crate) struct Channel {
    pub carrier: Carrier,
    pub slots: Vec<Slot>,
}

impl Channel {
    /// How many messages may be taken now: none while every breaker is open, one for a probe.
    fn room(&self, parallel: usize, running: usize, now: DateTime) -> usize {
        // Webhooks go each to its own partner; one that is down must not hold up the others.
        if self.carrier == Carrier::Webhook {
            return parallel.saturating_sub(running);
        }
        let closed = self.slots.iter().any(|slot| slot.breaker().open_until().is_none());
        let probe = self.slots.iter().any(|slot| slot.breaker().would_admit(now));
        match (closed, probe) {
            (true, _) => parallel.saturating_sub(running),
            (false, true) => 1_usize.saturating_sub(running),
            (false, false) => 0,
        }
    }
}

/// What all attempts share.
pub(crate) struct Shared {
    pub app: App,
    pub settings: Settings,
    pub channels: Vec<Channel>,
    pub sent: Arc<Sent>,
    jitter: Mutex<Jitter>,
    /// Ids of the messages that this program is sending.
    sending: Mutex<BTreeSet<String>>,
}

/// A message is being sent until this is dropped.
struct Sending {
    shared: Arc<Shared>,
    id: String,
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.shared.sending().remove(&self.id);
    }
}

impl Shared {
    pub(crate) fn jitter(&self) -> u64 {
        self.jitter.lock().unwrap_or_else(PoisonError::into_inner).draw()
    }

    fn sending(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.sending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs what waits for the store on a thread that may block; `None` when it failed, which is logged.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> Result<T, app::CommandError> + Send + 'static,
    ) -> Option<T> {
        let app = self.app.clone();
        match tokio::task::spawn_blocking(move || work(&app)).await {
            Ok(Ok(value)) => Some(value),
            Ok(Err(app::CommandError::Store(error))) => {
                tracing::error!(%error, "the outbox could not be used; its messages wait");
                None
            }
            Ok(Err(error)) => {
                tracing::error!(%error, "the outbox could not be used; its messages wait");
                None
            }
            // What a panic says may hold data of a person; where it happened is logged already.
            Err(_) => {
                tracing::error!("the outbox worker stumbled; its messages wait");
                None
            }
        }
    }
}

/// The running worker.
pub struct Outbox {
    sent: Arc<Sent>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Outbox {
    /// Starts the worker on the present runtime. `seed` scatters the waits between attempts.
    ///
    /// # Errors
    ///
    /// What is wrong with a provider's settings, with its name.
    pub fn start(app: App, settings: Settings, seed: u64) -> Result<Self, String> {
        let (reports, reported) = mpsc::channel(64);
        let channels = channels(&settings, &reports)?;
        let sent = Arc::new(Sent::default());
        for slot in channels.iter().flat_map(|channel| &channel.slots) {
            sent.breaker(slot.provider.name(), false);
        }
        let jitter = Mutex::new(Jitter::new(seed));
        let sending = Mutex::default();
        let shared = Arc::new(Shared { app, settings, channels, sent: Arc::clone(&sent), jitter, sending });
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(run(shared, reported, stopped));
        Ok(Self { sent, stop, task })
    }

    /// What was done so far.
    #[must_use]
    pub fn sent(&self) -> Arc<Sent> {
        Arc::clone(&self.sent)
    }

    /// Takes no more messages, and waits a little for those that are being sent.
    pub async fn stop(self) {
        // A task that has ended by itself listens no more; there is nothing to stop then.
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the outbox worker ended badly");
        }
    }
}

/// Checks the settings of every provider without using any.
///
/// # Errors
///
/// One line for each that cannot work.
pub fn check(settings: &Settings) -> Result<(), Vec<String>> {
    let said = |name: &str, outcome: Result<(), String>| outcome.err().map(|why| format!("{name}: {why}"));
    let mail = settings.email.iter().map(|own| said(&own.name, smtp::Smtp::new(own.clone()).map(drop)));
    let sms = settings.sms.iter().map(|own| match own {
        Sms::Gateway(own) => said(&own.name, gateway::Gateway::new(own.clone()).map(drop)),
        Sms::Smpp(_) => None,
    });
    let hooks =
        settings.webhooks.iter().map(|own| said(&own.id, webhook::Webhook::new(own.clone()).map(drop)));
    let faults: Vec<String> = mail.chain(sms).chain(hooks).flatten().collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn channels(settings: &Settings, reports: &mpsc::Sender<Reported>) -> Result<Vec<Channel>, String> {
    let mut channels = Vec::new();
    let named = |name: &str, why: String| format!("{name}: {why}");
    let mut slots = Vec::new();
    for own in &settings.email {
        let server = smtp::Smtp::new(own.clone()).map_err(|why| named(&own.name, why))?;
        slots.push(Slot::new(Provider::Smtp(server)));
    }
    channels.push(Channel { carrier: Carrier::Email, slots });
    let mut slots = Vec::new();
    for own in &settings.sms {
        slots.push(Slot::new(match own {
            Sms::Gateway(own) => {
                let gateway = gateway::Gateway::new(own.clone());
                Provider::Gateway(gateway.map_err(|why| named(&own.name, why))?)
            }
            Sms::Smpp(own) => Provider::Smpp(smpp::Smpp::start(own.clone(), reports.clone())),
        }));
    }
    channels.push(Channel { carrier: Carrier::Sms, slots });
    let mut slots = Vec::new();
    for own in &settings.webhooks {
        let hook = webhook::Webhook::new(own.clone()).map_err(|why| named(&own.id, why))?;
        slots.push(Slot::new(Provider::Webhook(hook)));
    }
    channels.push(Channel { carrier: Carrier::Webhook, slots });
    channels.retain(|channel| !channel.slots.is_empty());
    Ok(channels)
}

async fn run(
    shared: Arc<Shared>,
    mut reported: mpsc::Receiver<Reported>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut ticks = tokio::time::interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut running: JoinSet<Carrier> = JoinSet::new();
    let mut busy: BTreeMap<Carrier, usize> = BTreeMap::new();
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            Some(ended) = running.join_next() => ended_one(&mut busy, ended),
            Some(report) = reported.recv() => {
                tokio::spawn(receipt(Arc::clone(&shared), report));
                continue;
            }
            _ = stopped.changed() => break,
        }
        // Nothing is given up for its age, and nothing noted as sent, while the clock is wrong.
        if shared.app.store.clock().is_err() {
            continue;
        }
        for (place, channel) in shared.channels.iter().enumerate() {
            let now_running = busy.entry(channel.carrier).or_default();
            let took = take(&shared, place, *now_running, &mut running).await;
            *now_running = now_running.saturating_add(took);
        }
    }
    let drained = tokio::time::timeout(DRAIN, async { while running.join_next().await.is_some() {} }).await;
    if drained.is_err() {
        tracing::warn!(messages = running.len(), "messages are on their way still; they go out again later");
    }
}

fn ended_one(busy: &mut BTreeMap<Carrier, usize>, ended: Result<Carrier, tokio::task::JoinError>) {
    match ended {
        Ok(carrier) => {
            if let Some(running) = busy.get_mut(&carrier) {
                *running = running.saturating_sub(1);
            }
        }
        Err(error) => {
            // Which one is not known; counting all as ended only sends a little more at once for a while.
            tracing::error!(%error, "an attempt stumbled; its message goes out again later");
            busy.clear();
        }
    }
}

/// Takes what a channel has room for, and gives up what is too old.
async fn take(shared: &Arc<Shared>, place: usize, busy: usize, running: &mut JoinSet<Carrier>) -> usize {
    let Some(channel) = shared.channels.get(place) else { return 0 };
    let (carrier, settings) = (channel.carrier, &shared.settings);
    let now = shared.app.store.now();
    let room = channel.room(settings.parallel, busy, now);
    let (lease, before) = (settings.lease, now.saturating_sub(settings.oldest));
    // Seen before the lease: what was being sent then and is not any more by now has been noted.
    let sending = shared.sending().clone();
    let leased = shared.blocking(move |app| {
        for old in app.store.outbox_expired(carrier.name(), before, now, EXPIRED)? {
            let why =
                if old.error.is_empty() { "không gửi được trong thời hạn" } else { &old.error };
            message::failed(app, &old.id, &format!("quá hạn gửi: {why}"))?;
        }
        if room == 0 {
            return Ok(Vec::new());
        }
        let lease = jiff::SignedDuration::try_from(lease).unwrap_or(jiff::SignedDuration::from_mins(2));
        Ok(app.store.outbox_lease(carrier.name(), room, lease, now)?)
    });
    let mut leased = leased.await.unwrap_or_default();
    // A clock that was set forth ends leases early; who sends it has his own time to end in.
    leased.retain(|own| !sending.contains(&own.id));
    let took = leased.len();
    for own in leased {
        shared.sending().insert(own.id.clone());
        let sending = Sending { shared: Arc::clone(shared), id: own.id.clone() };
        running.spawn(async move {
            attempt::run(&sending.shared, place, own).await;
            carrier
        });
    }
    took
}

/// Notes what a centre reports, then lets it be answered.
async fn receipt(shared: Arc<Shared>, report: Reported) {
    let Reported { provider, receipt, recorded } = report;
    let proof = format!("{provider}: {}", receipt.id);
    let counts = shared.sent.channel(Carrier::Sms);
    for look in 0..LOOKS_FOR_RECEIPT {
        let (own, end) = (proof.clone(), receipt.end.clone());
        let found = shared.blocking(move |app| match end {
            End::OnItsWay => Ok(true),
            End::Delivered => message::delivered(app, &own),
            End::Lost(state) => message::undelivered(app, &own, &format!("nhà mạng báo: {state}")),
        });
        match found.await {
            // Not noted: the centre gets no answer and reports again.
            None => return,
            Some(true) => {
                match receipt.end {
                    End::Delivered => count(&counts.delivered),
                    End::Lost(_) => count(&counts.given_up),
                    End::OnItsWay => {}
                }
                // The session may be gone; then the centre reports again and it is found noted.
                let _ = recorded.send(());
                return;
            }
            Some(false) if look.saturating_add(1) < LOOKS_FOR_RECEIPT => {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            Some(false) => {}
        }
    }
    tracing::warn!(provider, "a receipt for a message that is not known here");
    let _ = recorded.send(());
}
