//! What was collected in a quarter, by agency and charge: the list on which the agencies are paid out (R18.6b).
//!
//! A quarter of money is one of the calendar: the books of the treasury are closed by it, unlike the periods
//! of the reports. What a payment is for follows from the charges owed, filled in their order.

use std::collections::{BTreeMap, BTreeSet};

use domain::books::cash::divide;
use domain::dossier::event::PaymentMethod;
use domain::ids::{DossierId, UnitId};
use domain::organisation::Role;
use jiff::civil::{Date, DateTime};
use reports::{Cell, Table, TableError};
use store::{MoneyKind, MoneyRow};

use super::{SUPERVISORS, holds};
use crate::App;
use crate::dossier::Caller;
use crate::dossier::view;
use crate::error::CommandError;

/// One line: what one agency is owed of one charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The agency.
    pub agency: UnitId,
    /// Its name.
    pub agency_name: String,
    /// The charge; what belongs to none is called so.
    pub charge: String,
    /// Dossiers with a payment in the quarter.
    pub dossiers: u32,
    /// Cash, in đồng.
    pub cash: i64,
    /// Bank transfer and online, in đồng.
    pub transfer: i64,
    /// By the post, in đồng.
    pub post: i64,
    /// What was given back, in đồng, already taken off the cash.
    pub refunded: i64,
}

impl Line {
    /// All ways together, in đồng.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.cash.saturating_add(self.transfer).saturating_add(self.post)
    }
}

/// The first day of a quarter and of the one after it; `None` for a quarter that no year has.
#[must_use]
pub fn quarter(year: i16, quarter: u8) -> Option<(Date, Date)> {
    let month = i8::try_from(quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?).ok()?;
    let from = Date::new(year, month, 1).ok()?;
    let next = if month == 10 {
        Date::new(year.checked_add(1)?, 1, 1)
    } else {
        Date::new(year, month.checked_add(3)?, 1)
    };
    Some((from, next.ok()?))
}

/// Year and number of the last quarter that is over on `day`.
#[must_use]
pub fn last_over(day: Date) -> (i16, u8) {
    match day.month() {
        ..=3 => (day.year().saturating_sub(1), 4),
        4..=6 => (day.year(), 1),
        7..=9 => (day.year(), 2),
        _ => (day.year(), 3),
    }
}

/// The list of a quarter. Reads every dossier that money moved for: call it where you may block.
///
/// Proof of a receipt of another office is no money of the Centre and not in it.
///
/// # Errors
///
/// [`CommandError::Forbidden`] unless the caller looks over the Centre or takes money there.
pub fn list(app: &App, caller: &Caller, from: Date, next: Date) -> Result<Vec<Line>, CommandError> {
    let day = app.store.now().date();
    if !holds(caller, SUPERVISORS, day) && !holds(caller, &[Role::CounterOfficer], day) {
        return Err(CommandError::Forbidden);
    }
    let midnight = |day: Date| DateTime::from(day);
    let rows = app.store.money_between(midnight(from), midnight(next))?;
    let dossiers: BTreeSet<DossierId> = rows.iter().map(|row| row.dossier.clone()).collect();
    let mut sums: BTreeMap<(UnitId, String), Line> = BTreeMap::new();
    for id in &dossiers {
        let own: Vec<&MoneyRow> = rows.iter().filter(|row| row.dossier == *id).collect();
        add(app, id, &own, &mut sums)?;
    }
    Ok(sums.into_values().filter(|line| line.total() != 0 || line.dossiers > 0).collect())
}

/// Adds the movements of one dossier within the quarter.
fn add(
    app: &App,
    id: &DossierId,
    rows: &[&MoneyRow],
    sums: &mut BTreeMap<(UnitId, String), Line>,
) -> Result<(), CommandError> {
    let view = view::load(app, id)?;
    let first = rows.iter().map(|row| row.revision).min().unwrap_or(0);
    // What was kept before the quarter stands in the history before its first movement.
    let earlier = view.history.iter().filter(|recorded| recorded.revision < first);
    let earlier: Vec<_> = earlier.cloned().collect();
    let before = domain::dossier::Dossier::rebuild(id, &earlier).map_or(0, |dossier| dossier.kept());
    let owed: Vec<(String, i64)> =
        view.dossier.owed.iter().map(|due| (due.charge.clone(), due.amount)).collect();
    let agency = view.procedure.agency.clone();
    let mut kept = before;
    let mut counted = BTreeSet::new();
    for row in rows.iter().filter(|row| row.method != PaymentMethod::ProofShown) {
        let after = kept.saturating_add(row.amount);
        for (code, amount) in divide(&owed, kept, after) {
            let known = view.procedure.charges.iter().find(|charge| charge.code == code);
            let name = known.map_or_else(|| "Khoản khác".to_owned(), |charge| charge.name.clone());
            let day = row.at.date();
            let line = sums.entry((agency.clone(), code.clone())).or_insert_with(|| Line {
                agency: agency.clone(),
                agency_name: view.reference.unit_name(&agency, day),
                charge: name,
                dossiers: 0,
                cash: 0,
                transfer: 0,
                post: 0,
                refunded: 0,
            });
            if row.kind == MoneyKind::Refunded {
                line.refunded = line.refunded.saturating_sub(amount);
            }
            let sum = match row.method {
                PaymentMethod::Cash => &mut line.cash,
                PaymentMethod::Post => &mut line.post,
                PaymentMethod::Transfer | PaymentMethod::Online | PaymentMethod::ProofShown => {
                    &mut line.transfer
                }
            };
            *sum = sum.saturating_add(amount);
            if counted.insert(code) {
                line.dossiers = line.dossiers.saturating_add(1);
            }
        }
        kept = after;
    }
    Ok(())
}

/// The list as a workbook.
///
/// # Errors
///
/// When it has more lines than a sheet.
pub fn xlsx(lines: &[Line], unit: &str, year: i16, quarter: u8, dated: Date) -> Result<Vec<u8>, TableError> {
    let columns = [
        ("STT", 6),
        ("Cơ quan giải quyết", 40),
        ("Khoản phí, lệ phí", 40),
        ("Số hồ sơ", 10),
        ("Tiền mặt (đồng)", 18),
        ("Chuyển khoản, trực tuyến (đồng)", 18),
        ("Bưu điện thu hộ (đồng)", 18),
        ("Cộng (đồng)", 18),
    ];
    let mut rows: Vec<Vec<Cell>> = (1_u32..)
        .zip(lines)
        .map(|(number, line)| {
            let words = vec![
                Cell::Number(number),
                Cell::Text(line.agency_name.clone()),
                Cell::Text(line.charge.clone()),
                Cell::Number(line.dossiers),
            ];
            let sums = [line.cash, line.transfer, line.post, line.total()];
            words.into_iter().chain(sums.into_iter().map(amount)).collect()
        })
        .collect();
    let sum = |of: fn(&Line) -> i64| lines.iter().map(of).fold(0_i64, i64::saturating_add);
    let text = |text: &str| Cell::Text(text.to_owned());
    let total = [sum(|line| line.cash), sum(|line| line.transfer), sum(|line| line.post), sum(Line::total)];
    let head = vec![text(""), text("CỘNG"), text(""), text("")];
    rows.push(head.into_iter().chain(total.into_iter().map(amount)).collect());
    let table = Table {
        titles: vec![unit.to_owned(), format!("BẢNG QUYẾT TOÁN PHÍ, LỆ PHÍ QUÝ {quarter} NĂM {year}")],
        bands: Vec::new(),
        columns: columns.into_iter().map(|(name, width)| (name.to_owned(), width)).collect(),
        rows,
        dated,
    };
    table.xlsx()
}

/// A sum that can be summed again where it fits; a negative or very large one is its digits.
fn amount(dong: i64) -> Cell {
    u32::try_from(dong).map_or_else(|_| Cell::Text(dong.to_string()), Cell::Number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_ends_where_the_next_begins() {
        assert_eq!(quarter(2025, 1), Some((date(2025, 1, 1), date(2025, 4, 1))));
        assert_eq!(quarter(2025, 4), Some((date(2025, 10, 1), date(2026, 1, 1))));
        assert_eq!(quarter(2025, 0), None);
        assert_eq!(quarter(2025, 5), None);
        assert_eq!(last_over(date(2025, 3, 31)), (2024, 4));
        assert_eq!(last_over(date(2025, 4, 1)), (2025, 1));
        assert_eq!(last_over(date(2025, 12, 31)), (2025, 3));
    }
}
