//! Problem details (RFC 9457): the one place where failures become statuses and sentences.
//!
//! Every failure of this API is a [`Problem`]. It carries both languages; the layer
//! [`crate::finish`] writes the one that the caller reads.

mod body;
mod kinds;

use crate::lang::Lang;
use crate::wire::{By, Instant};
use app::told::{self, Around};
use app::{CommandError, Reference, StoreError};
use axum::Json;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::ids::PaperCode;
use domain::procedure::Procedure;
use jiff::civil::Date;
use law::Citation;

pub use body::{NamedCode, ProblemBody, ProvisionBody};

/// Media type of every failure.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which a caller may try again when the store is busy.
const RETRY_SECONDS: u32 = 2;

/// The same while its clock is wrong.
const CLOCK_SECONDS: u32 = 60;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    vi: String,
    en: String,
}

impl Text {
    /// A text in both languages.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    pub(crate) fn pick(&self, lang: Lang) -> String {
        lang.pick(&self.vi, &self.en).to_owned()
    }
}

impl From<told::Text> for Text {
    fn from(text: told::Text) -> Self {
        Self { vi: text.vi, en: text.en }
    }
}

/// Something that was recorded after the revision which a caller decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// Place in the history.
    pub revision: u32,
    /// When.
    pub at: Instant,
    /// What happened.
    pub kind: &'static str,
    /// The same in words.
    pub title: Text,
    /// Who did it.
    pub by: By,
}

/// A faulty field of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path of the field, for example `papers[1].code`; empty for the whole body.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: Text,
}

impl Fault {
    /// A faulty field.
    pub fn new(field: impl Into<String>, code: &str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.to_owned(), detail: Text::new(vi, en) }
    }
}

/// Why a request was not served.
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    status: StatusCode,
    code: String,
    title: Text,
    detail: Text,
    basis: Vec<Citation>,
    faults: Vec<Fault>,
    missing: Vec<(PaperCode, String)>,
    choices: Vec<(String, String)>,
    revisions: Option<(u32, u32)>,
    between: Vec<Between>,
    refusal: Option<Refusal>,
    named: bool,
    reference: Option<String>,
    retry_after: Option<u32>,
    allow: Option<HeaderValue>,
}

impl Problem {
    fn new(status: StatusCode, code: &str, title: Text, detail: Text) -> Self {
        Self(Box::new(Parts {
            status,
            code: code.to_owned(),
            title,
            detail,
            basis: Vec::new(),
            faults: Vec::new(),
            missing: Vec::new(),
            choices: Vec::new(),
            revisions: None,
            between: Vec::new(),
            refusal: None,
            named: false,
            reference: None,
            retry_after: None,
            allow: None,
        }))
    }

    fn refused(refusal: Refusal) -> Self {
        let words = told::refusal(&refusal, Around::default());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let mut problem = Self::new(status, refusal.code(), words.title.into(), words.detail.into());
        problem.0.basis = refusal.basis();
        let unnamed = |codes: &[PaperCode]| codes.iter().map(|code| (code.clone(), String::new())).collect();
        match &refusal {
            Refusal::Incomplete { missing }
            | Refusal::SupplementIncomplete { missing }
            | Refusal::PapersFaulty { papers: missing } => {
                problem.0.missing = unnamed(missing);
            }
            Refusal::CaseNeeded { cases } => {
                problem.0.choices = cases.iter().map(|case| (case.to_string(), String::new())).collect();
            }
            Refusal::StepNotOpen { open, .. } | Refusal::StepsRemain { open } => {
                problem.0.choices = open.iter().map(|step| (step.to_string(), String::new())).collect();
            }
            Refusal::WrongOrder { expected: units } | Refusal::OpinionsPending { units } => {
                problem.0.choices = units.iter().map(|unit| (unit.to_string(), String::new())).collect();
            }
            Refusal::EmptyReason { field, .. } | Refusal::ProofMissing { field, .. } => {
                problem.0.faults =
                    vec![Fault::new(*field, "required", "Không được để trống.", "It must not be empty.")];
            }
            _ => {}
        }
        problem.0.refusal = Some(refusal);
        problem.missing_as_faults();
        problem
    }

    /// Every missing paper once more where callers look for what is wrong with their input.
    fn missing_as_faults(&mut self) {
        let fault = |(code, name): &(PaperCode, String)| {
            let shown = if name.is_empty() { code.to_string() } else { format!("{name} ({code})") };
            Fault::new("papers", "missing", format!("Còn thiếu: {shown}."), format!("Missing: {shown}."))
        };
        if !self.0.missing.is_empty() {
            self.0.faults = self.0.missing.iter().map(fault).collect();
        }
    }

    /// Puts names beside codes and into sentences: papers, cases and steps of the procedure, units and
    /// people as they are called on `day`.
    #[must_use]
    pub fn named(mut self, reference: &Reference, procedure: Option<&Procedure>, day: Date) -> Self {
        let Some(refusal) = &self.0.refusal else { return self };
        let words = told::refusal(refusal, Around { reference: Some((reference, day)), procedure });
        self.0.detail = words.detail.into();
        self.0.named = true;
        for (code, name) in &mut self.0.missing {
            if let Some(paper) = procedure.and_then(|procedure| procedure.paper(code)) {
                name.clone_from(&paper.name.vi);
            }
        }
        for (code, name) in &mut self.0.choices {
            if let Some(found) = choice(code, procedure) {
                name.clone_from(found);
            } else if let Ok(unit) = domain::ids::UnitId::new(code) {
                *name = reference.unit_name(&unit, day);
            }
        }
        self.missing_as_faults();
        self
    }

    /// The same for a refusal that nobody has put names into: units and people are known everywhere.
    #[must_use]
    pub fn named_at_last(self, reference: &Reference, day: Date) -> Self {
        if self.0.named { self } else { self.named(reference, None, day) }
    }

    /// Stable code of this failure.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The detail in one language.
    #[must_use]
    pub fn detail(&self, lang: Lang) -> String {
        self.0.detail.pick(lang)
    }

    /// The provisions it rests on, in one language.
    #[must_use]
    pub fn basis(&self, lang: Lang) -> Vec<ProvisionBody> {
        self.0.basis.iter().map(|citation| ProvisionBody::of(*citation, lang)).collect()
    }

    /// The answer in one language.
    #[must_use]
    pub fn answer(&self, lang: Lang) -> Response {
        let mut response = (self.0.status, Json(self.body(lang))).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.0.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"motcua\""));
        }
        if let Some(seconds) = self.0.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = &self.0.allow {
            headers.insert(ALLOW, allow.clone());
        }
        response
    }
}

/// The name of a case or step.
fn choice<'a>(code: &str, procedure: Option<&'a Procedure>) -> Option<&'a String> {
    let procedure = procedure?;
    let case = procedure.cases.iter().find(|case| case.id.as_str() == code);
    let step = domain::ids::StepId::new(code).ok();
    let work = step.and_then(|id| procedure.process.as_ref().and_then(|process| process.work_name(&id)));
    case.map(|case| &case.name.vi).or_else(|| work.map(|name| &name.vi))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.answer(Lang::Vi);
        // The layer reads it again and answers in the caller's language.
        response.extensions_mut().insert(self);
        response
    }
}

impl From<CommandError> for Problem {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::NotFound => Self::not_found(),
            CommandError::Forbidden => Self::forbidden(),
            CommandError::Invalid(errors) => Self::invalid(
                errors
                    .into_iter()
                    .map(|error| Fault::new(error.field, error.code, error.detail, english(error.code)))
                    .collect(),
            ),
            // Faults of this program, not answers of the law.
            CommandError::Refused(
                refusal @ (Refusal::NoNumber | Refusal::NotRegistered | Refusal::NoSuchNotice),
            ) => Self::internal(&refusal),
            CommandError::Refused(refusal) => Self::refused(refusal),
            CommandError::Stale { seen, now } => Self::stale(seen, now, Vec::new()),
            CommandError::KeyReused => Self::key_reused(),
            CommandError::Withheld(state) => Self::withheld(state),
            CommandError::Store(error) => Self::from(error),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::from(CommandError::Refused(refusal))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            // A newer program took over: the next request goes to it.
            StoreError::Unavailable(_) | StoreError::NewerVersion { .. } => {
                tracing::warn!(%error, "the store is unavailable");
                let title = Text::new("Hệ thống đang bận", "The system is busy");
                let detail = Text::new(
                    "Hãy gửi lại với cùng Idempotency-Key sau ít giây.",
                    "Send it again with the same Idempotency-Key in some seconds.",
                );
                let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title, detail);
                problem.0.retry_after = Some(RETRY_SECONDS);
                problem
            }
            StoreError::Exhausted(_) => {
                tracing::error!(%error, "the store is full");
                let title = Text::new("Hết chỗ lưu trữ", "No room left");
                let detail = Text::new(
                    "Không có gì được ghi. Quản trị viên cần giải phóng dung lượng rồi gửi lại.",
                    "Nothing was recorded. An administrator must free space; then send it again.",
                );
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "no-room", title, detail)
            }
            StoreError::Clock(fault) => {
                let told = app::told::clock(fault);
                let mut problem = Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "clock",
                    told.title.into(),
                    told.detail.into(),
                );
                problem.0.retry_after = Some(CLOCK_SECONDS);
                problem
            }
            StoreError::Invalid(_) => {
                Self::invalid(vec![Fault::new("cursor", "unknown-cursor", CURSOR_VI, CURSOR_EN)])
            }
            other => Self::internal(&other),
        }
    }
}

/// What is said of a cursor that no list has given.
pub const CURSOR_VI: &str = "Con trỏ không phải do danh sách này cấp; hãy bắt đầu lại từ trang đầu.";
/// The same in English.
pub const CURSOR_EN: &str = "This list did not give the cursor; begin again at the first page.";

/// What a fault found by a use case says in English, by its code; the use cases speak Vietnamese.
fn english(code: &str) -> &'static str {
    match code {
        "required" => "It is empty; fill it in.",
        "too-long" => "It is too long; shorten it.",
        "hidden-characters" => "It has invisible characters; type it again.",
        "no-letter" => "A name has a letter.",
        "not-a-phone" => "A telephone number has 8 to 15 digits.",
        "not-an-email" => "An e-mail address looks like name@place.vn.",
        "not-an-id" => "An identity number has only plain letters and digits.",
        "unknown-procedure" => "No procedure has this code; look it up in the list.",
        "unknown-case" => "The procedure has no such case.",
        "unknown-unit" => "There is no such unit.",
        "unknown-person" => "There is no such person.",
        "not-in-unit" => "The person does not work in that unit.",
        "not-a-code" => "It is not the code of a paper.",
        "not-a-step" => "It is not the code of a step.",
        "not-an-object" => "It must be a JSON object.",
        "out-of-range" => "The number is out of range.",
        "twice" => "It is listed twice.",
        "not-a-digest" => "It is not the digest of a file: 64 hexadecimal digits.",
        "too-many" => "There are too many; send fewer.",
        "not-with-channel" => "It does not go with the channel that was chosen.",
        "not-with-intent" => "It does not go with the intent that was chosen.",
        "not-by-citizen" => "A citizen's own filing is online and only recorded; staff do the rest.",
        "in-the-future" => "That moment has not come; write what the evidence says.",
        "empty" => "The file is empty; choose another.",
        "too-large" => "The file has more than 10 MB; scan it more coarsely or split it.",
        "unknown-type" => "Only PDF, JPEG and PNG are taken; the name of a file does not decide what it is.",
        "mixed-type" => {
            "The file is two things at once, such as a PDF with an archive; scan the paper again."
        }
        "too-many-pages" => "The file has more than 500 pages; split it.",
        "too-many-pixels" => "The image has more than 50 million pixels; scan it more coarsely.",
        "infected" => "The file is infected and was not taken; scan the paper again on another machine.",
        "too-many-uploads" => "Too many uploads are unfinished; finish or end some.",
        "wrong-digest" => "What came is not what was announced; upload it again from the begin.",
        "unknown-file" => "There is no such file; upload it first, then name it by its SHA-256.",
        "no-randomness" => "The server has no source of randomness.",
        // Said in Vietnamese then.
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use jiff::civil::date;
    use serde_json::Value;

    use super::*;

    async fn answered(problem: Problem, lang: Lang) -> (u16, String, Value) {
        let response = problem.answer(lang);
        let retry = response.headers().get(RETRY_AFTER).map(|value| value.to_str().expect("text").to_owned());
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        (status, retry.unwrap_or_default(), serde_json::from_slice(&bytes).expect("JSON"))
    }

    #[tokio::test]
    async fn a_failing_store_says_what_the_caller_can_do() {
        let damaged =
            StoreError::Corrupt { place: "row 7 of a secret table".to_owned(), what: "x".to_owned() };
        for (error, status, code, retry) in [
            (StoreError::Unavailable("locked".to_owned()), 503, "unavailable", "2"),
            (StoreError::Exhausted("disk".to_owned()), 507, "no-room", ""),
            (StoreError::Clock(app::ClockFault::Ahead(3600)), 503, "clock", "60"),
            (StoreError::Invalid("cursor".to_owned()), 422, "invalid", ""),
            (damaged, 500, "internal", ""),
        ] {
            let (got, after, body) = answered(Problem::from(error), Lang::Vi).await;
            assert_eq!((got, after.as_str(), body["code"].as_str()), (status, retry, Some(code)));
            assert!(!body.to_string().contains("secret"), "nothing internal reaches a person");
            let numbered = body["reference"].as_str().is_some_and(|number| number.len() == 12);
            assert_eq!(numbered, status == 500);
        }
    }

    #[tokio::test]
    async fn a_refusal_speaks_both_languages_and_names_its_clauses() {
        let at = date(2025, 6, 2).at(9, 0, 0, 0);
        let refusal = Refusal::SupplementAlreadyAsked { at };
        for (lang, word) in [(Lang::Vi, "lần thứ hai"), (Lang::En, "second time")] {
            let (status, _, body) = answered(Problem::from(refusal.clone()), lang).await;
            assert_eq!(status, 422);
            assert!(body["detail"].as_str().expect("a detail").contains(word), "{body}");
            assert_eq!(body["basis"][0]["provision"], "qc1722.d11.k2.c");
            assert_eq!(body["basis"][1]["provision"], "qc1722.d18.k1");
        }
    }
}
