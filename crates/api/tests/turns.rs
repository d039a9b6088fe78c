//! Every turn of Chapter III lived through by the API, and the abuse that each must stand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{FIVE_PAPERS, Office, SIMPLE, basis, faults, posted, with};
use jiff::civil::date;
use serde_json::{Value, json};

const DOSSIERS: &str = "/api/v1/dossiers";
/// Lead agency, another agency, and back to the lead.
const CHAIN: &str = "2.002842";
/// The steps of the demonstration process and who does them.
const STEPS: [(&str, &str); 5] =
    [("truongphong", "b3"), ("xuly", "b4"), ("truongphong", "b5"), ("lanhdao", "b6"), ("vanthu", "b7")];

fn kinds(journal: &Value) -> Vec<&str> {
    journal["items"].as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect()
}

impl Office {
    async fn journal(&self, dossier: &Value) -> Value {
        self.get("giamdoc", dossier["links"]["journal"].as_str().unwrap()).await.expect(200)
    }

    /// In appraisal at the first agency.
    async fn appraised(&self, filed: Value) -> Value {
        let sent = self.done("tiepnhan", &filed, "transfer", json!({})).await;
        let open = self.steps(sent, &STEPS[..1]).await;
        let taken = self.act("xuly", &open, "take", json!({})).await;
        if taken.status == 200 { taken.json } else { open }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn d15_what_the_post_brings_counts_from_the_signed_minute() {
    let office = Office::open().await;
    let body = with(
        SIMPLE,
        json!({ "channel": "post", "posted": posted(), "return_by": "post", "intent": "accept" }),
    );
    office.at(date(2025, 6, 3).at(9, 0, 0, 0));
    let filed = office.file(body).await;
    let events = filed["events"].as_array().unwrap();
    assert_eq!(events[..3], ["registered", "received-by-post", "accepted"].map(Value::from));
    assert!(events[3..].iter().all(|event| event == "notice-queued"), "{events:?}");
    assert_eq!(filed["due"], "2025-06-23T17:00:00+07:00", "from the minute of the day before");
    let shown = office.shown("tiepnhan", &filed).await;
    assert_eq!(shown["ways"]["posted"]["minute"], "0012/2025");
    assert_eq!(shown["ways"]["posted"]["consignment"], "EB123456789VN");
    assert_eq!(shown["promise"]["counted_from"], "2025-06-02T08:30:00+07:00");
    assert_eq!(office.get("buudien", shown["links"]["self"].as_str().unwrap()).await.status, 200);

    // The way back: on a list of its own, undeliverable once, then delivered.
    let open = office.appraised(filed).await;
    let done = office.steps(open, &STEPS[1..]).await;
    let sent = office.done("vanthu", &done, "send-result", json!({ "result": { "number": "7/CC" } })).await;
    let ready = office.done("tiepnhan", &sent, "confirm-result", json!({})).await;
    let parcel = |number: &str| json!({ "consignment": number, "postage": 30_000 });
    let away = office.done("tiepnhan", &ready, "give-to-post", parcel("EB000000001VN")).await;
    assert_eq!(away["stage"], "with-post");
    let listed = office.get("tiepnhan", "/api/v1/worklist?view=with-post").await.expect(200);
    assert_eq!(listed["items"][0]["id"], away["id"]);
    let why = json!({ "reason": "Không có người nhận." });
    let back = office.done("tiepnhan", &away, "came-back-by-post", why).await;
    assert_eq!(back["stage"], "result-ready");
    let away = office.done("tiepnhan", &back, "give-to-post", parcel("EB000000002VN")).await;
    assert_eq!(office.shown("tiepnhan", &away).await["ways"]["by_post"]["list"], "0002/2025");
    let given = json!({ "by": "post", "proof": "post-delivery" });
    let closed = office.done("tiepnhan", &away, "hand-over", given).await;
    assert_eq!(closed["stage"], "returned");
}

#[tokio::test(flavor = "multi_thread")]
async fn d16_each_channel_asks_for_its_own_part_and_takes_no_other() {
    let office = Office::open().await;
    let late = json!({ "unit": "so-tc", "received_at": "2025-05-30T08:00:00+07:00" });
    let filed = office.file(with(SIMPLE, json!({ "channel": "agency", "forwarded": late }))).await;
    let shown = office.shown("tiepnhan", &filed).await;
    assert_eq!(shown["ways"]["forwarded_late"], true, "the working day is over since Friday");
    let filed = office.file(with(SIMPLE, json!({ "return_desk": "quay-02" }))).await;
    assert_eq!(office.shown("tiepnhan", &filed).await["ways"]["return_desk"]["id"], "quay-02");

    let before = office.app.store.size().unwrap().1;
    let future = "2025-06-02T09:00:01+07:00";
    let table: [(Value, &[(&str, &str)]); 13] = [
        (json!({ "channel": "post" }), &[("posted", "required-by-channel")]),
        (json!({ "channel": "agency" }), &[("forwarded", "required-by-channel")]),
        (json!({ "channel": "ministry" }), &[("external", "required-by-channel")]),
        (json!({ "posted": posted() }), &[("posted", "not-with-channel")]),
        (json!({ "external": { "system": "DVC", "reference": "1" } }), &[("external", "not-with-channel")]),
        (
            json!({ "channel": "agency", "forwarded": { "unit": "so-tc", "received_at": future } }),
            &[("forwarded.received_at", "in-the-future")],
        ),
        (
            json!({ "channel": "agency", "forwarded": { "unit": "Sở", "received_at": "hôm qua" } }),
            &[("forwarded.received_at", "not-an-instant")],
        ),
        (
            json!({ "channel": "post", "posted": { "minute": { "year": 2025, "number": 0 }, "consignment": " " } }),
            &[("posted.minute.number", "out-of-range")],
        ),
        (
            json!({ "channel": "post", "posted": { "minute": { "year": 2025, "number": 1 }, "consignment": " " } }),
            &[("posted.consignment", "required")],
        ),
        (
            json!({ "channel": "post", "posted": { "minute": { "year": 2025, "number": 1 }, "consignment": "E", "signed_at": future } }),
            &[("posted.signed_at", "in-the-future")],
        ),
        (json!({ "return_by": "online" }), &[("return_by", "not-with-channel")]),
        (json!({ "assisted": true }), &[("assisted", "not-with-channel")]),
        (json!({ "return_desk": "Quầy 2" }), &[("return_desk", "unknown-unit")]),
    ];
    for (fields, wanted) in table {
        let answer = office.post("tiepnhan", DOSSIERS, with(SIMPLE, fields.clone())).await;
        assert_eq!(answer.code(422), "invalid", "{fields}");
        assert_eq!(faults(&answer.json), wanted, "{fields}");
    }
    for fields in [json!({ "channel": "authorised" }), json!({ "return_desk": "so-tc" })] {
        let answer = office.post("tiepnhan", DOSSIERS, with(SIMPLE, fields.clone())).await;
        assert_eq!(answer.status, 422, "{fields}");
        assert!(!basis(&answer.json).is_empty(), "{fields}");
    }
    // What a citizen cannot mean is said, not changed.
    for (fields, field) in [
        (json!({ "intent": "register" }), "channel"),
        (json!({ "channel": "online", "intent": "accept" }), "intent"),
        (json!({ "channel": "online", "assisted": true }), "assisted"),
    ] {
        let answer = office.post("congdan", DOSSIERS, with(SIMPLE, fields.clone())).await;
        assert_eq!(faults(&answer.json), [(field, "not-by-citizen")], "{fields}");
    }
    assert_eq!(office.app.store.size().unwrap().1, before, "nothing half-written");
}

#[tokio::test(flavor = "multi_thread")]
async fn d18_k6_b_quantities_are_settled_at_intake_and_cash_is_numbered_by_the_desk() {
    let office = Office::open().await;
    let charges = json!([{ "charge": "k1", "quantity": 7 }]);
    let mut body = with(common::AT_ONCE, json!({ "charges": charges }));
    body["result"] = json!({
        "number": "05", "proof": "identity-only", "payment": { "amount": 14_000, "method": "cash" },
    });
    let done = office.file(body.clone()).await;
    let events =
        ["registered", "accepted", "charges-set", "fee-recorded", "fee-receipt-issued", "given-at-once"];
    assert_eq!(done["events"], json!(events));
    let fees = office.shown("tiepnhan", &done).await["fees"].clone();
    assert_eq!((&fees["owed"][0]["amount"], &fees["outstanding"]), (&json!(14_000), &json!(0)));
    assert_eq!(fees["paid"][0]["receipt"], "000001/BL-2025");
    // The next receipt of the book, also where the act makes a receipt of the dossier as well.
    body["receipt_wanted"] = json!(true);
    let done = office.file(body.clone()).await;
    let fees = office.shown("tiepnhan", &done).await["fees"].clone();
    assert_eq!(fees["paid"][0]["receipt"], "000002/BL-2025");

    for (charges, field, code) in [
        (json!([{ "charge": "k1", "quantity": 0 }]), "charges[0].quantity", "out-of-range"),
        (json!([{ "charge": "k1" }, { "charge": "k1" }]), "charges[1].charge", "twice"),
        (json!([{ "charge": "k1", "exemption": 0 }]), "charges[0].proof", "required"),
    ] {
        let answer =
            office.post("tiepnhan", DOSSIERS, with(common::AT_ONCE, json!({ "charges": charges }))).await;
        assert_eq!(faults(&answer.json), [(field, code)]);
    }
    for (charges, code) in [
        (json!([{ "charge": "k9" }]), "charge-not-published"),
        (json!([{ "charge": "k1", "exemption": 3, "proof": "Thẻ" }]), "exemption-not-published"),
        (json!([{ "charge": "k1", "proof": "Thẻ" }]), "exemption-not-published"),
        (json!([{ "charge": "k1", "amount": 5 }]), "wrong-amount"),
    ] {
        let answer =
            office.post("tiepnhan", DOSSIERS, with(common::AT_ONCE, json!({ "charges": charges }))).await;
        let refused = answer.code(422);
        assert!([code, "wrong-amount"].contains(&refused), "{refused}");
    }
    let later = with(SIMPLE, json!({ "intent": "register", "charges": [{ "charge": "k1" }] }));
    let answer = office.post("tiepnhan", DOSSIERS, later).await;
    assert_eq!(faults(&answer.json), [("charges", "not-with-intent")]);
    assert_eq!(office.app.store.size().unwrap().1, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn d18_k5_a_consultation_with_one_silent_unit() {
    let office = Office::open().await;
    let mut body = with(FIVE_PAPERS, json!({}));
    body["applicant"]["kind"] = json!("organisation");
    body["papers"] =
        ["p1", "p3", "p4", "p5"].map(|code| json!({ "code": code, "originals": 1, "copies": 1 })).into();
    let filed = office.file(body).await;
    let due = filed["due"].clone();
    let open = office.appraised(filed).await;
    let open = office.steps(open, &[("xuly", "b4")]).await;
    let ask = json!({ "step": "b5", "question": "Có vướng mắc gì không?", "documents": ["Tờ trình"] });
    let asked = office.done("xuly", &open, "consult", ask.clone()).await;
    assert_eq!(asked["due"], due, "the clock runs on");
    assert_eq!(office.act("xuly", &asked, "consult", ask).await.code(422), "already-consulted");
    let early = office.act("xuly", &asked, "complete-step", json!({ "step": "b5" })).await;
    assert_eq!(early.code(422), "opinions-pending");
    let names: Vec<&str> =
        early.json["choices"].as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
    assert!(names.len() == 2 && names.iter().all(|name| name.contains(' ')), "{names:?}");

    // One answers for its unit; a stranger cannot even see it.
    let list = office.get("kdung", "/api/v1/worklist?view=consultation").await;
    assert_eq!(list.status, 200);
    let awaited = office.get("kdung", "/api/v1/opinions").await.json;
    assert_eq!(awaited["items"].as_array().unwrap().len(), 1, "{awaited}");
    let first = &awaited["items"][0];
    assert_eq!((&first["dossier"], &first["consultation"]), (&asked["id"], &json!("b5")));
    assert!(first["answer_by"].is_string() && first["silent_at"].is_null());
    assert_eq!(office.get("tiepnhan", "/api/v1/opinions").await.json["items"], json!([]));
    let opinion = json!({ "opinion": "conditions", "answer": "Đồng ý, nếu bổ sung chứng từ." });
    let answered = office.done("kdung", &asked, "answer-consultation", opinion.clone()).await;
    assert_eq!(office.act("kdung", &answered, "answer-consultation", opinion.clone()).await.status, 422);
    assert_eq!(
        office.act("cilyuhajem", &answered, "answer-consultation", opinion).await.code(404),
        "not-found"
    );

    office.tick(date(2025, 6, 9).at(17, 1, 0, 0)).await;
    let now = office.shown("xuly", &answered).await;
    let together = &now["together"]["consultations"][0];
    assert_eq!((&together["id"], &together["pending"]), (&json!("b5"), &json!(false)));
    let unit = |id: &str| {
        together["units"].as_array().unwrap().iter().find(|unit| unit["unit"]["id"] == id).unwrap().clone()
    };
    assert_eq!((&unit("so-tc")["opinion"], &unit("so-tc")["late"]), (&json!("conditions"), &json!(false)));
    assert!(unit("cong-an")["silent_at"].is_string() && unit("cong-an")["late"] == true);
    // The Centre is told of the question and of the silence; others read no such list.
    for (kind, unit) in [("consulted", None), ("silent", Some("cong-an"))] {
        let told = office.get("giamdoc", &format!("/api/v1/supervision?kind={kind}")).await.json;
        let row = told["items"].as_array().unwrap().iter().find(|row| row["dossier"] == asked["id"]);
        let row = row.unwrap_or_else(|| panic!("{kind}: {told}"));
        assert_eq!((&row["kind"], &row["due"]), (&json!(kind), &due));
        assert!(unit.is_none_or(|unit| row["unit"]["id"] == unit), "{row}");
    }
    assert_eq!(office.get("giamdoc", "/api/v1/supervision?kind=khac").await.status, 422);
    assert_eq!(office.get("xuly", "/api/v1/supervision").await.status, 403);
    let on = office.steps(now.clone(), &[("xuly", "b5")]).await;
    assert_eq!(on["due"], due);
    // The days of waiting are the silent unit's; the shares are the whole.
    let time = office.shown("xuly", &on).await["time"].clone();
    let shares = time["delay"].as_array().unwrap();
    let sum: i64 = shares.iter().map(|share| share["minutes"].as_i64().unwrap()).sum();
    assert_eq!(time["delay_minutes"], sum);
    let waited = shares.iter().find(|share| share["work"] == "opinion").unwrap();
    assert!(waited["minutes"].as_i64().unwrap() > 0, "{shares:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn d18_k2_a_late_dossier_gets_one_apology_and_no_second() {
    let office = Office::open().await;
    let open = office.appraised(office.accepted().await).await;
    let sorry = |day: &str| json!({ "reason": "Khối lượng hồ sơ tăng đột biến.", "again": day });
    let early = office.act("lanhdao", &open, "apologise", sorry("2025-06-24")).await;
    assert_eq!(early.code(422), "too-early-to-apologise");
    office.tick(date(2025, 6, 23).at(17, 1, 0, 0)).await;
    let late = office.shown("lanhdao", &open).await;
    assert_eq!(late["time"]["overdue"], true);
    assert!(late["overdue_since"].is_string());
    office.at(date(2025, 6, 24).at(8, 0, 0, 0));
    for (day, code) in [("2025-06-28", "new-day-not-worked"), ("2025-12-01", "new-day-out-of-bounds")] {
        assert_eq!(office.act("lanhdao", &late, "apologise", sorry(day)).await.code(422), code);
    }
    let bad = office.act("lanhdao", &late, "apologise", sorry("24/6/2025")).await;
    assert_eq!(faults(&bad.json), [("again", "not-a-day")]);
    assert_eq!(office.act("xuly", &late, "apologise", sorry("2025-06-27")).await.code(403), "forbidden");
    let made = office.done("lanhdao", &late, "apologise", sorry("2025-06-27")).await;
    let shown = office.shown("lanhdao", &made).await;
    assert_eq!(shown["time"]["due_in_force"], "2025-06-27T17:00:00+07:00");
    assert_eq!(shown["due"], "2025-06-23T17:00:00+07:00", "being late stays recorded");
    assert_eq!(shown["time"]["apology"]["fault"]["id"], "so-khdt");
    assert_eq!(shown["time"]["overdue"], false);
    let again = office.act("lanhdao", &made, "apologise", sorry("2025-06-30")).await;
    assert_eq!(again.code(422), "already-apologised");
    assert_eq!(basis(&again.json)[0], "qc1722.d18.k2.a");
    // A5: nothing stops a clock that has run out.
    let stop = json!({ "cause": "applicants-wish", "reason": "Người nộp đề nghị.", "proof": "Đơn 3" });
    assert_eq!(office.act("xuly", &made, "stop-clock", stop).await.code(422), "too-late-to-stop");
}

#[tokio::test(flavor = "multi_thread")]
async fn nd61_d21_a_mistake_is_undone_and_stays_in_the_journal() {
    let office = Office::open().await;
    let open = office.appraised(office.accepted().await).await;
    let done = office.steps(open, &[("xuly", "b4")]).await;
    let undo = done["revision"].clone();
    let journal = office.journal(&done).await;
    let wrong =
        journal["items"].as_array().unwrap().iter().rev().find(|entry| entry["kind"] == "step-completed");
    let wrong = wrong.unwrap()["revision"].clone();
    assert!(wrong.as_u64() <= undo.as_u64());
    let fix = |revision: &Value| json!({ "undo": revision, "reason": "Ghi nhầm bước.", "cost": 0 });
    assert_eq!(
        office.act("truongphong", &done, "correct", fix(&json!(1))).await.code(422),
        "nothing-to-undo"
    );
    assert_eq!(office.act("xuly", &done, "correct", fix(&wrong)).await.code(403), "forbidden");
    let fixed = office.done("lanhdao", &done, "correct", fix(&wrong)).await;
    let shown = office.shown("lanhdao", &fixed).await;
    assert_eq!(shown["open_steps"][0]["code"], "b4");
    assert_eq!(shown["time"]["corrections"][0]["undone"], wrong);
    let journal = office.journal(&fixed).await;
    assert!(kinds(&journal).contains(&"step-completed") && kinds(&journal).contains(&"mistake-corrected"));
    for entry in journal["items"].as_array().unwrap() {
        let title = entry["title"].as_str().unwrap();
        assert!(title.contains(' ') && title != entry["kind"], "{entry}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a4_a_withdrawal_needs_two_people_and_money_goes_back() {
    let office = Office::open().await;
    let filed = office.accepted().await;
    let settled =
        office.done("tiepnhan", &filed, "set-charges", json!({ "lines": [{ "charge": "k1" }] })).await;
    let paid = office.done("tiepnhan", &settled, "pay", json!({ "amount": 60_000, "method": "cash" })).await;
    let paid = office
        .done("tiepnhan", &paid, "pay", json!({ "amount": 40_000, "method": "transfer", "receipt": "FT 9" }))
        .await;
    let fees = office.shown("tiepnhan", &paid).await["fees"].clone();
    assert_eq!(fees["paid"][0]["receipt"], "000001/BL-2025");
    // A11: who recorded it does not void it.
    let void = json!({ "receipt": "FT 9", "reason": "Ghi nhầm." });
    assert_eq!(office.act("tiepnhan", &paid, "void-fee", void.clone()).await.code(422), "same-person");
    let voided = office.done("duphong", &paid, "void-fee", void).await;
    let fees = office.shown("tiepnhan", &voided).await["fees"].clone();
    assert_eq!((&fees["voided"][0]["receipt"], &fees["outstanding"]), (&json!("FT 9"), &json!(40_000)));
    let nothing = json!({ "amount": 60_000, "reason": "Trả lại." });
    assert_eq!(
        office.act("tiepnhan", &voided, "refund", nothing.clone()).await.code(422),
        "nothing-to-refund"
    );

    let confirm = json!({});
    assert_eq!(
        office.act("duphong", &voided, "confirm-withdrawal", confirm.clone()).await.code(422),
        "no-withdrawal-asked"
    );
    let wish = json!({ "reason": "Không còn nhu cầu", "proof": "Đơn 12" });
    let asked = office.done("tiepnhan", &voided, "withdraw", wish.clone()).await;
    assert_eq!(office.act("tiepnhan", &asked, "withdraw", wish).await.code(422), "withdrawal-asked");
    let alone = office.act("tiepnhan", &asked, "confirm-withdrawal", confirm.clone()).await;
    assert_eq!(alone.code(422), "same-person");
    assert!(alone.json["detail"].as_str().unwrap().contains("Trần Thị Thu Hà"), "{}", alone.json["detail"]);
    assert_eq!(
        office.shown("tiepnhan", &asked).await["time"]["withdrawal"]["by"]["person"]["id"],
        "tiepnhan"
    );
    let gone = office.done("duphong", &asked, "confirm-withdrawal", confirm).await;
    assert_eq!(gone["stage"], "withdrawn");
    let back = office.done("tiepnhan", &gone, "refund", nothing).await;
    assert_eq!(office.shown("tiepnhan", &back).await["fees"]["refunded"], 60_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a5_the_clock_stands_for_lawful_causes_only_and_runs_again() {
    let office = Office::open().await;
    let open = office.appraised(office.accepted().await).await;
    let why = json!({ "cause": "heavy-workload", "reason": "Nhiều việc.", "proof": "Không" });
    let no = office.act("xuly", &open, "stop-clock", why).await;
    assert_eq!(faults(&no.json), [("cause", "unknown-value")]);
    let bare = json!({ "cause": "financial-duty", "reason": "Chờ nộp thuế.", "proof": " " });
    assert_eq!(faults(&office.act("xuly", &open, "stop-clock", bare).await.json), [("proof", "required")]);
    let why = json!({ "cause": "financial-duty", "reason": "Chờ nộp thuế.", "proof": "TB 15/TB-CT" });
    let stopped = office.done("xuly", &open, "stop-clock", why).await;
    assert_eq!(stopped["stage"], "clock-stopped");
    let shown = office.shown("xuly", &stopped).await;
    let standing = &shown["time"]["stopped"];
    assert_eq!((&standing["cause"], &standing["proof"]), (&json!("financial-duty"), &json!("TB 15/TB-CT")));
    let told = |shown: &Value| shown["messages"].as_array().unwrap().last().unwrap()["about"].clone();
    assert_eq!(told(&shown), "clock-stopped");
    office.at(date(2025, 6, 5).at(9, 0, 0, 0));
    let runs = office.done("tiepnhan", &stopped, "resume-clock", json!({})).await;
    assert_eq!(runs["stage"], "processing");
    assert!(runs["due"].as_str().unwrap() > "2025-06-23", "{}", runs["due"]);
    let shown = office.shown("xuly", &runs).await;
    assert_eq!(told(&shown), "clock-resumed", "with the new day");
    let shares = shown["time"]["delay"].clone();
    assert!(
        shares
            .as_array()
            .unwrap()
            .iter()
            .any(|share| share["work"] == "applicant" && share["unit"].is_null())
    );
    let again = office.act("xuly", &runs, "resume-clock", json!({})).await;
    assert_eq!(again.code(422), "wrong-stage");
}

#[tokio::test(flavor = "multi_thread")]
async fn d18_k4_a_chain_in_the_order_that_the_desk_fixed() {
    let office = Office::open().await;
    let mut body = with(CHAIN, json!({}));
    body["applicant"]["kind"] = json!("enterprise");
    body["papers"] = ["p1", "p2"].map(|code| json!({ "code": code, "originals": 1 })).into();
    let filed = office.file(body).await;
    for order in [json!(["so-tc"]), json!(["cuc-thue", "cuc-thue"])] {
        let wrong = office.act("tiepnhan", &filed, "order-chain", json!({ "order": order })).await;
        assert_eq!(wrong.code(422), "wrong-order");
        assert!(wrong.json["choices"].as_array().unwrap().iter().any(|unit| unit["code"] == "cuc-thue"));
    }
    let none = office.accepted().await;
    assert_eq!(office.act("tiepnhan", &none, "order-chain", json!({})).await.code(422), "no-chain");
    let ordered = office.done("tiepnhan", &filed, "order-chain", json!({})).await;
    let shown = office.shown("tiepnhan", &ordered).await;
    let chain = shown["together"]["chain"].as_array().unwrap();
    assert!(
        chain.iter().any(|duty| duty["unit"]["id"] == "cuc-thue" && duty["minutes"].is_number()),
        "{chain:?}"
    );
    let open = office.appraised(ordered).await;
    let sent = office.steps(open, &[("xuly", "b4"), ("truongphong", "b5"), ("lanhdao", "b6")]).await;
    assert_eq!(sent["holder"]["unit"]["id"], "cuc-thue.tk");
    // Every agency of the chain reads the file; the one whose turn it is takes it and does its part.
    assert_eq!(office.get("maingocthao", sent["links"]["self"].as_str().unwrap()).await.status, 200);
    let there = office.steps(sent, &[("maingocthao", "b7"), ("phanxuanhai", "b8")]).await;
    // The part of the first agency ends where that of the next begins.
    let parts = office.shown("giamdoc", &there).await["together"]["parts"].clone();
    assert!(parts[0]["ended_at"].is_string(), "{parts}");
    assert_eq!(there["holder"]["unit"]["id"], "so-khdt");
    let journal = office.journal(&there).await;
    let line = |kind: &str| kinds(&journal).iter().filter(|known| **known == kind).count();
    assert_eq!((line("chain-ordered"), line("part-started") > 0), (1, true), "{:?}", kinds(&journal));
}

/// A3, A7, A8, A12: what the law allows once, by whom, and on which proof, whatever the path.
#[tokio::test(flavor = "multi_thread")]
async fn abuse_is_refused_with_its_clause() {
    let office = Office::open().await;
    // A8: no code without the complete papers, no acceptance by another desk.
    let bare = office.post("tiepnhan", DOSSIERS, with(SIMPLE, json!({ "papers": [] }))).await;
    assert_eq!(bare.code(422), "incomplete");
    assert_eq!(faults(&bare.json), [("papers", "missing")]);
    assert!(bare.json["errors"][0]["detail"].as_str().unwrap().contains("Đơn đăng ký"), "{}", bare.json);
    let submitted = office.file(with(SIMPLE, json!({ "intent": "register" }))).await;
    assert_eq!(office.act("tiepnhan3", &submitted, "accept", json!({})).await.code(404), "not-found");

    // A7: an agency neither skips a step nor sends a result before all are done.
    let open = office.appraised(office.accepted().await).await;
    assert_eq!(
        office.act("xuly", &open, "complete-step", json!({ "step": "b6" })).await.code(422),
        "step-not-open"
    );
    assert_eq!(office.act("xuly", &open, "send-result", json!({})).await.code(422), "steps-remain");
    // A3: a second request to the applicant is refused, also dressed as guidance.
    let ask = json!({ "items": [{ "paper": "p1", "what": "Chưa ký." }], "reason": "Chưa ký." });
    let asked = office.done("xuly", &open, "ask-supplement", ask.clone()).await;
    assert!(office.shown("xuly", &asked).await["time"]["answer_until"].is_string());
    let brought = json!({ "papers": [{ "code": "p1", "originals": 1 }] });
    let back = office.done("tiepnhan", &asked, "supplement", brought).await;
    assert_eq!(office.act("xuly", &back, "ask-supplement", ask).await.code(422), "supplement-already-asked");
    let guide = office.act("tiepnhan", &back, "guide", json!({ "remark": "Nộp thêm." })).await;
    assert!([403, 422].contains(&guide.status.as_u16()));
    // A12: nothing is handed over without proof, nor to somebody else without authority.
    let first = office.shown("giamdoc", &back).await["open_steps"][0]["code"].clone();
    let left = STEPS.iter().position(|(_, step)| first == *step).unwrap();
    let done = office.steps(back, &STEPS[left..]).await;
    let sent = office.done("vanthu", &done, "send-result", json!({})).await;
    let ready = office.done("tiepnhan", &sent, "confirm-result", json!({})).await;
    let other = json!({ "proof": "authority", "receiver": { "name": "Lê Văn Tám" } });
    let refused = office.act("tiepnhan", &ready, "hand-over", other).await;
    assert_eq!(faults(&refused.json), [("receiver.authority", "required")]);
    let post = office.act("tiepnhan", &ready, "give-to-post", json!({ "consignment": "E1" })).await;
    assert_eq!(post.code(422), "not-by-post");
    assert_eq!(
        office.act("buudien", &ready, "hand-over", json!({ "proof": "post-delivery" })).await.code(404),
        "not-found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_and_files_are_recorded_and_ministries_kept_in_step() {
    let office = Office::open().await;
    let filed = office.file(with(SIMPLE, json!({ "intent": "register" }))).await;
    let looks = json!({ "checks": [
        { "paper": "p1", "check": "signature", "passed": false, "note": "Chưa ký." },
        { "paper": "p1", "check": "count", "passed": true, "by_machine": true },
    ] });
    let checked = office.done("tiepnhan", &filed, "check-papers", looks).await;
    let scan = json!({ "file": "a".repeat(64), "bytes": 1200, "media": "application/pdf", "pages": 2 });
    let attached =
        office.done("tiepnhan", &checked, "attach", json!({ "paper": "p1", "scans": [scan] })).await;
    let shown = office.shown("tiepnhan", &attached).await;
    assert_eq!(shown["checks"][0]["note"], "Chưa ký.");
    assert_eq!((&shown["files"][0]["paper"]["code"], &shown["files"][0]["pages"]), (&json!("p1"), &json!(2)));
    let state = json!({ "system": "VNPT", "reference": "1", "state": "Đang xử lý" });
    assert_eq!(office.act("tiepnhan", &attached, "sync-external", state).await.code(422), "not-ministry");
    let invite = json!({ "about": "Xem hồ sơ." });
    let escalated = office.done("tiepnhan", &attached, "escalate", json!({ "reason": "Chưa rõ." })).await;
    let invited = office.done("giamdoc", &escalated, "invite-agency", invite).await;
    let together = office.shown("giamdoc", &invited).await["together"].clone();
    assert!(together["escalated_until"].is_string());
    assert_eq!(together["invited"][0]["unit"]["id"], "so-khdt");
    assert_eq!(together["invited"][0]["about"], "Xem hồ sơ.");
    // The agency finds it in its list, may read it, and does nothing but come (R16.1c).
    let awaited = office.get("lanhdao", "/api/v1/opinions").await.json["items"].clone();
    assert_eq!(awaited.as_array().map(Vec::len), Some(1), "{awaited}");
    assert_eq!((&awaited[0]["kind"], &awaited[0]["asked_by"]["id"]), (&json!("invitation"), &json!("tthcc")));
    assert_eq!(office.shown("lanhdao", &invited).await["stage"], "escalated");
}

/// An act, its body, and its faults: field and code.
type Faulty = (&'static str, Value, Vec<(&'static str, &'static str)>);

/// Each act's own faults, one clear answer, nothing half-written; and each act repeated under a key.
#[tokio::test(flavor = "multi_thread")]
async fn every_new_body_is_checked_and_leaves_nothing() {
    let office = Office::open().await;
    let filed = office.accepted().await;
    let long = "x".repeat(2001);
    let table: Vec<Faulty> = vec![
        (
            "sync-external",
            json!({ "system": " ", "reference": "1", "state": "x" }),
            vec![("system", "required")],
        ),
        ("check-papers", json!({ "checks": [] }), vec![("checks", "required")]),
        (
            "check-papers",
            json!({ "checks": [{ "paper": "p1", "check": "smell", "passed": true }] }),
            vec![("checks[0].check", "unknown-value")],
        ),
        (
            "check-papers",
            json!({ "checks": [{ "paper": "p1", "check": "date", "passed": false }] }),
            vec![("checks[0].note", "required")],
        ),
        ("attach", json!({ "scans": [] }), vec![("scans", "required")]),
        (
            "attach",
            json!({ "scans": [{ "file": "zz", "bytes": 1, "media": "x/y" }] }),
            vec![("scans[0].file", "not-a-digest")],
        ),
        (
            "attach",
            json!({ "scans": [{ "file": "a".repeat(64), "bytes": 0, "media": "x/y" }] }),
            vec![("scans[0].bytes", "out-of-range")],
        ),
        ("invite-agency", json!({ "about": "" }), vec![("about", "required")]),
        ("confirm-withdrawal", json!({ "sure": true }), vec![("sure", "unknown-field")]),
        ("correct", json!({ "undo": 0, "reason": "x" }), vec![("undo", "out-of-range")]),
        ("correct", json!({ "undo": 2, "reason": "x", "cost": -1 }), vec![("cost", "out-of-range")]),
        ("order-chain", json!({ "order": "so-tc" }), vec![("order", "wrong-type")]),
        ("consult", json!({ "question": "  " }), vec![("question", "required")]),
        ("consult", json!({ "question": "x", "days": 0 }), vec![("days", "out-of-range")]),
        (
            "answer-consultation",
            json!({ "opinion": "maybe", "answer": "x" }),
            vec![("opinion", "unknown-value")],
        ),
        ("apologise", json!({ "reason": "x", "again": "2025-02-30" }), vec![("again", "not-a-day")]),
        ("apologise", json!({ "reason": "x" }), vec![("again", "required")]),
        (
            "stop-clock",
            json!({ "cause": "applicants-wish", "reason": long, "proof": "x" }),
            vec![("reason", "too-long")],
        ),
        ("resume-clock", json!({ "when": 1 }), vec![("when", "unknown-field")]),
        ("set-charges", json!({ "lines": [] }), vec![("lines", "required")]),
        (
            "set-charges",
            json!({ "lines": [{ "charge": "k1", "quantity": 0 }] }),
            vec![("lines[0].quantity", "out-of-range")],
        ),
        ("void-fee", json!({ "receipt": "", "reason": "x" }), vec![("receipt", "required")]),
        ("refund", json!({ "amount": "1", "reason": "x" }), vec![("amount", "wrong-type")]),
        ("forward-result", json!({ "to": "quay-02" }), vec![("to", "unknown-field")]),
        ("give-to-post", json!({ "consignment": "\u{202e}E" }), vec![("consignment", "hidden-characters")]),
        ("give-to-post", json!({ "consignment": "E", "postage": -1 }), vec![("postage", "out-of-range")]),
        ("came-back-by-post", json!({ "reason": "" }), vec![("reason", "required")]),
        ("hand-over-copy", json!({ "recipient": "x" }), vec![("proof", "required")]),
        ("pay", json!({ "amount": 1, "method": "transfer" }), vec![("receipt", "required")]),
    ];
    for (action, fields, wanted) in &table {
        let answer = office.act("tiepnhan", &filed, action, fields.clone()).await;
        assert_eq!(answer.code(422), "invalid", "{action} {fields}");
        assert_eq!(&faults(&answer.json), wanted, "{action} {fields}");
        assert!(
            answer.json["errors"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| !one["detail"].as_str().unwrap().is_empty())
        );
    }
    for action in api::dossier::act::INPUTS.iter().map(|(name, _)| *name).skip(18) {
        assert!(table.iter().any(|(tried, ..)| *tried == action), "{action} has no bad input here");
    }
    assert_eq!(office.shown("tiepnhan", &filed).await["revision"], filed["revision"], "nothing half-written");

    let path = format!("{DOSSIERS}/{}/actions/set-charges", filed["id"].as_str().unwrap());
    let body =
        json!({ "revision": filed["revision"], "lines": [{ "charge": "k1" }] }).to_string().into_bytes();
    let key = [("idempotency-key", "mot-lan")];
    let first = office.post_with("tiepnhan", &path, body.clone(), &key).await;
    assert_eq!(first.status, 200, "{}", first.json);
    let again = office.post_with("tiepnhan", &path, body, &key).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes));
    // An older revision is told what happened in between.
    let stale = office.act("tiepnhan", &filed, "note", json!({ "text": "x" })).await;
    assert_eq!(stale.code(409), "stale");
    assert_eq!(stale.json["between"][0]["kind"], "charges-set");
    assert_eq!(stale.json["between"][0]["title"], "Xác định phí, lệ phí phải nộp");
    assert_eq!(stale.json["between"][0]["by"]["person"]["name"], "Trần Thị Thu Hà");
    let hidden = office.act("tiepnhan3", &filed, "note", json!({ "text": "x" })).await;
    assert_eq!(hidden.code(404), "not-found");
}

/// A receipt, a cash receipt and what they say, when all comes in one act: no number twice, no sum wrong,
/// and what was recorded wrongly is put right although the result is gone.
#[tokio::test(flavor = "multi_thread")]
async fn d16_k1_a_at_once_with_a_receipt_and_cash_takes_its_own_numbers_and_can_be_put_right() {
    let office = Office::open().await;
    for _ in 0..3 {
        office.accepted().await;
    }
    let result =
        json!({ "number": "05", "proof": "identity-only", "payment": { "amount": 6000, "method": "cash" } });
    let charges = json!([{ "charge": "k1", "quantity": 3 }]);
    let body = with(common::AT_ONCE, json!({ "receipt_wanted": true, "result": result, "charges": charges }));
    let done = office.file(body).await;
    assert_eq!(done["stage"], "returned");
    assert_eq!(office.app.store.verify(&mut |_, _| {}).unwrap().findings, []);

    let id = done["id"].as_str().unwrap().to_owned();
    let receipt = office.get("tiepnhan", &format!("/api/v1/dossiers/{id}/papers/receipt.pdf")).await;
    let file = std::env::temp_dir().join(format!("motcua-{id}.pdf"));
    std::fs::write(&file, &receipt.bytes).unwrap();
    let text =
        std::process::Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-").output().unwrap();
    std::fs::remove_file(&file).unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("04/TNHS"), "the fourth receipt: {text}");
    assert!(text.contains("6.000"), "three copies, not one: {text}");

    let paid = office.shown("tiepnhan", &done).await["fees"]["paid"][0].clone();
    let void = json!({ "receipt": paid["receipt"], "reason": "Ghi nhầm số tiền." });
    assert_eq!(office.act("tiepnhan", &done, "void-fee", void.clone()).await.code(422), "same-person");
    let voided = office.done("duphong", &done, "void-fee", void).await;
    let rightly = json!({ "amount": 6000, "method": "transfer", "receipt": "FT 77" });
    let again = office.done("tiepnhan", &voided, "pay", rightly.clone()).await;
    assert_eq!(office.act("tiepnhan", &again, "pay", rightly).await.code(422), "closed");
}

/// What the book says of a consignment is what counts, and an old minute is not typed in (A3).
#[tokio::test(flavor = "multi_thread")]
async fn a3_the_moment_of_the_post_is_that_of_the_minute_in_the_book() {
    let office = Office::open().await;
    let file =
        |posted: Value| with(SIMPLE, json!({ "channel": "post", "posted": posted, "intent": "accept" }));
    let mut old = posted();
    old["signed_at"] = json!("2024-01-02T08:00:00+07:00");
    let refused = office.post("tiepnhan", DOSSIERS, file(old)).await;
    assert_eq!(faults(&refused.json), [("posted.signed_at", "not-in-the-book")]);
    office.post("tiepnhan", DOSSIERS, file(posted())).await.expect(201);
    let twice = office.post("tiepnhan", DOSSIERS, file(posted())).await;
    assert_eq!(faults(&twice.json), [("posted.consignment", "twice")]);

    let lines =
        json!({ "desk": "quay-01", "lines": [{ "consignment": "EA000000009VN", "postage": 25_000 }] });
    let minute = office.post("buudien", "/api/v1/post-minutes", lines).await.expect(201);
    let path = format!("/api/v1/post-minutes/{}", minute["id"].as_str().unwrap());
    office.post("tiepnhan", &format!("{path}/signature"), json!({})).await.expect(200);
    office.at(date(2025, 6, 2).at(10, 0, 0, 0));
    let mut typed = posted();
    typed["consignment"] = json!("ea000000009vn");
    let other = office.post("tiepnhan", DOSSIERS, file(typed.clone())).await;
    assert_eq!(faults(&other.json), [("posted.minute", "not-as-in-the-book")]);
    typed["minute"] = json!({ "year": 2025, "number": 1 });
    typed["signed_at"] = json!("2025-06-02T09:00:00+07:00");
    let taken = office.post("tiepnhan", DOSSIERS, file(typed)).await.expect(201);
    assert_eq!(
        office.shown("tiepnhan", &taken).await["promise"]["counted_from"],
        "2025-06-02T09:00:00+07:00"
    );
}

/// A result is collected where somebody sits; a broken promise stays in the figures when the dossier goes.
#[tokio::test(flavor = "multi_thread")]
async fn a4_a_withdrawn_dossier_stays_in_the_figure_of_the_broken_promises() {
    let office = Office::open().await;
    let nobody = office.post("tiepnhan", DOSSIERS, with(SIMPLE, json!({ "return_desk": "quay-06" }))).await;
    assert_eq!(faults(&nobody.json), [("return_desk", "unknown-unit")]);
    let open = office.appraised(office.accepted().await).await;
    office.tick(date(2025, 6, 23).at(17, 1, 0, 0)).await;
    office.at(date(2025, 6, 24).at(8, 0, 0, 0));
    let late = office.shown("tiepnhan", &open).await;
    let asked =
        office.done("tiepnhan", &late, "withdraw", json!({ "reason": "Thôi", "proof": "Đơn 1" })).await;
    office.done("duphong", &asked, "confirm-withdrawal", json!({})).await;
    let board = office.get("giamdoc", "/api/v1/board?from=2025-06-01&to=2025-06-30").await.json;
    let text = board.to_string();
    assert!(text.contains("\"became_overdue\":1") && text.contains("\"open_overdue\":0"), "{text}");
}
