//! The minute by which the public post hands consignments over to the desk (R7.20, R15.2).
//!
//! The post's side or the desk's lists them, the other side signs. The instant of the second signature, by
//! the server's clock, is the lawful moment at which every applicant in the list submitted.

use std::collections::BTreeSet;

use calendar::Calendar;
use jiff::civil::Date;

use super::BookRefusal;
use crate::Refusal;

/// Consignments that one minute can hold.
pub const MOST_LINES: usize = 200;

/// One consignment in a minute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its number, as the barcode says.
    pub consignment: String,
    /// Which procedure, or what the sender wrote on it.
    pub what: String,
    /// Postage in đồng.
    pub postage: i64,
    /// Charges and fees that the post collected, in đồng.
    pub collected: i64,
}

/// Which side of the minute somebody stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The public post hands over.
    Post,
    /// The desk receives.
    Desk,
}

/// What all lines sum to, in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Postage.
    pub postage: i64,
    /// Charges and fees.
    pub collected: i64,
}

/// Judges a list: it has lines, each once, and none that was handed over before.
///
/// `known` are numbers of earlier minutes.
///
/// # Errors
///
/// [`BookRefusal::EmptyMinute`], [`BookRefusal::ListedBefore`] with every such number,
/// [`Refusal::WrongAmount`] for an amount below 0.
///
/// # Legal basis
///
/// [`law::qd45_2016::D7`].
pub fn check(lines: &[Line], known: &BTreeSet<String>) -> Result<Sums, Refusal> {
    if lines.is_empty() {
        return Err(BookRefusal::EmptyMinute.into());
    }
    let mut seen = BTreeSet::new();
    let mut twice: Vec<String> = Vec::new();
    let mut sums = Sums::default();
    for line in lines {
        if !seen.insert(line.consignment.as_str()) || known.contains(&line.consignment) {
            twice.push(line.consignment.clone());
        }
        if line.postage < 0 || line.collected < 0 {
            return Err(Refusal::WrongAmount { outstanding: 0 });
        }
        sums.postage = sums.postage.saturating_add(line.postage);
        sums.collected = sums.collected.saturating_add(line.collected);
    }
    if twice.is_empty() { Ok(sums) } else { Err(BookRefusal::ListedBefore { numbers: twice }.into()) }
}

/// Judges the second signature: the minute waits, and the signer stands on the side that did not begin it.
///
/// # Errors
///
/// [`BookRefusal::NotWaiting`], [`BookRefusal::OtherSide`].
pub fn may_sign(waits: bool, began: Side, signer: Side) -> Result<(), Refusal> {
    if !waits {
        return Err(BookRefusal::NotWaiting.into());
    }
    if began == signer { Err(BookRefusal::OtherSide.into()) } else { Ok(()) }
}

/// The oldest day of signature whose minute on paper may be taken in beside the book on `day`: the working
/// day before it. An older moment of submission stands in the book, signed by both sides.
///
/// # Legal basis
///
/// [`law::qd45_2016::D7`].
#[must_use]
pub fn oldest_beside_the_book(day: Date, calendar: &Calendar) -> Date {
    // No row of days off is as long as two months; a day that has no such neighbour stands for itself.
    let before = std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok());
    before.take(60).find(|day| calendar.is_working_day(*day)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::CALENDAR;
    use jiff::civil::date;

    #[test]
    fn d7_a_minute_on_paper_is_of_the_day_or_of_the_working_day_before() {
        for (day, oldest) in [
            (date(2019, 10, 8), date(2019, 10, 7)),
            (date(2019, 10, 7), date(2019, 10, 4)),
            (date(2019, 10, 6), date(2019, 10, 4)),
        ] {
            assert_eq!(oldest_beside_the_book(day, &CALENDAR), oldest, "{day}");
        }
    }

    fn line(consignment: &str, collected: i64) -> Line {
        Line { consignment: consignment.to_owned(), collected, postage: 20_000, ..Line::default() }
    }

    #[test]
    fn d7_a_list_is_judged_as_a_whole() {
        let known = BTreeSet::from(["EA1".to_owned()]);
        let table: [(Vec<Line>, &str); 5] = [
            (Vec::new(), "empty-minute"),
            (vec![line("EA2", 0), line("EA2", 0)], "listed-before"),
            (vec![line("EA1", 0)], "listed-before"),
            (vec![line("EA2", -1)], "wrong-amount"),
            (vec![line("EA2", 0), line("EA3", 75_000)], ""),
        ];
        for (lines, code) in table {
            let found = check(&lines, &known);
            assert_eq!(found.as_ref().map_or_else(Refusal::code, |_| ""), code, "{lines:?}");
        }
        let sums = check(&[line("EA2", 1), line("EA3", 75_000)], &known).unwrap();
        assert_eq!(sums, Sums { postage: 40_000, collected: 75_001 });
    }

    #[test]
    fn d7_the_other_side_signs() {
        let table = [
            (true, Side::Post, Side::Desk, ""),
            (true, Side::Desk, Side::Post, ""),
            (true, Side::Desk, Side::Desk, "other-side"),
            (false, Side::Post, Side::Desk, "not-waiting"),
        ];
        for (waits, began, signer, code) in table {
            let found = may_sign(waits, began, signer);
            assert_eq!(found.as_ref().map_or_else(Refusal::code, |()| ""), code);
        }
    }
}
