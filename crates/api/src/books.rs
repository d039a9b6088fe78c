//! The books of the office: guidance, minutes of the post, closings of tills, urging letters, ratings, files.

use app::books::{Once, cash, guidance, number_text, post, rating, urging};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::books::post_minute::Line;
use domain::ids::UnitId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Checked, Named as Reference, Params, Signed};
use crate::idempotency::Key;
use crate::problem::{Fault, Problem};
use crate::responses::{Failures, ReadFailures};
use crate::wire::{Day, Instant};

/// The id of the entry that a request led to.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryId {
    /// Its id.
    id: String,
    /// Its address.
    href: String,
}

impl EntryId {
    fn at(book: &str, id: String) -> Json<Self> {
        let href = format!("/api/v1/{book}/{id}");
        Json(Self { id, href })
    }
}

fn unit(field: &str, text: &str) -> Result<UnitId, Problem> {
    UnitId::new(text).map_err(|_| {
        Problem::invalid(vec![Fault::new(
            field,
            "unknown-unit",
            "Không có đơn vị này.",
            "There is no such unit.",
        )])
    })
}

/// Guidance to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGuidance {
    /// Code of the procedure.
    #[schema(max_length = 64)]
    procedure: String,
    /// `counter`, `phone`, `portal` or `letter`.
    #[schema(max_length = 20)]
    way: String,
    /// Who asked.
    #[serde(default)]
    #[schema(max_length = 200)]
    asker: String,
    /// Their telephone or address.
    #[serde(default)]
    #[schema(max_length = 300)]
    contact: String,
    /// The question.
    #[schema(max_length = 2000)]
    question: String,
    /// The answer.
    #[schema(max_length = 4000)]
    answer: String,
}

/// Record guidance
#[utoipa::path(
    post, path = "/api/v1/guidances", tag = "sổ sách", operation_id = "guide-before-filing",
    summary = "Ghi một lượt hướng dẫn",
    request_body = NewGuidance,
    responses((status = 201, description = "Recorded.", body = EntryId), Failures),
)]
pub async fn give_guidance(
    State(api): State<Api>,
    Signed(caller): Signed,
    key: Key,
    body: Checked<NewGuidance>,
) -> Result<(StatusCode, Json<EntryId>), Problem> {
    let once = key.once(body.fingerprint);
    let NewGuidance { procedure, way, asker, contact, question, answer } = body.value;
    let words = guidance::Words { asker, contact, question, answer };
    let new = guidance::NewGuidance { procedure, way, words };
    let id = guidance::give(&api.app, &caller, new, once).await?;
    Ok((StatusCode::CREATED, EntryId::at("guidances", id)))
}

/// Recorded guidance.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidanceRow {
    /// Id.
    id: String,
    /// Number of the year's book.
    number: String,
    /// When.
    at: Instant,
    /// By which way.
    way: &'static str,
    /// Code of the procedure.
    procedure: String,
    /// Version of the procedure that day.
    #[schema(required)]
    version: Option<u32>,
    /// Who asked; empty once erased.
    asker: String,
    /// The question; empty once erased.
    question: String,
    /// The answer; empty once erased.
    answer: String,
    /// Name of the officer.
    officer: String,
}

/// A page of guidance.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidancePage {
    /// The rows, the newest first.
    items: Vec<GuidanceRow>,
    /// Where the next page begins.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// The book of guidance
#[utoipa::path(
    get, path = "/api/v1/guidances", tag = "sổ sách", operation_id = "guidances",
    summary = "Sổ hướng dẫn",
    params(
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("limit" = Option<u16>, Query, description = "Rows, 1 to 200; 50 without it."),
    ),
    responses((status = 200, description = "A page.", body = GuidancePage), ReadFailures),
)]
pub async fn guidances(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<GuidancePage>, Problem> {
    let cursor = params.text("cursor");
    let limit = usize::from(params.limit(50));
    params.finish()?;
    let (found, next_cursor) = api.blocking(move |app| guidance::list(app, &caller, cursor, limit)).await??;
    let row = |one: guidance::Guidance| {
        let words = one.words.unwrap_or_default();
        GuidanceRow {
            id: one.id,
            number: number_text(one.number),
            at: Instant(one.at),
            way: one.way.name(),
            procedure: one.code,
            version: one.procedure.map(|procedure| procedure.version),
            asker: words.asker,
            question: words.question,
            answer: words.answer,
            officer: one.officer,
        }
    };
    Ok(Json(GuidancePage { items: found.into_iter().map(row).collect(), next_cursor }))
}

/// One consignment.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentLine {
    /// Number on the barcode.
    #[schema(max_length = 40)]
    consignment: String,
    /// Procedure, or what is written on it.
    #[serde(default)]
    #[schema(max_length = 300)]
    what: String,
    /// Postage in đồng.
    #[serde(default)]
    postage: i64,
    /// Charges and fees that the post collected, in đồng.
    #[serde(default)]
    collected: i64,
}

/// Consignments to hand over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMinute {
    /// Id of the desk; without it the caller's own, else the first.
    #[serde(default)]
    #[schema(max_length = 64)]
    desk: String,
    /// The consignments.
    #[schema(max_items = 200)]
    lines: Vec<ConsignmentLine>,
}

/// A minute of the post.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinuteBody {
    /// Id.
    id: String,
    /// Number of the year's book; empty until both sides signed.
    number: String,
    /// `waits`, `signed` or `sent-back`.
    state: String,
    /// Id of the desk.
    desk: String,
    /// When both sides had signed: the moment of submission.
    #[schema(required)]
    signed_at: Option<Instant>,
    /// The consignments.
    lines: Vec<ConsignmentLine>,
}

fn minute(minute: post::Minute) -> Json<MinuteBody> {
    let line = |line: Line| ConsignmentLine {
        consignment: line.consignment,
        what: line.what,
        postage: line.postage,
        collected: line.collected,
    };
    Json(MinuteBody {
        id: minute.id,
        number: number_text(minute.number),
        state: minute.state,
        desk: minute.desk.to_string(),
        signed_at: minute.signed_at.map(Instant),
        lines: minute.lines.into_iter().map(line).collect(),
    })
}

/// List consignments that the post hands over
#[utoipa::path(
    post, path = "/api/v1/post-minutes", tag = "sổ sách", operation_id = "list-consignments",
    summary = "Lập biên bản bàn giao bưu chính",
    request_body = NewMinute,
    responses((status = 201, description = "Listed; the other side signs.", body = EntryId), Failures),
)]
pub async fn begin_minute(
    State(api): State<Api>,
    Signed(caller): Signed,
    key: Key,
    body: Checked<NewMinute>,
) -> Result<(StatusCode, Json<EntryId>), Problem> {
    let once = key.once(body.fingerprint);
    let NewMinute { desk, lines } = body.value;
    let desk = if desk.is_empty() { None } else { Some(unit("desk", &desk)?) };
    let line = |line: ConsignmentLine| Line {
        consignment: line.consignment,
        what: line.what,
        postage: line.postage,
        collected: line.collected,
    };
    let lines = lines.into_iter().map(line).collect();
    let id = post::begin(&api.app, &caller, desk, lines, once).await?;
    Ok((StatusCode::CREATED, EntryId::at("post-minutes", id)))
}

/// A minute of the post
#[utoipa::path(
    get, path = "/api/v1/post-minutes/{id}", tag = "sổ sách", operation_id = "post-minute",
    summary = "Một biên bản bàn giao bưu chính",
    params(("id" = String, Path, description = "Id of the minute.")),
    responses((status = 200, description = "The minute.", body = MinuteBody), ReadFailures),
)]
pub async fn show_minute(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
) -> Result<Json<MinuteBody>, Problem> {
    Ok(minute(api.blocking(move |app| post::open(app, &caller, &id)).await??))
}

/// Sign a minute for the other side
#[utoipa::path(
    post, path = "/api/v1/post-minutes/{id}/signature", tag = "sổ sách", operation_id = "sign-post-minute",
    summary = "Ký biên bản bàn giao bưu chính",
    params(("id" = String, Path, description = "Id of the minute.")),
    responses((status = 200, description = "Signed by both sides.", body = MinuteBody), ReadFailures),
)]
pub async fn sign_minute(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
) -> Result<Json<MinuteBody>, Problem> {
    Ok(minute(post::sign(&api.app, &caller, &id).await?))
}

/// A closing to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClosing {
    /// Id of the desk.
    #[schema(max_length = 64)]
    desk: String,
    /// What was counted, in đồng.
    counted: i64,
    /// Why it differs.
    #[serde(default)]
    #[schema(max_length = 1000)]
    reason: String,
}

/// A closing of a till.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosingBody {
    /// Id.
    id: String,
    /// Number of the year's book.
    number: String,
    /// Id of the desk.
    desk: String,
    /// Id of the cashier.
    cashier: String,
    /// When.
    at: Instant,
    /// What was recorded, in đồng.
    expected: i64,
    /// What was counted, in đồng.
    counted: i64,
    /// Why it differs.
    reason: String,
    /// Id of the second person; empty while nobody confirmed.
    confirmed_by: String,
    /// Numbers of the receipts and vouchers that it covers.
    receipts: Vec<String>,
}

fn closing(own: cash::Closing) -> ClosingBody {
    ClosingBody {
        id: own.id,
        number: number_text(own.number),
        desk: own.unit.to_string(),
        cashier: own.cashier,
        at: Instant(own.at),
        expected: own.expected,
        counted: own.counted,
        reason: own.reason,
        confirmed_by: own.confirmed_by,
        receipts: own.movements.into_iter().map(|movement| movement.receipt).collect(),
    }
}

/// Close a till
#[utoipa::path(
    post, path = "/api/v1/cash-closings", tag = "sổ sách", operation_id = "close-till",
    summary = "Chốt tiền mặt của một ca",
    request_body = NewClosing,
    responses((status = 201, description = "Closed; a second person confirms.", body = EntryId), Failures),
)]
pub async fn close_till(
    State(api): State<Api>,
    Signed(caller): Signed,
    key: Key,
    body: Checked<NewClosing>,
) -> Result<(StatusCode, Json<EntryId>), Problem> {
    let once = key.once(body.fingerprint);
    let NewClosing { desk, counted, reason } = body.value;
    let desk = unit("desk", &desk)?;
    let id = cash::close(&api.app, &caller, &desk, counted, &reason, once).await?;
    Ok((StatusCode::CREATED, EntryId::at("cash-closings", id)))
}

/// A closing
#[utoipa::path(
    get, path = "/api/v1/cash-closings/{id}", tag = "sổ sách", operation_id = "cash-closing",
    summary = "Một biên bản chốt tiền mặt",
    params(("id" = String, Path, description = "Id of the closing.")),
    responses((status = 200, description = "The closing.", body = ClosingBody), ReadFailures),
)]
pub async fn show_closing(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
) -> Result<Json<ClosingBody>, Problem> {
    Ok(Json(closing(api.blocking(move |app| cash::open(app, &caller, &id)).await??)))
}

/// Confirm a closing as second person
#[utoipa::path(
    post, path = "/api/v1/cash-closings/{id}/confirmation", tag = "sổ sách", operation_id = "confirm-closing",
    summary = "Xác nhận biên bản chốt tiền mặt",
    params(("id" = String, Path, description = "Id of the closing.")),
    responses((status = 200, description = "Confirmed.", body = ClosingBody), ReadFailures),
)]
pub async fn confirm_closing(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
) -> Result<Json<ClosingBody>, Problem> {
    cash::confirm(&api.app, &caller, &id).await?;
    Ok(Json(closing(api.blocking(move |app| cash::open(app, &caller, &id)).await??)))
}

/// A letter to sign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLetter {
    /// Id of the urged agency.
    #[schema(max_length = 64)]
    unit: String,
    /// What it says; empty takes the draft that the facts make.
    #[serde(default)]
    #[schema(max_length = 8000)]
    text: String,
    /// Until when an answer is expected.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    answer_by: Option<String>,
}

/// Sign an urging letter
#[utoipa::path(
    post, path = "/api/v1/urging-letters", tag = "sổ sách", operation_id = "sign-urging-letter",
    summary = "Ký văn bản đôn đốc",
    request_body = NewLetter,
    responses((status = 201, description = "Signed.", body = EntryId), Failures),
)]
pub async fn sign_letter(
    State(api): State<Api>,
    Signed(caller): Signed,
    key: Key,
    body: Checked<NewLetter>,
) -> Result<(StatusCode, Json<EntryId>), Problem> {
    let once = key.once(body.fingerprint);
    let NewLetter { unit: to, text, answer_by } = body.value;
    let day = |text: String| {
        text.parse::<Date>().map_err(|_| {
            let (vi, en) = ("Ngày có dạng 2026-01-31.", "A day looks like 2026-01-31.");
            Problem::invalid(vec![Fault::new("answer_by", "not-a-day", vi, en)])
        })
    };
    let answer_by = answer_by.map(day).transpose()?;
    let new = urging::NewLetter { unit: unit("unit", &to)?, text, answer_by };
    let id = urging::sign(&api.app, &caller, new, once).await?;
    Ok((StatusCode::CREATED, EntryId::at("urging-letters", id)))
}

/// An urging letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterBody {
    /// Id.
    id: String,
    /// Number of the year's book.
    number: String,
    /// Id of the urged agency.
    unit: String,
    /// When it was signed.
    at: Instant,
    /// What it says.
    text: String,
    /// Until when an answer is expected.
    #[schema(required)]
    answer_by: Option<Day>,
    /// Codes of the late dossiers.
    dossiers: Vec<String>,
    /// The answer; empty while there is none.
    answer: String,
    /// When it was answered.
    #[schema(required)]
    answered_at: Option<Instant>,
}

/// A unit's answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterAnswer {
    /// What the unit says.
    #[schema(max_length = 8000)]
    answer: String,
}

fn letter(own: urging::Letter) -> Json<LetterBody> {
    Json(LetterBody {
        id: own.id,
        number: number_text(own.number),
        unit: own.unit.to_string(),
        at: Instant(own.at),
        text: own.text,
        answer_by: own.answer_by.map(Day),
        dossiers: own.facts.into_iter().map(|fact| fact.code).collect(),
        answer: own.answer,
        answered_at: own.answered_at.map(Instant),
    })
}

/// An urging letter
#[utoipa::path(
    get, path = "/api/v1/urging-letters/{id}", tag = "sổ sách", operation_id = "urging-letter",
    summary = "Một văn bản đôn đốc",
    params(("id" = String, Path, description = "Id of the letter.")),
    responses((status = 200, description = "The letter.", body = LetterBody), ReadFailures),
)]
pub async fn show_letter(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
) -> Result<Json<LetterBody>, Problem> {
    Ok(letter(api.blocking(move |app| urging::open(app, &caller, &id)).await??))
}

/// Answer an urging letter
#[utoipa::path(
    post, path = "/api/v1/urging-letters/{id}/answer", tag = "sổ sách", operation_id = "answer-urging-letter",
    summary = "Trả lời văn bản đôn đốc",
    params(("id" = String, Path, description = "Id of the letter.")),
    request_body = LetterAnswer,
    responses((status = 200, description = "Answered.", body = LetterBody), Failures),
)]
pub async fn answer_letter(
    State(api): State<Api>,
    Signed(caller): Signed,
    Reference(id): Reference,
    body: Checked<LetterAnswer>,
) -> Result<Json<LetterBody>, Problem> {
    urging::answer(&api.app, &caller, &id, &body.value.answer).await?;
    Ok(letter(api.blocking(move |app| urging::open(app, &caller, &id)).await??))
}

/// What the ratings of a month come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingSummary {
    /// The month, as `2025-06`.
    month: String,
    /// How many, flagged ones included.
    count: u32,
    /// How many were flagged because too many came at once.
    flagged: u32,
    /// How many chose each face, from very dissatisfied to very satisfied.
    faces: Vec<u32>,
    /// For the indicators 1, 3, 4 and 7: points and number of answers.
    indicators: Vec<Indicator>,
}

/// One indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct Indicator {
    /// Its number.
    number: u8,
    /// Points in all.
    points: u32,
    /// Answers.
    answers: u32,
}

/// Ratings of a month
#[utoipa::path(
    get, path = "/api/v1/ratings", tag = "sổ sách", operation_id = "ratings",
    summary = "Tổng hợp đánh giá của một tháng",
    params(("month" = Option<String>, Query, description = "As `2025-06`; this month without it.")),
    responses((status = 200, description = "The sums.", body = RatingSummary), ReadFailures),
)]
pub async fn ratings(
    State(api): State<Api>,
    Signed(caller): Signed,
    mut params: Params,
) -> Result<Json<RatingSummary>, Problem> {
    let read = |text: &str| format!("{text}-01").parse::<Date>().ok().filter(|_| text.len() == 7);
    let day = params.read("month", read, "Tháng có dạng 2025-06.", "A month looks like 2025-06.");
    params.finish()?;
    let month = day.unwrap_or_else(|| api.app.store.now().date()).strftime("%Y-%m").to_string();
    let asked = month.clone();
    let sum = api.blocking(move |app| rating::summary(app, &caller, &asked)).await??;
    let indicators = [1, 3, 4, 7].into_iter().zip(sum.indicators);
    Ok(Json(RatingSummary {
        month,
        count: sum.count,
        flagged: sum.flagged,
        faces: sum.faces.to_vec(),
        indicators: indicators
            .map(|(number, (points, answers))| Indicator { number, points, answers })
            .collect(),
    }))
}

impl Key {
    /// What a book needs; `None` when no key was sent.
    fn once(self, fingerprint: String) -> Option<Once> {
        self.text().map(|key| Once { key, fingerprint })
    }
}
