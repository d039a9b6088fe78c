//! The books through the API: each entry's paper lies under its own address, for those who may read it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{Office, SIMPLE};
use jiff::civil::date;
use serde_json::{Value, json};

/// Makes an entry; gives its address.
async fn entry(office: &Office, user: &str, path: &str, body: Value) -> String {
    let made = office.post(user, path, body).await.expect(201);
    made["href"].as_str().unwrap().to_owned()
}

/// The paper is a PDF, the same on another day, and not there for `stranger`.
async fn is_printed(office: &Office, user: &str, paper: &str, stranger: &str, status: u16) {
    let first = office.get(user, paper).await;
    assert_eq!((first.status.as_u16(), first.header("content-type")), (200, "application/pdf"), "{paper}");
    assert!(first.bytes.starts_with(b"%PDF-"), "{paper}");
    let before = office.app.store.now();
    office.at(before.saturating_add(jiff::Span::new().days(2)));
    assert!(office.get(user, paper).await.bytes == first.bytes, "{paper}: a reprint differs");
    office.at(before);
    office.get(stranger, paper).await.code(status);
    office.get("", paper).await.code(401);
    office.get(user, &format!("{paper}?x=1")).await.code(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_entry_of_a_book_is_printed_for_its_readers() {
    let office = Office::open().await;
    let lines = json!({ "desk": "quay-01", "lines": [{ "consignment": "EB000000001VN", "what": SIMPLE }] });
    let minute = entry(&office, "buudien", "/api/v1/post-minutes", lines).await;
    let paper = format!("{minute}/paper.pdf");
    office.get("tiepnhan", &paper).await.code(404);
    office.post("tiepnhan", &format!("{minute}/signature"), json!({})).await.expect(200);
    is_printed(&office, "tiepnhan", &paper, "xuly", 404).await;

    let said = json!({ "procedure": SIMPLE, "way": "letter", "question": "Cần gì?", "answer": "Một đơn." });
    let guidance = entry(&office, "tiepnhan", "/api/v1/guidances", said).await;
    is_printed(&office, "tiepnhan", &format!("{guidance}/paper.pdf"), "xuly", 404).await;

    let dossier = office.accepted().await;
    let owed = json!({ "lines": [{ "charge": "k1" }] });
    let dossier = office.act("tiepnhan", &dossier, "set-charges", owed).await.expect(200);
    let cash = json!({ "amount": 60_000, "method": "cash" });
    office.act("tiepnhan", &dossier, "pay", cash).await.expect(200);
    // Before anything is closed: a difference of more than half a million, told as people write it.
    let wrong = json!({ "desk": "quay-01", "counted": 741_999 });
    let told = office.post("tiepnhan", "/api/v1/cash-closings", wrong).await.expect(422).to_string();
    assert!(told.contains("681.999 đồng"), "{told}");
    let counted = json!({ "desk": "quay-01", "counted": 60_000 });
    let closing = entry(&office, "tiepnhan", "/api/v1/cash-closings", counted).await;
    is_printed(&office, "tiepnhan", &format!("{closing}/paper.pdf"), "xuly", 404).await;
    // The second person is somebody else, and the first one is named.
    let confirm = format!("{closing}/confirmation");
    let told = office.post("tiepnhan", &confirm, json!({})).await.expect(422).to_string();
    assert!(told.contains("đã làm phần thứ nhất") && !told.contains("tiepnhan đã"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_and_a_quarter_that_is_over_are_printed() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let sent = office.act("tiepnhan", &dossier, "transfer", json!({})).await.expect(200);
    office.act("xuly", &sent, "take", json!({})).await.expect(200);
    let quarter = "/api/v1/settlement.pdf?year=2025&quarter=2";
    office.get("giamdoc", quarter).await.code(404);
    office.get("giamdoc", "/api/v1/settlement.pdf?quarter=5").await.code(422);
    office.at(date(2025, 7, 7).at(9, 0, 0, 0));
    let letter = json!({ "unit": "so-khdt", "text": "Đề nghị trả kết quả." });
    let letter = entry(&office, "giamdoc", "/api/v1/urging-letters", letter).await;
    is_printed(&office, "lanhdao", &format!("{letter}/paper.pdf"), "tiepnhan", 404).await;

    let first = office.get("giamdoc", quarter).await;
    assert!(first.bytes.starts_with(b"%PDF-"));
    // Without a quarter it is the last one that is over.
    assert!(office.get("giamdoc", "/api/v1/settlement.pdf").await.bytes == first.bytes);
    office.get("xuly", quarter).await.code(403);
}
