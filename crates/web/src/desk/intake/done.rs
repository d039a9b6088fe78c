//! `GET /tiep-nhan/xong/{ref}`: what the act led to, with its paper to print and the way on.

use app::dossier::DossierView;
use app::papers;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::dossier::Stage;
use maud::{Markup, PreEscaped, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use ui::components::{
    Button, ButtonKind, SentenceTone, Standing, SummaryRow, button, code_chip, status_sentence, summary_list,
};
use ui::{Lang, format, icon};

use super::panels;
use crate::desk::dossier::{self, action_path};
use crate::{FailedPage, Frame, Section, Signed, Web, url, words};

/// The page after an act of the counter.
///
/// # Errors
///
/// 404 when there is no such dossier or the officer may not know of it.
pub async fn show(
    State(web): State<Web>,
    signed: Signed,
    Path(reference): Path<String>,
) -> Result<Response, FailedPage> {
    let opened = dossier::open(&web, &signed, &reference).await?;
    let lang = signed.lang;
    let (title, tone, next) = told(lang, &opened);
    let name = dossier::name(&opened);
    let body = html! {
        h1 class="govuk-heading-l" { (lang.t("intake-title")) }
        div class="mc-split" {
            div {
                (status_sentence(tone, &title, next.as_deref()))
                (summary(lang, &opened, &name))
                (ways_on(lang, &opened, &name))
            }
            div class="mc-split__side" {
                (code(&web, lang, &opened)?)
                (promise(lang, &opened))
            }
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Intake).show(&body))
}

/// What happened, its colour, and what to tell the applicant.
fn told(lang: Lang, view: &DossierView) -> (String, SentenceTone, Option<String>) {
    let dossier = &view.dossier;
    let (key, tone, next) = match dossier.stage {
        Stage::Guided => ("intake-done-guided", SentenceTone::Warn, Some("intake-done-guided-next")),
        Stage::Refused => ("intake-done-refused", SentenceTone::Alarm, Some("intake-done-refused-next")),
        Stage::Escalated => ("intake-done-escalated", SentenceTone::Warn, Some("intake-done-escalated-next")),
        Stage::Submitted => {
            ("intake-done-registered", SentenceTone::Info, Some("intake-done-registered-next"))
        }
        Stage::Returned => ("intake-done-given", SentenceTone::Calm, None),
        _ => {
            let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
            let key = if dossier.promise.is_some() { "intake-accepted" } else { "intake-accepted-immediate" };
            let title = lang.tf(key, &[("code", (&code).into())]);
            let due = dossier.promise.as_ref().map(|promise| words::promised(lang, promise.due));
            let next = due.map(|due| lang.tf("sentence-promised", &[("when", (&due).into())]));
            return (title, SentenceTone::Calm, next);
        }
    };
    (lang.t(key), tone, next.map(|key| lang.t(key)))
}

fn summary(lang: Lang, view: &DossierView, name: &str) -> Markup {
    let dossier = &view.dossier;
    let applicant = view.applicant.as_ref().map_or("", |person| person.name.as_str());
    let mut rows = vec![
        SummaryRow::text(lang.t("dossier-procedure"), words::procedure(lang, &view.procedure)),
        SummaryRow::text(lang.t("dossier-applicant"), applicant),
    ];
    rows.push(match dossier.accepted_at {
        Some(accepted) => SummaryRow::text(lang.t("dossier-received-at"), &format::datetime(accepted)),
        None => SummaryRow::text(lang.t("fact-filed-at"), &format::datetime(dossier.registered_at)),
    });
    if let Some(code) = &dossier.code {
        rows.insert(0, SummaryRow::of(lang.t("dossier-code"), code_chip(lang, &code.to_string())));
    }
    let owed: i64 = dossier.owed.iter().map(|due| due.amount).sum();
    if owed > 0 {
        rows.push(SummaryRow::text(lang.t("procedure-cost"), &format::dong(lang, owed)));
    }
    if dossier.outstanding() > 0 {
        let due =
            lang.tf("return-fee-due", &[("amount", (&format::dong(lang, dossier.outstanding())).into())]);
        let pay = html! { a class="govuk-link" href=(action_path(name, "pay")) { (due) } };
        rows.push(SummaryRow::of(lang.t("pay-title"), pay));
    }
    if let Some(guidance) = &dossier.guidance {
        let items = html! {
            ol class="govuk-list govuk-list--number" {
                @for item in &guidance.items {
                    @let paper = view.procedure.paper(&item.paper);
                    li {
                        @if let Some(paper) = paper { (crate::refusal::name(lang, &paper.name)) ": " }
                        (item.what)
                    }
                }
            }
        };
        rows.push(SummaryRow::of(lang.t("guide-content"), items));
    }
    summary_list(&rows)
}

/// The paper first, since the applicant waits for it; then the next applicant.
fn ways_on(lang: Lang, view: &DossierView, name: &str) -> Markup {
    let made: Vec<&str> = papers::made(view).into_iter().filter(|kind| *kind != "control-slip").collect();
    let again = super::find::form_path(&view.procedure, "");
    // Whoever empties a sack of the post goes on with the next consignment.
    let by_post = view.dossier.arrival.posted.is_some();
    let (next, next_href) =
        if by_post { ("intake-next-consignment", url::POST) } else { ("intake-next", url::INTAKE) };
    html! {
        div class="mc-button-row" {
            @for (index, kind) in made.iter().enumerate() {
                @let key = (index == 0).then_some("F4");
                a class="govuk-button" href={ (url::dossier(name)) "/giay/" (kind) ".pdf" } data-key=[key] data-focus[index == 0] {
                    (icon("printer")) (lang.t(&format!("intake-print-{kind}"))) @if let Some(key) = key { " " kbd { (key) } }
                }
            }
            (button(&Button {
                label: &lang.t(next),
                kind: if made.is_empty() { ButtonKind::Primary } else { ButtonKind::Secondary },
                key: Some("F9"),
                href: Some(next_href),
                ..Button::default()
            }))
            (button(&Button {
                label: &lang.t("intake-same-procedure"),
                kind: ButtonKind::Secondary,
                href: Some(&again),
                ..Button::default()
            }))
            (button(&Button {
                label: &lang.t("intake-open-dossier"),
                kind: ButtonKind::Secondary,
                href: Some(&url::dossier(name)),
                ..Button::default()
            }))
        }
    }
}

/// The QR of the applicant's own page, to photograph from the screen.
fn code(web: &Web, lang: Lang, view: &DossierView) -> Result<Markup, FailedPage> {
    let Some(token) = &view.token else { return Ok(html! {}) };
    let address = format!("{}{}", web.app.public_url(), url::token(token));
    let drawn = QrCode::with_error_correction_level(&address, EcLevel::M)
        .map_err(|error| FailedPage::internal(&error))?
        .render::<svg::Color<'_>>()
        .quiet_zone(true)
        .min_dimensions(180, 180)
        .build();
    // An XML declaration has no place inside a page.
    let drawn = drawn.find("<svg").and_then(|start| drawn.get(start..)).unwrap_or_default();
    Ok(html! {
        section class="mc-card" aria-labelledby="ma-qr" {
            h2 class="mc-card__title" id="ma-qr" { (icon("qr-code")) (lang.t("intake-qr")) }
            a href=(url::token(token)) aria-label=(lang.t("intake-qr-open")) { (PreEscaped(drawn)) }
        }
    })
}

fn promise(lang: Lang, view: &DossierView) -> Markup {
    let Some(derived) = view.derivation() else { return html! {} };
    let days = view.working_days_left().and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
    let standing = if days == 0 { Standing::DueToday } else { Standing::RemainingDays(days) };
    panels::clock(lang, &derived, standing, &words::because(lang, &derived))
}
