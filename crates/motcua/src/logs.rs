//! Log lines on standard error: text for people or JSON for machines, never personal data.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::cli::LogForm;
use crate::failure::{Done, Failure};
use crate::settings::Settings;

/// Starts logging for the whole process.
///
/// # Errors
///
/// [`Failure::Usage`] for a filter that is none.
pub fn start(settings: &Settings) -> Done {
    let filter = EnvFilter::try_new(&settings.log_level).map_err(|error| {
        Failure::Usage(format!(
            "`{}` is no log filter ({error}): write info, or warn,store=debug",
            settings.log_level
        ))
    })?;
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
