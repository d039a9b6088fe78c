//! A version of a procedure in the words of a sheet to take home.

use documents::guidance_sheet::{SheetPaper, SheetStep};
use domain::ids::CaseId;
use domain::procedure::process::UnitRef;
use domain::procedure::{
    ApplicantKind, Channel, Charge, ChargeRole, Procedure, RequiredPaper, Step, StepTime,
};
use jiff::civil::Date;

use crate::papers::between::working_time;
use crate::papers::limit_vi;
use crate::papers::names::Names;
use crate::told::dong;

/// One version, as it stood on a day.
pub(super) struct Sheet<'a> {
    pub(super) names: Names<'a>,
    pub(super) procedure: &'a Procedure,
    pub(super) day: Date,
}

impl Sheet<'_> {
    pub(super) fn published(&self) -> String {
        let day = |day: Date| day.strftime("%d/%m/%Y").to_string();
        let (version, from) = (self.procedure.version, day(self.procedure.validity.from));
        let own = format!("Bản số {version}, áp dụng từ ngày {from}");
        match &self.procedure.decision {
            Some(decision) => {
                let dated = decision.date.map(|date| format!(" ngày {}", day(date))).unwrap_or_default();
                // A version known only by a later decision: since when it was in force is then not told.
                let later = decision.date.is_some_and(|date| date > self.procedure.validity.from);
                let own = if later { format!("Bản số {version}") } else { own };
                format!("{own}, công bố tại {}{dated} của {}", decision.number, decision.issuer)
            }
            None => own,
        }
    }

    pub(super) fn applicants(&self) -> String {
        self.procedure.applicants.iter().map(|kind| applicant(*kind)).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn agency(&self) -> String {
        if self.procedure.agency_text.is_empty() {
            self.names.unit(&self.procedure.agency, self.day)
        } else {
            self.procedure.agency_text.clone()
        }
    }

    pub(super) fn papers(&self) -> Vec<SheetPaper> {
        let row = |paper: &RequiredPaper| SheetPaper {
            name: paper.name.vi.clone(),
            number: count(paper),
            note: self.note(paper),
        };
        self.procedure.papers.iter().map(row).collect()
    }

    fn note(&self, paper: &RequiredPaper) -> String {
        let form = paper.form.as_ref().map(|form| {
            // Many publications name a form "Mẫu số 02" already.
            let named = form.to_lowercase().starts_with("mẫu") || form.to_lowercase().starts_with("biểu mẫu");
            if named { form.clone() } else { format!("Mẫu: {form}") }
        });
        let parts = [
            self.cases(&paper.cases),
            form,
            paper.condition.as_ref().map(|when| format!("Khi: {when}")),
            paper.shown_only.then(|| "Chỉ xuất trình để đối chiếu".to_owned()),
            paper.replaced_by_data.then(|| "Không cần nộp nếu dữ liệu đã có".to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The cases by name; `None` for what belongs to all of them.
    fn cases(&self, ids: &[CaseId]) -> Option<String> {
        let known = self.procedure.cases.iter().filter(|case| ids.contains(&case.id));
        let known: Vec<&str> = known.map(|case| case.name.vi.as_str()).collect();
        (!known.is_empty()).then(|| format!("Trường hợp: {}", known.join("; ")))
    }

    pub(super) fn limits(&self) -> Vec<String> {
        let procedure = self.procedure;
        let mut lines = if procedure.limit_stated {
            vec![format!("Thời hạn: {}, kể từ khi nhận đủ hồ sơ", limit_vi(procedure.limit))]
        } else {
            vec!["Văn bản công bố chưa nêu thời hạn".to_owned()]
        };
        for case in &procedure.cases {
            lines.extend(case.limit.map(|limit| format!("{}: {}", case.name.vi, limit_vi(limit))));
        }
        let stated = procedure.stated_limits.iter();
        lines.extend(stated.map(|own| format!("{}: {}", own.applies_to, limit_vi(own.limit))));
        lines
    }

    pub(super) fn steps(&self) -> Vec<SheetStep> {
        let mut steps = Vec::new();
        if let Some(process) = &self.procedure.process {
            process.root.each_step(&mut |step: &Step| {
                steps.push(SheetStep {
                    name: step.name.vi.clone(),
                    unit: self.place(step),
                    time: time(step),
                });
            });
        }
        steps
    }

    fn place(&self, step: &Step) -> String {
        match &step.unit {
            UnitRef::Unit(unit) => self.names.unit(unit, self.day),
            UnitRef::ReceivingDesk => self.names.unit(&self.names.reference.province.meta.centre, self.day),
            UnitRef::SettlingAgency => self.agency(),
            UnitRef::Unbound(text) => text.clone(),
        }
    }

    /// What is to be paid; empty only where the publication says that nothing is.
    pub(super) fn fees(&self) -> Vec<String> {
        let dated = |charge: &&Charge| {
            charge.from.is_none_or(|first| first <= self.day) && charge.to.is_none_or(|last| self.day <= last)
        };
        let mut lines = Vec::new();
        for charge in self.procedure.charges.iter().filter(dated) {
            lines.push(self.fee(charge));
            for own in &charge.exemptions {
                let basis = if own.basis.is_empty() { String::new() } else { format!(" ({})", own.basis) };
                lines.push(format!("Giảm {}%: {}{basis}", own.percent_off, own.who));
            }
        }
        if lines.is_empty() && !self.procedure.free_of_charge {
            lines.push("Văn bản công bố chưa nêu mức thu; hỏi tại quầy trước khi nộp".to_owned());
        }
        lines
    }

    fn fee(&self, charge: &Charge) -> String {
        let sum = match (charge.amount, charge.usd) {
            (Some(amount), _) => dong(amount).vi,
            (None, Some(usd)) => format!("{usd} USD"),
            (None, None) => "theo mức của văn bản quy định".to_owned(),
        };
        let per = if charge.per.is_empty() { String::new() } else { format!(" / {}", charge.per) };
        let most = if charge.role == ChargeRole::Cap { "nhiều nhất " } else { "" };
        let when = charge.condition.as_ref().map(|when| format!("Khi: {when}"));
        let notes: Vec<String> = [self.cases(&charge.cases), when].into_iter().flatten().collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        format!("{}: {most}{sum}{per}{notes}", charge.name)
    }

    pub(super) fn payment(&self) -> Vec<String> {
        let transfer = self.names.reference.province.meta.account.is_some();
        let ways = [
            Some("tiền mặt tại quầy, có biên lai"),
            transfer.then_some("chuyển khoản, ghi mã hồ sơ"),
            Some("qua bưu chính công ích khi nhận kết quả"),
        ];
        ways.into_iter().flatten().map(str::to_owned).collect()
    }

    pub(super) fn channels(&self) -> Vec<String> {
        let ways: Vec<&str> = self.procedure.channels.iter().map(|way| channel(*way)).collect();
        let filed = if ways.is_empty() { channel(Channel::Counter).to_owned() } else { ways.join("; ") };
        vec![
            format!("Nộp hồ sơ: {filed}"),
            "Nhận kết quả: tại quầy; tại nhà qua bưu chính công ích".to_owned(),
        ]
    }
}

/// Originals and copies in words.
fn count(paper: &RequiredPaper) -> String {
    let of = |number: Option<u16>, what: &str| {
        number.filter(|number| *number > 0).map(|number| format!("{number:02} {what}"))
    };
    let parts = [of(paper.originals, "bản chính"), of(paper.copies, "bản sao")];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn time(step: &Step) -> String {
    if !step.time_text.is_empty() {
        return step.time_text.clone();
    }
    match step.time {
        StepTime::Minutes(minutes) => working_time(minutes),
        StepTime::CalendarDays(days) => format!("{days} ngày"),
        StepTime::CalendarMinutes(minutes) => working_time(minutes).replace(" làm việc", ""),
        StepTime::NotCounted | StepTime::NotStated => String::new(),
    }
}

fn applicant(kind: ApplicantKind) -> &'static str {
    match kind {
        ApplicantKind::Person => "công dân Việt Nam",
        ApplicantKind::OverseasVietnamese => "người Việt Nam định cư ở nước ngoài",
        ApplicantKind::Foreigner => "người nước ngoài",
        ApplicantKind::CivilServant => "cán bộ, công chức, viên chức",
        ApplicantKind::Enterprise => "doanh nghiệp",
        ApplicantKind::ForeignInvestedEnterprise => "doanh nghiệp có vốn đầu tư nước ngoài",
        ApplicantKind::Cooperative => "hợp tác xã",
        ApplicantKind::Organisation => "tổ chức khác",
        ApplicantKind::ForeignOrganisation => "tổ chức nước ngoài",
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "tại quầy",
        Channel::Post => "qua bưu chính công ích",
        Channel::Authorised => "qua người được ủy quyền",
        Channel::Online => "trực tuyến",
        Channel::Agency => "tại cơ quan giải quyết",
        Channel::Ministry => "trên hệ thống của bộ, ngành",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d14_k2_a_decision_after_the_first_day_of_force_stands_alone() {
        let reference = crate::Reference::new(province::Province::demo().unwrap());
        let code = domain::ids::ProcedureCode::new("1.012507").unwrap();
        let mut procedure = Procedure::clone(reference.procedure_latest(&code).unwrap());
        let day = jiff::civil::date(2026, 1, 5);
        let told = |procedure: &Procedure| {
            Sheet { names: Names { reference: &reference }, procedure, day }.published()
        };
        let version = procedure.version;
        let decision = "công bố tại 2015/QĐ-UBND ngày 18/11/2025 của UBND tỉnh An Giang";
        assert_eq!(told(&procedure), format!("Bản số {version}, {decision}"));
        procedure.validity.from = jiff::civil::date(2025, 12, 1);
        assert_eq!(told(&procedure), format!("Bản số {version}, áp dụng từ ngày 01/12/2025, {decision}"));
    }
}
