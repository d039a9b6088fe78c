//! The director of a simulated Centre urges who is late, and is answered.

use std::sync::Arc;

use domain::dossier::in_line;
use domain::ids::UnitId;
use domain::organisation::{Person, Posting, Role};
use jiff::civil::{Date, DateTime};

use super::errands::{Errand, place, taken};
use super::{Simulation, Turn, rates};
use crate::books::Moment;
use crate::books::urging::{NewLetter, Proposal, plan_answer, plan_sign, proposals_at, with_steps};
use crate::dossier::shell::Caller;
use crate::error::CommandError;

/// Letters that one look leads to.
const MOST_LETTERS: usize = 8;
/// Who answers for a unit.
const HEADS: [Role; 3] = [Role::DivisionHead, Role::AgencyHead, Role::Chairman];

/// Letters in hand.
#[derive(Default)]
pub(super) struct ToSign {
    leader: Option<Arc<Person>>,
    /// What each says, until they are signed.
    proposals: Vec<Proposal>,
    /// The unit that answers, once its letter is signed, and the letter.
    signed: Option<(UnitId, String)>,
}

impl Simulation<'_> {
    /// What the page proposes is signed a little later.
    pub(super) fn look_at_late(&mut self, now: DateTime) -> Result<(), CommandError> {
        let Some(leader) = self.office.random.pick(self.crew.leaders()).cloned() else { return Ok(()) };
        let caller = Caller { person: Arc::clone(&leader) };
        let mut proposals = proposals_at(self.app, &caller, now)?;
        proposals.truncate(MOST_LETTERS);
        proposals.retain(|_| self.office.random.chance(rates::URGED));
        if !proposals.is_empty() {
            let letters = ToSign { leader: Some(leader), proposals, signed: None };
            let signed = self.office.after(now, 3, 20);
            self.plan_letters(signed, letters, Errand::SignLetters);
        }
        Ok(())
    }

    fn plan_letters(&mut self, at: DateTime, letters: ToSign, errand: Errand) {
        let number = place(&self.office.letters);
        self.office.letters.push(letters);
        self.plan(at, number, Turn::Errand(errand));
    }

    pub(super) fn sign_letters(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let ToSign { leader, proposals, .. } = taken(&mut self.office.letters, number);
        let Some(caller) = leader.map(|person| Caller { person }) else { return Ok(()) };
        let calendar = self.reference.calendar_for(self.reference.default_desk());
        let answer_by = Some(calendar.nth_working_day_after(now.date(), 3));
        let (mut planned, mut units, mut at) = (Vec::new(), Vec::new(), now);
        for found in proposals {
            let unit = found.unit.clone();
            let found = with_steps(self.app, found, now.date())?;
            let new = NewLetter { unit: unit.clone(), text: String::new(), answer_by };
            let random = &mut self.office.random;
            let moment = &mut Moment { at, random: &mut || Ok(random.hex()) };
            planned.push((at, plan_sign(&caller, new, Some(found), None, moment)));
            units.push(unit);
            at = self.office.after(at, 1, 4);
        }
        let signed = self.put_down(planned)?;
        for (unit, id) in units.into_iter().zip(signed) {
            if let Some(id) = id
                && self.office.random.chance(rates::LETTER_ANSWERED)
            {
                let answered = self.working(now, 200, 1700);
                let letter = ToSign { signed: Some((unit, id)), ..ToSign::default() };
                self.plan_letters(answered, letter, Errand::AnswerLetter);
            }
        }
        Ok(())
    }

    pub(super) fn answer_letter(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let Some((unit, id)) = taken(&mut self.office.letters, number).signed else { return Ok(()) };
        let Some(person) = self.head_of(&unit, now.date()) else { return Ok(()) };
        let text = "Đơn vị đã rà soát từng hồ sơ trong danh sách, phân công lại người xử lý và sẽ trả kết quả \
                    trong ba ngày làm việc tới.";
        let planned = plan_answer(self.app, &Caller { person }, &id, text, now.date());
        self.put_down(vec![(now, planned)])?;
        Ok(())
    }

    /// Somebody who answers for a unit.
    fn head_of(&mut self, unit: &UnitId, day: Date) -> Option<Arc<Person>> {
        let organisation = &self.reference.organisation;
        let heads = |person: &&Arc<Person>| {
            let own =
                |own: &Posting| HEADS.contains(&own.role) && in_line(organisation, &own.unit, unit, day);
            person.postings_on(day).any(own)
        };
        let fitting: Vec<&Arc<Person>> = self.crew.of_agency(unit).iter().filter(heads).collect();
        self.office.random.pick(&fitting).map(|person| Arc::clone(person))
    }
}
