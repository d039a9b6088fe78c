//! From a command to events or a refusal.

use super::event::{Actor, Event};
use super::{
    Command, Context, Dossier, Numbers, Stage, accept, answer_consultation, answer_escalation, apologise,
    ask_supplement, assign, attach, came_back_by_post, check_papers, complete_step, confirm_result,
    confirm_withdrawal, consult, correct, escalate, forward_result, give_at_once, give_to_post, guide,
    hand_over, hand_over_copy, invite_agency, lapse, mark_overdue, mark_silent, note, notice, notify,
    order_chain, pay, recount, refund, refuse, register, resume_clock, send_result, set_charges, stop_clock,
    supplement, sync_external, take, transfer, void_fee, withdraw,
};
use crate::Refusal;
use crate::ids::{PersonId, UnitId};
use crate::organisation::UnitKind;
use law::Citation;

/// Decides what follows from `command`: the events to record, or why not.
///
/// Pure: same arguments, same answer. `dossier` is `None` only for [`Command::Register`].
/// Who the actor is and what function they have is for [`crate::rights`]; that they act for
/// the unit that must act is decided here.
///
/// # Errors
///
/// A [`Refusal`] with its provision. Refusals come in the order in which the clause asks:
/// closed or done before, wrong stage, wrong unit, then what the input lacks.
pub fn decide(
    dossier: Option<&Dossier>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Command::Register { .. } = command {
        return register::decide(dossier, command, context);
    }
    let dossier = dossier.ok_or(Refusal::NotRegistered)?;
    match command {
        Command::Register { .. } => Err(Refusal::NotRegistered),
        Command::Guide { items, not_competent, remark } => {
            guide::decide(dossier, items, *not_competent, remark, context)
        }
        Command::Escalate { to, reason } => escalate::decide(dossier, to, reason, context),
        Command::AnswerEscalation { answer, to } => answer_escalation::decide(dossier, answer, to, context),
        Command::Accept { receipt_wanted } => accept::decide(dossier, *receipt_wanted, context),
        Command::GiveAtOnce { result, proof } => give_at_once::decide(dossier, result, *proof, context),
        Command::Refuse { ground, reason } => refuse::decide(dossier, ground, reason, context),
        Command::Transfer { to, paper } => transfer::decide(dossier, to.as_ref(), *paper, context),
        Command::Take { holder, paper } => take::decide(dossier, holder.as_ref(), *paper, context),
        Command::CompleteStep { step, note, next_person } => {
            complete_step::decide(dossier, step, note, next_person.as_ref(), context)
        }
        Command::AskSupplement { items, reason } => ask_supplement::decide(dossier, items, reason, context),
        Command::Supplement { papers } => supplement::decide(dossier, papers, context),
        Command::SendResult { result } => send_result::decide(dossier, result, context),
        Command::ConfirmResult => confirm_result::decide(dossier, context),
        Command::Notify { kind, channel, proof } => notify::decide(dossier, *kind, *channel, proof),
        Command::Pay { amount, method, receipt } => pay::decide(dossier, *amount, *method, receipt, context),
        Command::HandOver { by, proof, receiver } => {
            hand_over::decide(dossier, *by, *proof, receiver.as_ref(), context)
        }
        Command::Withdraw { reason, proof } => withdraw::decide(dossier, reason, proof, context),
        Command::Assign { to, reason } => assign::decide(dossier, to, reason, context),
        Command::Note { text } => note::decide(text),
        Command::MarkOverdue => mark_overdue::decide(dossier, context),
        Command::Recount => recount::decide(dossier, context),
        _ => further(dossier, command, context),
    }
}

/// The turns beside the straight way: channels, agencies in a chain, delay, money, messages.
fn further(dossier: &Dossier, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::SyncExternal { system, reference, state } => {
            sync_external::decide(dossier, system, reference, state, context)
        }
        Command::CheckPapers { checks } => check_papers::decide(dossier, checks, context),
        Command::Attach { paper, scans } => attach::decide(dossier, paper.as_ref(), scans, context),
        Command::InviteAgency { unit, about } => invite_agency::decide(dossier, unit, about, context),
        Command::ConfirmWithdrawal => confirm_withdrawal::decide(dossier, context),
        Command::Correct { undo, reason, cost, bearer } => {
            correct::decide(dossier, *undo, reason, *cost, bearer.as_ref(), context)
        }
        Command::OrderChain { order } => order_chain::decide(dossier, order, context),
        Command::Consult { step, units, question, documents, days } => {
            consult::decide(dossier, step.as_ref(), units, question, documents, *days, context)
        }
        Command::AnswerConsultation { id, opinion, answer } => {
            answer_consultation::decide(dossier, id, *opinion, answer, context)
        }
        Command::MarkSilent => mark_silent::decide(dossier, context),
        Command::Apologise { reason, again } => apologise::decide(dossier, reason, *again, context),
        Command::StopClock { cause, reason, proof } => {
            stop_clock::decide(dossier, *cause, reason, proof, context)
        }
        Command::ResumeClock => resume_clock::decide(dossier, context),
        Command::Lapse => lapse::decide(dossier, context),
        Command::SetCharges { lines } => set_charges::decide(dossier, lines, context),
        Command::VoidFee { receipt, reason } => void_fee::decide(dossier, receipt, reason, context),
        Command::Refund { amount, reason } => refund::decide(dossier, *amount, reason, context),
        Command::ForwardResult => forward_result::decide(dossier, context),
        Command::GiveToPost { consignment, list, postage } => {
            give_to_post::decide(dossier, consignment, list.as_ref(), *postage, context)
        }
        Command::CameBackByPost { reason } => came_back_by_post::decide(dossier, reason, context),
        Command::HandOverCopy { recipient, proof } => {
            hand_over_copy::decide(dossier, recipient, proof, context)
        }
        Command::QueueNotice { kind, channel, message } => notice::queue(dossier, *kind, *channel, message),
        Command::NoticeSent { message, proof } => notice::sent(dossier, message, proof),
        Command::FailNotice { message, error } => notice::failed(dossier, message, error),
        Command::Register { .. }
        | Command::Guide { .. }
        | Command::Escalate { .. }
        | Command::AnswerEscalation { .. }
        | Command::Accept { .. }
        | Command::GiveAtOnce { .. }
        | Command::Refuse { .. }
        | Command::Transfer { .. }
        | Command::Take { .. }
        | Command::CompleteStep { .. }
        | Command::AskSupplement { .. }
        | Command::Supplement { .. }
        | Command::SendResult { .. }
        | Command::ConfirmResult
        | Command::Notify { .. }
        | Command::Pay { .. }
        | Command::HandOver { .. }
        | Command::Withdraw { .. }
        | Command::Assign { .. }
        | Command::Note { .. }
        | Command::MarkOverdue
        | Command::Recount => Err(Refusal::NotRegistered),
    }
}

/// Refuses what comes after the end: nothing changes a closed dossier but a remark.
pub(super) fn still_open(dossier: &Dossier) -> Result<(), Refusal> {
    if dossier.stage.is_closed() { Err(Refusal::Closed { stage: dossier.stage }) } else { Ok(()) }
}

/// Refuses an act that does not belong to the stage, closed stages included.
pub(super) fn at_stage(
    dossier: &Dossier,
    stages: &[Stage],
    action: &'static str,
    basis: Citation,
) -> Result<(), Refusal> {
    still_open(dossier)?;
    if stages.contains(&dossier.stage) {
        Ok(())
    } else {
        Err(Refusal::WrongStage { action, stage: dossier.stage, basis })
    }
}

/// Refuses an empty text where the law asks for words.
pub(super) fn not_blank(text: &str, field: &'static str, basis: Citation) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyReason { field, basis }) } else { Ok(()) }
}

/// Refuses an empty proof.
pub(super) fn proven(text: &str, field: &'static str, basis: Citation) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::ProofMissing { field, basis }) } else { Ok(()) }
}

/// The numbers set aside for an act that prints or numbers something.
pub(super) fn numbers<'a>(context: &Context<'a>) -> Result<&'a Numbers, Refusal> {
    context.numbers.ok_or(Refusal::NoNumber)
}

/// The acting member of staff; partner systems and citizens cannot sign for a unit.
pub(super) fn staff<'a>(context: &Context<'a>) -> Result<(&'a PersonId, &'a UnitId), Refusal> {
    match context.by {
        Actor::Staff { person, unit } => Ok((person, unit)),
        Actor::Citizen(_) | Actor::System(_) => Err(Refusal::NotHolder),
    }
}

/// Whether `unit` is the public post's (R19.10).
pub(super) fn at_post(unit: &UnitId, context: &Context<'_>) -> bool {
    let unit = context.organisation.unit_on(unit, context.at.date());
    unit.is_some_and(|unit| unit.kind == UnitKind::Post)
}

/// The acting member of staff, who must act for `expected`, a unit above it or a unit under it.
pub(super) fn staff_of<'a>(
    expected: &UnitId,
    basis: Citation,
    context: &Context<'a>,
) -> Result<(&'a PersonId, &'a UnitId), Refusal> {
    let (person, unit) = staff(context)?;
    if super::in_line(context.organisation, unit, expected, context.at.date()) {
        Ok((person, unit))
    } else {
        Err(Refusal::WrongUnit { unit: unit.clone(), expected: expected.clone(), basis })
    }
}
