//! Words for values of the core that several pages show.

use calendar::{Calendar, Derivation, Limit};
use domain::dossier::Stage;
use domain::ids::UnitId;
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

/// A unit's name on `day` in the language of the page, in Vietnamese where it has no other.
#[must_use]
pub fn unit(lang: Lang, reference: &app::Reference, id: &UnitId, day: Date) -> String {
    let known = reference.organisation.unit_or_latest(id, day);
    known.map_or_else(|| id.to_string(), |unit| name(lang, &unit.name).to_owned())
}

/// The agency that a unit belongs to, by name.
#[must_use]
pub fn agency_of(lang: Lang, reference: &app::Reference, id: &UnitId, day: Date) -> String {
    unit(lang, reference, &reference.organisation.agency_of(id, day), day)
}

/// A unit with its agency: `Phòng Kinh tế, Sở Công Thương`, once where they are the same.
#[must_use]
pub fn section(lang: Lang, reference: &app::Reference, id: &UnitId, day: Date) -> String {
    let (own, agency) = (unit(lang, reference, id, day), agency_of(lang, reference, id, day));
    if own.contains(&agency) { own } else { format!("{own}, {agency}") }
}

/// The stage that citizens follow; one that ended without a result has [`ended`].
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

/// Draws the stages of a dossier, or what was reached and how it ended without a result.
#[must_use]
pub fn public_stages(lang: Lang, stage: Stage, accepted: bool) -> maud::Markup {
    match ended(stage) {
        None => ui::components::stages(lang, public_stage(stage)),
        Some(key) => {
            let reached = if accepted { PublicStage::Accepted } else { PublicStage::Submitted };
            ui::components::stages_ended(lang, reached, &lang.t(key))
        }
    }
}

/// The message of an end without a result.
fn ended(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Refused => Some("end-refused"),
        Stage::Withdrawn => Some("end-withdrawn"),
        Stage::Lapsed => Some("end-lapsed"),
        _ => None,
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
    agency_in(Lang::Vi, reference, procedure, day)
}

/// As [`agency`], in the language of the page where the unit has a name in it.
#[must_use]
pub fn agency_in(lang: Lang, reference: &app::Reference, procedure: &Procedure, day: Date) -> String {
    let known = reference.organisation.unit_or_latest(&procedure.agency, day);
    let translated = known.filter(|unit| lang == Lang::En && !unit.name.en.is_empty());
    if procedure.agency_text.is_empty() || translated.is_some() {
        unit(lang, reference, &procedure.agency, day)
    } else {
        procedure.agency_text.clone()
    }
}

/// Counts `limit` from `received` under the rules of that day.
#[must_use]
pub fn explain(calendar: &Calendar, received: DateTime, limit: Limit) -> Derivation {
    calendar.explain(received, limit, law::parameters_on(&received.date().to_string()))
}
