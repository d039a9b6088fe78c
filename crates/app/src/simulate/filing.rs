//! How simulated applicants come: when, with what, through which channel.

use std::sync::Arc;

use domain::dossier::Posted;
use domain::dossier::event::{ReceivedElsewhere, ReceiverProof, ReturnBy, Slip};
use domain::ids::{CaseId, PersonId, ProcedureCode, UnitId};
use domain::organisation::Person;
use domain::procedure::{ApplicantKind, Channel, Charge, Procedure};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::crew::Crew;
use super::fate::Fate;
use super::random::Random;
use super::{life, names, rates};
use crate::dossier::input::{Filing, Intent, PaperInput, ResultInput};
use crate::reference::Reference;

/// How an applicant sets out; what becomes of it depends on the procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// From home, through the portal.
    Online,
    /// By the public post.
    Post,
    /// In person, through somebody authorised, or by an agency.
    InPerson,
}

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
                let first = if procedure.agency == *first_agency { rates::FIRST_AGENCY } else { 1 };
                let rare =
                    procedure.channels.contains(&Channel::Ministry) || !procedure.recipients.is_empty();
                let more = if rare { rates::RARE_PATH.max(first) } else { first };
                (procedure.code.clone(), weight.max(8).saturating_mul(more))
            })
            .collect();
        Self { days, weekend, procedures }
    }

    /// When the `n`-th applicant comes, no later than `until`; `None` when no day is left.
    pub fn at(&self, reference: &Reference, until: DateTime, random: &mut Random) -> Option<(DateTime, Way)> {
        for _ in 0..16 {
            let way = match random.weighted(&rates::CHANNELS) {
                1 => Way::Post,
                3 => Way::Online,
                _ => Way::InPerson,
            };
            let at = if way == Way::Online {
                let off = !self.weekend.is_empty() && random.chance(120);
                let day = *random.pick(if off { &self.weekend } else { &self.days })?;
                day.at(0, 0, 0, 0)
                    .saturating_add(SignedDuration::from_secs(i64::from(random.between(6 * 3600, 82_000))))
            } else {
                self.in_hours(reference, random)?
            };
            if at <= until {
                return Some((at, way));
            }
        }
        None
    }

    /// An instant of a working day at which somebody stands at a desk; more come in the morning.
    pub fn in_hours(&self, reference: &Reference, random: &mut Random) -> Option<DateTime> {
        let calendar = reference.calendar_for(reference.default_desk());
        let day = *random.pick(&self.days)?;
        let morning = random.chance(620);
        let minute = if morning { random.between(5, 255) } else { random.between(275, 470) };
        let at = calendar.add_working_minutes(calendar.opening(day)?, minute);
        Some(life::with_seconds(at, random))
    }

    /// One of the procedures, the most wanted the likeliest.
    pub fn procedure(&self, reference: &Reference, day: Date, random: &mut Random) -> Option<Arc<Procedure>> {
        let weights: Vec<u32> = self.procedures.iter().map(|(_, weight)| *weight).collect();
        let (code, _) = self.procedures.get(random.weighted(&weights))?;
        reference.procedure_in_force(code, day).cloned()
    }

    /// Who comes with what at `at`.
    pub fn arrive(
        &self,
        reference: &Reference,
        crew: &Crew,
        (at, way): (DateTime, Way),
        fate: &Fate,
        random: &mut Random,
    ) -> Option<Arrival> {
        let mut procedure = None;
        for _ in 0..24 {
            let found = self.procedure(reference, at.date(), random)?;
            if goes(&found, way) {
                procedure = Some(found);
                break;
            }
        }
        let procedure = procedure?;
        let channel = channel(&procedure, way, random);
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
        let arrival = way_of_arrival(reference, &procedure, case.as_deref(), channel, at, random);
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
            intent: intent(&procedure, channel, complete && !fate.refused_at_desk, fate, random),
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

/// Whether the procedure can be filed that way.
fn goes(procedure: &Procedure, way: Way) -> bool {
    match way {
        Way::Online => procedure.channels.contains(&Channel::Online),
        Way::Post => procedure.channels.contains(&Channel::Post) && !procedure.is_immediate(),
        Way::InPerson => true,
    }
}

fn channel(procedure: &Procedure, way: Way, random: &mut Random) -> Channel {
    let [counter, _, authorised, _] = rates::CHANNELS;
    let for_another = random.weighted(&[counter, authorised]) == 1;
    let ministry = procedure.channels.contains(&Channel::Ministry) && random.chance(rates::MINISTRY);
    match way {
        Way::Online => Channel::Online,
        Way::Post => Channel::Post,
        Way::InPerson if ministry => Channel::Ministry,
        Way::InPerson if procedure.is_immediate() => Channel::Counter,
        Way::InPerson if random.chance(rates::BY_AGENCY) => Channel::Agency,
        Way::InPerson if for_another => Channel::Authorised,
        Way::InPerson => Channel::Counter,
    }
}

/// The post's minute, the agency that had it first, another desk of return.
fn way_of_arrival(
    reference: &Reference,
    procedure: &Procedure,
    case: Option<&str>,
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
        collected: if random.chance(rates::COLLECTED) { owed(procedure, case, at.date()) } else { 0 },
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
    let external = (channel == Channel::Ministry).then(|| {
        let system = format!("Phần mềm chuyên ngành {}", procedure.field.to_lowercase());
        (system, format!("BN-{}-{:06}", at.date().year(), random.below(1_000_000)))
    });
    domain::dossier::Arrival { posted, forwarded, return_desk, external }
}

/// What an applicant knows to owe before anybody counts.
fn owed(procedure: &Procedure, case: Option<&str>, day: Date) -> i64 {
    let case = case.and_then(|case| CaseId::new(case).ok());
    let applies = |charge: &&Charge| charge.applies(case.as_ref(), Channel::Post, day);
    let amounts = procedure.charges.iter().filter(applies).filter_map(|charge| charge.amount);
    amounts.fold(0, i64::saturating_add)
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
    let case = case.and_then(|case| CaseId::new(case).ok());
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

fn intent(
    procedure: &Procedure,
    channel: Channel,
    complete: bool,
    fate: &Fate,
    random: &mut Random,
) -> Intent {
    let unclear = random.chance(rates::UNCLEAR);
    // An amount is owed only once somebody has looked at it, so nothing is paid in the same act here.
    let free = procedure.charges.iter().all(|charge| charge.amount.is_none());
    let at_once = procedure.is_immediate() && channel == Channel::Counter && free;
    match (channel, complete) {
        (Channel::Online, _) => Intent::Register,
        (_, false) if fate.refused_at_desk => Intent::Register,
        (_, false) => Intent::Guide { items: Vec::new(), not_competent: false, remark: String::new() },
        (_, true) if unclear => Intent::Escalate {
            reason: "Chưa rõ thẩm quyền giải quyết, cần xem cùng cơ quan chuyên môn.".to_owned(),
        },
        (_, true) if fate.looked => Intent::Register,
        (_, true) if at_once && random.chance(rates::AT_ONCE) => Intent::GiveAtOnce {
            result: ResultInput {
                number: format!("{}/GXN", random.between(1, 4000)),
                ..ResultInput::default()
            },
            proof: ReceiverProof::IdentityOnly,
            receipt_wanted: false,
            payment: None,
        },
        (_, true) => Intent::Accept { receipt_wanted: false },
    }
}
