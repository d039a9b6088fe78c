//! Units, their competence, staff and postings: dated data, never code.
//!
//! A unit keeps its name and code for the time they were valid; a dossier of 2019
//! shows the agency as it was called in 2019 (R1, R2, legal facts L11).

use std::collections::HashMap;

use foldhash::fast::FixedState;
use jiff::civil::{Date, DateTime};

use crate::ids::{PersonId, UnitId};

/// A name in Vietnamese and, where known, English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Vietnamese, NFC.
    pub vi: String,
    /// English; empty where nobody has translated it.
    pub en: String,
}

impl Name {
    /// A name that has only its Vietnamese form.
    #[must_use]
    pub fn vi(text: &str) -> Self {
        Self { vi: text.to_owned(), en: String::new() }
    }
}

/// From when until when (inclusive) a fact holds; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether the fact holds on `day`.
    #[must_use]
    pub fn covers(self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// The Public Administrative Service Centre.
    Centre,
    /// The reception and return desk inside the Centre.
    Desk,
    /// The People's Committee of the province (its chairman decides).
    Committee,
    /// The Office of the delegation, council and committee.
    Office,
    /// A provincial department (sở, ban, ngành).
    Department,
    /// A division of a department or agency.
    Division,
    /// An agency of a ministry's vertical system (police, tax, social insurance, …).
    Vertical,
    /// The public post.
    Post,
    /// A district-level committee.
    District,
    /// A commune-level committee.
    Commune,
}

/// A unit of the organisation during one validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Stable id.
    pub id: UnitId,
    /// Official name during the validity.
    pub name: Name,
    /// Short name for tables.
    pub short: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// Agency code for dossier codes, for example `000.00.19.H36`; `None` where the unit never receives.
    pub agency_code: Option<String>,
    /// Procedure fields it is competent for; empty means "as its procedures say".
    pub fields: Vec<String>,
    /// When the fact holds.
    pub validity: Validity,
    /// Whether the paper has to travel more than 200 m from the Centre (R19.3).
    pub far: bool,
    /// Telephone printed on slips.
    pub phone: String,
}

/// A function that steps and rights refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reception and return of results (công chức tiếp nhận và trả kết quả).
    CounterOfficer,
    /// Handles dossiers in an agency (chuyên viên).
    Officer,
    /// Head or deputy head of a division (lãnh đạo phòng).
    DivisionHead,
    /// Head or deputy head of an agency (lãnh đạo cơ quan).
    AgencyHead,
    /// Clerk: number, seal, dispatch (văn thư).
    Clerk,
    /// Chairman or vice-chairman of the committee.
    Chairman,
    /// Director of the Centre.
    Director,
    /// Deputy director of the Centre.
    DeputyDirector,
    /// Procedure control officer of the Centre.
    ProcedureControl,
    /// Staff of the public post at the Centre.
    PostClerk,
    /// Administrator of the system; sees no dossier content.
    Administrator,
    /// Auditor; reads, never writes.
    Auditor,
    /// A citizen or an organisation's representative.
    Citizen,
}

/// A person's function in a unit for a time. Rights follow from postings, never from the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// From when until when.
    pub validity: Validity,
    /// Procedure fields; empty means all of the unit.
    pub fields: Vec<String>,
    /// For an officer seconded to the Centre: the agency that sent them.
    pub home: Option<UnitId>,
}

/// A member of staff or a citizen with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Stable id, also the user name.
    pub id: PersonId,
    /// Full name as printed on slips.
    pub name: String,
    /// Functions over time.
    pub postings: Vec<Posting>,
}

impl Person {
    /// The postings that hold on `day`.
    pub fn postings_on(&self, day: Date) -> impl Iterator<Item = &Posting> {
        self.postings.iter().filter(move |posting| posting.validity.covers(day))
    }

    /// Whether this person has `role` in `unit` on `day`.
    #[must_use]
    pub fn holds(&self, role: Role, unit: &UnitId, day: Date) -> bool {
        self.postings_on(day).any(|posting| posting.role == role && posting.unit == *unit)
    }

    /// Whether this person has `role` anywhere on `day`.
    #[must_use]
    pub fn is(&self, role: Role, day: Date) -> bool {
        self.postings_on(day).any(|posting| posting.role == role)
    }
}

/// Who has a dossier: exactly one accountable unit and person at every instant (R3.5).
///
/// `person` is who has it; after it was passed on without a name, still the one who passed it on, who may
/// belong to another unit. It is `None` for nothing that this program records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The accountable unit.
    pub unit: UnitId,
    /// The accountable person.
    pub person: Option<PersonId>,
    /// Since when.
    pub since: DateTime,
}

/// The organisation of a province with its history.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    units: Vec<Unit>,
    /// Where the units of an id are in `units`: it is asked for many times in every act.
    places: HashMap<UnitId, Vec<usize>, FixedState>,
}

impl Organisation {
    /// All units in all their validities.
    #[must_use]
    pub fn new(units: Vec<Unit>) -> Self {
        let mut places: HashMap<UnitId, Vec<usize>, FixedState> = HashMap::default();
        for (place, unit) in units.iter().enumerate() {
            places.entry(unit.id.clone()).or_default().push(place);
        }
        Self { units, places }
    }

    /// All units in all their validities.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    fn forms_of(&self, id: &UnitId) -> impl Iterator<Item = &Unit> {
        self.places.get(id).into_iter().flatten().filter_map(|place| self.units.get(*place))
    }

    /// The unit as it was on `day`.
    #[must_use]
    pub fn unit_on(&self, id: &UnitId, day: Date) -> Option<&Unit> {
        self.forms_of(id).find(|unit| unit.validity.covers(day))
    }

    /// The unit as it was on `day`, else its latest known form: for showing names of past units.
    #[must_use]
    pub fn unit_or_latest(&self, id: &UnitId, day: Date) -> Option<&Unit> {
        self.unit_on(id, day).or_else(|| self.forms_of(id).max_by_key(|unit| unit.validity.from))
    }

    /// Whether `below` is `above` or lies under it on `day`.
    #[must_use]
    pub fn is_within(&self, below: &UnitId, above: &UnitId, day: Date) -> bool {
        let mut at = Some(below);
        for _ in 0..8 {
            match at {
                Some(id) if id == above => return true,
                Some(id) => at = self.unit_on(id, day).and_then(|unit| unit.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// The agency a unit belongs to: itself, or the first ancestor that is not a division or desk.
    #[must_use]
    pub fn agency_of(&self, id: &UnitId, day: Date) -> UnitId {
        let mut at = id;
        for _ in 0..8 {
            let Some(unit) = self.unit_on(at, day) else { break };
            match (unit.kind, &unit.parent) {
                (UnitKind::Division | UnitKind::Desk, Some(parent)) => at = parent,
                _ => break,
            }
        }
        at.clone()
    }
}
