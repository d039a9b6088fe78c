//! The statements of the store: one text for every SQL engine.
//!
//! Parameters are written `$1`, `$2` …. What truly differs between engines is in [`dialect`].

mod compare;
pub(crate) mod dialect;
mod select;

pub(crate) use compare::{differences, misread};

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use domain::ids::{DossierId, PersonId, UnitId};

use self::dialect::Dialect;
use crate::journal::JournalRow;
use crate::plan::Write;
use crate::query::DossierRow;
use crate::tally;
use crate::time::to_us;

/// A value of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Val<'a> {
    Null,
    Int(i64),
    Text(Cow<'a, str>),
    /// One for each row; only a server of PostgreSQL takes it.
    Many(Vec<Val<'a>>),
}

impl Val<'_> {
    /// The same, borrowed from nowhere.
    pub fn owned(self) -> Val<'static> {
        match self {
            Self::Null => Val::Null,
            Self::Int(number) => Val::Int(number),
            Self::Text(text) => Val::Text(Cow::Owned(text.into_owned())),
            Self::Many(all) => Val::Many(all.into_iter().map(Val::owned).collect()),
        }
    }
}

impl<'a> From<&'a str> for Val<'a> {
    fn from(text: &'a str) -> Self {
        Val::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Val<'_> {
    fn from(text: String) -> Self {
        Val::Text(Cow::Owned(text))
    }
}

impl From<i64> for Val<'_> {
    fn from(number: i64) -> Self {
        Val::Int(number)
    }
}

impl<'a, T: Into<Val<'a>>> From<Option<T>> for Val<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Val::Null, Into::into)
    }
}

/// Columns of `dossier` in the order of [`dossier_values`].
pub(crate) const FIXED: &[&str] = &[
    "id",
    "procedure",
    "case_id",
    "channel",
    "return_by",
    "field",
    "agency",
    "desk",
    "applicant",
    "applicant_kind",
    "account",
    "registered_at_us",
];
/// Columns that acceptance sets.
pub(crate) const CODED: &[&str] =
    &["code", "accepted_at_us", "register_year", "register_volume", "register_number"];
/// Columns that any event may change and no index orders.
pub(crate) const CHANGING: &[&str] = &[
    "revision",
    "stage",
    "procedure_version",
    "holder_unit",
    "holder_person",
    "holder_since_us",
    "in_transit_to",
    "paper_at",
    "paper_on_the_way_to",
    "due_us",
    "warn_by_us",
    "transfer_by_us",
    "supplement_by_us",
    "notify_by_us",
    "told_at_us",
    "solved",
    "forwarded_late",
    "outstanding",
    "again_us",
    "answer_until_us",
    "warned_at_us",
    "result_desk",
    "taken_up_late",
    "untaken",
];
/// Columns by which open dossiers are ordered and picked.
pub(crate) const PICKED: &[&str] = &["provisional", "closed_at_us", "consulting", "to_call", "sort_us"];
/// The column that the schedule goes by.
pub(crate) const ALARM: &[&str] = &["alarm_us"];
/// Columns of the ends, by which figures are listed.
pub(crate) const ENDED: &[&str] = &["result_at_us", "overdue_since_us"];

/// All columns of `dossier`, comma separated.
pub(crate) static COLUMNS: LazyLock<String> =
    LazyLock::new(|| [FIXED, CODED, CHANGING, PICKED, ALARM, ENDED].concat().join(", "));

static INSERT_DOSSIER: LazyLock<String> = LazyLock::new(|| {
    let count = [FIXED, CODED, CHANGING, PICKED, ALARM, ENDED].concat().len();
    let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
    format!("INSERT INTO dossier ({}) VALUES ({})", *COLUMNS, places.join(", "))
});

static UPSERT_DOSSIER: LazyLock<String> = LazyLock::new(|| {
    let columns = [CODED, CHANGING, PICKED, ALARM, ENDED].concat();
    let sets: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    format!("{} ON CONFLICT (id) DO UPDATE SET {}", *INSERT_DOSSIER, sets.join(", "))
});

/// Which groups of columns an update writes besides [`CHANGING`]: one whose index need not be touched is
/// left out, for an engine takes an index entry out and puts it back without looking at the value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Columns {
    coded: bool,
    picked: bool,
    alarm: bool,
    ended: bool,
}

impl Columns {
    /// The groups that differ between two rows of a dossier.
    fn between(before: &DossierRow, after: &DossierRow) -> Self {
        Self {
            coded: coded(before) != coded(after),
            picked: picked(before) != picked(after),
            alarm: before.alarm != after.alarm,
            ended: ended(before) != ended(after),
        }
    }

    fn groups(self) -> Vec<&'static [&'static str]> {
        let chosen = [(self.coded, CODED), (self.picked, PICKED), (self.alarm, ALARM), (self.ended, ENDED)];
        let others = chosen.into_iter().filter(|(wanted, _)| *wanted).map(|(_, group)| group);
        std::iter::once(CHANGING).chain(others).collect()
    }

    /// The statement, made once.
    fn update(self) -> &'static str {
        static TEXTS: [OnceLock<String>; 16] = [const { OnceLock::new() }; 16];
        let place = [self.coded, self.picked, self.alarm, self.ended]
            .into_iter()
            .fold(0_usize, |all, bit| all * 2 + usize::from(bit));
        let made = || {
            let columns = self.groups().concat();
            let sets: Vec<String> =
                columns.iter().enumerate().map(|(at, column)| format!("{column} = ${}", at + 2)).collect();
            format!("UPDATE dossier SET {} WHERE id = $1", sets.join(", "))
        };
        TEXTS.get(place).map_or("", |text| text.get_or_init(made).as_str())
    }

    fn values(self, row: &DossierRow) -> Vec<Val<'_>> {
        let mut values = vec![Val::from(row.id.as_str())];
        values.extend(changing(row));
        if self.coded {
            values.extend(coded(row));
        }
        if self.picked {
            values.extend(picked(row));
        }
        if self.alarm {
            values.push(alarm(row));
        }
        if self.ended {
            values.extend(ended(row));
        }
        values
    }
}

fn fixed(row: &DossierRow) -> Vec<Val<'_>> {
    vec![
        row.id.as_str().into(),
        row.procedure.as_str().into(),
        row.case.as_deref().into(),
        row.channel.as_str().into(),
        row.return_by.as_str().into(),
        row.field.as_str().into(),
        row.agency.as_str().into(),
        row.desk.as_str().into(),
        row.applicant.as_str().into(),
        row.applicant_kind.as_str().into(),
        row.account.as_ref().map(PersonId::as_str).into(),
        to_us(row.registered_at).into(),
    ]
}

fn coded(row: &DossierRow) -> [Val<'_>; 5] {
    [
        row.code.as_deref().into(),
        row.accepted_at.map(to_us).into(),
        row.register_year.map(i64::from).into(),
        row.register_volume.map(i64::from).into(),
        row.register_number.map(i64::from).into(),
    ]
}

fn changing(row: &DossierRow) -> [Val<'_>; 24] {
    [
        i64::from(row.revision).into(),
        row.stage.name().into(),
        i64::from(row.procedure_version).into(),
        row.holder_unit.as_str().into(),
        row.holder_person.as_ref().map(PersonId::as_str).into(),
        to_us(row.holder_since).into(),
        row.in_transit_to.as_ref().map(UnitId::as_str).into(),
        row.paper_at.as_str().into(),
        row.paper_on_the_way_to.as_ref().map(UnitId::as_str).into(),
        row.due.map(to_us).into(),
        row.warn_by.map(to_us).into(),
        row.transfer_by.map(to_us).into(),
        row.supplement_by.map(to_us).into(),
        row.notify_by.map(to_us).into(),
        row.told_at.map(to_us).into(),
        row.solved.map(crate::query::Solved::name).into(),
        i64::from(row.forwarded_late).into(),
        row.outstanding.into(),
        row.again.map(to_us).into(),
        row.answer_until.map(to_us).into(),
        row.warned_at.map(to_us).into(),
        row.result_desk.as_str().into(),
        i64::from(row.taken_up_late).into(),
        i64::from(row.untaken).into(),
    ]
}

fn picked(row: &DossierRow) -> [Val<'_>; 5] {
    [
        i64::from(row.provisional).into(),
        row.closed_at.map(to_us).into(),
        i64::from(row.consulting).into(),
        i64::from(row.to_call).into(),
        row.sort_us().into(),
    ]
}

fn alarm(row: &DossierRow) -> Val<'_> {
    row.alarm.map(to_us).into()
}

fn ended(row: &DossierRow) -> [Val<'_>; 2] {
    [row.result_at.map(to_us).into(), row.overdue_since.map(to_us).into()]
}

/// All values of a row, in the order of [`COLUMNS`].
pub(crate) fn values(row: &DossierRow) -> Vec<Val<'_>> {
    let mut values = fixed(row);
    values.extend(coded(row));
    values.extend(changing(row));
    values.extend(picked(row));
    values.push(alarm(row));
    values.extend(ended(row));
    values
}

/// A statement with its values.
pub(crate) type Stmt<'a> = (&'static str, Vec<Val<'a>>);

pub(crate) const HISTORY: &str = "SELECT revision, kind, kind_version, recorded_at_us, actor, payload, hash \
     FROM journal WHERE stream = $1 ORDER BY revision";
/// The same of the dossier that a tracking token leads to.
pub(crate) const HISTORY_OF_TOKEN: &str = "SELECT revision, kind, kind_version, recorded_at_us, actor, payload, stream \
     FROM journal WHERE stream = (SELECT 'dossier/' || id FROM dossier_label WHERE token_hash = $1) ORDER BY revision";
/// Nothing that lies behind the payload: the engine would have to read all of that.
pub(crate) const NEWEST_OF_TOKEN: &str = "SELECT revision, recorded_at_us FROM journal \
     WHERE stream = (SELECT 'dossier/' || id FROM dossier_label WHERE token_hash = $1) ORDER BY revision DESC LIMIT 1";
pub(crate) const HEAD: &str = "SELECT revision, recorded_at_us, hash FROM journal WHERE stream = $1 \
     ORDER BY revision DESC LIMIT 1";
pub(crate) const NEWEST: &str = "SELECT position, recorded_at_us FROM journal ORDER BY position DESC LIMIT 1";
pub(crate) const PUT_COUNTER: &str =
    "INSERT INTO counter (name, last) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last = excluded.last";
pub(crate) const COUNTERS: &str = "SELECT name, last FROM counter";
pub(crate) const COUNTER: &str = "SELECT last FROM counter WHERE name = $1";
pub(crate) const PRIVATE: &str =
    "SELECT id, kind, data, commitment, erased_at_us FROM private_data WHERE id = $1";
pub(crate) const ANSWER: &str =
    "SELECT fingerprint, status, body FROM idempotency WHERE actor = $1 AND key = $2";
pub(crate) const LABELS: &str = "SELECT field, agency, token_hash FROM dossier_label WHERE id = $1";

/// Adds to the figures of a day.
pub(crate) static PUT_TALLY: LazyLock<String> =
    LazyLock::new(|| adding("tally", &["day", "agency", "field"], &tally::COUNTED));
/// Adds to what stands open.
pub(crate) static PUT_STANDING: LazyLock<String> =
    LazyLock::new(|| adding("standing", &["agency", "field", "due_day"], &tally::STANDING));
/// Takes away what stands open no more.
pub(crate) const DROP_STANDING: &str = "DELETE FROM standing WHERE agency = $1 AND field = $2 AND due_day = $3 \
     AND running = 0 AND waiting = 0 AND pending = 0 AND pending_late = 0";

fn adding(table: &str, key: &[&str], counts: &[&str]) -> String {
    let columns = [key, counts].concat();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let sums: Vec<String> =
        counts.iter().map(|count| format!("{count} = {table}.{count} + excluded.{count}")).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
        columns.join(", "),
        places.join(", "),
        key.join(", "),
        sums.join(", ")
    )
}

/// The statement that records.
pub(crate) fn journal(row: &JournalRow) -> Stmt<'_> {
    (
        "INSERT INTO journal (position, stream, revision, kind, kind_version, recorded_at_us, actor, payload, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        vec![
            row.position.into(),
            row.stream.as_str().into(),
            i64::from(row.revision).into(),
            row.kind.as_str().into(),
            i64::from(row.kind_version).into(),
            row.recorded_at_us.into(),
            row.actor.as_str().into(),
            row.payload.as_str().into(),
            crate::journal::hex(&row.hash).into(),
        ],
    )
}

/// The statement that shows a dossier as it now is; without `before` it is not there yet.
///
/// A server takes many whole rows in one statement more cheaply than few columns of each in its own.
pub(crate) fn dossier<'a>(before: Option<&DossierRow>, row: &'a DossierRow, dialect: Dialect) -> Stmt<'a> {
    match (before, dialect) {
        (None, _) => (INSERT_DOSSIER.as_str(), values(row)),
        (Some(before), Dialect::Sqlite) => {
            let columns = Columns::between(before, row);
            (columns.update(), columns.values(row))
        }
        (Some(_), Dialect::Postgres) => (UPSERT_DOSSIER.as_str(), values(row)),
    }
}

/// The statements that make one write, of those that nothing else brings together.
pub(crate) fn statements(write: &Write) -> Vec<Stmt<'_>> {
    match write {
        Write::Label(id, labels) => vec![(
            "INSERT INTO dossier_label (id, field, agency, token_hash) VALUES ($1, $2, $3, $4)",
            vec![
                id.as_str().into(),
                labels.field.as_str().into(),
                labels.agency.as_str().into(),
                labels.token_hash.as_str().into(),
            ],
        )],
        Write::Entry(entry) => vec![(PUT_ENTRY, entry_values(entry))],
        Write::Money(row) => vec![(PUT_MONEY, row.values())],
        Write::Consignment(own) => vec![(
            PUT_CONSIGNMENT,
            vec![
                own.number.as_str().into(),
                own.dossier.as_str().into(),
                own.way().into(),
                to_us(own.at).into(),
            ],
        )],
        // Brought together until the end of the transaction.
        Write::Journal(_) | Write::Dossier { .. } | Write::Counter(..) => Vec::new(),
        Write::Answer(key, answer, at_us) => vec![(
            "INSERT INTO idempotency (actor, key, fingerprint, status, body, at_us) VALUES ($1, $2, $3, $4, $5, $6)",
            vec![
                key.actor.as_str().into(),
                key.key.as_str().into(),
                key.fingerprint.as_str().into(),
                i64::from(answer.status).into(),
                answer.body.as_str().into(),
                (*at_us).into(),
            ],
        )],
        Write::Outbox(message, at_us) => vec![(
            "INSERT INTO outbox (id, channel, payload, due_at_us, dossier, queued_at_us) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
            vec![
                message.id.as_str().into(),
                message.channel.as_str().into(),
                message.payload.as_str().into(),
                to_us(message.due_at).into(),
                message.dossier.as_ref().map(DossierId::as_str).into(),
                (*at_us).into(),
            ],
        )],
        Write::Message(change, at_us) => vec![crate::outbox::statement(change, *at_us)],
        Write::Opinion(row) => vec![(
            "INSERT INTO opinion \
             (dossier, id, unit, asked_at_us, answer_by_us, answered_at_us, silent_at_us, kind) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (dossier, id, unit) DO UPDATE SET \
             asked_at_us = excluded.asked_at_us, answer_by_us = excluded.answer_by_us, \
             answered_at_us = excluded.answered_at_us, silent_at_us = excluded.silent_at_us",
            vec![
                row.dossier.as_str().into(),
                row.id.as_str().into(),
                row.unit.as_str().into(),
                to_us(row.asked_at).into(),
                to_us(row.answer_by).into(),
                row.answered_at.map(to_us).into(),
                row.silent_at.map(to_us).into(),
                row.kind.name().into(),
            ],
        )],
        Write::Told(row) => vec![(
            "INSERT INTO supervision (dossier, revision, at_us, kind, unit) VALUES ($1, $2, $3, $4, $5)",
            vec![
                row.dossier.as_str().into(),
                i64::from(row.revision).into(),
                to_us(row.at).into(),
                row.kind.name().into(),
                row.unit.as_str().into(),
            ],
        )],
        Write::Private(_) | Write::Erase(..) => private(write),
        _ => side(write),
    }
}

fn private(write: &Write) -> Vec<Stmt<'_>> {
    match write {
        Write::Private(row) => {
            let mut all = vec![(
                "INSERT INTO private_data (id, kind, salt, data, commitment) VALUES ($1, $2, $3, $4, $5)",
                vec![
                    row.id.as_str().into(),
                    row.kind.as_str().into(),
                    row.salt.as_str().into(),
                    row.data.as_str().into(),
                    row.commitment().into(),
                ],
            )];
            if let Some(search) = &row.search {
                all.push((
                    "INSERT INTO private_search (id, fold_name, phone) VALUES ($1, $2, $3)",
                    vec![
                        row.id.as_str().into(),
                        search.fold_name.as_str().into(),
                        search.phone.as_str().into(),
                    ],
                ));
            }
            all
        }
        Write::Erase(id, at_us) => vec![
            (
                "UPDATE private_data SET salt = NULL, data = NULL, erased_at_us = $2 WHERE id = $1 AND erased_at_us IS NULL",
                vec![id.as_str().into(), (*at_us).into()],
            ),
            ("DELETE FROM private_search WHERE id = $1", vec![id.as_str().into()]),
        ],
        _ => Vec::new(),
    }
}

fn side(write: &Write) -> Vec<Stmt<'_>> {
    match write {
        Write::Account(account) => vec![(
            "INSERT INTO account (name, person, password_hash, disabled, changed_at_us) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (name) DO UPDATE SET person = excluded.person, password_hash = excluded.password_hash, \
             disabled = excluded.disabled, changed_at_us = excluded.changed_at_us",
            vec![
                account.name.as_str().into(),
                account.person.as_str().into(),
                account.password_hash.as_str().into(),
                i64::from(account.disabled).into(),
                to_us(account.changed_at).into(),
            ],
        )],
        Write::Session(session) => vec![(
            "INSERT INTO session (id_hash, person, started_at_us, expires_at_us, data) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (id_hash) DO UPDATE SET person = excluded.person, started_at_us = excluded.started_at_us, \
             expires_at_us = excluded.expires_at_us, data = excluded.data",
            vec![
                session.id_hash.as_str().into(),
                session.person.as_str().into(),
                to_us(session.started_at).into(),
                to_us(session.expires_at).into(),
                session.data.as_str().into(),
            ],
        )],
        Write::Extend(hash, until) => vec![(
            "UPDATE session SET expires_at_us = $2 WHERE id_hash = $1",
            vec![hash.as_str().into(), to_us(*until).into()],
        )],
        Write::EndSession(hash) => {
            vec![("DELETE FROM session WHERE id_hash = $1", vec![hash.as_str().into()])]
        }
        Write::SignOut(person) => vec![
            ("DELETE FROM session WHERE person = $1", vec![person.as_str().into()]),
            ("DELETE FROM api_token WHERE person = $1", vec![person.as_str().into()]),
        ],
        Write::ApiToken(token) => vec![(
            "INSERT INTO api_token (hash, person, label, made_at_us, expires_at_us) VALUES ($1, $2, $3, $4, $5)",
            vec![
                token.hash.as_str().into(),
                token.person.as_str().into(),
                token.label.as_str().into(),
                to_us(token.made_at).into(),
                to_us(token.expires_at).into(),
            ],
        )],
        Write::EndApiToken(hash) => {
            vec![("DELETE FROM api_token WHERE hash = $1", vec![hash.as_str().into()])]
        }
        Write::Throttle(throttle) => vec![(
            "INSERT INTO throttle (key, failures, since_us, blocked_until_us) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, since_us = excluded.since_us, \
             blocked_until_us = excluded.blocked_until_us",
            vec![
                throttle.key.as_str().into(),
                i64::from(throttle.failures).into(),
                to_us(throttle.since).into(),
                throttle.blocked_until.map(to_us).into(),
            ],
        )],
        Write::ClearThrottle(key) => vec![("DELETE FROM throttle WHERE key = $1", vec![key.as_str().into()])],
        _ => Vec::new(),
    }
}

/// A query put together from conditions.
#[derive(Debug, Default)]
pub(crate) struct Select<'a> {
    pub conditions: Vec<String>,
    pub values: Vec<Val<'a>>,
}

/// The columns of `entry`.
pub(crate) const ENTRY: &str =
    "book, id, unit, series, year, number, state, subject, revision, began_at_us, at_us, payload";
/// An entry keeps when it began.
pub(crate) const PUT_ENTRY: &str = "INSERT INTO entry (book, id, unit, series, year, number, state, subject, \
     revision, began_at_us, at_us, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
     ON CONFLICT (book, id) DO UPDATE SET unit = excluded.unit, series = excluded.series, year = excluded.year, \
     number = excluded.number, state = excluded.state, subject = excluded.subject, \
     revision = excluded.revision, at_us = excluded.at_us, payload = excluded.payload";
/// The columns of `money`.
pub(crate) const MONEY: &str =
    "dossier, revision, position, at_us, kind, method, unit, person, amount, receipt";
const PUT_MONEY: &str = "INSERT INTO money (dossier, revision, position, at_us, kind, method, unit, person, \
     amount, receipt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const PUT_CONSIGNMENT: &str = "INSERT INTO consignment (number, dossier, way, at_us) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (number, dossier, way) DO NOTHING";

pub(crate) fn entry_values(entry: &crate::book::Entry) -> Vec<Val<'_>> {
    vec![
        entry.book.as_str().into(),
        entry.id.as_str().into(),
        entry.unit.as_str().into(),
        entry.series.as_str().into(),
        entry.number.map(|(year, _)| i64::from(year)).into(),
        entry.number.map(|(_, number)| i64::from(number)).into(),
        entry.state.as_str().into(),
        entry.subject.as_str().into(),
        i64::from(entry.revision).into(),
        to_us(entry.began_at).into(),
        to_us(entry.at).into(),
        entry.payload.as_str().into(),
    ]
}
