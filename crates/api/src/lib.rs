//! The REST API: JSON in, use case, JSON out.
//!
//! Handlers only translate. Who may do it is checked in `app`, whether the law allows it in
//! `domain`; [`problem`] is the one place where failures become statuses. Each endpoint is one
//! file named after it; [`dossier::act`] holds all actions, since they differ only in their bodies.
//!
//! Bodies are checked against the published schema before a handler sees them ([`extract`],
//! [`schema`]), so the document at `/api/openapi.json` is what the program does. It is locked by
//! `tests/openapi.json`.
//!
//! Not here: `/healthz`, `/readyz` and `/metrics` (the `motcua` crate), pages (`web`).

pub mod board;
pub mod book_papers;
pub mod books;
pub mod docs;
pub mod dossier;
mod download;
pub mod extract;
pub mod files;
pub mod idempotency;
mod json;
pub mod lang;
pub mod names;
pub mod outbox;
pub mod problem;
pub mod procedure;
pub mod register;
pub mod responses;
mod schema;
pub mod statistics;
pub mod supervision;
pub mod token;
pub mod track;
mod uploads;
pub mod wire;
pub mod worklist;

use std::sync::{Arc, LazyLock};

use app::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderName, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use domain::ids::ProcedureCode;
use domain::procedure::Procedure;
use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::lang::Lang;
use crate::problem::{Problem, ProblemBody};

/// What every handler gets.
#[derive(Clone)]
pub struct Api {
    /// The application.
    pub app: App,
    /// Tokens that were granted under a key.
    pub repeats: token::Repeats,
    /// What those who followed a dossier lately were answered.
    pub followed: track::Followed,
}

impl Api {
    /// Runs what reads the store or computes for long on a thread that may block.
    ///
    /// # Errors
    ///
    /// A 500 [`Problem`] when the work panicked.
    pub async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> R + Send + 'static,
    ) -> Result<R, Problem> {
        let app = self.app.clone();
        // What a panic says may hold data of a person; where it happened is logged already.
        tokio::task::spawn_blocking(move || work(&app))
            .await
            .map_err(|_| Problem::internal(&"the work panicked"))
    }

    /// The procedure in force, else its latest version: for naming papers in a refusal.
    #[must_use]
    pub fn procedure(&self, code: &ProcedureCode) -> Option<Arc<Procedure>> {
        let reference = self.app.reference();
        let day = self.app.store.now().date();
        reference.procedure_in_force(code, day).or_else(|| reference.procedure_latest(code)).cloned()
    }

    /// The procedure of a dossier, for naming papers in a refusal.
    #[must_use]
    pub fn procedure_of(&self, reference: &str) -> Option<Arc<Procedure>> {
        let row = app::dossier::act::find(&self.app, reference).ok()?;
        self.procedure(&ProcedureCode::new(&row.procedure).ok()?)
    }
}

/// The API over `app`; paths begin with `/api`.
pub fn router(app: App) -> Router {
    let (routes, _) = described().split_for_parts();
    routes
        .route("/api/openapi.json", get(docs::openapi))
        .route("/api/docs", get(docs::page))
        .route("/api/docs.css", get(docs::style))
        .route("/api/v1/dossiers/{reference}/actions/{action}", post(dossier::act::unknown))
        .route("/api", any(unknown))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .route_layer(middleware::from_fn_with_state(app.clone(), finish))
        .with_state(Api { app, repeats: token::Repeats::default(), followed: track::Followed::default() })
}

async fn unknown() -> Problem {
    Problem::not_found()
}

/// The last word on every answer: failures in the caller's language and with names, headers that all need.
async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = Lang::of(request.headers());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allow = response.headers().get(ALLOW).cloned();
        response = Problem::method_not_allowed(allow).into_response();
    }
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.named_at_last(&app.reference(), app.store.now().date()).answer(lang);
    }
    let headers = response.headers_mut();
    let mut usual = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    usual(CACHE_CONTROL, "no-store");
    usual(CONTENT_LANGUAGE, lang.tag());
    usual(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    usual(VARY, "Accept-Language, Authorization");
    usual(X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

/// The title of the document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Một Cửa",
        description = "Giao diện lập trình của bộ phận một cửa điện tử. Thời điểm theo RFC 3339 với độ lệch +07:00, ngày theo ISO 8601, tiền tính bằng đồng (số nguyên), văn bản UTF-8 NFC. Lỗi theo RFC 9457; từ chối theo quy định có kèm căn cứ.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(ProblemBody)),
    security(("token" = [])),
)]
struct Head;

/// All documented routes.
fn described() -> OpenApiRouter<Api> {
    let mut head = Head::openapi();
    if let Some(components) = &mut head.components {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
    OpenApiRouter::with_openapi(head)
        .routes(routes!(token::token))
        .routes(routes!(procedure::list))
        .routes(routes!(procedure::show))
        .routes(routes!(dossier::file::file))
        .routes(routes!(dossier::show::show))
        .routes(routes!(dossier::journal::journal))
        .routes(routes!(dossier::actions::actions))
        .merge(dossier::act::routes())
        .routes(routes!(dossier::paper::paper))
        .routes(routes!(register::pdf))
        .routes(routes!(register::xlsx))
        .routes(routes!(worklist::worklist))
        .routes(routes!(supervision::supervision))
        .routes(routes!(supervision::opinions))
        .routes(routes!(board::board))
        .routes(routes!(statistics::statistics))
        .routes(routes!(books::give_guidance, books::guidances))
        .routes(routes!(books::begin_minute))
        .routes(routes!(books::show_minute))
        .routes(routes!(books::sign_minute))
        .routes(routes!(books::close_till))
        .routes(routes!(books::show_closing))
        .routes(routes!(books::confirm_closing))
        .routes(routes!(books::sign_letter))
        .routes(routes!(books::show_letter))
        .routes(routes!(books::answer_letter))
        .routes(routes!(books::ratings))
        .routes(routes!(book_papers::minute))
        .routes(routes!(book_papers::guidance))
        .routes(routes!(book_papers::letter))
        .routes(routes!(book_papers::closing))
        .routes(routes!(book_papers::settlement))
        .routes(routes!(files::store_file))
        .routes(routes!(uploads::begin_upload))
        .routes(routes!(uploads::show_upload, uploads::send_piece, uploads::end_upload))
        .routes(routes!(outbox::outbox))
        .routes(routes!(track::by_code))
        .routes(routes!(track::by_token))
}

static DOCUMENT: LazyLock<(Value, String)> = LazyLock::new(|| {
    let (_, openapi) = described().split_for_parts();
    let value = serde_json::to_value(openapi).unwrap_or_default();
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    (value, text)
});

/// The OpenAPI document.
#[must_use]
pub fn document() -> &'static Value {
    &DOCUMENT.0
}

/// The same as text, indented, ending without a line break.
#[must_use]
pub fn document_text() -> &'static str {
    &DOCUMENT.1
}
