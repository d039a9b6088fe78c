//! The list of messages: who sees it, what can be done there, and that it works without a script.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it did not expect")]

mod common;

use app::App;
use app::message::{Carrier, Payload};
use common::{EVERYBODY, Office, check};
use store::{Batch, Delivery, MessageChange};

const LIST: &str = "/quan-tri/thong-bao";

/// Two notices that nobody carries, one of them given up.
async fn queue(office: &Office) {
    let app = office.app.clone();
    tokio::task::spawn_blocking(move || queue_in(&app)).await.unwrap();
}

fn queue_in(app: &App) {
    let mut batch = Batch::default();
    for id in ["m1", "m2"] {
        let payload = Payload {
            kind: "result-ready".into(),
            code: "000.00.19.H36-190814-0001".into(),
            ..Payload::default()
        };
        batch = batch.send(payload.message(id, Carrier::Sms, app.store.now()));
    }
    app.store.record_blocking(batch).unwrap();
    let failed =
        MessageChange::Failed { id: "m2".into(), error: "cong-a: 422 <b>sai</b>".into(), next_at: None };
    app.store.outbox_change(&failed, app.store.now()).unwrap();
}

#[tokio::test]
async fn the_list_is_for_who_looks_after_messages() {
    let office = Office::open().await;
    queue(&office).await;
    for who in EVERYBODY {
        let cookies = office.cookies(who).await;
        let page = office.get(&cookies, LIST).await;
        let expected = match who {
            "" => 303,
            "quantri" | "giamdoc" | "tiepnhan" => 200,
            _ => 403,
        };
        assert_eq!(page.status.as_u16(), expected, "{who}");
        if expected != 303 {
            check(LIST, who, &page);
        }
        if expected == 200 {
            // They are about no dossier of a desk, so a desk does not see them.
            assert_eq!(page.text().contains("000.00.19.H36-190814-0001"), who != "tiepnhan", "{who}");
        }
    }
}

#[tokio::test]
async fn a_notice_is_settled_by_a_call_and_the_note_is_kept() {
    let office = Office::open().await;
    queue(&office).await;
    let cookies = office.cookies("quantri").await;
    let page = office.get(&cookies, LIST).await;
    let text = page.text();
    assert!(text.contains("Chưa cấu hình nơi gửi") && text.contains("Đã có kết quả"), "{text}");
    assert!(text.contains("422 &lt;b&gt;sai"), "what a provider says is text, not markup");
    let csrf = page.input("csrf").unwrap();
    let press = async |note: &str| {
        let call = [("id", "m1"), ("xem", "can-goi"), ("viec", "da-goi")];
        let form = [&[("csrf", csrf.as_str()), ("note", note)][..], &call].concat();
        office.post(&cookies, LIST, &form).await
    };
    let faulty = press(" ").await;
    assert_eq!(faulty.status.as_u16(), 422);
    check(LIST, "quantri", &faulty);
    assert!(faulty.text().contains("href=\"#note-0\""), "the summary leads to the field");
    let done = press("Đã nói với người nộp lúc 9 giờ").await;
    assert_eq!(
        (done.status.as_u16(), done.header("location")),
        (303, "/quan-tri/thong-bao?xem=can-goi&xong=message-called")
    );
    let message = office.app.store.outbox_message("m1").unwrap().unwrap();
    assert_eq!(
        (message.called_by.as_str(), message.note.as_str()),
        ("quantri", "Đã nói với người nộp lúc 9 giờ")
    );
    assert_eq!(message.delivery(office.app.store.now()), Delivery::Called);
    assert_eq!(press("lần nữa").await.status.as_u16(), 404, "what is settled is settled");
    let after = office.get(&cookies, done.header("location")).await;
    check(LIST, "quantri", &after);
    assert!(after.text().contains("Đã ghi cuộc gọi"));
}

#[tokio::test]
async fn what_was_given_up_is_sent_again_once_somebody_carries_it() {
    let office = Office::open_with(|app| app.with_carriers(&[Carrier::Sms])).await;
    queue(&office).await;
    let cookies = office.cookies("giamdoc").await;
    let page = office.get(&cookies, LIST).await;
    assert_eq!(page.text().matches("Gửi lại").count(), 1, "only what was given up");
    let csrf = page.input("csrf").unwrap();
    let form = [("csrf", csrf.as_str()), ("id", "m2"), ("viec", "gui-lai")];
    assert_eq!(office.post(&cookies, LIST, &form).await.status.as_u16(), 303);
    assert_eq!(office.app.store.outbox_message("m2").unwrap().unwrap().dead_at, None);
    let waiting = office.get(&cookies, "/quan-tri/thong-bao?xem=dang-cho").await;
    check(LIST, "giamdoc", &waiting);
    assert_eq!(waiting.text().matches("000.00.19.H36-190814-0001").count(), 2);
}
