//! Problem details (RFC 9457): the one place where failures become statuses and sentences.
//!
//! Every failure of this API is a [`Problem`]. It carries both languages; the layer
//! [`crate::finish`] writes the one that the caller reads.

mod refusal;

use app::{CommandError, StoreError};
use axum::Json;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::ids::PaperCode;
use domain::procedure::Procedure;
use law::Citation;
use serde::Serialize;
use utoipa::ToSchema;

use crate::lang::Lang;

/// Media type of every failure.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which a caller may try again when the store is busy.
const RETRY_SECONDS: u32 = 2;

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

    fn pick(&self, lang: Lang) -> String {
        lang.pick(&self.vi, &self.en).to_owned()
    }
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
pub struct Problem {
    status: StatusCode,
    code: String,
    title: Text,
    detail: Text,
    basis: Vec<Citation>,
    faults: Vec<Fault>,
    missing: Vec<(PaperCode, String)>,
    choices: Vec<(String, String)>,
    revisions: Option<(u32, u32)>,
    reference: Option<String>,
    retry_after: Option<u32>,
    allow: Option<HeaderValue>,
}

/// A failure, as `application/problem+json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `urn:motcua:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What kind of failure, in the caller's language.
    title: String,
    /// The HTTP status again.
    status: u16,
    /// What happened and what to do, in the caller's language.
    detail: String,
    /// Stable code, for example `supplement-already-asked`.
    code: String,
    /// The provisions on which a refusal rests, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    basis: Vec<ProvisionBody>,
    /// Every faulty field of the input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FaultBody>,
    /// The complete list of papers that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    missing: Vec<NamedCode>,
    /// What could be chosen instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    choices: Vec<NamedCode>,
    /// The revision that the caller decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<u32>,
    /// The revision at which the dossier is.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u32>,
    /// Number under which the fault is found in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// A provision and what it says here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Provision)]
pub struct ProvisionBody {
    /// Stable address, for example `qc1722.d18.k1`.
    pub provision: String,
    /// Its name and what it says, in the caller's language.
    pub text: String,
}

impl ProvisionBody {
    /// The provision that is cited.
    #[must_use]
    pub fn of(citation: Citation, lang: Lang) -> Self {
        let provision = citation.0;
        let label = lang.pick(provision.label_vi, provision.label_en);
        let summary = lang.pick(provision.summary_vi, provision.summary_en);
        Self { provision: provision.id.to_owned(), text: format!("{label}: {summary}") }
    }
}

/// A faulty field.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FieldError)]
struct FaultBody {
    /// Path of the field, for example `papers[1].code`; empty for the whole body.
    field: String,
    /// Stable code, for example `required`, `unknown-field`.
    code: String,
    /// What is wrong and what to do.
    detail: String,
}

/// A code and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedCode {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

impl Problem {
    fn new(status: StatusCode, code: &str, title: Text, detail: Text) -> Self {
        Self {
            status,
            code: code.to_owned(),
            title,
            detail,
            basis: Vec::new(),
            faults: Vec::new(),
            missing: Vec::new(),
            choices: Vec::new(),
            revisions: None,
            reference: None,
            retry_after: None,
            allow: None,
        }
    }

    /// 401: nobody is signed in, or the token has ended.
    #[must_use]
    pub fn unauthenticated() -> Self {
        let title = Text::new("Chưa đăng nhập", "Not signed in");
        let detail = Text::new(
            "Cần mã truy cập còn hạn trong tiêu đề Authorization: Bearer; lấy mã bằng POST /api/v1/tokens.",
            "A valid token is needed in the header Authorization: Bearer; get one by POST /api/v1/tokens.",
        );
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", title, detail)
    }

    /// 401: the name or the password is wrong; it is not said which.
    #[must_use]
    pub fn wrong_password() -> Self {
        let title = Text::new("Đăng nhập không thành công", "Sign-in failed");
        let detail =
            Text::new("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is wrong.");
        Self::new(StatusCode::UNAUTHORIZED, "wrong-password", title, detail)
    }

    /// 429: too many attempts; try again after `seconds`.
    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        let title = Text::new("Thử quá nhiều lần", "Too many attempts");
        let detail =
            Text::new(format!("Hãy thử lại sau {seconds} giây."), format!("Try again in {seconds} seconds."));
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", title, detail);
        problem.retry_after = Some(seconds);
        problem
    }

    /// 404: there is no such thing, or the caller may not know of it; the two look the same.
    #[must_use]
    pub fn not_found() -> Self {
        let title = Text::new("Không tìm thấy", "Not found");
        let detail = Text::new(
            "Không có địa chỉ hoặc dữ liệu này, hoặc bạn không được xem.",
            "There is no such address or record, or you may not see it.",
        );
        Self::new(StatusCode::NOT_FOUND, "not-found", title, detail)
    }

    /// 404: `action` is no action of a dossier.
    #[must_use]
    pub fn unknown_action(action: &str) -> Self {
        let shown: String = action.chars().take(40).collect();
        let title = Text::new("Không có thao tác này", "Unknown action");
        let detail = Text::new(
            format!("Không có thao tác “{shown}”; xem …/actions."),
            format!("There is no action “{shown}”; see …/actions."),
        );
        Self::new(StatusCode::NOT_FOUND, "unknown-action", title, detail)
    }

    /// 404: the action is named in the contract and not yet offered.
    #[must_use]
    pub fn action_not_available(action: &str) -> Self {
        let title = Text::new("Thao tác chưa có", "Action not available");
        let detail = Text::new(
            format!("Thao tác “{action}” chưa có trong phiên bản này."),
            format!("The action “{action}” is not offered by this version."),
        );
        Self::new(StatusCode::NOT_FOUND, "action-not-available", title, detail)
    }

    /// 405: the address exists, the method does not.
    #[must_use]
    pub fn method_not_allowed(allow: Option<HeaderValue>) -> Self {
        let title = Text::new("Phương thức không được phép", "Method not allowed");
        let detail = Text::new(
            "Địa chỉ này không nhận phương thức HTTP đã dùng; xem tiêu đề Allow.",
            "This address does not take that HTTP method; see the header Allow.",
        );
        let mut problem = Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title, detail);
        problem.allow = allow;
        problem
    }

    /// 400: the body is not JSON as this API reads it; `place` says where.
    #[must_use]
    pub fn malformed(vi: &str, en: &str) -> Self {
        let title = Text::new("Nội dung không phải JSON hợp lệ", "The body is not valid JSON");
        Self::new(StatusCode::BAD_REQUEST, "malformed-json", title, Text::new(vi, en))
    }

    /// 400: the same field twice in one object.
    #[must_use]
    pub fn duplicate_key(vi: &str, en: &str) -> Self {
        let title = Text::new("Trường lặp lại trong JSON", "A field is given twice");
        Self::new(StatusCode::BAD_REQUEST, "duplicate-key", title, Text::new(vi, en))
    }

    /// 400: the body is not UTF-8 from byte `offset` on.
    #[must_use]
    pub fn not_utf8(offset: usize) -> Self {
        let title = Text::new("Nội dung không phải UTF-8", "The body is not UTF-8");
        let detail = Text::new(
            format!("Byte thứ {offset} không phải UTF-8; hãy gửi văn bản mã UTF-8."),
            format!("Byte {offset} is not UTF-8; send text encoded as UTF-8."),
        );
        Self::new(StatusCode::BAD_REQUEST, "not-utf8", title, detail)
    }

    /// 400: the header `Idempotency-Key` is not usable.
    #[must_use]
    pub fn bad_idempotency_key() -> Self {
        let title = Text::new("Idempotency-Key không hợp lệ", "Invalid Idempotency-Key");
        let detail = Text::new(
            "Khóa gồm 1 đến 200 ký tự ASCII nhìn thấy được.",
            "The key has 1 to 200 visible ASCII characters.",
        );
        Self::new(StatusCode::BAD_REQUEST, "bad-idempotency-key", title, detail)
    }

    /// 415: the body is not announced as JSON.
    #[must_use]
    pub fn not_json() -> Self {
        let title = Text::new("Kiểu nội dung không được hỗ trợ", "Unsupported media type");
        let detail =
            Text::new("Hãy gửi Content-Type: application/json.", "Send Content-Type: application/json.");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", title, detail)
    }

    /// 413: the body is larger than `limit` bytes.
    #[must_use]
    pub fn too_large(limit: usize) -> Self {
        let title = Text::new("Nội dung quá lớn", "The body is too large");
        let detail = Text::new(
            format!("Nội dung không được quá {limit} byte."),
            format!("The body may have at most {limit} bytes."),
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", title, detail)
    }

    /// 400: the body broke off.
    #[must_use]
    pub fn broken_off() -> Self {
        let title = Text::new("Nội dung bị ngắt", "The body broke off");
        let detail = Text::new("Hãy gửi lại yêu cầu.", "Send the request again.");
        Self::new(StatusCode::BAD_REQUEST, "broken-off", title, detail)
    }

    /// 422: every faulty field at once.
    #[must_use]
    pub fn invalid(faults: Vec<Fault>) -> Self {
        let title = Text::new("Dữ liệu nhập chưa đúng", "The input is not valid");
        let list: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        let list = list.join(", ");
        let detail = Text::new(
            format!("Có {} chỗ cần sửa: {list}.", faults.len()),
            format!("{} places need repair: {list}.", faults.len()),
        );
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", title, detail);
        problem.faults = faults;
        problem
    }

    /// 403: the caller may see it and not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        let title = Text::new("Không được phép", "Not permitted");
        let detail = Text::new(
            "Chức vụ hoặc quan hệ của bạn với hồ sơ không cho phép việc này.",
            "Your post or your relation to the dossier does not permit this.",
        );
        Self::new(StatusCode::FORBIDDEN, "forbidden", title, detail)
    }

    /// 500: a fault of the program; the log has it under the reference.
    #[must_use]
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let mut reference = app::dossier::shell::random_hex().unwrap_or_default();
        reference.truncate(12);
        tracing::error!(%reference, %cause, "a request failed");
        let title = Text::new("Lỗi hệ thống", "Internal error");
        let detail = Text::new(
            format!("Không có gì bị ghi nhầm. Khi báo lỗi, hãy nêu số {reference}."),
            format!("Nothing was recorded wrongly. When you report it, name the number {reference}."),
        );
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title, detail);
        problem.reference = Some(reference);
        problem
    }

    fn stale(seen: u32, now: u32) -> Self {
        let title = Text::new("Hồ sơ đã thay đổi", "The dossier has changed");
        let detail = Text::new(
            format!(
                "Bạn quyết định trên bản ghi {seen}, hồ sơ nay ở bản ghi {now}; hãy xem lại rồi gửi với revision mới."
            ),
            format!(
                "You decided on revision {seen}, the dossier is at {now}; look again and send the new revision."
            ),
        );
        let mut problem = Self::new(StatusCode::CONFLICT, "stale", title, detail);
        problem.revisions = Some((seen, now));
        problem
    }

    fn key_reused() -> Self {
        let title = Text::new("Idempotency-Key đã dùng", "Idempotency-Key already used");
        let detail = Text::new(
            "Khóa này đã dùng cho một yêu cầu có nội dung khác; hãy dùng khóa mới.",
            "This key was used for a request with another content; use a new key.",
        );
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", title, detail)
    }

    fn refused(refusal: &Refusal) -> Self {
        let told = refusal::told(refusal);
        let mut problem =
            Self::new(StatusCode::UNPROCESSABLE_ENTITY, refusal.code(), told.title, told.detail);
        problem.basis = refusal.basis();
        let unnamed = |codes: &[PaperCode]| codes.iter().map(|code| (code.clone(), String::new())).collect();
        match refusal {
            Refusal::Incomplete { missing } | Refusal::SupplementIncomplete { missing } => {
                problem.missing = unnamed(missing);
            }
            Refusal::CaseNeeded { cases } => {
                problem.choices = cases.iter().map(|case| (case.to_string(), String::new())).collect();
            }
            Refusal::StepNotOpen { open, .. } | Refusal::StepsRemain { open } => {
                problem.choices = open.iter().map(|step| (step.to_string(), String::new())).collect();
            }
            Refusal::EmptyReason { field, .. } | Refusal::ProofMissing { field, .. } => {
                problem.faults =
                    vec![Fault::new(*field, "required", "Không được để trống.", "It must not be empty.")];
            }
            _ => {}
        }
        problem
    }

    /// Puts the names of the procedure's papers, cases and steps beside their codes.
    #[must_use]
    pub fn named(mut self, procedure: Option<&Procedure>) -> Self {
        let Some(procedure) = procedure else { return self };
        for (code, name) in &mut self.missing {
            if let Some(paper) = procedure.paper(code) {
                name.clone_from(&paper.name.vi);
            }
        }
        for (code, name) in &mut self.choices {
            let case = procedure.cases.iter().find(|case| case.id.as_str() == code.as_str());
            let step = domain::ids::StepId::new(code).ok();
            let step = step.and_then(|id| procedure.process.as_ref().and_then(|process| process.step(&id)));
            if let Some(found) = case.map(|case| &case.name.vi).or_else(|| step.map(|step| &step.name.vi)) {
                name.clone_from(found);
            }
        }
        self
    }

    /// Stable code of this failure.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The detail in one language.
    #[must_use]
    pub fn detail(&self, lang: Lang) -> String {
        self.detail.pick(lang)
    }

    /// The provisions it rests on, in one language.
    #[must_use]
    pub fn basis(&self, lang: Lang) -> Vec<ProvisionBody> {
        self.basis.iter().map(|citation| ProvisionBody::of(*citation, lang)).collect()
    }

    fn body(&self, lang: Lang) -> ProblemBody {
        let fault = |fault: &Fault| FaultBody {
            field: fault.field.clone(),
            code: fault.code.clone(),
            detail: fault.detail.pick(lang),
        };
        let named = |(code, name): &(String, String)| NamedCode { code: code.clone(), name: name.clone() };
        ProblemBody {
            kind: format!("urn:motcua:problem:{}", self.code),
            title: self.title.pick(lang),
            status: self.status.as_u16(),
            detail: self.detail.pick(lang),
            code: self.code.clone(),
            basis: self.basis(lang),
            errors: self.faults.iter().map(fault).collect(),
            missing: self
                .missing
                .iter()
                .map(|(code, name)| NamedCode { code: code.to_string(), name: name.clone() })
                .collect(),
            choices: self.choices.iter().map(named).collect(),
            seen: self.revisions.map(|(seen, _)| seen),
            now: self.revisions.map(|(_, now)| now),
            reference: self.reference.clone(),
        }
    }

    /// The answer in one language.
    #[must_use]
    pub fn answer(&self, lang: Lang) -> Response {
        let mut response = (self.status, Json(self.body(lang))).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"motcua\""));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(allow) = &self.allow {
            headers.insert(ALLOW, allow.clone());
        }
        response
    }
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
            CommandError::Refused(refusal @ (Refusal::NoNumber | Refusal::NotRegistered)) => {
                Self::internal(&refusal)
            }
            CommandError::Refused(refusal) => Self::refused(&refusal),
            CommandError::Stale { seen, now } => Self::stale(seen, now),
            CommandError::KeyReused => Self::key_reused(),
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
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "the store is unavailable");
                let title = Text::new("Hệ thống đang bận", "The system is busy");
                let detail = Text::new(
                    "Hãy gửi lại với cùng Idempotency-Key sau ít giây.",
                    "Send it again with the same Idempotency-Key in some seconds.",
                );
                let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title, detail);
                problem.retry_after = Some(RETRY_SECONDS);
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
        "no-randomness" => "The server has no source of randomness.",
        // Said in Vietnamese then.
        _ => "",
    }
}
