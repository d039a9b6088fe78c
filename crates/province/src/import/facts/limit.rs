//! Limits of a record: the main one, by channel, by case, national, elsewhere.

use calendar::Limit;
use domain::procedure::StatedLimit;
use domain::procedure::record::{NationalFacts, OtherPublication};
use serde_json::Value;

use super::super::json::{Notes, Object, keep};
use super::{channel, fees};

/// Why a limit object is no limit.
enum Unread {
    Missing,
    Unit(String),
    Number(String),
}

/// Reads `{n, unit}`.
fn read(object: &Object<'_>, notes: &mut Notes) -> Result<Limit, Unread> {
    let unit = object.text(notes, "unit");
    let number = match object.value("n") {
        Value::Null => None,
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().replace(',', ".")),
        other => Some(other.to_string()),
    };
    let Some(number) = number else { return Err(Unread::Missing) };
    let whole = number.strip_suffix(".0").unwrap_or(&number).parse::<u16>().ok();
    let bad = || Unread::Number(number.clone());
    match unit.as_deref() {
        Some("immediate") => Ok(Limit::Immediately),
        Some("working_day") => match whole {
            Some(n) if n > 0 => Ok(Limit::WorkingDays(n)),
            _ => hours(&number).map(Limit::WorkingHours).ok_or_else(bad),
        },
        Some(unit @ ("day" | "hour" | "working_hour" | "month")) => {
            let n = whole.filter(|n| *n > 0).ok_or_else(bad)?;
            Ok(match unit {
                "day" => Limit::CalendarDays(n),
                "month" => Limit::Months(n),
                _ => Limit::WorkingHours(n),
            })
        }
        Some(other) => Err(Unread::Unit(format!("{number} {other}"))),
        None => Err(Unread::Unit(number)),
    }
}

/// Part days as hours of eight to the day, where that is exact: `10.5` is 84.
fn hours(number: &str) -> Option<u16> {
    let (whole, part) = number.split_once('.')?;
    let scale = 10_u32.checked_pow(u32::try_from(part.len()).ok()?)?;
    let scaled =
        whole.parse::<u32>().ok()?.checked_mul(scale)?.checked_add(part.parse().ok()?)?.checked_mul(8)?;
    (scaled > 0 && scaled.is_multiple_of(scale)).then(|| u16::try_from(scaled / scale).ok()).flatten()
}

pub(super) fn main(object: &Object<'_>, notes: &mut Notes) -> Option<Limit> {
    let text = object.text(notes, "limit_text");
    notes.fact("limit_text", text.clone().unwrap_or_default());
    let Some(limit) = object.object(notes, "limit") else {
        notes.open("limit.missing", "limit", "Không in thời hạn giải quyết.");
        return None;
    };
    let read = read(&limit, notes);
    limit.value("cutoff");
    limit.value("after_cutoff");
    limit.keep_rest(notes, &[]);
    match read {
        Ok(found) => {
            let printed = text.unwrap_or_default().to_lowercase();
            match found {
                Limit::WorkingHours(_) if printed.contains("ngày") => notes.open(
                    "limit.fraction",
                    "limit.n",
                    "Thời hạn lẻ ngày, đổi ra giờ làm việc với 8 giờ một ngày.",
                ),
                Limit::WorkingHours(_) if !printed.contains("giờ làm việc") => {
                    notes.open("limit.hours", "limit.unit", "In `giờ`, hiểu là giờ làm việc.");
                }
                _ => {}
            }
            Some(found)
        }
        Err(why) => {
            match why {
                Unread::Missing => notes.open("limit.missing", "limit.n", "Không in số của thời hạn."),
                Unread::Unit(shown) => {
                    notes.open(
                        "limit.unit",
                        "limit.unit",
                        format!("Thời hạn `{shown}` không có đơn vị mà mô hình biết."),
                    );
                    notes.fact("limit", shown);
                }
                Unread::Number(shown) => {
                    notes.open(
                        "limit.number",
                        "limit.n",
                        format!("`{shown}` không dùng được làm số của thời hạn."),
                    );
                    notes.fact("limit", shown);
                }
            }
            None
        }
    }
}

/// Limits stated beside the main one.
pub(super) fn stated(object: &Object<'_>, notes: &mut Notes, main: Option<Limit>) -> Vec<StatedLimit> {
    let mut out = Vec::new();
    if let Some(limit) = object.object(notes, "limit")
        && let Some(cutoff) = limit.text(notes, "cutoff")
    {
        match limit.text(notes, "after_cutoff").as_deref() {
            Some("next_working_day") => out.push(StatedLimit {
                applies_to: format!("Tiếp nhận sau {cutoff}"),
                limit: Limit::WorkingDays(1),
                channel: None,
            }),
            other => {
                notes.open("limit.cutoff", "limit.after_cutoff", "Không rõ thời hạn khi nhận sau giờ đã in.");
                notes.fact("limit.cutoff", cutoff);
                notes.fact("limit.after_cutoff", other.unwrap_or_default());
            }
        }
    }
    let mut differs = false;
    for entry in object.objects(notes, "limit_by_channel") {
        let word = entry.text(notes, "channel").unwrap_or_default();
        let known = channel(&word);
        let place = entry.at("channel");
        match read(&entry, notes) {
            Ok(limit) if known.is_some() => {
                differs |= main.is_some_and(|main| main != limit);
                out.push(StatedLimit { applies_to: String::new(), limit, channel: known });
            }
            Ok(limit) => {
                notes.open("channels.unknown", place, format!("Cách thức `{word}` không có trong mô hình."));
                out.push(StatedLimit { applies_to: word, limit, channel: None });
            }
            Err(Unread::Missing) => {
                notes.open("limit.missing", place.clone(), "Không in số của thời hạn theo cách thức.");
                notes.fact(place, word);
            }
            Err(Unread::Unit(shown) | Unread::Number(shown)) => {
                notes.open(
                    "limit.by_channel",
                    place.clone(),
                    format!("Thời hạn `{shown}` theo cách thức `{word}` thiếu đơn vị."),
                );
                notes.fact(place, format!("{word}: {shown}"));
            }
        }
        entry.keep_rest(notes, &[]);
    }
    if differs {
        notes.open(
            "limit.by_channel",
            "limit_by_channel",
            "Thời hạn in theo cách thức khác thời hạn chính; chưa gán trường hợp.",
        );
    }
    let cases = object.objects(notes, "limit_cases");
    if !cases.is_empty() {
        notes.open(
            "limit.cases",
            "limit_cases",
            format!("In {} thời hạn; giữ cả, chưa gán trường hợp.", cases.len()),
        );
    }
    for entry in cases {
        let text = entry.text(notes, "text").unwrap_or_default();
        match read(&entry, notes) {
            Ok(limit) => out.push(StatedLimit { applies_to: text, limit, channel: None }),
            Err(_) => {
                notes.open("limit.cases", entry.at("n"), format!("Không đọc được thời hạn của `{text}`."));
                notes.fact(entry.at("text"), text);
                keep(notes, &entry.at("n"), entry.value("n"));
                keep(notes, &entry.at("unit"), entry.value("unit"));
            }
        }
        entry.keep_rest(notes, &[]);
    }
    out
}

pub(super) fn national(object: &Object<'_>, notes: &mut Notes, main: Option<Limit>) -> Option<NationalFacts> {
    let limit_text = object.text(notes, "national_limit_text").unwrap_or_default();
    let limit = object.object(notes, "national_limit").and_then(|entry| match read(&entry, notes) {
        Ok(limit) => Some(limit),
        Err(_) => {
            notes.open("national.limit", "national_limit", "Thời hạn quốc gia không có đơn vị.");
            keep(notes, "national_limit.n", entry.value("n"));
            keep(notes, "national_limit.unit", entry.value("unit"));
            None
        }
    });
    if let (Some(national), Some(main)) = (limit, main)
        && national != main
    {
        notes.open(
            "national.limit",
            "national_limit",
            format!("Cơ sở dữ liệu quốc gia ghi {national}, bản công bố ghi {main}."),
        );
    }
    let fees = object.object(notes, "national_fees");
    let fees_text = fees.as_ref().and_then(|fees| fees.text(notes, "text")).unwrap_or_default();
    let free = fees.as_ref().and_then(|fees| fees.flag(notes, "none"));
    let charges = match &fees {
        Some(fees) => {
            let charges = fees::items(fees, notes);
            fees.keep_rest(notes, &["set_by_provincial_council"]);
            charges
        }
        None => Vec::new(),
    };
    let facts = NationalFacts { limit, limit_text, fees_text, free, charges };
    (facts != NationalFacts::default()).then_some(facts)
}

pub(super) fn others(object: &Object<'_>, notes: &mut Notes, main: Option<Limit>) -> Vec<OtherPublication> {
    let mut out = Vec::new();
    for entry in object.objects(notes, "other_publications") {
        let limit = entry.object(notes, "limit").and_then(|found| match read(&found, notes) {
            Ok(limit) => Some(limit),
            Err(_) => {
                notes.open("other.limit", found.at("unit"), "Thời hạn ở bản công bố khác không có đơn vị.");
                keep(notes, &found.at("n"), found.value("n"));
                keep(notes, &found.at("unit"), found.value("unit"));
                None
            }
        });
        let publisher = entry.text(notes, "province").unwrap_or_default();
        if let (Some(other), Some(main)) = (limit, main)
            && other != main
        {
            notes.open(
                "other.limit",
                entry.at("limit"),
                format!("{publisher} công bố {other}, ở đây là {main}."),
            );
        }
        let words = entry.texts(notes, "channels");
        let channels = words.iter().filter_map(|word| channel(word)).collect();
        for (i, word) in words.iter().enumerate() {
            // How far online goes elsewhere is a fact of that publication only.
            notes.fact(format!("{}[{i}]", entry.at("channels")), word);
        }
        out.push(OtherPublication {
            publisher,
            decision: entry.text(notes, "decision").unwrap_or_default(),
            date: entry.text(notes, "decision_date").unwrap_or_default(),
            limit,
            limit_text: entry.text(notes, "limit_text").unwrap_or_default(),
            fees_text: entry.text(notes, "fees_text").unwrap_or_default(),
            channels,
            facts: Vec::new(),
        });
        entry.keep_rest(notes, &["path"]);
    }
    out
}
