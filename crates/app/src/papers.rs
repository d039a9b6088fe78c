//! Which paper an act makes, and with what words: from recorded facts to typed papers.
//!
//! A paper shows the dossier as it stood when the act was recorded, so a reprint gives the
//! same bytes for ever; only the control slip grows with the dossier.

use calendar::Limit;
use documents::control_slip::{Hand, HandOver};
use documents::head::TWO_COPIES;
use documents::receipt::{BookEntry, FeeLine, PaperRow};
use documents::register::RegisterRow;
use documents::supplement::SlipKind;
use documents::{ControlSlip, Head, Paper, Person, Promise, Receipt, Refusal, Register, SupplementRequest};
use domain::dossier::event::{RequestedItem, ReturnBy, Slip};
use domain::dossier::{Dossier, Event, Recorded};
use domain::ids::{PersonId, UnitId};
use domain::procedure::Channel;
use jiff::civil::{Date, DateTime};

use crate::App;
use crate::dossier::DossierView;
use crate::error::CommandError;

/// Marks behind the numbers of slips, as the province's offices write them (legal facts L2.6).
mod mark {
    pub const RECEIPT: &str = "TNHS";
    pub const SUPPLEMENT: &str = "HDHS";
    pub const REFUSAL: &str = "TCHS";
    pub const CONTROL: &str = "KSHS";
}

/// Builds the paper of `kind`: `receipt`, `guidance`, `supplement`, `refusal` or `control-slip`.
///
/// # Errors
///
/// [`CommandError::NotFound`] when no act of this dossier has made such a paper.
pub fn build(app: &App, view: &DossierView, kind: &str) -> Result<Paper, CommandError> {
    let maker = Maker { app, view };
    let paper = match kind {
        "receipt" => maker.receipt(),
        "supplement" => maker.supplement().or_else(|| maker.guidance()),
        "guidance" => maker.guidance(),
        "refusal" => maker.refusal(),
        "control-slip" => maker.control_slip(),
        _ => None,
    };
    paper.ok_or(CommandError::NotFound)
}

/// The kinds of paper that acts of this dossier have made, in order.
#[must_use]
pub fn made(view: &DossierView) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for recorded in &view.history {
        match &recorded.event {
            Event::Accepted { receipt: Some(_), .. } => kinds.push("receipt"),
            Event::Guided { .. } => kinds.push("guidance"),
            Event::SupplementAsked { .. } => kinds.push("supplement"),
            Event::Refused { .. } => kinds.push("refusal"),
            _ => {}
        }
    }
    if !view.dossier.control_slip.is_empty() {
        kinds.push("control-slip");
    }
    kinds
}

/// Prints a paper; computes without yielding, so an asynchronous caller must be one that may block.
///
/// # Errors
///
/// A fault of the printing engine, which is never the reader's.
pub fn print(paper: &Paper) -> Result<Vec<u8>, documents::PaperError> {
    documents::render(paper)
}

/// A limit in Vietnamese words, for example `03 ngày làm việc`.
#[must_use]
pub fn limit_vi(limit: Limit) -> String {
    match limit {
        Limit::Immediately => "trả kết quả ngay".to_owned(),
        Limit::WorkingDays(days) => format!("{days:02} ngày làm việc"),
        Limit::WorkingHours(hours) => format!("{hours:02} giờ làm việc"),
        Limit::CalendarDays(days) => format!("{days:02} ngày"),
        Limit::Months(months) => format!("{months:02} tháng"),
    }
}

/// The note of a hand-over in words: the name of the step that was done before it.
#[must_use]
pub fn step_note(view: &DossierView, note: &str) -> String {
    let process = view.procedure.process.as_ref();
    let step =
        domain::ids::StepId::new(note).ok().and_then(|id| process.and_then(|process| process.step(&id)));
    step.map_or_else(|| note.to_owned(), |step| step.name.vi.clone())
}

struct Maker<'a> {
    app: &'a App,
    view: &'a DossierView,
}

impl Maker<'_> {
    /// The dossier as it stood right after the first event that `wanted` accepts.
    fn moment(&self, wanted: impl Fn(&Event) -> bool) -> Option<(&Recorded, Dossier)> {
        let index = self.view.history.iter().position(|recorded| wanted(&recorded.event))?;
        let until = self.view.history.get(..=index)?;
        Some((until.last()?, Dossier::rebuild(&self.view.dossier.id, until)?))
    }

    fn unit(&self, id: &UnitId, day: Date) -> String {
        self.view.reference.unit_name(id, day)
    }

    fn name(&self, id: Option<&PersonId>) -> String {
        id.map(|id| self.view.reference.person_name(id)).unwrap_or_default()
    }

    fn head(&self, slip: Option<(&Slip, &str)>, issuer: &UnitId, day: Date) -> Head {
        let meta = &self.view.reference.province.meta;
        let desk = *issuer == self.view.dossier.desk || *issuer == meta.centre;
        let number = slip.map_or_else(String::new, |(slip, mark)| format!("{:02}/{mark}", slip.number));
        Head {
            upper_agency: meta.paper_head_upper.clone(),
            unit: if desk { meta.paper_head.clone() } else { self.unit(issuer, day) },
            number,
            place: meta.paper_place.clone(),
            date: day,
            specimen: false,
        }
    }

    fn applicant(&self) -> Person {
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

    fn submitter(&self) -> String {
        let representative = self.view.representative.as_ref().map(|person| person.name.clone());
        representative
            .or_else(|| self.view.applicant.as_ref().map(|data| data.name.clone()))
            .unwrap_or_default()
    }

    fn request(&self) -> String {
        let procedure = &self.view.procedure;
        let case =
            self.view.dossier.case.as_ref().and_then(|id| procedure.cases.iter().find(|case| case.id == *id));
        case.map_or_else(
            || procedure.name.vi.clone(),
            |case| format!("{} ({})", procedure.name.vi, case.name.vi),
        )
    }

    fn return_at(&self) -> String {
        let meta = &self.view.reference.province.meta;
        match self.view.dossier.return_by {
            ReturnBy::Counter => {
                format!("{}, {}", self.unit(&meta.centre, self.view.at.date()), meta.address)
            }
            ReturnBy::Post => "tại địa chỉ của người nộp, qua dịch vụ bưu chính công ích".to_owned(),
            ReturnBy::Online => "trực tuyến, qua tài khoản của người nộp".to_owned(),
        }
    }

    fn receipt(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Accepted { .. }))?;
        let slip = dossier.receipt.clone()?;
        let day = recorded.at.date();
        let code = dossier.code.as_ref()?.to_string();
        let register = dossier.register.clone()?;
        let why = crate::dossier::view::derivation(&dossier, &self.view.reference).map(|d| d.citizen_vi());
        let fees = self.fees(&dossier);
        let electronic = dossier.channel == Channel::Online;
        Some(Paper::Receipt(Box::new(Receipt {
            head: self.head(Some((&slip, mark::RECEIPT)), &dossier.desk, day),
            copies: TWO_COPIES.to_vec(),
            code,
            desk: self.unit(&dossier.desk, day),
            applicant: self.applicant(),
            request: self.request(),
            papers: dossier.papers.iter().map(|paper| self.paper_row(paper, electronic)).collect(),
            sets: u32::from(dossier.sets),
            limit: limit_vi(self.view.procedure.limit_of(dossier.case.as_ref())),
            received_at: recorded.at,
            promise: promise(&dossier),
            why: why.into_iter().collect(),
            return_at: self.return_at(),
            total: fees.iter().map(|fee| fee.amount).sum(),
            fees,
            book: BookEntry {
                volume: format!("{:02}", register.volume),
                number: format!("{:04}", register.number),
            },
            track_url: self.view.token.as_ref().map(|token| format!("{}/t/{token}", self.app.public_url())),
            submitter: self.submitter(),
            officer: self.name(dossier.accepted_by.as_ref()),
            notes: notes(&self.view.reference.province.meta.hotline),
        })))
    }

    fn paper_row(&self, paper: &domain::dossier::event::SubmittedPaper, electronic: bool) -> PaperRow {
        let known = self.view.procedure.paper(&paper.code);
        PaperRow {
            name: known.map_or_else(|| paper.code.to_string(), |known| known.name.vi.clone()),
            originals: u32::from(paper.originals),
            copies: u32::from(paper.copies),
            form: if electronic { "Điện tử" } else { "Giấy" }.to_owned(),
        }
    }

    fn fees(&self, dossier: &Dossier) -> Vec<FeeLine> {
        let charges = &self.view.procedure.charges;
        let line = |due: &domain::dossier::event::Due| FeeLine {
            name: charges
                .iter()
                .find(|charge| charge.code == due.charge)
                .map_or_else(|| due.charge.clone(), |charge| charge.name.clone()),
            amount: due.amount,
            note: String::new(),
        };
        dossier.owed.iter().map(line).collect()
    }

    fn guidance(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Guided { .. }))?;
        let Event::Guided { slip, items, not_competent, remark, .. } = &recorded.event else { return None };
        let reason = match (not_competent, remark.is_empty()) {
            (true, _) => format!("Không thuộc thẩm quyền tiếp nhận. {remark}"),
            (false, true) => "Hồ sơ chưa đầy đủ, chính xác theo danh mục đã công bố.".to_owned(),
            (false, false) => remark.clone(),
        };
        Some(self.slip(
            SlipKind::Guidance,
            recorded,
            &dossier,
            slip,
            items,
            reason.trim().to_owned(),
            &dossier.desk,
        ))
    }

    fn supplement(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::SupplementAsked { .. }))?;
        let Event::SupplementAsked { slip, items, reason, .. } = &recorded.event else { return None };
        let day = recorded.at.date();
        let issuer = self.view.reference.organisation.agency_of(&dossier.holder.unit, day);
        Some(self.slip(SlipKind::Supplement, recorded, &dossier, slip, items, reason.clone(), &issuer))
    }

    #[expect(clippy::too_many_arguments, reason = "the two slips differ in exactly these facts")]
    fn slip(
        &self,
        kind: SlipKind,
        recorded: &Recorded,
        dossier: &Dossier,
        slip: &Slip,
        items: &[RequestedItem],
        reason: String,
        issuer: &UnitId,
    ) -> Paper {
        let meta = &self.view.reference.province.meta;
        let line = |item: &RequestedItem| {
            let known = self.view.procedure.paper(&item.paper);
            let name = known.map_or_else(|| item.paper.to_string(), |known| known.name.vi.clone());
            if item.what.is_empty() { name } else { format!("{name}: {}", item.what) }
        };
        let officer = self.name(recorded.by.person());
        Paper::Supplement(Box::new(SupplementRequest {
            kind,
            head: self.head(Some((slip, mark::SUPPLEMENT)), issuer, recorded.at.date()),
            copies: TWO_COPIES.to_vec(),
            code: dossier.code.as_ref().map(ToString::to_string),
            applicant: self.applicant(),
            request: self.request(),
            items: items.iter().map(line).collect(),
            reason,
            answer_by: None,
            contact: officer.clone(),
            contact_phone: meta.hotline.clone(),
            officer,
            notes: vec!["Phiếu này lập một lần, nêu đủ mọi nội dung cần bổ sung.".to_owned()],
        }))
    }

    fn refusal(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::Refused { .. }))?;
        let Event::Refused { slip, ground, reason, after_appraisal, .. } = &recorded.event else {
            return None;
        };
        let day = recorded.at.date();
        let issuer = if *after_appraisal {
            self.view.reference.organisation.agency_of(&dossier.holder.unit, day)
        } else {
            dossier.desk.clone()
        };
        Some(Paper::Refusal(Box::new(Refusal {
            head: self.head(Some((slip, mark::REFUSAL)), &issuer, day),
            desk: self.unit(&dossier.desk, day),
            applicant: self.applicant(),
            request: self.request(),
            reasons: reason.lines().map(str::to_owned).collect(),
            basis: vec![ground.clone()],
            submitter: self.submitter(),
            officer: self.name(recorded.by.person()),
            notes: Vec::new(),
        })))
    }

    fn control_slip(&self) -> Option<Paper> {
        let dossier = &self.view.dossier;
        let accepted_at = dossier.accepted_at?;
        let day = accepted_at.date();
        if dossier.control_slip.is_empty() {
            return None;
        }
        let hand = |unit: &UnitId, person: Option<&PersonId>, at| Hand {
            unit: self.unit(unit, day),
            person: self.name(person),
            at,
        };
        let line = |line: &domain::dossier::state::HandOverLine| HandOver {
            giver: hand(&line.from, line.giver.as_ref(), Some(line.given_at)),
            taker: hand(&line.to, line.taker.as_ref(), line.taken_at),
            standing: line.late.then_some(documents::control_slip::Standing::Late),
            note: step_note(self.view, &line.note),
        };
        let partners =
            self.view.procedure.coordinating.iter().map(|unit| self.unit(unit, day)).collect::<Vec<_>>();
        Some(Paper::ControlSlip(Box::new(ControlSlip {
            head: self.head(dossier.receipt.as_ref().map(|slip| (slip, mark::CONTROL)), &dossier.desk, day),
            applicant: self.view.applicant.as_ref().map(|data| data.name.clone()).unwrap_or_default(),
            code: dossier.code.as_ref()?.to_string(),
            request: self.request(),
            received_at: accepted_at,
            promise: promise(dossier),
            agency: self.unit(&self.view.procedure.agency, day),
            partners: partners.join("; "),
            hand_overs: dossier.control_slip.iter().map(line).collect(),
        })))
    }
}

fn promise(dossier: &Dossier) -> Promise {
    match &dossier.promise {
        None => Promise::AtOnce,
        Some(promise) if promise.provisional => Promise::Provisional(
            promise.due,
            "Ngày hẹn này là tạm tính vì lịch nghỉ của năm có liên quan chưa được công bố; \
             khi có lịch, ngày hẹn được xác nhận hoặc điều chỉnh và báo cho người nộp."
                .to_owned(),
        ),
        Some(promise) => Promise::At(promise.due),
    }
}

fn notes(hotline: &str) -> Vec<String> {
    vec![
        "Giấy này lập thành hai liên: một liên lưu cùng hồ sơ, một liên giao người nộp.".to_owned(),
        "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền."
            .to_owned(),
        format!("Theo dõi hồ sơ bằng mã QR hoặc mã hồ sơ; điện thoại hỗ trợ: {hotline}."),
    ]
}

/// One line of the register from a dossier.
#[must_use]
pub fn register_row(view: &DossierView) -> Option<RegisterRow> {
    let dossier = &view.dossier;
    let accepted_at: DateTime = dossier.accepted_at?;
    let applicant = view.applicant.clone().unwrap_or_default();
    let contact = [applicant.address.as_str(), applicant.phone.as_str()];
    Some(RegisterRow {
        number: format!("{:04}", dossier.register.as_ref()?.number),
        code: dossier.code.as_ref()?.to_string(),
        procedure: view.procedure.name.vi.clone(),
        sets: u32::from(dossier.sets),
        applicant: applicant.name.clone(),
        contact: contact.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("; "),
        agency: view.reference.unit_name(&view.procedure.agency, accepted_at.date()),
        received_at: accepted_at,
        promise: promise(dossier),
        returned_at: dossier.closed_at,
        return_mode: match dossier.return_by {
            ReturnBy::Counter => "Tại quầy",
            ReturnBy::Post => "Bưu chính",
            ReturnBy::Online => "Trực tuyến",
        }
        .to_owned(),
        signed_by: if dossier.stage == domain::dossier::Stage::Returned {
            applicant.name
        } else {
            String::new()
        },
        note: if dossier.overdue_since.is_some() { "Quá hạn".to_owned() } else { String::new() },
    })
}

/// The register of a desk and year as a paper.
#[must_use]
pub fn register(app: &App, rows: Vec<RegisterRow>, desk: &UnitId, year: i16) -> Register {
    let reference = app.reference();
    let opened_on = Date::new(year, 1, 1).unwrap_or(Date::MIN);
    Register {
        upper_agency: reference.province.meta.paper_head_upper.clone(),
        unit: reference.unit_name(desk, opened_on),
        year,
        volume: "01".to_owned(),
        opened_on,
        rows,
        closing: None,
        specimen: false,
    }
}
