//! The turns beside the straight way: their input checked, and what they mean to the rules.

use domain::dossier::event::{PaperCheck, Scan};
use domain::dossier::{ChargeLine, Command, Dossier, in_line};
use domain::ids::{PaperCode, StepId, UnitId};
use domain::procedure::Procedure;
use jiff::civil::Date;

use super::act::{invalid, unit};
use super::input::{Action, CheckInput};
use super::shell::Plan;
use crate::error::{CommandError, FieldError};
use crate::person::check_text;

/// Most files that one act may add.
const MOST_SCANS: usize = 50;

/// Cleans the texts of a turn and reports every fault.
pub(super) fn check(action: &mut Action, faults: &mut Vec<FieldError>) {
    match action {
        Action::SyncExternal { system, reference, state } => {
            check_text("system", system, true, 200, false, faults);
            check_text("reference", reference, true, 100, false, faults);
            check_text("state", state, true, 300, false, faults);
        }
        Action::CheckPapers { checks } => {
            if checks.is_empty() {
                faults.push(FieldError::new("checks", "required", "Chưa kiểm tra giấy tờ nào."));
            }
            for (index, check) in checks.iter_mut().enumerate() {
                let required = !check.passed;
                check_text(&format!("checks[{index}].note"), &mut check.note, required, 1000, true, faults);
            }
        }
        Action::Attach { scans, .. } => check_scans(scans, faults),
        Action::InviteAgency { about, .. } => check_text("about", about, true, 2000, true, faults),
        Action::Correct { reason, .. }
        | Action::Apologise { reason, .. }
        | Action::Refund { reason, .. }
        | Action::CameBackByPost { reason } => check_text("reason", reason, true, 2000, true, faults),
        Action::StopClock { reason, proof, .. } => {
            check_text("reason", reason, true, 2000, true, faults);
            check_text("proof", proof, true, 300, false, faults);
        }
        Action::VoidFee { receipt, reason } => {
            check_text("receipt", receipt, true, 100, false, faults);
            check_text("reason", reason, true, 2000, true, faults);
        }
        Action::Consult { question, documents, days, .. } => {
            check_text("question", question, true, 4000, true, faults);
            for (index, document) in documents.iter_mut().enumerate() {
                check_text(&format!("documents[{index}]"), document, true, 300, false, faults);
            }
            documents.retain(|document| !document.is_empty());
            if days.is_some_and(|days| days == 0 || days > 60) {
                let words = "Thời hạn lấy ý kiến từ 1 đến 60 ngày làm việc.";
                faults.push(FieldError::new("days", "out-of-range", words));
            }
        }
        Action::AnswerConsultation { answer, .. } => check_text("answer", answer, true, 4000, true, faults),
        Action::SetCharges { lines } => {
            if lines.is_empty() {
                let words = "Chưa có khoản nào; miễn toàn bộ thì ghi khoản đó với trường hợp miễn.";
                faults.push(FieldError::new("lines", "required", words));
            }
            check_lines("lines", lines, faults);
        }
        Action::GiveToPost { consignment, .. } => {
            check_text("consignment", consignment, true, 60, false, faults);
        }
        Action::HandOverCopy { proof, .. } => check_text("proof", proof, true, 300, false, faults),
        _ => {}
    }
}

fn check_scans(scans: &[Scan], faults: &mut Vec<FieldError>) {
    if scans.is_empty() {
        faults.push(FieldError::new("scans", "required", "Chưa có tệp nào; hãy chọn tệp."));
    }
    if scans.len() > MOST_SCANS {
        faults.push(FieldError::new("scans", "too-many", "Mỗi lần thêm không quá 50 tệp."));
    }
    for (index, scan) in scans.iter().enumerate() {
        let hash = scan.file.len() == 64 && scan.file.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !hash {
            let field = format!("scans[{index}].file");
            faults.push(FieldError::new(&field, "not-a-digest", "Mã tệp không hợp lệ."));
        }
    }
}

/// Checks what is to be paid, line by line.
pub(super) fn check_lines(field: &str, lines: &mut [ChargeLine], faults: &mut Vec<FieldError>) {
    let mut seen: Vec<String> = Vec::new();
    for (index, line) in lines.iter_mut().enumerate() {
        let at = |name: &str| format!("{field}[{index}].{name}");
        if seen.contains(&line.charge) {
            faults.push(FieldError::new(&at("charge"), "twice", "Khoản này được kê hai lần."));
        }
        seen.push(line.charge.clone());
        if line.quantity == 0 || line.quantity > 10_000 {
            faults.push(FieldError::new(&at("quantity"), "out-of-range", "Số lượng từ 1 đến 10.000."));
        }
        if line.amount.is_some_and(|amount| !(0..=1_000_000_000).contains(&amount)) {
            let words = "Số tiền từ 0 đến 1.000.000.000 đồng.";
            faults.push(FieldError::new(&at("amount"), "out-of-range", words));
        }
        if let Some((_, proof)) = &mut line.exemption {
            check_text(&at("proof"), proof, true, 300, false, faults);
        }
    }
}

/// What a turn means to the rules.
///
/// # Errors
///
/// [`CommandError::Invalid`] for ids that are none.
pub(super) fn command(
    plan: &Plan,
    dossier: &Dossier,
    procedure: &Procedure,
    action: &Action,
    day: Date,
) -> Result<Command, CommandError> {
    Ok(match action {
        Action::SyncExternal { system, reference, state } => Command::SyncExternal {
            system: system.clone(),
            reference: reference.clone(),
            state: state.clone(),
        },
        Action::CheckPapers { checks } => Command::CheckPapers { checks: paper_checks(checks)? },
        Action::Attach { paper, scans } => {
            Command::Attach { paper: paper_code("paper", paper)?, scans: scans.clone() }
        }
        Action::InviteAgency { unit: named, about } => Command::InviteAgency {
            unit: unit("unit", named)?.unwrap_or_else(|| procedure.agency.clone()),
            about: about.clone(),
        },
        Action::ConfirmWithdrawal => Command::ConfirmWithdrawal,
        Action::Correct { undo, reason, cost, bearer } => Command::Correct {
            undo: *undo,
            reason: reason.clone(),
            cost: *cost,
            bearer: unit("bearer", bearer)?,
        },
        Action::OrderChain { order } => Command::OrderChain { order: units("order", order)? },
        Action::Consult { step, units: named, question, documents, days } => Command::Consult {
            step: step_id("step", step)?,
            units: units("units", named)?,
            question: question.clone(),
            documents: documents.clone(),
            days: *days,
        },
        Action::AnswerConsultation { id, opinion, answer } => Command::AnswerConsultation {
            id: which_consultation(plan, dossier, id, day)?,
            opinion: *opinion,
            answer: answer.clone(),
        },
        Action::Apologise { reason, again } => Command::Apologise { reason: reason.clone(), again: *again },
        Action::StopClock { cause, reason, proof } => {
            Command::StopClock { cause: *cause, reason: reason.clone(), proof: proof.clone() }
        }
        Action::ResumeClock => Command::ResumeClock,
        Action::SetCharges { lines } => Command::SetCharges { lines: lines.clone() },
        Action::VoidFee { receipt, reason } => {
            Command::VoidFee { receipt: receipt.clone(), reason: reason.clone() }
        }
        Action::Refund { amount, reason } => Command::Refund { amount: *amount, reason: reason.clone() },
        Action::ForwardResult => Command::ForwardResult,
        Action::GiveToPost { consignment, list, postage } => {
            Command::GiveToPost { consignment: consignment.clone(), list: list.clone(), postage: *postage }
        }
        Action::CameBackByPost { reason } => Command::CameBackByPost { reason: reason.clone() },
        Action::HandOverCopy { recipient, proof } => {
            Command::HandOverCopy { recipient: recipient.clone(), proof: proof.clone() }
        }
        // The straight way is read where its acts are.
        _ => return Err(CommandError::NotFound),
    })
}

fn paper_checks(checks: &[CheckInput]) -> Result<Vec<PaperCheck>, CommandError> {
    let read = |(index, check): (usize, &CheckInput)| {
        let paper = paper_code(&format!("checks[{index}].paper"), &check.paper)?
            .ok_or_else(|| invalid("checks", "required", "Chưa chọn giấy tờ."))?;
        Ok(PaperCheck {
            paper,
            check: check.check,
            by_machine: check.by_machine,
            passed: check.passed,
            note: if check.passed { String::new() } else { check.note.clone() },
        })
    };
    checks.iter().enumerate().map(read).collect()
}

fn paper_code(field: &str, text: &str) -> Result<Option<PaperCode>, CommandError> {
    if text.is_empty() {
        return Ok(None);
    }
    PaperCode::new(text).map(Some).map_err(|_| invalid(field, "not-a-code", "Mã giấy tờ không hợp lệ."))
}

fn step_id(field: &str, text: &str) -> Result<Option<StepId>, CommandError> {
    if text.is_empty() {
        return Ok(None);
    }
    StepId::new(text).map(Some).map_err(|_| invalid(field, "not-a-step", "Mã bước không hợp lệ."))
}

fn units(field: &str, texts: &[String]) -> Result<Vec<UnitId>, CommandError> {
    let named = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    named
        .map(|text| unit(field, text).map(Option::into_iter))
        .collect::<Result<Vec<_>, _>>()
        .map(|found| found.into_iter().flatten().collect())
}

/// The consultation that is named, or the only one that waits for one of the caller's units.
fn which_consultation(plan: &Plan, dossier: &Dossier, id: &str, day: Date) -> Result<StepId, CommandError> {
    if let Some(named) = step_id("id", id)? {
        return Ok(named);
    }
    let organisation = &plan.reference.organisation;
    let mine = |unit: &UnitId| {
        plan.caller.person.postings_on(day).any(|own| in_line(organisation, &own.unit, unit, day))
    };
    let mut waiting = dossier.consultations.iter().filter(|consultation| {
        consultation.units.iter().any(|asked| asked.answer.is_none() && mine(&asked.unit))
    });
    match (waiting.next(), waiting.next()) {
        (Some(only), None) => Ok(only.id.clone()),
        _ => Err(invalid("id", "required", "Chưa chọn yêu cầu lấy ý kiến để trả lời.")),
    }
}
