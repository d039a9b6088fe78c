//! Sheets of a workbook: columns by heading, cells with their address.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, Reader as _, Xlsx};
use jiff::civil::Date;

use crate::import::RowError;
use crate::import::json::clean;
use crate::wire::terms::Term;

/// One sheet: its cells, and its columns by heading.
pub(super) struct Sheet {
    name: &'static str,
    cells: BTreeMap<(u32, u32), Data>,
    columns: BTreeMap<&'static str, u32>,
}

/// More cells than any list of procedures has; beyond it the sheet is refused.
const MOST_CELLS: usize = 500_000;

/// A cell with its address.
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    index: u32,
}

pub(super) type Headings = [(&'static str, &'static [&'static str])];

pub(super) fn sheet<R: std::io::Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: &'static str,
    also: &[&str],
    headings: &'static Headings,
    needed: &[&str],
    errors: &mut Vec<RowError>,
) -> Option<Sheet> {
    let wanted = name.to_lowercase();
    let found = book.sheet_names().into_iter().find(|one| {
        clean(one).to_lowercase() == wanted || also.iter().any(|other| one.eq_ignore_ascii_case(other))
    })?;
    let cells = match cells(book, &found) {
        Ok(cells) => cells,
        Err(fault) => {
            errors.push(RowError {
                record: name.to_owned(),
                field: String::new(),
                what: format!("Không đọc được trang: {fault}."),
                fix: "Bỏ các ô thừa và lưu lại tệp ở dạng XLSX.".to_owned(),
            });
            return None;
        }
    };
    let mut columns = BTreeMap::new();
    for ((_, column), cell) in cells.range((0, 0)..(1, 0)) {
        let heading = clean(&cell.to_string()).to_lowercase();
        if heading.is_empty() {
            continue;
        }
        match headings.iter().find(|(_, words)| words.contains(&heading.as_str())) {
            Some((key, _)) => {
                columns.insert(*key, *column);
            }
            None => errors.push(RowError {
                record: format!("{name}!{}1", letters(*column)),
                field: heading.clone(),
                what: format!("Không biết cột `{heading}`."),
                fix: "Sửa tên cột hoặc bỏ cột.".to_owned(),
            }),
        }
    }
    for key in needed {
        if !columns.contains_key(key) {
            let words = headings
                .iter()
                .find(|(known, _)| known == key)
                .map_or("", |(_, words)| words.first().unwrap_or(&""));
            errors.push(RowError {
                record: format!("{name}!1"),
                field: (*words).to_owned(),
                what: format!("Thiếu cột `{words}`."),
                fix: "Thêm cột này ở dòng đầu.".to_owned(),
            });
        }
    }
    Some(Sheet { name, cells, columns })
}

/// The cells that hold something; the far corners of a sheet cost nothing.
fn cells<R: std::io::Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: &str,
) -> Result<BTreeMap<(u32, u32), Data>, String> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|fault| fault.to_string())?;
    let mut out = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(|fault| fault.to_string())? {
        let value = Data::from(cell.get_value().clone());
        if value != Data::Empty {
            out.insert(cell.get_position(), value);
        }
        if out.len() > MOST_CELLS {
            return Err(format!("trang có hơn {MOST_CELLS} ô"));
        }
    }
    Ok(out)
}

impl Sheet {
    /// Rows that are not empty, without the heading.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let filled: BTreeSet<u32> = self.cells.keys().map(|(row, _)| *row).filter(|row| *row > 0).collect();
        filled
            .into_iter()
            .map(move |index| Row { sheet: self, index })
            .filter(|row| self.columns.keys().any(|key| !row.text(key).is_empty()))
    }
}

impl Row<'_> {
    fn cell(&self, key: &str) -> Option<&Data> {
        let column = self.sheet.columns.get(key)?;
        self.sheet.cells.get(&(self.index, *column))
    }

    pub(super) fn text(&self, key: &str) -> String {
        match self.cell(key) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::Float(number)) if number.fract() == 0.0 => format!("{number:.0}"),
            Some(Data::DateTime(moment)) => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            Some(cell) => clean(&cell.to_string()),
        }
    }

    /// A procedure code; one that a spreadsheet took for a number has lost its zeros.
    pub(super) fn code(&self, errors: &mut Vec<RowError>, key: &str) -> String {
        if let Some(Data::Float(_)) = self.cell(key) {
            self.say(
                errors,
                key,
                "Mã thủ tục bị lưu thành số, có thể đã mất số 0 ở cuối.",
                "Định dạng ô là chữ rồi ghi lại mã.",
            );
        }
        self.text(key)
    }

    pub(super) fn say(&self, errors: &mut Vec<RowError>, key: &str, what: impl Into<String>, fix: &str) {
        let column = self.sheet.columns.get(key).map(|column| letters(*column)).unwrap_or_default();
        errors.push(RowError {
            record: format!("{}!{column}{}", self.sheet.name, self.index + 1),
            field: key.to_owned(),
            what: what.into(),
            fix: fix.to_owned(),
        });
    }

    pub(super) fn number<T: TryFrom<u64>>(&self, errors: &mut Vec<RowError>, key: &str) -> Option<T> {
        let text = self.text(key);
        if text.is_empty() {
            return None;
        }
        let whole = match self.cell(key) {
            Some(Data::Float(_)) => text.parse().ok(),
            _ => grouped(&text),
        };
        let value = whole.and_then(|value: u64| T::try_from(value).ok());
        if value.is_none() {
            self.say(
                errors,
                key,
                format!("`{text}` không phải là số nguyên hợp lệ."),
                "Ghi số nguyên không âm.",
            );
        }
        value
    }

    pub(super) fn date(&self, errors: &mut Vec<RowError>, key: &str) -> Option<Date> {
        let text = self.text(key);
        if text.is_empty() {
            return None;
        }
        let vietnamese = || {
            let mut parts = text.split(['/', '-']);
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        };
        let date = text.parse().ok().or_else(vietnamese);
        if date.is_none() {
            self.say(errors, key, format!("`{text}` không phải là ngày."), "Ghi 14/08/2019 hoặc 2019-08-14.");
        }
        date
    }

    pub(super) fn words<T: Term + PartialEq>(
        &self,
        errors: &mut Vec<RowError>,
        key: &str,
        local: &[(&str, T)],
    ) -> Vec<T> {
        let mut out = Vec::new();
        for part in self.text(key).split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            match word(part, local) {
                Some(value) => out.push(value),
                None => {
                    let known: Vec<&str> = local.iter().map(|(word, _)| *word).collect();
                    self.say(
                        errors,
                        key,
                        format!("`{part}` không phải là {}.", T::WHAT),
                        &format!("Dùng một trong: {}.", known.join(", ")),
                    );
                }
            }
        }
        out
    }
}

/// A word in Vietnamese or in the words of our own files.
pub(super) fn word<T: Term>(text: &str, local: &[(&str, T)]) -> Option<T> {
    let lower = text.to_lowercase();
    local.iter().find(|(known, _)| *known == lower).map(|(_, value)| *value).or_else(|| T::parse(&lower))
}

pub(super) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut out = String::new();
    loop {
        let letter = u8::try_from(rest % 26).map_or('A', |offset| char::from(b'A' + offset));
        out.insert(0, letter);
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return out,
        }
    }
}

/// A whole number as people write it: `200000`, `200.000`, `1 200 000`.
fn grouped(text: &str) -> Option<u64> {
    let mut parts = text.split(['.', ',', ' ']);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let groups = rest.iter().all(|part| part.len() == 3);
    if !groups || (!rest.is_empty() && first.len() > 3) {
        return None;
    }
    let digits = format!("{first}{}", rest.concat());
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_by_three_or_not_at_all() {
        for (text, value) in [
            ("200000", Some(200_000)),
            ("200.000", Some(200_000)),
            ("1 200 000", Some(1_200_000)),
            ("0", Some(0)),
        ] {
            assert_eq!(grouped(text), value, "{text}");
        }
        for text in ["2.5", "1.0000", "1200.000", "-1", "", ".", "12a", "1..000"] {
            assert_eq!(grouped(text), None, "{text}");
        }
    }

    #[test]
    fn columns_have_their_letters() {
        for (column, text) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), text);
        }
    }
}
