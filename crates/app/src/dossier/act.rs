//! Everything done to a dossier after it was filed.

use std::sync::{Arc, OnceLock};

use domain::dossier::event::{DataRef, PaymentMethod};
use domain::dossier::{Command, Dossier, Stage, open_of};
use domain::ids::{DossierId, PersonId, StepId, UnitId};
use domain::procedure::Procedure;
use jiff::civil::{Date, DateTime};
use store::{Batch, DossierRow, Loaded, Reads, Ref};

use super::file::{check_papers, items, result_paper, submitted};
use super::input::{Action, ReceiverInput};
use super::notices::{Contact, Outgoing};
use super::shell::{Answered, Caller, Idempotency, Plan, keep, random_hex, token_hash};
use super::{turn, view};
use crate::App;
use crate::error::{CommandError, FieldError};
use crate::person::{check_text, clean};
use crate::reference::Reference;

/// Does `action` to the dossier that `reference` names (a code or an id).
///
/// `seen` is the revision on the caller's screen; without one the act is done on whatever is there,
/// which only the schedule and the simulation do.
///
/// # Errors
///
/// Every case of [`CommandError`]. Nothing is recorded unless this returns `Ok`.
pub async fn run(
    app: &App,
    caller: &Caller,
    reference: &str,
    seen: Option<u32>,
    action: Action,
    idempotency: Option<Idempotency>,
) -> Result<Answered, CommandError> {
    let row = find(app, reference)?;
    let place = Place { id: row.id, desk: row.desk, holder_unit: row.holder_unit, applicant: row.applicant };
    let now = app.store.now();
    let id = place.id.clone();
    let unknown = crate::files::unknown(app, &action).await?;
    let mut act = plan(app, caller, place, seen, action, idempotency, now, &mut random_hex);
    if act.is_ok() && !unknown.is_empty() {
        act = Err(CommandError::Invalid(unknown));
    }
    if matches!(act, Err(CommandError::Invalid(_))) {
        // Faulty input must not tell that there is a dossier which the caller may not know of.
        view::admit(&view::load(app, &id)?, caller)?;
    }
    let act = Arc::new(act?);
    let reads = Arc::clone(&act);
    let done = app.store.act(move |at| reads.reads(at), move |loaded| act.decide(loaded)).await;
    app.told(&id, done)
}

/// Where a dossier is, as far as an act must know before the store loads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The dossier.
    pub id: DossierId,
    /// The receiving desk.
    pub desk: UnitId,
    /// The unit that has it.
    pub holder_unit: UnitId,
    /// Id of the applicant's row beside the journal.
    pub applicant: String,
}

/// An act that is ready for the store: all input checked, all random values drawn.
pub struct DossierAct {
    plan: Plan,
    action: Action,
    receiver: Option<DataRef>,
}

impl DossierAct {
    /// Nothing leaves by this act: what would be sent counts as delivered.
    #[must_use]
    pub fn with_assumed_delivery(mut self) -> Self {
        self.plan.messages = self.plan.messages.assumed();
        self
    }

    /// What the store must load.
    #[must_use]
    pub fn reads(&self, at: DateTime) -> Reads {
        self.plan.reads(at)
    }

    /// The decision, to be made inside the store's transaction.
    ///
    /// # Errors
    ///
    /// Every case of [`CommandError`].
    pub fn decide(&self, loaded: &Loaded) -> Result<(Answered, Batch), CommandError> {
        let day = loaded.at.date();
        self.plan.decide(loaded, &|dossier| {
            commands(&self.plan, dossier, &self.action, self.receiver.clone(), day)
        })
    }
}

/// The row that a code, an id or a tracking token names.
///
/// # Errors
///
/// [`CommandError::NotFound`], or the store's failure.
pub fn find(app: &App, reference: &str) -> Result<DossierRow, CommandError> {
    let text = reference.trim();
    let wanted = match DossierId::new(text) {
        Ok(id) => Ref::Id(id),
        Err(_) => Ref::Code(text.to_owned()),
    };
    app.store.find(&wanted)?.ok_or(CommandError::NotFound)
}

/// The row that a tracking token names.
///
/// # Errors
///
/// As [`find`].
pub fn find_by_token(app: &App, token: &str) -> Result<DossierRow, CommandError> {
    app.store.find(&Ref::TokenHash(token_hash(token)))?.ok_or(CommandError::NotFound)
}

/// Checks an action on `day` and draws its random values from `random`.
///
/// # Errors
///
/// [`CommandError::Invalid`] with every faulty field.
#[expect(clippy::too_many_arguments, reason = "everything an act needs, named once")]
pub fn plan(
    app: &App,
    caller: &Caller,
    place: Place,
    seen: Option<u32>,
    mut action: Action,
    idempotency: Option<Idempotency>,
    at: DateTime,
    random: &mut dyn FnMut() -> Result<String, CommandError>,
) -> Result<DossierAct, CommandError> {
    let (reference, day) = (app.reference(), at.date());
    check(&mut action)?;
    let mut private = Vec::new();
    let mut receiver = None;
    if let Action::HandOver { receiver: Some(ReceiverInput { person }), .. } = &action {
        let data = serde_json::to_string(person).map_err(|_| CommandError::NotFound)?;
        let (kept, row) = keep(at, "receiver", data, None, random)?;
        receiver = Some(kept);
        private.push(row);
    }
    let plan = Plan {
        seen,
        slip_unit: slip_unit(caller, &place, &reference, day),
        slip_kind: match action {
            Action::Guide { .. } | Action::AskSupplement { .. } => "02",
            Action::Refuse { .. } => "03",
            Action::Apologise { .. } | Action::Correct { .. } => "04",
            Action::ConfirmWithdrawal => "TB",
            Action::Pay(_) => "BL",
            Action::Refund { .. } => "PC",
            Action::GiveToPost { .. } => "BC",
            _ => "01",
        },
        receipt: match &action {
            Action::Pay(payment) => Some(payment.receipt.clone()),
            _ => None,
        },
        contact: Contact::Row(place.applicant),
        messages: Outgoing::draw(random)?,
        books: OnceLock::new(),
        id: place.id,
        desk: place.desk,
        caller: caller.clone(),
        private,
        token: None,
        reference,
        idempotency,
        procedure: None,
    };
    Ok(DossierAct { plan, action, receiver })
}

/// Slips of the desk are numbered in the desk's book, slips of an agency in the agency's.
fn slip_unit(caller: &Caller, place: &Place, reference: &Reference, day: Date) -> UnitId {
    match caller.acting_unit(&[&place.holder_unit, &place.desk], &reference.organisation, day) {
        Some(unit) if unit != place.desk => reference.organisation.agency_of(&unit, day),
        _ => place.desk.clone(),
    }
}

fn check(action: &mut Action) -> Result<(), CommandError> {
    let mut faults = Vec::new();
    match action {
        Action::Refuse { ground, reason } => {
            check_text("ground", ground, true, 300, false, &mut faults);
            check_text("reason", reason, true, 4000, true, &mut faults);
        }
        Action::Escalate { reason } | Action::AskSupplement { reason, .. } => {
            check_text("reason", reason, true, 4000, true, &mut faults);
        }
        Action::AnswerEscalation { answer, .. } => {
            check_text("answer", answer, true, 4000, true, &mut faults);
        }
        Action::Guide { remark, .. } => check_text("remark", remark, false, 4000, true, &mut faults),
        Action::CompleteStep { note, .. } => check_text("note", note, false, 4000, true, &mut faults),
        Action::Supplement { papers } => check_papers("papers", papers, &mut faults),
        Action::SendResult { result } => {
            check_text("result.name", &mut result.name, false, 300, false, &mut faults);
            check_text("result.number", &mut result.number, false, 100, false, &mut faults);
        }
        Action::Notify { proof, .. } => check_text("proof", proof, true, 500, false, &mut faults),
        Action::Pay(payment) => {
            // Cash gets a numbered receipt of the desk when no other is named.
            let required = payment.method != PaymentMethod::Cash;
            check_text("receipt", &mut payment.receipt, required, 100, false, &mut faults);
        }
        Action::HandOver { receiver, result, .. } => {
            if let Some(receiver) = receiver {
                receiver.person.check("receiver", &mut faults);
            }
            check_text("result.name", &mut result.name, false, 300, false, &mut faults);
            check_text("result.number", &mut result.number, false, 100, false, &mut faults);
        }
        Action::Withdraw { reason, proof } => {
            check_text("reason", reason, true, 4000, true, &mut faults);
            check_text("proof", proof, true, 500, false, &mut faults);
        }
        Action::Assign { reason, .. } => check_text("reason", reason, false, 1000, true, &mut faults),
        Action::Note { text } => check_text("text", text, true, 4000, true, &mut faults),
        Action::SyncExternal { .. }
        | Action::CheckPapers { .. }
        | Action::Attach { .. }
        | Action::InviteAgency { .. }
        | Action::ConfirmWithdrawal
        | Action::Correct { .. }
        | Action::OrderChain { .. }
        | Action::Consult { .. }
        | Action::AnswerConsultation { .. }
        | Action::Apologise { .. }
        | Action::StopClock { .. }
        | Action::ResumeClock
        | Action::SetCharges { .. }
        | Action::VoidFee { .. }
        | Action::Refund { .. }
        | Action::ForwardResult
        | Action::GiveToPost { .. }
        | Action::CameBackByPost { .. }
        | Action::HandOverCopy { .. } => turn::check(action, &mut faults),
        Action::Accept { .. } | Action::Transfer { .. } | Action::Take { .. } | Action::ConfirmResult => {}
    }
    if faults.is_empty() { Ok(()) } else { Err(CommandError::Invalid(faults)) }
}

fn commands(
    plan: &Plan,
    dossier: Option<&Dossier>,
    action: &Action,
    receiver: Option<DataRef>,
    day: Date,
) -> Result<Vec<Command>, CommandError> {
    let dossier = dossier.ok_or(CommandError::NotFound)?;
    let procedure = plan.reference.procedure_pinned(&dossier.procedure).ok_or(CommandError::NotFound)?;
    let command = match action {
        Action::Accept { receipt_wanted } => Command::Accept { receipt_wanted: *receipt_wanted },
        Action::Guide { items: asked, not_competent, remark } => Command::Guide {
            items: items("items", asked)?,
            not_competent: *not_competent,
            remark: remark.clone(),
        },
        Action::Refuse { ground, reason } => {
            Command::Refuse { ground: ground.clone(), reason: reason.clone() }
        }
        Action::Escalate { reason } => {
            Command::Escalate { to: plan.reference.province.meta.centre.clone(), reason: reason.clone() }
        }
        Action::AnswerEscalation { answer, to } => Command::AnswerEscalation {
            answer: answer.clone(),
            to: desk_officer(plan, dossier, procedure, to, day)?,
        },
        Action::Transfer { to, paper } => Command::Transfer { to: unit("to", to)?, paper: *paper },
        Action::Take { paper } => Command::Take { holder: None, paper: *paper },
        Action::CompleteStep { step, note, next_person } => Command::CompleteStep {
            step: which_step(dossier, procedure, step)?,
            note: note.clone(),
            next_person: person(plan, "next_person", next_person)?,
        },
        Action::AskSupplement { items: asked, reason } => {
            Command::AskSupplement { items: items("items", asked)?, reason: reason.clone() }
        }
        Action::Supplement { papers } => Command::Supplement { papers: submitted(papers) },
        Action::SendResult { result } => Command::SendResult { result: result_paper(result, procedure) },
        Action::ConfirmResult => Command::ConfirmResult,
        Action::Notify { kind, channel, proof } => {
            Command::Notify { kind: *kind, channel: *channel, proof: proof.clone() }
        }
        Action::Pay(payment) => {
            Command::Pay { amount: payment.amount, method: payment.method, receipt: payment.receipt.clone() }
        }
        Action::HandOver { proof, result, .. }
            if dossier.stage == Stage::Accepted && procedure.is_immediate() =>
        {
            Command::GiveAtOnce { result: result_paper(result, procedure), proof: *proof }
        }
        Action::HandOver { by, proof, .. } => Command::HandOver { by: *by, proof: *proof, receiver },
        Action::Withdraw { reason, proof } => {
            Command::Withdraw { reason: reason.clone(), proof: proof.clone() }
        }
        Action::Assign { to, reason } => {
            let to = person(plan, "to", to)?
                .ok_or_else(|| invalid("to", "required", "Chưa chọn người được giao."))?;
            if !in_unit(plan, &to, &dossier.holder.unit, day) {
                return Err(invalid(
                    "to",
                    "not-in-unit",
                    "Người này không công tác tại đơn vị đang giữ hồ sơ.",
                ));
            }
            Command::Assign { to, reason: clean(reason, true) }
        }
        Action::Note { text } => Command::Note { text: text.clone() },
        turn => turn::command(plan, dossier, procedure, turn, day)?,
    };
    Ok(vec![command])
}

fn in_unit(plan: &Plan, person: &PersonId, unit: &UnitId, day: Date) -> bool {
    plan.reference
        .person(person)
        .is_some_and(|person| person.postings_on(day).any(|posting| posting.unit == *unit))
}

fn desk_officer(
    plan: &Plan,
    dossier: &Dossier,
    procedure: &Procedure,
    to: &str,
    day: Date,
) -> Result<PersonId, CommandError> {
    if let Some(named) = person(plan, "to", to)? {
        if in_unit(plan, &named, &dossier.desk, day) {
            return Ok(named);
        }
        return Err(invalid("to", "not-in-unit", "Người này không công tác tại bộ phận tiếp nhận."));
    }
    plan.reference.duty_officer(&dossier.desk, &procedure.field, day).ok_or(CommandError::NotFound)
}

fn which_step(dossier: &Dossier, procedure: &Procedure, step: &str) -> Result<StepId, CommandError> {
    if step.is_empty() {
        let open = open_of(dossier, procedure);
        return match open.as_slice() {
            [only] => Ok(only.id().clone()),
            _ => Err(invalid("step", "required", "Có nhiều bước đang mở; hãy chọn bước.")),
        };
    }
    StepId::new(step).map_err(|_| invalid("step", "not-a-step", "Mã bước không hợp lệ."))
}

pub(super) fn unit(field: &str, text: &str) -> Result<Option<UnitId>, CommandError> {
    if text.is_empty() {
        return Ok(None);
    }
    UnitId::new(text).map(Some).map_err(|_| invalid(field, "unknown-unit", "Không có đơn vị này."))
}

fn person(plan: &Plan, field: &str, text: &str) -> Result<Option<PersonId>, CommandError> {
    if text.is_empty() {
        return Ok(None);
    }
    let id = PersonId::new(text).ok().filter(|id| plan.reference.person(id).is_some());
    id.map(Some).ok_or_else(|| invalid(field, "unknown-person", "Không có người này."))
}

pub(super) fn invalid(field: &str, code: &'static str, detail: &str) -> CommandError {
    CommandError::Invalid(vec![FieldError::new(field, code, detail)])
}
