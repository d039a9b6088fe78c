//! Uploads that can go on where they broke off.

use app::files::uploads::{self, Misplaced, Upload};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Api;
use crate::extract::{Checked, Named, Signed, each};
use crate::files::StoredFile;
use crate::problem::Problem;
use crate::responses::Failures;

/// Where a piece begins.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// What is going to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// Its length in bytes.
    #[schema(minimum = 1, maximum = 10485760)]
    bytes: u64,
    /// SHA-256 of its content, 64 hexadecimal digits.
    sha256: String,
}

/// How far an upload has come.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadState {
    /// Its name.
    id: String,
    /// The length that was announced.
    bytes: u64,
    /// How much has come: where the next piece begins.
    offset: u64,
    /// The stored file, once everything has come; the upload is gone then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    file: Option<StoredFile>,
}

impl UploadState {
    fn of(upload: Upload, file: Option<StoredFile>) -> Self {
        Self { id: upload.id, bytes: upload.bytes, offset: upload.offset, file }
    }
}

/// Announce an upload
#[utoipa::path(
    post, path = "/api/v1/uploads", tag = "tệp", operation_id = "begin-upload",
    summary = "Báo trước một tệp sẽ tải lên từng phần",
    description = "For lines that break: announce length and SHA-256, then send pieces with PATCH. Unfinished uploads end \
                   after a day; a person may have eight.",
    request_body = NewUpload,
    responses((status = 201, description = "Announced; `Location` names it.", body = UploadState), Failures),
)]
pub async fn begin_upload(
    State(api): State<Api>,
    Signed(caller): Signed,
    body: Checked<NewUpload>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<UploadState>), Problem> {
    if caller.person.postings.is_empty() {
        return Err(Problem::forbidden());
    }
    let new = body.value;
    let begun = api.blocking(move |app| uploads::begin(app, &caller, new.bytes, &new.sha256)).await??;
    let place = format!("/api/v1/uploads/{}", begun.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], Json(UploadState::of(begun, None))))
}

/// How far an upload has come
#[utoipa::path(
    get, path = "/api/v1/uploads/{id}", tag = "tệp", operation_id = "show-upload",
    summary = "Tệp tải lên từng phần đã nhận đến đâu",
    description = "After a line broke: `offset`, also in the header `Upload-Offset`, is where the next piece begins. HEAD \
                   answers with the header alone.",
    params(("id" = String, Path, description = "Name of the upload.")),
    responses((status = 200, description = "Where it stands.", body = UploadState), Failures),
)]
pub async fn show_upload(
    State(api): State<Api>,
    Signed(caller): Signed,
    Named(id): Named,
) -> Result<([(HeaderName, String); 1], Json<UploadState>), Problem> {
    let found = api.blocking(move |app| uploads::find(app, &caller, &id)).await??;
    Ok(([(OFFSET, found.offset.to_string())], Json(UploadState::of(found, None))))
}

/// Send the next piece
#[utoipa::path(
    patch, path = "/api/v1/uploads/{id}", tag = "tệp", operation_id = "send-piece",
    summary = "Gửi phần tiếp theo của tệp",
    description = "The body is the next piece, its begin in the header `Upload-Offset`. A piece that breaks off counts as \
                   far as it came. With the last piece the file is checked and kept, and `file` is what acts name.",
    params(
        ("id" = String, Path, description = "Name of the upload."),
        ("Upload-Offset" = u64, Header, description = "Where the piece begins: how much has come."),
    ),
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, description = "Taken.", body = UploadState), Failures),
)]
pub async fn send_piece(
    State(api): State<Api>,
    Signed(caller): Signed,
    Named(id): Named,
    headers: HeaderMap,
    body: Body,
) -> Result<([(HeaderName, String); 1], Json<UploadState>), Problem> {
    let told = headers.get(OFFSET).and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
    let offset = told.ok_or_else(Problem::no_offset)?;
    let begun = api.blocking(move |app| uploads::receive(app, &caller, &id, offset)).await?;
    let mut piece = begun.map_err(|misplaced| match misplaced {
        Misplaced::At(offset) => Problem::wrong_offset(offset),
        Misplaced::Busy => Problem::upload_busy(),
        Misplaced::Failed(error) => error.into(),
    })?;
    let write = |bytes: &[u8]| piece.write(bytes).map_err(|error| app::files::broken(&error).into());
    each(&headers, body, app::files::LARGEST, write).await?;
    let (upload, kept) = api.blocking(move |app| piece.finish(app)).await??;
    let state = UploadState::of(upload, kept.map(StoredFile::from));
    Ok(([(OFFSET, state.offset.to_string())], Json(state)))
}

/// End an upload
#[utoipa::path(
    delete, path = "/api/v1/uploads/{id}", tag = "tệp", operation_id = "end-upload",
    summary = "Hủy một tệp đang tải lên dở dang",
    params(("id" = String, Path, description = "Name of the upload.")),
    responses((status = 204, description = "It is gone."), Failures),
)]
pub async fn end_upload(
    State(api): State<Api>,
    Signed(caller): Signed,
    Named(id): Named,
) -> Result<StatusCode, Problem> {
    api.blocking(move |app| uploads::end(app, &caller, &id)).await??;
    Ok(StatusCode::NO_CONTENT)
}
