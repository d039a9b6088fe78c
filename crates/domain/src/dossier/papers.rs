//! Which papers a dossier needs, and which it lacks.

use super::event::{RequestedItem, SubmittedPaper};
use crate::Refusal;
use crate::ids::{CaseId, PaperCode};
use crate::procedure::{Procedure, RequiredPaper};

/// The papers without which a dossier of `case` is incomplete, in the order of the procedure.
///
/// Not those that data of the state replace, nor those that are only shown at the desk.
pub fn required_papers<'a>(
    procedure: &'a Procedure,
    case: Option<&'a CaseId>,
) -> impl Iterator<Item = &'a RequiredPaper> {
    procedure.papers_of(case).filter(|paper| paper.mandatory && !paper.replaced_by_data && !paper.shown_only)
}

/// The codes of the required papers that are not there in the published number.
///
/// Always the whole list: the applicant must not be sent back twice (R16.1b).
#[must_use]
pub fn missing(procedure: &Procedure, case: Option<&CaseId>, papers: &[SubmittedPaper]) -> Vec<PaperCode> {
    required_papers(procedure, case)
        .filter(|required| !is_enough(required, papers))
        .map(|required| required.code.clone())
        .collect()
}

/// Whether the published number was handed in; where none is published, one of either kind.
fn is_enough(required: &RequiredPaper, papers: &[SubmittedPaper]) -> bool {
    let (originals, copies) = handed_in(&required.code, papers);
    match (required.originals, required.copies) {
        (None, None) => originals > 0 || copies > 0,
        (wanted_originals, wanted_copies) => {
            originals >= wanted_originals.unwrap_or(0)
                && copies >= wanted_copies.unwrap_or(0)
                && (originals > 0 || copies > 0)
        }
    }
}

fn handed_in(code: &PaperCode, papers: &[SubmittedPaper]) -> (u16, u16) {
    papers.iter().filter(|paper| paper.code == *code).fold((0, 0), |(originals, copies), paper| {
        (originals.saturating_add(paper.originals), copies.saturating_add(paper.copies))
    })
}

/// Refuses papers that the published procedure does not list, all of them at once (R4).
pub(super) fn all_published<'a>(
    procedure: &Procedure,
    codes: impl Iterator<Item = &'a PaperCode>,
) -> Result<(), Refusal> {
    let mut papers: Vec<PaperCode> = Vec::new();
    for code in codes {
        if procedure.paper(code).is_none() && !papers.contains(code) {
            papers.push(code.clone());
        }
    }
    if papers.is_empty() { Ok(()) } else { Err(Refusal::PaperNotPublished { papers }) }
}

/// What is in the dossier after `brought` was added to it: numbers add up, new papers follow.
pub(super) fn together(held: &[SubmittedPaper], brought: &[SubmittedPaper]) -> Vec<SubmittedPaper> {
    let mut all: Vec<SubmittedPaper> = Vec::with_capacity(held.len());
    for paper in held.iter().chain(brought) {
        match all.iter_mut().find(|known| known.code == paper.code) {
            Some(known) => {
                known.originals = known.originals.saturating_add(paper.originals);
                known.copies = known.copies.saturating_add(paper.copies);
            }
            None => all.push(paper.clone()),
        }
    }
    all
}

/// What still lacks after `brought` answers a request: papers that were asked and not brought,
/// and required papers whose number is still short.
pub(super) fn unanswered(
    procedure: &Procedure,
    case: Option<&CaseId>,
    asked: &[RequestedItem],
    brought: &[SubmittedPaper],
    all: &[SubmittedPaper],
) -> Vec<PaperCode> {
    let short = missing(procedure, case, all);
    let mut lacking: Vec<PaperCode> = Vec::new();
    let not_brought =
        asked.iter().map(|item| &item.paper).filter(|code| !is_answered(procedure, code, brought));
    for code in not_brought.chain(&short) {
        if !lacking.contains(code) {
            lacking.push(code.clone());
        }
    }
    lacking
}

/// A paper that is only shown is answered by being named; any other by being handed in.
fn is_answered(procedure: &Procedure, code: &PaperCode, brought: &[SubmittedPaper]) -> bool {
    let shown_only = procedure.paper(code).is_some_and(|paper| paper.shown_only);
    let named = brought.iter().any(|paper| paper.code == *code);
    named && (shown_only || handed_in(code, brought) != (0, 0))
}
