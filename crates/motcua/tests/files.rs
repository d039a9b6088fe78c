//! Files through the whole program: looked at in a confined process, scanned by a real clamd, swept, in a bucket.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;
#[path = "../../../tests/peers/mod.rs"]
mod peers;

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{Answer, Dir, Server, err, fails, motcua, motcua_with, ok, out};
use peers::Peer;
use serde_json::{Value, json};

/// A PDF with a page; `words` make it another.
fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n% {words}\n%%EOF\n").into_bytes()
}

/// The text that every virus scanner knows as a test, in two halves: no scanner shall find it here.
fn eicar() -> String {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].concat()
}

/// ClamAV's scanner with one signature of its own.
struct Clamd {
    child: Child,
    socket: PathBuf,
}

impl Clamd {
    fn start(dir: &Dir) -> Self {
        let database = dir.path("signatures");
        fs::create_dir_all(&database).unwrap();
        let half = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
        let hex: String = half.bytes().map(|byte| format!("{byte:02x}")).collect();
        fs::write(database.join("eicar.ndb"), format!("Motcua.Eicar:0:*:{hex}\n")).unwrap();
        let socket = dir.path("clamd.sock");
        let config = format!(
            "LocalSocket {}\nDatabaseDirectory {}\nTemporaryDirectory {}\nForeground yes\n",
            socket.display(),
            database.display(),
            dir.path("").display()
        );
        let config = dir.file("clamd.conf", &config);
        let program = ["/usr/sbin/clamd", "clamd"].into_iter().find(|path| Path::new(path).exists());
        let child = Command::new(program.unwrap_or("clamd"))
            .args(["-c", &config])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("these tests need clamd (Debian: clamav-daemon)");
        let began = Instant::now();
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "clamd never listened");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, socket }
    }

    fn end(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_file(&self.socket));
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        self.end();
    }
}

fn upload(server: &Server, token: &str, bytes: &[u8]) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/octet-stream")];
    server.request("POST", "/api/v1/files", &headers, bytes)
}

/// A dossier filed at the counter; its id.
fn dossier(server: &Server, token: &str) -> String {
    let body = json!({
        "procedure": "1.008891", "channel": "counter", "return_by": "counter",
        "applicant": { "kind": "person", "name": "K'Brèm", "phone": "0100000001", "address": "Xã Gung Ré" },
        "papers": [
            { "code": "p1", "originals": 1, "copies": 0 }, { "code": "p2", "originals": 2, "copies": 0 },
            { "code": "p3", "originals": 0, "copies": 1 }, { "code": "p4", "originals": 0, "copies": 1 },
        ],
    });
    let filed = server.api(token, "POST", "/api/v1/dossiers", &body);
    assert_eq!(filed.status, 201, "{}", filed.text());
    filed.json()["id"].as_str().unwrap().to_owned()
}

fn attach(server: &Server, token: &str, id: &str, stored: &Value) -> Answer {
    let shown = server.api(token, "GET", &format!("/api/v1/dossiers/{id}"), &Value::Null).json();
    let scan = json!({
        "file": stored["sha256"], "bytes": stored["bytes"], "media": stored["media"], "pages": stored["pages"],
    });
    let body = json!({ "revision": shown["revision"], "scans": [scan] });
    server.api(token, "POST", &format!("/api/v1/dossiers/{id}/actions/attach"), &body)
}

/// The words of a signed-in page, or the bytes of a file.
fn page(server: &Server, cookie: &str, path: &str) -> Answer {
    server.request("GET", path, &[("cookie", cookie)], b"")
}

/// Signs in through the form; the cookie.
fn sign_in(server: &Server, user: &str) -> String {
    let form = server.get("/dang-nhap");
    let cookies = |answer: &Answer| {
        let set = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        set.map(|(_, value)| value.split(';').next().unwrap().to_owned()).collect::<Vec<_>>().join("; ")
    };
    let text = form.text();
    let csrf = text.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let body = format!("csrf={csrf}&username={user}&password=motcua-demo&ve=/");
    let guest = cookies(&form);
    let headers = [("cookie", guest.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    let signed = server.request("POST", "/dang-nhap", &headers, body.as_bytes());
    assert_eq!(signed.status, 303, "{}", signed.text());
    cookies(&signed)
}

#[test]
fn looking_is_refused_everything_else() {
    let probed = ok(&["look", "--probe"]);
    for what in ["reading a file", "writing a file", "a connection", "a program", "a thread", "much memory"] {
        assert!(probed.contains(what), "{probed}");
    }
    let page = String::from_utf8(pdf("")).unwrap();
    let seen = motcua_with(&["look"], &page);
    assert_eq!(out(&seen).trim(), r#"{"media":"application/pdf","pages":1,"faults":[]}"#);
    let seen = motcua_with(&["look"], "MZ");
    assert_eq!(out(&seen).trim(), r#"{"unfit":"unknown-type"}"#);
}

#[test]
fn nobody_reads_what_clamd_has_not_seen() {
    let dir = Dir::new();
    let mut clamd = Clamd::start(&dir);
    let config = dir.file("motcua.toml", &format!("[files]\nclamd = \"unix:{}\"\n", clamd.socket.display()));
    let data = dir.arg("data");
    let server = Server::start(&dir.path("data"), &["--empty", "--config", &config]);
    let officer = server.token("tiepnhan");
    let cookie = sign_in(&server, "tiepnhan");
    let id = dossier(&server, &officer);
    let path = |stored: &Value| format!("/ho-so/{id}/tep/{}", stored["sha256"].as_str().unwrap());

    let clean = upload(&server, &officer, &pdf("clean"));
    assert_eq!((clean.status, &clean.json()["waits"]), (201, &json!(false)), "{}", clean.text());
    assert_eq!(attach(&server, &officer, &id, &clean.json()).status, 200);
    let read = page(&server, &cookie, &path(&clean.json()));
    assert_eq!((read.status, read.body), (200, pdf("clean")));
    let refused = upload(&server, &officer, &pdf(&eicar()));
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.json()["errors"][0]["code"], "infected");

    clamd.end();
    let late: Vec<Value> = [pdf("late"), pdf(&format!("late {}", eicar()))]
        .iter()
        .map(|bytes| {
            let stored = upload(&server, &officer, bytes);
            assert_eq!((stored.status, &stored.json()["waits"]), (201, &json!(true)), "{}", stored.text());
            let attached = attach(&server, &officer, &id, &stored.json());
            assert_eq!(attached.status, 200, "{}", attached.text());
            let read = page(&server, &cookie, &path(&stored.json()));
            assert_eq!(read.status, 409);
            assert!(read.text().contains("chờ quét"), "{}", read.text());
            stored.json()
        })
        .collect();
    let shown = page(&server, &cookie, &format!("/ho-so/{id}"));
    assert!(shown.text().contains("đang chờ quét mã độc"), "the dossier says so");
    assert!(server.get("/metrics").text().contains("motcua_files_waiting 2"));
    let told = fails(&["config", "check", "--data", &data, "--config", &config], 1);
    assert!(told.contains("files.clamd"), "{told}");
    assert!(ok(&["files", "scan", "--data", &data, "--config", &config]).contains("2 waiting"));

    let mut clamd = Clamd::start(&dir);
    assert!(ok(&["files", "scan", "--data", &data, "--config", &config]).contains("1 clean, 1 infected"));
    assert_eq!(page(&server, &cookie, &path(&late[0])).status, 200);
    let infected = page(&server, &cookie, &path(&late[1]));
    assert_eq!(infected.status, 409);
    assert!(infected.text().contains("cách ly"), "{}", infected.text());
    assert_eq!(server.end(), Some(0));
    let verified = ok(&["verify", "--data", &data, "--config", &config]);
    assert!(verified.contains("3 files"), "what was submitted is kept, also put aside: {verified}");
    clamd.end();
}

#[test]
fn only_what_nobody_names_is_swept_and_only_when_it_is_old() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let officer = server.token("tiepnhan");
    let id = dossier(&server, &officer);
    let stored: Vec<Value> =
        ["named", "old", "young"].iter().map(|words| upload(&server, &officer, &pdf(words)).json()).collect();
    assert_eq!(attach(&server, &officer, &id, &stored[0]).status, 200);
    let place = |stored: &Value| {
        let digest = stored["sha256"].as_str().unwrap();
        dir.path("data").join("files").join(&digest[..2]).join(&digest[2..])
    };
    let age = |path: &Path| {
        let file = File::options().append(true).open(path).unwrap();
        let then = file.metadata().unwrap().modified().unwrap() - Duration::from_secs(25 * 3600);
        file.set_modified(then).unwrap();
    };
    age(&place(&stored[0]));
    age(&place(&stored[1]));
    let half = dir.path("data").join("files/.incoming/broken");
    fs::write(&half, "half").unwrap();
    age(&half);
    let asked = ok(&["files", "sweep", "--dry-run", "--data", &data]);
    let sums = "1 named by a dossier, 1 younger than a day";
    assert!(asked.contains("1 file to remove, 1 upload that broke off") && asked.contains(sums), "{asked}");
    assert!(place(&stored[1]).exists() && half.exists());
    let swept = ok(&["files", "sweep", "--data", &data]);
    assert!(swept.contains(stored[1]["sha256"].as_str().unwrap()) && swept.contains("removed"), "{swept}");
    assert!(place(&stored[0]).exists() && !place(&stored[1]).exists() && place(&stored[2]).exists());
    assert!(!half.exists());
    // What was swept is not taken for there; what comes again is.
    assert_eq!(attach(&server, &officer, &id, &stored[1]).status, 422);
    let again = upload(&server, &officer, &pdf("old")).json();
    assert_eq!(attach(&server, &officer, &id, &again).status, 200);
    assert_eq!(server.end(), Some(0));
    assert!(ok(&["verify", "--data", &data]).contains("2 files"));
}

/// The settings of files in a bucket of the service on this port.
fn in_bucket(dir: &Dir, name: &str, port: u16) -> String {
    let secret = dir.file("secret", "geheim\n");
    fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let text = format!(
        "[files]\nstore = \"s3://{name}?endpoint=http://127.0.0.1:{port}\"\ns3_key_id = \"motcua\"\n\
         s3_secret_file = \"{secret}\"\n"
    );
    dir.file("motcua.toml", &text)
}

/// Removes a file from the bucket beside the program; the service of the tests checks no signature.
fn lose(port: u16, digest: &str) {
    let mut service = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let key = format!("/scans/{}/{}", &digest[..2], &digest[2..]);
    let by = "AWS4-HMAC-SHA256 Credential=motcua/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
    let head = format!("host: 127.0.0.1:{port}\r\nauthorization: {by}\r\nconnection: close");
    write!(service, "DELETE {key} HTTP/1.1\r\n{head}\r\n\r\n").unwrap();
    let mut answer = String::new();
    service.read_to_string(&mut answer).unwrap();
    assert!(answer.lines().next().unwrap().contains(" 204 "), "{answer}");
}

/// The last line of a command that must fail with `code`; the library of the bucket tells of its tries before it.
fn fails_at_last(args: &[&str], code: i32) -> String {
    let output = motcua(args);
    let said = err(&output);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {said}{}", out(&output));
    said.lines().last().unwrap_or_default().to_owned()
}

/// What the doctor says of files.
fn looked_at(data: &str, config: &str) -> String {
    let said = out(&motcua(&["doctor", "--data", data, "--config", config]));
    said.lines().find(|line| line.contains(" files: ")).unwrap_or_else(|| panic!("{said}")).to_owned()
}

#[test]
fn files_lie_in_a_bucket_and_its_loss_is_told() {
    let mut objects = Peer::start("objects.py", &["--bucket", "scans"]);
    let dir = Dir::new();
    let (data, config) = (dir.arg("data"), in_bucket(&dir, "scans", objects.port));
    let at = ["--data", data.as_str(), "--config", config.as_str()];
    let verify = [&["verify"], &at[..]].concat();
    let server = Server::start(&dir.path("data"), &["--empty", "--config", &config]);
    let (officer, cookie) = (server.token("tiepnhan"), sign_in(&server, "tiepnhan"));
    let id = dossier(&server, &officer);
    let stored = upload(&server, &officer, &pdf("kept"));
    assert_eq!(stored.status, 201, "{}", stored.text());
    let stored = stored.json();
    assert_eq!(attach(&server, &officer, &id, &stored).status, 200);
    let path = format!("/ho-so/{id}/tep/{}", stored["sha256"].as_str().unwrap());
    let read = page(&server, &cookie, &path);
    assert_eq!((read.status, read.body), (200, pdf("kept")));
    let beside = fs::read_dir(dir.path("data/files")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(
        beside.into_iter().all(|name| name.to_str().unwrap().starts_with('.')),
        "nothing lies beside the store"
    );
    assert!(ok(&verify).contains("1 files"));
    assert!(looked_at(&data, &config).starts_with("OK"));

    // It answers nothing but 503: whatever needs a file waits, everything else goes on.
    objects.tell(&json!({ "usual": { "status": 503 } }));
    let refused = upload(&server, &officer, &pdf("lost"));
    assert_eq!((refused.status, &refused.json()["code"]), (503, &json!("unavailable")));
    assert_eq!(attach(&server, &officer, &id, &stored).status, 503);
    assert_eq!(page(&server, &cookie, &path).status, 503);
    dossier(&server, &officer);
    assert_eq!(server.get("/readyz").status, 200);
    assert!(fails_at_last(&verify, 3).contains("check the storage of the files"));
    assert!(fails_at_last(&[&["config", "check"], &at[..]].concat(), 1).contains("files.store"));
    assert!(looked_at(&data, &config).starts_with("FAIL"));
    objects.tell(&json!({ "usual": { "status": 0 } }));
    assert_eq!(upload(&server, &officer, &pdf("lost")).status, 201);
    assert_eq!(page(&server, &cookie, &path).body, pdf("kept"));
    assert_eq!(server.end(), Some(0));

    // The bucket loses what a dossier names; then there is none of that name; then nobody answers.
    lose(objects.port, stored["sha256"].as_str().unwrap());
    assert!(fails_at_last(&verify, 1).contains("missing or changed"));
    let told = looked_at(&data, &config);
    assert!(told.starts_with("FAIL") && told.contains("1 of the newest 1 files"), "{told}");
    in_bucket(&dir, "others", objects.port);
    let told = looked_at(&data, &config);
    assert!(told.starts_with("FAIL") && told.contains("check the address, the bucket"), "{told}");
    in_bucket(&dir, "scans", objects.port);
    drop(objects);
    assert!(fails_at_last(&verify, 3).contains("check the storage of the files"));
    let told = looked_at(&data, &config);
    assert!(told.starts_with("FAIL") && told.contains("s3://scans") && !told.contains("geheim"), "{told}");
}
