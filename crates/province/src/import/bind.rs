//! Agencies of foreign records as units of the province, where the names agree.

use domain::ids::{ProcedureCode, UnitId};
use domain::organisation::{Unit, UnitKind};
use jiff::civil::Date;

use super::json::{Notes, clean};
use crate::Province;

/// The name without case, doubled blanks and the province it belongs to.
pub(super) fn folded(text: &str, province: &str) -> String {
    let lower = clean(text).to_lowercase().replace("uỷ ban", "ủy ban").replace("cấp tỉnh", "tỉnh");
    let place = province.to_lowercase();
    let lower = lower.trim_end_matches(['.', ';', ',']).trim();
    let lower = lower.strip_suffix(&place).map_or(lower, str::trim_end);
    match lower.strip_suffix(" tỉnh") {
        Some(base) if base.starts_with("sở ") || base.starts_with("ban ") => base.to_owned(),
        _ => lower.to_owned(),
    }
}

/// The unit that a published agency name means, if there is exactly such a one.
pub(super) fn agency(province: &Province, text: &str) -> Option<UnitId> {
    let wanted = folded(text, &province.meta.name.vi);
    let wanted = wanted.strip_prefix("chủ tịch ").unwrap_or(&wanted);
    province
        .organisation
        .units()
        .iter()
        .find(|unit| receives(unit) && folded(&unit.name.vi, &province.meta.name.vi) == wanted)
        .map(|unit| unit.id.clone())
}

/// The agency whose name occurs in a longer text, for example in a role.
pub(super) fn agency_within(province: &Province, text: &str) -> Option<UnitId> {
    let lower = clean(text).to_lowercase();
    province
        .organisation
        .units()
        .iter()
        .filter(|unit| matches!(unit.kind, UnitKind::Department | UnitKind::Vertical))
        .filter(|unit| lower.contains(&folded(&unit.name.vi, &province.meta.name.vi)))
        .max_by_key(|unit| unit.name.vi.len())
        .map(|unit| unit.id.clone())
}

/// A division of `agency` by its name.
pub(super) fn division(province: &Province, agency: &UnitId, text: &str) -> Option<UnitId> {
    let lower = clean(text).to_lowercase();
    province
        .organisation
        .units()
        .iter()
        .filter(|unit| unit.parent.as_ref() == Some(agency))
        .find(|unit| lower.contains(&unit.name.vi.to_lowercase()))
        .map(|unit| unit.id.clone())
}

fn receives(unit: &Unit) -> bool {
    !matches!(unit.kind, UnitKind::Desk | UnitKind::Division)
}

/// The code of the register, or a made-up one that cannot be mistaken for it.
pub(super) fn code(notes: &mut Notes, text: Option<String>, made_up: &str) -> Option<ProcedureCode> {
    match text {
        Some(text) => match ProcedureCode::new(&text) {
            Ok(code) => Some(code),
            Err(error) => {
                notes.error("tthc_code", error.to_string(), "Ghi mã như 1.004227.");
                None
            }
        },
        None => {
            notes.open(
                "code.missing",
                "tthc_code",
                format!("Bản ghi không có mã thủ tục; tạm dùng `{made_up}`."),
            );
            ProcedureCode::new(made_up).ok()
        }
    }
}

/// A made-up code from a record's name.
pub(super) fn made_up(prefix: &str, record: &str) -> String {
    let tail: String =
        record.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).take(40).collect();
    format!("{prefix}.{tail}")
}

/// The first day of validity: the day of the decision, as exactly as it is printed.
pub(super) fn valid_from(notes: &mut Notes, printed: Option<&str>, fallback: Date) -> (Date, Option<Date>) {
    let Some(text) = printed else {
        notes.open("decision.date", "decision_date", "Không in ngày quyết định; ngày hiệu lực là tạm đặt.");
        return (fallback, None);
    };
    if let Ok(date) = text.parse::<Date>() {
        return (date, Some(date));
    }
    notes.fact("decision_date", text);
    let mut parts = text.split('-').map(str::parse::<i16>);
    let year = parts.next().and_then(Result::ok);
    let month = match parts.next() {
        Some(month) => month.ok().and_then(|month| i8::try_from(month).ok()),
        None => Some(1),
    };
    let first = year.zip(month).and_then(|(year, month)| Date::new(year, month, 1).ok());
    match first {
        Some(_) => notes.open(
            "decision.date",
            "decision_date",
            format!("Chỉ in `{text}`; hiệu lực đặt từ ngày đầu của khoảng đó."),
        ),
        None => notes.open(
            "decision.date",
            "decision_date",
            format!("Không hiểu ngày `{text}`; ngày hiệu lực tạm đặt."),
        ),
    }
    (first.unwrap_or(fallback), None)
}
