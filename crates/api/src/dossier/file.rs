//! `POST /api/v1/dossiers`: records a dossier; at the counter checks and accepts it in the same act.

use app::dossier::input::PaymentInput;
use app::dossier::{Filing, Intent, file};
use app::person::PersonalData;
use axum::extract::State;
use axum::response::Response;
use domain::dossier::event::{ReceivedElsewhere, ReturnBy};
use domain::ids::ProcedureCode;
use domain::procedure::Channel;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::input::{ItemBody, PaperBody, RepresentativeBody, ResultBody, all};
use super::summary::{DossierSummary, render};
use crate::Api;
use crate::extract::{Checked, Signed};
use crate::idempotency::{Key, reply};
use crate::lang::Lang;
use crate::names::{ApplicantKindName, ChannelName, PaymentMethodName, ReceiverProofName, ReturnByName};
use crate::problem::{Fault, Problem};
use crate::responses::Failures;
use crate::wire::Instant;

/// A new dossier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDossier {
    /// Code of the procedure.
    #[schema(max_length = 64)]
    procedure: String,
    /// Case, where the procedure has cases.
    #[serde(default)]
    #[schema(max_length = 64)]
    case: String,
    /// How it comes in; a citizen's own filing is always online.
    channel: ChannelName,
    /// Who applies.
    applicant: ApplicantBody,
    /// Who acts for the applicant.
    #[serde(default)]
    represented_by: Option<RepresentativeBody>,
    /// Papers handed in.
    #[schema(max_items = 200)]
    papers: Vec<PaperBody>,
    /// Sets handed in; without it one.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 20)]
    sets: Option<u16>,
    /// Answers of the electronic form, as an object.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    answers: Option<Map<String, Value>>,
    /// How the result goes back; without it at the counter.
    #[serde(default)]
    return_by: Option<ReturnByName>,
    /// A receipt elsewhere than at the Centre, with its evidence.
    #[serde(default)]
    received_elsewhere: Option<ElsewhereBody>,
    /// Filed online with an officer's help.
    #[serde(default)]
    assisted: bool,
    /// What the officer does in the same act; without it `accept` at the counter, else `register`.
    #[serde(default)]
    intent: Option<IntentName>,
    /// With `accept`: the applicant wants a receipt although none is due.
    #[serde(default)]
    receipt_wanted: bool,
    /// With `accept` of an immediate procedure: its result, given at once.
    #[serde(default)]
    result: Option<AtOnceBody>,
    /// With `guide`: what is wrong besides missing papers.
    #[serde(default)]
    #[schema(max_items = 200)]
    items: Vec<ItemBody>,
    /// With `guide`: the Centre is not competent.
    #[serde(default)]
    not_competent: bool,
    /// With `guide`: further guidance.
    #[serde(default)]
    #[schema(max_length = 4000)]
    remark: String,
    /// With `refuse`: the provision that forbids it.
    #[serde(default)]
    #[schema(max_length = 300)]
    ground: String,
    /// With `refuse` and `escalate`: why.
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: String,
}

/// The applicant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApplicant)]
struct ApplicantBody {
    /// What kind of applicant.
    kind: ApplicantKindName,
    /// Full name, or the organisation's name.
    #[schema(max_length = 200)]
    name: String,
    /// Identity, tax or enterprise number.
    #[serde(default)]
    #[schema(max_length = 30)]
    id_number: String,
    /// Telephone.
    #[serde(default)]
    #[schema(max_length = 30)]
    phone: String,
    /// E-mail.
    #[serde(default)]
    #[schema(max_length = 200)]
    email: String,
    /// Address.
    #[serde(default)]
    #[schema(max_length = 300)]
    address: String,
}

/// A receipt elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceivedElsewhere)]
struct ElsewhereBody {
    /// Where.
    #[schema(max_length = 200)]
    place: String,
    /// When, as the evidence says; RFC 3339 with offset.
    #[schema(format = DateTime, max_length = 40)]
    at: String,
    /// The evidence, for example the number of a hand-over minute.
    #[schema(max_length = 200)]
    evidence: String,
}

/// What happens in the same act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Intent)]
enum IntentName {
    /// Check and accept.
    Accept,
    /// Only record; a decision follows.
    Register,
    /// Guide once.
    Guide,
    /// Raise to the leader.
    Escalate,
    /// Refuse.
    Refuse,
}

/// The result of an immediate procedure, given in the same act.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResultAtOnce)]
struct AtOnceBody {
    /// Its name; without one the procedure's result.
    #[serde(default)]
    #[schema(max_length = 300)]
    name: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    number: String,
    /// What proved that the receiver is entitled.
    proof: ReceiverProofName,
    /// Payment taken in the same act.
    #[serde(default)]
    payment: Option<PaymentBody>,
}

/// A payment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPayment)]
struct PaymentBody {
    /// Amount in đồng.
    amount: i64,
    /// How.
    method: PaymentMethodName,
    /// Number of the receipt or proof.
    #[schema(max_length = 100)]
    receipt: String,
}

/// File a dossier
#[utoipa::path(
    post, path = "/api/v1/dossiers", tag = "hồ sơ", operation_id = "file-dossier",
    summary = "Nộp hồ sơ; tại quầy thì kiểm tra và tiếp nhận ngay trong một lần",
    request_body = NewDossier,
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 200 visible ASCII characters; the same key and body give the first answer again."),
    ),
    responses(
        (status = 201, description = "Recorded, and at the counter accepted.", body = DossierSummary),
        Failures,
    ),
)]
pub async fn file(
    State(api): State<Api>,
    Signed(caller): Signed,
    key: Key,
    lang: Lang,
    body: Checked<NewDossier>,
) -> Result<Response, Problem> {
    let render = render(201, lang);
    let idempotency = key.with(body.fingerprint, &render);
    let code = ProcedureCode::new(body.value.procedure.trim()).ok();
    match file::run(&api.app, &caller, filing(body.value)?, idempotency).await {
        Ok(answered) => reply(answered, &render),
        Err(error) => Err(Problem::from(error).named(code.and_then(|code| api.procedure(&code)).as_deref())),
    }
}

fn filing(body: NewDossier) -> Result<Filing, Problem> {
    let mut faults = Vec::new();
    let received_elsewhere =
        body.received_elsewhere.as_ref().and_then(|elsewhere| read_elsewhere(elsewhere, &mut faults));
    let intent = intent(&body, &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let applicant = body.applicant;
    Ok(Filing {
        procedure: body.procedure,
        case: Some(body.case).filter(|case| !case.is_empty()),
        channel: body.channel.into(),
        applicant_kind: applicant.kind.into(),
        applicant: PersonalData {
            name: applicant.name,
            id_number: applicant.id_number,
            phone: applicant.phone,
            email: applicant.email,
            address: applicant.address,
        },
        represented_by: body.represented_by.map(Into::into),
        papers: all(body.papers),
        sets: body.sets.unwrap_or(1),
        answers: body.answers.map(|answers| Value::Object(answers).to_string()),
        return_by: body.return_by.map_or(ReturnBy::Counter, Into::into),
        received_elsewhere,
        assisted: body.assisted,
        arrival: domain::dossier::Arrival::default(),
        intent,
    })
}

fn read_elsewhere(body: &ElsewhereBody, faults: &mut Vec<Fault>) -> Option<ReceivedElsewhere> {
    let Some(at) = Instant::parse(&body.at) else {
        faults.push(Fault::new(
            "received_elsewhere.at",
            "not-an-instant",
            "Thời điểm có dạng 2026-01-31T09:30:00+07:00.",
            "An instant looks like 2026-01-31T09:30:00+07:00.",
        ));
        return None;
    };
    Some(ReceivedElsewhere { place: body.place.clone(), at, evidence: body.evidence.clone() })
}

/// The intent with its fields; a field of another intent is a fault, never dropped in silence.
fn intent(body: &NewDossier, faults: &mut Vec<Fault>) -> Intent {
    let usual = if Channel::from(body.channel) == Channel::Counter {
        IntentName::Accept
    } else {
        IntentName::Register
    };
    let name = body.intent.unwrap_or(usual);
    use IntentName::{Accept, Escalate, Guide, Refuse, Register};
    let given: [(&str, bool, &[IntentName]); 7] = [
        ("receipt_wanted", body.receipt_wanted, &[Accept]),
        ("result", body.result.is_some(), &[Accept]),
        ("items", !body.items.is_empty(), &[Guide]),
        ("not_competent", body.not_competent, &[Guide]),
        ("remark", !body.remark.is_empty(), &[Guide]),
        ("ground", !body.ground.is_empty(), &[Refuse]),
        ("reason", !body.reason.is_empty(), &[Refuse, Escalate]),
    ];
    for (field, _, _) in given.iter().filter(|(_, given, fit)| *given && !fit.contains(&name)) {
        faults.push(Fault::new(
            *field,
            "not-with-intent",
            "Trường này không đi với intent đã chọn.",
            "This field does not go with that intent.",
        ));
    }
    let mut need = |field: &str, text: &str| {
        if text.trim().is_empty() {
            faults.push(Fault::new(
                field,
                "required",
                "Thiếu trường bắt buộc.",
                "A required field is missing.",
            ));
        }
    };
    match name {
        Register => Intent::Register,
        Guide => Intent::Guide {
            items: all(body.items.clone()),
            not_competent: body.not_competent,
            remark: body.remark.clone(),
        },
        Escalate => {
            need("reason", &body.reason);
            Intent::Escalate { reason: body.reason.clone() }
        }
        Refuse => {
            need("ground", &body.ground);
            need("reason", &body.reason);
            Intent::Refuse { ground: body.ground.clone(), reason: body.reason.clone() }
        }
        Accept => match &body.result {
            None => Intent::Accept { receipt_wanted: body.receipt_wanted },
            Some(result) => at_once(result, body.receipt_wanted),
        },
    }
}

fn at_once(body: &AtOnceBody, receipt_wanted: bool) -> Intent {
    let result = ResultBody { name: body.name.clone(), number: body.number.clone() };
    let payment = |payment: &PaymentBody| PaymentInput {
        amount: payment.amount,
        method: payment.method.into(),
        receipt: payment.receipt.clone(),
    };
    Intent::GiveAtOnce {
        result: result.into(),
        proof: body.proof.into(),
        receipt_wanted,
        payment: body.payment.as_ref().map(payment),
    }
}
