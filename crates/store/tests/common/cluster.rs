//! A server of PostgreSQL for this test binary alone: started when the first test asks for a database, stopped
//! when the binary ends, however it ends.
//!
//! It listens on a socket in a directory of its own. It does not wait for the disk (`fsync = off`): what these
//! tests prove does not depend on a loss of power, and they are many.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio_postgres::{NoTls, SimpleQueryMessage};

/// Makes a cluster, serves it, and takes it away again when standard input ends: that is when the test binary
/// is gone.
const KEEPER: &str = r#"
set -eu
umask 077
"$1/initdb" --pgdata="$2/data" --username=motcua --auth=trust --encoding=UTF8 --locale=C --no-sync \
    --no-instructions >"$2/initdb.log" 2>&1 || { tail -n 5 "$2/initdb.log" | tr '\n' ' '; exit 1; }
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
    -c shared_buffers=32MB -c max_connections=200 -c max_wal_size=256MB -c autovacuum=off \
    >"$2/server.log" 2>&1 </dev/null &
server=$!
tries=0
until [ -S "$2/.s.PGSQL.5432" ] && "$1/pg_isready" -q -h "$2" -d postgres; do
    kill -0 "$server" 2>/dev/null || { tail -n 5 "$2/server.log" | tr '\n' ' '; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { echo 'it does not answer'; kill "$server"; exit 1; }
    sleep 0.1
done
echo ready
exec >/dev/null
read -r _ || true
kill -INT "$server"
wait "$server" || true
rm -rf "$2"
"#;

/// A running server.
pub struct Cluster {
    socket: PathBuf,
    _keeper: Child,
}

/// The server of this test binary.
///
/// # Panics
///
/// When there is no PostgreSQL, or it does not start: these tests are never left out in silence.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::start();
        cluster.sql("postgres", "CREATE DATABASE made").unwrap();
        let (hand, dir) = (super::Hand::at(super::morning()), super::Dir::new());
        let mut options = hand.options();
        options.seal_key = Some(dir.path().join("seal.key"));
        drop(store::Store::postgres(&cluster.url("made"), options).unwrap());
        cluster
    })
}

impl Cluster {
    fn start() -> Self {
        let programs = programs();
        let socket = std::env::temp_dir().join(format!("motcua-pg-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&socket));
        std::fs::create_dir_all(&socket).unwrap();
        let mut command = match unprivileged() {
            None => Command::new("sh"),
            Some(user) => {
                // The server refuses to run as root.
                let owned = Command::new("chown").arg(user).arg(&socket).status().unwrap();
                assert!(owned.success(), "the directory of the server could not be given to {user}");
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--", "sh"]);
                command
            }
        };
        let mut keeper = command
            .args(["-c", KEEPER, "keeper"])
            .args([&programs, &socket])
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "ready", "PostgreSQL did not start");
        Self { socket, _keeper: keeper }
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://motcua@/{database}?host={}", self.socket.display())
    }

    /// A new database with the tables of the store.
    pub fn database(&self) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::SeqCst));
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE made")).unwrap();
        name
    }

    /// Runs SQL as somebody at the server's own prompt; the rows, each cell as text.
    pub fn sql(&self, database: &str, text: &str) -> Result<Vec<Vec<String>>, String> {
        sql(&self.url(database), text)
    }
}

/// Runs SQL at an address, beside the store; the rows, each cell as text.
pub fn sql(url: &str, text: &str) -> Result<Vec<Vec<String>>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(|e| format!("{e:?}"))?;
        let driven = tokio::spawn(connection);
        let answer = client.simple_query(text).await.map_err(|error| format!("{error:?}"));
        drop(client);
        drop(driven.await);
        let rows = answer?.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect())
            }
            _ => None,
        });
        Ok(rows.collect())
    })
}

/// The folder of the server's programs; Debian keeps them out of the path.
pub fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    found.sort();
    let in_path = || {
        let paths = std::env::var_os("PATH")?;
        std::env::split_paths(&paths).find(|bin: &PathBuf| bin.join("initdb").is_file())
    };
    found.pop().map(|(_, bin)| bin).or_else(in_path).expect(
        "PostgreSQL is missing: install the Debian package postgresql (./test does), these tests need its server",
    )
}

/// The user that the server runs as when this is root.
fn unprivileged() -> Option<&'static str> {
    let output = Command::new("id").arg("-u").output().unwrap();
    if String::from_utf8_lossy(&output.stdout).trim() != "0" {
        return None;
    }
    let known = |user: &&&str| Command::new("id").arg(user).output().is_ok_and(|own| own.status.success());
    Some(*["postgres", "nobody"].iter().find(known).expect("a user that is not root"))
}
