//! One dossier, and its forms as people fill them.

use axum::http::StatusCode;
use domain::organisation::{Role, UnitKind};
use jiff::civil::date;

use super::{Office, Page, SIMPLE, check};

/// A dossier and the people who work on it.
pub struct Story {
    /// The office.
    pub office: Office,
    /// Its code.
    pub code: String,
}

impl Story {
    /// Accepted on Monday 2 June 2025 at 9:00.
    pub async fn accepted() -> Self {
        let office = Office::open().await;
        let code = office.accept(SIMPLE).await.dossier.code.expect("a code").to_string();
        Self { office, code }
    }

    /// In appraisal: `xuly` has it.
    pub async fn appraised() -> Self {
        let story = Self::accepted().await;
        story.done("tiepnhan", "transfer", &[]).await;
        story.done("lanhdao", "take", &[]).await;
        story.done("lanhdao", "complete-step", &[("step", "b3"), ("next_person", "xuly")]).await;
        let page = story.page("xuly").await;
        assert!(page.text().contains("Nguyễn Minh Khang"), "the named person has it");
        story
    }

    pub async fn page(&self, who: &str) -> Page {
        let cookies = self.office.cookies(who).await;
        let page = self.office.get(&cookies, &format!("/ho-so/{}", self.code)).await;
        assert_eq!(page.status, StatusCode::OK, "as {who}");
        check("the dossier", who, &page);
        page
    }

    /// Opens the form of an act and sends it with these answers.
    pub async fn act(&self, who: &str, action: &str, answers: &[(&str, &str)]) -> Page {
        let cookies = self.office.cookies(who).await;
        let path = format!("/ho-so/{}/viec/{action}", self.code);
        for lang in ["en", "vi"] {
            let form = self.office.get(&cookies, &format!("{path}?lang={lang}")).await;
            assert_eq!(form.status, StatusCode::OK, "{action} as {who}");
            check(&path, who, &form);
        }
        let form = self.office.get(&cookies, &path).await;
        let hidden =
            ["csrf", "idempotency_key", "revision"].map(|name| (name, form.input(name).expect(name)));
        let mut pairs: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pairs.extend_from_slice(answers);
        self.office.post(&cookies, &path, &pairs).await
    }

    pub async fn done(&self, who: &str, action: &str, answers: &[(&str, &str)]) {
        let page = self.act(who, action, answers).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{action} as {who}: {}", page.text());
    }

    pub async fn refused(&self, who: &str, action: &str, answers: &[(&str, &str)]) -> String {
        let page = self.act(who, action, answers).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{action} as {who}");
        check(action, who, &page);
        page.text()
    }

    /// A worker of another agency than the settling one, with the id of that agency.
    pub fn stranger(&self) -> (String, String) {
        let (reference, day) = (self.office.app.reference(), date(2025, 6, 2));
        let organisation = &reference.organisation;
        let found = reference.people().find_map(|person| {
            let posting = person.postings_on(day).find(|posting| {
                let unit = organisation.unit_on(&posting.unit, day);
                posting.role == Role::AgencyHead
                    && unit.is_some_and(|unit| {
                        unit.kind == UnitKind::Department && unit.id.as_str() != "so-khdt"
                    })
            })?;
            Some((person.id.to_string(), posting.unit.to_string()))
        });
        found.expect("another department")
    }
}
