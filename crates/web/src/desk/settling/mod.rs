//! `/bao-cao/giai-quyet`: the statutory report on settling, form II.06a of Circular 01/2020/TT-VPCP.

mod table;
mod wanted;

use app::settling::{self, Report};
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ids::UnitId;
use jiff::civil::Date;
use maud::{Markup, html};
use ui::components::{
    Button, Choice, InputKind, Select, SummaryRow, Tab, TextInput, breadcrumbs, button, empty_state, select,
    summary_list, tabs, text_input,
};
use ui::{Lang, format, icon};

use self::wanted::{KINDS, Wanted};
use crate::{FailedPage, Frame, Posted, Section, Signed, Web, guard, url};

const FILE: &str = "/bao-cao/giai-quyet/bieu-06a.xlsx";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The columns that are counted and not summed, by the keys of their heads, with their numbers.
const DEFINED: [(&str, &str); 9] = [
    ("settling-online", "(4)"),
    ("settling-other", "(5)"),
    ("settling-carried", "(6)"),
    ("settling-early", "(8)"),
    ("settling-on-time", "(9)"),
    ("settling-late", "(10)"),
    ("settling-in-time", "(12)"),
    ("settling-overdue", "(13)"),
    ("settling-unsolved", ""),
];

/// The routes of the report.
pub fn routes() -> Router<Web> {
    Router::new().route(url::SETTLING, get(show)).route(FILE, get(xlsx))
}

async fn read(web: &Web, signed: &Signed, query: &Posted, wanted: &Wanted) -> Result<Report, FailedPage> {
    if query.has("co-quan") && wanted.agency.is_none() {
        return Err(FailedPage::not_found());
    }
    let (caller, days, agency) = (signed.caller.clone(), wanted.days, wanted.agency.clone());
    Ok(web.blocking(move |app| settling::report(app, &caller, days, agency)).await??)
}

/// The report on the screen.
///
/// # Errors
///
/// 403 unless the person sees the whole province, 404 for an agency that there is not.
async fn show(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let (lang, today) = (signed.lang, signed.day());
    let asked = Wanted::of(&query, today);
    let wrong = asked.is_err();
    let wanted = asked.unwrap_or_else(|present| present);
    let report = read(&web, &signed, &query, &wanted).await?;
    let (title, board) = (lang.t("settling-title"), lang.t("board-title"));
    let whose = report.agency.is_some().then_some(&report.reporter);
    let form = Form { lang, wanted: &wanted, query: &query, wrong };
    let body = html! {
        (breadcrumbs(lang, &[(&board, url::BOARD)]))
        h1 class="govuk-heading-l" { (title) @if let Some(name) = whose { ": " (name) } }
        (form.kinds(today))
        (form.choose(&settling::agencies(&web.app, today)))
        p class="mc-muted" {
            (wanted.words(lang)) " "
            @if report.goes_on() { (lang.tf("settling-goes-on", &[("when", (&format::datetime(report.at)).into())])) }
        }
        p class="mc-button-row" {
            a class="govuk-button govuk-button--secondary" href=(wanted.href(FILE)) { (icon("download")) (lang.t("settling-xlsx")) }
        }
        @if report.lines.is_empty() {
            (empty_state(&lang.t("board-empty"), "", None))
        } @else {
            (table::table(lang, &lang.t("settling-caption"), &wanted, &report))
            p { (lang.tf("settling-identity", &[("n", i64::try_from(report.total.unsolved).unwrap_or(i64::MAX).into())])) }
        }
        (definitions(lang))
    };
    let frame = Frame::staff(&web, &signed, &title, Section::Board);
    Ok(frame.errors(form.faults()).show(&body))
}

/// How a report is chosen; it works without a script.
struct Form<'a> {
    lang: Lang,
    wanted: &'a Wanted,
    query: &'a Posted,
    wrong: bool,
}

impl Form<'_> {
    /// The id of the field at which a wrong period is told.
    fn faulty(&self) -> &'static str {
        if self.query.get("ky") == "ngay" { "tu" } else { "nam" }
    }

    fn fault(&self) -> Option<String> {
        let key = if self.faulty() == "tu" { "board-period-wrong" } else { "settling-period-wrong" };
        self.wrong.then(|| self.lang.t(key))
    }

    fn faults(&self) -> Vec<(Option<String>, String)> {
        self.fault().into_iter().map(|words| (Some(self.faulty().to_owned()), words)).collect()
    }

    /// The kind of period that the form is for; a wrong period keeps the one that was asked for.
    fn kind(&self) -> &'static str {
        let asked = KINDS.iter().find(|(name, ..)| *name == self.query.get("ky"));
        match asked {
            Some((name, ..)) if self.wrong => name,
            _ => self.wanted.kind_name(),
        }
    }

    /// The kinds of periods as links to the present one of each.
    fn kinds(&self, today: Date) -> Markup {
        let lang = self.lang;
        let agency = self.wanted.agency.as_ref().map_or("", UnitId::as_str);
        let links: Vec<(String, String, bool)> = KINDS
            .iter()
            .map(|(name, _, key)| {
                let pairs = Posted::default().with("ky", name).with("co-quan", agency);
                let present = Wanted::of(&pairs, today).unwrap_or_else(|present| present);
                (lang.t(key), present.href(url::SETTLING), *name == self.kind())
            })
            .collect();
        let links: Vec<Tab<'_>> = links
            .iter()
            .map(|(label, href, current)| Tab { label, href, current: *current, ..Tab::default() })
            .collect();
        tabs(lang, &lang.t("board-periods"), &links)
    }

    fn choose(&self, agencies: &[(UnitId, String)]) -> Markup {
        let lang = self.lang;
        let every = lang.t("settling-all-agencies");
        let mut choices = vec![Choice { value: "", label: &every, hint: None }];
        choices.extend(agencies.iter().map(|(unit, label)| Choice {
            value: unit.as_str(),
            label,
            hint: None,
        }));
        html! {
            form class="mc-toolbar" method="get" action=(url::SETTLING) {
                input type="hidden" name="ky" value=(self.kind());
                (self.period())
                (select(lang, &Select {
                    id: "co-quan",
                    name: "co-quan",
                    label: &lang.t("board-unit"),
                    choices: &choices,
                    value: self.wanted.agency.as_ref().map_or("", UnitId::as_str),
                    ..Select::default()
                }))
                (button(&Button { label: &lang.t("board-show"), icon: Some("calendar"), ..Button::default() }))
            }
        }
    }

    fn period(&self) -> Markup {
        let (lang, (from, to)) = (self.lang, self.wanted.days);
        let kind = KINDS.iter().find(|(name, ..)| *name == self.kind()).and_then(|(_, kind, _)| *kind);
        let Some(kind) = kind else {
            return html! {
                (self.input("tu", "board-from", &format::date(from), InputKind::Day, 10))
                (self.input("den", "board-to", &format::date(to), InputKind::Day, 10))
            };
        };
        let (year, number) = self.wanted.period.map_or((from.year(), 1), |(_, year, number)| (year, number));
        let numbers: Vec<(String, String)> = (1..=kind.in_a_year())
            .map(|number| (number.to_string(), wanted::name(lang, kind, number)))
            .collect();
        let choices: Vec<Choice<'_>> =
            numbers.iter().map(|(value, label)| Choice { value, label, hint: None }).collect();
        html! {
            @if choices.len() > 1 {
                (select(lang, &Select {
                    id: "so",
                    name: "so",
                    label: &lang.t("settling-period"),
                    choices: &choices,
                    value: &number.to_string(),
                    ..Select::default()
                }))
            }
            (self.input("nam", "register-year", &year.to_string(), InputKind::Digits, 4))
        }
    }

    /// One field of the period; after a fault with what was typed.
    fn input(&self, id: &'static str, key: &str, value: &str, kind: InputKind, width: u8) -> Markup {
        let lang = self.lang;
        let error = self.fault().filter(|_| id == self.faulty());
        let value = if self.wrong { self.query.get(id) } else { value };
        let input = TextInput {
            id,
            name: id,
            label: &lang.t(key),
            value,
            error: error.as_deref(),
            kind,
            width: Some(width),
            ..TextInput::default()
        };
        text_input(lang, &input)
    }
}

/// What each column counts.
fn definitions(lang: Lang) -> Markup {
    let rows: Vec<SummaryRow<'_>> = DEFINED
        .iter()
        .map(|(key, column)| {
            let name = format!("{} {column}", lang.t(key));
            SummaryRow::text(name.trim_end(), &lang.t(&format!("{key}-is")))
        })
        .collect();
    html! {
        details class="govuk-details" {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (lang.t("board-definitions")) }
            }
            p { (lang.t("settling-basis")) }
            (summary_list(&rows))
        }
    }
}

/// The report as a workbook.
///
/// # Errors
///
/// As [`show`]; 404 for a period that no year has.
async fn xlsx(State(web): State<Web>, signed: Signed, uri: Uri) -> Result<Response, FailedPage> {
    let query = guard::query(&uri);
    let wanted = Wanted::of(&query, signed.day()).map_err(|_| FailedPage::not_found())?;
    let report = read(&web, &signed, &query, &wanted).await?;
    let bytes = settling::xlsx(&report, wanted.period).map_err(|error| FailedPage::internal(&error))?;
    let headers = [
        (CONTENT_TYPE, XLSX.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", wanted.file_name())),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
