//! A late dossier: whose the days were, and what a new day may be.

use app::dossier::DossierView;
use domain::Refusal;
use domain::dossier::{Actor, Command, Context, For, Share, attribution, decide};
use domain::ids::StepId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use ui::Lang;

use crate::Signed;
use crate::refusal;

/// The days among holders and steps, in working minutes.
#[must_use]
pub fn shares(view: &DossierView) -> Vec<Share> {
    let calendar = view.reference.calendar_for(&view.dossier.desk);
    attribution(&view.dossier.id, &view.history, &view.procedure, calendar, view.at)
}

/// The table, which sums to the whole; nothing before acceptance.
pub fn table(lang: Lang, view: &DossierView) -> Markup {
    let shares = shares(view);
    if shares.is_empty() {
        return html! {};
    }
    let total = shares.iter().fold(0_i64, |sum, share| sum.saturating_add(share.minutes));
    let day = minutes_per_day(view);
    html! {
        div class="mc-table-frame" role="region" aria-labelledby="phan-bo-ten" tabindex="0" {
            table class="mc-table mc-table--cards" id="phan-bo" {
                caption id="phan-bo-ten" { (lang.t("delay-title")) }
                thead {
                    tr {
                        th scope="col" { (lang.t("delay-unit")) }
                        th scope="col" { (lang.t("delay-work")) }
                        th scope="col" class="mc-number" { (lang.t("delay-days")) }
                    }
                }
                tbody {
                    @for share in &shares {
                        tr {
                            th scope="row" { (holder(lang, view, share)) }
                            td data-label=(lang.t("delay-work")) { (work(lang, view, &share.work)) }
                            td class="mc-number" data-label=(lang.t("delay-days")) { (days(lang, share.minutes, day)) }
                        }
                    }
                    tr class="mc-row--sum" {
                        th scope="row" { (lang.t("delay-total")) }
                        td {}
                        td class="mc-number" data-label=(lang.t("delay-days")) { (days(lang, total, day)) }
                    }
                }
            }
        }
    }
}

fn holder(lang: Lang, view: &DossierView, share: &Share) -> String {
    share
        .unit
        .as_ref()
        .map_or_else(|| lang.t("delay-applicant"), |unit| view.reference.unit_name(unit, view.at.date()))
}

fn work(lang: Lang, view: &DossierView, work: &For) -> String {
    match work {
        For::Desk => lang.t("delay-desk"),
        For::OnTheWay => lang.t("delay-on-the-way"),
        For::Step(id) => step(lang, view, id),
        For::Opinion => lang.t("delay-opinion"),
        For::Sending => lang.t("delay-sending"),
        For::Applicant => lang.t("delay-waiting"),
    }
}

fn step(lang: Lang, view: &DossierView, id: &StepId) -> String {
    let name = view.procedure.process.as_ref().and_then(|process| process.work_name(id));
    name.map_or_else(|| id.to_string(), |name| refusal::name(lang, name).to_owned())
}

fn minutes_per_day(view: &DossierView) -> i64 {
    i64::from(law::parameters_on(&view.at.date().to_string()).minutes_per_day).max(1)
}

/// Days with one decimal, rounded down tenth by tenth; `0,1` is the least that is shown.
fn days(lang: Lang, minutes: i64, per_day: i64) -> String {
    let tenths = minutes.saturating_mul(10).checked_div(per_day).unwrap_or(0).max(1);
    let (whole, rest) = (tenths / 10, tenths % 10);
    let number = if lang == Lang::Vi { format!("{whole},{rest}") } else { format!("{whole}.{rest}") };
    lang.tf("delay-count", &[("n", (&number).into())])
}

/// The facts of the delay as the first words of an apology, in Vietnamese: the letter is.
#[must_use]
pub fn reason(view: &DossierView) -> String {
    let day = minutes_per_day(view);
    let mut own: Vec<Share> = shares(view).into_iter().filter(|share| share.unit.is_some()).collect();
    own.sort_by_key(|share| std::cmp::Reverse(share.minutes));
    let longest: Vec<String> = own
        .iter()
        .take(3)
        .map(|share| {
            let (holder, work) = (holder(Lang::Vi, view, share), work(Lang::Vi, view, &share.work));
            format!("{holder}: {work} ({})", days(Lang::Vi, share.minutes, day))
        })
        .collect();
    longest.join("; ")
}

/// The first and the last day that an apology of this person could set; `None` when none is possible now.
#[must_use]
pub fn bounds(view: &DossierView, signed: &Signed) -> Option<(Date, Date)> {
    let dossier = &view.dossier;
    let organisation = &view.reference.organisation;
    let unit =
        signed.caller.acting_unit(&[&dossier.holder.unit, &dossier.desk], organisation, view.at.date())?;
    let by = Actor::Staff { person: signed.caller.person.id.clone(), unit };
    let context = Context {
        at: view.at,
        by: &by,
        procedure: &view.procedure,
        calendar: view.reference.calendar_for(&dossier.desk),
        parameters: law::parameters_on(&view.at.date().to_string()),
        organisation,
        numbers: None,
        history: &view.history,
        proof_paid: None,
    };
    // A day far off is refused with the bounds; the day asked for must only be a working one.
    let far = dossier.due_in_force()?.date().max(view.at.date()).checked_add(5.years()).ok()?;
    let again = context.calendar.next_working_day(far);
    let tried = Command::Apologise { reason: "-".to_owned(), again };
    match decide(Some(dossier), &tried, &context) {
        Err(Refusal::NewDayOutOfBounds { earliest, latest, .. }) => Some((earliest, latest)),
        _ => None,
    }
}
