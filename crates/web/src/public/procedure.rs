//! `GET /thu-tuc/{code}?truong-hop=`: all that somebody needs before they come, on one page to print.

use std::sync::Arc;

use app::Reference;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use calendar::Derivation;
use domain::ids::{CaseId, ProcedureCode};
use domain::procedure::{
    Case, Channel, Charge, ChargeRole, Decision, Node, Place, Procedure, Step, StepKind,
};
use maud::{Markup, PreEscaped, html};
use ui::components::{
    Choice, Choices, SummaryRow, Tab, breadcrumbs, checkboxes, print_button, summary_list, tabs,
};
use ui::{Lang, format, icon};

use super::qr;
use crate::refusal::name;
use crate::{FailedPage, Frame, Section, Visitor, Web, guard, url, words};

/// The page of a procedure.
///
/// # Errors
///
/// [`FailedPage::not_found`] when no version of it is in force today.
pub async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(code): Path<String>,
    uri: Uri,
) -> Result<Response, FailedPage> {
    let reference = web.app.reference();
    let code = ProcedureCode::new(&code).map_err(|_| FailedPage::not_found())?;
    let found = reference.procedure_in_force(&code, visitor.day()).ok_or_else(FailedPage::not_found)?;
    let query = guard::query(&uri);
    let asked = CaseId::new(query.get("truong-hop")).ok();
    let chosen = found.cases.iter().find(|case| Some(&case.id) == asked.as_ref()).or(found.cases.first());
    let sheet = Sheet {
        lang: visitor.lang,
        public_url: web.app.public_url(),
        visitor: &visitor,
        reference: &reference,
        procedure: found,
        case: chosen.map(|case| case.id.clone()),
    };
    let title = words::procedure(visitor.lang, found).to_owned();
    Ok(Frame::public(&web, &visitor, &title, Section::Procedures).show(&sheet.draw(&title)))
}

/// How a way of filing is gone, as a message.
const fn way(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "way-counter",
        Channel::Post => "way-post",
        Channel::Authorised => "way-authorised",
        Channel::Online => "way-online",
        Channel::Agency => "way-agency",
        Channel::Ministry => "way-ministry",
    }
}

struct Sheet<'a> {
    lang: Lang,
    public_url: &'a str,
    visitor: &'a Visitor,
    reference: &'a Reference,
    procedure: &'a Arc<Procedure>,
    case: Option<CaseId>,
}

impl Sheet<'_> {
    fn draw(&self, title: &str) -> Markup {
        let lang = self.lang;
        html! {
            (breadcrumbs(lang, &[(&lang.t("nav-home"), url::HOME), (&lang.t("procedures-title"), url::PROCEDURES)]))
            h1 class="govuk-heading-l" { (title) }
            (self.sheet_head())
            (self.cases())
            (self.example())
            (self.papers())
            (self.costs())
            (self.place())
            (self.steps())
            (self.facts())
            p { (print_button(lang)) }
        }
    }

    /// The cases, each with its own address, so that a link to one can be passed on.
    fn cases(&self) -> Markup {
        let hrefs: Vec<String> = self
            .procedure
            .cases
            .iter()
            .map(|case| {
                let path = url::procedure(self.procedure.code.as_str());
                url::with_query(&path, &[("truong-hop", case.id.as_str())])
            })
            .collect();
        let views: Vec<Tab<'_>> = self
            .procedure
            .cases
            .iter()
            .zip(&hrefs)
            .map(|(case, href)| Tab {
                label: name(self.lang, &case.name),
                href,
                current: self.case.as_ref() == Some(&case.id),
                ..Tab::default()
            })
            .collect();
        html! {
            @if !views.is_empty() {
                p class="mc-print-hide" { strong { (self.lang.t("procedure-which-case")) } }
                (tabs(self.lang, &self.lang.t("procedure-cases"), &views))
            }
        }
    }

    /// Filed at the next opportunity, ready then, and why: counted by the same rules as the receipt.
    fn example(&self) -> Markup {
        let lang = self.lang;
        let limit = self.procedure.limit_of(self.case.as_ref());
        let calendar = self.reference.calendar_for(self.reference.default_desk());
        let now = self.visitor.at;
        let today = calendar.is_working_day(now.date()) && now < calendar.closing(now.date());
        let (filed, day) = if today {
            (now, lang.t("today"))
        } else {
            let next = calendar.next_working_day(now.date());
            let opening = calendar.opening(next).unwrap_or_else(|| calendar.closing(next));
            (opening, lang.tf("on-day", &[("day", (&format::date_long(lang, next)).into())]))
        };
        let derived: Derivation = words::explain(calendar, filed, limit);
        html! {
            section class="mc-card mc-clock" aria-labelledby="thoi-han" {
                h2 class="mc-card__title" id="thoi-han" { (icon("clock")) (lang.t("procedure-limit")) ": " (words::limit(lang, limit)) }
                @if limit.is_immediate() {
                    p { (lang.t("procedure-at-once")) }
                } @else {
                    p class="mc-clock__promised" {
                        @let due = words::promised(lang, derived.due);
                        (lang.tf("procedure-example", &[("day", (&day).into()), ("when", (&due).into())]))
                    }
                    p class="mc-clock__because" { (words::because(lang, &derived)) }
                    @if derived.provisional.is_some() {
                        p class="mc-note mc-note--warn" { (icon("triangle-alert")) (lang.t("clock-provisional")) }
                    }
                }
                @for stated in &self.procedure.stated_limits {
                    p { (stated.applies_to) ": " (words::limit(lang, stated.limit)) }
                }
            }
        }
    }

    fn papers(&self) -> Markup {
        let lang = self.lang;
        let papers: Vec<_> = self.procedure.papers_of(self.case.as_ref()).collect();
        let hints: Vec<String> = papers.iter().map(|paper| self.paper_hint(paper)).collect();
        let choices: Vec<Choice<'_>> = papers
            .iter()
            .zip(&hints)
            .map(|(paper, hint)| Choice {
                value: paper.code.as_str(),
                label: name(lang, &paper.name),
                hint: Some(hint.as_str()).filter(|hint| !hint.is_empty()),
            })
            .collect();
        html! {
            section class="mc-papers" aria-labelledby="giay-to" {
                h2 id="giay-to" { (lang.t("procedure-papers")) }
                @if let Some(case) = self.chosen() {
                    p { (lang.tf("procedure-for-case", &[("case", name(lang, &case.name).into())])) }
                }
                @if choices.is_empty() {
                    p { (lang.t("procedure-no-papers")) }
                } @else {
                    (checkboxes(lang, &Choices {
                        id: "giay",
                        name: "giay",
                        legend: &lang.t("procedure-papers-hint"),
                        choices: &choices,
                        ..Choices::default()
                    }))
                    p { (lang.tf("procedure-sets", &[("n", self.procedure.sets.into())])) }
                }
                @if !self.procedure.conditions.is_empty() {
                    h3 { (lang.t("procedure-conditions")) }
                    @for line in self.procedure.conditions.lines() { p { (line) } }
                }
            }
        }
    }

    /// The case that is shown; its name stands above the papers, so that a printed sheet says it too.
    fn chosen(&self) -> Option<&Case> {
        self.procedure.cases.iter().find(|case| Some(&case.id) == self.case.as_ref())
    }

    fn paper_hint(&self, paper: &domain::procedure::RequiredPaper) -> String {
        let lang = self.lang;
        let count =
            |key: &str, n: Option<u16>| n.filter(|n| *n > 0).map(|n| lang.tf(key, &[("n", n.into())]));
        let form = paper.form.as_ref().map(|form| {
            // Many publications name a form "Mẫu số 02" already.
            let named = form.to_lowercase().starts_with("mẫu") || form.to_lowercase().starts_with("biểu mẫu");
            if named { form.clone() } else { lang.tf("procedure-form", &[("form", form.into())]) }
        });
        let when = paper
            .condition
            .as_ref()
            .map(|when| lang.tf("checklist-condition", &[("condition", when.into())]));
        let parts = [
            count("procedure-originals", paper.originals),
            count("procedure-copies", paper.copies),
            form,
            when,
            paper.shown_only.then(|| lang.t("procedure-shown-only")),
            paper.replaced_by_data.then(|| lang.t("procedure-replaced")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What is paid, and apart from it the most that all of it may come to.
    fn costs(&self) -> Markup {
        let (lang, day) = (self.lang, self.visitor.day());
        let belongs = |charge: &&Charge| {
            let case = self.case.as_ref();
            let dated =
                charge.from.is_none_or(|first| first <= day) && charge.to.is_none_or(|last| day <= last);
            dated && (charge.cases.is_empty() || case.is_some_and(|id| charge.cases.contains(id)))
        };
        let (caps, charges): (Vec<&Charge>, Vec<&Charge>) =
            self.procedure.charges.iter().filter(belongs).partition(|charge| charge.role == ChargeRole::Cap);
        html! {
            section aria-labelledby="phi" {
                h2 id="phi" { (lang.t("procedure-cost")) }
                @if charges.is_empty() {
                    p { (lang.t(if self.procedure.free_of_charge { "money-free" } else { "procedure-cost-open" })) }
                } @else {
                    ul class="mc-list" {
                        @for charge in charges { li class="mc-list__item" { (cost(lang, charge)) } }
                    }
                    @for cap in caps { p { strong { (capped(lang, cap)) } } }
                }
            }
        }
    }

    /// Where, and by which ways with how each is gone.
    fn place(&self) -> Markup {
        let lang = self.lang;
        let meta = &self.reference.province.meta;
        let centre = words::unit(lang, self.reference, &meta.centre, self.visitor.day());
        let day = self.visitor.day();
        if !self.procedure.at_the_centre(&self.reference.organisation, day) {
            return self.elsewhere();
        }
        html! {
            section aria-labelledby="noi-nop" {
                h2 id="noi-nop" { (lang.t("procedure-where")) }
                p { strong { (centre) ", " (meta.address) } }
                p { (lang.t("footer-hours")) ": " (lang.t("working-hours")) }
                h3 { (lang.t("procedure-channels")) }
                dl class="mc-ways" {
                    @for channel in &self.procedure.channels {
                        dt { (words::channel(lang, *channel)) }
                        dd { (lang.tf(way(*channel), &[("centre", (&centre).into()), ("address", (&meta.address).into())])) }
                    }
                }
            }
        }
    }

    /// Where it is done, when not at the Centre, and who decided that.
    fn elsewhere(&self) -> Markup {
        let lang = self.lang;
        let placement = self.procedure.placement.as_ref();
        let key = match placement.map(|placement| placement.place) {
            Some(Place::Mobile) => "procedure-place-mobile",
            Some(Place::OnSite) => "procedure-place-on-site",
            Some(Place::Elsewhere | Place::Centre) => "procedure-place-elsewhere",
            None => "procedure-place-vertical",
        };
        html! {
            section aria-labelledby="noi-nop" {
                h2 id="noi-nop" { (lang.t("procedure-where")) }
                p { strong { (lang.t(key)) } }
                @if let Some(placement) = placement {
                    p { (placement.site) }
                    p { (lang.tf("procedure-place-decision", &[("decision", (&decided(&placement.decision)).into())])) }
                }
            }
        }
    }

    /// Where the sheet comes from, for somebody who holds it on paper: address, QR code, day of printing.
    fn sheet_head(&self) -> Markup {
        let lang = self.lang;
        let path = url::procedure(self.procedure.code.as_str());
        let case = self.case.as_ref().map(ToString::to_string).unwrap_or_default();
        let address = format!("{}{}", self.public_url, url::with_query(&path, &[("truong-hop", &case)]));
        let day = format::date(self.visitor.day());
        html! {
            section class="mc-sheet-head" aria-hidden="true" {
                (PreEscaped(qr::svg(&address).unwrap_or_default()))
                p {
                    (lang.tf("procedure-sheet", &[("day", (&day).into()), ("n", self.procedure.version.into())]))
                    br; (address)
                }
            }
        }
    }

    /// The steps for the applicant; the agency's own steps behind a fold.
    fn steps(&self) -> Markup {
        let lang = self.lang;
        let agency = words::agency_in(self.lang, self.reference, self.procedure, self.visitor.day());
        let inside = self.inside();
        html! {
            section aria-labelledby="trinh-tu" {
                h2 id="trinh-tu" { (lang.t("procedure-steps")) }
                ol class="govuk-list govuk-list--number" {
                    li { (lang.t("procedure-step-file")) }
                    @if self.procedure.limit_of(self.case.as_ref()).is_immediate() {
                        li { (lang.t("procedure-step-check-now")) }
                        li { (lang.t("procedure-step-collect-now")) }
                    } @else {
                        li { (lang.t("procedure-step-check")) }
                        li { (lang.tf("procedure-step-agency", &[("agency", (&agency).into())])) }
                        li { (lang.t("procedure-step-supplement")) }
                        li { (lang.t("procedure-step-collect")) }
                    }
                }
                @if !inside.is_empty() {
                    details class="govuk-details" {
                        summary class="govuk-details__summary" {
                            span class="govuk-details__summary-text" { (lang.t("procedure-inside")) }
                        }
                        div class="govuk-details__text" {
                            ol class="govuk-list govuk-list--number" { @for step in inside { li { (name(lang, &step.name)) } } }
                        }
                    }
                }
            }
        }
    }

    fn inside(&self) -> Vec<&Step> {
        let mut steps: Vec<&Step> = Vec::new();
        let root: Option<&Node> = self.procedure.process.as_ref().map(|process| &process.root);
        if let Some(root) = root {
            root.each_step(&mut |step| steps.push(step));
        }
        steps.retain(|step| !matches!(step.kind, StepKind::Receive | StepKind::Transfer | StepKind::Return));
        steps
    }

    fn facts(&self) -> Markup {
        let (lang, procedure) = (self.lang, self.procedure);
        let mut rows = vec![
            SummaryRow::text(lang.t("procedure-code"), procedure.code.as_str()),
            SummaryRow::text(lang.t("procedures-field"), &procedure.field),
            SummaryRow::text(
                lang.t("procedure-agency"),
                &words::agency_in(self.lang, self.reference, procedure, self.visitor.day()),
            ),
        ];
        let results: Vec<&str> = procedure.results.iter().map(|result| name(lang, &result.name)).collect();
        if !results.is_empty() {
            rows.push(SummaryRow::text(lang.t("procedure-result"), &results.join("; ")));
        }
        if !procedure.legal_basis.is_empty() {
            let list =
                html! { ul class="govuk-list" { @for basis in &procedure.legal_basis { li { (basis) } } } };
            rows.push(SummaryRow::of(lang.t("procedure-basis"), list));
        }
        if let Some(decision) = &procedure.decision {
            let mut words = decided(decision);
            if self.reference.province.meta.demo {
                words = format!("{words} ({})", lang.t("procedure-decision-demo"));
            }
            rows.push(SummaryRow::text(lang.t("procedure-decision"), &words));
        }
        html! {
            section aria-labelledby="thong-tin" {
                h2 id="thong-tin" { (lang.t("procedure-facts")) }
                (summary_list(&rows))
            }
        }
    }
}

fn amount(lang: Lang, charge: &Charge) -> String {
    match (charge.amount, charge.usd) {
        (Some(dong), _) => format::dong(lang, dong),
        (None, Some(usd)) => format!("{} USD", format::number(lang, usd)),
        (None, None) => lang.t("procedure-cost-set-by-text"),
    }
}

/// A cap is no amount of its own: it bounds the others.
fn capped(lang: Lang, cap: &Charge) -> String {
    let per = if cap.per.is_empty() { String::new() } else { format!(" / {}", cap.per) };
    let most = format!("{}{per}", amount(lang, cap));
    lang.tf("procedure-cap", &[("amount", (&most).into())])
}

fn cost(lang: Lang, charge: &Charge) -> Markup {
    let amount = amount(lang, charge);
    html! {
        strong { (words::charge_kind(lang, charge.kind)) ": " (amount) @if !charge.per.is_empty() { " / " (charge.per) } }
        " – " (charge.name)
        @if let Some(condition) = &charge.condition {
            p class="mc-list__facts" { (lang.tf("checklist-condition", &[("condition", condition.into())])) }
        }
        @if !charge.set_by.is_empty() { p class="mc-list__facts" { (charge.set_by) } }
        @for exemption in &charge.exemptions {
            p class="mc-list__facts" {
                (lang.t("procedure-exemption")) " " (exemption.percent_off) "%: " (exemption.who)
                @if !exemption.basis.is_empty() { " (" (exemption.basis) ")" }
            }
        }
    }
}

/// Number, day and issuer of a decision.
fn decided(decision: &Decision) -> String {
    let day = decision.date.map(|day| format!(", {}", format::date(day))).unwrap_or_default();
    format!("{}{day} · {}", decision.number, decision.issuer)
}
