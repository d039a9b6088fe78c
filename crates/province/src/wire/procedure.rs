//! The file of one procedure version.

use calendar::Limit;
use domain::ids::{CaseId, ProcedureCode, UnitId};
use domain::organisation::{Name, Validity};
use domain::procedure::{ClockRule, Procedure};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::parts::{
    CaseWire, ChargeWire, DecisionWire, OpenWire, OutcomeWire, PaperWire, PlacementWire, RecipientWire,
    ResultWire, StatedLimitWire, each, ids, limit, texts,
};
use super::process::ProcessWire;
use super::record::RecordWire;
use super::terms::{Term as _, term, terms, words};
use super::{date, date_option, is_default, is_one, one};
use crate::WorkedCase;
use crate::fault::Faults;

const CODE_FIX: &str = "Ghi mã như 1.004227: chữ không dấu, số và các dấu - _ .";
const UNIT_FIX: &str = "Ghi mã đơn vị có trong units.yaml.";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProcedureWire {
    code: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    version: u32,
    valid_from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_to: Option<String>,
    publication: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    placement: Option<PlacementWire>,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    field: String,
    agency: String,
    #[serde(default, skip_serializing_if = "is_default")]
    agency_text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    coordinating: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    levels: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    legal_basis: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    applicants: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    channels: Vec<String>,
    #[serde(default = "no_online", skip_serializing_if = "is_no_online")]
    online: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stated_limits: Vec<StatedLimitWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cases: Vec<CaseWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    papers: Vec<PaperWire>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    sets: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    charges: Vec<ChargeWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    free_of_charge: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    results: Vec<ResultWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    conditions: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    process: Option<ProcessWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supplement_days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_days: Option<u16>,
    #[serde(default, skip_serializing_if = "is_default")]
    supplement_resumes: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<RecipientWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outcomes: Vec<OutcomeWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    worked_cases: Vec<WorkedCaseWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    open: Vec<OpenWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<RecordWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkedCaseWire {
    received: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    due: String,
}

fn no_online() -> String {
    "none".to_owned()
}

fn is_no_online(word: &str) -> bool {
    word == "none"
}

impl ProcedureWire {
    pub(crate) fn of(procedure: &Procedure) -> Self {
        Self {
            code: procedure.code.to_string(),
            version: procedure.version,
            valid_from: procedure.validity.from.to_string(),
            valid_to: procedure.validity.to.map(|date| date.to_string()),
            publication: procedure.publication.word().to_owned(),
            decision: procedure.decision.as_ref().map(DecisionWire::of),
            placement: procedure.placement.as_ref().map(PlacementWire::of),
            name: procedure.name.vi.clone(),
            name_en: procedure.name.en.clone(),
            field: procedure.field.clone(),
            agency: procedure.agency.to_string(),
            agency_text: procedure.agency_text.clone(),
            coordinating: texts(&procedure.coordinating),
            levels: words(&procedure.levels),
            legal_basis: procedure.legal_basis.clone(),
            applicants: words(&procedure.applicants),
            channels: words(&procedure.channels),
            online: procedure.online.word().to_owned(),
            limit: procedure.limit_stated.then(|| procedure.limit.to_string()),
            stated_limits: procedure.stated_limits.iter().map(StatedLimitWire::of).collect(),
            cases: procedure.cases.iter().map(CaseWire::of).collect(),
            papers: procedure.papers.iter().map(PaperWire::of).collect(),
            sets: procedure.sets,
            charges: procedure.charges.iter().map(ChargeWire::of).collect(),
            free_of_charge: procedure.free_of_charge,
            results: procedure.results.iter().map(ResultWire::of).collect(),
            conditions: procedure.conditions.clone(),
            process: procedure.process.as_ref().map(ProcessWire::of),
            supplement_days: procedure.supplement_days,
            answer_days: procedure.answer_days,
            supplement_resumes: procedure.supplement_clock == ClockRule::Resume,
            recipients: procedure.recipients.iter().map(RecipientWire::of).collect(),
            outcomes: procedure.outcomes.iter().map(OutcomeWire::of).collect(),
            worked_cases: Vec::new(),
            open: procedure.open.iter().map(OpenWire::of).collect(),
            record: RecordWire::of(&procedure.record),
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults) -> Option<Procedure> {
        let code = faults.take("code", ProcedureCode::new(&self.code), CODE_FIX);
        let agency = faults.take("agency", UnitId::new(&self.agency), UNIT_FIX);
        let from = date(faults, "valid_from", &self.valid_from);
        let to = date_option(faults, "valid_to", self.valid_to.as_ref());
        let publication = term(faults, "publication", &self.publication);
        let online = term(faults, "online", &self.online);
        let stated = self.limit.as_ref().map(|text| limit(faults, "limit", text));
        let limit_stated = stated.is_some();
        let procedure = Procedure {
            code: code?,
            version: self.version,
            validity: Validity { from: from?, to },
            publication: publication?,
            decision: self.decision.as_ref().map(|wire| wire.read(faults, "decision")),
            placement: self.placement.as_ref().and_then(|wire| wire.read(faults, "placement")),
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            field: self.field.clone(),
            agency: agency?,
            agency_text: self.agency_text.clone(),
            coordinating: ids(faults, "coordinating", &self.coordinating),
            levels: terms(faults, "levels", &self.levels),
            legal_basis: self.legal_basis.clone(),
            applicants: terms(faults, "applicants", &self.applicants),
            channels: terms(faults, "channels", &self.channels),
            online: online?,
            cases: each(faults, "cases", &self.cases, CaseWire::read),
            papers: each(faults, "papers", &self.papers, PaperWire::read),
            sets: self.sets,
            limit: stated.flatten().unwrap_or(Limit::WorkingDays(0)),
            limit_stated,
            stated_limits: each(faults, "stated_limits", &self.stated_limits, StatedLimitWire::read),
            charges: each(faults, "charges", &self.charges, ChargeWire::read),
            free_of_charge: self.free_of_charge,
            results: self.results.iter().map(ResultWire::read).collect(),
            conditions: self.conditions.clone(),
            process: self.process.as_ref().and_then(|wire| wire.read(faults, "process")),
            supplement_days: self.supplement_days,
            answer_days: self.answer_days,
            supplement_clock: if self.supplement_resumes { ClockRule::Resume } else { ClockRule::Restart },
            recipients: self.recipients.iter().map(RecipientWire::read).collect(),
            outcomes: each(faults, "outcomes", &self.outcomes, OutcomeWire::read),
            open: self.open.iter().map(OpenWire::read).collect(),
            record: self.record.as_ref().map(|wire| wire.read(faults, "record")).unwrap_or_default(),
        };
        Some(procedure)
    }

    pub(crate) fn worked_cases(&self, faults: &mut Faults) -> Vec<WorkedCase> {
        const FIX: &str = "Ghi thời điểm theo dạng 2019-08-30T14:20.";
        let Ok(code) = ProcedureCode::new(&self.code) else { return Vec::new() };
        each(faults, "worked_cases", &self.worked_cases, |wire, faults, place| {
            let received = faults.take(&format!("{place}.received"), wire.received.parse::<DateTime>(), FIX);
            let due = faults.take(&format!("{place}.due"), wire.due.parse::<DateTime>(), FIX);
            let case = wire
                .case
                .as_ref()
                .and_then(|text| faults.take(&format!("{place}.case"), CaseId::new(text), CODE_FIX));
            Some(WorkedCase { procedure: code.clone(), received: received?, case, due: due? })
        })
    }
}
