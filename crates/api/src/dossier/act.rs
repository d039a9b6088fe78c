//! `POST /api/v1/dossiers/{ref}/actions/{action}`: one route per action, each with its own body.

use app::CommandError;
use app::dossier::act;
use axum::extract::State;
use axum::response::Response;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::input::{
    AcceptInput, AnswerEscalationInput, AskSupplementInput, AssignInput, CompleteStepInput,
    ConfirmResultInput, EscalateInput, GuideInput, HandOverInput, Input, NoteInput, NotifyInput, PayInput,
    RefuseInput, SendResultInput, SupplementInput, TakeInput, TransferInput, WithdrawInput,
};
use super::summary::{DossierSummary, render};
use super::turns::{
    AnswerConsultationInput, ApologiseInput, AttachInput, CameBackByPostInput, CheckPapersInput,
    ConfirmWithdrawalInput, ConsultInput, CorrectInput, ForwardResultInput, GiveToPostInput,
    HandOverCopyInput, InviteAgencyInput, OrderChainInput, RefundInput, ResumeClockInput, SetChargesInput,
    StopClockInput, SyncExternalInput, VoidFeeInput,
};
use crate::Api;
use crate::extract::{Checked, Named, NamedTwo, Signed};
use crate::idempotency::{Key, reply};
use crate::lang::Lang;
use crate::problem::{Between, Problem};
use crate::responses::Failures;

async fn run<T: Input + DeserializeOwned + ToSchema>(
    api: &Api,
    caller: &app::dossier::Caller,
    reference: &str,
    key: Key,
    lang: Lang,
    body: Checked<T>,
) -> Result<Response, Problem> {
    let (seen, action) = body.value.split();
    let render = render(200, lang);
    let idempotency = key.with(body.fingerprint, &render);
    match act::run(&api.app, caller, reference, Some(seen), action, idempotency).await {
        Ok(answered) => reply(answered, &render),
        Err(CommandError::Stale { seen, now }) => {
            // Only who may see the dossier gets this far, so the look needs no further check.
            let between = between(api, caller, reference, seen).await?;
            Err(Problem::stale(seen, now, between))
        }
        Err(error) => {
            let (known, day) = (api.app.reference(), api.app.store.now().date());
            Err(Problem::from(error).named(&known, api.procedure_of(reference).as_deref(), day))
        }
    }
}

/// What was recorded since the revision that the caller had seen.
async fn between(
    api: &Api,
    caller: &app::dossier::Caller,
    reference: &str,
    seen: u32,
) -> Result<Vec<Between>, Problem> {
    let id = act::find(&api.app, reference)?.id;
    let view = api.blocking(move |app| app::dossier::view::load(app, &id)).await??;
    Ok(super::journal::since(&view, caller, seen))
}

/// `…/actions/{action}` for every name that is no action here.
pub async fn unknown(Signed(_): Signed, NamedTwo(_, action): NamedTwo) -> Problem {
    Problem::unknown_action(&action)
}

/// Writes the routes of all actions: handler, documentation, and the table that `…/actions` lists.
macro_rules! actions {
    ($($handler:ident $path:literal $name:literal $input:ident $summary:literal;)+) => {
        /// Name of every action with the name of its input schema.
        pub const INPUTS: &[(&str, &str)] = &[$(($name, stringify!($input))),+];

        $(
            #[doc = $summary]
            #[utoipa::path(
                post, path = $path, tag = "hồ sơ", summary = $summary, operation_id = $name,
                request_body = $input,
                params(
                    ("reference" = String, Path, description = "Code or id of the dossier."),
                    ("Idempotency-Key" = Option<String>, Header, description = "1 to 200 visible ASCII characters; the same key and body give the first answer again."),
                ),
                responses((status = 200, description = "Done.", body = DossierSummary), Failures),
            )]
            pub async fn $handler(
                State(api): State<Api>,
                Signed(caller): Signed,
                Named(reference): Named,
                key: Key,
                lang: Lang,
                body: Checked<$input>,
            ) -> Result<Response, Problem> {
                run(&api, &caller, &reference, key, lang, body).await
            }
        )+

        /// The routes of all actions.
        pub fn routes() -> utoipa_axum::router::OpenApiRouter<Api> {
            utoipa_axum::router::OpenApiRouter::new()
                $(.routes(utoipa_axum::routes!($handler)))+
        }
    };
}

actions! {
    accept "/api/v1/dossiers/{reference}/actions/accept" "accept" AcceptInput "Tiếp nhận hồ sơ";
    guide "/api/v1/dossiers/{reference}/actions/guide" "guide" GuideInput "Hướng dẫn hoàn thiện hồ sơ, một lần";
    refuse "/api/v1/dossiers/{reference}/actions/refuse" "refuse" RefuseInput "Từ chối";
    escalate "/api/v1/dossiers/{reference}/actions/escalate" "escalate" EscalateInput "Xin ý kiến lãnh đạo Trung tâm";
    answer_escalation "/api/v1/dossiers/{reference}/actions/answer-escalation" "answer-escalation" AnswerEscalationInput "Trả lời ý kiến lãnh đạo";
    transfer "/api/v1/dossiers/{reference}/actions/transfer" "transfer" TransferInput "Chuyển hồ sơ";
    take "/api/v1/dossiers/{reference}/actions/take" "take" TakeInput "Nhận bàn giao";
    complete_step "/api/v1/dossiers/{reference}/actions/complete-step" "complete-step" CompleteStepInput "Hoàn thành bước";
    ask_supplement "/api/v1/dossiers/{reference}/actions/ask-supplement" "ask-supplement" AskSupplementInput "Yêu cầu bổ sung, một lần";
    supplement "/api/v1/dossiers/{reference}/actions/supplement" "supplement" SupplementInput "Ghi nhận giấy tờ bổ sung";
    send_result "/api/v1/dossiers/{reference}/actions/send-result" "send-result" SendResultInput "Chuyển kết quả về quầy";
    confirm_result "/api/v1/dossiers/{reference}/actions/confirm-result" "confirm-result" ConfirmResultInput "Xác nhận đã có kết quả";
    notify "/api/v1/dossiers/{reference}/actions/notify" "notify" NotifyInput "Ghi nhận đã báo cho người nộp";
    pay "/api/v1/dossiers/{reference}/actions/pay" "pay" PayInput "Ghi nhận phí, lệ phí đã nộp";
    hand_over "/api/v1/dossiers/{reference}/actions/hand-over" "hand-over" HandOverInput "Trả kết quả";
    withdraw "/api/v1/dossiers/{reference}/actions/withdraw" "withdraw" WithdrawInput "Rút hồ sơ";
    assign "/api/v1/dossiers/{reference}/actions/assign" "assign" AssignInput "Phân công người chịu trách nhiệm";
    note "/api/v1/dossiers/{reference}/actions/note" "note" NoteInput "Ghi chú";
    sync_external "/api/v1/dossiers/{reference}/actions/sync-external" "sync-external" SyncExternalInput "Ghi trạng thái trên hệ thống của bộ, ngành";
    check_papers "/api/v1/dossiers/{reference}/actions/check-papers" "check-papers" CheckPapersInput "Kiểm tra giấy tờ trước khi tiếp nhận";
    attach "/api/v1/dossiers/{reference}/actions/attach" "attach" AttachInput "Đính kèm tệp đã tải lên";
    invite_agency "/api/v1/dossiers/{reference}/actions/invite-agency" "invite-agency" InviteAgencyInput "Mời cơ quan cử người cùng xem xét";
    confirm_withdrawal "/api/v1/dossiers/{reference}/actions/confirm-withdrawal" "confirm-withdrawal" ConfirmWithdrawalInput "Người thứ hai xác nhận việc rút hồ sơ";
    correct "/api/v1/dossiers/{reference}/actions/correct" "correct" CorrectInput "Sửa sai sót của công chức, kèm xin lỗi";
    order_chain "/api/v1/dossiers/{reference}/actions/order-chain" "order-chain" OrderChainInput "Định thứ tự các cơ quan cùng giải quyết";
    consult "/api/v1/dossiers/{reference}/actions/consult" "consult" ConsultInput "Gửi lấy ý kiến các đơn vị";
    answer_consultation "/api/v1/dossiers/{reference}/actions/answer-consultation" "answer-consultation" AnswerConsultationInput "Trả lời yêu cầu lấy ý kiến";
    apologise "/api/v1/dossiers/{reference}/actions/apologise" "apologise" ApologiseInput "Xin lỗi và hẹn lại ngày trả, một lần";
    stop_clock "/api/v1/dossiers/{reference}/actions/stop-clock" "stop-clock" StopClockInput "Tạm dừng tính thời gian vì lý do luật định";
    resume_clock "/api/v1/dossiers/{reference}/actions/resume-clock" "resume-clock" ResumeClockInput "Tiếp tục tính thời gian";
    set_charges "/api/v1/dossiers/{reference}/actions/set-charges" "set-charges" SetChargesInput "Xác định phí, lệ phí phải nộp";
    void_fee "/api/v1/dossiers/{reference}/actions/void-fee" "void-fee" VoidFeeInput "Người thứ hai hủy khoản thu ghi nhầm";
    refund "/api/v1/dossiers/{reference}/actions/refund" "refund" RefundInput "Hoàn trả tiền";
    forward_result "/api/v1/dossiers/{reference}/actions/forward-result" "forward-result" ForwardResultInput "Chuyển kết quả đến quầy trả";
    give_to_post "/api/v1/dossiers/{reference}/actions/give-to-post" "give-to-post" GiveToPostInput "Giao kết quả cho bưu điện";
    came_back_by_post "/api/v1/dossiers/{reference}/actions/came-back-by-post" "came-back-by-post" CameBackByPostInput "Ghi nhận bưu điện trả lại kết quả";
    hand_over_copy "/api/v1/dossiers/{reference}/actions/hand-over-copy" "hand-over-copy" HandOverCopyInput "Gửi bản kết quả cho nơi nhận khác";
}
