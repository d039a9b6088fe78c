//! The gate: sessions, forms, headers, failures as pages.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::Office;
use jiff::civil::date;

#[tokio::test]
async fn a_password_opens_a_session_with_a_new_id_and_signing_out_ends_it() {
    let office = Office::open().await;
    let page = office.sign_in("tiepnhan", "motcua-demo").await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert_eq!(page.header("location"), "/lam-viec");
    let first = page.cookie("motcua").unwrap();
    let again = office.sign_in("tiepnhan", "motcua-demo").await.cookie("motcua").unwrap();
    assert_ne!(first, again);

    let cookies = format!("motcua={first}");
    let home = office.get(&cookies, "/").await;
    assert!(home.text().contains("action=\"/dang-xuat\""), "{}", home.text());
    let csrf = home.input("csrf").unwrap();
    let out = office.post(&cookies, "/dang-xuat", &[("csrf", &csrf)]).await;
    assert_eq!((out.status.as_u16(), out.header("location")), (303, "/?xong=signed-out"));
    // The secret is worth nothing any more, even to somebody who kept it.
    assert_eq!(office.get(&cookies, "/ho-so-cua-toi").await.status, 303);
    assert!(office.get("", "/?xong=signed-out").await.text().contains("Đã đăng xuất."));
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_look_the_same() {
    let office = Office::open().await;
    let wrong = office.sign_in("tiepnhan", "sai").await;
    let unknown = office.sign_in("khongco", "sai").await;
    assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
    let plain = |page: &common::Page, name: &str| {
        let csrf = page.input("csrf").unwrap();
        page.text().replace(&csrf, "").replace(&format!("value=\"{name}\""), "")
    };
    assert_eq!(plain(&wrong, "tiepnhan"), plain(&unknown, "khongco"));
    assert!(wrong.text().contains("value=\"tiepnhan\""), "the typed name stays");
    assert!(!wrong.text().contains("value=\"sai\""), "the password does not");
    assert!(wrong.cookie("motcua").is_none());
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_page_says_for_how_long() {
    let office = Office::open().await;
    let mut last = 0;
    for _ in 0..8 {
        last = office.sign_in("xuly", "sai").await.status.as_u16();
    }
    assert_eq!(last, 429);
    // The owner of the account is not locked out for ever.
    office.at(date(2025, 6, 2).at(9, 10, 0, 0));
    assert_eq!(office.sign_in("xuly", "motcua-demo").await.status, 303);
}

#[tokio::test]
async fn a_form_without_the_token_of_its_browser_or_from_another_site_does_nothing() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let csrf = office.get(&cookies, "/").await.input("csrf").unwrap();
    let table: [(&str, &str, u16); 5] = [
        ("same-origin", "", 403),
        ("same-origin", "0000", 403),
        ("cross-site", &csrf, 403),
        ("same-site", &csrf, 403),
        ("same-origin", &csrf, 303),
    ];
    for (site, token, expected) in table {
        let page = office.post_from(site, &cookies, "/dang-xuat", &[("csrf", token)]).await;
        assert_eq!(page.status.as_u16(), expected, "{site} {token}");
    }
    // The token of one session does not fit another.
    let other = office.cookies("xuly").await;
    assert_eq!(office.post(&other, "/dang-xuat", &[("csrf", &csrf)]).await.status, 403);
}

#[tokio::test]
async fn when_the_session_is_over_the_typed_words_come_back_and_passwords_do_not() {
    let office = Office::open().await;
    let cookies = office.cookies("tiepnhan").await;
    let csrf = office.get(&cookies, "/").await.input("csrf").unwrap();
    office.at(date(2025, 6, 2).at(9, 16, 0, 0));
    let form = [("csrf", csrf.as_str()), ("reason", "Lý do dài <b>của</b> tôi"), ("password", "bí mật")];
    let page = office.post(&cookies, "/dang-xuat", &form).await;
    assert_eq!(page.status, 403);
    let text = page.text();
    assert!(text.contains("Lý do dài &lt;b&gt;của&lt;/b&gt; tôi"), "{text}");
    assert!(!text.contains("bí mật") && !text.contains(&csrf));
    assert!(text.contains("Phiên làm việc đã hết"));
}

#[tokio::test]
async fn a_citizen_may_rest_longer_than_staff_and_nobody_longer_than_eight_hours() {
    let office = Office::open().await;
    let (staff, citizen) = (office.cookies("xuly").await, office.cookies("congdan").await);
    office.at(date(2025, 6, 2).at(9, 20, 0, 0));
    assert!(!office.get(&staff, "/").await.text().contains("/dang-xuat"));
    assert!(office.get(&citizen, "/").await.text().contains("/dang-xuat"));
    for quarter in 1..40 {
        office.at(date(2025, 6, 2)
            .at(9, 20, 0, 0)
            .saturating_add(jiff::SignedDuration::from_mins(quarter * 12)));
        let alive = office.get(&citizen, "/").await.text().contains("/dang-xuat");
        assert_eq!(alive, 20 + quarter * 12 < 8 * 60, "after {} minutes", 20 + quarter * 12);
    }
}

#[tokio::test]
async fn guests_are_sent_to_sign_in_and_back_but_never_elsewhere() {
    let office = Office::open().await;
    let page = office.get("", "/ho-so-cua-toi?sau=a%26b").await;
    assert_eq!(page.status, 303);
    assert_eq!(page.header("location"), "/dang-nhap?ve=%2Fho-so-cua-toi%3Fsau%3Da%2526b");
    let form = office.get("", page.header("location")).await;
    assert_eq!(form.input("ve").unwrap(), "/ho-so-cua-toi?sau=a%26b");
    for crafted in ["//evil.example", "https://evil.example/", "javascript:alert(1)"] {
        let form = office.get("", &format!("/dang-nhap?ve={}", web::url::encode(crafted))).await;
        assert_eq!(form.input("ve").unwrap(), "/", "{crafted}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_guard_it() {
    let office = Office::with(web::Options { secure_cookies: true, demo: false }).await;
    for path in ["/", "/thu-tuc", "/khong-co", "/dang-nhap", "/assets/x/public.css", "/t/abc"] {
        let page = office.get("", path).await;
        let policy = page.header("content-security-policy");
        for part in
            ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"]
        {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(page.header("strict-transport-security").contains("max-age="), "{path}");
        let expected = if path.starts_with("/t/") { "no-referrer" } else { "same-origin" };
        assert_eq!(page.header("referrer-policy"), expected, "{path}");
    }
    let cookie = office.get("", "/dang-nhap").await;
    let cookie = cookie.header("set-cookie");
    assert!(cookie.starts_with("__Host-"), "{cookie}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!office.get("", "/dang-nhap").await.text().contains("motcua-demo"), "no demo accounts here");
}

#[tokio::test]
async fn pages_of_people_are_kept_out_of_caches_and_assets_are_kept_for_ever() {
    let office = Office::open().await;
    let cookies = office.cookies("congdan").await;
    assert_eq!(office.get(&cookies, "/").await.header("cache-control"), "no-store");
    assert_eq!(office.get("", "/dang-nhap").await.header("cache-control"), "private, no-cache");
    let css = ui::assets::url("public.css");
    let asset = office.get("", &css).await;
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(asset.header("content-type").starts_with("text/css"));
}

#[tokio::test]
async fn failures_are_pages_in_the_language_of_the_reader() {
    let office = Office::open().await;
    let page = office.get("", "/khong-co").await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("Không tìm thấy trang"));
    assert!(office.get("motcua-lang=en", "/khong-co").await.text().contains("lang=\"en\""));
    let wrong_method =
        Request::delete("/").header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
    let page = office.send(wrong_method).await;
    assert!(page.status.is_client_error() && page.header("content-type").starts_with("text/html"));
    let large = "a".repeat(600 * 1024);
    let cookies = office.cookies("congdan").await;
    let page = office.post(&cookies, "/dang-xuat", &[("note", &large)]).await;
    assert_eq!(page.status, 413);
    let json = Request::post("/dang-xuat")
        .header("content-type", "application/json")
        .header("cookie", &cookies)
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(office.send(json).await.status, 415);
}

#[tokio::test]
async fn the_chosen_language_stays() {
    let office = Office::open().await;
    let page = office.get("", "/?lang=en").await;
    assert_eq!(page.cookie("motcua-lang").as_deref(), Some("en"));
    assert!(page.text().contains("<html lang=\"en\""));
    assert!(office.get("motcua-lang=en", "/thu-tuc").await.text().contains("<html lang=\"en\""));
}
