//! Papers of a record: rows, headings that are cases, remarks, data of the state.

use domain::ids::{CaseId, PaperCode};
use domain::organisation::Name;
use domain::procedure::record::{Fact, PaperNote, ReplacedPaper};
use domain::procedure::{Case, RequiredPaper};

use super::super::json::{Notes, Object};

type Papers = (Vec<Case>, Vec<RequiredPaper>, Vec<PaperNote>, Vec<ReplacedPaper>);

/// What a heading over papers means.
enum Heading {
    /// It only introduces the list.
    Plain,
    /// Papers to show, not to hand in.
    Shown,
    /// Remarks.
    Remark,
    /// A case of its own.
    Case,
}

fn heading(text: &str) -> Heading {
    let lower = text.to_lowercase();
    if lower.contains("xuất trình") && !lower.contains("nộp") {
        return Heading::Shown;
    }
    if lower.starts_with("lưu ý") || lower.starts_with("ghi chú") {
        return Heading::Remark;
    }
    let plain = ["thành phần hồ sơ", "giấy tờ phải nộp", "bao gồm", "hồ sơ gồm", "hồ sơ bao gồm"];
    if plain.iter().any(|known| lower.starts_with(known)) { Heading::Plain } else { Heading::Case }
}

pub(super) fn read(object: &Object<'_>, notes: &mut Notes) -> Papers {
    let rows = object.objects(notes, "papers");
    if rows.is_empty() {
        notes.open("papers.missing", "papers", "Không in thành phần hồ sơ.");
    }
    let cases = cases(&rows, notes);
    let (mut papers, mut remarks) = (Vec::new(), Vec::new());
    for row in &rows {
        let printed = row.text(notes, "case");
        let case = printed.as_ref().and_then(|text| cases.iter().find(|case| case.name.vi == *text));
        let meaning = printed.as_deref().map(heading);
        let ids: Vec<CaseId> = case.map(|case| case.id.clone()).into_iter().collect();
        let is_note = row.flag(notes, "is_note").unwrap_or(false) || matches!(meaning, Some(Heading::Remark));
        if is_note {
            remarks.push(remark(row, notes, printed, ids));
        } else {
            let shown = matches!(meaning, Some(Heading::Shown));
            if case.is_none() {
                notes.fact(row.at("case"), printed.unwrap_or_default());
            }
            papers.push(paper(row, notes, papers.len() + 1, ids, shown));
        }
        row.keep_rest(notes, &["form_source"]);
    }
    let replaced = replaced(object, notes, &mut papers);
    let papers = papers.into_iter().flatten().collect();
    (cases, papers, remarks, replaced)
}

/// Headings that separate cases: more than one, and not only introductions.
fn cases(rows: &[Object<'_>], notes: &mut Notes) -> Vec<Case> {
    let mut texts: Vec<String> = Vec::new();
    let mut all = 0_usize;
    let mut with = 0_usize;
    for row in rows {
        all += 1;
        let Some(text) = row.text(notes, "case") else { continue };
        if matches!(heading(&text), Heading::Case) {
            with += 1;
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    // One heading over all papers introduces the list; it distinguishes nothing.
    if texts.len() == 1 && all == with {
        return Vec::new();
    }
    if !texts.is_empty() {
        notes.open(
            "papers.cases",
            "papers[].case",
            format!("Giấy tờ chia theo {} tiêu đề; coi mỗi tiêu đề là một trường hợp.", texts.len()),
        );
    }
    texts
        .into_iter()
        .enumerate()
        .filter_map(|(i, text)| {
            let id = CaseId::new(&format!("th{}", i + 1)).ok()?;
            Some(Case { id, name: Name::vi(&text), limit: None })
        })
        .collect()
}

fn remark(row: &Object<'_>, notes: &mut Notes, printed: Option<String>, cases: Vec<CaseId>) -> PaperNote {
    let mut attributes = Vec::new();
    if let (Some(text), true) = (printed, cases.is_empty()) {
        attributes.push(Fact { field: "case".to_owned(), text });
    }
    for key in ["condition", "form_code", "form_file", "originals", "copies"] {
        if let Some(text) = row.text(notes, key) {
            attributes.push(Fact { field: key.to_owned(), text });
        }
    }
    if let Some(flag) = row.flag(notes, "electronic") {
        attributes.push(Fact { field: "electronic".to_owned(), text: flag.to_string() });
    }
    let text = row.text(notes, "name").unwrap_or_default();
    PaperNote { text, cases, attributes }
}

fn paper(
    row: &Object<'_>,
    notes: &mut Notes,
    number: usize,
    cases: Vec<CaseId>,
    shown_only: bool,
) -> Option<RequiredPaper> {
    let name = row.text(notes, "name").unwrap_or_else(|| {
        notes.open("papers.name", row.at("name"), "Giấy tờ không có tên.");
        String::new()
    });
    let originals = row.count(notes, "originals");
    let copies = row.count(notes, "copies");
    if originals.is_none() && copies.is_none() {
        notes.open("papers.counts", row.at("originals"), "Không in số bản chính, bản sao.");
    } else if originals == Some(0) && copies == Some(0) && !shown_only {
        notes.open("papers.counts", row.at("originals"), "In 0 bản chính và 0 bản sao.");
    }
    let condition = row.text(notes, "condition");
    let form = row.text(notes, "form_code");
    let form_file = row.text(notes, "form_file");
    let electronic = row.flag(notes, "electronic");
    Some(RequiredPaper {
        code: PaperCode::new(&format!("p{number}")).ok()?,
        name: Name::vi(&name),
        originals,
        copies,
        form,
        form_file,
        electronic,
        mandatory: condition.is_none(),
        condition,
        cases,
        replaced_by_data: false,
        shown_only,
    })
}

fn replaced(
    object: &Object<'_>,
    notes: &mut Notes,
    papers: &mut [Option<RequiredPaper>],
) -> Vec<ReplacedPaper> {
    let mut out = Vec::new();
    for row in object.objects(notes, "papers_replaced_by_data") {
        let name = row.text(notes, "name").unwrap_or_default();
        let folded = name.to_lowercase();
        let mut found = false;
        for paper in papers.iter_mut().flatten().filter(|paper| paper.name.vi.to_lowercase() == folded) {
            paper.replaced_by_data = true;
            paper.mandatory = false;
            found = true;
        }
        if !found {
            notes.open(
                "papers.replaced",
                row.at("name"),
                format!("`{name}` được dữ liệu thay thế, nhưng không trùng tên giấy tờ nào."),
            );
        }
        out.push(ReplacedPaper {
            name,
            database: row.text(notes, "database").unwrap_or_default(),
            owner: row.text(notes, "data_owner").unwrap_or_default(),
        });
        row.keep_rest(notes, &[]);
    }
    out
}
