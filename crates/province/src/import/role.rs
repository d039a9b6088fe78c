//! Who a published step names: role, unit, and what kind of work it is.

use domain::ids::UnitId;
use domain::organisation::Role;
use domain::procedure::StepKind;
use domain::procedure::process::UnitRef;

use super::bind;
use crate::Province;

/// Who a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) role: Option<Role>,
    pub(super) unit: UnitRef,
    pub(super) place: Place,
}

/// Where in the flow the work lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Reception and return.
    Desk,
    /// In the settling agency.
    Agency,
    /// The Office of the committee.
    Office,
    /// The committee itself.
    Committee,
    /// Units that are asked.
    Consulted,
    /// The applicant.
    Applicant,
    /// Nobody that we recognise.
    Unknown,
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text looks like a role rather than an activity.
pub(super) fn looks_like_role(text: &str) -> bool {
    let lower = text.to_lowercase();
    let starts = [
        "lãnh đạo",
        "chuyên viên",
        "công chức",
        "cán bộ",
        "văn thư",
        "viên chức",
        "trưởng",
        "bộ phận",
        "ccmc",
        "hội đồng",
        "phòng ",
        "ubnd",
        "sở ",
        "chủ tịch",
        "giám đốc",
        "- bộ phận",
        "các sở",
        "tổ chức",
        "nhân viên",
    ];
    starts.iter().any(|start| lower.trim_start_matches(['-', ' ']).starts_with(start))
        && lower.chars().count() <= 160
        && !has(&lower, &[" xem xét", "trình ", "phê duyệt", "phân công", "tiếp nhận hồ sơ, lấy", "thẩm tra"])
}

/// Recognises the text of a role.
pub(super) fn who(province: &Province, agency: Option<&UnitId>, text: &str) -> Who {
    let lower = text.to_lowercase();
    let unbound = || UnitRef::Unbound(text.to_owned());
    let is = |role, unit, place| Who { role, unit, place };
    if has(&lower, &["được xin ý kiến", "được lấy ý kiến", "cơ quan phối hợp cho ý kiến"])
    {
        return is(None, unbound(), Place::Consulted);
    }
    let desk = [
        "tn&tkq",
        "tiếp nhận và trả kết quả",
        "một cửa",
        "ttpvhcc",
        "tt pvhcc",
        "phục vụ hành chính công",
        "ccmc",
        "trả kết quả trung tâm",
    ];
    if has(&lower, &desk) && !lower.contains("liên thông") {
        return is(Some(Role::CounterOfficer), UnitRef::ReceivingDesk, Place::Desk);
    }
    let commune = has(&lower, &["cấp xã", "xã, phường", "ubnd xã", "đối với xã", "ban chỉ huy quân sự"]);
    let office = has(
        &lower,
        &[
            "văn phòng ubnd",
            "văn phòng ủy ban",
            "khoa giáo",
            "phòng nội chính",
            "kgvx",
            "hành chính – quản trị",
        ],
    );
    let committee = has(
        &lower,
        &[
            "ubnd tỉnh",
            "ủy ban nhân dân tỉnh",
            "ubnd thành phố",
            "ủy ban nhân dân thành phố",
            "chủ tịch tỉnh",
        ],
    );
    if office && !commune {
        let id = &province.meta.office;
        let (role, unit) = match () {
            () if lower.contains("văn thư") || lower.contains("quản trị") => {
                (Role::Clerk, UnitRef::Unit(id.clone()))
            }
            () if lower.contains("lãnh đạo văn phòng") => (Role::AgencyHead, UnitRef::Unit(id.clone())),
            () => {
                let division = bind::division(province, id, text).map_or_else(unbound, UnitRef::Unit);
                (if lower.contains("lãnh đạo") { Role::DivisionHead } else { Role::Officer }, division)
            }
        };
        return is(Some(role), unit, Place::Office);
    }
    if committee && !commune {
        return is(Some(Role::Chairman), UnitRef::Unit(province.meta.committee.clone()), Place::Committee);
    }
    if has(&lower, &["hội đồng", "tổ thẩm định", "ban quản lý dự án", "ban kiểm tra"]) {
        return is(None, unbound(), Place::Unknown);
    }
    if lower.matches([';', ',']).count() > 0
        && lower.matches("lãnh đạo").count() + lower.matches("chuyên viên").count() > 1
    {
        // Several roles in one cell: nobody is named.
        return is(None, unbound(), Place::Unknown);
    }
    if commune {
        return is(agency_role(&lower), unbound(), Place::Unknown);
    }
    let role = agency_role(&lower);
    let unit = match (role, agency) {
        (Some(Role::AgencyHead | Role::Clerk), _) => UnitRef::SettlingAgency,
        (Some(Role::DivisionHead | Role::Officer), Some(agency)) => {
            bind::division(province, agency, text).map_or_else(unbound, UnitRef::Unit)
        }
        _ => unbound(),
    };
    if role.is_none() && has(&lower, &["tổ chức", "cá nhân", "doanh nghiệp"]) {
        return is(None, unbound(), Place::Applicant);
    }
    let place = if role.is_some() { Place::Agency } else { Place::Unknown };
    is(role, unit, place)
}

fn agency_role(lower: &str) -> Option<Role> {
    if lower.contains("văn thư") && !lower.contains("công chức") {
        return Some(Role::Clerk);
    }
    if has(
        lower,
        &["lãnh đạo sở", "giám đốc sở", "lãnh đạo cơ quan", "lãnh đạo ban", "lãnh đạo ubnd", "chính ủy"],
    ) {
        return Some(Role::AgencyHead);
    }
    if has(
        lower,
        &[
            "lãnh đạo phòng",
            "trưởng phòng",
            "lãnh đạo văn phòng",
            "lãnh đạo trung tâm",
            "lãnh đạo",
            "trưởng bộ phận",
            "người đứng đầu",
        ],
    ) {
        return Some(Role::DivisionHead);
    }
    if has(lower, &["chuyên viên", "công chức", "viên chức", "cán bộ", "nhân viên"]) {
        return Some(Role::Officer);
    }
    None
}

/// What kind of work a step is.
pub(super) fn kind(who: &Who, activity: &str, first: bool, last: bool) -> StepKind {
    let lower = activity.to_lowercase();
    match who.place {
        Place::Desk if first => StepKind::Receive,
        Place::Desk if last || lower.contains("trả kết quả") => StepKind::Return,
        Place::Desk => StepKind::Transfer,
        Place::Office => match who.role {
            Some(Role::Clerk) => StepKind::Issue,
            Some(Role::AgencyHead | Role::DivisionHead) => StepKind::Review,
            _ => StepKind::Forward,
        },
        Place::Committee => StepKind::Decide,
        Place::Consulted | Place::Applicant => StepKind::Review,
        Place::Agency | Place::Unknown => match who.role {
            _ if has(&lower, &["phân công", "giao chuyên viên"]) => StepKind::Assign,
            Some(Role::Clerk) => StepKind::Issue,
            Some(Role::AgencyHead | Role::Chairman) => StepKind::Decide,
            Some(Role::DivisionHead) => StepKind::Review,
            Some(Role::Officer) => StepKind::Appraise,
            _ if has(&lower, &["thẩm định", "xem xét, xử lý", "thụ lý"]) => StepKind::Appraise,
            _ => StepKind::Review,
        },
    }
}
