//! Settling what is to be paid, item by item.

use jiff::civil::Date;
use law::qc1722;

use super::command::ChargeLine;
use super::decide::{proven, staff_of, still_open};
use super::event::{Due, Event, Reduction};
use super::{Context, Dossier};
use crate::Refusal;
use crate::procedure::Charge;

/// Decides what is owed: published charges, how many of each, published exemptions with their proof.
///
/// Acceptance owes every unconditional charge once; what is counted in pages or copies, or set by another
/// text, is settled here right after it. No unconditional charge can be left out, none charged twice or for
/// another case or channel, and no amount fall below what was paid: money goes back by a refund.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], [`law::nd61_2018::D22`].
pub(super) fn decide(
    dossier: &Dossier,
    lines: &[ChargeLine],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    still_open(dossier)?;
    staff_of(&dossier.desk, basis, context)?;
    if dossier.code.is_none() {
        return Err(Refusal::WrongStage { action: "set-charges", stage: dossier.stage, basis });
    }
    let day = dossier.accepted_at.unwrap_or(context.at).date();
    complete(dossier, lines, context, day)?;
    let (mut owed, mut reductions) = (Vec::new(), Vec::new());
    for line in lines {
        let charge = published(dossier, &line.charge, context, day)?;
        let whole = line_amount(charge, line, dossier)?;
        let percent = match &line.exemption {
            None => 0,
            Some((place, proof)) => {
                let exemption = charge.exemptions.get(*place);
                let exemption = exemption
                    .ok_or_else(|| Refusal::ExemptionNotPublished { charge: line.charge.clone() })?;
                proven(proof, "proof", basis)?;
                reductions.push(Reduction {
                    charge: line.charge.clone(),
                    who: exemption.who.clone(),
                    percent: exemption.percent_off,
                    proof: proof.clone(),
                });
                exemption.percent_off.min(100)
            }
        };
        let amount = whole.saturating_sub(whole.saturating_mul(i64::from(percent)) / 100);
        if amount > 0 {
            owed.push(Due { charge: line.charge.clone(), amount });
        }
    }
    super::accept::cap(&mut owed, dossier, context.procedure, day);
    let sum = owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
    if sum < dossier.kept() {
        return Err(Refusal::WrongAmount { outstanding: dossier.outstanding() });
    }
    Ok(vec![Event::ChargesSet { owed, reductions, basis }])
}

/// Every unconditional charge once, nothing twice.
fn complete(
    dossier: &Dossier,
    lines: &[ChargeLine],
    context: &Context<'_>,
    day: Date,
) -> Result<(), Refusal> {
    let count = |code: &str| lines.iter().filter(|line| line.charge == code).count();
    let always = |charge: &&Charge| {
        charge.applies(dossier.case.as_ref(), dossier.channel, day)
            && charge.amount.is_some_and(|amount| amount > 0)
    };
    let left_out = context.procedure.charges.iter().filter(always).any(|charge| count(&charge.code) == 0);
    if left_out || lines.iter().any(|line| count(&line.charge) > 1) {
        return Err(Refusal::WrongAmount { outstanding: dossier.outstanding() });
    }
    Ok(())
}

/// The published charge, which must be of the dossier's case and channel and in force on the day of acceptance.
fn published<'a>(
    dossier: &Dossier,
    code: &str,
    context: &Context<'a>,
    day: Date,
) -> Result<&'a Charge, Refusal> {
    let fits = |charge: &&Charge| {
        // A condition is for the officer to judge; case, channel and day are not.
        let unconditional = Charge { condition: None, ..(*charge).clone() };
        charge.code == code && unconditional.applies(dossier.case.as_ref(), dossier.channel, day)
    };
    let found = context.procedure.charges.iter().find(fits);
    found.ok_or_else(|| Refusal::ChargeNotPublished { charge: code.to_owned() })
}

/// The published amount, or the officer's where the publication leaves it to another text, times how many.
fn line_amount(charge: &Charge, line: &ChargeLine, dossier: &Dossier) -> Result<i64, Refusal> {
    let wrong = || Refusal::WrongAmount { outstanding: dossier.outstanding() };
    let one = match (charge.amount, line.amount) {
        (Some(published), None) => published,
        (Some(published), Some(named)) if published == named => published,
        (None, Some(named)) if named > 0 => named,
        (Some(_), Some(_)) | (None, Some(_) | None) => return Err(wrong()),
    };
    if line.quantity == 0 || (charge.per.is_empty() && line.quantity > 1) {
        return Err(wrong());
    }
    Ok(one.saturating_mul(i64::from(line.quantity)))
}
