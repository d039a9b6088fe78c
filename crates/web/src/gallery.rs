//! `GET /thu-vien-giao-dien`: every component with all its looks.

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use maud::html;

use crate::{Frame, Section, Visitor, Web, guard, url};

/// The route of the gallery.
pub fn routes() -> Router<Web> {
    Router::new().route(url::GALLERY, get(show))
}

async fn show(State(web): State<Web>, visitor: Visitor, uri: Uri) -> Response {
    let lang = visitor.lang;
    let title = lang.t("gallery-title");
    let staff = guard::query(&uri).get("kieu") == "noi-bo";
    let other = if staff {
        (url::GALLERY.to_owned(), "gallery-public")
    } else {
        (url::with_query(url::GALLERY, &[("kieu", "noi-bo")]), "gallery-staff")
    };
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { (lang.t("gallery-lead")) }
        p { a class="govuk-link" href=(other.0) { (lang.t(other.1)) } }
        @for (component, examples) in ui::gallery() {
            section class="mc-gallery" aria-labelledby={ "thanh-phan-" (component) } {
                h2 class="govuk-heading-m" id={ "thanh-phan-" (component) } { code { (component) } }
                @for (look, markup) in examples {
                    h3 class="govuk-heading-s" { (look) }
                    (markup)
                }
            }
        }
    };
    if staff {
        Frame::staff(&web, &visitor, &title, Section::Other).show(&body)
    } else {
        Frame::public(&web, &visitor, &title, Section::Other).show(&body)
    }
}
