//! A table as a workbook.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

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

/// A titled table of texts. Texts are data: nothing in them is read as a formula.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Lines above the table.
    pub titles: Vec<String>,
    /// Heads of the columns, each with its width in characters.
    pub columns: Vec<(String, u16)>,
    /// Rows; each has one text per column.
    pub rows: Vec<Vec<String>>,
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
        let (year, month, day) = (self.dated.year(), self.dated.month(), self.dated.day());
        let number = |value: i8| u8::try_from(value).unwrap_or(1);
        let dated = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1900), number(month), number(day))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&dated));
        let sheet = workbook.add_worksheet();
        let bold = Format::new().set_bold();
        let framed = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let head = framed.clone().set_bold().set_align(FormatAlign::Center);
        let mut line: u32 = 0;
        for title in &self.titles {
            sheet.write_string_with_format(line, 0, title, &bold)?;
            line = line.checked_add(1).ok_or(TableError::TooLarge)?;
        }
        for (index, (name, width)) in self.columns.iter().enumerate() {
            let column = u16::try_from(index).map_err(|_| TableError::TooLarge)?;
            sheet.set_column_width(column, f64::from(*width))?;
            sheet.write_string_with_format(line, column, name, &head)?;
        }
        sheet.set_freeze_panes(line.checked_add(1).ok_or(TableError::TooLarge)?, 0)?;
        for row in &self.rows {
            line = line.checked_add(1).ok_or(TableError::TooLarge)?;
            for (index, text) in row.iter().enumerate() {
                let column = u16::try_from(index).map_err(|_| TableError::TooLarge)?;
                sheet.write_string_with_format(line, column, text, &framed)?;
            }
        }
        Ok(workbook.save_to_buffer()?)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let table = Table {
            titles: vec!["Sổ theo dõi hồ sơ".to_owned()],
            columns: vec![("Mã".to_owned(), 24), ("Người nộp".to_owned(), 30)],
            rows: vec![vec!["000.00.19.H36-190814-0001".to_owned(), "=1+1".to_owned()]],
            dated: date(2019, 8, 14),
        };
        let first = table.xlsx().expect("a workbook");
        assert!(first.starts_with(b"PK"));
        assert_eq!(first, table.xlsx().expect("a workbook"));
    }
}
