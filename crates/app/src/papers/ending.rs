//! Apologies and notices: a late result, a mistake, a dossier that ends without a result.

use documents::letter::Signed;
use documents::notice::{ClosingKind, ClosingNotice};
use documents::{Apology, Correction, Paper};
use domain::dossier::event::Slip;
use domain::dossier::{Dossier, Event, Recorded};
use jiff::civil::DateTime;
use law::Citation;

use super::maker::{Maker, mark, numbered};

/// What the two notices differ in.
struct Ended<'a> {
    kind: ClosingKind,
    slip: &'a Slip,
    answered: String,
    until: Option<DateTime>,
    reason: String,
    basis: Citation,
}

impl Maker<'_> {
    pub(super) fn apology(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Apologised { .. }))?;
        let Event::Apologised { slip, by_centre, fault, reason, due, again, .. } = &recorded.event else {
            return None;
        };
        let day = recorded.at.date();
        let issuer = if *by_centre { &dossier.desk } else { fault };
        let signer = self.signer(recorded, issuer);
        Some(Paper::Apology(Box::new(Apology {
            head: self.head(Some((slip, mark::APOLOGY)), issuer, day),
            addressee: self.applicant(),
            agency: self.unit(fault, day),
            received_on: dossier.accepted_at?.date(),
            field: self.procedure(&dossier).field.clone(),
            procedure: self.request(&dossier),
            code: dossier.code.as_ref()?.to_string(),
            promised_at: *due,
            reason: reason.clone(),
            promised_again_at: *again,
            signer_office: signer.office,
            signer: signer.name,
            recipients: self.recipients(issuer, day),
            track_url: self.track_url(),
        })))
    }

    pub(super) fn correction(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::MistakeCorrected { .. }))?;
        let Event::MistakeCorrected { slip, undone, unit, reason, cost, bearer, .. } = &recorded.event else {
            return None;
        };
        let day = recorded.at.date();
        let issuer = self.issuer(recorded, &dossier);
        let signer = self.signer(recorded, &issuer);
        let agency = if self.is_centre(&issuer, day) {
            self.view.reference.province.meta.centre.clone()
        } else {
            issuer.clone()
        };
        Some(Paper::Correction(Box::new(Correction {
            head: self.head(Some((slip, mark::APOLOGY)), &issuer, day),
            addressee: self.applicant(),
            agency: self.unit(&agency, day),
            code: dossier.code.as_ref().map(ToString::to_string),
            request: self.request(&dossier),
            mistake: reason.clone(),
            remedy: format!(
                "Lần ghi số {undone} đã được hủy, dấu vết vẫn giữ trong nhật ký; hồ sơ trở lại {} và tiếp tục \
                 được giải quyết.",
                self.unit(unit, day)
            ),
            cost: *cost,
            bearer: self.unit(bearer, day),
            promised_at: dossier.promise.as_ref().map(|promise| promise.due),
            signed: Signed {
                office: signer.office,
                name: signer.name,
                recipients: self.recipients(&issuer, day),
            },
            track_url: self.track_url(),
        })))
    }

    pub(super) fn lapse_notice(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Lapsed { .. }))?;
        let Event::Lapsed { slip, until, basis, .. } = &recorded.event else { return None };
        let open = dossier.supplement.as_ref().or(dossier.guidance.as_ref());
        let answered = open.map(|request| {
            let number = numbered(request.slip.number, mark::SUPPLEMENT);
            format!("số {number} ngày {}", request.at.strftime("%d/%m/%Y"))
        });
        Some(self.closing(
            recorded,
            &dossier,
            Ended {
                kind: ClosingKind::Lapse,
                slip,
                answered: answered.unwrap_or_default(),
                until: Some(*until),
                reason: String::new(),
                basis: *basis,
            },
        ))
    }

    pub(super) fn stop_notice(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::WithdrawalConfirmed { .. }))?;
        let Event::WithdrawalConfirmed { slip, basis } = &recorded.event else { return None };
        let reason = self.rest_of_act(recorded).find_map(|event| match event {
            Event::Withdrawn { reason, .. } => Some(reason.clone()),
            _ => None,
        });
        Some(self.closing(
            recorded,
            &dossier,
            Ended {
                kind: ClosingKind::Stop,
                slip,
                answered: String::new(),
                until: None,
                reason: reason.unwrap_or_default(),
                basis: *basis,
            },
        ))
    }

    fn closing(&self, recorded: &Recorded, dossier: &Dossier, ended: Ended<'_>) -> Paper {
        let day = recorded.at.date();
        let issuer = &dossier.desk;
        let signer = self.signer(recorded, issuer);
        Paper::ClosingNotice(Box::new(ClosingNotice {
            kind: ended.kind,
            head: self.head(Some((ended.slip, mark::NOTICE)), issuer, day),
            addressee: self.applicant(),
            code: dossier.code.as_ref().map(ToString::to_string),
            request: self.request(dossier),
            slip: ended.answered,
            until: ended.until,
            reason: ended.reason,
            basis: ended.basis.to_string(),
            signer_office: signer.office,
            signer: signer.name,
            recipients: self.recipients(issuer, day),
            contact_phone: self.phone(issuer, day),
            track_url: self.track_url(),
        }))
    }
}
