//! The command line: what may be written, and nothing of what it does.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The electronic one-stop shop of a province (một cửa).
#[derive(Debug, Parser)]
#[command(name = "motcua", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// Where things are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// How to serve, when no command is written.
    #[command(flatten)]
    pub serve: ServeArgs,
    /// What to do; nothing means `serve`.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command knows.
#[derive(Debug, Clone, Default, Args)]
pub struct PlaceArgs {
    /// Directory of the store [default: ./motcua-data]
    #[arg(long, global = true, env = "MOTCUA_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The store by URL: sqlite://PATH or postgres://USER@HOST/NAME
    #[arg(long, global = true, env = "MOTCUA_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// The province's data; without it the demonstration province
    #[arg(long, global = true, env = "MOTCUA_PROVINCE", value_name = "DIR")]
    pub province: Option<PathBuf>,
    /// A TOML file with the same names; the command line and MOTCUA_* come first
    #[arg(long, global = true, env = "MOTCUA_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How log lines are written [default: text]
    #[arg(long, global = true, env = "MOTCUA_LOG", value_enum)]
    pub log: Option<LogForm>,
    /// What is logged, for example `info` or `warn,store=debug` [default: info]
    #[arg(long, global = true, env = "MOTCUA_LOG_LEVEL", value_name = "FILTER")]
    pub log_level: Option<String>,
}

/// How to serve.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeArgs {
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, env = "MOTCUA_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The address under which citizens reach the pages [default: http://ADDRESS]
    #[arg(long, env = "MOTCUA_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Leave an empty store without demonstration dossiers
    #[arg(long, env = "MOTCUA_EMPTY")]
    pub empty: bool,
    /// Milliseconds that it goes on accepting, no longer ready, once it was told to end [default: 300]
    #[arg(long, env = "MOTCUA_DRAIN_MS", value_name = "MS")]
    pub drain_ms: Option<u32>,
    /// Requests of anybody that are worked on at the same time; 0 for no limits [default: one for each core]
    #[arg(long, env = "MOTCUA_AT_ONCE", value_name = "N")]
    pub at_once: Option<u32>,
    /// Milliseconds after which a statement is named in the log [default: 200]
    #[arg(long, env = "MOTCUA_SLOW_MS", value_name = "MS")]
    pub slow_ms: Option<u32>,
    /// Seconds by which the clock may be off before nothing is recorded any more [default: 300]
    #[arg(long, env = "MOTCUA_CLOCK_OFF_S", value_name = "S")]
    pub clock_off_s: Option<u32>,
    /// Seconds by which the clock may be behind the newest record [default: 2]
    #[arg(long, env = "MOTCUA_CLOCK_BACK_S", value_name = "S")]
    pub clock_back_s: Option<u32>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages, API and background work
    Serve(ServeArgs),
    /// The promised instant of a dossier, and why
    Due(DueArgs),
    /// Work on procedures
    #[command(subcommand)]
    Procedure(ProcedureCommand),
    /// Bring data in
    #[command(subcommand)]
    Import(ImportCommand),
    /// Replay the journal: chains, seals, projections, numbers, files
    Verify {
        /// Public key that may have signed the seals, 64 hexadecimal digits; may be given more than once
        #[arg(long = "key", value_name = "HEX")]
        keys: Vec<String>,
        /// A seal that you keep elsewhere, as number:hash; may be given more than once
        #[arg(long = "seal", value_name = "NUMBER:HEX")]
        seals: Vec<String>,
    },
    /// Count the figures of boards and reports again from the journal, and compare
    Figures,
    /// Make lists, figures, books and the index of names again, from the journal and the rows beside it
    Rebuild,
    /// Write the journal as lines of JSON for other programs
    Export {
        /// Where to
        file: PathBuf,
    },
    /// Copy the store to a file while it serves
    Backup {
        /// Where to
        file: PathBuf,
    },
    /// Put a backup in the place of the store, after checking it
    Restore {
        /// The backup
        file: PathBuf,
    },
    /// Bring the schema of the store up to date, and tell what that takes
    Migrate {
        /// Tell only
        #[arg(long)]
        dry_run: bool,
    },
    /// Fill the store with a believable province
    Simulate(SimulateArgs),
    /// Print a paper as PDF
    Paper(PaperArgs),
    /// Accounts
    #[command(subcommand)]
    User(UserCommand),
    /// API tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Look over the store, its surroundings and the settings; say what is wrong and what to do
    Doctor {
        /// Answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Scans and results
    #[command(subcommand)]
    Files(FilesCommand),
    /// Measure the product on this machine
    Bench(BenchArgs),
    /// Look at the file on standard input with no right to anything else; the server starts this for each file
    #[command(hide = true)]
    Look {
        /// Try what must be refused instead
        #[arg(long)]
        probe: bool,
    },
}

/// `motcua files …`.
#[derive(Debug, Subcommand)]
pub enum FilesCommand {
    /// Remove files that no dossier names and that are older than a day; the server does so every night
    Sweep {
        /// Show only
        #[arg(long)]
        dry_run: bool,
    },
    /// Have files scanned that wait for it; the server does so every minute
    Scan,
}

/// `motcua due`.
#[derive(Debug, Args)]
pub struct DueArgs {
    /// When the complete dossier was received, for example 2019-08-30T14:20
    #[arg(long, value_name = "INSTANT")]
    pub received: String,
    /// 5wd, 4wh, 30d, 2m or 0
    #[arg(long)]
    pub limit: String,
    /// The unit whose calendar counts
    #[arg(long)]
    pub unit: Option<String>,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// `motcua procedure …`.
#[derive(Debug, Subcommand)]
pub enum ProcedureCommand {
    /// Prove procedures fit to publish
    Check {
        /// YAML or JSON files or folders; nothing means the province's own
        paths: Vec<PathBuf>,
    },
}

/// `motcua import …`.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Procedures from YAML, JSON or XLSX, all or nothing
    Procedures(ImportProceduresArgs),
    /// A calendar version in the form of the province's calendar.yaml
    Calendar {
        /// The file
        file: PathBuf,
        /// Check only
        #[arg(long)]
        dry_run: bool,
    },
}

/// `motcua import procedures`.
#[derive(Debug, Args)]
pub struct ImportProceduresArgs {
    /// File or folder
    pub path: PathBuf,
    /// Check only
    #[arg(long)]
    pub dry_run: bool,
    /// Form of the records
    #[arg(long, value_enum, default_value_t = ShapeName::Native)]
    pub shape: ShapeName,
    /// Where to write, for each record, what was open or could not be expressed
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// Form of imported records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShapeName {
    /// Our own form
    Native,
    /// Published facts of procedures
    Facts,
    /// Published internal processes
    Processes,
}

/// `motcua simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// How many dossiers
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=20_000_000))]
    pub dossiers: u32,
    /// The same seed on the same empty store gives the same journal
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Go on although the store of this province holds dossiers: nothing of it can be taken back
    #[arg(long)]
    pub more: bool,
    /// Only dossiers, without the books beside them: much at once
    #[arg(long)]
    pub plain: bool,
    /// First day of filing
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Last day of filing
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
}

/// `motcua paper`.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// receipt, guidance, supplement, refusal, apology, control-slip or register
    pub kind: String,
    /// A sample with invented people
    #[arg(long)]
    pub sample: bool,
    /// Where to [default: KIND.pdf]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `motcua user …`.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account for a person of the province; the password comes on standard input
    Add {
        /// The person's id
        person: String,
    },
    /// The account may not sign in any more
    Disable {
        /// The person's id
        person: String,
    },
    /// Set a password; it comes on standard input
    Password {
        /// The person's id
        person: String,
    },
    /// All accounts
    List,
}

/// `motcua token …`.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make an API token for a person; it is shown once
    Grant {
        /// The person's id
        person: String,
        /// What it is for
        #[arg(long, default_value = "command line")]
        label: String,
    },
    /// End a token; it comes on standard input
    End,
}

/// `motcua config …`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Check the configuration and show what is in effect
    Check,
}

/// `motcua bench`.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Acts in the measurement of the store
    #[arg(long, default_value_t = 4000, value_parser = clap::value_parser!(u32).range(32..=1_000_000))]
    pub acts: u32,
    /// Over HTTP, with a server of its own, beside the raw engine of the same minute
    #[arg(long)]
    pub http: bool,
    /// With --http: seconds of each measurement
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub seconds: u32,
    /// With --http: clients at once
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32, 128])]
    pub clients: Vec<u32>,
    /// With --http: also so many filings a second at a steady rate
    #[arg(long, value_name = "PER SECOND")]
    pub rate: Option<u32>,
    /// With --http: on the store that --data names, which gets the dossiers of the measurement
    #[arg(long)]
    pub here: bool,
    /// Measure every hot path beside its probe and put the costs into this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["check", "http"])]
    pub record: Option<PathBuf>,
    /// Measure every hot path; fail for each that is a fifth worse than in this file, or beyond its budget
    #[arg(long, value_name = "FILE", conflicts_with = "http")]
    pub check: Option<PathBuf>,
    /// With --record and --check: rounds, of which the best counts
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub rounds: u32,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The page as it is read: its entries, each with its first line.
    fn entries() -> Vec<(String, String)> {
        let page = include_str!("../../../packaging/motcua.1").replace("\\-", "-");
        let plain =
            ["\\fB", "\\fR", "\\fI", ".B ", ".I "].iter().fold(page, |text, mark| text.replace(mark, ""));
        let entry = |text: &str| (text.lines().next().unwrap_or_default().to_owned(), text.to_owned());
        plain.split(".TP\n").skip(1).map(entry).collect()
    }

    /// Whether a text has it as a word of its own.
    fn names(text: &str, wanted: &str) -> bool {
        text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == wanted)
    }

    fn options(command: &clap::Command) -> Vec<String> {
        let own = command.get_arguments().filter(|option| !option.is_hide_set() && !option.is_global_set());
        own.filter_map(|option| Some(format!("--{}", option.get_long()?))).collect()
    }

    /// Every command that does something, by its whole name, with its own options.
    fn commands(command: &clap::Command, before: &str, found: &mut Vec<(String, Vec<String>)>) {
        for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
            let name = format!("{before}{}", one.get_name());
            if one.has_subcommands() {
                commands(one, &format!("{name} "), found);
            } else {
                found.push((name, options(one)));
            }
        }
    }

    #[test]
    fn the_manual_page_has_every_command_and_option_and_no_other() {
        let (whole, entries) = (Cli::command(), entries());
        let mut all = Vec::new();
        commands(&whole, "", &mut all);
        assert!(all.len() > 20, "{all:?}");
        let global = whole.get_arguments().filter_map(|option| Some(format!("--{}", option.get_long()?)));
        let mut known: Vec<String> = global.chain(["--help".into(), "--version".into()]).collect();
        for option in &known {
            assert!(
                entries.iter().any(|(first, _)| first.starts_with(option.as_str())),
                "{option} has no entry"
            );
        }
        for (name, options) in all {
            let own = |(first, _): &&(String, String)| {
                first.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            let (_, text) = entries.iter().find(own).unwrap_or_else(|| panic!("`{name}` has no entry"));
            for option in options.into_iter().filter(|_| name != "serve") {
                assert!(names(text, &option), "`{name}` does not name {option}");
                known.push(option);
            }
        }
        for (_, text) in &entries {
            for word in
                text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.starts_with("--"))
            {
                assert!(known.iter().any(|option| option == word), "{word} is no option");
            }
        }
    }
}
