//! The turns beside the straight way in words.

use app::dossier::DossierView;
use domain::dossier::Event;
use domain::dossier::event::{NoticeChannel, NoticeKind, Slip, StopCause};
use domain::ids::UnitId;
use ui::Lang;
use ui::format;

use super::super::sections::{method, opinion_key};
use crate::refusal;

/// What the event says besides its title; `None` for events that are told elsewhere.
pub fn detail(lang: Lang, view: &DossierView, event: &Event, day: jiff::civil::Date) -> Option<String> {
    let teller = Teller { lang, view, day };
    teller.arrival(event).or_else(|| teller.between(event)).or_else(|| teller.money(event))
}

/// Why a message could not be sent: what the program itself found in words, what a carrier said as it was said.
#[must_use]
pub fn notice_error(lang: Lang, error: &str) -> String {
    if error == "no-address" { lang.t("notice-no-address") } else { error.to_owned() }
}

struct Teller<'a> {
    lang: Lang,
    view: &'a DossierView,
    day: jiff::civil::Date,
}

impl Teller<'_> {
    fn unit(&self, id: &UnitId) -> String {
        self.view.reference.unit_name(id, self.day)
    }

    fn until(&self, key: &str, at: jiff::civil::DateTime) -> String {
        self.lang.tf(key, &[("when", (&format::datetime(at)).into())])
    }

    fn late(&self, late: bool) -> String {
        if late { format!(" · {}", self.lang.t("told-late")) } else { String::new() }
    }

    fn arrival(&self, event: &Event) -> Option<String> {
        let lang = self.lang;
        Some(match event {
            Event::ReceivedByPost { minute, signed_at, consignment, .. } => {
                format!("{} · {} · {}", slip(minute), consignment, format::datetime(*signed_at))
            }
            Event::ForwardedByAgency { unit, received_at, late, .. } => {
                format!("{}, {}{}", self.unit(unit), format::datetime(*received_at), self.late(*late))
            }
            Event::ReturnPlaceChosen { desk, .. } => self.unit(desk),
            Event::ExternalStateRecorded { system, reference, state, .. } => {
                [system.as_str(), reference, state]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ")
            }
            Event::PapersChecked { checks, .. } => {
                let failed = checks.iter().filter(|check| !check.passed).count();
                lang.tf("told-checked", &[("n", checks.len().into()), ("failed", failed.into())])
            }
            Event::ScansAttached { scans, .. } => lang.tf("told-scans", &[("n", scans.len().into())]),
            Event::TakenUpLate { by, .. } => self.until("told-taken-up-by", *by),
            Event::AnswerAwaited { until, .. } => self.until("told-answer-until", *until),
            Event::Lapsed { until, .. } => self.until("told-lapsed", *until),
            Event::EscalationParked { until, .. } => self.until("told-parked", *until),
            Event::AgencyInvited { unit, about, come_by, .. } => {
                format!("{}: {about} · {}", self.unit(unit), self.until("invite-come-by", *come_by))
            }
            Event::WithdrawalAsked { reason, proof, .. } => format!("{reason} · {proof}"),
            Event::NoticeQueued { kind, channel, .. } => {
                format!("{} · {}", lang.t(notice_kind(*kind)), lang.t(notice_channel(*channel)))
            }
            Event::NoticeFailed { error, .. } => notice_error(lang, error),
            _ => return None,
        })
    }

    fn between(&self, event: &Event) -> Option<String> {
        let lang = self.lang;
        Some(match event {
            Event::MistakeCorrected { undone, kind, reason, cost, bearer, .. } => lang.tf(
                "told-corrected",
                &[
                    ("what", (&lang.t(&format!("event-{kind}"))).into()),
                    ("n", i64::from(*undone).into()),
                    ("reason", reason.into()),
                    ("cost", (&format::dong(lang, *cost)).into()),
                    ("bearer", (&self.unit(bearer)).into()),
                ],
            ),
            Event::ChainOrdered { duties, .. } => {
                duties.iter().map(|duty| self.unit(&duty.unit)).collect::<Vec<_>>().join(" → ")
            }
            Event::PaperToBring { from, to, by, .. } => {
                format!("{} → {}, {}", self.unit(from), self.unit(to), self.until("paper-bring-by", *by))
            }
            Event::PartStarted { unit, due, .. } => {
                let due = due.map(|due| format!(", {}", self.until("chain-due", due))).unwrap_or_default();
                format!("{}{due}", self.unit(unit))
            }
            Event::ConsultationAsked { units, question, answer_by, .. } => {
                let units: Vec<String> = units.iter().map(|unit| self.unit(unit)).collect();
                format!("{}: {question} · {}", units.join(", "), self.until("consult-answer-by", *answer_by))
            }
            Event::ConsultationAnswered { unit, opinion, answer, late, .. } => {
                let late = if *late { format!(" · {}", lang.t("consult-late")) } else { String::new() };
                format!("{} · {}: {answer}{late}", self.unit(unit), lang.t(opinion_key(*opinion)))
            }
            Event::ConsultationSilent { unit, answer_by, .. } => {
                format!("{} · {}", self.unit(unit), self.until("consult-answer-by", *answer_by))
            }
            Event::Apologised { fault, reason, due, again, .. } => lang.tf(
                "told-apologised",
                &[
                    ("fault", (&self.unit(fault)).into()),
                    ("reason", reason.into()),
                    ("due", (&format::datetime(*due)).into()),
                    ("again", (&format::datetime(*again)).into()),
                ],
            ),
            Event::ClockStopped { cause, reason, proof, .. } => {
                let words = format!("{} · {reason}", lang.t(cause_key(*cause)));
                if proof.is_empty() { words } else { format!("{words} · {proof}") }
            }
            Event::ClockResumed { promise, .. } => self.until("sentence-promised", promise.due),
            _ => return None,
        })
    }

    fn money(&self, event: &Event) -> Option<String> {
        let lang = self.lang;
        Some(match event {
            Event::ChargesSet { owed, reductions, .. } => {
                let sum = owed.iter().fold(0_i64, |sum, due| sum.saturating_add(due.amount));
                let exempt = reductions.iter().map(|one| format!("{} (−{} %)", one.who, one.percent));
                std::iter::once(format::dong(lang, sum)).chain(exempt).collect::<Vec<_>>().join(" · ")
            }
            Event::FeeReceiptIssued { slip, amount, .. } => {
                format!("{} · {}", domain::dossier::cash_receipt(slip), format::dong(lang, *amount))
            }
            Event::FeeRecorded { amount, receipt, method: way, .. } => {
                format!("{} · {} · {receipt}", format::dong(lang, *amount), lang.t(method(*way)))
            }
            Event::FeeVoided { receipt, amount, reason, .. } => {
                format!("{receipt} · {} · {reason}", format::dong(lang, *amount))
            }
            Event::FeeRefunded { slip: number, amount, reason, .. } => {
                format!("{} · {} · {reason}", slip(number), format::dong(lang, *amount))
            }
            Event::ResultForwarded { from, to, .. } => format!("{} → {}", self.unit(from), self.unit(to)),
            Event::GivenToPost { consignment, list, postage, collect, .. } => {
                let list = lang.tf("post-on-list", &[("n", (&slip(list)).into())]);
                let mut parts = vec![consignment.clone(), list, format::dong(lang, *postage)];
                if *collect > 0 {
                    let amount = format::dong(lang, *collect);
                    parts.push(lang.tf("post-collects", &[("amount", (&amount).into())]));
                }
                parts.join(" · ")
            }
            Event::CameBackByPost { reason, .. } => reason.clone(),
            Event::CopyHandedOver { recipient, proof, .. } => {
                let known = self.view.procedure.recipients.iter().find(|known| known.code == *recipient);
                let name = known.map_or(recipient.as_str(), |known| refusal::name(lang, &known.name));
                format!("{name} · {proof}")
            }
            _ => return None,
        })
    }
}

fn slip(slip: &Slip) -> String {
    app::books::number_text(Some((slip.year, slip.number)))
}

/// A cause for which the clock stands, in words.
#[must_use]
pub fn cause_key(cause: StopCause) -> &'static str {
    match cause {
        StopCause::FinancialDuty => "stop-financial-duty",
        StopCause::ApplicantsWish => "stop-applicants-wish",
    }
}

/// What a message is about.
#[must_use]
pub fn notice_kind(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::NearlyDue => "notice-nearly-due",
        NoticeKind::ResultReady => "notice-result-ready",
        NoticeKind::PromiseChanged => "notice-promise-changed",
        NoticeKind::Other => "notice-other",
        NoticeKind::Accepted => "notice-accepted",
        NoticeKind::Guided => "notice-guided",
        NoticeKind::SupplementAsked => "notice-supplement-asked",
        NoticeKind::AnswerNearlyDue => "notice-answer-nearly-due",
        NoticeKind::Lapsed => "notice-lapsed",
        NoticeKind::Refused => "notice-refused",
        NoticeKind::Withdrawn => "notice-withdrawn",
        NoticeKind::Apologised => "notice-apologised",
        NoticeKind::GivenToPost => "notice-given-to-post",
        NoticeKind::ClockStopped => "notice-clock-stopped",
        NoticeKind::ClockResumed => "notice-clock-resumed",
    }
}

/// The way of a message.
#[must_use]
pub fn notice_channel(channel: NoticeChannel) -> &'static str {
    match channel {
        NoticeChannel::Sms => "notice-sms",
        NoticeChannel::Email => "notice-email",
        NoticeChannel::Phone => "notice-phone",
        NoticeChannel::SocialNetwork => "notice-social",
        NoticeChannel::Letter => "notice-letter",
        NoticeChannel::InPerson => "notice-in-person",
    }
}
