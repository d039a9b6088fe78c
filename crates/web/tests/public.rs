//! The pages for citizens: every one for everybody, in both languages, and what they keep to themselves.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::collections::BTreeSet;

use app::dossier::input::Intent;
use common::{EVERYBODY, Office, Page, SIMPLE, WITH_CASES, check};
use domain::procedure::Channel;
use jiff::civil::date;

#[tokio::test]
async fn every_public_page_is_whole_for_everybody_in_both_languages() {
    let office = Office::open().await;
    let token = office.accept(SIMPLE).await.token.unwrap();
    let procedure = format!("/thu-tuc/{WITH_CASES}");
    let progress = format!("/t/{token}");
    let paths = [
        "/",
        "/lich-lam-viec",
        "/thu-tuc",
        "/thu-tuc?q=khongcogi",
        &procedure,
        "/tra-cuu",
        "/tra-cuu?ma=abc",
        &progress,
        "/tro-giup",
        "/tiep-can",
        "/quyen-rieng-tu",
        "/dang-nhap",
        "/thu-vien-giao-dien?kieu=noi-bo",
        "/khong-co",
    ];
    for who in EVERYBODY {
        let cookies = office.cookies(who).await;
        for path in paths {
            for lang in ["vi", "en"] {
                let page = office.get(&format!("{cookies}; motcua-lang={lang}"), path).await;
                if page.status == 303 {
                    continue;
                }
                assert!(page.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
                // The gallery shows every component many times; its ids are checked where they are made.
                if !path.starts_with("/thu-vien") {
                    check(path, who, &page);
                }
            }
        }
    }
}

#[tokio::test]
async fn every_link_of_the_public_pages_leads_somewhere() {
    let office = Office::open().await;
    let token = office.accept(SIMPLE).await.token.unwrap();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut open = vec!["/".to_owned(), format!("/t/{token}")];
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) || seen.len() > 400 {
            continue;
        }
        let page = office.get("", &path).await;
        assert!(page.status == 200 || page.status == 303, "{path}: {}", page.status);
        let ids = page.attributes("id");
        for href in page.attributes("href").into_iter().chain(page.attributes("src")) {
            if let Some(id) = href.strip_prefix('#') {
                assert!(ids.iter().any(|known| known == id), "{path}: #{id}");
            } else if !path.starts_with("/thu-vien") && !href.starts_with("tel:") {
                assert!(href.starts_with('/') && !href.starts_with("//"), "{path}: {href}");
                open.push(href.split('#').next().unwrap().to_owned());
            }
        }
    }
    assert!(seen.len() > 90, "only {} pages were reached", seen.len());
}

#[tokio::test]
async fn a_code_shows_stage_and_day_and_nobody() {
    let office = Office::open().await;
    let outcome = office.accept(SIMPLE).await;
    let code = outcome.dossier.code.as_ref().unwrap().to_string();
    let page = office.get("", &format!("/tra-cuu?ma={code}")).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Đã tiếp nhận") && text.contains("23/06/2025"), "{text}");
    for secret in ["Ka Hiền", "0912345678", "068090001234", "Đà Lạt\"", outcome.procedure.name.vi.as_str()]
    {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("x-robots-tag").contains("noindex"));
}

#[tokio::test]
async fn an_unknown_code_and_a_senseless_one_look_the_same() {
    let office = Office::open().await;
    let unknown = office.get("", "/tra-cuu?ma=000.00.19.H36-250602-0999").await;
    let senseless = office.get("", "/tra-cuu?ma=abc").await;
    assert_eq!((unknown.status.as_u16(), senseless.status.as_u16()), (404, 404));
    let plain = |page: &Page, code: &str| page.text().replace(code, "");
    assert_eq!(plain(&unknown, "000.00.19.H36-250602-0999"), plain(&senseless, "abc"));
}

#[tokio::test]
async fn the_token_of_the_receipt_shows_the_progress_and_the_papers() {
    let office = Office::open().await;
    let token = office.accept(SIMPLE).await.token.unwrap();
    let page = office.get("", &format!("/t/{token}")).await;
    let text = page.text();
    assert_eq!(page.status, 200);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    for shown in ["Hẹn trả 17:00, thứ Hai, 23/06/2025", "Còn 15 ngày làm việc", "không tính ngày nhận"]
    {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    for secret in ["Ka Hiền", "0912345678", "068090001234"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let receipt = office.get("", &format!("/t/{token}/giay-to/receipt.pdf")).await;
    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.header("content-type"), "application/pdf");
    assert!(receipt.bytes.starts_with(b"%PDF-"));
    for absent in ["refusal.pdf", "control-slip.pdf", "receipt", "x.pdf"] {
        assert_eq!(office.get("", &format!("/t/{token}/giay-to/{absent}")).await.status, 404, "{absent}");
    }
    let wrong = "0".repeat(32);
    assert_eq!(office.get("", &format!("/t/{wrong}")).await.status, 404);
}

#[tokio::test]
async fn citizens_find_their_own_dossiers_and_nobody_elses() {
    let office = Office::open().await;
    let mine = office.file("congdan", SIMPLE, Channel::Online, Intent::Register).await.dossier.id.to_string();
    let other = office.accept(SIMPLE).await.dossier.code.unwrap().to_string();
    let cookies = office.cookies("congdan").await;
    let list = office.get(&cookies, "/ho-so-cua-toi").await;
    check("/ho-so-cua-toi", "congdan", &list);
    assert!(list.text().contains(&format!("/ho-so-cua-toi/{mine}")), "{}", list.text());
    assert!(!list.text().contains(&other));
    let page = office.get(&cookies, &format!("/ho-so-cua-toi/{mine}")).await;
    check("own dossier", "congdan", &page);
    assert_eq!(page.status, 200);
    assert_eq!(office.get(&cookies, &format!("/ho-so-cua-toi/{other}")).await.status, 404);
    // Staff have a page of their own for a dossier, which journals the look.
    let staff = office.cookies("tiepnhan").await;
    assert_eq!(office.get(&staff, &format!("/ho-so-cua-toi/{other}")).await.status, 404);
    assert_eq!(office.get(&staff, "/ho-so-cua-toi").await.header("location"), "/lam-viec");
}

#[tokio::test]
async fn procedures_are_found_without_tones_and_filtered() {
    let office = Office::open().await;
    let all = office.get("", "/thu-tuc").await.text();
    let found = office.get("", "/thu-tuc?q=DAU%20thau").await.text();
    assert!(found.contains(&format!("/thu-tuc/{SIMPLE}")) && found.len() < all.len());
    assert!(found.contains("value=\"DAU thau\""));
    let mut codes: BTreeSet<String> = BTreeSet::new();
    let mut next = Some("/thu-tuc".to_owned());
    while let Some(path) = next {
        let page = office.get("", &path).await;
        let links = page.attributes("href");
        for code in links.iter().filter_map(|href| href.strip_prefix("/thu-tuc/")) {
            assert!(codes.insert(code.to_owned()), "{code} stands on two pages");
        }
        next = page
            .text()
            .contains("rel=\"next\"")
            .then(|| links.iter().rfind(|href| href.contains("sau=")).unwrap().clone());
    }
    let reference = office.app.reference();
    let expected =
        reference.procedures_on(date(2025, 6, 2), &app::reference::ProcedureFilter::default()).len();
    assert_eq!(codes.len(), expected);
}

#[tokio::test]
async fn the_worked_example_counts_from_today_or_from_the_next_opening() {
    let office = Office::open().await;
    let path = format!("/thu-tuc/{SIMPLE}");
    let text = office.get("", &path).await.text();
    assert!(text.contains("Nộp đủ hồ sơ hôm nay thì nhận kết quả 17:00, thứ Hai, 23/06/2025."), "{text}");
    // Saturday: the counter opens on Monday.
    office.at(date(2025, 6, 7).at(10, 0, 0, 0));
    let text = office.get("", &path).await.text();
    assert!(text.contains("vào thứ Hai, 09/06/2025 thì nhận kết quả 17:00, thứ Hai, 30/06/2025."), "{text}");
    let cases = office.get("", &format!("/thu-tuc/{WITH_CASES}?truong-hop=chuyen-nhuong")).await.text();
    assert!(cases.contains("Hợp đồng hoặc thỏa thuận chuyển nhượng dự án"));
    assert!(!cases.contains("Giải trình nội dung điều chỉnh"));
    assert_eq!(office.get("", "/thu-tuc/9.999999").await.status, 404);
}

#[tokio::test]
async fn the_administration_is_read_by_its_readers_only() {
    let office = Office::open().await;
    for (who, expected) in
        [("", 303), ("quantri", 200), ("giamdoc", 200), ("tiepnhan", 403), ("xuly", 403), ("congdan", 403)]
    {
        let cookies = office.cookies(who).await;
        for path in ["/quan-tri", "/quan-tri/tai-khoan?q=tiepnhan"] {
            let page = office.get(&cookies, path).await;
            assert_eq!(page.status.as_u16(), expected, "{path} as `{who}`");
            if expected != 303 {
                check(path, who, &page);
            }
        }
    }
    let cookies = office.cookies("quantri").await;
    let page = office.get(&cookies, "/quan-tri/tai-khoan?q=tiepnhan").await.text();
    assert!(page.contains("<code>tiepnhan</code>") && !page.contains("<code>giamdoc</code>"));
    // The administrator sees no dossier, so the way in leads here.
    assert_eq!(office.sign_in("quantri", "motcua-demo").await.header("location"), "/quan-tri");
}

#[tokio::test]
async fn the_calendar_names_its_days_off_and_admits_what_is_not_published() {
    let office = Office::open().await;
    let year = office.get("", "/lich-lam-viec?nam=2025").await;
    check("/lich-lam-viec", "", &year);
    assert!(year.text().contains("02/09/2025"), "{}", year.text());
    assert!(!year.text().contains("chưa được công bố"));
    let far = office.get("", "/lich-lam-viec?nam=2038").await;
    assert!(far.text().contains("chưa được công bố"));
    assert_eq!(office.get("", "/lich-lam-viec?nam=999999").await.status, 200);
}

#[tokio::test]
async fn d14_k1_a_procedure_page_tells_the_cap_as_a_cap_and_how_to_file_each_way() {
    let office = Office::open().await;
    let copies = office.get("", "/thu-tuc/2.000815").await.text();
    assert!(copies.contains("Tất cả các khoản cộng lại không quá 200.000\u{a0}₫ / bản."), "{copies}");
    assert!(!copies.contains("Mức thu tối đa một bản"), "the cap is no third fee");
    // What is settled at once has no receipt to come back with.
    assert!(!copies.contains("giấy hẹn có") && copies.contains("nhận kết quả ngay tại quầy"), "{copies}");
    assert!(!copies.contains("Nếu phải bổ sung"), "{copies}");
    let simple = office.get("", &format!("/thu-tuc/{SIMPLE}")).await.text();
    for said in
        ["Ngoài phong bì ghi tên thủ tục", "đến quầy để cán bộ nộp giúp", "Bản in ngày 02/06/2025", "<svg"]
    {
        assert!(simple.contains(said), "{said}: {simple}");
    }
    assert!(!simple.contains("Mẫu: Biểu mẫu") && !simple.contains("Mẫu: Mẫu"), "{simple}");
}
