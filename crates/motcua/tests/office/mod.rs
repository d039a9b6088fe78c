//! Pages and API in process over the demonstration province: people who signed in through the form,
//! and one dossier at every stage that matters.

#![allow(dead_code, reason = "each test binary uses its own part")]

#[path = "../../../../tests/stores/mod.rs"]
mod stores;

use std::sync::{Arc, OnceLock};

use app::{App, Reference};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use domain::ids::{PersonId, UnitId};
use domain::organisation::{Person, Posting, Role, Validity};
use jiff::civil::date;
use serde_json::{Value, json};
use store::{Options, Store};
use tower::ServiceExt as _;

/// A procedure of the first agency: 15 working days, one paper, nothing to pay.
pub const SIMPLE: &str = "1.012507";
/// A citizen who has nothing to do with any dossier.
pub const STRANGER: &str = "congdankhac";
/// The applicant of every prepared dossier; written nowhere but in its personal rows.
pub const APPLICANT: &str = "Rơ Ông Hà Thiên";

/// The site without the limits of serving.
pub struct Office {
    router: Router,
    pub app: App,
    _files: Folder,
    _place: Option<stores::Place>,
}

/// The folder of the files, gone with the office.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A file that every office has, and its digest.
const SCAN: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n";
pub const SCAN_DIGEST: &str = "4b482dd24f962d3457b66b5963143da6c8160551d18cc5db789a9a1ba054e4c5";

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// The value of a cookie that this answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let sent = self.headers.get_all("set-cookie").iter();
        sent.filter_map(|value| value.to_str().ok()?.split(';').next()?.split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// The value of the first input of this name.
    pub fn input(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next().map(str::to_owned)
    }
}

/// Somebody with a browser and a client of the API; a guest has neither session nor token.
#[derive(Clone)]
pub struct Who {
    pub name: String,
    pub cookies: String,
    pub csrf: String,
    pub token: String,
}

/// A prepared dossier.
pub struct Prepared {
    pub stage: &'static str,
    pub id: String,
    pub code: Option<String>,
    pub token: String,
    pub revision: u64,
    /// Somebody of the unit that has it.
    pub holder: &'static str,
}

/// The demonstration province with one citizen more.
fn reference() -> Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE
        .get_or_init(|| {
            let mut province = province::Province::demo().unwrap();
            let validity = Validity { from: date(2019, 1, 1), to: None };
            let posting = Posting {
                unit: UnitId::new("ubnd-tinh").unwrap(),
                role: Role::Citizen,
                validity,
                fields: Vec::new(),
                home: None,
            };
            let id = PersonId::new(STRANGER).unwrap();
            province.people.push(Person { id, name: "Kră Jăn Ha Lim".to_owned(), postings: vec![posting] });
            Reference::new(province)
        })
        .clone()
}

impl Office {
    /// An office on Monday 2 June 2025, 9:00.
    pub async fn open() -> Self {
        let (store, place) = stores::open(Options::new(Arc::new(|| date(2025, 6, 2).at(9, 0, 0, 0))));
        Self { _place: Some(place), ..Self::over(store).await }
    }

    /// An office over this store.
    pub async fn over(store: Store) -> Self {
        let random = app::dossier::shell::random_hex().unwrap();
        let folder = std::env::temp_dir().join(format!("motcua-office-{random}"));
        let app = App::new(store, reference()).with_files(&folder);
        assert_eq!(app::files::keep_bytes(&app, SCAN).unwrap().scan.file, SCAN_DIGEST);
        let shared = app.clone();
        tokio::task::spawn_blocking(move || app::accounts::make_demo_accounts(&shared))
            .await
            .unwrap()
            .unwrap();
        let options = web::Options { secure_cookies: false, demo: true };
        let router = api::router(app.clone()).merge(web::router(app.clone(), options));
        Self { router, app, _files: Folder(folder), _place: None }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    /// A page or an answer of the API, as the path says.
    pub async fn get(&self, who: &Who, path: &str) -> Answer {
        self.send(head(Request::get(path), who, path).body(Body::empty()).unwrap()).await
    }

    /// A request of another method, without a body.
    pub async fn ask_with(&self, who: &Who, method: Method, path: &str) -> Answer {
        let request = head(Request::builder().method(method).uri(path), who, path);
        self.send(request.header("upload-offset", "0").body(Body::empty()).unwrap()).await
    }

    /// JSON for the API.
    pub async fn post(&self, who: &Who, path: &str, body: &Value) -> Answer {
        self.post_with(who, path, body.to_string().into_bytes(), "").await
    }

    /// Bytes for the API, with an idempotency key unless it is empty.
    pub async fn post_with(&self, who: &Who, path: &str, body: Vec<u8>, key: &str) -> Answer {
        let mut request = head(Request::post(path), who, path).header("content-type", "application/json");
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A form of a page, with the token of its browser.
    pub async fn press(&self, who: &Who, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let all = std::iter::once(("csrf", who.csrf.as_str())).chain(pairs.iter().copied());
        let body: Vec<String> = all
            .map(|(name, value)| format!("{}={}", web::url::encode(name), web::url::encode(value)))
            .collect();
        let request = head(Request::post(path), who, path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// A browser that has looked at the sign-in page.
    pub async fn guest(&self) -> Who {
        let nobody =
            Who { name: String::new(), cookies: String::new(), csrf: String::new(), token: String::new() };
        let form = self.get(&nobody, "/dang-nhap").await;
        let cookies = format!("motcua-khach={}", form.cookie("motcua-khach").unwrap());
        Who { cookies, csrf: form.input("csrf").unwrap(), ..nobody }
    }

    /// Signs in through the form and takes a token of the API; no name is a guest.
    pub async fn sign_in(&self, name: &str) -> Who {
        let guest = self.guest().await;
        if name.is_empty() {
            return guest;
        }
        let pairs = [("username", name), ("password", app::accounts::DEMO_PASSWORD), ("ve", "/")];
        let signed = self.press(&guest, "/dang-nhap", &pairs).await;
        assert_eq!(signed.status, 303, "{name}: {}", signed.text());
        let cookies = format!("motcua={}", signed.cookie("motcua").unwrap());
        let body = json!({ "username": name, "password": app::accounts::DEMO_PASSWORD });
        let granted = self.post(&guest, "/api/v1/tokens", &body).await.expect(201);
        let token = granted["token"].as_str().unwrap().to_owned();
        let mut who = Who { name: name.to_owned(), cookies, csrf: String::new(), token };
        who.csrf = self.get(&who, "/").await.input("csrf").unwrap();
        who
    }

    async fn act(&self, user: &str, dossier: &Value, action: &str, fields: Value) -> Value {
        let caller = self.quick(user).await;
        let mut body = fields;
        body["revision"] = dossier["revision"].clone();
        let path = format!("/api/v1/dossiers/{}/actions/{action}", dossier["id"].as_str().unwrap());
        self.post(&caller, &path, &body).await.expect(200)
    }

    /// Only a token, without the cost of a password.
    pub async fn quick(&self, name: &str) -> Who {
        let (app, person) = (self.app.clone(), PersonId::new(name).unwrap());
        let granted = tokio::task::spawn_blocking(move || {
            let caller = app::accounts::caller(&app, &person).expect("a demonstration account");
            app::accounts::grant_token(&app, &caller, "test").unwrap()
        });
        let token = granted.await.unwrap().secret;
        Who { name: name.to_owned(), cookies: String::new(), csrf: String::new(), token }
    }

    /// One dossier of the citizen `congdan` at every stage that matters.
    pub async fn prepared(&self) -> Vec<Prepared> {
        let mut all = Vec::new();
        for stage in STAGES {
            all.push(self.bring(stage).await);
        }
        all
    }

    /// Files online and brings the dossier to `stage`.
    pub async fn bring(&self, stage: &'static str) -> Prepared {
        let citizen = self.quick("congdan").await;
        let mut body = filing(SIMPLE);
        body["channel"] = json!("online");
        let filed = self.post(&citizen, "/api/v1/dossiers", &body).await.expect(201);
        let token = filed["token"].as_str().unwrap().to_owned();
        let now = self.on_the_way(stage, filed).await;
        assert_eq!(now["stage"], stage);
        let holder = match stage {
            "escalated" => "giamdoc",
            "processing" | "supplement-asked" => "xuly",
            _ => "tiepnhan",
        };
        Prepared {
            stage,
            id: now["id"].as_str().unwrap().to_owned(),
            code: now["code"].as_str().map(str::to_owned),
            token,
            revision: now["revision"].as_u64().unwrap(),
            holder,
        }
    }

    async fn on_the_way(&self, stage: &str, filed: Value) -> Value {
        if stage == "submitted" {
            return filed;
        }
        if stage == "escalated" {
            let why = json!({ "reason": "Chưa rõ thẩm quyền." });
            return self.act("tiepnhan", &filed, "escalate", why).await;
        }
        let accepted = self.act("tiepnhan", &filed, "accept", json!({})).await;
        if stage == "accepted" {
            return accepted;
        }
        let sent = self.act("tiepnhan", &accepted, "transfer", json!({})).await;
        if stage == "in-transit" {
            return sent;
        }
        let processing = self.steps(sent, &STEPS[..1]).await;
        let processing = self.held(processing, "xuly").await;
        if stage == "processing" {
            return processing;
        }
        if stage == "supplement-asked" {
            let ask = json!({ "items": [{ "paper": "p1", "what": "Đơn chưa ký." }], "reason": "Chưa ký." });
            return self.act("xuly", &processing, "ask-supplement", ask).await;
        }
        let done = self.steps(processing, &STEPS[1..]).await;
        let sent = self.act("vanthu", &done, "send-result", json!({ "result": { "number": "12/CC" } })).await;
        let ready = self.act("tiepnhan", &sent, "confirm-result", json!({})).await;
        if stage == "result-ready" {
            return ready;
        }
        let proof = json!({ "proof": "receipt-and-identity" });
        self.act("tiepnhan", &ready, "hand-over", proof).await
    }

    async fn held(&self, dossier: Value, user: &str) -> Value {
        if dossier["stage"] == "in-transit" || dossier["holder"]["person"].is_null() {
            return self.act(user, &dossier, "take", json!({})).await;
        }
        dossier
    }

    async fn steps(&self, mut dossier: Value, steps: &[(&str, &str)]) -> Value {
        for (user, step) in steps {
            dossier = self.held(dossier, user).await;
            let done = json!({ "step": step, "note": "Đã làm." });
            dossier = self.act(user, &dossier, "complete-step", done).await;
        }
        dossier
    }
}

/// The stages of the prepared dossiers.
pub const STAGES: [&str; 8] = [
    "submitted",
    "escalated",
    "accepted",
    "in-transit",
    "processing",
    "supplement-asked",
    "result-ready",
    "returned",
];
/// The steps of the agency and who does them.
const STEPS: [(&str, &str); 5] =
    [("truongphong", "b3"), ("xuly", "b4"), ("truongphong", "b5"), ("lanhdao", "b6"), ("vanthu", "b7")];

fn head(request: axum::http::request::Builder, who: &Who, path: &str) -> axum::http::request::Builder {
    if !path.starts_with("/api") {
        return request.header("cookie", &who.cookies);
    }
    if who.token.is_empty() {
        request
    } else {
        request.header("authorization", format!("Bearer {}", who.token))
    }
}

/// A complete filing at the counter.
pub fn filing(procedure: &str) -> Value {
    json!({
        "procedure": procedure,
        "channel": "counter",
        "applicant": {
            "kind": "person", "name": APPLICANT, "id_number": "068190000123",
            "phone": "0912 345 678", "email": "thien@example.vn", "address": "12 Trần Phú, Đà Lạt",
        },
        "papers": [{ "code": "p1", "originals": 1, "copies": 0 }],
        "return_by": "counter",
    })
}
