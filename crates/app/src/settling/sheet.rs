//! The report as a workbook, with the words of the form.

use calendar::text::{vi_date, vi_time};
use reports::{Cell, Table, TableError};

use super::period::Kind;
use super::{Counts, Report};

/// The number of the form and what it was issued with.
pub const FORM: &str = "Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP ngày 21/10/2020)";
/// The title of the form.
pub const TITLE: &str = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC";

/// The bands of the head with the columns that each spans; one without words leaves its column alone.
const BANDS: [(&str, u16); 6] = [
    ("", 1),
    ("", 1),
    ("Số lượng hồ sơ tiếp nhận", 4),
    ("Số lượng hồ sơ đã giải quyết", 4),
    ("Số lượng hồ sơ đang giải quyết", 3),
    ("Ngoài biểu", 1),
];

/// The figures under the bands.
const FIGURES: [&str; 12] = [
    "Tổng số\n(3) = (4)+(5)+(6)",
    "Trong kỳ: trực tuyến\n(4)",
    "Trong kỳ: trực tiếp, dịch vụ bưu chính\n(5)",
    "Từ kỳ trước\n(6)",
    "Tổng số\n(7) = (8)+(9)+(10)",
    "Trước hạn\n(8)",
    "Đúng hạn\n(9)",
    "Quá hạn\n(10)",
    "Tổng số\n(11) = (12)+(13)",
    "Trong hạn\n(12)",
    "Quá hạn\n(13)",
    "Kết thúc không có kết quả: từ chối sau tiếp nhận, rút, trả vì không bổ sung",
];

/// The report as a workbook; `period` names a statutory period.
///
/// # Errors
///
/// When the report has more lines than a sheet.
pub fn xlsx(report: &Report, period: Option<(Kind, i16, u8)>) -> Result<Vec<u8>, TableError> {
    let (from, to) = (vi_date(report.from), vi_date(report.to));
    let days = format!("từ ngày {from} đến hết ngày {to}");
    let mut titles = vec![
        FORM.to_owned(),
        TITLE.to_owned(),
        match period {
            Some((kind, year, number)) => format!("Kỳ báo cáo: {} ({days})", words(kind, year, number)),
            None => format!("Kỳ báo cáo: {days}"),
        },
        format!("Đơn vị báo cáo: {}", report.reporter),
    ];
    if report.goes_on() {
        let at = format!("{} phút ngày {}", vi_time(report.at.time()), vi_date(report.at.date()));
        titles.push(format!("Kỳ báo cáo chưa kết thúc; số liệu lúc {at}."));
    }
    titles.push("(3) = (7) + (11) + số hồ sơ kết thúc không có kết quả, ghi riêng ở cột cuối.".to_owned());
    let first = if report.agency.is_some() {
        "Lĩnh vực giải quyết\n(2)"
    } else {
        "Cơ quan giải quyết\n(2)"
    };
    let mut columns = vec![("STT\n(1)".to_owned(), 6), (first.to_owned(), 40)];
    columns.extend(FIGURES.map(|name| (name.to_owned(), 14)));
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(report.lines.len().saturating_add(1));
    for (line, number) in report.lines.iter().zip(1_u32..) {
        rows.push(cells(Cell::Number(number), &line.name, &line.counts));
    }
    rows.push(cells(Cell::Text(String::new()), "Tổng số", &report.total));
    let bands = BANDS.map(|(name, span)| (name.to_owned(), span)).to_vec();
    Table { titles, bands, columns, rows, dated: report.at.date() }.xlsx()
}

fn cells(first: Cell, name: &str, counts: &Counts) -> Vec<Cell> {
    let whole = |count: u64| Cell::Number(u32::try_from(count).unwrap_or(u32::MAX));
    let mut cells = vec![first, Cell::Text(name.to_owned())];
    cells.extend(counts.columns().map(whole));
    cells.push(whole(counts.unsolved));
    cells
}

fn words(kind: Kind, year: i16, number: u8) -> String {
    let roman = match number {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    };
    match (kind, number) {
        (Kind::Month, _) => format!("tháng {number} năm {year}"),
        (Kind::Quarter, _) => format!("quý {roman} năm {year}"),
        (Kind::HalfYear, 1) => format!("6 tháng đầu năm {year}"),
        (Kind::HalfYear, _) => format!("6 tháng cuối năm {year}"),
        (Kind::NineMonths, _) => format!("9 tháng đầu năm {year}"),
        (Kind::Year, _) => format!("năm {year}"),
    }
}
