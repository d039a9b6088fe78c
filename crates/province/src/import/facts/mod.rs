//! The shape of published facts: one object per procedure.

mod fees;
mod limit;
mod papers;

use std::collections::BTreeMap;

use calendar::Limit;
use domain::organisation::{Name, Validity};
use domain::procedure::{
    ApplicantKind, Channel, Decision, Level, OnlineLevel, Procedure, Publication, ResultKind, SourceRecord,
    unbound_agency,
};
use serde_json::Value;

use super::bind;
use super::json::{Notes, Object};
use super::{Import, ImportErrors};
use crate::Province;

/// Fields that are kept as they are, because no rule uses them.
const KEPT: [&str; 11] = [
    "agency_kind",
    "applicants_text",
    "limit_text",
    "source",
    "source_national",
    "internal_process",
    "papers_source",
    "national_decision",
    "hand_checked",
    "province",
    "id",
];

pub(super) fn read(records: &[Value], province: &Province) -> Result<Import, ImportErrors> {
    let mut import = Import::default();
    let mut errors = Vec::new();
    let mut versions: BTreeMap<String, u32> = BTreeMap::new();
    for (i, value) in records.iter().enumerate() {
        let label = match value.get("id") {
            Some(Value::String(id)) if !id.trim().is_empty() => id.trim().to_owned(),
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("#{}", i + 1),
        };
        let mut notes = Notes::of(&label);
        let procedure = match value {
            Value::Object(map) => record(&Object::new(map, ""), &mut notes, province, &mut versions),
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
) -> Option<Procedure> {
    let made_up = bind::made_up("khong-ma", &notes.record);
    let printed_code = object.text(notes, "tthc_code");
    let code = bind::code(notes, printed_code, &made_up)?;
    let version = versions.entry(code.to_string()).and_modify(|version| *version += 1).or_insert(1);
    if *version > 1 {
        notes.open(
            "code.twice",
            "tthc_code",
            format!("Mã {code} đã có ở bản ghi trước; nhập thành phiên bản {version}."),
        );
    }
    let version = *version;
    let name = required(object, notes, "name", "name.missing", "Bản ghi không có tên thủ tục.");
    let field = required(object, notes, "field", "field.missing", "Bản ghi không có lĩnh vực.");
    let (agency, agency_text, coordinating) = agencies(object, notes, province);
    let printed_date = object.text(notes, "decision_date");
    let (from, date) = bind::valid_from(notes, printed_date.as_deref(), fallback_day(province));
    let issuer = object.text(notes, "province").map(|name| format!("UBND tỉnh {name}")).unwrap_or_default();
    if !issuer.is_empty() {
        notes.fact("province", issuer.trim_start_matches("UBND tỉnh "));
    }
    let decision = object.text(notes, "decision").map(|number| Decision { number, date, issuer });
    if decision.is_none() {
        notes.open("decision.missing", "decision", "Bản ghi không có số quyết định công bố.");
    }
    let (channels, online) = channels(object, notes);
    let main = limit::main(object, notes);
    let stated_limits = limit::stated(object, notes, main);
    let (cases, papers, remarks, replaced) = papers::read(object, notes);
    let (charges, free_of_charge) = fees::read(object, notes, "fees");
    let national = limit::national(object, notes, main);
    let others = limit::others(object, notes, main);
    let levels = levels(object, notes);
    let applicants = applicants(object, notes);
    let sets = object.count(notes, "sets").unwrap_or_else(|| {
        notes.open("sets.missing", "sets", "Không in số bộ hồ sơ; tạm lấy một bộ.");
        1
    });
    let results = object.text(notes, "result").filter(|text| *text != "...");
    if results.is_none() {
        notes.open("result.missing", "result", "Không in kết quả của thủ tục.");
    }
    flags(object, notes);
    let legal_basis = object.texts(notes, "legal_basis");
    let conditions = object.text(notes, "conditions").unwrap_or_default();
    object.keep_rest(notes, &KEPT);
    Some(Procedure {
        code,
        version,
        validity: Validity { from, to: None },
        publication: Publication::Draft,
        decision,
        placement: None,
        name: Name::vi(&name),
        field,
        agency,
        agency_text,
        coordinating,
        levels,
        legal_basis,
        applicants,
        channels,
        online,
        cases,
        papers,
        sets,
        limit: main.unwrap_or(Limit::WorkingDays(0)),
        limit_stated: main.is_some(),
        stated_limits,
        charges,
        free_of_charge,
        results: results
            .map(|name| ResultKind { name: Name::vi(&name), note: String::new() })
            .into_iter()
            .collect(),
        conditions,
        process: None,
        supplement_days: None,
        answer_days: None,
        supplement_clock: domain::procedure::ClockRule::Restart,
        recipients: Vec::new(),
        outcomes: Vec::new(),
        open: notes.points(),
        record: SourceRecord {
            facts: std::mem::take(&mut notes.facts),
            notes: remarks,
            replaced,
            national,
            others,
        },
    })
}

fn fallback_day(province: &Province) -> jiff::civil::Date {
    province.meta.regulation.date.unwrap_or(jiff::civil::Date::ZERO)
}

fn required(object: &Object<'_>, notes: &mut Notes, key: &str, kind: &'static str, what: &str) -> String {
    object.text(notes, key).unwrap_or_else(|| {
        notes.open(kind, key, what);
        String::new()
    })
}

type Agencies = (domain::ids::UnitId, String, Vec<domain::ids::UnitId>);

fn agencies(object: &Object<'_>, notes: &mut Notes, province: &Province) -> Agencies {
    let text = object.text(notes, "agency").unwrap_or_default();
    let mut bound: Vec<domain::ids::UnitId> = Vec::new();
    if let Some(id) = bind::agency(province, &text) {
        bound.push(id);
    } else {
        bound.extend(text.split([',', ';']).filter_map(|part| bind::agency(province, part)));
    }
    let mut seen = Vec::new();
    bound.retain(|id| {
        let new = !seen.contains(id);
        seen.push(id.clone());
        new
    });
    match (text.is_empty(), bound.is_empty()) {
        (true, _) => notes.open("agency.missing", "agency", "Không in cơ quan giải quyết."),
        (false, true) => {
            notes.open(
                "agency.unbound",
                "agency",
                format!("`{text}` không phải là một đơn vị của tỉnh; giữ nguyên văn."),
            );
        }
        (false, false) if text.contains([',', ';']) => {
            notes.open(
                "agency.several",
                "agency",
                format!("In nhiều cơ quan: `{text}`; lấy cơ quan đầu tiên của tỉnh."),
            );
        }
        _ => {}
    }
    if let Some(other) = object.text(notes, "coordinating_agency") {
        match bind::agency(province, &other) {
            Some(id) => bound.push(id),
            None => {
                notes.open(
                    "agency.coordinating",
                    "coordinating_agency",
                    format!("`{other}` không phải là đơn vị của tỉnh."),
                );
                notes.fact("coordinating_agency", other);
            }
        }
    }
    if text.is_empty() {
        return (unbound_agency(), text, bound);
    }
    let mut bound = bound.into_iter();
    let Some(agency) = bound.next() else { return (unbound_agency(), text, Vec::new()) };
    let same = province.organisation.units().iter().any(|unit| unit.id == agency && unit.name.vi == text);
    (agency, if same { String::new() } else { text }, bound.collect())
}

fn levels(object: &Object<'_>, notes: &mut Notes) -> Vec<Level> {
    let mut words = object.texts(notes, "levels");
    let main = object.text(notes, "level");
    if let Some(main) = main {
        words.retain(|word| *word != main);
        words.insert(0, main);
    }
    if words.is_empty() {
        notes.open("level.missing", "level", "Không in cấp thực hiện.");
    }
    let mut out = Vec::new();
    for word in words {
        match word.as_str() {
            "ministry" | "central" => out.push(Level::Central),
            "province" => out.push(Level::Province),
            "district" => out.push(Level::District),
            "commune" => out.push(Level::Commune),
            other => {
                notes.open(
                    "level.unknown",
                    "levels",
                    format!("Cấp `{other}` không có trong mô hình; giữ nguyên văn."),
                );
                notes.fact("levels", other);
            }
        }
    }
    out
}

fn applicants(object: &Object<'_>, notes: &mut Notes) -> Vec<ApplicantKind> {
    let words = object.texts(notes, "applicant_kinds");
    if words.is_empty() {
        notes.open("applicants.missing", "applicant_kinds", "Không in đối tượng thực hiện.");
    }
    let mut out = Vec::new();
    for word in words {
        let kind = match word.as_str() {
            "person" => ApplicantKind::Person,
            "overseas_vietnamese" => ApplicantKind::OverseasVietnamese,
            "foreigner" => ApplicantKind::Foreigner,
            "civil_servant" => ApplicantKind::CivilServant,
            "enterprise" => ApplicantKind::Enterprise,
            "foreign_invested_enterprise" => ApplicantKind::ForeignInvestedEnterprise,
            "cooperative" => ApplicantKind::Cooperative,
            "organisation" => ApplicantKind::Organisation,
            "foreign_organisation" => ApplicantKind::ForeignOrganisation,
            other => {
                notes.open(
                    "applicants.unknown",
                    "applicant_kinds",
                    format!("Đối tượng `{other}` không có trong mô hình."),
                );
                notes.fact("applicant_kinds", other);
                continue;
            }
        };
        out.push(kind);
    }
    out
}

/// The channel a word names, if we know it.
pub(super) fn channel(word: &str) -> Option<Channel> {
    match word {
        "direct" => Some(Channel::Counter),
        "post" => Some(Channel::Post),
        "authorised" => Some(Channel::Authorised),
        word if word == "online" || word.starts_with("online_") => Some(Channel::Online),
        _ => None,
    }
}

fn channels(object: &Object<'_>, notes: &mut Notes) -> (Vec<Channel>, OnlineLevel) {
    let words = object.texts(notes, "channels");
    if words.is_empty() {
        notes.open("channels.missing", "channels", "Không in cách thức thực hiện.");
    }
    let (mut out, mut online) = (Vec::new(), OnlineLevel::None);
    for (i, word) in words.iter().enumerate() {
        match channel(word) {
            Some(known) => {
                if !out.contains(&known) {
                    out.push(known);
                }
            }
            None => {
                notes.open(
                    "channels.unknown",
                    format!("channels[{i}]"),
                    format!("Cách thức `{word}` không có trong mô hình."),
                );
                notes.fact(format!("channels[{i}]"), word);
            }
        }
        online = match (word.as_str(), online) {
            ("online_full", _) => OnlineLevel::Full,
            ("online_partial", OnlineLevel::None | OnlineLevel::Unspecified) => OnlineLevel::Partial,
            (word, OnlineLevel::None) if word.starts_with("online") => OnlineLevel::Unspecified,
            (_, online) => online,
        };
    }
    (out, online)
}

/// Doubts that the record itself names.
fn flags(object: &Object<'_>, notes: &mut Notes) {
    for (i, flag) in object.texts(notes, "flags").into_iter().enumerate() {
        let doubt = match flag.as_str() {
            "limit_doubtful" => Some("Thời hạn cần kiểm tra lại."),
            "limit_is_maximum_after_closing_date" => Some("Thời hạn tính từ ngày đóng nhận hồ sơ."),
            "limit_from_internal_process" | "limit_and_name_from_internal_process" => {
                Some("Thời hạn lấy từ quy trình nội bộ.")
            }
            "papers_partial" => Some("Chỉ biết các giấy tờ được dữ liệu thay thế."),
            "papers_text_leftover" => Some("Một phần danh mục giấy tờ chưa tách được."),
            "papers_hand_entered" => Some("Danh mục giấy tờ nhập bằng tay."),
            "fees_parsed_auto" => Some("Mức thu do máy đọc từ văn bản."),
            "agency_kind_from_level" | "agency_from_decision_title" => {
                Some("Cơ quan suy từ cấp hoặc tên quyết định.")
            }
            "level_assumed" => Some("Cấp thực hiện là suy đoán."),
            "code_by_name_match" => Some("Mã tìm theo tên trùng."),
            "name_differs_between_publications" => Some("Các tỉnh công bố tên khác nhau."),
            "hand_mapped_name" => Some("Tên gán bằng tay."),
            "lien_thong" => Some("Có cơ quan khác cùng giải quyết."),
            "thin" => Some("Chỉ biết mã, tên, thời hạn và các bước."),
            _ => None,
        };
        if let Some(doubt) = doubt {
            notes.open("flag", format!("flags[{i}]"), format!("{flag}: {doubt}"));
        }
        notes.fact(format!("flags[{i}]"), flag);
    }
}
