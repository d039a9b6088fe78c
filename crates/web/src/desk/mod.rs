//! The pages of the staff: worklists, counter, dossiers, hand-over of papers, the board.

mod batch;
mod board;
mod books;
pub mod dossier;
pub mod intake;
mod papers;
mod postbatch;
mod register;
mod scan;
mod settling;
mod supervision;
mod vietqr;
pub mod worklist;

use axum::Router;
use axum::routing::{get, post};

use crate::{Web, url};

/// The routes of the staff pages.
pub fn routes() -> Router<Web> {
    Router::new()
        .route(url::DESK, get(worklist::show))
        .route(url::PAPERS, get(papers::show).post(papers::take))
        .route(url::SUPERVISION, get(supervision::show))
        .route(url::CALLED, post(worklist::called))
        .route(url::POST_OUT, get(postbatch::show).post(postbatch::give))
        .route("/ho-so/{reference}", get(dossier::show))
        .route("/ho-so/{reference}/viec/{action}", get(dossier::forms::show).post(dossier::act::run))
        .route("/ho-so/{reference}/giay/{file}", get(dossier::paper::show))
        .route("/ho-so/{reference}/tep", post(dossier::files::add))
        .route("/ho-so/{reference}/tep/{digest}", get(dossier::files::read))
        .merge(books::routes())
        .merge(intake::routes())
        .merge(board::routes())
        .merge(register::routes())
        .merge(settling::routes())
}
