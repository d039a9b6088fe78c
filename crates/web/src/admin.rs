//! `/quan-tri`: what the administrator looks after, to read. Accounts are changed on the command line.

use app::fold::fold;
use app::reference::ProcedureFilter;
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use domain::organisation::{Person, Posting, Role};
use jiff::civil::Date;
use maud::{Markup, html};
use ui::components::{
    Column, DataTable, Row, SearchBox, StatTile, SummaryRow, TagTone, data_table, empty_state, pagination,
    search_box, stat_tiles, summary_list, tag,
};
use ui::{Lang, format};

use crate::{FailedPage, Frame, Section, Signed, Web, frame, guard, url};

/// Who reads these pages.
const READERS: &[Role] = &[Role::Administrator, Role::Director, Role::DeputyDirector, Role::Auditor];
/// Postings on one page.
const PAGE: usize = 50;

/// The routes of the administration.
pub fn routes() -> Router<Web> {
    Router::new().route(url::ADMIN, get(overview)).route(url::PEOPLE, get(people))
}

fn admit(signed: &Signed) -> Result<(), FailedPage> {
    if signed.holds(READERS) { Ok(()) } else { Err(app::CommandError::Forbidden.into()) }
}

/// `GET /quan-tri`.
///
/// # Errors
///
/// [`FailedPage`] 403 for everybody else.
async fn overview(State(web): State<Web>, signed: Signed) -> Result<Response, FailedPage> {
    admit(&signed)?;
    let (lang, day) = (signed.lang, signed.day());
    let reference = web.app.reference();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let posted = postings(&reference, "", day).len();
    let procedures = reference.procedures_on(day, &ProcedureFilter::default()).len();
    let calendar = reference.calendar_for(reference.default_desk());
    let meta = &reference.province.meta;
    let now = lang.tf("as-of", &[("when", (&format::datetime(signed.at)).into())]);
    let tiles = [
        StatTile {
            label: &lang.t("admin-postings"),
            figure: count(posted),
            href: url::PEOPLE,
            note: &now,
            tone: TagTone::Plain,
        },
        StatTile {
            label: &lang.t("admin-procedures"),
            figure: count(procedures),
            href: url::PROCEDURES,
            note: &now,
            tone: TagTone::Plain,
        },
    ];
    let fingerprint = format!("{:016x}", calendar.fingerprint());
    let rows = [
        SummaryRow::text(
            lang.t("admin-calendar"),
            &format!("{} · {} · {fingerprint}", calendar.id(), calendar.version()),
        ),
        SummaryRow::text(
            lang.t("admin-regulation"),
            &format!("{} · {}", meta.regulation.number, meta.regulation.issuer),
        ),
        SummaryRow::text(lang.t("admin-code"), &meta.code_level_1),
    ];
    let title = lang.t("admin-title");
    let links = [
        (url::MESSAGES, "messages-title"),
        (url::DAYS, "nav-calendar"),
        (url::GALLERY, "nav-gallery"),
        ("/api/docs", "admin-api"),
    ];
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (stat_tiles(lang, &tiles))
        (summary_list(&rows))
        ul class="govuk-list" {
            @for (href, key) in links { li { a class="govuk-link" href=(href) { (lang.t(key)) } } }
        }
        @if !meta.notes.is_empty() {
            section class="mc-card" aria-labelledby="ghi-chu" {
                h2 class="mc-card__title" id="ghi-chu" { (lang.t("admin-notes")) }
                ul class="govuk-list govuk-list--bullet" { @for note in &meta.notes { li { (note) } } }
            }
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Admin).show(&body))
}

/// `GET /quan-tri/tai-khoan?q=&sau=`: who works where, as what, until when.
///
/// # Errors
///
/// As [`overview`].
async fn people(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    admit(&signed)?;
    let (lang, day) = (signed.lang, signed.day());
    let query = guard::query(&uri);
    let reference = web.app.reference();
    let found = postings(&reference, query.get("q"), day);
    let start: usize = query.number("sau").unwrap_or(0).min(found.len());
    let rest = found.get(start..).unwrap_or_default();
    let shown = rest.get(..PAGE).unwrap_or(rest);
    let address =
        |at: usize| url::with_query(url::PEOPLE, &[("q", query.get("q")), ("sau", &at.to_string())]);
    let next = (rest.len() > PAGE).then(|| address(start.saturating_add(PAGE)));
    let previous = (start > 0).then(|| address(start.saturating_sub(PAGE)));
    let title = lang.t("nav-users");
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        (search_box(lang, &SearchBox {
            id: "q",
            action: url::PEOPLE,
            name: "q",
            label: &lang.t("admin-people-search"),
            value: query.get("q"),
            ..SearchBox::default()
        }))
        p class="mc-muted" role="status" { (lang.tf("results-count", &[("n", found.len().into())])) }
        @if shown.is_empty() {
            (empty_state(&lang.t("empty-title"), "", Some((&lang.t("clear-filter"), url::PEOPLE))))
        } @else {
            (table(lang, &reference, shown, day))
            (pagination(lang, previous.as_deref(), next.as_deref()))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Admin).show(&body))
}

/// Today's and coming postings of everybody who fits the search, in order of unit and name.
fn postings<'a>(reference: &'a app::Reference, search: &str, day: Date) -> Vec<(&'a Person, &'a Posting)> {
    let words = fold(search);
    let fits = |person: &Person, posting: &Posting| {
        let unit = reference.unit_name(&posting.unit, day);
        let text = fold(&format!("{} {} {unit}", person.name, person.id));
        words.split(' ').all(|word| text.contains(word))
    };
    let lasting = |posting: &&Posting| posting.validity.to.is_none_or(|to| day <= to);
    let mut found: Vec<(&Person, &Posting)> = reference
        .people()
        .flat_map(|person| person.postings.iter().filter(lasting).map(move |posting| (&**person, posting)))
        .filter(|(person, posting)| posting.role != Role::Citizen && fits(person, posting))
        .collect();
    found.sort_by(|(a, at), (b, bt)| (&at.unit, &a.name, at.role).cmp(&(&bt.unit, &b.name, bt.role)));
    found
}

fn table(lang: Lang, reference: &app::Reference, shown: &[(&Person, &Posting)], day: Date) -> Markup {
    let columns =
        ["full-name", "username", "unit", "position", "status"].map(|key| Column::text(lang.t(key)));
    let rows: Vec<Row<'_>> = shown
        .iter()
        .map(|(person, posting)| Row {
            cells: vec![
                html! { (person.name) },
                html! { code { (person.id) } },
                html! { (reference.unit_name(&posting.unit, day)) },
                html! { (frame::role(lang, posting.role)) },
                standing(lang, posting, day),
            ],
            ..Row::default()
        })
        .collect();
    data_table(
        lang,
        &DataTable {
            id: "tai-khoan",
            caption: &lang.t("admin-people-caption"),
            columns: &columns,
            rows: &rows,
        },
    )
}

fn standing(lang: Lang, posting: &Posting, day: Date) -> Markup {
    let from = format::date(posting.validity.from);
    html! {
        @if posting.validity.covers(day) {
            @match posting.validity.to {
                Some(to) => (tag(TagTone::Info, &lang.tf("admin-until", &[("day", (&format::date(to)).into())]))),
                None => (lang.tf("since", &[("when", (&from).into())])),
            }
        } @else {
            (tag(TagTone::Plain, &lang.tf("admin-from", &[("day", (&from).into())])))
        }
    }
}
