//! The worked stories, as far as the calendar decides them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

mod common;

use calendar::{Calendar, DayKind, DayOffKind, Limit, YearState, YearStatus};
use common::{at, lamdong, lamdong_source, on, rules};
use jiff::civil::{Date, DateTime};

/// A story needs a calendar, the rules and a limit.
struct Desk {
    calendar: Calendar,
}

impl Desk {
    fn of_the_province() -> Self {
        Self { calendar: lamdong() }
    }

    fn promised(&self, received: DateTime, limit: &str) -> DateTime {
        let due = self.calendar.due(received, limit.parse().expect("a limit"), rules());
        assert!(!due.provisional, "{received} {limit} lies in published years");
        due.at
    }

    fn supplement_until(&self, received: DateTime, limit: &str) -> DateTime {
        self.calendar.supplement_notice_by(received, limit.parse().expect("a limit"), None, rules())
    }

    fn explained(&self, received: DateTime, limit: &str) -> calendar::Derivation {
        self.calendar.explain(received, limit.parse().expect("a limit"), rules())
    }
}

fn days(derivation: &calendar::Derivation) -> Vec<Date> {
    derivation.skipped().map(|day| day.date).collect()
}

#[test]
fn story_01_before_a_holiday() {
    let desk = Desk::of_the_province();
    let received = at(30, 8, 2019, 14, 20);
    assert_eq!(desk.promised(received, "3wd"), at(5, 9, 2019, 17, 0));
    assert_eq!(desk.calendar.transfer_by(received, rules()), at(30, 8, 2019, 17, 0));
    assert_eq!(desk.supplement_until(received, "3wd"), at(3, 9, 2019, 17, 0));

    let derivation = desk.explained(received, "3wd");
    let skipped: Vec<_> = derivation.skipped().map(|day| (day.date, day.why)).collect();
    let national_day = DayKind::Off { name: "Quốc khánh", kind: DayOffKind::Statutory };
    assert_eq!(
        skipped,
        [
            (on(31, 8, 2019), DayKind::Weekend),
            (on(1, 9, 2019), DayKind::Weekend),
            (on(2, 9, 2019), national_day),
        ]
    );
    assert_eq!(
        derivation.citizen_vi(),
        "Hồ sơ nhận lúc 14 giờ 20 phút ngày 30/8/2019, thời hạn 3 ngày làm việc, không tính ngày nhận. \
         Trừ thứ Bảy 31/8, Chủ nhật 01/9 và thứ Hai 02/9 (Quốc khánh), \
         kết quả hẹn trả lúc 17 giờ 00 thứ Năm ngày 05/9/2019."
    );
    assert_eq!(
        derivation.citizen_en(),
        "The dossier was received at 14:20 on 30 August 2019 with a limit of 3 working days, \
         the day of receipt not counted. Leaving out Saturday 31 August, Sunday 1 September and \
         Monday 2 September (Quốc khánh), the result is due at 17:00 on Thursday 5 September 2019."
    );
}

#[test]
fn story_02_after_three_in_the_afternoon() {
    let desk = Desk::of_the_province();
    let received = at(30, 8, 2019, 15, 10);
    assert_eq!(desk.promised(received, "3wd"), at(5, 9, 2019, 17, 0), "the promise does not move");
    assert_eq!(desk.calendar.transfer_by(received, rules()), at(3, 9, 2019, 7, 0));
    let late = |brought| desk.calendar.forwarded_late(received, brought, rules());
    assert!(!late(at(3, 9, 2019, 7, 30)));
    assert!(late(at(3, 9, 2019, 10, 0)), "ten o'clock is not the start of the day");
}

#[test]
fn story_03_tet_in_between_and_one_supplement() {
    let desk = Desk::of_the_province();
    let received = at(20, 1, 2020, 9, 5);
    assert_eq!(desk.promised(received, "15wd"), at(17, 2, 2020, 17, 0));
    assert_eq!(desk.supplement_until(received, "15wd"), at(30, 1, 2020, 17, 0));
    let skipped = days(&desk.explained(received, "15wd"));
    for day in 23..=29 {
        assert!(skipped.contains(&on(day, 1, 2020)), "{day}/1 is skipped");
    }
    assert!(!skipped.contains(&on(22, 1, 2020)) && !skipped.contains(&on(30, 1, 2020)));

    let complete_again = at(3, 2, 2020, 10, 0);
    assert_eq!(desk.promised(complete_again, "15wd"), at(24, 2, 2020, 17, 0), "the clock starts from zero");
    assert_eq!(
        desk.explained(received, "15wd").citizen_vi(),
        "Hồ sơ nhận lúc 09 giờ 05 phút ngày 20/01/2020, thời hạn 15 ngày làm việc, không tính ngày nhận. \
         Trừ 13 ngày nghỉ, trong đó có Tết Nguyên đán 23/01–29/01, \
         kết quả hẹn trả lúc 17 giờ 00 thứ Hai ngày 17/02/2020."
    );
}

#[test]
fn story_04_a_swapped_saturday() {
    let desk = Desk::of_the_province();
    let received = at(26, 4, 2019, 10, 0);
    assert_eq!(desk.promised(received, "7wd"), at(9, 5, 2019, 17, 0));
    assert!(!desk.calendar.is_working_day(on(29, 4, 2019)));
    assert!(desk.calendar.is_working_day(on(4, 5, 2019)));
    let derivation = desk.explained(received, "7wd");
    let worked: Vec<Date> = derivation.swapped_in().map(|day| day.date).collect();
    assert_eq!(worked, [on(4, 5, 2019)]);
    assert!(derivation.citizen_vi().contains("tính cả thứ Bảy 04/5 làm bù"), "{}", derivation.citizen_vi());
}

#[test]
fn story_05_four_days_off() {
    let desk = Desk::of_the_province();
    let received = at(24, 4, 2025, 16, 0);
    assert_eq!(desk.promised(received, "5wd"), at(5, 5, 2025, 17, 0));
    assert!(desk.calendar.is_working_day(on(26, 4, 2025)));
    let skipped = days(&desk.explained(received, "5wd"));
    let off =
        [on(27, 4, 2025), on(30, 4, 2025), on(1, 5, 2025), on(2, 5, 2025), on(3, 5, 2025), on(4, 5, 2025)];
    assert_eq!(skipped, off);
}

#[test]
fn story_06_hours() {
    let desk = Desk::of_the_province();
    assert_eq!(desk.promised(at(4, 10, 2019, 16, 30), "4wh"), at(7, 10, 2019, 10, 30));
    assert_eq!(desk.promised(at(1, 10, 2019, 11, 0), "4wh"), at(1, 10, 2019, 17, 0));
}

#[test]
fn story_07_calendar_days() {
    let desk = Desk::of_the_province();
    let received = at(20, 4, 2025, 9, 0);
    assert_eq!(desk.promised(received, "10d"), at(5, 5, 2025, 17, 0));
    let derivation = desk.explained(received, "10d");
    assert_eq!(derivation.unmoved_end, Some(on(30, 4, 2025)));
    let moved_over = [on(30, 4, 2025), on(1, 5, 2025), on(2, 5, 2025), on(3, 5, 2025), on(4, 5, 2025)];
    assert_eq!(days(&derivation), moved_over);
    assert_eq!(
        derivation.citizen_vi(),
        "Hồ sơ nhận lúc 09 giờ 00 phút ngày 20/4/2025, thời hạn 10 ngày, không tính ngày nhận. \
         Ngày cuối của thời hạn là thứ Tư 30/4 (Ngày Chiến thắng), ngày nghỉ, nên chuyển sang ngày làm việc tiếp theo, \
         kết quả hẹn trả lúc 17 giờ 00 thứ Hai ngày 05/5/2025."
    );
}

#[test]
fn story_08_nearly_late_then_late() {
    let desk = Desk::of_the_province();
    let promised = desk.promised(at(7, 10, 2019, 8, 30), "5wd");
    assert_eq!(promised, at(14, 10, 2019, 17, 0));
    assert_eq!(desk.calendar.warn_by(promised, rules()), at(11, 10, 2019, 17, 0));
}

#[test]
fn story_09_early() {
    let desk = Desk::of_the_province();
    assert_eq!(desk.calendar.early_notice_by(at(10, 10, 2019, 9, 0), rules()), at(14, 10, 2019, 17, 0));
}

#[test]
fn story_10_online_on_a_saturday_night() {
    let desk = Desk::of_the_province();
    let submitted = at(12, 10, 2019, 20, 0);
    assert!(!desk.calendar.is_open_for_intake(submitted));
    assert_eq!(desk.calendar.next_working_day(submitted.date()), on(14, 10, 2019));
    assert_eq!(desk.promised(at(14, 10, 2019, 7, 5), "3wd"), at(17, 10, 2019, 17, 0));
}

#[test]
fn story_15_a_year_without_a_calendar() {
    let mut source = lamdong_source();
    source.days_off.retain(|day| day.date.year() < 2025);
    source.swaps.retain(|swap| swap.off.year() < 2025);
    source.years.retain(|listed| listed.year < 2025);
    let before = Calendar::compile(&source).expect("a sound calendar");
    let received = at(28, 12, 2024, 8, 0);
    let limit: Limit = "10wd".parse().expect("a limit");

    let due = before.due(received, limit, rules());
    assert!(due.provisional);
    assert_eq!(
        due.at,
        at(13, 1, 2025, 17, 0),
        "the weekly hours, and New Year's Day, which the law itself has off"
    );
    let derivation = before.explain(received, limit, rules());
    let reason = derivation.provisional.expect("a reason");
    assert_eq!((reason.year, reason.state), (2025, YearState::NotPublished));
    assert!(derivation.citizen_vi().ends_with("(ngày tạm tính, vì lịch nghỉ năm 2025 chưa được công bố)."));

    let published = lamdong();
    let confirmed = published.due(received, limit, rules());
    assert_eq!((confirmed.at, confirmed.provisional), (due.at, false), "confirmed");
    let longer: Limit = "20wd".parse().expect("a limit");
    assert_eq!(before.due(received, longer, rules()).at, at(27, 1, 2025, 17, 0), "Tết is not known yet");
    assert_eq!(published.due(received, longer, rules()).at, at(3, 2, 2025, 17, 0), "moved by Tết");
    assert_ne!(before.fingerprint(), published.fingerprint());

    source.years.push(calendar::PublishedYear {
        year: 2025,
        status: YearStatus::Computed,
        decision: "Tính theo luật".to_owned(),
    });
    let computed = Calendar::compile(&source).expect("a sound calendar");
    let derivation = computed.explain(received, limit, rules());
    assert_eq!(derivation.provisional.map(|reason| reason.state), Some(YearState::Computed));
    assert!(derivation.citizen_vi().contains("lịch nghỉ năm 2025 mới là dự kiến"));
}
