//! Public pages: kept for a moment, answered with 304, and never of a person.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{EVERYBODY, Office, Page, SIMPLE, WITH_CASES};
use domain::dossier::DossierCode;
use jiff::civil::date;

/// What is the same for every guest.
fn same_for_all() -> Vec<String> {
    let mut paths: Vec<String> =
        ["/", "/thu-tuc", "/thu-tuc?q=dat", "/lich-lam-viec", "/lich-lam-viec?nam=2026", "/tro-giup"]
            .map(str::to_owned)
            .to_vec();
    paths.extend(["/tiep-can", "/quyen-rieng-tu"].map(str::to_owned));
    paths.extend([SIMPLE, WITH_CASES].map(|code| format!("/thu-tuc/{code}")));
    paths
}

async fn asked(office: &Office, path: &str, headers: &[(&str, &str)]) -> Page {
    let request = Request::get(path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    office.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_guest_who_has_a_public_page_is_told_that_it_is_the_same() {
    let office = Office::open().await;
    for path in same_for_all() {
        let page = office.get("", &path).await;
        let tag = page.header("etag").to_owned();
        assert!(tag.starts_with("W/\"") && tag.len() > 30, "{path}: {tag}");
        assert_eq!(page.header("cache-control"), "public, max-age=0, s-maxage=10, must-revalidate", "{path}");
        assert_eq!(page.header("vary"), "Cookie, Accept-Language", "{path}");
        let kept = office.get("", &path).await;
        assert_eq!((kept.text(), kept.header("etag")), (page.text(), tag.as_str()), "{path}");
        assert_eq!(kept.header("content-type"), page.header("content-type"), "{path}");
        let same = asked(&office, &path, &[("if-none-match", &tag)]).await;
        assert_eq!((same.status.as_u16(), same.bytes.len()), (304, 0), "{path}");
        assert_eq!(same.header("etag"), tag, "{path}");
        assert_eq!(same.header("vary"), "Cookie, Accept-Language", "{path}");
        let other = asked(&office, &path, &[("if-none-match", "W/\"of another page\"")]).await;
        assert_eq!((other.status.as_u16(), other.text()), (200, page.text()), "{path}");
    }
}

#[tokio::test]
async fn a_page_of_somebody_signed_in_is_never_kept_nor_given_from_what_is_kept() {
    let office = Office::open().await;
    for path in same_for_all() {
        // The guest's page lies ready; nobody signed in gets it, and the guest never gets theirs.
        let guest = office.get("", &path).await;
        for name in EVERYBODY.iter().filter(|name| !name.is_empty()) {
            let cookies = office.cookies(name).await;
            for _ in 0..2 {
                let page = asked(
                    &office,
                    &path,
                    &[("cookie", cookies.as_str()), ("if-none-match", guest.header("etag"))],
                )
                .await;
                assert_eq!(page.status, 200, "{name} {path}");
                assert_eq!(page.header("cache-control"), "no-store", "{name} {path}");
                assert_eq!(page.header("etag"), "", "{name} {path}");
                assert!(page.text().contains("/dang-xuat"), "{name} {path}");
            }
            assert_eq!(office.get("", &path).await.text(), guest.text(), "{name} {path}");
        }
    }
}

#[tokio::test]
async fn what_a_code_or_a_token_shows_is_kept_by_nobody() {
    let office = Office::open().await;
    let filed = office.accept(SIMPLE).await;
    let code = filed.dossier.code.as_ref().map(DossierCode::to_string).unwrap();
    let token = filed.token.unwrap();
    for path in [format!("/tra-cuu?ma={code}"), format!("/t/{token}"), "/tra-cuu?ma=x".to_owned()] {
        for _ in 0..2 {
            let page = office.get("", &path).await;
            assert_eq!((page.header("cache-control"), page.header("etag")), ("no-store", ""), "{path}");
        }
    }
}

#[tokio::test]
async fn each_language_has_its_own_page_and_the_choice_is_never_kept() {
    let office = Office::open().await;
    let vi = office.get("", "/tro-giup").await;
    let en = asked(&office, "/tro-giup", &[("accept-language", "en")]).await;
    assert!(vi.text().contains("lang=\"vi\"") && en.text().contains("lang=\"en\""));
    assert_ne!(vi.header("etag"), en.header("etag"));
    let by_cookie = office.get("motcua-lang=en", "/tro-giup").await;
    assert_eq!(by_cookie.text(), en.text());
    let stale =
        asked(&office, "/tro-giup", &[("accept-language", "en"), ("if-none-match", vi.header("etag"))]).await;
    assert_eq!((stale.status.as_u16(), stale.text()), (200, en.text()));
    for _ in 0..2 {
        let chosen = office.get("", "/tro-giup?lang=en").await;
        assert_eq!(chosen.cookie("motcua-lang").as_deref(), Some("en"));
        assert_eq!((chosen.header("cache-control"), chosen.header("etag")), ("private, no-cache", ""));
    }
}

#[tokio::test]
async fn what_is_published_or_the_next_minute_shows_at_once() {
    let office = Office::open().await;
    let path = format!("/thu-tuc/{SIMPLE}");
    let morning = office.get("", &path).await;
    // The same minute, another second: drawn from the same facts.
    office.at(date(2025, 6, 2).at(9, 0, 59, 0));
    assert_eq!(office.get("", &path).await.header("etag"), morning.header("etag"));
    office.at(date(2025, 6, 3).at(9, 0, 0, 0));
    let next_day = asked(&office, &path, &[("if-none-match", morning.header("etag"))]).await;
    assert_eq!(next_day.status, 200, "the promised day of the example is another");

    let all = office.get("", "/thu-tuc").await;
    let mut province = province::Province::demo().unwrap();
    province.procedures.truncate(3);
    office.app.publish(app::Reference::new(province));
    let fewer = asked(&office, "/thu-tuc", &[("if-none-match", all.header("etag"))]).await;
    assert_eq!(fewer.status, 200);
    assert_ne!(fewer.text(), all.text());
}

#[tokio::test]
async fn an_unknown_page_is_not_kept() {
    let office = Office::open().await;
    for _ in 0..2 {
        let page = office.get("", "/thu-tuc/9.999999").await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (404, "no-store"));
        assert_eq!(page.header("etag"), "");
    }
}
