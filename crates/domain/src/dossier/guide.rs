//! Guiding the applicant once, with everything that is missing.

use law::{Citation, qc1722};

use super::decide::{at_stage, not_blank, numbers, staff_of};
use super::event::{Event, RequestedItem};
use super::papers::{all_published, missing};
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::Channel;

/// Decides whether the applicant may be guided, and completes the list.
///
/// Papers that are missing are added to what the officer wrote, so that one visit can settle
/// everything; a second guidance is refused whatever it would say. Where the Centre is not competent the
/// applicant goes elsewhere with what the slip says: the dossier closes by the same rule as one that nobody
/// completes, so that it neither stays open for ever nor ends without a notice.
///
/// # Legal basis
///
/// [`qc1722::D16_K1_B`], for online filings [`qc1722::D16_K2_A`].
pub(super) fn decide(
    dossier: &Dossier,
    items: &[RequestedItem],
    not_competent: bool,
    remark: &str,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    super::decide::still_open(dossier)?;
    if let Some(guidance) = &dossier.guidance {
        return Err(Refusal::AlreadyGuided { at: guidance.at });
    }
    at_stage(dossier, &[Stage::Submitted], "guide", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    all_published(context.procedure, items.iter().map(|item| &item.paper))?;
    for item in items {
        not_blank(&item.what, "items", basis)?;
    }
    if not_competent {
        not_blank(remark, "remark", basis)?;
    }
    let items = if not_competent { items.to_vec() } else { completed(dossier, items, context) };
    if items.is_empty() && !not_competent {
        return Err(Refusal::EmptyReason { field: "items", basis });
    }
    let slip = numbers(context)?.slip.clone();
    Ok(vec![
        Event::Guided { slip, items, not_competent, remark: remark.to_owned(), basis },
        super::lapse::awaited(context, basis),
    ])
}

/// What the officer wrote, then every missing paper that they did not mention.
fn completed(dossier: &Dossier, items: &[RequestedItem], context: &Context<'_>) -> Vec<RequestedItem> {
    let mut all = items.to_vec();
    for code in missing(context.procedure, dossier.case.as_ref(), &dossier.papers) {
        if !all.iter().any(|item| item.paper == code) {
            let partly = dossier.papers.iter().any(|paper| paper.code == code);
            let what = if partly {
                "Chưa đủ số lượng theo quy định"
            } else {
                "Chưa có trong hồ sơ"
            };
            all.push(RequestedItem { paper: code, what: what.to_owned() });
        }
    }
    all
}

/// The clause for the channel: online filings have their own.
pub(super) fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.channel == Channel::Online { qc1722::D16_K2_A } else { qc1722::D16_K1_B }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::Command;

    fn guide(items: Vec<RequestedItem>, not_competent: bool, remark: &str) -> Command {
        Command::Guide { items, not_competent, remark: remark.to_owned() }
    }

    #[test]
    fn d16_k1_b_guidance_names_everything_and_is_given_once() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        let papers = vec![brought("p1", 1, 0), brought("p2", 0, 1)];
        world.act(now, &lan(), &register(Channel::Counter, papers)).unwrap();
        let events = world.act(now, &lan(), &guide(vec![item("p1")], false, "")).unwrap();
        let Event::Guided { items, .. } = &events[0] else { panic!("{events:?}") };
        let named: Vec<(&str, &str)> =
            items.iter().map(|item| (item.paper.as_str(), item.what.as_str())).collect();
        assert_eq!(
            named,
            [("p1", "thiếu chữ ký"), ("p2", "Chưa đủ số lượng theo quy định"), ("p3", "Chưa có trong hồ sơ")]
        );
        let again = world.would(now, &lan(), &guide(vec![item("p2")], false, ""));
        assert_eq!(again, Err(Refusal::AlreadyGuided { at: now }));

        let brings = |papers| Command::Supplement { papers };
        let part = world.act(now, &lan(), &brings(vec![brought("p2", 0, 1)]));
        let missing = vec![paper_code("p1"), paper_code("p3")];
        assert_eq!(part, Err(Refusal::SupplementIncomplete { missing }));
        let all = vec![brought("p1", 1, 0), brought("p2", 0, 1), brought("p3", 1, 0)];
        world.act(now, &lan(), &brings(all)).unwrap();
        let again = world.would(now, &lan(), &guide(vec![item("p2")], false, ""));
        assert_eq!(again, Err(Refusal::AlreadyGuided { at: now }), "nor after it was completed");
        assert!(world.would(now, &lan(), &accept()).is_ok());
    }

    #[test]
    fn d16_k1_b_a_guidance_says_something_and_asks_for_nothing_unpublished() {
        let now = at(2019, 10, 7, 8, 0);
        let mut world = World::new(procedure("5wd"));
        world.act(now, &lan(), &register(Channel::Counter, complete_papers())).unwrap();
        let blank = RequestedItem { what: " ".to_owned(), ..item("p1") };
        let empty = |field| Err(Refusal::EmptyReason { field, basis: qc1722::D16_K1_B });
        assert_eq!(world.would(now, &lan(), &guide(vec![], false, "")), empty("items"));
        assert_eq!(world.would(now, &lan(), &guide(vec![blank], false, "")), empty("items"));
        assert_eq!(world.would(now, &lan(), &guide(vec![], true, "")), empty("remark"));
        assert!(world.would(now, &lan(), &guide(vec![], true, "Nộp tại Sở Y tế")).is_ok());
        let papers = vec![paper_code("p9")];
        assert_eq!(
            world.would(now, &lan(), &guide(vec![item("p9")], false, "")),
            Err(Refusal::PaperNotPublished { papers })
        );
    }
}
