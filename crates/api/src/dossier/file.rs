//! `POST /api/v1/dossiers`: records a dossier; at the counter checks and accepts it in the same act.

use app::dossier::input::PaymentInput;
use app::dossier::{Filing, Intent, file};
use app::person::PersonalData;
use axum::extract::State;
use axum::response::Response;
use domain::dossier::event::{ReceivedElsewhere, ReturnBy};
use domain::dossier::{Arrival, Posted};
use domain::ids::{ProcedureCode, UnitId};
use domain::procedure::Channel;
use jiff::civil::DateTime;
use serde_json::Value;

use super::new::{AtOnceBody, ElsewhereBody, IntentName, NewDossier, PaymentBody};
use super::parts::{ResultBody, all};
use super::summary::{DossierSummary, render};
use crate::Api;
use crate::extract::{Checked, Signed};
use crate::idempotency::{Key, reply};
use crate::lang::Lang;
use crate::problem::{Fault, Problem};
use crate::responses::Failures;
use crate::wire::Instant;

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
    let (known, now) = (api.app.reference(), api.app.store.now());
    match file::run(&api.app, &caller, filing(body.value, now)?, idempotency).await {
        Ok(answered) => reply(answered, &render),
        Err(error) => {
            let procedure = code.and_then(|code| api.procedure(&code));
            Err(Problem::from(error).named(&known, procedure.as_deref(), now.date()))
        }
    }
}

fn filing(body: NewDossier, now: DateTime) -> Result<Filing, Problem> {
    let mut faults = Vec::new();
    let arrival = arrival(&body, now, &mut faults);
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
        arrival,
        charges: all(body.charges),
        intent,
    })
}

/// How it arrived: a channel that needs a part of its own does not come without it. That a part goes
/// with the channel is for the use case.
fn arrival(body: &NewDossier, now: DateTime, faults: &mut Vec<Fault>) -> Arrival {
    let needs = match Channel::from(body.channel) {
        Channel::Post => ("posted", body.posted.is_some()),
        Channel::Agency => ("forwarded", body.forwarded.is_some()),
        Channel::Ministry => ("external", body.external.is_some()),
        // An authority document is asked for by the rules, which name their provision.
        Channel::Authorised | Channel::Counter | Channel::Online => ("", true),
    };
    if let (field, false) = needs {
        faults.push(Fault::new(
            field,
            "required-by-channel",
            "Kênh nộp đã chọn cần phần này.",
            "The channel that was chosen needs this part.",
        ));
    }
    let posted = body.posted.as_ref().map(|posted| Posted {
        minute: posted.minute.clone().into(),
        signed_at: posted.signed_at.map_or(now, |at| at.0),
        consignment: posted.consignment.clone(),
        postage: posted.postage,
        collected: posted.collected,
    });
    let forwarded = body.forwarded.as_ref().and_then(|forwarded| {
        Some((unit("forwarded.unit", &forwarded.unit, faults)?, forwarded.received_at.0))
    });
    let external =
        body.external.as_ref().map(|external| (external.system.clone(), external.reference.clone()));
    let return_desk = match body.return_desk.as_str() {
        "" => None,
        named => unit("return_desk", named, faults),
    };
    Arrival { posted, forwarded, return_desk, external }
}

fn unit(field: &str, text: &str, faults: &mut Vec<Fault>) -> Option<UnitId> {
    let unit = UnitId::new(text.trim()).ok();
    if unit.is_none() {
        faults.push(Fault::new(field, "unknown-unit", "Không có đơn vị này.", "There is no such unit."));
    }
    unit
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
    let given: [(&str, bool, &[IntentName]); 8] = [
        ("charges", !body.charges.is_empty(), &[Accept]),
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
