//! Running the program as a person does: arguments in, exit code and lines out, requests over a socket.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A directory of one test, removed at its end.
pub struct Dir(PathBuf);

impl Dir {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("motcua-test-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The same as text, for arguments.
    pub fn arg(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.arg(name)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MOTCUA_")) {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn motcua(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

/// Runs a command with `input` on its standard input.
pub fn motcua_with(args: &[&str], input: &str) -> Output {
    let mut child =
        command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Standard output of a command that must succeed.
pub fn ok(args: &[&str]) -> String {
    let output = motcua(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
    out(&output)
}

/// The one line of a command that must fail with `code`.
pub fn fails(args: &[&str], code: i32) -> String {
    let output = motcua(args);
    let line = err(&output);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {line}{}", out(&output));
    assert_eq!(line.trim_end().lines().count(), 1, "{args:?}: {line}");
    line.trim_end().to_owned()
}

/// A serving program.
pub struct Server {
    child: Child,
    address: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

impl Server {
    /// Starts on a free port and waits until it is ready.
    pub fn start(data: &Path, more: &[&str]) -> Self {
        Self::start_at(data, "127.0.0.1:0", more)
    }

    /// Starts at an address and waits until it is ready.
    pub fn start_at(data: &Path, listen: &str, more: &[&str]) -> Self {
        Self::start_with(data, listen, more, Stdio::null())
    }

    /// Starts on a free port with its log in a file.
    pub fn start_logged(data: &Path, more: &[&str], log: &Path) -> Self {
        Self::start_with(data, "127.0.0.1:0", more, std::fs::File::create(log).unwrap().into())
    }

    fn start_with(data: &Path, listen: &str, more: &[&str], log: Stdio) -> Self {
        let mut args = vec!["--data", data.to_str().unwrap(), "--listen", listen];
        args.extend(more);
        let mut child = command(&args).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next());
        let address = address.unwrap_or_else(|| panic!("no address in `{first}`")).to_owned();
        let server = Self { child, address };
        let began = Instant::now();
        while server.get("/readyz").status != 200 {
            assert!(began.elapsed() < Duration::from_secs(20), "never ready");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[], b"")
    }

    /// One request on a connection of its own.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let closing = [&[("connection", "close")], headers].concat();
        self.send(method, path, &closing, body)
    }

    /// One request on a connection that the client would keep; the server must close it.
    pub fn request_keeping(&self, method: &str, path: &str) -> Answer {
        self.send(method, path, &[], b"")
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || method != "GET" {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // Also a body that is too large is read away: whoever sends it hears the answer, not a broken pipe.
        stream.write_all(body).unwrap();
        let mut raw = Vec::new();
        drop(stream.read_to_end(&mut raw));
        read_answer(&raw)
    }

    /// A JSON request with the token of `user`.
    pub fn api(&self, token: &str, method: &str, path: &str, body: &Value) -> Answer {
        static KEY: AtomicU32 = AtomicU32::new(0);
        let key = format!("key-{}-{}", std::process::id(), KEY.fetch_add(1, Ordering::Relaxed));
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("authorization", bearer.as_str()), ("idempotency-key", key.as_str())];
        if method == "GET" {
            return self.request(method, path, &headers, b"");
        }
        headers.push(("content-type", "application/json"));
        self.request(method, path, &headers, body.to_string().as_bytes())
    }

    /// A token of a demonstration account.
    pub fn token(&self, user: &str) -> String {
        let body = json!({"username": user, "password": "motcua-demo"});
        let headers = [("content-type", "application/json")];
        let answer = self.request("POST", "/api/v1/tokens", &headers, body.to_string().as_bytes());
        answer.json()["token"].as_str().unwrap_or_else(|| panic!("{user}: {}", answer.text())).to_owned()
    }

    /// Sends it a signal by its name.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Ends it as loss of power would: nothing more of it runs.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end and waits; the exit code.
    pub fn end(mut self) -> Option<i32> {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn read_answer(raw: &[u8]) -> Answer {
    let split = raw.windows(4).position(|four| four == b"\r\n\r\n").expect("a head of an answer");
    let head = String::from_utf8_lossy(&raw[..split]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let body = raw[split + 4..].to_vec();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    Answer { status, headers, body: if chunked { joined(&body) } else { body } }
}

fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
    body
}

/// Changes a record of the dossier whose next alarm comes first, as a disk that ages; its id.
pub fn spoil_a_dossier(data: &Path) -> String {
    let database = rusqlite::Connection::open(data.join("store.sqlite")).unwrap();
    let first = "SELECT id FROM dossier WHERE alarm_us IS NOT NULL ORDER BY alarm_us, id LIMIT 1";
    let id: String = database.query_row(first, [], |row| row.get(0)).unwrap();
    let guard = "SELECT sql FROM sqlite_master WHERE name = 'journal_no_update'";
    let guard: String = database.query_row(guard, [], |row| row.get(0)).unwrap();
    let spoil = format!("UPDATE journal SET payload = '{{' WHERE stream = 'dossier/{id}' AND revision = 1");
    database.execute_batch(&format!("DROP TRIGGER journal_no_update; {spoil}; {guard}")).unwrap();
    id
}
