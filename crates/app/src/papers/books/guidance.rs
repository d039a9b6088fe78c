//! The sheet of one turn of guidance: what was said, and what the procedure asks for (R14).

use documents::guidance_sheet::{Given, Said};
use documents::{GuidanceSheet, Paper};
use domain::books::guidance::Way;

use super::entry_number;
use super::sheet::Sheet;
use crate::App;
use crate::books::guidance::{self, Guidance, Words};
use crate::dossier::Caller;
use crate::error::CommandError;
use crate::papers::maker::mark;
use crate::papers::names::Names;

/// The sheet of the guidance with this id; that somebody printed it is journaled as a reading of it.
///
/// # Errors
///
/// As [`guidance::open`]; [`CommandError::NotFound`] when the version of that day is no longer at hand.
///
/// # Legal basis
///
/// [`law::qc1722::D14_K2`].
pub async fn guidance(app: &App, caller: &Caller, id: &str) -> Result<Paper, CommandError> {
    let given = guidance::open(app, caller, id).await?;
    sheet(app, &given)
}

fn sheet(app: &App, given: &Guidance) -> Result<Paper, CommandError> {
    let procedure = given.procedure.as_ref().ok_or(CommandError::NotFound)?;
    let day = given.at.date();
    let reference = app.reference();
    let names = Names { reference: &reference };
    let sheet = Sheet { names, procedure, day };
    Ok(Paper::GuidanceSheet(Box::new(GuidanceSheet {
        head: names.head(entry_number(given.number, mark::GUIDANCE), &given.unit, day),
        given: Given {
            at: given.at,
            way: way(given.way).to_owned(),
            basis: given.way.basis().to_string(),
            officer: given.officer.clone(),
            said: given.words.as_ref().map(said),
        },
        code: procedure.code.to_string(),
        procedure: procedure.name.vi.clone(),
        published: sheet.published(),
        applicants: sheet.applicants(),
        agency: sheet.agency(),
        papers: sheet.papers(),
        sets: u32::from(procedure.sets),
        steps: sheet.steps(),
        limits: sheet.limits(),
        fees: sheet.fees(),
        payment: sheet.payment(),
        channels: sheet.channels(),
        results: procedure.results.iter().map(|result| result.name.vi.clone()).collect(),
        conditions: procedure.conditions.clone(),
        hotline: names.phone(&given.unit, day),
        page_url: Some(format!("{}/thu-tuc/{}", app.public_url(), procedure.code)),
    })))
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Counter => "Hướng dẫn tại quầy",
        Way::Phone => "Hướng dẫn qua điện thoại",
        Way::Portal => "Hướng dẫn qua Cổng dịch vụ công",
        Way::Letter => "Hướng dẫn bằng văn bản",
    }
}

fn said(words: &Words) -> Said {
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    Said {
        asker: words.asker.clone(),
        contact: words.contact.clone(),
        question: lines(&words.question),
        answer: lines(&words.answer),
    }
}
