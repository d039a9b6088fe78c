//! The store of a test: in memory, or on the engine that `MOTCUA_TEST_ENGINE` names (`tests/engines.sh`).
//!
//! `sqlite` makes a file for each test; `postgres` a database for each on the server whose address is in
//! `MOTCUA_TEST_SERVER`.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test binary uses its part")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test without its store stops; which one it gets is told by the environment"
)]

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use store::{Options, Store};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The folder of a store; gone with it.
pub struct Place(Option<PathBuf>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            drop(std::fs::remove_dir_all(folder));
        }
    }
}

/// An empty store, and what has to be kept as long as it.
pub fn open(options: Options) -> (Store, Place) {
    let engine = std::env::var("MOTCUA_TEST_ENGINE").unwrap_or_default();
    if engine.is_empty() || engine == "memory" {
        return (Store::memory(options), Place(None));
    }
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    let folder = std::env::temp_dir().join(format!("motcua-store-{name}"));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let store = match engine.as_str() {
        "sqlite" => Store::sqlite(&folder, options).expect("a store in a file"),
        "postgres" => {
            let options = Options { seal_key: Some(folder.join("seal.key")), ..options };
            static MADE: OnceLock<String> = OnceLock::new();
            let made = MADE.get_or_init(|| {
                let made = format!("made{}", std::process::id());
                run(&format!("CREATE DATABASE {made}"));
                drop(Store::postgres(&address(&made), options.clone()).expect("a store on the server"));
                made
            });
            run(&format!("CREATE DATABASE {name} TEMPLATE {made} STRATEGY FILE_COPY"));
            Store::postgres(&address(&name), options).expect("a store on the server")
        }
        other => panic!("MOTCUA_TEST_ENGINE={other} is no engine: memory, sqlite or postgres"),
    };
    (store, Place(Some(folder)))
}

/// The address of an empty database for a program, where the engine that is asked for is a server's.
pub fn database() -> Option<String> {
    if std::env::var("MOTCUA_TEST_ENGINE").is_ok_and(|engine| engine == "postgres") {
        let name = format!("p{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        run(&format!("CREATE DATABASE {name}"));
        return Some(address(&name));
    }
    None
}

fn server() -> String {
    std::env::var("MOTCUA_TEST_SERVER").expect("MOTCUA_TEST_SERVER: run tests/engines.sh postgres")
}

/// The address of another database on the server.
fn address(database: &str) -> String {
    server().replacen("/motcua?", &format!("/{database}?"), 1)
}

fn run(sql: &str) {
    let psql = Command::new("psql").args([&server(), "-qXc", sql]).output().expect("psql");
    assert!(psql.status.success(), "{sql}: {}", String::from_utf8_lossy(&psql.stderr));
}
