//! `GET /`: what most people come for, in one glance.

use axum::extract::State;
use axum::response::Response;
use maud::html;
use ui::components::{SearchBox, search_box};

use crate::{Frame, Section, Visitor, Web, url};

/// The start page.
pub async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    let lang = visitor.lang;
    let title = lang.t("home-title");
    let body = html! {
        h1 class="govuk-heading-xl" { (title) }
        (search_box(lang, &SearchBox {
            id: "q",
            action: url::PROCEDURES,
            name: "q",
            label: &lang.t("home-find-procedure"),
            ..SearchBox::default()
        }))
    };
    Frame::public(&web, &visitor, &title, Section::Home).show(&body)
}
