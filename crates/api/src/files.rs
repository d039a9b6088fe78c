//! Files kept for dossiers: scans and results.

use app::files::Kept;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Signed, file};
use crate::problem::Problem;
use crate::responses::Failures;

/// A stored file.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredFile {
    /// SHA-256 of the content: what `attach` and `send-result` name.
    sha256: String,
    /// Length in bytes.
    bytes: u64,
    /// Media type found by content.
    media: String,
    /// Pages; 0 where they could not be counted.
    pages: u16,
    /// What makes it hard to read, in Vietnamese; empty when nothing does.
    faults: Vec<&'static str>,
    /// Whether the virus scanner has not seen it yet: a dossier may name it, nobody can read it before.
    waits: bool,
}

/// Store a scan or result
#[utoipa::path(
    post, path = "/api/v1/files", tag = "tệp", operation_id = "store-file",
    summary = "Lưu một tệp quét hoặc tệp kết quả",
    description = "The body is the file itself: PDF, JPEG or PNG, at most 10 MB, 500 pages and 50 million pixels. Its type is found by content; \
                   what is two things at once, such as a PDF that is a zip too, is refused.",
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = StoredFile), Failures),
)]
pub async fn store_file(
    State(api): State<Api>,
    Signed(caller): Signed,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<StoredFile>), Problem> {
    // Whoever may attach to no dossier has no use for a file: staff of an agency or a desk, and applicants.
    if caller.person.postings.is_empty() {
        return Err(Problem::forbidden());
    }
    let arrived = file(&api, &headers, body).await?;
    let kept = api.blocking(move |app| app::files::keep(app, &arrived)).await??;
    Ok((StatusCode::CREATED, Json(StoredFile::from(kept))))
}

impl From<Kept> for StoredFile {
    fn from(kept: Kept) -> Self {
        Self {
            sha256: kept.scan.file,
            bytes: kept.scan.bytes,
            media: kept.scan.media,
            pages: kept.scan.pages,
            waits: kept.waits,
            faults: kept.look.faults.iter().map(|fault| fault.vi()).collect(),
        }
    }
}
