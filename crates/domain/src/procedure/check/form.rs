//! Papers, cases, charges, outcomes and the decision of publication.

use std::collections::BTreeSet;

use law::qc1722;

use super::super::process::Node;
use super::super::{Charge, Decision, Outcome, PaperForm, Place, Publication};
use super::{Checking, FaultKind, Severity};
use crate::ids::CaseId;

pub(super) fn check(checking: &mut Checking<'_>) {
    texts(checking);
    publication(checking);
    placement(checking);
    codes(checking);
    cases(checking);
    outcomes(checking);
    charges(checking);
}

fn missing(checking: &mut Checking<'_>, place: &str, vi: &str, en: &str, severity: Severity) {
    let fault = checking.say(
        FaultKind::Missing,
        place,
        (format!("Thiếu {vi}."), format!("Missing: {en}.")),
        ("Ghi theo quyết định công bố.", "Fill in from the published decision."),
        qc1722::D14_K1,
    );
    fault.severity = severity;
}

fn texts(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    if procedure.name.vi.trim().is_empty() {
        missing(checking, "name", "tên thủ tục", "the name", Severity::Blocks);
    }
    if procedure.field.trim().is_empty() {
        missing(checking, "field", "lĩnh vực", "the field", Severity::Blocks);
    }
    if procedure.channels.is_empty() {
        missing(checking, "channels", "cách thức nộp hồ sơ", "the channels", Severity::Blocks);
    }
    if procedure.results.is_empty() {
        missing(checking, "results", "kết quả", "the result", Severity::Blocks);
    }
    if procedure.papers.is_empty() {
        missing(checking, "papers", "thành phần hồ sơ", "the papers", Severity::Warns);
    }
    for (i, paper) in procedure.papers.iter().enumerate() {
        if paper.name.vi.trim().is_empty() {
            missing(
                checking,
                &format!("papers[{i}].name"),
                "tên giấy tờ",
                "the paper's name",
                Severity::Blocks,
            );
        }
        let count = u32::from(paper.originals.unwrap_or(0)) + u32::from(paper.copies.unwrap_or(0));
        if count == 0 && !paper.shown_only && !paper.replaced_by_data {
            missing(
                checking,
                &format!("papers[{i}]"),
                "số bản chính, bản sao",
                "the number of originals or copies",
                Severity::Warns,
            );
        }
    }
}

fn publication(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let stated = procedure.decision.as_ref().is_some_and(|decision| !decision.number.trim().is_empty());
    if procedure.publication == Publication::Published && !stated {
        checking.say(
            FaultKind::Publication,
            "decision",
            (
                "Đã công bố nhưng không có quyết định công bố.".to_owned(),
                "Published without a decision.".to_owned(),
            ),
            ("Ghi số quyết định công bố.", "State the number of the decision."),
            qc1722::D7_K4,
        );
    }
}

/// A procedure outside the Centre, and one of a vertical agency in it, names the decision that says so.
fn placement(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let decided = |decision: &Decision| !decision.number.trim().is_empty();
    let vertical = procedure.is_vertical(checking.organisation, checking.on);
    let (what, provision) = match &procedure.placement {
        Some(placement) if !decided(&placement.decision) => (
            (
                "Nơi làm thủ tục không kèm số quyết định.",
                "The place is not decided: no number of a decision.",
            ),
            if placement.place == Place::Centre { qc1722::D13_K2 } else { qc1722::D13_K1 },
        ),
        Some(placement) if placement.place != Place::Centre && placement.site.trim().is_empty() => {
            (("Không ghi làm ở đâu.", "It is not said where it is done."), qc1722::D13_K1)
        }
        None if vertical && procedure.publication == Publication::Published => (
            (
                "Thủ tục ngành dọc chưa có quyết định đưa vào Trung tâm.",
                "A vertical agency's procedure without the decision that brings it to the Centre.",
            ),
            qc1722::D13_K2,
        ),
        _ => return,
    };
    checking.say(
        FaultKind::Placement,
        "placement",
        (what.0.to_owned(), what.1.to_owned()),
        (
            "Ghi nơi làm và số quyết định của Chủ tịch Ủy ban nhân dân tỉnh.",
            "State the place and the number of the chairman's decision.",
        ),
        provision,
    );
}

fn codes(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let papers = procedure.papers.iter().map(|paper| ("papers", paper.code.as_str()));
    let cases = procedure.cases.iter().map(|case| ("cases", case.id.as_str()));
    let charges = procedure.charges.iter().map(|charge| ("charges", charge.code.as_str()));
    let mut seen = BTreeSet::new();
    for (list, code) in papers.chain(cases).chain(charges) {
        if !seen.insert((list, code)) {
            checking.say(
                FaultKind::Duplicate,
                format!("{list}.{code}"),
                (format!("Mã `{code}` được dùng hai lần."), format!("The code `{code}` is used twice.")),
                ("Đổi một trong hai mã.", "Change one of the two."),
                qc1722::D14_K1,
            );
        }
    }
}

fn cases(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let mut named: Vec<(String, &CaseId)> = Vec::new();
    for paper in &procedure.papers {
        named.extend(paper.cases.iter().map(|case| (format!("papers.{}.cases", paper.code), case)));
    }
    for charge in &procedure.charges {
        named.extend(charge.cases.iter().map(|case| (format!("charges.{}.cases", charge.code), case)));
    }
    if let Some(process) = &procedure.process {
        branch_cases(&process.root, &mut named);
    }
    for (place, case) in named {
        if !procedure.cases.iter().any(|known| known.id == *case) {
            checking.say(
                FaultKind::CaseUnknown,
                place,
                (format!("Không có trường hợp `{case}`."), format!("There is no case `{case}`.")),
                ("Thêm trường hợp vào `cases` hoặc sửa mã.", "Add the case or correct its id."),
                qc1722::D14_K1,
            );
        }
    }
}

fn branch_cases<'a>(node: &'a Node, named: &mut Vec<(String, &'a CaseId)>) {
    match node {
        Node::Step(_) | Node::Consultation(_) => {}
        Node::Sequence(nodes) | Node::Parallel(nodes) => {
            nodes.iter().for_each(|node| branch_cases(node, named));
        }
        Node::Chain(links) => links.iter().for_each(|link| branch_cases(&link.part, named)),
        Node::Choice(branches) => {
            for branch in branches {
                named.extend(branch.cases.iter().map(|case| ("process.choice.cases".to_owned(), case)));
                branch_cases(&branch.then, named);
            }
        }
    }
}

fn outcomes(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    let needed: &[(Outcome, PaperForm)] = if procedure.limit_stated && procedure.is_immediate() {
        &[
            (Outcome::Guide, PaperForm::SupplementRequest),
            (Outcome::Refuse, PaperForm::Refusal),
            (Outcome::Result, PaperForm::Result),
        ]
    } else {
        &[
            (Outcome::Guide, PaperForm::SupplementRequest),
            (Outcome::Supplement, PaperForm::SupplementRequest),
            (Outcome::Refuse, PaperForm::Refusal),
            (Outcome::Apologise, PaperForm::Apology),
            (Outcome::Result, PaperForm::Result),
        ]
    };
    for (outcome, form) in needed {
        let papers: Vec<_> = procedure.outcomes.iter().filter(|paper| paper.outcome == *outcome).collect();
        let what = match papers.as_slice() {
            [paper] if paper.form == *form => continue,
            [_] => ("Mẫu giấy tờ không hợp với kết cục này.", "The form does not belong to this outcome."),
            [] => ("Kết cục này chưa có giấy tờ và người ký.", "This outcome has no paper and signer."),
            _ => ("Kết cục này có hai giấy tờ.", "This outcome has two papers."),
        };
        checking.say(
            FaultKind::Outcome,
            format!("outcomes.{}", outcome.name()),
            (what.0.to_owned(), what.1.to_owned()),
            ("Ghi đúng một mẫu và một vai trò ký.", "State exactly one form and one signing role."),
            qc1722::D16_K1,
        );
    }
}

fn charge_fault(checking: &mut Checking<'_>, charge: &Charge, vi: &str, en: &str) {
    checking.say(
        FaultKind::Charge,
        format!("charges.{}", charge.code),
        (vi.to_owned(), en.to_owned()),
        ("Sửa mức thu theo văn bản quy định.", "Correct it from the text that sets it."),
        qc1722::D14_K1,
    );
}

fn charges(checking: &mut Checking<'_>) {
    let procedure = checking.procedure;
    if procedure.charges.is_empty() && !procedure.free_of_charge {
        let fault = checking.say(
            FaultKind::Charge,
            "charges",
            (
                "Không nói có thu hay không thu phí, lệ phí.".to_owned(),
                "It is not said whether anything is to be paid.".to_owned(),
            ),
            ("Ghi khoản thu hoặc ghi là không thu.", "State the charges, or that there are none."),
            qc1722::D14_K1,
        );
        fault.severity = Severity::Warns;
    }
    if procedure.free_of_charge
        && let Some(charge) = procedure.charges.first()
    {
        charge_fault(
            checking,
            charge,
            "Ghi là không thu nhưng lại có khoản thu.",
            "Free of charge, yet there is a charge.",
        );
    }
    for (i, charge) in procedure.charges.iter().enumerate() {
        if charge.amount.is_none() && charge.usd.is_none() && charge.set_by.trim().is_empty() {
            charge_fault(
                checking,
                charge,
                "Không có mức thu và không có văn bản quy định mức thu.",
                "Neither an amount nor the text that sets it.",
            );
        }
        if charge.amount.is_some_and(i64::is_negative) || charge.usd.is_some_and(i64::is_negative) {
            charge_fault(checking, charge, "Mức thu âm.", "The amount is negative.");
        }
        if charge.exemptions.iter().any(|exemption| !(1..=100).contains(&exemption.percent_off)) {
            charge_fault(
                checking,
                charge,
                "Tỷ lệ giảm phải từ 1 đến 100.",
                "A reduction is 1 to 100 per cent.",
            );
        }
        if let (Some(from), Some(to)) = (charge.from, charge.to)
            && to < from
        {
            charge_fault(checking, charge, "Ngày kết thúc trước ngày bắt đầu.", "It ends before it begins.");
        }
        if procedure.charges.iter().take(i).any(|other| overlaps(other, charge)) {
            charge_fault(
                checking,
                charge,
                "Hai mức thu của cùng một khoản trùng thời gian áp dụng.",
                "Two amounts of one item hold at the same time.",
            );
        }
    }
}

/// Whether two amounts of one item would both be owed on some day.
fn overlaps(a: &Charge, b: &Charge) -> bool {
    let same = a.name == b.name && a.kind == b.kind && a.role == b.role && a.condition == b.condition;
    let cases = a.cases.is_empty() || b.cases.is_empty() || a.cases.iter().any(|case| b.cases.contains(case));
    let channels = a.channels.is_empty()
        || b.channels.is_empty()
        || a.channels.iter().any(|channel| b.channels.contains(channel));
    let begins_in = |x: &Charge, y: &Charge| x.from.is_none_or(|from| y.to.is_none_or(|to| from <= to));
    same && cases && channels && begins_in(a, b) && begins_in(b, a)
}
