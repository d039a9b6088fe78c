//! The settings in effect: command line, then environment, then file, then default.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use store::guard::Limits;

use crate::cli::{LogForm, PlaceArgs, ServeArgs};
use crate::failure::Failure;
use crate::files::FilesPart;
use crate::messages::{EmailPart, Messages, OutboxPart, SmsPart, WebhookPart};

/// What a configuration file may say; the names are those of the command line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    public_url: Option<String>,
    data: Option<PathBuf>,
    database: Option<String>,
    province: Option<PathBuf>,
    log: Option<LogForm>,
    log_level: Option<String>,
    empty: Option<bool>,
    drain_ms: Option<u32>,
    at_once: Option<u32>,
    slow_ms: Option<u32>,
    clock_off_s: Option<u32>,
    clock_back_s: Option<u32>,
    #[serde(default)]
    files: FilesPart,
    #[serde(default)]
    outbox: OutboxPart,
    #[serde(default)]
    sms: SmsPart,
    #[serde(default)]
    email: EmailPart,
    #[serde(default)]
    webhook: WebhookPart,
}

/// The settings in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: String,
    /// The address under which citizens reach the pages.
    pub public_url: String,
    /// Directory or file of the store; with a server's database the directory of what lies beside it.
    pub store: PathBuf,
    /// The database on a server of PostgreSQL that the store is in; `None` is the embedded database.
    pub server: Option<ServerUrl>,
    /// The province's folder; `None` is the demonstration province.
    pub province: Option<PathBuf>,
    /// How log lines are written.
    pub log: LogForm,
    /// What is logged.
    pub log_level: String,
    /// Whether an empty store stays without demonstration dossiers.
    pub empty: bool,
    /// For how long the program goes on accepting once it was told to end, no longer ready.
    pub drain: Duration,
    /// Requests of anybody that are worked on at the same time; 0 for no limits.
    pub at_once: usize,
    /// Statements that take longer are named in the log.
    pub slow: Duration,
    /// How far the clock may be off before nothing is recorded any more.
    pub clock: Limits,
    /// Where files lie and who scans them.
    pub files: FilesPart,
    /// Who carries messages.
    pub messages: Messages,
}

/// The usual [`Settings::drain`], milliseconds.
const DRAIN_MS: u32 = 300;
/// The usual [`Settings::slow`], milliseconds.
const SLOW_MS: u32 = 200;
/// The longest [`Settings::drain`].
const DRAIN_MS_MOST: u32 = 60_000;

impl Settings {
    /// Puts the settings together.
    ///
    /// # Errors
    ///
    /// [`Failure::Usage`] naming the setting that cannot be used, [`Failure::Failed`] when the file
    /// cannot be read.
    pub fn new(place: &PlaceArgs, serve: &[&ServeArgs]) -> Result<Self, Failure> {
        let file = match &place.config {
            Some(path) => read(path)?,
            None => File::default(),
        };
        let flag = |pick: fn(&ServeArgs) -> Option<String>| serve.iter().rev().find_map(|args| pick(args));
        let listen = flag(|args| args.listen.clone()).or(file.listen).unwrap_or("127.0.0.1:8080".to_owned());
        let public_url =
            flag(|args| args.public_url.clone()).or(file.public_url).unwrap_or_else(|| own_url(&listen));
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            return Err(Failure::Usage(format!(
                "public_url: `{public_url}` is no address of pages; write http://… or https://…"
            )));
        }
        let drain_ms =
            serve.iter().rev().find_map(|args| args.drain_ms).or(file.drain_ms).unwrap_or(DRAIN_MS);
        let number = |pick: fn(&ServeArgs) -> Option<u32>| serve.iter().rev().find_map(|args| pick(args));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let at_once = number(|args| args.at_once).or(file.at_once);
        let slow_ms = number(|args| args.slow_ms).or(file.slow_ms).unwrap_or(SLOW_MS);
        let usual = Limits::default();
        let seconds =
            |said: Option<u32>, usual: Duration| said.map_or(usual, |s| Duration::from_secs(s.into()));
        let clock = Limits {
            off: seconds(number(|args| args.clock_off_s).or(file.clock_off_s), usual.off),
            back: seconds(number(|args| args.clock_back_s).or(file.clock_back_s), usual.back),
        };
        if drain_ms > DRAIN_MS_MOST {
            return Err(Failure::Usage(format!(
                "drain_ms: `{drain_ms}` is too long; write milliseconds from 0 to {DRAIN_MS_MOST}"
            )));
        }
        let data = place.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("./motcua-data"));
        let (store, server) = match place.database.clone().or(file.database).map(store_of).transpose()? {
            None => (data, None),
            Some(Named::File(path)) => (path, None),
            Some(Named::Server(url)) => (data, Some(url)),
        };
        Ok(Self {
            listen,
            public_url,
            store,
            server,
            province: place.province.clone().or(file.province),
            log: place.log.or(file.log).unwrap_or(LogForm::Text),
            log_level: place.log_level.clone().or(file.log_level).unwrap_or_else(|| "info".to_owned()),
            drain: Duration::from_millis(u64::from(drain_ms)),
            at_once: at_once.map_or(cores, |most| usize::try_from(most).unwrap_or(cores)),
            slow: Duration::from_millis(u64::from(slow_ms)),
            clock,
            empty: serve.iter().any(|args| args.empty) || file.empty.unwrap_or(false),
            files: file.files,
            messages: Messages {
                outbox: file.outbox,
                sms: file.sms,
                email: file.email,
                webhook: file.webhook,
            },
        })
    }

    /// The keys that `next` says otherwise and that are in force after a restart only: all but the province's files.
    pub fn needing_a_restart(&self, next: &Self) -> Vec<&'static str> {
        // Each field by its name, so that a new one is not forgotten here.
        let Self {
            listen,
            public_url,
            store,
            server,
            province: _,
            log,
            log_level,
            empty,
            drain,
            at_once,
            slow,
            clock: Limits { off, back },
            files,
            messages: Messages { outbox, sms, email, webhook },
        } = self;
        let carried = &next.messages;
        let changed = [
            ("listen", *listen != next.listen),
            ("public_url", *public_url != next.public_url),
            ("data or database", *store != next.store),
            ("database", *server != next.server),
            ("log", *log != next.log),
            ("log_level", *log_level != next.log_level),
            ("empty", *empty != next.empty),
            ("drain_ms", *drain != next.drain),
            ("at_once", *at_once != next.at_once),
            ("slow_ms", *slow != next.slow),
            ("clock_off_s", *off != next.clock.off),
            ("clock_back_s", *back != next.clock.back),
            ("files", *files != next.files),
            ("outbox", *outbox != carried.outbox),
            ("sms", *sms != carried.sms),
            ("email", *email != carried.email),
            ("webhook", *webhook != carried.webhook),
        ];
        changed.into_iter().filter(|(_, changed)| *changed).map(|(key, _)| key).collect()
    }

    /// Whether cookies may only travel over TLS.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Nobody's browser opens `0.0.0.0`; on the own machine `127.0.0.1` is meant.
fn own_url(listen: &str) -> String {
    let host = listen.replacen("0.0.0.0", "127.0.0.1", 1).replacen("[::]", "[::1]", 1);
    format!("http://{host}")
}

/// The address of a database on a server; shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl(String);

impl ServerUrl {
    /// The whole address, for nobody but the store.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("postgres", &self.0));
        // A password may also be one of the parameters.
        let rest = rest.split_once('?').map_or(rest, |(place, _)| place);
        let (user, place) = match rest.rsplit_once('@') {
            Some((user, place)) => (user.split_once(':').map_or(user, |(name, _)| name), place),
            None => ("", rest),
        };
        let at = if user.is_empty() { "" } else { "@" };
        write!(f, "{scheme}://{user}{at}{place}")
    }
}

impl std::fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// What `--database` names.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    File(PathBuf),
    Server(ServerUrl),
}

fn store_of(url: String) -> Result<Named, Failure> {
    if let Some(path) = url.strip_prefix("sqlite://").filter(|path| !path.is_empty()) {
        return Ok(Named::File(PathBuf::from(path)));
    }
    let server = ["postgres://", "postgresql://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    if server.is_some_and(|rest| !rest.is_empty()) {
        return Ok(Named::Server(ServerUrl(url)));
    }
    // The text itself is not repeated: it may hold a password.
    Err(Failure::Usage(
        "database: it is written sqlite://PATH or postgres://USER@HOST/NAME (docs/how-to/use-postgresql.md)"
            .to_owned(),
    ))
}

fn read(path: &Path) -> Result<File, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    toml::from_str(&text).map_err(|error| Failure::Usage(crate::keys::explain(path, &text, &error)))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::keys::KEYS;

    #[test]
    fn the_command_line_comes_before_the_file_and_the_file_before_the_default() {
        let file = std::env::temp_dir().join(format!("motcua-settings-{}.toml", std::process::id()));
        std::fs::write(&file, "listen = \"10.0.0.1:80\"\ndata = \"/srv/motcua\"\nlog = \"json\"\n").unwrap();
        let place = PlaceArgs { config: Some(file.clone()), ..PlaceArgs::default() };
        let from_file = Settings::new(&place, &[]).unwrap();
        assert_eq!(from_file.listen, "10.0.0.1:80");
        assert_eq!(from_file.store, PathBuf::from("/srv/motcua"));
        assert_eq!(from_file.log, LogForm::Json);
        assert_eq!(from_file.log_level, "info");
        let flags = ServeArgs { listen: Some("0.0.0.0:9".into()), ..ServeArgs::default() };
        let both = Settings::new(&place, &[&flags]).unwrap();
        assert_eq!(both.listen, "0.0.0.0:9");
        assert_eq!(both.public_url, "http://127.0.0.1:9");
        std::fs::write(&file, "log = \"json\"\nlisten_on = 3\n").unwrap();
        let Err(Failure::Usage(line)) = Settings::new(&place, &[]) else { panic!("taken") };
        assert!(line.contains(":2: ") && line.contains("listen_on"), "{line}");
        std::fs::remove_file(&file).unwrap();
    }

    #[test]
    fn a_database_is_named_by_a_url() {
        let named = |url: &str| store_of(url.to_owned());
        assert_eq!(named("sqlite:///srv/a.sqlite").unwrap(), Named::File(PathBuf::from("/srv/a.sqlite")));
        let place = PlaceArgs {
            database: Some("postgres://motcua:geheim@db/motcua".into()),
            data: Some(PathBuf::from("/srv/motcua")),
            ..PlaceArgs::default()
        };
        let settings = Settings::new(&place, &[]).unwrap();
        assert_eq!(settings.store, PathBuf::from("/srv/motcua"));
        assert_eq!(settings.server.unwrap().secret(), "postgres://motcua:geheim@db/motcua");
        for url in ["postgres://", "sqlite://", "mysql://u:geheim@x", "geheim"] {
            let Err(Failure::Usage(line)) = named(url) else { panic!("{url} was taken") };
            assert!(!line.contains("geheim"), "{line}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://an:gehe@im@db:5432/motcua", "postgres://an@db:5432/motcua"),
            ("postgresql://an@db/motcua?password=geheim", "postgresql://an@db/motcua"),
            ("postgres:///motcua?host=/run/postgresql", "postgres:///motcua"),
        ] {
            let url = ServerUrl(url.to_owned());
            assert_eq!((url.to_string(), format!("{url:?}")), (shown.to_owned(), shown.to_owned()));
        }
    }

    /// The keys of a table, as the form that it is read into lists them when it meets an unknown one.
    fn keys_of(heading: &str) -> Option<BTreeSet<String>> {
        let error = toml::from_str::<File>(&format!("{heading}zzzzzz = 1\n")).unwrap_err();
        let (_, expected) = error.message().split_once("unknown field `zzzzzz`, expected ")?;
        Some(expected.split('`').skip(1).step_by(2).map(str::to_owned).collect())
    }

    /// Every table of the file with the line that begins it and its keys.
    fn tables() -> BTreeMap<String, (String, BTreeSet<String>)> {
        let mut found = BTreeMap::from([(String::new(), (String::new(), keys_of("").unwrap()))]);
        let mut open = vec![String::new()];
        while let Some(table) = open.pop() {
            for key in found[&table].1.clone() {
                let name = if table.is_empty() { key } else { format!("{table}.{key}") };
                for heading in [format!("[{name}]\n"), format!("[[{name}]]\n")] {
                    let Some(keys) = keys_of(&heading) else { continue };
                    found.insert(name.clone(), (heading, keys));
                    open.push(name.clone());
                }
            }
        }
        found
    }

    #[test]
    fn the_list_of_keys_is_that_of_the_forms() {
        let known = KEYS.iter().map(|(table, keys)| {
            let keys: BTreeSet<String> = keys.iter().map(|(key, _)| (*key).to_owned()).collect();
            ((*table).to_owned(), keys)
        });
        let forms = tables().into_iter().map(|(table, (_, keys))| (table, keys));
        assert_eq!(known.collect::<BTreeMap<_, _>>(), forms.collect());
    }

    /// Values of every type, of which a key takes one that is not the usual.
    const VALUES: [&str; 8] = [
        "\"x\"",
        "\"10.0.0.1:80\"",
        "\"https://motcua.example\"",
        "\"postgres://motcua@db/motcua\"",
        "\"json\"",
        "true",
        "47",
        "[\"x\"]",
    ];

    #[test]
    fn every_key_but_the_provinces_is_named_when_it_waits_for_a_restart() {
        let file = std::env::temp_dir().join(format!("motcua-restart-{}.toml", std::process::id()));
        let read = |text: &str| {
            std::fs::write(&file, text).unwrap();
            Settings::new(&PlaceArgs { config: Some(file.clone()), ..PlaceArgs::default() }, &[]).ok()
        };
        let tables = tables();
        for (table, (heading, keys)) in &tables {
            let before = read(heading).unwrap();
            let full = |key: &str| if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            // A table in a table has its own turn.
            for key in keys.iter().filter(|key| !tables.contains_key(&full(key))) {
                let texts = VALUES.iter().map(|value| format!("{heading}{key} = {value}\n"));
                let after = texts.filter_map(|text| read(&text)).find(|after| *after != before);
                let after = after.unwrap_or_else(|| panic!("no value changes {}", full(key)));
                let named = before.needing_a_restart(&after).join(", ");
                let full = full(key);
                let named = named.split([' ', ',']).any(|word| word == full.split('.').next().unwrap());
                assert_eq!(named, full != "province", "{full}");
            }
        }
        std::fs::remove_file(&file).unwrap();
    }

    #[test]
    fn the_service_may_take_as_long_to_end_as_the_settings_allow() {
        let unit = include_str!("../../../packaging/motcua.service");
        let seconds = unit.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")).unwrap();
        // What runs may take ten seconds after that; then messages, schedule and seal.
        let least = DRAIN_MS_MOST / 1000 + 10 + 10;
        assert!(seconds.parse::<u32>().unwrap() >= least, "TimeoutStopSec={seconds}, {least} may be needed");
    }
}
