//! What an officer does all day, as requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::load::{Measured, Server, closed, open};
use super::own::Own;
use super::wire::{Client, Request, expect, key};
use crate::failure::Failure;

/// Dossiers that steps are done on.
const MOST_OPEN: usize = 3000;
/// Dossiers filed before anything is measured: far more than clients, so that no two step on one at a time.
const FILED_FIRST: u32 = 2000;

/// An open dossier with the revision that its next step must name.
struct Open {
    id: String,
    revision: AtomicU64,
}

/// One thing that a client does.
#[derive(Debug, Clone)]
pub enum Act {
    /// Files a complete dossier.
    File,
    /// Remarks on a dossier.
    Note,
    /// Sends a scan that nobody has kept before.
    Scan,
    /// Asks the same.
    Ask(Arc<Request>),
}

impl Act {
    /// Asks that.
    pub fn ask(request: Request) -> Self {
        Self::Ask(Arc::new(request))
    }
}

/// How fast.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// So many clients, each as soon as it has its answer.
    Clients(u32),
    /// So many a second, whether answers come or not.
    PerSecond(u32),
}

/// What an officer does all day.
pub struct Desk {
    token: String,
    director: String,
    filing: String,
    tracked: String,
    open: Vec<Open>,
    next: AtomicUsize,
}

impl Desk {
    /// A desk with dossiers to work on.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn new(own: &Own) -> Result<Self, Failure> {
        let (server, token, director) = (&own.server, own.token().await?, own.token_of_director().await?);
        let filing = filing().to_string();
        let mut client = Client::of(&server.address);
        let first =
            expect(client.ask(&Request::post("/api/v1/dossiers", &token, &key(), &filing)).await, 201)?
                .json();
        let tracked = first.get("token").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut desk = Self { token, director, filing, tracked, open: Vec::new(), next: AtomicUsize::new(0) };
        for _ in 0..FILED_FIRST {
            expect(
                client.ask(&Request::post("/api/v1/dossiers", &desk.token, &key(), &desk.filing)).await,
                201,
            )?;
        }
        let mut cursor = String::new();
        while desk.open.len() < MOST_OPEN {
            let path = format!("/api/v1/worklist?view=all&limit=200{cursor}");
            let page = expect(client.ask(&Request::get(&path, &desk.token)).await, 200)?.json();
            for row in page.get("items").and_then(Value::as_array).into_iter().flatten() {
                let (id, revision) =
                    (row.get("id").and_then(Value::as_str), row.get("revision").and_then(Value::as_u64));
                if let (Some(id), Some(revision)) = (id, revision) {
                    desk.open.push(Open { id: id.to_owned(), revision: AtomicU64::new(revision) });
                }
            }
            match page.get("next_cursor").and_then(Value::as_str) {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        Ok(desk)
    }

    /// The page of the first dossier.
    pub fn page(&self) -> String {
        format!("/ho-so/{}", self.open.first().map_or("", |open| open.id.as_str()))
    }

    /// What is only read, by its name. Whoever follows a dossier is not signed in.
    pub fn reads(&self) -> [(&'static str, Request); 3] {
        let dossier = self.open.first().map_or("", |open| open.id.as_str());
        let signed = |path: &str| Request::get(path, &self.token);
        [
            ("tracking", Request::get(&format!("/api/v1/track/t/{}", self.tracked), "")),
            ("worklist", signed("/api/v1/worklist?view=all")),
            ("dossier", signed(&format!("/api/v1/dossiers/{dossier}"))),
        ]
    }

    /// The director's board of this month.
    pub fn board(&self) -> Request {
        Request::get(&format!("/api/v1/board?{}", this_month()), &self.director)
    }

    /// Form II.06a of this month.
    pub fn statistics(&self) -> Request {
        Request::get(&format!("/api/v1/statistics?{}", this_month()), &self.director)
    }

    /// Does the same again and again.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn measure(
        self: &Arc<Self>,
        server: &Server,
        act: Act,
        pace: Pace,
        time: Duration,
    ) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        let work = move |client| Arc::clone(&desk).once(act.clone(), client);
        match pace {
            Pace::Clients(clients) => closed(server, clients, time, work).await,
            Pace::PerSecond(rate) => open(server, rate, time, work).await,
        }
    }

    async fn once(self: Arc<Self>, act: Act, mut client: Client) -> (Client, Result<(), Failure>) {
        let (answer, expected) = match act {
            Act::Note => return self.note(client).await,
            Act::File => {
                (client.ask(&Request::post("/api/v1/dossiers", &self.token, &key(), &self.filing)).await, 201)
            }
            Act::Scan => (client.ask(&Request::file("/api/v1/files", &self.token, &scan())).await, 201),
            Act::Ask(request) => (client.ask(&request).await, 200),
        };
        (client, expect(answer, expected).map(drop))
    }

    /// A remark on one dossier after the other, far apart, each client on its own: the least that a step records.
    async fn note(self: Arc<Self>, mut client: Client) -> (Client, Result<(), Failure>) {
        // A stride that is prime to any number of dossiers below it leads through all of them, never side by side.
        let place = self.next.fetch_add(7919, Ordering::Relaxed).checked_rem(self.open.len()).unwrap_or(0);
        let Some(open) = self.open.get(place) else {
            return (client, Err(Failure::Failed("no dossier is open".into())));
        };
        let seen = open.revision.load(Ordering::Relaxed);
        let body = json!({ "revision": seen, "text": "Đã kiểm tra lại hồ sơ." }).to_string();
        let path = format!("/api/v1/dossiers/{}/actions/note", open.id);
        let done = client.ask(&Request::post(&path, &self.token, &key(), &body)).await;
        let done = expect(done, 200).map(|answer| {
            let revision = answer.json().get("revision").and_then(Value::as_u64);
            open.revision.store(revision.unwrap_or(seen), Ordering::Relaxed);
        });
        (client, done)
    }
}

fn this_month() -> String {
    let day = (app::clock::system())().date();
    format!("from={}&to={}", day.first_of_month(), day.last_of_month())
}

/// A page of a scan of fifty kilobytes, another one each time.
fn scan() -> Vec<u8> {
    let mark = format!("% {}\n", key());
    [b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n", mark.as_bytes(), &[b' '; 50_000], b"\n%%EOF\n"].concat()
}

/// A complete dossier for the counter of the demonstration.
fn filing() -> Value {
    let paper = |code: &str, originals: u8, copies: u8| json!({ "code": code, "originals": originals, "copies": copies });
    json!({
        "procedure": "1.008891",
        "channel": "counter",
        "applicant": {
            "kind": "person", "name": "Nguyễn Văn Tải", "id_number": "068090001234", "phone": "0912345678",
            "email": "", "address": "Đà Lạt",
        },
        "papers": [paper("p1", 1, 0), paper("p2", 2, 0), paper("p3", 0, 1), paper("p4", 0, 1)],
        "return_by": "counter",
    })
}
