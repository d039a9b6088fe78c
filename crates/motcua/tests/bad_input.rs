//! What the office throws at the program: files that are none, dates beyond the calendar, units that
//! are not theirs, floods, full disks. Each gets one clear answer, and nothing is half-written.
//!
//! Faults of single fields, unknown fields, missing papers, unpublished procedures and wrong encodings
//! in the API are in the tests of `api`; a store of a newer program opened by `serve` in `commands.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod common;
mod office;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use common::{Answer, Dir, Server, err, fails, motcua, ok, out};
use jiff::civil::date;
use office::{Office, SIMPLE, filing};
use serde_json::{Value, json};
use store::{Options, Store};

const DOSSIERS: &str = "/api/v1/dossiers";

fn procedure_text() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../province/lamdong/procedures/dau-thau");
    std::fs::read_to_string(Path::new(folder).join(format!("{SIMPLE}.yaml"))).unwrap()
}

/// The text with the first line that begins with `field` written anew.
fn with_line(field: &str, line: &str) -> Vec<u8> {
    let text = procedure_text();
    let old = text.lines().find(|known| known.starts_with(field)).unwrap();
    text.replacen(old, line, 1).into_bytes()
}

/// Name of the file, its bytes, and a word that the answer must have.
fn malformed() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = procedure_text();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("syntax.yaml", with_line("name:", "name: \"a\" b: \"c\""), "dòng 5"),
        ("cut.yaml", text.as_bytes()[..700].to_vec(), "dòng 16"),
        ("empty.yaml", Vec::new(), "empty.yaml"),
        ("unknown.yaml", format!("{text}colour: red\n").into_bytes(), "colour"),
        ("twice.yaml", format!("{text}name: \"Khác\"\n").into_bytes(), "name"),
        ("type.yaml", with_line("applicants:", "applicants: 3"), "dòng 11"),
        ("day.yaml", with_line("valid_from:", "valid_from: \"2019-02-30\""), "valid_from"),
        ("limit.yaml", with_line("limit:", "limit: \"15 fortnights\""), "limit"),
        ("negative.yaml", text.replacen("originals: 1", "originals: -1", 1).into_bytes(), "dòng 18"),
        ("latin1.yaml", b"code: \"1.1\"\nname: \"Ti\xe9p\"\n".to_vec(), "UTF-8"),
        ("utf16.yaml", utf16, "utf16.yaml"),
        ("zeros.yaml", vec![0; 64], "zeros.yaml"),
        ("cut.json", b"{\"code\": \"1.000003\", ".to_vec(), "dòng 1"),
        ("deep.json", "[".repeat(100_000).into_bytes(), "deep.json"),
        ("deep.yaml", format!("code: {}", "[".repeat(100_000)).into_bytes(), "deep.yaml"),
        ("not.xlsx", b"PK\x03\x04 no workbook".to_vec(), "not.xlsx"),
        ("letter.txt", text.into_bytes(), "letter.txt"),
    ]
}

#[test]
fn a_malformed_procedure_file_is_one_line_that_names_it_and_stores_nothing() {
    let dir = Dir::new();
    let data = dir.arg("data");
    for (name, bytes, word) in malformed() {
        let file = dir.path(name);
        std::fs::write(&file, bytes).unwrap();
        let file = file.to_str().unwrap();
        for command in [&["procedure", "check"][..], &["import", "procedures"]] {
            let line = fails(&[command, &[file, "--data", &data]].concat(), 1);
            assert!(line.contains(name) && line.contains(word), "{command:?} {name}: {line}");
            assert!(line.chars().count() < 1500, "{name}: a line, not a page: {}", line.len());
            assert!(!dir.path("data").exists(), "{command:?} {name}");
        }
    }
    // Among good ones it still spoils the whole delivery.
    let folder = dir.path("all");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("good.yaml"), procedure_text()).unwrap();
    std::fs::write(folder.join("unknown.yaml"), format!("{}colour: red\n", procedure_text())).unwrap();
    assert!(
        fails(&["import", "procedures", folder.to_str().unwrap(), "--data", &data], 1).contains("colour")
    );
    assert!(!dir.path("data").exists());
}

#[test]
fn a_file_of_another_unit_is_kept_as_a_draft_that_nobody_can_file() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let text = procedure_text().replacen("agency: so-khdt", "agency: so-tren-troi", 1);
    let file = dir.file("unit.yaml", &text.replacen(SIMPLE, "9.999001", 1));
    let output = motcua(&["procedure", "check", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).lines().all(|line| line.starts_with("9.999001 ")), "{}", err(&output));
    assert!(ok(&["import", "procedures", &file, "--data", &data]).contains("1 of them as drafts"));
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let token = server.token("tiepnhan");
    let refused = server.api(&token, "POST", DOSSIERS, &filing("9.999001"));
    assert_eq!((refused.status, &refused.json()["code"]), (422, &json!("procedure-not-in-force")));
    assert_eq!(metric(&server, "motcua_dossiers"), 0);
}

#[test]
fn a_date_beyond_the_calendar_is_never_silently_certain() {
    for received in ["1990-01-03T09:00", "2018-12-28T09:00", "2055-01-04T09:00", "9999-12-30T16:00"] {
        for limit in ["5wd", "400wd", "4wh", "30d", "2m"] {
            let told = ok(&["due", "--received", received, "--limit", limit, "--json"]);
            let told: Value = serde_json::from_str(&told).unwrap();
            assert_eq!(told["provisional"], true, "{received} {limit}: {told}");
            assert!(told["due"].as_str().unwrap() >= told["received"].as_str().unwrap(), "{told}");
            assert!(!told["derivation"].as_array().unwrap().is_empty());
        }
    }
    // Inside the calendar it is certain; across its end it is not.
    let certain = |received: &str, limit: &str| {
        let told = ok(&["due", "--received", received, "--limit", limit, "--json"]);
        serde_json::from_str::<Value>(&told).unwrap()["provisional"] == false
    };
    assert!(certain("2026-06-01T09:00", "10wd"));
    assert!(!certain("2027-12-20T09:00", "30wd"));
    for received in ["-0001-01-01T00:00", "10000-01-01T00:00", "2019-13-01T08:00", "2019-08-30T24:01"] {
        let line = fails(&["due", &format!("--received={received}"), "--limit", "5wd"], 2);
        assert!(line.contains("2019-08-30T14:20"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_are_none_or_out_of_order_change_nothing_and_are_named() {
    let office = Office::open().await;
    let desk = office.sign_in("tiepnhan").await;
    for at in
        ["2025-06-03T08:00:00+07:00", "2055-01-04T09:00:00+07:00", "hôm qua", "2025-06-31T09:00:00+07:00"]
    {
        let mut body = filing(SIMPLE);
        body["received_elsewhere"] = json!({ "place": "UBND xã", "at": at, "evidence": "BB 01" });
        let answer = office.post(&desk, DOSSIERS, &body).await;
        assert_eq!(answer.status, 422, "{at}: {}", answer.text());
    }
    assert_eq!(office.app.store.size().unwrap().1, 0);
    let director = office.sign_in("giamdoc").await;
    for query in ["from=2025-02-30", "from=x", "from=2025-06-02&to=2025-06-01", "to=99999-01-01"] {
        let path = format!("/api/v1/board?{query}");
        assert_eq!(office.get(&director, &path).await.status, 422, "{query}");
        let path = format!("/api/v1/statistics?{query}");
        assert_eq!(office.get(&director, &path).await.status, 422, "{query}");
        let days = query.replace("from", "tu").replace("to=", "den=");
        for page in [format!("/bang-dieu-hanh?{days}"), format!("/bao-cao/giai-quyet?ky=ngay&{days}")] {
            assert!(office.get(&director, &page).await.status < 500, "{page}");
        }
    }
    for year in ["-1", "0", "99999", "2025.5"] {
        let status = office.get(&director, &format!("/api/v1/register.xlsx?year={year}")).await.status;
        assert!([200, 422].contains(&status), "{year}: {status}");
        for page in ["/lich-lam-viec?nam=", "/bao-cao/giai-quyet?ky=nam&nam=", "/bao-cao/giai-quyet?so="] {
            let status = office.get(&director, &format!("{page}{year}")).await.status;
            assert!(status < 500, "{page}{year}: {status}");
        }
    }
}

/// A code, person, step or unit that belongs elsewhere is refused, and the dossier stays where it was.
#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_unit_is_not_taken() {
    let office = Office::open().await;
    let accepted = office.bring("accepted").await;
    let processing = office.bring("processing").await;
    let attempts = [
        ("tiepnhan", &accepted, "transfer", json!({ "to": "so-tc" })),
        ("tiepnhan", &accepted, "transfer", json!({ "to": "khong-co" })),
        ("tiepnhan", &accepted, "transfer", json!({ "to": "quay-04" })),
        ("lanhdao", &processing, "assign", json!({ "to": "kdung" })),
        ("lanhdao", &processing, "assign", json!({ "to": "congdan" })),
        ("xuly", &processing, "complete-step", json!({ "step": "b6" })),
        ("xuly", &processing, "complete-step", json!({ "step": "b99" })),
        ("xuly", &processing, "complete-step", json!({ "step": "b4", "next_person": "khongco" })),
        (
            "xuly",
            &processing,
            "ask-supplement",
            json!({ "items": [{ "paper": "p9", "what": "x" }], "reason": "x" }),
        ),
    ];
    for (user, dossier, action, mut body) in attempts {
        let who = office.quick(user).await;
        body["revision"] = json!(dossier.revision);
        let answer = office.post(&who, &format!("{DOSSIERS}/{}/actions/{action}", dossier.id), &body).await;
        assert!([403, 422].contains(&answer.status), "{action} {body}: {} {}", answer.status, answer.text());
        let now = office.get(&who, &format!("{DOSSIERS}/{}", dossier.id)).await.expect(200);
        assert_eq!(now["revision"], dossier.revision, "{action} {body}");
    }
    // The right number under another agency's code is nobody's dossier.
    let code = accepted.code.as_deref().unwrap();
    let desk = office.quick("tiepnhan").await;
    let foreign = code.replacen("000.00.00.H36", "000.00.03.H36", 1);
    assert_ne!(foreign, code);
    for path in [format!("{DOSSIERS}/{foreign}"), format!("/api/v1/track/{foreign}")] {
        assert_eq!(office.get(&desk, &path).await.status, 404, "{path}");
    }
}

/// A method that no page takes is answered by name, not by the kind of its body.
#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_no_page_takes_is_405() {
    let office = Office::open().await;
    let desk = office.sign_in("tiepnhan").await;
    for method in ["TRACE", "PUT", "DELETE", "PATCH"] {
        for path in ["/", "/tiep-nhan", "/lam-viec", "/thu-tuc"] {
            let request = axum::http::Request::builder()
                .method(method)
                .uri(path)
                .header("cookie", &desk.cookies)
                .header("sec-fetch-site", "same-origin")
                .body(axum::body::Body::from("x"))
                .unwrap();
            assert_eq!(office.send(request).await.status, 405, "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_no_text_is_refused_as_a_page() {
    let office = Office::open().await;
    let desk = office.sign_in("tiepnhan").await;
    let csrf = &desk.csrf;
    for body in [
        format!("csrf={csrf}&procedure=%ff%fe").into_bytes(),
        [format!("csrf={csrf}&procedure=").as_bytes(), b"\xff\xfe"].concat(),
        format!("csrf={csrf}&procedure={SIMPLE}&intent=accept&idempotency_key=k&applicant.name=%00")
            .into_bytes(),
        vec![b'&'; 100_000],
    ] {
        let request = axum::http::Request::post("/tiep-nhan")
            .header("cookie", &desk.cookies)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(body))
            .unwrap();
        let answer = office.send(request).await;
        assert!((400..500).contains(&answer.status), "{}: {}", answer.status, answer.text());
        assert!(answer.text().starts_with("<!DOCTYPE html>"), "{}", answer.text());
    }
    assert_eq!(office.app.store.size().unwrap().1, 0);
    for path in ["/thu-tuc?q=%ff", "/tra-cuu?ma=%ff%00", "/t/%ff", "/ho-so/%ff", "/thu-tuc/%00", "/?lang=%ff"]
    {
        let answer = office.get(&desk, path).await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
    }
}

fn metric(server: &Server, name: &str) -> u64 {
    let text = server.get("/metrics").text();
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    value.unwrap_or_else(|| panic!("{name} in {text}")).parse().unwrap()
}

#[test]
fn a_flood_is_turned_away_and_the_next_person_is_served() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let token = server.token("tiepnhan");
    let bearer = format!("Bearer {token}");
    let send = |kind: &str, path: &str, body: &[u8]| {
        server.request("POST", path, &[("authorization", &bearer), ("content-type", kind)], body).status
    };
    let mut body = filing(SIMPLE);
    body["applicant"]["address"] = json!("x".repeat(10 * 1024 * 1024));
    assert_eq!(send("application/json", DOSSIERS, body.to_string().as_bytes()), 413);
    let form = format!("username={}", "x".repeat(10 * 1024 * 1024));
    assert_eq!(send("application/x-www-form-urlencoded", "/dang-nhap", form.as_bytes()), 413);
    for open in ["[", "{\"a\":"] {
        let deep = open.repeat(1024 * 1000 / open.len());
        assert_eq!(send("application/json", DOSSIERS, deep.as_bytes()), 400, "{open}");
    }
    let many = json!({ "procedure": SIMPLE, "papers": vec![json!({ "code": "p1" }); 20_000] });
    assert_eq!(send("application/json", DOSSIERS, many.to_string().as_bytes()), 422);
    assert_eq!(metric(&server, "motcua_dossiers"), 0);
    assert_eq!(server.api(&token, "POST", DOSSIERS, &filing(SIMPLE)).status, 201);
}

/// All at once, each on a connection of its own.
fn together<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let gate = std::sync::Barrier::new(count);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|number| {
                let (gate, work) = (&gate, &work);
                scope.spawn(move || {
                    gate.wait();
                    work(number)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn sixty_four_at_once_are_one_dossier_with_one_key_and_sixty_four_without() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let token = server.token("tiepnhan");
    let bearer = format!("Bearer {token}");
    let body = filing(SIMPLE).to_string();
    let post = |key: &str| -> Answer {
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        server.request("POST", DOSSIERS, &headers, body.as_bytes())
    };
    let same = together(64, |_| post("mot-lan"));
    for answer in &same {
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(answer.body, same[0].body, "byte for byte the first answer");
    }
    assert_eq!(metric(&server, "motcua_dossiers"), 1);
    assert_eq!(post("mot-lan").body, same[0].body, "replayed later");

    let each = together(64, |number| post(&format!("khoa-{number}")));
    let mut numbers: Vec<u32> = each
        .iter()
        .map(|answer| {
            assert_eq!(answer.status, 201, "{}", answer.text());
            let code = answer.json()["code"].as_str().unwrap().to_owned();
            code.rsplit('-').next().unwrap().parse().unwrap()
        })
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=65).collect::<Vec<u32>>(), "unique and without a gap");
    assert_eq!(metric(&server, "motcua_dossiers"), 65);
    assert_eq!(server.end(), Some(0));
    assert!(ok(&["verify", "--data", &data]).contains("as recorded"));
}

#[test]
fn of_officers_with_one_revision_one_wins_and_the_others_are_told() {
    let dir = Dir::new();
    let server = Server::start(&dir.path("data"), &["--empty"]);
    let tokens = [server.token("tiepnhan"), server.token("duphong")];
    let filed = server.api(&tokens[0], "POST", DOSSIERS, &filing(SIMPLE)).json();
    let path = format!("{DOSSIERS}/{}", filed["id"].as_str().unwrap());
    let mut revision = filed["revision"].as_u64().unwrap();
    for count in [2, 2, 2, 16] {
        let act = |number: usize| {
            let body = json!({ "revision": revision, "text": format!("người thứ {number}") });
            server.api(&tokens[number % 2], "POST", &format!("{path}/actions/note"), &body)
        };
        let answers = together(count, act);
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            let told = lost.json();
            assert_eq!((lost.status, &told["code"]), (409, &json!("stale")));
            assert_eq!((&told["seen"], &told["now"]), (&json!(revision), &json!(revision + 1)));
        }
        revision += 1;
        assert_eq!(server.api(&tokens[0], "GET", &path, &json!(null)).json()["revision"], revision);
    }
}

#[test]
fn a_store_of_a_newer_program_is_written_by_no_command() {
    let dir = Dir::new();
    let data = dir.arg("data");
    let file = dir.file("new.yaml", &procedure_text());
    ok(&["import", "procedures", &file, "--data", &data]);
    let database = rusqlite::Connection::open(dir.path("data/store.sqlite")).unwrap();
    database
        .execute("UPDATE meta SET value = '99' WHERE name IN ('schema_version', 'least_program')", [])
        .unwrap();
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(database);
    let before = std::fs::read(dir.path("data/store.sqlite")).unwrap();
    for command in [
        &["import", "procedures", &file][..],
        &["simulate", "--dossiers", "3"],
        &["user", "list"],
        &["token", "grant", "tiepnhan"],
        &["export", "/dev/null"],
    ] {
        let line = fails(&[command, &["--data", &data, "--log-level", "off"]].concat(), 3);
        assert!(line.contains("99") && line.contains("newer program"), "{command:?}: {line}");
    }
    assert!(before == std::fs::read(dir.path("data/store.sqlite")).unwrap(), "the file was touched");
}

/// The engine's own limit stands for the disk: what an office sees when there is no room.
#[tokio::test(flavor = "multi_thread")]
async fn without_room_acts_are_refused_reading_goes_on_and_no_number_is_lost() {
    let dir = Dir::new();
    let options = Options::new(Arc::new(|| date(2025, 6, 2).at(9, 0, 0, 0)));
    let office = Office::over(Store::sqlite(&dir.path("store"), options).unwrap()).await;
    let desk = office.sign_in("tiepnhan").await;
    let first = office.post(&desk, DOSSIERS, &filing(SIMPLE)).await.expect(201);
    office.app.store.limit_size(Some(0)).unwrap();
    let mut kept = 1;
    let mut refused = 0;
    for _ in 0..200 {
        let answer = office.post(&desk, DOSSIERS, &filing(SIMPLE)).await;
        match answer.status {
            201 => kept += 1,
            _ => {
                refused += 1;
                let told = answer.expect(507);
                assert!(!told["detail"].as_str().unwrap().is_empty());
                assert!(!told.to_string().contains("sqlite"), "{told}");
            }
        }
    }
    assert!(refused > 100, "there was room: {refused}");
    assert_eq!(office.app.store.size().unwrap().1, kept);
    let track = format!("/api/v1/track/{}", first["code"].as_str().unwrap());
    assert_eq!(office.get(&desk, &track).await.status, 200, "reading goes on");
    let typed = [("idempotency_key", "k"), ("procedure", SIMPLE), ("intent", "accept"), ("paper.p1", "1")];
    let page = office
        .press(&desk, "/tiep-nhan", &[&typed[..], &[("applicant.name", "Nguyễn Thị Hồng Hạnh")]].concat())
        .await;
    assert!(page.status >= 500, "{}", page.status);
    assert!(page.text().contains("Nguyễn Thị Hồng Hạnh"), "what was typed comes back");

    office.app.store.limit_size(None).unwrap();
    let next = office.post(&desk, DOSSIERS, &filing(SIMPLE)).await.expect(201);
    let number = next["code"].as_str().unwrap().rsplit('-').next().unwrap().parse::<u64>().unwrap();
    assert_eq!(number, kept + 1, "the next number, as if nothing had been tried");
}

/// A small disk of memory where this machine lets us mount one, unmounted at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(place: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&place).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=5m", "tmpfs"]).arg(&place);
        let output = mount.output().ok()?;
        output.status.success().then_some(Self(place))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

/// A real full disk. Only root may mount one; elsewhere the limit on the size of files stands for it,
/// which the engine reports as a failed write instead.
#[test]
fn a_full_disk_ends_a_command_with_one_line_and_a_store_that_verifies() {
    let dir = Dir::new();
    let disk = SmallDisk::mount(dir.path("disk"));
    let data = dir.arg("disk/data");
    let limit = if disk.is_some() { "" } else { "trap '' XFSZ; ulimit -f 8192;" };
    let script = format!(
        "{limit} exec \"$0\" simulate --dossiers 1500 --from 2019-09-02 --to 2019-10-04 --data \"$1\""
    );
    let output =
        Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_motcua"), &data]).output().unwrap();
    let line = err(&output);
    assert_eq!(output.status.code(), Some(3), "{line}{}", out(&output));
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    let words = if disk.is_some() { "free space on the volume" } else { "the store is unavailable" };
    assert!(line.contains(words), "{line}");
    let told = ok(&["verify", "--data", &data]);
    assert!(told.contains("as recorded") && !told.contains(" 0 records in"), "{told}");
}

#[test]
fn a_question_makes_no_store_and_a_word_that_is_none_is_said() {
    let dir = Dir::new();
    let data = dir.arg("data");
    std::fs::create_dir_all(&data).unwrap();
    let file = dir.path("data").join("store.sqlite");
    std::fs::write(&file, "").unwrap();
    for question in [&["verify"][..], &["export", "x.ndjson"], &["figures"], &["rebuild"]] {
        assert!(fails(&[question, &["--data", &data]].concat(), 3).contains("there is no store"));
        assert_eq!(std::fs::metadata(&file).unwrap().len(), 0, "{question:?}");
    }
    std::fs::remove_file(&file).unwrap();
    ok(&["simulate", "--dossiers", "1", "--data", &data]);
    assert!(fails(&["verify", "--key", "zz", "--data", &data], 2).contains("64 hexadecimal digits"));
    assert!(fails(&["verify", "--seal", "3", "--data", &data], 2).contains("NUMBER:HEX"));
    assert!(fails(&["export", "-", "--data", &data], 2).contains("/dev/stdout"));
}
