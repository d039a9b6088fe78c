//! The pages of the staff: worklists, counter, dossiers, hand-over of papers, the board.

use axum::Router;

use crate::Web;

/// The routes of the staff pages.
pub fn routes() -> Router<Web> {
    Router::new()
}
