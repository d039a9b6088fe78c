//! A refusal in words: what the rules say no to, why, and what to do. Codes and basis come from the core.

use app::FieldError;
use domain::Refusal;
use domain::books::BookRefusal;
use domain::dossier::Stage;
use domain::ids::{PaperCode, PersonId, UnitId};
use domain::procedure::Procedure;
use law::Citation;
use maud::{Markup, html};
use ui::{Lang, format};

/// A refusal for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What kind of refusal, as a heading.
    pub title: String,
    /// What happened and what to do.
    pub detail: String,
    /// What it is about, one by one: missing papers, cases to choose from, open steps.
    pub items: Vec<String>,
    /// The provisions it rests on, the nearest first.
    pub basis: Vec<Citation>,
}

/// Puts a refusal into words; papers and steps are named after `procedure` where it is known.
#[must_use]
pub fn told(lang: Lang, refusal: &Refusal, procedure: Option<&Procedure>) -> Told {
    told_with(lang, refusal, procedure, Names::default())
}

/// As [`told`], with units and people by their names.
#[must_use]
pub fn told_with(lang: Lang, refusal: &Refusal, procedure: Option<&Procedure>, names: Names<'_>) -> Told {
    let code = refusal.code();
    Told {
        title: match refusal {
            Refusal::NoSuchReceipt { known, .. } if known.is_empty() => lang.t("refusal-nothing-paid"),
            _ => lang.t(&format!("refusal-{code}")),
        },
        detail: detail(lang, refusal, &format!("refusal-{code}-detail"), names),
        items: items(lang, refusal, procedure, names),
        basis: refusal.basis(),
    }
}

/// Names of units and people, where the page knows them; else their ids.
#[derive(Clone, Copy, Default)]
pub struct Names<'a> {
    known: Option<(&'a app::Reference, jiff::civil::Date)>,
}

impl<'a> Names<'a> {
    /// The names as they are on `day`.
    #[must_use]
    pub fn of(reference: &'a app::Reference, day: jiff::civil::Date) -> Self {
        Self { known: Some((reference, day)) }
    }

    fn unit(self, id: &UnitId) -> String {
        self.known.map_or_else(|| id.to_string(), |(reference, day)| reference.unit_name(id, day))
    }

    fn person(self, id: &PersonId) -> String {
        self.known.map_or_else(|| id.to_string(), |(reference, _)| reference.person_name(id))
    }
}

/// What is wrong with a field, as a sentence in the language of the page.
///
/// The use cases speak Vietnamese and exactly; in English the kind of fault is told.
#[must_use]
pub fn fault(lang: Lang, fault: &FieldError) -> String {
    let known = lang.t(&format!("fault-{}", fault.code));
    if lang == Lang::Vi || known.starts_with('[') {
        return fault.detail.clone();
    }
    let mut letters = known.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn detail(lang: Lang, refusal: &Refusal, key: &str, names: Names<'_>) -> String {
    let count = |n: usize| lang.tf(key, &[("n", n.into())]);
    let when = |at: &jiff::civil::DateTime| lang.tf(key, &[("when", (&format::datetime(*at)).into())]);
    let amount = |dong: &i64| lang.tf(key, &[("amount", (&format::dong(lang, *dong)).into())]);
    match refusal {
        Refusal::Incomplete { missing: papers }
        | Refusal::SupplementIncomplete { missing: papers }
        | Refusal::PapersFaulty { papers } => count(papers.len()),
        Refusal::StepsRemain { open } => count(open.len()),
        Refusal::AlreadyAccepted { code } => lang.tf(key, &[("code", (&code.to_string()).into())]),
        Refusal::AlreadyGuided { at }
        | Refusal::SupplementAlreadyAsked { at }
        | Refusal::AlreadyApologised { at }
        | Refusal::WithdrawalAsked { at }
        | Refusal::AlreadyConsulted { at }
        | Refusal::AlreadyAnswered { at }
        | Refusal::TooLateToStop { due: at }
        | Refusal::SupplementWindowOver { ended: at }
        | Refusal::RefusalTooLate { due: at }
        | Refusal::Book(BookRefusal::LetterAnswered { at }) => when(at),
        Refusal::TooEarlyToApologise { from: day } | Refusal::NewDayNotWorked { day, .. } => {
            lang.tf(key, &[("when", (&format::date(*day)).into())])
        }
        Refusal::NewDayOutOfBounds { earliest, latest, .. } => lang.tf(
            key,
            &[("earliest", (&format::date(*earliest)).into()), ("latest", (&format::date(*latest)).into())],
        ),
        Refusal::OpinionsPending { units } => count(units.len()),
        Refusal::SamePerson { person, .. } => lang.tf(key, &[("person", (&names.person(person)).into())]),
        Refusal::PaperNotArrived { at, .. } => lang.tf(key, &[("at", (&names.unit(at)).into())]),
        Refusal::NoSuchReceipt { known, .. } if known.is_empty() => lang.t("refusal-nothing-paid-detail"),
        Refusal::NoSuchReceipt { receipt, known } => {
            lang.tf(key, &[("receipt", receipt.into()), ("known", (&known.join("; ")).into())])
        }
        Refusal::ProofUsed { receipt, .. } => lang.tf(key, &[("receipt", receipt.into())]),
        Refusal::NothingToRefund { available } => amount(available),
        Refusal::WrongStage { stage, .. } | Refusal::Closed { stage } => {
            lang.tf(key, &[("stage", (&self::stage(lang, *stage)).into())])
        }
        Refusal::Unpaid { outstanding } | Refusal::WrongAmount { outstanding } => amount(outstanding),
        Refusal::EmptyReason { field, .. } | Refusal::ProofMissing { field, .. } => {
            let known = lang.t(&format!("refusal-field-{}", field.replace('_', "-")));
            let name = if known.starts_with('[') { (*field).to_owned() } else { known };
            lang.tf(key, &[("field", (&name).into())])
        }
        Refusal::Book(BookRefusal::DifferenceUnexplained { difference }) => amount(difference),
        _ => lang.t(key),
    }
}

fn items(lang: Lang, refusal: &Refusal, procedure: Option<&Procedure>, names: Names<'_>) -> Vec<String> {
    let paper = |code: &PaperCode| {
        let known = procedure.and_then(|procedure| procedure.paper(code));
        known.map_or_else(|| code.to_string(), |paper| name(lang, &paper.name).to_owned())
    };
    match refusal {
        Refusal::Incomplete { missing: papers }
        | Refusal::SupplementIncomplete { missing: papers }
        | Refusal::PapersFaulty { papers }
        | Refusal::PaperNotPublished { papers } => papers.iter().map(paper).collect(),
        Refusal::OpinionsPending { units } | Refusal::WrongOrder { expected: units } => {
            units.iter().map(|unit| names.unit(unit)).collect()
        }
        Refusal::WrongUnit { expected, .. } => vec![names.unit(expected)],
        Refusal::CaseNeeded { cases } => cases
            .iter()
            .map(|id| {
                let known =
                    procedure.and_then(|procedure| procedure.cases.iter().find(|case| case.id == *id));
                known.map_or_else(|| id.to_string(), |case| name(lang, &case.name).to_owned())
            })
            .collect(),
        Refusal::Book(BookRefusal::ListedBefore { numbers }) => numbers.clone(),
        _ => Vec::new(),
    }
}

/// The list and the provisions of a refusal.
#[must_use]
pub fn lists(lang: Lang, told: &Told) -> Markup {
    html! {
        @if !told.items.is_empty() {
            ul class="govuk-list govuk-list--bullet" { @for item in &told.items { li { (item) } } }
        }
        (basis(lang, &told.basis))
    }
}

/// The provisions, each with what it says.
#[must_use]
pub fn basis(lang: Lang, citations: &[Citation]) -> Markup {
    html! {
        @if !citations.is_empty() {
            ul class="govuk-list mc-basis" {
                @for citation in citations {
                    li { strong { (label(lang, *citation)) } ": " (summary(lang, *citation)) }
                }
            }
        }
    }
}

/// The short name of a provision.
#[must_use]
pub fn label(lang: Lang, citation: Citation) -> &'static str {
    if lang == Lang::Vi { citation.0.label_vi } else { citation.0.label_en }
}

/// What a provision says.
#[must_use]
pub fn summary(lang: Lang, citation: Citation) -> &'static str {
    if lang == Lang::Vi { citation.0.summary_vi } else { citation.0.summary_en }
}

/// A name in the language of the page, in Vietnamese where it has no other.
#[must_use]
pub fn name(lang: Lang, name: &domain::organisation::Name) -> &str {
    if lang == Lang::En && !name.en.is_empty() { &name.en } else { &name.vi }
}

/// A stage in the words of the staff.
#[must_use]
pub fn stage(lang: Lang, stage: Stage) -> String {
    lang.t(match stage {
        Stage::Submitted => "stage-submitted",
        Stage::Guided => "stage-guided",
        Stage::Escalated => "stage-escalated",
        Stage::Accepted => "stage-accepted",
        Stage::InTransit => "stage-in-transfer",
        Stage::Processing => "stage-with-agency",
        Stage::SupplementAsked => "stage-awaiting-supplement",
        Stage::ResultSent => "stage-result-in-transfer",
        Stage::ResultReady => "stage-result-ready",
        Stage::Returned => "stage-handed-over",
        Stage::Refused => "stage-refused",
        Stage::Withdrawn => "stage-withdrawn",
        Stage::ClockStopped => "stage-clock-stopped",
        Stage::WithPost => "stage-with-post",
        Stage::Lapsed => "stage-lapsed",
    })
}

#[cfg(test)]
mod tests {
    use domain::ids::StepId;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn refusals_have_a_heading_and_a_sentence_in_both_languages() {
        let at = date(2025, 6, 2).at(9, 0, 0, 0);
        let paper = PaperCode::new("p1").expect("a code");
        let step = StepId::new("b1").expect("a step");
        let unit = UnitId::new("so-xd").expect("a unit");
        let (desk, asked) = (unit.clone(), step.clone());
        let basis = law::qc1722::D18_K1;
        let all = [
            Refusal::Incomplete { missing: vec![paper.clone()] },
            Refusal::PapersFaulty { papers: vec![paper.clone()] },
            Refusal::ProcedureNotInForce,
            Refusal::NotAtTheCentre,
            Refusal::ChannelNotOpen,
            Refusal::ApplicantNotEntitled,
            Refusal::CaseNeeded { cases: Vec::new() },
            Refusal::PaperNotPublished { papers: vec![paper.clone()] },
            Refusal::WrongStage { action: "take", stage: Stage::Accepted, basis },
            Refusal::AlreadyGuided { at },
            Refusal::SupplementAlreadyAsked { at },
            Refusal::SupplementWindowOver { ended: at },
            Refusal::NotInAppraisal,
            Refusal::EmptyReason { field: "reason", basis },
            Refusal::SupplementIncomplete { missing: vec![paper] },
            Refusal::StepNotOpen { step: step.clone(), open: vec![step.clone()] },
            Refusal::StepsRemain { open: vec![step] },
            Refusal::WrongUnit { unit: unit.clone(), expected: unit, basis },
            Refusal::NotHolder,
            Refusal::NoProcess,
            Refusal::Unpaid { outstanding: 75_000 },
            Refusal::WrongAmount { outstanding: 75_000 },
            Refusal::ProofMissing { field: "proof", basis },
            Refusal::ProofUsed { receipt: "FT19281".into(), basis },
            Refusal::GroundNotNamed { basis },
            Refusal::NotImmediate,
            Refusal::NotOverdue,
            Refusal::NotProvisional,
            Refusal::RefusalTooLate { due: at },
            Refusal::NotRegistered,
            Refusal::NoNumber,
            Refusal::Closed { stage: Stage::Returned },
            Refusal::AlreadyApologised { at },
            Refusal::TooEarlyToApologise { from: at.date() },
            Refusal::NewDayOutOfBounds { earliest: at.date(), latest: at.date(), basis },
            Refusal::NewDayNotWorked { day: at.date(), basis },
            Refusal::SamePerson { person: PersonId::new("lan").expect("a person"), basis },
            Refusal::NoWithdrawalAsked,
            Refusal::WithdrawalAsked { at },
            Refusal::PaperNotArrived { unit: desk.clone(), at: desk.clone() },
            Refusal::OpinionsPending { units: vec![desk.clone()] },
            Refusal::AlreadyConsulted { at },
            Refusal::NoSuchConsultation { id: asked },
            Refusal::NotConsulted { unit: desk.clone() },
            Refusal::AlreadyAnswered { at },
            Refusal::NobodySilent,
            Refusal::NoChain,
            Refusal::WrongOrder { expected: vec![desk] },
            Refusal::NothingToUndo { revision: 1 },
            Refusal::TooLateToStop { due: at },
            Refusal::NotLapsed,
            Refusal::ChargeNotPublished { charge: "l1".to_owned() },
            Refusal::ExemptionNotPublished { charge: "l1".to_owned() },
            Refusal::NoSuchReceipt { receipt: "BL-1".to_owned(), known: Vec::new() },
            Refusal::NoSuchReceipt { receipt: "BL-1".to_owned(), known: vec!["BL-2".to_owned()] },
            Refusal::NothingToRefund { available: 0 },
            Refusal::NotByPost,
            Refusal::NoSuchRecipient { recipient: "thue".to_owned() },
            Refusal::NotMinistry,
            Refusal::NoSuchNotice,
        ];
        for refusal in &all {
            for lang in Lang::ALL {
                let told = told(lang, refusal, None);
                for words in [&told.title, &told.detail] {
                    assert!(!words.starts_with('[') && !words.contains("{$"), "{}: {words}", refusal.code());
                }
            }
        }
        let told = told(Lang::Vi, &Refusal::Unpaid { outstanding: 75_000 }, None);
        assert!(told.detail.contains("75.000\u{a0}₫") && !told.basis.is_empty());
    }
}
