//! Bad input: each with a clear answer, and nothing half-written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;

use common::{FIVE_PAPERS, Office, SIMPLE, WITH_CASES, basis, faults, filing};
use serde_json::{Value, json};

const DOSSIERS: &str = "/api/v1/dossiers";

/// How many dossiers the store has.
fn count(office: &Office) -> u64 {
    office.app.store.size().unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_the_first_answer_byte_for_byte() {
    let office = Office::open().await;
    let body = filing(SIMPLE).to_string().into_bytes();
    let key = [("idempotency-key", "quay-01/2025-06-02/17")];
    let first = office.post_with("tiepnhan", DOSSIERS, body.clone(), &key).await;
    assert_eq!(first.status, 201);
    let again = office.post_with("tiepnhan", DOSSIERS, body.clone(), &key).await;
    assert_eq!(again.status, 201);
    assert_eq!(again.bytes, first.bytes);
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("etag"), first.header("etag"));
    assert_eq!(count(&office), 1);

    let other = filing(WITH_CASES).to_string().into_bytes();
    let reused = office.post_with("tiepnhan", DOSSIERS, other, &key).await;
    assert_eq!(reused.code(422), "idempotency-key-reused");
    // The key belongs to its caller: somebody else's request is another one.
    let mine = office.post_with("tiepnhan3", DOSSIERS, body, &key).await;
    assert_eq!(mine.status, 201);
    assert_ne!(mine.bytes, first.bytes);

    let dossier = first.json;
    let note = json!({ "revision": dossier["revision"], "text": "Ghi chú" }).to_string().into_bytes();
    let path = format!("{DOSSIERS}/{}/actions/note", dossier["id"].as_str().unwrap());
    let key = [("idempotency-key", "note-1")];
    let first = office.post_with("tiepnhan", &path, note.clone(), &key).await;
    let again = office.post_with("tiepnhan", &path, note, &key).await;
    assert_eq!(first.status, 200);
    assert_eq!(again.bytes, first.bytes, "although the revision has moved on");

    for bad in ["", "có dấu", "a b", &"x".repeat(201)] {
        let answer = office.post_with("tiepnhan", DOSSIERS, Vec::new(), &[("idempotency-key", bad)]).await;
        assert_eq!(answer.code(400), "bad-idempotency-key", "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_with_one_key_make_one_dossier() {
    let office = Office::open().await;
    let body = filing(SIMPLE).to_string().into_bytes();
    let key = [("idempotency-key", "k")];
    let sends = (0..8).map(|_| office.post_with("tiepnhan", DOSSIERS, body.clone(), &key));
    let mut answers = Vec::new();
    // Polled together: the futures are driven by one task but meet in the store's writer.
    let mut pending: Vec<_> = sends.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        pending.retain_mut(|one| match one.as_mut().poll(context) {
            std::task::Poll::Ready(answer) => {
                answers.push(answer);
                false
            }
            std::task::Poll::Pending => true,
        });
        if pending.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    assert_eq!(answers.len(), 8);
    assert!(answers.iter().all(|answer| answer.bytes == answers[0].bytes));
    assert_eq!(count(&office), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn d16_k1_b_every_missing_paper_is_named_at_once() {
    let office = Office::open().await;
    let mut body = filing(FIVE_PAPERS);
    body["papers"] = json!([]);
    body["applicant"]["kind"] = json!("organisation");
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(answer.code(422), "incomplete");
    assert!(basis(&answer.json).contains(&"qc1722.d16.k1.b"));
    let procedure = office.get("", &format!("/api/v1/procedures/{FIVE_PAPERS}")).await.expect(200);
    let wanted: Vec<Value> = procedure["papers"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|paper| {
            paper["mandatory"] == true && paper["shown_only"] == false && paper["replaced_by_data"] == false
        })
        .map(|paper| json!({ "code": paper["code"], "name": paper["name"] }))
        .collect();
    assert!(wanted.len() >= 2);
    assert_eq!(answer.json["missing"].as_array().unwrap(), &wanted);
    assert_eq!(count(&office), 0, "nothing half-written");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_name_what_to_choose() {
    let office = Office::open().await;
    let mut body = filing(WITH_CASES);
    let answer = office.post("tiepnhan", DOSSIERS, body.clone()).await;
    assert_eq!(answer.code(422), "case-needed");
    let cases: Vec<&str> = answer.json["choices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| case["code"].as_str().unwrap())
        .collect();
    assert_eq!(cases, ["tu-dieu-chinh", "chuyen-nhuong"]);
    assert!(!answer.json["choices"][0]["name"].as_str().unwrap().is_empty());

    body = filing(SIMPLE);
    body["papers"].as_array_mut().unwrap().push(json!({ "code": "p9", "originals": 1 }));
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(answer.code(422), "paper-not-published");
    assert!(basis(&answer.json).contains(&"qc1722.d4"));

    let mut body = filing(SIMPLE);
    body["applicant"]["kind"] = json!("enterprise");
    assert_eq!(office.post("tiepnhan", DOSSIERS, body).await.code(422), "applicant-not-entitled");

    let mut body = filing("9.999999");
    body["applicant"]["name"] = json!("  ");
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(answer.code(422), "invalid");
    assert_eq!(faults(&answer.json), [("procedure", "unknown-procedure"), ("applicant.name", "required")]);
    assert_eq!(count(&office), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpublished_procedure_takes_no_dossier() {
    let office = Office::open().await;
    // A day before anything was in force.
    office.at(jiff::civil::date(2018, 12, 28).at(9, 0, 0, 0));
    let listed = office.get("", "/api/v1/procedures").await.expect(200);
    assert_eq!(listed["items"], json!([]));
    assert_eq!(office.get("", &format!("/api/v1/procedures/{SIMPLE}")).await.code(404), "not-found");

    // In force for the desk, withdrawn from publication since.
    let office = Office::open().await;
    let mut province = (*office.app.reference().province).clone();
    for procedure in province.procedures.iter_mut().filter(|procedure| procedure.code.as_str() == SIMPLE) {
        procedure.publication = domain::procedure::Publication::Draft;
    }
    office.app.publish(app::Reference::new(province));
    let answer = office.post("tiepnhan", DOSSIERS, filing(SIMPLE)).await;
    assert_eq!(answer.code(422), "procedure-not-in-force");
    assert!(basis(&answer.json).contains(&"qc1722.d13.k1"));
    assert_eq!(count(&office), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_faulty_field_is_named() {
    let office = Office::open().await;
    let mut body = filing(SIMPLE);
    body["accepted_at"] = json!("2020-01-01T00:00:00+07:00");
    body["fee"] = json!(0);
    body["channel"] = json!("fax");
    body["applicant"]["status"] = json!("approved");
    body["papers"][0]["originals"] = json!(70_000);
    body.as_object_mut().unwrap().shift_remove("procedure");
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(answer.code(422), "invalid");
    let mut found = faults(&answer.json);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("accepted_at", "unknown-field"),
            ("applicant.status", "unknown-field"),
            ("channel", "unknown-value"),
            ("fee", "unknown-field"),
            ("papers[0].originals", "out-of-range"),
            ("procedure", "required"),
        ]
    );

    let mut body = filing(SIMPLE);
    body["received_elsewhere"] = json!({ "place": "UBND xã", "at": "hôm qua", "evidence": "BB 01" });
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(faults(&answer.json), [("received_elsewhere.at", "not-an-instant")]);

    let dossier = office.accepted().await;
    let path = format!("{DOSSIERS}/{}/actions/note", dossier["id"].as_str().unwrap());
    let answer = office.post("tiepnhan", &path, json!({ "text": "x" })).await;
    assert_eq!(faults(&answer.json), [("revision", "required")]);
    let answer = office.get("tiepnhan", "/api/v1/worklist?view=old&view=new&x=1&limit=0").await;
    assert_eq!(answer.code(422), "invalid");
    assert_eq!(faults(&answer.json), [("view", "twice"), ("limit", "unknown-value"), ("x", "unknown-field")]);
    let answer = office.get("tiepnhan", "/api/v1/worklist?cursor=rubbish").await;
    assert_eq!(faults(&answer.json), [("cursor", "unknown-cursor")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_json_is_refused_by_kind() {
    let office = Office::open().await;
    let send = |body: Vec<u8>, headers: &'static [(&'static str, &'static str)]| {
        let office = &office;
        async move { office.post_with("tiepnhan", DOSSIERS, body, headers).await }
    };
    let big = format!("{{\"procedure\": \"{}\"}}", "x".repeat(10 * 1024 * 1024)).into_bytes();
    let mut latin = filing(SIMPLE).to_string().into_bytes();
    latin.extend_from_slice(b"\xe9");
    for (body, headers, status, code) in [
        (big, &[][..], 413, "too-large"),
        (b"{".to_vec(), &[][..], 400, "malformed-json"),
        (b"{\"procedure\":\"a\",\"procedure\":\"b\"}".to_vec(), &[][..], 400, "duplicate-key"),
        (latin, &[][..], 400, "not-utf8"),
        (b"[]".to_vec(), &[][..], 422, "invalid"),
        (
            b"procedure=x".to_vec(),
            &[("content-type", "application/x-www-form-urlencoded")][..],
            415,
            "not-json",
        ),
        (b"{}".to_vec(), &[("content-type", "application/json; charset=utf-16")][..], 415, "not-json"),
    ] {
        assert_eq!(send(body, headers).await.code(status), code);
    }
    let accepted =
        send(filing(SIMPLE).to_string().into_bytes(), &[("content-type", "application/json; charset=UTF-8")]);
    accepted.await.expect(201);
    assert_eq!(count(&office), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_revision_is_a_conflict() {
    let office = Office::open().await;
    let dossier = office.accepted().await;
    let moved = office.act("tiepnhan", &dossier, "note", json!({ "text": "một" })).await.expect(200);
    let stale = office.act("tiepnhan", &dossier, "transfer", json!({})).await;
    assert_eq!(stale.code(409), "stale");
    assert_eq!(stale.json["seen"], dossier["revision"]);
    assert_eq!(stale.json["now"], moved["revision"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_composed_and_disguises_refused() {
    let office = Office::open().await;
    let mut body = filing(SIMPLE);
    // The same name with combining marks.
    body["applicant"]["name"] = json!("Nguye\u{302}\u{303}n  Thi\u{323} Ho\u{302}\u{300}ng");
    let filed = office.post("tiepnhan", DOSSIERS, body.clone()).await.expect(201);
    let shown = office.get("tiepnhan", filed["links"]["self"].as_str().unwrap()).await.expect(200);
    assert_eq!(shown["applicant"]["name"], "Nguyễn Thị Hồng");
    body["applicant"]["name"] = json!("Nguyễn\u{202e}Thị");
    let answer = office.post("tiepnhan", DOSSIERS, body).await;
    assert_eq!(faults(&answer.json), [("applicant.name", "hidden-characters")]);
}
