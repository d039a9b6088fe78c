//! Words for values of the core that several pages show.

use calendar::{Calendar, Derivation, Limit};
use domain::dossier::Stage;
use domain::procedure::{Channel, ChargeKind, Procedure};
use jiff::civil::{Date, DateTime};
use ui::components::PublicStage;
use ui::{Lang, format};

use crate::refusal::name;

/// A limit, for example `15 ngày làm việc`.
#[must_use]
pub fn limit(lang: Lang, limit: Limit) -> String {
    match limit {
        Limit::Immediately => lang.t("limit-immediately"),
        Limit::WorkingDays(n) => lang.tf("limit-working-days", &[("n", n.into())]),
        Limit::WorkingHours(n) => lang.tf("limit-working-hours", &[("n", n.into())]),
        Limit::CalendarDays(n) => lang.tf("limit-calendar-days", &[("n", n.into())]),
        Limit::Months(n) => lang.tf("limit-months", &[("n", n.into())]),
    }
}

/// A way in which dossiers come in.
#[must_use]
pub fn channel(lang: Lang, channel: Channel) -> String {
    lang.t(match channel {
        Channel::Counter => "channel-counter",
        Channel::Post => "channel-post",
        Channel::Authorised => "channel-authorised",
        Channel::Online => "channel-online",
        Channel::Agency => "channel-agency",
        Channel::Ministry => "channel-ministry",
    })
}

/// What kind of payment.
#[must_use]
pub fn charge_kind(lang: Lang, kind: ChargeKind) -> String {
    lang.t(match kind {
        ChargeKind::Charge => "dossier-charge",
        ChargeKind::Fee => "dossier-fee",
        ChargeKind::NotStated => "procedure-cost",
    })
}

/// The stage that citizens follow.
#[must_use]
pub fn public_stage(stage: Stage) -> PublicStage {
    match stage {
        Stage::Submitted | Stage::Guided | Stage::Escalated => PublicStage::Submitted,
        Stage::Accepted | Stage::InTransit => PublicStage::Accepted,
        Stage::Processing | Stage::SupplementAsked | Stage::ClockStopped | Stage::ResultSent => {
            PublicStage::Processing
        }
        Stage::ResultReady | Stage::WithPost => PublicStage::Result,
        Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed => PublicStage::Closed,
    }
}

/// Why a promised day is that day, in two sentences.
#[must_use]
pub fn because(lang: Lang, derivation: &Derivation) -> String {
    if lang == Lang::Vi { derivation.citizen_vi() } else { derivation.citizen_en() }
}

/// A promised instant: `17:00, thứ Hai, 14/12/2026`.
#[must_use]
pub fn promised(lang: Lang, at: DateTime) -> String {
    format!("{}, {}", at.strftime("%H:%M"), format::date_long(lang, at.date()))
}

/// A procedure's name in the language of the page.
#[must_use]
pub fn procedure(lang: Lang, procedure: &Procedure) -> &str {
    name(lang, &procedure.name)
}

/// The settling agency's name: the unit's, else as published.
#[must_use]
pub fn agency(reference: &app::Reference, procedure: &Procedure, day: Date) -> String {
    if procedure.agency_text.is_empty() {
        reference.unit_name(&procedure.agency, day)
    } else {
        procedure.agency_text.clone()
    }
}

/// Counts `limit` from `received` under the rules of that day.
#[must_use]
pub fn explain(calendar: &Calendar, received: DateTime, limit: Limit) -> Derivation {
    calendar.explain(received, limit, law::parameters_on(&received.date().to_string()))
}
