//! The statutory report on settling: who sees it, that its sums are right, and the same in the workbook.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use app::accounts;
use app::dossier::act;
use app::dossier::input::{Action, Intent};
use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use common::{EVERYBODY, Office, Page, SIMPLE, WITH_CASES, check};
use domain::ids::PersonId;
use domain::procedure::Channel;
use jiff::civil::date;

const PAGE: &str = "/bao-cao/giai-quyet";
const FILE: &str = "/bao-cao/giai-quyet/bieu-06a.xlsx";
const JUNE: &str = "ky=thang&so=6&nam=2025";
const JULY: &str = "ky=thang&so=7&nam=2025";

async fn act(office: &Office, who: &str, id: &str, action: Action) {
    let caller = accounts::caller(&office.app, &PersonId::new(who).unwrap()).unwrap();
    act::run(&office.app, &caller, id, None, action, None).await.unwrap();
}

/// On 2 June 2025 three dossiers at the counter and one online, and one of them withdrawn the day after,
/// which a second person confirms.
async fn prepared() -> Office {
    let office = Office::open().await;
    let withdrawn = office.accept(SIMPLE).await;
    for code in [SIMPLE, WITH_CASES] {
        office.accept(code).await;
    }
    let online = office.file("congdan", SIMPLE, Channel::Online, Intent::Register).await;
    act(&office, "tiepnhan", &online.dossier.id.to_string(), Action::Accept { receipt_wanted: true }).await;
    office.at(date(2025, 6, 3).at(9, 0, 0, 0));
    let action = Action::Withdraw { reason: "Không cần nữa.".to_owned(), proof: "Đơn".to_owned() };
    let withdrawn = withdrawn.dossier.id.to_string();
    act(&office, "tiepnhan", &withdrawn, action).await;
    act(&office, "duphong", &withdrawn, Action::ConfirmWithdrawal).await;
    office
}

/// The figures of each line of the table, the sum last.
fn figures(page: &Page) -> Vec<Vec<u64>> {
    let text = page.text();
    let body = text.split("<tbody>").nth(1).expect("a table").split("</tbody>").next().unwrap();
    let number = |cell: &str| {
        let words = cell.split("</td>").next().unwrap();
        let digits = words.split('<').flat_map(|part| part.split('>').next_back()).collect::<String>();
        digits.trim().parse().unwrap_or_else(|_| panic!("{words} is no figure"))
    };
    body.split("<tr>")
        .skip(1)
        .map(|row| row.split("<td class=\"mc-number\">").skip(1).map(number).collect())
        .collect()
}

#[tokio::test]
async fn d7_k10_the_report_is_for_who_sees_the_whole_province() {
    let office = prepared().await;
    let paths = [
        PAGE.to_owned(),
        format!("{PAGE}?{JULY}"),
        format!("{PAGE}?{JUNE}&co-quan=so-khdt"),
        format!("{PAGE}?ky=9-thang"),
        format!("{PAGE}?ky=nam&nam=2025"),
        format!("{PAGE}?ky=ngay&tu=01/06/2025&den=2025-06-30"),
        format!("{PAGE}?ky=ngay&tu=30/06/2025&den=01/06/2025"),
        format!("{PAGE}?ky=quy&so=5&nam=2025"),
    ];
    for who in EVERYBODY {
        let cookies = office.cookies(who).await;
        let expected = match who {
            "" => StatusCode::SEE_OTHER,
            "giamdoc" | "kiemsoat" => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        for path in &paths {
            for lang in ["vi", "en"] {
                let joint = if path.contains('?') { '&' } else { '?' };
                let page = office.get(&cookies, &format!("{path}{joint}lang={lang}")).await;
                assert_eq!(page.status, expected, "{path} as `{who}`");
                if expected != StatusCode::SEE_OTHER {
                    check(path, who, &page);
                }
            }
        }
        assert_eq!(office.get(&cookies, FILE).await.status, expected, "{who}");
    }
}

#[tokio::test]
async fn every_dossier_of_a_period_is_somewhere_and_what_stays_is_carried_over() {
    let office = prepared().await;
    let cookies = office.cookies("giamdoc").await;
    let june = office.get(&cookies, &format!("{PAGE}?{JUNE}")).await;
    // Columns 3 to 13, and what ended without a result.
    let sums = figures(&june).pop().unwrap();
    assert_eq!(sums, [4, 1, 3, 0, 0, 0, 0, 0, 3, 3, 0, 1]);
    let words = june.text();
    assert!(words.contains("15/05/2025") && words.contains("14/06/2025"), "the cut-offs are told");
    assert!(words.contains("Kỳ chưa kết thúc") && words.contains("+ 1 hồ sơ kết thúc"));
    let board = office.get(&cookies, "/bang-dieu-hanh").await;
    assert!(board.text().contains(&format!("href=\"{PAGE}\"")), "the board leads to it");
    assert!(words.contains("href=\"/bang-dieu-hanh\""), "and it leads back");

    office.at(date(2025, 7, 15).at(9, 0, 0, 0));
    let cookies = office.cookies("giamdoc").await;
    let july = office.get(&cookies, &format!("{PAGE}?{JULY}")).await;
    let sums = figures(&july).pop().unwrap();
    assert_eq!((sums[0], sums[1], sums[2], sums[3], sums[8], sums[11]), (3, 0, 0, 3, 3, 0));
    assert!(!july.text().contains("Kỳ chưa kết thúc"));
    let again = office.get(&cookies, &format!("{PAGE}?{JUNE}")).await;
    assert_eq!(figures(&again).pop().unwrap(), [4, 1, 3, 0, 0, 0, 0, 0, 3, 3, 0, 1], "June stays June");

    // One agency by field has the figures of its line among all.
    let own = office.get(&cookies, &format!("{PAGE}?{JUNE}&co-quan=so-khdt")).await;
    let sums = figures(&own).pop().unwrap();
    assert!(sums[0] >= 3 && figures(&again).contains(&sums), "{sums:?}");
    assert_eq!(office.get(&cookies, &format!("{PAGE}?co-quan=khong-co")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get(&cookies, &format!("{PAGE}?co-quan=%3Cb")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_period_is_told_at_its_field_with_what_was_typed() {
    let office = prepared().await;
    let cookies = office.cookies("giamdoc").await;
    for (query, field, typed) in [
        ("ky=quy&so=2&nam=20255", "nam", "20255"),
        ("ky=thang&so=13&nam=2025", "nam", "2025"),
        ("ky=ngay&tu=31/06/2025&den=01/07/2025", "tu", "31/06/2025"),
        ("ky=ngay&tu=02/07/2025&den=01/07/2025", "tu", "02/07/2025"),
    ] {
        let page = office.get(&cookies, &format!("{PAGE}?{query}")).await;
        let words = page.text();
        assert!(words.contains(&format!("href=\"#{field}\"")), "{query}: {words}");
        assert_eq!(page.input(field).as_deref(), Some(typed), "{query}");
        assert_eq!(figures(&page).pop().unwrap().len(), 12, "{query}: the present period is shown");
        assert_eq!(office.get(&cookies, &format!("{FILE}?{query}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_workbook_is_the_form_with_the_sums_of_the_page() {
    let office = prepared().await;
    let cookies = office.cookies("kiemsoat").await;
    let page = office.get(&cookies, &format!("{PAGE}?{JUNE}")).await;
    let href = page.attributes("href").into_iter().find(|href| href.starts_with(FILE)).expect("a file");
    let file = office.get(&cookies, &href).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-disposition").contains("bieu-06a-2025-05-15-2025-06-14.xlsx"));
    let mut book = Xlsx::new(std::io::Cursor::new(file.bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let titles: String = rows.iter().map(|row| format!("{}\n", row[0])).collect();
    for words in [
        "II.06a/VPCP/KSTT",
        "Kỳ báo cáo: tháng 6 năm 2025 (từ ngày 15/05/2025 đến hết ngày 14/06/2025)",
        "Đơn vị báo cáo: Trung tâm",
        "chưa kết thúc",
    ] {
        assert!(titles.contains(words), "{words} in {titles}");
    }
    let of = |row: &[Data]| -> Vec<u64> {
        let whole = |cell: &Data| match cell {
            Data::Float(number) => format!("{number:.0}").parse().unwrap(),
            other => panic!("{other:?} is no number"),
        };
        row[2..].iter().map(whole).collect()
    };
    let shown = figures(&page);
    let written: Vec<Vec<u64>> = rows[rows.len() - shown.len()..].iter().map(|row| of(row)).collect();
    assert_eq!(written, shown);
    assert_eq!(rows.last().unwrap()[1], Data::String("Tổng số".into()));
}
