//! The process begins with reception, ends with return, opens every step, moves the paper.

use law::qc1722;

use super::super::Outcome;
use super::super::process::{Node, Process, StepKind, UnitRef, Work};
use super::walk::{MOST_PATHS, count, each_work, ids, paths};
use super::{Checking, FaultKind};
use crate::ids::{StepId, UnitId};
use crate::organisation::UnitKind;

pub(super) fn check(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let Some(process) = &procedure.process else { return };
    let paths = count(&process.root);
    if paths > MOST_PATHS {
        checking.say(
            FaultKind::TooManyPaths,
            "process",
            (
                format!("Các lựa chọn tạo ra {paths} đường đi, nhiều hơn {MOST_PATHS}: không chứng minh từng đường được."),
                format!("The choices make {paths} paths, more than the {MOST_PATHS} that can be proved one by one."),
            ),
            ("Tách thủ tục hoặc gộp các lựa chọn.", "Split the procedure or merge choices."),
            qc1722::D19_K3,
        );
        return;
    }
    ends(checking, process);
    appraisal(checking, process);
    reachable(checking, process);
    transport(checking, process);
}

fn kind(work: Option<&Work<'_>>) -> Option<StepKind> {
    match work {
        Some(Work::Step(step)) => Some(step.kind),
        _ => None,
    }
}

fn all_paths<'a>(checking: &Checking<'_>, root: &'a Node) -> Vec<Vec<Work<'a>>> {
    checking.cases().into_iter().flat_map(|case| paths(root, case.map(|case| &case.id))).collect()
}

fn ends(checking: &mut Checking<'_>, process: &Process) {
    for path in all_paths(checking, &process.root) {
        let first = kind(path.first()) == Some(StepKind::Receive);
        let last = kind(path.last()) == Some(StepKind::Return);
        if first && last {
            continue;
        }
        let fault = checking.say(
            FaultKind::Ends,
            "process",
            (
                "Quy trình phải bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả tại Trung tâm."
                    .to_owned(),
                "The process must begin with reception and end with return at the Centre.".to_owned(),
            ),
            ("Thêm bước tiếp nhận đầu tiên, bước trả kết quả cuối cùng.", "Add the first and the last step."),
            qc1722::D19_K3,
        );
        fault.path = ids(&path);
        return;
    }
}

fn appraisal(checking: &mut Checking<'_>, process: &Process) {
    let possible = checking.procedure.outcomes.iter().any(|paper| paper.outcome == Outcome::Supplement);
    if !possible {
        return;
    }
    for path in all_paths(checking, &process.root) {
        let appraised = path.iter().any(|work| kind(Some(work)) == Some(StepKind::Appraise));
        if !appraised {
            let fault = checking.say(
                FaultKind::NoAppraisal,
                "process",
                (
                    "Không có bước thẩm định để có thể yêu cầu bổ sung.".to_owned(),
                    "There is no appraisal at which a supplement could be asked.".to_owned(),
                ),
                ("Ghi loại `appraise` cho bước thẩm định.", "Mark the appraising step as `appraise`."),
                qc1722::D18_K1,
            );
            fault.path = ids(&path);
            return;
        }
    }
}

/// Plays every path against the process as the dossier core does, and asks that each
/// work is open when its turn comes.
fn reachable(checking: &mut Checking<'_>, process: &Process) {
    let mut opened: Vec<StepId> = Vec::new();
    let mut blocked: Vec<(StepId, Vec<StepId>)> = Vec::new();
    for path in all_paths(checking, &process.root) {
        let mut done: Vec<StepId> = Vec::new();
        for work in &path {
            let desk_act = matches!(work, Work::Step(step) if step.is_desk_act());
            if desk_act || process.open_work(&done, &[]).contains(work) && !done.contains(work.id()) {
                opened.push(work.id().clone());
            } else {
                blocked.push((work.id().clone(), done.clone()));
            }
            done.push(work.id().clone());
        }
    }
    let mut all = Vec::new();
    each_work(&process.root, None, &mut |work, _| all.push(work.id().clone()));
    let mut said: Vec<StepId> = Vec::new();
    for id in all {
        let shown = blocked.iter().find(|(stuck, _)| *stuck == id);
        if said.contains(&id) || (shown.is_none() && opened.contains(&id)) {
            continue;
        }
        said.push(id.clone());
        let fault = checking.say(
            FaultKind::Unreachable,
            format!("process.{id}"),
            (
                format!(
                    "Bước {id} không bao giờ đến lượt: mã trùng, nhánh rỗng hoặc không trường hợp nào đi qua."
                ),
                format!(
                    "Step {id} never opens: its id is used before, a branch is empty, or no case takes it."
                ),
            ),
            (
                "Đổi mã bước, bỏ nhánh rỗng hoặc sửa trường hợp của nhánh.",
                "Change the id, drop the empty branch or correct its cases.",
            ),
            qc1722::D19_K3,
        );
        fault.path = shown.map(|(_, before)| before.clone()).unwrap_or_default();
    }
}

/// Between two authorities of which one is more than 200 m from the Centre, the paper
/// needs a step that carries it.
fn transport(checking: &mut Checking<'_>, process: &Process) {
    for path in all_paths(checking, &process.root) {
        let steps: Vec<_> = path
            .iter()
            .filter_map(|work| match work {
                Work::Step(step) => Some(step),
                Work::Consultation(_) => None,
            })
            .collect();
        for pair in steps.windows(2) {
            let [from, to] = pair else { continue };
            let (Some(a), Some(b)) = (place_of(checking, &from.unit), place_of(checking, &to.unit)) else {
                continue;
            };
            let moves = a.0 != b.0 && (a.1 || b.1);
            let carried = to.paper_transport || (from.kind == StepKind::Transfer && from.paper_transport);
            if moves && !carried {
                let fault = checking.say(
                    FaultKind::Transport,
                    format!("process.{}.paper_transport", to.id),
                    (
                        format!(
                            "Giữa bước {} và {} hồ sơ giấy đi xa trên 200 m nhưng chưa tính việc chuyển.",
                            from.id, to.id
                        ),
                        format!(
                            "Between {} and {} the paper travels over 200 m without time for it.",
                            from.id, to.id
                        ),
                    ),
                    (
                        "Đánh dấu chuyển hồ sơ giấy ở bước sau và dành thời gian.",
                        "Mark the paper transport and allow time.",
                    ),
                    qc1722::D19_K3,
                );
                fault.path = vec![from.id.clone(), to.id.clone()];
                return;
            }
        }
    }
}

/// The authority where the paper is, and whether it is far from the Centre.
fn place_of(checking: &Checking<'_>, unit: &UnitRef) -> Option<(UnitId, bool)> {
    let id = match unit {
        UnitRef::Unit(id) => id,
        UnitRef::SettlingAgency => &checking.procedure.agency,
        UnitRef::ReceivingDesk => {
            let centre = checking.organisation.units().iter().find(|unit| unit.kind == UnitKind::Centre)?;
            return Some((centre.id.clone(), false));
        }
        UnitRef::Unbound(_) => return None,
    };
    let agency = checking.organisation.agency_of(id, checking.on);
    let far = checking.organisation.unit_on(id, checking.on)?.far;
    Some((agency, far))
}
