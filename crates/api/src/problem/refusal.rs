//! What a refusal says to a person. The codes and the basis come from the core.

use calendar::text::{en_moment, vi_moment};
use domain::Refusal;
use domain::dossier::Stage;

use super::Text;

/// Title and detail of a refusal.
pub struct Told {
    /// What kind of refusal.
    pub title: Text,
    /// What happened and what to do.
    pub detail: Text,
}

/// Puts a refusal into words.
pub fn told(refusal: &Refusal) -> Told {
    intake(refusal)
        .or_else(|| supplement(refusal))
        .or_else(|| process(refusal))
        .unwrap_or_else(|| rest(refusal))
}

fn say(title_vi: &str, title_en: &str, vi: impl Into<String>, en: impl Into<String>) -> Option<Told> {
    Some(Told { title: Text::new(title_vi, title_en), detail: Text::new(vi, en) })
}

/// Refusals at intake.
fn intake(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::Incomplete { missing } => say(
            "Hồ sơ còn thiếu giấy tờ",
            "Papers are missing",
            format!(
                "Còn thiếu {} loại giấy tờ; danh sách dưới đây là đủ, bổ sung một lần là xong.",
                missing.len()
            ),
            format!(
                "{} papers are missing; the list is complete, so one more visit settles it.",
                missing.len()
            ),
        ),
        Refusal::ProcedureNotInForce => say(
            "Thủ tục chưa công bố hoặc đã hết hiệu lực",
            "The procedure is not in force",
            "Hôm nay không nhận hồ sơ theo thủ tục này.",
            "No dossier can be filed under this procedure today.",
        ),
        Refusal::ChannelNotOpen => say(
            "Không nhận qua kênh này",
            "The channel is not open",
            "Thủ tục này không mở kênh nộp đã chọn; hãy chọn kênh khác.",
            "The procedure is not open for that channel; choose another.",
        ),
        Refusal::ApplicantNotEntitled => say(
            "Đối tượng không thuộc diện nộp",
            "This kind of applicant cannot apply",
            "Thủ tục này không dành cho loại người nộp đã chọn.",
            "The procedure is not meant for that kind of applicant.",
        ),
        Refusal::CaseNeeded { .. } => say(
            "Cần chọn trường hợp",
            "A case must be chosen",
            "Thủ tục có nhiều trường hợp; hãy chọn một trường hợp trong danh sách.",
            "The procedure has several cases; name one of the list.",
        ),
        Refusal::PaperNotPublished { papers } => {
            let list: Vec<&str> = papers.iter().map(domain::ids::PaperCode::as_str).collect();
            let list = list.join(", ");
            say(
                "Giấy tờ ngoài danh mục công bố",
                "A paper is not in the published list",
                format!("Thủ tục công bố không có giấy tờ: {list}."),
                format!("The published procedure does not list: {list}."),
            )
        }
        Refusal::AlreadyAccepted { code } => say(
            "Hồ sơ đã được tiếp nhận",
            "Accepted before",
            format!("Hồ sơ đã tiếp nhận với mã {code}."),
            format!("The dossier was accepted with the code {code}."),
        ),
        Refusal::AlreadyGuided { at } => say(
            "Đã hướng dẫn một lần",
            "Guided once already",
            format!("Đã hướng dẫn hoàn thiện hồ sơ lúc {}; việc này chỉ làm một lần.", vi_moment(*at)),
            format!("Guidance was given at {}; it is given once only.", en_moment(*at)),
        ),
        _ => None,
    }
}

/// Refusals about the supplement after appraisal.
fn supplement(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::SupplementAlreadyAsked { at } => say(
            "Đã yêu cầu bổ sung một lần",
            "A supplement was asked once already",
            format!("Đã yêu cầu bổ sung lúc {}; không được yêu cầu lần thứ hai.", vi_moment(*at)),
            format!("A supplement was asked at {}; it cannot be asked a second time.", en_moment(*at)),
        ),
        Refusal::SupplementWindowOver { ended } => say(
            "Đã quá thời hạn yêu cầu bổ sung",
            "The time for asking a supplement is over",
            format!("Chỉ được yêu cầu bổ sung đến {}.", vi_moment(*ended)),
            format!("A supplement could be asked until {}.", en_moment(*ended)),
        ),
        Refusal::NotInAppraisal => say(
            "Hồ sơ không ở bước thẩm định",
            "Not in appraisal",
            "Chỉ được yêu cầu bổ sung khi hồ sơ đang được thẩm định.",
            "A supplement can only be asked while the dossier is appraised.",
        ),
        Refusal::SupplementIncomplete { missing } => say(
            "Bổ sung chưa đủ",
            "The supplement is incomplete",
            format!("Còn thiếu {} loại giấy tờ đã yêu cầu.", missing.len()),
            format!("{} of the papers asked for are still missing.", missing.len()),
        ),
        Refusal::RefusalTooLate { due } => say(
            "Đã quá thời hạn từ chối",
            "Too late to refuse",
            format!("Chỉ được từ chối trước khi hết hạn giải quyết, {}.", vi_moment(*due)),
            format!("It could be refused within the time limit, until {}.", en_moment(*due)),
        ),
        Refusal::EmptyReason { field, .. } => say(
            "Thiếu nội dung bắt buộc",
            "A reason is missing",
            format!("Trường “{field}” phải nêu rõ và đầy đủ."),
            format!("The field “{field}” must be stated in full."),
        ),
        _ => None,
    }
}

/// Refusals about the agency's process.
fn process(refusal: &Refusal) -> Option<Told> {
    match refusal {
        Refusal::WrongStage { stage, .. } => say(
            "Không làm được ở giai đoạn này",
            "Not possible at this stage",
            format!("Hồ sơ đang ở giai đoạn “{}”.", stage_vi(*stage)),
            format!("The dossier is at the stage “{}”.", stage.name()),
        ),
        Refusal::StepNotOpen { step, .. } => say(
            "Bước chưa đến lượt",
            "The step is not open",
            format!("Bước {step} chưa mở; không được bỏ bước. Các bước đang mở có trong danh sách."),
            format!("Step {step} is not open; no step can be skipped. The open ones are listed."),
        ),
        Refusal::StepsRemain { open } => say(
            "Còn bước chưa làm",
            "Steps remain",
            format!("Còn {} bước đang mở trước khi gửi kết quả.", open.len()),
            format!("{} open steps remain before the result can be sent.", open.len()),
        ),
        Refusal::WrongUnit { unit, expected, .. } => say(
            "Không đúng đơn vị",
            "Not the unit that must act",
            format!("Việc này thuộc đơn vị {expected}, không phải {unit}."),
            format!("The act belongs to the unit {expected}, not to {unit}."),
        ),
        Refusal::NotHolder => say(
            "Không phải người đang giữ hồ sơ",
            "Only the holder may do it",
            "Chỉ người đang chịu trách nhiệm về hồ sơ mới làm được việc này.",
            "Only the person accountable for the dossier may do this.",
        ),
        Refusal::NoProcess => say(
            "Chưa có quy trình nội bộ",
            "No approved process",
            "Thủ tục chưa có quy trình nội bộ được duyệt nên chưa chuyển được.",
            "The procedure has no approved internal process, so it cannot be transferred.",
        ),
        _ => None,
    }
}

/// Money, proof, and what only the schedule meets.
fn rest(refusal: &Refusal) -> Told {
    let told = match refusal {
        Refusal::Unpaid { outstanding } => say(
            "Chưa nộp đủ phí, lệ phí",
            "Charges are unpaid",
            format!("Còn phải nộp {outstanding} đồng trước khi trả kết quả."),
            format!("{outstanding} đồng must be paid before the result is handed over."),
        ),
        Refusal::WrongAmount { outstanding } => say(
            "Số tiền không khớp",
            "The amount does not fit",
            format!("Số tiền phải lớn hơn 0 và không quá {outstanding} đồng còn phải nộp."),
            format!("The amount must be above 0 and at most the {outstanding} đồng still owed."),
        ),
        Refusal::ProofMissing { field, .. } => say(
            "Thiếu giấy tờ chứng minh",
            "Proof is missing",
            format!("Cần có “{field}” để chứng minh."),
            format!("“{field}” is needed as proof."),
        ),
        Refusal::NotImmediate => say(
            "Không phải thủ tục trả ngay",
            "The result is not owed at once",
            "Thủ tục này có thời hạn giải quyết; không trả kết quả ngay được.",
            "This procedure has a time limit; its result is not given at once.",
        ),
        Refusal::Closed { stage } => say(
            "Hồ sơ đã kết thúc",
            "The dossier is closed",
            format!("Hồ sơ đã kết thúc: {}.", stage_vi(*stage)),
            format!("The dossier is closed: {}.", stage.name()),
        ),
        other => {
            say("Không thực hiện được", "Refused", "Quy định không cho phép việc này.", other.to_string())
        }
    };
    told.unwrap_or(Told { title: Text::default(), detail: Text::default() })
}

/// A stage in plain Vietnamese.
pub fn stage_vi(stage: Stage) -> &'static str {
    match stage {
        Stage::Submitted => "chờ tiếp nhận",
        Stage::Guided => "chờ hoàn thiện theo hướng dẫn",
        Stage::Escalated => "chờ lãnh đạo Trung tâm cho ý kiến",
        Stage::Accepted => "đã tiếp nhận",
        Stage::InTransit => "đang chuyển",
        Stage::Processing => "đang giải quyết",
        Stage::SupplementAsked => "chờ bổ sung",
        Stage::ResultSent => "kết quả đang chuyển về",
        Stage::ResultReady => "đã có kết quả",
        Stage::Returned => "đã trả kết quả",
        Stage::Refused => "đã từ chối",
        Stage::Withdrawn => "đã rút",
        Stage::ClockStopped => "tạm dừng tính thời gian",
        Stage::WithPost => "kết quả đang ở bưu điện",
        Stage::Lapsed => "đã đóng vì không bổ sung đúng hạn",
    }
}
