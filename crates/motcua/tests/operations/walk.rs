//! Data of a person taken through everything that may log: each step really happens, and ends as it must.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::common::{Answer, Server};
use crate::peers::Peer;

const DOSSIERS: &str = "/api/v1/dossiers";
/// A procedure with one paper and nothing to pay.
const PROCEDURE: &str = "1.012507";

/// Data of a person, each marked so that it is found wherever it turns up; numbers by themselves.
pub const NAME: &str = "ZZPII Hoàng Thị Dấu";
pub const PHONE: &str = "0987001234";
pub const CCCD: &str = "068199004321";
pub const EMAIL: &str = "zzpii.dau@example.vn";
pub const ADDRESS: &str = "Số 7 ngõ ZZPIINGO Đà Lạt";
pub const FILE: &str = "ZZPIITEP-so-do-dat.pdf";
pub const WORDS: &str = "ZZPIILYDO bệnh nan y";
pub const PASSWORD: &str = "ZZPIIMATKHAU";
/// What the carriers of messages are told by, and a key of whoever asks again.
pub const SECRET: &str = "ZZPIIBIMAT";
const KEY: &str = "ZZPIIKHOA";

/// Carriers that are asked and take nothing, each repeating whom it was asked to reach.
pub struct Carriers {
    mail: Peer,
    gateway: Peer,
}

impl Carriers {
    pub fn start() -> Self {
        let (mut mail, mut gateway) = (Peer::start("smtpd.py", &[]), Peer::start("gateway.py", &[]));
        let full = "450 4.2.1 <Zzpii.Dau@Example.VN> is over quota";
        mail.tell(&json!({"usual": {"do": "refuse", "at": "rcpt", "say": full}}));
        let busy = format!("no route to +84 987 001 234 (0{})", &PHONE[1..]);
        gateway.tell(&json!({"usual": {"status": 503, "body": busy}}));
        Self { mail, gateway }
    }

    /// The settings that name them; the secret lies in a file.
    pub fn settings(&self, secret_file: &str) -> String {
        format!(
            "[outbox]\nfirst_wait_seconds = 1\n[sms]\nplain_hosts = [\"127.0.0.1\"]\n[[sms.provider]]\n\
             name = \"chinh\"\nkind = \"http\"\nurl = \"http://127.0.0.1:{}/\"\nallow_private = true\n\
             secret_file = \"{secret_file}\"\nbody = '{{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}}'\n\
             [email]\nfrom = \"motcua@example.vn\"\nplain_hosts = [\"127.0.0.1\"]\n[[email.provider]]\n\
             name = \"thu\"\nhost = \"127.0.0.1\"\nport = {}\nprotection = \"none\"\n",
            self.gateway.port, self.mail.port
        )
    }
}

/// One dossier on its way, and who has it in hand.
pub struct Walk<'s> {
    server: &'s Server,
    citizen: String,
    officer: String,
    desk: Browser<'s>,
    id: String,
    code: String,
    /// The secret of the applicant's page.
    follow: String,
}

/// A complete filing by the applicant, of whom everything is marked.
fn marked() -> Value {
    json!({
        "procedure": PROCEDURE,
        "channel": "online",
        "applicant": {
            "kind": "person", "name": NAME, "phone": PHONE, "id_number": CCCD, "email": EMAIL, "address": ADDRESS,
        },
        "papers": [{"code": "p1", "originals": 1, "copies": 0}],
        "return_by": "counter",
    })
}

#[track_caller]
fn is(answer: Answer, status: u16) -> Answer {
    assert_eq!(answer.status, status, "{}", answer.text());
    answer
}

fn pdf(words: &str) -> String {
    format!("%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n% {NAME} {words}\n%%EOF\n")
}

impl<'s> Walk<'s> {
    /// Files and accepts a dossier, with everything else that a filing may come to.
    pub fn begin(server: &'s Server) -> Self {
        let (citizen, officer) = (server.token("congdan"), server.token("tiepnhan"));
        let filed = is(server.api(&citizen, "POST", DOSSIERS, &marked()), 201).json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let desk = Browser::signed_in(server, "tiepnhan");
        let (id, follow) = (text(&filed["id"]), text(&filed["token"]));
        let mut own = Self { server, citizen, officer, desk, id, code: String::new(), follow };
        own.code = text(&own.act("accept", &json!({}), 200)["code"]);
        own.faulty_filings();
        own
    }

    /// What must be nowhere besides the marks: whoever has one of these is taken for somebody.
    pub fn secrets(&self) -> Vec<String> {
        let session = self.desk.cookie.split_once('=').unwrap().1;
        [&self.citizen, &self.officer, session, &self.follow].map(str::to_owned).to_vec()
    }

    /// The dossier as the log may name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn revision(&self) -> Value {
        let shown = self.server.api(&self.officer, "GET", &format!("{DOSSIERS}/{}", self.id), &Value::Null);
        is(shown, 200).json()["revision"].clone()
    }

    /// An act of the officer on the present revision.
    #[track_caller]
    fn act(&self, action: &str, fields: &Value, status: u16) -> Value {
        let mut body = fields.clone();
        body["revision"] = self.revision();
        self.act_on(&self.officer, action, &body, status)
    }

    #[track_caller]
    fn act_on(&self, token: &str, action: &str, body: &Value, status: u16) -> Value {
        let path = format!("{DOSSIERS}/{}/actions/{action}", self.id);
        is(self.server.api(token, "POST", &path, body), status).json()
    }

    /// Bytes for the API, by the officer.
    fn send(&self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.officer);
        let headers = [&[("authorization", bearer.as_str())], more].concat();
        self.server.request(method, path, &headers, body)
    }

    fn faulty_filings(&self) {
        let file = |body: &Value| self.server.api(&self.officer, "POST", DOSSIERS, body);
        let mut faulty = marked();
        faulty["channel"] = json!("counter");
        faulty["applicant"]["phone"] = json!("ZZPII-khong-phai-so");
        assert_eq!(is(file(&faulty), 422).json()["errors"][0]["code"], "not-a-phone");
        faulty["zzpii"] = json!(WORDS);
        assert_eq!(is(file(&faulty), 422).json()["errors"][0]["code"], "unknown-field");
        let json = [("content-type", "application/json")];
        let broken = format!("{{\"applicant\": \"{NAME}\"");
        is(self.send("POST", DOSSIERS, &json, broken.as_bytes()), 400);
        let twice = format!("{{\"applicant\": \"{NAME}\", \"applicant\": \"{NAME}\"}}");
        is(self.send("POST", DOSSIERS, &json, twice.as_bytes()), 400);
        is(self.send("POST", DOSSIERS, &[("content-type", "text/plain")], NAME.as_bytes()), 415);
        is(self.send("POST", DOSSIERS, &json, NAME.repeat(60_000).as_bytes()), 413);
    }

    /// Acts on API and pages: done, done again, refused by a rule, too late, faulty, unknown.
    pub fn acts(&self) {
        self.act("note", &json!({"text": WORDS}), 200);
        self.act("notify", &json!({"kind": "other", "channel": "phone", "proof": WORDS}), 200);
        let refused = self.act("escalate", &json!({"reason": WORDS}), 422);
        assert_eq!(refused["code"], "wrong-stage");
        let refused = self.act("void-fee", &json!({"receipt": WORDS, "reason": WORDS}), 422);
        assert_eq!(refused["code"], "no-such-receipt");
        let stale = json!({"revision": 1, "text": WORDS});
        assert_eq!(self.act_on(&self.officer, "note", &stale, 409)["code"], "stale");
        self.act("note", &json!({"text": format!("{WORDS}\u{200b}")}), 422);
        self.act("note", &json!({"text": WORDS, "zzpii": WORDS}), 422);
        self.act("assign", &json!({"to": "zzpii-khong-co", "reason": WORDS}), 422);
        self.act("ZZPII", &json!({"text": WORDS}), 404);
        let path = format!("{DOSSIERS}/{}/actions/note", self.id);
        let keyed = [("content-type", "application/json"), ("idempotency-key", KEY)];
        let again = json!({"revision": self.revision(), "text": WORDS}).to_string();
        for _ in 0..2 {
            is(self.send("POST", &path, &keyed, again.as_bytes()), 200);
        }
        let other = json!({"revision": self.revision(), "text": NAME}).to_string();
        is(self.send("POST", &path, &keyed, other.as_bytes()), 422);
        // The same through the forms of the page.
        let form = |action: &str| format!("/ho-so/{}/viec/{action}", self.code);
        let revision = self.revision().to_string();
        let press = |action: &str, revision: &str, fields: &[(&str, &str)], status| {
            let pairs = [&[("revision", revision)], fields].concat();
            is(self.desk.press(&form(action), &pairs), status);
        };
        press("note", "1", &[("text", WORDS)], 409);
        press("escalate", &revision, &[("reason", WORDS)], 422);
        press("note", &revision, &[("text", &format!("{WORDS}\u{200b}"))], 422);
        press("note", &revision, &[("text", WORDS)], 303);
    }

    /// Looks for the person by what the desk knows of them, and opens what is found.
    pub fn searches(&self) {
        let found = |words: &str| {
            let path = format!("/lam-viec?q={}", web::url::encode(words));
            is(self.desk.get(&path), 200).text().contains(&self.code)
        };
        for words in [NAME, "zzpii hoang thi", PHONE] {
            assert!(found(words), "{words}");
        }
        for words in [CCCD, EMAIL, ADDRESS] {
            assert!(!found(words), "{words} is no key of the search");
        }
        let opened = is(self.desk.get(&format!("/ho-so/{}", self.code)), 200).text();
        assert!(opened.contains(NAME) && opened.contains(WORDS), "{opened}");
        let list = is(self.server.api(&self.officer, "GET", "/api/v1/worklist?view=all", &Value::Null), 200);
        assert!(list.text().contains(NAME), "{}", list.text());
        let asked = format!("/api/v1/worklist?view=all&q={}", web::url::encode(NAME));
        is(self.server.api(&self.officer, "GET", &asked, &Value::Null), 422);
        is(self.desk.get(&format!("/ho-so/{}", web::url::encode(NAME))), 404);
        let asked = json!({"procedure": PROCEDURE, "way": "phone", "asker": NAME, "contact": PHONE,
            "question": WORDS, "answer": WORDS});
        is(self.server.api(&self.officer, "POST", "/api/v1/guidances", &asked), 201);
        let book = is(self.server.api(&self.officer, "GET", "/api/v1/guidances", &Value::Null), 200);
        assert!(book.text().contains(NAME), "{}", book.text());
    }

    /// Follows the dossier as its applicant does, by its secret and by its code, and by what is neither.
    pub fn following(&self) {
        let (code, follow, name) = (&self.code, &self.follow, web::url::encode(NAME));
        for (path, status) in [
            (format!("/t/{follow}"), 200),
            (format!("/t/{follow}/giay-to/receipt.pdf"), 200),
            (format!("/tra-cuu?ma={code}"), 200),
            (format!("/api/v1/track/{code}"), 200),
            (format!("/t/{name}"), 404),
            (format!("/tra-cuu?ma={name}"), 404),
            (format!("/api/v1/track/{name}"), 404),
            (format!("/khong-co/{name}"), 404),
        ] {
            assert_eq!(self.server.get(&path).status, status, "{path}");
        }
        let applicant = Browser::signed_in(self.server, "congdan");
        assert!(is(applicant.get("/ho-so-cua-toi"), 200).text().contains(code.as_str()));
    }

    /// Files by the API, in pieces, and by the page: kept, and refused for what they are.
    pub fn uploads(&self) {
        let kind = [("content-type", "application/octet-stream")];
        let store = |content: &str| self.send("POST", "/api/v1/files", &kind, content.as_bytes());
        let kept = is(store(&pdf("api")), 201).json();
        let scan = json!({"file": kept["sha256"], "bytes": kept["bytes"], "media": kept["media"]});
        self.act("attach", &json!({"scans": [scan]}), 200);
        let read = format!("/ho-so/{}/tep/{}", self.code, kept["sha256"].as_str().unwrap());
        assert_eq!(is(self.desk.get(&read), 200).text(), pdf("api"));
        let unknown = json!({"file": "0".repeat(64), "bytes": 9, "media": "application/pdf"});
        self.act("attach", &json!({"scans": [unknown]}), 422);
        is(store(NAME), 422);

        self.in_pieces(&pdf("pieces"), 200);
        self.in_pieces(&format!("{NAME} {WORDS}"), 422);

        let form = format!("/ho-so/{}/tep", self.code);
        is(self.desk.upload(&form, FILE, &pdf("page")), 303);
        is(self.desk.upload(&form, FILE, NAME), 422);
        let shown = is(self.desk.get(&format!("/ho-so/{}", self.code)), 200).text();
        assert_eq!(shown.matches("/tep/").count(), 2, "{shown}");
    }

    /// An upload in two pieces with one that begins elsewhere between them; `status` is that of the last.
    fn in_pieces(&self, content: &str, status: u16) {
        let new = json!({"bytes": content.len(), "sha256": store::sha256_hex(content)});
        let begun = is(self.server.api(&self.officer, "POST", "/api/v1/uploads", &new), 201);
        let place = begun.header("location").unwrap();
        let (first, last) = content.as_bytes().split_at(10);
        for (offset, piece, status) in [("0", first, 200), ("3", last, 409), ("10", last, status)] {
            is(self.send("PATCH", place, &[("upload-offset", offset)], piece), status);
        }
    }

    /// Wrong passwords, on the API and on the page, for a name that is one and for one that is none.
    pub fn wrong_passwords(&self) {
        for user in ["tiepnhan", EMAIL] {
            let body = json!({"username": user, "password": PASSWORD}).to_string();
            let json = [("content-type", "application/json")];
            is(self.server.request("POST", "/api/v1/tokens", &json, body.as_bytes()), 401);
            let typed = [("username", user), ("password", PASSWORD), ("ve", "/")];
            is(Browser::guest(self.server).press("/dang-nhap", &typed), 422);
        }
        is(
            self.server.request("GET", &format!("{DOSSIERS}/x"), &[("authorization", "Bearer ZZPII")], b""),
            401,
        );
    }

    /// The applicant takes it back, which is told by messages too; waits until both carriers have refused some.
    pub fn messages(&self, carriers: &Carriers) {
        let why = json!({"revision": self.revision(), "reason": WORDS, "proof": WORDS});
        self.act_on(&self.citizen, "withdraw", &why, 200);
        assert_eq!(self.act("confirm-withdrawal", &json!({}), 200)["stage"], "withdrawn");
        let asked = carriers.gateway.expect("request");
        assert!(asked["body"].as_str().unwrap().contains(&PHONE[1..]), "the number went out: {asked}");
        carriers.mail.expect("refused");
        let began = Instant::now();
        for channel in ["sms", "email"] {
            while self.metric(&format!("motcua_outbox_failed_total{{channel=\"{channel}\"}} ")) == 0 {
                assert!(began.elapsed() < Duration::from_secs(20), "{channel}: no try has failed");
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        for name in
            ["motcua_acts_repeated_total ", "motcua_acts_stale_total ", "motcua_acts_ruled_out_total "]
        {
            assert!(self.metric(name) > 0, "{name}");
        }
    }

    fn metric(&self, name: &str) -> u64 {
        let page = self.server.get("/metrics").text();
        let value = page.lines().find_map(|line| line.strip_prefix(name));
        value.unwrap_or_else(|| panic!("{name}")).parse().unwrap()
    }
}
