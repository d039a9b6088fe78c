//! Who of the province's people does an act: anybody who has the right to, the holder first.

use std::collections::HashMap;
use std::sync::Arc;

use domain::dossier::Dossier;
use domain::ids::UnitId;
use domain::organisation::{Person, Role};
use domain::procedure::Procedure;
use domain::procedure::process::Work;
use domain::rights;
use jiff::civil::Date;

use super::random::Random;
use crate::reference::Reference;

/// The province's people by the agency that they work in.
pub(super) struct Crew {
    reference: Arc<Reference>,
    by_agency: HashMap<UnitId, Vec<Arc<Person>>>,
    counter: Vec<Arc<Person>>,
}

impl Crew {
    /// The people of `reference` as they are posted on `day`.
    pub fn new(reference: Arc<Reference>, day: Date) -> Self {
        let mut people: Vec<Arc<Person>> = reference.people().cloned().collect();
        people.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_agency: HashMap<UnitId, Vec<Arc<Person>>> = HashMap::new();
        let mut counter = Vec::new();
        for person in people {
            for posting in person.postings_on(day) {
                let agency = reference.organisation.agency_of(&posting.unit, day);
                let known = by_agency.entry(agency).or_default();
                if known.last().is_none_or(|last| last.id != person.id) {
                    known.push(Arc::clone(&person));
                }
            }
            if person.is(Role::CounterOfficer, day) {
                counter.push(person);
            }
        }
        Self { reference, by_agency, counter }
    }

    /// The counter officer who receives for `agency`: one sent by it, else any.
    pub fn receiver(&self, agency: &UnitId, day: Date, random: &mut Random) -> Option<Arc<Person>> {
        let sent_by = |person: &&Arc<Person>| {
            person.postings_on(day).any(|posting| posting.home.as_ref() == Some(agency))
        };
        let own: Vec<&Arc<Person>> = self.counter.iter().filter(sent_by).collect();
        match random.pick(&own) {
            Some(person) => Some(Arc::clone(person)),
            None => random.pick(&self.counter).cloned(),
        }
    }

    /// Somebody who may do `action`, and `work` where it is to be done by a function.
    pub fn who(
        &self,
        action: &str,
        dossier: &Dossier,
        procedure: &Procedure,
        work: Option<Work<'_>>,
        day: Date,
        random: &mut Random,
    ) -> Option<Arc<Person>> {
        let organisation = &self.reference.organisation;
        let unit = dossier.in_transit_to.as_ref().unwrap_or(&dossier.holder.unit);
        let fits = |person: &&Arc<Person>| {
            rights::may(person, action, Some(dossier), &procedure.agency, organisation, day).is_ok()
                && work.is_none_or(|work| rights::may_complete(person, work, unit, organisation, day).is_ok())
        };
        if let Some(holder) = dossier.holder.person.as_ref().and_then(|id| self.reference.person(id))
            && action != "confirm-withdrawal"
            && fits(&holder)
        {
            return Some(Arc::clone(holder));
        }
        let mut agencies: Vec<UnitId> = Vec::new();
        let asked = dossier.consultations.iter().flat_map(|one| &one.units).map(|asked| Some(&asked.unit));
        let near = [Some(&dossier.holder.unit), dossier.in_transit_to.as_ref(), Some(&dossier.desk)];
        for near in near.into_iter().chain(asked) {
            let agency = near.map(|unit| organisation.agency_of(unit, day));
            agencies.extend(agency.filter(|agency| !agencies.contains(agency)));
        }
        // The second half of a withdrawal is another person's.
        let first = dossier.withdrawal.as_ref().and_then(|asked| asked.by.person());
        let fits = |person: &&Arc<Person>| {
            fits(person) && (action != "confirm-withdrawal" || Some(&person.id) != first)
        };
        let fitting: Vec<&Arc<Person>> =
            agencies.iter().filter_map(|agency| self.by_agency.get(agency)).flatten().filter(fits).collect();
        random.pick(&fitting).map(|person| Arc::clone(person))
    }

    /// Somebody of `unit` who may answer for it.
    pub fn of_unit(
        &self,
        unit: &UnitId,
        dossier: &Dossier,
        procedure: &Procedure,
        day: Date,
        random: &mut Random,
    ) -> Option<Arc<Person>> {
        let organisation = &self.reference.organisation;
        let fits = |person: &&Arc<Person>| {
            let own = |posting: &domain::organisation::Posting| {
                domain::dossier::in_line(organisation, &posting.unit, unit, day)
            };
            person.postings_on(day).any(own)
                && rights::may(
                    person,
                    "answer-consultation",
                    Some(dossier),
                    &procedure.agency,
                    organisation,
                    day,
                )
                .is_ok()
        };
        let agency = organisation.agency_of(unit, day);
        let fitting: Vec<&Arc<Person>> =
            self.by_agency.get(&agency).into_iter().flatten().filter(fits).collect();
        random.pick(&fitting).map(|person| Arc::clone(person))
    }
}
