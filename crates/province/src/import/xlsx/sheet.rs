//! Sheets of a workbook: columns by heading, cells with their address.

use std::collections::BTreeMap;

use calamine::{Data, Range, Reader as _, Xlsx};
use jiff::civil::Date;

use crate::import::RowError;
use crate::import::json::clean;
use crate::wire::terms::Term;

/// One sheet: its cells, and its columns by heading.
pub(super) struct Sheet {
    name: &'static str,
    range: Range<Data>,
    columns: BTreeMap<&'static str, usize>,
}

/// A cell with its address.
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
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
    let range = match book.worksheet_range(&found) {
        Ok(range) => range,
        Err(fault) => {
            errors.push(RowError {
                record: name.to_owned(),
                field: String::new(),
                what: format!("Không đọc được trang: {fault}."),
                fix: "Lưu lại tệp ở dạng XLSX.".to_owned(),
            });
            return None;
        }
    };
    let mut columns = BTreeMap::new();
    for (i, cell) in range.rows().next().unwrap_or_default().iter().enumerate() {
        let heading = clean(&cell.to_string()).to_lowercase();
        if heading.is_empty() {
            continue;
        }
        match headings.iter().find(|(_, words)| words.contains(&heading.as_str())) {
            Some((key, _)) => {
                columns.insert(*key, i);
            }
            None => errors.push(RowError {
                record: format!("{name}!{}1", letters(i)),
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
    Some(Sheet { name, range, columns })
}

impl Sheet {
    /// Rows that are not empty, without the heading.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (1..self.range.height())
            .map(move |index| Row { sheet: self, index })
            .filter(|row| self.columns.keys().any(|key| !row.text(key).is_empty()))
    }
}

impl Row<'_> {
    fn cell(&self, key: &str) -> Option<&Data> {
        let column = self.sheet.columns.get(key)?;
        self.sheet.range.get((self.index, *column))
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
        let digits: String = text.chars().filter(|c| !"., ".contains(*c)).collect();
        let value = digits.parse::<u64>().ok().and_then(|value| T::try_from(value).ok());
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

pub(super) fn letters(column: usize) -> String {
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
