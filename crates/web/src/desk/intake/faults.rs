//! What stands against an act, put where the officer can mend it.

use app::{CommandError, FieldError};
use domain::Refusal;
use domain::ids::PaperCode;
use law::Citation;
use ui::Lang;

use super::draft::{Draft, row_id};
use crate::refusal;

/// The faults of the form.
#[derive(Default)]
pub struct Faults {
    /// The id of the input, if it is one input's, and the words.
    pub list: Vec<(Option<String>, String)>,
    /// The papers that lack, when that is the fault.
    pub missing: Vec<PaperCode>,
    /// The guidance is open: it shows all that lacks, and the button that prints the slip.
    pub guide: bool,
    /// What remains to be paid.
    pub outstanding: Option<i64>,
    /// The provisions behind the refusal.
    pub basis: Vec<Citation>,
}

impl Faults {
    /// No fault: the officer asked to see what the guidance would say.
    pub fn guide(draft: &Draft) -> Self {
        Self { missing: draft.missing(), guide: true, ..Self::default() }
    }

    /// Fields that cannot be understood.
    pub fn invalid(lang: Lang, wrong: &[FieldError], draft: &Draft) -> Self {
        let mut list: Vec<(Option<String>, String)> =
            wrong.iter().map(|fault| (field_id(&fault.field, draft), words(lang, fault))).collect();
        let guide = wrong.iter().any(|fault| fault.field.starts_with("items"));
        let missing = draft.missing();
        // Whoever wants to accept learns everything that lacks at once, papers included.
        let accepting = matches!(draft.value("intent"), "accept" | "give");
        if accepting && !missing.is_empty() {
            list.extend(lacking(lang, &missing, draft));
        }
        Self {
            list,
            guide,
            missing: if guide || accepting { missing } else { Vec::new() },
            ..Self::default()
        }
    }

    /// The faults of a refused act; `None` for what is no fault of the form.
    pub fn of(lang: Lang, error: &CommandError, draft: &Draft) -> Option<Self> {
        match error {
            CommandError::Invalid(wrong) => Some(Self::invalid(lang, wrong, draft)),
            CommandError::Refused(refused) => Some(Self::refused(lang, refused, draft)),
            _ => None,
        }
    }

    fn refused(lang: Lang, refused: &Refusal, draft: &Draft) -> Self {
        let told = refusal::told(lang, refused, Some(&draft.procedure));
        let whole = format!("{}. {}", told.title, told.detail);
        let mut faults = Self { basis: told.basis, ..Self::default() };
        match refused {
            Refusal::Incomplete { missing } => {
                faults.list.extend(lacking(lang, missing, draft));
                faults.missing.clone_from(missing);
                faults.guide = true;
            }
            Refusal::GroundNotNamed { .. } => faults.list.push((Some("ground".to_owned()), whole)),
            Refusal::ProofUsed { .. } => faults.list.push((Some("payment.receipt".to_owned()), whole)),
            Refusal::Unpaid { outstanding } | Refusal::WrongAmount { outstanding } => {
                faults.outstanding = Some(*outstanding);
                faults.list.push((Some("payment.amount".to_owned()), whole));
            }
            Refusal::EmptyReason { field, .. } | Refusal::ProofMissing { field, .. } => {
                let place = place(field, draft);
                faults.guide = matches!(*field, "items" | "remark");
                if faults.guide {
                    faults.missing = draft.missing();
                }
                let words = place.map_or(whole, |(_, key)| lang.t(key));
                faults.list.push((place.map(|(id, _)| id.to_owned()), words));
            }
            Refusal::CaseNeeded { .. } => faults.list.push((Some("case".to_owned()), whole)),
            Refusal::ChannelNotOpen => faults.list.push((Some("channel".to_owned()), whole)),
            Refusal::ApplicantNotEntitled => faults.list.push((Some("applicant_kind".to_owned()), whole)),
            _ => faults.list.push((None, whole)),
        }
        faults
    }

    /// The words beside the input `id`.
    pub fn at(&self, id: &str) -> Option<&str> {
        self.list.iter().find(|(field, _)| field.as_deref() == Some(id)).map(|(_, words)| words.as_str())
    }

    /// Whether any input whose id begins with `prefix` is faulty, so that its fold must be open.
    pub fn within(&self, prefixes: &[&str]) -> bool {
        let inside = |id: &str| prefixes.iter().any(|prefix| id.starts_with(prefix));
        self.list.iter().any(|(field, _)| field.as_deref().is_some_and(inside))
    }
}

/// How many papers lack, then each of them.
fn lacking(lang: Lang, missing: &[PaperCode], draft: &Draft) -> Vec<(Option<String>, String)> {
    let whole = (None, lang.tf("intake-missing", &[("n", missing.len().into())]));
    let rows = draft.listed().enumerate().filter(|(_, paper)| missing.contains(&paper.code));
    let each = rows.map(|(index, paper)| {
        let name = refusal::name(lang, &paper.name);
        (Some(row_id(index)), lang.tf("intake-lacks", &[("paper", name.into())]))
    });
    std::iter::once(whole).chain(each).collect()
}

/// The input that must say more, and the words for it.
fn place(field: &str, draft: &Draft) -> Option<(&'static str, &'static str)> {
    Some(match (field, draft.value("intent")) {
        ("ground", _) => ("ground", "intake-ground-needed"),
        ("reason", "escalate") => ("escalate_reason", "intake-escalate-needed"),
        ("reason", _) => ("refuse_reason", "intake-reason-needed"),
        ("remark", _) => ("remark", "intake-remark-needed"),
        ("items", _) => ("remark", "intake-items-needed"),
        ("represented_by", _) => ("represented_by.name", "intake-representative-needed"),
        ("received_elsewhere", _) => ("received_elsewhere.evidence", "intake-evidence-needed"),
        ("receipt", _) => ("payment.receipt", "intake-pay-receipt-needed"),
        ("result", _) => ("result.name", "intake-result-needed"),
        ("minute" | "consignment", _) => ("post.number", "intake-post-needed"),
        ("system" | "reference", _) => ("ministry.number", "intake-ministry-needed"),
        _ => return None,
    })
}

/// The input that a path of the use case names.
fn field_id(path: &str, draft: &Draft) -> Option<String> {
    let index = |list: &str| -> Option<usize> {
        path.strip_prefix(list)?.strip_prefix('[')?.split(']').next()?.parse().ok()
    };
    if let Some(item) = index("items").and_then(|index| draft.items().into_iter().nth(index)) {
        return Some(format!("what.{}", item.paper));
    }
    if let Some(at) = index("papers") {
        let ticked = draft.listed().enumerate().filter(|(_, paper)| draft.handed_in(paper).0);
        return ticked.map(|(row, _)| row_id(row)).nth(at);
    }
    (!path.is_empty()).then(|| path.to_owned())
}

/// The words of a fault in the language of the page, named after its field.
fn words(lang: Lang, fault: &FieldError) -> String {
    let known = lang.t(&format!("fault-{}", fault.code));
    let said = if known.starts_with('[') { fault.detail.clone() } else { known };
    let label = lang.t(&format!("intake-field-{}", fault.field.replace(['.', '_'], "-")));
    if label.starts_with('[') { said } else { format!("{label}: {said}") }
}
