//! The two steps before the form: which procedure, and which of its cases.
//!
//! Two to four letters and a number key reach any procedure: words without tones, the code, or the
//! first letters of the name's words (`cgpxd` for *cấp giấy phép xây dựng*).

use std::sync::Arc;

use app::fold::fold;
use app::reference::ProcedureFilter;
use axum::response::{IntoResponse, Redirect, Response};
use domain::procedure::Procedure;
use maud::{Markup, html};
use ui::components::{Button, InputKind, TextInput, button, empty_state, text_input};
use ui::icon;

use crate::refusal::name;
use crate::{Frame, Section, Signed, Web, url, words};

/// Procedures that a search shows; more letters show fewer.
const SHOWN: usize = 27;

/// The address of a procedure's form.
pub fn form_path(procedure: &Procedure, case: &str) -> String {
    url::with_query(url::INTAKE, &[("thu-tuc", procedure.code.as_str()), ("truong-hop", case)])
}

/// The search, its result, or at once the form of the only procedure found.
pub fn procedures(web: &Web, signed: &Signed, text: &str) -> Response {
    let (lang, day) = (signed.lang, signed.day());
    let reference = web.app.reference();
    let all = reference.procedures_on(day, &ProcedureFilter::default());
    let found = matching(&all, text);
    if let ([only], false) = (found.as_slice(), text.trim().is_empty()) {
        return Redirect::to(&form_path(only, "")).into_response();
    }
    let title = lang.t("intake-title");
    let shown = found.get(..SHOWN).unwrap_or(&found);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        form class="mc-search" method="get" action=(url::INTAKE) role="search" {
            (text_input(lang, &TextInput {
                id: "q",
                name: "q",
                label: &lang.t("intake-find-procedure"),
                hint: Some(&lang.t("intake-find-hint")),
                value: text,
                kind: InputKind::Code,
                width: Some(30),
                key: Some("F2"),
                autofocus: text.is_empty() || found.is_empty(),
                autocomplete: Some("off"),
                ..TextInput::default()
            }))
            (button(&Button { label: &lang.t("search"), icon: Some("search"), ..Button::default() }))
        }
        p class="mc-muted" role="status" {
            (lang.tf("intake-found", &[("n", found.len().into())]))
            @if found.len() > shown.len() { " " (lang.t("intake-found-more")) }
        }
        @if shown.is_empty() {
            (empty_state(&lang.t("procedures-none-title"), &lang.t("intake-none"), Some((&lang.t("clear-filter"), url::INTAKE))))
        } @else {
            ul class="mc-list mc-pick-list" {
                @for (index, procedure) in shown.iter().enumerate() {
                    @let facts = format!(
                        "{} · {} · {}", procedure.field, words::agency(&reference, procedure, day), words::limit(lang, procedure.limit),
                    );
                    (choice(index, &form_path(procedure, ""), words::procedure(lang, procedure), procedure.code.as_str(), &facts, !text.is_empty()))
                }
            }
        }
    };
    Frame::staff(web, signed, &title, Section::Intake).show(&body)
}

/// The cases of a procedure; papers, limit and fees differ by them.
pub fn cases(web: &Web, signed: &Signed, procedure: &Procedure) -> Response {
    let lang = signed.lang;
    let title = lang.t("intake-title");
    let body = html! {
        h1 class="govuk-heading-l" { (words::procedure(lang, procedure)) }
        p { strong { (lang.t("intake-which-case")) } }
        ul class="mc-list mc-pick-list" {
            @for (index, case) in procedure.cases.iter().enumerate() {
                @let limit = words::limit(lang, procedure.limit_of(Some(&case.id)));
                (choice(index, &form_path(procedure, case.id.as_str()), name(lang, &case.name), "", &limit, true))
            }
        }
        p { a class="govuk-link" href=(url::INTAKE) { (icon("arrow-left")) (lang.t("intake-other-procedure")) } }
    };
    Frame::staff(web, signed, &title, Section::Intake).show(&body)
}

/// One choice of a list; the first nine have their number as key, the first may take the focus.
fn choice(index: usize, href: &str, words: &str, code: &str, facts: &str, focus: bool) -> Markup {
    let key = (index < 9).then(|| index.saturating_add(1).to_string());
    let focus = (focus && index == 0).then_some("");
    html! {
        li class="mc-list__item" {
            a class="govuk-link mc-list__name" href=(href) data-key=[key.as_deref()] data-row data-focus=[focus] {
                @if let Some(key) = &key { kbd { (key) } " " }
                (words)
            }
            p class="mc-list__facts" { @if !code.is_empty() { (code) " · " } (facts) }
        }
    }
}

/// What matches `text`: by initials first, then by the beginning of the name, then by any words.
fn matching(all: &[Arc<Procedure>], text: &str) -> Vec<Arc<Procedure>> {
    let wanted = fold(text);
    let parts: Vec<&str> = wanted.split(' ').filter(|part| !part.is_empty()).collect();
    let mut found: Vec<(u8, &Arc<Procedure>)> = all
        .iter()
        .filter_map(|procedure| {
            let name = fold(&procedure.name.vi);
            let whole = format!("{} {name} {}", procedure.code, fold(&procedure.field));
            let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
            let rank = if parts.is_empty() || initials.starts_with(&wanted) {
                0
            } else if name.starts_with(&wanted) {
                1
            } else if parts.iter().all(|part| whole.contains(part)) {
                2
            } else if wanted.len() > 2 && initials.contains(&wanted) {
                3
            } else {
                return None;
            };
            Some((rank, procedure))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, procedure)| Arc::clone(procedure)).collect()
}
