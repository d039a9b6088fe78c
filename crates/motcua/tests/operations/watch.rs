//! Logs, metrics and readiness: what they say, and what they never say.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::common::{Dir, Server, err, motcua, ok};
use crate::upgrade::filing;

const DOSSIERS: &str = "/api/v1/dossiers";

/// Data of a person, each marked so that it is found wherever it turns up; numbers by themselves.
const NAME: &str = "ZZPII Hoàng Thị Dấu";
const PHONE: &str = "0987001234";
const CCCD: &str = "068199004321";
const EMAIL: &str = "zzpii.dau@example.vn";
const ADDRESS: &str = "Số 7 ngõ ZZPIINGO Đà Lạt";
const FILE: &str = "ZZPIITEP-so-do-dat.pdf";
const WORDS: &str = "ZZPIILYDO bệnh nan y";
const PASSWORD: &str = "ZZPIIMATKHAU";

/// What may be nowhere, in the forms that a log could have it in.
fn traces() -> Vec<String> {
    let plain = ["ZZPII", "zzpii", "Hoàng Thị", "hoang thi", PHONE, "84987001234", CCCD, EMAIL, "NGO Đà Lạt"];
    plain.map(str::to_owned).to_vec()
}

fn found(text: &str) -> Vec<String> {
    traces().into_iter().filter(|trace| text.contains(trace)).collect()
}

fn marked() -> Value {
    let mut filing = filing();
    filing["applicant"] = json!({
        "kind": "person", "name": NAME, "phone": PHONE, "id_number": CCCD, "email": EMAIL, "address": ADDRESS
    });
    filing
}

/// Takes data of a person through everything that may log: filing, searching, refusing, failing, uploading, sending.
fn walk(server: &Server, log: &Path) -> String {
    let officer = server.token("tiepnhan");
    let filed = server.api(&officer, "POST", DOSSIERS, &marked());
    assert_eq!(filed.status, 201, "{}", filed.text());
    let filed = filed.json();
    let id = filed["id"].as_str().unwrap();
    let dossier = format!("{DOSSIERS}/{id}");
    let ask = |method: &str, path: &str, body: &Value| server.api(&officer, method, path, body).status;
    // Searches by name, by number; the words are in the address.
    for words in ["ZZPII%20Ho%C3%A0ng", PHONE, CCCD, "zzpii.dau%40example.vn"] {
        for path in ["/api/v1/worklist?view=all&q=", "/api/v1/procedures?q="] {
            ask("GET", &format!("{path}{words}"), &Value::Null);
        }
        server.get(&format!("/tra-cuu?ma={words}"));
        server.get(&format!("/khong-co/{words}"));
    }
    // Acts: done, refused by a rule, out of date, with a faulty field, with an unknown one.
    let note = |text: &str| json!({"revision": filed["revision"], "text": text, "reason": text});
    for action in ["note", "refuse", "withdraw", "assign", "apologise", "guide"] {
        ask("POST", &format!("{dossier}/actions/{action}"), &note(WORDS));
    }
    let mut faulty = marked();
    faulty["applicant"]["phone"] = json!("ZZPII-khong-phai-so");
    faulty["papers"] = json!([]);
    assert_eq!(ask("POST", DOSSIERS, &faulty), 422);
    faulty["zzpii"] = json!(WORDS);
    assert!(ask("POST", DOSSIERS, &faulty) >= 400);
    // A wrong password, and one for a name that is none.
    for user in ["tiepnhan", EMAIL] {
        let body = json!({"username": user, "password": PASSWORD}).to_string();
        server.request("POST", "/api/v1/tokens", &[("content-type", "application/json")], body.as_bytes());
    }
    upload(server, &officer, &dossier);
    // Broken requests.
    let bearer = format!("Bearer {officer}");
    let headers =
        [("authorization", bearer.as_str()), ("content-type", "application/json"), ("idempotency-key", "zz")];
    server.request("POST", DOSSIERS, &headers, format!("{{\"applicant\": \"{NAME}\"").as_bytes());
    server.get(&format!("/t/{PASSWORD}"));
    server.get("/metrics");
    // Messages are tried every second.
    std::thread::sleep(std::time::Duration::from_millis(2500));
    let said = std::fs::read_to_string(log).unwrap();
    assert!(said.contains(id), "acts are logged by the id of their dossier: {said}");
    said
}

fn upload(server: &Server, officer: &str, dossier: &str) {
    let limits = "zz-limits";
    let body = format!(
        "--{limits}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{FILE}\"\r\n\
         content-type: application/pdf\r\n\r\n%PDF-1.7 {NAME}\r\n--{limits}--\r\n"
    );
    let kind = format!("multipart/form-data; boundary={limits}");
    let bearer = format!("Bearer {officer}");
    let headers =
        [("authorization", bearer.as_str()), ("content-type", kind.as_str()), ("idempotency-key", "zz-file")];
    for path in
        [format!("{dossier}/files"), format!("{dossier}/papers/p1/files"), format!("/ho-so/{NAME}/tep")]
    {
        server.request("POST", &path.replace(' ', "%20"), &headers, body.as_bytes());
    }
}

#[test]
fn no_data_of_a_person_are_in_logs_or_metrics() {
    let dir = Dir::new();
    let log = dir.path("log");
    // Somebody carries short messages, at an address where nobody answers.
    let secret = dir.file("secret", "geheim\n");
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let config = dir.file(
        "motcua.toml",
        &format!(
            "[sms]\nplain_hosts = [\"127.0.0.1\"]\n[[sms.provider]]\nname = \"chinh\"\nkind = \"http\"\n\
             url = \"http://127.0.0.1:9/\"\nallow_private = true\nsecret_file = \"{secret}\"\n\
             body = '{{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}}'\n\
             [email]\nfrom = \"motcua@example.vn\"\nplain_hosts = [\"127.0.0.1\"]\n[[email.provider]]\n\
             name = \"thu\"\nhost = \"127.0.0.1\"\nport = 9\nprotection = \"none\"\n"
        ),
    );
    let words = ["--empty", "--log-level", "debug", "--log", "json", "--slow-ms", "0", "--config", &config];
    let server = Server::start_logged(&dir.path("data"), &words, &log);
    let said = walk(&server, &log);
    assert!(said.contains("a statement was slow"), "statements are named in this test");
    assert_eq!(found(&said), [""; 0], "in the log");
    assert_eq!(found(&server.get("/metrics").text()), [""; 0], "in the metrics");
    // The control: what a careless line would say is found.
    let careless = format!("{said}\n{{\"level\":\"INFO\",\"message\":\"filed for {NAME}, {PHONE}\"}}");
    assert_eq!(found(&careless), ["ZZPII", "Hoàng Thị", PHONE]);
}

#[test]
fn every_line_of_an_act_has_the_number_of_its_request() {
    let dir = Dir::new();
    let log = dir.path("log");
    let server = Server::start_logged(&dir.path("data"), &["--empty", "--log", "json"], &log);
    let officer = server.token("tiepnhan");
    let filed = server.api(&officer, "POST", DOSSIERS, &filing());
    let (number, id) = (filed.header("x-request-id").unwrap().to_owned(), filed.json()["id"].clone());
    let text = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let act = lines.iter().find(|line| line["dossier"] == id).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(act["span"]["id"], json!(number), "{act}");
}

/// Slow is what somebody waits for; what reads the whole store on purpose is not.
#[test]
fn a_command_that_reads_everything_calls_nothing_slow() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "5"]);
    let said = |words: &[&str]| {
        let output = motcua(&[&["--slow-ms", "0", "--data", &data], words].concat());
        assert!(output.status.success(), "{words:?}");
        err(&output).matches("a statement was slow").count()
    };
    for command in ["verify", "figures", "rebuild"] {
        assert_eq!(said(&[command]), 0, "{command}");
    }
    assert!(said(&["export", &dir.arg("journal.ndjson")]) > 0, "what is set holds for others");
}

/// The names in the first column of the tables of the reference.
fn documented() -> BTreeSet<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/metrics.md");
    let text = std::fs::read_to_string(file).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_reference_names_every_metric_and_no_other() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let officer = server.token("tiepnhan");
    server.api(&officer, "POST", DOSSIERS, &filing());
    crate::common::ok(&["backup", &dir.arg("copy"), "--data", &dir.arg("data")]);
    let text = server.get("/metrics").text();
    let told: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(told, documented());
    assert!(text.contains("motcua_commit_seconds_bucket{le=\"+Inf\"}"), "{text}");
    assert!(text.contains("\nmotcua_store_writable 1\n"), "{text}");
}

#[test]
fn readiness_says_why_not_and_recovers() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty", "--drain-ms", "1500"]);
    assert_eq!(server.get("/readyz").text(), "ready\n");
    assert_eq!(server.get("/healthz").status, 200);
    server.signal("TERM");
    let began = std::time::Instant::now();
    let ending = loop {
        let ready = server.get("/readyz");
        if ready.status == 503 {
            break ready;
        }
        assert!(began.elapsed().as_millis() < 1400);
    };
    assert!(ending.text().contains("ending"), "{}", ending.text());
    assert_eq!(server.get("/healthz").status, 200, "alive until the end");
    let page = server.request_keeping("GET", "/");
    assert_eq!((page.status, page.header("connection")), (200, Some("close")));
}
