//! Many rows, and many tables, in one statement: a server's cost is by the statement more than by the row.
//!
//! The values of a column go as one array, so the text is the same for any number of rows and stays prepared.

use tokio_postgres::types::Type;

use crate::sql::Val;

/// Rows of one statement: more make the server keep them on its disk before they are written.
pub(super) const MOST: usize = 1000;

/// Whether a statement of the program puts rows and looks at none of their values by number afterwards.
pub(super) fn inserts(sql: &str) -> bool {
    insertion(sql).is_some_and(|(_, tail)| !tail.contains('$'))
}

/// What comes before and after the row of an insertion; the program's rows are places and nothing else.
fn insertion(sql: &str) -> Option<(&str, &str)> {
    let (head, rest) = sql.split_once("VALUES (").filter(|_| sql.starts_with("INSERT INTO"))?;
    let (_, tail) = rest.split_once(')')?;
    Some((head, tail))
}

/// One statement of several insertions, each with the types of its columns.
pub(super) fn inserting(parts: &[(&str, Vec<Type>)]) -> Option<String> {
    let mut place = 0_usize;
    let mut texts = Vec::with_capacity(parts.len());
    for (sql, kinds) in parts {
        let (head, tail) = insertion(sql)?;
        texts.push(format!("{head}SELECT * FROM unnest({}){tail}", columns(kinds, &mut place)?));
    }
    let last = texts.pop()?;
    if texts.is_empty() {
        return Some(last);
    }
    let before: Vec<String> =
        texts.iter().enumerate().map(|(at, text)| format!("t{at} AS ({text})")).collect();
    Some(format!("WITH {} {last}", before.join(", ")))
}

/// The deletion of many rows, of a table and by values that are the key of one row each.
///
/// Each row is looked up by itself: joined with the table, a plan that was made while it was small would read all of it.
pub(super) fn deleting(sql: &str, kinds: &[Type]) -> Option<String> {
    let (table, condition) = sql.strip_prefix("DELETE FROM ")?.split_once(" WHERE ")?;
    let mut condition = condition.to_owned();
    for place in (1..=kinds.len()).rev() {
        condition = condition.replace(&format!("${place}"), &format!("gone.v{place}"));
    }
    let names: Vec<String> = (1..=kinds.len()).map(|place| format!("v{place}")).collect();
    Some(format!(
        "DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT (SELECT ctid FROM {table} WHERE {condition}) \
         FROM unnest({}) AS gone ({})))",
        columns(kinds, &mut 0)?,
        names.join(", ")
    ))
}

/// The places of whole columns, each with its type.
fn columns(kinds: &[Type], place: &mut usize) -> Option<String> {
    let mut all = Vec::with_capacity(kinds.len());
    for kind in kinds {
        *place = place.saturating_add(1);
        let name = match *kind {
            Type::TEXT => "text",
            Type::INT8 => "bigint",
            Type::INT4 => "integer",
            _ => return None,
        };
        all.push(format!("${place}::{name}[]"));
    }
    Some(all.join(", "))
}

/// Rows as columns.
pub(super) fn turned<'v>(rows: impl IntoIterator<Item = Vec<Val<'v>>>, count: usize) -> Vec<Val<'v>> {
    let mut columns: Vec<Vec<Val<'v>>> = (0..count).map(|_| Vec::new()).collect();
    for row in rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns.into_iter().map(Val::Many).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUT: &str = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING";

    #[test]
    fn rows_of_an_insertion_go_as_columns() {
        assert!(inserts(PUT));
        assert!(!inserts("INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET b = $2"));
        assert!(!inserts("DELETE FROM t WHERE a = $1"));
        assert_eq!(
            inserting(&[(PUT, vec![Type::INT8, Type::TEXT])]).as_deref(),
            Some(
                "INSERT INTO t (a, b) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT (a) DO NOTHING"
            )
        );
        let rows = vec![vec![Val::from(1), "x".into()], vec![Val::from(2), Val::Null]];
        assert_eq!(
            turned(rows, 2),
            [Val::Many(vec![1.into(), 2.into()]), Val::Many(vec!["x".into(), Val::Null])]
        );
    }

    #[test]
    fn insertions_into_several_tables_are_one_statement() {
        let other = "INSERT INTO u (c) VALUES ($1)";
        assert_eq!(
            inserting(&[(PUT, vec![Type::INT8, Type::TEXT]), (other, vec![Type::INT4])]).as_deref(),
            Some(
                "WITH t0 AS (INSERT INTO t (a, b) SELECT * FROM unnest($1::bigint[], $2::text[]) \
                 ON CONFLICT (a) DO NOTHING) INSERT INTO u (c) SELECT * FROM unnest($3::integer[])"
            )
        );
    }

    #[test]
    fn rows_that_go_are_looked_up_one_by_one() {
        assert_eq!(
            deleting("DELETE FROM t WHERE a = $1 AND b = $2 AND c = 0", &[Type::INT8, Type::TEXT]).as_deref(),
            Some(
                "DELETE FROM t WHERE ctid = ANY (ARRAY(SELECT (SELECT ctid FROM t WHERE a = gone.v1 AND b = gone.v2 \
                 AND c = 0) FROM unnest($1::bigint[], $2::text[]) AS gone (v1, v2)))"
            )
        );
    }
}
