//! Forms 01 to 03 and the guidance slip: what the desk answers.

use documents::head::TWO_COPIES;
use documents::receipt::{BookEntry, FeeLine, PaperRow};
use documents::refusal::Settling;
use documents::supplement::SlipKind;
use documents::{Paper, Receipt, Refusal, SupplementRequest};
use domain::dossier::event::{Due, RequestedItem, Slip, SubmittedPaper};
use domain::dossier::{Dossier, Event, Recorded};
use domain::procedure::{Channel, Procedure};
use jiff::civil::DateTime;

use super::maker::{Maker, mark};
use super::{limit_vi, promise};
use crate::told::ground_in_words;

/// What the two slips of form 02 differ in.
struct Asked<'a> {
    kind: SlipKind,
    slip: &'a Slip,
    items: &'a [RequestedItem],
    reason: String,
}

impl Maker<'_> {
    pub(super) fn receipt(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Accepted { .. }))?;
        let slip = dossier.receipt.clone()?;
        let day = recorded.at.date();
        let procedure = self.procedure(&dossier);
        let register = dossier.register.clone()?;
        let why = crate::dossier::view::derivation(&dossier, &self.view.reference).map(|d| d.citizen_vi());
        // What was settled in the same act stands on the receipt, not what is published for one.
        let settled = self.rest_of_act(recorded).filter_map(|event| match event {
            Event::ChargesSet { owed, .. } => Some(owed),
            _ => None,
        });
        let fees = fee_lines(&procedure, settled.last().unwrap_or(&dossier.owed));
        let electronic = dossier.channel == Channel::Online;
        Some(Paper::Receipt(Box::new(Receipt {
            head: self.head(Some((&slip, mark::RECEIPT)), &dossier.desk, day),
            copies: TWO_COPIES.to_vec(),
            code: dossier.code.as_ref()?.to_string(),
            desk: self.unit(&dossier.desk, day),
            applicant: self.applicant(),
            request: self.request(&dossier),
            papers: dossier.papers.iter().map(|paper| paper_row(&procedure, paper, electronic)).collect(),
            sets: u32::from(dossier.sets),
            limit: limit_vi(procedure.limit_of(dossier.case.as_ref())),
            received_at: recorded.at,
            promise: promise(&dossier),
            why: why.into_iter().collect(),
            return_at: self.return_at(&dossier, day),
            total: fees.iter().map(|fee| fee.amount).sum(),
            fees,
            book: BookEntry {
                volume: format!("{:02}", register.volume),
                number: format!("{:04}", register.number),
            },
            track_url: self.track_url(),
            submitter: self.submitter(),
            officer: self.name(dossier.accepted_by.as_ref()),
            notes: receipt_notes(&self.phone(&dossier.desk, day)),
        })))
    }

    pub(super) fn guidance(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Guided { .. }))?;
        let Event::Guided { slip, items, not_competent, remark, .. } = &recorded.event else { return None };
        let reason = match (not_competent, remark.is_empty()) {
            (true, _) => format!("Không thuộc thẩm quyền tiếp nhận. {remark}"),
            (false, true) => "Hồ sơ chưa đầy đủ, chính xác theo danh mục đã công bố.".to_owned(),
            (false, false) => remark.clone(),
        };
        let asked = Asked { kind: SlipKind::Guidance, slip, items, reason: reason.trim().to_owned() };
        Some(self.slip(recorded, &dossier, asked))
    }

    pub(super) fn supplement(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::SupplementAsked { .. }))?;
        let Event::SupplementAsked { slip, items, reason, .. } = &recorded.event else { return None };
        let asked = Asked { kind: SlipKind::Supplement, slip, items, reason: reason.clone() };
        Some(self.slip(recorded, &dossier, asked))
    }

    fn slip(&self, recorded: &Recorded, dossier: &Dossier, asked: Asked<'_>) -> Paper {
        let procedure = self.procedure(dossier);
        let day = recorded.at.date();
        let issuer = self.issuer(recorded, dossier);
        let line = |item: &RequestedItem| {
            let known = procedure.paper(&item.paper);
            let name = known.map_or_else(|| item.paper.to_string(), |known| known.name.vi.clone());
            if item.what.is_empty() { name } else { format!("{name}: {}", item.what) }
        };
        let officer = self.name(recorded.by.person());
        Paper::Supplement(Box::new(SupplementRequest {
            kind: asked.kind,
            head: self.head(Some((asked.slip, mark::SUPPLEMENT)), &issuer, day),
            copies: TWO_COPIES.to_vec(),
            code: dossier.code.as_ref().map(ToString::to_string),
            applicant: self.applicant(),
            request: self.request(dossier),
            items: asked.items.iter().map(line).collect(),
            reason: asked.reason,
            answer_by: self.answer_by(recorded.revision),
            contact: officer.clone(),
            contact_phone: self.phone(&issuer, day),
            officer,
            notes: vec![
                "Phiếu này lập một lần, nêu đủ mọi nội dung cần bổ sung.".to_owned(),
                "Phiếu lập thành 02 liên: một liên lưu tại nơi lập phiếu, một liên giao người nộp hồ sơ."
                    .to_owned(),
            ],
            track_url: self.track_url(),
        }))
    }

    /// Until when the answer to the slip of that revision is awaited: recorded by the same act.
    fn answer_by(&self, revision: u32) -> Option<DateTime> {
        let recorded = self.view.history.iter().find(|one| one.revision == revision)?;
        self.rest_of_act(recorded).find_map(|event| match event {
            Event::AnswerAwaited { until, .. } => Some(*until),
            _ => None,
        })
    }

    pub(super) fn refusal(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Refused { .. }))?;
        let Event::Refused { slip, ground, reason, after_appraisal, .. } = &recorded.event else {
            return None;
        };
        let day = recorded.at.date();
        let issuer = if *after_appraisal { self.issuer(recorded, &dossier) } else { dossier.desk.clone() };
        let signer = after_appraisal.then(|| self.signer(recorded, &issuer));
        let officer =
            signer.as_ref().map_or_else(|| self.name(recorded.by.person()), |signer| signer.name.clone());
        let settling = signer.map(|signer| Settling {
            code: dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
            office: signer.office,
            recipients: self.recipients(&issuer, day),
        });
        Some(Paper::Refusal(Box::new(Refusal {
            head: self.head(Some((slip, mark::REFUSAL)), &issuer, day),
            desk: self.unit(&issuer, day),
            settling,
            applicant: self.applicant(),
            request: self.request(&dossier),
            reasons: reason.lines().map(str::to_owned).collect(),
            basis: vec![ground_in_words(ground)],
            submitter: self.submitter(),
            officer,
            notes: Vec::new(),
            track_url: self.track_url(),
        })))
    }
}

fn paper_row(procedure: &Procedure, paper: &SubmittedPaper, electronic: bool) -> PaperRow {
    let known = procedure.paper(&paper.code);
    PaperRow {
        name: known.map_or_else(|| paper.code.to_string(), |known| known.name.vi.clone()),
        originals: u32::from(paper.originals),
        copies: u32::from(paper.copies),
        form: if electronic { "Điện tử" } else { "Giấy" }.to_owned(),
    }
}

/// What is owed, with the names of the charges.
pub(super) fn fee_lines(procedure: &Procedure, owed: &[Due]) -> Vec<FeeLine> {
    let line = |due: &Due| FeeLine {
        name: procedure
            .charges
            .iter()
            .find(|charge| charge.code == due.charge)
            .map_or_else(|| due.charge.clone(), |charge| charge.name.clone()),
        amount: due.amount,
        note: String::new(),
    };
    owed.iter().map(line).collect()
}

fn receipt_notes(hotline: &str) -> Vec<String> {
    vec![
        "Giấy này lập thành hai liên: một liên lưu cùng hồ sơ, một liên giao người nộp.".to_owned(),
        "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền."
            .to_owned(),
        format!("Theo dõi hồ sơ bằng mã QR hoặc mã hồ sơ; điện thoại hỗ trợ: {hotline}."),
    ]
}
