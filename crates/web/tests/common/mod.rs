//! An office with the demonstration province, a store in memory (or on the engine that is asked for), a clock that the test sets, and browsers.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "test support"
)]

#[path = "../../../../tests/stores/mod.rs"]
mod stores;
pub mod story;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

use app::dossier::input::{Filing, Intent, PaperInput};
use app::dossier::{Outcome, file};
use app::person::PersonalData;
use app::{App, Reference, accounts};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::dossier::event::ReturnBy;
use domain::ids::{PersonId, ProcedureCode};
use domain::procedure::{ApplicantKind, Channel};
use jiff::civil::{DateTime, date};
use store::Options;
use tower::ServiceExt as _;

/// A procedure of the demonstration agency: 15 working days, one paper, nothing to pay.
pub const SIMPLE: &str = "1.012507";
/// A procedure with two cases and several papers in each.
pub const WITH_CASES: &str = "1.009646";
/// Every role of the demonstration, and a guest.
pub const EVERYBODY: [&str; 8] =
    ["", "tiepnhan", "xuly", "lanhdao", "giamdoc", "kiemsoat", "quantri", "congdan"];

/// An office.
pub struct Office {
    router: Router,
    /// The application below the pages.
    pub app: App,
    clock: Arc<Mutex<DateTime>>,
    _files: Folder,
    _place: stores::Place,
}

/// A folder of files that goes away with its office.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A page as it came back.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of a cookie that this answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let values = self.headers.get_all("set-cookie").iter();
        values
            .filter_map(|value| value.to_str().ok()?.split(';').next()?.split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Values of an attribute, in order.
    pub fn attributes(&self, name: &str) -> Vec<String> {
        let text = self.text();
        let mark = format!(" {name}=\"");
        text.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
    }

    /// The value of the first input of this name.
    pub fn input(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next().map(str::to_owned)
    }
}

/// What every page owes, whoever reads it.
pub fn check(path: &str, who: &str, page: &Page) {
    let text = page.text();
    let place = format!("{path} as `{who}`");
    assert!(page.header("content-type").starts_with("text/html"), "{place}");
    assert!(!text.contains(" style=\"") && !text.contains("<style"), "{place}: an inline style");
    for script in text.split("<script").skip(1) {
        let (head, rest) = script.split_once('>').unwrap();
        assert!(head.contains(" src=") && rest.starts_with("</script>"), "{place}: an inline script");
    }
    for event in [" onclick=", " onload=", " onsubmit=", "javascript:"] {
        assert!(!text.contains(event), "{place}: {event}");
    }
    for form in text.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap();
        if form.contains("method=\"post\"") {
            assert!(
                form.contains("name=\"csrf\" value=\"") && !form.contains("name=\"csrf\" value=\"\""),
                "{place}: {form}"
            );
        }
    }
    assert_eq!(text.matches("<h1").count(), 1, "{place}: one main heading");
    for link in text.split("<a ").skip(1) {
        let inside = link.split_once('>').map_or("", |(_, rest)| rest.split("</a>").next().unwrap());
        assert!(
            !inside.trim().is_empty(),
            "{place}: a link without words, or one inside another: {link:.120}"
        );
    }
    let gap = text.split('[').skip(1).find_map(|rest| {
        let key = rest.split(']').next()?;
        (key.contains('-') && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')).then_some(key)
    });
    assert_eq!(gap, None, "{place}: a message is missing");
    let ids: Vec<String> = page.attributes("id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{place}: an id stands twice: {ids:?}");
}

/// The words of a PDF with runs of white space made one; a copy stays for whoever wants to look at it.
pub fn pdf_words(name: &str, pdf: &[u8]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).unwrap();
    let output = std::process::Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output();
    let output = output.expect("`pdftotext` is needed (package poppler-utils)");
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
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
        Self::with(web::Options { secure_cookies: false, demo: true }).await
    }

    /// An office whose pages are served in this way.
    pub async fn with(options: web::Options) -> Self {
        Self::made(options, |app| app).await
    }

    /// As [`open`](Self::open), with the application as `change` makes it.
    pub async fn open_with(change: impl FnOnce(App) -> App) -> Self {
        Self::made(web::Options { secure_cookies: false, demo: true }, change).await
    }

    async fn made(options: web::Options, change: impl FnOnce(App) -> App) -> Self {
        let clock = Arc::new(Mutex::new(date(2025, 6, 2).at(9, 0, 0, 0)));
        let shown = Arc::clone(&clock);
        let (store, place) = stores::open(Options::new(Arc::new(move || *shown.lock().unwrap())));
        let folder =
            std::env::temp_dir().join(format!("motcua-web-{}", app::dossier::shell::random_hex().unwrap()));
        let app = change(App::new(store, reference()).with_files(&folder));
        let shared = app.clone();
        tokio::task::spawn_blocking(move || accounts::make_demo_accounts(&shared)).await.unwrap().unwrap();
        Self { router: web::router(app.clone(), options), app, clock, _files: Folder(folder), _place: place }
    }

    /// Sets the clock.
    pub fn at(&self, at: DateTime) {
        *self.clock.lock().unwrap() = at;
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Page { status: parts.status, headers: parts.headers, bytes }
    }

    /// `GET` with these cookies.
    pub async fn get(&self, cookies: &str, path: &str) -> Page {
        let request = Request::get(path).header("cookie", cookies).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// `POST` of a form with these cookies, from a page of this site.
    pub async fn post(&self, cookies: &str, path: &str, form: &[(&str, &str)]) -> Page {
        self.post_from("same-origin", cookies, path, form).await
    }

    /// `POST` of a form, with what the browser says about where it comes from.
    pub async fn post_from(&self, site: &str, cookies: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{}={}", web::url::encode(name), web::url::encode(value)))
            .collect();
        let request = Request::post(path)
            .header("cookie", cookies)
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")))
            .unwrap();
        self.send(request).await
    }

    /// Signs in through the form; gives the cookie of the session.
    pub async fn sign_in(&self, name: &str, password: &str) -> Page {
        let form = self.get("", "/dang-nhap").await;
        let guest = form.cookie("motcua-khach").expect("a guest cookie");
        let csrf = form.input("csrf").expect("a token in the form");
        let pairs = [("csrf", csrf.as_str()), ("username", name), ("password", password), ("ve", "/")];
        self.post(&format!("motcua-khach={guest}"), "/dang-nhap", &pairs).await
    }

    /// The cookies of a signed-in demonstration account, without the cost of its password; none for a guest.
    pub async fn cookies(&self, name: &str) -> String {
        if name.is_empty() {
            return String::new();
        }
        let (app, person) = (self.app.clone(), PersonId::new(name).unwrap());
        let granted = tokio::task::spawn_blocking(move || {
            let caller = accounts::caller(&app, &person).expect("a demonstration account");
            accounts::begin_session(&app, &caller, String::new()).unwrap()
        });
        format!("motcua={}", granted.await.unwrap().secret)
    }

    /// A complete dossier, accepted at the counter.
    pub async fn accept(&self, code: &str) -> Outcome {
        self.file("tiepnhan", code, Channel::Counter, Intent::Accept { receipt_wanted: true }).await
    }

    /// A complete dossier filed by `person`.
    pub async fn file(&self, person: &str, code: &str, channel: Channel, intent: Intent) -> Outcome {
        let reference = self.app.reference();
        let day = self.app.store.now().date();
        let caller = accounts::caller(&self.app, &PersonId::new(person).unwrap()).unwrap();
        let procedure = reference.procedure_in_force(&ProcedureCode::new(code).unwrap(), day).unwrap();
        let case = procedure.cases.first().map(|case| case.id.clone());
        let papers = procedure.papers_of(case.as_ref()).map(|paper| PaperInput {
            code: paper.code.to_string(),
            originals: paper.originals.unwrap_or(0),
            copies: paper.copies.unwrap_or(1),
        });
        let filing = Filing {
            procedure: code.to_owned(),
            case: case.as_ref().map(ToString::to_string),
            channel,
            applicant_kind: procedure.applicants.first().copied().unwrap_or(ApplicantKind::Person),
            applicant: PersonalData {
                name: "Ka Hiền Kỳ Lạ".to_owned(),
                id_number: "068090001234".to_owned(),
                phone: "0912345678".to_owned(),
                email: String::new(),
                address: "Phường 4, Đà Lạt".to_owned(),
            },
            represented_by: None,
            papers: papers.collect(),
            sets: procedure.sets,
            answers: None,
            return_by: ReturnBy::Counter,
            received_elsewhere: None,
            assisted: false,
            arrival: domain::dossier::Arrival::default(),
            charges: Vec::new(),
            intent,
        };
        let answered = file::run(&self.app, &caller, filing, None).await.expect("a complete dossier");
        answered.fresh().expect("done now")
    }
}
