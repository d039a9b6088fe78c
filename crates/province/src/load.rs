//! Reading a province: from a folder, or from the files inside the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calendar::{Calendar, CalendarSource, UnitExceptions};
use domain::ids::UnitId;
use domain::organisation::{Organisation, Person, UnitKind};
use domain::procedure::Procedure;
use serde::de::DeserializeOwned;

use crate::fault::{DataFault, Faults};
use crate::message::{Template, Values};
use crate::wire;
use crate::wire::calendar::CalendarWire;
use crate::wire::message::TemplateWire;
use crate::wire::organisation::{MetaWire, PeopleWire, UnitsWire};
use crate::wire::procedure::ProcedureWire;
use crate::{Calendars, Meta, Province, WorkedCase, embedded};

const PROCEDURES: &str = "procedures/";
const MESSAGES: &str = "messages/";

impl Province {
    /// Reads the province in `dir`: `province.yaml`, `units.yaml`, `people.yaml`,
    /// `calendar.yaml`, `procedures/<field>/<code>.yaml` and `messages/<kind>.yaml`.
    ///
    /// # Errors
    ///
    /// Every fault of every file, with its place and what to do.
    pub fn load(dir: &Path) -> Result<Self, Vec<DataFault>> {
        let files = read_folder(dir)?;
        Self::from_files(&files)
    }

    /// The demonstration province carried inside the program.
    ///
    /// # Errors
    ///
    /// Never in a built program: a test loads it. The faults are kept in the signature so
    /// that a broken build says what is wrong.
    pub fn demo() -> Result<Self, Vec<DataFault>> {
        let files =
            embedded::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self::from_files(&files)
    }

    /// Reads a province from texts by file name.
    ///
    /// # Errors
    ///
    /// As [`Province::load`].
    pub fn from_files(files: &BTreeMap<String, String>) -> Result<Self, Vec<DataFault>> {
        let mut all = Vec::new();
        let meta =
            part(files, "province.yaml", &mut all, |wire: &MetaWire, faults| wire.read(faults)).flatten();
        let units = part(files, "units.yaml", &mut all, |wire: &UnitsWire, faults| wire.read(faults));
        let people = part(files, "people.yaml", &mut all, |wire: &PeopleWire, faults| wire.read(faults));
        let calendar =
            part(files, "calendar.yaml", &mut all, |wire: &CalendarWire, faults| wire.read(faults));
        let calendars = calendar.as_ref().and_then(|(source, units)| {
            compile("calendar.yaml", source, units.iter().cloned().collect(), &mut all)
        });
        let (procedures, worked_cases) = read_procedures(files, &mut all);
        let (Some(meta), Some(units), Some(people), Some((source, _)), Some(calendars)) =
            (meta, units, people, calendar, calendars)
        else {
            return Err(all);
        };
        let organisation = Organisation::new(units);
        check_references(&meta, &organisation, &people, &procedures, &mut all);
        let messages = read_messages(files, &crate::longest_values(&meta, &organisation), &mut all);
        if !all.is_empty() {
            return Err(all);
        }
        let mut desks: Vec<UnitId> = organisation
            .units()
            .iter()
            .filter(|unit| unit.kind == UnitKind::Desk)
            .map(|unit| unit.id.clone())
            .collect();
        desks.dedup();
        Ok(Self {
            meta,
            organisation,
            people,
            calendar: source,
            calendars,
            procedures,
            desks,
            worked_cases,
            messages,
        })
    }
}

fn part<W: DeserializeOwned, T>(
    files: &BTreeMap<String, String>,
    name: &str,
    all: &mut Vec<DataFault>,
    convert: impl FnOnce(&W, &mut Faults) -> T,
) -> Option<T> {
    let Some(text) = files.get(name) else {
        all.push(DataFault {
            file: name.to_owned(),
            place: String::new(),
            position: None,
            what: "Thiếu tệp này.".to_owned(),
            fix: "Tạo tệp trong thư mục của tỉnh.".to_owned(),
        });
        return None;
    };
    match wire::read::<W>(name, text) {
        Ok(wire) => {
            let mut faults = Faults::of(name);
            let value = convert(&wire, &mut faults);
            all.extend(faults.into_list());
            Some(value)
        }
        Err(fault) => {
            all.push(fault);
            None
        }
    }
}

fn compile(
    file: &str,
    source: &CalendarSource,
    units: BTreeMap<UnitId, UnitExceptions>,
    all: &mut Vec<DataFault>,
) -> Option<Calendars> {
    let mut faults = Faults::of(file);
    let base = faults.take("", Calendar::compile(source), "Sửa các ngày nêu trên rồi tăng version.");
    let mut compiled = BTreeMap::new();
    if let Some(base) = &base {
        for (id, exceptions) in &units {
            let place = format!("units.{id}");
            let unit = faults.take(&place, base.with_unit_exceptions(exceptions), "Sửa các ngày nêu trên.");
            compiled.extend(unit.map(|calendar| (id.clone(), calendar)));
        }
    }
    all.extend(faults.into_list());
    base.map(|base| Calendars { base, units: compiled, exceptions: units })
}

fn read_procedures(
    files: &BTreeMap<String, String>,
    all: &mut Vec<DataFault>,
) -> (Vec<Procedure>, Vec<WorkedCase>) {
    let mut procedures: Vec<Procedure> = Vec::new();
    let mut worked = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with(PROCEDURES)) {
        match read_procedure(name, text) {
            Ok((procedure, cases)) => {
                procedures.push(procedure);
                worked.extend(cases);
            }
            Err(faults) => all.extend(faults),
        }
    }
    procedures.sort_by(|a, b| (&a.code, a.version).cmp(&(&b.code, b.version)));
    (procedures, worked)
}

/// The templates of messages; each fits into one short message whatever `longest` says.
fn read_messages(
    files: &BTreeMap<String, String>,
    longest: &Values,
    all: &mut Vec<DataFault>,
) -> Vec<Template> {
    let mut messages: Vec<Template> = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with(MESSAGES)) {
        let mut faults = Faults::of(name);
        match wire::read::<TemplateWire>(name, text) {
            Ok(wire) => {
                if let Some(template) = wire.read(&mut faults) {
                    for (place, what, fix) in template.check(longest) {
                        faults.say(place, what, fix);
                    }
                    let from = template.validity.from;
                    if messages.iter().any(|own| own.id == template.id && own.validity.from == from) {
                        let what = format!("Đã có mẫu `{}` dùng từ {from}.", template.id);
                        faults.say("valid_from", what, "Ghi ngày khác cho bản mới.");
                    }
                    messages.push(template);
                }
                all.extend(faults.into_list());
            }
            Err(fault) => all.push(fault),
        }
    }
    messages.sort_by(|a, b| (&a.id, a.validity.from).cmp(&(&b.id, b.validity.from)));
    messages
}

pub(crate) fn read_procedure(file: &str, text: &str) -> Result<(Procedure, Vec<WorkedCase>), Vec<DataFault>> {
    let wire: ProcedureWire = wire::read(file, text).map_err(|fault| vec![fault])?;
    let mut faults = Faults::of(file);
    let procedure = wire.read(&mut faults);
    let worked = wire.worked_cases(&mut faults);
    match procedure {
        Some(procedure) if faults.is_empty() => Ok((procedure, worked)),
        _ => Err(faults.into_list()),
    }
}

/// Reads one procedure, or a list of them when the text begins with one.
pub(crate) fn read_procedures_text(
    file: &str,
    text: &str,
) -> Result<Vec<(Procedure, Vec<WorkedCase>)>, Vec<DataFault>> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    if !first.starts_with('[') {
        return read_procedure(file, text).map(|one| vec![one]);
    }
    let wires: Vec<ProcedureWire> = wire::read(file, text).map_err(|fault| vec![fault])?;
    let mut faults = Faults::of(file);
    let mut read = |wire: &ProcedureWire| Some((wire.read(&mut faults)?, wire.worked_cases(&mut faults)));
    let procedures: Vec<_> = wires.iter().filter_map(&mut read).collect();
    if faults.is_empty() { Ok(procedures) } else { Err(faults.into_list()) }
}

pub(crate) fn read_calendar(
    file: &str,
    text: &str,
    before: &Calendars,
) -> Result<(CalendarSource, Calendars), Vec<DataFault>> {
    let wire: CalendarWire = wire::read(file, text).map_err(|fault| vec![fault])?;
    let mut faults = Faults::of(file);
    let (source, named) = wire.read(&mut faults);
    let mut units = before.exceptions.clone();
    units.extend(named);
    let mut all = faults.into_list();
    match compile(file, &source, units, &mut all) {
        Some(calendars) if all.is_empty() => Ok((source, calendars)),
        _ => Err(all),
    }
}

pub(crate) fn write_procedure(procedure: &Procedure) -> String {
    let wire = ProcedureWire::of(procedure);
    // Only a wire type without a YAML form could fail, and the round-trip test would show it.
    serde_saphyr::to_string(&wire).unwrap_or_default()
}

fn read_folder(dir: &Path) -> Result<BTreeMap<String, String>, Vec<DataFault>> {
    let mut files = BTreeMap::new();
    let mut all = Vec::new();
    read_into(dir, "", &mut files, &mut all);
    if all.is_empty() { Ok(files) } else { Err(all) }
}

fn read_into(dir: &Path, prefix: &str, files: &mut BTreeMap<String, String>, all: &mut Vec<DataFault>) {
    let mut fail = |name: &str, error: &std::io::Error| {
        all.push(DataFault {
            file: name.to_owned(),
            place: String::new(),
            position: None,
            what: format!("Không đọc được: {error}."),
            fix: "Kiểm tra đường dẫn, quyền đọc và mã hóa UTF-8.".to_owned(),
        });
    };
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return fail(&dir.display().to_string(), &error),
    };
    let mut folders = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(leaf) = path.file_name().and_then(|leaf| leaf.to_str()) else { continue };
        let name = format!("{prefix}{leaf}");
        if path.is_dir() {
            folders.push((path, name));
        } else if leaf.ends_with(".yaml") || leaf.ends_with(".yml") {
            match fs::read_to_string(&path) {
                Ok(text) => {
                    files.insert(name, text);
                }
                Err(error) => fail(&name, &error),
            }
        }
    }
    for (path, name) in folders {
        read_into(&path, &format!("{name}/"), files, all);
    }
}

/// References between the files: every named unit exists, no id or version twice.
fn check_references(
    meta: &Meta,
    organisation: &Organisation,
    people: &[Person],
    procedures: &[Procedure],
    all: &mut Vec<DataFault>,
) {
    const FIX: &str = "Ghi một mã đơn vị có trong units.yaml.";
    let known: BTreeSet<&UnitId> = organisation.units().iter().map(|unit| &unit.id).collect();
    let mut faults = Faults::of("province.yaml");
    for (place, id) in [
        ("centre", &meta.centre),
        ("committee", &meta.committee),
        ("office", &meta.office),
        ("first_agency", &meta.first_agency),
    ] {
        if !known.contains(id) {
            faults.say(place, format!("Không có đơn vị `{id}`."), FIX);
        }
    }
    all.extend(faults.into_list());
    let mut faults = Faults::of("units.yaml");
    for (i, unit) in organisation.units().iter().enumerate() {
        if let Some(parent) = &unit.parent
            && !known.contains(parent)
        {
            faults.say(&format!("units[{i}].parent"), format!("Không có đơn vị `{parent}`."), FIX);
        }
        let overlap = organisation.units().iter().take(i).any(|other| {
            other.id == unit.id
                && (other.validity.covers(unit.validity.from) || unit.validity.covers(other.validity.from))
        });
        if overlap {
            faults.say(
                &format!("units[{i}]"),
                format!("Đơn vị `{}` có hai bản ghi trùng thời gian.", unit.id),
                "Ghi ngày kết thúc `to` cho bản ghi trước.",
            );
        }
    }
    all.extend(faults.into_list());
    let mut faults = Faults::of("people.yaml");
    let mut seen = BTreeSet::new();
    for (i, person) in people.iter().enumerate() {
        if !seen.insert(&person.id) {
            faults.say(&format!("people[{i}].id"), format!("Tài khoản `{}` bị lặp.", person.id), "Đổi mã.");
        }
        for (j, posting) in person.postings.iter().enumerate() {
            for id in std::iter::once(&posting.unit).chain(&posting.home) {
                if !known.contains(id) {
                    faults.say(
                        &format!("people[{i}].postings[{j}]"),
                        format!("Không có đơn vị `{id}`."),
                        FIX,
                    );
                }
            }
        }
    }
    all.extend(faults.into_list());
    let mut seen = BTreeSet::new();
    for procedure in procedures {
        if !seen.insert((&procedure.code, procedure.version)) {
            let mut faults = Faults::of(&format!("procedures/{}", procedure.code));
            faults.say(
                "version",
                format!("Thủ tục {} có hai tệp cùng phiên bản {}.", procedure.code, procedure.version),
                "Tăng version của tệp mới.",
            );
            all.extend(faults.into_list());
        }
    }
}
