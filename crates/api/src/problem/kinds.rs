//! The kinds of failure, each with its status, code and words.

use app::files::State;
use axum::http::{HeaderValue, StatusCode};

use super::{Between, Fault, Problem, Text};

impl Problem {
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
        problem.0.retry_after = Some(seconds);
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

    /// 405: the address exists, the method does not.
    #[must_use]
    pub fn method_not_allowed(allow: Option<HeaderValue>) -> Self {
        let title = Text::new("Phương thức không được phép", "Method not allowed");
        let detail = Text::new(
            "Địa chỉ này không nhận phương thức HTTP đã dùng; xem tiêu đề Allow.",
            "This address does not take that HTTP method; see the header Allow.",
        );
        let mut problem = Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title, detail);
        problem.0.allow = allow;
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

    /// 422: a piece of an upload does not say where it begins.
    #[must_use]
    pub fn no_offset() -> Self {
        let detail = (
            "Cần tiêu đề Upload-Offset: số byte đã gửi.",
            "The header Upload-Offset is needed: how much has come.",
        );
        Self::invalid(vec![Fault::new("Upload-Offset", "required", detail.0, detail.1)])
    }

    /// 409: the next piece of an upload begins elsewhere.
    #[must_use]
    pub fn wrong_offset(offset: u64) -> Self {
        let title = Text::new("Sai vị trí phần tệp", "The piece begins elsewhere");
        let detail = Text::new(
            format!("Phần tiếp theo bắt đầu ở byte {offset}."),
            format!("The next piece begins at byte {offset}."),
        );
        Self::new(StatusCode::CONFLICT, "wrong-offset", title, detail)
    }

    /// 409: another piece of the upload is being received.
    #[must_use]
    pub fn upload_busy() -> Self {
        let title = Text::new("Tệp đang được tải lên", "The upload is busy");
        let detail = Text::new(
            "Một phần khác của tệp này đang được nhận; hãy hỏi lại vị trí sau ít giây.",
            "Another piece of it is being received; ask again in some seconds where it stands.",
        );
        Self::new(StatusCode::CONFLICT, "upload-busy", title, detail)
    }

    /// 409: a file may not be read: it waits to be scanned, or is infected.
    #[must_use]
    pub fn withheld(state: State) -> Self {
        if state == State::Infected {
            let title = Text::new("Tệp có mã độc", "The file is infected");
            let detail = Text::new(
                "Tệp đã bị cách ly; hãy đề nghị người nộp gửi lại bản quét khác.",
                "It was put aside; ask the applicant for another scan.",
            );
            return Self::new(StatusCode::CONFLICT, "infected", title, detail);
        }
        let title = Text::new("Tệp đang chờ quét mã độc", "The file waits to be scanned for viruses");
        let detail = Text::new("Hãy thử lại sau ít phút.", "Try again in some minutes.");
        Self::new(StatusCode::CONFLICT, "waiting-for-scan", title, detail)
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
        problem.0.faults = faults;
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
        let mut problem = Self::new(StatusCode::FORBIDDEN, "forbidden", title, detail);
        problem.0.basis = vec![domain::rights::BASIS];
        problem
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
        problem.0.reference = Some(reference);
        problem
    }

    /// 409: the dossier has changed; `between` is what happened since.
    pub(crate) fn stale(seen: u32, now: u32, between: Vec<Between>) -> Self {
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
        problem.0.revisions = Some((seen, now));
        problem.0.between = between;
        problem
    }

    /// 422: the idempotency key belongs to another request.
    pub(crate) fn key_reused() -> Self {
        let title = Text::new("Idempotency-Key đã dùng", "Idempotency-Key already used");
        let detail = Text::new(
            "Khóa này đã dùng cho một yêu cầu có nội dung khác; hãy dùng khóa mới.",
            "This key was used for a request with another content; use a new key.",
        );
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", title, detail)
    }
}
