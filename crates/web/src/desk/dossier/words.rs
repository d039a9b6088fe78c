//! Events of a dossier in words.

use app::dossier::DossierView;
use domain::dossier::event::RequestedItem;
use domain::dossier::{Actor, Event, Recorded};
use domain::ids::PersonId;
use ui::Lang;
use ui::components::TagTone;
use ui::format;

use crate::refusal;

mod turns;

pub use turns::{cause_key, notice_channel, notice_error, notice_kind};

/// One event as the timeline shows it.
pub struct Told {
    /// What happened.
    pub title: String,
    /// Who did it.
    pub who: String,
    /// What it says besides.
    pub detail: Option<String>,
    /// The provision.
    pub basis: Option<String>,
    /// The paper it made.
    pub paper: Option<&'static str>,
    /// Its colour.
    pub tone: TagTone,
}

/// Tells an event.
#[must_use]
pub fn told(lang: Lang, view: &DossierView, recorded: &Recorded) -> Told {
    let event = &recorded.event;
    let made = app::papers::made(view);
    Told {
        title: lang.t(&format!("event-{}", event.kind())),
        who: who(lang, view, &recorded.by, recorded),
        detail: detail(lang, view, recorded),
        basis: event.basis().map(|basis| refusal::label(lang, basis).to_owned()),
        paper: match event {
            Event::Guided { .. } => Some("guidance"),
            Event::Accepted { receipt: Some(_), .. } => Some("receipt"),
            Event::SupplementAsked { .. } => Some("supplement"),
            Event::Refused { .. } => Some("refusal"),
            Event::Apologised { .. } => Some("apology"),
            _ => None,
        }
        .filter(|kind| made.contains(kind)),
        tone: tone(event),
    }
}

fn tone(event: &Event) -> TagTone {
    match event {
        Event::BecameOverdue { .. }
        | Event::Refused { .. }
        | Event::Lapsed { .. }
        | Event::ConsultationSilent { .. }
        | Event::NoticeFailed { .. }
        | Event::FeeVoided { .. }
        | Event::MistakeCorrected { .. } => TagTone::Alarm,
        Event::Guided { .. }
        | Event::SupplementAsked { .. }
        | Event::Escalated { .. }
        | Event::EscalationParked { .. }
        | Event::TakenUpLate { .. }
        | Event::WithdrawalAsked { .. }
        | Event::Apologised { .. }
        | Event::ClockStopped { .. }
        | Event::CameBackByPost { .. }
        | Event::ForwardedByAgency { late: true, .. } => TagTone::Warn,
        Event::Accepted { .. }
        | Event::ResultConfirmed { .. }
        | Event::HandedOver { .. }
        | Event::GivenAtOnce { .. } => TagTone::Calm,
        _ => TagTone::Info,
    }
}

fn who(lang: Lang, view: &DossierView, by: &Actor, recorded: &Recorded) -> String {
    match by {
        Actor::Staff { person, unit } => {
            let unit = view.reference.unit_name(unit, recorded.at.date());
            format!("{}, {unit}", view.reference.person_name(person))
        }
        Actor::Citizen(_) => lang.t("who-citizen"),
        Actor::System(_) => lang.t("who-system"),
    }
}

/// What proves a notice, without the number by which the program knows the message.
pub fn proof(told: &str) -> &str {
    match told.split_once(' ') {
        Some((id, rest)) if id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => rest,
        _ => told,
    }
}

fn detail(lang: Lang, view: &DossierView, recorded: &Recorded) -> Option<String> {
    let day = recorded.at.date();
    let unit = |id| view.reference.unit_name(id, day);
    let person = |id: &PersonId| view.reference.person_name(id);
    let text = |words: &String| Some(words.clone()).filter(|words| !words.is_empty());
    match &recorded.event {
        Event::Guided { items, remark, .. } => text(&joined(view, items, remark)),
        Event::Escalated { reason: words, .. }
        | Event::EscalationAnswered { answer: words, .. }
        | Event::Withdrawn { reason: words, .. }
        | Event::Noted { text: words } => text(words),
        Event::Notified { proof: words, .. } => {
            Some(proof(words).to_owned()).filter(|words| !words.is_empty())
        }
        Event::Accepted { code, promise, .. } => Some(match promise {
            Some(promise) => {
                let when = format::datetime(promise.due);
                lang.tf("told-accepted", &[("code", (&code.to_string()).into()), ("when", (&when).into())])
            }
            None => code.to_string(),
        }),
        Event::GivenAtOnce { result, .. } | Event::ResultSent { result, .. } => {
            text(&[result.name.as_str(), result.number.as_str()].join(" ").trim().to_owned())
        }
        Event::Refused { ground, reason, .. } => {
            Some(format!("{reason} ({})", app::told::ground_in_words(ground)))
        }
        Event::Transferred { from, to, .. } => Some(format!("{} → {}", unit(from), unit(to))),
        Event::Taken { unit: to, holder, late, .. } => {
            let late = if *late { format!(" · {}", lang.t("told-late")) } else { String::new() };
            Some(format!("{}, {}{late}", person(holder), unit(to)))
        }
        Event::PaperTaken { unit: to, late, .. } => {
            let late = if *late { format!(" · {}", lang.t("told-late")) } else { String::new() };
            Some(format!("{}{late}", unit(to)))
        }
        Event::StepCompleted { step, note, next_unit, .. } => {
            let named = view.procedure.process.as_ref().and_then(|process| process.work_name(step));
            let name = named.map_or_else(|| step.to_string(), |name| refusal::name(lang, name).to_owned());
            let note = if note.is_empty() { String::new() } else { format!(": {note}") };
            Some(format!("{name}{note} → {}", unit(next_unit)))
        }
        Event::SupplementAsked { items, reason, .. } => text(&joined(view, items, reason)),
        Event::SupplementReceived { promise, .. } | Event::PromiseRecounted { promise, .. } => {
            let when = format::datetime(promise.due);
            Some(lang.tf("sentence-promised", &[("when", (&when).into())]))
        }
        Event::Assigned { to, reason, .. } => {
            let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            Some(format!("{}{reason}", person(to)))
        }
        Event::BecameOverdue { holder_unit, .. } => Some(unit(holder_unit)),
        other => turns::detail(lang, view, other, day),
    }
}

/// The items of a slip and its further words, in one text.
#[must_use]
pub fn joined(view: &DossierView, items: &[RequestedItem], remark: &str) -> String {
    let mut lines: Vec<String> = items.iter().map(|item| item_line(view, item)).collect();
    if !remark.is_empty() {
        lines.push(remark.to_owned());
    }
    lines.join("; ")
}

/// One item of a slip.
#[must_use]
pub fn item_line(view: &DossierView, item: &RequestedItem) -> String {
    let paper = view.procedure.paper(&item.paper);
    let name = paper.map_or_else(|| item.paper.to_string(), |paper| paper.name.vi.clone());
    format!("{name}: {}", item.what)
}
