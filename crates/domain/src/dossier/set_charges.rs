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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;
    use crate::procedure::charge::Exemption;
    use crate::procedure::{Channel, ChargeRole, Procedure};

    fn published_charges() -> Procedure {
        let mut made = procedure("5wd");
        let mut per_page = fee("trang", 3_000);
        per_page.per = "trang".to_owned();
        per_page.condition = Some("khi xin thêm bản sao".to_owned());
        let mut by_another_text = fee("phi", 0);
        by_another_text.amount = None;
        by_another_text.condition = Some("theo nghị quyết".to_owned());
        let mut online = fee("online", 1_000);
        online.channels = vec![Channel::Online];
        let mut main = fee("lp1", 150_000);
        main.exemptions =
            vec![Exemption { who: "hộ nghèo".to_owned(), percent_off: 50, basis: "NQ 1".to_owned() }];
        made.charges = vec![main, per_page, by_another_text, online];
        made
    }

    fn line(code: &str, quantity: u32) -> ChargeLine {
        ChargeLine { charge: code.to_owned(), quantity, amount: None, exemption: None }
    }

    fn set(lines: &[ChargeLine]) -> Command {
        Command::SetCharges { lines: lines.to_vec() }
    }

    #[test]
    fn d18_k6_b_pages_are_counted_exemptions_are_published_and_proved() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(published_charges(), now);
        assert_eq!(world.dossier().outstanding(), 150_000, "owed without anybody's decision");
        world.act(now, &lan(), &set(&[line("lp1", 1), line("trang", 7)])).unwrap();
        assert_eq!(world.dossier().outstanding(), 171_000);
        let half = ChargeLine { exemption: Some((0, "Sổ hộ nghèo 12".to_owned())), ..line("lp1", 1) };
        world.act(now, &lan(), &set(std::slice::from_ref(&half))).unwrap();
        assert_eq!(world.dossier().outstanding(), 75_000);
        assert_eq!(world.dossier().reductions[0].who, "hộ nghèo");
        let unproved = ChargeLine { exemption: Some((0, " ".to_owned())), ..line("lp1", 1) };
        let proof = Refusal::ProofMissing { field: "proof", basis: qc1722::D18_K6_B };
        assert_eq!(world.would(now, &lan(), &set(&[unproved])), Err(proof));
        let unknown = ChargeLine { exemption: Some((1, "x".to_owned())), ..line("lp1", 1) };
        let not_published = Refusal::ExemptionNotPublished { charge: "lp1".to_owned() };
        assert_eq!(world.would(now, &lan(), &set(&[unknown])), Err(not_published));
    }

    /// A11: nobody waives, invents, doubles or misprices a charge.
    #[test]
    fn d18_k6_b_what_may_not_be_settled() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::accepted(published_charges(), now);
        let named = |code: &str, amount| ChargeLine { amount: Some(amount), ..line(code, 1) };
        let wrong = Refusal::WrongAmount { outstanding: 150_000 };
        for lines in [
            vec![],
            vec![line("trang", 2)],
            vec![line("lp1", 1), line("lp1", 1)],
            vec![line("lp1", 2)],
            vec![line("lp1", 0)],
            vec![named("lp1", 1)],
            vec![line("lp1", 1), line("phi", 1)],
            vec![line("lp1", 1), named("phi", -5)],
        ] {
            assert_eq!(world.would(now, &lan(), &set(&lines)), Err(wrong.clone()), "{lines:?}");
        }
        for code in ["khong-co", "online"] {
            let lines = [line("lp1", 1), line(code, 1)];
            let strange = Refusal::ChargeNotPublished { charge: code.to_owned() };
            assert_eq!(world.would(now, &lan(), &set(&lines)), Err(strange), "{code}");
        }
        assert!(matches!(world.would(now, &hung(), &set(&[line("lp1", 1)])), Err(Refusal::WrongUnit { .. })));
        world.act(now, &lan(), &set(&[line("lp1", 1), named("phi", 50_000)])).unwrap();
        world.act(now, &lan(), &pay(200_000)).unwrap();
        let paid = world.would(now, &lan(), &set(&[line("lp1", 1)]));
        assert_eq!(paid, Err(Refusal::WrongAmount { outstanding: 0 }), "money goes back by a refund");
    }

    #[test]
    fn d18_k6_b_above_the_published_cap_nothing_is_owed() {
        let now = at(2019, 10, 7, 8, 0);
        let mut capped = published_charges();
        let mut cap = fee("tran", 160_000);
        cap.role = ChargeRole::Cap;
        capped.charges.push(cap);
        let mut world = World::accepted(capped, now);
        world.act(now, &lan(), &set(&[line("lp1", 1), line("trang", 100)])).unwrap();
        assert_eq!(world.dossier().outstanding(), 160_000);
        let as_charge = world.would(now, &lan(), &set(&[line("lp1", 1), line("tran", 1)]));
        assert!(matches!(as_charge, Err(Refusal::ChargeNotPublished { .. })), "the cap is no charge");
    }

    #[test]
    fn d16_k1_a_before_acceptance_there_is_nothing_to_settle() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(published_charges());
        world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        assert!(matches!(world.would(now, &lan(), &set(&[line("lp1", 1)])), Err(Refusal::WrongStage { .. })));
    }
}
