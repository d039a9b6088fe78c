//! The pages for citizens: start, procedures, tracking, own dossiers, help.

mod home;

use axum::Router;
use axum::routing::get;

use crate::{Web, url};

/// The routes of the public pages.
pub fn routes() -> Router<Web> {
    Router::new().route(url::HOME, get(home::show))
}
