//! Standard output and standard error: a closed pipe is no failure of the command.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Writes a line to standard output.
pub fn say(line: impl AsRef<str>) {
    drop(writeln!(std::io::stdout().lock(), "{}", line.as_ref()));
}

/// Writes a line to standard error.
pub fn complain(line: impl AsRef<str>) {
    drop(writeln!(std::io::stderr().lock(), "{}", line.as_ref()));
}

/// A progress bar on a terminal; invisible elsewhere.
pub fn bar(what: &'static str) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr_with_hz(10)
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} {eta}");
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(what);
    bar
}

/// A callback for work that reports `(done, total)` to `bar`.
pub fn progress(bar: &ProgressBar) -> impl FnMut(u64, u64) + '_ {
    move |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    }
}
