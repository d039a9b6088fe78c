//! Published reference data in memory: organisation, people, calendars, procedures.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use calendar::Calendar;
use domain::dossier::event::{CalendarPin, ProcedurePin};
use domain::ids::{PersonId, ProcedureCode, UnitId};
use domain::organisation::{Organisation, Person, Role};
use domain::procedure::Procedure;
use jiff::civil::Date;
use province::{Calendars, Province};

use crate::fold::fold;

/// One snapshot of everything that is published.
#[derive(Clone)]
pub struct Reference {
    /// The province's data set as loaded.
    pub province: Arc<Province>,
    /// Units with their history.
    pub organisation: Arc<Organisation>,
    people: HashMap<PersonId, Arc<Person>>,
    procedures: BTreeMap<ProcedureCode, Vec<Arc<Procedure>>>,
    folded: Vec<(String, ProcedureCode)>,
    calendars: Vec<(u32, Calendars)>,
    /// How many versions published in the store this was made from; none is ever taken back.
    pub published: u64,
}

impl Reference {
    /// Builds the snapshot of a province; the last calendar published is the one in force.
    #[must_use]
    pub fn new(province: Province) -> Self {
        let people =
            province.people.iter().map(|person| (person.id.clone(), Arc::new(person.clone()))).collect();
        let mut reference = Self {
            organisation: Arc::new(province.organisation.clone()),
            people,
            procedures: BTreeMap::new(),
            folded: Vec::new(),
            calendars: vec![(province.calendar.version, province.calendars.clone())],
            province: Arc::new(province),
            published: 0,
        };
        for procedure in reference.province.procedures.clone() {
            reference.add_procedure(procedure);
        }
        reference
    }

    /// Adds a version; replaces nothing.
    pub fn add_procedure(&mut self, procedure: Procedure) {
        let text = fold(&format!("{} {} {}", procedure.code, procedure.name.vi, procedure.field));
        let code = procedure.code.clone();
        let versions = self.procedures.entry(code.clone()).or_default();
        if versions.iter().any(|known| known.version == procedure.version) {
            return;
        }
        versions.push(Arc::new(procedure));
        versions.sort_by_key(|version| version.version);
        self.folded.retain(|(_, known)| *known != code);
        self.folded.push((text, code));
    }

    /// Adds a calendar version; the highest is the one in force.
    pub fn add_calendars(&mut self, version: u32, calendars: Calendars) {
        self.calendars.push((version, calendars));
        self.calendars.sort_by_key(|(version, _)| *version);
    }

    /// The calendar version in force.
    #[must_use]
    pub fn calendars(&self) -> &Calendars {
        self.calendars.last().map_or(&self.province.calendars, |(_, calendars)| calendars)
    }

    /// The calendar in force for `unit`.
    #[must_use]
    pub fn calendar_for(&self, unit: &UnitId) -> &Calendar {
        self.calendars().of(unit)
    }

    /// The calendar that a recorded date was counted with, if it is still at hand.
    #[must_use]
    pub fn calendar_pinned(&self, pin: &CalendarPin) -> Option<&Calendar> {
        self.calendars.iter().find_map(|(_, version)| version.with_fingerprint(pin.fingerprint))
    }

    /// The desk that receives when nobody names one: the first of the Centre's, else the Centre itself.
    #[must_use]
    pub fn default_desk(&self) -> &UnitId {
        self.province.desks.first().unwrap_or(&self.province.meta.centre)
    }

    /// The agency code that begins the dossier codes of `desk`: its own, else that of the first unit above it.
    #[must_use]
    pub fn receiving_agency_code(&self, desk: &UnitId, day: Date) -> String {
        let mut at = Some(desk.clone());
        for _ in 0..8 {
            let Some(unit) = at.and_then(|id| self.organisation.unit_or_latest(&id, day)) else { break };
            if let Some(code) = &unit.agency_code {
                return code.clone();
            }
            at = unit.parent.clone();
        }
        format!("000.00.00.{}", self.province.meta.code_level_1)
    }

    /// The version of `code` in force on `day`.
    #[must_use]
    pub fn procedure_in_force(&self, code: &ProcedureCode, day: Date) -> Option<&Arc<Procedure>> {
        self.procedures.get(code)?.iter().rev().find(|version| version.in_force_on(day))
    }

    /// The latest version of `code`, in force or not.
    #[must_use]
    pub fn procedure_latest(&self, code: &ProcedureCode) -> Option<&Arc<Procedure>> {
        self.procedures.get(code)?.last()
    }

    /// The pinned version.
    #[must_use]
    pub fn procedure_pinned(&self, pin: &ProcedurePin) -> Option<&Arc<Procedure>> {
        self.procedures.get(&pin.code)?.iter().find(|version| version.version == pin.version)
    }

    /// The procedures in force on `day` that match, in order of field and name.
    #[must_use]
    pub fn procedures_on(&self, day: Date, filter: &ProcedureFilter) -> Vec<Arc<Procedure>> {
        let words: Vec<String> =
            fold(&filter.text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        let mut found: Vec<Arc<Procedure>> = self
            .folded
            .iter()
            .filter(|(text, _)| words.iter().all(|word| text.contains(word.as_str())))
            .filter_map(|(_, code)| self.procedure_in_force(code, day))
            .filter(|procedure| filter.field.as_ref().is_none_or(|field| procedure.field == *field))
            .filter(|procedure| filter.unit.as_ref().is_none_or(|unit| procedure.agency == *unit))
            .cloned()
            .collect();
        found.sort_by(|a, b| (&a.field, &a.name.vi, &a.code).cmp(&(&b.field, &b.name.vi, &b.code)));
        found
    }

    /// The fields that have a procedure in force on `day`.
    #[must_use]
    pub fn fields_on(&self, day: Date) -> Vec<String> {
        let mut fields: Vec<String> =
            self.procedures_on(day, &ProcedureFilter::default()).iter().map(|p| p.field.clone()).collect();
        fields.sort();
        fields.dedup();
        fields
    }

    /// Every version of every procedure.
    pub fn all_procedures(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        self.procedures.values().flatten()
    }

    /// A person by id.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Arc<Person>> {
        self.people.get(id)
    }

    /// Everybody.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.values()
    }

    /// A person's name, else the id.
    #[must_use]
    pub fn person_name(&self, id: &PersonId) -> String {
        self.person(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// A unit's name on `day`, else its latest, else the id.
    #[must_use]
    pub fn unit_name(&self, id: &UnitId, day: Date) -> String {
        self.organisation.unit_or_latest(id, day).map_or_else(|| id.to_string(), |unit| unit.name.vi.clone())
    }

    /// A unit's name with its agency, for readers of other agencies: `Phòng Kinh tế, Sở Công Thương`.
    #[must_use]
    pub fn section_name(&self, id: &UnitId, day: Date) -> String {
        let own = self.unit_name(id, day);
        let agency = self.unit_name(&self.organisation.agency_of(id, day), day);
        if own.contains(&agency) { own } else { format!("{own}, {agency}") }
    }

    /// The people who hold `role` in `unit` on `day`, in order of id.
    #[must_use]
    pub fn posted(&self, role: Role, unit: &UnitId, day: Date) -> Vec<Arc<Person>> {
        let mut found: Vec<Arc<Person>> =
            self.people.values().filter(|person| person.holds(role, unit, day)).cloned().collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    /// Whether results can be collected at `desk` on `day`: an officer of the counter sits there.
    #[must_use]
    pub fn gives_back(&self, desk: &UnitId, day: Date) -> bool {
        !self.posted(Role::CounterOfficer, desk, day).is_empty()
    }

    /// The desk officer accountable for dossiers that nobody at the desk recorded.
    #[must_use]
    pub fn duty_officer(&self, desk: &UnitId, field: &str, day: Date) -> Option<PersonId> {
        let officers = self.posted(Role::CounterOfficer, desk, day);
        let covers = |person: &&Arc<Person>| {
            person
                .postings_on(day)
                .any(|posting| posting.unit == *desk && posting.fields.iter().any(|f| f == field))
        };
        officers.iter().find(covers).or_else(|| officers.first()).map(|person| person.id.clone())
    }
}

/// Which procedures to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProcedureFilter {
    /// Words in any order, with or without tones; code, name or field.
    pub text: String,
    /// Field.
    pub field: Option<String>,
    /// Settling agency.
    pub unit: Option<UnitId>,
}
