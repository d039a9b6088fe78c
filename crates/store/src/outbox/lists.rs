//! Lists of open messages for people, and counts of them.

use domain::ids::{DossierId, UnitId};
use jiff::civil::DateTime;

use super::{MESSAGE, Message, in_order, message};
use crate::error::StoreError;
use crate::memory::Memory;
use crate::row::{maybe_instant, number};
use crate::sql::Val;
use crate::store::{Engine, Store, hold_memory};
use crate::time::to_us;

/// Which open messages a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxView {
    /// On their way.
    Waiting,
    /// Given up.
    Dead,
    /// Nothing more happens by itself: given up, or nobody is configured to carry them.
    Call,
}

/// What a list of open messages asks for.
#[derive(Debug, Clone)]
pub struct OutboxQuery {
    /// Which.
    pub view: OutboxView,
    /// Channels that somebody is configured to carry.
    pub configured: Vec<String>,
    /// Only about dossiers of these desks; `None` is all messages.
    pub desks: Option<Vec<UnitId>>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Longest page.
    pub limit: usize,
}

/// A page of open messages, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxPage {
    /// The messages.
    pub items: Vec<Message>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// Open messages of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxCount {
    /// The channel.
    pub channel: String,
    /// On their way.
    pub waiting: u64,
    /// Given up, and nobody has called.
    pub dead: u64,
    /// When the oldest that is on its way was put here.
    pub oldest: Option<DateTime>,
}

impl Store {
    /// A page of open messages, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Invalid`] for a cursor that is not of this store.
    pub fn outbox_list(&self, query: &OutboxQuery) -> Result<OutboxPage, StoreError> {
        let after = query.cursor.as_deref().map(read_cursor).transpose()?;
        let limit = query.limit.clamp(1, 500);
        let mut items = match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let past = |own: &&Message| {
                    after
                        .as_ref()
                        .is_none_or(|(us, id)| (to_us(own.queued_at), own.id.as_str()) > (*us, id.as_str()))
                };
                let shown = |own: &&Message| own.open() && query.shows(own) && query.at_desk(&memory, own);
                let found: Vec<_> = memory.outbox.values().filter(shown).filter(past).cloned().collect();
                in_order(found)
            }
            Engine::Database(database) => {
                let (sql, values) = query.sql(after.as_ref(), limit.saturating_add(1));
                database.rows(&sql, &values, message)?
            }
        };
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next_cursor = last.map(|own| format!("{}/{}", to_us(own.queued_at), own.id));
        Ok(OutboxPage { items, next_cursor })
    }

    /// How many messages of each channel are open.
    ///
    /// # Errors
    ///
    /// A [`StoreError`].
    pub fn outbox_counts(&self) -> Result<Vec<OutboxCount>, StoreError> {
        match &self.inner.engine {
            Engine::Memory(memory) => {
                let memory = hold_memory(memory);
                let mut counts: Vec<OutboxCount> = Vec::new();
                for own in memory.outbox.values().filter(|own| own.open()) {
                    let place = counts.iter().position(|count| count.channel == own.channel);
                    let place = place.unwrap_or_else(|| {
                        let channel = own.channel.clone();
                        counts.push(OutboxCount { channel, waiting: 0, dead: 0, oldest: None });
                        counts.len() - 1
                    });
                    let Some(count) = counts.get_mut(place) else { continue };
                    if own.dead_at.is_some() {
                        count.dead += 1;
                    } else {
                        count.waiting += 1;
                        count.oldest = Some(count.oldest.map_or(own.queued_at, |at| at.min(own.queued_at)));
                    }
                }
                counts.sort_by(|a, b| a.channel.cmp(&b.channel));
                Ok(counts)
            }
            Engine::Database(database) => {
                let sql = "SELECT channel, SUM(CASE WHEN dead_at_us IS NULL THEN 1 ELSE 0 END), \
                           SUM(CASE WHEN dead_at_us IS NULL THEN 0 ELSE 1 END), MIN(CASE WHEN dead_at_us IS NULL THEN queued_at_us END) FROM outbox \
                           WHERE done_at_us IS NULL AND called_at_us IS NULL GROUP BY channel ORDER BY channel";
                database.rows(sql, &[], |row| {
                    Ok(OutboxCount {
                        channel: row.get(0)?,
                        waiting: number(row, 1)?,
                        dead: number(row, 2)?,
                        oldest: maybe_instant(row, 3)?,
                    })
                })
            }
        }
    }
}

fn read_cursor(text: &str) -> Result<(i64, String), StoreError> {
    let parts = text.split_once('/').and_then(|(us, id)| Some((us.parse().ok()?, id.to_owned())));
    parts.ok_or_else(|| StoreError::Invalid("a cursor of another list".into()))
}

impl OutboxQuery {
    fn shows(&self, own: &Message) -> bool {
        let configured = self.configured.contains(&own.channel);
        match self.view {
            OutboxView::Waiting => own.dead_at.is_none(),
            OutboxView::Dead => own.dead_at.is_some(),
            OutboxView::Call => own.dead_at.is_some() || !configured,
        }
    }

    fn at_desk(&self, memory: &Memory, own: &Message) -> bool {
        self.desks.as_ref().is_none_or(|desks| {
            let id = own.dossier.as_deref().and_then(|id| DossierId::new(id).ok());
            id.and_then(|id| memory.dossiers.get(&id)).is_some_and(|row| desks.contains(&row.desk))
        })
    }

    fn sql(&self, after: Option<&(i64, String)>, limit: usize) -> (String, Vec<Val<'_>>) {
        let mut values: Vec<Val<'_>> = Vec::new();
        let mut place = |value: Val<'_>| {
            values.push(value.owned());
            format!("${}", values.len())
        };
        let mut conditions = vec!["o.done_at_us IS NULL AND o.called_at_us IS NULL".to_owned()];
        conditions.push(match self.view {
            OutboxView::Waiting => "o.dead_at_us IS NULL".to_owned(),
            OutboxView::Dead => "o.dead_at_us IS NOT NULL".to_owned(),
            OutboxView::Call if self.configured.is_empty() => "1 = 1".to_owned(),
            OutboxView::Call => {
                let all: Vec<String> = self.configured.iter().map(|own| place(own.as_str().into())).collect();
                format!("(o.dead_at_us IS NOT NULL OR o.channel NOT IN ({}))", all.join(", "))
            }
        });
        if let Some(desks) = &self.desks {
            let all: Vec<String> = desks.iter().map(|desk| place(desk.as_str().into())).collect();
            conditions.push(if all.is_empty() {
                "1 = 0".to_owned()
            } else {
                let own = "SELECT 1 FROM dossier d WHERE d.id = o.dossier";
                format!("EXISTS ({own} AND d.desk IN ({}))", all.join(", "))
            });
        }
        if let Some((us, id)) = after {
            let (us, id) = (place((*us).into()), place(id.as_str().into()));
            conditions.push(format!("(o.queued_at_us > {us} OR (o.queued_at_us = {us} AND o.id > {id}))"));
        }
        let conditions = conditions.join(" AND ");
        let sql = format!(
            "SELECT {MESSAGE} FROM outbox o WHERE {conditions} ORDER BY o.queued_at_us, o.id LIMIT {limit}"
        );
        (sql, values)
    }
}
