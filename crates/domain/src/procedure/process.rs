//! The internal process (*quy trình nội bộ*) as a structured tree (R19.3).
//!
//! Sequence, parallel, choice, chain and consultation nest, so a process cannot
//! deadlock or lose its way by construction. What remains is proved by
//! [`check`](mod@super::check).

use crate::ids::{CaseId, StepId, UnitId};
use crate::organisation::{Name, Role};

/// How much of the limit a step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepTime {
    /// Working minutes; one working day is 480.
    Minutes(u32),
    /// Done within office hours at once and not counted (reception, return).
    NotCounted,
    /// Calendar days, as some publications print.
    CalendarDays(u16),
    /// Parts of printed days (`0,5 ngày` without "làm việc"): minutes of 480 to the day.
    CalendarMinutes(u32),
    /// The publication prints no time.
    NotStated,
}

/// What a step does, for the rules that depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Reception at the Centre: done by accepting, never open.
    Receive,
    /// Transfer from the Centre to the agency: done by transfer and take.
    Transfer,
    /// Assignment inside the agency.
    Assign,
    /// Appraisal: the only kind at which a supplement can be asked.
    Appraise,
    /// Review or endorsement.
    Review,
    /// Decision or signature.
    Decide,
    /// Number, seal, dispatch.
    Issue,
    /// Work at another authority in a chain.
    Forward,
    /// Return of the result at the Centre: done by handing over, never open.
    Return,
}

/// Who does a step: a unit, directly or by its place in the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnitRef {
    /// A named unit.
    Unit(UnitId),
    /// The desk that received the dossier.
    ReceivingDesk,
    /// The procedure's settling agency (its head, clerk, or a division as named in the step).
    SettlingAgency,
    /// Named by the publication, not yet bound to a unit of the province.
    Unbound(String),
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Id within the process.
    pub id: StepId,
    /// What is done.
    pub name: Name,
    /// What kind of work.
    pub kind: StepKind,
    /// By which unit.
    pub unit: UnitRef,
    /// By which role; `None` where the publication names none that we know.
    pub role: Option<Role>,
    /// The role as printed by the publication, when it was not clear.
    pub role_text: String,
    /// In what time.
    pub time: StepTime,
    /// Whether the paper travels before this step (over 200 m or to another unit).
    pub paper_transport: bool,
    /// Papers it produces.
    pub outputs: Vec<String>,
    /// Its number as printed (`4.1`, `Bước 4a`); empty where we numbered it.
    pub number: String,
    /// Its time as printed, when `time` does not say it all.
    pub time_text: String,
}

/// An opinion asked from units while the main clock runs on (R18.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Id of the consultation as a step.
    pub id: StepId,
    /// What is asked.
    pub name: Name,
    /// Who asks.
    pub by: UnitRef,
    /// Who is asked.
    pub units: Vec<UnitRef>,
    /// Answer period.
    pub time: StepTime,
    /// What silence means.
    pub silence: Silence,
}

/// What the silence of a consulted unit means after the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Silence {
    /// Reported to the Centre; the asking agency decides without it.
    DecideWithout,
    /// Counts as agreement by a special law.
    CountsAsAgreement,
    /// The answer must be awaited.
    MustAnswer,
}

/// A part of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One step.
    Step(Step),
    /// One after the other.
    Sequence(Vec<Node>),
    /// At the same time; the slowest counts.
    Parallel(Vec<Node>),
    /// Exactly one branch, chosen by the facts; every branch must fit.
    Choice(Vec<Branch>),
    /// An opinion of other units.
    Consultation(Consultation),
    /// Work at other authorities in a fixed order (R18.3, R18.4).
    Chain(Vec<Link>),
}

/// A branch of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// When it is taken, in words.
    pub when: String,
    /// The cases that take it; empty means that the facts of the dossier decide.
    pub cases: Vec<CaseId>,
    /// What then happens.
    pub then: Node,
}

/// One authority in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The authority.
    pub unit: UnitRef,
    /// Its part.
    pub part: Node,
}

/// The internal process of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Decision that approved it.
    pub decision: String,
    /// The tree.
    pub root: Node,
}

impl Node {
    /// Visits every step in reading order, all branches included.
    pub fn each_step<'a>(&'a self, visit: &mut dyn FnMut(&'a Step)) {
        match self {
            Node::Step(step) => visit(step),
            Node::Sequence(nodes) | Node::Parallel(nodes) => {
                nodes.iter().for_each(|node| node.each_step(visit));
            }
            Node::Choice(branches) => branches.iter().for_each(|branch| branch.then.each_step(visit)),
            Node::Chain(links) => links.iter().for_each(|link| link.part.each_step(visit)),
            Node::Consultation(_) => {}
        }
    }

    /// Whether everything in this part is done, given the ids of the completed steps.
    ///
    /// A choice is done when one of its branches is; reception, transfer and return are
    /// acts of the desk and count as done here.
    #[must_use]
    pub fn is_done(&self, done: &[StepId]) -> bool {
        match self {
            Node::Step(step) => step.is_desk_act() || done.contains(&step.id),
            Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().all(|node| node.is_done(done)),
            Node::Choice(branches) => branches.iter().any(|branch| branch.then.is_done(done)),
            Node::Chain(links) => links.iter().all(|link| link.part.is_done(done)),
            Node::Consultation(consultation) => done.contains(&consultation.id),
        }
    }

    /// The work that may be done next, in reading order; a chain follows `order` where the desk fixed one.
    pub fn open_work<'a>(&'a self, done: &[StepId], order: &[UnitId], out: &mut Vec<Work<'a>>) {
        if self.is_done(done) {
            return;
        }
        match self {
            Node::Step(step) => out.push(Work::Step(step)),
            Node::Sequence(nodes) => {
                if let Some(node) = nodes.iter().find(|node| !node.is_done(done)) {
                    node.open_work(done, order, out);
                }
            }
            Node::Parallel(nodes) => nodes.iter().for_each(|node| node.open_work(done, order, out)),
            Node::Choice(branches) => {
                let begun = branches.iter().find(|branch| branch.then.is_begun(done));
                match begun {
                    Some(branch) => branch.then.open_work(done, order, out),
                    None => branches.iter().for_each(|branch| branch.then.open_work(done, order, out)),
                }
            }
            Node::Chain(links) => {
                let next = in_order(links, order).into_iter().find(|link| !link.part.is_done(done));
                if let Some(link) = next {
                    link.part.open_work(done, order, out);
                }
            }
            Node::Consultation(consultation) => out.push(Work::Consultation(consultation)),
        }
    }

    fn links<'a>(&'a self, out: &mut Vec<&'a Link>) {
        match self {
            Node::Step(_) | Node::Consultation(_) => {}
            Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().for_each(|node| node.links(out)),
            Node::Choice(branches) => branches.iter().for_each(|branch| branch.then.links(out)),
            Node::Chain(links) => out.extend(links),
        }
    }

    fn consultation(&self, id: &StepId) -> Option<&Consultation> {
        match self {
            Node::Step(_) => None,
            Node::Consultation(consultation) => (consultation.id == *id).then_some(consultation),
            Node::Sequence(nodes) | Node::Parallel(nodes) => {
                nodes.iter().find_map(|node| node.consultation(id))
            }
            Node::Choice(branches) => branches.iter().find_map(|branch| branch.then.consultation(id)),
            Node::Chain(links) => links.iter().find_map(|link| link.part.consultation(id)),
        }
    }

    fn is_begun(&self, done: &[StepId]) -> bool {
        match self {
            Node::Step(step) => done.contains(&step.id),
            Node::Consultation(consultation) => done.contains(&consultation.id),
            Node::Sequence(nodes) | Node::Parallel(nodes) => nodes.iter().any(|node| node.is_begun(done)),
            Node::Choice(branches) => branches.iter().any(|branch| branch.then.is_begun(done)),
            Node::Chain(links) => links.iter().any(|link| link.part.is_begun(done)),
        }
    }
}

/// The links in the order that the desk fixed: the agencies that it names change places among
/// themselves, every other link keeps its place: the lead's own work before, between or after, and that of
/// an agency which comes twice.
fn in_order<'a>(links: &'a [Link], order: &[UnitId]) -> Vec<&'a Link> {
    let once = |unit: &UnitRef| links.iter().filter(|link| link.unit == *unit).count() == 1;
    let place = |link: &Link| match &link.unit {
        UnitRef::Unit(unit) if once(&link.unit) => order.iter().position(|named| named == unit),
        UnitRef::Unit(_) | UnitRef::ReceivingDesk | UnitRef::SettlingAgency | UnitRef::Unbound(_) => None,
    };
    let mut named: Vec<&Link> = links.iter().filter(|link| place(link).is_some()).collect();
    named.sort_by_key(|link| place(link));
    let mut named = named.into_iter();
    links.iter().map(|link| if place(link).is_some() { named.next().unwrap_or(link) } else { link }).collect()
}

impl Link {
    /// Working minutes of its steps, as far as the process states them one after the other.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        let mut sum = Some(0_u32);
        self.part.each_step(&mut |step| {
            let minutes = match step.time {
                StepTime::Minutes(minutes) | StepTime::CalendarMinutes(minutes) => Some(minutes),
                StepTime::NotCounted => Some(0),
                StepTime::CalendarDays(_) | StepTime::NotStated => None,
            };
            sum = sum.zip(minutes).map(|(sum, minutes)| sum.saturating_add(minutes));
        });
        sum
    }
}

/// A piece of work that can be completed: a step or a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work<'a> {
    /// A step.
    Step(&'a Step),
    /// A consultation; completed when the opinions are in.
    Consultation(&'a Consultation),
}

impl<'a> Work<'a> {
    /// Its id in the process.
    #[must_use]
    pub fn id(self) -> &'a StepId {
        match self {
            Work::Step(step) => &step.id,
            Work::Consultation(consultation) => &consultation.id,
        }
    }

    /// What is done.
    #[must_use]
    pub fn name(self) -> &'a Name {
        match self {
            Work::Step(step) => &step.name,
            Work::Consultation(consultation) => &consultation.name,
        }
    }

    /// Who does it.
    #[must_use]
    pub fn unit(self) -> &'a UnitRef {
        match self {
            Work::Step(step) => &step.unit,
            Work::Consultation(consultation) => &consultation.by,
        }
    }

    /// In which role, where the process says.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        match self {
            Work::Step(step) => step.role,
            Work::Consultation(_) => Some(Role::Officer),
        }
    }

    /// In what time.
    #[must_use]
    pub fn time(self) -> StepTime {
        match self {
            Work::Step(step) => step.time,
            Work::Consultation(consultation) => consultation.time,
        }
    }
}

impl Step {
    /// Whether the step is an act of the Centre's desk that has its own command.
    #[must_use]
    pub fn is_desk_act(&self) -> bool {
        matches!(self.kind, StepKind::Receive | StepKind::Transfer | StepKind::Return)
    }
}

impl Process {
    /// The step with `id`.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        let mut found = None;
        self.root.each_step(&mut |step| {
            if step.id == *id {
                found = Some(step);
            }
        });
        found
    }

    /// The work that may be done next after `done`; empty when only the desk's acts remain.
    #[must_use]
    pub fn open_work(&self, done: &[StepId], order: &[UnitId]) -> Vec<Work<'_>> {
        let mut out = Vec::new();
        self.root.open_work(done, order, &mut out);
        out
    }

    /// The links of all chains, in reading order.
    #[must_use]
    pub fn links(&self) -> Vec<&Link> {
        let mut out = Vec::new();
        self.root.links(&mut out);
        out
    }

    /// What the step or the consultation with `id` is called.
    #[must_use]
    pub fn work_name(&self, id: &StepId) -> Option<&Name> {
        let step = self.step(id).map(|step| &step.name);
        step.or_else(|| self.consultation(id).map(|consultation| &consultation.name))
    }

    /// The consultation with `id`.
    #[must_use]
    pub fn consultation(&self, id: &StepId) -> Option<&Consultation> {
        self.root.consultation(id)
    }
}
