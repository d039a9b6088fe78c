//! Closing the till of a shift (R18.6b, A11), and what was collected for which charge.

use std::collections::BTreeMap;

use super::BookRefusal;
use crate::Refusal;

/// What a closing says, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Closing {
    /// What the recorded movements sum to.
    pub expected: i64,
    /// What was counted.
    pub counted: i64,
}

impl Closing {
    /// Counted less expected.
    #[must_use]
    pub fn difference(self) -> i64 {
        self.counted.saturating_sub(self.expected)
    }
}

/// Judges a closing over the signed movements of cash since the one before.
///
/// # Errors
///
/// [`BookRefusal::NothingToClose`] without any movement, [`Refusal::WrongAmount`] for a count below 0,
/// [`BookRefusal::DifferenceUnexplained`] when it differs without a reason.
///
/// # Legal basis
///
/// [`law::qc1722::D18_K6_B`], [`law::nd61_2018::D22`].
pub fn close(movements: &[i64], counted: i64, reason: &str) -> Result<Closing, Refusal> {
    if movements.is_empty() {
        return Err(BookRefusal::NothingToClose.into());
    }
    let expected = movements.iter().fold(0_i64, |sum, amount| sum.saturating_add(*amount));
    if counted < 0 {
        return Err(Refusal::WrongAmount { outstanding: expected.max(0) });
    }
    let closing = Closing { expected, counted };
    if closing.difference() != 0 && reason.trim().is_empty() {
        return Err(BookRefusal::DifferenceUnexplained { difference: closing.difference() }.into());
    }
    Ok(closing)
}

/// Divides what was paid between two moments among the charges owed, in their order.
///
/// `before` and `after` are what was kept in all at either moment. What lies beyond everything owed is
/// under the empty code. The parts always sum to `after` less `before`.
#[must_use]
pub fn divide(owed: &[(String, i64)], before: i64, after: i64) -> BTreeMap<String, i64> {
    let mut parts: BTreeMap<String, i64> = BTreeMap::new();
    let mut add = |code: &str, amount: i64| {
        if amount != 0 {
            let part = parts.entry(code.to_owned()).or_default();
            *part = part.saturating_add(amount);
        }
    };
    let mut filled = 0_i64;
    for (code, amount) in owed {
        let room = (*amount).max(0);
        let share = |kept: i64| kept.saturating_sub(filled).clamp(0, room);
        add(code, share(after).saturating_sub(share(before)));
        filled = filled.saturating_add(room);
    }
    // What is below nothing or beyond everything belongs to no charge.
    let outside = |kept: i64| kept.saturating_sub(kept.clamp(0, filled));
    add("", outside(after).saturating_sub(outside(before)));
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn d18_k6_b_a_shift_is_closed_by_counting() {
        let table: [(&[i64], i64, &str, &str); 6] = [
            (&[], 0, "", "nothing-to-close"),
            (&[50_000, 30_000], 80_000, "", ""),
            (&[50_000, 30_000], 70_000, "", "difference-unexplained"),
            (&[50_000, 30_000], 70_000, "Trả nhầm tiền thừa", ""),
            (&[50_000], -1, "x", "wrong-amount"),
            (&[50_000, -50_000], 0, "", ""),
        ];
        for (movements, counted, reason, code) in table {
            let found = close(movements, counted, reason);
            assert_eq!(found.as_ref().map_or_else(Refusal::code, |_| ""), code, "{movements:?} {counted}");
        }
    }

    /// Paid before and after, and what each charge got of the difference.
    type Filled = (i64, i64, &'static [(&'static str, i64)]);

    #[test]
    fn payments_fill_the_charges_in_their_order() {
        let owed = [("phi".to_owned(), 100), ("le-phi".to_owned(), 50)];
        let table: [Filled; 5] = [
            (0, 60, &[("phi", 60)]),
            (60, 130, &[("phi", 40), ("le-phi", 30)]),
            (130, 160, &[("le-phi", 20), ("", 10)]),
            (160, 0, &[("phi", -100), ("le-phi", -50), ("", -10)]),
            (70, 70, &[]),
        ];
        for (before, after, expected) in table {
            let expected: BTreeMap<String, i64> =
                expected.iter().map(|(code, amount)| ((*code).to_owned(), *amount)).collect();
            assert_eq!(divide(&owed, before, after), expected, "{before} to {after}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// Ten thousand movements in shifts of any length reconcile to the last đồng.
        #[test]
        fn shifts_reconcile(
            amounts in prop::collection::vec(-500_000_i64..2_000_000, 10_000),
            cuts in prop::collection::vec(1_usize..400, 1..60),
        ) {
            let total: i64 = amounts.iter().sum();
            let (mut rest, mut closed) = (amounts.as_slice(), 0_i64);
            for cut in cuts.iter().cycle() {
                let (shift, after) = rest.split_at((*cut).min(rest.len()));
                let expected: i64 = shift.iter().sum();
                let counted = expected.max(0);
                closed += close(shift, counted, "kiểm đếm").unwrap().expected;
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(closed, total);
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_what_was_paid(
            owed in prop::collection::vec((0_u8..4, 0_i64..1_000_000), 0..6),
            before in -10_000_i64..3_000_000,
            after in -10_000_i64..3_000_000,
        ) {
            let owed: Vec<(String, i64)> =
                owed.into_iter().map(|(code, amount)| (format!("c{code}"), amount)).collect();
            let sum: i64 = divide(&owed, before, after).values().sum();
            prop_assert_eq!(sum, after - before);
        }
    }
}
