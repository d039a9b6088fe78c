//! What a server of PostgreSQL knows of its tables: lists are read as if they were tiny until it has counted them.

use std::sync::Once;

use crate::error::StoreError;
use crate::sql::dialect::Dialect;
use crate::store::{Engine, Store};

/// Tables of which a fifth, and not only a few rows, came or changed since they were counted, and whether this role may
/// have them counted. One that was never counted has all its rows since then.
const GROWN: &str = "SELECT s.relname::text, CASE WHEN pg_has_role(c.relowner, 'USAGE') THEN 1 ELSE 0 END \
     FROM pg_stat_user_tables AS s JOIN pg_class AS c ON c.oid = s.relid \
     WHERE s.schemaname = current_schema() AND s.n_mod_since_analyze > 1000 \
     AND s.n_mod_since_analyze > s.n_live_tup / 5 ORDER BY s.relname";

impl Store {
    /// Has the server count the tables that have grown much since it last did; how many. Nothing on other engines.
    ///
    /// A server does so by itself, but only a while later, and not where its housekeeping is off.
    ///
    /// # Errors
    ///
    /// A [`StoreError`] when the server cannot be asked; one that refuses to count is left alone.
    pub fn count_tables(&self) -> Result<usize, StoreError> {
        static NOT_OURS: Once = Once::new();
        let Engine::Database(database) = &self.inner.engine else { return Ok(0) };
        if database.dialect == Dialect::Sqlite {
            return Ok(0);
        }
        let grown = database.rows(GROWN, &[], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)))?;
        let mut counted = 0_usize;
        for (table, ours) in grown {
            if ours == 0 {
                NOT_OURS.call_once(|| {
                    tracing::warn!(
                        table,
                        "the database has not counted its tables, and this role may not: lists are slow"
                    );
                });
                continue;
            }
            match database.pool.with(|db| db.script(&format!("ANALYZE \"{table}\""))) {
                Ok(()) => counted = counted.saturating_add(1),
                // A standby, for example: whoever writes has them counted.
                Err(error) => tracing::debug!(%error, table, "a table was not counted"),
            }
        }
        Ok(counted)
    }
}
