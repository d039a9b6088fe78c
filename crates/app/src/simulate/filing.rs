//! How simulated applicants come: when, with what, through which channel.

use std::sync::Arc;

use domain::dossier::Posted;
use domain::dossier::event::{ReceivedElsewhere, ReturnBy, Slip};
use domain::ids::{PersonId, ProcedureCode, UnitId};
use domain::organisation::Person;
use domain::procedure::{ApplicantKind, Channel, Procedure};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::crew::Crew;
use super::random::Random;
use super::{life, names, rates};
use crate::dossier::input::{Filing, Intent, PaperInput};
use crate::reference::Reference;

/// Everything about a filing but its instant.
pub(super) struct Arrival {
    pub by: Arc<Person>,
    pub filing: Filing,
    pub procedure: Arc<Procedure>,
}

/// Chooses when and what for, from procedures that can be filed.
pub(super) struct Arrivals {
    days: Vec<Date>,
    weekend: Vec<Date>,
    procedures: Vec<(ProcedureCode, u32)>,
}

impl Arrivals {
    /// Arrivals from `from` to `to`.
    pub fn new(reference: &Reference, from: Date, to: Date) -> Self {
        let calendar = reference.calendar_for(reference.default_desk());
        let (mut days, mut weekend) = (Vec::new(), Vec::new());
        for day in from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to) {
            if calendar.is_working_day(day) { days.push(day) } else { weekend.push(day) }
        }
        let mut procedures: Vec<Arc<Procedure>> = reference
            .procedures_on(to, &crate::reference::ProcedureFilter::default())
            .into_iter()
            .filter(|procedure| procedure.limit_stated && procedure.process.is_some())
            .collect();
        procedures.sort_by_key(|procedure| popularity(procedure));
        let first_agency = &reference.province.meta.first_agency;
        let weights = (1_u32..).map(|rank| rates::POPULARITY / rank.saturating_add(rates::POPULARITY_FLAT));
        let procedures = procedures
            .into_iter()
            .zip(weights)
            .map(|(procedure, weight)| {
                let more = if procedure.agency == *first_agency { rates::FIRST_AGENCY } else { 1 };
                (procedure.code.clone(), weight.max(8).saturating_mul(more))
            })
            .collect();
        Self { days, weekend, procedures }
    }

    /// When the `n`-th applicant comes, no later than `until`; `None` when no day is left.
    pub fn at(
        &self,
        reference: &Reference,
        until: DateTime,
        random: &mut Random,
    ) -> Option<(DateTime, bool)> {
        let calendar = reference.calendar_for(reference.default_desk());
        for _ in 0..16 {
            let online = random.weighted(&rates::CHANNELS) == 3;
            let at = if online {
                let off = !self.weekend.is_empty() && random.chance(120);
                let day = *random.pick(if off { &self.weekend } else { &self.days })?;
                day.at(0, 0, 0, 0)
                    .saturating_add(SignedDuration::from_secs(i64::from(random.between(6 * 3600, 82_000))))
            } else {
                let day = *random.pick(&self.days)?;
                let morning = random.chance(620);
                let minute = if morning { random.between(5, 255) } else { random.between(275, 470) };
                let at = calendar.add_working_minutes(calendar.opening(day)?, minute);
                at.saturating_sub(SignedDuration::from_secs(i64::from(random.between(0, 59))))
            };
            if at <= until {
                return Some((at, online));
            }
        }
        None
    }

    /// Who comes with what at `at`.
    pub fn arrive(
        &self,
        reference: &Reference,
        crew: &Crew,
        at: DateTime,
        online: bool,
        random: &mut Random,
    ) -> Option<Arrival> {
        let weights: Vec<u32> = self.procedures.iter().map(|(_, weight)| *weight).collect();
        let mut procedure = None;
        for _ in 0..24 {
            let (code, _) = self.procedures.get(random.weighted(&weights))?;
            let found = reference.procedure_in_force(code, at.date())?;
            if !online || found.channels.contains(&Channel::Online) {
                procedure = Some(Arc::clone(found));
                break;
            }
        }
        let procedure = procedure?;
        let channel = channel(&procedure, online, random);
        let kind = random.pick(&procedure.applicants).copied().unwrap_or(ApplicantKind::Person);
        let mut applicant = names::applicant(kind, random);
        // Some file online at the counter, with an officer's help.
        let assisted = channel == Channel::Online && random.chance(60);
        let by = if channel == Channel::Online && !assisted {
            citizen(reference, &mut applicant.name, random)?
        } else {
            crew.receiver(&procedure.agency, at.date(), random)?
        };
        let case = random.pick(&procedure.cases).map(|case| case.id.to_string());
        let (papers, complete) = papers(&procedure, case.as_deref(), random);
        let arrival = way_of_arrival(reference, &procedure, channel, at, random);
        if random.chance(rates::UNREACHABLE) {
            applicant.phone.clear();
            applicant.email.clear();
        }
        let represented_by = (channel == Channel::Authorised).then(|| names::representative(random));
        let filing = Filing {
            procedure: procedure.code.to_string(),
            case,
            channel,
            applicant_kind: kind,
            applicant,
            represented_by,
            papers,
            sets: procedure.sets.max(1),
            answers: None,
            return_by: return_by(channel, random),
            received_elsewhere: arrival.forwarded.as_ref().map(|(unit, received)| ReceivedElsewhere {
                place: reference.unit_name(unit, at.date()),
                at: *received,
                evidence: format!("Sổ văn thư số {}", random.between(1, 900)),
            }),
            assisted,
            arrival,
            charges: Vec::new(),
            intent: intent(channel, complete, random),
        };
        Some(Arrival { by, filing, procedure })
    }
}

/// The most wanted first: papers of everyday life, then by code so that the order is fixed.
fn popularity(procedure: &Procedure) -> (u8, String) {
    let for_people = procedure.applicants.is_empty() || procedure.applicants.contains(&ApplicantKind::Person);
    let rank = match (procedure.is_immediate(), for_people) {
        (true, true) => 0,
        (false, true) => 1,
        (_, false) => 2,
    };
    // The last digits of codes are as good as shuffled.
    (rank, procedure.code.as_str().chars().rev().collect())
}

fn channel(procedure: &Procedure, online: bool, random: &mut Random) -> Channel {
    let [counter, post, authorised, _] = rates::CHANNELS;
    match random.weighted(&[counter, post, authorised]) {
        _ if online => Channel::Online,
        _ if !procedure.is_immediate() && random.chance(rates::BY_AGENCY) => Channel::Agency,
        1 if procedure.channels.contains(&Channel::Post) && !procedure.is_immediate() => Channel::Post,
        2 if !procedure.is_immediate() => Channel::Authorised,
        _ => Channel::Counter,
    }
}

/// The post's minute, the agency that had it first, another desk of return.
fn way_of_arrival(
    reference: &Reference,
    procedure: &Procedure,
    channel: Channel,
    at: DateTime,
    random: &mut Random,
) -> domain::dossier::Arrival {
    let ago = |minutes: u32| at.saturating_sub(SignedDuration::from_mins(i64::from(minutes)));
    let posted = (channel == Channel::Post).then(|| Posted {
        minute: Slip { year: at.date().year(), number: u32::try_from(at.date().day_of_year()).unwrap_or(1) },
        signed_at: ago(random.between(10, 90)),
        consignment: format!("EB{:09}VN", random.below(1_000_000_000)),
        postage: i64::from(random.between(20, 45)) * 1_000,
        collected: 0,
    });
    let forwarded =
        (channel == Channel::Agency).then(|| (procedure.agency.clone(), ago(random.between(60, 1_800))));
    let elsewhere = channel != Channel::Post && random.chance(rates::OTHER_DESK);
    let desks: Vec<UnitId> = reference
        .province
        .desks
        .iter()
        .filter(|desk| reference.gives_back(desk, at.date()))
        .cloned()
        .collect();
    let return_desk = elsewhere.then(|| random.pick(&desks).cloned()).flatten();
    domain::dossier::Arrival { posted, forwarded, return_desk, external: None }
}

/// The account that files online: now and then the demonstration citizen, else somebody without a posting.
fn citizen(reference: &Reference, name: &mut String, random: &mut Random) -> Option<Arc<Person>> {
    if random.chance(rates::OWN_ACCOUNT)
        && let Some(own) = PersonId::new("congdan").ok().and_then(|id| reference.person(&id))
    {
        name.clone_from(&own.name);
        return Some(Arc::clone(own));
    }
    let id = PersonId::new(&format!("cd.{:09}", random.below(1_000_000_000))).ok()?;
    Some(Arc::new(Person { id, name: name.clone(), postings: Vec::new() }))
}

/// All mandatory papers, or all but one.
fn papers(procedure: &Procedure, case: Option<&str>, random: &mut Random) -> (Vec<PaperInput>, bool) {
    let case = case.and_then(|case| domain::ids::CaseId::new(case).ok());
    let mut papers: Vec<PaperInput> =
        domain::dossier::required_papers(procedure, case.as_ref()).map(life::in_full).collect();
    let incomplete = random.chance(rates::INCOMPLETE) && papers.len() > 1 && !procedure.is_immediate();
    if incomplete {
        let count = u64::try_from(papers.len()).unwrap_or(1);
        let left_out = usize::try_from(random.below(count)).unwrap_or(0);
        papers.remove(left_out.min(papers.len().saturating_sub(1)));
    }
    (papers, !incomplete)
}

fn return_by(channel: Channel, random: &mut Random) -> ReturnBy {
    match channel {
        Channel::Online if random.chance(550) => ReturnBy::Online,
        Channel::Post => ReturnBy::Post,
        _ if random.chance(rates::BACK_BY_POST) => ReturnBy::Post,
        _ => ReturnBy::Counter,
    }
}

fn intent(channel: Channel, complete: bool, random: &mut Random) -> Intent {
    let unclear = random.chance(rates::UNCLEAR);
    match (channel, complete) {
        (Channel::Online, _) => Intent::Register,
        (_, false) => Intent::Guide { items: Vec::new(), not_competent: false, remark: String::new() },
        (_, true) if unclear => Intent::Escalate {
            reason: "Chưa rõ thẩm quyền giải quyết, cần xem cùng cơ quan chuyên môn.".to_owned(),
        },
        (_, true) => Intent::Accept { receipt_wanted: false },
    }
}
