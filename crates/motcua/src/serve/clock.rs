//! The clock while serving: looked at whether or not anybody acts, and said once when it goes wrong and once when it is
//! right again.

use std::path::Path;
use std::time::Duration;

use app::App;

use crate::steady;

/// Time between two looks.
const LOOK: Duration = Duration::from_secs(1);
/// Looks from one question to the database to the next.
const AROUND: u32 = 5;

/// Looks at the clock for ever. Beside the store it leaves what `motcua doctor` compares the clock with.
pub async fn watch(app: App, data: std::path::PathBuf) {
    let (mut was_right, mut turn) = (true, 0_u32);
    let mut ticks = tokio::time::interval(LOOK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let around = turn.is_multiple_of(AROUND);
        turn = turn.wrapping_add(1);
        let (own, data) = (app.clone(), data.clone());
        let Ok(right) =
            tokio::task::spawn_blocking(move || look(&own, around.then_some(&*data), was_right)).await
        else {
            continue;
        };
        was_right = right;
    }
}

/// One look, with `data` all around; whether the clock is right.
fn look(app: &App, data: Option<&Path>, was_right: bool) -> bool {
    if data.is_some()
        && let Err(error) = app.store.look_around()
    {
        tracing::debug!(%error, "the newest record could not be asked for");
    }
    match app.store.clock() {
        Ok(()) => {
            if !was_right {
                tracing::warn!("the clock is right again: acts are recorded");
            }
            if let (Some(data), Some(anchor)) = (data, app.store.clock_anchor())
                && let Err(error) = steady::keep(data, anchor)
            {
                tracing::debug!(%error, "what the clock was compared with could not be kept");
            }
            true
        }
        Err(fault) => {
            if was_right {
                tracing::error!(
                    why = %fault,
                    "the clock is wrong: nothing is recorded until it is right, reading goes on; see motcua doctor"
                );
            }
            false
        }
    }
}
