//! Parts of a procedure file: papers, charges, limits, outcomes.

use std::str::FromStr;

use calendar::Limit;
use domain::ids::{CaseId, PaperCode};
use domain::organisation::Name;
use domain::procedure::{
    Case, Channel, Charge, Decision, Exemption, OpenPoint, OutcomePaper, Placement, Recipient, RequiredPaper,
    ResultKind, StatedLimit,
};
use serde::{Deserialize, Serialize};

use super::terms::{Term as _, term, terms, words};
use super::{date_option, is_default, is_true, yes};
use crate::fault::Faults;

const LIMIT_FIX: &str =
    "Ghi 5wd (ngày làm việc), 4wh (giờ làm việc), 30d (ngày), 2m (tháng) hoặc \"0\" (ngay).";
const ID_FIX: &str = "Mã chỉ gồm chữ không dấu, số và các dấu - _ .";

/// Reads a limit such as `5wd`.
pub(crate) fn limit(faults: &mut Faults, place: &str, text: &str) -> Option<Limit> {
    faults.take(place, Limit::from_str(text), LIMIT_FIX)
}

pub(crate) fn ids<T: FromStr>(faults: &mut Faults, place: &str, texts: &[String]) -> Vec<T>
where
    T::Err: std::fmt::Display,
{
    texts
        .iter()
        .enumerate()
        .filter_map(|(i, text)| faults.take(&format!("{place}[{i}]"), T::from_str(text), ID_FIX))
        .collect()
}

pub(crate) fn texts<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// Converts every part, or says which parts are wrong.
pub(crate) fn each<W, T>(
    faults: &mut Faults,
    place: &str,
    list: &[W],
    convert: impl Fn(&W, &mut Faults, &str) -> Option<T>,
) -> Vec<T> {
    list.iter().enumerate().filter_map(|(i, wire)| convert(wire, faults, &format!("{place}[{i}]"))).collect()
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionWire {
    number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    issuer: String,
}

impl DecisionWire {
    pub(crate) fn of(decision: &Decision) -> Self {
        Self {
            number: decision.number.clone(),
            date: decision.date.map(|date| date.to_string()),
            issuer: decision.issuer.clone(),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Decision {
        Decision {
            number: self.number.clone(),
            date: date_option(faults, &format!("{place}.date"), self.date.as_ref()),
            issuer: self.issuer.clone(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlacementWire {
    place: String,
    #[serde(default, skip_serializing_if = "is_default")]
    site: String,
    decision: DecisionWire,
}

impl PlacementWire {
    pub(crate) fn of(placement: &Placement) -> Self {
        Self {
            place: placement.place.word().to_owned(),
            site: placement.site.clone(),
            decision: DecisionWire::of(&placement.decision),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<Placement> {
        let known = term(faults, &format!("{place}.place"), &self.place);
        let decision = self.decision.read(faults, &format!("{place}.decision"));
        Some(Placement { place: known?, site: self.site.clone(), decision })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseWire {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
}

impl CaseWire {
    pub(crate) fn of(case: &Case) -> Self {
        Self {
            id: case.id.to_string(),
            name: case.name.vi.clone(),
            name_en: case.name.en.clone(),
            limit: case.limit.map(|limit| limit.to_string()),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<Case> {
        let limit = self.limit.as_ref().and_then(|text| limit(faults, &format!("{place}.limit"), text));
        let id = faults.take(&format!("{place}.id"), CaseId::new(&self.id), ID_FIX)?;
        Some(Case { id, name: Name { vi: self.name.clone(), en: self.name_en.clone() }, limit })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperWire {
    code: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    originals: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copies: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form_file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    electronic: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    cases: Vec<String>,
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    mandatory: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    replaced_by_data: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    shown_only: bool,
}

impl PaperWire {
    pub(crate) fn of(paper: &RequiredPaper) -> Self {
        Self {
            code: paper.code.to_string(),
            name: paper.name.vi.clone(),
            name_en: paper.name.en.clone(),
            originals: paper.originals,
            copies: paper.copies,
            form: paper.form.clone(),
            form_file: paper.form_file.clone(),
            electronic: paper.electronic,
            condition: paper.condition.clone(),
            cases: texts(&paper.cases),
            mandatory: paper.mandatory,
            replaced_by_data: paper.replaced_by_data,
            shown_only: paper.shown_only,
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<RequiredPaper> {
        let cases = ids(faults, &format!("{place}.cases"), &self.cases);
        let code = faults.take(&format!("{place}.code"), PaperCode::new(&self.code), ID_FIX)?;
        Some(RequiredPaper {
            code,
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            originals: self.originals,
            copies: self.copies,
            form: self.form.clone(),
            form_file: self.form_file.clone(),
            electronic: self.electronic,
            condition: self.condition.clone(),
            cases,
            mandatory: self.mandatory,
            replaced_by_data: self.replaced_by_data,
            shown_only: self.shown_only,
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatedLimitWire {
    applies_to: String,
    limit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
}

impl StatedLimitWire {
    pub(crate) fn of(stated: &StatedLimit) -> Self {
        Self {
            applies_to: stated.applies_to.clone(),
            limit: stated.limit.to_string(),
            channel: stated.channel.map(|channel| channel.word().to_owned()),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<StatedLimit> {
        let channel: Option<Channel> =
            self.channel.as_ref().and_then(|word| term(faults, &format!("{place}.channel"), word));
        let limit = limit(faults, &format!("{place}.limit"), &self.limit)?;
        Some(StatedLimit { applies_to: self.applies_to.clone(), limit, channel })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExemptionWire {
    who: String,
    percent_off: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    basis: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChargeWire {
    code: String,
    name: String,
    #[serde(default = "not_stated")]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usd: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    per: String,
    #[serde(default = "owed", skip_serializing_if = "is_owed")]
    role: String,
    #[serde(default, skip_serializing_if = "is_default")]
    set_by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    cases: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    channels: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    exemptions: Vec<ExemptionWire>,
}

impl PartialEq for ExemptionWire {
    fn eq(&self, other: &Self) -> bool {
        (&self.who, self.percent_off, &self.basis) == (&other.who, other.percent_off, &other.basis)
    }
}

fn not_stated() -> String {
    "not-stated".to_owned()
}

fn owed() -> String {
    "owed".to_owned()
}

fn is_owed(role: &str) -> bool {
    role == "owed"
}

impl ChargeWire {
    pub(crate) fn of(charge: &Charge) -> Self {
        Self {
            code: charge.code.clone(),
            name: charge.name.clone(),
            kind: charge.kind.word().to_owned(),
            amount: charge.amount,
            usd: charge.usd,
            per: charge.per.clone(),
            role: charge.role.word().to_owned(),
            set_by: charge.set_by.clone(),
            condition: charge.condition.clone(),
            cases: texts(&charge.cases),
            channels: words(&charge.channels),
            from: charge.from.map(|date| date.to_string()),
            to: charge.to.map(|date| date.to_string()),
            exemptions: charge
                .exemptions
                .iter()
                .map(|exemption| ExemptionWire {
                    who: exemption.who.clone(),
                    percent_off: exemption.percent_off,
                    basis: exemption.basis.clone(),
                })
                .collect(),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<Charge> {
        let cases = ids(faults, &format!("{place}.cases"), &self.cases);
        let channels = terms(faults, &format!("{place}.channels"), &self.channels);
        let from = date_option(faults, &format!("{place}.from"), self.from.as_ref());
        let to = date_option(faults, &format!("{place}.to"), self.to.as_ref());
        let role = term(faults, &format!("{place}.role"), &self.role)?;
        let kind = term(faults, &format!("{place}.kind"), &self.kind)?;
        Some(Charge {
            code: self.code.clone(),
            name: self.name.clone(),
            kind,
            amount: self.amount,
            usd: self.usd,
            per: self.per.clone(),
            role,
            set_by: self.set_by.clone(),
            condition: self.condition.clone(),
            cases,
            channels,
            from,
            to,
            exemptions: self
                .exemptions
                .iter()
                .map(|wire| Exemption {
                    who: wire.who.clone(),
                    percent_off: wire.percent_off,
                    basis: wire.basis.clone(),
                })
                .collect(),
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultWire {
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    #[serde(default, skip_serializing_if = "is_default")]
    note: String,
}

impl ResultWire {
    pub(crate) fn of(result: &ResultKind) -> Self {
        Self { name: result.name.vi.clone(), name_en: result.name.en.clone(), note: result.note.clone() }
    }

    pub(crate) fn read(&self) -> ResultKind {
        ResultKind { name: Name { vi: self.name.clone(), en: self.name_en.clone() }, note: self.note.clone() }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientWire {
    code: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
}

impl RecipientWire {
    pub(crate) fn of(recipient: &Recipient) -> Self {
        let name = &recipient.name;
        Self { code: recipient.code.clone(), name: name.vi.clone(), name_en: name.en.clone() }
    }

    pub(crate) fn read(&self) -> Recipient {
        Recipient { code: self.code.clone(), name: Name { vi: self.name.clone(), en: self.name_en.clone() } }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeWire {
    outcome: String,
    form: String,
    signer: String,
}

impl OutcomeWire {
    pub(crate) fn of(paper: &OutcomePaper) -> Self {
        Self {
            outcome: paper.outcome.word().to_owned(),
            form: paper.form.word().to_owned(),
            signer: paper.signer.word().to_owned(),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<OutcomePaper> {
        let outcome = term(faults, &format!("{place}.outcome"), &self.outcome);
        let form = term(faults, &format!("{place}.form"), &self.form);
        let signer = term(faults, &format!("{place}.signer"), &self.signer);
        Some(OutcomePaper { outcome: outcome?, form: form?, signer: signer? })
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenWire {
    field: String,
    what: String,
}

impl OpenWire {
    pub(crate) fn of(open: &OpenPoint) -> Self {
        Self { field: open.field.clone(), what: open.what.clone() }
    }

    pub(crate) fn read(&self) -> OpenPoint {
        OpenPoint { field: self.field.clone(), what: self.what.clone() }
    }
}
