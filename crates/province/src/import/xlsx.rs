//! Workbooks: sheets `Thủ tục`, `Giấy tờ`, `Quy trình`, `Phí`, columns found by their heading.

mod sheet;

use std::path::Path;

use calamine::{Xlsx, open_workbook};
use calendar::Limit;
use domain::ids::{CaseId, PaperCode, ProcedureCode, StepId, UnitId};
use domain::organisation::{Name, Role, Validity};
use domain::procedure::process::UnitRef;
use domain::procedure::{
    ApplicantKind, Case, Channel, Charge, ChargeKind, ChargeRole, Decision, Level, Node, OnlineLevel,
    Procedure, Process, Publication, RequiredPaper, ResultKind, SourceRecord, Step, StepKind,
};
use jiff::civil::Date;

use self::sheet::{Headings, Row, Sheet, sheet};
use super::{RowError, bind, duration};
use crate::Province;

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
        UnitId::new(text).ok().filter(|id| province.organisation.units().iter().any(|unit| unit.id == *id));
    by_id.or_else(|| bind::agency(province, text))
}

fn procedure(row: &Row<'_>, province: &Province, errors: &mut Vec<RowError>) -> Option<Procedure> {
    let code = match ProcedureCode::new(&row.code(errors, "code")) {
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
        placement: None,
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
        answer_days: None,
        supplement_clock: domain::procedure::ClockRule::Restart,
        recipients: Vec::new(),
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
    let code = row.code(errors, "procedure");
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
