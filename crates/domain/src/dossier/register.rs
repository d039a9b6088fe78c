//! Recording a new dossier: who applies, what was handed in, how the result goes back.

use law::{Citation, qc1722};

use super::decide::proven;
use super::event::{DataRef, Event, ProcedurePin, ReceivedElsewhere};
use super::papers::all_published;
use super::{Command, Context, Dossier};
use crate::Refusal;
use crate::ids::CaseId;
use crate::procedure::{Channel, Procedure};

/// Decides whether a dossier may be recorded.
///
/// It is recorded even when papers are missing: whether it is accepted, guided or refused is
/// the next act, and an online filing must be kept before anybody has looked at it.
///
/// # Legal basis
///
/// [`qc1722::D13_K1`] (published procedures only), [`qc1722::D15`] (channels),
/// [`qc1722::D4`] (nothing asked or taken beyond the published papers).
pub(super) fn decide(
    dossier: Option<&Dossier>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Command::Register {
        case,
        channel,
        applicant,
        represented_by,
        papers,
        sets,
        answers,
        return_by,
        desk,
        holder,
        received_elsewhere,
        assisted_by,
        token,
    } = command
    else {
        return Err(Refusal::NotRegistered);
    };
    if let Some(dossier) = dossier {
        return Err(recorded_before(dossier, command.action()));
    }
    let procedure = context.procedure;
    if !procedure.in_force_on(context.at.date()) || !procedure.limit_stated {
        return Err(Refusal::ProcedureNotInForce);
    }
    if !channel_open(procedure, *channel) {
        return Err(Refusal::ChannelNotOpen);
    }
    if !procedure.applicants.is_empty() && !procedure.applicants.contains(&applicant.kind) {
        return Err(Refusal::ApplicantNotEntitled);
    }
    case_is_known(procedure, case.as_ref())?;
    all_published(procedure, papers.iter().map(|paper| &paper.code))?;
    authority_shown(*channel, represented_by.as_ref())?;
    evidence_shown(received_elsewhere.as_ref())?;
    Ok(vec![Event::Registered {
        procedure: ProcedurePin { code: procedure.code.clone(), version: procedure.version },
        case: case.clone(),
        channel: *channel,
        applicant: applicant.clone(),
        represented_by: represented_by.clone(),
        papers: papers.clone(),
        sets: *sets,
        answers: answers.clone(),
        return_by: *return_by,
        desk: desk.clone(),
        holder: holder.clone(),
        received_elsewhere: received_elsewhere.clone(),
        assisted_by: assisted_by.clone(),
        token: token.clone(),
        basis: basis_of(*channel),
    }])
}

fn recorded_before(dossier: &Dossier, action: &'static str) -> Refusal {
    match &dossier.code {
        Some(code) => Refusal::AlreadyAccepted { code: code.clone() },
        None => Refusal::WrongStage { action, stage: dossier.stage, basis: qc1722::D16_K1 },
    }
}

/// Whether the procedure can be filed by `channel`.
///
/// Bringing it by hand, by post or through somebody authorised is the applicant's right for
/// every procedure of the Centre (Điều 15), so they go together with the counter; what an
/// agency forwards (Điều 16.3) is what should have come to the counter.
fn channel_open(procedure: &Procedure, channel: Channel) -> bool {
    let listed = procedure.channels.contains(&channel);
    let at_counter = procedure.channels.is_empty() || procedure.channels.contains(&Channel::Counter);
    match channel {
        Channel::Counter => at_counter,
        Channel::Authorised | Channel::Agency => listed || at_counter,
        Channel::Post | Channel::Online | Channel::Ministry => listed,
    }
}

/// A procedure with cases needs one of them; one without has none.
pub(super) fn case_is_known(procedure: &Procedure, case: Option<&CaseId>) -> Result<(), Refusal> {
    let known = match case {
        Some(id) => procedure.cases.iter().any(|case| case.id == *id),
        None => procedure.cases.is_empty(),
    };
    if known {
        Ok(())
    } else {
        Err(Refusal::CaseNeeded { cases: procedure.cases.iter().map(|case| case.id.clone()).collect() })
    }
}

/// Somebody who files for another shows the authority document, which is kept (A4).
fn authority_shown(channel: Channel, represented_by: Option<&DataRef>) -> Result<(), Refusal> {
    if channel == Channel::Authorised && represented_by.is_none() {
        return Err(Refusal::ProofMissing { field: "represented_by", basis: qc1722::D15_K2 });
    }
    Ok(())
}

/// A receipt elsewhere is only a fact with its evidence (R16.3).
fn evidence_shown(received: Option<&ReceivedElsewhere>) -> Result<(), Refusal> {
    received.map_or(Ok(()), |fact| proven(&fact.evidence, "received_elsewhere", qc1722::D16_K3))
}

fn basis_of(channel: Channel) -> Citation {
    match channel {
        Channel::Counter => qc1722::D15_K1,
        Channel::Post | Channel::Authorised => qc1722::D15_K2,
        Channel::Online => qc1722::D15_K3,
        Channel::Agency => qc1722::D16_K3,
        Channel::Ministry => qc1722::D16_K4,
    }
}
