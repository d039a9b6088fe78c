//! What the form says so far: from pairs of text to the input of the use case.

use std::sync::Arc;

use app::FieldError;
use app::dossier::input::{Filing, Intent, ItemInput, PaperInput, PaymentInput, ResultInput};
use app::person::{PersonalData, Representative};
use domain::dossier::event::{PaymentMethod, ReceivedElsewhere, ReceiverProof, ReturnBy, SubmittedPaper};
use domain::dossier::{Arrival, ChargeLine, Posted as PostedMinute};
use domain::ids::{CaseId, PaperCode, UnitId};
use domain::procedure::{ApplicantKind, Channel, Charge, ChargeRole, Procedure, RequiredPaper};
use jiff::civil::{Date, DateTime};
use ui::Lang;

use crate::Posted;
use crate::desk::dossier::read::charge_lines;

/// Kinds of applicant: value in the form and message.
pub const KINDS: [(ApplicantKind, &str, &str); 9] = [
    (ApplicantKind::Person, "person", "applicant-kind-person"),
    (ApplicantKind::OverseasVietnamese, "overseas-vietnamese", "applicant-kind-overseas"),
    (ApplicantKind::Foreigner, "foreigner", "applicant-kind-foreigner"),
    (ApplicantKind::CivilServant, "civil-servant", "applicant-kind-civil-servant"),
    (ApplicantKind::Enterprise, "enterprise", "applicant-kind-enterprise"),
    (
        ApplicantKind::ForeignInvestedEnterprise,
        "foreign-invested-enterprise",
        "applicant-kind-foreign-invested",
    ),
    (ApplicantKind::Cooperative, "cooperative", "applicant-kind-cooperative"),
    (ApplicantKind::Organisation, "organisation", "applicant-kind-organisation"),
    (ApplicantKind::ForeignOrganisation, "foreign-organisation", "applicant-kind-foreign-organisation"),
];

/// The channels that end at the counter, where somebody sits who records them.
pub const CHANNELS: [(Channel, &str); 6] = [
    (Channel::Counter, "counter"),
    (Channel::Post, "post"),
    (Channel::Authorised, "authorised"),
    (Channel::Agency, "agency"),
    (Channel::Online, "online"),
    (Channel::Ministry, "ministry"),
];

/// Ways for the result: value and message.
pub const RETURNS: [(ReturnBy, &str, &str); 3] = [
    (ReturnBy::Counter, "counter", "return-by-counter"),
    (ReturnBy::Post, "post", "return-by-post"),
    (ReturnBy::Online, "online", "return-by-online"),
];

/// What proves the receiver of a result given at once: value and message.
pub const PROOFS: [(ReceiverProof, &str, &str); 2] = [
    (ReceiverProof::IdentityOnly, "identity-only", "intake-proof-identity"),
    (ReceiverProof::Authority, "authority", "intake-proof-authority"),
];

/// Ways to pay at the counter: value and message.
pub const METHODS: [(PaymentMethod, &str, &str); 3] = [
    (PaymentMethod::Cash, "cash", "pay-cash"),
    (PaymentMethod::Transfer, "transfer", "pay-transfer"),
    (PaymentMethod::ProofShown, "proof-shown", "intake-pay-proof"),
];

/// A dossier that is being taken in.
pub struct Draft {
    /// The procedure.
    pub procedure: Arc<Procedure>,
    /// Its case, where it has cases.
    pub case: Option<CaseId>,
    /// The form; empty when it is opened.
    pub posted: Posted,
    /// What the signed minute says of the consignment that it is made of.
    pub minute: Option<PostedMinute>,
}

impl Draft {
    /// A new form.
    pub fn begin(procedure: Arc<Procedure>, case: &str) -> Self {
        Self { case: known_case(&procedure, case), procedure, posted: Posted::default(), minute: None }
    }

    /// A new form for a consignment that the post handed over.
    pub fn by_post(mut self, number: &str) -> Self {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        self.posted = Posted(Arc::new(vec![pair("channel", "post"), pair("consignment", number)]));
        self
    }

    /// A form that was sent.
    pub fn read(procedure: Arc<Procedure>, posted: &Posted) -> Self {
        Self {
            case: known_case(&procedure, posted.get("case")),
            procedure,
            posted: scanned(posted),
            minute: None,
        }
    }

    /// The instant from which the time would be counted, as far as the form says it; `now` at the counter.
    pub fn counted_from(&self, now: DateTime) -> DateTime {
        let by_post = self.value("channel") == "post";
        let typed = || by_post.then(|| instant(self.value("post.signed_at").trim())).flatten();
        let signed = self.minute.as_ref().map(|minute| minute.signed_at);
        signed.or_else(typed).map_or(now, |at| at.min(now))
    }

    /// Whether the form was sent before.
    pub fn is_new(&self) -> bool {
        !self.posted.has("procedure")
    }

    /// What was typed into `name`.
    pub fn value(&self, name: &str) -> &str {
        self.posted.get(name)
    }

    /// What was chosen in `name`, else `otherwise`.
    pub fn chosen<'a>(&'a self, name: &str, otherwise: &'a str) -> &'a str {
        if self.posted.has(name) { self.posted.get(name) } else { otherwise }
    }

    /// The papers of the case, in the order of the checklist.
    pub fn listed(&self) -> impl Iterator<Item = &RequiredPaper> {
        self.procedure.papers_of(self.case.as_ref())
    }

    /// Whether the paper is ticked, with how many originals and copies.
    ///
    /// A tick alone means what the procedure asks for; nothing is ticked for a paper by its counts.
    pub fn handed_in(&self, paper: &RequiredPaper) -> (bool, u16, u16) {
        let code = &paper.code;
        let count = |what: &str| self.posted.number::<u16>(&format!("{what}.{code}")).unwrap_or(0);
        let (originals, copies) = (count("originals"), count("copies"));
        let ticked = self.posted.has(&format!("paper.{code}"));
        if !ticked || originals > 0 || copies > 0 {
            return (ticked, originals, copies);
        }
        match (paper.originals.unwrap_or(0), paper.copies.unwrap_or(0)) {
            (0, 0) if paper.shown_only => (true, 0, 0),
            (0, 0) => (true, 1, 0),
            (originals, copies) => (true, originals, copies),
        }
    }

    /// The papers that are there.
    fn papers(&self) -> Vec<PaperInput> {
        self.listed()
            .filter_map(|paper| match self.handed_in(paper) {
                (true, originals, copies) => {
                    Some(PaperInput { code: paper.code.to_string(), originals, copies })
                }
                (false, ..) => None,
            })
            .collect()
    }

    /// The codes of the required papers that lack, as the core counts them.
    pub fn missing(&self) -> Vec<PaperCode> {
        let papers: Vec<SubmittedPaper> = self
            .listed()
            .filter_map(|paper| {
                let (ticked, originals, copies) = self.handed_in(paper);
                ticked.then(|| SubmittedPaper { code: paper.code.clone(), originals, copies })
            })
            .collect();
        domain::dossier::missing(&self.procedure, self.case.as_ref(), &papers)
    }

    /// What the officer wrote about single papers, for the guidance slip.
    pub fn items(&self) -> Vec<ItemInput> {
        self.listed()
            .map(|paper| {
                (paper.code.to_string(), self.value(&format!("what.{}", paper.code)).trim().to_owned())
            })
            .filter(|(_, what)| !what.is_empty())
            .map(|(paper, what)| ItemInput { paper, what })
            .collect()
    }

    /// The channel.
    pub fn channel(&self) -> Channel {
        let known = CHANNELS.iter().find(|(_, value)| *value == self.value("channel"));
        known.map_or(Channel::Counter, |(channel, _)| *channel)
    }

    /// What the pressed button asks for; `None` to see the form again.
    pub fn intent(&self) -> Option<Intent> {
        let text = |name: &str| self.value(name).to_owned();
        let receipt_wanted = self.posted.has("receipt_wanted");
        match self.value("intent") {
            "accept" => Some(Intent::Accept { receipt_wanted }),
            "register" => Some(Intent::Register),
            "guide" => Some(Intent::Guide {
                items: self.items(),
                not_competent: self.posted.has("not_competent"),
                remark: text("remark"),
            }),
            "refuse" => Some(Intent::Refuse { ground: self.ground(), reason: text("refuse_reason") }),
            "escalate" => Some(Intent::Escalate { reason: text("escalate_reason") }),
            "give" => Some(Intent::GiveAtOnce {
                result: ResultInput { name: text("result.name"), number: text("result.number"), file: None },
                proof: pick(&PROOFS, self.value("proof"), ReceiverProof::IdentityOnly),
                receipt_wanted,
                payment: self.payment(),
            }),
            _ => None,
        }
    }

    /// The text picked from the list, after the article that the officer typed.
    fn ground(&self) -> String {
        let (article, text) = (self.value("ground_article").trim(), self.value("ground").trim());
        if article.is_empty() || text.is_empty() {
            return [article, text].concat();
        }
        format!("{article}, {text}")
    }

    fn payment(&self) -> Option<PaymentInput> {
        let amount: i64 = amount(self.value("payment.amount")).ok()?;
        (amount != 0).then(|| PaymentInput {
            amount,
            method: pick(&METHODS, self.value("payment.method"), PaymentMethod::Cash),
            receipt: self.value("payment.receipt").to_owned(),
        })
    }

    /// The input of the use case.
    ///
    /// # Errors
    ///
    /// Every field whose text is not of its kind: numbers, days.
    pub fn filing(&self, intent: Intent) -> Result<Filing, Vec<FieldError>> {
        let mut wrong = self.not_numbers();
        let text = |name: &str| self.value(name).to_owned();
        let channel = self.channel();
        let received_elsewhere = self.received_elsewhere(&mut wrong);
        let arrival = self.arrival(channel, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Filing {
            procedure: self.procedure.code.to_string(),
            case: self.case.as_ref().map(ToString::to_string),
            channel,
            applicant_kind: self.kind(),
            applicant: PersonalData {
                name: text("applicant.name"),
                id_number: text("applicant.id_number"),
                phone: text("applicant.phone"),
                email: text("applicant.email"),
                address: text("applicant.address"),
            },
            represented_by: self.representative(),
            papers: self.papers(),
            sets: if self.posted.has("sets") {
                self.posted.number("sets").unwrap_or(0)
            } else {
                self.procedure.sets
            },
            answers: None,
            return_by: pick(&RETURNS, self.value("return_by"), ReturnBy::Counter),
            received_elsewhere,
            assisted: channel == Channel::Online,
            arrival,
            charges: Vec::new(),
            intent,
        })
    }

    /// The kind of applicant: the chosen one, else the first that the procedure is for.
    pub fn kind(&self) -> ApplicantKind {
        let chosen = KINDS.iter().find(|(_, value, _)| *value == self.value("applicant_kind"));
        let first = self.procedure.applicants.first().copied();
        chosen.map(|(kind, ..)| *kind).or(first).unwrap_or(ApplicantKind::Person)
    }

    /// Whoever acts for the applicant, once anything of them was typed.
    fn representative(&self) -> Option<Representative> {
        let text = |name: &str| self.value(&format!("represented_by.{name}")).to_owned();
        let person = Representative {
            name: text("name"),
            id_number: text("id_number"),
            phone: text("phone"),
            authority: text("authority"),
        };
        (person != Representative::default()).then_some(person)
    }

    /// What the channel adds, and another place for the result.
    fn arrival(&self, channel: Channel, wrong: &mut Vec<FieldError>) -> Arrival {
        Arrival {
            posted: (channel == Channel::Post && !self.posted.has("consignment"))
                .then(|| self.posted_minute(wrong))
                .flatten(),
            forwarded: (channel == Channel::Agency).then(|| self.forwarded(wrong)).flatten(),
            return_desk: UnitId::new(self.value("return_desk")).ok(),
            external: (channel == Channel::Ministry).then(|| self.external(wrong)).flatten(),
        }
    }

    /// The minute of the post: number, hour and consignment; the channel is worth nothing without it.
    fn posted_minute(&self, wrong: &mut Vec<FieldError>) -> Option<PostedMinute> {
        let money = |name: &str, wrong: &mut Vec<FieldError>| {
            amount(self.value(name)).unwrap_or_else(|_| {
                wrong.push(FieldError::new(name, "not-a-number", "Số tiền chỉ gồm chữ số."));
                0
            })
        };
        let (postage, collected) = (money("post.postage", wrong), money("post.collected", wrong));
        let signed_at = instant(self.value("post.signed_at").trim());
        let year = signed_at.map(|at| at.date());
        let minute =
            year.and_then(|day| crate::desk::dossier::read::list_number(self.value("post.number"), day));
        let consignment = self.value("post.consignment").trim().to_owned();
        let (Some(minute), Some(signed_at), false) = (minute, signed_at, consignment.is_empty()) else {
            let how = "Ghi số biên bản, giờ ký và số hiệu bưu gửi.";
            wrong.push(FieldError::new("post.number", "post-minute", how));
            return None;
        };
        Some(PostedMinute { minute, signed_at, consignment, postage, collected })
    }

    fn forwarded(&self, wrong: &mut Vec<FieldError>) -> Option<(UnitId, DateTime)> {
        let unit = UnitId::new(self.value("agency.unit")).ok();
        let at = instant(self.value("agency.at").trim());
        let both = unit.zip(at);
        if both.is_none() {
            let how = "Chọn cơ quan đã nhận và giờ nhận ở đó.";
            wrong.push(FieldError::new("agency.at", "agency-hour", how));
        }
        both
    }

    fn external(&self, wrong: &mut Vec<FieldError>) -> Option<(String, String)> {
        let text = |name: &str| self.value(name).trim().to_owned();
        let (system, number) = (text("ministry.system"), text("ministry.number"));
        if system.is_empty() || number.is_empty() {
            let how = "Ghi tên hệ thống và mã hồ sơ ở đó.";
            wrong.push(FieldError::new("ministry.number", "ministry-number", how));
            return None;
        }
        Some((system, number))
    }

    /// How many of a charge the form says: what was typed, else one of what is owed in every case.
    pub fn quantity(&self, charge: &Charge, day: Date) -> u32 {
        let usual = charge.applies(self.case.as_ref(), self.channel(), day) && charge.amount.is_some();
        let typed = self.value(&format!("quantity.{}", charge.code)).trim();
        if typed.is_empty() { u32::from(usual) } else { typed.parse().unwrap_or(0) }
    }

    /// The charges as settled in the form; none when it only says what is published.
    ///
    /// # Errors
    ///
    /// Fields that are no numbers.
    pub fn charges(&self, lang: Lang, day: Date) -> Result<Vec<ChargeLine>, Vec<(String, String)>> {
        let charges = &self.procedure.charges;
        let settled = |charge: &&Charge| {
            let usual = charge.applies(self.case.as_ref(), self.channel(), day) && charge.amount.is_some();
            let exempt = self.posted.has(&format!("exemption.{}", charge.code));
            exempt || self.quantity(charge, day) != u32::from(usual)
        };
        let any =
            charges.iter().filter(|charge| charge.role == ChargeRole::Owed).any(|charge| settled(&charge));
        let lines = charge_lines(lang, &self.posted, charges)?;
        Ok(if any { lines } else { Vec::new() })
    }

    /// What is owed as the form stands, before any cap; the act itself has the last word.
    pub fn owed(&self, day: Date) -> i64 {
        let owed = self.procedure.charges.iter().filter(|charge| charge.role == ChargeRole::Owed);
        owed.fold(0_i64, |sum, charge| {
            let named = amount(self.value(&format!("amount.{}", charge.code))).unwrap_or(0);
            let one = charge.amount.unwrap_or(named);
            let whole = one.saturating_mul(i64::from(self.quantity(charge, day)));
            let place = self.posted.number::<usize>(&format!("exemption.{}", charge.code));
            let off = place
                .and_then(|place| charge.exemptions.get(place))
                .map_or(0, |one| one.percent_off.min(100));
            let less = whole.saturating_mul(i64::from(off)).checked_div(100).unwrap_or(0);
            sum.saturating_add(whole.saturating_sub(less))
        })
    }

    fn received_elsewhere(&self, wrong: &mut Vec<FieldError>) -> Option<ReceivedElsewhere> {
        let text = |name: &str| self.value(&format!("received_elsewhere.{name}")).trim().to_owned();
        let (place, at, evidence) = (text("place"), text("at"), text("evidence"));
        if place.is_empty() && at.is_empty() && evidence.is_empty() {
            return None;
        }
        let Some(at) = instant(&at) else {
            let how = "Ghi giờ và ngày, ví dụ 09:30 14/12/2026.";
            wrong.push(FieldError::new("received_elsewhere.at", "not-an-instant", how));
            return None;
        };
        Some(ReceivedElsewhere { place, at, evidence })
    }

    /// Counts and amounts that are no numbers.
    fn not_numbers(&self) -> Vec<FieldError> {
        let counts = self.listed().enumerate().filter_map(|(index, paper)| {
            let bad = ["originals", "copies"].iter().any(|what| {
                let text = self.value(&format!("{what}.{}", paper.code)).trim();
                !text.is_empty() && text.parse::<u16>().is_err()
            });
            bad.then(|| FieldError::new(&row_id(index), "out-of-range", "Số bản là số từ 0 đến 999."))
        });
        let mut wrong: Vec<FieldError> = counts.collect();
        if amount(self.value("payment.amount")).is_err() {
            wrong.push(FieldError::new("payment.amount", "not-a-number", "Số tiền chỉ gồm chữ số."));
        }
        wrong
    }
}

/// The id of a paper's row in the checklist.
pub fn row_id(index: usize) -> String {
    format!("giay-to-{}", index.saturating_add(1))
}

fn known_case(procedure: &Procedure, case: &str) -> Option<CaseId> {
    procedure.cases.iter().find(|known| known.id.as_str() == case).map(|known| known.id.clone())
}

fn pick<T: Copy>(known: &[(T, &str, &str)], value: &str, otherwise: T) -> T {
    known.iter().find(|(_, name, _)| *name == value).map_or(otherwise, |(value, ..)| *value)
}

/// Whole đồng, with or without the dots between thousands; nothing typed is nothing paid.
fn amount(text: &str) -> Result<i64, std::num::ParseIntError> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '₫')).collect();
    if digits.is_empty() { Ok(0) } else { digits.parse() }
}

/// `09:30 14/12/2026`, or the form that browsers send.
fn instant(text: &str) -> Option<DateTime> {
    ["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| DateTime::strptime(form, text).ok())
}

/// Spreads the text of an identity card's QR over the fields of the person.
///
/// The card has number, old number, name, birthday, sex, address and day of issue between bars.
fn scanned(posted: &Posted) -> Posted {
    let card: Vec<&str> = posted.get("applicant.id_number").split('|').map(str::trim).collect();
    let (Some(number), Some(name)) = (card.first(), card.get(2)) else { return posted.clone() };
    let address = card.get(5).copied().unwrap_or_default();
    let read = [("applicant.id_number", *number), ("applicant.name", *name), ("applicant.address", address)];
    let mut pairs: Vec<(String, String)> = posted.0.as_ref().clone();
    for (field, text) in read.into_iter().filter(|(_, text)| !text.is_empty()) {
        match pairs.iter_mut().find(|(known, _)| known == field) {
            Some((_, value)) => text.clone_into(value),
            None => pairs.push((field.to_owned(), text.to_owned())),
        }
    }
    Posted(Arc::new(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Posted {
        Posted(Arc::new(
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ))
    }

    #[test]
    fn a_scanned_card_fills_number_name_and_address() {
        let card = "068090001234|251234567|Nguyễn Văn A|01011990|Nam|Phường 4, Đà Lạt|01012021";
        let read = scanned(&form(&[("applicant.id_number", card), ("applicant.name", "")]));
        assert_eq!(read.get("applicant.id_number"), "068090001234");
        assert_eq!(read.get("applicant.name"), "Nguyễn Văn A");
        assert_eq!(read.get("applicant.address"), "Phường 4, Đà Lạt");
        let typed = form(&[("applicant.id_number", "068090001234"), ("applicant.name", "Ka Hiền")]);
        assert_eq!(scanned(&typed), typed);
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let table = [("", Some(0)), ("75.000", Some(75_000)), ("75 000 ₫", Some(75_000)), ("bảy", None)];
        for (text, expected) in table {
            assert_eq!(amount(text).ok(), expected, "{text:?}");
        }
    }

    #[test]
    fn instants_are_read_in_both_orders() {
        let at = jiff::civil::date(2026, 12, 14).at(9, 30, 0, 0);
        for text in ["09:30 14/12/2026", "14/12/2026 09:30", "2026-12-14T09:30"] {
            assert_eq!(instant(text), Some(at), "{text}");
        }
        assert_eq!(instant("hôm qua"), None);
    }
}
