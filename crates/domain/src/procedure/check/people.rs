//! Units and roles exist, are competent on the day, and somebody is posted there.

use law::qc1722;

use super::super::process::{StepKind, UnitRef, Work};
use super::super::{Outcome, unbound_agency};
use super::walk::each_work;
use super::{Checking, FaultKind};
use crate::ids::{StepId, UnitId};
use crate::organisation::{Role, Unit, UnitKind};

pub(super) fn check(checking: &mut Checking<'_>) {
    agency(checking);
    let procedure = checking.procedure;
    if let Some(process) = &procedure.process {
        let mut works = Vec::new();
        each_work(&process.root, None, &mut |work, link| works.push((work, link)));
        for (work, link) in works {
            match work {
                Work::Step(step) => {
                    step_unit(checking, work, &step.unit, link, step.kind);
                    role(checking, work);
                }
                Work::Consultation(consultation) => {
                    step_unit(checking, work, &consultation.by, link, StepKind::Review);
                    role(checking, work);
                    consulted(checking, &consultation.id, &consultation.units);
                }
            }
        }
    }
    signers(checking);
}

impl<'a> Checking<'a> {
    fn unit(&self, id: &UnitId) -> Option<&'a Unit> {
        self.organisation.unit_on(id, self.on)
    }

    /// Whether somebody holds `role` in `unit` for this procedure's field.
    fn somebody(&self, role: Role, unit: &UnitId) -> bool {
        let field = &self.procedure.field;
        self.people.iter().any(|person| {
            person.postings_on(self.on).any(|posting| {
                posting.role == role
                    && posting.unit == *unit
                    && (posting.fields.is_empty() || posting.fields.contains(field))
            })
        })
    }

    fn somebody_in(&self, role: Role, kind: UnitKind) -> bool {
        self.organisation
            .units()
            .iter()
            .any(|unit| unit.kind == kind && unit.validity.covers(self.on) && self.somebody(role, &unit.id))
    }

    /// The unit behind a reference; `None` for the desk and for what is not bound.
    fn resolve<'b>(&'b self, unit: &'b UnitRef) -> Option<&'b UnitId> {
        match unit {
            UnitRef::Unit(id) => Some(id),
            UnitRef::SettlingAgency => Some(&self.procedure.agency),
            UnitRef::ReceivingDesk | UnitRef::Unbound(_) => None,
        }
    }
}

fn agency(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    match checking.unit(&procedure.agency) {
        None => {
            let name = if procedure.agency == unbound_agency() {
                procedure.agency_text.clone()
            } else {
                procedure.agency.to_string()
            };
            checking.say(
                FaultKind::UnitUnknown,
                "agency",
                (
                    format!("Cơ quan giải quyết `{name}` không có trong tổ chức của tỉnh."),
                    format!("The settling agency `{name}` is not a unit of the province."),
                ),
                ("Gán một cơ quan của tỉnh.", "Bind it to a unit of the province."),
                qc1722::D19_K3,
            );
        }
        Some(unit) if !unit.fields.is_empty() && !unit.fields.contains(&procedure.field) => {
            let (name, field) = (unit.name.vi.clone(), procedure.field.clone());
            checking.say(
                FaultKind::NotCompetent,
                "agency",
                (
                    format!("{name} không phụ trách lĩnh vực {field}."),
                    format!("{name} is not competent for the field {field}."),
                ),
                (
                    "Sửa cơ quan, lĩnh vực hoặc thẩm quyền của cơ quan.",
                    "Correct the agency, the field or its competence.",
                ),
                qc1722::D19_K3,
            );
        }
        Some(_) => {}
    }
    for id in &procedure.coordinating {
        if checking.unit(id).is_none() {
            unknown_unit(checking, "coordinating", id.as_str(), None);
        }
    }
}

fn unknown_unit(checking: &mut Checking<'_>, place: &str, name: &str, step: Option<&StepId>) {
    let fault = checking.say(
        FaultKind::UnitUnknown,
        place,
        (
            format!("Đơn vị `{name}` không có trong tổ chức của tỉnh vào ngày này."),
            format!("`{name}` is not a unit of the province on this day."),
        ),
        ("Gán một đơn vị đang hoạt động.", "Bind it to a unit that exists on the day."),
        qc1722::D19_K3,
    );
    fault.path.extend(step.cloned());
}

fn step_unit(
    checking: &mut Checking<'_>,
    work: Work<'_>,
    unit: &UnitRef,
    link: Option<&UnitRef>,
    kind: StepKind,
) {
    let place = format!("process.{}.unit", work.id());
    if let UnitRef::Unbound(name) = unit {
        return unknown_unit(checking, &place, name, Some(work.id()));
    }
    let desk_act = matches!(kind, StepKind::Receive | StepKind::Transfer | StepKind::Return);
    if desk_act != (*unit == UnitRef::ReceivingDesk) {
        return not_competent(
            checking,
            place,
            work.id(),
            (
                "Tiếp nhận, chuyển và trả kết quả là việc của quầy; việc khác thì không.".to_owned(),
                "Reception, transfer and return belong to the desk, other work does not.".to_owned(),
            ),
        );
    }
    let Some(id) = checking.resolve(unit).cloned() else { return };
    let Some(found) = checking.unit(&id) else {
        return unknown_unit(checking, &place, id.as_str(), Some(work.id()));
    };
    let home = match link.and_then(|link| checking.resolve(link)) {
        Some(authority) => authority.clone(),
        None => checking.procedure.agency.clone(),
    };
    if checking.unit(&home).is_none() {
        return;
    }
    let inside = checking.organisation.is_within(&id, &home, checking.on);
    if !inside {
        let (name, whose) = (found.name.vi.clone(), home);
        not_competent(
            checking,
            place,
            work.id(),
            (
                format!(
                    "{name} không thuộc {whose}; phần việc của cơ quan khác phải nằm trong chuỗi liên thông."
                ),
                format!("{name} does not belong to {whose}; another authority's work belongs into a chain."),
            ),
        );
    }
}

fn not_competent(checking: &mut Checking<'_>, place: String, id: &StepId, what: (String, String)) {
    let fault = checking.say(
        FaultKind::NotCompetent,
        place,
        what,
        (
            "Sửa đơn vị, loại bước hoặc đặt vào chuỗi liên thông.",
            "Correct the unit or the kind, or use a chain.",
        ),
        qc1722::D19_K3,
    );
    fault.path = vec![id.clone()];
}

fn role(checking: &mut Checking<'_>, work: Work<'_>) {
    let id = work.id();
    let Some(role) = work.role() else {
        let fault = checking.say(
            FaultKind::RoleUnknown,
            format!("process.{id}.role"),
            (format!("Bước {id} chưa rõ vai trò thực hiện."), format!("Step {id} has no role.")),
            ("Ghi vai trò của người thực hiện.", "State who does it."),
            qc1722::D19_K3,
        );
        fault.path = vec![id.clone()];
        return;
    };
    let done = match work.unit() {
        UnitRef::ReceivingDesk => checking.somebody_in(role, UnitKind::Desk),
        UnitRef::Unbound(_) => return,
        unit => match checking.resolve(unit).cloned() {
            Some(unit) if checking.unit(&unit).is_some() => checking.somebody(role, &unit),
            _ => return,
        },
    };
    if !done {
        let fault = checking.say(
            FaultKind::Nobody,
            format!("process.{id}"),
            (
                format!("Không ai được giao vai trò của bước {id} tại đơn vị đó vào ngày này."),
                format!("Nobody holds the role of step {id} in that unit on this day."),
            ),
            ("Cử người hoặc sửa đơn vị, vai trò của bước.", "Post somebody, or correct the unit or role."),
            qc1722::D19_K1,
        );
        fault.path = vec![id.clone()];
    }
}

fn consulted(checking: &mut Checking<'_>, id: &StepId, units: &[UnitRef]) {
    let place = format!("process.{id}.units");
    if units.is_empty() {
        let fault = checking.say(
            FaultKind::UnitUnknown,
            place.clone(),
            ("Chưa ghi cơ quan được lấy ý kiến.".to_owned(), "No unit is consulted.".to_owned()),
            ("Ghi ít nhất một cơ quan.", "Name at least one unit."),
            qc1722::D18_K5,
        );
        fault.path = vec![id.clone()];
    }
    for unit in units {
        match unit {
            UnitRef::Unbound(name) => unknown_unit(checking, &place, name, Some(id)),
            _ => {
                let Some(unit) = checking.resolve(unit).cloned() else { continue };
                if checking.unit(&unit).is_none() {
                    unknown_unit(checking, &place, unit.as_str(), Some(id));
                }
            }
        }
    }
}

fn signers(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    for paper in &procedure.outcomes {
        let exists = match paper.signer {
            Role::CounterOfficer => checking.somebody_in(paper.signer, UnitKind::Desk),
            Role::Director | Role::DeputyDirector | Role::ProcedureControl => {
                checking.somebody_in(paper.signer, UnitKind::Centre)
            }
            Role::Chairman => checking.somebody_in(paper.signer, UnitKind::Committee),
            Role::Officer | Role::DivisionHead => checking.organisation.units().iter().any(|unit| {
                checking.organisation.is_within(&unit.id, &procedure.agency, checking.on)
                    && checking.somebody(paper.signer, &unit.id)
            }),
            Role::AgencyHead | Role::Clerk => checking.somebody(paper.signer, &procedure.agency),
            Role::PostClerk | Role::Administrator | Role::Auditor | Role::Citizen => false,
        };
        if !exists {
            let provision = match paper.outcome {
                Outcome::Guide => qc1722::D16_K1_B,
                Outcome::Refuse => qc1722::D16_K1_D,
                Outcome::Supplement => qc1722::D18_K1,
                Outcome::Apologise => qc1722::D18_K2,
                Outcome::Result => qc1722::D18_K6,
            };
            checking.say(
                FaultKind::Signer,
                format!("outcomes.{}.signer", paper.outcome.name()),
                (
                    "Không có người giữ vai trò ký giấy tờ này vào ngày này.".to_owned(),
                    "Nobody holds the role that signs this paper on this day.".to_owned(),
                ),
                ("Sửa vai trò ký hoặc cử người.", "Correct the signing role or post somebody."),
                provision,
            );
        }
    }
}
