//! `GET /thu-tuc?q=&linh-vuc=&co-quan=&sau=`: the procedures that can be filed today.

use std::sync::Arc;

use app::Reference;
use app::reference::ProcedureFilter;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use domain::ids::UnitId;
use domain::procedure::Procedure;
use jiff::civil::Date;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    Button, Choice, InputKind, Select, TextInput, button, empty_state, pagination, select, text_input,
};

use crate::{Frame, Posted, Section, Visitor, Web, guard, url, words};

/// Procedures on one page.
const PAGE: usize = 20;

/// The list.
pub async fn show(State(web): State<Web>, visitor: Visitor, uri: Uri) -> Response {
    let (lang, day) = (visitor.lang, visitor.day());
    let query = guard::query(&uri);
    let reference = web.app.reference();
    let filter = ProcedureFilter {
        text: query.get("q").chars().take(200).collect(),
        field: Some(query.get("linh-vuc").to_owned()).filter(|field| !field.is_empty()),
        unit: UnitId::new(query.get("co-quan")).ok(),
    };
    let found = reference.procedures_on(day, &filter);
    let (page, next) = page_of(&found, query.get("sau"));
    let next = next.map(|after| address(&query, after));
    let first = query.has("sau").then(|| address(&query, ""));
    let title = lang.t("procedures-title");
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (search(lang, &reference, &query, day))
        p class="mc-muted" role="status" {
            (lang.tf("procedures-count", &[("n", found.len().into())]))
        }
        @if found.is_empty() {
            (empty_state(&lang.t("procedures-none-title"), &lang.t("procedures-none"),
                Some((&lang.t("clear-filter"), url::PROCEDURES))))
        } @else {
            ul class="mc-list" { @for procedure in page { (item(lang, &reference, procedure, day)) } }
            (pagination(lang, first.as_deref(), next.as_deref()))
        }
    };
    Frame::public(&web, &visitor, &title, Section::Procedures).show(&body)
}

/// The procedures after the one with code `after`, and the code after which the next page begins.
fn page_of<'a>(found: &'a [Arc<Procedure>], after: &str) -> (&'a [Arc<Procedure>], Option<&'a str>) {
    let start = found
        .iter()
        .position(|procedure| procedure.code.as_str() == after)
        .map_or(0, |index| index.saturating_add(1));
    let rest = found.get(start..).unwrap_or_default();
    let page = rest.get(..PAGE).unwrap_or(rest);
    let more = rest.len() > page.len();
    (page, page.last().filter(|_| more).map(|last| last.code.as_str()))
}

fn address(query: &Posted, after: &str) -> String {
    let kept = ["q", "linh-vuc", "co-quan"].map(|name| (name, query.get(name)));
    let mut pairs = kept.to_vec();
    pairs.push(("sau", after));
    url::with_query(url::PROCEDURES, &pairs)
}

fn search(lang: Lang, reference: &Reference, query: &Posted, day: Date) -> Markup {
    let fields = reference.fields_on(day);
    let fields: Vec<Choice<'_>> =
        fields.iter().map(|field| Choice { value: field, label: field, hint: None }).collect();
    let agencies = agencies(reference, day);
    let agencies: Vec<Choice<'_>> =
        agencies.iter().map(|(id, name)| Choice { value: id, label: name, hint: None }).collect();
    html! {
        form class="mc-filter" method="get" action=(url::PROCEDURES) role="search" {
            (text_input(lang, &TextInput {
                id: "q",
                name: "q",
                label: &lang.t("procedures-search"),
                hint: Some(&lang.t("procedures-search-hint")),
                value: query.get("q"),
                kind: InputKind::Text,
                ..TextInput::default()
            }))
            div class="mc-two" {
                (select(lang, &Select {
                    id: "linh-vuc",
                    name: "linh-vuc",
                    label: &lang.t("procedures-field"),
                    choices: &fields,
                    value: query.get("linh-vuc"),
                    optional: true,
                    ..Select::default()
                }))
                (select(lang, &Select {
                    id: "co-quan",
                    name: "co-quan",
                    label: &lang.t("procedures-agency"),
                    choices: &agencies,
                    value: query.get("co-quan"),
                    optional: true,
                    ..Select::default()
                }))
            }
            (button(&Button { label: &lang.t("search"), icon: Some("search"), ..Button::default() }))
        }
    }
}

/// The agencies that settle something today, by name.
fn agencies(reference: &Reference, day: Date) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = reference
        .procedures_on(day, &ProcedureFilter::default())
        .iter()
        .map(|procedure| (reference.unit_name(&procedure.agency, day), procedure.agency.to_string()))
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(name, id)| (id, name)).collect()
}

fn item(lang: Lang, reference: &Reference, procedure: &Procedure, day: Date) -> Markup {
    html! {
        li class="mc-list__item" {
            a class="govuk-link mc-list__name" href=(url::procedure(procedure.code.as_str())) {
                (words::procedure(lang, procedure))
            }
            p class="mc-list__facts" {
                (procedure.field) " · " (words::agency_in(lang, reference, procedure, day)) " · "
                (words::limit(lang, procedure.limit))
            }
        }
    }
}
