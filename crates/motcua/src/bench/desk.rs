//! What an officer does all day, as requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::load::{Measured, Server, closed, open};
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

/// What an officer does all day.
pub struct Desk {
    token: String,
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
    pub async fn new(server: &Server, token: String) -> Result<Self, Failure> {
        let filing = filing().to_string();
        let mut client = Client::of(&server.address);
        let first =
            expect(client.ask(&Request::post("/api/v1/dossiers", &token, &key(), &filing)).await, 201)?
                .json();
        let tracked = first.get("token").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut desk = Self { token, filing, tracked, open: Vec::new(), next: AtomicUsize::new(0) };
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

    /// What is only read: name and address.
    pub fn reads(&self) -> [(&'static str, String); 3] {
        let dossier = self.open.first().map_or(String::new(), |open| open.id.clone());
        [
            ("tracking", format!("/api/v1/track/t/{}", self.tracked)),
            ("worklist", "/api/v1/worklist?view=all".to_owned()),
            ("dossier", format!("/api/v1/dossiers/{dossier}")),
        ]
    }

    /// Accepts dossiers, one after the other at each client.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn accept(
        self: &Arc<Self>,
        server: &Server,
        clients: u32,
        time: Duration,
    ) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        closed(server, clients, time, move |_, client| Arc::clone(&desk).file(client)).await
    }

    /// The same at a steady rate.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn open(
        self: &Arc<Self>,
        server: &Server,
        rate: u32,
        time: Duration,
    ) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        open(server, rate, time, move |_, client| Arc::clone(&desk).file(client)).await
    }

    async fn file(self: Arc<Self>, mut client: Client) -> (Client, Result<(), Failure>) {
        let done = client.ask(&Request::post("/api/v1/dossiers", &self.token, &key(), &self.filing)).await;
        (client, expect(done, 201).map(drop))
    }

    /// A remark on one dossier after the other, far apart, each client on its own: the least that a step records.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn step(
        self: &Arc<Self>,
        server: &Server,
        clients: u32,
        time: Duration,
    ) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        closed(server, clients, time, move |_, client| Arc::clone(&desk).note(client)).await
    }

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

    /// Reads one address.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn read(
        &self,
        server: &Server,
        clients: u32,
        time: Duration,
        path: &str,
    ) -> Result<Measured, Failure> {
        let request = Request::get(path, &self.token);
        Self::ask(server, clients, time, request).await
    }

    /// Looks at a page of the browser's; `session` is its cookie.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn look(
        server: &Server,
        clients: u32,
        time: Duration,
        page: &str,
        session: &str,
    ) -> Result<Measured, Failure> {
        Self::ask(server, clients, time, Request::page(page, session)).await
    }

    async fn ask(
        server: &Server,
        clients: u32,
        time: Duration,
        request: Request,
    ) -> Result<Measured, Failure> {
        let request = Arc::new(request);
        closed(server, clients, time, move |_, mut client: Client| {
            let request = Arc::clone(&request);
            async move {
                let done = client.ask(&request).await;
                (client, expect(done, 200).map(drop))
            }
        })
        .await
    }
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
