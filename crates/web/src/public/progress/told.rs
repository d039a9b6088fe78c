//! Where a dossier is in one sentence, and what its applicant does next.

use domain::dossier::Stage;
use domain::dossier::event::{Event, ReturnBy, StopCause};
use ui::components::SentenceTone;
use ui::format;

use super::Sheet;

/// The sentence, with what to do below it.
pub struct Told {
    pub tone: SentenceTone,
    pub sentence: String,
    pub next: String,
}

fn told(tone: SentenceTone, sentence: String, next: impl IntoIterator<Item = String>) -> Told {
    let next: Vec<String> = next.into_iter().filter(|words| !words.is_empty()).collect();
    Told { tone, sentence, next: next.join(" ") }
}

impl Sheet<'_> {
    pub(super) fn told(&self) -> Told {
        let dossier = &self.view.dossier;
        match dossier.stage {
            Stage::Submitted => {
                let late = self.only_if(dossier.taken_up_late, "told-submitted-late");
                told(SentenceTone::Info, self.t("told-submitted"), [late, self.t("told-submitted-next")])
            }
            Stage::Escalated => {
                let until = dossier.escalated_until.map(|at| self.when("told-answer-by", at));
                let next = [self.t("told-nothing-to-do"), until.unwrap_or_default()];
                told(SentenceTone::Info, self.t("told-escalated"), next)
            }
            Stage::Guided => self.guided(),
            Stage::Accepted | Stage::InTransit | Stage::Processing => self.running(),
            Stage::SupplementAsked => told(
                SentenceTone::Warn,
                self.t("told-supplement"),
                [self.t("told-no-day-now"), self.t("told-new-day-then")],
            ),
            Stage::ClockStopped => self.standing_still(),
            Stage::ResultSent => {
                let late = self.is_late() || dossier.overdue_since.is_some();
                let sorry = self.only_if(late, "told-ready-late");
                told(SentenceTone::Calm, self.t("told-result-sent"), [self.t("told-result-sent-next"), sorry])
            }
            Stage::ResultReady => self.ready(),
            Stage::WithPost => {
                let sorry = self.sorry_if_late();
                told(SentenceTone::Calm, self.t("told-with-post"), [self.t("told-with-post-next"), sorry])
            }
            Stage::Returned | Stage::Refused | Stage::Withdrawn | Stage::Lapsed => self.ended(),
        }
    }

    fn guided(&self) -> Told {
        let elsewhere = self
            .view
            .history
            .iter()
            .rev()
            .find_map(|recorded| match &recorded.event {
                Event::Guided { not_competent, .. } => Some(*not_competent),
                _ => None,
            })
            .unwrap_or_default();
        if elsewhere {
            let next = [self.t("told-not-competent-next")];
            return told(SentenceTone::Warn, self.t("told-not-competent"), next);
        }
        let next = if self.view.dossier.has_paper() { "told-guided-next" } else { "told-guided-online-next" };
        told(SentenceTone::Warn, self.t("told-guided"), [self.t(next)])
    }

    /// On its way through the offices: on time, late and not excused, late with a new day, late again.
    fn running(&self) -> Told {
        let dossier = &self.view.dossier;
        let agency = self.agency(&dossier.holder.unit);
        let with = self.with("progress-with", "unit", &agency);
        match &dossier.apology {
            Some(_) if self.is_late() || dossier.late_again => told(
                SentenceTone::Alarm,
                self.t("told-late-again"),
                [
                    self.t("told-late-again-sorry"),
                    with,
                    self.with("told-late-again-ask", "phone", self.hotline()),
                ],
            ),
            Some(apology) => told(
                SentenceTone::Warn,
                self.when("progress-apologised", apology.again),
                [self.t("told-apologised-sorry"), with, self.collecting()],
            ),
            None if self.is_late() || dossier.overdue_since.is_some() => told(
                SentenceTone::Alarm,
                self.t("told-overdue"),
                [
                    self.t("told-late-fault"),
                    with,
                    self.with("told-late-ask", "phone", self.hotline()),
                    self.t("told-late-owed"),
                ],
            ),
            None => told(SentenceTone::Info, with, [self.t("told-nothing-to-do"), self.collecting()]),
        }
    }

    /// How the result will reach the applicant.
    fn collecting(&self) -> String {
        match self.view.dossier.return_by {
            ReturnBy::Counter => self.with("told-come-then", "place", &self.collect_at()),
            ReturnBy::Post => self.t("told-by-post-then"),
            ReturnBy::Online => self.t("told-online-then"),
        }
    }

    fn standing_still(&self) -> Told {
        match self.view.dossier.stopped.as_ref().map(|stopped| stopped.cause) {
            Some(StopCause::ApplicantsWish) => told(
                SentenceTone::Warn,
                self.t("told-stopped-wish"),
                [self.with("told-stopped-wish-next", "phone", self.hotline())],
            ),
            Some(StopCause::FinancialDuty) | None => told(
                SentenceTone::Warn,
                self.t("told-stopped-duty"),
                [
                    self.t("told-stopped-duty-next"),
                    self.t("told-stopped-duty-then"),
                    self.t("told-no-day-now"),
                ],
            ),
        }
    }

    fn ready(&self) -> Told {
        let dossier = &self.view.dossier;
        let amount = Some(dossier.outstanding())
            .filter(|amount| *amount > 0)
            .map(|amount| format::dong(self.lang, amount));
        let pay = |key: &str| amount.as_ref().map(|amount| self.with(key, "amount", amount));
        let came_back = self
            .view
            .history
            .iter()
            .rev()
            .take_while(|recorded| !matches!(recorded.event, Event::GivenToPost { .. }))
            .any(|recorded| matches!(recorded.event, Event::CameBackByPost { .. }));
        let place = self.collect_at();
        if came_back {
            let next = self
                .lang
                .tf("told-came-back-next", &[("place", (&place).into()), ("phone", self.hotline().into())]);
            return told(SentenceTone::Warn, self.t("told-came-back"), [next, self.t("told-ready-bring")]);
        }
        let (sentence, pay, last) = match dossier.return_by {
            ReturnBy::Counter => {
                let sentence = self.with("told-ready", "place", &place);
                (sentence, pay("told-ready-pay"), self.t("told-ready-bring"))
            }
            ReturnBy::Post => {
                (self.t("told-ready-post"), pay("told-ready-post-pay"), self.t("told-ready-post-next"))
            }
            ReturnBy::Online => {
                let next = if amount.is_some() { String::new() } else { self.t("told-nothing-to-do") };
                (self.t("told-ready-online"), pay("told-ready-pay"), next)
            }
        };
        let tone = if amount.is_some() { SentenceTone::Warn } else { SentenceTone::Calm };
        told(tone, sentence, [pay.unwrap_or_default(), last, self.sorry_if_late()])
    }

    /// That the result came late, with an apology, or that it came before its day.
    fn sorry_if_late(&self) -> String {
        let dossier = &self.view.dossier;
        let promised = dossier.promise.as_ref().map(|promise| promise.due.date());
        let early = dossier.result_at.zip(promised).is_some_and(|(at, promised)| at.date() < promised);
        match dossier.overdue_since {
            Some(_) => self.t("told-ready-late"),
            None => self.only_if(early, "told-ready-early"),
        }
    }

    fn ended(&self) -> Told {
        let dossier = &self.view.dossier;
        match dossier.stage {
            Stage::Refused => told(
                SentenceTone::Alarm,
                self.t("told-refused"),
                [self.t("told-refused-next"), self.with("told-refused-complain", "phone", self.hotline())],
            ),
            Stage::Withdrawn => {
                let back = self.only_if(dossier.has_paper(), "told-withdrawn-papers");
                told(SentenceTone::Plain, self.t("told-withdrawn"), [back, self.t("told-file-again")])
            }
            Stage::Lapsed => told(
                SentenceTone::Alarm,
                self.t("progress-lapsed"),
                [self.t("told-file-again"), self.with("told-ask", "phone", self.hotline())],
            ),
            _ => {
                let closed = dossier.closed_at.map(|at| format::date(at.date())).unwrap_or_default();
                let sentence = self.with("told-returned", "when", &closed);
                told(SentenceTone::Calm, sentence, [self.sorry_if_late(), self.t("told-returned-next")])
            }
        }
    }

    /// Where the result is collected: the Centre with its address, or the other desk that was chosen.
    pub(super) fn collect_at(&self) -> String {
        let reference = &self.view.reference;
        let meta = &reference.province.meta;
        let desk = self.view.dossier.return_desk();
        if reference.organisation.is_within(desk, &meta.centre, self.day()) {
            format!("{}, {}", self.unit(&meta.centre), meta.address)
        } else {
            self.unit(desk)
        }
    }
}
