//! What citizens and officers read, word for word.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected fails, in its helpers too"
)]

mod common;

use calendar::{Calendar, DayException, Derivation, Limit, Standing};
use common::{at, lamdong, lamdong_source, on, rules, session};
use jiff::civil::DateTime;
use law::Parameters;

fn explained(received: DateTime, limit: &str) -> Derivation {
    lamdong().explain(received, limit.parse().expect("a limit"), rules())
}

#[test]
fn two_sentences_for_a_citizen() {
    #[rustfmt::skip]
    let table = [
        (at(7, 10, 2019, 9, 0), "2wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 07/10/2019, thời hạn 2 ngày làm việc, không tính ngày nhận. \
          Kết quả hẹn trả lúc 17 giờ 00 thứ Tư ngày 09/10/2019.",
         "The dossier was received at 09:00 on 7 October 2019 with a limit of 2 working days, the day of receipt not counted. \
          The result is due at 17:00 on Wednesday 9 October 2019."),
        (at(4, 10, 2019, 16, 30), "1wh",
         "Hồ sơ nhận lúc 16 giờ 30 phút ngày 04/10/2019, thời hạn 1 giờ làm việc, tính từ lúc nhận. \
          Trừ thứ Bảy 05/10 và Chủ nhật 06/10, kết quả hẹn trả lúc 07 giờ 30 thứ Hai ngày 07/10/2019.",
         "The dossier was received at 16:30 on 4 October 2019 with a limit of 1 working hour, counted from receipt. \
          Leaving out Saturday 5 October and Sunday 6 October, the result is due at 07:30 on Monday 7 October 2019."),
        (at(6, 10, 2019, 16, 30), "4wh",
         "Hồ sơ nhận lúc 16 giờ 30 phút ngày 06/10/2019, thời hạn 4 giờ làm việc, tính từ 07 giờ 00 thứ Hai 07/10. \
          Trừ Chủ nhật 06/10, kết quả hẹn trả lúc 11 giờ 00 thứ Hai ngày 07/10/2019.",
         "The dossier was received at 16:30 on 6 October 2019 with a limit of 4 working hours, counted from 07:00 on Monday 7 October 2019. \
          Leaving out Sunday 6 October, the result is due at 11:00 on Monday 7 October 2019."),
        (at(20, 4, 2025, 9, 0), "10d",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 20/4/2025, thời hạn 10 ngày, không tính ngày nhận. \
          Ngày cuối của thời hạn là thứ Tư 30/4 (Ngày Chiến thắng), ngày nghỉ, nên chuyển sang ngày làm việc tiếp theo, \
          kết quả hẹn trả lúc 17 giờ 00 thứ Hai ngày 05/5/2025.",
         "The dossier was received at 09:00 on 20 April 2025 with a limit of 10 days, the day of receipt not counted. \
          The limit ends on Wednesday 30 April (Ngày Chiến thắng), a day off, and moves to the next working day, \
          so the result is due at 17:00 on Monday 5 May 2025."),
        (at(31, 1, 2019, 9, 0), "1m",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 31/01/2019, thời hạn 1 tháng, không tính ngày nhận. \
          Kết quả hẹn trả lúc 17 giờ 00 thứ Năm ngày 28/02/2019.",
         "The dossier was received at 09:00 on 31 January 2019 with a limit of 1 month, the day of receipt not counted. \
          The result is due at 17:00 on Thursday 28 February 2019."),
        (at(26, 4, 2019, 10, 0), "7wd",
         "Hồ sơ nhận lúc 10 giờ 00 phút ngày 26/4/2019, thời hạn 7 ngày làm việc, không tính ngày nhận. \
          Trừ thứ Bảy 27/4, Chủ nhật 28/4, thứ Hai 29/4 (Nghỉ hoán đổi, làm bù 04/5/2019), thứ Ba 30/4 (Ngày Chiến thắng), \
          thứ Tư 01/5 (Quốc tế Lao động) và Chủ nhật 05/5, tính cả thứ Bảy 04/5 làm bù, \
          kết quả hẹn trả lúc 17 giờ 00 thứ Năm ngày 09/5/2019.",
         "The dossier was received at 10:00 on 26 April 2019 with a limit of 7 working days, the day of receipt not counted. \
          Leaving out Saturday 27 April, Sunday 28 April, Monday 29 April (Nghỉ hoán đổi, làm bù 04/5/2019), Tuesday 30 April (Ngày Chiến thắng), \
          Wednesday 1 May (Quốc tế Lao động) and Sunday 5 May, counting Saturday 4 May, worked in exchange, \
          the result is due at 17:00 on Thursday 9 May 2019."),
        (at(7, 10, 2019, 9, 0), "25wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 07/10/2019, thời hạn 25 ngày làm việc, không tính ngày nhận. \
          Trừ 10 ngày nghỉ hằng tuần, kết quả hẹn trả lúc 17 giờ 00 thứ Hai ngày 11/11/2019.",
         "The dossier was received at 09:00 on 7 October 2019 with a limit of 25 working days, the day of receipt not counted. \
          Leaving out 10 weekly rest days, the result is due at 17:00 on Monday 11 November 2019."),
        (at(20, 12, 2019, 9, 0), "200wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 20/12/2019, thời hạn 200 ngày làm việc, không tính ngày nhận. \
          Trừ 94 ngày nghỉ, trong đó có Tết Dương lịch 01/01, Tết Nguyên đán 23/01–29/01, Giỗ Tổ Hùng Vương 02/4, \
          Ngày Chiến thắng 30/4 và 2 dịp khác, kết quả hẹn trả lúc 17 giờ 00 thứ Sáu ngày 09/10/2020.",
         "The dossier was received at 09:00 on 20 December 2019 with a limit of 200 working days, the day of receipt not counted. \
          Leaving out 94 days off, among them Tết Dương lịch 1 January, Tết Nguyên đán 23 January–29 January, Giỗ Tổ Hùng Vương 2 April, \
          Ngày Chiến thắng 30 April and 2 more, the result is due at 17:00 on Friday 9 October 2020."),
        (at(28, 8, 2023, 9, 0), "10wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 28/8/2023, thời hạn 10 ngày làm việc, không tính ngày nhận. \
          Trừ thứ Sáu 01/9 (Quốc khánh), thứ Bảy 02/9 (Quốc khánh), Chủ nhật 03/9, thứ Hai 04/9 (Quốc khánh, nghỉ bù), \
          thứ Bảy 09/9 và Chủ nhật 10/9, kết quả hẹn trả lúc 17 giờ 00 thứ Tư ngày 13/9/2023.",
         "The dossier was received at 09:00 on 28 August 2023 with a limit of 10 working days, the day of receipt not counted. \
          Leaving out Friday 1 September (Quốc khánh), Saturday 2 September (Quốc khánh), Sunday 3 September, Monday 4 September (Quốc khánh, nghỉ bù), \
          Saturday 9 September and Sunday 10 September, the result is due at 17:00 on Wednesday 13 September 2023."),
        (at(28, 8, 2023, 9, 0), "15wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 28/8/2023, thời hạn 15 ngày làm việc, không tính ngày nhận. \
          Trừ 8 ngày nghỉ, trong đó có Quốc khánh 01/9–04/9, kết quả hẹn trả lúc 17 giờ 00 thứ Tư ngày 20/9/2023.",
         "The dossier was received at 09:00 on 28 August 2023 with a limit of 15 working days, the day of receipt not counted. \
          Leaving out 8 days off, among them Quốc khánh 1 September–4 September, the result is due at 17:00 on Wednesday 20 September 2023."),
        (at(20, 12, 2019, 9, 5), "0",
         "Hồ sơ nhận lúc 09 giờ 05 phút ngày 20/12/2019, thuộc loại trả kết quả ngay. \
          Kết quả được trả ngay sau khi hồ sơ được nhận, không cần giấy hẹn.",
         "The dossier was received at 09:05 on 20 December 2019 and its result is given at once. \
          It is ready right after receipt and needs no appointment."),
        (at(30, 12, 2027, 9, 0), "1wd",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 30/12/2027, thời hạn 1 ngày làm việc, không tính ngày nhận. \
          Kết quả hẹn trả lúc 17 giờ 00 thứ Sáu ngày 31/12/2027 (ngày tạm tính, vì lịch nghỉ năm 2027 mới là dự kiến).",
         "The dossier was received at 09:00 on 30 December 2027 with a limit of 1 working day, the day of receipt not counted. \
          The result is due at 17:00 on Friday 31 December 2027 (a provisional day, because the days off of 2027 are computed, not announced)."),
        (at(1, 6, 2028, 9, 0), "1d",
         "Hồ sơ nhận lúc 09 giờ 00 phút ngày 01/6/2028, thời hạn 1 ngày, không tính ngày nhận. \
          Kết quả hẹn trả lúc 17 giờ 00 thứ Sáu ngày 02/6/2028 (ngày tạm tính, vì lịch nghỉ năm 2028 chưa được công bố).",
         "The dossier was received at 09:00 on 1 June 2028 with a limit of 1 day, the day of receipt not counted. \
          The result is due at 17:00 on Friday 2 June 2028 (a provisional day, because the days off of 2028 are not published)."),
    ];
    for (received, limit, vi, en) in table {
        let derivation = explained(received, limit);
        assert_eq!(derivation.citizen_vi(), vi);
        assert_eq!(derivation.citizen_en(), en);
    }
}

#[test]
fn a_law_that_counts_the_first_day_is_told() {
    let parameters = Parameters { first_day_counted: true, ..*rules() };
    let derivation = lamdong().explain(at(7, 10, 2019, 9, 0), Limit::WorkingDays(2), &parameters);
    assert_eq!(derivation.first_counted, Some(on(7, 10, 2019)));
    assert!(derivation.citizen_vi().contains("thời hạn 2 ngày làm việc, tính cả ngày nhận. Kết quả"));
    assert!(
        derivation
            .citizen_en()
            .contains("a limit of 2 working days, the day of receipt included. The result")
    );
    let start = &derivation.lines()[0];
    assert_eq!(start.text_vi, "Tính cả ngày nhận 07/10/2019; ngày đầu tiên được tính là thứ Hai 07/10/2019.");
    assert_eq!(
        start.text_en,
        "The day of receipt, 7 October 2019, counts; the first day counted is Monday 7 October 2019."
    );
    let standings: Vec<Standing> = derivation.table().iter().map(|row| row.standing).collect();
    assert_eq!(standings, [Standing::Counted(1), Standing::Counted(2)]);
    let saturday = lamdong().explain(at(5, 10, 2019, 9, 0), Limit::WorkingDays(1), &parameters);
    let standings: Vec<Standing> = saturday.table().iter().map(|row| row.standing).collect();
    assert_eq!(standings, [Standing::Skipped, Standing::Skipped, Standing::Counted(1)]);
}

/// The step: provision, Vietnamese text, English text, how many days it concerns.
fn assert_lines(derivation: &Derivation, expected: &[(&str, &str, &str, usize)]) {
    let lines = derivation.lines();
    let found: Vec<(&str, &str, &str, usize)> = lines
        .iter()
        .map(|line| (line.provision.id(), line.text_vi.as_str(), line.text_en.as_str(), line.days.len()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_steps_of_a_limit_in_working_days() {
    #[rustfmt::skip]
    let expected = [
        ("blds2015.d147.k2", "Không tính ngày nhận 26/04/2019; ngày đầu tiên được tính là thứ Năm 02/05/2019.",
         "The day of receipt, 26 April 2019, does not count; the first day counted is Thursday 2 May 2019.", 1),
        ("qc1722.d12.k2.a", "Không tính các ngày nghỉ hằng tuần: thứ Bảy 27/4, Chủ nhật 28/4, Chủ nhật 05/5.",
         "Not counted because the office rests each week: Saturday 27 April, Sunday 28 April, Sunday 5 May.", 3),
        ("qc1722.d12.k2.a", "Không tính các ngày nghỉ: thứ Hai 29/4 (Nghỉ hoán đổi, làm bù 04/5/2019), thứ Ba 30/4 (Ngày Chiến thắng), thứ Tư 01/5 (Quốc tế Lao động).",
         "Not counted because they are days off: Monday 29 April (Nghỉ hoán đổi, làm bù 04/5/2019), Tuesday 30 April (Ngày Chiến thắng), Wednesday 1 May (Quốc tế Lao động).", 3),
        ("qc1722.d12.k2.a", "Ngày làm bù được tính là ngày làm việc: thứ Bảy 04/5 (thay cho 29/4).",
         "Worked in exchange and therefore counted: Saturday 4 May (instead of 29 April).", 1),
        ("qc1722.d12.k2.b", "Ngày làm việc thứ 7 là thứ Năm 09/05/2019; hẹn trả lúc 17 giờ 00 phút, giờ kết thúc làm việc.",
         "Working day 7 is Thursday 9 May 2019; due at 17:00, when the office closes.", 1),
        ("qc1722.d17.k1", "Hồ sơ giấy chuyển đến cơ quan giải quyết chậm nhất 17 giờ 00 phút, thứ Sáu 26/04/2019.",
         "The paper dossier goes to the agency by 17:00 on Friday 26 April 2019.", 1),
        ("qc1722.d18.k1.b", "Thời hạn 7 ngày làm việc: yêu cầu bổ sung trong 02 ngày làm việc, chậm nhất 17 giờ 00 phút, thứ Sáu 03/05/2019.",
         "With a limit of 7 working days a supplement may be asked within 2 working days, until 17:00 on Friday 3 May 2019.", 1),
        ("qc1722.d18.k2.c", "Nếu chưa có kết quả, báo cho người nộp chậm nhất 17 giờ 00 phút, thứ Tư 08/05/2019.",
         "Without a result the applicant is told by 17:00 on Wednesday 8 May 2019.", 1),
    ];
    assert_lines(&explained(at(26, 4, 2019, 10, 0), "7wd"), &expected);
}

#[test]
fn the_steps_of_a_limit_in_hours_across_a_provisional_year() {
    #[rustfmt::skip]
    let expected = [
        ("blds2015.d147.k1", "Thời hạn tính bằng giờ bắt đầu từ 16 giờ 30 phút, thứ Năm 31/12/2026.",
         "A limit in hours starts at 16:30 on Thursday 31 December 2026.", 1),
        ("qc1722.d12.k2.a", "Không tính các ngày nghỉ hằng tuần: thứ Bảy 02/01, Chủ nhật 03/01.",
         "Not counted because the office rests each week: Saturday 2 January, Sunday 3 January.", 2),
        ("qc1722.d12.k2.a", "Không tính các ngày nghỉ: thứ Sáu 01/01 (Tết Dương lịch).",
         "Not counted because they are days off: Friday 1 January (Tết Dương lịch).", 1),
        ("qc1722.d12.k2.b", "Đủ 4 giờ trong giờ làm việc lúc 10 giờ 30 phút, thứ Hai 04/01/2027.",
         "4 working hours inside office hours are complete at 10:30 on Monday 4 January 2027.", 1),
        ("qc1722.d12.k2.a", "Ngày hẹn trả là tạm tính vì lịch nghỉ năm 2027 mới là dự kiến; được xác nhận hoặc điều chỉnh khi lịch nghỉ được công bố.",
         "The day is provisional because the days off of 2027 are computed, not announced; it is confirmed or moved when the days off are published.", 0),
        ("qc1722.d17.k1", "Hồ sơ giấy chuyển đến cơ quan giải quyết chậm nhất 07 giờ 00 phút, thứ Hai 04/01/2027.",
         "The paper dossier goes to the agency by 07:00 on Monday 4 January 2027.", 1),
        ("qc1722.d18.k1.a", "Thời hạn 4 giờ làm việc: yêu cầu bổ sung trong 01 ngày làm việc, chậm nhất 17 giờ 00 phút, thứ Hai 04/01/2027.",
         "With a limit of 4 working hours a supplement may be asked within 1 working day, until 17:00 on Monday 4 January 2027.", 1),
        ("qc1722.d18.k2.c", "Nếu chưa có kết quả, báo cho người nộp chậm nhất 17 giờ 00 phút, thứ Năm 31/12/2026.",
         "Without a result the applicant is told by 17:00 on Thursday 31 December 2026.", 1),
    ];
    assert_lines(&explained(at(31, 12, 2026, 16, 30), "4wh"), &expected);
}

#[test]
fn the_steps_of_a_limit_in_days_that_moves() {
    let derivation = explained(at(20, 4, 2025, 9, 0), "10d");
    let lines = derivation.lines();
    let ids: Vec<&str> = lines.iter().map(|line| line.provision.id()).collect();
    let notices = ["qc1722.d17.k1", "qc1722.d18.k1.b", "qc1722.d18.k2.c"];
    assert_eq!(ids[..3], ["blds2015.d147.k2", "blds2015.d148.k5", "qc1722.d12.k2.b"]);
    assert_eq!(ids[3..], notices);
    assert_eq!(
        lines[1].text_vi,
        "Ngày cuối của thời hạn là thứ Tư 30/04/2025, ngày nghỉ; thời hạn kết thúc vào ngày làm việc tiếp theo, \
         sau các ngày nghỉ: thứ Tư 30/4 (Ngày Chiến thắng), thứ Năm 01/5 (Quốc tế Lao động), \
         thứ Sáu 02/5 (Nghỉ hoán đổi, làm bù 26/4/2025), thứ Bảy 03/5, Chủ nhật 04/5."
    );
    assert_eq!(lines[1].days.len(), 5);
    assert_eq!(
        lines[2].text_vi,
        "Hết thời hạn 10 ngày vào thứ Hai 05/05/2025; hẹn trả lúc 17 giờ 00 phút, giờ kết thúc làm việc."
    );
    assert_eq!(
        lines[2].text_en,
        "The limit of 10 days ends on Monday 5 May 2025; due at 17:00, when the office closes."
    );
    let stays = explained(at(7, 10, 2019, 9, 0), "1m");
    assert!(stays.lines().iter().all(|line| line.provision.id() != "blds2015.d148.k5"));
    assert_eq!(stays.skipped().count(), 0);
    assert_eq!(stays.swapped_in().count(), 0);
    let over_a_swap = explained(at(2, 5, 2019, 9, 0), "5d");
    assert_eq!(over_a_swap.swapped_in().count(), 0, "civil days count a worked Saturday like any other day");
}

#[test]
fn what_is_given_at_once_has_one_step() {
    let expected = [(
        "qc1722.d16.k1.a",
        "Kết quả trả ngay khi nhận hồ sơ, không tính thời hạn.",
        "The result is given at the moment of receipt; no limit is counted.",
        1,
    )];
    let derivation = explained(at(20, 12, 2019, 9, 5), "0");
    assert_lines(&derivation, &expected);
    for limit in ["0", "0wd", "0wh", "0d", "0m"] {
        let derivation = explained(at(20, 12, 2019, 9, 5), limit);
        assert_eq!((derivation.first_counted, derivation.unmoved_end), (None, None), "{limit}");
        assert_eq!(derivation.skipped().count(), 0, "{limit}");
        assert_lines(&derivation, &expected);
    }
    assert_eq!(derivation.table().len(), 1);
    assert_eq!(derivation.table()[0].standing, Standing::Received);
}

#[test]
fn many_days_are_not_listed_in_a_step_but_carried() {
    let derivation = explained(at(20, 12, 2019, 9, 0), "200wd");
    let lines = derivation.lines();
    assert_eq!(lines[1].text_vi, "Không tính các ngày nghỉ hằng tuần: 82 ngày từ 21/12/2019 đến 04/10/2020.");
    assert_eq!(
        lines[1].text_en,
        "Not counted because the office rests each week: 82 days from 21 December 2019 to 4 October 2020."
    );
    assert_eq!(lines[1].days.len(), 82);
    assert!(
        lines[2].text_vi.starts_with("Không tính các ngày nghỉ: thứ Tư 01/01 (Tết Dương lịch), "),
        "twelve are listed"
    );
}

#[test]
fn a_table_for_an_officer() {
    let rows = |received, limit: &str| -> Vec<(String, Standing, String, String)> {
        let table = explained(received, limit).table();
        table.into_iter().map(|row| (row.date.to_string(), row.standing, row.text_vi, row.text_en)).collect()
    };
    let row =
        |day: &str, standing, vi: &str, en: &str| (day.to_owned(), standing, vi.to_owned(), en.to_owned());
    assert_eq!(
        rows(at(30, 8, 2019, 14, 20), "2wd"),
        [
            row("2019-08-30", Standing::Received, "thứ Sáu, ngày làm việc", "Friday, working day"),
            row("2019-08-31", Standing::Skipped, "thứ Bảy, nghỉ hằng tuần", "Saturday, weekly rest day"),
            row("2019-09-01", Standing::Skipped, "Chủ nhật, nghỉ hằng tuần", "Sunday, weekly rest day"),
            row("2019-09-02", Standing::Skipped, "thứ Hai, Quốc khánh", "Monday, day off: Quốc khánh"),
            row("2019-09-03", Standing::Counted(1), "thứ Ba, ngày làm việc", "Tuesday, working day"),
            row("2019-09-04", Standing::Counted(2), "thứ Tư, ngày làm việc", "Wednesday, working day"),
        ]
    );
    assert_eq!(
        rows(at(3, 5, 2019, 16, 30), "4wh"),
        [
            row("2019-05-03", Standing::Worked(30), "thứ Sáu, ngày làm việc", "Friday, working day"),
            row(
                "2019-05-04",
                Standing::Worked(210),
                "thứ Bảy, làm bù cho ngày 29/04/2019",
                "Saturday, worked instead of 29 April 2019"
            ),
        ]
    );
    assert_eq!(
        rows(at(1, 6, 2028, 16, 30), "1d"),
        [
            row(
                "2028-06-01",
                Standing::Received,
                "thứ Năm, ngày làm việc, lịch nghỉ của năm chưa công bố",
                "Thursday, working day, the days off of the year are not published"
            ),
            row(
                "2028-06-02",
                Standing::Counted(1),
                "thứ Sáu, ngày làm việc, lịch nghỉ của năm chưa công bố",
                "Friday, working day, the days off of the year are not published"
            ),
        ]
    );
    let standings = |received, limit: &str| -> Vec<Standing> {
        rows(received, limit).into_iter().map(|row| row.1).collect()
    };
    use Standing::{Counted, MovedTo, Received, Skipped, Worked};
    assert_eq!(standings(at(11, 10, 2019, 9, 0), "1d"), [Received, Skipped, Skipped, MovedTo]);
    assert_eq!(standings(at(10, 10, 2019, 9, 0), "2d"), [Received, Counted(1), Skipped, Skipped, MovedTo]);
    assert_eq!(standings(at(5, 10, 2019, 9, 0), "2wh"), [Received, Skipped, Worked(120)]);
    assert_eq!(standings(at(4, 10, 2019, 18, 0), "2wh"), [Received, Skipped, Skipped, Worked(120)]);
}

#[test]
fn a_long_table_is_cut_and_says_so() {
    let last_rows = |limit: &str| {
        let table = explained(at(7, 10, 2019, 9, 0), limit).table();
        let rows = table.len();
        (rows, table[rows - 2].clone(), table[rows - 1].clone())
    };
    // 7/10/2019 and 1100 days more are shown, then the last day.
    let (rows, left_out, last) = last_rows("1201d");
    assert_eq!((rows, left_out.standing, last.standing), (1_103, Standing::LeftOut(107), Standing::MovedTo));
    assert_eq!(left_out.date, on(12, 10, 2022));
    assert_eq!(left_out.text_vi, "107 ngày tiếp theo không liệt kê");
    assert_eq!(left_out.text_en, "the next 107 days are not listed");
    assert_eq!(last.date.to_string(), "2023-01-27", "off the end of Tết");
    let (rows, before, last) = last_rows("1100d");
    assert_eq!(
        (rows, before.standing, last.standing),
        (1_101, Standing::Counted(1_099), Standing::Counted(1_100))
    );
    let (rows, before, last) = last_rows("1101d");
    assert_eq!(
        (rows, before.standing, last.standing),
        (1_102, Standing::Counted(1_100), Standing::Counted(1_101))
    );
    let (rows, before, last) = last_rows("1102d");
    assert_eq!(
        (rows, before.standing, last.standing),
        (1_103, Standing::LeftOut(1), Standing::Counted(1_102))
    );
    assert_eq!(last_rows("900wd").2.standing, Standing::Counted(900));
    assert_eq!(last_rows("7000wh").2.standing, Standing::Worked(7000 * 60 - 360 - 480 * 874));
    assert_eq!(last_rows("48m").2.standing, Standing::MovedTo, "7/10/2023 is a Saturday");
    assert_eq!(last_rows("50m").2.standing, Standing::Counted(1_522));
}

#[test]
fn storms_and_changed_hours_are_named_whole() {
    let mut source = lamdong_source();
    let exception = |day, sessions: &[&str], reason: &str| DayException {
        date: on(day, 10, 2019),
        sessions: sessions.iter().map(|text| session(text)).collect(),
        reason: reason.to_owned(),
    };
    source.exceptions =
        vec![exception(8, &[], "Bão số 5, lũ lớn"), exception(9, &["07:00-11:00"], "Họp toàn ngành")];
    let calendar = Calendar::compile(&source).expect("a sound calendar");
    let short = calendar.explain(at(7, 10, 2019, 9, 0), Limit::WorkingDays(2), rules());
    assert!(
        short.citizen_vi().contains("Trừ thứ Ba 08/10 (Bão số 5, lũ lớn), kết quả"),
        "{}",
        short.citizen_vi()
    );
    let row = &short.table()[2];
    assert_eq!(
        (row.standing, row.text_vi.as_str()),
        (Standing::Counted(1), "thứ Tư, ngày làm việc, giờ riêng: Họp toàn ngành")
    );
    assert_eq!(row.text_en, "Wednesday, working day with other hours: Họp toàn ngành");
    let long = calendar.explain(at(7, 10, 2019, 9, 0), Limit::WorkingDays(25), rules());
    assert!(
        long.citizen_vi().contains("trong đó có Bão số 5, lũ lớn 08/10, kết quả"),
        "{}",
        long.citizen_vi()
    );
}

#[test]
fn a_derivation_names_what_it_was_counted_on() {
    let calendar = lamdong();
    let derivation = explained(at(7, 10, 2019, 9, 0), "5wd");
    assert_eq!(derivation.calendar_id(), "lamdong");
    assert_eq!(derivation.calendar_version(), 1);
    assert_eq!(derivation.calendar_fingerprint(), calendar.fingerprint());
    assert_eq!(derivation.rule_pack(), rules().rule_pack);
    assert_eq!(derivation.first_counted, Some(on(8, 10, 2019)));
    assert_eq!(derivation.transfer_by, at(7, 10, 2019, 17, 0));
    assert_eq!(derivation.supplement_notice_by, at(9, 10, 2019, 17, 0));
    assert_eq!(derivation.warn_by, at(11, 10, 2019, 17, 0));
    assert_eq!(derivation.provisional, None);
    let mut source = lamdong_source();
    source.version = 2;
    let newer = Calendar::compile(&source).expect("a sound calendar");
    let derivation = newer.explain(at(7, 10, 2019, 9, 0), Limit::WorkingDays(5), rules());
    assert_eq!(derivation.calendar_version(), 2);
    let hours = explained(at(7, 10, 2019, 17, 0), "2wh");
    assert_eq!(hours.first_counted, Some(on(8, 10, 2019)), "after the closing counting starts the next day");
}

#[test]
fn beyond_the_tables_the_days_off_are_the_weekly_ones() {
    let days = |received, limit: &str| -> Vec<String> {
        explained(received, limit).skipped().map(|day| day.date.to_string()).collect()
    };
    assert_eq!(days(at(3, 1, 2050, 8, 0), "5wd"), ["2050-01-08", "2050-01-09"]);
    assert_eq!(days(at(5, 1, 1990, 8, 0), "1wd"), ["1990-01-06", "1990-01-07"]);
    assert_eq!(days(at(3, 1, 2050, 8, 0), "5d"), ["2050-01-08", "2050-01-09"]);
    assert_eq!(
        days(at(29, 12, 2017, 8, 0), "1wd"),
        ["2017-12-30", "2017-12-31", "2018-01-01"],
        "into the tables"
    );
    assert_eq!(days(at(28, 12, 2040, 8, 0), "2wd"), ["2040-12-29", "2040-12-30"], "up to their end");
    assert_eq!(days(at(31, 12, 2040, 8, 0), "5wd"), ["2041-01-05", "2041-01-06"], "out of them");
    assert_eq!(
        days(at(31, 12, 2017, 8, 0), "6wd"),
        ["2018-01-01", "2018-01-06", "2018-01-07"],
        "from their first day"
    );
}

#[test]
fn dates_in_words() {
    use calendar::text::{
        en_date, en_limit, en_moment, en_weekday, vi_date, vi_limit, vi_moment, vi_short_date, vi_weekday,
    };
    assert_eq!(vi_date(on(5, 9, 2019)), "05/09/2019");
    assert_eq!(vi_moment(at(5, 9, 2019, 17, 0)), "17 giờ 00 phút, ngày 05 tháng 9 năm 2019");
    assert_eq!(vi_moment(at(15, 2, 2019, 7, 5)), "07 giờ 05 phút, ngày 15 tháng 02 năm 2019");
    assert_eq!(vi_short_date(on(1, 3, 2019)), "01/3/2019");
    assert_eq!(en_moment(at(5, 9, 2019, 7, 5)), "07:05 on Thursday 5 September 2019");
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    for (number, month) in (1_i8..).zip(months) {
        assert_eq!(en_date(on(1, number, 2020)), format!("1 {month} 2020"));
    }
    let weekdays = [
        ("thứ Hai", "Monday"),
        ("thứ Ba", "Tuesday"),
        ("thứ Tư", "Wednesday"),
        ("thứ Năm", "Thursday"),
        ("thứ Sáu", "Friday"),
        ("thứ Bảy", "Saturday"),
        ("Chủ nhật", "Sunday"),
    ];
    for (day, (vi, en)) in (7_i8..).zip(weekdays) {
        assert_eq!((vi_weekday(on(day, 10, 2019)), en_weekday(on(day, 10, 2019))), (vi, en));
    }
    #[rustfmt::skip]
    let limits = [
        ("0", "trả ngay", "at once"), ("0wd", "trả ngay", "at once"),
        ("1wd", "1 ngày làm việc", "1 working day"), ("5wd", "5 ngày làm việc", "5 working days"),
        ("4wh", "4 giờ làm việc", "4 working hours"), ("30d", "30 ngày", "30 days"), ("2m", "2 tháng", "2 months"),
    ];
    for (limit, vi, en) in limits {
        let limit: Limit = limit.parse().expect("a limit");
        assert_eq!((vi_limit(limit).as_str(), en_limit(limit).as_str()), (vi, en));
    }
}

#[test]
fn two_holidays_side_by_side_keep_their_names() {
    let told = explained(at(22, 4, 2019, 9, 0), "25wd").citizen_vi();
    assert!(told.contains("Ngày Chiến thắng 30/4") && told.contains("Quốc tế Lao động 01/5"), "{told}");
}
