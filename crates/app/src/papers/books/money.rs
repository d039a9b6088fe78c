//! Sums of money: the closing of a till and the settlement of a quarter (R18.6b).

use documents::cash::{CashRow, SettlementGroup, SettlementRow};
use documents::letter::Signed;
use documents::{CashClosing, Paper, Settlement};
use domain::ids::PersonId;
use jiff::civil::Date;

use super::entry_number;
use crate::App;
use crate::books::cash::{self, Movement};
use crate::books::instant;
use crate::books::settlement::{self, Line};
use crate::dossier::Caller;
use crate::error::CommandError;
use crate::papers::maker::mark;
use crate::papers::names::Names;

/// The closing with this id; the second person's name is left open until they confirm.
///
/// # Errors
///
/// As [`cash::open`].
///
/// # Legal basis
///
/// [`law::qc1722::D18_K6_B`].
pub fn closing(app: &App, caller: &Caller, id: &str) -> Result<Paper, CommandError> {
    let closing = cash::open(app, caller, id)?;
    let day = closing.at.date();
    let reference = app.reference();
    let names = Names { reference: &reference };
    let person = |id: &str| names.person(PersonId::new(id).ok().as_ref());
    let rows: Vec<CashRow> = closing.movements.iter().map(row).collect();
    Ok(Paper::CashClosing(Box::new(CashClosing {
        head: names.head(entry_number(closing.number, mark::CLOSING), &closing.unit, day),
        desk: names.unit(&closing.unit, day),
        cashier: person(&closing.cashier),
        witness: person(&closing.confirmed_by),
        from: rows.iter().filter_map(|row| row.at).min(),
        to: closing.at,
        rows,
        expected: closing.expected,
        counted: closing.counted,
        difference: closing.counted.saturating_sub(closing.expected),
        reason: closing.reason,
    })))
}

fn row(movement: &Movement) -> CashRow {
    CashRow {
        at: instant(&movement.at),
        number: movement.receipt.clone(),
        code: movement.code.clone(),
        what: match movement.kind.as_str() {
            "voided" => "Hủy biên lai",
            "refunded" => "Hoàn trả",
            _ => "Thu phí, lệ phí",
        }
        .to_owned(),
        taken: movement.amount.max(0),
        given: movement.amount.min(0).saturating_neg(),
    }
}

/// Whether a period that ends before `next` is over, so that its sums stand.
#[must_use]
pub fn is_over(app: &App, next: Date) -> bool {
    next <= app.store.now().date()
}

/// The settlement of a quarter that is over, dated on its last day.
///
/// It is no entry of a book: it is counted again from the journal, and has no number of its own.
///
/// # Errors
///
/// As [`settlement::list`]; [`CommandError::NotFound`] for a quarter that no year has or that still runs.
pub fn settlement(app: &App, caller: &Caller, year: i16, quarter: u8) -> Result<Paper, CommandError> {
    let (from, next) = settlement::quarter(year, quarter).ok_or(CommandError::NotFound)?;
    let lines = settlement::list(app, caller, from, next)?;
    let last = next.yesterday().ok().filter(|_| is_over(app, next)).ok_or(CommandError::NotFound)?;
    let reference = app.reference();
    let names = Names { reference: &reference };
    let centre = &reference.province.meta.centre;
    let signer = names.signer(None, centre, last);
    let groups = groups(&lines);
    let roman = ["I", "II", "III", "IV"].get(usize::from(quarter.saturating_sub(1))).copied();
    Ok(Paper::Settlement(Box::new(Settlement {
        head: names.head(String::new(), centre, last),
        period: format!("Quý {} năm {year}", roman.unwrap_or_default()),
        from,
        to: last,
        total: groups.iter().map(|group| group.total).fold(0, i64::saturating_add),
        groups,
        // Who prints it need not be who answers for it, so the author signs by hand.
        author: String::new(),
        signed: Signed {
            office: signer.office,
            name: signer.name,
            recipients: vec!["Các cơ quan có tên trong bảng".to_owned(), "Lưu: VT, kế toán".to_owned()],
        },
    })))
}

/// The lines under their agencies; lines of one agency follow each other.
fn groups(lines: &[Line]) -> Vec<SettlementGroup> {
    let one = |lines: &[Line]| {
        let rows: Vec<SettlementRow> = lines.iter().map(charge).collect();
        SettlementGroup {
            agency: lines.first().map(|line| line.agency_name.clone()).unwrap_or_default(),
            total: rows.iter().map(|row| row.net).fold(0, i64::saturating_add),
            rows,
        }
    };
    lines.chunk_by(|a, b| a.agency == b.agency).map(one).collect()
}

fn charge(line: &Line) -> SettlementRow {
    SettlementRow {
        charge: line.charge.clone(),
        dossiers: line.dossiers,
        cash: line.cash.saturating_add(line.refunded),
        other: line.transfer.saturating_add(line.post),
        refunded: line.refunded,
        net: line.total(),
    }
}
