//! The wire form of a failure.

use law::Citation;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Between, Fault, Problem};
use crate::lang::Lang;
use crate::wire::{By, Instant};

/// A failure, as `application/problem+json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `urn:motcua:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What kind of failure, in the caller's language.
    title: String,
    /// The HTTP status again.
    status: u16,
    /// What happened and what to do, in the caller's language.
    detail: String,
    /// Stable code, for example `supplement-already-asked`.
    code: String,
    /// The provisions on which a refusal rests, the nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    basis: Vec<ProvisionBody>,
    /// Every faulty field of the input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FaultBody>,
    /// The complete list of papers that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    missing: Vec<NamedCode>,
    /// What could be chosen instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    choices: Vec<NamedCode>,
    /// The revision that the caller decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<u32>,
    /// The revision at which the dossier is.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<u32>,
    /// What was recorded between the two, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    between: Vec<BetweenBody>,
    /// Number under which the fault is found in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// A provision and what it says here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Provision)]
pub struct ProvisionBody {
    /// Stable address, for example `qc1722.d18.k1`.
    pub provision: String,
    /// Its name and what it says, in the caller's language.
    pub text: String,
}

impl ProvisionBody {
    /// The provision that is cited.
    #[must_use]
    pub fn of(citation: Citation, lang: Lang) -> Self {
        let provision = citation.0;
        let label = lang.pick(provision.label_vi, provision.label_en);
        let summary = lang.pick(provision.summary_vi, provision.summary_en);
        Self { provision: provision.id.to_owned(), text: format!("{label}: {summary}") }
    }
}

/// A faulty field.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FieldError)]
struct FaultBody {
    /// Path of the field, for example `papers[1].code`; empty for the whole body.
    field: String,
    /// Stable code, for example `required`, `unknown-field`.
    code: String,
    /// What is wrong and what to do.
    detail: String,
}

/// Something that was recorded after the revision seen.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Between)]
struct BetweenBody {
    /// Place in the history.
    revision: u32,
    /// When.
    at: Instant,
    /// What happened, for example `transferred`.
    kind: &'static str,
    /// The same in the caller's language.
    title: String,
    /// Who did it.
    by: By,
}

/// A code and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedCode {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

impl Problem {
    /// The wire form in one language.
    pub(super) fn body(&self, lang: Lang) -> ProblemBody {
        let fault = |fault: &Fault| FaultBody {
            field: fault.field.clone(),
            code: fault.code.clone(),
            detail: fault.detail.pick(lang),
        };
        let between = |one: &Between| BetweenBody {
            revision: one.revision,
            at: one.at,
            kind: one.kind,
            title: one.title.pick(lang),
            by: one.by.clone(),
        };
        let named = |(code, name): &(String, String)| NamedCode { code: code.clone(), name: name.clone() };
        ProblemBody {
            kind: format!("urn:motcua:problem:{}", self.0.code),
            title: self.0.title.pick(lang),
            status: self.0.status.as_u16(),
            detail: self.0.detail.pick(lang),
            code: self.0.code.clone(),
            basis: self.basis(lang),
            errors: self.0.faults.iter().map(fault).collect(),
            missing: self
                .0
                .missing
                .iter()
                .map(|(code, name)| NamedCode { code: code.to_string(), name: name.clone() })
                .collect(),
            choices: self.0.choices.iter().map(named).collect(),
            seen: self.0.revisions.map(|(seen, _)| seen),
            now: self.0.revisions.map(|(_, now)| now),
            between: self.0.between.iter().map(between).collect(),
            reference: self.0.reference.clone(),
        }
    }
}
