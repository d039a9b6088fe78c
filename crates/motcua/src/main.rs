//! The program: reads the command line, puts the parts together, runs one command.
//!
//! Only this crate reads the environment and configuration files. Each command is one file named
//! after it; [`serve`] is the long-running one.

mod cli;
mod due;
mod failure;
mod instant;
mod open;
mod out;
mod serve;
mod settings;
mod simulate;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command};
use crate::failure::{Done, Failure};
use crate::settings::Settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
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

fn run(cli: &Cli) -> Done {
    let settings = match &cli.command {
        Some(Command::Serve(own)) => Settings::new(&cli.place, &[&cli.serve, own])?,
        _ => Settings::new(&cli.place, &[&cli.serve])?,
    };
    match &cli.command {
        None | Some(Command::Serve(_)) => serve::run(&settings),
        Some(Command::Due(args)) => due::run(&settings, args),
        _ => Err(Failure::Usage("not yet".into())),
    }
}
