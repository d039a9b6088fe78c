//! Notices what another command published into the store, and puts it in force without a restart.

use std::time::Duration;

use app::{App, Reference};

use crate::failure::Failure;
use crate::open;
use crate::settings::Settings;

/// Time between two looks.
const LOOK: Duration = Duration::from_secs(5);

/// Looks for new published versions for ever.
pub async fn watch(settings: Settings, app: App) {
    let mut known = count(&app).await;
    loop {
        tokio::time::sleep(LOOK).await;
        let now = count(&app).await;
        if now == known || now.is_none() {
            continue;
        }
        let (own, settings) = (app.clone(), settings.clone());
        let published = tokio::task::spawn_blocking(move || publish(&settings, &own)).await;
        match published {
            Ok(Ok(())) => {
                known = now;
                tracing::info!("newly published versions are in force");
            }
            Ok(Err(failure)) => {
                tracing::error!(?failure, "published versions cannot be used; the old stay in force");
            }
            Err(error) => tracing::error!(%error, "published versions could not be read"),
        }
    }
}

async fn count(app: &App) -> Option<usize> {
    let app = app.clone();
    let counted = tokio::task::spawn_blocking(move || {
        let procedures = app.store.references(open::PROCEDURE).ok()?.len();
        Some(procedures.saturating_add(app.store.references(open::CALENDAR).ok()?.len()))
    });
    counted.await.ok().flatten()
}

fn publish(settings: &Settings, app: &App) -> Result<(), Failure> {
    let mut reference = Reference::new(open::load_province(settings)?);
    open::add_published(&app.store, &mut reference)?;
    app.publish(reference);
    Ok(())
}
