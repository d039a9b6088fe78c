//! Log lines on standard error: text for people or JSON for machines, never personal data.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::cli::LogForm;
use crate::failure::{Done, Failure};
use crate::out::complain;
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

/// Says of a panic where it happened and nothing else: its words may hold what somebody typed.
pub fn only_places_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        if tracing::enabled!(tracing::Level::ERROR) {
            tracing::error!(place, "a panic");
        } else {
            complain(format!("motcua: a panic at {place}"));
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    /// What is said of panics, in a process of its own: the way is one for the whole process.
    #[test]
    #[ignore = "the process that the other test listens to"]
    fn panics_with_a_name() {
        super::only_places_of_panics();
        let name = std::hint::black_box("Hoàng Thị Bí Mật");
        for logged in [false, true] {
            if logged {
                tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
            }
            let stopped = std::thread::spawn(move || panic!("no row of {name}")).join();
            assert!(stopped.is_err());
        }
    }

    #[test]
    fn of_a_panic_only_its_place_is_said() {
        let own = std::env::current_exe().unwrap();
        let words = ["logs::tests::panics_with_a_name", "--exact", "--ignored", "--nocapture"];
        let out = Command::new(own).args(words).output().unwrap();
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        assert!(out.status.success() && said.contains("1 passed"), "{said}");
        assert_eq!(said.matches("logs.rs:").count(), 2, "{said}");
        assert!(said.contains("motcua: a panic at") && said.contains("ERROR"), "{said}");
        assert!(!said.contains("Hoàng"), "{said}");
    }
}
