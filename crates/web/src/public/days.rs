//! `GET /lich-lam-viec?nam=`: the days on which the office is closed or open against the week.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use calendar::{Calendar, DayKind, YearState};
use jiff::civil::{Date, date};
use maud::{Markup, html};
use ui::components::{TagTone, tag};
use ui::{Lang, format, icon};

use crate::refusal::name;
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
    let province = name(lang, &reference.province.meta.name);
    let number = year.to_string();
    let title = lang.tf("days-title", &[("year", (&number).into())]);
    let address = |year: i16| url::with_query(url::DAYS, &[("nam", &year.to_string())]);
    let previous = YEARS.contains(&(year.saturating_sub(1))).then(|| address(year.saturating_sub(1)));
    let next = YEARS.contains(&(year.saturating_add(1))).then(|| address(year.saturating_add(1)));
    let body = html! {
        h1 class="govuk-heading-l" { (title) }
        p { (lang.t("footer-hours")) ": " (lang.t("working-hours")) }
        (state(lang, calendar.year_state(year)))
        (list(lang, calendar, year))
        (years(lang, year, previous.as_deref(), next.as_deref()))
        p class="mc-muted" {
            (lang.tf("days-version", &[("province", province.into()), ("n", calendar.version().into())]))
        }
    };
    Frame::public(&web, &visitor, &title, Section::Help).show(&body)
}

/// The years beside this one, each by its number.
fn years(lang: Lang, year: i16, previous: Option<&str>, next: Option<&str>) -> Markup {
    let named = |year: i16| lang.tf("days-year", &[("year", (&year.to_string()).into())]);
    html! {
        nav class="mc-pages" aria-label=(lang.t("days-years")) {
            @if let Some(href) = previous {
                a class="mc-pages__link" href=(href) rel="prev" { (icon("arrow-left")) (named(year.saturating_sub(1))) }
            }
            @if let Some(href) = next {
                a class="mc-pages__link" href=(href) rel="next" { (named(year.saturating_add(1))) (icon("arrow-right")) }
            }
        }
    }
}

/// A day that begins a line.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn state(lang: Lang, state: YearState) -> Markup {
    let key = match state {
        YearState::Published => return html! {},
        YearState::Computed => "days-computed",
        YearState::NotPublished => "days-not-published",
    };
    html! { p class="mc-note mc-note--warn" { (icon("triangle-alert")) (lang.t(key)) } }
}

fn list(lang: Lang, calendar: &Calendar, year: i16) -> Markup {
    html! {
        h2 { (lang.t("days-caption")) }
        ul class="mc-list" {
            @for (day, what) in days(calendar, year) {
                @let (tone, label, words) = what.words(lang);
                li class="mc-list__item" {
                    strong { (capitalised(&format::date_long(lang, day))) }
                    p class="mc-list__facts" { (tag(tone, &label)) " " (words) }
                }
            }
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
    fn words(&self, lang: Lang) -> (TagTone, String, String) {
        let worked = || lang.t("days-worked");
        match self {
            Self::Off(name) => (TagTone::Warn, lang.t("days-closed"), (*name).to_owned()),
            Self::WorkedInstead(day) => {
                let words = lang.tf("days-swapped", &[("day", (&format::date(*day)).into())]);
                (TagTone::Calm, worked(), words)
            }
            Self::Changed(reason) => {
                (TagTone::Info, worked(), lang.tf("days-changed", &[("reason", (*reason).into())]))
            }
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
