//! The books of the office: minutes of the post, guidance, urging letters, tills and their settlement.

mod cash;
mod guidance;
mod paper;
mod post;
mod settlement;
mod urging;

use app::books::Once;
use app::dossier::shell::token_hash;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use domain::ids::UnitId;
use maud::{Markup, html};
use ui::components::Choice;

use crate::posted::KEY;
use crate::session::fresh_key;
use crate::{FailedPage, Posted, Signed, Web, url};

/// The routes of the books.
pub fn routes() -> Router<Web> {
    Router::new()
        .route(url::POST, get(post::show).post(post::list))
        .route(url::POST_LIST, get(paper::list))
        .route("/buu-chinh/{id}", get(post::minute).post(post::sign))
        .route("/buu-chinh/{id}/bien-ban.pdf", get(paper::minute))
        .route("/buu-chinh/bi/{number}", get(post::line).post(post::close))
        .route(url::GUIDANCE, get(guidance::list).post(guidance::give))
        .route("/huong-dan/{id}", get(guidance::show).post(guidance::erase))
        .route("/huong-dan/{id}/phieu.pdf", get(paper::guidance))
        .route(url::URGING, get(urging::list).post(urging::sign))
        .route("/don-doc/{id}", get(urging::show).post(urging::answer))
        .route("/don-doc/{id}/van-ban.pdf", get(paper::letter))
        .route(url::CASH, get(cash::list).post(cash::close))
        .route("/thu-ngan/quyet-toan", get(settlement::show))
        .route("/thu-ngan/quyet-toan/bang.xlsx", get(settlement::xlsx))
        .route("/thu-ngan/quyet-toan/bang.pdf", get(paper::quarter))
        .route("/thu-ngan/{id}", get(cash::show).post(cash::confirm))
        .route("/thu-ngan/{id}/bien-ban.pdf", get(paper::closing))
}

/// The key that makes sending twice harmless; a form without one is not ours.
fn once(posted: &Posted, route: &str) -> Result<Once, FailedPage> {
    let key = posted.get(KEY);
    let good = (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if !good {
        return Err(FailedPage::status(StatusCode::BAD_REQUEST));
    }
    let said = posted
        .decided()
        .fold(route.to_owned(), |text, (name, value)| format!("{text}\u{1f}{name}\u{1f}{value}"));
    Ok(Once { key: key.to_owned(), fingerprint: token_hash(&said) })
}

/// What every form of a book begins with.
fn hidden(signed: &Signed) -> Markup {
    html! {
        (ui::csrf_field(&signed.csrf))
        input type="hidden" name=(KEY) value=(fresh_key());
    }
}

/// Whole đồng, with or without the dots between thousands; `None` for what is no number.
fn amount(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '₫')).collect();
    if digits.is_empty() { Some(0) } else { digits.parse().ok() }
}

/// Units with their names, to choose from.
fn named(web: &Web, signed: &Signed, units: &[UnitId]) -> Vec<(String, String)> {
    let reference = web.app.reference();
    units.iter().map(|unit| (unit.to_string(), reference.unit_name(unit, signed.day()))).collect()
}

fn choices(named: &[(String, String)]) -> Vec<Choice<'_>> {
    named.iter().map(|(value, label)| Choice { value, label, hint: None }).collect()
}

/// A cursor of the address.
fn cursor(query: &Posted) -> Option<String> {
    query.has("sau").then(|| query.get("sau").to_owned())
}
