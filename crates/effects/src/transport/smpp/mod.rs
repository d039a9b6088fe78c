//! Short messages by SMPP 3.4: one session, kept up with signs of life, receipts answered once recorded.

pub mod pdu;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::message::Alphabet;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use self::pdu::{Pdu, Receipt, command};
use super::net::connect;
use super::{Letter, Outcome, Risk};
use crate::outbox::settings;

/// Longest wait for the answer to the login or a sign of life.
const ANSWER: Duration = Duration::from_secs(10);
/// Wrong length of an address of the receiver.
const INVALID_RECEIVER: u32 = 0x0000_000b;
/// The centre is asked too often, its queue is full, or it is out of order: not this message's fault.
const BUSY: [u32; 3] = [0x0000_0058, 0x0000_0014, 0x0000_0008];

/// A receipt on its way to the store; the centre is answered when this is.
#[derive(Debug)]
pub struct Reported {
    /// The provider's name.
    pub provider: String,
    /// What it says.
    pub receipt: Receipt,
    /// Told once it is recorded.
    pub recorded: oneshot::Sender<()>,
}

/// A centre in use.
pub struct Smpp {
    shared: Arc<Shared>,
    keeper: JoinHandle<()>,
}

struct Shared {
    settings: settings::Smpp,
    reports: mpsc::Sender<Reported>,
    session: tokio::sync::Mutex<Option<Arc<Session>>>,
}

/// A bound connection.
struct Session {
    writer: tokio::sync::Mutex<OwnedWriteHalf>,
    waiting: Mutex<HashMap<u32, oneshot::Sender<Pdu>>>,
    next: AtomicU32,
    alive: AtomicBool,
}

impl Drop for Smpp {
    fn drop(&mut self) {
        self.keeper.abort();
    }
}

impl Smpp {
    /// Puts it in use and keeps a session up from now on. Needs a runtime.
    #[must_use]
    pub fn start(settings: settings::Smpp, reports: mpsc::Sender<Reported>) -> Self {
        let shared = Arc::new(Shared { settings, reports, session: tokio::sync::Mutex::new(None) });
        // Receipts come whenever they like, so the session is kept up even when nothing is sent.
        let keeper = tokio::spawn(keep(Arc::clone(&shared)));
        Self { shared, keeper }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.settings.name
    }

    pub(super) async fn send(&self, letter: &Letter, risk: &Risk) -> Outcome {
        let own = &self.shared.settings;
        let alphabet = if own.tones { Alphabet::Tones } else { Alphabet::Plain };
        let Some(text) = pdu::encode(letter.short(alphabet)) else {
            return Outcome::Never { why: "the text does not fit into one message".to_owned() };
        };
        let session = match self.shared.bound().await {
            Ok(session) => session,
            Err(why) => return risk.broken(letter.scrub(&why)),
        };
        let number = session.number();
        let message = pdu::submit(&own.source, &letter.to, &text, number);
        match session.ask(message, Some(risk)).await {
            Err(why) => risk.broken(why),
            Ok(answer) if answer.status == 0 && answer.command != command::GENERIC_NACK => {
                Outcome::Taken { proof: format!("{}: {}", own.name, letter.scrub(&pdu::first_text(&answer))) }
            }
            Ok(answer) if answer.status == INVALID_RECEIVER => {
                Outcome::Never { why: "the centre knows no such number".to_owned() }
            }
            Ok(answer) => Outcome::Refused {
                why: format!("status 0x{:08x}", answer.status),
                fault: true,
                after: BUSY.contains(&answer.status).then_some(Duration::from_secs(5)),
            },
        }
    }
}

/// Keeps a session up, trying less and less often while there is none.
async fn keep(shared: Arc<Shared>) {
    let mut pause = Duration::from_secs(1);
    loop {
        match shared.bound().await {
            Ok(_) => pause = Duration::from_secs(1),
            Err(why) => {
                tracing::warn!(provider = shared.settings.name, why, "no session with the message centre");
                pause = (pause * 2).min(Duration::from_secs(60));
            }
        }
        tokio::time::sleep(pause).await;
    }
}

impl Shared {
    /// The session that is up, or a new one.
    async fn bound(self: &Arc<Self>) -> Result<Arc<Session>, String> {
        let mut session = self.session.lock().await;
        if let Some(up) = session.as_ref().filter(|own| own.alive.load(Ordering::Acquire)) {
            return Ok(Arc::clone(up));
        }
        let own = &self.settings;
        let (reader, writer) = connect(&own.host, own.port, own.private).await?.into_split();
        let new = Arc::new(Session {
            writer: tokio::sync::Mutex::new(writer),
            waiting: Mutex::default(),
            next: AtomicU32::new(1),
            alive: AtomicBool::new(true),
        });
        tokio::spawn(listen(Arc::clone(self), Arc::clone(&new), reader));
        let login = pdu::bind(&own.system_id, &own.password.0, &own.system_type, new.number());
        let asked = tokio::time::timeout(ANSWER, new.ask(login, None)).await;
        let answer = asked.unwrap_or_else(|_| Err("no answer to the login".to_owned()));
        match answer {
            Ok(answer) if answer.status == 0 => {
                tokio::spawn(show_life(Arc::clone(&new), own.enquire));
                *session = Some(Arc::clone(&new));
                Ok(new)
            }
            refused => {
                new.end().await;
                Err(refused.map_or_else(|why| why, |no| format!("login refused: status 0x{:08x}", no.status)))
            }
        }
    }
}

impl Session {
    /// The next number; numbers begin again before they reach the half that is reserved.
    fn number(&self) -> u32 {
        let next = self.next.fetch_add(1, Ordering::Relaxed) & 0x7fff_ffff;
        next.max(1)
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<u32, oneshot::Sender<Pdu>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn write(&self, pdu: &Pdu) -> Result<(), String> {
        let mut writer = self.writer.lock().await;
        writer.write_all(&pdu.bytes()).await.map_err(|error| format!("the connection broke: {error}"))
    }

    /// Sends a question and waits for its answer.
    async fn ask(&self, question: Pdu, risk: Option<&Risk>) -> Result<Pdu, String> {
        let (told, answer) = oneshot::channel();
        let number = question.sequence;
        self.waiting().insert(number, told);
        // The end of the session clears who waits; whoever comes after that must not wait for ever.
        let written = if self.alive.load(Ordering::Acquire) {
            if let Some(risk) = risk {
                risk.begins();
            }
            self.write(&question).await
        } else {
            Err("the connection broke".to_owned())
        };
        if let Err(why) = written {
            self.waiting().remove(&number);
            return Err(why);
        }
        answer.await.map_err(|_| "the connection broke before an answer".to_owned())
    }

    async fn end(&self) {
        self.alive.store(false, Ordering::Release);
        self.waiting().clear();
        drop(self.writer.lock().await.shutdown().await);
    }
}

/// Asks for a sign of life now and then; a session that gives none is ended.
async fn show_life(session: Arc<Session>, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        if !session.alive.load(Ordering::Acquire) {
            return;
        }
        let question = Pdu::bare(command::ENQUIRE_LINK, 0, session.number());
        let answered = tokio::time::timeout(ANSWER, session.ask(question, None)).await;
        if !matches!(answered, Ok(Ok(_))) {
            session.end().await;
            return;
        }
    }
}

/// Reads until the connection ends.
async fn listen(shared: Arc<Shared>, session: Arc<Session>, mut reader: OwnedReadHalf) {
    let mut buffer = Vec::new();
    let mut chunk = [0_u8; 4096];
    'connection: loop {
        match reader.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(n) => buffer.extend_from_slice(chunk.get(..n).unwrap_or_default()),
        }
        loop {
            match Pdu::take(&mut buffer) {
                Ok(None) => break,
                Ok(Some(pdu)) => {
                    if !hear(&shared, &session, pdu).await {
                        break 'connection;
                    }
                }
                Err(error) => {
                    tracing::warn!(provider = shared.settings.name, %error, "the session is ended");
                    break 'connection;
                }
            }
        }
    }
    session.end().await;
}

/// Handles what came; `false` ends the session.
async fn hear(shared: &Arc<Shared>, session: &Arc<Session>, pdu: Pdu) -> bool {
    if pdu.command & command::RESPONSE != 0 {
        if let Some(told) = session.waiting().remove(&pdu.sequence) {
            // Whoever asked may have stopped waiting.
            drop(told.send(pdu));
        }
        return true;
    }
    let answer = Pdu::bare(pdu.command | command::RESPONSE, 0, pdu.sequence);
    match pdu.command {
        command::ENQUIRE_LINK => session.write(&answer).await.is_ok(),
        command::UNBIND => {
            drop(session.write(&answer).await);
            false
        }
        command::DELIVER_SM => {
            tokio::spawn(report(Arc::clone(shared), Arc::clone(session), pdu));
            true
        }
        _ => {
            let unknown = Pdu::bare(command::GENERIC_NACK, 0x0000_0003, pdu.sequence);
            session.write(&unknown).await.is_ok()
        }
    }
}

/// Hands a receipt on and answers the centre when it is recorded; without that the centre sends it again.
async fn report(shared: Arc<Shared>, session: Arc<Session>, pdu: Pdu) {
    let mut answer = Pdu::bare(command::DELIVER_SM | command::RESPONSE, 0, pdu.sequence);
    answer.body.push(0);
    match pdu::receipt(&pdu) {
        Ok(Some(receipt)) => {
            let (recorded, told) = oneshot::channel();
            let provider = shared.settings.name.clone();
            if shared.reports.send(Reported { provider, receipt, recorded }).await.is_err()
                || told.await.is_err()
            {
                return;
            }
        }
        // Nobody reads what phones send; the centre need not keep it.
        Ok(None) => {}
        Err(error) => {
            tracing::warn!(provider = shared.settings.name, %error, "a receipt that cannot be read");
        }
    }
    drop(session.write(&answer).await);
}
