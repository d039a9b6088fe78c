//! The post comes to a simulated desk: one side lists, the other signs, then the dossiers are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::books::post_minute::Line;
use domain::dossier::Posted;
use domain::dossier::event::Slip;
use domain::ids::UnitId;
use jiff::civil::{Date, DateTime};

use super::errands::{Errand, place, taken};
use super::filing::Way;
use super::{Simulation, Turn, rates};
use crate::books::Moment;
use crate::books::post::{open_on, plan_begin, plan_close_line, plan_send_back, plan_sign};
use crate::dossier::shell::Caller;
use crate::error::CommandError;

/// Consignments of one minute; a day with more has several.
const MOST_LINES: usize = 120;
/// The longest description on a list, in characters.
const WHAT: usize = 160;

/// What the post brings to a desk at once.
pub(super) struct Bag {
    desk: UnitId,
    /// When each dossier would be made if nobody waited for a signature, and which it is.
    letters: Vec<(DateTime, u32)>,
    /// A consignment of which no dossier can be made.
    stray: Option<String>,
    by_desk: bool,
    sent_back: bool,
    /// The minute as it stands.
    minute: String,
}

impl Simulation<'_> {
    /// An applicant sent it by post; it waits for the minute of its day.
    pub(super) fn send(&mut self, at: DateTime, number: u32) {
        let Some(setting) = self.setting(at, number, Way::Post) else { return };
        let caller = Caller { person: Arc::clone(&setting.arrival.by) };
        let desk = caller.desk(&setting.arrival.procedure.field, at.date());
        let Some(desk) = desk else { return };
        self.office.mail.entry((at.date(), desk)).or_default().push((at, number));
        self.posted.insert(number, setting);
    }

    /// Puts the mail of each day and desk into bags and has them brought in the morning.
    pub(super) fn set_minutes(&mut self) {
        let mail = std::mem::take(&mut self.office.mail);
        let mut days: BTreeMap<Date, Vec<Bag>> = BTreeMap::new();
        for ((day, desk), letters) in mail {
            for letters in letters.chunks(MOST_LINES) {
                let random = &mut self.office.random;
                let stray = random
                    .chance(rates::NO_DOSSIER)
                    .then(|| format!("ES{:09}VN", random.below(1_000_000_000)));
                days.entry(day).or_default().push(Bag {
                    desk: desk.clone(),
                    letters: letters.to_vec(),
                    stray,
                    by_desk: random.chance(rates::MINUTE_BY_DESK),
                    sent_back: random.chance(rates::MINUTE_SENT_BACK),
                    minute: String::new(),
                });
            }
        }
        let calendar = self.reference.calendar_for(self.reference.default_desk()).clone();
        for (day, bags) in days {
            let Some(opening) = calendar.opening(day) else { continue };
            let brought = self.office.after(opening, 5, 30);
            self.plan_bags(brought, bags, Errand::ListMinutes);
        }
    }

    fn plan_bags(&mut self, at: DateTime, bags: Vec<Bag>, errand: Errand) {
        if !bags.is_empty() {
            let number = place(&self.office.bags);
            self.office.bags.push(bags);
            self.plan(at, number, Turn::Errand(errand));
        }
    }

    /// Somebody of the post, or of the desk, who signs or lists.
    fn side(&mut self, desk: &UnitId, by_desk: bool, day: Date) -> Result<Caller, CommandError> {
        let random = &mut self.office.random;
        let person = if by_desk {
            self.crew.at_desk(desk, None, day, random)
        } else {
            random.pick(self.crew.post()).cloned()
        };
        person.map(|person| Caller { person }).ok_or(CommandError::Forbidden)
    }

    /// What the list says of each consignment.
    fn lines(&self, bag: &Bag) -> Vec<Line> {
        let stray = bag.stray.iter().map(|consignment| Line {
            consignment: consignment.clone(),
            what: "Bưu gửi không ghi tên thủ tục".to_owned(),
            postage: 25_000,
            collected: 0,
        });
        let letters = bag.letters.iter().filter_map(|(_, own)| {
            let arrival = &self.posted.get(own)?.arrival;
            let posted = arrival.filing.arrival.posted.as_ref()?;
            Some(Line {
                consignment: posted.consignment.clone(),
                what: arrival.procedure.name.vi.chars().take(WHAT).collect(),
                postage: posted.postage,
                collected: posted.collected,
            })
        });
        letters.chain(stray).collect()
    }

    pub(super) fn list_minutes(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let mut bags = taken(&mut self.office.bags, number);
        let mut planned = Vec::new();
        for bag in &bags {
            let at = self.office.after(now, 0, 4);
            let lines = self.lines(bag);
            let caller = self.side(&bag.desk, bag.by_desk, at.date());
            let random = &mut self.office.random;
            let moment = &mut Moment { at, random: &mut || Ok(random.hex()) };
            let desk = Some(bag.desk.clone());
            let act = caller.and_then(|own| plan_begin(self.app, &own, desk, lines, None, moment));
            planned.push((at, act));
        }
        let listed = self.put_down(planned)?;
        for (bag, minute) in bags.iter_mut().zip(listed) {
            bag.minute = minute.unwrap_or_default();
        }
        bags.retain(|bag| !bag.minute.is_empty());
        let signed = self.office.after(now, 6, 15);
        self.plan_bags(signed, bags, Errand::SignMinutes);
        Ok(())
    }

    pub(super) fn sign_minutes(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let (mut back, mut signed, mut again, mut taken_over) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for mut bag in taken(&mut self.office.bags, number) {
            let at = self.office.after(now, 0, 4);
            let caller = self.side(&bag.desk, !bag.by_desk, at.date());
            if std::mem::take(&mut bag.sent_back) {
                let reason = "Số bưu gửi thực nhận chưa khớp với danh sách; đề nghị lập lại.";
                let act =
                    caller.and_then(|own| plan_send_back(self.app, &own, &bag.minute, reason, at.date()));
                back.push((at, act));
                again.push(bag);
            } else {
                let signer = caller.as_ref().ok().cloned();
                signed.push((at, caller.and_then(|own| plan_sign(self.app, &own, &bag.minute, at.date()))));
                taken_over.push((bag, signer));
            }
        }
        self.put_down(back)?;
        let relisted = self.office.after(now, 10, 20);
        self.plan_bags(relisted, again, Errand::ListMinutes);
        let done = self.put_down(signed)?;
        let mut strays = Vec::new();
        for ((bag, signer), _) in taken_over.into_iter().zip(done).filter(|(_, done)| done.is_some()) {
            let Some(signer) = signer else { continue };
            let minute = open_on(self.app, &signer, &bag.minute, now.date())?;
            self.take_in(&bag, minute.number, minute.signed_at.unwrap_or(now));
            if bag.stray.is_some() && self.office.random.chance(rates::LINE_CLOSED) {
                strays.push(bag);
            }
        }
        let closed = self.working(now, 60, 900);
        self.plan_bags(closed, strays, Errand::CloseLines);
        Ok(())
    }

    /// Both sides signed: a dossier is made of each consignment, by and by.
    fn take_in(&mut self, bag: &Bag, given: Option<(i16, u32)>, signed_at: DateTime) {
        let minute = given.map(|(year, number)| Slip { year, number });
        for (wanted, own) in &bag.letters {
            let posted = self.posted.get_mut(own).and_then(|one| one.arrival.filing.arrival.posted.as_mut());
            if let (Some(posted), Some(minute)) = (posted, &minute) {
                *posted = Posted { minute: minute.clone(), signed_at, ..posted.clone() };
            }
            let soonest = self.office.after(signed_at, 3, 50);
            self.plan((*wanted).max(soonest), *own, Turn::Arrive(Way::Post));
        }
    }

    pub(super) fn close_lines(&mut self, now: DateTime, number: u32) -> Result<(), CommandError> {
        let mut planned = Vec::new();
        for bag in taken(&mut self.office.bags, number) {
            let stray = bag.stray.unwrap_or_default();
            let reason = "Không thuộc thủ tục nào của Trung tâm; đã trả lại người gửi qua bưu điện.";
            let caller = self.side(&bag.desk, true, now.date());
            let act = caller.and_then(|own| plan_close_line(self.app, &own, &stray, reason, now.date()));
            planned.push((now, act));
        }
        self.put_down(planned)?;
        Ok(())
    }
}
