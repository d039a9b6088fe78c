//! What simulated applicants say of how it went.

use domain::books::rating::{BURST_MINUTES, Rating};
use domain::dossier::{Dossier, Stage};
use jiff::SignedDuration;
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use store::Bulk;

use super::random::Random;
use super::{Simulation, Turn, rates};
use crate::books::Moment;
use crate::books::rating::{Rated, plan_rate};
use crate::error::CommandError;

/// Words of the pleased and of the displeased.
const WORDS: [[&str; 3]; 2] = [
    ["Cán bộ hướng dẫn tận tình.", "Nhanh gọn, không phải đi lại nhiều lần.", "Quầy sạch sẽ, dễ tìm."],
    ["Phải chờ quá lâu.", "Hẹn rồi lại hẹn, mất nhiều thời gian.", "Hướng dẫn chưa rõ ràng."],
];

impl Simulation<'_> {
    /// A dossier has its end: its applicant may rate it, then nobody turns to it any more.
    pub(super) fn part(&mut self, now: DateTime, number: u32) {
        let Some(life) = self.lives.get_mut(&number) else { return };
        if !std::mem::take(&mut life.fate.rated) || life.token.is_empty() {
            self.lives.remove(&number);
            return;
        }
        let random = &mut life.random;
        let minutes = if random.chance(rates::RATED_AT_DESK) {
            random.between(2, 15)
        } else {
            random.between(90, 4300)
        };
        let at = now.saturating_add(SignedDuration::from_mins(i64::from(minutes)));
        self.plan(at, number, Turn::Rate);
    }

    /// The slip is filled in.
    pub(super) fn rate(
        &mut self,
        bulk: &mut Bulk<'_>,
        at: DateTime,
        number: u32,
    ) -> Result<(), CommandError> {
        let Some(mut life) = self.lives.remove(&number) else { return Ok(()) };
        let rating = rating(&life.dossier, &mut life.random);
        let kind = usize::from(rating.face < 3);
        let text = if life.random.chance(rates::WITH_WORDS) {
            WORDS.get(kind).map_or("", |words| life.random.word(words))
        } else {
            ""
        };
        let recent = self.office.ratings.entry(life.dossier.desk.clone()).or_default();
        let since = at.checked_sub(BURST_MINUTES.minutes()).unwrap_or(at);
        recent.retain(|earlier| *earlier >= since);
        let rated = Rated {
            dossier: &life.dossier,
            procedure: &life.procedure,
            token: &life.token,
            recent: recent.len(),
        };
        recent.push_back(at);
        let slip = crate::books::rating::slip_of(&life.dossier.id, &life.token);
        let moment = &mut Moment { at, random: &mut || Ok(life.random.hex()) };
        let answered = plan_rate(&slip, &rated, rating, text, moment).and_then(|act| act.record(bulk, at));
        self.settled(answered)?;
        Ok(())
    }
}

/// The face follows from how it went, the indicators mostly from the facts.
fn rating(dossier: &Dossier, random: &mut Random) -> Rating {
    let late = dossier.overdue_since.is_some();
    let returned = dossier.stage == Stage::Returned;
    let asked_twice = dossier.supplement.is_some();
    let kind = match (returned, late || asked_twice) {
        (true, false) => 0,
        (true, true) => 1,
        (false, _) => 2,
    };
    let faces = rates::FACES.get(kind).copied().unwrap_or_default();
    let face = 5_u8.saturating_sub(u8::try_from(random.weighted(&faces)).unwrap_or(0));
    let mut answer = |points: u8| (!random.chance(rates::LEFT_OPEN)).then_some(points);
    let early = dossier
        .promise
        .as_ref()
        .zip(dossier.result_at)
        .is_some_and(|(promise, at)| at.date() < promise.due.date());
    let contacts = 2_u8
        .saturating_sub(u8::from(dossier.guidance.is_some()))
        .saturating_sub(u8::from(dossier.supplement.is_some()));
    Rating {
        face,
        time: returned.then(|| answer(if late { 0 } else { 1 + u8::from(early) })).flatten(),
        contacts: answer(contacts),
        agencies: answer(if dossier.consultations.is_empty() { 2 } else { 1 }),
        attitude: answer(match face {
            1 => 0,
            2 | 3 => 1,
            _ => 2,
        }),
    }
}
