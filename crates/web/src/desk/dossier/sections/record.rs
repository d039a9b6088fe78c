//! Money, messages and looks of a dossier.

use app::dossier::DossierView;
use app::message::list::Listed;
use domain::dossier::event::PaymentMethod;
use domain::dossier::state::Payment;
use domain::ids::PaperCode;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{Column, DataTable, Row, SummaryRow, data_table, summary_list};
use ui::format;

use super::super::checks::KINDS;
use super::super::words;
use crate::{outbox, refusal};

/// What is owed and why less, what was paid, voided and given back, and what remains.
pub fn money(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let nothing = dossier.owed.is_empty() && dossier.paid.is_empty() && dossier.voided.is_empty();
    if nothing && dossier.reductions.is_empty() && dossier.refunded == 0 {
        return html! {};
    }
    let mut rows: Vec<SummaryRow<'_>> = Vec::new();
    for due in &dossier.owed {
        rows.push(SummaryRow::text(charge(view, &due.charge), &format::dong(lang, due.amount)));
    }
    for reduction in &dossier.reductions {
        let off = lang.tf(
            "money-reduced-by",
            &[("percent", i64::from(reduction.percent).into()), ("who", (&reduction.who).into())],
        );
        let label = lang.tf("money-reduced", &[("charge", (&charge(view, &reduction.charge)).into())]);
        rows.push(SummaryRow::text(label, &format!("{off} · {}", reduction.proof)));
    }
    for payment in &dossier.paid {
        let label = lang.tf("money-paid", &[("when", (&format::datetime(payment.at)).into())]);
        rows.push(SummaryRow::text(label, &paid(lang, payment)));
    }
    for payment in &dossier.voided {
        let label = lang.tf("money-voided", &[("when", (&format::datetime(payment.at)).into())]);
        rows.push(SummaryRow::of(label, html! { s { (paid(lang, payment)) } }));
    }
    if dossier.refunded > 0 {
        rows.push(SummaryRow::text(lang.t("money-refunded"), &format::dong(lang, dossier.refunded)));
    }
    rows.push(SummaryRow::text(lang.t("money-outstanding"), &format::dong(lang, dossier.outstanding())));
    html! { h2 class="govuk-heading-m" { (lang.t("dossier-money")) } (summary_list(&rows)) }
}

fn charge(view: &DossierView, code: &str) -> String {
    let known = view.procedure.charges.iter().find(|charge| charge.code == code);
    known.map_or_else(|| code.to_owned(), |charge| charge.name.clone())
}

fn paid(lang: Lang, payment: &Payment) -> String {
    format!(
        "{} · {} · {}",
        format::dong(lang, payment.amount),
        lang.t(method(payment.method)),
        payment.receipt
    )
}

/// A way of paying in words.
#[must_use]
pub fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Cash => "pay-cash",
        PaymentMethod::Transfer => "pay-transfer",
        PaymentMethod::ProofShown => "pay-proof",
        PaymentMethod::Online => "pay-online",
        PaymentMethod::Post => "pay-post",
    }
}

/// The messages to the applicant and what became of each.
pub fn notices(lang: Lang, view: &DossierView, messages: &[Listed]) -> Markup {
    let rows: Vec<Row<'_>> = view
        .dossier
        .notices
        .iter()
        .rev()
        .map(|notice| {
            let sent = messages.iter().find(|own| own.message.id == notice.message);
            let state = match (&notice.told, &notice.failed) {
                (Some((proof, at)), _) => html! {
                    (lang.t("notice-told")) " " (format::datetime(*at)) " · " (words::proof(proof))
                    @if let Some(own) = sent { " " (outbox::state(lang, own)) }
                },
                (None, Some(error)) => {
                    html! { strong { (lang.t("notice-failed")) } " " (words::notice_error(lang, error)) }
                }
                (None, None) => html! {
                    @match sent { Some(own) => (outbox::state(lang, own)), None => (lang.t("notice-queued")) }
                },
            };
            Row {
                cells: vec![
                    html! { (lang.t(words::notice_kind(notice.kind))) },
                    html! { (lang.t(words::notice_channel(notice.channel))) },
                    html! { (format::datetime(notice.at)) },
                    state,
                ],
                href: None,
                alarm: notice.told.is_none() && notice.failed.is_some(),
                select: None,
            }
        })
        .collect();
    let columns =
        ["notice-kind", "notice-channel", "notice-at", "notice-state"].map(|key| Column::text(lang.t(key)));
    html! {
        @if !rows.is_empty() {
            (data_table(lang, &DataTable { id: "tin-bao", caption: &lang.t("notice-title"), columns: &columns, rows: &rows }))
        }
    }
}

/// The looks at the papers, the program's and the officers'.
pub fn checks(lang: Lang, view: &DossierView) -> Markup {
    let rows: Vec<Row<'_>> = view
        .dossier
        .checks
        .iter()
        .map(|check| {
            let kind = KINDS.iter().find(|(kind, ..)| *kind == check.check).map_or("", |(_, _, key)| *key);
            Row {
                cells: vec![
                    html! { (paper(lang, view, &check.paper)) },
                    html! { (lang.t(kind)) },
                    html! { (lang.t(if check.by_machine { "check-by-machine" } else { "check-by-officer" })) },
                    html! {
                        (lang.t(if check.passed { "check-passed" } else { "check-failed" }))
                        @if !check.note.is_empty() { ": " (check.note) }
                    },
                ],
                href: None,
                alarm: !check.passed,
                select: None,
            }
        })
        .collect();
    let columns =
        ["checklist-paper", "check-what", "check-who", "check-outcome"].map(|key| Column::text(lang.t(key)));
    html! {
        @if !rows.is_empty() {
            (data_table(lang, &DataTable { id: "ket-qua-kiem-tra", caption: &lang.t("check-title"), columns: &columns, rows: &rows }))
        }
    }
}

fn paper(lang: Lang, view: &DossierView, code: &PaperCode) -> String {
    let known = view.procedure.paper(code);
    known.map_or_else(|| code.to_string(), |paper| refusal::name(lang, &paper.name).to_owned())
}
