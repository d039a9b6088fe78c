//! `POST /ho-so/{ref}/viec/{action}`: form to use case, then back to the dossier.

use std::sync::Arc;

use app::dossier::act as use_case;
use app::dossier::input::{Action, ItemInput, PaperInput, PaymentInput, ReceiverInput, ResultInput};
use app::dossier::{DossierView, Idempotency};
use app::person::Representative;
use app::{CommandError, StoredAnswer};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::dossier::event::{NoticeChannel, NoticeKind, PaymentMethod, ReceiverProof, ReturnBy};

use super::forms::{self, Trouble};
use super::name;
use crate::posted::{KEY, Posted};
use crate::{FailedPage, Signed, Web, refusal, url};

/// Does the act and shows the dossier; what is refused comes back with every typed word.
///
/// # Errors
///
/// 403 and 404 as pages; a refusal, a fault or a conflict is the form again.
pub async fn run(
    State(web): State<Web>,
    signed: Signed,
    Path((reference, action)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, FailedPage> {
    let opened = super::open(&web, &signed, &reference).await?;
    let input = match read(&action, &posted, &opened) {
        Ok(input) => input,
        Err(Unread::NoSuchAction) => return Err(FailedPage::not_found()),
        Err(Unread::Faults(faults)) => {
            let trouble = Trouble { faults, ..Trouble::default() };
            return again(&web, &signed, &opened, &action, &posted, &trouble);
        }
    };
    let key = idempotency(&posted, &action);
    let done = use_case::run(&web.app, &signed.caller, &reference, posted.seen(), input, key).await;
    let trouble = match done {
        Ok(_) => {
            let to = url::with_query(&url::dossier(&name(&opened)), &[("xong", &action)]);
            return Ok(Redirect::to(&to).into_response());
        }
        Err(CommandError::Refused(refused)) => {
            let told = refusal::told(signed.lang, &refused, Some(&opened.procedure));
            Trouble { refused: Some(told), ..Trouble::default() }
        }
        Err(CommandError::Invalid(faults)) => {
            let faults = faults.into_iter().map(|fault| (fault.field, fault.detail)).collect();
            Trouble { faults, ..Trouble::default() }
        }
        Err(CommandError::Stale { seen, .. }) => Trouble { stale_since: Some(seen), ..Trouble::default() },
        Err(other) => return Err(other.into()),
    };
    // The page shows the dossier as it is now, not as it was when the form was opened.
    let now = super::open(&web, &signed, &reference).await?;
    again(&web, &signed, &now, &action, &posted, &trouble)
}

fn again(
    web: &Web,
    signed: &Signed,
    view: &DossierView,
    action: &str,
    posted: &Posted,
    trouble: &Trouble,
) -> Result<Response, FailedPage> {
    forms::page(web, signed, view, action, posted, trouble).ok_or_else(FailedPage::not_found)
}

/// One key serves a whole page, so the act is part of the stored key.
fn idempotency(posted: &Posted, action: &str) -> Option<Idempotency> {
    let key = posted.get(KEY);
    if key.is_empty() {
        return None;
    }
    let told: Vec<String> = posted.decided().map(|(name, value)| format!("{name}={value}")).collect();
    Some(Idempotency {
        key: format!("{action}:{key}"),
        fingerprint: app::dossier::shell::token_hash(&format!("{action}|{}", told.join("&"))),
        render: Arc::new(|_| StoredAnswer { status: 303, body: String::new() }),
    })
}

enum Unread {
    NoSuchAction,
    Faults(Vec<(String, String)>),
}

fn read(action: &str, posted: &Posted, view: &DossierView) -> Result<Action, Unread> {
    let text = |field: &str| posted.get(field).to_owned();
    let fault =
        |field: &str| Unread::Faults(vec![(field.to_owned(), "Chưa chọn; hãy chọn một mục.".to_owned())]);
    Ok(match action {
        "accept" => Action::Accept { receipt_wanted: posted.has("receipt_wanted") },
        "guide" => Action::Guide {
            items: items(posted, view),
            not_competent: posted.has("not_competent"),
            remark: text("remark"),
        },
        "refuse" => Action::Refuse { ground: text("ground"), reason: text("reason") },
        "escalate" => Action::Escalate { reason: text("reason") },
        "answer-escalation" => Action::AnswerEscalation { answer: text("answer"), to: text("to") },
        "transfer" => Action::Transfer { to: String::new(), paper: with_paper(posted, view) },
        "take" => Action::Take { paper: with_paper(posted, view) },
        "complete-step" => {
            Action::CompleteStep { step: text("step"), note: text("note"), next_person: String::new() }
        }
        "ask-supplement" => Action::AskSupplement { items: items(posted, view), reason: text("reason") },
        "supplement" => Action::Supplement { papers: papers(posted, view) },
        "send-result" => Action::SendResult { result: result(posted) },
        "confirm-result" => Action::ConfirmResult,
        "notify" => Action::Notify {
            kind: notice_kind(posted.get("kind")).ok_or_else(|| fault("kind"))?,
            channel: notice_channel(posted.get("channel")).ok_or_else(|| fault("channel"))?,
            proof: text("proof"),
        },
        "pay" => Action::Pay(PaymentInput {
            amount: amount(posted.get("amount")).ok_or_else(|| {
                Unread::Faults(vec![("amount".to_owned(), "Số tiền là số nguyên đồng.".to_owned())])
            })?,
            method: payment_method(posted.get("method")).ok_or_else(|| fault("method"))?,
            receipt: text("receipt"),
        }),
        "hand-over" => Action::HandOver {
            by: return_by(posted.get("by")).unwrap_or(ReturnBy::Counter),
            proof: proof(posted.get("proof")).ok_or_else(|| fault("proof"))?,
            receiver: receiver(posted),
            result: result(posted),
        },
        "withdraw" => Action::Withdraw { reason: text("reason"), proof: text("proof") },
        "assign" => Action::Assign { to: text("to"), reason: text("reason") },
        "note" => Action::Note { text: text("text") },
        _ => return Err(Unread::NoSuchAction),
    })
}

/// A press without a choice takes the paper along, when there is one to take.
fn with_paper(posted: &Posted, view: &DossierView) -> bool {
    view.dossier.has_paper() && posted.get("paper") != "0"
}

/// The published papers beside which something was written.
fn items(posted: &Posted, view: &DossierView) -> Vec<ItemInput> {
    view.procedure
        .papers
        .iter()
        .filter_map(|paper| {
            let what = posted.get(&format!("what.{}", paper.code)).trim().to_owned();
            (!what.is_empty()).then(|| ItemInput { paper: paper.code.to_string(), what })
        })
        .collect()
}

/// The ticked papers; a tick without counts, as from a browser without a script, means what was asked for.
#[must_use]
pub fn papers(posted: &Posted, view: &DossierView) -> Vec<PaperInput> {
    view.procedure
        .papers
        .iter()
        .filter_map(|paper| {
            let code = paper.code.as_str();
            let count = |kind: &str| posted.number::<u16>(&format!("{kind}.{code}")).unwrap_or(0);
            let (originals, copies) = (count("originals"), count("copies"));
            let ticked = posted.has(&format!("paper.{code}"));
            let counted = originals > 0 || copies > 0;
            (ticked || counted).then(|| {
                let asked = (paper.originals.unwrap_or(1), paper.copies.unwrap_or(0));
                let (originals, copies) = if counted { (originals, copies) } else { asked };
                PaperInput { code: code.to_owned(), originals, copies }
            })
        })
        .collect()
}

fn result(posted: &Posted) -> ResultInput {
    ResultInput {
        name: posted.get("result_name").to_owned(),
        number: posted.get("result_number").to_owned(),
        file: None,
    }
}

fn receiver(posted: &Posted) -> Option<ReceiverInput> {
    posted.has("receiver_name").then(|| ReceiverInput {
        person: Representative {
            name: posted.get("receiver_name").to_owned(),
            id_number: posted.get("receiver_id").to_owned(),
            phone: String::new(),
            authority: posted.get("receiver_authority").to_owned(),
        },
    })
}

/// Digits with or without the dots of thousands.
fn amount(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ' | '₫')).collect();
    digits.parse().ok()
}

fn notice_kind(text: &str) -> Option<NoticeKind> {
    Some(match text {
        "nearly-due" => NoticeKind::NearlyDue,
        "result-ready" => NoticeKind::ResultReady,
        "other" => NoticeKind::Other,
        _ => return None,
    })
}

fn notice_channel(text: &str) -> Option<NoticeChannel> {
    Some(match text {
        "sms" => NoticeChannel::Sms,
        "email" => NoticeChannel::Email,
        "phone" => NoticeChannel::Phone,
        "social-network" => NoticeChannel::SocialNetwork,
        "letter" => NoticeChannel::Letter,
        "in-person" => NoticeChannel::InPerson,
        _ => return None,
    })
}

fn payment_method(text: &str) -> Option<PaymentMethod> {
    Some(match text {
        "cash" => PaymentMethod::Cash,
        "transfer" => PaymentMethod::Transfer,
        "proof-shown" => PaymentMethod::ProofShown,
        "online" => PaymentMethod::Online,
        _ => return None,
    })
}

fn return_by(text: &str) -> Option<ReturnBy> {
    Some(match text {
        "counter" => ReturnBy::Counter,
        "post" => ReturnBy::Post,
        "online" => ReturnBy::Online,
        _ => return None,
    })
}

fn proof(text: &str) -> Option<ReceiverProof> {
    Some(match text {
        "receipt-and-identity" => ReceiverProof::ReceiptAndIdentity,
        "identity-only" => ReceiverProof::IdentityOnly,
        "authority" => ReceiverProof::Authority,
        "post-delivery" => ReceiverProof::PostDelivery,
        "account" => ReceiverProof::Account,
        _ => return None,
    })
}
