//! `GET /bang-dieu-hanh`: what the agencies received and solved, and the list behind each figure.

use app::dossier::lists;
use app::{BoardCell, BoardRow, Figure};
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use domain::ids::UnitId;
use jiff::Span;
use jiff::civil::{Date, DateTime};
use maud::{Markup, html};
use ui::components::{
    Bar, BarChart, Button, Column, DataTable, InputKind, Row, StatTile, Tab, TagTone, TextInput, bar_chart,
    breadcrumbs, button, data_table, empty_state, pagination, stat_tiles, tabs, text_input,
};
use ui::{Lang, format};

use super::worklist;
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, url};

/// Rows of one page of a list.
const ROWS: usize = 50;

/// The list behind a figure.
const LIST: &str = "/bang-dieu-hanh/danh-sach";

/// The figures of the tiles, with their colour.
const TILES: [(Figure, TagTone); 9] = [
    (Figure::Received, TagTone::Info),
    (Figure::SolvedEarly, TagTone::Calm),
    (Figure::SolvedOnTime, TagTone::Calm),
    (Figure::SolvedLate, TagTone::Alarm),
    (Figure::OpenInTime, TagTone::Info),
    (Figure::OpenOverdue, TagTone::Alarm),
    (Figure::WaitingSupplement, TagTone::Warn),
    (Figure::ForwardedLate, TagTone::Warn),
    (Figure::BecameOverdue, TagTone::Alarm),
];

/// The routes of the board.
pub fn routes() -> Router<Web> {
    Router::new().route(url::BOARD, get(show)).route(LIST, get(list))
}

/// A period of days, both included.
#[derive(Clone, Copy)]
struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// The period that the address names, else this month; `Err` with what was typed when it is none.
    fn of(query: &Posted, today: Date) -> Result<Self, Self> {
        let month = Self { from: today.first_of_month(), to: today };
        let read = |name: &str, otherwise: Date| match query.get(name).trim() {
            "" => Some(otherwise),
            text => ["%d/%m/%Y", "%Y-%m-%d"].iter().find_map(|form| Date::strptime(form, text).ok()),
        };
        match (read("tu", month.from), read("den", month.to)) {
            (Some(from), Some(to)) if from <= to => Ok(Self { from, to }),
            _ => Err(month),
        }
    }

    fn pairs(self) -> [(&'static str, String); 2] {
        [("tu", self.from.to_string()), ("den", self.to.to_string())]
    }

    /// The board over this period.
    fn href(self, unit: &str) -> String {
        let [(from, first), (to, last)] = self.pairs();
        url::with_query(url::BOARD, &[(from, &first), (to, &last), ("don-vi", unit)])
    }
}

/// Which dossiers a figure counts.
struct Cell<'a> {
    figure: Figure,
    unit: &'a str,
    field: &'a str,
    period: Period,
}

impl Cell<'_> {
    fn href(&self, cursor: &str) -> String {
        let [(from, first), (to, last)] = self.period.pairs();
        url::with_query(
            LIST,
            &[
                ("chi-tieu", self.figure.name()),
                ("don-vi", self.unit),
                ("linh-vuc", self.field),
                (from, &first),
                (to, &last),
                ("sau", cursor),
            ],
        )
    }
}

/// The board.
///
/// # Errors
///
/// 403 unless the person sees the whole province.
async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let (lang, today) = (signed.lang, signed.day());
    let asked = Period::of(&query, today);
    let wrong = asked.is_err();
    let period = asked.unwrap_or_else(|month| month);
    let caller = signed.caller.clone();
    let rows = web.blocking(move |app| lists::board(app, &caller, period.from, period.to)).await??;
    let unit = query.get("don-vi");
    let reference = web.app.reference();
    let sheet = Sheet {
        lang,
        period,
        unit,
        at: signed.at,
        lines: lines(&rows, unit, |id| reference.unit_name(id, today)),
    };
    let title = lang.t("board-title");
    let unit_name = UnitId::new(unit).map(|id| reference.unit_name(&id, today)).unwrap_or_default();
    let body = html! {
        @if !unit.is_empty() { (breadcrumbs(lang, &[(&title, &period.href(""))])) }
        h1 class="govuk-heading-l" { (title) @if !unit_name.is_empty() { ": " (unit_name) } }
        (sheet.choose(&query, wrong, today))
        p class="mc-muted" {
            (lang.tf("board-period", &[("from", (&format::date(period.from)).into()), ("to", (&format::date(period.to)).into())]))
            " · " (lang.tf("as-of", &[("when", (&format::datetime(signed.at)).into())]))
        }
        p { a class="govuk-link" href=(url::SETTLING) { (lang.t("settling-title")) } }
        (sheet.tiles())
        @if sheet.lines.is_empty() {
            (empty_state(&lang.t("board-empty"), "", None))
        } @else {
            (sheet.table())
            (sheet.charts())
        }
        (definitions(lang))
    };
    let frame = Frame::staff(&web, &signed, &title, Section::Board);
    let errors = if wrong { vec![(Some("tu".to_owned()), lang.t("board-period-wrong"))] } else { Vec::new() };
    Ok(frame.errors(errors).show(&body))
}

/// One line of the table: an agency, or a field of the chosen agency.
struct Line {
    unit: String,
    field: String,
    name: String,
    figures: BoardRow,
}

/// Adds the rows up by agency, or keeps the fields of the chosen one; sorted by name.
fn lines(rows: &[BoardRow], unit: &str, name: impl Fn(&UnitId) -> String) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in rows.iter().filter(|row| unit.is_empty() || row.unit.as_str() == unit) {
        let field = if unit.is_empty() { String::new() } else { row.field.clone() };
        match lines.iter_mut().find(|line| line.unit == row.unit.as_str() && line.field == field) {
            Some(line) => add(&mut line.figures, row),
            None => lines.push(Line {
                unit: row.unit.to_string(),
                name: if unit.is_empty() { name(&row.unit) } else { field.clone() },
                field,
                figures: row.clone(),
            }),
        }
    }
    lines.sort_by(|a, b| a.name.cmp(&b.name));
    lines
}

fn add(to: &mut BoardRow, row: &BoardRow) {
    to.received += row.received;
    to.accepted += row.accepted;
    to.solved_early += row.solved_early;
    to.solved_on_time += row.solved_on_time;
    to.solved_late += row.solved_late;
    to.open_in_time += row.open_in_time;
    to.open_overdue += row.open_overdue;
    to.waiting_supplement += row.waiting_supplement;
    to.refused += row.refused;
    to.withdrawn += row.withdrawn;
    to.forwarded_late += row.forwarded_late;
    to.became_overdue += row.became_overdue;
}

struct Sheet<'a> {
    lang: Lang,
    period: Period,
    unit: &'a str,
    at: DateTime,
    lines: Vec<Line>,
}

impl Sheet<'_> {
    /// The usual periods as links, any other by two days.
    fn choose(&self, query: &Posted, wrong: bool, today: Date) -> Markup {
        let lang = self.lang;
        let back = |days: i64| today.checked_sub(Span::new().days(days)).unwrap_or(today);
        let year = Date::new(today.year(), 1, 1).unwrap_or(today);
        let monday = back(i64::from(today.weekday().to_monday_zero_offset()));
        let known = [
            ("board-today", today),
            ("board-week", monday),
            ("board-month", today.first_of_month()),
            ("board-thirty", back(30)),
            ("board-year", year),
        ];
        let views: Vec<(String, String, bool)> = known
            .into_iter()
            .map(|(key, from)| {
                let period = Period { from, to: today };
                let current = self.period.from == from && self.period.to == today;
                (lang.t(key), period.href(self.unit), current)
            })
            .collect();
        // Two usual periods may begin on one day; only the first of them is marked.
        let chosen = views.iter().position(|(.., current)| *current);
        let views: Vec<Tab<'_>> = views
            .iter()
            .enumerate()
            .map(|(index, (label, href, _))| Tab {
                label,
                href,
                current: chosen == Some(index),
                ..Tab::default()
            })
            .collect();
        let (first, last) = (format::date(self.period.from), format::date(self.period.to));
        let typed = |name: &'static str, known: &str| {
            if wrong { query.get(name).to_owned() } else { known.to_owned() }
        };
        let day = |id: &'static str, key: &str, value: &str, error: Option<&str>| {
            text_input(
                lang,
                &TextInput {
                    id,
                    name: id,
                    label: &lang.t(key),
                    value,
                    error,
                    kind: InputKind::Day,
                    width: Some(10),
                    ..TextInput::default()
                },
            )
        };
        let error = wrong.then(|| lang.t("board-period-wrong"));
        html! {
            (tabs(lang, &lang.t("board-periods"), &views))
            form class="mc-toolbar" method="get" action=(url::BOARD) {
                @if !self.unit.is_empty() { input type="hidden" name="don-vi" value=(self.unit); }
                (day("tu", "board-from", &typed("tu", &first), error.as_deref()))
                (day("den", "board-to", &typed("den", &last), None))
                (button(&Button { label: &lang.t("board-show"), icon: Some("calendar"), ..Button::default() }))
            }
        }
    }

    fn cell(&self, figure: Figure, line: Option<&Line>) -> String {
        let (unit, field) = line.map_or((self.unit, ""), |line| (line.unit.as_str(), line.field.as_str()));
        Cell { figure, unit, field, period: self.period }.href("")
    }

    fn tiles(&self) -> Markup {
        let lang = self.lang;
        let in_period = lang.t("board-note-period");
        let right_now = lang.tf("as-of", &[("when", (&format::datetime(self.at)).into())]);
        let parts: Vec<(String, i64, String, &str, TagTone)> = TILES
            .iter()
            .map(|(figure, tone)| {
                let sum: u64 = self.lines.iter().map(|line| line.figures.get(*figure)).sum();
                let now =
                    matches!(figure, Figure::OpenInTime | Figure::OpenOverdue | Figure::WaitingSupplement);
                let note = if now { &right_now } else { &in_period };
                let tone = if sum == 0 { TagTone::Plain } else { *tone };
                (words(lang, *figure), whole(sum), self.cell(*figure, None), note.as_str(), tone)
            })
            .collect();
        let tiles: Vec<StatTile<'_>> = parts
            .iter()
            .map(|(label, figure, href, note, tone)| StatTile {
                label,
                figure: *figure,
                href,
                note,
                tone: *tone,
            })
            .collect();
        stat_tiles(lang, &tiles)
    }

    fn table(&self) -> Markup {
        let lang = self.lang;
        let first = if self.unit.is_empty() { "board-unit" } else { "procedures-field" };
        let mut columns = vec![Column::text(lang.t(first))];
        columns.extend(Figure::ALL.iter().map(|figure| Column::number(words(lang, *figure))));
        let hrefs: Vec<String> = self.lines.iter().map(|line| self.period.href(&line.unit)).collect();
        let rows: Vec<Row<'_>> = self
            .lines
            .iter()
            .zip(&hrefs)
            .map(|(line, href)| {
                let mut cells = vec![html! { (line.name) }];
                cells.extend(Figure::ALL.iter().map(|figure| self.figure(*figure, line)));
                Row {
                    cells,
                    href: self.unit.is_empty().then_some(href.as_str()),
                    alarm: line.figures.open_overdue > 0,
                    select: None,
                }
            })
            .collect();
        let caption = lang.t(if self.unit.is_empty() { "board-by-unit" } else { "board-by-field" });
        data_table(lang, &DataTable { id: "theo-co-quan", caption: &caption, columns: &columns, rows: &rows })
    }

    /// A figure that leads to what it counts; nothing counted leads nowhere.
    fn figure(&self, figure: Figure, line: &Line) -> Markup {
        let value = line.figures.get(figure);
        let label = format!("{}: {}", line.name, words(self.lang, figure));
        html! {
            @if value == 0 { span class="mc-muted" { "0" } } @else {
                a class="govuk-link" href=(self.cell(figure, Some(line))) {
                    (format::number(self.lang, whole(value)))
                    span class="govuk-visually-hidden" { " " (label) }
                }
            }
        }
    }

    /// What is late now, and what came in, by agency.
    fn charts(&self) -> Markup {
        html! {
            div class="mc-columns" {
                div { (self.chart(Figure::OpenOverdue, "board-by-unit-overdue", true)) }
                div { (self.chart(Figure::Received, "board-by-unit-received", false)) }
            }
        }
    }

    fn chart(&self, figure: Figure, caption: &str, alarm: bool) -> Markup {
        let lang = self.lang;
        let mut counted: Vec<(&Line, String)> = self
            .lines
            .iter()
            .filter(|line| line.figures.get(figure) > 0)
            .map(|line| (line, self.cell(figure, Some(line))))
            .collect();
        counted.sort_by_key(|(line, _)| std::cmp::Reverse(line.figures.get(figure)));
        let bars: Vec<Bar<'_>> = counted
            .iter()
            .map(|(line, href)| Bar {
                label: &line.name,
                value: whole(line.figures.get(figure)),
                href: Some(href),
                alarm,
            })
            .collect();
        let empty = if figure == Figure::OpenOverdue { "worklist-empty-overdue" } else { "board-empty" };
        html! {
            @if bars.is_empty() {
                (empty_state(&lang.t(empty), "", None))
            } @else {
                (bar_chart(lang, &BarChart {
                    caption: &lang.t(caption),
                    label_heading: &lang.t(if self.unit.is_empty() { "board-unit" } else { "procedures-field" }),
                    value_heading: &lang.t("dossier"),
                    bars: &bars,
                }))
            }
        }
    }
}

/// How each figure is counted.
fn definitions(lang: Lang) -> Markup {
    html! {
        details class="govuk-details" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (lang.t("board-definitions")) }
            }
            dl class="govuk-summary-list" {
                @for figure in Figure::ALL {
                    div class="govuk-summary-list__row govuk-summary-list__row--no-actions" {
                        dt class="govuk-summary-list__key" { (words(lang, figure)) }
                        dd class="govuk-summary-list__value" { (definition(lang, figure)) }
                    }
                }
            }
        }
    }
}

fn words(lang: Lang, figure: Figure) -> String {
    lang.t(&format!("figure-{}", figure.name()))
}

fn definition(lang: Lang, figure: Figure) -> String {
    lang.t(&format!("figure-{}-is", figure.name()))
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The dossiers that a figure counts.
///
/// # Errors
///
/// As [`show`]; 404 for a figure that there is not.
async fn list(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let (lang, today) = (signed.lang, signed.day());
    let figure = Figure::find(query.get("chi-tieu")).ok_or_else(FailedPage::not_found)?;
    let period = Period::of(&query, today).unwrap_or_else(|month| month);
    let field = Some(query.get("linh-vuc").to_owned()).filter(|field| !field.is_empty());
    let unit = UnitId::new(query.get("don-vi")).ok();
    let cursor = query.has("sau").then(|| query.get("sau").to_owned());
    let caller = signed.caller.clone();
    let of_unit = unit.clone();
    let (at, by_field) = (signed.at, field.clone());
    let page = web
        .blocking(move |app| {
            let desk = app.reference().default_desk().clone();
            let unit = of_unit.clone().unwrap_or(desk);
            let cell = BoardCell { unit, field: by_field, figure, from: period.from, to: period.to, now: at };
            match of_unit {
                Some(_) => lists::drill(app, &caller, cell, cursor, ROWS),
                None => lists::drill_sum(app, &caller, &cell, cursor.as_deref(), ROWS),
            }
        })
        .await??;
    let reference = web.app.reference();
    let title = words(lang, figure);
    let cell = Cell { figure, unit: query.get("don-vi"), field: query.get("linh-vuc"), period };
    let next = page.next.as_deref().map(|cursor| cell.href(cursor));
    let first = query.has("sau").then(|| cell.href(""));
    let about: Vec<String> = unit.iter().map(|unit| reference.unit_name(unit, today)).chain(field).collect();
    let body = html! {
        (breadcrumbs(lang, &[(&lang.t("board-title"), &period.href(""))]))
        h1 class="govuk-heading-l" { (title) @if !about.is_empty() { ": " (about.join(", ")) } }
        p class="mc-muted" {
            (definition(lang, figure)) " "
            (lang.tf("board-period", &[("from", (&format::date(period.from)).into()), ("to", (&format::date(period.to)).into())]))
        }
        @if page.rows.is_empty() {
            (empty_state(&lang.t("worklist-empty"), "", None))
        } @else {
            (worklist::table(lang, "danh-sach", &title, &page))
            (pagination(lang, first.as_deref(), next.as_deref()))
        }
    };
    Ok(Frame::staff(&web, &signed, &title, Section::Board).show(&body))
}
