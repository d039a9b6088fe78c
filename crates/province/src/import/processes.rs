//! The shape of published internal processes: steps with activity, role and time.

use std::collections::BTreeMap;

use calendar::Limit;
use domain::ids::{StepId, UnitId};
use domain::organisation::{Name, Validity};
use domain::procedure::process::{Consultation, Silence, UnitRef};
use domain::procedure::{
    Channel, Decision, Level, Node, OnlineLevel, Procedure, Process, Publication, SourceRecord, Step,
    StepTime, unbound_agency,
};
use serde_json::Value;

use super::bind;
use super::duration::{self, Measure};
use super::json::{Notes, Object};
use super::role::{self, Place};
use super::tree::{self, Row};
use super::{Import, ImportErrors};
use crate::Province;

pub(super) fn read(records: &[Value], province: &Province) -> Result<Import, ImportErrors> {
    let mut import = Import::default();
    let mut errors = Vec::new();
    let mut versions: BTreeMap<String, u32> = BTreeMap::new();
    for (i, value) in records.iter().enumerate() {
        let code =
            value.get("tthc_code").and_then(Value::as_str).map(|code| format!(" {code}")).unwrap_or_default();
        let mut notes = Notes::of(&format!("#{}{code}", i + 1));
        let procedure = match value {
            Value::Object(map) => record(&Object::new(map, ""), &mut notes, province, &mut versions, i + 1),
            _ => {
                notes.error("", "Bản ghi không phải là một nhóm trường.", "Ghi bản ghi dạng {…}.");
                None
            }
        };
        errors.append(&mut notes.errors);
        if let Some(procedure) = procedure {
            import.procedures.push(procedure);
            import.report.append(&mut notes.rows);
        }
    }
    if errors.is_empty() { Ok(import) } else { Err(ImportErrors(errors)) }
}

fn record(
    object: &Object<'_>,
    notes: &mut Notes,
    province: &Province,
    versions: &mut BTreeMap<String, u32>,
    number: usize,
) -> Option<Procedure> {
    let printed = object.text(notes, "tthc_code");
    let code = bind::code(notes, printed, &format!("quy-trinh.{number:03}"))?;
    let version = *versions.entry(code.to_string()).and_modify(|version| *version += 1).or_insert(1);
    if version > 1 {
        notes.open(
            "code.twice",
            "tthc_code",
            format!("Mã {code} đã có ở bản ghi trước; nhập thành phiên bản {version}."),
        );
    }
    let name = object.text(notes, "name").unwrap_or_else(|| {
        notes.open("name.missing", "name", "Bản ghi không có tên thủ tục.");
        String::new()
    });
    let date_text = object.text(notes, "decision_date");
    let fallback = province.meta.regulation.date.unwrap_or(jiff::civil::Date::ZERO);
    let (from, date) = bind::valid_from(notes, date_text.as_deref(), fallback);
    let publisher = object.text(notes, "province").unwrap_or_default();
    let decision_number = object.text(notes, "decision");
    if decision_number.is_none() {
        notes.open("decision.missing", "decision", "Bản ghi không có số quyết định phê duyệt quy trình.");
    }
    let number_text = decision_number.clone().unwrap_or_default();
    let decision = decision_number.map(|number| Decision {
        number,
        date,
        issuer: format!("UBND tỉnh {publisher}").trim_end().to_owned(),
    });
    notes.fact("province", publisher);
    let (limit, measure) = total(object, notes);
    let steps = object.objects(notes, "steps");
    let agency = steps.iter().find_map(|step| {
        let text = step.text(notes, "role").unwrap_or_default();
        bind::agency_within(province, &text)
    });
    let agency_text = match &agency {
        Some(_) => String::new(),
        None => agency_phrase(&steps, notes),
    };
    if agency.is_none() {
        notes.open(
            "agency.unbound",
            "steps[].role",
            if agency_text.is_empty() {
                "Không bước nào nêu cơ quan giải quyết.".to_owned()
            } else {
                format!("Cơ quan `{agency_text}` không phải là một đơn vị của tỉnh.")
            },
        );
    }
    let process = process(&steps, notes, province, agency.as_ref(), measure, &number_text);
    sums(object, notes, process.as_ref());
    object.keep_rest(notes, &["codes_near", "source", "quality", "all_steps_timed", "sum_matches_total"]);
    notes.open("field.missing", "field", "Quy trình đã công bố không in lĩnh vực, giấy tờ, kết quả và phí.");
    Some(Procedure {
        code,
        version,
        validity: Validity { from, to: None },
        publication: Publication::Draft,
        decision,
        placement: None,
        name: Name::vi(&name),
        field: String::new(),
        agency: agency.unwrap_or_else(unbound_agency),
        agency_text,
        coordinating: Vec::new(),
        levels: vec![Level::Province],
        legal_basis: Vec::new(),
        applicants: Vec::new(),
        channels: Vec::<Channel>::new(),
        online: OnlineLevel::None,
        cases: Vec::new(),
        papers: Vec::new(),
        sets: 1,
        limit: limit.unwrap_or(Limit::WorkingDays(0)),
        limit_stated: limit.is_some(),
        stated_limits: Vec::new(),
        charges: Vec::new(),
        free_of_charge: false,
        results: Vec::new(),
        conditions: String::new(),
        process,
        supplement_days: None,
        answer_days: None,
        supplement_clock: domain::procedure::ClockRule::Restart,
        recipients: Vec::new(),
        outcomes: Vec::new(),
        open: notes.points(),
        record: SourceRecord { facts: std::mem::take(&mut notes.facts), ..SourceRecord::default() },
    })
}

/// The declared total as a limit, and how it counts days.
fn total(object: &Object<'_>, notes: &mut Notes) -> (Option<Limit>, Option<Measure>) {
    let text = object.text(notes, "declared_total");
    notes.fact("declared_total", text.clone().unwrap_or_default());
    let read = duration::read(text.as_deref());
    let hours = object.text(notes, "declared_total_hours");
    let limit = duration::as_limit(read.time);
    match (&text, limit) {
        (None, _) => notes.open("limit.missing", "declared_total", "Không in tổng thời gian."),
        (Some(text), None) => {
            notes.open(
                "limit.unit",
                "declared_total",
                format!("`{text}` không đọc được thành một thời hạn."),
            );
        }
        (Some(text), Some(Limit::WorkingHours(_))) if text.contains("ngày") => {
            notes.open(
                "limit.fraction",
                "declared_total",
                format!("`{text}` đổi ra giờ làm việc với 8 giờ một ngày."),
            );
        }
        _ => {}
    }
    if let (Some(_), Some(doubt)) = (&text, read.doubt) {
        notes.open("limit.doubt", "declared_total", format!("Tổng thời gian: {doubt}."));
    }
    if let Some(hours) = hours {
        agrees(notes, "declared_total_hours", &hours, duration::nominal_minutes(read.time));
        notes.fact("declared_total_hours", hours);
    }
    (limit, read.measure)
}

/// Records where the hours of the record differ from the printed time.
fn agrees(notes: &mut Notes, field: &str, hours: &str, minutes: u32) {
    let given = hours.parse::<f64>().ok().map(|hours| hours * 60.0);
    if given.is_none_or(|given| (given - f64::from(minutes)).abs() > 0.5) {
        notes.open(
            "time.hours_differ",
            field,
            format!("Số giờ `{hours}` khác thời gian đã in ({minutes} phút)."),
        );
    }
}

/// The first phrase that names an agency, for the text of an unbound one.
fn agency_phrase(steps: &[Object<'_>], notes: &mut Notes) -> String {
    for step in steps {
        let text = step.text(notes, "role").unwrap_or_default();
        if let Some(at) = text.find("Sở ").or_else(|| text.find("Bộ Chỉ huy")) {
            let tail = text.get(at..).unwrap_or_default();
            let end = [" tại", " thực hiện", " chuyển", " tiếp nhận", " phê duyệt", ";", ",", "."]
                .iter()
                .filter_map(|stop| tail.find(stop))
                .min()
                .unwrap_or(tail.len());
            return tail.get(..end).unwrap_or_default().trim().to_owned();
        }
    }
    String::new()
}

fn process(
    steps: &[Object<'_>],
    notes: &mut Notes,
    province: &Province,
    agency: Option<&UnitId>,
    measure: Option<Measure>,
    decision: &str,
) -> Option<Process> {
    if steps.is_empty() {
        notes.open("process.missing", "steps", "Bản ghi không có bước nào.");
        return None;
    }
    let last = steps.len();
    let mut rows = Vec::new();
    let mut reread = 0_usize;
    for (i, object) in steps.iter().enumerate() {
        if let Some(row) = step(object, notes, province, agency, measure, (i + 1, last), &mut reread) {
            rows.push(row);
        }
    }
    if reread > 0 {
        notes.open(
            "time.measure",
            "steps[].duration_text",
            format!("{reread} bước in `ngày`, tổng in `ngày làm việc`: hiểu là ngày làm việc."),
        );
    }
    Some(Process { decision: decision.to_owned(), root: tree::build(rows, notes) })
}

fn step(
    object: &Object<'_>,
    notes: &mut Notes,
    province: &Province,
    agency: Option<&UnitId>,
    measure: Option<Measure>,
    (position, count): (usize, usize),
    reread: &mut usize,
) -> Option<Row> {
    let number = object.text(notes, "step").unwrap_or_else(|| position.to_string());
    let mut activity = object.text(notes, "activity").unwrap_or_default();
    let mut role_text = object.text(notes, "role").unwrap_or_default();
    if !role::looks_like_role(&role_text) && role::looks_like_role(&activity) {
        std::mem::swap(&mut activity, &mut role_text);
        notes.open(
            "process.columns",
            object.at("role"),
            "Cột vai trò và cột công việc bị đổi chỗ; đã đổi lại.",
        );
    }
    if activity.is_empty() {
        notes.open("process.activity", object.at("activity"), "Bước không in công việc.");
    }
    if role_text.is_empty() {
        notes.open("process.role", object.at("role"), "Bước không in người thực hiện.");
    }
    let printed = object.text(notes, "duration_text");
    let (time, time_text) = time(object, notes, printed, measure, reread);
    let who = role::who(province, agency, &role_text);
    if let (None, false) = (who.role, role_text.is_empty())
        && who.place != Place::Consulted
    {
        notes.open(
            "process.role",
            object.at("role"),
            format!("Chưa gán được vai trò: `{}`.", shortened(&role_text)),
        );
    }
    if let UnitRef::Unbound(text) = &who.unit
        && who.role.is_some()
    {
        notes.open("process.unit", object.at("role"), format!("Đơn vị chưa gán: `{}`.", shortened(text)));
    }
    if who.place == Place::Applicant {
        notes.open("process.applicant", object.at("role"), "Bước do người nộp hồ sơ thực hiện.");
    }
    let kind = role::kind(&who, &activity, position == 1, position == count);
    let outputs = object.texts(notes, "outputs");
    object.keep_rest(notes, &[]);
    let id = StepId::new(&format!("b{position}")).ok()?;
    let node = if who.place == Place::Consulted {
        notes.open(
            "process.silence",
            object.at("role"),
            "Không in cách hiểu khi cơ quan được hỏi không trả lời.",
        );
        for (i, output) in outputs.iter().enumerate() {
            notes.fact(format!("{}[{i}]", object.at("outputs")), output);
        }
        notes.fact(object.at("step"), number.clone());
        notes.fact(object.at("duration_text"), time_text);
        Node::Consultation(Consultation {
            id,
            name: Name::vi(&activity),
            by: UnitRef::SettlingAgency,
            units: vec![UnitRef::Unbound(role_text)],
            time,
            silence: Silence::DecideWithout,
        })
    } else {
        if activity.to_lowercase().contains("lấy ý kiến") {
            notes.open(
                "process.consultation",
                object.at("activity"),
                "Bước có việc lấy ý kiến nhưng không tách riêng.",
            );
        }
        Node::Step(Step {
            id,
            name: Name::vi(&activity),
            kind,
            unit: who.unit.clone(),
            role: who.role,
            role_text,
            time,
            paper_transport: false,
            outputs,
            number: number.clone(),
            time_text,
        })
    };
    let authority = match who.place {
        Place::Office => Some(UnitRef::Unit(province.meta.office.clone())),
        Place::Committee => Some(UnitRef::Unit(province.meta.committee.clone())),
        _ => None,
    };
    Some(Row { number, activity, place: who.place, authority, node })
}

/// The time of a step: printed, compared with the hours of the record, in the measure of the whole.
fn time(
    object: &Object<'_>,
    notes: &mut Notes,
    printed: Option<String>,
    measure: Option<Measure>,
    reread: &mut usize,
) -> (StepTime, String) {
    let read = duration::read(printed.as_deref());
    if let Some(doubt) = read.doubt {
        let shown = printed.as_deref().unwrap_or_default();
        notes.open("time.doubt", object.at("duration_text"), format!("`{shown}`: {doubt}."));
    }
    if let Some(hours) = object.text(notes, "duration_hours_8h_day") {
        agrees(notes, &object.at("duration_hours_8h_day"), &hours, duration::nominal_minutes(read.time));
        notes.fact(object.at("duration_hours_8h_day"), hours);
    }
    let working = measure == Some(Measure::Working) && read.measure == Some(Measure::Calendar);
    let time = if working {
        *reread += 1;
        duration::as_working(read.time)
    } else {
        read.time
    };
    (time, printed.unwrap_or_default())
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Whether the steps add up as the record says.
fn sums(object: &Object<'_>, notes: &mut Notes, process: Option<&Process>) {
    let Some(hours) = object.text(notes, "sum_step_hours") else { return };
    let mut minutes = 0_u32;
    if let Some(process) = process {
        add(&process.root, &mut minutes);
    }
    agrees(notes, "sum_step_hours", &hours, minutes);
    notes.fact("sum_step_hours", hours);
}

fn add(node: &Node, minutes: &mut u32) {
    match node {
        Node::Step(step) => *minutes = minutes.saturating_add(duration::nominal_minutes(step.time)),
        Node::Consultation(asked) => *minutes = minutes.saturating_add(duration::nominal_minutes(asked.time)),
        Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().for_each(|node| add(node, minutes)),
        Node::Choice(branches) => branches.iter().for_each(|branch| add(&branch.then, minutes)),
        Node::Chain(links) => links.iter().for_each(|link| add(&link.part, minutes)),
    }
}
