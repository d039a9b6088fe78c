//! Who may see and do what: every route, asked for by every role, on a dossier at every stage.
//!
//! `golden/rights.txt` is the whole matrix; `UPDATE_GOLDEN=1` writes it anew. What must hold whatever
//! the file says is asserted besides. An act is asked for with a revision that is not the present one:
//! rights come before staleness, so 409 means "may try", and nothing is changed by asking.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod office;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use axum::http::Method;
use office::{APPLICANT, Answer, Office, Prepared, SCAN_DIGEST, SIMPLE, STRANGER, Who, filing};
use serde_json::{Value, json};

/// Everybody: account, and what they are.
const PEOPLE: [(&str, &str); 17] = [
    ("", "guest"),
    ("tiepnhan", "counter officer of the receiving desk"),
    ("tiepnhan3", "counter officer of other desks"),
    ("xuly", "officer and clerk of the settling agency"),
    ("truongphong", "head of division in the settling agency"),
    ("lanhdao", "head of the settling agency"),
    ("kdung", "officer of another agency"),
    ("lyhuuvinh", "head of another agency"),
    ("vanphong", "officer of the Office"),
    ("danghongoanh", "head of the Office"),
    ("chutich", "chairman of the committee"),
    ("giamdoc", "director of the Centre"),
    ("kiemsoat", "procedure control"),
    ("quantri", "administrator"),
    ("kiemtoan", "auditor"),
    ("buudien", "clerk of the post"),
    ("congdan", "the applicant"),
];
/// People who have no business with any of the prepared dossiers.
const OUTSIDERS: [&str; 6] = ["tiepnhan3", "kdung", "lyhuuvinh", "quantri", "buudien", STRANGER];

/// The API besides its document.
const PLAIN_API: [(&str, &str); 3] =
    [("GET", "/api/openapi.json"), ("GET", "/api/docs"), ("GET", "/api/docs.css")];

/// Every act of the API, with a body that is complete for its form.
fn body(action: &str, dossier: &Prepared) -> Value {
    let mut body = match action {
        "accept" | "transfer" | "take" | "confirm-result" | "send-result" | "confirm-withdrawal"
        | "order-chain" | "resume-clock" | "forward-result" => json!({}),
        "guide" => json!({ "remark": "Nộp thêm." }),
        "escalate" => json!({ "reason": "Chưa rõ." }),
        "refuse" => json!({ "ground": "Luật Đấu thầu", "reason": "Không đủ điều kiện." }),
        "answer-escalation" => json!({ "answer": "Tiếp nhận." }),
        "complete-step" => json!({ "step": "b4" }),
        "ask-supplement" => json!({ "items": [{ "paper": "p1", "what": "Ký tên." }], "reason": "Chưa ký." }),
        "supplement" => json!({ "papers": [{ "code": "p1", "originals": 1 }] }),
        "notify" => json!({ "kind": "other", "channel": "phone", "proof": "gọi 9 giờ" }),
        "pay" => json!({ "amount": 1000, "method": "cash", "receipt": "BL 1" }),
        "hand-over" => json!({ "proof": "receipt-and-identity" }),
        "withdraw" => json!({ "reason": "Không cần nữa.", "proof": "Đơn" }),
        "assign" => json!({ "to": dossier.holder }),
        "note" => json!({ "text": "Ghi chú" }),
        "sync-external" => json!({ "system": "DVC", "reference": "1", "state": "Đang xử lý" }),
        "check-papers" => json!({ "checks": [{ "paper": "p1", "check": "count", "passed": true }] }),
        "attach" => json!({ "scans": [{ "file": SCAN_DIGEST, "bytes": 44, "media": "application/pdf" }] }),
        "invite-agency" => json!({ "about": "Cùng xem hồ sơ." }),
        "correct" => json!({ "undo": 2, "reason": "Ghi nhầm." }),
        "consult" => json!({ "units": ["so-tc"], "question": "Có vướng mắc không?" }),
        "answer-consultation" => json!({ "id": "lyk-1", "opinion": "agree", "answer": "Đồng ý." }),
        "apologise" => json!({ "reason": "Quá tải.", "again": "2025-06-30" }),
        "stop-clock" => {
            json!({ "cause": "applicants-wish", "reason": "Người nộp đề nghị.", "proof": "Đơn ngày 7/10" })
        }
        "set-charges" => json!({ "lines": [{ "charge": "k1" }] }),
        "void-fee" => json!({ "receipt": "BL 1", "reason": "Ghi nhầm." }),
        "refund" => json!({ "amount": 1000, "reason": "Trả lại." }),
        "give-to-post" => json!({ "consignment": "EB1VN" }),
        "came-back-by-post" => json!({ "reason": "Không có người nhận." }),
        "hand-over-copy" => json!({ "recipient": "thue", "proof": "Ký nhận" }),
        other => panic!("no body for the act `{other}`: add one, so that every role tries it"),
    };
    body["revision"] = json!(STALE);
    body
}

/// The same as the form of the page.
fn form(action: &str, dossier: &Prepared) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("revision", STALE.to_string())];
    const KNOWN: [&str; 25] = [
        "remark",
        "reason",
        "ground",
        "answer",
        "step",
        "kind",
        "channel",
        "proof",
        "method",
        "receipt",
        "to",
        "text",
        "amount",
        "about",
        "undo",
        "question",
        "id",
        "opinion",
        "again",
        "cause",
        "consignment",
        "recipient",
        "system",
        "reference",
        "state",
    ];
    for (name, value) in body(action, dossier).as_object().unwrap() {
        if let Some(name) = KNOWN.into_iter().find(|known| known == name) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            pairs.push((name, text));
        }
    }
    match action {
        "check-papers" => pairs.push(("look.count.p1", "1".to_owned())),
        "consult" => pairs.push(("units", "so-tc".to_owned())),
        "set-charges" => pairs.push(("quantity.k1", "1".to_owned())),
        _ => {}
    }
    if action == "ask-supplement" {
        pairs.push(("what.p1", "Ký tên.".to_owned()));
    }
    if action == "supplement" {
        pairs.push(("paper.p1", "1".to_owned()));
    }
    pairs
}

/// An id that no entry of a book has.
const NO_ENTRY: &str = "0123456789abcdef0123456789abcdef";
/// A revision that no dossier has.
const STALE: u32 = 9999;

/// Every documented operation of the API with the acts.
fn api_routes() -> Vec<(String, String)> {
    let document = api::document();
    let mut routes: Vec<(String, String)> = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        routes.extend(item.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
    }
    routes.extend(PLAIN_API.map(|(method, path)| (method.to_owned(), path.to_owned())));
    routes
}

fn all_routes() -> Vec<(String, String)> {
    let pages = web::ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned()));
    api_routes().into_iter().chain(pages).collect()
}

/// Asks for a route that names a dossier.
async fn ask_about(office: &Office, who: &Who, method: &str, path: &str, dossier: &Prepared) -> Answer {
    let action = path.rsplit('/').next().unwrap();
    let address = path
        .replace("{reference}", &dossier.id)
        .replace("{token}", &dossier.token)
        .replace("{file}", "receipt.pdf")
        .replace("{digest}", &"a".repeat(64))
        .replace("{action}", "note");
    match (method, path.starts_with("/api")) {
        ("GET", _) => office.get(who, &address).await,
        (_, true) => office.post(who, &address, &body(action, dossier)).await,
        (_, false) => press(office, who, &address, &form("note", dossier)).await,
    }
}

async fn press(office: &Office, who: &Who, path: &str, pairs: &[(&'static str, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    office.press(who, path, &pairs).await
}

/// Asks for a route that names no dossier; the addresses are those of the golden file.
async fn ask(office: &Office, who: &Who, method: &str, path: &str, dossier: &Prepared) -> Answer {
    let password = if who.name.is_empty() { "sai" } else { app::accounts::DEMO_PASSWORD };
    match (method, path) {
        ("POST", "/api/v1/dossiers") => {
            let mut body = filing(SIMPLE);
            if ["congdan", STRANGER].contains(&who.name.as_str()) {
                // A citizen's own filing is online; anything else is faulty input.
                body["channel"] = json!("online");
            }
            office.post(who, path, &body).await
        }
        ("POST", "/api/v1/tokens") => {
            office.post(who, path, &json!({ "username": who.name, "password": password })).await
        }
        ("POST", "/dang-nhap") => {
            // Signing in ends the session of before, so it is not one of those that the rows use.
            let other = office.sign_in(&who.name).await;
            let typed = [("username", who.name.as_str()), ("password", password), ("ve", "/")];
            office.press(&other, path, &typed).await
        }
        ("POST", "/dang-xuat") => {
            let other = office.sign_in(&who.name).await;
            office.press(&other, path, &[]).await
        }
        ("POST", "/ban-giao" | "/lam-viec/bao" | "/buu-chinh/giao") => {
            office
                .press(who, path, &[("chon", &format!("{}@{STALE}", dossier.id)), ("idempotency_key", "k")])
                .await
        }
        // No message has this id: 404 = may act on messages.
        ("POST", "/quan-tri/thong-bao") => {
            office.press(who, path, &[("id", "none"), ("viec", "gui-lai")]).await
        }
        ("POST", "/tiep-nhan") => {
            let typed = [
                ("idempotency_key", "k1"),
                ("procedure", SIMPLE),
                ("intent", "accept"),
                ("applicant.name", APPLICANT),
                ("paper.p1", "1"),
            ];
            office.press(who, path, &typed).await
        }
        ("POST", "/api/v1/guidances") => {
            office.post(who, path, &json!({ "procedure": SIMPLE, "way": "counter" })).await
        }
        ("POST", "/api/v1/post-minutes") => {
            office.post(who, path, &json!({ "lines": [{ "consignment": "EB 1 VN" }] })).await
        }
        ("POST", "/api/v1/cash-closings") => {
            office.post(who, path, &json!({ "desk": "khong-co", "counted": 0 })).await
        }
        // Nothing has this id: 404 = may ask for it.
        ("PATCH" | "DELETE", path) => {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            office.ask_with(who, method, &path.replace("{id}", NO_ENTRY)).await
        }
        ("POST", "/api/v1/uploads") => office.post(who, path, &json!({ "bytes": 1, "sha256": "none" })).await,
        ("POST", "/api/v1/urging-letters") => office.post(who, path, &json!({ "unit": "so-khdt" })).await,
        // No entry has this id: 404 = may ask for it.
        ("POST", "/api/v1/urging-letters/{id}/answer") => {
            office.post(who, &path.replace("{id}", NO_ENTRY), &json!({ "answer": "Đã làm." })).await
        }
        ("POST", path) if path.starts_with("/api/") => {
            office.post(who, &path.replace("{id}", NO_ENTRY), &json!({})).await
        }
        ("POST", path) => {
            let address =
                path.replace("{id}", NO_ENTRY).replace("{number}", "EB1VN").replace("{slip}", NO_ENTRY);
            let typed = [
                ("idempotency_key", "k2"),
                ("procedure", "khong-co"),
                ("unit", "khong-co"),
                ("counted", "0"),
                ("answer", "Đã làm."),
                ("reason", "Nhầm."),
            ];
            office.press(who, &address, &typed).await
        }
        ("GET", _) => {
            let code = dossier.code.as_deref().unwrap();
            let code = if path.contains("track") { code } else { SIMPLE };
            let mut address =
                path.replace("{code}", code).replace("{id}", NO_ENTRY).replace("{number}", "EB1VN");
            address = address
                .replace("{slip}", NO_ENTRY)
                .replace("/assets/{hash}/{name}", &ui::assets::url("public.css"));
            let query = match path {
                "/api/v1/worklist" => "?view=all",
                "/lam-viec" => "?xem=tat-ca",
                "/bang-dieu-hanh/danh-sach" => "?chi-tieu=received",
                _ => "",
            };
            address.push_str(query);
            office.get(who, &address).await
        }
        other => panic!("no request for {other:?}: add one, so that every role tries it"),
    }
}

/// The statuses of a row, in the order of the people.
type Matrix = BTreeMap<(String, String, String), Vec<u16>>;

/// Whether the words of a plain page tell of a dossier: by code, id, or the applicant's name.
fn tells_of(answer: &Answer, dossier: &Prepared) -> bool {
    let text = answer.text();
    text.contains(&dossier.id) || dossier.code.as_ref().is_some_and(|code| text.contains(code))
}

fn named(path: &str) -> bool {
    path.contains("{reference}") || path.contains("{token}")
}

/// Routes by which everybody may ask with a code or a secret that they were given.
fn by_secret(path: &str) -> bool {
    path.contains("/track/") || path.starts_with("/t/")
}

async fn matrix(office: &Office, people: &[Who], dossiers: &[Prepared]) -> Matrix {
    let moving = dossiers.iter().find(|dossier| dossier.stage == "in-transit").unwrap();
    let mut matrix = Matrix::new();
    for (method, path) in all_routes() {
        if named(&path) {
            for dossier in dossiers {
                let mut row = Vec::new();
                for who in people {
                    row.push(ask_about(office, who, &method, &path, dossier).await.status);
                }
                matrix.insert((dossier.stage.to_owned(), path.clone(), method.clone()), row);
            }
        } else {
            let mut row = Vec::new();
            for who in people {
                row.push(ask(office, who, &method, &path, moving).await.status);
            }
            matrix.insert((String::new(), path.clone(), method.clone()), row);
        }
    }
    matrix
}

async fn everybody(office: &Office) -> Vec<Who> {
    let mut people = Vec::new();
    for (name, _) in PEOPLE.into_iter().chain([(STRANGER, "")]) {
        people.push(office.sign_in(name).await);
    }
    people
}

fn golden(matrix: &Matrix, people: &[Who]) -> String {
    let mut text = "# HTTP status of every route for every role, dossier by dossier (all of one applicant).\n\
        # Acts are sent with an old revision: 409 = may try, 403 = may see but not do, 404 = may not know of it.\n"
        .to_owned();
    for (name, what) in PEOPLE.into_iter().chain([(STRANGER, "another citizen")]) {
        let name = if name.is_empty() { "-" } else { name };
        writeln!(text, "# {name}: {what}").unwrap();
    }
    let head: Vec<String> = people
        .iter()
        .map(|who| format!("{:<4.4}", if who.name.is_empty() { "-" } else { short(&who.name) }))
        .collect();
    let stages = std::iter::once("").chain(office::STAGES);
    for stage in stages {
        let title = if stage.is_empty() { "without a dossier" } else { stage };
        writeln!(text, "\n{:<60}{}", format!("== {title}"), head.join(" ").trim_end()).unwrap();
        for ((_, path, method), row) in matrix.iter().filter(|((of, ..), _)| of == stage) {
            let row: Vec<String> = row.iter().map(|status| format!("{status:<4}")).collect();
            writeln!(text, "{:<60}{}", format!("{method:<4} {path}"), row.join(" ").trim_end()).unwrap();
        }
    }
    text
}

/// Four letters that tell the columns apart.
fn short(name: &str) -> &str {
    match name {
        "tiepnhan" => "desk",
        "tiepnhan3" => "dsk3",
        "xuly" => "offi",
        "truongphong" => "divh",
        "lanhdao" => "head",
        "kdung" => "ofi2",
        "lyhuuvinh" => "hea2",
        "vanphong" => "vpub",
        "danghongoanh" => "vphd",
        "chutich" => "chai",
        "giamdoc" => "dire",
        "kiemsoat" => "ctrl",
        "quantri" => "admi",
        "kiemtoan" => "audi",
        "buudien" => "post",
        "congdan" => "appl",
        _ => "cit2",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_gets_of_every_route_what_the_matrix_says() {
    let office = Office::open().await;
    let people = everybody(&office).await;
    let dossiers = office.prepared().await;
    let found = matrix(&office, &people, &dossiers).await;
    let column = |name: &str| people.iter().position(|who| who.name == name).unwrap();
    let mut wrong: Vec<String> = Vec::new();
    for ((stage, path, method), row) in found.iter().filter(|((_, path, _), _)| named(path)) {
        let place = format!("{method} {path} on {stage}");
        if by_secret(path) {
            continue;
        }
        if ![401, 303].contains(&row[column("")]) {
            wrong.push(format!("{place}: a guest gets {}", row[column("")]));
        }
        for outsider in OUTSIDERS {
            if row[column(outsider)] != 404 {
                wrong.push(format!("{place}: {outsider} learns of it by {}", row[column(outsider)]));
            }
        }
        if method == "POST" && ![403, 404].contains(&row[column("kiemtoan")]) {
            wrong.push(format!("{place}: the auditor may write, {}", row[column("kiemtoan")]));
        }
    }
    for ((_, path, method), row) in &found {
        if let Some((status, who)) = row.iter().zip(&people).find(|(status, _)| **status >= 500) {
            wrong.push(format!("{method} {path}: {status} for `{}`", who.name));
        }
    }
    let answering: BTreeSet<(&String, &String)> = found
        .iter()
        .filter(|(_, row)| row.iter().any(|status| ![404, 405].contains(status)))
        .map(|((_, path, method), _)| (method, path))
        .collect();
    for (method, path) in &all_routes() {
        // A slip of rating is a secret; with a wrong one everybody gets 404.
        if !path.contains("{slip}") && !answering.contains(&(method, path)) {
            wrong.push(format!("{method} {path}: nobody gets anything but 404"));
        }
    }
    // Asking has changed nothing.
    let owner = &people[column("congdan")];
    for dossier in &dossiers {
        let now = office.get(owner, &format!("/api/v1/dossiers/{}", dossier.id)).await.expect(200);
        assert_eq!(now["revision"], dossier.revision, "{}", dossier.stage);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/rights.txt");
    let now = golden(&found, &people);
    #[expect(clippy::disallowed_methods, reason = "a test may be asked to write its golden")]
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    for (was, is) in kept.lines().zip(now.lines()) {
        assert_eq!(was, is, "the rights differ from golden/rights.txt");
    }
    assert_eq!(kept.lines().count(), now.lines().count(), "golden/rights.txt has other rows");
}

/// A page is no way around the API: every act has the same answer on both.
#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_open_on_the_page_exactly_when_it_is_in_the_api() {
    let office = Office::open().await;
    let people = everybody(&office).await;
    let dossiers = office.prepared().await;
    let mut wrong: Vec<String> = Vec::new();
    for action in web::desk::dossier::forms::ACTIONS {
        for dossier in &dossiers {
            for who in people.iter().filter(|who| !["", "congdan"].contains(&who.name.as_str())) {
                let path = format!("/api/v1/dossiers/{}/actions/{action}", dossier.id);
                let api = office.post(who, &path, &body(action, dossier)).await.status;
                let path = format!("/ho-so/{}/viec/{action}", dossier.id);
                let page = press(&office, who, &path, &form(action, dossier)).await.status;
                if api != page {
                    wrong.push(format!("{action} on {} by {}: {api}, {page}", dossier.stage, who.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No list, board, register or start page names a dossier that its reader may not open.
#[tokio::test(flavor = "multi_thread")]
async fn no_list_tells_of_a_dossier_that_its_reader_may_not_open() {
    let office = Office::open().await;
    let people = everybody(&office).await;
    let dossiers = office.prepared().await;
    let moving = dossiers.iter().find(|dossier| dossier.stage == "in-transit").unwrap();
    let mut wrong: Vec<String> = Vec::new();
    for who in &people {
        let mut opened = Vec::new();
        for dossier in &dossiers {
            let path = format!("/api/v1/dossiers/{}", dossier.id);
            opened.push(office.get(who, &path).await.status == 200);
        }
        for (method, path) in all_routes() {
            if method != "GET" || named(&path) || path.contains("track") {
                continue;
            }
            let answer = ask(&office, who, &method, &path, moving).await;
            for (dossier, _) in dossiers.iter().zip(&opened).filter(|(_, opened)| !**opened) {
                if tells_of(&answer, dossier) {
                    wrong.push(format!("{path} tells {} of the {} one", who.name, dossier.stage));
                }
            }
            if !opened.contains(&true) && answer.text().contains(APPLICANT) {
                wrong.push(format!("{path} tells {} the applicant's name", who.name));
            }
        }
        // Signing for papers answers about each tick; it must not name what is hidden.
        let hidden = dossiers.iter().zip(&opened).filter(|(_, opened)| !**opened);
        for (dossier, _) in hidden.filter(|(dossier, _)| dossier.code.is_some()) {
            let tick = format!("{}@1", dossier.id);
            let answer = office.press(who, "/ban-giao", &[("chon", &tick), ("idempotency_key", "k")]).await;
            if answer.text().contains(dossier.code.as_deref().unwrap()) {
                wrong.push(format!("/ban-giao tells {} the code of the {} one", who.name, dossier.stage));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A hidden dossier looks like none, also when the input is faulty.
#[tokio::test(flavor = "multi_thread")]
async fn a_faulty_act_on_a_hidden_dossier_looks_like_one_on_none() {
    let office = Office::open().await;
    let dossier = office.bring("processing").await;
    let faulty = [
        ("note", json!({ "revision": 1, "text": " " })),
        ("complete-step", json!({ "revision": 1, "step": "không có" })),
        ("assign", json!({ "revision": 1, "to": "khongco" })),
        ("assign", json!({ "revision": 1, "to": "giamdoc" })),
        ("transfer", json!({ "revision": 1, "to": "Đơn vị" })),
    ];
    for outsider in OUTSIDERS {
        let who = office.quick(outsider).await;
        for (action, body) in &faulty {
            let path = |id: &str| format!("/api/v1/dossiers/{id}/actions/{action}");
            let hidden = office.post(&who, &path(&dossier.id), body).await;
            let none = office.post(&who, &path(&"f".repeat(32)), body).await;
            assert_eq!((hidden.status, hidden.text()), (none.status, none.text()), "{action} by {outsider}");
        }
    }
}

/// What officers tell each other stays inside: the applicant has their own page of the dossier.
#[tokio::test(flavor = "multi_thread")]
async fn the_applicant_never_reads_remarks_of_the_staff() {
    let office = Office::open().await;
    let dossier = office.bring("accepted").await;
    let remark = "Nội bộ: kiểm tra lại chữ ký.";
    let officer = office.quick("tiepnhan").await;
    let path = format!("/api/v1/dossiers/{}/actions/note", dossier.id);
    office.post(&officer, &path, &json!({ "revision": dossier.revision, "text": remark })).await.expect(200);
    let owner = office.sign_in("congdan").await;
    let mut read = 0;
    for (method, path) in all_routes() {
        if method != "GET" || !named(&path) {
            continue;
        }
        let answer = ask_about(&office, &owner, "GET", &path, &dossier).await;
        read += usize::from(answer.status == 200);
        assert!(!answer.text().contains("Nội bộ"), "{path}");
    }
    assert!(read >= 6, "{read}");
}

/// Those who supervise see that there is a dossier, not where its applicant lives.
#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_handle_it_reads_personal_data_shortened_on_pages_too() {
    let office = Office::open().await;
    let dossier = office.bring("processing").await;
    for name in ["giamdoc", "kiemsoat", "kiemtoan"] {
        let who = office.sign_in(name).await;
        for path in ["/ho-so/{reference}", "/ho-so/{reference}/viec/{action}", "/tiep-nhan/xong/{reference}"]
        {
            let page = ask_about(&office, &who, "GET", path, &dossier).await;
            for secret in ["068190000123", "0912 345 678", "thien@example.vn", "12 Trần Phú"] {
                assert!(!page.text().contains(secret), "{path} shows {name} `{secret}`");
            }
        }
    }
    let handling = office.sign_in("xuly").await;
    let page = ask_about(&office, &handling, "GET", "/ho-so/{reference}", &dossier).await;
    assert!(page.text().contains("068190000123"), "who works on it needs it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secondment_that_ended_gives_no_right_of_the_desk() {
    let office = Office::open().await;
    let dossier = office.bring("accepted").await;
    let who = office.sign_in("hetbietphai").await;
    assert_eq!(office.get(&who, &format!("/ho-so/{}", dossier.id)).await.status, 404);
    assert_eq!(office.get(&who, "/tiep-nhan").await.status, 403);
    assert_eq!(office.post(&who, "/api/v1/dossiers", &filing(SIMPLE)).await.status, 403);
}

// The list of the routes of the pages, held against the sources.

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// The argument list that begins at `text`, up to its closing bracket.
fn arguments(text: &str) -> &str {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, letter)| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &text[..end.unwrap().0]
}

/// Method and path of every `.route(` below `folder`; constants are looked up in the same crate.
fn routed(folder: &Path) -> BTreeSet<(String, String)> {
    let mut files = Vec::new();
    sources(folder, &mut files);
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let constant = |name: &str| {
        let mark = format!("const {}: &str = \"", name.rsplit("::").next().unwrap());
        let values: Vec<&str> = texts
            .iter()
            .filter_map(|text| text.split_once(&mark))
            .map(|(_, rest)| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(values.len(), 1, "`{name}` is one constant: {values:?}");
        values[0].to_owned()
    };
    let mut found = BTreeSet::new();
    for text in &texts {
        for rest in text.split(".route(").skip(1) {
            let (path, handlers) = arguments(rest).split_once(',').unwrap();
            let path = match path.trim().strip_prefix('"') {
                Some(literal) => literal.trim_end_matches('"').to_owned(),
                None => constant(path.trim()),
            };
            for (mark, method) in [("get(", "GET"), ("post(", "POST"), ("any(", "ANY")] {
                if handlers.trim().starts_with(mark) || handlers.contains(&format!(".{mark}")) {
                    found.insert((method.to_owned(), path.clone()));
                }
            }
            for unknown in ["put(", "delete(", "patch(", "options("] {
                assert!(!handlers.contains(unknown), "{path}: the scan knows no {unknown}");
            }
        }
    }
    found
}

#[test]
fn no_route_is_served_that_is_not_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed: BTreeSet<(String, String)> =
        web::ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed.len(), web::ROUTES.len(), "a route is listed twice");
    assert_eq!(routed(&root.join("web/src")), listed);
    // The API describes itself; what it serves besides its document is listed here.
    let besides: BTreeSet<(String, String)> = routed(&root.join("api/src"))
        .into_iter()
        .filter(|(method, path)| method != "ANY" && !path.contains("{action}"))
        .collect();
    let known: BTreeSet<(String, String)> =
        PLAIN_API.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(besides, known);
}
