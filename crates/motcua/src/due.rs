//! `motcua due`: the promised instant, and why.

use calendar::text::{vi_moment, vi_short_date};
use calendar::{Derivation, Limit, Standing};
use domain::ids::UnitId;
use province::Province;
use serde_json::{Value, json};

use crate::cli::DueArgs;
use crate::failure::{Done, Failure};
use crate::instant::{parse, rfc3339};
use crate::open::load_province;
use crate::out::say;
use crate::settings::Settings;

/// Answers on standard output.
///
/// # Errors
///
/// [`Failure::Usage`] for an instant, limit or unit that is none, [`Failure::Failed`] for a broken province.
pub fn run(settings: &Settings, args: &DueArgs) -> Done {
    let received = parse(&args.received).map_err(Failure::Usage)?;
    let limit: Limit =
        args.limit.trim().parse().map_err(|error: calendar::LimitError| Failure::Usage(error.to_string()))?;
    let province = load_province(settings)?;
    let calendar = match &args.unit {
        Some(unit) => province.calendars.of(&known_unit(&province, unit)?),
        None => &province.calendars.base,
    };
    let parameters = law::parameters_on(&received.date().to_string());
    let derivation = calendar.explain(received, limit, parameters);
    if args.json {
        say(json_of(&derivation).to_string());
    } else {
        say(text_of(&derivation));
    }
    Ok(())
}

fn known_unit(province: &Province, text: &str) -> Result<UnitId, Failure> {
    let unknown = || {
        let some: Vec<String> =
            province.organisation.units().iter().take(4).map(|unit| unit.id.to_string()).collect();
        Failure::Usage(format!("the province has no unit `{text}`: write an id such as {}", some.join(", ")))
    };
    let id = UnitId::new(text).map_err(|_| unknown())?;
    let known = province.organisation.units().iter().any(|unit| unit.id == id);
    if known { Ok(id) } else { Err(unknown()) }
}

/// The answer with the names of the outside contract.
fn json_of(derivation: &Derivation) -> Value {
    let steps: Vec<Value> = derivation
        .lines()
        .into_iter()
        .map(|line| {
            let days: Vec<String> = line.days.iter().map(ToString::to_string).collect();
            json!({
                "provision": line.provision.id(),
                "text": line.text_vi,
                "text_en": line.text_en,
                "days": days,
            })
        })
        .collect();
    json!({
        "received": rfc3339(derivation.received),
        "limit": derivation.limit.to_string(),
        "due": rfc3339(derivation.due),
        "transfer_by": rfc3339(derivation.transfer_by),
        "supplement_notice_by": rfc3339(derivation.supplement_notice_by),
        "warn_by": rfc3339(derivation.warn_by),
        "provisional": derivation.provisional.is_some(),
        "derivation": steps,
    })
}

fn text_of(derivation: &Derivation) -> String {
    let mut lines = vec![derivation.citizen_vi(), derivation.citizen_en(), String::new()];
    for row in derivation.table() {
        let standing = match row.standing {
            Standing::Received => "nhận".to_owned(),
            Standing::Counted(number) => number.to_string(),
            Standing::Worked(minutes) => format!("{minutes} phút"),
            Standing::Skipped => "-".to_owned(),
            Standing::MovedTo => "dời đến".to_owned(),
            Standing::LeftOut(_) => "…".to_owned(),
        };
        lines.push(format!("{}  {standing:>9}  {}", vi_short_date(row.date), row.text_vi));
    }
    let others = [
        ("Hẹn trả", derivation.due),
        ("Chuyển hồ sơ giấy trước", derivation.transfer_by),
        ("Yêu cầu bổ sung trước", derivation.supplement_notice_by),
        ("Báo chậm trước", derivation.warn_by),
    ];
    lines.push(String::new());
    lines.extend(others.into_iter().map(|(name, at)| format!("{name}: {}", vi_moment(at))));
    lines.extend(derivation.lines().into_iter().map(|line| format!("[{}] {}", line.provision, line.text_vi)));
    lines.join("\n")
}
