//! A server of PostgreSQL for one test binary alone; stopped when the binary ends, however it ends.
//!
//! It listens on a socket in a directory of its own. For tests it does not wait for the disk (`fsync = off`):
//! what they prove does not depend on a loss of power, and they are many.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Makes a cluster, serves it, and takes it away again when standard input ends: that is when the test binary
/// is gone.
const KEEPER: &str = r#"
set -eu
umask 077
programs=$1
place=$2
fsync=$3
port=$4
shift 4
"$programs/initdb" --pgdata="$place/data" --username=motcua --auth=trust --encoding=UTF8 --locale=C --no-sync \
    --no-instructions >"$place/initdb.log" 2>&1 || { tail -n 5 "$place/initdb.log" | tr '\n' ' '; exit 1; }
"$programs/postgres" -D "$place/data" -k "$place" -p "$port" -c listen_addresses= -c fsync="$fsync" \
    -c full_page_writes="$fsync" -c shared_buffers=32MB -c max_connections=200 -c max_wal_size=256MB \
    -c autovacuum=off "$@" >"$place/server.log" 2>&1 </dev/null &
server=$!
tries=0
until [ -S "$place/.s.PGSQL.$port" ] && "$programs/pg_isready" -q -h "$place" -p "$port" -d postgres; do
    kill -0 "$server" 2>/dev/null || { tail -n 5 "$place/server.log" | tr '\n' ' '; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { echo 'it does not answer'; kill "$server"; exit 1; }
    sleep 0.1
done
echo ready
exec >/dev/null
read -r _ || true
kill -INT "$server"
wait "$server" || true
rm -rf "$place"
"#;

/// A running server.
pub struct Cluster {
    socket: PathBuf,
    /// That of its socket too.
    pub port: u16,
    _keeper: Child,
}

impl Cluster {
    /// Starts a server that waits for its disk (`on`) or does not (`off`).
    ///
    /// # Panics
    ///
    /// When there is no PostgreSQL, or it does not start: these tests are never left out in silence.
    pub fn start(fsync: &str) -> Self {
        Self::named(fsync, fsync)
    }

    /// As [`start`](Self::start), beside others of the same test binary.
    ///
    /// # Panics
    ///
    /// As [`start`](Self::start).
    pub fn named(name: &str, fsync: &str) -> Self {
        Self::set_up(name, fsync, 5432, &[], |_| {})
    }

    /// One that listens on the own machine's network too, with files that `prepare` puts into its folder, `@` in
    /// the settings.
    ///
    /// # Panics
    ///
    /// As [`start`](Self::start).
    pub fn on_network(name: &str, settings: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let all: Vec<&str> = ["listen_addresses=127.0.0.1"].iter().chain(settings).copied().collect();
        Self::set_up(name, "off", port, &all, prepare)
    }

    fn set_up(name: &str, fsync: &str, port: u16, settings: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let programs = programs();
        let socket = std::env::temp_dir().join(format!("motcua-pg-{}-{name}", std::process::id()));
        drop(std::fs::remove_dir_all(&socket));
        std::fs::create_dir_all(&socket).unwrap();
        prepare(&socket);
        let mut command = match unprivileged() {
            None => Command::new("sh"),
            Some(user) => {
                // The server refuses to run as root.
                let owned = Command::new("chown").args(["-R", user]).arg(&socket).status().unwrap();
                assert!(owned.success(), "the directory of the server could not be given to {user}");
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--", "sh"]);
                command
            }
        };
        let mut keeper = command
            .args(["-c", KEEPER, "keeper"])
            .args([&programs, &socket])
            .args([fsync, &port.to_string()])
            .args(
                settings
                    .iter()
                    .flat_map(|one| ["-c".to_owned(), one.replace('@', &socket.to_string_lossy())]),
            )
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "ready", "PostgreSQL did not start");
        Self { socket, port, _keeper: keeper }
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://motcua@/{database}?port={}&host={}", self.port, self.socket.display())
    }

    /// Where its socket and the files of its own lie.
    pub fn folder(&self) -> &Path {
        &self.socket
    }

    /// Creates a database; the address.
    pub fn create(&self, name: &str, how: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name} {how}")).unwrap();
        self.url(name)
    }

    /// Runs SQL as somebody at the server's own prompt; the rows, each cell as text.
    pub fn sql(&self, database: &str, text: &str) -> Result<Vec<Vec<String>>, String> {
        sql(&self.url(database), text)
    }
}

/// Runs SQL at an address, beside the store; the rows, each cell as text.
pub fn sql(url: &str, text: &str) -> Result<Vec<Vec<String>>, String> {
    let done = Command::new(programs().join("psql"))
        .args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--field-separator=\t"])
        .args(["--set=ON_ERROR_STOP=1", "--dbname", url, "--command", text])
        .output()
        .unwrap();
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned());
    }
    let rows = String::from_utf8(done.stdout).unwrap();
    Ok(rows.lines().map(|row| row.split('\t').map(str::to_owned).collect()).collect())
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
