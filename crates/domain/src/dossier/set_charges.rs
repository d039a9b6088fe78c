//! Settling what is to be paid, item by item.

use law::qc1722;

use super::command::ChargeLine;
use super::decide::{proven, staff_of, still_open};
use super::event::{Due, Event, Reduction};
use super::{Context, Dossier};
use crate::Refusal;
use crate::procedure::{Charge, ChargeRole, Procedure};

/// Decides what is owed: published charges, how many of each, published exemptions with their proof.
///
/// Never less than what was paid already; money goes back by a refund.
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
    let (mut owed, mut reductions) = (Vec::new(), Vec::new());
    for line in lines {
        let charge = published(context.procedure, &line.charge)?;
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
    super::accept::cap(&mut owed, dossier, context.procedure, context.at);
    let sum = owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
    if sum < dossier.kept() {
        return Err(Refusal::WrongAmount { outstanding: dossier.outstanding() });
    }
    Ok(vec![Event::ChargesSet { owed, reductions, basis }])
}

fn published<'a>(procedure: &'a Procedure, code: &str) -> Result<&'a Charge, Refusal> {
    let found =
        procedure.charges.iter().find(|charge| charge.code == code && charge.role == ChargeRole::Owed);
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
