//! The outside of the API: the locked document, unknown addresses, headers, languages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use axum::body::Body;
use axum::http::{Method, Request};
use common::{Office, SIMPLE, filing};
use serde_json::{Value, json};

/// The document changes only together with this file: run the test with `UPDATE_OPENAPI=1`.
#[test]
fn the_document_is_locked() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openapi.json");
    let now = format!("{}\n", api::document_text());
    #[expect(clippy::disallowed_methods, reason = "a test may be asked to write its golden")]
    if std::env::var("UPDATE_OPENAPI").is_ok() {
        std::fs::write(path, &now).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    assert!(golden == now, "the OpenAPI document differs from tests/openapi.json");
}

#[test]
fn the_document_is_whole() {
    let document = api::document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let text = document.to_string();
    // Every reference leads somewhere.
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
    let paths = document["paths"].as_object().unwrap();
    for wanted in [
        "/api/v1/tokens",
        "/api/v1/procedures",
        "/api/v1/procedures/{code}",
        "/api/v1/dossiers",
        "/api/v1/dossiers/{reference}",
        "/api/v1/dossiers/{reference}/journal",
        "/api/v1/dossiers/{reference}/actions",
        "/api/v1/dossiers/{reference}/papers/{file}",
        "/api/v1/register.pdf",
        "/api/v1/register.xlsx",
        "/api/v1/worklist",
        "/api/v1/board",
        "/api/v1/statistics",
        "/api/v1/track/{code}",
        "/api/v1/track/t/{token}",
    ] {
        assert!(paths.contains_key(wanted), "{wanted}");
    }
    for action in [
        "accept",
        "guide",
        "refuse",
        "escalate",
        "transfer",
        "take",
        "complete-step",
        "ask-supplement",
        "supplement",
        "send-result",
        "confirm-result",
        "pay",
        "hand-over",
        "withdraw",
        "assign",
        "note",
        "consult",
        "answer-consultation",
        "apologise",
        "sync-external",
        "check-papers",
        "attach",
        "invite-agency",
        "confirm-withdrawal",
        "correct",
        "order-chain",
        "stop-clock",
        "resume-clock",
        "set-charges",
        "void-fee",
        "refund",
        "forward-result",
        "give-to-post",
        "came-back-by-post",
        "hand-over-copy",
        "answer-escalation",
        "notify",
    ] {
        let path = format!("/api/v1/dossiers/{{reference}}/actions/{action}");
        let body = &paths[&path]["post"]["requestBody"]["content"]["application/json"]["schema"];
        let name = body["$ref"].as_str().unwrap().trim_start_matches('#');
        let input = document.pointer(name).unwrap();
        assert!(input["required"].as_array().unwrap().contains(&json!("revision")), "{action}");
        assert_eq!(input["additionalProperties"], false, "{action}");
    }
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path}");
            assert!(operation["responses"].as_object().unwrap().len() > 1, "{method} {path}");
        }
    }
}

/// Every documented operation answers with a documented status and, in failure, with a problem.
#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_there() {
    let mut office = Office::open().await;
    let folder = std::env::temp_dir().join(format!("motcua-contract-{}", std::process::id()));
    office.app = office.app.clone().with_files(&folder);
    office.router = api::router(office.app.clone());
    for (path, item) in api::document()["paths"].as_object().unwrap() {
        let address = path
            .replace("{reference}", "ffffffffffffffffffffffffffffffff")
            .replace("{code}", "0.000000")
            .replace("{token}", "00000000000000000000000000000000")
            .replace("{file}", "receipt.pdf");
        for (method, operation) in item.as_object().unwrap() {
            let answer = match method.as_str() {
                "get" => office.get("giamdoc", &address).await,
                "post" => office.post("giamdoc", &address, json!({})).await,
                other => {
                    let method = Method::from_bytes(other.to_uppercase().as_bytes()).unwrap();
                    let token = office.token("giamdoc").await;
                    let request = Request::builder().method(method).uri(&address);
                    let request = request.header("authorization", format!("Bearer {token}"));
                    office.send(request.body(Body::empty()).unwrap()).await
                }
            };
            let statuses: Vec<&String> = operation["responses"].as_object().unwrap().keys().collect();
            let status = answer.status.as_u16().to_string();
            assert!(statuses.contains(&&status), "{method} {path}: {status} is not documented");
            assert!(
                answer.status.is_success() || [404, 422].contains(&answer.status.as_u16()),
                "{method} {path}: {status}"
            );
            if !answer.status.is_success() {
                answer.code(answer.status.as_u16());
            }
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert!(!answer.header("cache-control").is_empty());
        }
    }
    drop(std::fs::remove_dir_all(&folder));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_problem_too() {
    let office = Office::open().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/dossiers", "/api/v1/dossiers/x/y/z", "/api/v1/nothing"]
    {
        assert_eq!(office.get("tiepnhan", path).await.code(404), "not-found", "{path}");
    }
    let request =
        Request::builder().method(Method::DELETE).uri("/api/v1/dossiers").body(Body::empty()).unwrap();
    let answer = office.send(request).await;
    assert_eq!(answer.code(405), "method-not-allowed");
    assert_eq!(answer.header("allow"), "POST");
    for method in ["TRACE", "PUT"] {
        let request =
            Request::builder().method(method).uri("/api/v1/procedures").body(Body::empty()).unwrap();
        assert_eq!(office.send(request).await.code(405), "method-not-allowed", "{method}");
    }
    let dossier = office.accepted().await;
    assert_eq!(office.act("tiepnhan", &dossier, "explode", json!({})).await.code(404), "unknown-action");
}

#[tokio::test(flavor = "multi_thread")]
async fn english_is_spoken_when_it_is_asked_for() {
    let office = Office::open().await;
    let english = [("accept-language", "en-GB,en;q=0.9,vi;q=0.5")];
    let answer = office.get_with("", "/api/v1/worklist", &english).await;
    assert_eq!(answer.code(401), "unauthenticated");
    assert_eq!(answer.json["title"], "Not signed in");
    assert_eq!(answer.header("content-language"), "en");
    assert_eq!(office.get("", "/api/v1/worklist").await.json["title"], "Chưa đăng nhập");
    let mut body = filing(SIMPLE);
    body["papers"] = json!([]);
    let refused =
        office.post_with("tiepnhan", "/api/v1/dossiers", body.to_string().into_bytes(), &english).await;
    assert_eq!(refused.code(422), "incomplete");
    assert!(refused.json["basis"][0]["text"].as_str().unwrap().contains("Article 16"));
    let filed = office
        .post_with("tiepnhan", "/api/v1/dossiers", filing(SIMPLE).to_string().into_bytes(), &english)
        .await
        .expect(201);
    let texts = filed["derivation"].as_array().unwrap();
    assert!(texts.iter().any(|line| line["text"].as_str().unwrap().contains("day")), "{texts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_and_its_page_are_served_without_scripts() {
    let office = Office::open().await;
    let document = office.get("", "/api/openapi.json").await;
    assert_eq!(&document.json, api::document());
    let page = office.get("", "/api/docs").await;
    let text = String::from_utf8(page.bytes.clone()).unwrap();
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!text.contains("<script") && !text.contains("style="));
    for (path, _) in api::document()["paths"].as_object().unwrap() {
        assert!(text.contains(&format!("<code>{path}</code>")), "{path}");
    }
    // Every link of the page leads to a place of the page or to a file beside it.
    for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        match link.strip_prefix('#') {
            Some(id) => assert!(text.contains(&format!("id=\"{id}\"")), "{link}"),
            None => assert_eq!(office.get("", link).await.status, 200, "{link}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn procedures_are_public_and_walked_by_pages() {
    let office = Office::open().await;
    let all = office.get("", "/api/v1/procedures?limit=200").await.expect(200);
    let all = all["items"].as_array().unwrap();
    assert!(all.len() >= 20);
    let mut walked: Vec<Value> = Vec::new();
    let mut path = "/api/v1/procedures?limit=7".to_owned();
    loop {
        let page = office.get("", &path).await.expect(200);
        walked.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/procedures?limit=7&cursor={cursor}");
    }
    assert_eq!(&walked, all);
    let found = office.get("", "/api/v1/procedures?q=chung%20chi%20dau%20thau").await.expect(200);
    assert!(
        found["items"].as_array().unwrap().iter().any(|row| row["code"] == SIMPLE),
        "found without tones"
    );
    let of_unit = office.get("", "/api/v1/procedures?unit=so-khdt&limit=200").await.expect(200);
    assert!(of_unit["items"].as_array().unwrap().iter().all(|row| row["agency"]["id"] == "so-khdt"));
    let procedure = office.get("", &format!("/api/v1/procedures/{SIMPLE}")).await.expect(200);
    assert_eq!(procedure["limit"], "15wd");
    assert_eq!(procedure["limit_text"], "15 ngày làm việc");
    assert_eq!(procedure["papers"][0]["code"], "p1");
    assert_eq!(office.get("", "/api/v1/procedures?cursor=zzz").await.code(422), "invalid");
}
