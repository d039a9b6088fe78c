//! The pages for citizens: start, procedures, tracking, own dossiers, help.

mod acts;
mod days;
mod help;
mod home;
mod mine;
mod paper;
mod procedure;
mod procedures;
mod progress;
mod qr;
mod rating;
mod token;
mod track;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::{Web, shelf, url};

/// The routes of the public pages.
pub fn routes(web: &Web) -> Router<Web> {
    // Nothing of a person or a dossier is on these.
    let same_for_all = Router::new()
        .route(url::HOME, get(home::show))
        .route(url::PROCEDURES, get(procedures::show))
        .route("/thu-tuc/{code}", get(procedure::show))
        .route(url::DAYS, get(days::show))
        .route(url::HELP, get(help::help))
        .route(url::ACCESSIBILITY, get(help::accessibility))
        .route(url::PRIVACY, get(help::privacy))
        .route_layer(from_fn_with_state(web.clone(), shelf::serve));
    same_for_all
        .route(url::TRACK, get(track::show))
        .route("/t/{token}", get(token::show))
        .route("/t/{token}/giay-to/{file}", get(token::paper))
        .route("/danh-gia/{slip}", get(rating::show).post(rating::rate))
        .route("/danh-gia/{slip}/phieu.pdf", get(rating::paper))
        .route(url::MINE, get(mine::list))
        .route("/ho-so-cua-toi/{reference}", get(mine::show))
        .route("/ho-so-cua-toi/{reference}/giay-to/{file}", get(mine::paper))
        .route("/ho-so-cua-toi/{reference}/bo-sung", get(acts::supplement_form).post(acts::supplement))
        .route("/ho-so-cua-toi/{reference}/rut-ho-so", get(acts::withdraw_form).post(acts::withdraw))
}
