//! The same abuse as on the pages, tried over the API; A4 and A5 are lived through in `turns`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

mod common;

use common::{Office, SIMPLE, basis, faults, with};
use jiff::civil::date;
use serde_json::{Value, json};

const DOSSIERS: &str = "/api/v1/dossiers";

impl Office {
    /// Refused: nothing of it is recorded. Gives the code.
    async fn no(&self, user: &str, dossier: &Value, action: &str, body: Value) -> (String, Value) {
        let before = self.shown("giamdoc", dossier).await["revision"].clone();
        let answer = self.act(user, dossier, action, body).await;
        assert_eq!(self.shown("giamdoc", dossier).await["revision"], before, "{action}");
        (answer.code(422).to_owned(), answer.json)
    }

    async fn appraised(&self) -> Value {
        let sent = self.done("tiepnhan", &self.accepted().await, "transfer", json!({})).await;
        let open = self.steps(sent, &[("truongphong", "b3")]).await;
        let taken = self.act("xuly", &open, "take", json!({})).await;
        if taken.status == 200 { taken.json } else { open }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a3_a_receipt_is_not_dated_back() {
    let office = Office::open().await;
    for field in ["accepted_at", "received_at", "at"] {
        let body = with(SIMPLE, json!({ field: "2025-05-01T08:00:00+07:00" }));
        let answer = office.post("tiepnhan", DOSSIERS, body).await;
        assert_eq!(answer.status, 422, "{field}");
        assert_eq!(faults(&answer.json), [(field, "unknown-field")]);
    }
    // A receipt elsewhere is a fact beside it, with its evidence; it does not move the server's hour.
    let elsewhere = |at: &str, evidence: &str| json!({ "received_elsewhere": { "place": "UBND xã", "at": at, "evidence": evidence } });
    let future = with(SIMPLE, elsewhere("2025-06-03T08:00:00+07:00", "Sổ 12"));
    assert_eq!(office.post("tiepnhan", DOSSIERS, future).await.status, 422);
    let bare = with(SIMPLE, elsewhere("2025-05-30T08:00:00+07:00", ""));
    assert_eq!(office.post("tiepnhan", DOSSIERS, bare).await.status, 422);
    let plain = office.file(filed(json!({}))).await;
    let told = office.file(filed(elsewhere("2025-05-30T08:00:00+07:00", "Sổ 12"))).await;
    assert_eq!(told["accepted_at"], plain["accepted_at"]);
    assert!(told["due"].as_str() <= plain["due"].as_str(), "never to the applicant's harm");
    let body = json!({ "accepted_at": "2025-05-01T08:00:00+07:00" });
    let (code, problem) = office.no("tiepnhan", &plain, "note", body).await;
    assert_eq!(code, "invalid", "{problem}");
}

fn filed(fields: Value) -> Value {
    let mut body = with(SIMPLE, fields);
    body["intent"] = json!("accept");
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a7_no_second_supplement_whatever_the_way() {
    let office = Office::open().await;
    let open = office.appraised().await;
    let ask = json!({ "items": [{ "paper": "p1", "what": "Ký tên." }], "reason": "Chưa ký." });
    let asked = office.done("xuly", &open, "ask-supplement", ask.clone()).await;
    let brought = json!({ "papers": [{ "code": "p1", "originals": 1 }] });
    let again = office.done("tiepnhan", &asked, "supplement", brought).await;
    let (code, problem) = office.no("xuly", &again, "ask-supplement", ask).await;
    assert_eq!(code, "supplement-already-asked");
    assert!(basis(&problem).contains(&"qc1722.d18.k1"), "{problem}");
    // Too late on the first try is no way round it.
    let late = office.appraised().await;
    office.at(date(2025, 6, 20).at(9, 0, 0, 0));
    let ask = json!({ "items": [{ "paper": "p1", "what": "Ký tên." }], "reason": "Chưa ký." });
    let (code, problem) = office.no("xuly", &late, "ask-supplement", ask).await;
    assert_eq!(code, "supplement-window-over");
    assert!(!basis(&problem).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a8_a_refusal_says_which_rule_and_why() {
    let office = Office::open().await;
    let open = office.appraised().await;
    for body in [json!({ "ground": "", "reason": "Không đủ." }), json!({ "ground": "Luật", "reason": " " })]
    {
        let (_, problem) = office.no("xuly", &open, "refuse", body).await;
        assert_eq!(problem["status"], 422);
    }
    let registered = office.file(with(SIMPLE, json!({ "intent": "register" }))).await;
    let (code, problem) = office.no("tiepnhan", &registered, "guide", json!({})).await;
    assert!(!code.is_empty() && problem["detail"].is_string(), "{problem}");
    let refuse = json!({ "ground": "Luật Đấu thầu", "reason": "Không đủ điều kiện." });
    assert_eq!(office.act("xuly", &open, "refuse", refuse.clone()).await.code(403), "forbidden");
    let refused = office.done("lanhdao", &open, "refuse", refuse).await;
    assert_eq!(refused["stage"], "refused");
    let papers = office.shown("xuly", &refused).await["papers_made"].clone();
    assert!(papers.is_null() || !papers.as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a12_a_result_needs_proof_of_who_takes_it() {
    let office = Office::open().await;
    let open = office.appraised().await;
    let early = json!({ "proof": "receipt-and-identity" });
    assert_eq!(office.no("tiepnhan", &open, "hand-over", early.clone()).await.0, "wrong-stage");
    let steps = [("xuly", "b4"), ("truongphong", "b5"), ("lanhdao", "b6"), ("vanthu", "b7")];
    let done = office.steps(open, &steps).await;
    let sent = office.act("vanthu", &done, "send-result", json!({})).await;
    let sent = if sent.status == 200 { sent.json } else { done };
    let ready = office.done("tiepnhan", &sent, "confirm-result", json!({})).await;
    let (_, none) = office.no("tiepnhan", &ready, "hand-over", json!({})).await;
    assert_eq!(faults(&none), [("proof", "required")]);
    let (code, problem) = office.no("tiepnhan", &ready, "hand-over", json!({ "proof": "authority" })).await;
    assert_eq!(code, "proof-missing", "{problem}");
    assert!(!basis(&problem).is_empty());
    let over = office.done("tiepnhan", &ready, "hand-over", early).await;
    assert_eq!(over["stage"], "returned");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_told_the_clause() {
    let office = Office::open().await;
    let accepted = office.accepted().await;
    let answer = office.act("lanhdao", &accepted, "transfer", json!({})).await;
    assert_eq!(answer.code(403), "forbidden");
    assert_eq!(basis(&answer.json), ["qc1722.d3.k5"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_that_failed_the_latest_look_are_not_accepted() {
    let office = Office::open().await;
    let filed = office.file(with(SIMPLE, json!({ "intent": "register" }))).await;
    let look = |passed: bool| json!({ "checks": [{ "paper": "p1", "check": "signature", "passed": passed, "note": "Chưa ký." }] });
    let failed = office.done("tiepnhan", &filed, "check-papers", look(false)).await;
    let (code, problem) = office.no("tiepnhan", &failed, "accept", json!({})).await;
    assert_eq!((code.as_str(), &problem["missing"][0]["code"]), ("papers-faulty", &json!("p1")), "{problem}");
    assert!(basis(&problem).contains(&"qc1722.d16.k1.b"), "{problem}");
    let passed = office.done("tiepnhan", &failed, "check-papers", look(true)).await;
    assert_eq!(office.done("tiepnhan", &passed, "accept", json!({})).await["stage"], "accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_post_lists_what_it_carries_and_nothing_else() {
    let office = Office::open().await;
    let listed = || async {
        let list = office.get("buudien", "/api/v1/worklist?view=new&limit=200").await.expect(200);
        list["items"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    let counter = office.file(with(SIMPLE, json!({ "intent": "register" }))).await;
    let post = office
        .file(with(SIMPLE, json!({ "channel": "post", "posted": common::posted(), "intent": "register" })))
        .await;
    let list = listed().await;
    assert!(list.contains(&post["id"]) && !list.contains(&counter["id"]), "{list:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a11_a_transfer_pays_one_dossier() {
    let office = Office::open().await;
    let charged = || async {
        let filed = office.accepted().await;
        office.done("tiepnhan", &filed, "set-charges", json!({ "lines": [{ "charge": "k1" }] })).await
    };
    let (first, second) = (charged().await, charged().await);
    let pay = |method: &str| json!({ "amount": 40_000, "method": method, "receipt": "FT 19281" });
    let paid = office.done("tiepnhan", &first, "pay", pay("transfer")).await;
    for method in ["transfer", "proof-shown"] {
        let (code, problem) = office.no("tiepnhan", &second, "pay", pay(method)).await;
        assert_eq!(code, "proof-used", "{problem}");
        assert_eq!(basis(&problem), ["qc1722.d18.k6.b"]);
    }
    let void = json!({ "receipt": "FT 19281", "reason": "Ghi nhầm hồ sơ." });
    office.done("duphong", &paid, "void-fee", void).await;
    office.done("tiepnhan", &second, "pay", pay("transfer")).await;
}
