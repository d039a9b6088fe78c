//! `motcua bench --http`: a server of its own, real requests, and the raw engine on the same disk in the same minute.
//!
//! Every figure stands beside a probe of the same run: commits of one event and one snapshot by one thread, the same
//! pairs many to a commit, and the server's own route that asks no database. The goals are ratios to these, for what
//! a disk and two cores give differs twentyfold with what else runs.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::load::{Measured, Server, closed, open};
use super::wire::{Answer, Client, Request};
use crate::cli::BenchArgs;
use crate::failure::{Done, Failure};
use crate::out::say;
use crate::settings::Settings;

/// Who files in the demonstration.
const OFFICER: (&str, &str) = ("tiepnhan", "motcua-demo");
/// Dossiers that steps are done on.
const MOST_OPEN: usize = 3000;
/// Dossiers filed before anything is measured: far more than clients, so that no two step on one at a time.
const FILED_FIRST: u32 = 2000;
/// The server must be ready by then.
const PATIENCE: Duration = Duration::from_secs(120);

/// Measures over HTTP and says.
///
/// # Errors
///
/// [`Failure::Failed`] when the server does not start, or a request is not answered as it must be.
pub fn run(settings: &Settings, args: &BenchArgs) -> Done {
    let dir = std::env::temp_dir().join(format!("motcua-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir).map_err(|error| Failure::file(&dir, &error))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Failed(format!("no threads to measure with: {error}")))?;
    let measured = runtime.block_on(measure(settings, args, &dir));
    drop(std::fs::remove_dir_all(&dir));
    measured
}

async fn measure(settings: &Settings, args: &BenchArgs, dir: &Path) -> Done {
    let raw = store::probe::commits(&dir.join("raw"), Duration::from_secs(2))?;
    let together = store::probe::together(&dir.join("raw"), 100_000)?;
    say(format!(
        "raw engine: {raw:.0} commits of one event and one snapshot a second, {together:.0} pairs a second in one commit"
    ));
    let own = Own::start(settings, args, dir).await?;
    let token = own.token().await?;
    let time = Duration::from_secs(u64::from(args.seconds));
    let bare = closed(&own.server, 8, time, |_, mut client: Client| async move {
        let done = client.ask(&Request::get("/healthz", "")).await;
        (client, expect(done, 200).map(drop))
    })
    .await?;
    say(format!("{:<16}{:>4} clients {}", "no database", 8, bare.line()));
    let desk = Arc::new(Desk::new(&own.server, token).await?);
    for clients in args.clients.iter().copied() {
        let accept = desk.accept(&own.server, clients, time).await?;
        tell("accept", clients, &accept, Some((accept.rate / raw, "of raw commits")));
        let step = desk.step(&own.server, clients, time).await?;
        tell("step", clients, &step, Some((step.rate / accept.rate, "of accepts")));
        for (name, path) in desk.reads() {
            let read = desk.read(&own.server, clients, time, &path).await?;
            tell(name, clients, &read, Some((read.rate / bare.rate, "of no database")));
        }
    }
    if let Some(rate) = args.rate {
        let due = desk.open(&own.server, rate, time).await?;
        tell(&format!("accept {rate}/s"), 0, &due, None);
    }
    if let Some(resident) = own.resident() {
        say(format!("memory of the server afterwards: {} MiB", resident / 1024));
    }
    Ok(())
}

fn tell(name: &str, clients: u32, measured: &Measured, ratio: Option<(f64, &str)>) {
    let ratio = ratio.map_or(String::new(), |(ratio, of)| format!("   {ratio:.2} {of}"));
    say(format!("{name:<16}{clients:>4} clients {}{ratio}", measured.line()));
}

fn expect(answered: std::io::Result<Answer>, status: u16) -> Result<Answer, Failure> {
    let answer = answered.map_err(|error| Failure::Failed(format!("a request failed: {error}")))?;
    if answer.status == status {
        return Ok(answer);
    }
    let body = String::from_utf8_lossy(&answer.body).chars().take(300).collect::<String>();
    Err(Failure::Failed(format!("answered {} instead of {status}: {body}", answer.status)))
}

/// A server of this program, ended with the measurement.
struct Own {
    child: Child,
    server: Server,
}

impl Own {
    /// Starts it on the store of the settings when they name one that exists, else on an empty one of its own.
    async fn start(settings: &Settings, args: &BenchArgs, dir: &Path) -> Result<Self, Failure> {
        let program =
            std::env::current_exe().map_err(|error| Failure::Failed(format!("no program: {error}")))?;
        let address = free_address()?;
        let data = if args.here { crate::open::data_folder(settings).to_owned() } else { dir.join("data") };
        let mut command = Command::new(program);
        command.args(["serve", "--empty", "--listen", &address, "--log-level", "warn", "--data"]).arg(data);
        if let Some(url) = &settings.server {
            command.args(["--database", url.secret()]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command
            .spawn()
            .map_err(|error| Failure::Failed(format!("the server does not start: {error}")))?;
        let server = Server { address, process: Some(child.id()) };
        let own = Self { child, server };
        let begun = Instant::now();
        loop {
            let ready = Client::of(&own.server.address).ask(&Request::get("/readyz", "")).await;
            if ready.is_ok_and(|answer| answer.status == 200) {
                say(format!("start to ready: {:.2} s", begun.elapsed().as_secs_f64()));
                return Ok(own);
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::Failed("the server was not ready in time".into()));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn token(&self) -> Result<String, Failure> {
        let (name, password) = OFFICER;
        let body = json!({ "username": name, "password": password }).to_string();
        let granted =
            Client::of(&self.server.address).ask(&Request::post("/api/v1/tokens", "", &key(), &body)).await;
        let granted = granted.map_err(|error| Failure::Failed(format!("no token: {error}")))?.json();
        let token = granted.get("token").and_then(Value::as_str);
        token.map(str::to_owned).ok_or_else(|| Failure::Failed(format!("no token for {name}: {granted}")))
    }

    /// Resident memory in KiB.
    fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.process?)).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok())
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn free_address() -> Result<String, Failure> {
    let found = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    found
        .map(|address| address.to_string())
        .map_err(|error| Failure::Failed(format!("no port is free: {error}")))
}

fn key() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("bench-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// An open dossier with the revision that its next step must name.
struct Open {
    id: String,
    revision: AtomicU64,
}

/// What an officer does all day.
struct Desk {
    token: String,
    filing: String,
    tracked: String,
    open: Vec<Open>,
    next: AtomicUsize,
}

impl Desk {
    async fn new(server: &Server, token: String) -> Result<Self, Failure> {
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

    fn reads(&self) -> [(&'static str, String); 3] {
        let dossier = self.open.first().map_or(String::new(), |open| open.id.clone());
        [
            ("tracking", format!("/api/v1/track/t/{}", self.tracked)),
            ("worklist", "/api/v1/worklist?view=all".to_owned()),
            ("dossier", format!("/api/v1/dossiers/{dossier}")),
        ]
    }

    async fn accept(
        self: &Arc<Self>,
        server: &Server,
        clients: u32,
        time: Duration,
    ) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        closed(server, clients, time, move |_, client| Arc::clone(&desk).file(client)).await
    }

    async fn open(self: &Arc<Self>, server: &Server, rate: u32, time: Duration) -> Result<Measured, Failure> {
        let desk = Arc::clone(self);
        open(server, rate, time, move |_, client| Arc::clone(&desk).file(client)).await
    }

    async fn file(self: Arc<Self>, mut client: Client) -> (Client, Result<(), Failure>) {
        let done = client.ask(&Request::post("/api/v1/dossiers", &self.token, &key(), &self.filing)).await;
        (client, expect(done, 201).map(drop))
    }

    /// A remark on one dossier after the other, far apart, each client on its own: the least that a step records.
    async fn step(
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

    async fn read(
        self: &Arc<Self>,
        server: &Server,
        clients: u32,
        time: Duration,
        path: &str,
    ) -> Result<Measured, Failure> {
        let request = Arc::new(Request::get(path, &self.token));
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
