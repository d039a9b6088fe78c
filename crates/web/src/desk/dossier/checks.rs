//! The looks at the papers of a dossier: their names, and what the program itself can see.

use app::dossier::DossierView;
use domain::dossier::event::{CheckKind, PaperCheck};
use ui::Lang;

/// What is looked at: its name in the form and its words.
pub const KINDS: [(CheckKind, &str, &str); 5] = [
    (CheckKind::Count, "count", "check-count"),
    (CheckKind::Legible, "legible", "check-legible"),
    (CheckKind::Date, "date", "check-date"),
    (CheckKind::Identity, "identity", "check-identity"),
    (CheckKind::Signature, "signature", "check-signature"),
];

/// What the program finds by looking at the recorded facts: the number of each paper, and the form of
/// the applicant's identity number, which stands in the first paper, the application.
#[must_use]
pub fn by_machine(lang: Lang, view: &DossierView) -> Vec<PaperCheck> {
    let dossier = &view.dossier;
    let mut found = Vec::new();
    for (index, paper) in view.procedure.papers_of(dossier.case.as_ref()).enumerate() {
        let had = dossier.papers.iter().find(|submitted| submitted.code == paper.code);
        let (originals, copies) = had.map_or((0, 0), |had| (had.originals, had.copies));
        let asked = (paper.originals.unwrap_or(0), paper.copies.unwrap_or(0));
        let enough = had.is_some() && originals >= asked.0 && copies >= asked.1;
        // A paper for a case that may not be this one, or that data replace, is left to the officer.
        if enough || (paper.mandatory && paper.condition.is_none() && !paper.replaced_by_data) {
            let note = lang.tf(
                "check-count-note",
                &[
                    ("originals", i64::from(originals).into()),
                    ("copies", i64::from(copies).into()),
                    ("asked_originals", i64::from(asked.0).into()),
                    ("asked_copies", i64::from(asked.1).into()),
                ],
            );
            found.push(PaperCheck {
                paper: paper.code.clone(),
                check: CheckKind::Count,
                by_machine: true,
                passed: enough,
                note: if enough { String::new() } else { note },
            });
        }
        let number = view.applicant.as_ref().map(|data| data.id_number.trim()).unwrap_or_default();
        if index == 0 && !number.is_empty() {
            let passed = lawful_number(number);
            found.push(PaperCheck {
                paper: paper.code.clone(),
                check: CheckKind::Identity,
                by_machine: true,
                passed,
                note: if passed { String::new() } else { lang.t("check-identity-note") },
            });
        }
    }
    found
}

/// A citizen's card has 12 digits, an old card 9, a business 10 or 13, a passport a letter and 7 or 8 digits.
fn lawful_number(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = number.chars();
    match number.len() {
        9 if digits(number) => true,
        10 | 12 | 13 => digits(number),
        14 => number
            .split_once('-')
            .is_some_and(|(head, tail)| head.len() == 10 && tail.len() == 3 && digits(head) && digits(tail)),
        8 | 9 => letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && digits(letters.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::lawful_number;

    #[test]
    fn identity_numbers_have_their_lawful_forms() {
        let table = [
            ("068090001234", true),
            ("250123456", true),
            ("C1234567", true),
            ("5800123456", true),
            ("5800123456-001", true),
            ("06809000123", false),
            ("C12345A7", false),
            ("", false),
        ];
        for (number, lawful) in table {
            assert_eq!(lawful_number(number), lawful, "{number}");
        }
    }
}
