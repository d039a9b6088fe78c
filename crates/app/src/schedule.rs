//! What happens because time passes: warnings, overdue dossiers, silences, closings by rule, provisional dates.

use std::sync::Arc;

use domain::dossier::event::{NoticeKind, RegisterEntry, Slip};
use domain::dossier::{
    Actor, Alarm, Command, Context, Dossier, DossierCode, Event, Numbers, Recorded, alarms, apply, decide,
};
use domain::ids::{DossierId, UnitId};
use jiff::civil::DateTime;
use store::{AlarmKind, Batch, CounterKey, Loaded, Reads, Scope, StoreError, StreamId, View, WorklistQuery};

use crate::App;
use crate::dossier::notices::{Contact, Outgoing, following, tell};
use crate::error::CommandError;
use crate::reference::Reference;

/// What one round of the schedule did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Overdue events written.
    pub overdue: usize,
    /// Provisional promises confirmed or moved.
    pub recounted: usize,
    /// Applicants warned or reminded.
    pub told: usize,
    /// Dossiers with consulted units that were silent.
    pub silent: usize,
    /// Dossiers closed because nothing was brought in time.
    pub lapsed: usize,
    /// Dossiers of which something is due that cannot be done, because they cannot be read.
    pub stuck: usize,
}

/// Does what is due at the store's present time: alarms first, then recounts.
///
/// Safe to run at any time and by several processes: the decision is made inside the
/// store's transaction and refused when it was made before.
///
/// # Errors
///
/// The store's failure; what was written before stays.
pub fn round(app: &App) -> Result<Round, CommandError> {
    let mut done = Round::default();
    // A look at a dossier that cannot be read waits on; the dossiers of others do not wait for it.
    alone(crate::dossier::held::record(app), &mut done)?;
    loop {
        let alarms = app.store.due_alarms(app.store.now(), 200)?;
        let rung: Vec<DossierId> =
            alarms.into_iter().filter(|(_, kind)| *kind == AlarmKind::Rung).map(|(id, _)| id).collect();
        let mut written = 0;
        // As of the last look: whoever cannot be read is met again in each.
        done.stuck = 0;
        for id in &rung {
            let rung = ring(app, id, &mut done);
            if let Err(error) = &rung {
                tracing::debug!(dossier = %id, %error, "what is due of a dossier cannot be done");
            }
            written += alone(rung, &mut done)?.unwrap_or(0);
        }
        if written == 0 {
            break;
        }
    }
    // Only a newly published calendar can change a provisional promise; looking at all of them
    // every second would cost for nothing.
    if app.take_recount() {
        // Work that failed half-way is begun again; what was counted is refused then.
        done.recounted = recount(app, &mut done).inspect_err(|_| app.ask_recount())?;
    }
    Ok(done)
}

/// Lets the others go on when something is wrong with one dossier, which is counted; what is wrong with the store
/// ends the round.
fn alone<T>(outcome: Result<T, CommandError>, done: &mut Round) -> Result<Option<T>, CommandError> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(
            CommandError::NotFound | CommandError::Store(StoreError::Corrupt { .. } | StoreError::Invalid(_)),
        ) => {
            done.stuck += 1;
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Does everything that is due of one dossier; how many alarms had something to record.
fn ring(app: &App, id: &DossierId, done: &mut Round) -> Result<usize, CommandError> {
    let Some(dossier) = Dossier::rebuild(id, &app.store.history(id)?) else { return Ok(0) };
    let now = app.store.now();
    let mut written = 0;
    for (_, alarm) in alarms(&dossier).into_iter().filter(|(at, _)| *at <= now) {
        let recorded = write(app, &dossier, Task::Alarm(alarm))?;
        if recorded {
            written += 1;
            let counted = match alarm {
                Alarm::Overdue => &mut done.overdue,
                Alarm::Warn | Alarm::Remind => &mut done.told,
                Alarm::Silence => &mut done.silent,
                Alarm::Lapse => &mut done.lapsed,
            };
            *counted += 1;
        }
    }
    Ok(written)
}

fn recount(app: &App, done: &mut Round) -> Result<usize, CommandError> {
    let mut written = 0;
    let mut cursor = None;
    loop {
        let now = app.store.now();
        let query = WorklistQuery {
            view: View::All,
            scope: Scope::All,
            now,
            tomorrow: now.date(),
            cursor,
            limit: 200,
        };
        let page = app.store.worklist(&query)?;
        for row in page.items.iter().filter(|row| row.provisional) {
            let counted = recount_one(app, &row.id);
            written += usize::from(alone(counted, done)?.unwrap_or(false));
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(written);
        }
    }
}

fn recount_one(app: &App, id: &DossierId) -> Result<bool, CommandError> {
    match Dossier::rebuild(id, &app.store.history(id)?) {
        Some(dossier) => write(app, &dossier, Task::Recount),
        None => Ok(false),
    }
}

/// What the schedule does to one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    Alarm(Alarm),
    Recount,
}

/// Records what a task leads to; `false` when the rules say that there is nothing to record.
fn write(app: &App, dossier: &Dossier, task: Task) -> Result<bool, CommandError> {
    let act = Arc::new(ScheduledAct::new(app, dossier, task, Outgoing::fresh()?));
    let reads = Arc::clone(&act);
    let outcome = app.store.act_blocking(move |at| reads.reads(at), move |loaded| act.decide(loaded));
    match outcome {
        Ok(_) => Ok(true),
        Err(CommandError::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// An act of the schedule, ready for the store.
pub(crate) struct ScheduledAct {
    reference: Arc<Reference>,
    id: DossierId,
    desk: UnitId,
    task: Task,
    contact: Contact,
    messages: Outgoing,
}

impl ScheduledAct {
    pub(crate) fn new(app: &App, dossier: &Dossier, task: Task, messages: Outgoing) -> Self {
        Self {
            reference: app.reference(),
            id: dossier.id.clone(),
            desk: dossier.desk.clone(),
            task,
            contact: Contact::Row(dossier.applicant.data.id.clone()),
            messages,
        }
    }

    fn book(&self, at: DateTime) -> CounterKey {
        CounterKey(format!("slip/TB/{}/{}", self.desk, at.date().year()))
    }

    /// What must be loaded.
    pub(crate) fn reads(&self, at: DateTime) -> Reads {
        Reads {
            fresh: false,
            streams: vec![StreamId::Dossier(self.id.clone())],
            counters: vec![self.book(at)],
            private: self.contact.reads().map(str::to_owned).into_iter().collect(),
            ..Reads::default()
        }
    }

    /// The decision, to be made inside the store's transaction, and the dossier after it.
    ///
    /// # Errors
    ///
    /// [`CommandError::Refused`] when there is nothing to record.
    pub(crate) fn decide(&self, loaded: &Loaded) -> Result<(Dossier, Batch), CommandError> {
        let history = loaded.history(&StreamId::Dossier(self.id.clone()));
        let mut dossier = Dossier::rebuild(&self.id, history).ok_or(CommandError::NotFound)?;
        let procedure = self.reference.procedure_pinned(&dossier.procedure).ok_or(CommandError::NotFound)?;
        let (at, actor) = (loaded.at, Actor::System("schedule".to_owned()));
        let numbers = self.numbers(loaded);
        let mut recorded: Vec<(Actor, Event)> = Vec::new();
        let mut act = |dossier: &mut Dossier, command: &Command| -> Result<Vec<Event>, CommandError> {
            let context = Context {
                at,
                by: &actor,
                procedure,
                calendar: self.reference.calendar_for(&dossier.desk),
                parameters: law::parameters_on(&at.date().to_string()),
                organisation: &self.reference.organisation,
                numbers: numbers.as_ref(),
                history,
                proof_paid: None,
            };
            let events = decide(Some(dossier), command, &context)?;
            for event in &events {
                let (revision, by) = (dossier.revision.saturating_add(1), actor.clone());
                apply(dossier, &Recorded { revision, at, by, event: event.clone() });
                recorded.push((actor.clone(), event.clone()));
            }
            Ok(events)
        };
        let (commands, messages) = match self.command(&dossier, at)? {
            Some(command) => {
                let events = act(&mut dossier, &command)?;
                let (contact, ids) = (&self.contact, &self.messages);
                following(events.iter(), &dossier, contact, ids, &self.reference, loaded)
            }
            None => {
                let kinds = [self.kind()];
                tell(&kinds, &dossier, &self.contact, &self.messages, &self.reference, loaded)
            }
        };
        for command in &commands {
            act(&mut dossier, command)?;
        }
        let mut batch = Batch::default().events(StreamId::Dossier(self.id.clone()), recorded.clone());
        let number = recorded.iter().find_map(|(_, event)| match event {
            Event::Lapsed { slip, .. } => Some(slip.number),
            _ => None,
        });
        if let Some(number) = number {
            batch = batch.counter(self.book(at), u64::from(number));
        }
        Ok((dossier, messages.into_iter().fold(batch, Batch::send)))
    }

    /// The command of the task; `None` for one that only tells the applicant something.
    ///
    /// # Errors
    ///
    /// [`CommandError::Refused`] when a telling is no longer due.
    fn command(&self, dossier: &Dossier, at: DateTime) -> Result<Option<Command>, CommandError> {
        Ok(match self.task {
            Task::Recount => Some(Command::Recount),
            Task::Alarm(Alarm::Overdue) => Some(Command::MarkOverdue),
            Task::Alarm(Alarm::Silence) => Some(Command::MarkSilent),
            Task::Alarm(Alarm::Lapse) => Some(Command::Lapse),
            Task::Alarm(wanted @ (Alarm::Warn | Alarm::Remind)) => {
                let due = alarms(dossier).into_iter().any(|(when, alarm)| alarm == wanted && when <= at);
                if !due {
                    return Err(CommandError::Refused(domain::Refusal::NotOverdue));
                }
                None
            }
        })
    }

    fn kind(&self) -> NoticeKind {
        match self.task {
            Task::Alarm(Alarm::Remind) => NoticeKind::AnswerNearlyDue,
            Task::Alarm(_) | Task::Recount => NoticeKind::NearlyDue,
        }
    }

    fn numbers(&self, loaded: &Loaded) -> Option<Numbers> {
        let day = loaded.at.date();
        let last = u32::try_from(loaded.counter(&self.book(loaded.at))).ok()?;
        let (year, number) = (day.year(), last.checked_add(1)?);
        Some(Numbers {
            // The schedule accepts nothing: code and register are never used.
            code: DossierCode::new(&self.reference.receiving_agency_code(&self.desk, day), day, 1).ok()?,
            slip: Slip { year, number },
            register: RegisterEntry { year, volume: 1, number: 1 },
        })
    }
}
