//! What the dossier went through between agencies, and what is pending.

use app::dossier::DossierView;
use domain::dossier::Event;
use domain::dossier::event::Opinion;
use domain::dossier::state::{Asked, Consulted, Part};
use domain::ids::{StepId, UnitId};
use domain::procedure::process::UnitRef;
use maud::{Markup, html};
use ui::Lang;
use ui::components::{Column, DataTable, Row, SummaryRow, data_table, summary_list};
use ui::format;

use super::super::forms::silence;
use super::super::words;

/// What waits for somebody: a second person, an invited agency, paper that must be brought.
pub fn pending(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let day = view.at.date();
    let unit = |id: &UnitId| view.reference.unit_name(id, day);
    html! {
        @if let Some(asked) = dossier.withdrawal.as_ref().filter(|_| !dossier.stage.is_closed()) {
            section class="mc-card mc-card--warn" {
                h2 class="mc-card__title" { (lang.t("withdrawal-pending")) }
                p { (asked.reason) " · " (asked.proof) }
                p class="mc-muted" { (format::datetime(asked.at)) " · " (lang.t("withdrawal-second")) }
            }
        }
        @if let Some((from, to, by)) = &dossier.paper_to_bring {
            section class="mc-card mc-card--warn" {
                h2 class="mc-card__title" { (lang.t("paper-to-bring")) }
                p { (unit(from)) " → " (unit(to)) ", " (lang.tf("paper-bring-by", &[("when", (&format::datetime(*by)).into())])) }
            }
        }
        @if !dossier.invited.is_empty() && !dossier.stage.is_closed() {
            section class="mc-card" {
                h2 class="mc-card__title" { (lang.t("invite-title")) }
                ul class="govuk-list" {
                    @for asked in &dossier.invited {
                        li { (unit(&asked.unit)) ", " (lang.tf("invite-come-by", &[("when", (&format::datetime(asked.come_by)).into())])) ": " (asked.about) }
                    }
                }
            }
        }
    }
}

/// The opinions that were asked: who answered what, who is silent, and since when.
pub fn consultations(lang: Lang, view: &DossierView) -> Markup {
    let asked = &view.dossier.consultations;
    html! {
        @if !asked.is_empty() {
            h2 class="govuk-heading-m" id="lay-y-kien" { (lang.t("consult-title")) }
            @for one in asked { (consultation(lang, view, one)) }
        }
    }
}

fn consultation(lang: Lang, view: &DossierView, one: &Consulted) -> Markup {
    let calendar = view.reference.calendar_for(&view.dossier.desk);
    let day = view.at.date();
    let rows: Vec<Row<'_>> = one
        .units
        .iter()
        .map(|asked| {
            let until = asked.answer.as_ref().map_or(view.at, |(_, _, at)| *at);
            let took = calendar.working_days_between(one.at.date(), until.date()).max(0);
            Row {
                cells: vec![
                    html! { (view.reference.unit_name(&asked.unit, day)) },
                    answer(lang, view, one, asked),
                    html! { (took) },
                ],
                href: None,
                alarm: asked.answer.is_none() && view.at > one.answer_by,
                select: None,
            }
        })
        .collect();
    let columns = [
        Column::text(lang.t("consult-unit")),
        Column::text(lang.t("consult-answer")),
        Column::number(lang.t("consult-days-taken")),
    ];
    let caption = format!("{} · {}", view.reference.unit_name(&one.by, day), format::datetime(one.at));
    html! {
        section class="mc-card" {
            p { strong { (one.question) } }
            p class="mc-muted" {
                (lang.tf("consult-answer-by", &[("when", (&format::datetime(one.answer_by)).into())]))
                " · " (lang.t(silence(one.silence)))
            }
            (documents(lang, view, &one.id))
            (data_table(lang, &DataTable { id: &format!("y-kien-{}", one.id), caption: &caption, columns: &columns, rows: &rows }))
        }
    }
}

fn answer(lang: Lang, view: &DossierView, one: &Consulted, asked: &Asked) -> Markup {
    match (&asked.answer, asked.silent_at) {
        (Some((opinion, words, at)), _) => html! {
            strong { (lang.t(opinion_key(*opinion))) } ": " (words)
            p class="mc-muted" {
                (format::datetime(*at))
                @if *at > one.answer_by { " · " (lang.t("consult-late")) }
            }
        },
        (None, Some(at)) => {
            html! { (lang.tf("consult-silent", &[("when", (&format::datetime(at)).into())])) }
        }
        (None, None) if view.at > one.answer_by => html! { (lang.t("consult-overdue")) },
        (None, None) => html! { (lang.t("consult-awaited")) },
    }
}

/// An opinion in words.
#[must_use]
pub fn opinion_key(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Agree => "opinion-agree",
        Opinion::Conditions => "opinion-conditions",
        Opinion::Disagree => "opinion-disagree",
    }
}

/// What was enclosed with a question.
pub fn documents(lang: Lang, view: &DossierView, id: &StepId) -> Markup {
    let enclosed = view.history.iter().find_map(|recorded| match &recorded.event {
        Event::ConsultationAsked { id: known, documents, .. } if known == id => Some(documents.as_slice()),
        _ => None,
    });
    let enclosed = enclosed.unwrap_or_default();
    html! {
        @if !enclosed.is_empty() {
            p class="mc-muted" { (lang.t("consult-documents")) ": " (enclosed.join("; ")) }
        }
    }
}

/// The agencies of a chain: duty, time, and who did their part when; and where the paper is.
pub fn chain(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    if dossier.chain.is_empty() && dossier.parts.is_empty() {
        return html! {};
    }
    let day = view.at.date();
    let mut units: Vec<&UnitId> = dossier.chain.iter().map(|duty| &duty.unit).collect();
    // Where nobody fixed an order, the process says who comes and what each does.
    let foreseen = links(view);
    let begun = dossier.parts.iter().map(|part| &part.unit);
    for unit in begun.chain(foreseen.iter().map(|(unit, ..)| *unit)) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let works = |unit: &UnitId| -> String {
        let own = foreseen.iter().filter(|(known, ..)| *known == unit);
        own.map(|(_, work, _)| work.as_str()).collect::<Vec<_>>().join("; ")
    };
    let minutes = |unit: &UnitId| {
        let own = foreseen.iter().filter(|(known, ..)| *known == unit).filter_map(|(.., minutes)| *minutes);
        own.reduce(u32::saturating_add)
    };
    let rows: Vec<Row<'_>> = units
        .iter()
        .enumerate()
        .map(|(index, unit)| {
            let duty = dossier.chain.iter().find(|duty| duty.unit == **unit);
            let parts: Vec<&Part> = dossier.parts.iter().filter(|part| part.unit == **unit).collect();
            let late = parts.iter().any(|part| part.due.is_some_and(|due| part.ended_at.unwrap_or(view.at) > due));
            Row {
                cells: vec![
                    html! { (index.saturating_add(1)) ". " (view.reference.unit_name(unit, day)) },
                    html! { @if let Some(duty) = duty { (duty.work) } @else { (works(unit)) } },
                    html! {
                        @if let Some(minutes) = duty.map_or_else(|| minutes(unit), |duty| duty.minutes) {
                            (lang.tf("chain-hours", &[("n", i64::from(minutes.div_ceil(60)).into())]))
                        }
                    },
                    html! { @for part in &parts { p { (began(lang, part)) } } @if parts.is_empty() { (lang.t("chain-not-yet")) } },
                    html! { @if dossier.has_paper() && dossier.paper.at == **unit { strong { (lang.t("chain-paper-here")) } } },
                ],
                href: None,
                alarm: late,
                select: None,
            }
        })
        .collect();
    let columns = [
        Column::text(lang.t("chain-unit")),
        Column::text(lang.t("chain-duty")),
        Column::text(lang.t("chain-time")),
        Column::text(lang.t("chain-part")),
        Column::text(lang.t("holder-paper-file")),
    ];
    html! {
        (data_table(lang, &DataTable { id: "lien-thong", caption: &lang.t("chain-title"), columns: &columns, rows: &rows }))
    }
}

/// The links of the published chain: unit, its work in words, its time.
fn links(view: &DossierView) -> Vec<(&UnitId, String, Option<u32>)> {
    let process = view.procedure.process.as_ref();
    let links = process.map(|process| process.links()).unwrap_or_default();
    let named = links.into_iter().filter_map(|link| match &link.unit {
        UnitRef::Unit(unit) => {
            let mut work: Vec<&str> = Vec::new();
            link.part.each_step(&mut |step| work.push(step.name.vi.as_str()));
            Some((unit, work.join("; "), link.minutes()))
        }
        UnitRef::ReceivingDesk | UnitRef::SettlingAgency | UnitRef::Unbound(_) => None,
    });
    named.collect()
}

fn began(lang: Lang, part: &Part) -> String {
    let mut words = lang.tf("chain-began", &[("when", (&format::datetime(part.started_at)).into())]);
    if let Some(due) = part.due {
        words.push_str(&format!(", {}", lang.tf("chain-due", &[("when", (&format::datetime(due)).into())])));
    }
    if let Some(ended) = part.ended_at {
        words.push_str(&format!(
            ", {}",
            lang.tf("chain-ended", &[("when", (&format::datetime(ended)).into())])
        ));
    }
    words
}

/// Mistakes that were corrected.
pub fn corrections(lang: Lang, view: &DossierView) -> Markup {
    let corrected =
        view.history.iter().filter(|recorded| matches!(recorded.event, Event::MistakeCorrected { .. }));
    let told: Vec<(String, String)> = corrected
        .map(|recorded| {
            let told = words::told(lang, view, recorded);
            (format!("{} · {}", format::datetime(recorded.at), told.who), told.detail.unwrap_or_default())
        })
        .collect();
    html! {
        @if !told.is_empty() {
            section class="mc-card mc-card--warn" {
                h2 class="mc-card__title" { (lang.t("correct-title")) }
                ul class="govuk-list" { @for (when, what) in &told { li { (what) " " span class="mc-muted" { (when) } } } }
            }
        }
    }
}

/// How it came, beyond the channel, and its way by post: minute, agency, ministry, consignment.
pub fn arrival(lang: Lang, view: &DossierView) -> Markup {
    let dossier = &view.dossier;
    let day = view.at.date();
    let unit = |id: &UnitId| view.reference.unit_name(id, day);
    let mut rows: Vec<SummaryRow<'_>> = Vec::new();
    let mut add = |key: &str, text: String| rows.push(SummaryRow::text(lang.t(key), &text));
    if let Some(posted) = &dossier.arrival.posted {
        let minute = format!("{}/{}", posted.minute.number, posted.minute.year);
        add("post-minute", format!("{minute} · {}", format::datetime(posted.signed_at)));
        add("post-consignment", posted.consignment.clone());
        add("posted-postage", format::dong(lang, posted.postage));
        if posted.collected > 0 {
            add("posted-collected", format::dong(lang, posted.collected));
        }
    }
    if let Some((agency, at)) = &dossier.arrival.forwarded {
        let late =
            if dossier.forwarded_late { format!(" · {}", lang.t("told-late")) } else { String::new() };
        add("arrival-forwarded", format!("{}, {}{late}", unit(agency), format::datetime(*at)));
    }
    if let Some(known) = &dossier.external {
        let state = if known.state.is_empty() { lang.t("external-no-state") } else { known.state.clone() };
        add(
            "external-title",
            format!("{} · {} · {state} · {}", known.system, known.reference, format::datetime(known.at)),
        );
    }
    if dossier.arrival.return_desk.is_some() {
        add("arrival-return-desk", unit(dossier.return_desk()));
    }
    if let Some(post) = &dossier.by_post {
        let list = format!("{}/{}", post.list.number, post.list.year);
        add(
            "post-given",
            format!(
                "{} · {} · {}",
                post.consignment,
                lang.tf("post-on-list", &[("n", (&list).into())]),
                format::datetime(post.at)
            ),
        );
        if post.collect > 0 {
            add("post-to-collect", format::dong(lang, post.collect));
        }
    }
    if dossier.taken_up_late {
        add("arrival-taken-up", lang.t("arrival-taken-up-late"));
    }
    html! {
        @if !rows.is_empty() { h2 class="govuk-heading-m" { (lang.t("arrival-title")) } (summary_list(&rows)) }
    }
}
