//! Names as they were on the day of a paper: units, people, the letter head, the telephone.

use documents::Head;
use domain::ids::{PersonId, UnitId};
use domain::organisation::Role;
use jiff::civil::Date;

use crate::Reference;

/// The end of a letter: office and name of the signer.
pub(super) struct Signer {
    pub(super) office: Vec<String>,
    pub(super) name: String,
}

impl Signer {
    fn of(office: &[&str], name: String) -> Self {
        Self { office: office.iter().map(|line| (*line).to_owned()).collect(), name }
    }
}

/// Looks names up.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) reference: &'a Reference,
}

impl Names<'_> {
    pub(super) fn unit(&self, id: &UnitId, day: Date) -> String {
        self.reference.unit_name(id, day)
    }

    pub(super) fn person(&self, id: Option<&PersonId>) -> String {
        id.map(|id| self.reference.person_name(id)).unwrap_or_default()
    }

    /// Whether the Centre itself issues a paper of `unit`.
    pub(super) fn is_centre(&self, unit: &UnitId, day: Date) -> bool {
        let (organisation, centre) = (&self.reference.organisation, &self.reference.province.meta.centre);
        unit == centre || organisation.agency_of(unit, day) == *centre
    }

    /// The letter head of `issuer` as the unit was called on `day`, under the agency that stood above it
    /// then; an agency of a ministry's vertical system has none of the province above it.
    pub(super) fn head(&self, number: String, issuer: &UnitId, day: Date) -> Head {
        let meta = &self.reference.province.meta;
        let organisation = &self.reference.organisation;
        let agency = organisation.agency_of(issuer, day);
        let (upper_agency, unit) = if self.is_centre(issuer, day) {
            (meta.paper_head_upper.clone(), meta.paper_head.clone())
        } else {
            let above = organisation.unit_or_latest(&agency, day).and_then(|it| it.parent.clone());
            (above.map(|id| self.unit(&id, day)).unwrap_or_default(), self.unit(&agency, day))
        };
        Head { upper_agency, unit, number, place: meta.paper_place.clone(), date: day, specimen: false }
    }

    /// The telephone of the unit on that day, else of the Centre.
    pub(super) fn phone(&self, unit: &UnitId, day: Date) -> String {
        let (organisation, meta) = (&self.reference.organisation, &self.reference.province.meta);
        let of = |id: &UnitId| {
            organisation.unit_or_latest(id, day).map(|unit| unit.phone.clone()).filter(|it| !it.is_empty())
        };
        of(&organisation.agency_of(unit, day))
            .or_else(|| of(&meta.centre))
            .unwrap_or_else(|| meta.hotline.clone())
    }

    /// Who signs for `issuer`: `actor`, when they lead it; else its leader of that day.
    ///
    /// The Centre's director, or a deputy for the director; elsewhere the head (R18.2a, R18.2b).
    pub(super) fn signer(&self, actor: Option<&PersonId>, issuer: &UnitId, day: Date) -> Signer {
        let reference = self.reference;
        let person = actor.and_then(|id| reference.person(id));
        let acts_as = |role| person.is_some_and(|person| person.is(role, day));
        let (unit, role, title) = if self.is_centre(issuer, day) {
            (reference.province.meta.centre.clone(), Role::Director, "Giám đốc")
        } else {
            let agency = reference.organisation.agency_of(issuer, day);
            (agency, Role::AgencyHead, "Thủ trưởng cơ quan, đơn vị")
        };
        if role == Role::Director && acts_as(Role::DeputyDirector) {
            return Signer::of(&["KT. Giám đốc", "Phó Giám đốc"], self.person(actor));
        }
        if acts_as(role) {
            return Signer::of(&[title], self.person(actor));
        }
        let leaders = reference.posted(role, &unit, day);
        let name = match leaders.as_slice() {
            [leader] => leader.name.clone(),
            _ => String::new(),
        };
        Signer::of(&[title], name)
    }
}
