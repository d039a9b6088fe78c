//! The frame around a page of this site: office, navigation, signed-in person, message of the last act.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::organisation::Role;
use maud::Markup;
use ui::components::{FieldError, Flash, Tone};
use ui::{Lang, NavItem, Page, PageKind, Site, UserBadge};

use crate::{Visitor, Web, guard, url, words};

/// The section of the navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The start page.
    Home,
    /// Procedures.
    Procedures,
    /// Tracking.
    Track,
    /// The citizen's own dossiers.
    Mine,
    /// Help.
    Help,
    /// The staff's worklists.
    Desk,
    /// Intake.
    Intake,
    /// Hand-over of papers.
    Papers,
    /// Results that go to the post.
    PostOut,
    /// What the Centre is told of.
    Supervision,
    /// The board.
    Board,
    /// The register.
    Register,
    /// Minutes of the post.
    Post,
    /// The book of guidance.
    Guidance,
    /// Letters that urge.
    Urging,
    /// Tills.
    Cash,
    /// The administration.
    Admin,
    /// None of them.
    Other,
}

/// One entry of a navigation.
struct Entry {
    section: Section,
    key: &'static str,
    href: &'static str,
    shortcut: Option<&'static str>,
    /// Who sees it; empty means everybody of this kind of page. What is hidden is not thereby forbidden.
    roles: &'static [Role],
}

const fn entry(section: Section, key: &'static str, href: &'static str) -> Entry {
    Entry { section, key, href, shortcut: None, roles: &[] }
}

const PUBLIC: [Entry; 5] = [
    entry(Section::Home, "nav-home", url::HOME),
    entry(Section::Procedures, "nav-procedures", url::PROCEDURES),
    entry(Section::Track, "nav-track", url::TRACK),
    Entry { roles: &[Role::Citizen], ..entry(Section::Mine, "nav-mine", url::MINE) },
    entry(Section::Help, "nav-help", url::HELP),
];

/// Who takes dossiers in; the clerk of the post brings them.
const RECEPTION: &[Role] = &[Role::CounterOfficer];
const WHOLE_PROVINCE: &[Role] =
    &[Role::Director, Role::DeputyDirector, Role::ProcedureControl, Role::Auditor];
const HANDLES_PAPER: &[Role] = &[
    Role::CounterOfficer,
    Role::PostClerk,
    Role::Officer,
    Role::DivisionHead,
    Role::AgencyHead,
    Role::Clerk,
    Role::Chairman,
];
const REGISTER: &[Role] = &[
    Role::CounterOfficer,
    Role::PostClerk,
    Role::Director,
    Role::DeputyDirector,
    Role::ProcedureControl,
    Role::Auditor,
];

/// Everybody but the administrator, who sees no dossier.
const WORKERS: &[Role] = &[
    Role::CounterOfficer,
    Role::PostClerk,
    Role::Officer,
    Role::DivisionHead,
    Role::AgencyHead,
    Role::Clerk,
    Role::Chairman,
    Role::Director,
    Role::DeputyDirector,
    Role::ProcedureControl,
    Role::Auditor,
];
const GIVES_OUT: &[Role] = &[Role::CounterOfficer];
const ADMINISTRATION: &[Role] = &[Role::Administrator];

const GUIDES: &[Role] = &[
    Role::CounterOfficer,
    Role::Officer,
    Role::ProcedureControl,
    Role::Director,
    Role::DeputyDirector,
    Role::Auditor,
];
const URGES: &[Role] = &[
    Role::Director,
    Role::DeputyDirector,
    Role::ProcedureControl,
    Role::Auditor,
    Role::DivisionHead,
    Role::AgencyHead,
    Role::Chairman,
];

const STAFF: [Entry; 12] = [
    Entry { shortcut: Some("Alt+1"), roles: WORKERS, ..entry(Section::Desk, "nav-desk", url::DESK) },
    Entry { shortcut: Some("Alt+2"), roles: RECEPTION, ..entry(Section::Intake, "nav-intake", url::INTAKE) },
    Entry {
        shortcut: Some("Alt+3"),
        roles: HANDLES_PAPER,
        ..entry(Section::Papers, "nav-handover-papers", url::PAPERS)
    },
    Entry {
        shortcut: Some("Alt+4"),
        roles: WHOLE_PROVINCE,
        ..entry(Section::Board, "nav-board", url::BOARD)
    },
    Entry {
        shortcut: Some("Alt+5"),
        roles: REGISTER,
        ..entry(Section::Register, "nav-register", url::REGISTER)
    },
    Entry { roles: WHOLE_PROVINCE, ..entry(Section::Supervision, "nav-supervision", url::SUPERVISION) },
    Entry { roles: GIVES_OUT, ..entry(Section::PostOut, "nav-post-out", url::POST_OUT) },
    Entry { roles: REGISTER, ..entry(Section::Post, "nav-post", url::POST) },
    Entry { roles: GUIDES, ..entry(Section::Guidance, "nav-guidance", url::GUIDANCE) },
    Entry { roles: URGES, ..entry(Section::Urging, "nav-urging", url::URGING) },
    Entry { roles: REGISTER, ..entry(Section::Cash, "nav-cash", url::CASH) },
    Entry {
        shortcut: Some("Alt+6"),
        roles: ADMINISTRATION,
        ..entry(Section::Admin, "nav-admin", url::ADMIN)
    },
];

/// What stands above the body: what the last act did, and where it leads.
struct Message {
    tone: Tone,
    words: String,
    link: Option<(String, String)>,
}

/// A page being made.
pub struct Frame<'a> {
    web: &'a Web,
    visitor: &'a Visitor,
    title: String,
    section: Section,
    kind: PageKind,
    status: StatusCode,
    errors: Vec<(Option<String>, String)>,
    flash: Option<Message>,
}

impl<'a> Frame<'a> {
    /// A page for citizens.
    #[must_use]
    pub fn public(web: &'a Web, visitor: &'a Visitor, title: &str, section: Section) -> Self {
        Self::new(web, visitor, title, section, PageKind::Public)
    }

    /// A page for staff.
    #[must_use]
    pub fn staff(web: &'a Web, visitor: &'a Visitor, title: &str, section: Section) -> Self {
        Self::new(web, visitor, title, section, PageKind::Staff)
    }

    /// A page in the look of whoever asks: for failures and other pages without a section.
    #[must_use]
    pub fn own(web: &'a Web, visitor: &'a Visitor, title: &str) -> Self {
        let kind = if visitor.is_staff() { PageKind::Staff } else { PageKind::Public };
        Self::new(web, visitor, title, Section::Other, kind)
    }

    fn new(web: &'a Web, visitor: &'a Visitor, title: &str, section: Section, kind: PageKind) -> Self {
        let (title, status) = (title.to_owned(), StatusCode::OK);
        Self { web, visitor, title, section, kind, status, errors: Vec::new(), flash: None }
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The faults of the form: the id of the input, if it is one input's, and the words.
    #[must_use]
    pub fn errors(mut self, errors: Vec<(Option<String>, String)>) -> Self {
        self.errors = errors;
        self
    }

    /// A message above the body. Without one, `?xong=…` in the address shows the message `done-…`.
    #[must_use]
    pub fn flash(mut self, tone: Tone, message: String, link: Option<(String, String)>) -> Self {
        self.flash = Some(Message { tone, words: message, link });
        self
    }

    /// Draws the page.
    #[must_use]
    pub fn show(self, body: &Markup) -> Response {
        let reference = self.web.app.reference();
        let (meta, lang, day) = (&reference.province.meta, self.visitor.lang, self.visitor.day());
        let centre = words::unit(lang, &reference, &meta.centre, day);
        let authority = words::unit(lang, &reference, &meta.committee, day);
        let badge = self.badge(&reference);
        let done = self.done();
        let flash = self.flash.as_ref().or(done.as_ref());
        let errors: Vec<FieldError<'_>> = self
            .errors
            .iter()
            .map(|(field, message)| FieldError { field: field.as_deref(), message })
            .collect();
        let markup = ui::page(
            &Page {
                lang,
                title: &self.title,
                kind: self.kind,
                site: Site {
                    centre: &centre,
                    authority: &authority,
                    hotline: &meta.hotline,
                    hours: "",
                    demo: meta.demo,
                    links: &[
                        (&lang.t("nav-help"), url::HELP),
                        (&lang.t("footer-accessibility"), url::ACCESSIBILITY),
                        (&lang.t("footer-privacy"), url::PRIVACY),
                    ],
                },
                user: badge.as_ref().map(|(name, unit, role)| UserBadge {
                    name,
                    unit,
                    role,
                    sign_out: url::SIGN_OUT,
                }),
                nav: &self.navigation(),
                flash: flash.map(|flash| Flash {
                    tone: flash.tone,
                    message: &flash.words,
                    link: flash.link.as_ref().map(|(words, href)| (words.as_str(), href.as_str())),
                }),
                errors: &errors,
                path: &self.visitor.path,
                csrf: &self.visitor.csrf,
            },
            body,
        );
        (self.status, markup).into_response()
    }

    fn navigation(&self) -> Vec<NavItem<'static>> {
        let entries: &[Entry] = match self.kind {
            PageKind::Public => &PUBLIC,
            PageKind::Staff => &STAFF,
            PageKind::Plain => return Vec::new(),
        };
        let mut items: Vec<NavItem<'static>> = entries
            .iter()
            .filter(|entry| entry.roles.is_empty() || self.visitor.holds(entry.roles))
            .map(|entry| NavItem {
                label: self.visitor.lang.t(entry.key),
                href: entry.href,
                current: entry.section == self.section,
                key: entry.shortcut,
                count: None,
            })
            .collect();
        if self.kind == PageKind::Public {
            items.extend(self.door());
        }
        items
    }

    /// The way in for guests, and the way back to work for staff who read a public page.
    fn door(&self) -> Option<NavItem<'static>> {
        let (key, href) = match (&self.visitor.caller, self.visitor.is_staff()) {
            (None, _) => ("sign-in", url::SIGN_IN),
            (Some(_), true) => ("nav-desk", start(self.visitor)),
            (Some(_), false) => return None,
        };
        let label = self.visitor.lang.t(key);
        Some(NavItem { label, href, current: false, key: None, count: None })
    }

    /// Name, unit and role of the signed-in person.
    fn badge(&self, reference: &app::Reference) -> Option<(String, String, String)> {
        let (caller, day) = (self.visitor.caller.as_ref()?, self.visitor.day());
        let posting = caller.person.postings_on(day).next()?;
        let unit = match posting.role {
            // The posting of a citizen names the province only because every posting names a unit.
            Role::Citizen => String::new(),
            _ => words::unit(self.visitor.lang, reference, &posting.unit, day),
        };
        Some((caller.person.name.clone(), unit, role(self.visitor.lang, posting.role)))
    }

    fn done(&self) -> Option<Message> {
        let uri = self.visitor.path.parse().ok()?;
        let query = guard::query(&uri);
        let what = query.get("xong");
        let known = !what.is_empty() && what.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let message = known.then(|| self.visitor.lang.t(&format!("done-{what}")))?;
        // A key without a message shows itself in brackets: somebody played with the address.
        (!message.starts_with('[')).then_some(Message { tone: Tone::Success, words: message, link: None })
    }
}

/// The first page of somebody who is signed in.
#[must_use]
pub fn start(visitor: &Visitor) -> &'static str {
    if !visitor.is_staff() {
        return url::MINE;
    }
    // Who watches over the whole province begins with the board.
    if visitor.holds(WHOLE_PROVINCE) {
        return url::BOARD;
    }
    if visitor.holds(WORKERS) { url::DESK } else { url::ADMIN }
}

/// A role in words.
#[must_use]
pub fn role(lang: Lang, role: Role) -> String {
    lang.t(match role {
        Role::CounterOfficer => "role-counter-officer",
        Role::Officer => "role-officer",
        Role::DivisionHead => "role-division-head",
        Role::AgencyHead => "role-agency-head",
        Role::Clerk => "role-clerk",
        Role::Chairman => "role-chairman",
        Role::Director => "role-director",
        Role::DeputyDirector => "role-deputy-director",
        Role::ProcedureControl => "role-procedure-control",
        Role::PostClerk => "role-post-clerk",
        Role::Administrator => "role-administrator",
        Role::Auditor => "role-auditor",
        Role::Citizen => "role-citizen",
    })
}
