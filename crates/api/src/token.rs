//! `POST /api/v1/tokens`: name and password for a token.
//!
//! A secret is never stored, so what makes a repeated request harmless is kept in memory alone: after
//! a restart the same key gives another token, which its sender can use as well.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::CommandError;
use app::accounts::{self, Granted, Origin, SignInError};
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Api;
use crate::extract::Checked;
use crate::idempotency::Key;
use crate::problem::Problem;
use crate::responses::Failures;
use crate::wire::Instant;

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// User name.
    #[schema(max_length = 100)]
    username: String,
    /// Password.
    #[schema(max_length = 200)]
    password: String,
}

/// A token and its end.
#[derive(Serialize, ToSchema)]
pub struct Token {
    /// Goes into `Authorization: Bearer …`.
    token: String,
    /// When it ends by itself.
    expires_at: Instant,
}

/// How many repeated requests are remembered; the oldest is forgotten first.
const REMEMBERED: usize = 1024;

/// What was granted under a key.
struct Repeat {
    person: String,
    key: String,
    fingerprint: String,
    granted: Granted,
}

/// The tokens that were granted under a key since the start.
#[derive(Clone, Default)]
pub struct Repeats(Arc<Mutex<VecDeque<Repeat>>>);

impl Repeats {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Repeat>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why no token was granted.
enum Failed {
    SignIn(SignInError),
    KeyReused,
}

impl From<SignInError> for Failed {
    fn from(error: SignInError) -> Self {
        Self::SignIn(error)
    }
}

impl From<CommandError> for Failed {
    fn from(error: CommandError) -> Self {
        Self::SignIn(SignInError::Command(error))
    }
}

/// Grants a token, or gives the one again that the same request got before. The password is checked
/// every time, so a key alone opens nothing.
fn grant(
    app: &app::App,
    repeats: &Repeats,
    body: &SignIn,
    origin: &Origin,
    key: Option<String>,
    fingerprint: String,
) -> Result<Granted, Failed> {
    let caller = accounts::check(app, &body.username, &body.password, origin)?;
    let Some(key) = key else { return Ok(accounts::grant_token(app, &caller, "api")?) };
    let person = caller.person.id.to_string();
    // Held while granting: of two requests with one key the second gets what the first got.
    let mut known = repeats.lock();
    if let Some(repeat) = known.iter().find(|repeat| repeat.person == person && repeat.key == key) {
        let same = repeat.fingerprint == fingerprint;
        return if same { Ok(repeat.granted.clone()) } else { Err(Failed::KeyReused) };
    }
    let granted = accounts::grant_token(app, &caller, "api")?;
    if known.len() >= REMEMBERED {
        known.pop_front();
    }
    known.push_back(Repeat { person, key, fingerprint, granted: granted.clone() });
    Ok(granted)
}

/// Get a token
#[utoipa::path(
    post, path = "/api/v1/tokens", tag = "đăng nhập", operation_id = "token",
    summary = "Lấy mã truy cập",
    request_body = SignIn,
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 200 visible ASCII characters; the same key and body give the same token again, as long as this server runs."),
    ),
    security(()),
    responses(
        (status = 201, description = "A new token.", body = Token),
        (status = 429, description = "Too many attempts; wait for `Retry-After`."),
        Failures,
    ),
)]
pub async fn token(
    State(api): State<Api>,
    origin: Option<Extension<Origin>>,
    key: Key,
    body: Checked<SignIn>,
) -> Result<(StatusCode, Json<Token>), Problem> {
    let origin = origin.map(|Extension(origin)| origin).unwrap_or_default();
    let repeats = api.repeats.clone();
    let Checked { value, fingerprint } = body;
    let granted =
        api.blocking(move |app| grant(app, &repeats, &value, &origin, key.text(), fingerprint)).await?;
    let granted = granted.map_err(|error| match error {
        Failed::SignIn(SignInError::Wrong) => Problem::wrong_password(),
        Failed::SignIn(SignInError::Wait(seconds)) => Problem::too_many(u32::try_from(seconds).unwrap_or(1)),
        Failed::SignIn(SignInError::Command(error)) => Problem::from(error),
        Failed::KeyReused => Problem::key_reused(),
    })?;
    Ok((StatusCode::CREATED, Json(Token { token: granted.secret, expires_at: Instant(granted.expires_at) })))
}
