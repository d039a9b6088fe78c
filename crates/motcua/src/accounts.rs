//! `motcua user` and `motcua token`: who may sign in.

use std::io::IsTerminal as _;

use app::accounts;
use app::dossier::shell::token_hash;
use app::{App, Reference};
use domain::ids::PersonId;

use crate::cli::{TokenCommand, UserCommand};
use crate::failure::{Done, Failure};
use crate::instant::rfc3339;
use crate::open;
use crate::out::{complain, say};
use crate::settings::Settings;

/// Shortest password, in characters.
const SHORTEST: usize = 12;

/// Makes, changes or lists accounts.
///
/// # Errors
///
/// [`Failure::No`] for somebody whom the province does not know or a password that is too short.
pub fn user(settings: &Settings, command: &UserCommand) -> Done {
    match command {
        UserCommand::Add { person } => add(settings, person)?,
        UserCommand::Password { person } => {
            let app = existing_office(settings)?;
            let id = existing(&app, person)?;
            accounts::put_account(&app, &id, &password()?, false)?;
            say(format!("{id}: new password, sessions and tokens ended"));
        }
        UserCommand::Disable { person } => {
            let app = existing_office(settings)?;
            let id = existing(&app, person)?;
            let Some(account) = app.store.account(id.as_str())? else { return Err(no_account(&id)) };
            accounts::disable(&app, account)?;
            say(format!("{id}: may not sign in any more, sessions and tokens ended"));
        }
        UserCommand::List => {
            let app = existing_office(settings)?;
            for account in app.store.accounts()? {
                let state = if account.disabled { "disabled" } else { "enabled" };
                let name = app.reference().person_name(&account.person);
                say(format!("{}\t{state}\t{}\t{name}", account.name, rfc3339(account.changed_at)));
            }
        }
    }
    Ok(())
}

/// An office may make its first account before it first serves; nothing is made for somebody unknown or a bad password.
fn add(settings: &Settings, person: &str) -> Done {
    let province = open::load_province(settings)?;
    let id = known(&Reference::new(province.clone()), person)?;
    let password = password()?;
    let app = open::application(settings, open::open_store(settings)?, province)?;
    if app.store.account(id.as_str())?.is_some() {
        return Err(Failure::no(format!(
            "`{id}` has an account; change it with `motcua user password {id}`"
        )));
    }
    accounts::put_account(&app, &id, &password, false)?;
    say(format!("{id}: may sign in"));
    Ok(())
}

/// Grants or ends an API token.
///
/// # Errors
///
/// [`Failure::No`] for somebody without a posting today.
pub fn token(settings: &Settings, command: &TokenCommand) -> Done {
    let app = existing_office(settings)?;
    match command {
        TokenCommand::Grant { person, label } => {
            let id = known(&app.reference(), person)?;
            let caller = accounts::caller(&app, &id)
                .ok_or_else(|| Failure::no(format!("`{id}` has no posting today; correct people.yaml")))?;
            if app.store.account(id.as_str())?.is_some_and(|account| account.disabled) {
                return Err(Failure::no(format!(
                    "the account of `{id}` is disabled; enable it with `motcua user password {id}` first"
                )));
            }
            let granted = accounts::grant_token(&app, &caller, label)?;
            complain(format!("shown once; ends by itself at {}", rfc3339(granted.expires_at)));
            say(granted.secret);
        }
        TokenCommand::End => {
            app.store.end_api_token(&token_hash(&line("token")?))?;
            say("ended");
        }
    }
    Ok(())
}

fn existing_office(settings: &Settings) -> Result<App, Failure> {
    open::application(settings, open::open_existing(settings)?, open::load_province(settings)?)
}

fn known(reference: &Reference, person: &str) -> Result<PersonId, Failure> {
    let unknown =
        || Failure::no(format!("the province knows nobody called `{person}`: add them to people.yaml"));
    let id = PersonId::new(person).map_err(|_| unknown())?;
    if reference.person(&id).is_some() { Ok(id) } else { Err(unknown()) }
}

fn existing(app: &App, person: &str) -> Result<PersonId, Failure> {
    let id = known(&app.reference(), person)?;
    if app.store.account(id.as_str())?.is_some() { Ok(id) } else { Err(no_account(&id)) }
}

fn no_account(id: &PersonId) -> Failure {
    Failure::no(format!("`{id}` has no account; make one with `motcua user add {id}`"))
}

fn password() -> Result<String, Failure> {
    let password = line("password")?;
    if password.chars().count() < SHORTEST {
        return Err(Failure::no(format!(
            "a password has at least {SHORTEST} characters; choose a longer one"
        )));
    }
    Ok(password)
}

/// Secrets come on standard input, so that no list of processes shows them.
fn line(what: &str) -> Result<String, Failure> {
    if std::io::stdin().is_terminal() {
        complain(format!("{what} (shown while you type; better: pipe it in):"));
    }
    let mut text = String::new();
    std::io::stdin().read_line(&mut text).map_err(|error| {
        Failure::Failed(format!("standard input cannot be read: {error}; pipe the {what} in"))
    })?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
