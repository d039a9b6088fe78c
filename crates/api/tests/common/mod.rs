//! An office with the demonstration province, a store in memory (or on the engine that is asked for) and a clock that the test sets.

#![allow(dead_code, reason = "each test file uses its own part")]

#[path = "../../../../tests/stores/mod.rs"]
mod stores;

use std::sync::{Arc, Mutex, OnceLock};

use app::{App, Reference};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use jiff::civil::{DateTime, date};
use serde_json::{Value, json};
use store::Options;
use tower::ServiceExt as _;

/// A procedure of the demonstration agency: 15 working days, one paper, nothing to pay.
pub const SIMPLE: &str = "1.012507";
/// A procedure with two cases and several papers in each.
pub const WITH_CASES: &str = "1.009646";
/// A procedure with papers, none of them with a condition.
pub const FIVE_PAPERS: &str = "2.002058";
/// A procedure whose result is owed at once.
pub const AT_ONCE: &str = "2.000815";

/// An office.
pub struct Office {
    /// Its routes.
    pub router: Router,
    /// The application below the router.
    pub app: App,
    clock: Arc<Mutex<DateTime>>,
    _place: stores::Place,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as sent.
    pub bytes: Vec<u8>,
    /// Body as JSON; null when it is none.
    pub json: Value,
}

impl Answer {
    /// The JSON body, once the status is as expected.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self.json
    }

    /// The code of a failure with this status and media type.
    #[track_caller]
    pub fn code(&self, status: u16) -> &str {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.json["status"], status);
        assert_eq!(self.json["type"], format!("urn:motcua:problem:{}", self.json["code"].as_str().unwrap()));
        assert!(!self.json["title"].as_str().unwrap().is_empty());
        assert!(!self.json["detail"].as_str().unwrap().is_empty());
        self.json["code"].as_str().unwrap()
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

fn reference() -> Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE
        .get_or_init(|| Reference::new(province::Province::demo().expect("the demonstration province")))
        .clone()
}

impl Office {
    /// An office on Monday 2 June 2025, 9:00.
    pub async fn open() -> Self {
        let clock = Arc::new(Mutex::new(date(2025, 6, 2).at(9, 0, 0, 0)));
        let shown = Arc::clone(&clock);
        let (store, place) = stores::open(Options::new(Arc::new(move || *shown.lock().unwrap())));
        let app = App::new(store, reference());
        let accounts = app.clone();
        tokio::task::spawn_blocking(move || app::accounts::make_demo_accounts(&accounts))
            .await
            .unwrap()
            .unwrap();
        Self { router: api::router(app.clone()), app, clock, _place: place }
    }

    /// Sets the clock.
    pub fn at(&self, at: DateTime) {
        *self.clock.lock().unwrap() = at;
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, bytes, json }
    }

    /// A token of a demonstration account, without the sign-in of a real client.
    pub async fn token(&self, user: &str) -> String {
        let (app, user) = (self.app.clone(), user.to_owned());
        let granted = tokio::task::spawn_blocking(move || {
            let person = domain::ids::PersonId::new(&user).unwrap();
            let caller = app::accounts::caller(&app, &person).expect("a demonstration account");
            app::accounts::grant_token(&app, &caller, "test").unwrap()
        });
        granted.await.unwrap().secret
    }

    /// `GET` as `user`; without sign-in when it is empty.
    pub async fn get(&self, user: &str, path: &str) -> Answer {
        self.get_with(user, path, &[]).await
    }

    /// `GET` with headers.
    pub async fn get_with(&self, user: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::GET, user, path, headers).await;
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// `POST` of JSON as `user`.
    pub async fn post(&self, user: &str, path: &str, body: Value) -> Answer {
        self.post_with(user, path, body.to_string().into_bytes(), &[]).await
    }

    /// `POST` of bytes with headers; JSON is announced unless they say otherwise.
    pub async fn post_with(&self, user: &str, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.request(Method::POST, user, path, headers).await;
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn request(
        &self,
        method: Method,
        user: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path);
        if !user.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token(user).await));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
    }

    /// Files a simple dossier at the counter, accepted at once.
    pub async fn accepted(&self) -> Value {
        self.post("tiepnhan", "/api/v1/dossiers", filing(SIMPLE)).await.expect(201)
    }

    /// Does an action on the newest revision and gives the summary.
    #[track_caller]
    pub fn act<'a>(
        &'a self,
        user: &'a str,
        dossier: &'a Value,
        action: &'a str,
        fields: Value,
    ) -> impl Future<Output = Answer> + 'a {
        let mut body = fields;
        body["revision"] = dossier["revision"].clone();
        let path = format!("/api/v1/dossiers/{}/actions/{action}", dossier["id"].as_str().unwrap());
        async move { self.post(user, &path, body).await }
    }
}

/// A complete filing at the counter.
pub fn filing(procedure: &str) -> Value {
    json!({
        "procedure": procedure,
        "channel": "counter",
        "applicant": {
            "kind": "person", "name": "Nguyễn Thị Hồng", "id_number": "068190000123",
            "phone": "0912 345 678", "email": "hong@example.vn", "address": "12 Trần Phú, Đà Lạt",
        },
        "papers": [{ "code": "p1", "originals": 1, "copies": 0 }],
        "return_by": "counter",
    })
}

/// What the minute of the post says of a dossier of that morning.
pub fn posted() -> Value {
    json!({
        "minute": { "year": 2025, "number": 12 }, "signed_at": "2025-06-02T08:30:00+07:00",
        "consignment": "EB123456789VN", "postage": 26_000,
    })
}

/// A filing with these fields besides or instead of the usual ones.
pub fn with(procedure: &str, fields: Value) -> Value {
    let mut body = filing(procedure);
    let Value::Object(fields) = fields else { panic!("fields of a filing") };
    for (name, value) in fields {
        body[name] = value;
    }
    body
}

impl Office {
    /// Files as the counter officer.
    pub async fn file(&self, body: Value) -> Value {
        self.post("tiepnhan", "/api/v1/dossiers", body).await.expect(201)
    }

    /// An act that must be done.
    pub async fn done(&self, user: &str, dossier: &Value, action: &str, fields: Value) -> Value {
        self.act(user, dossier, action, fields).await.expect(200)
    }

    /// Completes steps, each by its person, who first takes what waits for somebody.
    pub async fn steps(&self, mut dossier: Value, steps: &[(&str, &str)]) -> Value {
        for (user, step) in steps {
            let taken = self.act(user, &dossier, "take", json!({})).await;
            if taken.status == 200 {
                dossier = taken.json;
            }
            let fields = json!({ "step": step, "note": "Đã làm." });
            dossier = self.done(user, &dossier, "complete-step", fields).await;
        }
        dossier
    }

    /// Everything about a dossier as `user` sees it.
    pub async fn shown(&self, user: &str, dossier: &Value) -> Value {
        self.get(user, dossier["links"]["self"].as_str().unwrap()).await.expect(200)
    }

    /// A look at the clock by the schedule.
    pub async fn tick(&self, at: DateTime) {
        self.at(at);
        let app = self.app.clone();
        tokio::task::spawn_blocking(move || app::schedule::round(&app)).await.unwrap().unwrap();
    }
}

/// The provisions of a failure.
pub fn basis(problem: &Value) -> Vec<&str> {
    problem["basis"]
        .as_array()
        .map(|basis| basis.iter().map(|one| one["provision"].as_str().unwrap()).collect())
        .unwrap_or_default()
}

/// Field and code of every fault of the input.
pub fn faults(problem: &Value) -> Vec<(&str, &str)> {
    let faults = problem["errors"].as_array().into_iter().flatten();
    faults.map(|one| (one["field"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
}
