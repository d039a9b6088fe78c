//! What may be done with a dossier now, and what is refused and why.

use jiff::civil::DateTime;

use super::{Denied, may, may_complete, may_sign};
use crate::Refusal;
use crate::dossier::event::{
    NoticeChannel, NoticeKind, Opinion, PaymentMethod, ReceiverProof, RegisterEntry, RequestedItem,
    ResultPaper, ReturnBy, Slip, StopCause, SubmittedPaper,
};
use crate::dossier::{ChargeLine, Command, Context, Dossier, DossierCode, Numbers, decide, in_line, open_of};
use crate::ids::{PersonId, StepId, UnitId};
use crate::organisation::{Person, Role};
use crate::procedure::process::Work;

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// This person may not do it.
    Denied(Denied),
    /// The law says no, whoever asks.
    Refused(Refusal),
}

/// One act on a dossier for one person at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionState {
    /// Its name, as in the API.
    pub action: &'static str,
    /// Why it is not possible; `None` when it is, given fitting input.
    pub refused: Option<Why>,
}

impl ActionState {
    /// Whether it may be done now.
    #[must_use]
    pub fn allowed(&self) -> bool {
        self.refused.is_none()
    }
}

/// What stands against `action` among `states`; an immediate procedure's result is handed over from the desk in the
/// one act that gives it.
#[must_use]
pub fn against_action<'s>(states: &'s [ActionState], action: &str) -> Option<&'s Why> {
    let of = |name: &str| states.iter().find(|state| state.action == name);
    let at_once = action == "hand-over" && of("give-at-once").is_some_and(ActionState::allowed);
    of(action).filter(|_| !at_once)?.refused.as_ref()
}

/// Every act a person could try on `dossier`, with what stands against it.
///
/// Each act is decided on trial with the least input that could do; what only depends on that
/// input (a reason, a proof, an amount) is not held against it.
#[must_use]
pub fn actions_for(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<ActionState> {
    let numbers = context.numbers.cloned().or_else(|| trial_numbers(context.at));
    let context = Context { numbers: numbers.as_ref(), ..*context };
    trials(person, dossier, &context)
        .into_iter()
        .map(|command| ActionState {
            action: command.action(),
            refused: against(person, dossier, &command, &context),
        })
        .collect()
}

fn against(person: &Person, dossier: &Dossier, command: &Command, context: &Context<'_>) -> Option<Why> {
    let (organisation, day) = (context.organisation, context.at.date());
    let agency = &context.procedure.agency;
    if let Err(denied) = may(person, command.action(), Some(dossier), agency, organisation, day) {
        return Some(Why::Denied(denied));
    }
    match decide(Some(dossier), command, context) {
        Err(refusal) if !depends_on_input(&refusal, dossier) => Some(Why::Refused(refusal)),
        Err(_) | Ok(_) => wrong_role(person, dossier, command, context).map(Why::Denied),
    }
}

/// The open step or the slip may ask for a function that this person does not have.
fn wrong_role(
    person: &Person,
    dossier: &Dossier,
    command: &Command,
    context: &Context<'_>,
) -> Option<Denied> {
    let (organisation, day) = (context.organisation, context.at.date());
    let Command::CompleteStep { step, .. } = command else {
        return may_sign(person, command.action(), dossier, context.procedure, organisation, day).err();
    };
    let open = open_works(dossier, context);
    let work = open.into_iter().find(|work| work.id() == step)?;
    may_complete(person, work, &dossier.holder.unit, organisation, day).err()
}

/// Whether another input could change the answer.
fn depends_on_input(refusal: &Refusal, dossier: &Dossier) -> bool {
    match refusal {
        Refusal::EmptyReason { .. }
        | Refusal::ProofMissing { .. }
        | Refusal::ProofUsed { .. }
        | Refusal::GroundNotNamed { .. }
        | Refusal::PaperNotPublished { .. }
        | Refusal::SupplementIncomplete { .. }
        | Refusal::NewDayOutOfBounds { .. }
        | Refusal::NewDayNotWorked { .. }
        | Refusal::NoSuchRecipient { .. }
        | Refusal::NoNumber => true,
        Refusal::WrongAmount { .. } => dossier.outstanding() > 0,
        _ => false,
    }
}

fn open_works<'a>(dossier: &Dossier, context: &Context<'a>) -> Vec<Work<'a>> {
    open_of(dossier, context.procedure)
}

/// The least plausible command for every act on an existing dossier, in the order of its life.
fn trials(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<Command> {
    let mut commands = at_intake(person, dossier, context);
    commands.extend(in_process(person, dossier, context));
    commands.extend(at_return(person, dossier));
    commands.extend(between(person, dossier, context));
    commands.extend(beside(person, dossier, context));
    commands
}

/// The turns between agencies and in time.
fn between(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<Command> {
    let day = context.at.date();
    let asked = |unit: &&crate::dossier::state::Asked| {
        person.postings_on(day).any(|own| in_line(context.organisation, &own.unit, &unit.unit, day))
    };
    let mine = dossier.consultations.iter().find(|one| {
        let waits = |unit: &crate::dossier::state::Asked| unit.answer.is_none();
        one.units.iter().find(asked).is_some_and(waits)
    });
    let open = open_works(dossier, context).into_iter().find_map(|work| match work {
        Work::Consultation(consultation) => Some(consultation.id.clone()),
        Work::Step(_) => None,
    });
    let units = if open.is_some() { Vec::new() } else { other_agency(dossier, context) };
    let again =
        dossier.due_in_force().map_or(day, |due| context.calendar.next_working_day(due.date().max(day)));
    let mut commands = vec![
        Command::OrderChain { order: Vec::new() },
        Command::Consult { step: open, units, question: text(), documents: Vec::new(), days: None },
        Command::Apologise { reason: text(), again },
        Command::StopClock { cause: StopCause::FinancialDuty, reason: text(), proof: text() },
        Command::ResumeClock,
        Command::InviteAgency { unit: context.procedure.agency.clone(), about: text() },
    ];
    if let Some(one) = mine.or(dossier.consultations.last()) {
        let (id, opinion) = (one.id.clone(), Opinion::Agree);
        commands.push(Command::AnswerConsultation { id, opinion, answer: text() });
    }
    commands
}

/// Some unit of another agency that could be asked.
fn other_agency(dossier: &Dossier, context: &Context<'_>) -> Vec<UnitId> {
    let (organisation, day) = (context.organisation, context.at.date());
    let own = organisation.agency_of(&dossier.holder.unit, day);
    let strange = |unit: &&crate::organisation::Unit| {
        unit.validity.covers(day) && organisation.agency_of(&unit.id, day) != own
    };
    organisation.units().iter().find(strange).map(|unit| unit.id.clone()).into_iter().collect()
}

/// What is beside the way of the dossier: files, money, corrections.
fn beside(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<Command> {
    let undo = context.history.iter().rev().find(|recorded| {
        let command = Command::Correct { undo: recorded.revision, reason: text(), cost: 0, bearer: None };
        decide(Some(dossier), &command, context).is_ok()
    });
    let revision = undo.map_or(dossier.revision, |recorded| recorded.revision);
    let others = dossier.paid.iter().find(|paid| paid.by.person() != Some(&person.id));
    let receipt = others.or(dossier.paid.last()).map_or_else(text, |paid| paid.receipt.clone());
    let day = dossier.accepted_at.unwrap_or(context.at).date();
    let always = |charge: &&crate::procedure::Charge| {
        charge.amount.is_some() && charge.applies(dossier.case.as_ref(), dossier.channel, day)
    };
    let owed = context.procedure.charges.iter().filter(always).map(|charge| ChargeLine {
        charge: charge.code.clone(),
        quantity: 1,
        amount: None,
        exemption: None,
    });
    let recipient = text();
    vec![
        Command::CheckPapers { checks: Vec::new() },
        Command::Attach { paper: None, scans: Vec::new() },
        Command::SyncExternal { system: text(), reference: text(), state: text() },
        Command::SetCharges { lines: owed.collect() },
        Command::VoidFee { receipt, reason: text() },
        Command::Refund { amount: 1, reason: text() },
        Command::ForwardResult,
        Command::GiveToPost { consignment: text(), list: None, postage: 0 },
        Command::CameBackByPost { reason: text() },
        Command::HandOverCopy { recipient, proof: text() },
        Command::ConfirmWithdrawal,
        Command::Correct { undo: revision, reason: text(), cost: 0, bearer: None },
    ]
}

fn at_intake(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<Command> {
    let centre = context.organisation.agency_of(&dossier.desk, context.at.date());
    let refuse = Command::Refuse { ground: text(), reason: text() };
    vec![
        Command::Accept { receipt_wanted: false },
        Command::Guide { items: items(context), not_competent: false, remark: text() },
        Command::Escalate { to: centre, reason: text() },
        Command::AnswerEscalation { answer: text(), to: person.id.clone() },
        refuse,
        Command::Supplement { papers: papers(context) },
        Command::GiveAtOnce { result: result(), proof: ReceiverProof::IdentityOnly },
    ]
}

fn in_process(person: &Person, dossier: &Dossier, context: &Context<'_>) -> Vec<Command> {
    let day = context.at.date();
    let open = open_works(dossier, context);
    let mine = open
        .iter()
        .copied()
        .find(|work| may_complete(person, *work, &dossier.holder.unit, context.organisation, day).is_ok());
    let first = mine.or(open.first().copied()).map(|work| work.id().clone());
    let step = first.or_else(|| StepId::new("-").ok());
    let complete = step.map(|step| Command::CompleteStep { step, note: String::new(), next_person: None });
    let assignee: PersonId = dossier.holder.person.clone().unwrap_or_else(|| person.id.clone());
    [
        Some(Command::Transfer { to: None, paper: true }),
        Some(Command::Take { holder: None, paper: true }),
        Some(Command::Assign { to: assignee, reason: text() }),
        complete,
        Some(Command::AskSupplement { items: items(context), reason: text() }),
        Some(Command::SendResult { result: result() }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at_return(person: &Person, dossier: &Dossier) -> Vec<Command> {
    let proof = match dossier.return_by {
        ReturnBy::Counter => ReceiverProof::IdentityOnly,
        ReturnBy::Post => ReceiverProof::PostDelivery,
        ReturnBy::Online => ReceiverProof::Account,
    };
    let citizen = person.postings.iter().all(|posting| posting.role == Role::Citizen);
    let mut commands = vec![
        Command::ConfirmResult,
        Command::Pay { amount: dossier.outstanding(), method: PaymentMethod::Cash, receipt: text() },
        Command::HandOver { by: dossier.return_by, proof, receiver: None },
        Command::Withdraw { reason: text(), proof: text() },
    ];
    if !citizen {
        commands.push(Command::Notify {
            kind: NoticeKind::Other,
            channel: NoticeChannel::Phone,
            proof: text(),
        });
        commands.push(Command::Note { text: text() });
    }
    commands
}

fn text() -> String {
    "-".to_owned()
}

fn items(context: &Context<'_>) -> Vec<RequestedItem> {
    let first = context.procedure.papers.first();
    first.map(|paper| RequestedItem { paper: paper.code.clone(), what: text() }).into_iter().collect()
}

fn papers(context: &Context<'_>) -> Vec<SubmittedPaper> {
    let first = context.procedure.papers.first();
    first
        .map(|paper| SubmittedPaper { code: paper.code.clone(), originals: 1, copies: 0 })
        .into_iter()
        .collect()
}

fn result() -> ResultPaper {
    ResultPaper { name: text(), number: String::new(), file: None }
}

/// Numbers for a trial; nothing of them is recorded.
fn trial_numbers(at: DateTime) -> Option<Numbers> {
    let year = at.date().year();
    let code = DossierCode::new("000.00.00", at.date(), 1).ok()?;
    Some(Numbers {
        code,
        slip: Slip { year, number: 1 },
        register: RegisterEntry { year, volume: 1, number: 1 },
    })
}
