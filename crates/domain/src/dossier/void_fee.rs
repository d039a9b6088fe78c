//! Voiding a payment that was recorded wrongly.

use law::qc1722;

use super::decide::{not_blank, staff_of, still_open};
use super::event::Event;
use super::{Context, Dossier, Stage};
use crate::Refusal;

/// Decides whether a second person may void the payment with that receipt (A11).
///
/// # Legal basis
///
/// [`qc1722::D18_K6_B`], [`law::nd61_2018::D21`].
pub(super) fn decide(
    dossier: &Dossier,
    receipt: &str,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D18_K6_B;
    // A result given at once or handed over closes the dossier; its money can still be put right.
    if dossier.stage != Stage::Returned {
        still_open(dossier)?;
    }
    let (person, _) = staff_of(&dossier.desk, basis, context)?;
    let Some(paid) = dossier.paid.iter().find(|paid| paid.receipt == receipt) else {
        let known = dossier.paid.iter().map(|paid| paid.receipt.clone()).collect();
        return Err(Refusal::NoSuchReceipt { receipt: receipt.to_owned(), known });
    };
    if paid.by.person() == Some(person) {
        return Err(Refusal::SamePerson { person: person.clone(), basis });
    }
    if dossier.kept() < paid.amount {
        return Err(Refusal::NothingToRefund { available: dossier.kept() });
    }
    not_blank(reason, "reason", basis)?;
    Ok(vec![Event::FeeVoided {
        receipt: receipt.to_owned(),
        amount: paid.amount,
        reason: reason.to_owned(),
        basis,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d18_k6_b_a_second_person_of_the_desk_voids_and_the_paper_may_be_recorded_rightly() {
        let now = at(2019, 10, 7, 8, 0);
        let mut with_fee = procedure("5wd");
        with_fee.charges.push(fee("lp1", 150_000));
        let mut world = World::accepted(with_fee, now);
        world.act(now, &lan(), &pay(100_000)).unwrap();
        let void = |receipt: &str, reason: &str| Command::VoidFee {
            receipt: receipt.to_owned(),
            reason: reason.to_owned(),
        };
        let whole = void("BL 000123", "ghi nhầm số tiền");
        let same = Refusal::SamePerson { person: person("lan"), basis: qc1722::D18_K6_B };
        assert_eq!(world.would(now, &lan(), &whole), Err(same));
        assert!(matches!(world.would(now, &hung(), &whole), Err(Refusal::WrongUnit { .. })));
        let known = vec!["BL 000123".to_owned()];
        let unknown = Refusal::NoSuchReceipt { receipt: "BL 9".to_owned(), known };
        assert_eq!(world.would(now, &mai(), &void("BL 9", "x")), Err(unknown));
        let silent = Refusal::EmptyReason { field: "reason", basis: qc1722::D18_K6_B };
        assert_eq!(world.would(now, &mai(), &void("BL 000123", "")), Err(silent));
        world.act(now, &mai(), &whole).unwrap();
        assert_eq!((world.dossier().kept(), world.dossier().voided.len()), (0, 1));
        assert!(matches!(world.would(now, &mai(), &whole), Err(Refusal::NoSuchReceipt { .. })), "once");
        world.act(now, &lan(), &pay(150_000)).unwrap();
        assert_eq!(world.dossier().outstanding(), 0);
    }
}
