//! The process of a procedure file.

use domain::ids::StepId;
use domain::organisation::{Name, Role};
use domain::procedure::process::{Branch, Consultation, Link};
use domain::procedure::{Node, Process, Step};
use serde::{Deserialize, Serialize};

use super::is_default;
use super::notation::{time, time_text, unit, unit_text};
use super::parts::{each, ids, texts};
use super::terms::{Term as _, term};
use crate::fault::Faults;

const ID_FIX: &str = "Mã bước chỉ gồm chữ không dấu, số và các dấu - _ .";

/// A process: `steps` is a sequence; `root` any other tree.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProcessWire {
    #[serde(default, skip_serializing_if = "is_default")]
    decision: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<NodeWire>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    root: Option<NodeWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NodeWire {
    Step(StepWire),
    Sequence(Vec<NodeWire>),
    Parallel(Vec<NodeWire>),
    Choice(Vec<BranchWire>),
    Consultation(ConsultationWire),
    Chain(Vec<LinkWire>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepWire {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    kind: String,
    unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    role_text: String,
    time: String,
    #[serde(default, skip_serializing_if = "is_default")]
    time_text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    paper_transport: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    outputs: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    number: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchWire {
    when: String,
    #[serde(default, skip_serializing_if = "is_default")]
    cases: Vec<String>,
    then: NodeWire,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsultationWire {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    name_en: String,
    by: String,
    units: Vec<String>,
    time: String,
    silence: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkWire {
    unit: String,
    part: NodeWire,
}

impl ProcessWire {
    pub(crate) fn of(process: &Process) -> Self {
        let decision = process.decision.clone();
        match &process.root {
            Node::Sequence(nodes) => {
                Self { decision, steps: Some(nodes.iter().map(NodeWire::of).collect()), root: None }
            }
            root => Self { decision, steps: None, root: Some(NodeWire::of(root)) },
        }
    }

    pub(crate) fn read(&self, faults: &mut Faults, place: &str) -> Option<Process> {
        let root = match (&self.steps, &self.root) {
            (Some(nodes), None) => {
                Node::Sequence(each(faults, &format!("{place}.steps"), nodes, NodeWire::read))
            }
            (None, Some(root)) => root.read(faults, &format!("{place}.root"))?,
            _ => {
                faults.say(
                    place,
                    "Quy trình phải có đúng một trong hai: steps hoặc root.",
                    "Ghi danh sách steps.",
                );
                return None;
            }
        };
        Some(Process { decision: self.decision.clone(), root })
    }
}

impl NodeWire {
    fn of(node: &Node) -> Self {
        match node {
            Node::Step(step) => Self::Step(StepWire::of(step)),
            Node::Sequence(nodes) => Self::Sequence(nodes.iter().map(Self::of).collect()),
            Node::Parallel(nodes) => Self::Parallel(nodes.iter().map(Self::of).collect()),
            Node::Choice(branches) => Self::Choice(
                branches
                    .iter()
                    .map(|branch| BranchWire {
                        when: branch.when.clone(),
                        cases: texts(&branch.cases),
                        then: Self::of(&branch.then),
                    })
                    .collect(),
            ),
            Node::Consultation(consultation) => Self::Consultation(ConsultationWire::of(consultation)),
            Node::Chain(links) => Self::Chain(
                links
                    .iter()
                    .map(|link| LinkWire { unit: unit_text(&link.unit), part: Self::of(&link.part) })
                    .collect(),
            ),
        }
    }

    fn read(&self, faults: &mut Faults, place: &str) -> Option<Node> {
        match self {
            Self::Step(step) => step.read(faults, &format!("{place}.step")).map(Node::Step),
            Self::Sequence(nodes) => {
                Some(Node::Sequence(each(faults, &format!("{place}.sequence"), nodes, Self::read)))
            }
            Self::Parallel(nodes) => {
                Some(Node::Parallel(each(faults, &format!("{place}.parallel"), nodes, Self::read)))
            }
            Self::Choice(branches) => {
                Some(Node::Choice(each(faults, &format!("{place}.choice"), branches, BranchWire::read)))
            }
            Self::Consultation(wire) => {
                wire.read(faults, &format!("{place}.consultation")).map(Node::Consultation)
            }
            Self::Chain(links) => {
                Some(Node::Chain(each(faults, &format!("{place}.chain"), links, LinkWire::read)))
            }
        }
    }
}

impl BranchWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<Branch> {
        let cases = ids(faults, &format!("{place}.cases"), &self.cases);
        let then = self.then.read(faults, &format!("{place}.then"))?;
        Some(Branch { when: self.when.clone(), cases, then })
    }
}

impl LinkWire {
    fn read(&self, faults: &mut Faults, place: &str) -> Option<Link> {
        let unit = unit(faults, &format!("{place}.unit"), &self.unit);
        let part = self.part.read(faults, &format!("{place}.part"));
        Some(Link { unit: unit?, part: part? })
    }
}

impl StepWire {
    fn of(step: &Step) -> Self {
        Self {
            id: step.id.to_string(),
            name: step.name.vi.clone(),
            name_en: step.name.en.clone(),
            kind: step.kind.word().to_owned(),
            unit: unit_text(&step.unit),
            role: step.role.map(|role| role.word().to_owned()),
            role_text: step.role_text.clone(),
            time: time_text(step.time),
            time_text: step.time_text.clone(),
            paper_transport: step.paper_transport,
            outputs: step.outputs.clone(),
            number: step.number.clone(),
        }
    }

    fn read(&self, faults: &mut Faults, place: &str) -> Option<Step> {
        let id = faults.take(&format!("{place}.id"), StepId::new(&self.id), ID_FIX);
        let kind = term(faults, &format!("{place}.kind"), &self.kind);
        let unit = unit(faults, &format!("{place}.unit"), &self.unit);
        let role: Option<Role> =
            self.role.as_ref().and_then(|word| term(faults, &format!("{place}.role"), word));
        let time = time(faults, &format!("{place}.time"), &self.time);
        Some(Step {
            id: id?,
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            kind: kind?,
            unit: unit?,
            role,
            role_text: self.role_text.clone(),
            time: time?,
            paper_transport: self.paper_transport,
            outputs: self.outputs.clone(),
            number: self.number.clone(),
            time_text: self.time_text.clone(),
        })
    }
}

impl ConsultationWire {
    fn of(consultation: &Consultation) -> Self {
        Self {
            id: consultation.id.to_string(),
            name: consultation.name.vi.clone(),
            name_en: consultation.name.en.clone(),
            by: unit_text(&consultation.by),
            units: consultation.units.iter().map(unit_text).collect(),
            time: time_text(consultation.time),
            silence: consultation.silence.word().to_owned(),
        }
    }

    fn read(&self, faults: &mut Faults, place: &str) -> Option<Consultation> {
        let id = faults.take(&format!("{place}.id"), StepId::new(&self.id), ID_FIX);
        let by = unit(faults, &format!("{place}.by"), &self.by);
        let units = each(faults, &format!("{place}.units"), &self.units, |text, faults, place| {
            unit(faults, place, text)
        });
        let time = time(faults, &format!("{place}.time"), &self.time);
        let silence = term(faults, &format!("{place}.silence"), &self.silence);
        Some(Consultation {
            id: id?,
            name: Name { vi: self.name.clone(), en: self.name_en.clone() },
            by: by?,
            units,
            time: time?,
            silence: silence?,
        })
    }
}
