//! Guidance in a simulated office: somebody asks, somebody who knows answers from the published version.

use std::sync::Arc;

use domain::books::guidance::Way;
use domain::organisation::{Person, Role};
use domain::procedure::Procedure;
use jiff::civil::{Date, DateTime};
use store::Bulk;

use super::errands::stream;
use super::random::Random;
use super::{Simulation, Turn, names, rates};
use crate::books::Moment;
use crate::books::guidance::{NewGuidance, Words, plan_give};
use crate::dossier::shell::Caller;
use crate::error::CommandError;

impl Simulation<'_> {
    /// Spreads the questions over the days.
    pub(super) fn ask_for_guidance(&mut self) {
        let wanted = u64::from(self.wish.dossiers).saturating_mul(u64::from(rates::GUIDANCE)) / 1000;
        let count = u32::try_from(wanted).unwrap_or(u32::MAX);
        for number in 0..count {
            let mut random = self.asking(number);
            if let Some(at) = self.arrivals.in_hours(&self.reference, &mut random) {
                self.plan(at, number, Turn::Guide);
            }
        }
    }

    fn asking(&self, number: u32) -> Random {
        Random::new(self.office.seed, stream::GUIDANCE.wrapping_add(u64::from(number)))
    }

    /// Somebody asks and is answered.
    pub(super) fn guide(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
    ) -> Result<(), CommandError> {
        // The instant was drawn first; what is asked is drawn from numbers of its own.
        let mut random = Random::new(self.office.seed, stream::QUESTIONS.wrapping_add(u64::from(number)));
        let day = at.date();
        let Some(procedure) = self.arrivals.procedure(&self.reference, day, &mut random) else {
            return Ok(());
        };
        let way = Way::ALL.get(random.weighted(&rates::WAYS)).copied().unwrap_or(Way::Counter);
        let Some(person) = self.guide_for(way, &procedure, day, &mut random) else { return Ok(()) };
        let new = NewGuidance {
            procedure: procedure.code.to_string(),
            way: way.name().to_owned(),
            words: words(way, &procedure, &mut random),
        };
        let moment = &mut Moment { at, random: &mut || Ok(random.hex()) };
        let planned = plan_give(self.app, &Caller { person }, new, None, moment);
        let answered = planned.and_then(|act| act.record(bulk, at));
        self.settled(answered)?;
        Ok(())
    }

    /// A counter officer; a letter is answered in the agency, where somebody there may.
    fn guide_for(
        &self,
        way: Way,
        procedure: &Procedure,
        day: Date,
        random: &mut Random,
    ) -> Option<Arc<Person>> {
        if way == Way::Letter {
            let officers = self.crew.of_agency(&procedure.agency).iter();
            let officers: Vec<&Arc<Person>> =
                officers.filter(|person| person.is(Role::Officer, day)).collect();
            if let Some(found) = random.pick(&officers) {
                return Some(Arc::clone(found));
            }
        }
        random.pick(self.crew.counter()).cloned()
    }
}

/// A usual question with the answer that the publication gives.
fn words(way: Way, procedure: &Procedure, random: &mut Random) -> Words {
    let (question, answer) = match random.weighted(&[450, 300, 250]) {
        0 => {
            let papers = procedure.papers.iter().filter(|paper| paper.mandatory);
            let names: Vec<&str> = papers.map(|paper| paper.name.vi.as_str()).collect();
            let listed = if names.is_empty() {
                "Không yêu cầu giấy tờ kèm theo.".to_owned()
            } else {
                format!("Giấy tờ phải nộp: {}.", names.join("; "))
            };
            ("Thủ tục này cần những giấy tờ gì?", listed)
        }
        1 => {
            let known: Vec<String> = procedure
                .charges
                .iter()
                .filter_map(|charge| Some(format!("{}: {} đồng", charge.name, charge.amount?)))
                .collect();
            let listed = if known.is_empty() {
                "Bản công bố không ghi mức thu bằng số; nộp theo thông báo khi tiếp nhận.".to_owned()
            } else {
                format!("{}.", known.join("; "))
            };
            ("Phí, lệ phí bao nhiêu và nộp ở đâu?", listed)
        }
        _ => {
            let limit = calendar::text::vi_limit(procedure.limit);
            (
                "Bao lâu thì có kết quả, có phải đến lấy không?",
                format!("Thời hạn giải quyết: {limit}; kết quả trả tại quầy, qua bưu điện hoặc trực tuyến."),
            )
        }
    };
    let named = way == Way::Letter || random.chance(rates::ASKER_NAMED);
    Words {
        asker: if named { names::person(random) } else { String::new() },
        contact: if named && way != Way::Counter {
            format!("010{:07}", random.below(10_000_000))
        } else {
            String::new()
        },
        question: question.to_owned(),
        answer,
    }
}
