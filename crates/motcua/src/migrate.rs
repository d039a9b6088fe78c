//! `motcua migrate`: what bringing the schema up to date would do, and doing it.

use store::{Migration, SchemaState};

use crate::failure::Done;
use crate::open;
use crate::out::say;
use crate::settings::Settings;

/// Tells the steps that are missing; runs them unless it is only asked what they are.
///
/// # Errors
///
/// [`Failure::Failed`](crate::failure::Failure::Failed) when there is no store, when a newer program wrote it, or when a step fails: then nothing
/// of it was done.
pub fn run(settings: &Settings, dry_run: bool) -> Done {
    let before = open::schema(settings)?;
    tell(&before);
    if dry_run {
        say("dry run: nothing was done");
        return Ok(());
    }
    if !open::is_behind(&before) {
        say("nothing to do");
        return Ok(());
    }
    // Opening runs the steps in one transaction, then makes the lists again.
    let store = open::bring_up_to_date(settings)?;
    let (records, dossiers) = store.size()?;
    drop(store);
    let after = open::schema(settings)?;
    let lists = if before.rebuilds() { "; the lists were made again" } else { "" };
    say(format!(
        "done: schema {} to {}{lists}; {records} records of {dossiers} dossiers",
        before.found, after.found
    ));
    Ok(())
}

fn tell(state: &SchemaState) {
    let SchemaState { found, known, least, .. } = state;
    say(format!("schema {found}, this program knows {known}, programs from {least} on may write"));
    if found > known {
        say("a newer program brought the schema up to date; this one works beside it");
    }
    for Migration { number, title, what, stage, least } in &state.steps {
        let who = if least == number {
            format!("programs before {number} stop writing")
        } else {
            format!("programs from {least} on go on writing")
        };
        say(format!("step {number}: {title} ({stage}): {what}; {who}"));
    }
    if state.rebuilds() {
        say("the lists are made again from the journal after these steps");
    }
}
