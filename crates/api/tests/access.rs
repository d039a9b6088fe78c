//! Who sees what: sign-in, units, masks, tracking.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{Office, SIMPLE, filing};
use jiff::civil::date;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_given_for_name_and_password_and_ends() {
    let office = Office::open().await;
    let sign_in = |password: &str| json!({ "username": "tiepnhan", "password": password });
    let wrong = office.post("", "/api/v1/tokens", sign_in("nope")).await;
    assert_eq!(wrong.code(401), "wrong-password");
    assert!(wrong.header("www-authenticate").starts_with("Bearer"));
    let unknown = office.post("", "/api/v1/tokens", json!({ "username": "khong-co", "password": "x" })).await;
    assert_eq!(unknown.bytes, wrong.bytes, "an unknown name looks like a wrong password");

    let granted = office.post("", "/api/v1/tokens", sign_in(app::accounts::DEMO_PASSWORD)).await;
    assert_eq!(granted.header("cache-control"), "no-store");
    let granted = granted.expect(201);
    assert_eq!(granted["expires_at"], "2025-06-02T21:00:00+07:00");
    let bearer = format!("Bearer {}", granted["token"].as_str().unwrap());
    let listed = office.get_with("", "/api/v1/worklist", &[("authorization", &bearer)]).await;
    assert_eq!(listed.expect(200)["items"], json!([]));
    office.at(date(2025, 6, 2).at(21, 0, 1, 0));
    let late = office.get_with("", "/api/v1/worklist", &[("authorization", &bearer)]).await;
    assert_eq!(late.code(401), "unauthenticated");

    for header in ["", "Bearer", "Bearer ", "Bearer 00", "Basic dGllcG5oYW46eA=="] {
        let answer = office.get_with("", "/api/v1/worklist", &[("authorization", header)]).await;
        assert_eq!(answer.code(401), "unauthenticated", "{header}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_passwords_is_slowed_down() {
    let office = Office::open().await;
    let body = json!({ "username": "giamdoc", "password": "x" });
    let mut last = 0;
    for _ in 0..8 {
        let answer = office.post("", "/api/v1/tokens", body.clone()).await;
        last = answer.status.as_u16();
        if last == 429 {
            assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
            break;
        }
    }
    assert_eq!(last, 429);
}

/// Signs in by the API from an address, with a key unless it is empty.
async fn sign_in(office: &Office, from: &str, key: &str, user: &str, password: &str) -> common::Answer {
    let body = json!({ "username": user, "password": password }).to_string();
    let mut request = axum::http::Request::post("/api/v1/tokens")
        .header("content-type", "application/json")
        .extension(app::accounts::Origin(from.to_owned()));
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    office.send(request.body(axum::body::Body::from(body)).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_who_guesses_locks_out_nobody_but_themselves() {
    let office = Office::open().await;
    let own = app::accounts::DEMO_PASSWORD;
    let mut last = 0;
    for _ in 0..8 {
        last = sign_in(&office, "203.0.113.9", "", "giamdoc", "x").await.status.as_u16();
    }
    assert_eq!(last, 429);
    assert_eq!(sign_in(&office, "203.0.113.9", "", "giamdoc", own).await.status, 429);
    assert_eq!(sign_in(&office, "198.51.100.4", "", "giamdoc", own).await.status, 201, "the owner gets in");
    // One address that tries many names is slowed down as well.
    for number in 0..70 {
        last = sign_in(&office, "192.0.2.1", "", &format!("ten-{number}"), "x").await.status.as_u16();
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_sign_in_gives_the_same_token() {
    let office = Office::open().await;
    let own = app::accounts::DEMO_PASSWORD;
    let first = sign_in(&office, "", "k1", "tiepnhan", own).await;
    let again = sign_in(&office, "", "k1", "tiepnhan", own).await;
    assert_eq!((first.status.as_u16(), &first.bytes), (201, &again.bytes));
    assert_eq!(sign_in(&office, "", "k1", "tiepnhan", "x").await.code(401), "wrong-password");
    let other = sign_in(&office, "", "k2", "tiepnhan", own).await;
    assert_ne!(other.bytes, first.bytes);
    let others = sign_in(&office, "", "k1", "xuly", own).await;
    assert_ne!(others.bytes, first.bytes, "a key belongs to its caller");
    let body = json!({ "username": "TIEPNHAN", "password": own }).to_string().into_bytes();
    let reused = office.post_with("", "/api/v1/tokens", body, &[("idempotency-key", "k1")]).await;
    assert_eq!(reused.code(422), "idempotency-key-reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_with_its_account() {
    use app::accounts::{grant_token, put_account};
    let office = Office::open().await;
    let person = domain::ids::PersonId::new("tiepnhan").unwrap();
    let token = office.token("tiepnhan").await;
    let bearer = format!("Bearer {token}");
    let old = [("authorization", bearer.as_str())];
    let asked = || office.get_with("", "/api/v1/worklist", &old);
    assert_eq!(asked().await.status, 200);
    office.at(date(2025, 6, 2).at(9, 5, 0, 0));
    let (app, own) = (office.app.clone(), person.clone());
    let change = move |disabled| {
        let (app, own) = (app.clone(), own.clone());
        tokio::task::spawn_blocking(move || put_account(&app, &own, "mat-khau-moi-dai", disabled))
    };
    change(false).await.unwrap().unwrap();
    assert_eq!(asked().await.code(401), "unauthenticated", "another password");
    let fresh = format!("Bearer {}", office.token("tiepnhan").await);
    let fresh = [("authorization", fresh.as_str())];
    let new = || office.get_with("", "/api/v1/worklist", &fresh);
    assert_eq!(new().await.status, 200);
    change(true).await.unwrap().unwrap();
    assert_eq!(new().await.code(401), "unauthenticated", "disabled");
    let app = office.app.clone();
    let refused = tokio::task::spawn_blocking(move || {
        let caller = app::accounts::caller(&app, &person).unwrap();
        grant_token(&app, &caller, "x").is_err()
    });
    assert!(refused.await.unwrap(), "and gets no other");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_of_another_unit_looks_like_none() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let path = format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap());
    let by_code = format!("/api/v1/dossiers/{}", dossier["code"].as_str().unwrap());
    let nothing = office.get("xuly", "/api/v1/dossiers/ffffffffffffffffffffffffffffffff").await;
    for user in ["tiepnhan3", "quantri", "congdan", "buudien"] {
        for path in [
            &path,
            &by_code,
            &format!("{path}/journal"),
            &format!("{path}/actions"),
            &format!("{path}/papers/receipt.pdf"),
        ] {
            let hidden = office.get(user, path).await;
            assert_eq!(hidden.code(404), "not-found", "{user} {path}");
            assert_eq!(hidden.bytes, nothing.bytes, "{user} {path}");
        }
        let act = office.act(user, &dossier, "note", json!({ "text": "x" })).await;
        assert_eq!(act.code(404), "not-found", "{user}");
    }
    assert_eq!(office.get("", &path).await.code(401), "unauthenticated");
    // Seen and not permitted is another answer.
    assert_eq!(office.act("kiemsoat", &dossier, "transfer", json!({})).await.code(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_handle_it_sees_personal_data_shortened() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let path = dossier["links"]["self"].as_str().unwrap();
    let seen = office.get("giamdoc", path).await.expect(200)["applicant"].clone();
    assert_eq!(seen["masked"], true);
    assert_eq!(seen["id_number"], "•••••••••123");
    assert!(seen["phone"].as_str().unwrap().ends_with("678"));
    for secret in ["068190000", "0912", "hong@", "Trần Phú"] {
        assert!(!seen.to_string().contains(secret), "{secret}");
    }
    assert_eq!(office.get("tiepnhan", path).await.expect(200)["applicant"]["masked"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a1_tracking_shows_nothing_personal() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let code = dossier["code"].as_str().unwrap();
    let tracked = office.get("", &format!("/api/v1/track/{code}")).await.expect(200);
    assert_eq!(
        tracked,
        json!({ "code": code, "stage": "accepted", "due": "2025-06-23T17:00:00+07:00", "provisional": false })
    );
    let token = dossier["token"].as_str().unwrap();
    let progress = office.get("", &format!("/api/v1/track/t/{token}")).await.expect(200);
    assert_eq!(progress["stage"], "accepted");
    assert_eq!(progress["procedure"]["code"], SIMPLE);
    for secret in [
        "Hồng",
        "068190000123",
        "0912",
        "example.vn",
        "Trần Phú",
        "tiepnhan",
        "Thu Hà",
        dossier["id"].as_str().unwrap(),
    ] {
        assert!(!progress.to_string().contains(secret), "{secret}");
    }
    let unknown = office.get("", "/api/v1/track/000.00.19.H36-250602-9999").await;
    for nothing in [
        "/api/v1/track/x",
        "/api/v1/track/t/x",
        "/api/v1/track/t/00000000000000000000000000000000",
        "/api/v1/track/%ff",
        "/api/v1/track/t/%ff",
    ] {
        let answer = office.get("", nothing).await;
        assert_eq!(answer.code(404), "not-found");
        assert_eq!(answer.bytes, unknown.bytes);
    }
}

/// Whoever follows again is answered from memory, and is shown every act at once, in the own language, on the own day.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_followed_again_is_never_older_than_the_dossier() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let other = office.accepted().await;
    let track = |dossier: &Value| format!("/api/v1/track/t/{}", dossier["token"].as_str().unwrap());
    let first = office.get("", &track(&dossier)).await.expect(200);
    assert_eq!(office.get("", &track(&dossier)).await.expect(200), first);
    assert_ne!(office.get("", &track(&other)).await.expect(200)["code"], first["code"]);

    let in_english = office.get_with("", &track(&dossier), &[("accept-language", "en")]).await.expect(200);
    assert_ne!(in_english["explanation"], first["explanation"]);
    assert_eq!(office.get("", &track(&dossier)).await.expect(200), first, "in Vietnamese again");

    let sent = office.act("tiepnhan", &dossier, "transfer", json!({})).await.expect(200);
    assert_eq!(office.get("", &track(&dossier)).await.expect(200)["stage"], sent["stage"]);
    assert_eq!(office.get("", &track(&other)).await.expect(200)["stage"], "accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_board_and_register_show_the_work() {
    let office = Office::open().await;
    let mut dossiers = Vec::new();
    for _ in 0..3 {
        dossiers.push(office.accepted().await);
    }
    let submitted = {
        let mut body = filing(SIMPLE);
        body["intent"] = json!("register");
        body
    };
    office.post("tiepnhan", "/api/v1/dossiers", submitted).await.expect(201);
    let new = office.get("tiepnhan", "/api/v1/worklist?view=submitted").await.expect(200);
    assert_eq!(new["items"].as_array().unwrap().len(), 1);
    assert_eq!(new["items"][0]["applicant"], "Nguyễn Thị Hồng");

    // A walk by pages of two meets every dossier once.
    let mut seen: Vec<Value> = Vec::new();
    let mut path = "/api/v1/worklist?view=all&limit=2".to_owned();
    loop {
        let page = office.get("tiepnhan", &path).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/worklist?view=all&limit=2&cursor={cursor}");
    }
    seen.sort_by_key(ToString::to_string);
    seen.dedup();
    assert_eq!(seen.len(), 4);

    office.at(date(2025, 6, 23).at(17, 0, 1, 0));
    let overdue = office.get("tiepnhan", "/api/v1/worklist?view=overdue").await.expect(200);
    assert_eq!(overdue["items"].as_array().unwrap().len(), 3);
    assert_eq!(office.get("quantri", "/api/v1/worklist").await.code(403), "forbidden");

    let board = office.get("giamdoc", "/api/v1/board?from=2025-06-01&to=2025-06-30").await.expect(200);
    let row = board["items"].as_array().unwrap().iter().find(|row| row["unit"]["id"] == "so-khdt").unwrap();
    assert_eq!(
        (row["received"].as_u64(), row["accepted"].as_u64(), row["open_overdue"].as_u64()),
        (Some(4), Some(3), Some(3))
    );
    assert_eq!(office.get("xuly", "/api/v1/board").await.code(403), "forbidden");
    assert_eq!(
        office.get("giamdoc", "/api/v1/board?from=2025-06-02&to=2025-06-01").await.code(422),
        "invalid"
    );

    // The statutory month of June ends on the 14th; what it leaves is carried into July.
    let path = |month: &str| format!("/api/v1/statistics?{month}");
    let june = office.get("giamdoc", &path("from=2025-05-15&to=2025-06-14")).await.expect(200);
    let row = june["items"].as_array().unwrap().iter().find(|row| row["unit"]["id"] == "so-khdt").unwrap();
    let of = |row: &Value, names: [&str; 4]| names.map(|name| row[name].as_u64().unwrap());
    assert_eq!(of(row, ["received", "other", "online", "carried"]), [3, 3, 0, 0]);
    assert_eq!(of(row, ["settled", "pending", "pending_in_time", "unsolved"]), [0, 3, 3, 0]);
    let july = office.get("kiemsoat", "/api/v1/statistics").await.expect(200);
    assert_eq!((&july["from"], &july["to"]), (&json!("2025-06-15"), &json!("2025-06-23")));
    assert_eq!(of(&july["items"][0], ["received", "other", "carried", "pending"]), [3, 0, 3, 3]);
    assert_eq!(office.get("xuly", "/api/v1/statistics").await.code(403), "forbidden");
    let reversed = path("from=2025-06-02&to=2025-06-01");
    assert_eq!(office.get("giamdoc", &reversed).await.code(422), "invalid");

    let pdf = office.get("tiepnhan", "/api/v1/register.pdf?year=2025").await;
    assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", String::from_utf8_lossy(&pdf.bytes));
    let xlsx = office.get("giamdoc", "/api/v1/register.xlsx?year=2025&desk=quay-01").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
    assert!(xlsx.header("content-type").ends_with("spreadsheetml.sheet"));
    assert_eq!(office.get("xuly", "/api/v1/register.pdf").await.code(403), "forbidden");
    assert_eq!(office.get("tiepnhan", "/api/v1/register.pdf?desk=quay-06").await.code(403), "forbidden");
    assert_eq!(office.get("giamdoc", "/api/v1/register.pdf?desk=so-khdt").await.code(404), "not-found");
}
