//! `POST /api/v1/dossiers/{ref}/actions/{action}`: one route per action, each with its own body.

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
use crate::Api;
use crate::extract::{Checked, Named, NamedTwo, Signed};
use crate::idempotency::{Key, reply};
use crate::lang::Lang;
use crate::problem::Problem;
use crate::responses::Failures;

/// Actions that the contract names and this version does not offer.
pub const NOT_YET: [&str; 3] = ["consult", "answer-consultation", "apologise"];

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
        Err(error) => Err(Problem::from(error).named(api.procedure_of(reference).as_deref())),
    }
}

/// `…/actions/{action}` for every name that is no action here.
pub async fn unknown(Signed(_): Signed, NamedTwo(_, action): NamedTwo) -> Problem {
    if NOT_YET.contains(&action.as_str()) {
        Problem::action_not_available(&action)
    } else {
        Problem::unknown_action(&action)
    }
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
}
