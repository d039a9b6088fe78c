//! Who may do what: a table over role, relation to the dossier, stage and time.
//!
//! The table is data ([`TABLE`]); a test prints it as a matrix. It answers whether a person may
//! try an act at all; whether the act is lawful now is for [`decide`](crate::dossier::decide),
//! which names the clause. Rights follow from postings on the day, never from the account.

mod actions;

use jiff::civil::Date;
use law::{Citation, qc1722};

pub use actions::{ActionState, Why, actions_for, against_action};

use crate::dossier::{Dossier, Stage, in_line};
use crate::ids::UnitId;
use crate::organisation::{Organisation, Person, Posting, Role};
use crate::procedure::process::Work;
use crate::procedure::{Outcome, Procedure};

/// Why nobody acts without the post for it: every dossier has one who answers, and nobody takes or passes on
/// the duty of another.
pub const BASIS: Citation = qc1722::D3_K5;

/// How a person stands to a dossier through one of their postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// There is no dossier yet.
    NoDossier,
    /// Posted where the dossier was received: at its desk or above it in the Centre.
    Desk,
    /// Posted in the unit that holds it or to which it is on its way, above or below it.
    Holding,
    /// In that unit and accountable, or nobody there has taken it yet.
    Accountable,
    /// The holding unit belongs to the Centre where the person is posted.
    CentreHolds,
    /// Posted at the desk that has the result, or to which it is on its way, or above it in the Centre.
    ResultDesk,
    /// Posted in a unit whose opinion was asked, or above or below it.
    Consulted,
    /// Staff of the public post; a dossier that came or goes back by post.
    ByPost,
    /// The applicant.
    Own,
    /// Any dossier of the province.
    Any,
}

/// One row: these roles in this relation may try this act while the dossier is at these stages.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The act.
    pub action: &'static str,
    /// In these functions.
    pub roles: &'static [Role],
    /// In this relation.
    pub relation: Relation,
    /// At these stages; empty means that the stage is for the rules to judge.
    pub stages: &'static [Stage],
}

/// Why somebody may not try an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Denied {
    /// They may not know that the dossier exists (404).
    #[error("no such dossier for this person")]
    Unknown,
    /// They may see it, but not do this (403).
    #[error("this person may not do it")]
    Forbidden,
}

const COUNTER: &[Role] = &[Role::CounterOfficer];
const HEADS: &[Role] = &[Role::DivisionHead, Role::AgencyHead, Role::Chairman];
const WORKERS: &[Role] = &[Role::Officer, Role::Clerk];
const AGENCY: &[Role] = &[Role::Officer, Role::Clerk, Role::DivisionHead, Role::AgencyHead, Role::Chairman];
const CENTRE_HEADS: &[Role] = &[Role::Director, Role::DeputyDirector];
const POST: &[Role] = &[Role::PostClerk];
const CITIZEN: &[Role] = &[Role::Citizen];
/// Once an agency has signed for it, the desk can neither refuse it nor send it on.
const AT_DESK: &[Stage] = &[
    Stage::Submitted,
    Stage::Guided,
    Stage::Escalated,
    Stage::Accepted,
    Stage::InTransit,
    Stage::ResultSent,
    Stage::ResultReady,
    Stage::WithPost,
    Stage::Returned,
    Stage::Refused,
    Stage::Withdrawn,
    Stage::Lapsed,
];
const ALWAYS: &[Stage] = &[];

const fn row(action: &'static str, roles: &'static [Role], relation: Relation) -> Row {
    Row { action, roles, relation, stages: ALWAYS }
}

/// The rights, one row per way to have one.
pub static TABLE: &[Row] = &[
    row("register", COUNTER, Relation::NoDossier),
    row("register", CITIZEN, Relation::NoDossier),
    row("guide", COUNTER, Relation::Desk),
    row("escalate", COUNTER, Relation::Desk),
    row("answer-escalation", CENTRE_HEADS, Relation::CentreHolds),
    row("accept", COUNTER, Relation::Desk),
    row("give-at-once", COUNTER, Relation::Desk),
    Row { action: "refuse", roles: COUNTER, relation: Relation::Desk, stages: AT_DESK },
    row("refuse", WORKERS, Relation::Accountable),
    row("refuse", HEADS, Relation::Holding),
    Row { action: "transfer", roles: COUNTER, relation: Relation::Desk, stages: AT_DESK },
    row("transfer", WORKERS, Relation::Accountable),
    row("transfer", HEADS, Relation::Holding),
    row("take", AGENCY, Relation::Holding),
    row("complete-step", WORKERS, Relation::Accountable),
    row("complete-step", HEADS, Relation::Holding),
    row("ask-supplement", WORKERS, Relation::Accountable),
    row("ask-supplement", HEADS, Relation::Holding),
    row("supplement", COUNTER, Relation::Desk),
    row("supplement", CITIZEN, Relation::Own),
    row("send-result", WORKERS, Relation::Accountable),
    row("send-result", HEADS, Relation::Holding),
    row("confirm-result", COUNTER, Relation::Desk),
    row("confirm-result", COUNTER, Relation::ResultDesk),
    row("notify", COUNTER, Relation::Desk),
    row("notify", COUNTER, Relation::ResultDesk),
    row("notify", AGENCY, Relation::Holding),
    row("pay", COUNTER, Relation::Desk),
    row("pay", COUNTER, Relation::ResultDesk),
    row("pay", POST, Relation::ByPost),
    row("set-charges", COUNTER, Relation::Desk),
    row("void-fee", COUNTER, Relation::Desk),
    row("void-fee", CENTRE_HEADS, Relation::Desk),
    row("refund", COUNTER, Relation::Desk),
    row("forward-result", COUNTER, Relation::ResultDesk),
    row("give-to-post", COUNTER, Relation::ResultDesk),
    row("came-back-by-post", COUNTER, Relation::ResultDesk),
    row("came-back-by-post", POST, Relation::ByPost),
    row("hand-over", COUNTER, Relation::Desk),
    row("hand-over", COUNTER, Relation::ResultDesk),
    Row { action: "hand-over", roles: POST, relation: Relation::ByPost, stages: &[Stage::WithPost] },
    row("hand-over-copy", COUNTER, Relation::ResultDesk),
    row("sync-external", COUNTER, Relation::Desk),
    row("check-papers", COUNTER, Relation::Desk),
    row("attach", COUNTER, Relation::Desk),
    row("attach", CITIZEN, Relation::Own),
    row("attach", WORKERS, Relation::Accountable),
    row("invite-agency", CENTRE_HEADS, Relation::CentreHolds),
    row("order-chain", COUNTER, Relation::Desk),
    row("consult", WORKERS, Relation::Accountable),
    row("consult", HEADS, Relation::Holding),
    row("answer-consultation", AGENCY, Relation::Consulted),
    row("apologise", &[Role::AgencyHead, Role::Chairman], Relation::Holding),
    row("apologise", CENTRE_HEADS, Relation::CentreHolds),
    row("stop-clock", WORKERS, Relation::Accountable),
    row("stop-clock", HEADS, Relation::Holding),
    row("resume-clock", WORKERS, Relation::Accountable),
    row("resume-clock", HEADS, Relation::Holding),
    row("resume-clock", COUNTER, Relation::Desk),
    row("correct", HEADS, Relation::Holding),
    row("correct", CENTRE_HEADS, Relation::Desk),
    row("confirm-withdrawal", COUNTER, Relation::Desk),
    row("confirm-withdrawal", CENTRE_HEADS, Relation::Desk),
    row("withdraw", COUNTER, Relation::Desk),
    row("withdraw", CITIZEN, Relation::Own),
    row("assign", HEADS, Relation::Holding),
    row("assign", CENTRE_HEADS, Relation::CentreHolds),
    row("note", COUNTER, Relation::Desk),
    row("note", AGENCY, Relation::Holding),
    row("note", CENTRE_HEADS, Relation::Any),
    row("note", &[Role::ProcedureControl], Relation::Any),
];

/// The rows that give the right to an act.
pub fn ways_to(action: &str) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.action == action)
}

/// Whether `person` may try `action` on `dossier` (`None` for a new one) on `day`.
///
/// `agency` is the settling agency of the procedure.
///
/// # Errors
///
/// [`Denied::Unknown`] when they may not even know of the dossier, else [`Denied::Forbidden`].
pub fn may(
    person: &Person,
    action: &str,
    dossier: Option<&Dossier>,
    agency: &UnitId,
    organisation: &Organisation,
    day: Date,
) -> Result<(), Denied> {
    if let Some(dossier) = dossier
        && !can_see(person, dossier, agency, organisation, day)
    {
        return Err(Denied::Unknown);
    }
    let at_stage = |row: &&Row| {
        row.stages.is_empty() || dossier.is_some_and(|dossier| row.stages.contains(&dossier.stage))
    };
    let allowed = ways_to(action).filter(at_stage).any(|row| grants(row, person, dossier, organisation, day));
    if allowed { Ok(()) } else { Err(Denied::Forbidden) }
}

/// Whether a row gives the right to this person through one of their postings, or as applicant.
fn grants(
    row: &Row,
    person: &Person,
    dossier: Option<&Dossier>,
    organisation: &Organisation,
    day: Date,
) -> bool {
    match (row.relation, dossier) {
        (Relation::Own, Some(dossier)) => is_own(person, dossier),
        (Relation::NoDossier, None) if row.roles.contains(&Role::Citizen) => is_citizen(person, day),
        (Relation::NoDossier, None) => {
            person.postings_on(day).any(|posting| row.roles.contains(&posting.role))
        }
        (Relation::NoDossier, Some(_)) | (_, None) => false,
        (relation, Some(dossier)) => person.postings_on(day).any(|posting| {
            row.roles.contains(&posting.role) && stands(relation, person, posting, dossier, organisation, day)
        }),
    }
}

fn stands(
    relation: Relation,
    person: &Person,
    posting: &Posting,
    dossier: &Dossier,
    organisation: &Organisation,
    day: Date,
) -> bool {
    let unit = &posting.unit;
    let holding = || {
        in_line(organisation, unit, &dossier.holder.unit, day)
            || dossier.in_transit_to.as_ref().is_some_and(|to| in_line(organisation, unit, to, day))
    };
    match relation {
        Relation::Desk => organisation.is_within(&dossier.desk, unit, day),
        Relation::Holding => holding(),
        Relation::Accountable => {
            let accountable = dossier.holder.person.as_ref();
            holding() && (dossier.untaken || accountable.is_none_or(|holder| *holder == person.id))
        }
        Relation::CentreHolds => organisation.is_within(&dossier.holder.unit, unit, day),
        Relation::ResultDesk => organisation.is_within(&dossier.result_desk, unit, day),
        Relation::Consulted => is_consulted(unit, dossier, organisation, day),
        Relation::ByPost => by_post(dossier),
        Relation::Any => true,
        Relation::Own => is_own(person, dossier),
        Relation::NoDossier => false,
    }
}

/// Whether `person` may read `dossier` on `day`.
///
/// The applicant; the desk that received it; the Centre's heads, procedure control and
/// auditors; an agency asked to a joint look while it lasts; from acceptance on everybody in the line of a unit that has or had it, and the
/// agency that settles it. Never an administrator as such.
#[must_use]
pub fn can_see(
    person: &Person,
    dossier: &Dossier,
    agency: &UnitId,
    organisation: &Organisation,
    day: Date,
) -> bool {
    is_own(person, dossier)
        || person.postings_on(day).any(|posting| {
            let unit = &posting.unit;
            match posting.role {
                Role::Director | Role::DeputyDirector | Role::ProcedureControl | Role::Auditor => true,
                Role::CounterOfficer => [&dossier.desk, &dossier.result_desk, dossier.return_desk()]
                    .into_iter()
                    .any(|desk| organisation.is_within(desk, unit, day)),
                Role::Officer | Role::DivisionHead | Role::AgencyHead | Role::Clerk | Role::Chairman => {
                    is_invited(unit, dossier, organisation, day)
                        || (dossier.accepted_at.is_some()
                            && touches(unit, dossier, agency, organisation, day))
                }
                Role::PostClerk => by_post(dossier),
                Role::Administrator | Role::Citizen => false,
            }
        })
}

/// Whether the unit's agency settles the dossier, or the unit has it, had it, or is about to get it.
fn touches(
    unit: &UnitId,
    dossier: &Dossier,
    agency: &UnitId,
    organisation: &Organisation,
    day: Date,
) -> bool {
    let had = dossier.control_slip.iter().flat_map(|line| [&line.from, &line.to]);
    let has = std::iter::once(&dossier.holder.unit).chain(&dossier.in_transit_to);
    // Every agency of a chain sees the electronic file from the start, with its duty (R18.4).
    let will = dossier.chain.iter().map(|duty| &duty.unit);
    is_consulted(unit, dossier, organisation, day)
        || organisation.agency_of(unit, day) == organisation.agency_of(agency, day)
        || had.chain(has).chain(will).any(|other| in_line(organisation, unit, other, day))
}

/// Whether the unit was asked to send somebody and the leader has not settled it yet (R16.1c).
fn is_invited(unit: &UnitId, dossier: &Dossier, organisation: &Organisation, day: Date) -> bool {
    let mut open = dossier.invited.iter().filter(|invited| invited.settled_at.is_none());
    dossier.stage == Stage::Escalated && open.any(|invited| in_line(organisation, unit, &invited.unit, day))
}

/// Whether an opinion of the unit was asked (R18.5).
fn is_consulted(unit: &UnitId, dossier: &Dossier, organisation: &Organisation, day: Date) -> bool {
    let mut asked = dossier.consultations.iter().flat_map(|asked| &asked.units);
    asked.any(|asked| in_line(organisation, unit, &asked.unit, day))
}

/// Whether the dossier came by post, or its result is with the post.
fn by_post(dossier: &Dossier) -> bool {
    dossier.arrival.posted.is_some() || dossier.by_post.is_some()
}

/// Whether `person` has the function that `work` asks for, in the line of `unit`.
///
/// # Errors
///
/// [`Denied::Forbidden`] when the process names a role that they do not have there (R19.3).
pub fn may_complete(
    person: &Person,
    work: Work<'_>,
    unit: &UnitId,
    organisation: &Organisation,
    day: Date,
) -> Result<(), Denied> {
    let Some(role) = work.role() else { return Ok(()) };
    let fits = person
        .postings_on(day)
        .any(|posting| posting.role == role && in_line(organisation, &posting.unit, unit, day));
    if fits { Ok(()) } else { Err(Denied::Forbidden) }
}

/// Whether `person` may sign the slip of `action`: a refusal or a supplement after appraisal is signed in the
/// function that the procedure names for it, or above that.
///
/// A refusal whose signer is the desk's is meant for intake; after appraisal nobody below the head of the agency
/// refuses.
///
/// # Legal basis
///
/// [`qc1722::D19_K3`].
///
/// # Errors
///
/// [`Denied::Forbidden`].
pub fn may_sign(
    person: &Person,
    action: &str,
    dossier: &Dossier,
    procedure: &Procedure,
    organisation: &Organisation,
    day: Date,
) -> Result<(), Denied> {
    let named = |outcome, otherwise| {
        let role = procedure.signer_of(outcome).map_or(0, standing);
        if role == 0 { standing(otherwise) } else { role }
    };
    let least = match action {
        "refuse" if dossier.code.is_some() => named(Outcome::Refuse, Role::AgencyHead),
        "ask-supplement" => named(Outcome::Supplement, Role::Officer),
        _ => return Ok(()),
    };
    let has = || std::iter::once(&dossier.holder.unit).chain(&dossier.in_transit_to);
    let fits = person.postings_on(day).any(|posting| {
        standing(posting.role) >= least && has().any(|unit| in_line(organisation, &posting.unit, unit, day))
    });
    if fits { Ok(()) } else { Err(Denied::Forbidden) }
}

/// How high a function stands in an agency; 0 for those that decide nothing there.
fn standing(role: Role) -> u8 {
    match role {
        Role::Officer => 1,
        Role::DivisionHead => 2,
        Role::AgencyHead => 3,
        Role::Chairman => 4,
        _ => 0,
    }
}

fn is_own(person: &Person, dossier: &Dossier) -> bool {
    dossier.applicant.account.as_ref() == Some(&person.id)
}

/// A citizen has the role, or no posting at all; former staff whose postings ended are not meant.
fn is_citizen(person: &Person, day: Date) -> bool {
    person.is(Role::Citizen, day) || person.postings.is_empty()
}
