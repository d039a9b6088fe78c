//! The settings in effect: command line, then environment, then file, then default.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::{LogForm, PlaceArgs, ServeArgs};
use crate::failure::Failure;
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
    /// Directory or file of the store.
    pub store: PathBuf,
    /// The province's folder; `None` is the demonstration province.
    pub province: Option<PathBuf>,
    /// How log lines are written.
    pub log: LogForm,
    /// What is logged.
    pub log_level: String,
    /// Whether an empty store stays without demonstration dossiers.
    pub empty: bool,
    /// Who carries messages.
    pub messages: Messages,
}

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
                "`{public_url}` is no address of pages: write http://… or https://…"
            )));
        }
        let database = place.database.clone().or(file.database);
        let store = match database {
            Some(url) => store_of(&url)?,
            None => place.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("./motcua-data")),
        };
        Ok(Self {
            listen,
            public_url,
            store,
            province: place.province.clone().or(file.province),
            log: place.log.or(file.log).unwrap_or(LogForm::Text),
            log_level: place.log_level.clone().or(file.log_level).unwrap_or_else(|| "info".to_owned()),
            empty: serve.iter().any(|args| args.empty) || file.empty.unwrap_or(false),
            messages: Messages {
                outbox: file.outbox,
                sms: file.sms,
                email: file.email,
                webhook: file.webhook,
            },
        })
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

fn store_of(url: &str) -> Result<PathBuf, Failure> {
    if let Some(path) = url.strip_prefix("sqlite://").filter(|path| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Err(Failure::Usage(
            "PostgreSQL comes later: this version serves the embedded database, write --database sqlite://PATH or --data DIR"
                .to_owned(),
        ));
    }
    Err(Failure::Usage("a database is written sqlite://PATH".to_owned()))
}

fn read(path: &Path) -> Result<File, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1));
        Failure::Usage(format!("{}:{line}: {}; correct this line", path.display(), error.message()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(store_of("sqlite:///srv/a.sqlite").unwrap(), PathBuf::from("/srv/a.sqlite"));
        for url in ["postgres://db/motcua", "sqlite://", "mysql://x"] {
            assert!(matches!(store_of(url), Err(Failure::Usage(_))), "{url}");
        }
    }
}
