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
            | Event::PromiseRecounted { basis, .. } => Some(*basis),
        }
    }
}
