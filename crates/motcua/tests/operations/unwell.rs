//! What `motcua doctor` says of a scanner and a storage that are gone, and of numbers that are missing.

use crate::common::{Dir, Server, motcua, ok, out};

/// The line of one check, and whether anything failed.
fn told(check: &str, args: &[&str]) -> (Option<i32>, String) {
    let output = motcua(&[&["doctor"], args].concat());
    let said = out(&output);
    let line = said.lines().find(|line| line.contains(&format!(" {check}: ")));
    (output.status.code(), line.unwrap_or_else(|| panic!("no {check}: {said}")).to_owned())
}

#[test]
fn a_scanner_that_does_not_answer_is_told_with_what_waits_for_it() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "2"]);
    let (code, line) = told("scanner", &["--data", &data]);
    assert!(code == Some(0) && line.starts_with("WARN") && line.contains("set files.clamd"), "{line}");
    for place in [format!("unix:{}", dir.arg("nobody.sock")), "tcp:127.0.0.1:1".to_owned()] {
        let config = dir.file("motcua.toml", &format!("[files]\nclamd = \"{place}\"\n"));
        let (code, line) = told("scanner", &["--data", &data, "--config", &config]);
        assert!(code == Some(1) && line.starts_with("FAIL"), "{line}");
        assert!(
            line.contains(&place) && line.contains("start clamd") && line.contains(", 0 do now"),
            "{line}"
        );
    }
    let config = dir.arg("motcua.toml");
    let server = Server::start(&dir.path("data"), &["--config", &config]);
    let bearer = format!("Bearer {}", server.token("tiepnhan"));
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/octet-stream")];
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n";
    let stored = server.request("POST", "/api/v1/files", &headers, pdf);
    assert_eq!((stored.status, &stored.json()["waits"]), (201, &serde_json::json!(true)));
    let (_, line) = told("scanner", &["--data", &data, "--config", &config]);
    assert!(line.contains(", 1 do now"), "{line}");
    // Whoever takes the scanner out of the settings leaves behind what waits.
    let (_, line) = told("scanner", &["--data", &data]);
    assert!(line.contains("set files.clamd") && line.contains("1 files wait in vain"), "{line}");
}

/// The folder of files was left behind when the store was moved.
#[test]
fn files_that_dossiers_name_and_that_are_gone_are_told() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "20"]);
    let (code, line) = told("files", &["--data", &data]);
    assert!(code == Some(0) && line.starts_with("OK") && !line.contains(" 0 files"), "{line}");
    std::fs::rename(dir.path("data/files"), dir.path("left-behind")).unwrap();
    let (code, line) = told("files", &["--data", &data]);
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("motcua verify"), "{line}");
}

/// Nobody answers at the address of the bucket; the folder beside the store is not what was asked for.
#[test]
fn a_bucket_that_does_not_answer_is_told() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "2"]);
    let secret = dir.file("secret", "geheim\n");
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let config = dir.file(
        "motcua.toml",
        &format!(
            "[files]\nstore = \"s3://scans?endpoint=http://127.0.0.1:1\"\ns3_key_id = \"motcua\"\n\
             s3_secret_file = \"{secret}\"\n"
        ),
    );
    let (code, line) = told("files", &["--data", &data, "--config", &config]);
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("s3://scans"), "{line}");
    assert!(!line.contains("geheim"), "{line}");
}

#[test]
fn codes_that_were_given_and_are_no_dossiers_are_told() {
    let dir = Dir::new();
    let data = dir.arg("data");
    ok(&["simulate", "--data", &data, "--dossiers", "5"]);
    let (code, line) = told("codes", &["--data", &data]);
    assert!(code == Some(0) && line.starts_with("OK"), "{line}");
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    let raised = database.execute(
        "UPDATE counter SET last = last + 2 WHERE name = (SELECT MAX(name) FROM counter WHERE name LIKE 'code/%')",
        [],
    );
    assert_eq!(raised.unwrap(), 1);
    let (code, line) = told("codes", &["--data", &data]);
    assert!(code == Some(1) && line.starts_with("FAIL") && line.contains("2 codes"), "{line}");
}

/// The address names several servers, and none waits for another: what is acknowledged is lost with the first.
#[test]
fn a_cluster_whose_server_waits_for_no_standby_is_told() {
    let dir = Dir::new();
    let place = crate::upgrade::on_server(&dir, "cluster");
    let (data, alone) = (dir.arg("data"), place.at[3].clone());
    let (before, socket) = alone.split_once("&host=").unwrap();
    let several = format!("{before}&host={socket}&host={socket}");
    ok(&["simulate", "--dossiers", "2", "--data", &data, "--database", &alone]);
    let said = |url: &str| out(&motcua(&["doctor", "--data", &data, "--database", url]));
    assert!(!said(&alone).contains("synchronous_standby_names"), "one that stands alone waits for nobody");
    let told = said(&several);
    let line = told.lines().find(|line| line.contains("synchronous_standby_names"));
    let line = line.unwrap_or_else(|| panic!("{told}"));
    assert!(line.starts_with("WARN server: ") && line.contains("name the standby"), "{line}");
}
