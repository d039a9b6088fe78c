//! Workbooks: sheets `Thủ tục`, `Giấy tờ`, `Quy trình`, `Phí`, columns found by their heading.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook};
use calendar::Limit;
use domain::ids::{CaseId, PaperCode, ProcedureCode, StepId, UnitId};
use domain::organisation::{Name, Role, Validity};
use domain::procedure::process::UnitRef;
use domain::procedure::{
    ApplicantKind, Case, Channel, Charge, ChargeKind, ChargeRole, Decision, Level, Node, OnlineLevel,
    Procedure, Process, Publication, RequiredPaper, ResultKind, SourceRecord, Step, StepKind,
};
use jiff::civil::Date;

use super::json::clean;
use super::{RowError, bind, duration};
use crate::Province;
use crate::wire::terms::Term;

/// One sheet: its cells, and its columns by heading.
struct Sheet {
    name: &'static str,
    range: Range<Data>,
    columns: BTreeMap<&'static str, usize>,
}

/// A cell with its address.
struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

type Headings = [(&'static str, &'static [&'static str])];

const PROCEDURE: &Headings = &[
    ("code", &["mã", "mã thủ tục", "code"]),
    ("name", &["tên", "tên thủ tục", "name"]),
    ("field", &["lĩnh vực", "field"]),
    ("agency", &["cơ quan", "cơ quan giải quyết", "agency"]),
    ("limit", &["thời hạn", "limit"]),
    ("decision", &["quyết định", "số quyết định", "decision"]),
    ("decision_date", &["ngày quyết định", "decision date"]),
    ("valid_from", &["hiệu lực từ", "valid from"]),
    ("applicants", &["đối tượng", "applicants"]),
    ("channels", &["cách thức", "channels"]),
    ("result", &["kết quả", "result"]),
    ("conditions", &["yêu cầu, điều kiện", "conditions"]),
    ("sets", &["số bộ", "sets"]),
    ("free", &["không thu phí", "free of charge"]),
];
const PAPERS: &Headings = &[
    ("procedure", &["mã thủ tục", "procedure"]),
    ("name", &["tên giấy tờ", "giấy tờ", "paper", "name"]),
    ("originals", &["bản chính", "originals"]),
    ("copies", &["bản sao", "copies"]),
    ("form", &["mẫu", "form"]),
    ("condition", &["điều kiện", "khi nào", "condition"]),
    ("case", &["trường hợp", "case"]),
];
const STEPS: &Headings = &[
    ("procedure", &["mã thủ tục", "procedure"]),
    ("step", &["bước", "step"]),
    ("name", &["công việc", "tên bước", "activity", "name"]),
    ("kind", &["loại", "kind"]),
    ("unit", &["đơn vị", "unit"]),
    ("role", &["vai trò", "role"]),
    ("time", &["thời gian", "time"]),
];
const CHARGES: &Headings = &[
    ("procedure", &["mã thủ tục", "procedure"]),
    ("name", &["tên khoản", "khoản thu", "name"]),
    ("kind", &["loại", "kind"]),
    ("amount", &["mức thu", "số tiền", "amount"]),
    ("per", &["đơn vị tính", "per"]),
    ("set_by", &["văn bản", "set by"]),
    ("from", &["từ ngày", "from"]),
    ("to", &["đến ngày", "to"]),
];

pub(super) fn read(path: &Path, province: &Province) -> Result<Vec<Procedure>, Vec<RowError>> {
    let mut errors = Vec::new();
    let mut book: Xlsx<_> = open_workbook(path).map_err(|fault: calamine::XlsxError| {
        vec![RowError {
            record: path.display().to_string(),
            field: String::new(),
            what: format!("Không mở được bảng tính: {fault}."),
            fix: "Lưu lại tệp ở dạng XLSX.".to_owned(),
        }]
    })?;
    let main = sheet(
        &mut book,
        "Thủ tục",
        &["Procedures"],
        PROCEDURE,
        &["code", "name", "field", "agency"],
        &mut errors,
    );
    let papers = sheet(&mut book, "Giấy tờ", &["Papers"], PAPERS, &["procedure", "name"], &mut errors);
    let steps =
        sheet(&mut book, "Quy trình", &["Process"], STEPS, &["procedure", "name", "time"], &mut errors);
    let charges = sheet(&mut book, "Phí", &["Charges"], CHARGES, &["procedure", "name"], &mut errors);
    let Some(main) = main else {
        if errors.is_empty() {
            errors.push(RowError {
                record: "Thủ tục".to_owned(),
                field: String::new(),
                what: "Không có trang `Thủ tục`.".to_owned(),
                fix: "Thêm trang với các cột Mã, Tên, Lĩnh vực, Cơ quan, Thời hạn.".to_owned(),
            });
        }
        return Err(errors);
    };
    let mut out: Vec<Procedure> = Vec::new();
    for row in main.rows() {
        if let Some(procedure) = procedure(&row, province, &mut errors) {
            if out.iter().any(|other| other.code == procedure.code) {
                row.say(
                    &mut errors,
                    "code",
                    format!("Mã {} đã có ở dòng trên.", procedure.code),
                    "Bỏ dòng lặp.",
                );
            } else {
                out.push(procedure);
            }
        }
    }
    for row in papers.iter().flat_map(Sheet::rows) {
        if let Some(procedure) = owner(&row, &mut out, &mut errors) {
            paper(&row, procedure, &mut errors);
        }
    }
    for row in steps.iter().flat_map(Sheet::rows) {
        if let Some(procedure) = owner(&row, &mut out, &mut errors) {
            step(&row, procedure, province, &mut errors);
        }
    }
    for row in charges.iter().flat_map(Sheet::rows) {
        if let Some(procedure) = owner(&row, &mut out, &mut errors) {
            charge(&row, procedure, &mut errors);
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}

fn sheet<R: std::io::Read + std::io::Seek>(
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
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
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

    fn text(&self, key: &str) -> String {
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

    fn say(&self, errors: &mut Vec<RowError>, key: &str, what: impl Into<String>, fix: &str) {
        let column = self.sheet.columns.get(key).map(|column| letters(*column)).unwrap_or_default();
        errors.push(RowError {
            record: format!("{}!{column}{}", self.sheet.name, self.index + 1),
            field: key.to_owned(),
            what: what.into(),
            fix: fix.to_owned(),
        });
    }

    fn number<T: TryFrom<u64>>(&self, errors: &mut Vec<RowError>, key: &str) -> Option<T> {
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

    fn date(&self, errors: &mut Vec<RowError>, key: &str) -> Option<Date> {
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

    fn words<T: Term + PartialEq>(
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
fn word<T: Term>(text: &str, local: &[(&str, T)]) -> Option<T> {
    let lower = text.to_lowercase();
    local.iter().find(|(known, _)| *known == lower).map(|(_, value)| *value).or_else(|| T::parse(&lower))
}

fn letters(column: usize) -> String {
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

const APPLICANTS: [(&str, ApplicantKind); 5] = [
    ("cá nhân", ApplicantKind::Person),
    ("tổ chức", ApplicantKind::Organisation),
    ("doanh nghiệp", ApplicantKind::Enterprise),
    ("hợp tác xã", ApplicantKind::Cooperative),
    ("người nước ngoài", ApplicantKind::Foreigner),
];
const CHANNELS: [(&str, Channel); 3] =
    [("trực tiếp", Channel::Counter), ("bưu chính", Channel::Post), ("trực tuyến", Channel::Online)];
const KINDS: [(&str, StepKind); 7] = [
    ("tiếp nhận", StepKind::Receive),
    ("chuyển", StepKind::Transfer),
    ("phân công", StepKind::Assign),
    ("thẩm định", StepKind::Appraise),
    ("xem xét", StepKind::Review),
    ("ký", StepKind::Decide),
    ("trả kết quả", StepKind::Return),
];
const ROLES: [(&str, Role); 5] = [
    ("công chức một cửa", Role::CounterOfficer),
    ("chuyên viên", Role::Officer),
    ("lãnh đạo phòng", Role::DivisionHead),
    ("lãnh đạo cơ quan", Role::AgencyHead),
    ("văn thư", Role::Clerk),
];
const CHARGE_KINDS: [(&str, ChargeKind); 2] = [("phí", ChargeKind::Charge), ("lệ phí", ChargeKind::Fee)];

fn limit(text: &str) -> Option<Limit> {
    text.parse().ok().or_else(|| match text.to_lowercase().as_str() {
        "ngay" | "giải quyết ngay" => Some(Limit::Immediately),
        _ => duration::as_limit(duration::read(Some(text)).time),
    })
}

fn unit_id(province: &Province, text: &str) -> Option<UnitId> {
    let by_id =
        UnitId::new(text).ok().filter(|id| province.organisation.units.iter().any(|unit| unit.id == *id));
    by_id.or_else(|| bind::agency(province, text))
}

fn procedure(row: &Row<'_>, province: &Province, errors: &mut Vec<RowError>) -> Option<Procedure> {
    let code = match ProcedureCode::new(&row.text("code")) {
        Ok(code) => Some(code),
        Err(fault) => {
            row.say(errors, "code", fault.to_string(), "Ghi mã như 1.004227.");
            None
        }
    };
    let name = row.text("name");
    if name.is_empty() {
        row.say(errors, "name", "Thiếu tên thủ tục.", "Ghi tên theo quyết định công bố.");
    }
    let agency_text = row.text("agency");
    let agency = unit_id(province, &agency_text);
    if agency.is_none() {
        row.say(
            errors,
            "agency",
            format!("Không có đơn vị `{agency_text}`."),
            "Ghi mã hoặc tên một đơn vị của tỉnh.",
        );
    }
    let printed = row.text("limit");
    let limit = limit(&printed);
    if limit.is_none() && !printed.is_empty() {
        row.say(
            errors,
            "limit",
            format!("`{printed}` không phải là thời hạn."),
            "Ghi 5wd, 4wh, 30d hoặc `5 ngày làm việc`.",
        );
    }
    let from = row.date(errors, "valid_from");
    let date = row.date(errors, "decision_date");
    let number = row.text("decision");
    let applicants = row.words(errors, "applicants", &APPLICANTS);
    let channels = row.words(errors, "channels", &CHANNELS);
    let sets = row.number(errors, "sets").unwrap_or(1);
    let free = matches!(row.text("free").to_lowercase().as_str(), "x" | "có" | "true" | "yes" | "1");
    let result = row.text("result");
    let online =
        if channels.contains(&Channel::Online) { OnlineLevel::Unspecified } else { OnlineLevel::None };
    let validity =
        Validity { from: from.or(date).or(province.meta.regulation.date).unwrap_or(Date::ZERO), to: None };
    Some(Procedure {
        code: code?,
        version: 1,
        validity,
        publication: Publication::Draft,
        decision: (!number.is_empty()).then(|| Decision { number, date, issuer: String::new() }),
        name: Name::vi(&name),
        field: row.text("field"),
        agency: agency?,
        agency_text: String::new(),
        coordinating: Vec::new(),
        levels: vec![Level::Province],
        legal_basis: Vec::new(),
        applicants,
        channels,
        online,
        cases: Vec::new(),
        papers: Vec::new(),
        sets,
        limit: limit.unwrap_or(Limit::WorkingDays(0)),
        limit_stated: limit.is_some(),
        stated_limits: Vec::new(),
        charges: Vec::new(),
        free_of_charge: free,
        results: (!result.is_empty())
            .then(|| ResultKind { name: Name::vi(&result), note: String::new() })
            .into_iter()
            .collect(),
        conditions: row.text("conditions"),
        process: None,
        supplement_days: None,
        outcomes: Vec::new(),
        open: Vec::new(),
        record: SourceRecord::default(),
    })
}

fn owner<'a>(
    row: &Row<'_>,
    out: &'a mut [Procedure],
    errors: &mut Vec<RowError>,
) -> Option<&'a mut Procedure> {
    let code = row.text("procedure");
    let found = out.iter_mut().find(|procedure| procedure.code.as_str() == code);
    if found.is_none() {
        row.say(
            errors,
            "procedure",
            format!("Không có thủ tục `{code}` ở trang Thủ tục."),
            "Sửa mã thủ tục.",
        );
    }
    found
}

fn paper(row: &Row<'_>, procedure: &mut Procedure, errors: &mut Vec<RowError>) {
    let name = row.text("name");
    if name.is_empty() {
        row.say(errors, "name", "Thiếu tên giấy tờ.", "Ghi tên giấy tờ.");
    }
    let originals = row.number(errors, "originals");
    let copies = row.number(errors, "copies");
    let case_name = row.text("case");
    let mut cases = Vec::new();
    if !case_name.is_empty() {
        let known = procedure.cases.iter().find(|case| case.name.vi == case_name).map(|case| case.id.clone());
        let id = known.or_else(|| CaseId::new(&format!("th{}", procedure.cases.len() + 1)).ok());
        if let Some(id) = id {
            if !procedure.cases.iter().any(|case| case.id == id) {
                procedure.cases.push(Case { id: id.clone(), name: Name::vi(&case_name), limit: None });
            }
            cases.push(id);
        }
    }
    let condition = Some(row.text("condition")).filter(|text| !text.is_empty());
    let Ok(code) = PaperCode::new(&format!("p{}", procedure.papers.len() + 1)) else { return };
    procedure.papers.push(RequiredPaper {
        code,
        name: Name::vi(&name),
        originals,
        copies,
        form: Some(row.text("form")).filter(|text| !text.is_empty()),
        form_file: None,
        electronic: None,
        mandatory: condition.is_none(),
        condition,
        cases,
        replaced_by_data: false,
        shown_only: false,
    });
}

fn step(row: &Row<'_>, procedure: &mut Procedure, province: &Province, errors: &mut Vec<RowError>) {
    let printed = row.text("time");
    let read = duration::read(Some(&printed));
    if let Some(doubt) = read.doubt {
        row.say(
            errors,
            "time",
            format!("`{printed}`: {doubt}."),
            "Ghi như `0,5 ngày làm việc` hoặc `4 giờ`.",
        );
    }
    let kinds: Vec<StepKind> = row.words(errors, "kind", &KINDS);
    let roles: Vec<Role> = row.words(errors, "role", &ROLES);
    let unit_text = row.text("unit");
    let kind = kinds.first().copied().unwrap_or(StepKind::Review);
    let desk = matches!(kind, StepKind::Receive | StepKind::Transfer | StepKind::Return);
    let unit = match unit_text.as_str() {
        "" if desk => UnitRef::ReceivingDesk,
        "" => UnitRef::SettlingAgency,
        text => match unit_id(province, text) {
            Some(id) => UnitRef::Unit(id),
            None => {
                row.say(
                    errors,
                    "unit",
                    format!("Không có đơn vị `{text}`."),
                    "Ghi mã hoặc tên một đơn vị của tỉnh.",
                );
                return;
            }
        },
    };
    let nodes = match &mut procedure.process {
        Some(Process { root: Node::Sequence(nodes), .. }) => nodes,
        _ => {
            procedure.process = Some(Process { decision: String::new(), root: Node::Sequence(Vec::new()) });
            match &mut procedure.process {
                Some(Process { root: Node::Sequence(nodes), .. }) => nodes,
                _ => return,
            }
        }
    };
    let Ok(id) = StepId::new(&format!("b{}", nodes.len() + 1)) else { return };
    nodes.push(Node::Step(Step {
        id,
        name: Name::vi(&row.text("name")),
        kind,
        unit,
        role: roles.first().copied(),
        role_text: String::new(),
        time: read.time,
        paper_transport: false,
        outputs: Vec::new(),
        number: row.text("step"),
        time_text: printed,
    }));
}

fn charge(row: &Row<'_>, procedure: &mut Procedure, errors: &mut Vec<RowError>) {
    let kinds: Vec<ChargeKind> = row.words(errors, "kind", &CHARGE_KINDS);
    let amount = row.number(errors, "amount");
    let from = row.date(errors, "from");
    let to = row.date(errors, "to");
    procedure.charges.push(Charge {
        code: format!("k{}", procedure.charges.len() + 1),
        name: row.text("name"),
        kind: kinds.first().copied().unwrap_or(ChargeKind::NotStated),
        amount,
        usd: None,
        per: row.text("per"),
        role: ChargeRole::Owed,
        set_by: row.text("set_by"),
        condition: None,
        cases: Vec::new(),
        channels: Vec::new(),
        from,
        to,
        exemptions: Vec::new(),
    });
}
