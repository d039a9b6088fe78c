//! `calendar.yaml`: the calendar of the province and what single units change in it.

use std::collections::BTreeMap;

use calendar::{
    CalendarSource, DayException, DayOff, IntakeDay, IntakeSessions, PublishedYear, Session, Swap,
    UnitExceptions, WeeklyHours,
};
use domain::ids::UnitId;
use jiff::civil::{Time, Weekday};
use law::Citation;
use serde::Deserialize;

use super::parts::each;
use super::terms::term;
use super::{date, date_option};
use crate::fault::Faults;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarWire {
    id: String,
    version: u32,
    weekly: Vec<WeeklyWire>,
    #[serde(default)]
    days_off: Vec<DayOffWire>,
    #[serde(default)]
    swaps: Vec<SwapWire>,
    #[serde(default)]
    exceptions: Vec<ExceptionWire>,
    #[serde(default)]
    intake_only: Vec<IntakeWire>,
    years: Vec<YearWire>,
    #[serde(default)]
    units: Vec<UnitWire>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeeklyWire {
    valid_from: String,
    #[serde(default)]
    valid_to: Option<String>,
    sessions: BTreeMap<String, Vec<String>>,
    basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayOffWire {
    date: String,
    name: String,
    kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SwapWire {
    off: String,
    worked: String,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionWire {
    date: String,
    #[serde(default)]
    sessions: Vec<String>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntakeWire {
    #[serde(default)]
    weekday: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    sessions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearWire {
    year: i16,
    status: String,
    #[serde(default)]
    decision: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitWire {
    unit: String,
    version: u32,
    #[serde(default)]
    exceptions: Vec<ExceptionWire>,
    #[serde(default)]
    intake_only: Vec<IntakeWire>,
}

impl CalendarWire {
    /// The source of the province and the exceptions of its units.
    pub(crate) fn read(&self, faults: &mut Faults) -> (CalendarSource, Vec<(UnitId, UnitExceptions)>) {
        let source = CalendarSource {
            id: self.id.clone(),
            version: self.version,
            weekly: each(faults, "weekly", &self.weekly, WeeklyWire::read),
            days_off: each(faults, "days_off", &self.days_off, |wire, faults, place| {
                let day = date(faults, &format!("{place}.date"), &wire.date);
                let kind = term(faults, &format!("{place}.kind"), &wire.kind);
                Some(DayOff { date: day?, name: wire.name.clone(), kind: kind? })
            }),
            swaps: each(faults, "swaps", &self.swaps, |wire, faults, place| {
                let off = date(faults, &format!("{place}.off"), &wire.off);
                let worked = date(faults, &format!("{place}.worked"), &wire.worked);
                Some(Swap { off: off?, worked: worked?, reason: wire.reason.clone() })
            }),
            exceptions: each(faults, "exceptions", &self.exceptions, ExceptionWire::read),
            intake_only: each(faults, "intake_only", &self.intake_only, IntakeWire::read),
            years: each(faults, "years", &self.years, |wire, faults, place| {
                let status = term(faults, &format!("{place}.status"), &wire.status)?;
                Some(PublishedYear { year: wire.year, status, decision: wire.decision.clone() })
            }),
        };
        let units = each(faults, "units", &self.units, |wire, faults, place| {
            let exceptions = UnitExceptions {
                id: wire.unit.clone(),
                version: wire.version,
                exceptions: each(
                    faults,
                    &format!("{place}.exceptions"),
                    &wire.exceptions,
                    ExceptionWire::read,
                ),
                intake_only: each(
                    faults,
                    &format!("{place}.intake_only"),
                    &wire.intake_only,
                    IntakeWire::read,
                ),
            };
            let id = faults.take(&format!("{place}.unit"), UnitId::new(&wire.unit), "Ghi mã đơn vị.")?;
            Some((id, exceptions))
        });
        (source, units)
    }
}

impl WeeklyWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<WeeklyHours> {
        for key in self.sessions.keys() {
            if !WEEKDAYS.iter().any(|(known, _)| known == key) {
                faults.say(
                    &format!("{place}.sessions.{key}"),
                    format!("`{key}` không phải là một ngày trong tuần."),
                    "Dùng mon, tue, wed, thu, fri, sat, sun.",
                );
            }
        }
        let week = WEEKDAYS.map(|(key, _)| {
            let texts = self.sessions.get(key).map(Vec::as_slice).unwrap_or_default();
            each(faults, &format!("{place}.sessions.{key}"), texts, |text, faults, place| {
                session(faults, place, text)
            })
        });
        let valid_from = date(faults, &format!("{place}.valid_from"), &self.valid_from);
        let valid_to = date_option(faults, &format!("{place}.valid_to"), self.valid_to.as_ref());
        let basis = Citation::find(&self.basis);
        if basis.is_none() {
            faults.say(
                &format!("{place}.basis"),
                format!("Không có căn cứ `{}` trong sổ quy định.", self.basis),
                "Ghi mã một điều khoản trong thư mục law/.",
            );
        }
        Some(WeeklyHours { valid_from: valid_from?, valid_to, sessions: week, basis: basis? })
    }
}

impl ExceptionWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<DayException> {
        let sessions = each(faults, &format!("{place}.sessions"), &self.sessions, |text, faults, place| {
            session(faults, place, text)
        });
        let day = date(faults, &format!("{place}.date"), &self.date)?;
        Some(DayException { date: day, sessions, reason: self.reason.clone() })
    }
}

impl IntakeWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<IntakeSessions> {
        let sessions = each(faults, &format!("{place}.sessions"), &self.sessions, |text, faults, place| {
            session(faults, place, text)
        });
        let from = date_option(faults, &format!("{place}.from"), self.from.as_ref());
        let to = date_option(faults, &format!("{place}.to"), self.to.as_ref());
        let (on, first) = match (&self.weekday, &self.date) {
            (Some(word), None) => {
                let Some((_, weekday)) = WEEKDAYS.iter().find(|(known, _)| known == word) else {
                    faults.say(place, format!("`{word}` không phải là ngày trong tuần."), "Dùng mon … sun.");
                    return None;
                };
                (IntakeDay::Weekday(*weekday), from)
            }
            (None, Some(text)) => {
                let day = date(faults, &format!("{place}.date"), text)?;
                (IntakeDay::Date(day), from.or(Some(day)))
            }
            _ => {
                faults.say(
                    place,
                    "Phải có đúng một trong hai: weekday hoặc date.",
                    "Bỏ bớt hoặc ghi thêm một.",
                );
                return None;
            }
        };
        if first.is_none() {
            faults.say(place, "Thiếu ngày bắt đầu `from`.", "Ghi ngày đầu tiên áp dụng.");
        }
        Some(IntakeSessions { on, from: first?, to, sessions })
    }
}

fn session(faults: &mut Faults, place: &str, text: &str) -> Option<Session> {
    let times = text.split_once('-').and_then(|(opens, closes)| Some((clock(opens)?, clock(closes)?)));
    match times {
        Some((opens, closes)) if opens < closes => Some(Session { opens, closes }),
        _ => {
            faults.say(place, format!("`{text}` không phải là một buổi làm việc."), "Ghi như 07:00-11:30.");
            None
        }
    }
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
