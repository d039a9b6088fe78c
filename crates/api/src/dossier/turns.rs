//! The bodies of the turns beside the straight way: between agencies, late, money, post.

use app::dossier::Action;
use domain::dossier::event::Slip;
use serde::Deserialize;
use utoipa::ToSchema;

use super::input::{Input, inputs};
use super::parts::{ChargeBody, CheckBody, ScanBody, SlipBody, all};
use crate::names::{OpinionName, StopCauseName};
use crate::wire::Day;

inputs! {
    /// Record what a ministry's system says.
    SyncExternalInput {
        /// Name of the system.
        #[schema(max_length = 200)]
        system: String,
        /// The dossier's number there.
        #[schema(max_length = 100)]
        reference: String,
        /// Its state there, in that system's words.
        #[schema(max_length = 300)]
        state: String,
    } => |body| Action::SyncExternal { system: body.system, reference: body.reference, state: body.state };

    /// Record the looks at the papers.
    CheckPapersInput {
        /// Every look.
        #[schema(max_items = 500)]
        checks: Vec<CheckBody>,
    } => |body| Action::CheckPapers { checks: all(body.checks) };

    /// Add files that were uploaded before.
    AttachInput {
        /// Code of the paper they show; without one they belong to none.
        #[serde(default)]
        #[schema(max_length = 64)]
        paper: String,
        /// The files.
        #[schema(max_items = 50)]
        scans: Vec<ScanBody>,
    } => |body| Action::Attach { paper: body.paper, scans: all(body.scans) };

    /// Ask an agency to send somebody.
    InviteAgencyInput {
        /// Which; without one the settling agency.
        #[serde(default)]
        #[schema(max_length = 64)]
        unit: String,
        /// About what.
        #[schema(max_length = 2000)]
        about: String,
    } => |body| Action::InviteAgency { unit: body.unit, about: body.about };

    /// Confirm a withdrawal as second person.
    ConfirmWithdrawalInput {} => |body| Action::ConfirmWithdrawal;

    /// Correct an officer's mistake; it is undone and never erased.
    CorrectInput {
        /// Revision of the act to undo, as the journal numbers it.
        #[schema(minimum = 1)]
        undo: u32,
        /// What was wrong.
        #[schema(max_length = 2000)]
        reason: String,
        /// Cost that the side at fault bears, in đồng.
        #[serde(default)]
        #[schema(minimum = 0, maximum = 1_000_000_000)]
        cost: i64,
        /// The unit that bears it; without one the side at fault.
        #[serde(default)]
        #[schema(max_length = 64)]
        bearer: String,
    } => |body| Action::Correct { undo: body.undo, reason: body.reason, cost: body.cost, bearer: body.bearer };

    /// Fix the order of the agencies of a chain.
    OrderChainInput {
        /// The agencies, the lead first; without any the order of the process.
        #[serde(default)]
        #[schema(max_items = 50)]
        order: Vec<String>,
    } => |body| Action::OrderChain { order: body.order };

    /// Ask units for an opinion; the clock runs on.
    ConsultInput {
        /// The consultation of the process; without one it is not foreseen there.
        #[serde(default)]
        #[schema(max_length = 64)]
        step: String,
        /// Who is asked; without any those of the process.
        #[serde(default)]
        #[schema(max_items = 50)]
        units: Vec<String>,
        /// What is asked.
        #[schema(max_length = 4000)]
        question: String,
        /// What is enclosed.
        #[serde(default)]
        #[schema(max_items = 50)]
        documents: Vec<String>,
        /// Answer period in working days; without one that of the process, else of the rules.
        #[serde(default)]
        #[schema(minimum = 1, maximum = 60)]
        days: Option<u16>,
    } => |body| Action::Consult {
        step: body.step,
        units: body.units,
        question: body.question,
        documents: body.documents,
        days: body.days,
    };

    /// Answer a consultation for one's unit.
    AnswerConsultationInput {
        /// Which; without one the only one that waits for the caller's unit.
        #[serde(default)]
        #[schema(max_length = 64)]
        id: String,
        /// The opinion.
        opinion: OpinionName,
        /// In words.
        #[schema(max_length = 4000)]
        answer: String,
    } => |body| Action::AnswerConsultation { id: body.id, opinion: body.opinion.into(), answer: body.answer };

    /// Apologise for a late result, once, with a new day.
    ApologiseInput {
        /// Why it is late.
        #[schema(max_length = 2000)]
        reason: String,
        /// The new day.
        again: Day,
    } => |body| Action::Apologise { reason: body.reason, again: body.again.0 };

    /// Stop the clock for a lawful cause.
    StopClockInput {
        /// For which.
        cause: StopCauseName,
        /// In words.
        #[schema(max_length = 2000)]
        reason: String,
        /// What shows it: number and date of the tax office's notice, or of the applicant's letter.
        #[schema(max_length = 300)]
        proof: String,
    } => |body| Action::StopClock { cause: body.cause.into(), reason: body.reason, proof: body.proof };

    /// Let the clock run again.
    ResumeClockInput {} => |body| Action::ResumeClock;

    /// Settle what is to be paid, item by item.
    SetChargesInput {
        /// Every line.
        #[schema(max_items = 100)]
        lines: Vec<ChargeBody>,
    } => |body| Action::SetCharges { lines: all(body.lines) };

    /// Void a payment as second person.
    VoidFeeInput {
        /// Number of its receipt or proof.
        #[schema(max_length = 100)]
        receipt: String,
        /// Why.
        #[schema(max_length = 2000)]
        reason: String,
    } => |body| Action::VoidFee { receipt: body.receipt, reason: body.reason };

    /// Give money back.
    RefundInput {
        /// Amount in đồng.
        amount: i64,
        /// Why.
        #[schema(max_length = 2000)]
        reason: String,
    } => |body| Action::Refund { amount: body.amount, reason: body.reason };

    /// Send the result on to the desk where it is collected.
    ForwardResultInput {} => |body| Action::ForwardResult;

    /// Give the result to the public post.
    GiveToPostInput {
        /// Number of the consignment.
        #[schema(max_length = 60)]
        consignment: String,
        /// The hand-over list of a batch; without one it gets a list of its own.
        #[serde(default)]
        list: Option<SlipBody>,
        /// Postage in đồng.
        #[serde(default)]
        #[schema(minimum = 0, maximum = 1_000_000_000)]
        postage: i64,
    } => |body| Action::GiveToPost {
        consignment: body.consignment,
        list: body.list.map(Slip::from),
        postage: body.postage,
    };

    /// Record that the post could not deliver.
    CameBackByPostInput {
        /// Why.
        #[schema(max_length = 2000)]
        reason: String,
    } => |body| Action::CameBackByPost { reason: body.reason };

    /// Hand a copy to a further recipient of the procedure.
    HandOverCopyInput {
        /// Its code in the procedure.
        #[schema(max_length = 64)]
        recipient: String,
        /// Proof of receipt.
        #[schema(max_length = 300)]
        proof: String,
    } => |body| Action::HandOverCopy { recipient: body.recipient, proof: body.proof };
}
