//! What was published stays as it was: the province's own versions are kept in the store, and a version that says
//! something else later is refused.
//!
//! A dossier names the version of its procedure and the fingerprint of its calendar; without this a changed file
//! under an old version number would change what was promised.

use std::fmt::Write as _;

use domain::procedure::Procedure;
use jiff::civil::DateTime;
use province::Province;
use store::{Store, sha256_hex};

use crate::failure::Failure;
use crate::open::{self, PROCEDURE};

/// The kind under which the fingerprints of the province's own calendar are kept.
const CALENDAR_PRINT: &str = "calendar-print";

/// Where the province's files say something else under a version that the store knows.
///
/// # Errors
///
/// [`Failure::Failed`] when the store cannot be read or a published version cannot be read back.
pub fn differences(store: &Store, province: &Province) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for kept in store.references(PROCEDURE)? {
        let own = |known: &&Procedure| known.code.as_str() == kept.key && known.version == kept.version;
        let Some(procedure) = province.procedures.iter().find(own) else { continue };
        // A later program may write the same version otherwise; only then the two are read and compared.
        if kept.text == province::write_procedure_yaml(procedure) {
            continue;
        }
        let published: Procedure = province::read_procedure_yaml(&kept.key, &kept.text)
            .map_err(|faults| Failure::Failed(open::words(&faults)))?;
        if published != *procedure {
            found.push(differs("procedure", &kept.key, kept.version));
        }
    }
    let calendar = &province.calendar;
    let print = store.reference(CALENDAR_PRINT, &calendar.id, calendar.version)?;
    if print.is_some_and(|kept| kept.text != prints(province)) {
        found.push(differs("calendar", &calendar.id, calendar.version));
    }
    Ok(found)
}

fn differs(what: &str, key: &str, version: u32) -> String {
    format!(
        "{what} {key} version {version} is published and the province's file now differs; raise the version"
    )
}

/// Keeps every version of the province that the store does not know yet.
///
/// # Errors
///
/// [`Failure::Failed`] with the first of the [`differences`], or when the store fails; then nothing is kept.
pub fn keep(store: &Store, province: &Province, now: DateTime) -> Result<(), Failure> {
    let differing = differences(store, province)?;
    if let Some(first) = differing.first() {
        let others = differing.len().saturating_sub(1);
        let more = if others == 0 { String::new() } else { format!(" (and {others} more)") };
        return Err(Failure::Failed(format!("{first}{more}")));
    }
    let known = store.references(PROCEDURE)?;
    let is_new = |procedure: &&Procedure| {
        !known.iter().any(|kept| kept.key == procedure.code.as_str() && kept.version == procedure.version)
    };
    let mut rows: Vec<store::Reference> =
        province.procedures.iter().filter(is_new).map(|procedure| open::published(procedure, now)).collect();
    let calendar = &province.calendar;
    if store.reference(CALENDAR_PRINT, &calendar.id, calendar.version)?.is_none() {
        let text = prints(province);
        rows.push(store::Reference {
            kind: CALENDAR_PRINT.to_owned(),
            key: calendar.id.clone(),
            version: calendar.version,
            sha256: sha256_hex(&text),
            text,
            valid_from: now.date(),
            published_at: now,
        });
    }
    Ok(store.put_references(rows)?)
}

/// The fingerprints by which dossiers name the province's calendar and those of units with exceptions.
fn prints(province: &Province) -> String {
    let calendars = &province.calendars;
    let mut text = format!("province {:016x}\n", calendars.base.fingerprint());
    for (unit, calendar) in &calendars.units {
        // Writing into a text does not fail.
        let _ = writeln!(text, "{unit} {:016x}", calendar.fingerprint());
    }
    text
}
