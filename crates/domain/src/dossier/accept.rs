//! Accepting a complete dossier: the code, the promised day, what is to be paid.

use jiff::civil::DateTime;
use law::{Citation, qc1722};

use super::decide::{at_stage, numbers, staff_of};
use super::event::{Due, Event, ProcedurePin};
use super::papers::missing;
use super::promise;
use super::register::case_is_known;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::{Channel, Charge, ChargeRole, Procedure};

/// Decides whether `dossier` may be accepted now.
///
/// The promise counts from the moment of acceptance under the version in force then; the
/// dossier keeps that version to its end.
///
/// # Legal basis
///
/// - [`qc1722::D16_K1_A`]: complete, so accept and give a code; a receipt with the appointed
///   day, unless the result is owed at once; online [`qc1722::D16_K2_B`];
/// - [`qc1722::D16_K1_B`]: incomplete, so every missing paper is named at once.
///
/// # Errors
///
/// [`Refusal::AlreadyAccepted`], [`Refusal::WrongStage`], [`Refusal::WrongUnit`],
/// [`Refusal::ProcedureNotInForce`], [`Refusal::CaseNeeded`], [`Refusal::Incomplete`].
pub(super) fn decide(
    dossier: &Dossier,
    receipt_wanted: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    if let Some(code) = &dossier.code {
        return Err(Refusal::AlreadyAccepted { code: code.clone() });
    }
    at_stage(dossier, &[Stage::Submitted], "accept", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let procedure = context.procedure;
    let same = procedure.code == dossier.procedure.code;
    if !same || !procedure.in_force_on(context.at.date()) || !procedure.limit_stated {
        return Err(Refusal::ProcedureNotInForce);
    }
    let case = dossier.case.as_ref();
    case_is_known(procedure, case)?;
    let missing = missing(procedure, case, &dossier.papers);
    if !missing.is_empty() {
        return Err(Refusal::Incomplete { missing });
    }

    let numbers = numbers(context)?;
    let limit = procedure.limit_of(case);
    let dates = (limit != calendar::Limit::Immediately).then(|| Dates::of(dossier, context));
    let receipt = (dates.is_some() || receipt_wanted).then(|| numbers.slip.clone());
    Ok(vec![Event::Accepted {
        code: numbers.code.clone(),
        procedure: ProcedurePin { code: procedure.code.clone(), version: procedure.version },
        promise: dates.as_ref().map(|dates| dates.promise.clone()),
        receipt,
        register: numbers.register.clone(),
        owed: owed(dossier, procedure, context.at),
        transfer_by: dates.as_ref().map(|dates| dates.transfer_by),
        supplement_by: dates.as_ref().map(|dates| dates.supplement_by),
        warn_by: dates.as_ref().map(|dates| dates.warn_by),
        basis,
    }])
}

/// The promise and the instants around it.
struct Dates {
    promise: super::event::Promise,
    transfer_by: DateTime,
    supplement_by: DateTime,
    warn_by: DateTime,
}

impl Dates {
    fn of(dossier: &Dossier, context: &Context<'_>) -> Self {
        let (at, procedure, parameters) = (context.at, context.procedure, context.parameters);
        let limit = procedure.limit_of(dossier.case.as_ref());
        let promise = promise::count(limit, at, context);
        let special = procedure.supplement_days;
        Self {
            transfer_by: context.calendar.transfer_by(at, parameters),
            supplement_by: context.calendar.supplement_notice_by(at, limit, special, parameters),
            warn_by: context.calendar.warn_by(promise.due, parameters),
            promise,
        }
    }
}

/// What is to be paid without anybody's decision, capped where the publication caps it.
///
/// An amount per page or per copy is owed once here: how many there are is not known at the desk's form.
fn owed(dossier: &Dossier, procedure: &Procedure, at: DateTime) -> Vec<Due> {
    let case = dossier.case.as_ref();
    let applies = |charge: &&Charge| charge.applies(case, dossier.channel, at.date());
    let mut dues: Vec<Due> = procedure
        .charges
        .iter()
        .filter(applies)
        .filter_map(|charge| Some(Due { charge: charge.code.clone(), amount: charge.amount? }))
        .filter(|due| due.amount > 0)
        .collect();
    let cap = procedure
        .charges
        .iter()
        .filter(|charge| charge.role == ChargeRole::Cap)
        .map(|charge| Charge { role: ChargeRole::Owed, ..charge.clone() })
        .filter(|charge| charge.applies(case, dossier.channel, at.date()))
        .filter_map(|charge| charge.amount)
        .min();
    if let Some(mut left) = cap {
        for due in &mut dues {
            due.amount = due.amount.min(left);
            left = left.saturating_sub(due.amount).max(0);
        }
        dues.retain(|due| due.amount > 0);
    }
    dues
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.channel == Channel::Online { qc1722::D16_K2_B } else { qc1722::D16_K1_A }
}
