//! `motcua config check`: what is in effect, and whether it can work.

use std::net::ToSocketAddrs as _;

use store::SchemaState;

use crate::cli::LogForm;
use crate::failure::{Done, Failure};
use crate::open;
use crate::out::say;
use crate::settings::Settings;

/// Shows the settings in effect and says no to those that cannot work.
///
/// # Errors
///
/// [`Failure::No`] with one line for each.
pub fn check(settings: &Settings) -> Done {
    let province =
        settings.province.as_ref().map_or("(demonstration)".to_owned(), |dir| dir.display().to_string());
    let log = if settings.log == LogForm::Json { "json" } else { "text" };
    for (name, value) in [
        ("listen", settings.listen.as_str()),
        ("public_url", &settings.public_url),
        ("store", &settings.store.display().to_string()),
        ("database", &settings.server.as_ref().map_or("(embedded)".to_owned(), ToString::to_string)),
        ("province", &province),
        ("log", log),
        ("log_level", &settings.log_level),
        ("drain_ms", &settings.drain.as_millis().to_string()),
        ("at_once", &settings.at_once.to_string()),
        ("slow_ms", &settings.slow.as_millis().to_string()),
        ("clock_off_s", &settings.clock.off.as_secs().to_string()),
        ("clock_back_s", &settings.clock.back.as_secs().to_string()),
        ("secure_cookies", if settings.secure_cookies() { "true" } else { "false" }),
    ] {
        say(format!("{name} = {value}"));
    }
    let mut reasons = faults(settings);
    reasons.extend(crate::files::check(settings));
    if let Ok(province) = open::load_province(settings) {
        let missing = province.kinds_without_template(app::clock::system()().date());
        if !missing.is_empty() {
            say(format!("note: no text for the notices {}; add messages/<kind>.yaml", missing.join(", ")));
        }
    }
    for carrier in app::message::Carrier::ALL {
        let carried = settings.messages.carriers().contains(&carrier);
        let who = if carried { "configured" } else { "nobody: messages wait on the list of whom to call" };
        say(format!("{} = {who}", carrier.name()));
    }
    // Opening could bring the store up to date, which nobody has asked for here.
    match open::schema_if_any(settings) {
        Ok(state) => state.iter().filter_map(behind).for_each(say),
        Err(failure) => reasons.extend(failure.lines()),
    }
    let public = !settings.listen.starts_with("127.") && !settings.listen.starts_with("localhost");
    if public && !settings.secure_cookies() {
        say(
            "note: pages leave this machine without TLS; put a proxy in front and set public_url to https://…",
        );
    }
    if reasons.is_empty() { Ok(()) } else { Err(Failure::No(reasons)) }
}

/// What the next start would do to the store first.
fn behind(state: &SchemaState) -> Option<String> {
    let SchemaState { found, known, .. } = state;
    if found < known {
        let what =
            "`motcua serve` or `motcua migrate` brings it up to date, `motcua migrate --dry-run` tells how";
        return Some(format!(
            "note: the schema of the store is {found} and this program works on {known}; {what}"
        ));
    }
    state.stale.then(|| {
        "note: the lists of the store wait to be made again; `motcua serve` or `motcua migrate` does so"
            .to_owned()
    })
}

/// What cannot work, one line for each; the store is not opened.
pub fn faults(settings: &Settings) -> Vec<String> {
    let mut reasons = Vec::new();
    if settings.listen.to_socket_addrs().is_err() {
        reasons
            .push(format!("listen: `{}` is no address with a port; write 127.0.0.1:8080", settings.listen));
    }
    if let Err(failure) = open::load_province(settings) {
        reasons.extend(failure.lines());
    }
    reasons.extend(crate::files::faults(settings));
    if let Err(faults) = settings.messages.read() {
        reasons.extend(faults);
    }
    reasons
}
