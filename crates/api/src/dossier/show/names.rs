//! Names beside the ids of a dossier.

use app::dossier::DossierView;
use domain::dossier::state::Request;

use super::body::{
    AskedItem, CalendarPin, Fees, HandOverLine, Owed, Paid, PaperHandedIn, PromiseBody, ReductionShown,
    RequestBody,
};
use super::facts::number;
use crate::lang::Lang;
use crate::names::{ChargeKindName, limit_text};
use crate::problem::NamedCode;
use crate::wire::{By, Instant, Named};

/// Puts names beside ids.
pub(super) struct Names<'a> {
    pub view: &'a DossierView,
    pub lang: Lang,
}

impl Names<'_> {
    pub fn unit(&self, id: &domain::ids::UnitId) -> Named {
        Named::unit(&self.view.reference, id, self.view.dossier.registered_at.date())
    }

    pub fn person(&self, id: Option<&domain::ids::PersonId>) -> Option<Named> {
        id.map(|id| Named::person(&self.view.reference, id))
    }

    pub fn name(&self, name: &domain::organisation::Name) -> String {
        self.lang.pick(&name.vi, &name.en).to_owned()
    }

    pub fn paper_name(&self, code: &domain::ids::PaperCode) -> String {
        self.view.procedure.paper(code).map_or_else(|| code.to_string(), |paper| self.name(&paper.name))
    }

    pub fn case(&self, id: &domain::ids::CaseId) -> NamedCode {
        let known = self.view.procedure.cases.iter().find(|case| case.id == *id);
        NamedCode { code: id.to_string(), name: known.map(|case| self.name(&case.name)).unwrap_or_default() }
    }

    pub fn step(&self, work: domain::procedure::process::Work<'_>) -> NamedCode {
        NamedCode { code: work.id().to_string(), name: self.name(work.name()) }
    }

    pub fn paper(&self, paper: &domain::dossier::event::SubmittedPaper) -> PaperHandedIn {
        PaperHandedIn {
            code: paper.code.to_string(),
            name: self.paper_name(&paper.code),
            originals: paper.originals,
            copies: paper.copies,
        }
    }

    pub fn promise(&self, derived: Option<&calendar::Derivation>) -> Option<PromiseBody> {
        let promise = self.view.dossier.promise.as_ref()?;
        let text = |derived: &calendar::Derivation| match self.lang {
            Lang::Vi => derived.citizen_vi(),
            Lang::En => derived.citizen_en(),
        };
        Some(PromiseBody {
            limit: promise.limit.to_string(),
            limit_text: limit_text(promise.limit, self.lang),
            counted_from: Instant(promise.counted_from),
            due: Instant(promise.due),
            provisional: promise.provisional,
            calendar: CalendarPin {
                id: promise.calendar.id.clone(),
                version: promise.calendar.version,
                fingerprint: format!("{:016x}", promise.calendar.fingerprint),
            },
            rule_pack: promise.rule_pack.clone(),
            text: derived.map(text).unwrap_or_default(),
        })
    }

    pub fn fees(&self) -> Fees {
        let dossier = &self.view.dossier;
        let owed = |due: &domain::dossier::event::Due| {
            let charge = self.view.procedure.charges.iter().find(|charge| charge.code == due.charge);
            Owed {
                charge: due.charge.clone(),
                kind: charge.map_or(ChargeKindName::NotStated, |charge| charge.kind.into()),
                name: charge.map(|charge| charge.name.clone()).unwrap_or_default(),
                amount: due.amount,
            }
        };
        let paid = |payment: &domain::dossier::state::Payment| Paid {
            amount: payment.amount,
            at: Instant(payment.at),
            method: payment.method.into(),
            receipt: payment.receipt.clone(),
            by: By::of(&payment.by, &self.view.reference, payment.at.date()),
        };
        let reduction = |one: &domain::dossier::event::Reduction| ReductionShown {
            charge: one.charge.clone(),
            who: one.who.clone(),
            percent: one.percent,
            proof: one.proof.clone(),
        };
        Fees {
            owed: dossier.owed.iter().map(owed).collect(),
            reductions: dossier.reductions.iter().map(reduction).collect(),
            paid: dossier.paid.iter().map(paid).collect(),
            voided: dossier.voided.iter().map(paid).collect(),
            refunded: dossier.refunded,
            outstanding: dossier.outstanding(),
        }
    }

    pub fn control_slip(&self) -> Vec<HandOverLine> {
        let line = |line: &domain::dossier::state::HandOverLine| HandOverLine {
            from: self.unit(&line.from),
            giver: self.person(line.giver.as_ref()),
            given_at: Instant(line.given_at),
            to: self.unit(&line.to),
            taker: self.person(line.taker.as_ref()),
            taken_at: line.taken_at.map(Instant),
            paper: line.paper,
            late: line.late,
            note: line.note.clone(),
        };
        self.view.dossier.control_slip.iter().map(line).collect()
    }

    pub fn request(&self, request: &Request) -> RequestBody {
        let item = |item: &domain::dossier::event::RequestedItem| AskedItem {
            paper: item.paper.to_string(),
            name: self.paper_name(&item.paper),
            what: item.what.clone(),
        };
        RequestBody {
            slip: number(&request.slip),
            at: Instant(request.at),
            items: request.items.iter().map(item).collect(),
            reason: request.reason.clone(),
            answered_at: request.answered_at.map(Instant),
        }
    }
}
