//! The province as data: units, people, calendar and procedures, read from files.
//!
//! [`Province::load`] reads a folder and reports every fault of every file at once;
//! [`Province::demo`] is the demonstration province carried inside the program. The
//! written form lives in `wire`, beside the domain types and unknown to them. Foreign
//! records come in through [`import`].
//!
//! Not here: the rules that make a procedure fit to publish (`domain::procedure::check`).

mod embedded;
mod fault;
pub mod import;
mod load;
pub mod message;
mod wire;

use std::collections::BTreeMap;

use calendar::{Calendar, CalendarSource, UnitExceptions};
use domain::ids::{CaseId, ProcedureCode, UnitId};
use domain::organisation::{Name, Organisation, Person};
use domain::procedure::{Decision, Procedure};
use jiff::civil::{Date, DateTime};

pub use fault::DataFault;
use message::{KINDS, Template, Values};

/// A province: everything that is data, checked for form and for references.
#[derive(Clone)]
pub struct Province {
    /// Names and addresses.
    pub meta: Meta,
    /// Units in all their validities.
    pub organisation: Organisation,
    /// Staff and demonstration accounts.
    pub people: Vec<Person>,
    /// The published calendar.
    pub calendar: CalendarSource,
    /// The compiled calendars.
    pub calendars: Calendars,
    /// All versions of all procedures, by code and version.
    pub procedures: Vec<Procedure>,
    /// Reception desks of the Centre.
    pub desks: Vec<UnitId>,
    /// Promises worked out by hand, proved by a test.
    pub worked_cases: Vec<WorkedCase>,
    /// Texts that are sent to applicants, in all their versions.
    pub messages: Vec<Template>,
}

/// What the province and its Centre are called and where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The province.
    pub name: Name,
    /// Level-1 code of the province in agency codes, for example `H36`.
    pub code_level_1: String,
    /// The Centre.
    pub centre: UnitId,
    /// The People's Committee.
    pub committee: UnitId,
    /// The Office that the Centre belongs to.
    pub office: UnitId,
    /// The agency of the demonstration accounts.
    pub first_agency: UnitId,
    /// Address of the Centre.
    pub address: String,
    /// Hotline.
    pub hotline: String,
    /// E-mail of the Centre.
    pub email: String,
    /// Web address of the Centre.
    pub website: String,
    /// Place name in the date line of papers.
    pub paper_place: String,
    /// Upper line of the paper head, in capitals.
    pub paper_head_upper: String,
    /// Second line of the paper head, in capitals.
    pub paper_head: String,
    /// The regulation of the Centre.
    pub regulation: Decision,
    /// The decision that founded the Centre.
    pub founding: Decision,
    /// The account to which charges and fees are transferred; `None` where only cash is taken.
    pub account: Option<Account>,
    /// Whether this is a demonstration: codes, people and texts partly invented.
    pub demo: bool,
    /// What is invented or doubtful, for the reader.
    pub notes: Vec<String>,
}

/// A bank account for charges and fees, as a payment QR names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The bank's number in the national network: six digits.
    pub bin: String,
    /// The bank's name.
    pub bank: String,
    /// Number of the account.
    pub number: String,
    /// In whose name.
    pub holder: String,
}

/// One version of the calendar: of the province and of units with exceptions.
#[derive(Clone)]
pub struct Calendars {
    /// The province's.
    pub base: Calendar,
    /// Units with exceptions of their own.
    pub units: BTreeMap<UnitId, Calendar>,
    /// The exceptions as published, for the version that follows.
    pub exceptions: BTreeMap<UnitId, UnitExceptions>,
}

impl Calendars {
    /// The calendar of `unit`, else the province's.
    #[must_use]
    pub fn of(&self, unit: &UnitId) -> &Calendar {
        self.units.get(unit).unwrap_or(&self.base)
    }

    /// The calendar of this version, the province's or a unit's, with that fingerprint.
    #[must_use]
    pub fn with_fingerprint(&self, fingerprint: u64) -> Option<&Calendar> {
        let mut all = std::iter::once(&self.base).chain(self.units.values());
        all.find(|calendar| calendar.fingerprint() == fingerprint)
    }
}

/// A promise worked out by hand, kept with its procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedCase {
    /// The procedure.
    pub procedure: ProcedureCode,
    /// When the dossier is accepted.
    pub received: DateTime,
    /// Its case.
    pub case: Option<CaseId>,
    /// The promised instant.
    pub due: DateTime,
}

impl Province {
    /// The version of `code` in force on `day`.
    #[must_use]
    pub fn procedure_on(&self, code: &ProcedureCode, day: Date) -> Option<&Procedure> {
        self.procedures
            .iter()
            .filter(|procedure| procedure.code == *code && procedure.in_force_on(day))
            .max_by_key(|procedure| procedure.version)
    }

    /// The template `id` in use on `day`; of two the newer.
    #[must_use]
    pub fn template_on(&self, id: &str, day: Date) -> Option<&Template> {
        let in_use = |own: &&Template| own.id == id && own.validity.covers(day);
        self.messages.iter().filter(in_use).max_by_key(|own| own.validity.from)
    }

    /// The kinds of notices that have no template on `day`.
    #[must_use]
    pub fn kinds_without_template(&self, day: Date) -> Vec<&'static str> {
        KINDS.into_iter().filter(|kind| self.template_on(kind, day).is_none()).collect()
    }

    /// The longest that each placeholder can become in this province.
    #[must_use]
    pub fn longest_values(&self) -> Values {
        longest_values(&self.meta, &self.organisation)
    }

    /// The exact `version` of `code`, as a dossier pins it.
    #[must_use]
    pub fn procedure(&self, code: &ProcedureCode, version: u32) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.code == *code && procedure.version == version)
    }
}

pub(crate) fn longest_values(meta: &Meta, organisation: &Organisation) -> Values {
    let own = format!("000.00.00.{}", meta.code_level_1);
    let codes = organisation.units().iter().filter_map(|unit| unit.agency_code.as_deref());
    let agency = codes.chain([own.as_str()]).max_by_key(|code| code.len()).unwrap_or_default();
    let stages = domain::dossier::Stage::ALL.into_iter().map(message::stage_words);
    Values {
        code: format!("{agency}-991231-9999999"),
        stage: stages.max_by_key(|words| words.chars().count()).unwrap_or_default().to_owned(),
        day: "30/12/2099".to_owned(),
        hotline: meta.hotline.clone(),
        link: format!("{}/tra-cuu?ma={agency}-991231-9999999", meta.website),
    }
}

/// Writes a procedure in the form of the province's own files.
///
/// Reading the text back gives an equal value.
#[must_use]
pub fn write_procedure_yaml(procedure: &Procedure) -> String {
    load::write_procedure(procedure)
}

/// Reads one procedure from the form of the province's own files (YAML or JSON).
///
/// # Errors
///
/// Every fault of the text; `file` names it in them.
pub fn read_procedure_yaml(file: &str, text: &str) -> Result<Procedure, Vec<DataFault>> {
    load::read_procedure(file, text).map(|(procedure, _)| procedure)
}

/// The worked cases of `procedure` that its limit does not give on `calendars`, each with the instant that it does.
#[must_use]
pub fn misjudged<'w>(
    procedure: &Procedure,
    worked: &'w [WorkedCase],
    calendars: &Calendars,
) -> Vec<(&'w WorkedCase, DateTime)> {
    let own = worked.iter().filter(|case| case.procedure == procedure.code);
    let counted = own.map(|case| {
        let parameters = law::parameters_on(&case.received.date().to_string());
        (case, calendars.base.due(case.received, procedure.limit_of(case.case.as_ref()), parameters).at)
    });
    counted.filter(|(case, due)| case.due != *due).collect()
}

/// Reads a calendar version from the form of the province's `calendar.yaml` and compiles it.
///
/// A unit that the text does not name keeps the exceptions of `before`; one that it names has
/// those of the text alone, so that an entry without days ends them.
///
/// # Errors
///
/// Every fault of the text and of its days; `file` names it in them.
pub fn read_calendar_yaml(
    file: &str,
    text: &str,
    before: &Calendars,
) -> Result<(CalendarSource, Calendars), Vec<DataFault>> {
    load::read_calendar(file, text, before)
}
