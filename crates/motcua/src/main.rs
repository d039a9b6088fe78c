//! The program: reads the command line, puts the parts together, runs one command.
//!
//! Only this crate reads the environment and configuration files. Each command is one file named
//! after it; [`serve`] is the long-running one.

mod accounts;
mod bench;
mod cli;
mod config;
mod doctor;
mod due;
mod failure;
mod files;
mod import;
mod instant;
mod journal;
mod keys;
mod logs;
mod look;
mod messages;
mod migrate;
mod open;
mod out;
mod paper;
mod pinned;
mod procedure;
mod serve;
mod settings;
mod simulate;
mod steady;
mod volume;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command, ConfigCommand};
use crate::failure::{Done, Failure};
use crate::settings::Settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    logs::only_places_of_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return end(&Failure::Usage(first_line(&error))),
        Err(help) => {
            drop(help.print());
            return ExitCode::SUCCESS;
        }
    };
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => end(&failure),
    }
}

fn end(failure: &Failure) -> ExitCode {
    for line in failure.lines() {
        out::complain(line);
    }
    failure.code()
}

/// What is wrong with the command line in one line, and where to read on.
fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let parts: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .filter(|line| !line.is_empty())
        .collect();
    let said = parts.join(" ");
    format!("{}; `motcua --help` shows what may be written", said.trim_start_matches("error: "))
}

fn settings(cli: &Cli) -> Result<Settings, Failure> {
    match &cli.command {
        Some(Command::Serve(own)) => Settings::new(&cli.place, &[&cli.serve, own]),
        _ => Settings::new(&cli.place, &[&cli.serve]),
    }
}

/// The settings as the same command line, environment and file give them now.
fn settings_again() -> Result<Settings, Failure> {
    let cli = Cli::try_parse().map_err(|error| Failure::Usage(first_line(&error)))?;
    let settings = settings(&cli)?;
    logs::check(&settings)?;
    Ok(settings)
}

fn run(cli: &Cli) -> Done {
    // Reads no settings and no environment: it is started without them.
    if let Some(Command::Look { probe }) = &cli.command {
        return look::run(*probe);
    }
    let settings = settings(cli)?;
    logs::start(&settings)?;
    store::name_slow_statements(settings.slow);
    match &cli.command {
        None | Some(Command::Serve(_)) => serve::run(&settings),
        Some(Command::Due(args)) => due::run(&settings, args),
        Some(Command::Procedure(command)) => procedure::run(&settings, command),
        Some(Command::Import(command)) => import::run(&settings, command),
        Some(Command::Verify { keys, seals }) => journal::verify(&settings, keys, seals),
        Some(Command::Figures) => journal::figures(&settings),
        Some(Command::Rebuild) => journal::rebuild(&settings),
        Some(Command::Export { file }) => journal::export(&settings, file),
        Some(Command::Backup { file }) => journal::backup(&settings, file),
        Some(Command::Restore { file }) => journal::restore(&settings, file),
        Some(Command::Migrate { dry_run }) => migrate::run(&settings, *dry_run),
        Some(Command::Simulate(args)) => simulate::run(&settings, args),
        Some(Command::Paper(args)) => paper::run(args),
        Some(Command::User(command)) => accounts::user(&settings, command),
        Some(Command::Token(command)) => accounts::token(&settings, command),
        Some(Command::Config(ConfigCommand::Check)) => config::check(&settings),
        Some(Command::Doctor { json }) => doctor::run(&settings, *json),
        Some(Command::Files(command)) => files::run(&settings, command),
        Some(Command::Bench(args)) => bench::run(&settings, args),
        Some(Command::Look { probe }) => look::run(*probe),
    }
}
