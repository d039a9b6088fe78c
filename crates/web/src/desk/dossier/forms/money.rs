//! The forms about money: what is owed, paid, voided and given back.

use domain::procedure::{Charge, ChargeRole};
use maud::{Markup, PreEscaped, html};
use ui::components::InputKind;
use ui::format;

use super::{Form, field_id};
use crate::desk::vietqr;

/// The ways of paying.
const PAYMENT: [(&str, &str); 4] = [
    ("cash", "pay-cash"),
    ("transfer", "pay-transfer"),
    ("proof-shown", "pay-proof"),
    ("online", "pay-online"),
];

impl Form<'_> {
    /// The published charges: how many, which exemption, with what proof.
    pub(super) fn set_charges(&self) -> Markup {
        let lang = self.lang;
        let charges: Vec<&Charge> =
            self.view.procedure.charges.iter().filter(|charge| charge.role == ChargeRole::Owed).collect();
        html! {
            p class="mc-note" { (lang.t("charges-lead")) }
            @if charges.is_empty() { p { (lang.t("money-free")) } }
            @if let Some(error) = self.error("lines") { p class="govuk-error-message" id=(field_id("lines")) { (error) } }
            @for charge in charges { (self.charge(charge)) }
        }
    }

    fn charge(&self, charge: &Charge) -> Markup {
        let lang = self.lang;
        let owed = self.view.dossier.owed.iter().any(|due| due.charge == charge.code);
        let how_many = if owed { "1" } else { "0" };
        let (quantity, amount, exemption, proof) = (
            format!("quantity.{}", charge.code),
            format!("amount.{}", charge.code),
            format!("exemption.{}", charge.code),
            format!("proof.{}", charge.code),
        );
        let exemptions: Vec<(String, String)> = charge
            .exemptions
            .iter()
            .enumerate()
            .map(|(place, one)| (place.to_string(), format!("{} (−{} %)", one.who, one.percent_off)))
            .collect();
        html! {
            fieldset class="govuk-fieldset mc-card" {
                legend class="govuk-fieldset__legend" {
                    strong { (charge.name) }
                    @if let Some(published) = charge.amount {
                        ": " (format::dong(lang, published))
                        @if !charge.per.is_empty() { " / " (charge.per) }
                    } @else { " · " (lang.t("procedure-cost-set-by-text")) }
                }
                @if let Some(condition) = &charge.condition {
                    p class="mc-muted" { (lang.tf("checklist-condition", &[("condition", condition.into())])) }
                }
                div class="mc-columns" {
                    (self.preset(&quantity, "charges-quantity", "charges-quantity-hint", how_many, InputKind::Digits))
                    @if charge.amount.is_none() { (self.preset(&amount, "charges-amount", "", "", InputKind::Digits)) }
                    @if !exemptions.is_empty() {
                        (self.choose(&exemption, "charges-exemption", &exemptions, self.typed.get(&exemption), true))
                        (self.preset(&proof, "charges-proof", "", "", InputKind::Code))
                    }
                }
            }
        }
    }

    pub(super) fn pay(&self) -> Markup {
        let outstanding = self.view.dossier.outstanding();
        let due = format::dong(self.lang, outstanding);
        html! {
            p { (self.lang.tf("return-fee-due", &[("amount", (&due).into())])) }
            (self.preset("amount", "pay-amount", "", &outstanding.to_string(), InputKind::Digits))
            (self.radio("method", "pay-method", &PAYMENT, "cash"))
            (self.preset("receipt", "pay-receipt-number", "pay-receipt-hint", "", InputKind::Code))
            (self.transfer_code(outstanding))
        }
    }

    /// The QR that a banking application reads: the account, the amount, the code of the dossier.
    fn transfer_code(&self, amount: i64) -> Markup {
        let account = self.view.reference.province.meta.account.as_ref();
        let code = self.view.dossier.code.as_ref().map(ToString::to_string);
        let (Some(account), Some(code), true) = (account, code, amount > 0) else { return html! {} };
        let Some(payload) = vietqr::payload(&account.bin, &account.number, amount, &code) else {
            return html! {};
        };
        let Some(drawn) = vietqr::svg(&payload) else { return html! {} };
        html! {
            section class="mc-card mc-qr" aria-labelledby="vietqr" {
                h3 class="mc-card__title" id="vietqr" { (self.lang.t("pay-vietqr")) }
                div class="mc-qr__code" role="img" aria-label=(self.lang.t("pay-vietqr-alt")) { (PreEscaped(drawn)) }
                dl class="mc-facts" {
                    dt { (self.lang.t("pay-account")) } dd { (account.number) " · " (account.bank) }
                    dt { (self.lang.t("pay-holder")) } dd { (account.holder) }
                    dt { (self.lang.t("pay-amount")) } dd { (format::dong(self.lang, amount)) }
                    dt { (self.lang.t("pay-content")) } dd { (code) }
                }
                @if self.view.reference.province.meta.demo { p class="mc-note mc-note--warn" { (self.lang.t("pay-demo")) } }
            }
        }
    }

    pub(super) fn void_fee(&self) -> Markup {
        let paid: Vec<(String, String)> = self
            .view
            .dossier
            .paid
            .iter()
            .map(|payment| {
                let what = format!(
                    "{} · {} · {}",
                    payment.receipt,
                    format::dong(self.lang, payment.amount),
                    format::datetime(payment.at)
                );
                (payment.receipt.clone(), what)
            })
            .collect();
        let last = paid.last().map_or("", |(receipt, _)| receipt.as_str());
        html! {
            p class="mc-note mc-note--warn" { (self.lang.t("void-second")) }
            @if paid.is_empty() { p { (self.lang.t("void-none")) } } @else {
                (self.radio_of("receipt", "void-receipt", &paid, last))
            }
            (self.area("reason", "form-reason", false))
        }
    }

    pub(super) fn refund(&self) -> Markup {
        let dossier = &self.view.dossier;
        let owed = dossier.owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
        let over = if dossier.stage.is_closed() && dossier.result.is_none() {
            dossier.kept()
        } else {
            dossier.kept().saturating_sub(owed).max(0)
        };
        html! {
            p { (self.lang.tf("refund-available", &[("amount", (&format::dong(self.lang, over)).into())])) }
            (self.preset("amount", "refund-amount", "", &over.to_string(), InputKind::Digits))
            (self.area("reason", "form-reason", false))
        }
    }
}
