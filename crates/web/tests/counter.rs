//! The counter, the board and the register: who sees them, what they do, and that no typed word is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::sync::Arc;

use app::dossier::input::Intent;
use app::dossier::lists;
use app::{BoardCell, Figure, accounts};
use axum::http::StatusCode;
use common::{EVERYBODY, Office, Page, SIMPLE, WITH_CASES, check};
use domain::ids::PersonId;
use domain::procedure::{Channel, Procedure};
use jiff::civil::date;

/// Sends the form of `page` with these answers and this button.
async fn press(office: &Office, cookies: &str, page: &Page, button: &str, answers: &[(&str, &str)]) -> Page {
    let hidden = ["csrf", "idempotency_key", "procedure"].map(|name| (name, page.input(name).expect(name)));
    let mut pairs: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.push(("intent", button));
    pairs.extend_from_slice(answers);
    office.post(cookies, "/tiep-nhan", &pairs).await
}

/// Opens the form of a procedure.
async fn form(office: &Office, cookies: &str, code: &str) -> Page {
    let page = office.get(cookies, &format!("/tiep-nhan?thu-tuc={code}")).await;
    assert_eq!(page.status, StatusCode::OK, "{code}");
    page
}

/// A procedure of today without cases that satisfies `wanted`.
fn procedure(office: &Office, wanted: impl Fn(&Procedure) -> bool) -> Arc<Procedure> {
    let reference = office.app.reference();
    let all = reference.procedures_on(date(2025, 6, 2), &app::reference::ProcedureFilter::default());
    all.into_iter().find(|found| found.cases.is_empty() && wanted(found)).expect("such a procedure")
}

fn required(procedure: &Procedure) -> usize {
    domain::dossier::required_papers(procedure, None).count()
}

/// The ticks of all papers.
fn ticks(procedure: &Procedure) -> Vec<(String, &'static str)> {
    procedure.papers.iter().map(|paper| (format!("paper.{}", paper.code), "1")).collect()
}

#[tokio::test]
async fn every_page_is_whole_for_whom_it_is_and_closed_to_others() {
    let office = Office::open().await;
    office.accept(SIMPLE).await;
    let simple = format!("/tiep-nhan?thu-tuc={SIMPLE}");
    let cases = format!("/tiep-nhan?thu-tuc={WITH_CASES}");
    let counter: &[&str] = &["tiepnhan"];
    let province: &[&str] = &["giamdoc", "kiemsoat"];
    let register: &[&str] = &["tiepnhan", "giamdoc", "kiemsoat"];
    let table: [(&str, &[&str]); 9] = [
        ("/tiep-nhan", counter),
        ("/tiep-nhan?q=cap", counter),
        ("/tiep-nhan?q=khongcothutucnao", counter),
        (&simple, counter),
        (&cases, counter),
        ("/bang-dieu-hanh", province),
        ("/bang-dieu-hanh?tu=2025-01-01&den=02/06/2025", province),
        ("/bang-dieu-hanh/danh-sach?chi-tieu=received", province),
        ("/so-theo-doi", register),
    ];
    for who in EVERYBODY {
        let cookies = office.cookies(who).await;
        for (path, allowed) in table {
            let expected = match (who, allowed.contains(&who)) {
                ("", _) => StatusCode::SEE_OTHER,
                (_, true) => StatusCode::OK,
                (_, false) => StatusCode::FORBIDDEN,
            };
            for lang in ["vi", "en"] {
                let joint = if path.contains('?') { '&' } else { '?' };
                let page = office.get(&cookies, &format!("{path}{joint}lang={lang}")).await;
                assert_eq!(page.status, expected, "{path} as `{who}`");
                if expected != StatusCode::SEE_OTHER {
                    check(path, who, &page);
                }
            }
        }
    }
}

#[tokio::test]
async fn what_lacks_is_told_at_once_the_name_and_the_papers() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let found = procedure(&office, |found| required(found) > 1 && !found.is_immediate());
    let page = form(&office, &cookies, found.code.as_str()).await;
    let told = press(&office, &cookies, &page, "accept", &[("applicant.name", "")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = told.text();
    assert!(words.contains("chưa nhập") && words.contains("Còn thiếu:"), "{words}");
    // Whoever only records it is not held up by papers.
    let noted = press(&office, &cookies, &page, "register", &[("applicant.name", "")]).await.text();
    assert!(noted.contains("chưa nhập") && !noted.contains("Còn thiếu:"), "{noted}");
}

#[tokio::test]
async fn a_complete_dossier_is_accepted_once_however_often_it_is_sent() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let found = procedure(&office, |found| required(found) > 1 && !found.is_immediate());
    let page = form(&office, &cookies, found.code.as_str()).await;
    let ticks = ticks(&found);
    let mut answers: Vec<(&str, &str)> = ticks.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    answers.push(("applicant.name", "K'Brèo Ƀră"));
    let first = press(&office, &cookies, &page, "accept", &answers).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let again = press(&office, &cookies, &page, "accept", &answers).await;
    assert_eq!(first.header("location"), again.header("location"));
    answers.push(("applicant.phone", "0912345678"));
    let other = press(&office, &cookies, &page, "accept", &answers).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "the key with other words");

    let done = office.get(&cookies, first.header("location")).await;
    check("xong", "tiepnhan", &done);
    let text = done.text();
    assert!(text.contains("K&#39;Brèo Ƀră") || text.contains("K'Brèo Ƀră"), "the name as it was typed");
    assert!(text.contains("<svg") && text.contains("mc-clock__promised"), "QR and promise");
    let receipt =
        done.attributes("href").into_iter().find(|href| href.ends_with("receipt.pdf")).expect("a receipt");
    let paper = office.get(&cookies, &receipt).await;
    assert_eq!((paper.status, &paper.bytes[..5]), (StatusCode::OK, &b"%PDF-"[..]));
}

#[tokio::test]
async fn what_lacks_is_named_at_once_and_the_guidance_is_ready() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let found = procedure(&office, |found| required(found) > 1 && !found.is_immediate());
    let page = form(&office, &cookies, found.code.as_str()).await;
    let typed =
        [("applicant.name", "Ka Hiền"), ("applicant.phone", "0912 345 678"), ("represented_by.name", "")];
    let refused = press(&office, &cookies, &page, "accept", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    check("422", "tiepnhan", &refused);
    let text = refused.text();
    for paper in domain::dossier::required_papers(&found, None) {
        assert!(text.contains(&format!("what.{}", paper.code)), "{} can be explained", paper.code);
    }
    assert_eq!(text.matches("mc-row--error").count(), required(&found));
    assert!(text.contains("<title>Lỗi:"), "said first");
    assert_eq!(refused.input("applicant.phone").as_deref(), Some("0912 345 678"));
    assert!(text.contains("value=\"guide\""), "the act that follows");

    let first = domain::dossier::required_papers(&found, None).next().unwrap().code.to_string();
    let what = format!("what.{first}");
    let wish = [("applicant.name", "Ka Hiền"), (what.as_str(), "Chưa ký tên")];
    let guided = press(&office, &cookies, &refused, "guide", &wish).await;
    assert_eq!(guided.status, StatusCode::SEE_OTHER, "{}", guided.text());
    let done = office.get(&cookies, guided.header("location")).await.text();
    assert!(done.contains("Chưa ký tên") && done.contains("guidance.pdf"));
    assert!(done.contains("Chưa có trong hồ sơ"), "what was not explained is named too");
}

#[tokio::test]
async fn enter_looks_again_and_a_scanned_card_fills_the_person() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let page = form(&office, &cookies, SIMPLE).await;
    let text = page.text();
    let default = text.split("<button").find(|tag| tag.contains("type=\"submit\"") && tag.contains("intent"));
    assert!(default.is_some_and(|tag| tag.contains("\"check\"")), "Enter never accepts");
    let card = "068090001234|251234567|Nguyễn Văn A|01011990|Nam|Phường 4, Đà Lạt|01012021";
    let read = press(&office, &cookies, &page, "check", &[("applicant.id_number", card)]).await;
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.text().contains("value=\"Nguyễn Văn A\""));
    assert!(read.text().contains("value=\"068090001234\""));
}

#[tokio::test]
async fn a_refusal_needs_its_ground_and_reason_and_keeps_what_was_typed() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let page = form(&office, &cookies, SIMPLE).await;
    let named = ("applicant.name", "Ka Hiền");
    let without =
        press(&office, &cookies, &page, "refuse", &[named, ("refuse_reason", "Không thuộc đối tượng")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("Không thuộc đối tượng</textarea>"), "the reason is kept");
    assert!(without.attributes("href").contains(&"#ground".to_owned()), "the summary leads to the field");
    let whole = [
        named,
        ("refuse_reason", "Không thuộc đối tượng"),
        ("ground", "Quy chế 1722"),
        ("ground_article", "khoản 1"),
    ];
    let refused = press(&office, &cookies, &without, "refuse", &whole).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    assert!(office.get(&cookies, refused.header("location")).await.text().contains("refusal.pdf"));

    let silent = press(&office, &cookies, &page, "escalate", &[named]).await;
    assert!(silent.attributes("href").contains(&"#escalate_reason".to_owned()));
}

#[tokio::test]
async fn only_an_immediate_result_is_given_at_once() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let found = procedure(&office, |found| found.is_immediate() && found.charges.is_empty());
    let page = form(&office, &cookies, found.code.as_str()).await;
    let ticks = ticks(&found);
    let mut answers: Vec<(&str, &str)> = ticks.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    answers.push(("applicant.name", "Ka Hiền"));
    let given = press(&office, &cookies, &page, "give", &answers).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    let page = form(&office, &cookies, SIMPLE).await;
    assert!(!page.text().contains("value=\"give\""), "not offered");
    let forged =
        press(&office, &cookies, &page, "give", &[("applicant.name", "Ka Hiền"), ("paper.p1", "1")]).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_owed_is_taken_with_its_receipt_before_the_result_is_given() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let found = procedure(&office, |found| {
        found.is_immediate()
            && found.charges.iter().any(|charge| charge.amount.is_some_and(|amount| amount > 0))
    });
    let page = form(&office, &cookies, found.code.as_str()).await;
    let ticks = ticks(&found);
    let mut answers: Vec<(&str, &str)> = ticks.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    answers.push(("applicant.name", "Ka Hiền"));
    let unpaid = press(&office, &cookies, &page, "give", &answers).await;
    assert_eq!(unpaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let amount = unpaid.input("payment.amount").expect("what is owed stands in the form");
    assert!(unpaid.attributes("href").contains(&"#payment.amount".to_owned()));
    answers.push(("payment.amount", &amount));
    answers.push(("payment.method", "transfer"));
    let unproven = press(&office, &cookies, &unpaid, "give", &answers).await;
    assert!(unproven.attributes("href").contains(&"#payment.receipt".to_owned()), "{}", unproven.text());
    // Cash needs no number: the desk's own book gives it.
    answers.pop();
    let given = press(&office, &cookies, &unproven, "give", &answers).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    let dossier = office.get(&cookies, &given.header("location").replace("/tiep-nhan/xong", "/ho-so")).await;
    assert!(dossier.text().contains("000001/BL-2025"), "{}", dossier.text());
}

#[tokio::test]
async fn every_figure_of_the_board_counts_its_list() {
    let office = Office::open().await;
    let codes = [SIMPLE, WITH_CASES, SIMPLE];
    for code in codes {
        office.accept(code).await;
    }
    let other =
        procedure(&office, |found| !found.field.is_empty() && !found.is_immediate() && required(found) > 1);
    office.file("tiepnhan", other.code.as_str(), Channel::Counter, Intent::Register).await;
    office.at(date(2025, 12, 1).at(9, 0, 0, 0));
    let cookies = office.cookies("giamdoc").await;
    let board = office.get(&cookies, "/bang-dieu-hanh?tu=2025-01-01&den=2025-12-31").await.text();
    let mut seen = 0;
    for link in board.split("<a ").filter(|tag| tag.contains("/bang-dieu-hanh/danh-sach?")) {
        let href = link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let inside = link.split("</a>").next().unwrap();
        let figure = match inside.split("mc-stat__figure\">").nth(1) {
            Some(tile) => tile.split('<').next().unwrap(),
            None => inside.split('>').nth(1).unwrap().split('<').next().unwrap(),
        };
        let list = office.get(&cookies, &href).await;
        assert_eq!(list.status, StatusCode::OK, "{href}");
        let rows = list.text().matches(" data-row>").count();
        assert_eq!(rows.to_string(), figure.trim(), "{href}");
        check(&href, "giamdoc", &list);
        seen += 1;
    }
    assert!(seen > 12, "only {seen} figures were found");
}

#[tokio::test]
async fn a_sum_pages_through_the_agencies_without_loss() {
    let office = Office::open().await;
    for code in [SIMPLE, WITH_CASES, SIMPLE, "2.000908"] {
        office.accept(code).await;
    }
    let director = accounts::caller(&office.app, &PersonId::new("giamdoc").unwrap()).unwrap();
    let day = date(2025, 6, 2);
    let cell = BoardCell {
        unit: office.app.reference().default_desk().clone(),
        field: None,
        figure: Figure::Received,
        from: day,
        to: day,
        now: day.at(9, 0, 0, 0),
    };
    for limit in 1..=5 {
        let (mut codes, mut cursor) = (Vec::new(), None);
        for _ in 0..10 {
            let page = lists::drill_sum(&office.app, &director, &cell, cursor.as_deref(), limit).unwrap();
            assert!(page.rows.len() <= limit);
            codes.extend(page.rows.into_iter().filter_map(|row| row.row.code));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let count = codes.len();
        codes.sort();
        codes.dedup();
        assert_eq!((count, codes.len()), (4, 4), "pages of {limit}");
    }
}

#[tokio::test]
async fn the_register_is_read_on_the_screen_and_taken_along() {
    let office = Office::open().await;
    let accepted = office.accept(SIMPLE).await;
    let cookies = office.cookies("tiepnhan").await;
    let page = office.get(&cookies, "/so-theo-doi").await;
    assert!(page.text().contains(&accepted.dossier.code.unwrap().to_string()));
    for (kind, magic) in [("pdf", &b"%PDF-"[..]), ("xlsx", &b"PK\x03\x04"[..])] {
        let href =
            page.attributes("href").into_iter().find(|href| href.contains(&format!("so.{kind}"))).unwrap();
        let file = office.get(&cookies, &href).await;
        assert_eq!(file.status, StatusCode::OK, "{href}");
        assert!(file.bytes.starts_with(magic), "{href}");
        assert_eq!(file.header("cache-control"), "no-store");
    }
    // Whoever took people's data along is known; who only supervises reads them shortened.
    let looks = office.app.store.notes("access/register-quay-01").unwrap();
    assert_eq!(looks.iter().filter(|look| look.kind == "register-read").count(), 3);
    for (who, contact) in [("tiepnhan", "Phường 4, Đà Lạt; 0912345678"), ("giamdoc", "•••••••678")]
    {
        let caller = app::accounts::caller(&office.app, &who.parse().unwrap()).unwrap();
        let desk = Some("quay-01".parse().unwrap());
        let register = app::register::volume(&office.app, &caller, desk, 2025, 1).await.unwrap();
        assert_eq!(register.rows[0].contact, contact, "{who}");
    }
    let elsewhere = office.get(&cookies, "/so-theo-doi?quay=khong-co-quay").await;
    assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&elsewhere.status));
}
