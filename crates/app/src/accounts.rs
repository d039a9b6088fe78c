//! Signing in: passwords, sessions, API tokens. Rights follow from postings, never from here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use domain::ids::PersonId;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use store::{Account, ApiToken, Batch, Reads, Session, SideRow, Throttle};

use crate::App;
use crate::dossier::Caller;
use crate::dossier::shell::{random_hex, token_hash};
use crate::error::CommandError;

/// Password of every demonstration account.
pub const DEMO_PASSWORD: &str = "motcua-demo";
/// Failures under one name from one address after which an answer takes a pause.
const FAILURES_BEFORE_PAUSE: u32 = 5;
/// Failures from one address under any names after which an answer takes a pause; an office shares one.
const FAILURES_OF_ADDRESS: u32 = 60;
/// After how long without a pause the failures of an address are forgotten.
const FORGOTTEN_HOURS: i64 = 1;
/// Longest pause between two attempts.
const LONGEST_PAUSE_SECONDS: i64 = 300;
/// Length of an API token's life.
const TOKEN_HOURS: i64 = 12;
/// Absolute length of a session.
const SESSION_HOURS: i64 = 8;
/// Idle time after which staff must sign in again.
const IDLE_MINUTES_STAFF: i64 = 15;
/// Idle time after which a citizen must sign in again.
const IDLE_MINUTES_CITIZEN: i64 = 30;

/// Why nobody was signed in. The same answer for an unknown name and a wrong password.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name and password do not fit.
    #[error("name and password do not fit")]
    Wrong,
    /// Too many failures; try again after this many seconds.
    #[error("too many attempts; wait {0} seconds")]
    Wait(i64),
    /// The store failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// A secret given once to the client, with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The secret in clear.
    pub secret: String,
    /// When it ends by itself.
    pub expires_at: DateTime,
}

fn hasher() -> Argon2<'static> {
    // 19 MiB, two passes: the memory-hard minimum that public guidance asks of a web login.
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password with argon2id, in PHC form.
///
/// # Errors
///
/// When the machine has no randomness for a salt.
pub fn hash_password(password: &str) -> Result<String, CommandError> {
    let salt = random_hex()?;
    let hash = hasher().hash_password_with_salt(password.as_bytes(), salt.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|_| CommandError::Forbidden)
}

fn fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// From where somebody signs in, as far as the program knows; tests and commands have none.
///
/// The edge that serves puts it into the request: the peer's address, behind a proxy the one it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin(pub String);

/// Noted on a request when its sender was found by a session or a token: until then it is anybody's.
#[derive(Debug, Clone, Default)]
pub struct Recognised(Arc<AtomicBool>);

impl Recognised {
    /// The sender is who the request says.
    pub fn note(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether that was noted.
    #[must_use]
    pub fn is_noted(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Checks name and password; takes as long for an unknown name as for a known one.
///
/// Failures are counted for the name from that address, so that a stranger who guesses locks out
/// nobody but themselves, and for the address alone, so that one address does not try many names.
/// Computes for some ten milliseconds: call it from a thread that may block.
///
/// # Errors
///
/// [`SignInError`].
pub fn check(app: &App, name: &str, password: &str, origin: &Origin) -> Result<Caller, SignInError> {
    let now = app.store.now();
    let name = name.trim().to_lowercase();
    let own = Counted::read(app, format!("login/{}", token_hash(&format!("{name}@{}", origin.0))))?;
    let address = Counted::read(app, format!("login-from/{}", token_hash(&origin.0)))?;
    if let Some(until) = own.blocked_until(now).max(address.blocked_until(now)) {
        return Err(SignInError::Wait(now.duration_until(until).as_secs() + 1));
    }
    let account = app.store.account(&name).map_err(CommandError::from)?;
    // An unknown name is checked against a hash that nothing fits, so that time tells nothing.
    let hash = account.as_ref().map_or(NOBODY, |account| account.password_hash.as_str());
    let fitting = fits(password, hash);
    let caller = account
        .filter(|account| fitting && !account.disabled)
        .and_then(|account| caller(app, &account.person));
    match caller {
        Some(caller) => {
            // What the address has failed under other names stays counted.
            if own.known.is_some() {
                write(app, SideRow::ClearThrottle(own.key))?;
            }
            Ok(caller)
        }
        None => {
            let rows = [own.failed(FAILURES_BEFORE_PAUSE, now), address.failed(FAILURES_OF_ADDRESS, now)];
            app.store.act_blocking(
                |_| Reads::default(),
                move |_| -> Result<((), Batch), CommandError> {
                    let row = |batch: Batch, row: &Throttle| batch.row(SideRow::Throttle(row.clone()));
                    Ok(((), rows.iter().fold(Batch::default(), row)))
                },
            )?;
            Err(SignInError::Wrong)
        }
    }
}

/// A valid hash of a random text that nobody knows.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRub2JvZHk$2Yb4f0dq9CqpQvHqU9u0mJb5D1d0C3mFqgC0m0a9n7E";

/// Failures under a key.
struct Counted {
    key: String,
    known: Option<Throttle>,
}

impl Counted {
    fn read(app: &App, key: String) -> Result<Self, CommandError> {
        let known = app.store.throttle(&key)?;
        Ok(Self { key, known })
    }

    fn blocked_until(&self, now: DateTime) -> Option<DateTime> {
        self.known.as_ref().and_then(|known| known.blocked_until).filter(|until| *until > now)
    }

    /// The row after one failure more; a pause begins beyond `free` failures.
    fn failed(self, free: u32, now: DateTime) -> Throttle {
        let forgotten = SignedDuration::from_hours(FORGOTTEN_HOURS);
        let recent = self.known.filter(|known| {
            let last = known.blocked_until.unwrap_or(known.since).max(known.since);
            now < last.saturating_add(forgotten)
        });
        let failures = recent.as_ref().map_or(0, |known| known.failures).saturating_add(1);
        let since = recent.map_or(now, |known| known.since);
        let extra = i64::from(failures.saturating_sub(free));
        let pause = (failures > free)
            .then(|| extra.saturating_mul(extra).saturating_mul(2).min(LONGEST_PAUSE_SECONDS));
        let blocked_until = pause.map(|seconds| now.saturating_add(SignedDuration::from_secs(seconds)));
        Throttle { key: self.key, failures, since, blocked_until }
    }
}

fn write(app: &App, row: SideRow) -> Result<(), CommandError> {
    app.store.act_blocking(|_| Reads::default(), move |_| Ok(((), Batch::default().row(row.clone()))))
}

/// The caller that a person is today; `None` when the organisation does not know them.
#[must_use]
pub fn caller(app: &App, person: &PersonId) -> Option<Caller> {
    let reference = app.reference();
    let person = reference.person(person)?;
    let day = app.store.now().date();
    // A posting that ended ends the account's rights at once (A16).
    person.postings_on(day).next()?;
    Some(Caller { person: Arc::clone(person) })
}

/// Begins a session.
///
/// # Errors
///
/// The store's failure.
pub fn begin_session(app: &App, caller: &Caller, data: String) -> Result<Granted, CommandError> {
    let secret = random_hex()?;
    let now = app.store.now();
    let expires_at = now.saturating_add(idle(caller, now));
    let session = Session {
        id_hash: token_hash(&secret),
        person: caller.person.id.clone(),
        started_at: now,
        expires_at,
        data,
    };
    write(app, SideRow::Session(session))?;
    Ok(Granted { secret, expires_at })
}

fn idle(caller: &Caller, now: DateTime) -> SignedDuration {
    let citizen = caller.is_citizen(now.date());
    SignedDuration::from_mins(if citizen { IDLE_MINUTES_CITIZEN } else { IDLE_MINUTES_STAFF })
}

/// The session of a secret, with its caller; ends it when idle for too long or past its absolute end.
///
/// # Errors
///
/// The store's failure.
pub fn session(app: &App, secret: &str) -> Result<Option<(Session, Caller)>, CommandError> {
    let now = app.store.now();
    let Some(session) = app.store.session(&token_hash(secret), now)? else { return Ok(None) };
    let Some(caller) = caller(app, &session.person) else { return Ok(None) };
    let absolute = session.started_at.saturating_add(SignedDuration::from_hours(SESSION_HOURS));
    let expires_at = now.saturating_add(idle(&caller, now)).min(absolute);
    // Written at most once a minute, so that reading pages costs no write.
    if session.expires_at.saturating_add(SignedDuration::from_mins(1)) <= expires_at {
        write(app, SideRow::Extend(session.id_hash.clone(), expires_at))?;
    }
    Ok(Some((session, caller)))
}

/// Ends a session.
///
/// # Errors
///
/// The store's failure.
pub fn end_session(app: &App, secret: &str) -> Result<(), CommandError> {
    write(app, SideRow::EndSession(token_hash(secret)))
}

/// Makes an API token.
///
/// # Errors
///
/// [`CommandError::Forbidden`] for somebody whose account is disabled, or the store's failure.
pub fn grant_token(app: &App, caller: &Caller, label: &str) -> Result<Granted, CommandError> {
    let account = app.store.account(caller.person.id.as_str())?;
    if account.as_ref().is_some_and(|account| account.disabled) {
        return Err(CommandError::Forbidden);
    }
    let secret = format!("{}{}", random_hex()?, random_hex()?);
    let now = app.store.now();
    // A clock that was set back must not make a new token older than the password that it was asked for with.
    let made_at = account.map_or(now, |account| account.changed_at.max(now));
    let expires_at = now.saturating_add(SignedDuration::from_hours(TOKEN_HOURS));
    let token = ApiToken {
        hash: token_hash(&secret),
        person: caller.person.id.clone(),
        label: label.to_owned(),
        made_at,
        expires_at,
    };
    write(app, SideRow::ApiToken(token))?;
    Ok(Granted { secret, expires_at })
}

/// The caller that an API token stands for.
///
/// A token ends with the account that it was made for: when that is disabled, and when its password
/// changes, which is what somebody does who fears that a secret is known. The change itself ends what is there; the
/// instants end one that was asked for before it and is recorded after it.
///
/// # Errors
///
/// The store's failure.
pub fn token_caller(app: &App, secret: &str) -> Result<Option<Caller>, CommandError> {
    let granted = app.store.granted(&token_hash(secret), app.store.now())?;
    let Some((token, account)) = granted else { return Ok(None) };
    if account.is_some_and(|account| account.disabled || token.made_at < account.changed_at) {
        return Ok(None);
    }
    Ok(caller(app, &token.person))
}

/// Makes or replaces an account; ends its sessions and tokens when it is disabled or its password changes.
///
/// # Errors
///
/// The store's failure.
pub fn put_account(app: &App, person: &PersonId, password: &str, disabled: bool) -> Result<(), CommandError> {
    let account = Account {
        name: person.to_string(),
        person: person.clone(),
        password_hash: hash_password(password)?,
        disabled,
        changed_at: app.store.now(),
    };
    put(app, account)
}

/// Replaces an account that is there by one that may not sign in, and ends its sessions and tokens.
///
/// # Errors
///
/// The store's failure.
pub fn disable(app: &App, account: Account) -> Result<(), CommandError> {
    put(app, Account { disabled: true, changed_at: app.store.now(), ..account })
}

/// An account as it is from now on, and the end of everything that was granted before, whatever the clock said then.
fn put(app: &App, account: Account) -> Result<(), CommandError> {
    app.store.act_blocking(
        |_| Reads::default(),
        move |_| {
            let batch = Batch::default().row(SideRow::Account(account.clone()));
            Ok(((), batch.row(SideRow::SignOut(account.person.clone()))))
        },
    )
}

/// Gives every person of a demonstration province the demonstration password.
///
/// One hash serves all: it protects nothing, and start must be quick.
///
/// # Errors
///
/// The store's failure.
pub fn make_demo_accounts(app: &App) -> Result<(), CommandError> {
    let hash = hash_password(DEMO_PASSWORD)?;
    let now = app.store.now();
    let rows: Vec<SideRow> = app
        .reference()
        .people()
        .map(|person| {
            SideRow::Account(Account {
                name: person.id.to_string(),
                person: person.id.clone(),
                password_hash: hash.clone(),
                disabled: false,
                changed_at: now,
            })
        })
        .collect();
    app.store.act_blocking(
        |_| Reads::default(),
        move |_| Ok(((), rows.iter().fold(Batch::default(), |batch, row| batch.row(row.clone())))),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use jiff::civil::date;
    use store::{Options, Store};

    use super::*;
    use crate::Reference;

    fn demo(now: &Arc<Mutex<DateTime>>) -> App {
        let shown = Arc::clone(now);
        let clock = Arc::new(move || *shown.lock().unwrap_or_else(PoisonError::into_inner));
        let app =
            App::new(Store::memory(Options::new(clock)), Reference::new(province::Province::demo().unwrap()));
        make_demo_accounts(&app).unwrap();
        app
    }

    /// F06: the clock was set back between the token and the new password.
    #[test]
    fn a_new_password_ends_every_token_and_session_whatever_the_clock_says() {
        let now = Arc::new(Mutex::new(date(2026, 6, 2).at(9, 0, 0, 0)));
        let app = demo(&now);
        let id = PersonId::new("tiepnhan").unwrap();
        let officer = caller(&app, &id).unwrap();
        let granted = grant_token(&app, &officer, "test").unwrap();
        let begun = begin_session(&app, &officer, "{}".to_owned()).unwrap();
        *now.lock().unwrap() = date(2026, 6, 2).at(8, 55, 0, 0);
        put_account(&app, &id, "mật khẩu mới", false).unwrap();
        assert!(token_caller(&app, &granted.secret).unwrap().is_none());
        assert!(session(&app, &begun.secret).unwrap().is_none());
        let granted = grant_token(&app, &officer, "test").unwrap();
        disable(&app, app.store.account("tiepnhan").unwrap().unwrap()).unwrap();
        assert!(app.store.api_token(&token_hash(&granted.secret), app.store.now()).unwrap().is_none());
    }

    /// F06: the clock ran ahead when the accounts were made, and was set right.
    #[test]
    fn a_token_is_good_after_the_clock_was_set_back() {
        let now = Arc::new(Mutex::new(date(2026, 6, 2).at(9, 0, 0, 0)));
        let app = demo(&now);
        let officer = caller(&app, &PersonId::new("tiepnhan").unwrap()).unwrap();
        for hours in [0, -24] {
            *now.lock().unwrap() =
                date(2026, 6, 2).at(9, 0, 0, 0).saturating_add(SignedDuration::from_hours(hours));
            let granted = grant_token(&app, &officer, "test").unwrap();
            let found = token_caller(&app, &granted.secret).unwrap();
            assert!(found.is_some(), "{hours} hours");
        }
    }
}
