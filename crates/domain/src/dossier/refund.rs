//! Giving money back.

use law::qc1722;

use super::decide::{not_blank, numbers, staff_of};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether an amount in đồng may be given back: what was paid beyond what is owed, or all of
/// it when the dossier ended without a result.
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], [`law::nd61_2018::D22`].
pub(super) fn decide(
    dossier: &Dossier,
    amount: i64,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    staff_of(&dossier.desk, basis, context)?;
    let available = refundable(dossier);
    if amount <= 0 || amount > available {
        return Err(Refusal::NothingToRefund { available });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::FeeRefunded {
        slip: numbers(context)?.slip.clone(),
        amount,
        reason: reason.to_owned(),
        basis,
    }])
}

/// What may be given back, in đồng.
fn refundable(dossier: &Dossier) -> i64 {
    match dossier.stage {
        Stage::Refused | Stage::Withdrawn | Stage::Lapsed => dossier.kept(),
        _ => {
            let owed = dossier.owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
            dossier.kept().saturating_sub(owed).max(0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    fn refund(amount: i64) -> Command {
        Command::Refund { amount, reason: "nộp thừa".to_owned() }
    }

    #[test]
    fn d18_k6_b_only_what_is_there_beyond_what_is_owed() {
        let now = at(2019, 10, 7, 8, 0);
        let mut with_fee = procedure("5wd");
        with_fee.charges.push(fee("lp1", 150_000));
        let mut world = World::accepted(with_fee, now);
        world.act(now, &lan(), &pay(150_000)).unwrap();
        let nothing = |available| Err(Refusal::NothingToRefund { available });
        assert_eq!(world.would(now, &lan(), &refund(1)), nothing(0), "it is owed");
        world.act(now, &lan(), &withdraw()).unwrap();
        world.act(now, &mai(), &Command::ConfirmWithdrawal).unwrap();
        for amount in [0, -1, 150_001] {
            assert_eq!(world.would(now, &lan(), &refund(amount)), nothing(150_000), "{amount}");
        }
        assert!(matches!(world.would(now, &hung(), &refund(1)), Err(Refusal::WrongUnit { .. })));
        let silent = Command::Refund { amount: 1, reason: " ".to_owned() };
        let empty = Refusal::EmptyReason { field: "reason", basis: qc1722::D18_K6_B };
        assert_eq!(world.would(now, &lan(), &silent), Err(empty));
        world.act(now, &lan(), &refund(100_000)).unwrap();
        assert_eq!(world.would(now, &lan(), &refund(50_001)), nothing(50_000));
        world.act(now, &lan(), &refund(50_000)).unwrap();
        assert_eq!((world.dossier().kept(), world.dossier().stage), (0, Stage::Withdrawn));
    }
}
