//! The file of a result through the pages: sent by the agency, read by whom it is for, by nobody else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use app::dossier::act;
use app::dossier::input::{Action, Intent, ResultInput};
use app::{accounts, dossier::Caller};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Office, Page, SIMPLE, check};
use domain::dossier::event::{ReceiverProof, ReturnBy};
use domain::ids::PersonId;
use domain::procedure::Channel;

const PDF: &[u8] = b"%PDF-1.4\n2 0 obj<</Type /Page>>endobj\ntrailer<<>>\n%%EOF\n";

fn caller(office: &Office, name: &str) -> Caller {
    accounts::caller(&office.app, &PersonId::new(name).unwrap()).unwrap()
}

async fn act(office: &Office, who: &str, id: &str, action: Action) {
    act::run(&office.app, &caller(office, who), id, None, action, None).await.unwrap();
}

/// A dossier that a citizen filed online and whose result is ready to be sent.
async fn appraised(office: &Office) -> String {
    let filed = office.file("congdan", SIMPLE, Channel::Online, Intent::Register).await;
    let id = filed.dossier.id.to_string();
    act(office, "tiepnhan", &id, Action::Accept { receipt_wanted: true }).await;
    act(office, "tiepnhan", &id, Action::Transfer { to: String::new(), paper: false }).await;
    act(office, "lanhdao", &id, Action::Take { paper: false }).await;
    let step = |step: &str, next: &str| Action::CompleteStep {
        step: step.to_owned(),
        note: String::new(),
        next_person: next.to_owned(),
    };
    act(office, "lanhdao", &id, step("b3", "xuly")).await;
    for (who, own) in [("xuly", "b4"), ("lanhdao", "b5"), ("lanhdao", "b6"), ("xuly", "b7")] {
        act(office, who, &id, step(own, "")).await;
    }
    id
}

/// Sends the form of the result with a file, as a browser does.
async fn send(office: &Office, who: &str, id: &str, number: &str, file: &[u8]) -> Page {
    let cookies = office.cookies(who).await;
    let path = format!("/ho-so/{id}/viec/send-result");
    let form = office.get(&cookies, &path).await;
    let field = |name: &str, value: &str| {
        format!("--xY\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut head: String = ["csrf", "idempotency_key", "revision"]
        .map(|name| field(name, &form.input(name).unwrap_or_default()))
        .concat();
    head.push_str(&field("result_name", "Giấy phép"));
    head.push_str(&field("result_number", number));
    head.push_str("--xY\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"kq.pdf\"\r\n\r\n");
    let body = [head.as_bytes(), file, b"\r\n--xY--\r\n"].concat();
    let request = Request::post(&path)
        .header("cookie", &cookies)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=xY")
        .body(Body::from(body))
        .unwrap();
    office.send(request).await
}

#[tokio::test]
async fn d18_k6_a_result_goes_to_the_centre_with_its_file_and_is_the_applicants_once_returned() {
    let office = Office::open().await;
    let id = appraised(&office).await;
    let form = office.get(&office.cookies("xuly").await, &format!("/ho-so/{id}/viec/send-result")).await;
    check("/viec/send-result", "xuly", &form);

    // What is no paper is told at the field, with the words that were typed.
    let wrong = send(&office, "xuly", &id, "12/GP", b"MZ not a paper").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("o-result-file") && wrong.text().contains("12/GP"));
    // A form that comes back for another fault still has its file.
    let long = send(&office, "xuly", &id, &"9".repeat(500), PDF).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = long.input("result_file").expect("the digest of the kept file");
    assert_eq!(kept.len(), 64);
    // Whoever may not send the result leaves no file behind.
    let stranger = send(&office, "tiepnhan", &id, "12/GP", PDF).await;
    assert!(stranger.status.is_client_error(), "{}", stranger.status);

    let sent = send(&office, "xuly", &id, "12/GP", PDF).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let row = act::find(&office.app, &id).unwrap();
    let result = app::dossier::view::load(&office.app, &row.id).unwrap().dossier.result.unwrap();
    assert_eq!((result.number.as_str(), result.file.as_deref()), ("12/GP", Some(kept.as_str())));

    let (mine, file) = (format!("/ho-so-cua-toi/{id}"), format!("/ho-so-cua-toi/{id}/giay-to/ket-qua"));
    let citizen = office.cookies("congdan").await;
    assert_eq!(office.get(&citizen, &file).await.status, StatusCode::NOT_FOUND, "not before it is returned");
    act(&office, "tiepnhan", &id, Action::ConfirmResult).await;
    let page = office.get(&office.cookies("tiepnhan").await, &format!("/ho-so/{id}")).await;
    assert!(page.text().contains(&format!("/tep/{kept}")), "the desk reads it");
    let hand_over = Action::HandOver {
        by: ReturnBy::Online,
        proof: ReceiverProof::Account,
        receiver: None,
        result: ResultInput::default(),
    };
    act(&office, "tiepnhan", &id, hand_over).await;
    let page = office.get(&citizen, &mine).await;
    check(&mine, "congdan", &page);
    assert!(page.text().contains(&file));
    let read = office.get(&citizen, &file).await;
    assert_eq!((read.status, read.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(read.bytes, PDF);
    for who in ["tiepnhan", "giamdoc", ""] {
        let other = office.get(&office.cookies(who).await, &file).await;
        assert_ne!(other.status, StatusCode::OK, "{who}");
    }
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);
}
