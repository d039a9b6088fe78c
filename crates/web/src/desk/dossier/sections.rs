//! The parts of a dossier's page.

use app::dossier::{DossierView, view};
use app::papers;
use domain::dossier::Stage;
use domain::dossier::state::Request;
use domain::rights::{ActionState, Why};
use maud::{Markup, html};
use ui::Lang;
use ui::components::{
    ActionsPanel, AllowedAction, ButtonKind, ClockCard, Column, DataTable, DerivationRow, DossierHeader,
    HolderCard, RefusedAction, Row, SummaryRow, TimelineItem, actions_panel, clock_card, data_table,
    dossier_header, holder_card, summary_list, timeline,
};
use ui::format;

use super::super::worklist::{late_now, standing_of, tone};
use super::words;
use super::{action_path, name};
use crate::session::fresh_key;
use crate::{Signed, refusal, url};

mod record;
mod turns;

pub use record::{checks, method, money, notices};
pub use turns::{arrival, chain, consultations, corrections, documents, opinion_key, pending};

/// Acts that the page never offers as buttons: the schedule's own, and filing.
const NOT_SHOWN: [&str; 4] = ["mark-overdue", "recount", "register", "attach"];
/// Acts that are done by one press.
const IMMEDIATE: [&str; 5] = ["take", "confirm-result", "accept", "forward-result", "resume-clock"];

/// The head of every page about a dossier.
pub fn head(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let code = dossier.code.as_ref().map(ToString::to_string);
    let applicant = view.applicant.as_ref().map(|data| data.name.clone()).unwrap_or_default();
    let sentence = sentence(lang, view);
    dossier_header(
        lang,
        &DossierHeader {
            code: code.as_deref(),
            procedure: refusal::name(lang, &view.procedure.name),
            applicant: &applicant,
            stage: &refusal::stage(lang, dossier.stage),
            tone: tone(dossier.stage),
            standing: standing(view),
            sentence: &sentence,
        },
    )
}

fn standing(view: &DossierView) -> ui::components::Standing {
    let dossier = &view.dossier;
    let result = dossier.result_at.is_some() || dossier.stage == Stage::Returned;
    let calendar = view.reference.calendar_for(&dossier.desk);
    let days = dossier.due_in_force().map(|due| calendar.working_days_between(view.at.date(), due.date()));
    let ahead = dossier.apology.as_ref().is_some_and(|made| view.at < made.again);
    let overdue = late_now(dossier.overdue_since.is_some(), result, ahead);
    standing_of(dossier.stage, dossier.promise.is_some(), overdue, result, days)
}

fn sentence(lang: Lang, view: &DossierView) -> String {
    let dossier = &view.dossier;
    let unit = view.reference.unit_name(&dossier.holder.unit, view.at.date());
    match dossier.stage {
        Stage::Returned => {
            let when = dossier.closed_at.map(format::datetime).unwrap_or_default();
            lang.tf("sentence-closed", &[("when", (&when).into())])
        }
        Stage::Refused => lang.t("sentence-refused"),
        Stage::ClockStopped => lang.t("sentence-clock-stopped"),
        Stage::WithPost => lang.t("sentence-with-post"),
        Stage::Lapsed => lang.t("sentence-lapsed"),
        Stage::Withdrawn => lang.t("sentence-withdrawn"),
        Stage::ResultReady => lang.tf("sentence-ready-staff", &[("place", (&unit).into())]),
        stage => {
            let step = step_name(lang, view).unwrap_or_else(|| refusal::stage(lang, stage).to_lowercase());
            lang.tf("sentence-with", &[("unit", (&unit).into()), ("step", (&step).into())])
        }
    }
}

fn step_name(lang: Lang, view: &DossierView) -> Option<String> {
    if view.dossier.stage != Stage::Processing {
        return None;
    }
    let open = domain::dossier::open_of(&view.dossier, &view.procedure);
    open.first().map(|work| refusal::name(lang, work.name()).to_owned())
}

/// Who has it.
pub fn holder(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let day = view.at.date();
    let person = dossier.holder.person.as_ref().map(|id| {
        let name = view.reference.person_name(id);
        // Passed on without a name: whoever did it answers for it until somebody takes it (R3.5).
        if dossier.untaken { format!("{name} ({})", lang.t("holder-untaken")) } else { name }
    });
    let apart = dossier.has_paper() && dossier.paper.at != dossier.holder.unit;
    let place = view.reference.unit_name(&dossier.paper.at, day);
    let step = step_name(lang, view);
    holder_card(
        lang,
        &HolderCard {
            unit: &view.reference.unit_name(&dossier.holder.unit, day),
            person: &person.unwrap_or_else(|| lang.t("holder-unassigned")),
            since: Some(dossier.holder.since),
            step: step.as_deref(),
            paper_at: apart.then_some(place.as_str()),
        },
    )
}

/// The clock and its explanation.
pub fn clock(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let Some(promise) = &dossier.promise else { return html! {} };
    let derivation = view.derivation();
    let because = derivation.as_ref().map(|derivation| match lang {
        Lang::Vi => derivation.citizen_vi(),
        Lang::En => derivation.citizen_en(),
    });
    let table = derivation.as_ref().map(calendar::Derivation::table).unwrap_or_default();
    let days: Vec<String> = table.iter().map(|row| format::date_long(lang, row.date)).collect();
    let rows: Vec<DerivationRow<'_>> = table
        .iter()
        .zip(&days)
        .map(|(row, day)| DerivationRow {
            day,
            text: if lang == Lang::Vi { &row.text_vi } else { &row.text_en },
            basis: "",
            skipped: row.standing == calendar::Standing::Skipped,
        })
        .collect();
    let labels = [
        lang.t("clock-transfer-by"),
        lang.t("clock-supplement-by"),
        lang.t("clock-warn-by"),
        lang.t("clock-notify-by"),
        lang.t("clock-answer-until"),
        lang.t("clock-escalated-until"),
    ];
    let times = [
        dossier.transfer_by,
        dossier.supplement_by,
        dossier.warn_by,
        dossier.notify_by,
        dossier.answer_until,
        dossier.escalated_until,
    ];
    // Once a new day is promised, that day is what runs; the broken one stays in sight.
    let before = dossier.apology.as_ref().map(|made| (lang.t("told-day-before"), made.due));
    let broken = before.as_ref().map(|(label, due)| (label.as_str(), *due));
    let also: Vec<(&str, jiff::civil::DateTime)> = broken
        .into_iter()
        .chain(labels.iter().zip(times).filter_map(|(label, at)| Some((label.as_str(), at?))))
        .collect();
    html! {
        (apology(lang, view))
        @if let Some(stopped) = dossier.stopped.as_ref().filter(|_| dossier.stage == Stage::ClockStopped) {
            section class="mc-card mc-card--warn" {
                h2 class="mc-card__title" { (lang.t("clock-stands")) }
                p { strong { (lang.t(words::cause_key(stopped.cause))) } }
                p { (stopped.reason) @if !stopped.proof.is_empty() { " · " (stopped.proof) } }
                p class="mc-muted" { (format::datetime(stopped.at)) }
            }
        }
        (clock_card(lang, &ClockCard {
            promised: Some(dossier.apology.as_ref().map_or(promise.due, |made| made.again)),
            standing: standing(view),
            because: because.as_deref().unwrap_or_default(),
            derivation: &rows,
            provisional: promise.provisional,
            also: &also,
        }))
    }
}

/// The apology with its new day; being late stays.
fn apology(lang: Lang, view: &DossierView) -> Markup {
    let Some(made) = &view.dossier.apology else { return html! {} };
    let fault = view.reference.unit_name(&made.fault, view.at.date());
    html! {
        section class="mc-card mc-card--warn" {
            h2 class="mc-card__title" { (lang.t("apology-title")) }
            p class="mc-clock__promised" { (lang.tf("apology-again", &[("when", (&format::datetime(made.again)).into())])) }
            p { (lang.tf("apology-instead", &[("when", (&format::datetime(made.due)).into())])) " " (fault) ": " (made.reason) }
            @if view.dossier.late_again { p { strong { (lang.t("apology-late-again")) } } }
        }
    }
}

/// What I may do now, and what is refused and why.
pub fn actions(signed: &Signed, view: &DossierView) -> Markup {
    let lang = signed.lang;
    let reference = name(view);
    let states: Vec<ActionState> = view::actions(view, &signed.caller)
        .into_iter()
        .filter(|state| !NOT_SHOWN.contains(&state.action))
        .collect();
    let paths: Vec<String> =
        states.iter().map(|state| action_path(&reference, path_name(state.action))).collect();
    let hints = hints(lang, view);
    let mut allowed = Vec::new();
    let mut refused = Vec::new();
    let names = refusal::Names::of(&view.reference, view.at.date());
    let told: Vec<Option<refusal::Told>> = states
        .iter()
        .map(|state| match &state.refused {
            Some(Why::Refused(refused)) => {
                Some(refusal::told_with(lang, refused, Some(&view.procedure), names))
            }
            _ => None,
        })
        .collect();
    for ((state, href), told) in states.iter().zip(&paths).zip(&told) {
        let label = lang.t(&format!("action-{}", state.action));
        match (&state.refused, told) {
            (None, _) => allowed.push(AllowedAction {
                label,
                href,
                immediate: IMMEDIATE.contains(&state.action)
                    && !(state.action == "take" && paper_comes_apart(view)),
                kind: weight(state.action),
                key: key(state.action),
                hint: hints
                    .iter()
                    .find(|(action, _)| *action == state.action)
                    .map(|(_, words)| words.as_str()),
            }),
            (Some(Why::Refused(_)), Some(told)) => refused.push(RefusedAction {
                label,
                reason: &told.detail,
                provision: told.basis.first().map_or("", |basis| refusal::label(lang, *basis)),
                remedy: None,
            }),
            // What is somebody else's work is not listed as a refusal of the law.
            _ => {}
        }
    }
    allowed.sort_by_key(|action| match action.kind {
        ButtonKind::Primary => 0,
        ButtonKind::Secondary => 1,
        ButtonKind::Warning => 2,
    });
    actions_panel(
        lang,
        &ActionsPanel {
            allowed: &allowed,
            refused: &refused,
            revision: view.dossier.revision,
            csrf: &signed.csrf,
            idempotency_key: &fresh_key(),
        },
    )
}

/// Whether the file came and the paper, as far as is known, did not: who signs says what they have.
pub fn paper_comes_apart(view: &DossierView) -> bool {
    let dossier = &view.dossier;
    let to = dossier.in_transit_to.as_ref().unwrap_or(&dossier.holder.unit);
    let unsigned = dossier.in_transit_to.is_some()
        || dossier.untaken
        || dossier.control_slip.last().is_some_and(|line| line.taken_at.is_none());
    let along = dossier.paper_to_bring.is_none() && dossier.paper.on_the_way_to.as_ref() == Some(to);
    dossier.has_paper() && unsigned && dossier.paper.at != *to && !along
}

/// The letter that opens an act from the keyboard, the same on every dossier.
fn key(action: &str) -> Option<&'static str> {
    Some(match action {
        "take" => "N",
        "complete-step" => "H",
        "transfer" => "C",
        "ask-supplement" => "B",
        "consult" => "Y",
        "send-result" => "G",
        "confirm-result" => "X",
        "hand-over" | "give-at-once" => "T",
        "pay" => "P",
        "apologise" => "L",
        "answer-consultation" => "R",
        _ => return None,
    })
}

/// What an act needs to know beside its button: the time that is left for it.
fn hints(lang: Lang, view: &DossierView) -> Vec<(&'static str, String)> {
    let calendar = view.reference.calendar_for(&view.dossier.desk);
    let mut hints = Vec::new();
    if let Some(until) = view.dossier.supplement_by.filter(|until| *until >= view.at) {
        let days = calendar.working_days_between(view.at.date(), until.date()).max(0);
        let n = i64::from(days).into();
        let when = format::datetime(until);
        hints
            .push(("ask-supplement", lang.tf("supplement-days-left", &[("n", n), ("when", (&when).into())])));
    }
    if view.dossier.outstanding() > 0 {
        let amount = format::dong(lang, view.dossier.outstanding());
        hints.push(("pay", lang.tf("return-fee-due", &[("amount", (&amount).into())])));
    }
    hints
}

/// Giving at once is the hand-over of an immediate procedure.
fn path_name(action: &str) -> &str {
    if action == "give-at-once" { "hand-over" } else { action }
}

fn weight(action: &str) -> ButtonKind {
    match action {
        "accept"
        | "take"
        | "transfer"
        | "complete-step"
        | "send-result"
        | "confirm-result"
        | "hand-over"
        | "give-at-once"
        | "supplement"
        | "answer-consultation"
        | "give-to-post"
        | "forward-result"
        | "resume-clock"
        | "answer-escalation" => ButtonKind::Primary,
        "refuse" | "withdraw" | "confirm-withdrawal" | "void-fee" | "correct" => ButtonKind::Warning,
        _ => ButtonKind::Secondary,
    }
}

/// What the applicant was asked for.
pub fn requests(lang: Lang, view: &DossierView) -> Markup {
    let open = |title: &str, request: &Option<Request>| -> Markup {
        let Some(request) = request.as_ref().filter(|request| request.answered_at.is_none()) else {
            return html! {};
        };
        html! {
            section class="mc-card mc-card--warn" {
                h2 class="mc-card__title" { (lang.t(title)) }
                ul class="govuk-list govuk-list--bullet" {
                    @for item in &request.items { li { (words::item_line(view, item)) } }
                }
                @if !request.reason.is_empty() { p { (request.reason) } }
                p class="mc-muted" { (format::datetime(request.at)) }
            }
        }
    };
    html! {
        (open("guide-title", &view.dossier.guidance))
        (open("supplement-title", &view.dossier.supplement))
    }
}

/// The papers of the dossier against the published list.
pub fn papers(lang: Lang, view: &DossierView) -> Markup {
    let columns = [
        Column::text(lang.t("checklist-paper")),
        Column::number(lang.t("checklist-originals")),
        Column::number(lang.t("checklist-copies")),
    ];
    let asked = view.procedure.papers_of(view.dossier.case.as_ref());
    let rows: Vec<Row<'_>> = asked
        .map(|paper| {
            let had = view.dossier.papers.iter().find(|submitted| submitted.code == paper.code);
            Row {
                cells: vec![
                    html! { (refusal::name(lang, &paper.name)) },
                    html! { (had.map_or(0, |paper| paper.originals)) },
                    html! { (had.map_or(0, |paper| paper.copies)) },
                ],
                href: None,
                alarm: false,
                select: None,
            }
        })
        .collect();
    html! {
        (data_table(lang, &DataTable { id: "giay-to", caption: &lang.t("dossier-papers"), columns: &columns, rows: &rows }))
    }
}

/// Who applies and how.
pub fn applicant(signed: &Signed, view: &DossierView) -> Markup {
    let lang = signed.lang;
    let dossier = &view.dossier;
    let mut rows = Vec::new();
    let handles = view::handles(view, &signed.caller);
    if let Some(data) = &view.applicant {
        let data = if handles { data } else { &data.shortened() };
        rows.push(SummaryRow::text(lang.t("dossier-applicant"), &data.name));
        for (key, value) in [
            ("label-id-number", &data.id_number),
            ("label-phone", &data.phone),
            ("label-email", &data.email),
            ("label-address", &data.address),
        ] {
            if !value.is_empty() {
                rows.push(SummaryRow::text(lang.t(key), value));
            }
        }
    } else {
        rows.push(SummaryRow::text(lang.t("dossier-applicant"), &lang.t("dossier-erased")));
    }
    if let Some(person) = &view.representative {
        rows.push(SummaryRow::text(
            lang.t("dossier-represented-by"),
            &format!("{} ({})", person.name, person.authority),
        ));
    }
    rows.push(SummaryRow::text(lang.t("dossier-channel"), &channel(lang, dossier.channel)));
    rows.push(SummaryRow::text(lang.t("dossier-return-by"), &return_by(lang, dossier.return_by)));
    if let Some(at) = dossier.accepted_at {
        rows.push(SummaryRow::text(lang.t("dossier-received-at"), &format::datetime(at)));
    }
    html! { h2 class="govuk-heading-m" { (lang.t("dossier-applicant")) } (summary_list(&rows)) }
}

/// A channel in words.
#[must_use]
pub fn channel(lang: Lang, channel: domain::procedure::Channel) -> String {
    use domain::procedure::Channel;
    lang.t(match channel {
        Channel::Counter => "channel-counter",
        Channel::Post => "channel-post",
        Channel::Authorised => "channel-authorised",
        Channel::Online => "channel-provincial-portal",
        Channel::Agency => "channel-agency",
        Channel::Ministry => "channel-ministry",
    })
}

/// A way of return in words.
#[must_use]
pub fn return_by(lang: Lang, way: domain::dossier::event::ReturnBy) -> String {
    use domain::dossier::event::ReturnBy;
    lang.t(match way {
        ReturnBy::Counter => "return-by-counter",
        ReturnBy::Post => "return-by-post",
        ReturnBy::Online => "return-by-online",
    })
}

/// The hand-overs.
pub fn control_slip(lang: Lang, view: &DossierView) -> Markup {
    let lines = &view.dossier.control_slip;
    if lines.is_empty() {
        return html! {};
    }
    let day = view.at.date();
    let columns: Vec<Column<'_>> =
        ["slip-giver", "slip-given-at", "slip-taker", "slip-taken-at", "slip-note"]
            .iter()
            .map(|key| Column::text(lang.t(key)))
            .collect();
    let hand = |unit, person: &Option<domain::ids::PersonId>| {
        let unit = view.reference.unit_name(unit, day);
        person
            .as_ref()
            .map_or_else(|| unit.clone(), |id| format!("{}, {unit}", view.reference.person_name(id)))
    };
    let rows: Vec<Row<'_>> = lines
        .iter()
        .map(|line| Row {
            cells: vec![
                html! { (hand(&line.from, &line.giver)) },
                html! { (format::datetime(line.given_at)) },
                html! { (hand(&line.to, &line.taker)) },
                html! { @if let Some(at) = line.taken_at { (format::datetime(at)) } @else { (lang.t("slip-not-signed")) } },
                html! {
                    @if line.paper { (lang.t("slip-with-paper")) " " }
                    @if line.late { strong { (lang.t("told-late")) } " " }
                    (app::papers::step_note(view, &line.note))
                },
            ],
            href: None,
            alarm: line.late,
            select: None,
        })
        .collect();
    html! {
        (data_table(lang, &DataTable { id: "phieu-kiem-soat", caption: &lang.t("paper-control-slip"), columns: &columns, rows: &rows }))
    }
}

/// The papers that acts have made, as PDF.
pub fn slips(lang: Lang, view: &DossierView) -> Markup {
    let made = papers::made(view);
    if made.is_empty() {
        return html! {};
    }
    let base = url::dossier(&name(view));
    html! {
        section class="mc-card" {
            h2 class="mc-card__title" { (lang.t("dossier-slips")) }
            ul class="govuk-list" {
                @for kind in made {
                    li { a class="govuk-link" href={ (base) "/giay/" (kind) ".pdf" } { (lang.t(&format!("paper-{kind}"))) " (PDF)" } }
                }
            }
        }
    }
}

/// Everything that happened, the newest first.
pub fn history(lang: Lang, view: &DossierView) -> Markup {
    html! {
        h2 class="govuk-heading-m" id="dien-bien" { (lang.t("timeline-title")) }
        (events(lang, view, 0))
    }
}

/// The events after `revision` in words, the newest first.
pub fn told_after(
    lang: Lang,
    view: &DossierView,
    revision: u32,
) -> Vec<(jiff::civil::DateTime, words::Told)> {
    let after = view.history.iter().rev().filter(|recorded| recorded.revision > revision);
    after.map(|recorded| (recorded.at, words::told(lang, view, recorded))).collect()
}

/// The events after `revision`, the newest first.
pub fn events(lang: Lang, view: &DossierView, revision: u32) -> Markup {
    let base = url::dossier(&name(view));
    let told: Vec<(jiff::civil::DateTime, words::Told, Option<String>)> = told_after(lang, view, revision)
        .into_iter()
        .map(|(at, told)| {
            let href = told.paper.map(|kind| format!("{base}/giay/{kind}.pdf"));
            (at, told, href)
        })
        .collect();
    let labels: Vec<Option<String>> =
        told.iter().map(|(_, told, _)| told.paper.map(|kind| lang.t(&format!("paper-{kind}")))).collect();
    let items: Vec<TimelineItem<'_>> = told
        .iter()
        .zip(&labels)
        .map(|((at, told, href), label)| TimelineItem {
            at: Some(*at),
            title: &told.title,
            who: &told.who,
            detail: told.detail.as_deref(),
            basis: told.basis.as_deref(),
            paper: label.as_deref().zip(href.as_deref()),
            tone: told.tone,
        })
        .collect();
    timeline(&items)
}
