//! Papers between units: the control slip and the letters that ask for an opinion.

use documents::control_slip::{DutyRow, Hand, HandOver};
use documents::letter::Signed;
use documents::{Consultation, ControlSlip, Paper};
use domain::dossier::event::Duty;
use domain::dossier::state::HandOverLine;
use domain::dossier::{Dossier, Event};
use domain::ids::{PersonId, UnitId};
use domain::procedure::process::Silence;
use jiff::civil::Date;

use super::maker::{Maker, mark};
use super::standing::standings;
use super::{promise, step_note};

impl Maker<'_> {
    pub(super) fn control_slip(&self) -> Option<Paper> {
        let dossier = &self.view.dossier;
        let accepted_at = dossier.accepted_at?;
        let day = accepted_at.date();
        if dossier.control_slip.is_empty() {
            return None;
        }
        let stood = standings(self.view);
        let hand = |unit: &UnitId, person: Option<&PersonId>, at| Hand {
            unit: self.unit(unit, day),
            person: self.name(person),
            at,
        };
        let line = |(index, line): (usize, &HandOverLine)| HandOver {
            giver: hand(&line.from, line.giver.as_ref(), Some(line.given_at)),
            taker: hand(&line.to, line.taker.as_ref(), line.taken_at),
            standing: stood.get(index).copied().flatten(),
            note: self.note(dossier, line),
        };
        let partners =
            self.view.procedure.coordinating.iter().map(|unit| self.unit(unit, day)).collect::<Vec<_>>();
        Some(Paper::ControlSlip(Box::new(ControlSlip {
            head: self.head(dossier.receipt.as_ref().map(|slip| (slip, mark::CONTROL)), &dossier.desk, day),
            applicant: self.view.applicant.as_ref().map(|data| data.name.clone()).unwrap_or_default(),
            code: dossier.code.as_ref()?.to_string(),
            request: self.request(dossier),
            received_at: accepted_at,
            promise: promise(dossier),
            agency: self.unit(&self.view.procedure.agency, day),
            partners: partners.join("; "),
            duties: dossier.chain.iter().map(|duty| self.duty(duty, day)).collect(),
            hand_overs: dossier.control_slip.iter().enumerate().map(line).collect(),
        })))
    }

    /// What was done before the hand-over, whether the paper went along, whether it was forwarded late.
    fn note(&self, dossier: &Dossier, line: &HandOverLine) -> String {
        let mut parts = vec![step_note(self.view, &line.note)];
        if line.paper {
            parts.push(format!("Kèm {:02} bộ hồ sơ giấy", dossier.sets.max(1)));
        }
        if line.late {
            parts.push("Chuyển chậm".to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join("; ")
    }

    fn duty(&self, duty: &Duty, day: Date) -> DutyRow {
        DutyRow {
            unit: self.unit(&duty.unit, day),
            work: duty.work.clone(),
            time: duty.minutes.map(working_time).unwrap_or_default(),
        }
    }

    pub(super) fn consultation(&self) -> Option<Paper> {
        let (recorded, dossier) = self.moment(|event| matches!(event, Event::ConsultationAsked { .. }))?;
        let Event::ConsultationAsked { units, question, documents, answer_by, silence, .. } = &recorded.event
        else {
            return None;
        };
        let day = recorded.at.date();
        let issuer = self.issuer(recorded, &dossier);
        let signer = self.signer(recorded, &issuer);
        Some(Paper::Consultation(Box::new(Consultation {
            head: self.head(None, &issuer, day),
            units: units.iter().map(|unit| self.unit(unit, day)).collect(),
            agency: self.unit(&issuer, day),
            code: dossier.code.as_ref()?.to_string(),
            request: self.request(&dossier),
            question: question.clone(),
            documents: documents.clone(),
            answer_by: *answer_by,
            silence: silence_vi(*silence).to_owned(),
            signed: Signed {
                office: signer.office,
                name: signer.name,
                recipients: self.recipients(&issuer, day),
            },
        })))
    }
}

/// What the silence of a consulted unit means, told to that unit.
fn silence_vi(silence: Silence) -> &'static str {
    match silence {
        Silence::DecideWithout => {
            "Quá thời hạn trên mà chưa có ý kiến, cơ quan chủ trì báo Trung tâm Phục vụ hành chính công và \
             giải quyết theo thẩm quyền."
        }
        Silence::CountsAsAgreement => {
            "Quá thời hạn trên mà chưa có ý kiến thì được coi là đồng ý theo pháp luật chuyên ngành."
        }
        Silence::MustAnswer => {
            "Hồ sơ chỉ được giải quyết khi có ý kiến của quý cơ quan; việc chậm trả lời được báo Trung tâm \
             Phục vụ hành chính công."
        }
    }
}

/// Working minutes in words: whole days of eight hours, else hours.
pub(super) fn working_time(minutes: u32) -> String {
    let day = 8 * 60;
    if minutes >= day && minutes.is_multiple_of(day) {
        return format!("{} ngày làm việc", minutes / day);
    }
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) => format!("{rest} phút làm việc"),
        (hours, 0) => format!("{hours} giờ làm việc"),
        (hours, rest) => format!("{hours} giờ {rest} phút làm việc"),
    }
}

#[cfg(test)]
mod tests {
    use super::working_time;

    #[test]
    fn working_minutes_are_told_in_days_where_they_are_whole() {
        for (minutes, words) in [
            (480, "1 ngày làm việc"),
            (1_440, "3 ngày làm việc"),
            (240, "4 giờ làm việc"),
            (720, "12 giờ làm việc"),
            (90, "1 giờ 30 phút làm việc"),
            (45, "45 phút làm việc"),
        ] {
            assert_eq!(working_time(minutes), words);
        }
    }
}
