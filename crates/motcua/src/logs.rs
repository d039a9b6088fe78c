//! Log lines on standard error: text for people or JSON for machines, never personal data.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::cli::LogForm;
use crate::failure::{Done, Failure};
use crate::settings::Settings;

/// The parts of the program that can be logged apart.
const PARTS: [&str; 6] = ["motcua", "store", "app", "effects", "web", "api"];
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// Reads a filter.
///
/// A bare word that is no level would silently be the name of a part that says nothing, so it is refused.
///
/// # Errors
///
/// [`Failure::Usage`] for a filter that is none.
fn filter(text: &str) -> Result<EnvFilter, Failure> {
    let wrong = |why: String| {
        Failure::Usage(format!(
            "log_level: `{text}` is no log filter ({why}); write info, or warn,store=debug"
        ))
    };
    let strange = text.split(',').map(str::trim).find(|word| {
        !word.contains('=')
            && !word.contains("::")
            && !PARTS.contains(word)
            && !LEVELS.contains(&word.to_lowercase().as_str())
    });
    if let Some(word) = strange {
        return Err(wrong(format!("`{word}` is neither a level nor a part of the program")));
    }
    EnvFilter::try_new(text).map_err(|error| wrong(error.to_string()))
}

/// Whether the settings can be logged by.
///
/// # Errors
///
/// As [`start`].
pub fn check(settings: &Settings) -> Done {
    filter(&settings.log_level).map(drop)
}

/// Starts logging for the whole process.
///
/// # Errors
///
/// [`Failure::Usage`] for a filter that is none.
pub fn start(settings: &Settings) -> Done {
    let filter = filter(&settings.log_level)?;
    let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    // A second start in one process keeps the first, which is all the same for a command.
    let started = match settings.log {
        LogForm::Text => lines.with_target(false).try_init(),
        LogForm::Json => {
            lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
        }
    };
    drop(started);
    Ok(())
}
