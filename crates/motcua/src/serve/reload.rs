//! Puts in force without a restart what another command published into the store, and on SIGHUP what was changed in
//! the configuration and the province's files. What cannot be used changes nothing: the old stays in force.

use std::time::Duration;

use app::{App, Reference};

use crate::config;
use crate::failure::Failure;
use crate::open;
use crate::settings::Settings;

/// Time between two looks.
const LOOK: Duration = Duration::from_secs(5);

/// Looks for new published versions, and listens for SIGHUP, for ever.
pub async fn watch(started: Settings, app: App) {
    let mut settings = started.clone();
    let mut hangups = Hangups::new();
    loop {
        let asked = tokio::select! {
            () = tokio::time::sleep(LOOK) => false,
            () = hangups.next() => true,
        };
        if asked {
            settings = reload(&started, settings, &app).await;
            continue;
        }
        // Fewer is what a standby says that has not heard of the newest yet.
        if count(&app).await.is_none_or(|now| now <= app.reference().published) {
            continue;
        }
        let (own, settings) = (app.clone(), settings.clone());
        let published = tokio::task::spawn_blocking(move || publish(&settings, &own)).await;
        match published {
            Ok(Ok(())) => tracing::info!("newly published versions are in force"),
            Ok(Err(failure)) => {
                tracing::error!(?failure, "published versions cannot be used; the old stay in force");
            }
            Err(_) => tracing::error!("published versions could not be read: a panic"),
        }
    }
}

/// Reads the configuration again; the settings that were read last and can be used. What differs from those that the program
/// `started` with waits for its next start, however often it is read.
async fn reload(started: &Settings, settings: Settings, app: &App) -> Settings {
    let (started, own) = (started.clone(), app.clone());
    let read = tokio::task::spawn_blocking(move || {
        let next = crate::settings_again()?;
        let faults = config::faults(&next);
        if !faults.is_empty() {
            return Err(Failure::No(faults));
        }
        publish(&next, &own)?;
        Ok((started.needing_a_restart(&next), next))
    });
    match read.await {
        Ok(Ok((restart, next))) => {
            tracing::info!("the configuration was read again; the province's data are in force");
            if !restart.is_empty() {
                tracing::warn!(keys = restart.join(", "), "changed, and in force after a restart only");
            }
            next
        }
        Ok(Err(failure)) => {
            let why = failure.lines().join(" | ");
            tracing::error!(why, "the configuration cannot be used; the old one stays in force");
            settings
        }
        Err(_) => {
            tracing::error!("the configuration could not be read: a panic; the old one stays in force");
            settings
        }
    }
}

/// The signals that ask for it.
struct Hangups {
    #[cfg(unix)]
    signals: Option<tokio::signal::unix::Signal>,
}

impl Hangups {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            signals: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signals) = &mut self.signals
            && signals.recv().await.is_some()
        {
            return;
        }
        std::future::pending::<()>().await;
    }
}

async fn count(app: &App) -> Option<u64> {
    let app = app.clone();
    let kinds = [open::PROCEDURE, open::CALENDAR];
    tokio::task::spawn_blocking(move || app.store.count_references(&kinds).ok()).await.ok().flatten()
}

fn publish(settings: &Settings, app: &App) -> Result<(), Failure> {
    let province = open::load_province(settings)?;
    // As at the start: what comes into force is kept, and a file that says something else under an old version is refused.
    crate::pinned::keep(&app.store, &province, app.store.now())?;
    let mut reference = Reference::new(province);
    open::add_published(&app.store, &mut reference)?;
    replace(app, reference)
}

/// Puts a set in force unless it lacks a version that is in force now.
fn replace(app: &App, reference: Reference) -> Result<(), Failure> {
    let (now, next) = (app.reference().published, reference.published);
    if next < now {
        let why = format!("the store answered with {next} published versions where {now} are in force");
        return Err(Failure::Failed(format!("{why}; a standby that stands in may not have them yet")));
    }
    app.publish(reference);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use province::Province;
    use store::{Options, Store};

    use super::*;

    #[test]
    fn a_set_that_lacks_what_is_in_force_is_not_put_in_force() {
        let province = Province::demo().unwrap();
        let set = |published| {
            let mut set = Reference::new(province.clone());
            set.published = published;
            set
        };
        let at = jiff::civil::date(2020, 1, 6).at(8, 0, 0, 0);
        let app = App::new(Store::memory(Options::new(Arc::new(move || at))), set(0));
        replace(&app, set(2)).unwrap();
        assert!(replace(&app, set(1)).is_err());
        assert_eq!(app.reference().published, 2);
        replace(&app, set(2)).unwrap();
        replace(&app, set(3)).unwrap();
        assert_eq!(app.reference().published, 3);
    }
}
