//! `GET /lich-lam-viec?nam=`: the days on which the office is closed or open against the week.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use calendar::{Calendar, DayKind, YearState};
use jiff::civil::{Date, date};
use maud::{Markup, html};
use ui::components::{Column, DataTable, Row, data_table, pagination};
use ui::{Lang, format, icon};

use crate::{Frame, Section, Visitor, Web, guard, url};

/// Years that can be asked for; a year without a published calendar says so.
const YEARS: std::ops::RangeInclusive<i16> = 2019..=2040;

/// The days of one year.
pub async fn show(State(web): State<Web>, visitor: Visitor, uri: Uri) -> Response {
    let lang = visitor.lang;
    let asked: Option<i16> = guard::query(&uri).number("nam");
    let year = asked.filter(|year| YEARS.contains(year)).unwrap_or_else(|| visitor.day().year());
    let reference = web.app.reference();
    let calendar = reference.calendar_for(reference.default_desk());
    let number = year.to_string();
    let title = lang.tf("days-title", &[("year", (&number).into())]);
    let address = |year: i16| url::with_query(url::DAYS, &[("nam", &year.to_string())]);
    let previous = YEARS.contains(&(year.saturating_sub(1))).then(|| address(year.saturating_sub(1)));
    let next = YEARS.contains(&(year.saturating_add(1))).then(|| address(year.saturating_add(1)));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p { (lang.t("footer-hours")) ": " (lang.t("working-hours")) }
        (state(lang, calendar.year_state(year)))
        (table(lang, calendar, year))
        (pagination(lang, previous.as_deref(), next.as_deref()))
        p class="mc-muted" {
            (lang.tf("days-version", &[("id", calendar.id().into()), ("n", calendar.version().into())]))
        }
    };
    Frame::public(&web, &visitor, &title, Section::Help).show(&body)
}

fn state(lang: Lang, state: YearState) -> Markup {
    let key = match state {
        YearState::Published => return html! {},
        YearState::Computed => "days-computed",
        YearState::NotPublished => "days-not-published",
    };
    html! { p class="mc-note mc-note--warn" { (icon("triangle-alert")) (lang.t(key)) } }
}

fn table(lang: Lang, calendar: &Calendar, year: i16) -> Markup {
    let rows: Vec<Row<'_>> = days(calendar, year)
        .map(|(day, what)| Row {
            cells: vec![html! { (format::date_long(lang, day)) }, html! { (what.words(lang)) }],
            ..Row::default()
        })
        .collect();
    let columns = [Column::text(lang.t("clock-column-day")), Column::text(lang.t("days-what"))];
    html! {
        @if !rows.is_empty() {
            (data_table(lang, &DataTable {
                id: "ngay",
                caption: &lang.t("days-caption"),
                columns: &columns,
                rows: &rows,
            }))
        }
    }
}

/// What is unusual about a day.
enum Unusual<'a> {
    Off(&'a str),
    WorkedInstead(Date),
    Changed(&'a str),
}

impl Unusual<'_> {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Off(name) => lang.tf("days-off", &[("name", (*name).into())]),
            Self::WorkedInstead(day) => lang.tf("days-swapped", &[("day", (&format::date(*day)).into())]),
            Self::Changed(reason) => lang.tf("days-changed", &[("reason", (*reason).into())]),
        }
    }
}

fn days(calendar: &Calendar, year: i16) -> impl Iterator<Item = (Date, Unusual<'_>)> {
    let first = date(year, 1, 1);
    first.series(jiff::Span::new().days(1)).take_while(move |day| day.year() == year).filter_map(|day| {
        let what = match calendar.day_kind(day) {
            DayKind::Off { name, .. } => Unusual::Off(name),
            DayKind::SwappedIn { instead_of } => Unusual::WorkedInstead(instead_of),
            DayKind::Changed { reason } => Unusual::Changed(reason),
            DayKind::Working | DayKind::Weekend | DayKind::Unpublished => return None,
        };
        Some((day, what))
    })
}
