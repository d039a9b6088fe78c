//! A table as a workbook.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// More rows or columns than a sheet has, or a text longer than a cell.
    #[error("the table does not fit a sheet: {0}")]
    Sheet(#[from] XlsxError),
    /// More columns than a sheet can number.
    #[error("the table has too many rows or columns")]
    TooLarge,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Data, whatever it looks like: codes and telephone numbers keep their zeros, and nothing in
    /// a text is read as a formula.
    Text(String),
    /// A whole number that may be summed.
    Number(u32),
    /// An instant at the office, to the minute; it sorts and filters as a date.
    Moment(DateTime),
}

/// A titled table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Lines above the table.
    pub titles: Vec<String>,
    /// Words above the heads, each over that many columns from the left; where it has none, the head is as high
    /// as both. Empty for a table with one line of heads.
    pub bands: Vec<(String, u16)>,
    /// Heads of the columns, each with its width in characters.
    pub columns: Vec<(String, u16)>,
    /// Rows; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// The day of the file, so that the same table gives the same bytes.
    pub dated: Date,
}

impl Table {
    /// Writes the workbook.
    ///
    /// # Errors
    ///
    /// [`TableError`] when the table is larger than a sheet.
    pub fn xlsx(&self) -> Result<Vec<u8>, TableError> {
        let mut workbook = Workbook::new();
        let dated = moment(self.dated.at(0, 0, 0, 0))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&dated));
        let sheet = workbook.add_worksheet();
        let bold = Format::new().set_bold();
        let framed = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let head = framed.clone().set_bold().set_align(FormatAlign::Center);
        let timed = framed.clone().set_num_format("dd/mm/yyyy hh:mm");
        let mut line: u32 = 0;
        for title in &self.titles {
            sheet.write_string_with_format(line, 0, title, &bold)?;
            line = line.checked_add(1).ok_or(TableError::TooLarge)?;
        }
        let banded = self.band(sheet, line, &head)?;
        if !self.bands.is_empty() {
            line = line.checked_add(1).ok_or(TableError::TooLarge)?;
        }
        for (index, (name, width)) in self.columns.iter().enumerate() {
            let column = u16::try_from(index).map_err(|_| TableError::TooLarge)?;
            sheet.set_column_width(column, f64::from(*width))?;
            if self.bands.is_empty() || banded.contains(&column) {
                sheet.write_string_with_format(line, column, name, &head)?;
            } else {
                sheet.merge_range(line.saturating_sub(1), column, line, column, name, &head)?;
            }
        }
        sheet.set_freeze_panes(line.checked_add(1).ok_or(TableError::TooLarge)?, 0)?;
        for row in &self.rows {
            line = line.checked_add(1).ok_or(TableError::TooLarge)?;
            for (index, cell) in row.iter().enumerate() {
                let column = u16::try_from(index).map_err(|_| TableError::TooLarge)?;
                match cell {
                    Cell::Text(text) => sheet.write_string_with_format(line, column, text, &framed)?,
                    Cell::Number(number) => sheet.write_number_with_format(line, column, *number, &framed)?,
                    Cell::Moment(at) => {
                        sheet.write_datetime_with_format(line, column, moment(*at)?, &timed)?
                    }
                };
            }
        }
        Ok(workbook.save_to_buffer()?)
    }

    /// Writes the bands on one line; the columns that have words above them.
    fn band(&self, sheet: &mut Worksheet, line: u32, head: &Format) -> Result<Vec<u16>, TableError> {
        let (mut banded, mut first) = (Vec::new(), 0_u16);
        for (words, span) in &self.bands {
            let next = first.checked_add(*span).ok_or(TableError::TooLarge)?;
            if !words.is_empty() {
                banded.extend(first..next);
                match span {
                    0 => {}
                    1 => drop(sheet.write_string_with_format(line, first, words, head)?),
                    _ => drop(sheet.merge_range(line, first, line, next.saturating_sub(1), words, head)?),
                }
            }
            first = next;
        }
        Ok(banded)
    }
}

/// A workbook counts its days from 1900; what lies before is shown as its first day.
fn moment(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: i8| u16::try_from(value).unwrap_or(0);
    let small = |value: i8| u8::try_from(value).unwrap_or(1);
    let year = u16::try_from(at.year()).unwrap_or(1900).max(1900);
    ExcelDateTime::from_ymd(year, small(at.month()), small(at.day()))?.and_hms(
        part(at.hour()),
        small(at.minute()),
        f64::from(at.second()),
    )
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};
    use jiff::civil::date;

    use super::*;

    fn table() -> Table {
        let text = |text: &str| Cell::Text(text.to_owned());
        Table {
            titles: vec!["Sổ theo dõi hồ sơ".to_owned()],
            bands: Vec::new(),
            columns: ["Mã", "Người nộp", "Điện thoại", "Số bộ", "Ngày nhận"]
                .map(|name| (name.to_owned(), 24))
                .to_vec(),
            rows: vec![vec![
                text("000.00.19.H36-190814-0001"),
                text("=1+1"),
                text("0100000001"),
                Cell::Number(2),
                Cell::Moment(date(2019, 8, 14).at(9, 30, 0, 0)),
            ]],
            dated: date(2019, 8, 14),
        }
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let first = table().xlsx().unwrap();
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, table().xlsx().unwrap());
    }

    #[test]
    fn texts_stay_texts_and_moments_are_real_dates() {
        let bytes = table().xlsx().unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let cell = |column: u32| sheet.get_value((2, column)).unwrap().clone();
        assert_eq!(cell(0), Data::String("000.00.19.H36-190814-0001".into()));
        assert_eq!(cell(1), Data::String("=1+1".into()), "never a formula");
        assert_eq!(cell(2), Data::String("0100000001".into()), "the zero stays");
        assert_eq!(cell(3), Data::Float(2.0));
        let Data::DateTime(at) = cell(4) else { panic!("{:?} is no date", cell(4)) };
        // Day 43691 of the workbook's count is 14 August 2019; 09:30 is 570 of its 1440 minutes.
        assert!((at.as_f64() - (43_691.0 + 570.0 / 1440.0)).abs() < 1e-6, "{at:?}");
        let formulas = book.worksheet_formula("Sheet1").unwrap();
        assert!(formulas.is_empty(), "{formulas:?}");
    }
    #[test]
    fn bands_stand_over_their_columns_and_the_rest_is_as_high_as_both() {
        let bands = [("", 1), ("Người", 2), ("", 1), ("Ngày", 1)];
        let bands = bands.map(|(words, span)| (words.to_owned(), span)).to_vec();
        let bytes = Table { bands, ..table() }.xlsx().unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let cell = |row: u32, column: u32| sheet.get_value((row, column)).unwrap().to_string();
        let line = |row: u32| [0, 1, 2, 3, 4].map(|column| cell(row, column));
        assert_eq!(line(1), ["Mã", "Người", "", "Số bộ", "Ngày"]);
        assert_eq!(line(2), ["", "Người nộp", "Điện thoại", "", "Ngày nhận"]);
        assert_eq!(cell(3, 3), "2", "rows follow the heads");
        let merged = book.merge_cells_by_sheet_id(0).unwrap();
        let mut merged: Vec<_> = merged.iter().map(|range| (range.start, range.end)).collect();
        merged.sort_unstable();
        assert_eq!(merged, [((1, 0), (2, 0)), ((1, 1), (1, 2)), ((1, 3), (2, 3))]);
    }
}
