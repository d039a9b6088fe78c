//! `POST /api/v1/tokens`: name and password for a token. Its answer is never kept, so it is not repeated.

use app::accounts::{self, SignInError};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
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

/// Get a token
#[utoipa::path(
    post, path = "/api/v1/tokens", tag = "đăng nhập", operation_id = "token",
    summary = "Lấy mã truy cập",
    request_body = SignIn,
    security(()),
    responses(
        (status = 201, description = "A new token.", body = Token),
        (status = 429, description = "Too many attempts; wait for `Retry-After`."),
        Failures,
    ),
)]
pub async fn token(
    State(api): State<Api>,
    _: Key,
    body: Checked<SignIn>,
) -> Result<(StatusCode, Json<Token>), Problem> {
    let SignIn { username, password } = body.value;
    let granted = api
        .blocking(move |app| -> Result<_, SignInError> {
            let caller = accounts::check(app, &username, &password)?;
            Ok(accounts::grant_token(app, &caller, "api")?)
        })
        .await?;
    let granted = granted.map_err(|error| match error {
        SignInError::Wrong => Problem::wrong_password(),
        SignInError::Wait(seconds) => Problem::too_many(u32::try_from(seconds).unwrap_or(1)),
        SignInError::Command(error) => Problem::from(error),
    })?;
    Ok((StatusCode::CREATED, Json(Token { token: granted.secret, expires_at: Instant(granted.expires_at) })))
}
