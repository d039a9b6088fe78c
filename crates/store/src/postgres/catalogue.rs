//! The schema as it stands in the catalogue of a server, compared with what its steps make.
//!
//! A server keeps no texts of what was made, and says of the same thing not the same in each version. So the steps are
//! run again on the same server, in a schema of their own and a transaction that is rolled back, and what the
//! catalogue says of both must be the same. Only what the steps make is looked at, with all that hangs on it: other
//! tables may lie beside it, and whoever runs the server grants, clusters and tunes as he likes.

use super::session::Session;
use crate::db::{Db, first, rows};
use crate::error::StoreError;
use crate::row::Row;
use crate::schema::{self, Objects, SCHEMA_VERSION};
use crate::sql::Val;

/// A server that only repeats another makes nothing, and a role needs the right to.
const MAY_MAKE: &str = "SELECT CASE WHEN NOT pg_is_in_recovery() \
     AND has_database_privilege(current_database(), 'CREATE') THEN 1 ELSE 0 END";

/// Tables that the steps made, and what the store reads under that name.
const TABLES: &str = "SELECT made.oid::bigint, made.relname::text, own.oid::bigint, quote_ident(place.nspname) \
     FROM pg_class AS made LEFT JOIN pg_class AS own ON own.oid = to_regclass(quote_ident(made.relname)) \
     LEFT JOIN pg_namespace AS place ON place.oid = own.relnamespace \
     WHERE made.relnamespace = to_regnamespace($1) AND made.relkind = 'r'";

/// The same of functions; those of a module that the steps added are the module's affair.
const FUNCTIONS: &str = "SELECT made.oid::bigint, made.proname::text, own.oid::bigint, quote_ident(place.nspname) \
     FROM pg_proc AS made LEFT JOIN pg_proc AS own ON own.oid = \
         to_regprocedure(quote_ident(made.proname) || '(' || oidvectortypes(made.proargtypes) || ')') \
     LEFT JOIN pg_namespace AS place ON place.oid = own.pronamespace \
     WHERE made.pronamespace = to_regnamespace($1) AND NOT EXISTS (SELECT 1 FROM pg_depend AS part \
         WHERE part.classid = 'pg_proc'::regclass AND part.objid = made.oid AND part.deptype = 'e')";

/// All that hangs on a table. Where an index lies and how full its pages are is nobody's affair; one that leans on a
/// module of the server is there or not as the server allows, and the answers are the same.
const OF_TABLES: &str = "WITH t AS (SELECT * FROM pg_class WHERE oid::bigint = ANY($1)) \
     SELECT 'table', t.relname::text, concat_ws(' ', t.relkind, t.relpersistence, t.relrowsecurity, \
         t.relforcerowsecurity, (SELECT count(*) FROM pg_inherits WHERE t.oid IN (inhrelid, inhparent))) FROM t \
     UNION ALL SELECT 'column', t.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), \
         (SELECT collname FROM pg_collation WHERE oid = a.attcollation), a.attnotnull, a.attidentity, a.attgenerated, \
         (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d WHERE d.adrelid = t.oid AND d.adnum = a.attnum)) \
         FROM t JOIN pg_attribute AS a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped \
     UNION ALL SELECT 'index', i.relname::text, concat_ws(' ', \
         regexp_replace(pg_get_indexdef(x.indexrelid), ' WITH \\([^)]*\\)', ''), x.indisvalid) \
         FROM t JOIN pg_index AS x ON x.indrelid = t.oid JOIN pg_class AS i ON i.oid = x.indexrelid \
         WHERE NOT EXISTS (SELECT 1 FROM pg_depend AS leans JOIN pg_depend AS part ON part.classid = leans.refclassid \
             AND part.objid = leans.refobjid AND part.deptype = 'e' WHERE leans.classid = 'pg_class'::regclass \
             AND leans.objid = i.oid AND leans.refclassid = 'pg_opclass'::regclass) \
     UNION ALL SELECT 'constraint', t.relname || '.' || c.conname, concat_ws(' ', \
         regexp_replace(pg_get_constraintdef(c.oid), ' WITH \\([^)]*\\)', ''), c.convalidated) \
         FROM t JOIN pg_constraint AS c ON c.conrelid = t.oid WHERE c.contype NOT IN ('t', 'n') \
     UNION ALL SELECT 'trigger', t.relname || '.' || g.tgname, concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled) \
         FROM t JOIN pg_trigger AS g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal \
     UNION ALL SELECT 'rule', t.relname || '.' || r.rulename, concat_ws(' ', pg_get_ruledef(r.oid), r.ev_enabled) \
         FROM t JOIN pg_rewrite AS r ON r.ev_class = t.oid \
     UNION ALL SELECT 'policy', t.relname || '.' || p.polname, pg_get_expr(p.polqual, p.polrelid) \
         FROM t JOIN pg_policy AS p ON p.polrelid = t.oid";

const OF_FUNCTIONS: &str = "SELECT 'function', proname::text, pg_get_functiondef(oid) FROM pg_proc \
     WHERE oid::bigint = ANY($1)";

/// Something that the steps made, beside what the store has in its place.
struct Pair {
    made: i64,
    name: String,
    own: Option<i64>,
    /// Where the store's own lies.
    place: Option<String>,
}

/// What is not as the steps make it, nothing when all is as it must be.
pub(super) fn faults(db: &mut Session) -> Result<Vec<String>, StoreError> {
    let Some(found) = schema::found(db)? else { return Ok(Vec::new()) };
    if found.version > SCHEMA_VERSION {
        // Only a newer program knows its steps.
        return Ok(Vec::new());
    }
    if first(db, MAY_MAKE, &[], |row| row.get::<i64>(0))? != Some(1) {
        tracing::warn!(
            "the schema was not compared: the server only reads, or the role may make no schema to compare with \
             (GRANT CREATE ON DATABASE)"
        );
        return Ok(Vec::new());
    }
    db.script("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
    let compared = compared(db, found.version);
    // Whatever became of it, nothing of it stays.
    db.script("ROLLBACK")?;
    compared
}

/// Makes the schema once more and compares, within the open transaction.
fn compared(db: &mut Session, version: u32) -> Result<Vec<String>, StoreError> {
    let told = "SELECT 'motcua_verify_' || pg_backend_pid(), current_setting('search_path')";
    let told = first(db, told, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let (fresh, path) = told.unwrap_or_default();
    // The store's own path behind it leads to the modules that the steps use.
    db.script(&format!("CREATE SCHEMA {fresh}; SET LOCAL search_path TO {fresh}, {path}"))?;
    schema::make(db, version)?;
    db.script(&format!("SET LOCAL search_path TO {path}"))?;
    let (tables, functions) = (pairs(db, TABLES, &fresh)?, pairs(db, FUNCTIONS, &fresh)?);
    // Without a path the catalogue says of everything where it lies, and that must not differ.
    db.script("SET LOCAL search_path TO ''")?;
    let mut places: Vec<String> =
        tables.iter().chain(&functions).filter_map(|pair| pair.place.as_ref()).map(of_place).collect();
    places.push(of_place(&fresh));
    places.sort();
    places.dedup();
    let mut faults = Vec::new();
    for (all, kind, sql) in [(tables, "table", OF_TABLES), (functions, "function", OF_FUNCTIONS)] {
        let (there, missing): (Vec<Pair>, Vec<Pair>) = all.into_iter().partition(|pair| pair.own.is_some());
        faults.extend(missing.into_iter().map(|pair| format!("{kind} {}: missing", pair.name)));
        let must = objects(db, sql, there.iter().map(|pair| pair.made), &places)?;
        let own = objects(db, sql, there.iter().filter_map(|pair| pair.own), &places)?;
        faults.extend(schema::differences(must, own));
    }
    Ok(faults)
}

/// How a name of that schema begins.
fn of_place(schema: &String) -> String {
    format!("{schema}.")
}

fn pairs(db: &mut Session, sql: &str, fresh: &str) -> Result<Vec<Pair>, StoreError> {
    rows(db, sql, &[fresh.into()], |row| {
        Ok(Pair { made: row.get(0)?, name: row.get(1)?, own: row.get(2)?, place: row.get(3)? })
    })
}

fn objects(
    db: &mut Session,
    sql: &str,
    of: impl Iterator<Item = i64>,
    places: &[String],
) -> Result<Objects<String>, StoreError> {
    let read = |row: &Row<'_>| {
        let text: Option<String> = row.get(2)?;
        let text = places.iter().fold(text.unwrap_or_default(), |text, place| text.replace(place, ""));
        Ok(((row.get(0)?, row.get(1)?), text))
    };
    let all = rows(db, sql, &[Val::Many(of.map(Val::from).collect())], read)?;
    Ok(all.into_iter().collect())
}
