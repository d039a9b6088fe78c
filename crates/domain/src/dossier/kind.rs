//! The stable name and the basis of every kind of event.

use law::Citation;

use super::event::Event;

impl Event {
    /// The stable name of the kind, as stored and shown in the API.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Registered { .. } => "registered",
            Event::Guided { .. } => "guided",
            Event::CompletedAtIntake { .. } => "completed-at-intake",
            Event::Escalated { .. } => "escalated",
            Event::EscalationAnswered { .. } => "escalation-answered",
            Event::Accepted { .. } => "accepted",
            Event::GivenAtOnce { .. } => "given-at-once",
            Event::Refused { .. } => "refused",
            Event::Transferred { .. } => "transferred",
            Event::Taken { .. } => "taken",
            Event::PaperTaken { .. } => "paper-taken",
            Event::StepCompleted { .. } => "step-completed",
            Event::SupplementAsked { .. } => "supplement-asked",
            Event::SupplementReceived { .. } => "supplement-received",
            Event::ResultSent { .. } => "result-sent",
            Event::ResultConfirmed { .. } => "result-confirmed",
            Event::Notified { .. } => "notified",
            Event::FeeRecorded { .. } => "fee-recorded",
            Event::HandedOver { .. } => "handed-over",
            Event::Withdrawn { .. } => "withdrawn",
            Event::Assigned { .. } => "assigned",
            Event::Noted { .. } => "noted",
            Event::BecameOverdue { .. } => "became-overdue",
            Event::PromiseRecounted { .. } => "promise-recounted",
            Event::ReceivedByPost { .. } => "received-by-post",
            Event::ForwardedByAgency { .. } => "forwarded-by-agency",
            Event::ReturnPlaceChosen { .. } => "return-place-chosen",
            Event::ExternalStateRecorded { .. } => "external-state-recorded",
            Event::PapersChecked { .. } => "papers-checked",
            Event::ScansAttached { .. } => "scans-attached",
            Event::TakenUpLate { .. } => "taken-up-late",
            Event::AnswerAwaited { .. } => "answer-awaited",
            Event::Lapsed { .. } => "lapsed",
            Event::EscalationParked { .. } => "escalation-parked",
            Event::AgencyInvited { .. } => "agency-invited",
            Event::WithdrawalAsked { .. } => "withdrawal-asked",
            Event::WithdrawalConfirmed { .. } => "withdrawal-confirmed",
            Event::MistakeCorrected { .. } => "mistake-corrected",
            Event::ChainOrdered { .. } => "chain-ordered",
            Event::PaperToBring { .. } => "paper-to-bring",
            Event::PartStarted { .. } => "part-started",
            Event::ConsultationAsked { .. } => "consultation-asked",
            Event::ConsultationAnswered { .. } => "consultation-answered",
            Event::ConsultationSilent { .. } => "consultation-silent",
            Event::Apologised { .. } => "apologised",
            Event::ClockStopped { .. } => "clock-stopped",
            Event::ClockResumed { .. } => "clock-resumed",
            Event::ChargesSet { .. } => "charges-set",
            Event::FeeReceiptIssued { .. } => "fee-receipt-issued",
            Event::FeeVoided { .. } => "fee-voided",
            Event::FeeRefunded { .. } => "fee-refunded",
            Event::ResultForwarded { .. } => "result-forwarded",
            Event::GivenToPost { .. } => "given-to-post",
            Event::CameBackByPost { .. } => "came-back-by-post",
            Event::CopyHandedOver { .. } => "copy-handed-over",
            Event::NoticeQueued { .. } => "notice-queued",
            Event::NoticeFailed { .. } => "notice-failed",
        }
    }

    /// The provision the event rests on.
    #[must_use]
    pub fn basis(&self) -> Option<Citation> {
        match self {
            Event::Noted { .. } => None,
            Event::Registered { basis, .. }
            | Event::Guided { basis, .. }
            | Event::CompletedAtIntake { basis, .. }
            | Event::Escalated { basis, .. }
            | Event::EscalationAnswered { basis, .. }
            | Event::Accepted { basis, .. }
            | Event::GivenAtOnce { basis, .. }
            | Event::Refused { basis, .. }
            | Event::Transferred { basis, .. }
            | Event::Taken { basis, .. }
            | Event::PaperTaken { basis, .. }
            | Event::StepCompleted { basis, .. }
            | Event::SupplementAsked { basis, .. }
            | Event::SupplementReceived { basis, .. }
            | Event::ResultSent { basis, .. }
            | Event::ResultConfirmed { basis, .. }
            | Event::Notified { basis, .. }
            | Event::FeeRecorded { basis, .. }
            | Event::HandedOver { basis, .. }
            | Event::Withdrawn { basis, .. }
            | Event::Assigned { basis, .. }
            | Event::BecameOverdue { basis, .. }
            | Event::ReceivedByPost { basis, .. }
            | Event::ForwardedByAgency { basis, .. }
            | Event::ReturnPlaceChosen { basis, .. }
            | Event::ExternalStateRecorded { basis, .. }
            | Event::PapersChecked { basis, .. }
            | Event::ScansAttached { basis, .. }
            | Event::TakenUpLate { basis, .. }
            | Event::AnswerAwaited { basis, .. }
            | Event::Lapsed { basis, .. }
            | Event::EscalationParked { basis, .. }
            | Event::AgencyInvited { basis, .. }
            | Event::WithdrawalAsked { basis, .. }
            | Event::WithdrawalConfirmed { basis, .. }
            | Event::MistakeCorrected { basis, .. }
            | Event::ChainOrdered { basis, .. }
            | Event::PaperToBring { basis, .. }
            | Event::PartStarted { basis, .. }
            | Event::ConsultationAsked { basis, .. }
            | Event::ConsultationAnswered { basis, .. }
            | Event::ConsultationSilent { basis, .. }
            | Event::Apologised { basis, .. }
            | Event::ClockStopped { basis, .. }
            | Event::ClockResumed { basis, .. }
            | Event::ChargesSet { basis, .. }
            | Event::FeeReceiptIssued { basis, .. }
            | Event::FeeVoided { basis, .. }
            | Event::FeeRefunded { basis, .. }
            | Event::ResultForwarded { basis, .. }
            | Event::GivenToPost { basis, .. }
            | Event::CameBackByPost { basis, .. }
            | Event::CopyHandedOver { basis, .. }
            | Event::NoticeQueued { basis, .. }
            | Event::NoticeFailed { basis, .. }
            | Event::PromiseRecounted { basis, .. } => Some(*basis),
        }
    }
}
