//! Failures as pages: written once for all handlers, in the visitor's language, with the typed words kept.

use std::sync::Arc;

use app::files::State;
use app::{CommandError, StoreError};
use axum::http::header::{LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::procedure::Procedure;
use maud::{Markup, html};
use store_error::Fault;
use ui::Lang;
use ui::components::{Button, button};

use crate::{Frame, Posted, Visitor, Web, frame, refusal, url};

/// Why a page is not what was asked for.
#[derive(Debug)]
pub struct FailedPage {
    kind: Kind,
    procedure: Option<Arc<Procedure>>,
}

#[derive(Debug)]
enum Kind {
    /// To the sign-in page and back to this path.
    SignIn(String),
    /// A form of a session that is over.
    SessionOver,
    /// A form whose token is not this browser's.
    FormExpired,
    /// A form that another site sent.
    CrossSite,
    /// Too many attempts; seconds to wait.
    Wait(i64),
    /// A failure that has no more to say than its status.
    Status(StatusCode),
    /// A use case did not take effect.
    Command(CommandError),
    /// A fault of this program, found in the log under the reference.
    Internal(String),
}

/// A failure on its way to the guard, which knows the visitor.
#[derive(Debug, Clone)]
pub(crate) struct Failure(pub(crate) Arc<FailedPage>);

impl FailedPage {
    fn new(kind: Kind) -> Self {
        Self { kind, procedure: None }
    }

    /// Sends a guest to the sign-in page; whoever posted is told that the session is over.
    #[must_use]
    pub fn sign_in(visitor: &Visitor) -> Self {
        Self::new(Kind::SignIn(visitor.path.to_string()))
    }

    /// 403: the session is over, the typed words are kept.
    #[must_use]
    pub fn session_over() -> Self {
        Self::new(Kind::SessionOver)
    }

    /// 403: the form is not this browser's.
    #[must_use]
    pub fn form_expired() -> Self {
        Self::new(Kind::FormExpired)
    }

    /// 403: another site sent the form.
    #[must_use]
    pub fn cross_site() -> Self {
        Self::new(Kind::CrossSite)
    }

    /// 404.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::Command(CommandError::NotFound))
    }

    /// 429: wait so many seconds.
    #[must_use]
    pub fn wait(seconds: i64) -> Self {
        Self::new(Kind::Wait(seconds))
    }

    /// A failure that has no more to say than its status.
    #[must_use]
    pub fn status(status: StatusCode) -> Self {
        Self::new(Kind::Status(status))
    }

    /// 500, with a reference under which the cause is in the log.
    #[must_use]
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let reference = reference();
        tracing::error!(reference, %cause, "a page failed");
        Self::new(Kind::Internal(reference))
    }

    /// Names the papers of a refusal after this procedure.
    #[must_use]
    pub fn about(mut self, procedure: &Arc<Procedure>) -> Self {
        self.procedure = Some(Arc::clone(procedure));
        self
    }
}

/// Eight characters that somebody can read out on the telephone.
fn reference() -> String {
    let random = app::dossier::shell::random_hex().unwrap_or_default();
    random.chars().take(8).collect()
}

impl From<CommandError> for FailedPage {
    fn from(error: CommandError) -> Self {
        if let CommandError::Store(fault) = &error
            && store_error::of(fault) == Fault::Broken
        {
            return Self::internal(fault);
        }
        Self::new(Kind::Command(error))
    }
}

impl IntoResponse for FailedPage {
    fn into_response(self) -> Response {
        // The guard draws the page; without it the status alone is the answer.
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The kinds of failure of a store, as far as a page tells them apart.
mod store_error {
    use app::StoreError;
    use axum::http::StatusCode;

    #[derive(PartialEq, Eq)]
    pub(super) enum Fault {
        Busy,
        Full,
        Contradiction,
        BadInput,
        Broken,
    }

    pub(super) fn of(error: &StoreError) -> Fault {
        match error {
            // A newer program took over: the next request goes to it.
            StoreError::Unavailable(_) | StoreError::NewerVersion { .. } | StoreError::Clock(_) => {
                Fault::Busy
            }
            StoreError::Exhausted(_) => Fault::Full,
            StoreError::Conflict(_) => Fault::Contradiction,
            StoreError::Invalid(_) => Fault::BadInput,
            StoreError::Corrupt { .. } => Fault::Broken,
        }
    }

    impl Fault {
        pub(super) fn status(&self) -> StatusCode {
            match self {
                Fault::Busy => StatusCode::SERVICE_UNAVAILABLE,
                Fault::Full => StatusCode::INSUFFICIENT_STORAGE,
                Fault::Contradiction => StatusCode::CONFLICT,
                Fault::BadInput => StatusCode::BAD_REQUEST,
                Fault::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }
    }
}

impl Kind {
    fn status(&self) -> StatusCode {
        match self {
            Kind::SignIn(_) => StatusCode::SEE_OTHER,
            Kind::SessionOver | Kind::FormExpired | Kind::CrossSite => StatusCode::FORBIDDEN,
            Kind::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Kind::Status(status) => *status,
            Kind::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Kind::Command(error) => match error {
                CommandError::NotFound => StatusCode::NOT_FOUND,
                CommandError::Forbidden => StatusCode::FORBIDDEN,
                CommandError::Stale { .. } | CommandError::Withheld(_) => StatusCode::CONFLICT,
                CommandError::Invalid(_) | CommandError::Refused(_) | CommandError::KeyReused => {
                    StatusCode::UNPROCESSABLE_ENTITY
                }
                CommandError::Store(fault) => store_error::of(fault).status(),
            },
        }
    }
}

/// The answer for an address that no page has.
pub(crate) async fn no_such_page() -> FailedPage {
    FailedPage::not_found()
}

/// Draws the page of a failure.
pub(crate) fn render(web: &Web, visitor: &Visitor, posted: &Posted, failed: &FailedPage) -> Response {
    if let Kind::SignIn(back) = &failed.kind {
        let to = url::with_query(url::SIGN_IN, &[("ve", back)]);
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(to) = HeaderValue::from_str(&to) {
            response.headers_mut().insert(LOCATION, to);
        }
        return response;
    }
    let (lang, status) = (visitor.lang, failed.kind.status());
    let reference = web.app.reference();
    let names = refusal::Names::of(&reference, web.app.store.now().date());
    let (title, words) = told(lang, failed, status, names);
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        @for sentence in &words { p class="govuk-body" { (sentence) } }
        (detail(lang, failed, names))
        (kept(lang, posted))
        (ways_on(lang, visitor, failed))
    };
    let mut response = Frame::own(web, visitor, &title).status(status).show(&body);
    let seconds = match (&failed.kind, status) {
        (Kind::Wait(seconds), _) => Some(*seconds),
        (_, StatusCode::SERVICE_UNAVAILABLE) => Some(5),
        _ => None,
    };
    if let Some(seconds) = seconds.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
    response
}

/// Title and sentences.
fn told(
    lang: Lang,
    failed: &FailedPage,
    status: StatusCode,
    names: refusal::Names<'_>,
) -> (String, Vec<String>) {
    let say = |title: &str, body: &str| (lang.t(title), vec![lang.t(body)]);
    match &failed.kind {
        Kind::SignIn(_) | Kind::SessionOver => say("error-session-title", "error-session-over"),
        Kind::FormExpired => say("error-form-title", "error-form-expired"),
        Kind::CrossSite => say("error-cross-site-title", "error-cross-site-body"),
        Kind::Wait(seconds) => {
            let wait = lang.tf("error-wait", &[("n", (*seconds).into())]);
            (lang.t("error-too-many-title"), vec![wait])
        }
        Kind::Internal(reference) => {
            let sentence = lang.tf("error-reference", &[("reference", reference.into())]);
            (lang.t("error-server-title"), vec![lang.t("error-server-body"), sentence])
        }
        Kind::Command(CommandError::Refused(refused)) => {
            let told = refusal::told_with(lang, refused, failed.procedure.as_deref(), names);
            (told.title, vec![told.detail])
        }
        Kind::Command(CommandError::Stale { .. }) => say("error-conflict-title", "error-conflict-body"),
        Kind::Command(CommandError::Withheld(State::Infected)) => {
            say("error-file-infected-title", "error-file-infected-body")
        }
        Kind::Command(CommandError::Withheld(_)) => {
            say("error-file-waiting-title", "error-file-waiting-body")
        }
        Kind::Command(CommandError::KeyReused) => say("error-key-title", "error-key-body"),
        Kind::Command(CommandError::Invalid(_)) => say("error-bad-request-title", "error-bad-request-body"),
        Kind::Command(CommandError::Store(StoreError::Clock(fault))) => {
            let told = app::told::clock(*fault);
            let in_own = |text: app::told::Text| if lang == Lang::En { text.en } else { text.vi };
            (in_own(told.title), vec![in_own(told.detail)])
        }
        Kind::Command(_) | Kind::Status(_) => by_status(lang, status),
    }
}

fn by_status(lang: Lang, status: StatusCode) -> (String, Vec<String>) {
    let say = |title: &str, body: &str| (lang.t(title), vec![lang.t(body)]);
    match status {
        StatusCode::NOT_FOUND => say("error-not-found-title", "error-not-found-body"),
        StatusCode::FORBIDDEN => say("error-forbidden-title", "error-forbidden-body"),
        StatusCode::METHOD_NOT_ALLOWED => say("error-method-title", "error-method-body"),
        StatusCode::PAYLOAD_TOO_LARGE => say("error-too-large-title", "error-too-large-body"),
        StatusCode::TOO_MANY_REQUESTS => say("error-too-many-title", "error-too-many-body"),
        StatusCode::CONFLICT => say("error-conflict-title", "error-conflict-body"),
        StatusCode::SERVICE_UNAVAILABLE => say("error-unavailable-title", "error-unavailable-body"),
        StatusCode::INSUFFICIENT_STORAGE => say("error-full-title", "error-full-body"),
        status if status.is_server_error() => say("error-server-title", "error-server-body"),
        _ => say("error-bad-request-title", "error-bad-request-body"),
    }
}

/// What exactly is wrong: faulty fields, missing papers, provisions.
fn detail(lang: Lang, failed: &FailedPage, names: refusal::Names<'_>) -> Markup {
    match &failed.kind {
        Kind::Command(CommandError::Invalid(faults)) => html! {
            ul class="govuk-list govuk-list--bullet" {
                @for fault in faults { li { (refusal::fault(lang, fault)) } }
            }
        },
        Kind::Command(CommandError::Refused(refused)) => {
            let told = refusal::told_with(lang, refused, failed.procedure.as_deref(), names);
            refusal::lists(lang, &told)
        }
        Kind::Command(CommandError::Forbidden) => refusal::basis(lang, &[domain::rights::BASIS]),
        _ => html! {},
    }
}

/// The words that the visitor had typed, to copy from: nothing is lost (scenario of the stale page).
fn kept(lang: Lang, posted: &Posted) -> Markup {
    let typed: Vec<(&str, &str)> = posted.typed().collect();
    html! {
        @if !typed.is_empty() {
            section class="mc-card" aria-labelledby="da-viet" {
                h2 class="mc-card__title" id="da-viet" { (lang.t("conflict-kept")) }
                dl class="govuk-summary-list" {
                    @for (name, value) in typed {
                        div class="govuk-summary-list__row govuk-summary-list__row--no-actions" {
                            dt class="govuk-summary-list__key" { (label(lang, name)) }
                            dd class="govuk-summary-list__value mc-typed" { (value) }
                        }
                    }
                }
            }
        }
    }
}

/// The label of a form field, where a message has its name; else the name.
fn label(lang: Lang, name: &str) -> String {
    let last = name.rsplit(['.', '_']).next().unwrap_or(name);
    [name, last]
        .iter()
        .map(|key| lang.t(key))
        .find(|words| !words.starts_with('['))
        .unwrap_or_else(|| name.to_owned())
}

fn ways_on(lang: Lang, visitor: &Visitor, failed: &FailedPage) -> Markup {
    let sign_in = url::with_query(url::SIGN_IN, &[("ve", &visitor.path)]);
    let home = if visitor.is_staff() { frame::start(visitor) } else { url::HOME };
    let (words, href) = match &failed.kind {
        Kind::SessionOver => (lang.t("sign-in"), sign_in.as_str()),
        Kind::FormExpired | Kind::Command(CommandError::Stale { .. } | CommandError::KeyReused) => {
            (lang.t("error-open-again"), &*visitor.path)
        }
        _ => (lang.t(if visitor.is_staff() { "nav-desk" } else { "nav-home" }), home),
    };
    html! {
        p { (button(&Button { label: &words, href: Some(href), ..Button::default() })) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_a_use_case_has_its_status() {
        let invalid = CommandError::Invalid(vec![app::FieldError::new("reason", "required", "Chưa nhập.")]);
        let refused = CommandError::Refused(domain::Refusal::NotHolder);
        let corrupt = StoreError::Corrupt { place: "journal 7".to_owned(), what: "bad digest".to_owned() };
        let table = [
            (CommandError::NotFound, 404),
            (CommandError::Forbidden, 403),
            (invalid, 422),
            (refused, 422),
            (CommandError::Stale { seen: 1, now: 2 }, 409),
            (CommandError::KeyReused, 422),
            (CommandError::Withheld(State::Waiting), 409),
            (CommandError::Store(StoreError::Unavailable("busy".to_owned())), 503),
            (CommandError::Store(StoreError::Exhausted("disk".to_owned())), 507),
            (CommandError::Store(StoreError::Clock(app::ClockFault::Behind(60))), 503),
            (CommandError::Store(StoreError::Conflict("code".to_owned())), 409),
            (CommandError::Store(StoreError::Invalid("cursor".to_owned())), 400),
            (CommandError::Store(corrupt), 500),
        ];
        for (error, expected) in table {
            let words = error.to_string();
            assert_eq!(FailedPage::from(error).into_response().status().as_u16(), expected, "{words}");
        }
    }

    #[test]
    fn a_fault_of_the_program_tells_its_reference_and_nothing_of_its_cause() {
        let FailedPage { kind: Kind::Internal(reference), .. } = FailedPage::internal(&"secret path") else {
            panic!("not a fault of the program");
        };
        assert_eq!(reference.len(), 8);
        let failed = FailedPage::new(Kind::Internal(reference.clone()));
        let (_, words) =
            told(Lang::Vi, &failed, StatusCode::INTERNAL_SERVER_ERROR, refusal::Names::default());
        assert!(words.iter().any(|sentence| sentence.contains(&reference)));
        assert!(words.iter().all(|sentence| !sentence.contains("secret")));
    }
}
