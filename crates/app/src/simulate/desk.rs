//! What happens to a simulated dossier at the desk before an agency has it.

use domain::dossier::event::{CheckKind, ReceiverProof, ReturnBy};
use domain::dossier::{ChargeLine, Stage};
use domain::procedure::Channel;
use jiff::civil::DateTime;

use super::life::{Around, Life};
use crate::dossier::input::{Action, CheckInput, ItemInput, ResultInput};

/// Papers that one look takes in; a real officer does not write down more.
const LOOKS: usize = 4;

/// What can be wrong with a paper, and the words for it.
const FAULTS: [(CheckKind, &str); 4] = [
    (CheckKind::Signature, "Chưa có chữ ký của người đề nghị"),
    (CheckKind::Date, "Giấy tờ đã hết thời hạn sử dụng"),
    (CheckKind::Identity, "Số giấy tờ tùy thân không khớp với người nộp"),
    (CheckKind::Legible, "Bản chụp mờ, không đọc được"),
];

impl Life {
    /// Whether the applicant who filed online is about to add files.
    pub(super) fn uploads(&self) -> bool {
        let new = self.dossier.stage == Stage::Submitted && self.acts == 0;
        self.fate.scanned && new && self.dossier.applicant.account.is_some()
    }

    /// What the officer does with a dossier that is not accepted yet.
    pub(super) fn at_desk(&mut self, around: &Around<'_>) -> Action {
        if self.uploads() {
            self.fate.scanned = false;
            if let Some(added) = self.attach(around) {
                return added;
            }
        }
        self.fate.lies = false;
        if self.fate.refused_at_desk {
            self.fate.refused_at_desk = false;
            return Action::Refuse {
                ground: "điểm d khoản 1 Điều 16 Quy chế ban hành kèm theo Quyết định 1722/QĐ-UBND".to_owned(),
                reason: "Nội dung đề nghị không thuộc trường hợp được giải quyết theo thủ tục này."
                    .to_owned(),
            };
        }
        let seen_together = self.fate.not_competent && self.dossier.escalated_until.is_some();
        let misdirected = self.fate.misdirected && self.dossier.channel == Channel::Online;
        if (seen_together || misdirected) && !self.guided() {
            self.fate.comes_back = false;
            return Action::Guide {
                items: Vec::new(),
                not_competent: true,
                remark: "Thuộc thẩm quyền của Ủy ban nhân dân cấp huyện nơi cư trú; đề nghị nộp tại đó."
                    .to_owned(),
            };
        }
        if self.fate.looked && !self.dossier.papers.is_empty() {
            self.fate.looked = false;
            return self.look();
        }
        let case = self.dossier.case.as_ref();
        let missing = domain::dossier::missing(&self.procedure, case, &self.dossier.papers);
        let items = self.faults();
        if missing.is_empty() && items.is_empty() {
            return Action::Accept { receipt_wanted: false };
        }
        // What was not in order is looked at again when it comes back.
        self.fate.looked = !items.is_empty();
        Action::Guide { items, not_competent: false, remark: String::new() }
    }

    fn guided(&self) -> bool {
        self.dossier.guidance.is_some()
    }

    /// The looks at the papers: the program reads the files, the officer everything else.
    fn look(&mut self) -> Action {
        let online = self.dossier.channel == Channel::Online;
        let mut checks: Vec<CheckInput> = Vec::new();
        for paper in self.dossier.papers.iter().take(LOOKS) {
            let read = online && self.random.chance(600);
            let check = if read {
                CheckKind::Legible
            } else {
                let kinds = [CheckKind::Count, CheckKind::Signature, CheckKind::Date, CheckKind::Identity];
                self.random.pick(&kinds).copied().unwrap_or(CheckKind::Count)
            };
            checks.push(CheckInput {
                paper: paper.code.to_string(),
                check,
                by_machine: read,
                passed: true,
                note: String::new(),
            });
        }
        // The one guidance must name it: after that nobody finds faults for the first time.
        if self.fate.faulty && !self.guided() && !self.procedure.is_immediate() {
            self.fate.faulty = false;
            let kind = self.random.pick(&FAULTS).copied();
            if let (Some(first), Some((check, note))) = (checks.first_mut(), kind) {
                first.check = check;
                first.by_machine = online && check == CheckKind::Legible;
                first.passed = false;
                note.clone_into(&mut first.note);
            }
        }
        Action::CheckPapers { checks }
    }

    /// What the looks found, as the guidance says it.
    fn faults(&self) -> Vec<ItemInput> {
        let faulty = self.dossier.checks.iter().filter(|check| !check.passed);
        faulty.map(|check| ItemInput { paper: check.paper.to_string(), what: check.note.clone() }).collect()
    }

    /// A scan of one of the papers.
    fn attach(&mut self, around: &Around<'_>) -> Option<Action> {
        let scan = self.random.pick(around.scans)?.clone();
        let paper = self.random.pick(&self.dossier.papers).map(|paper| paper.code.to_string());
        Some(Action::Attach { paper: paper.unwrap_or_default(), scans: vec![scan] })
    }

    /// The Centre's leader asks the agency to send somebody, then answers.
    pub(super) fn with_leader(&mut self, now: DateTime, around: &Around<'_>) -> Action {
        let organisation = &around.reference.organisation;
        let agency_of = |unit| organisation.agency_of(unit, now.date());
        let another = agency_of(&self.procedure.agency) != agency_of(&self.dossier.desk);
        if self.fate.invites && another {
            self.fate.invites = false;
            return Action::InviteAgency {
                unit: String::new(),
                about: "Cử người cùng xem hồ sơ để xác định thẩm quyền và thành phần hồ sơ.".to_owned(),
            };
        }
        let answer = if self.fate.not_competent {
            "Đã xem cùng cơ quan chuyên môn; hồ sơ không thuộc thẩm quyền của cấp tỉnh."
        } else {
            "Đã xem cùng cơ quan chuyên môn; hồ sơ thuộc phạm vi tiếp nhận."
        };
        Action::AnswerEscalation { answer: answer.to_owned(), to: String::new() }
    }

    /// Whether the desk has something to do before the transfer.
    pub(super) fn busy_at_desk(&self) -> bool {
        let owed = self.dossier.outstanding() > 0;
        self.fate.scanned || (owed && (self.fate.pays_early || self.fate.counted || self.fate.exempt))
    }

    /// What the desk does between acceptance and transfer.
    pub(super) fn before_transfer(&mut self, around: &Around<'_>) -> Action {
        if std::mem::take(&mut self.fate.scanned)
            && let Some(added) = self.attach(around)
        {
            return added;
        }
        let chained = self.procedure.process.as_ref().is_some_and(|process| !process.links().is_empty());
        if chained && self.dossier.chain.is_empty() && !self.tried_chain {
            self.tried_chain = true;
            return Action::OrderChain { order: Vec::new() };
        }
        if let Some(charges) = self.charges() {
            return charges;
        }
        if std::mem::take(&mut self.fate.pays_early) && self.dossier.outstanding() > 0 {
            return self.pay();
        }
        if let Some(state) = self.in_step(1, "Đã tiếp nhận") {
            return state;
        }
        Action::Transfer { to: String::new(), paper: true }
    }

    /// A result that is owed at once: counted, paid, given.
    pub(super) fn at_once(&mut self) -> Action {
        if let Some(charges) = self.charges() {
            return charges;
        }
        if let Some(void) = self.void() {
            return void;
        }
        if self.dossier.outstanding() > 0 {
            return self.pay();
        }
        Action::HandOver {
            by: ReturnBy::Counter,
            proof: ReceiverProof::IdentityOnly,
            receiver: None,
            result: ResultInput { number: self.result_number(), ..ResultInput::default() },
        }
    }

    /// What is to be paid item by item: counted copies, or a published exemption.
    fn charges(&mut self) -> Option<Action> {
        if !self.dossier.paid.is_empty() {
            return None;
        }
        let exempt = std::mem::take(&mut self.fate.exempt).then(|| self.with_exemption()).flatten();
        exempt.or_else(|| std::mem::take(&mut self.fate.counted).then(|| self.by_count()).flatten())
    }

    /// The charges with the first published exemption, where one fits what is owed.
    fn with_exemption(&self) -> Option<Action> {
        let line = |code: &str| {
            let charge = self.procedure.charges.iter().find(|charge| charge.code == code)?;
            let exemption = (!charge.exemptions.is_empty())
                .then(|| (0, "Giấy xác nhận đối tượng được miễn, giảm".to_owned()));
            charge.amount?;
            Some(ChargeLine { charge: code.to_owned(), quantity: 1, amount: None, exemption })
        };
        let lines: Vec<ChargeLine> = self.dossier.owed.iter().filter_map(|due| line(&due.charge)).collect();
        let any = lines.iter().any(|line| line.exemption.is_some());
        (any && lines.len() == self.dossier.owed.len()).then_some(Action::SetCharges { lines })
    }

    /// How many pages, copies or cards, where a charge is for each.
    fn by_count(&mut self) -> Option<Action> {
        let mut lines: Vec<ChargeLine> = Vec::new();
        for due in &self.dossier.owed {
            let charge = self.procedure.charges.iter().find(|charge| charge.code == due.charge)?;
            // A charge for the whole dossier is owed once, whatever the publication calls it.
            let each = !matches!(charge.per.as_str(), "" | "hồ sơ" | "lần");
            let quantity = if each { self.random.between(2, 4) } else { 1 };
            lines.push(ChargeLine { charge: due.charge.clone(), quantity, amount: None, exemption: None });
        }
        lines.iter().any(|line| line.quantity > 1).then_some(Action::SetCharges { lines })
    }
}
