//! The acts that mean something outside the office, each with its day.

use domain::dossier::Recorded;
use domain::dossier::event::{Event, NoticeChannel};
use jiff::civil::DateTime;
use maud::{Markup, html};
use ui::components::{SentenceTone as Tone, TimelineItem, timeline};
use ui::format;

use super::Sheet;
use crate::words;

/// One line of what happened.
struct Line {
    title: String,
    detail: Option<String>,
    tone: Tone,
}

impl Sheet<'_> {
    pub(super) fn past(&self) -> Markup {
        let mut due: Option<DateTime> = None;
        let mut lines: Vec<(Line, DateTime)> = Vec::new();
        for recorded in &self.view.history {
            let before = due;
            due = promised(recorded).or(due);
            if let Some(line) = self.line(recorded, before) {
                lines.push((line, recorded.at));
            }
        }
        let items: Vec<TimelineItem<'_>> = lines
            .iter()
            .map(|(line, at)| TimelineItem {
                at: Some(*at),
                title: &line.title,
                detail: line.detail.as_deref(),
                tone: line.tone,
                ..TimelineItem::default()
            })
            .collect();
        html! {
            section aria-labelledby="da-qua" {
                h2 id="da-qua" { (self.t("track-progress")) }
                (timeline(&items))
            }
        }
    }

    fn line(&self, recorded: &Recorded, before: Option<DateTime>) -> Option<Line> {
        let (tone, key) = heading(&recorded.event)?;
        Some(Line { title: self.t(key), detail: self.detail(&recorded.event, before), tone })
    }

    fn detail(&self, event: &Event, before: Option<DateTime>) -> Option<String> {
        let day = |at: DateTime| words::promised(self.lang, at);
        Some(match event {
            Event::Accepted { promise: Some(promise), .. }
            | Event::SupplementReceived { promise, .. }
            | Event::ClockResumed { promise, .. } => self.with("past-day", "when", &day(promise.due)),
            Event::PromiseRecounted { promise, .. } => match before {
                Some(old) if old != promise.due => self.lang.tf(
                    "past-day-moved",
                    &[("old", (&day(old)).into()), ("new", (&day(promise.due)).into())],
                ),
                _ => self.with("past-day-confirmed", "when", &day(promise.due)),
            },
            Event::Apologised { again, .. } => self.with("past-day", "when", &day(*again)),
            Event::AnswerAwaited { until, .. } => self.when("asked-until", *until),
            Event::ReceivedByPost { consignment, .. } | Event::GivenToPost { consignment, .. } => {
                format!("{}: {consignment}", self.t("fact-consignment"))
            }
            Event::MistakeCorrected { reason, .. } | Event::CameBackByPost { reason, .. } => {
                format!("{}: {reason}", self.t("reason"))
            }
            Event::ForwardedByAgency { unit, .. } => self.unit(unit),
            Event::FeeRecorded { amount, .. } | Event::FeeRefunded { amount, .. } => {
                format::dong(self.lang, *amount)
            }
            Event::Notified { channel, .. } => self.t(channel_key(*channel)),
            Event::NoticeFailed { .. } => self.t("past-notice-failed-next"),
            Event::ExternalStateRecorded { state, .. } if !state.is_empty() => state.clone(),
            _ => return None,
        })
    }
}

/// The promise that an event made.
fn promised(recorded: &Recorded) -> Option<DateTime> {
    match &recorded.event {
        Event::Accepted { promise, .. } => promise.as_ref().map(|promise| promise.due),
        Event::SupplementReceived { promise, .. }
        | Event::ClockResumed { promise, .. }
        | Event::PromiseRecounted { promise, .. } => Some(promise.due),
        Event::Apologised { again, .. } => Some(*again),
        _ => None,
    }
}

/// What an event is called outside; `None` for what stays between the offices.
fn heading(event: &Event) -> Option<(Tone, &'static str)> {
    Some(match event {
        Event::Registered { .. } => (Tone::Plain, "past-registered"),
        Event::ReceivedByPost { .. } => (Tone::Plain, "past-by-post"),
        Event::ForwardedByAgency { .. } => (Tone::Plain, "past-forwarded"),
        Event::TakenUpLate { .. } => (Tone::Alarm, "past-taken-up-late"),
        Event::Guided { .. } => (Tone::Warn, "past-guided"),
        Event::CompletedAtIntake { .. } => (Tone::Calm, "past-completed"),
        Event::Escalated { .. } => (Tone::Info, "past-escalated"),
        Event::Accepted { .. } => (Tone::Calm, "past-accepted"),
        Event::Refused { .. } => (Tone::Alarm, "past-refused"),
        Event::SupplementAsked { .. } => (Tone::Warn, "past-supplement"),
        Event::AnswerAwaited { .. } => (Tone::Warn, "past-answer-awaited"),
        Event::SupplementReceived { .. } => (Tone::Calm, "past-supplement-received"),
        Event::Lapsed { .. } => (Tone::Alarm, "past-lapsed"),
        Event::ConsultationAsked { .. } => (Tone::Info, "past-consulted"),
        Event::ClockStopped { .. } => (Tone::Warn, "past-stopped"),
        Event::ClockResumed { .. } => (Tone::Calm, "past-resumed"),
        Event::BecameOverdue { .. } => (Tone::Alarm, "past-overdue"),
        Event::Apologised { .. } => (Tone::Warn, "past-apologised"),
        Event::PromiseRecounted { .. } => (Tone::Info, "past-recounted"),
        Event::MistakeCorrected { .. } => (Tone::Warn, "past-corrected"),
        Event::ExternalStateRecorded { .. } => (Tone::Info, "past-external"),
        Event::ResultConfirmed { .. } => (Tone::Calm, "past-ready"),
        Event::Notified { .. } => (Tone::Info, "past-notified"),
        Event::NoticeFailed { .. } => (Tone::Warn, "past-notice-failed"),
        Event::FeeRecorded { .. } => (Tone::Calm, "past-paid"),
        Event::FeeRefunded { .. } => (Tone::Calm, "past-refunded"),
        Event::GivenToPost { .. } => (Tone::Calm, "past-given-to-post"),
        Event::CameBackByPost { .. } => (Tone::Warn, "past-came-back"),
        Event::GivenAtOnce { .. } | Event::HandedOver { .. } => (Tone::Calm, "past-handed-over"),
        Event::WithdrawalAsked { .. } => (Tone::Plain, "past-withdrawal-asked"),
        Event::Withdrawn { .. } => (Tone::Plain, "past-withdrawn"),
        _ => return None,
    })
}

const fn channel_key(channel: NoticeChannel) -> &'static str {
    match channel {
        NoticeChannel::Sms => "past-by-sms",
        NoticeChannel::Email => "past-by-email",
        NoticeChannel::Phone => "past-by-phone",
        NoticeChannel::SocialNetwork => "past-by-network",
        NoticeChannel::Letter => "past-by-letter",
        NoticeChannel::InPerson => "past-in-person",
    }
}
