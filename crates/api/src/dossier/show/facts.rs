//! The turns of a dossier, put into their wire form.

use domain::dossier::event::Slip;
use domain::dossier::state::{Consulted, Notice, Part};
use domain::dossier::{For, Share, attribution};
use domain::ids::{PaperCode, StepId};

use super::names::Names;
use super::turns::{
    ApologyShown, AskedShown, ByPostShown, ConsultationShown, CorrectionShown, DutyShown, ExternalShown,
    FileShown, ForwardedShown, InvitedShown, MessageShown, PaperLook, PaperToBringShown, PartShown,
    PostedShown, ShareShown, StoppedShown, Time, Together, Ways, WithdrawalShown,
};
use crate::problem::NamedCode;
use crate::wire::{By, Instant};

/// The number of a minute or list of the post, as its book writes it.
fn in_book(slip: &Slip) -> String {
    app::books::number_text(Some((slip.year, slip.number)))
}

/// A number within its book of the year.
pub(super) fn number(slip: &Slip) -> String {
    format!("{:02}/{}", slip.number, slip.year)
}

impl Names<'_> {
    pub fn ways(&self) -> Ways {
        let dossier = &self.view.dossier;
        let arrival = &dossier.arrival;
        Ways {
            posted: arrival.posted.as_ref().map(|posted| PostedShown {
                minute: in_book(&posted.minute),
                signed_at: Instant(posted.signed_at),
                consignment: posted.consignment.clone(),
                postage: posted.postage,
                collected: posted.collected,
            }),
            forwarded_late: dossier.forwarded_late,
            forwarded: arrival.forwarded.as_ref().map(|(unit, received_at)| ForwardedShown {
                unit: self.unit(unit),
                received_at: Instant(*received_at),
            }),
            external: dossier.external.as_ref().map(|external| ExternalShown {
                system: external.system.clone(),
                reference: external.reference.clone(),
                state: external.state.clone(),
                at: Instant(external.at),
            }),
            taken_up_late: dossier.taken_up_late,
            return_desk: self.unit(dossier.return_desk()),
            result_desk: self.unit(&dossier.result_desk),
            by_post: dossier.by_post.as_ref().map(|post| ByPostShown {
                consignment: post.consignment.clone(),
                list: in_book(&post.list),
                postage: post.postage,
                collect: post.collect,
                at: Instant(post.at),
            }),
            copies: dossier.copies.clone(),
        }
    }

    fn coded(&self, code: &PaperCode) -> NamedCode {
        NamedCode { code: code.to_string(), name: self.paper_name(code) }
    }

    pub fn checks(&self) -> Vec<PaperLook> {
        let look = |check: &domain::dossier::event::PaperCheck| PaperLook {
            paper: self.coded(&check.paper),
            check: check.check.into(),
            by_machine: check.by_machine,
            passed: check.passed,
            note: check.note.clone(),
        };
        self.view.dossier.checks.iter().map(look).collect()
    }

    pub fn files(&self) -> Vec<FileShown> {
        let file = |(paper, scan): &(Option<PaperCode>, domain::dossier::event::Scan)| FileShown {
            paper: paper.as_ref().map(|code| self.coded(code)),
            file: scan.file.clone(),
            bytes: scan.bytes,
            pages: scan.pages,
            media: scan.media.clone(),
        };
        self.view.dossier.scans.iter().map(file).collect()
    }

    pub fn together(&self, for_staff: bool) -> Together {
        let dossier = &self.view.dossier;
        let duty = |duty: &domain::dossier::event::Duty| DutyShown {
            unit: self.unit(&duty.unit),
            work: duty.work.clone(),
            minutes: duty.minutes,
        };
        Together {
            chain: dossier.chain.iter().map(duty).collect(),
            parts: dossier.parts.iter().map(|part| self.part(part)).collect(),
            paper_to_bring: dossier.paper_to_bring.as_ref().map(|(from, to, by)| PaperToBringShown {
                from: self.unit(from),
                to: self.unit(to),
                by: Instant(*by),
            }),
            consultations: dossier
                .consultations
                .iter()
                .map(|asked| self.consultation(asked, for_staff))
                .collect(),
            escalated_until: dossier.escalated_until.map(Instant),
            invited: dossier
                .invited
                .iter()
                .map(|invited| InvitedShown {
                    unit: self.unit(&invited.unit),
                    about: invited.about.clone(),
                    come_by: Instant(invited.come_by),
                    settled_at: invited.settled_at.map(Instant),
                })
                .collect(),
        }
    }

    fn part(&self, part: &Part) -> PartShown {
        let end = part.ended_at.unwrap_or(self.view.at);
        PartShown {
            unit: self.unit(&part.unit),
            started_at: Instant(part.started_at),
            due: part.due.map(Instant),
            ended_at: part.ended_at.map(Instant),
            late: part.due.is_some_and(|due| end > due),
        }
    }

    fn consultation(&self, asked: &Consulted, for_staff: bool) -> ConsultationShown {
        let unit = |unit: &domain::dossier::state::Asked| {
            let answered_at = unit.answer.as_ref().map(|(_, _, at)| *at);
            let answer = unit.answer.as_ref().filter(|_| for_staff);
            AskedShown {
                unit: self.unit(&unit.unit),
                opinion: answer.map(|(opinion, ..)| (*opinion).into()),
                answer: answer.map(|(_, words, _)| words.clone()).unwrap_or_default(),
                answered_at: answered_at.map(Instant),
                late: answered_at.unwrap_or(self.view.at) > asked.answer_by,
                silent_at: unit.silent_at.map(Instant),
            }
        };
        ConsultationShown {
            id: asked.id.to_string(),
            by: self.unit(&asked.by),
            at: Instant(asked.at),
            question: if for_staff { asked.question.clone() } else { String::new() },
            answer_by: Instant(asked.answer_by),
            silence: asked.silence.into(),
            units: asked.units.iter().map(unit).collect(),
            pending: asked.pending().next().is_some(),
        }
    }

    pub fn time(&self) -> Time {
        let view = self.view;
        let dossier = &view.dossier;
        let by = |actor, at: jiff::civil::DateTime| By::of(actor, &view.reference, at.date());
        let until = dossier.closed_at.unwrap_or(view.at);
        let calendar = view.reference.calendar_for(&dossier.desk);
        let shares = attribution(&dossier.id, &view.history, &view.procedure, calendar, until);
        let due = dossier.due_in_force();
        let waiting =
            dossier.accepted_at.is_some() && dossier.result_at.is_none() && !dossier.stage.is_closed();
        Time {
            due_in_force: due.map(Instant),
            overdue: waiting && due.is_some_and(|due| view.at >= due),
            apology: dossier.apology.as_ref().map(|apology| ApologyShown {
                slip: number(&apology.slip),
                by: by(&apology.by, apology.at),
                at: Instant(apology.at),
                by_centre: apology.by_centre,
                fault: self.unit(&apology.fault),
                reason: apology.reason.clone(),
                due: Instant(apology.due),
                again: Instant(apology.again),
            }),
            late_again: dossier.late_again,
            stopped: dossier.stopped.as_ref().map(|stopped| StoppedShown {
                cause: stopped.cause.into(),
                reason: stopped.reason.clone(),
                proof: stopped.proof.clone(),
                at: Instant(stopped.at),
            }),
            answer_until: dossier.answer_until.map(Instant),
            withdrawal: dossier.withdrawal.as_ref().map(|asked| WithdrawalShown {
                by: by(&asked.by, asked.at),
                at: Instant(asked.at),
                reason: asked.reason.clone(),
                proof: asked.proof.clone(),
            }),
            corrections: dossier
                .corrections
                .iter()
                .map(|(slip, undone, at)| CorrectionShown {
                    slip: number(slip),
                    undone: *undone,
                    at: Instant(*at),
                })
                .collect(),
            delay_minutes: shares.iter().fold(0, |sum, share| share.minutes.saturating_add(sum)),
            delay: shares.iter().map(|share| self.share(share)).collect(),
        }
    }

    fn share(&self, share: &Share) -> ShareShown {
        let (work, step) = match &share.work {
            For::Desk => ("desk", None),
            For::OnTheWay => ("on-the-way", None),
            For::Step(step) => ("step", Some(self.step_named(step))),
            For::Opinion => ("opinion", None),
            For::Sending => ("sending", None),
            For::Applicant => ("applicant", None),
        };
        ShareShown {
            unit: share.unit.as_ref().map(|unit| self.unit(unit)),
            work,
            step,
            minutes: share.minutes,
        }
    }

    fn step_named(&self, id: &StepId) -> NamedCode {
        let name = self.view.procedure.process.as_ref().and_then(|process| process.work_name(id));
        NamedCode { code: id.to_string(), name: name.map(|name| self.name(name)).unwrap_or_default() }
    }

    pub fn messages(&self, for_staff: bool) -> Vec<MessageShown> {
        let message = |notice: &Notice| {
            let (state, note) = match (&notice.told, &notice.failed) {
                (Some((proof, _)), _) => ("delivered", proof.as_str()),
                (None, Some(error)) => ("failed", error.as_str()),
                (None, None) => ("on-the-way", ""),
            };
            MessageShown {
                about: notice.kind.into(),
                channel: notice.channel.into(),
                at: Instant(notice.at),
                state,
                delivered_at: notice.told.as_ref().map(|(_, at)| Instant(*at)),
                note: if for_staff { note.to_owned() } else { String::new() },
            }
        };
        self.view.dossier.notices.iter().map(message).collect()
    }
}
