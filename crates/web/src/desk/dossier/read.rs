//! From the pairs of a form to the input of the use case; nothing is judged here.

use app::dossier::DossierView;
use app::dossier::input::{
    Action, CheckInput, ItemInput, PaperInput, PaymentInput, ReceiverInput, ResultInput,
};
use app::person::Representative;
use domain::dossier::ChargeLine;
use domain::dossier::event::{
    NoticeChannel, NoticeKind, PaymentMethod, ReceiverProof, ReturnBy, Slip, StopCause,
};
use domain::procedure::ChargeRole;
use domain::procedure::process::UnitRef;
use jiff::civil::Date;
use ui::Lang;

use super::checks::{self, KINDS};
use super::forms::OPINIONS;
use crate::posted::Posted;

/// Why a form is no input.
pub enum Unread {
    /// There is no such act.
    NoSuchAction,
    /// Fields and what is wrong with them.
    Faults(Vec<(String, String)>),
}

struct Reader<'a> {
    lang: Lang,
    posted: &'a Posted,
    view: &'a DossierView,
}

/// Reads the form of an act.
///
/// # Errors
///
/// [`Unread`].
pub fn read(lang: Lang, action: &str, posted: &Posted, view: &DossierView) -> Result<Action, Unread> {
    let reader = Reader { lang, posted, view };
    match reader.straight(action) {
        Some(read) => read,
        None => reader.turn(action).unwrap_or(Err(Unread::NoSuchAction)),
    }
}

type Read = Result<Action, Unread>;

impl Reader<'_> {
    fn text(&self, field: &str) -> String {
        self.posted.get(field).to_owned()
    }

    fn fault(&self, field: &str, key: &str) -> Unread {
        Unread::Faults(vec![(field.to_owned(), self.lang.t(key))])
    }

    fn not_chosen(&self, field: &str) -> Unread {
        self.fault(field, "fault-not-chosen")
    }

    fn amount(&self, field: &str) -> Result<i64, Unread> {
        amount(self.posted.get(field)).ok_or_else(|| self.fault(field, "fault-whole-dong"))
    }

    /// The acts of the straight way.
    fn straight(&self, action: &str) -> Option<Read> {
        let (posted, view) = (self.posted, self.view);
        Some(Ok(match action {
            "accept" => Action::Accept { receipt_wanted: posted.has("receipt_wanted") },
            "guide" => Action::Guide {
                items: items(posted, view),
                not_competent: posted.has("not_competent"),
                remark: self.text("remark"),
            },
            "refuse" => Action::Refuse { ground: self.text("ground"), reason: self.text("reason") },
            "escalate" => Action::Escalate { reason: self.text("reason") },
            "answer-escalation" => {
                Action::AnswerEscalation { answer: self.text("answer"), to: self.text("to") }
            }
            "transfer" => Action::Transfer { to: String::new(), paper: with_paper(posted, view) },
            "take" => Action::Take { paper: with_paper(posted, view) },
            "complete-step" => Action::CompleteStep {
                step: self.text("step"),
                note: self.text("note"),
                next_person: self.text("next_person"),
            },
            "ask-supplement" => {
                Action::AskSupplement { items: items(posted, view), reason: self.text("reason") }
            }
            "supplement" => Action::Supplement { papers: papers(posted, view) },
            "send-result" => Action::SendResult { result: result(posted) },
            "confirm-result" => Action::ConfirmResult,
            "notify" => return Some(self.notify()),
            "pay" => return Some(self.pay()),
            "hand-over" => return Some(self.hand_over()),
            "withdraw" => Action::Withdraw { reason: self.text("reason"), proof: self.text("proof") },
            "assign" => Action::Assign { to: self.text("to"), reason: self.text("reason") },
            "note" => Action::Note { text: self.text("text") },
            _ => return None,
        }))
    }

    /// The turns beside it.
    fn turn(&self, action: &str) -> Option<Read> {
        Some(Ok(match action {
            "check-papers" => Action::CheckPapers { checks: self.checks() },
            "invite-agency" => Action::InviteAgency { unit: self.text("unit"), about: self.text("about") },
            "confirm-withdrawal" => Action::ConfirmWithdrawal,
            "correct" => return Some(self.correct()),
            "order-chain" => return Some(self.order_chain()),
            "consult" => return Some(self.consult()),
            "answer-consultation" => return Some(self.answer()),
            "apologise" => return Some(self.apologise()),
            "stop-clock" => return Some(self.stop_clock()),
            "resume-clock" => Action::ResumeClock,
            "set-charges" => return Some(self.charges()),
            "void-fee" => Action::VoidFee { receipt: self.text("receipt"), reason: self.text("reason") },
            "refund" => {
                return Some(
                    self.amount("amount")
                        .map(|amount| Action::Refund { amount, reason: self.text("reason") }),
                );
            }
            "forward-result" => Action::ForwardResult,
            "give-to-post" => return Some(self.give_to_post()),
            "came-back-by-post" => Action::CameBackByPost { reason: self.text("reason") },
            "hand-over-copy" => {
                Action::HandOverCopy { recipient: self.text("recipient"), proof: self.text("proof") }
            }
            "sync-external" => Action::SyncExternal {
                system: self.text("system"),
                reference: self.text("reference"),
                state: self.text("state"),
            },
            _ => return None,
        }))
    }

    fn notify(&self) -> Read {
        Ok(Action::Notify {
            kind: notice_kind(self.posted.get("kind")).ok_or_else(|| self.not_chosen("kind"))?,
            channel: notice_channel(self.posted.get("channel")).ok_or_else(|| self.not_chosen("channel"))?,
            proof: self.text("proof"),
        })
    }

    fn pay(&self) -> Read {
        let method = payment_method(self.posted.get("method")).ok_or_else(|| self.not_chosen("method"))?;
        Ok(Action::Pay(PaymentInput {
            amount: self.amount("amount")?,
            method,
            receipt: self.text("receipt"),
        }))
    }

    fn hand_over(&self) -> Read {
        Ok(Action::HandOver {
            by: return_by(self.posted.get("by")).unwrap_or(ReturnBy::Counter),
            proof: proof(self.posted.get("proof")).ok_or_else(|| self.not_chosen("proof"))?,
            receiver: receiver(self.posted),
            result: result(self.posted),
        })
    }

    /// The officer's looks, and what the program itself finds now; the form cannot speak for it.
    fn checks(&self) -> Vec<CheckInput> {
        let mut all: Vec<CheckInput> = checks::by_machine(self.lang, self.view)
            .into_iter()
            .map(|found| CheckInput {
                paper: found.paper.to_string(),
                check: found.check,
                by_machine: true,
                passed: found.passed,
                note: found.note,
            })
            .collect();
        let machine = all.len();
        for paper in self.view.procedure.papers_of(self.view.dossier.case.as_ref()) {
            for (check, slug, _) in KINDS {
                let look = self.posted.get(&format!("look.{slug}.{}", paper.code));
                if look.is_empty() {
                    continue;
                }
                all.push(CheckInput {
                    paper: paper.code.to_string(),
                    check,
                    by_machine: false,
                    passed: look == "1",
                    note: self.posted.get(&format!("note.{}", paper.code)).to_owned(),
                });
            }
        }
        // Only what an officer looked at is an act; a form without a look is an empty one.
        if all.len() == machine { Vec::new() } else { all }
    }

    fn correct(&self) -> Read {
        let cost = if self.posted.has("cost") { self.amount("cost")? } else { 0 };
        Ok(Action::Correct {
            undo: self.posted.number("undo").ok_or_else(|| self.not_chosen("undo"))?,
            reason: self.text("reason"),
            cost,
            bearer: self.text("bearer"),
        })
    }

    /// The agencies by the numbers beside them.
    fn order_chain(&self) -> Read {
        let process = self.view.procedure.process.as_ref();
        let mut places: Vec<(u32, String)> = Vec::new();
        for link in process.map(|process| process.links()).unwrap_or_default() {
            let UnitRef::Unit(unit) = &link.unit else { continue };
            let field = format!("place.{unit}");
            let place = self.posted.number(&field).ok_or_else(|| self.fault(&field, "fault-place"))?;
            if places.iter().any(|(known, other)| *known == place && *other != unit.to_string()) {
                return Err(self.fault(&field, "fault-place-twice"));
            }
            places.push((place, unit.to_string()));
        }
        places.sort();
        places.dedup();
        Ok(Action::OrderChain { order: places.into_iter().map(|(_, unit)| unit).collect() })
    }

    fn consult(&self) -> Read {
        let days = self.posted.get("days").trim();
        let days = match days {
            "" => None,
            text => Some(text.parse().map_err(|_| self.fault("days", "fault-days"))?),
        };
        Ok(Action::Consult {
            step: self.text("step"),
            units: self.posted.all("units").map(str::to_owned).collect(),
            question: self.text("question"),
            documents: self
                .posted
                .get("documents")
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            days,
        })
    }

    fn answer(&self) -> Read {
        let known = OPINIONS.iter().find(|(_, value, _)| *value == self.posted.get("opinion"));
        Ok(Action::AnswerConsultation {
            id: self.text("id"),
            opinion: known.map(|(opinion, ..)| *opinion).ok_or_else(|| self.not_chosen("opinion"))?,
            answer: self.text("answer"),
        })
    }

    fn apologise(&self) -> Read {
        let again = day(self.posted.get("again")).ok_or_else(|| self.fault("again", "fault-day"))?;
        Ok(Action::Apologise { reason: self.text("reason"), again })
    }

    fn stop_clock(&self) -> Read {
        let cause = match self.posted.get("cause") {
            "financial-duty" => StopCause::FinancialDuty,
            "applicants-wish" => StopCause::ApplicantsWish,
            _ => return Err(self.not_chosen("cause")),
        };
        Ok(Action::StopClock { cause, reason: self.text("reason"), proof: self.text("proof") })
    }

    /// Every published charge with a quantity above nought.
    fn charges(&self) -> Read {
        charge_lines(self.lang, self.posted, &self.view.procedure.charges)
            .map(|lines| Action::SetCharges { lines })
            .map_err(Unread::Faults)
    }

    fn give_to_post(&self) -> Read {
        let postage = if self.posted.has("postage") { self.amount("postage")? } else { 0 };
        let list = match self.posted.get("list").trim() {
            "" => None,
            text => Some(self.list(text)?),
        };
        Ok(Action::GiveToPost { consignment: self.text("consignment"), list, postage })
    }

    fn list(&self, text: &str) -> Result<Slip, Unread> {
        list_number(text, self.view.at.date()).ok_or_else(|| self.fault("list", "fault-list"))
    }
}

/// The lines of the form of charges: quantity, amount where none is published, exemption with proof.
///
/// # Errors
///
/// Fields that are no numbers.
pub fn charge_lines(
    lang: Lang,
    posted: &Posted,
    charges: &[domain::procedure::Charge],
) -> Result<Vec<ChargeLine>, Vec<(String, String)>> {
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for charge in charges.iter().filter(|charge| charge.role == ChargeRole::Owed) {
        let field = |kind: &str| format!("{kind}.{}", charge.code);
        let quantity: u32 = match posted.get(&field("quantity")).trim() {
            "" => 0,
            text => text.parse().unwrap_or_else(|_| {
                faults.push((field("quantity"), lang.t("fault-quantity")));
                0
            }),
        };
        if quantity == 0 {
            continue;
        }
        let named = posted.get(&field("amount")).trim();
        let own = (charge.amount.is_none() && !named.is_empty()).then(|| amount(named));
        if own == Some(None) {
            faults.push((field("amount"), lang.t("fault-whole-dong")));
        }
        let exemption = posted.number::<usize>(&field("exemption"));
        lines.push(ChargeLine {
            charge: charge.code.clone(),
            quantity,
            amount: own.flatten(),
            exemption: exemption.map(|place| (place, posted.get(&field("proof")).to_owned())),
        });
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

/// A list's number, `12` or `12/2026`.
#[must_use]
pub fn list_number(text: &str, today: Date) -> Option<Slip> {
    let (number, year) = text.split_once('/').map_or((text, None), |(number, year)| (number, Some(year)));
    let number = number.trim().parse().ok().filter(|number| *number > 0)?;
    let year = year.map_or(Some(today.year()), |year| year.trim().parse().ok())?;
    Some(Slip { year, number })
}

/// A day as people write it: `14/12/2026`, `1/2/26`, `01022026`, or as browsers send it.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(day) = text.parse::<Date>() {
        return Some(day);
    }
    let parts: Vec<&str> = match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            vec![text.get(..2)?, text.get(2..4)?, text.get(4..)?]
        }
        _ => text.split(['/', '.', '-']).collect(),
    };
    let &[day, month, year] = parts.as_slice() else { return None };
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) { year.saturating_add(2000) } else { year };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A press without a choice takes the paper along, when there is one to take.
fn with_paper(posted: &Posted, view: &DossierView) -> bool {
    view.dossier.has_paper() && posted.get("paper") != "0"
}

/// The published papers beside which something was written.
fn items(posted: &Posted, view: &DossierView) -> Vec<ItemInput> {
    view.procedure
        .papers
        .iter()
        .filter_map(|paper| {
            let what = posted.get(&format!("what.{}", paper.code)).trim().to_owned();
            (!what.is_empty()).then(|| ItemInput { paper: paper.code.to_string(), what })
        })
        .collect()
}

/// The ticked papers; a tick without counts, as from a browser without a script, means what was asked for.
#[must_use]
pub fn papers(posted: &Posted, view: &DossierView) -> Vec<PaperInput> {
    view.procedure
        .papers
        .iter()
        .filter_map(|paper| {
            let code = paper.code.as_str();
            let count = |kind: &str| posted.number::<u16>(&format!("{kind}.{code}")).unwrap_or(0);
            let (originals, copies) = (count("originals"), count("copies"));
            let ticked = posted.has(&format!("paper.{code}"));
            let counted = originals > 0 || copies > 0;
            (ticked || counted).then(|| {
                let asked = (paper.originals.unwrap_or(1), paper.copies.unwrap_or(0));
                let (originals, copies) = if counted { (originals, copies) } else { asked };
                PaperInput { code: code.to_owned(), originals, copies }
            })
        })
        .collect()
}

/// The digest of a result file that was kept with an earlier try of the form.
pub const RESULT_FILE: &str = "result_file";

fn result(posted: &Posted) -> ResultInput {
    ResultInput {
        name: posted.get("result_name").to_owned(),
        number: posted.get("result_number").to_owned(),
        // Kept before, see `act::with_file`; a name that nobody keeps is refused by the use case.
        file: posted.has(RESULT_FILE).then(|| posted.get(RESULT_FILE).to_owned()),
    }
}

fn receiver(posted: &Posted) -> Option<ReceiverInput> {
    posted.has("receiver_name").then(|| ReceiverInput {
        person: Representative {
            name: posted.get("receiver_name").to_owned(),
            id_number: posted.get("receiver_id").to_owned(),
            phone: String::new(),
            authority: posted.get("receiver_authority").to_owned(),
        },
    })
}

/// Whole đồng, with or without the dots of thousands.
#[must_use]
pub fn amount(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ' | '₫')).collect();
    digits.parse().ok()
}

fn notice_kind(text: &str) -> Option<NoticeKind> {
    Some(match text {
        "nearly-due" => NoticeKind::NearlyDue,
        "result-ready" => NoticeKind::ResultReady,
        "accepted" => NoticeKind::Accepted,
        "guided" => NoticeKind::Guided,
        "supplement-asked" => NoticeKind::SupplementAsked,
        "answer-nearly-due" => NoticeKind::AnswerNearlyDue,
        "promise-changed" => NoticeKind::PromiseChanged,
        "apologised" => NoticeKind::Apologised,
        "given-to-post" => NoticeKind::GivenToPost,
        "clock-stopped" => NoticeKind::ClockStopped,
        "other" => NoticeKind::Other,
        _ => return None,
    })
}

fn notice_channel(text: &str) -> Option<NoticeChannel> {
    Some(match text {
        "sms" => NoticeChannel::Sms,
        "email" => NoticeChannel::Email,
        "phone" => NoticeChannel::Phone,
        "social-network" => NoticeChannel::SocialNetwork,
        "letter" => NoticeChannel::Letter,
        "in-person" => NoticeChannel::InPerson,
        _ => return None,
    })
}

fn payment_method(text: &str) -> Option<PaymentMethod> {
    Some(match text {
        "cash" => PaymentMethod::Cash,
        "transfer" => PaymentMethod::Transfer,
        "proof-shown" => PaymentMethod::ProofShown,
        "online" => PaymentMethod::Online,
        "post" => PaymentMethod::Post,
        _ => return None,
    })
}

fn return_by(text: &str) -> Option<ReturnBy> {
    Some(match text {
        "counter" => ReturnBy::Counter,
        "post" => ReturnBy::Post,
        "online" => ReturnBy::Online,
        _ => return None,
    })
}

fn proof(text: &str) -> Option<ReceiverProof> {
    Some(match text {
        "receipt-and-identity" => ReceiverProof::ReceiptAndIdentity,
        "identity-only" => ReceiverProof::IdentityOnly,
        "authority" => ReceiverProof::Authority,
        "post-delivery" => ReceiverProof::PostDelivery,
        "account" => ReceiverProof::Account,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let meant = Some(date(2026, 2, 1));
        for text in ["1/2/26", "01/02/2026", "01022026", "1.2.2026", "2026-02-01", " 1-2-2026 "] {
            assert_eq!(day(text), meant, "{text}");
        }
        for text in ["", "31/2/2026", "mai", "1/2", "2/13/2026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_list_is_of_this_year_unless_it_says_so() {
        let today = date(2026, 2, 1);
        assert_eq!(list_number("12", today), Some(Slip { year: 2026, number: 12 }));
        assert_eq!(list_number("12/2025", today), Some(Slip { year: 2025, number: 12 }));
        for text in ["", "0", "x", "12/x"] {
            assert_eq!(list_number(text, today), None, "{text}");
        }
    }
}
