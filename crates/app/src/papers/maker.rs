//! What every paper of a dossier needs: the moment of the act, and the names of its day.

use std::sync::Arc;

use documents::{Head, Person};
use domain::dossier::event::{ReturnBy, Slip};
use domain::dossier::{Actor, Dossier, Event, Recorded};
use domain::ids::{PersonId, UnitId};
use domain::procedure::Procedure;
use jiff::civil::Date;

use super::names::{Names, Signer};
use crate::App;
use crate::dossier::DossierView;

/// Marks behind the numbers of slips, as the province's offices write them (legal facts L2.6).
pub(super) mod mark {
    pub(crate) const RECEIPT: &str = "TNHS";
    pub(crate) const SUPPLEMENT: &str = "HDHS";
    pub(crate) const REFUSAL: &str = "TCHS";
    pub(crate) const CONTROL: &str = "KSHS";
    pub(crate) const APOLOGY: &str = "PXL";
    pub(crate) const NOTICE: &str = "TB";
    pub(crate) const REFUND: &str = "PC";
    pub(crate) const POST_LIST: &str = "BC";
    pub(crate) const POST_MINUTE: &str = "BBGN";
    pub(crate) const CLOSING: &str = "BBCQ";
    pub(crate) const LETTER: &str = "TTPVHCC";
    pub(crate) const GUIDANCE: &str = "HDTT";
}

/// Makes the papers of one dossier.
pub(super) struct Maker<'a> {
    pub(super) app: &'a App,
    pub(super) view: &'a DossierView,
    revision: Option<u32>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(app: &'a App, view: &'a DossierView, revision: Option<u32>) -> Self {
        Self { app, view, revision }
    }

    /// The dossier as it stood right after the act that `wanted` accepts: that of the revision asked
    /// for, else the newest.
    pub(super) fn moment(&self, wanted: impl Fn(&Event) -> bool) -> Option<(&'a Recorded, Dossier)> {
        let asked = |recorded: &Recorded| self.revision.is_none_or(|number| number == recorded.revision);
        let index = self.view.history.iter().rposition(|one| asked(one) && wanted(&one.event))?;
        let until = self.view.history.get(..=index)?;
        Some((until.last()?, Dossier::rebuild(&self.view.dossier.id, until)?))
    }

    /// The events that the same act recorded after `recorded`.
    pub(super) fn rest_of_act(&self, recorded: &'a Recorded) -> impl Iterator<Item = &'a Event> {
        let later = self.view.history.iter().filter(move |one| one.revision > recorded.revision);
        later.take_while(move |one| one.at == recorded.at && one.by == recorded.by).map(|one| &one.event)
    }

    /// The procedure version that the dossier was bound to at that moment.
    pub(super) fn procedure(&self, dossier: &Dossier) -> Arc<Procedure> {
        let pinned = self.view.reference.procedure_pinned(&dossier.procedure);
        Arc::clone(pinned.unwrap_or(&self.view.procedure))
    }

    fn names(&self) -> Names<'_> {
        Names { reference: &self.view.reference }
    }

    pub(super) fn unit(&self, id: &UnitId, day: Date) -> String {
        self.names().unit(id, day)
    }

    pub(super) fn name(&self, id: Option<&PersonId>) -> String {
        self.names().person(id)
    }

    /// Whether the Centre itself issues a paper of `unit`.
    pub(super) fn is_centre(&self, unit: &UnitId, day: Date) -> bool {
        self.names().is_centre(unit, day)
    }

    /// Whose paper it is: the agency of whoever acted; the desk's for what the schedule did.
    pub(super) fn issuer(&self, recorded: &Recorded, dossier: &Dossier) -> UnitId {
        match &recorded.by {
            Actor::Staff { unit, .. } if *unit != dossier.desk => {
                self.view.reference.organisation.agency_of(unit, recorded.at.date())
            }
            _ => dossier.desk.clone(),
        }
    }

    /// The letter head of `issuer` on `day`, with the number of the slip where the paper has one.
    pub(super) fn head(&self, slip: Option<(&Slip, &str)>, issuer: &UnitId, day: Date) -> Head {
        let number = slip.map_or_else(String::new, |(slip, mark)| numbered(slip.number, mark));
        self.names().head(number, issuer, day)
    }

    /// The telephone of the unit on that day, else of the Centre.
    pub(super) fn phone(&self, unit: &UnitId, day: Date) -> String {
        self.names().phone(unit, day)
    }

    /// Who signs for `issuer` what was recorded.
    pub(super) fn signer(&self, recorded: &Recorded, issuer: &UnitId) -> Signer {
        self.names().signer(recorded.by.person(), issuer, recorded.at.date())
    }

    pub(super) fn applicant(&self) -> Person {
        let Some(data) = &self.view.applicant else { return Person::default() };
        let representative = self.view.representative.as_ref();
        Person {
            name: data.name.clone(),
            address: data.address.clone(),
            phone: data.phone.clone(),
            email: data.email.clone(),
            id_number: data.masked_id(),
            represented_by: representative.map(|person| format!("{}, {}", person.name, person.authority)),
        }
    }

    pub(super) fn submitter(&self) -> String {
        let representative = self.view.representative.as_ref().map(|person| person.name.clone());
        representative
            .or_else(|| self.view.applicant.as_ref().map(|data| data.name.clone()))
            .unwrap_or_default()
    }

    pub(super) fn request(&self, dossier: &Dossier) -> String {
        let procedure = self.procedure(dossier);
        let case = dossier.case.as_ref().and_then(|id| procedure.cases.iter().find(|case| case.id == *id));
        case.map_or_else(
            || procedure.name.vi.clone(),
            |case| format!("{} ({})", procedure.name.vi, case.name.vi),
        )
    }

    /// Where the result is collected, as promised on that day.
    pub(super) fn return_at(&self, dossier: &Dossier, day: Date) -> String {
        let meta = &self.view.reference.province.meta;
        match dossier.return_by {
            ReturnBy::Counter if self.is_centre(&dossier.result_desk, day) => {
                format!("{}, {}", self.unit(&meta.centre, day), meta.address)
            }
            ReturnBy::Counter => self.unit(&dossier.result_desk, day),
            ReturnBy::Post => "tại địa chỉ của người nộp, qua dịch vụ bưu chính công ích".to_owned(),
            ReturnBy::Online => "trực tuyến, qua tài khoản của người nộp".to_owned(),
        }
    }

    /// The address of the dossier's own page; none once the token is erased.
    pub(super) fn track_url(&self) -> Option<String> {
        self.view.token.as_ref().map(|token| format!("{}/t/{token}", self.app.public_url()))
    }

    /// Who gets an answer to the applicant.
    pub(super) fn recipients(&self, issuer: &UnitId, day: Date) -> Vec<String> {
        let mut recipients = vec!["Như trên".to_owned()];
        if !self.is_centre(issuer, day) {
            recipients.push(self.unit(&self.view.reference.province.meta.centre, day));
        }
        recipients.push("Lưu: VT, hồ sơ".to_owned());
        recipients
    }
}

/// The number of a paper with its mark, for example `02/PXL`.
pub(super) fn numbered(number: u32, mark: &str) -> String {
    format!("{number:02}/{mark}")
}
