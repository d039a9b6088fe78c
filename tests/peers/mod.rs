//! Peers in another language: real servers that the tests start, tell how to misbehave, and listen to.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "helpers of tests")]

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

fn here() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().and_then(Path::parent);
    crates.expect("a crate lies in crates/").join("tests/peers")
}

/// The Python with the packages of `requirements.txt`, installed once under `target/peers`.
pub fn python() -> PathBuf {
    let wanted = std::fs::read_to_string(here().join("requirements.txt")).expect("requirements.txt");
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| here().join("../../target"), PathBuf::from);
    std::fs::create_dir_all(&target).expect("the target folder");
    let home = target.join("peers");
    let python = home.join("bin/python");
    // Test programs run side by side: one installs, the others wait.
    let lock = std::fs::File::create(target.join("peers.lock")).expect("a lock");
    lock.lock().expect("a lock");
    let installed = std::fs::read_to_string(home.join("installed.txt")).unwrap_or_default();
    if installed != wanted {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
        let packages = here().join("requirements.txt");
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(packages));
        std::fs::write(home.join("installed.txt"), &wanted).expect("a mark");
    }
    python
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}; these tests need python3 with venv (Debian: python3 python3-venv)")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?} failed; these tests need python3 with venv (Debian: python3-venv) and the packages of \
         tests/peers/requirements.txt: {said}"
    );
}

/// A peer that runs until it is dropped.
pub struct Peer {
    child: Child,
    words: Option<ChildStdin>,
    events: Receiver<Value>,
    heard: RefCell<Vec<Value>>,
    /// Where it listens.
    pub port: u16,
}

impl Peer {
    /// Starts a script of this folder and waits until it listens.
    pub fn start(script: &str, args: &[&str]) -> Self {
        let mut child = Command::new(python())
            .arg(here().join(script))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a peer");
        let (told, events) = channel();
        let out = BufReader::new(child.stdout.take().expect("its output"));
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let event: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
                if told.send(event).is_err() {
                    return;
                }
            }
        });
        let words = child.stdin.take();
        let mut peer = Self { child, words, events, heard: RefCell::default(), port: 0 };
        let ready = peer.expect("ready");
        peer.port = u16::try_from(ready["port"].as_u64().expect("a port")).expect("a port");
        peer
    }

    /// Tells it something, and waits until it has heard.
    pub fn tell(&mut self, word: &Value) {
        let words = self.words.as_mut().expect("its input");
        writeln!(words, "{word}").expect("a peer that listens");
        drop(self.expect("scripted"));
    }

    /// The next event of a kind within twenty seconds; others wait for whoever asks for them.
    pub fn expect(&self, kind: &str) -> Value {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(event) = self.take(kind) {
                return event;
            }
            if let Err(error) = self.hear(end) {
                panic!("no `{kind}` ({error}); there was {:?}", self.heard.borrow());
            }
        }
    }

    /// The events of a kind that come within `time`, or came before and nobody asked for.
    pub fn all(&self, kind: &str, time: Duration) -> Vec<Value> {
        let end = Instant::now() + time;
        while self.hear(end).is_ok() {}
        std::iter::from_fn(|| self.take(kind)).collect()
    }

    fn hear(&self, end: Instant) -> Result<(), RecvTimeoutError> {
        let event = self.events.recv_timeout(end.saturating_duration_since(Instant::now()))?;
        self.heard.borrow_mut().push(event);
        Ok(())
    }

    fn take(&self, kind: &str) -> Option<Value> {
        let mut heard = self.heard.borrow_mut();
        let place = heard.iter().position(|event| event["event"] == kind)?;
        Some(heard.remove(place))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A folder with `authority.pem` and `server.pem`, a certificate for localhost.
pub fn authority(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    run(Command::new(python()).arg(here().join("authority.py")).arg(folder));
}
