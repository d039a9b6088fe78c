//! The part of a procedure file that keeps an imported record's further facts.

use domain::procedure::SourceRecord;
use domain::procedure::record::{Fact, NationalFacts, OtherPublication, PaperNote, ReplacedPaper};
use serde::{Deserialize, Serialize};

use super::is_default;
use super::parts::{ChargeWire, each, ids, limit, texts};
use super::terms::{terms, words};
use crate::fault::Faults;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordWire {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    facts: Vec<FactWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReplacedWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    national: Option<NationalWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactWire {
    field: String,
    text: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteWire {
    text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    cases: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<FactWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacedWire {
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    database: String,
    #[serde(default, skip_serializing_if = "is_default")]
    owner: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NationalWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    limit_text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    fees_text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    free: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    charges: Vec<ChargeWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherWire {
    publisher: String,
    #[serde(default, skip_serializing_if = "is_default")]
    decision: String,
    #[serde(default, skip_serializing_if = "is_default")]
    date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    limit_text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    fees_text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    channels: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    facts: Vec<FactWire>,
}

fn facts_of(facts: &[Fact]) -> Vec<FactWire> {
    facts.iter().map(|fact| FactWire { field: fact.field.clone(), text: fact.text.clone() }).collect()
}

fn read_facts(wires: &[FactWire]) -> Vec<Fact> {
    wires.iter().map(|wire| Fact { field: wire.field.clone(), text: wire.text.clone() }).collect()
}

impl RecordWire {
    pub(crate) fn of(record: &SourceRecord) -> Option<Self> {
        if *record == SourceRecord::default() {
            return None;
        }
        Some(Self {
            facts: facts_of(&record.facts),
            notes: record
                .notes
                .iter()
                .map(|note| NoteWire {
                    text: note.text.clone(),
                    cases: texts(&note.cases),
                    attributes: facts_of(&note.attributes),
                })
                .collect(),
            replaced: record
                .replaced
                .iter()
                .map(|paper| ReplacedWire {
                    name: paper.name.clone(),
                    database: paper.database.clone(),
                    owner: paper.owner.clone(),
                })
                .collect(),
            national: record.national.as_ref().map(|national| NationalWire {
                limit: national.limit.map(|limit| limit.to_string()),
                limit_text: national.limit_text.clone(),
                fees_text: national.fees_text.clone(),
                free: national.free,
                charges: national.charges.iter().map(ChargeWire::of).collect(),
            }),
            others: record.others.iter().map(OtherWire::of).collect(),
        })
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> SourceRecord {
        SourceRecord {
            facts: read_facts(&self.facts),
            notes: each(faults, &format!("{place}.notes"), &self.notes, |wire, faults, place| {
                Some(PaperNote {
                    text: wire.text.clone(),
                    cases: ids(faults, &format!("{place}.cases"), &wire.cases),
                    attributes: read_facts(&wire.attributes),
                })
            }),
            replaced: self
                .replaced
                .iter()
                .map(|wire| ReplacedPaper {
                    name: wire.name.clone(),
                    database: wire.database.clone(),
                    owner: wire.owner.clone(),
                })
                .collect(),
            national: self.national.as_ref().map(|wire| {
                let place = format!("{place}.national");
                NationalFacts {
                    limit: wire
                        .limit
                        .as_ref()
                        .and_then(|text| limit(faults, &format!("{place}.limit"), text)),
                    limit_text: wire.limit_text.clone(),
                    fees_text: wire.fees_text.clone(),
                    free: wire.free,
                    charges: each(faults, &format!("{place}.charges"), &wire.charges, ChargeWire::read),
                }
            }),
            others: each(faults, &format!("{place}.others"), &self.others, OtherWire::read),
        }
    }
}

impl OtherWire {
    fn of(other: &OtherPublication) -> Self {
        Self {
            publisher: other.publisher.clone(),
            decision: other.decision.clone(),
            date: other.date.clone(),
            limit: other.limit.map(|limit| limit.to_string()),
            limit_text: other.limit_text.clone(),
            fees_text: other.fees_text.clone(),
            channels: words(&other.channels),
            facts: facts_of(&other.facts),
        }
    }

    fn read(&self, faults: &mut Faults, place: &str) -> Option<OtherPublication> {
        Some(OtherPublication {
            publisher: self.publisher.clone(),
            decision: self.decision.clone(),
            date: self.date.clone(),
            limit: self.limit.as_ref().and_then(|text| limit(faults, &format!("{place}.limit"), text)),
            limit_text: self.limit_text.clone(),
            fees_text: self.fees_text.clone(),
            channels: terms(faults, &format!("{place}.channels"), &self.channels),
            facts: read_facts(&self.facts),
        })
    }
}
