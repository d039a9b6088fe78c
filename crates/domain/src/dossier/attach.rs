//! Adding scans and files.

use law::qc1722;

use super::decide::{staff_of, still_open};
use super::event::{Actor, Event, Scan};
use super::papers::all_published;
use super::{Context, Dossier};
use crate::Refusal;
use crate::ids::PaperCode;

/// Decides whether files may be added: while the dossier is open, to a published paper or to none.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_A`]: what is accepted is scanned and stored.
pub(super) fn decide(
    dossier: &Dossier,
    paper: Option<&PaperCode>,
    scans: &[Scan],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = qc1722::D16_K1_A;
    still_open(dossier)?;
    if !matches!(context.by, Actor::Citizen(_)) && staff_of(&dossier.desk, basis, context).is_err() {
        staff_of(&dossier.holder.unit, basis, context)?;
    }
    all_published(context.procedure, paper.into_iter())?;
    if scans.is_empty() {
        return Err(Refusal::EmptyReason { field: "scans", basis });
    }
    Ok(vec![Event::ScansAttached { paper: paper.cloned(), scans: scans.to_vec(), basis }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    #[test]
    fn d16_k1_a_files_belong_to_published_papers_of_an_open_dossier() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::in_appraisal(procedure("5wd"), now);
        let scan = Scan { file: "0".repeat(64), bytes: 9, pages: 1, media: "application/pdf".to_owned() };
        let attach = |paper: Option<&str>, scans: &[Scan]| Command::Attach {
            paper: paper.map(paper_code),
            scans: scans.to_vec(),
        };
        let one = std::slice::from_ref(&scan);
        for (who, allowed) in
            [(lan(), true), (hung(), true), (citizen(), true), (tam(), false), (schedule(), false)]
        {
            assert_eq!(world.would(now, &who, &attach(Some("p1"), one)).is_ok(), allowed, "{who:?}");
        }
        let strange = Refusal::PaperNotPublished { papers: vec![paper_code("p9")] };
        assert_eq!(world.would(now, &lan(), &attach(Some("p9"), one)), Err(strange));
        let nothing = Refusal::EmptyReason { field: "scans", basis: qc1722::D16_K1_A };
        assert_eq!(world.would(now, &lan(), &attach(None, &[])), Err(nothing));
        world.act(now, &lan(), &attach(None, one)).unwrap();
        assert_eq!(world.dossier().scans, [(None, scan.clone())]);
        world.act(now, &hung(), &refuse()).unwrap();
        assert_eq!(
            world.would(now, &lan(), &attach(None, one)),
            Err(Refusal::Closed { stage: crate::dossier::Stage::Refused })
        );
    }
}
