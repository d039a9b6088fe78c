//! The end of a shift in a simulated office: whoever took cash counts it, somebody else confirms.

use std::sync::Arc;

use domain::ids::{PersonId, UnitId};
use domain::organisation::Person;
use jiff::civil::DateTime;

use super::errands::{Errand, place, taken};
use super::{Simulation, Turn, rates};
use crate::books::cash::{Open, plan_close, plan_confirm, tills_on};
use crate::books::{BookAct, Moment};
use crate::dossier::shell::Caller;
use crate::error::CommandError;

/// A closing that waits for its second person.
pub(super) struct Counted {
    id: String,
    desk: UnitId,
    cashier: PersonId,
}

impl Simulation<'_> {
    /// Every till with takings is counted and closed.
    pub(super) fn close_tills(&mut self, now: DateTime) -> Result<(), CommandError> {
        let tellers: Vec<Arc<Person>> = self.crew.counter().to_vec();
        let (mut planned, mut counted) = (Vec::new(), Vec::new());
        for person in tellers {
            let caller = Caller { person };
            for till in tills_on(self.app, &caller, now.date())? {
                if till.count == 0 {
                    continue;
                }
                let at = self.office.after(now, 0, 10);
                let (desk, cashier) = (till.unit.clone(), caller.person.id.clone());
                planned.push((at, self.close_till(at, &caller, &till)));
                counted.push(Counted { id: String::new(), desk, cashier });
            }
        }
        let closed = self.put_down(planned)?;
        let (mut today, mut tomorrow) = (Vec::new(), Vec::new());
        for (own, id) in counted.into_iter().zip(closed) {
            let Some(id) = id else { continue };
            match self.office.random.weighted(&rates::TILL_CONFIRMED) {
                0 => today.push(Counted { id, ..own }),
                1 => tomorrow.push(Counted { id, ..own }),
                _ => {}
            }
        }
        let evening = self.office.after(now, 12, 30);
        let morning = self.working(now, 10, 60);
        self.plan_confirmations(evening, today);
        self.plan_confirmations(morning, tomorrow);
        Ok(())
    }

    fn plan_confirmations(&mut self, at: DateTime, counted: Vec<Counted>) {
        if !counted.is_empty() {
            let number = place(&self.office.closings);
            self.office.closings.push(counted);
            self.plan(at, number, Turn::Errand(Errand::ConfirmTills));
        }
    }

    fn close_till(
        &mut self,
        at: DateTime,
        caller: &Caller,
        till: &Open,
    ) -> Result<BookAct<String>, CommandError> {
        let random = &mut self.office.random;
        let off = random.chance(rates::TILL_DIFFERS);
        let change = i64::from(random.between(1, 5)) * 1_000;
        let less = random.chance(650);
        let counted = match (off, less) {
            (true, true) => till.expected.saturating_sub(change),
            (true, false) => till.expected.saturating_add(change),
            (false, _) => till.expected,
        };
        // A payment of the day before was voided: the till cannot hold less than nothing.
        let counted = counted.max(0);
        let reason = match counted == till.expected {
            true => "",
            false if off => "Nhầm lẫn khi trả lại tiền thừa; đã lập biên bản.",
            false => "Hủy khoản thu của ca trước sau khi đã nộp quỹ.",
        };
        let moment = &mut Moment { at, random: &mut || Ok(random.hex()) };
        plan_close(self.app, caller, &till.unit, (counted, reason), None, moment)
    }

    /// A colleague of the desk confirms, where there is none somebody who leads the Centre.
    pub(super) fn confirm_tills(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let mut planned = Vec::new();
        for counted in taken(&mut self.office.closings, number) {
            let at = self.office.after(now, 0, 5);
            let random = &mut self.office.random;
            let colleague = self.crew.at_desk(&counted.desk, Some(&counted.cashier), at.date(), random);
            let Some(person) = colleague.or_else(|| random.pick(self.crew.leaders()).cloned()) else {
                continue;
            };
            planned.push((at, plan_confirm(self.app, &Caller { person }, &counted.id, at.date())));
        }
        self.put_down(planned)?;
        Ok(())
    }
}
