//! The letter that urges a unit with late dossiers (R8.2, R10.1b).

use documents::letter::{Signed, UrgedRow};
use documents::{Paper, Urging};
use store::StoreError;

use super::entry_number;
use crate::App;
use crate::books::instant;
use crate::books::urging::{self, Fact};
use crate::dossier::Caller;
use crate::error::CommandError;
use crate::papers::maker::mark;
use crate::papers::names::Names;

/// The letter with this id, in the words that were signed; an answer is no part of it.
///
/// # Errors
///
/// As [`urging::open`].
///
/// # Legal basis
///
/// [`law::qc1722::D10_K1_B`].
pub fn letter(app: &App, caller: &Caller, id: &str) -> Result<Paper, CommandError> {
    let letter = urging::open(app, caller, id)?;
    let day = letter.at.date();
    let reference = app.reference();
    let names = Names { reference: &reference };
    let centre = &reference.province.meta.centre;
    let signer = names.signer(letter.signer_id.as_ref(), centre, day);
    Ok(Paper::Urging(Box::new(Urging {
        head: names.head(entry_number(letter.number, mark::LETTER), centre, day),
        unit: letter.name,
        turn: letter.earlier.saturating_add(1),
        as_of: letter.at,
        text: letter.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        rows: letter.facts.iter().map(row).collect::<Result<_, _>>()?,
        answer_by: letter.answer_by,
        signed: Signed {
            office: signer.office,
            name: signer.name,
            recipients: vec!["Như trên".to_owned(), "Lưu: VT".to_owned()],
        },
    })))
}

fn row(fact: &Fact) -> Result<UrgedRow, CommandError> {
    let promised = instant(&fact.due);
    let promised =
        promised.ok_or_else(|| StoreError::Invalid("a letter without a promised day".to_owned()))?;
    Ok(UrgedRow {
        code: fact.code.clone(),
        procedure: fact.procedure.clone(),
        promised_at: promised,
        days_late: u32::try_from(fact.days).unwrap_or(0),
        // A letter from before steps were kept names who had it.
        step: if fact.step.is_empty() { &fact.holder } else { &fact.step }.clone(),
    })
}
