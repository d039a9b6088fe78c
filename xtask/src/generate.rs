//! Generates the constants and rule packs of the `law` crate.
//!
//! The output depends on the files under `law/` alone: same files, same bytes.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use crate::source::{self, DatedValue, Law, Parameter, Rules};
use crate::{Faults, Mode};

/// Type of a parameter in `law::Parameters`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flag,
    /// A rule that the code always applies: its value is `true`, only its basis is dated.
    Always,
    Number {
        max: i64,
    },
    /// One number for each class of limit, each with its own basis.
    Three {
        max: i64,
    },
}

const U8: Kind = Kind::Number { max: 255 };
const U16: Kind = Kind::Number { max: 65_535 };

/// The fields of `law::Parameters`, in their order there. A new field is a row here and in `law`;
/// a new value is only a row in `law/rules.toml`.
const FIELDS: [(&str, Kind); 21] = [
    ("first_day_counted", Kind::Flag),
    ("end_on_day_off_moves", Kind::Always),
    ("forwarding_cutoff_minute", U16),
    ("start_of_day_minutes", U16),
    ("short_limit_below", U16),
    ("medium_limit_up_to", U16),
    ("supplement_notice_days", Kind::Three { max: 65_535 }),
    ("warn_days_before", U16),
    ("early_result_notice_days", U16),
    ("supplements_per_stage", U8),
    ("apology_max", U8),
    ("minutes_per_day", U16),
    ("secondment_months_min", U16),
    ("secondment_months_max", U16),
    ("seniority_years", U8),
    ("supplement_answer_days", U16),
    ("escalation_answer_days", U16),
    ("online_intake_days", U16),
    ("reappointment_percent", U16),
    ("consultation_days", U16),
    ("urge_ladder_days", Kind::Three { max: 65_535 }),
];

/// Writes or checks `register.rs` and `packs.rs`.
pub fn run(root: &Path, mode: Mode) -> Result<String, Faults> {
    let laws = source::laws(root)?;
    let rules = source::rules(root)?;
    let glossary = source::glossary(root, &laws)?;
    let faults = check_rules(&rules, &laws);
    if !faults.is_empty() {
        return Err(faults);
    }
    let folder = root.join("crates/law/src");
    let outputs = [("register.rs", register(&laws)), ("packs.rs", packs(&rules)?)];
    let faults: Faults = outputs
        .iter()
        .filter_map(|(name, text)| mode.settle(&folder.join(name), text, "law").err())
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let provisions: usize = laws.iter().map(|law| law.provision.len()).sum();
    Ok(format!(
        "law: {} texts, {provisions} provisions, {} rule packs, {} terms",
        laws.len(),
        rules.pack.len(),
        glossary.term.len()
    ))
}

/// The text of `register.rs`.
fn register(laws: &[Law]) -> String {
    let mut out = String::from(
        "//! Constants for every provision. Generated from `law/` by `cargo xtask law`; do not edit.\n\n\
         use crate::{Citation, Provision};\n",
    );
    for law in laws {
        let document = &law.document;
        let from = document.in_force_from.as_deref().map(|day| format!(", in force from {day}"));
        push(
            &mut out,
            format_args!("\n/// {} ({}){}.\n", document.title_vi, document.number, from.unwrap_or_default()),
        );
        push(&mut out, format_args!("///\n/// {}.\n", document.title_en));
        push(&mut out, format_args!("pub mod {} {{\n    use super::{{Citation, Provision}};\n", document.id));
        for provision in &law.provision {
            push(&mut out, format_args!("\n    /// {}: {}\n", provision.label_vi, provision.summary_vi));
            push(
                &mut out,
                format_args!(
                    "    pub const {}: Citation = Citation(&Provision {{\n",
                    constant(&provision.id)
                ),
            );
            for (field, text) in [
                ("id", &provision.id),
                ("label_vi", &provision.label_vi),
                ("label_en", &provision.label_en),
                ("summary_vi", &provision.summary_vi),
                ("summary_en", &provision.summary_en),
            ] {
                push(&mut out, format_args!("        {field}: {text:?},\n"));
            }
            out.push_str("    });\n");
        }
        out.push_str("}\n");
    }
    out.push_str("\n/// Every provision of the register, text by text in the order of the articles.\n");
    out.push_str("pub static ALL: &[Citation] = &[\n");
    for law in laws {
        for provision in &law.provision {
            push(&mut out, format_args!("    {}::{},\n", law.document.id, constant(&provision.id)));
        }
    }
    out.push_str("];\n\n/// The same, in the order of the bytes of their ids: for finding one.\n");
    out.push_str("pub(crate) static BY_ID: &[Citation] = &[\n");
    let mut ids: Vec<&str> = laws.iter().flat_map(|law| &law.provision).map(|p| p.id.as_str()).collect();
    ids.sort_unstable();
    for id in ids {
        push(&mut out, format_args!("    {},\n", path(id)));
    }
    out.push_str("];\n");
    out
}

/// `qc1722.d16.k1.a` is `qc1722::D16_K1_A`.
pub fn path(id: &str) -> String {
    let document = id.split('.').next().unwrap_or(id);
    format!("{document}::{}", constant(id))
}

/// `qc1722.d16.k1.a` is `D16_K1_A`: the module already says which text.
fn constant(id: &str) -> String {
    id.split('.').skip(1).collect::<Vec<_>>().join("_").to_uppercase()
}

/// Everything that would make a pack ambiguous or baseless.
fn check_rules(rules: &Rules, laws: &[Law]) -> Faults {
    let mut faults = Vec::new();
    let starts: Vec<&str> = rules.pack.iter().map(|pack| pack.valid_from.as_str()).collect();
    if rules.pack.is_empty()
        || starts.iter().any(|day| !source::is_day(day))
        || !starts.is_sorted_by(|a, b| a < b)
    {
        faults.push(
            "rules: packs need a first day written YYYY-MM-DD, each later than the one before".to_owned(),
        );
    }
    let names: BTreeSet<&str> = rules.pack.iter().map(|pack| pack.name.as_str()).collect();
    if names.len() != rules.pack.len() {
        faults.push("rules: two packs have one name".to_owned());
    }
    let known: BTreeSet<&str> = laws.iter().flat_map(|law| &law.provision).map(|p| p.id.as_str()).collect();
    for (field, _) in FIELDS {
        if rules.parameter.iter().filter(|parameter| parameter.name == field).count() != 1 {
            faults.push(format!("rules: parameter `{field}` must be stated exactly once"));
        }
    }
    for parameter in &rules.parameter {
        match FIELDS.iter().find(|(field, _)| *field == parameter.name) {
            Some((_, kind)) => check_parameter(parameter, *kind, &starts, &known, &mut faults),
            None => faults.push(format!("rules: `{}` is not a field of `law::Parameters`", parameter.name)),
        }
    }
    faults
}

fn check_parameter(
    parameter: &Parameter,
    kind: Kind,
    starts: &[&str],
    known: &BTreeSet<&str>,
    faults: &mut Faults,
) {
    let name = &parameter.name;
    if [&parameter.unit, &parameter.meaning_vi, &parameter.meaning_en]
        .iter()
        .any(|text| text.trim().is_empty())
    {
        faults.push(format!("rules: {name}: unit or meaning is empty"));
    }
    if parameter.value.first().map(|first| first.valid_from.as_str()) != starts.first().copied() {
        faults.push(format!("rules: {name}: the first value must begin with the first pack"));
    }
    if parameter.value.last().is_some_and(|last| last.valid_to.is_some()) {
        faults.push(format!("rules: {name}: the last value must have no `valid_to`"));
    }
    for pair in parameter.value.windows(2) {
        let [before, after] = pair else { continue };
        if before.valid_to.as_deref().and_then(next_day).as_deref() != Some(after.valid_from.as_str()) {
            faults.push(format!("rules: {name}: gap or overlap before {}", after.valid_from));
        }
    }
    for value in &parameter.value {
        if !starts.contains(&value.valid_from.as_str()) {
            faults.push(format!("rules: {name}: {} is not the first day of a pack", value.valid_from));
        }
        for id in value.basis.iter().filter(|id| !known.contains(id.as_str())) {
            faults.push(format!("rules: {name}: basis `{id}` is not in the register"));
        }
        let wanted = if matches!(kind, Kind::Three { .. }) { 3 } else { 1 };
        if value.basis.len() != wanted {
            faults.push(format!("rules: {name}: needs {wanted} basis, has {}", value.basis.len()));
        }
        if literal(kind, &value.value).is_none() {
            faults.push(format!("rules: {name}: `{}` is not a value of its kind", value.value));
        }
    }
}

/// The civil day after `day`, both as ISO text.
fn next_day(day: &str) -> Option<String> {
    let number = |range: std::ops::Range<usize>| day.get(range)?.parse::<u32>().ok();
    let (year, month, date) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, date) = match (date < length, month) {
        (true, _) => (year, month, date + 1),
        (false, 12) => (year + 1, 1, 1),
        (false, _) => (year, month + 1, 1),
    };
    Some(format!("{year:04}-{month:02}-{date:02}"))
}

/// The Rust form of a value, or `None` when it is not of `kind`.
fn literal(kind: Kind, value: &toml::Value) -> Option<String> {
    let number = |value: &toml::Value, max: i64| {
        value.as_integer().filter(|number| (0..=max).contains(number)).map(|number| number.to_string())
    };
    match kind {
        Kind::Flag => value.as_bool().map(|flag| flag.to_string()),
        Kind::Always => value.as_bool().filter(|flag| *flag).map(|flag| flag.to_string()),
        Kind::Number { max } => number(value, max),
        Kind::Three { max } => {
            let numbers: Option<Vec<String>> =
                value.as_array()?.iter().map(|item| number(item, max)).collect();
            numbers.filter(|numbers| numbers.len() == 3).map(|numbers| format!("[{}]", numbers.join(", ")))
        }
    }
}

/// The text of `packs.rs`.
fn packs(rules: &Rules) -> Result<String, Faults> {
    let mut out = String::from(
        "//! The rule packs. Generated from `law/rules.toml` by `cargo xtask law`; do not edit.\n\n\
         use crate::parameters::{Basis, Pack, Parameters};\nuse crate::register::*;\n\n\
         /// Every pack, oldest first.\n",
    );
    push(&mut out, format_args!("pub static PACKS: [Pack; {}] = [\n", rules.pack.len()));
    for pack in &rules.pack {
        push(&mut out, format_args!("    Pack {{\n        valid_from: {:?},\n", pack.valid_from));
        push(
            &mut out,
            format_args!("        parameters: Parameters {{\n            rule_pack: {:?},\n", pack.name),
        );
        let mut basis = String::new();
        for (field, kind) in FIELDS {
            let (value, cited) = in_force(rules, field, kind, &pack.valid_from)
                .ok_or_else(|| vec![format!("rules: {field} has no value on {}", pack.valid_from)])?;
            if kind == Kind::Always {
                continue;
            }
            push(&mut out, format_args!("            {field}: {value},\n"));
            push(&mut basis, format_args!("                {field}: {cited},\n"));
        }
        let (_, first_day) =
            in_force(rules, "first_day_counted", Kind::Flag, &pack.valid_from).unwrap_or_default();
        let (_, day_off) =
            in_force(rules, "end_on_day_off_moves", Kind::Always, &pack.valid_from).unwrap_or_default();
        push(&mut out, format_args!("            first_day_basis: {first_day},\n"));
        push(&mut out, format_args!("            end_on_day_off_basis: {day_off},\n"));
        push(
            &mut out,
            format_args!("            basis: Basis {{\n{basis}            }},\n        }},\n    }},\n"),
        );
    }
    out.push_str("];\n");
    Ok(out)
}

/// Value and basis of `field` on `day`, as Rust text.
fn in_force(rules: &Rules, field: &str, kind: Kind, day: &str) -> Option<(String, String)> {
    let parameter = rules.parameter.iter().find(|parameter| parameter.name == field)?;
    let holds = |value: &&DatedValue| {
        value.valid_from.as_str() <= day && value.valid_to.as_deref().is_none_or(|last| day <= last)
    };
    let value = parameter.value.iter().find(holds)?;
    let paths = value.basis.iter().map(|id| path(id)).collect::<Vec<_>>().join(", ");
    let cited = if matches!(kind, Kind::Three { .. }) { format!("[{paths}]") } else { paths };
    Some((literal(kind, &value.value)?, cited))
}

/// Appends formatted text; writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> (Vec<Law>, Rules) {
        let root = crate::root();
        (source::laws(&root).unwrap(), source::rules(&root).unwrap())
    }

    #[test]
    fn the_committed_files_are_fresh() {
        assert_eq!(run(&crate::root(), Mode::Check).map(|_| ()), Ok(()));
    }

    #[test]
    fn generation_is_deterministic() {
        let (laws, rules) = repository();
        let (again, rules_again) = repository();
        assert_eq!(register(&laws), register(&again));
        assert_eq!(packs(&rules).unwrap(), packs(&rules_again).unwrap());
    }

    #[test]
    fn a_constant_is_the_id_without_its_text() {
        assert_eq!(constant("qc1722.d16.k1.a"), "D16_K1_A");
        assert_eq!(path("nd30_2020.pl1"), "nd30_2020::PL1");
    }

    #[test]
    fn the_day_after() {
        for (day, next) in [
            ("2019-08-13", "2019-08-14"),
            ("2019-12-31", "2020-01-01"),
            ("2020-02-28", "2020-02-29"),
            ("2100-02-28", "2100-03-01"),
            ("2025-06-30", "2025-07-01"),
        ] {
            assert_eq!(next_day(day).as_deref(), Some(next));
        }
    }

    /// Each case spoils the good rules in one way and names the complaint.
    #[test]
    fn each_planted_fault_is_named() {
        type Spoil = fn(&mut Rules);
        let cases: [(Spoil, &str); 9] = [
            (|rules| rules.pack.swap(0, 1), "packs need a first day"),
            (|rules| drop(rules.parameter.pop()), "exactly once"),
            (|rules| rules.parameter[0].name = "colour".to_owned(), "not a field"),
            (|rules| rules.parameter[2].value[0].valid_to = Some("2019-08-12".to_owned()), "gap or overlap"),
            (|rules| rules.parameter[0].value[0].valid_to = Some("2030-01-01".to_owned()), "must have no"),
            (
                |rules| rules.parameter[0].value[0].basis = vec!["qc1722.d99".to_owned()],
                "not in the register",
            ),
            (|rules| rules.parameter[6].value[1].basis.truncate(1), "needs 3 basis"),
            (
                |rules| rules.parameter[1].value[0].value = toml::Value::Boolean(false),
                "not a value of its kind",
            ),
            (|rules| rules.parameter[9].value[1].value = toml::Value::Integer(-1), "not a value of its kind"),
        ];
        for (spoil, expected) in cases {
            let (laws, mut rules) = repository();
            assert_eq!(check_rules(&rules, &laws), Faults::new());
            spoil(&mut rules);
            let faults = check_rules(&rules, &laws);
            assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}: {faults:?}");
        }
    }

    /// The promise of the file: a new law is rows, not code.
    #[test]
    fn a_later_pack_is_only_data() {
        let (laws, mut rules) = repository();
        let text = "name = \"vn-2030.1\"\nvalid_from = \"2030-01-01\"\n";
        rules.pack.push(toml::from_str(text).unwrap());
        let seniority = rules.parameter.iter_mut().find(|p| p.name == "seniority_years").unwrap();
        let mut later = seniority.value.last().unwrap().clone();
        seniority.value.last_mut().unwrap().valid_to = Some("2029-12-31".to_owned());
        later.valid_from = "2030-01-01".to_owned();
        later.value = toml::Value::Integer(2);
        later.basis = vec!["nd118_2025.d11".to_owned()];
        seniority.value.push(later);
        assert_eq!(check_rules(&rules, &laws), Faults::new());
        let text = packs(&rules).unwrap();
        let (_, added) = text.split_once("vn-2030.1").unwrap();
        assert!(added.contains("seniority_years: 2,") && added.contains("seniority_years: nd118_2025::D11,"));
        assert!(added.contains("supplement_notice_days: [1, 2, 3],"));
    }
}
