//! Who of the province's people does an act: anybody who has the right to, the holder first.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use domain::dossier::{Dossier, in_line};
use domain::ids::{PersonId, UnitId};
use domain::organisation::{Person, Posting, Role};
use domain::procedure::Procedure;
use domain::procedure::process::Work;
use domain::rights::{self, Relation};
use jiff::civil::Date;

use super::random::Random;
use crate::reference::Reference;

/// What somebody is looked for to do.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The act.
    pub action: &'static str,
    /// The work of the process, where it is to be done by a function.
    pub work: Option<Work<'a>>,
    /// Who did its first half: a second person is needed.
    pub not: Option<&'a PersonId>,
    /// The unit in whose line they must be, where the rules ask for more than the table of rights.
    pub line: Option<&'a UnitId>,
}

/// People by their agency and what they may do there.
type Able = HashMap<(UnitId, &'static str), Rc<[Arc<Person>]>>;

/// The province's people by the agency that they work in.
pub(super) struct Crew {
    reference: Arc<Reference>,
    by_agency: HashMap<UnitId, Vec<Arc<Person>>>,
    counter: Vec<Arc<Person>>,
    post: Vec<Arc<Person>>,
    leaders: Vec<Arc<Person>>,
    /// Those of an agency who have a function for an act, whatever the dossier.
    able: RefCell<Able>,
}

impl Crew {
    /// The people of `reference` as they are posted on `day`.
    pub fn new(reference: Arc<Reference>, day: Date) -> Self {
        let mut people: Vec<Arc<Person>> = reference.people().cloned().collect();
        people.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_agency: HashMap<UnitId, Vec<Arc<Person>>> = HashMap::new();
        let (mut counter, mut post, mut leaders) = (Vec::new(), Vec::new(), Vec::new());
        for person in people {
            for posting in person.postings_on(day) {
                let agency = reference.organisation.agency_of(&posting.unit, day);
                let known = by_agency.entry(agency).or_default();
                if known.last().is_none_or(|last| last.id != person.id) {
                    known.push(Arc::clone(&person));
                }
            }
            if person.is(Role::Director, day) || person.is(Role::DeputyDirector, day) {
                leaders.push(Arc::clone(&person));
            }
            if person.is(Role::PostClerk, day) {
                post.push(Arc::clone(&person));
            }
            if person.is(Role::CounterOfficer, day) {
                counter.push(person);
            }
        }
        Self { reference, by_agency, counter, post, leaders, able: RefCell::default() }
    }

    /// Everybody who receives at a desk.
    pub fn counter(&self) -> &[Arc<Person>] {
        &self.counter
    }

    /// The staff of the public post.
    pub fn post(&self) -> &[Arc<Person>] {
        &self.post
    }

    /// Those who lead the Centre.
    pub fn leaders(&self) -> &[Arc<Person>] {
        &self.leaders
    }

    /// The people of an agency and of everything below it.
    pub fn of_agency(&self, agency: &UnitId) -> &[Arc<Person>] {
        self.by_agency.get(agency).map_or(&[], Vec::as_slice)
    }

    /// A counter officer of `desk` who is not `not`.
    pub fn at_desk(
        &self,
        desk: &UnitId,
        not: Option<&PersonId>,
        day: Date,
        random: &mut Random,
    ) -> Option<Arc<Person>> {
        let here = |person: &&Arc<Person>| {
            let own = |posting: &Posting| posting.unit == *desk && posting.role == Role::CounterOfficer;
            Some(&person.id) != not && person.postings_on(day).any(own)
        };
        let fitting: Vec<&Arc<Person>> = self.counter.iter().filter(here).collect();
        random.pick(&fitting).map(|person| Arc::clone(person))
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

    /// The people of an agency who have a function for an act: most have none, which is seen without the dossier.
    fn able(&self, agency: UnitId, action: &'static str) -> Rc<[Arc<Person>]> {
        let found = |(agency, action): &(UnitId, &'static str)| {
            let gives = |posting: &Posting| {
                rights::ways_to(action)
                    .any(|way| way.relation == Relation::Own || way.roles.contains(&posting.role))
            };
            let able = |person: &&Arc<Person>| person.postings.iter().any(gives);
            self.of_agency(agency).iter().filter(able).cloned().collect()
        };
        let key = (agency, action);
        Rc::clone(self.able.borrow_mut().entry(key).or_insert_with_key(found))
    }

    /// Somebody who may do what is wanted.
    pub fn who(
        &self,
        wanted: &Wanted<'_>,
        dossier: &Dossier,
        procedure: &Procedure,
        day: Date,
        random: &mut Random,
    ) -> Option<Arc<Person>> {
        let organisation = &self.reference.organisation;
        let unit = dossier.in_transit_to.as_ref().unwrap_or(&dossier.holder.unit);
        let fits = |person: &&Arc<Person>| {
            let own = |line: &UnitId| {
                person.postings_on(day).any(|posting| in_line(organisation, &posting.unit, line, day))
            };
            Some(&person.id) != wanted.not
                && wanted.line.is_none_or(own)
                && rights::may(person, wanted.action, Some(dossier), &procedure.agency, organisation, day)
                    .is_ok()
                && rights::may_sign(person, wanted.action, dossier, procedure, organisation, day).is_ok()
                && wanted
                    .work
                    .is_none_or(|work| rights::may_complete(person, work, unit, organisation, day).is_ok())
        };
        if let Some(holder) = dossier.holder.person.as_ref().and_then(|id| self.reference.person(id))
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
        let able: Vec<_> = agencies.into_iter().map(|agency| self.able(agency, wanted.action)).collect();
        let fitting: Vec<&Arc<Person>> = able.iter().flat_map(|able| able.iter()).filter(fits).collect();
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
            let own = |posting: &Posting| in_line(organisation, &posting.unit, unit, day);
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
