//! A server of this program on a port and a store of its own, ended with the measurement.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::load::{Measured, Server, closed};
use super::wire::{Client, Request, expect, key};
use crate::failure::Failure;
use crate::settings::Settings;

/// Who files in the demonstration.
const OFFICER: (&str, &str) = ("tiepnhan", app::accounts::DEMO_PASSWORD);
/// Who reads boards and reports there.
const DIRECTOR: (&str, &str) = ("giamdoc", app::accounts::DEMO_PASSWORD);
/// The server must be ready by then.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server of this program, ended with the measurement.
pub struct Own {
    child: Child,
    /// Where it listens, and its process.
    pub server: Server,
    /// From its start to its being ready.
    pub ready: Duration,
}

impl Own {
    /// Starts it on the store in `data`, or on the server's database that the settings name; waits until it is ready.
    ///
    /// # Errors
    ///
    /// [`Failure::Failed`] when it does not start, or not in time.
    pub async fn start(settings: &Settings, data: &Path) -> Result<Self, Failure> {
        let program =
            std::env::current_exe().map_err(|error| Failure::Failed(format!("no program: {error}")))?;
        let address = free_address()?;
        let mut command = Command::new(program);
        command.args(["serve", "--empty", "--listen", &address, "--log-level", "warn", "--data"]).arg(data);
        if let Some(url) = &settings.server {
            command.args(["--database", url.secret()]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let begun = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| Failure::Failed(format!("the server does not start: {error}")))?;
        let server = Server { address, process: Some(child.id()) };
        let mut own = Self { child, server, ready: Duration::ZERO };
        loop {
            let ready = Client::of(&own.server.address).ask(&Request::get("/readyz", "")).await;
            if ready.is_ok_and(|answer| answer.status == 200) {
                own.ready = begun.elapsed();
                return Ok(own);
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::Failed("the server was not ready in time".into()));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// A token of the officer.
    ///
    /// # Errors
    ///
    /// [`Failure::Failed`] when none is granted.
    pub async fn token(&self) -> Result<String, Failure> {
        self.token_of(OFFICER).await
    }

    /// A token of the director, who sees boards and reports.
    ///
    /// # Errors
    ///
    /// [`Failure::Failed`] when none is granted.
    pub async fn token_of_director(&self) -> Result<String, Failure> {
        self.token_of(DIRECTOR).await
    }

    async fn token_of(&self, (name, password): (&str, &str)) -> Result<String, Failure> {
        let body = json!({ "username": name, "password": password }).to_string();
        let granted =
            Client::of(&self.server.address).ask(&Request::post("/api/v1/tokens", "", &key(), &body)).await;
        let granted = granted.map_err(|error| Failure::Failed(format!("no token: {error}")))?.json();
        let token = granted.get("token").and_then(Value::as_str);
        token.map(str::to_owned).ok_or_else(|| Failure::Failed(format!("no token for {name}: {granted}")))
    }

    /// A session of the officer's browser, as the value of the cookie header.
    ///
    /// # Errors
    ///
    /// [`Failure::Failed`] when signing in is refused.
    pub async fn session(&self) -> Result<String, Failure> {
        let mut client = Client::of(&self.server.address);
        let form = expect(client.ask(&Request::get("/dang-nhap", "")).await, 200)?;
        let guest = form.cookie("motcua-khach").unwrap_or_default();
        let token = web::session::form_token(&guest);
        let (name, password) = OFFICER;
        let body = format!("username={name}&password={password}&csrf={token}");
        let asked = Request::form("/dang-nhap", &format!("motcua-khach={guest}"), &body);
        let secret = expect(client.ask(&asked).await, 303)?.cookie("motcua");
        let secret = secret.ok_or_else(|| Failure::Failed(format!("no session for {name}")))?;
        Ok(format!("motcua={secret}"))
    }

    /// The route that asks no database, by so many clients at once.
    ///
    /// # Errors
    ///
    /// The first request that fails.
    pub async fn bare(&self, clients: u32, time: Duration) -> Result<Measured, Failure> {
        let request = Arc::new(Request::get("/healthz", ""));
        closed(&self.server, clients, time, move |mut client: Client| {
            let request = Arc::clone(&request);
            async move {
                let done = client.ask(&request).await;
                (client, expect(done, 200).map(drop))
            }
        })
        .await
    }

    /// Resident memory in KiB.
    pub fn resident(&self) -> Option<u64> {
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
