//! Accepting a complete dossier: the code, the promised day, what is to be paid.

use calendar::Limit;
use jiff::civil::{Date, DateTime};
use law::{Citation, qc1722};

use super::decide::{at_stage, numbers, staff_of};
use super::event::{Due, Event, PaymentMethod, ProcedurePin};
use super::papers::missing;
use super::promise;
use super::register::case_is_known;
use super::{Context, Dossier, Stage};
use crate::Refusal;
use crate::procedure::{Channel, Charge, ChargeRole, Procedure};

/// Decides whether `dossier` may be accepted now.
///
/// The promise counts from the moment of acceptance under the version in force then; the
/// dossier keeps that version to its end.
///
/// # Legal basis
///
/// - [`qc1722::D16_K1_A`]: complete, so accept and give a code; a receipt with the appointed
///   day, unless the result is owed at once; online [`qc1722::D16_K2_B`];
/// - [`qc1722::D16_K1_B`]: incomplete, so every missing paper is named at once.
///
/// # Errors
///
/// [`Refusal::AlreadyAccepted`], [`Refusal::WrongStage`], [`Refusal::WrongUnit`],
/// [`Refusal::ProcedureNotInForce`], [`Refusal::CaseNeeded`], [`Refusal::Incomplete`], [`Refusal::PapersFaulty`].
pub(super) fn decide(
    dossier: &Dossier,
    receipt_wanted: bool,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let basis = basis_of(dossier);
    if let Some(code) = &dossier.code {
        return Err(Refusal::AlreadyAccepted { code: code.clone() });
    }
    at_stage(dossier, &[Stage::Submitted], "accept", basis)?;
    staff_of(&dossier.desk, basis, context)?;
    let procedure = context.procedure;
    let same = procedure.code == dossier.procedure.code;
    if !same || !procedure.in_force_on(context.at.date()) || !procedure.limit_stated {
        return Err(Refusal::ProcedureNotInForce);
    }
    let case = dossier.case.as_ref();
    case_is_known(procedure, case)?;
    let missing = missing(procedure, case, &dossier.papers);
    if !missing.is_empty() {
        return Err(Refusal::Incomplete { missing });
    }
    let faulty = dossier.faulty_papers();
    if !faulty.is_empty() {
        return Err(Refusal::PapersFaulty { papers: faulty });
    }

    let numbers = numbers(context)?;
    let limit = procedure.limit_of(case);
    let dates = (limit != Limit::Immediately).then(|| Dates::of(dossier, context));
    let receipt = (dates.is_some() || receipt_wanted).then(|| numbers.slip.clone());
    let owed = owed(dossier, procedure, context.at);
    let collected = collected_by_post(dossier, &owed);
    let mut events: Vec<Event> = taken_up_late(dossier, context).into_iter().collect();
    events.push(Event::Accepted {
        code: numbers.code.clone(),
        procedure: ProcedurePin { code: procedure.code.clone(), version: procedure.version },
        promise: dates.as_ref().map(|dates| dates.promise.clone()),
        receipt,
        register: numbers.register.clone(),
        owed,
        transfer_by: dates.as_ref().map(|dates| dates.transfer_by),
        supplement_by: dates.as_ref().map(|dates| dates.supplement_by),
        warn_by: dates.as_ref().map(|dates| dates.warn_by),
        basis,
    });
    events.extend(collected);
    Ok(events)
}

/// An online filing is checked within the days of the rules; one that lay longer is recorded so.
fn taken_up_late(dossier: &Dossier, context: &Context<'_>) -> Option<Event> {
    let answered = dossier.guidance.as_ref().and_then(|request| request.answered_at);
    let from = answered.unwrap_or(dossier.registered_at);
    let days = Limit::WorkingDays(context.parameters.online_intake_days);
    let by = context.calendar.due(from, days, context.parameters).at;
    let late = dossier.channel == Channel::Online && context.at > by;
    late.then_some(Event::TakenUpLate { by, basis: qc1722::D16_K2_B })
}

/// What the post collected with the papers counts as paid, as far as it is owed.
fn collected_by_post(dossier: &Dossier, owed: &[Due]) -> Option<Event> {
    let posted = dossier.arrival.posted.as_ref()?;
    let sum = owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
    let amount = posted.collected.min(sum);
    (amount > 0).then(|| Event::FeeRecorded {
        amount,
        method: PaymentMethod::Post,
        receipt: posted.consignment.clone(),
        basis: qc1722::D18_K6_C,
    })
}

/// From when the limit counts: acceptance; for what the post brought, the minute that both sides
/// signed, or the answer to the one guidance (Quyết định 45/2016 Điều 7).
fn counted_from(dossier: &Dossier, at: DateTime) -> DateTime {
    let Some(posted) = &dossier.arrival.posted else { return at };
    let submitted = match &dossier.guidance {
        None => posted.signed_at,
        Some(guidance) => guidance.answered_at.unwrap_or(at),
    };
    submitted.min(at)
}

/// The promise and the instants around it.
struct Dates {
    promise: super::event::Promise,
    transfer_by: DateTime,
    supplement_by: DateTime,
    warn_by: DateTime,
}

impl Dates {
    fn of(dossier: &Dossier, context: &Context<'_>) -> Self {
        let (at, procedure, parameters) = (context.at, context.procedure, context.parameters);
        let limit = procedure.limit_of(dossier.case.as_ref());
        let promise = promise::count(limit, counted_from(dossier, at), context);
        let special = procedure.supplement_days;
        Self {
            transfer_by: context.calendar.transfer_by(at, parameters),
            supplement_by: context.calendar.supplement_notice_by(at, limit, special, parameters),
            warn_by: context.calendar.warn_by(promise.due, parameters),
            promise,
        }
    }
}

/// What is to be paid without anybody's decision, capped where the publication caps it.
///
/// An amount per page or per copy is owed once here; `set-charges`, which the intake sends together with the
/// acceptance where a charge is counted, settles how many there are.
fn owed(dossier: &Dossier, procedure: &Procedure, at: DateTime) -> Vec<Due> {
    let case = dossier.case.as_ref();
    let applies = |charge: &&Charge| charge.applies(case, dossier.channel, at.date());
    let mut dues: Vec<Due> = procedure
        .charges
        .iter()
        .filter(applies)
        .filter_map(|charge| Some(Due { charge: charge.code.clone(), amount: charge.amount? }))
        .filter(|due| due.amount > 0)
        .collect();
    cap(&mut dues, dossier, procedure, at.date());
    dues
}

/// Takes off what is above the published cap.
pub(super) fn cap(dues: &mut Vec<Due>, dossier: &Dossier, procedure: &Procedure, day: Date) {
    let case = dossier.case.as_ref();
    let cap = procedure
        .charges
        .iter()
        .filter(|charge| charge.role == ChargeRole::Cap)
        .map(|charge| Charge { role: ChargeRole::Owed, ..charge.clone() })
        .filter(|charge| charge.applies(case, dossier.channel, day))
        .filter_map(|charge| charge.amount)
        .min();
    if let Some(mut left) = cap {
        for due in dues.iter_mut() {
            due.amount = due.amount.min(left);
            left = left.saturating_sub(due.amount).max(0);
        }
        dues.retain(|due| due.amount > 0);
    }
}

fn basis_of(dossier: &Dossier) -> Citation {
    if dossier.channel == Channel::Online { qc1722::D16_K2_B } else { qc1722::D16_K1_A }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::*;
    use crate::dossier::event::SubmittedPaper;

    type Row<'a> = (&'a [(&'a str, u16, u16)], &'a [&'a str]);

    fn submitted(papers: Vec<SubmittedPaper>) -> World {
        let mut world = World::new(procedure("5wd"));
        world.act(at(2019, 10, 7, 8, 0), &lan(), &register(Channel::Counter, papers)).unwrap();
        world
    }

    #[test]
    fn d16_k1_b_every_missing_paper_is_named_at_once() {
        let table: &[Row<'_>] = &[
            (&[("p1", 1, 0), ("p2", 0, 2), ("p3", 1, 0)], &[]),
            (&[("p1", 1, 0), ("p2", 0, 2), ("p3", 0, 1)], &[]),
            (&[("p1", 1, 0), ("p2", 0, 1), ("p2", 0, 1), ("p3", 0, 1)], &[]),
            (&[], &["p1", "p2", "p3"]),
            (&[("p1", 0, 1), ("p2", 0, 2), ("p3", 1, 0)], &["p1"]),
            (&[("p1", 1, 0), ("p2", 2, 1), ("p3", 0, 0)], &["p2", "p3"]),
            (&[("p4", 1, 0), ("p5", 1, 0), ("p6", 1, 0)], &["p1", "p2", "p3"]),
        ];
        for (papers, missing) in table {
            let papers = papers.iter().map(|(code, originals, copies)| brought(code, *originals, *copies));
            let world = submitted(papers.collect());
            let expected = missing.iter().map(|code| paper_code(code)).collect::<Vec<_>>();
            let answer = world.would(at(2019, 10, 7, 8, 5), &lan(), &accept()).err();
            let expected = (!expected.is_empty()).then_some(Refusal::Incomplete { missing: expected });
            assert_eq!(answer, expected, "{missing:?}");
        }
    }

    #[test]
    fn d16_k1_a_complete_gets_code_receipt_register_and_promise() {
        let mut world = submitted(complete_papers());
        let now = at(2019, 10, 7, 8, 5);
        world.act(now, &lan(), &accept()).unwrap();
        let dossier = world.dossier();
        assert_eq!(dossier.stage, Stage::Accepted);
        assert_eq!(dossier.code.as_ref().unwrap().to_string(), "000.00.19.H36-191007-0002");
        assert!(dossier.receipt.is_some() && dossier.register.is_some());
        let promise = dossier.promise.as_ref().unwrap();
        assert_eq!((promise.counted_from, promise.due), (now, at(2019, 10, 14, 17, 0)));
        assert_eq!(promise.calendar.fingerprint, world.calendar.fingerprint());
        let again = world.would(now, &lan(), &accept());
        assert_eq!(again, Err(Refusal::AlreadyAccepted { code: dossier.code.clone().unwrap() }));
    }

    #[test]
    fn d16_k1_a_the_version_in_force_at_acceptance_is_the_one_that_is_kept() {
        let mut world = submitted(complete_papers());
        world.procedure.version = 2;
        world.procedure.limit = calendar::Limit::WorkingDays(3);
        world.act(at(2019, 10, 7, 8, 5), &lan(), &accept()).unwrap();
        assert_eq!(world.dossier().procedure.version, 2);
        assert_eq!(world.due(), at(2019, 10, 10, 17, 0));

        let mut abolished = submitted(complete_papers());
        abolished.procedure.publication = crate::procedure::Publication::Abolished;
        let answer = abolished.would(at(2019, 10, 7, 8, 5), &lan(), &accept());
        assert_eq!(answer, Err(Refusal::ProcedureNotInForce));
    }

    #[test]
    fn d16_k2_b_an_online_filing_counts_from_its_acceptance() {
        let mut world = World::new(procedure("3wd"));
        let citizen = crate::dossier::Actor::Citizen(person("cong-dan"));
        let papers = complete_papers();
        world.act(at(2019, 10, 12, 20, 0), &citizen, &register(Channel::Online, papers)).unwrap();
        assert_eq!(world.dossier().holder.person, Some(person("lan")), "the desk's duty officer has it");
        assert_eq!(world.would(at(2019, 10, 14, 7, 5), &citizen, &accept()), Err(Refusal::NotHolder));
        let events = world.act(at(2019, 10, 14, 7, 5), &lan(), &accept()).unwrap();
        assert_eq!(events[0].basis(), Some(qc1722::D16_K2_B));
        assert_eq!(world.due(), at(2019, 10, 17, 17, 0));
    }

    #[test]
    fn d16_k1_only_the_receiving_desk_accepts() {
        let world = submitted(complete_papers());
        let now = at(2019, 10, 7, 8, 5);
        for (unit_id, ok) in
            [(DESK, true), (CENTRE, true), (OTHER_DESK, false), (AGENCY, false), ("ubnd", false)]
        {
            let answer = world.would(now, &staff("ai-do", unit_id), &accept());
            let expected =
                Refusal::WrongUnit { unit: unit(unit_id), expected: unit(DESK), basis: qc1722::D16_K1_A };
            assert_eq!(answer.err(), (!ok).then_some(expected), "{unit_id}");
        }
    }

    #[test]
    fn d18_k6_b_what_is_owed_follows_the_published_charges() {
        let conditional = Charge { condition: Some("khi cấp lại".into()), ..fee("l2", 70_000) };
        let online = Charge { channels: vec![Channel::Online], ..fee("l3", 5_000) };
        let cap = Charge { role: ChargeRole::Cap, ..fee("max", 120_000) };
        let table = [
            (vec![], 0),
            (vec![fee("l1", 100_000)], 100_000),
            (vec![fee("l1", 100_000), fee("l4", 50_000), conditional, online], 150_000),
            (vec![fee("l1", 100_000), fee("l4", 50_000), cap], 120_000),
            (vec![Charge { amount: None, ..fee("l5", 0) }, fee("l6", 0)], 0),
        ];
        for (charges, owed) in table {
            let mut procedure = procedure("5wd");
            procedure.charges = charges;
            let world = World::accepted(procedure, at(2019, 10, 7, 8, 0));
            assert_eq!(world.dossier().outstanding(), owed);
            assert!(world.dossier().owed.iter().all(|due| due.amount > 0));
        }
    }
}
