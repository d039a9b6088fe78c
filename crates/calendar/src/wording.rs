//! A derivation in words: two sentences for a citizen, and steps with their provisions.

use jiff::civil::{Date, DateTime};
use law::{blds2015, qc1722};

use crate::compile::DayKind;
use crate::days::number_of;
use crate::derivation::{Derivation, DerivationLine, Provisional, SkippedDay, YearState};
use crate::due::supplement_days;
use crate::limit::{Limit, LimitClass};
use crate::source::DayOffKind;
use crate::text::{
    en_date, en_day, en_limit, en_moment, en_time, en_weekday, vi_date, vi_day, vi_limit, vi_named_day,
    vi_short_date, vi_time, vi_weekday,
};

/// Days off beyond this number are summarised for a citizen, not listed.
const MOST_LISTED: usize = 6;
/// Named holidays beyond this number are counted, not named.
const MOST_NAMED: usize = 4;
/// Days beyond this number are not listed in a step; the step still carries them as data.
const MOST_IN_LINE: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Vietnamese,
    English,
}
use Language::{English, Vietnamese};

impl Derivation {
    /// How the day was found, in exactly two plain Vietnamese sentences.
    #[must_use]
    pub fn citizen_vi(&self) -> String {
        let (at, on) = (vi_time(self.received.time()), vi_short_date(self.received.date()));
        let limit = vi_limit(self.limit);
        if self.limit.is_immediate() {
            return format!(
                "Hồ sơ nhận lúc {at} phút ngày {on}, thuộc loại trả kết quả ngay. \
                 Kết quả được trả ngay sau khi hồ sơ được nhận, không cần giấy hẹn."
            );
        }
        let counting = match self.limit {
            Limit::WorkingHours(_) if self.starts_at() == self.received => "tính từ lúc nhận".to_owned(),
            Limit::WorkingHours(_) => {
                let start = self.starts_at();
                format!("tính từ {} {}", vi_time(start.time()), vi_named_day(start.date()))
            }
            _ if self.parameters.first_day_counted => "tính cả ngày nhận".to_owned(),
            _ => "không tính ngày nhận".to_owned(),
        };
        let due = format!(
            "kết quả hẹn trả lúc {} {} ngày {}",
            vi_time(self.due.time()),
            vi_weekday(self.due.date()),
            vi_short_date(self.due.date())
        );
        let second = capitalised(&self.with_skipped(&due, Vietnamese));
        let provisional = self.provisional.map(|year| {
            let why = provisional_why(year, Vietnamese);
            format!(" (ngày tạm tính, vì {why})")
        });
        let provisional = provisional.unwrap_or_default();
        format!("Hồ sơ nhận lúc {at} phút ngày {on}, thời hạn {limit}, {counting}. {second}{provisional}.")
    }

    /// How the day was found, in exactly two plain English sentences.
    #[must_use]
    pub fn citizen_en(&self) -> String {
        let (at, on) = (en_time(self.received.time()), en_date(self.received.date()));
        if self.limit.is_immediate() {
            return format!(
                "The dossier was received at {at} on {on} and its result is given at once. \
                 It is ready right after receipt and needs no appointment."
            );
        }
        let counting = match self.limit {
            Limit::WorkingHours(_) if self.starts_at() == self.received => "counted from receipt".to_owned(),
            Limit::WorkingHours(_) => format!("counted from {}", en_moment(self.starts_at())),
            _ if self.parameters.first_day_counted => "the day of receipt included".to_owned(),
            _ => "the day of receipt not counted".to_owned(),
        };
        let due = format!("the result is due at {}", en_moment(self.due));
        let second = capitalised(&self.with_skipped(&due, English));
        let provisional = self.provisional.map(|year| {
            let why = provisional_why(year, English);
            format!(" (a provisional day, because {why})")
        });
        let provisional = provisional.unwrap_or_default();
        let limit = en_limit(self.limit);
        format!(
            "The dossier was received at {at} on {on} with a limit of {limit}, {counting}. {second}{provisional}."
        )
    }

    /// The steps of the derivation, each with its provision and the days it concerned.
    #[must_use]
    pub fn lines(&self) -> Vec<DerivationLine> {
        let mut lines = vec![self.start_line()];
        if self.unmoved_end.is_none() {
            lines.extend(self.skipped_lines());
            lines.extend(self.swapped_line());
        }
        lines.extend(self.moved_line());
        lines.extend(self.end_line());
        lines.extend(self.provisional.map(|year| self.provisional_line(year)));
        lines.extend(self.notice_lines());
        lines
    }

    fn starts_at(&self) -> DateTime {
        self.calendar.counting_starts(self.received)
    }

    /// `due` with what was skipped before it, as one sentence without its full stop.
    fn with_skipped(&self, due: &str, language: Language) -> String {
        let mut parts = Vec::new();
        if let Some(end) = self.unmoved_end.filter(|end| *end != self.due.date()) {
            let named = named_day(SkippedDay { date: end, why: self.calendar.day_kind(end) }, language);
            return match language {
                Vietnamese => format!(
                    "ngày cuối của thời hạn là {named}, ngày nghỉ, nên chuyển sang ngày làm việc tiếp theo, {due}"
                ),
                English => {
                    format!(
                        "the limit ends on {named}, a day off, and moves to the next working day, so {due}"
                    )
                }
            };
        }
        let skipped: Vec<SkippedDay> = self.skipped().collect();
        if !skipped.is_empty() {
            parts.push(skipped_text(&skipped, language));
        }
        let worked: Vec<String> =
            self.ordered_swaps().iter().map(|day| plain_day(day.date, language)).collect();
        if !worked.is_empty() {
            let days = joined(&worked, language);
            parts.push(match language {
                Vietnamese => format!("tính cả {days} làm bù"),
                English => format!("counting {days}, worked in exchange"),
            });
        }
        parts.push(due.to_owned());
        parts.join(", ")
    }

    fn ordered_swaps(&self) -> Vec<SkippedDay<'_>> {
        let mut worked: Vec<SkippedDay> = self.swapped_in().collect();
        worked.sort_by_key(|day| day.date);
        worked
    }

    fn start_line(&self) -> DerivationLine {
        let first = self.first_counted.unwrap_or(self.received.date());
        let (vi_first, en_first) = (vi_full_day(first), en_full_day(first));
        let (vi_received, en_received) = (vi_date(self.received.date()), en_date(self.received.date()));
        let (provision, text_vi, text_en) = match self.limit {
            limit if limit.is_immediate() => (
                qc1722::D16_K1_A,
                "Kết quả trả ngay khi nhận hồ sơ, không tính thời hạn.".to_owned(),
                "The result is given at the moment of receipt; no limit is counted.".to_owned(),
            ),
            Limit::WorkingHours(_) => (
                blds2015::D147_K1,
                format!(
                    "Thời hạn tính bằng giờ bắt đầu từ {} phút, {}.",
                    vi_time(self.starts_at().time()),
                    vi_first
                ),
                format!("A limit in hours starts at {}.", en_moment(self.starts_at())),
            ),
            _ if self.parameters.first_day_counted => (
                self.parameters.first_day_basis,
                format!("Tính cả ngày nhận {vi_received}; ngày đầu tiên được tính là {vi_first}."),
                format!("The day of receipt, {en_received}, counts; the first day counted is {en_first}."),
            ),
            _ => (
                self.parameters.first_day_basis,
                format!("Không tính ngày nhận {vi_received}; ngày đầu tiên được tính là {vi_first}."),
                format!(
                    "The day of receipt, {en_received}, does not count; the first day counted is {en_first}."
                ),
            ),
        };
        DerivationLine { provision, text_vi, text_en, days: vec![first] }
    }

    fn skipped_lines(&self) -> Vec<DerivationLine> {
        let (named, weekly): (Vec<SkippedDay>, Vec<SkippedDay>) =
            self.skipped().partition(|day| matches!(day.why, DayKind::Off { .. }));
        let line = |days: &[SkippedDay], vi: &str, en: &str| {
            (!days.is_empty()).then(|| DerivationLine {
                provision: qc1722::D12_K2_A,
                text_vi: format!("Không tính các {vi}: {}.", listed(days, Vietnamese)),
                text_en: format!("Not counted because {}: {}.", en, listed(days, English)),
                days: days.iter().map(|day| day.date).collect(),
            })
        };
        let weekly = line(&weekly, "ngày nghỉ hằng tuần", "the office rests each week");
        weekly.into_iter().chain(line(&named, "ngày nghỉ", "they are days off")).collect()
    }

    fn swapped_line(&self) -> Option<DerivationLine> {
        let worked = self.ordered_swaps();
        (!worked.is_empty()).then(|| DerivationLine {
            provision: qc1722::D12_K2_A,
            text_vi: format!("Ngày làm bù được tính là ngày làm việc: {}.", listed(&worked, Vietnamese)),
            text_en: format!("Worked in exchange and therefore counted: {}.", listed(&worked, English)),
            days: worked.iter().map(|day| day.date).collect(),
        })
    }

    fn moved_line(&self) -> Option<DerivationLine> {
        let end = self.unmoved_end.filter(|end| *end != self.due.date())?;
        let skipped: Vec<SkippedDay> = self.skipped().collect();
        Some(DerivationLine {
            provision: self.parameters.end_on_day_off_basis,
            text_vi: format!(
                "Ngày cuối của thời hạn là {}, ngày nghỉ; thời hạn kết thúc vào ngày làm việc tiếp theo, sau các ngày nghỉ: {}.",
                vi_full_day(end),
                listed(&skipped, Vietnamese)
            ),
            text_en: format!(
                "The limit ends on {}, a day off; it ends on the next working day instead, after the days off: {}.",
                en_full_day(end),
                listed(&skipped, English)
            ),
            days: skipped.iter().map(|day| day.date).collect(),
        })
    }

    fn end_line(&self) -> Option<DerivationLine> {
        let day = self.due.date();
        let (vi_day, en_day) = (vi_full_day(day), en_full_day(day));
        let (vi_at, en_at) = (vi_time(self.due.time()), en_time(self.due.time()));
        let (provision, text_vi, text_en) = match self.limit {
            limit if limit.is_immediate() => return None,
            Limit::WorkingDays(count) => (
                qc1722::D12_K2_B,
                format!(
                    "Ngày làm việc thứ {count} là {vi_day}; hẹn trả lúc {vi_at} phút, giờ kết thúc làm việc."
                ),
                format!("Working day {count} is {en_day}; due at {en_at}, when the office closes."),
            ),
            Limit::WorkingHours(count) => (
                qc1722::D12_K2_B,
                format!("Đủ {count} giờ trong giờ làm việc lúc {vi_at} phút, {vi_day}."),
                format!(
                    "{} inside office hours are complete at {en_at} on {en_day}.",
                    en_limit(Limit::WorkingHours(count))
                ),
            ),
            Limit::CalendarDays(_) | Limit::Months(_) | Limit::Immediately => (
                qc1722::D12_K2_B,
                format!(
                    "Hết thời hạn {} vào {vi_day}; hẹn trả lúc {vi_at} phút, giờ kết thúc làm việc.",
                    vi_limit(self.limit)
                ),
                format!(
                    "The limit of {} ends on {en_day}; due at {en_at}, when the office closes.",
                    en_limit(self.limit)
                ),
            ),
        };
        Some(DerivationLine { provision, text_vi, text_en, days: vec![day] })
    }

    fn provisional_line(&self, year: Provisional) -> DerivationLine {
        DerivationLine {
            provision: qc1722::D12_K2_A,
            text_vi: format!(
                "Ngày hẹn trả là tạm tính vì {}; được xác nhận hoặc điều chỉnh khi lịch nghỉ được công bố.",
                provisional_why(year, Vietnamese)
            ),
            text_en: format!(
                "The day is provisional because {}; it is confirmed or moved when the days off are published.",
                provisional_why(year, English)
            ),
            days: Vec::new(),
        }
    }

    fn notice_lines(&self) -> Vec<DerivationLine> {
        if self.limit.is_immediate() {
            return Vec::new();
        }
        let class = match self.limit.class(&self.parameters) {
            LimitClass::Short => qc1722::D18_K1_A,
            LimitClass::Medium => qc1722::D18_K1_B,
            LimitClass::Long => qc1722::D18_K1_C,
        };
        let days = supplement_days(self.limit, &self.parameters);
        let line = |provision, at: DateTime, vi: &str, en: &str| DerivationLine {
            provision,
            text_vi: format!("{vi} {} phút, {}.", vi_time(at.time()), vi_full_day(at.date())),
            text_en: format!("{en} {}.", en_moment(at)),
            days: vec![at.date()],
        };
        let (vi_limit, en_limit) = (vi_limit(self.limit), en_limit(self.limit));
        vec![
            line(
                qc1722::D17_K1,
                self.transfer_by,
                "Hồ sơ giấy chuyển đến cơ quan giải quyết chậm nhất",
                "The paper dossier goes to the agency by",
            ),
            line(
                class,
                self.supplement_notice_by,
                &format!("Thời hạn {vi_limit}: yêu cầu bổ sung trong {days:02} ngày làm việc, chậm nhất"),
                &format!(
                    "With a limit of {en_limit} a supplement may be asked within {}, until",
                    crate::text::en_limit(Limit::WorkingDays(days))
                ),
            ),
            line(
                qc1722::D18_K2_C,
                self.warn_by,
                "Nếu chưa có kết quả, báo cho người nộp chậm nhất",
                "Without a result the applicant is told by",
            ),
        ]
    }
}

/// `thứ Hai 02/9 (Quốc khánh)`.
fn named_day(day: SkippedDay<'_>, language: Language) -> String {
    let plain = plain_day(day.date, language);
    match (day.why, language) {
        (DayKind::Off { name, .. }, _) => format!("{plain} ({name})"),
        (DayKind::SwappedIn { instead_of }, Vietnamese) => {
            format!("{plain} (thay cho {})", vi_day(instead_of))
        }
        (DayKind::SwappedIn { instead_of }, English) => {
            format!("{plain} (instead of {})", en_day(instead_of))
        }
        _ => plain,
    }
}

/// Each day by name, or their number's span when there are too many to read.
fn listed(days: &[SkippedDay<'_>], language: Language) -> String {
    match days {
        [first, .., last] if days.len() > MOST_IN_LINE => {
            let (from, to, count) = (first.date, last.date, days.len());
            match language {
                Vietnamese => format!("{count} ngày từ {} đến {}", vi_date(from), vi_date(to)),
                English => format!("{count} days from {} to {}", en_date(from), en_date(to)),
            }
        }
        _ => {
            let texts: Vec<String> = days.iter().map(|day| named_day(*day, language)).collect();
            texts.join(", ")
        }
    }
}

fn plain_day(date: Date, language: Language) -> String {
    match language {
        Vietnamese => vi_named_day(date),
        English => format!("{} {}", en_weekday(date), en_day(date)),
    }
}

fn vi_full_day(date: Date) -> String {
    format!("{} {}", vi_weekday(date), vi_date(date))
}

fn en_full_day(date: Date) -> String {
    format!("{} {}", en_weekday(date), en_date(date))
}

/// A few days one by one, many as a number with the holidays among them.
fn skipped_text(skipped: &[SkippedDay<'_>], language: Language) -> String {
    if skipped.len() <= MOST_LISTED {
        let days: Vec<String> = skipped.iter().map(|day| named_day(*day, language)).collect();
        let days = joined(&days, language);
        return match language {
            Vietnamese => format!("trừ {days}"),
            English => format!("leaving out {days}"),
        };
    }
    let count = skipped.len();
    let groups = holiday_groups(skipped);
    let mut names: Vec<String> = groups.iter().take(MOST_NAMED).map(|group| group.text(language)).collect();
    let further = groups.len() - names.len();
    match language {
        Vietnamese if names.is_empty() => format!("trừ {count} ngày nghỉ hằng tuần"),
        English if names.is_empty() => format!("leaving out {count} weekly rest days"),
        Vietnamese => {
            names.extend((further > 0).then(|| format!("{further} dịp khác")));
            format!("trừ {count} ngày nghỉ, trong đó có {}", joined(&names, language))
        }
        English => {
            names.extend((further > 0).then(|| format!("{further} more")));
            format!("leaving out {count} days off, among them {}", joined(&names, language))
        }
    }
}

/// Days off in a row that belong to one occasion, weekends between them included.
struct HolidayGroup<'a> {
    name: &'a str,
    from: Date,
    to: Date,
}

impl HolidayGroup<'_> {
    fn text(&self, language: Language) -> String {
        let day = |date| if language == Vietnamese { vi_day(date) } else { en_day(date) };
        let (name, from) = (self.name, day(self.from));
        if self.from == self.to {
            format!("{name} {from}")
        } else {
            format!("{name} {from}–{}", day(self.to))
        }
    }
}

fn holiday_groups<'a>(skipped: &[SkippedDay<'a>]) -> Vec<HolidayGroup<'a>> {
    let mut groups: Vec<HolidayGroup<'a>> = Vec::new();
    let mut previous: Option<Date> = None;
    let mut unbroken = false;
    for day in skipped {
        unbroken = unbroken && previous.is_some_and(|date| number_of(date) + 1 == number_of(day.date));
        previous = Some(day.date);
        let DayKind::Off { name, kind } = day.why else { continue };
        // `Tết Nguyên đán, mùng 2` and `Quốc khánh, nghỉ bù` belong to what stands before the comma.
        let occasion = if kind == DayOffKind::Local {
            name
        } else {
            name.split_once(',').map_or(name, |(head, _)| head)
        };
        match groups.last_mut() {
            Some(last) if unbroken && last.name == occasion => last.to = day.date,
            _ => groups.push(HolidayGroup { name: occasion, from: day.date, to: day.date }),
        }
        unbroken = true;
    }
    groups
}

/// `a, b và c`.
fn joined(parts: &[String], language: Language) -> String {
    let and = if language == Vietnamese { "và" } else { "and" };
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {and} {last}", head.join(", ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn provisional_why(reason: Provisional, language: Language) -> String {
    let year = reason.year;
    match (reason.state, language) {
        (YearState::Computed, Vietnamese) => format!("lịch nghỉ năm {year} mới là dự kiến"),
        (YearState::Computed, English) => format!("the days off of {year} are computed, not announced"),
        (_, Vietnamese) => format!("lịch nghỉ năm {year} chưa được công bố"),
        (_, English) => format!("the days off of {year} are not published"),
    }
}
