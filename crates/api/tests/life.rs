//! The life of a dossier through the API, from the counter to the result.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{AT_ONCE, Office, SIMPLE, basis, filing};
use jiff::civil::date;
use serde_json::{Value, json};

/// The steps of the demonstration process and who does them.
const STEPS: [(&str, &str); 5] =
    [("truongphong", "b3"), ("xuly", "b4"), ("truongphong", "b5"), ("lanhdao", "b6"), ("vanthu", "b7")];

async fn steps(office: &Office, mut dossier: Value, steps: &[(&str, &str)]) -> Value {
    for (user, step) in steps {
        if dossier["stage"] == "in-transit" || dossier["holder"]["person"].is_null() {
            dossier = office.act(user, &dossier, "take", json!({})).await.expect(200);
        }
        dossier = office
            .act(user, &dossier, "complete-step", json!({ "step": step, "note": "Đã làm." }))
            .await
            .expect(200);
    }
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_counter_to_the_result() {
    let office = Office::open().await;
    let filed = office.post("tiepnhan", "/api/v1/dossiers", filing(SIMPLE)).await;
    let location = filed.header("location").to_owned();
    assert_eq!(filed.header("etag"), "\"2\"");
    let dossier = filed.expect(201);
    assert_eq!(dossier["stage"], "accepted");
    assert_eq!(dossier["received_at"], "2025-06-02T09:00:00+07:00");
    assert_eq!(dossier["due"], "2025-06-23T17:00:00+07:00");
    assert_eq!(dossier["provisional"], false);
    assert!(dossier["code"].as_str().unwrap().contains("-250602-"));
    assert_eq!(dossier["token"].as_str().unwrap().len(), 32);
    assert_eq!(dossier["holder"]["person"]["id"], "tiepnhan");
    assert_eq!(dossier["events"], json!(["registered", "accepted"]));
    assert!(!dossier["derivation"].as_array().unwrap().is_empty());
    assert_eq!(location, format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap()));

    let shown = office.get("tiepnhan", &location).await;
    assert_eq!(shown.header("etag"), "\"2\"");
    let shown = shown.expect(200);
    assert_eq!(shown["applicant"]["id_number"], "068190000123");
    assert_eq!(shown["promise"]["limit"], "15wd");
    assert_eq!(shown["promise"]["text"].as_str().unwrap().matches(". ").count(), 1, "two sentences");
    let by_code = format!("/api/v1/dossiers/{}", dossier["code"].as_str().unwrap());
    assert_eq!(office.get("tiepnhan", &by_code).await.expect(200)["id"], dossier["id"]);
    let unchanged = office.get_with("tiepnhan", &location, &[("if-none-match", "\"2\"")]).await;
    assert_eq!(unchanged.status, 304);
    assert!(unchanged.bytes.is_empty());

    let receipt = office.get("tiepnhan", shown["links"]["receipt"].as_str().unwrap()).await;
    assert_eq!(receipt.status, 200);
    assert_eq!(receipt.header("content-type"), "application/pdf");
    assert!(receipt.bytes.starts_with(b"%PDF-"));
    assert_eq!(
        office.get("tiepnhan", &format!("{location}/papers/refusal.pdf")).await.code(404),
        "not-found"
    );

    office.at(date(2025, 6, 2).at(10, 0, 0, 0));
    let sent = office.act("tiepnhan", &dossier, "transfer", json!({})).await.expect(200);
    assert_eq!(sent["stage"], "in-transit");
    assert_eq!(sent["holder"]["person"]["id"], "tiepnhan", "accountable until somebody signs");
    let done = steps(&office, sent, &STEPS).await;

    office.at(date(2025, 6, 16).at(9, 0, 0, 0));
    let result = json!({ "result": { "number": "12/CC-SKHĐT" } });
    let sent = office.act("vanthu", &done, "send-result", result).await.expect(200);
    let ready = office.act("tiepnhan", &sent, "confirm-result", json!({})).await.expect(200);
    assert_eq!(ready["stage"], "result-ready");
    let told = json!({ "kind": "result-ready", "channel": "phone", "proof": "gọi 9 giờ 05" });
    let told = office.act("tiepnhan", &ready, "notify", told).await.expect(200);
    let returned = office
        .act("tiepnhan", &told, "hand-over", json!({ "proof": "receipt-and-identity" }))
        .await
        .expect(200);
    assert_eq!(returned["stage"], "returned");

    let journal = office.get("giamdoc", &format!("{location}/journal")).await.expect(200);
    let entries = journal["items"].as_array().unwrap();
    assert_eq!(entries.first().unwrap()["kind"], "registered");
    assert_eq!(entries.last().unwrap()["kind"], "handed-over");
    let revisions: Vec<u64> = entries.iter().map(|entry| entry["revision"].as_u64().unwrap()).collect();
    assert_eq!(revisions, (1..=returned["revision"].as_u64().unwrap()).collect::<Vec<_>>());
    assert!(entries.iter().all(|entry| !entry["basis"]["text"].as_str().unwrap().is_empty()));
    assert!(!journal.to_string().contains("Hồng"), "the journal has no personal data");

    let shown = office.get("tiepnhan", &location).await.expect(200);
    assert!(shown["control_slip"].as_array().unwrap().len() >= 3);
    assert_eq!(shown["notices"]["told_of_result_at"], "2025-06-16T09:00:00+07:00");
    let slip = office.get("tiepnhan", &format!("{location}/papers/control-slip.pdf")).await;
    assert!(slip.bytes.starts_with(b"%PDF-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn d18_k1_a_second_supplement_is_refused_with_its_clauses() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let sent = office.act("tiepnhan", &dossier, "transfer", json!({})).await.expect(200);
    let open = steps(&office, sent, &STEPS[..1]).await;
    let taken = if open["holder"]["person"]["id"] == "xuly" {
        open
    } else {
        office.act("xuly", &open, "take", json!({})).await.expect(200)
    };
    let ask =
        json!({ "items": [{ "paper": "p1", "what": "Đơn chưa ký." }], "reason": "Đơn chưa có chữ ký." });
    let asked = office.act("xuly", &taken, "ask-supplement", ask.clone()).await.expect(200);
    assert_eq!(asked["stage"], "supplement-asked");
    let track =
        office.get("", &format!("/api/v1/track/t/{}", dossier["token"].as_str().unwrap())).await.expect(200);
    assert_eq!(track["asked"]["papers"][0]["code"], "p1");
    let slip = format!("/api/v1/dossiers/{}/papers/supplement.pdf", dossier["id"].as_str().unwrap());
    assert!(office.get("xuly", &slip).await.bytes.starts_with(b"%PDF-"));

    office.at(date(2025, 6, 3).at(9, 0, 0, 0));
    let brought = json!({ "papers": [{ "code": "p1", "originals": 1 }] });
    let back = office.act("tiepnhan", &asked, "supplement", brought).await.expect(200);
    assert_eq!(back["due"], "2025-06-24T17:00:00+07:00", "the clock starts again");

    // The second time, wherever the dossier stands, the answer is no with the same two clauses.
    let again = office.act("xuly", &back, "ask-supplement", ask).await;
    assert_eq!(again.code(422), "supplement-already-asked");
    assert_eq!(basis(&again.json), ["qc1722.d11.k2.c", "qc1722.d18.k1"]);
    assert!(again.json["basis"][0]["text"].as_str().unwrap().contains("Quy chế 1722"));

    let actions =
        office.get("xuly", &format!("/api/v1/dossiers/{}/actions", dossier["id"].as_str().unwrap())).await;
    assert_eq!(actions.header("etag"), format!("\"{}\"", back["revision"]));
    let actions = actions.expect(200);
    let item = |name: &str| {
        actions["items"].as_array().unwrap().iter().find(|item| item["action"] == name).unwrap().clone()
    };
    let refused = item("ask-supplement");
    assert_eq!(refused["allowed"], false);
    assert_eq!(refused["refused"]["code"], "supplement-already-asked");
    assert_eq!(basis(&refused["refused"]), ["qc1722.d11.k2.c", "qc1722.d18.k1"]);
    assert_eq!(refused["input"]["required"], json!(["revision", "items", "reason"]));
    assert_eq!(
        refused["input"]["properties"]["items"]["items"]["type"], "object",
        "read alone, without references"
    );
    assert_eq!(item("note")["allowed"], true);
    assert_eq!(item("accept")["refused"]["code"], "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn d16_k1_a_what_is_owed_at_once_is_paid_given_and_closed() {
    let office = Office::open().await;
    let mut body = filing(AT_ONCE);
    body["result"] = json!({
        "number": "05", "proof": "identity-only",
        "payment": { "amount": 2000, "method": "cash", "receipt": "BL 001" },
    });
    let done = office.post("tiepnhan", "/api/v1/dossiers", body.clone()).await.expect(201);
    assert_eq!(done["stage"], "returned");
    assert_eq!(done["due"], Value::Null);

    body["result"]["payment"] = Value::Null;
    let unpaid = office.post("tiepnhan", "/api/v1/dossiers", body).await;
    assert_eq!(unpaid.code(422), "unpaid");
    assert!(basis(&unpaid.json).contains(&"qc1722.d18.k6.b"));

    // The same in two acts: accepted, paid, handed over.
    let accepted = office.post("tiepnhan", "/api/v1/dossiers", filing(AT_ONCE)).await.expect(201);
    let paid = json!({ "amount": 2000, "method": "cash", "receipt": "BL 002" });
    let paid = office.act("tiepnhan", &accepted, "pay", paid).await.expect(200);
    let given =
        office.act("tiepnhan", &paid, "hand-over", json!({ "proof": "identity-only" })).await.expect(200);
    assert_eq!(given["stage"], "returned");
    assert_eq!(given["events"], json!(["given-at-once"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_files_online_and_the_counter_accepts() {
    let office = Office::open().await;
    let mut body = filing(SIMPLE);
    body["channel"] = json!("online");
    body["return_by"] = json!("online");
    let filed = office.post("congdan", "/api/v1/dossiers", body).await.expect(201);
    assert_eq!(filed["stage"], "submitted");
    assert_eq!(filed["code"], Value::Null);
    let path = format!("/api/v1/dossiers/{}", filed["id"].as_str().unwrap());
    assert_eq!(office.get("congdan", &path).await.expect(200)["applicant"]["masked"], false);
    assert_eq!(office.act("congdan", &filed, "accept", json!({})).await.code(403), "forbidden");

    let accepted = office.act("tiepnhan", &filed, "accept", json!({})).await.expect(200);
    assert!(accepted["code"].is_string());
    let noted =
        office.act("tiepnhan", &accepted, "note", json!({ "text": "Nội bộ: gọi lại." })).await.expect(200);
    let journal = office.get("congdan", &format!("{path}/journal")).await.expect(200);
    assert!(!journal.to_string().contains("Nội bộ"), "remarks stay inside");
    let withdraw = json!({ "reason": "Không còn nhu cầu", "proof": "Đơn ngày 02/6/2025" });
    let asked = office.act("congdan", &noted, "withdraw", withdraw).await.expect(200);
    assert_eq!(asked["stage"], "accepted", "it waits for an officer who confirms it");
    let withdrawn = office.act("tiepnhan", &asked, "confirm-withdrawal", json!({})).await.expect(200);
    assert_eq!(withdrawn["stage"], "withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn intents_decide_in_the_same_act() {
    let office = Office::open().await;
    let with = |fields: Value| {
        let mut body = filing(SIMPLE);
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    };
    for (fields, stage) in [
        (json!({ "intent": "register" }), "submitted"),
        (json!({ "channel": "post", "posted": common::posted() }), "submitted"),
        (json!({ "intent": "escalate", "reason": "Chưa rõ thẩm quyền." }), "escalated"),
        (json!({ "intent": "guide", "papers": [], "remark": "Cần nộp đơn." }), "guided"),
        (
            json!({ "intent": "refuse", "ground": "Luật Đấu thầu", "reason": "Không thuộc đối tượng." }),
            "refused",
        ),
    ] {
        let filed = office.post("tiepnhan", "/api/v1/dossiers", with(fields.clone())).await.expect(201);
        assert_eq!(filed["stage"], stage, "{fields}");
    }
    let odd = office
        .post("tiepnhan", "/api/v1/dossiers", with(json!({ "intent": "escalate", "ground": "x" })))
        .await;
    odd.code(422);
    assert_eq!(common::faults(&odd.json), [("ground", "not-with-intent"), ("reason", "required")]);
}
