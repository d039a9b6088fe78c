//! `GET /`: what most people come for, in one glance.

use std::collections::BTreeMap;

use app::Reference;
use app::reference::ProcedureFilter;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use ui::components::{SearchBox, search_box};
use ui::{Lang, icon};

use crate::{Frame, Section, Visitor, Web, url};

/// How many fields stand on the start page.
const TILES: usize = 6;

/// The start page.
pub async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    let (lang, day) = (visitor.lang, visitor.day());
    let reference = web.app.reference();
    let open = reference.calendar_for(reference.default_desk()).is_open_for_intake(visitor.at);
    let title = lang.t("home-title");
    let body = html! {
        h1 class="govuk-heading-xl" { (title) }
        div class="mc-two" {
            section class="mc-card" aria-labelledby="tim-thu-tuc" {
                h2 class="mc-card__title" id="tim-thu-tuc" { (icon("list-checks")) (lang.t("home-find-procedure")) }
                (search_box(lang, &SearchBox {
                    id: "q",
                    action: url::PROCEDURES,
                    name: "q",
                    label: &lang.t("home-find-label"),
                    ..SearchBox::default()
                }))
                p { a class="govuk-link" href=(url::PROCEDURES) { (lang.t("home-all-procedures")) } }
            }
            section class="mc-card" aria-labelledby="tra-cuu-ho-so" {
                h2 class="mc-card__title" id="tra-cuu-ho-so" { (icon("qr-code")) (lang.t("home-track")) }
                (super::track::form(lang, &super::track::example(&web, &visitor), "", None))
            }
        }
        (tiles(lang, &busiest(&reference, day)))
        (visit(lang, &reference, open))
    };
    Frame::public(&web, &visitor, &title, Section::Home).show(&body)
}

/// The fields with most procedures, in the order of the alphabet.
fn busiest(reference: &Reference, day: Date) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for procedure in reference.procedures_on(day, &ProcedureFilter::default()) {
        let count = counts.entry(procedure.field.clone()).or_default();
        *count = count.saturating_add(1);
    }
    let mut fields: Vec<(String, usize)> = counts.into_iter().collect();
    fields.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    fields.truncate(TILES);
    fields.sort();
    fields
}

fn tiles(lang: Lang, fields: &[(String, usize)]) -> Markup {
    html! {
        h2 { (lang.t("home-fields")) }
        ul class="mc-tiles" {
            @for (field, count) in fields {
                li {
                    a href=(url::with_query(url::PROCEDURES, &[("linh-vuc", field)])) {
                        span {
                            (field) br;
                            span class="mc-tiles__note" { (lang.tf("procedures-count", &[("n", (*count).into())])) }
                        }
                    }
                }
            }
        }
    }
}

fn visit(lang: Lang, reference: &Reference, open: bool) -> Markup {
    let meta = &reference.province.meta;
    let tone = if open { ui::components::TagTone::Calm } else { ui::components::TagTone::Plain };
    let state = lang.t(if open { "home-open-now" } else { "home-closed-now" });
    html! {
        section class="mc-card" aria-labelledby="den-quay" {
            h2 class="mc-card__title" id="den-quay" { (icon("map-pin")) (lang.t("home-visit")) }
            p { (ui::components::tag(tone, &state)) }
            p { strong { (meta.address) } }
            p {
                (lang.t("footer-hours")) ": " (lang.t("working-hours")) ". "
                a class="govuk-link" href=(url::DAYS) { (lang.t("home-days")) }
            }
            p { (lang.tf("footer-contact", &[("phone", (&meta.hotline).into())])) }
        }
    }
}
