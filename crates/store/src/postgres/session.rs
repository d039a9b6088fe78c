//! One connection: statements prepared once, rows as they come.

use std::borrow::Cow;
use std::collections::HashMap;
use std::error::Error as _;
use std::pin::pin;
use std::sync::Arc;

use bytes::BytesMut;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, RowStream, Statement};

use super::wait::{Flight, in_flight, wait};
use super::watch::Asked;
use crate::condition::timed;
use crate::db::{Db, Each};
use crate::error::StoreError;
use crate::row::{Cell, Row};
use crate::sql::Val;
use crate::sql::dialect::Dialect;

/// Statements that stay prepared on a connection; lists put theirs together, so there is no end of them.
const PREPARED: usize = 256;

/// Whether the best way to the rows hangs on the value: a common name is met from the newest person back, a rare one in
/// the index of names. A statement that stays prepared is planned anew for its first few values and then once for all
/// (`plan_cache_mode`); after that a name that nobody has costs the length of the table.
fn planned_by_value(sql: &str) -> bool {
    sql.contains(" LIKE $")
}

type Failed = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Val<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Failed> {
        match self {
            Val::Null => Ok(IsNull::Yes),
            Val::Int(number) if *kind == Type::INT8 => number.to_sql(kind, out),
            Val::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Val::Text(text) if *kind == Type::TEXT => text.as_ref().to_sql(kind, out),
            Val::Many(all) => all.to_sql(kind, out),
            other => Err(format!("{other:?} where the statement wants {kind}").into()),
        }
    }

    fn accepts(kind: &Type) -> bool {
        let arrays = [Type::INT8_ARRAY, Type::INT4_ARRAY, Type::TEXT_ARRAY];
        [Type::INT8, Type::INT4, Type::TEXT].contains(kind) || arrays.contains(kind)
    }

    to_sql_checked!();
}

/// A cell of a row.
pub(crate) fn cell(row: &tokio_postgres::Row, at: usize) -> Result<Cell<'_>, StoreError> {
    let wrong = |what: String| StoreError::corrupt("database row", what);
    let column = row.columns().get(at).ok_or_else(|| wrong(format!("there is no column {at}")))?;
    match *column.type_() {
        Type::INT8 => Ok(row.try_get::<_, Option<i64>>(at)?.map_or(Cell::Null, Cell::Int)),
        Type::INT4 => {
            Ok(row.try_get::<_, Option<i32>>(at)?.map_or(Cell::Null, |number| Cell::Int(number.into())))
        }
        Type::TEXT => Ok(row.try_get::<_, Option<&str>>(at)?.map_or(Cell::Null, Cell::Text)),
        ref other => Err(wrong(format!("column {at} has the type {other}"))),
    }
}

fn parameter<'v>(value: &'v Val<'v>) -> &'v (dyn ToSql + Sync) {
    value
}

/// The server takes no text with a zero byte; asked for one it would give the transaction up.
fn has_zero(values: &[Val<'_>]) -> bool {
    values.iter().any(|value| match value {
        Val::Text(text) => text.contains('\0'),
        Val::Many(all) => has_zero(all),
        Val::Null | Val::Int(_) => false,
    })
}

/// Refuses what cannot be stored before it is sent.
pub(super) fn storable(values: &[Val<'_>]) -> Result<(), StoreError> {
    if has_zero(values) { Err(StoreError::Invalid("a text with a zero byte".into())) } else { Ok(()) }
}

/// A statement on its way, with its values.
pub(super) type Sent<'v> = (Cow<'v, str>, Vec<Val<'v>>);

/// The rows of a question.
pub(super) type Answer = Result<Vec<tokio_postgres::Row>, StoreError>;

/// Why a transaction did not end well.
pub(super) enum Unfinished {
    /// Nothing was sent: it is still open.
    Open(StoreError),
    /// A statement failed: it was rolled back, unless the connection was lost.
    Refused(StoreError),
    /// Its end failed: nothing is durable, or nobody knows when the connection was lost meanwhile.
    Unknown(StoreError),
}

const COMMIT: &str = "COMMIT";

/// One connection.
pub(crate) struct Session {
    client: Client,
    asked: Arc<Asked>,
    prepared: HashMap<String, Statement>,
    /// The server only reads; there was none that writes when it was connected to.
    stand_in: bool,
    /// The server said that it ends the connection, or it was seen to be gone.
    gone: bool,
}

impl Session {
    pub(super) fn new(client: Client, asked: Arc<Asked>, stand_in: bool) -> Self {
        Self { client, asked, prepared: HashMap::new(), stand_in, gone: false }
    }

    /// Whether a server that writes should be looked for before the next use.
    pub fn stands_in(&self) -> bool {
        self.stand_in
    }

    /// Sends statements with the end of the transaction after them; what became of it.
    ///
    /// # Errors
    ///
    /// [`Unfinished`]; also when the server says that it is done and warns: it does so when somebody ends its wait for
    /// the standby, and then the commit is lost if this server is.
    pub(super) fn finish(&mut self, before: Vec<Sent<'_>>) -> Result<(), Unfinished> {
        drop(self.asked.warning());
        let mut all = before;
        all.push((COMMIT.into(), Vec::new()));
        let mut answers = self.pipeline(&all).map_err(Unfinished::Open)?;
        let end = answers.pop();
        // After a failed statement the server takes the end for a rollback and answers it without an error.
        answers.into_iter().find_map(Result::err).map_or(Ok(()), |error| Err(Unfinished::Refused(error)))?;
        end.unwrap_or(Ok(0)).map_err(Unfinished::Unknown)?;
        match self.asked.warning() {
            None => Ok(()),
            Some(warning) => {
                self.gone = true;
                let text = format!("whether the commit lasts is not known: {warning}");
                Err(Unfinished::Unknown(StoreError::Unavailable(text)))
            }
        }
    }

    /// Waits for an answer under the eyes of whoever watches the connection.
    fn wait<F: Future>(&self, future: F) -> F::Output {
        let _waiting = self.asked.waiting();
        wait(future)
    }

    /// Whether the server has gone away, as far as is known.
    pub fn is_closed(&self) -> bool {
        self.gone || self.client.is_closed()
    }

    /// Remembers a failure that the connection does not outlive.
    fn seen<T>(&mut self, done: Result<T, tokio_postgres::Error>) -> Result<T, StoreError> {
        done.map_err(|error| {
            // An operator ended it, the server stops, or it is not yet up again.
            let ends = |code: &SqlState| code.code().starts_with("57P");
            self.gone |= error.is_closed() || error.code().is_some_and(ends) || error.code().is_none();
            error.into()
        })
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(known) = self.prepared.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.wait(self.client.prepare(sql));
        let statement = self.seen(statement)?;
        if planned_by_value(sql) {
            return Ok(statement);
        }
        if self.prepared.len() >= PREPARED {
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// The types of a statement's values.
    pub fn kinds(&mut self, sql: &str) -> Result<Vec<Type>, StoreError> {
        self.prepare(sql).map(|statement| statement.params().to_vec())
    }

    /// Sends all statements at once and waits for all answers; the rows that each touched, or its failure.
    ///
    /// # Errors
    ///
    /// When not even one was sent.
    pub(super) fn pipeline(&mut self, all: &[Sent<'_>]) -> Result<Vec<Result<u64, StoreError>>, StoreError> {
        let ready: Vec<Statement> = all.iter().map(|(sql, _)| self.prepare(sql)).collect::<Result<_, _>>()?;
        let client = &self.client;
        let flights = ready.iter().zip(all).map(|(statement, (_, values))| -> Flight<'_, _> {
            Box::pin(client.execute_raw(statement, values.iter().map(parameter)))
        });
        let waiting = self.asked.waiting();
        let names = all.iter().map(|(sql, _)| Some(sql.as_ref()));
        let answers = in_flight(flights.collect(), names);
        drop(waiting);
        Ok(answers.into_iter().map(|answer| self.seen(answer)).collect())
    }

    /// Sends all questions at once and waits for all answers; the rows of each, or its failure.
    ///
    /// # Errors
    ///
    /// When not even one was sent.
    pub(super) fn answers(&mut self, all: &[Sent<'_>]) -> Result<Vec<Answer>, StoreError> {
        let ready: Vec<Statement> = all.iter().map(|(sql, _)| self.prepare(sql)).collect::<Result<_, _>>()?;
        let client = &self.client;
        let flights = ready.iter().zip(all).map(|(statement, (_, values))| -> Flight<'_, _> {
            Box::pin(async move {
                let values: Vec<_> = values.iter().map(parameter).collect();
                client.query(statement, &values).await
            })
        });
        let waiting = self.asked.waiting();
        // The beginning of a transaction has no values, and waits for the lock as long as others write.
        let names = all.iter().map(|(sql, values)| (!values.is_empty()).then_some(sql.as_ref()));
        let answers = in_flight(flights.collect(), names);
        drop(waiting);
        Ok(answers.into_iter().map(|answer| self.seen(answer)).collect())
    }
}

impl Db for Session {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&mut self, sql: &str, values: &[Val<'_>], each: &mut Each<'_>) -> Result<(), StoreError> {
        // What cannot be stored is found nowhere.
        if has_zero(values) {
            return Ok(());
        }
        let statement = self.prepare(sql)?;
        let client = &self.client;
        let rows = async {
            let mut found = pin!(client.query_raw(&statement, values.iter().map(parameter)).await?);
            while let Some(row) = next(&mut found).await {
                if let Err(complaint) = each(&Row::Postgres(&row?)) {
                    return Ok(Err(complaint));
                }
            }
            Ok(Ok(()))
        };
        let done = timed(sql, || self.wait(rows));
        self.seen(done)?
    }

    fn execute(&mut self, sql: &str, values: &[Val<'_>]) -> Result<usize, StoreError> {
        let statement = self.prepare(sql)?;
        let touched =
            timed(sql, || self.wait(self.client.execute_raw(&statement, values.iter().map(parameter))));
        let touched = self.seen(touched)?;
        Ok(usize::try_from(touched).unwrap_or(usize::MAX))
    }

    fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = timed(sql, || self.wait(self.client.batch_execute(sql)));
        self.seen(done)
    }

    fn faults(&mut self) -> Result<Vec<String>, StoreError> {
        // The server checks its own pages; see `data_checksums`. Its schema is compared apart, see `catalogue`.
        Ok(Vec::new())
    }

    fn none_known(&self) -> Result<(), StoreError> {
        let unknown = || StoreError::Unavailable("a standby stands in, and does not have it yet".into());
        if self.stand_in { Err(unknown()) } else { Ok(()) }
    }
}

/// The next row of a stream.
async fn next(
    stream: &mut std::pin::Pin<&mut RowStream>,
) -> Option<Result<tokio_postgres::Row, tokio_postgres::Error>> {
    std::future::poll_fn(|context| futures_core::Stream::poll_next(stream.as_mut(), context)).await
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(fault) = error.as_db_error() else {
            let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
            return Self::Unavailable(format!("{error}{cause}"));
        };
        let text = fault.message().to_owned();
        let code = fault.code().code();
        match code {
            // No disk, no memory; not the lack of connections, which passes.
            "53100" | "53200" => Self::Exhausted(text),
            "55P03" => Self::Unavailable(format!("another program holds the store: {text}")),
            "XX001" | "XX002" => Self::corrupt("database file", text),
            // A row that is too large for an index, a value that no column takes.
            _ if code.starts_with("54") || code.starts_with("22") => Self::Invalid(text),
            _ if code.starts_with("23") => Self::Conflict(text),
            _ => Self::Unavailable(text),
        }
    }
}
