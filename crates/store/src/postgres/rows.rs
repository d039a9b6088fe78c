//! Many rows in one statement: a server's cost is by the statement more than by the row.

use std::borrow::Cow;

use crate::sql::Val;

/// Rows of one statement, the largest first: few numbers, so that few statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// The same rows in fewer statements, where `sql` inserts `VALUES (…)`; else one statement for each row.
pub(super) fn joined<'v>(sql: &str, mut all: &[&[Val<'v>]]) -> Vec<(Cow<'static, str>, Vec<Val<'v>>)> {
    let mut made = Vec::new();
    let parts = parts(sql);
    while let Some(first) = all.first() {
        let size = match &parts {
            Some(_) => SIZES.into_iter().find(|size| *size <= all.len()).unwrap_or(1),
            None => 1,
        };
        let (now, later) = all.split_at_checked(size).unwrap_or((all, &[]));
        let text = match &parts {
            Some((head, tail)) if size > 1 => {
                let places: Vec<String> = (0..size).map(|row| place(row, first.len())).collect();
                format!("{head}VALUES {}{tail}", places.join(", "))
            }
            _ => sql.to_owned(),
        };
        made.push((Cow::Owned(text), now.iter().flat_map(|row| row.iter().cloned()).collect()));
        all = later;
    }
    made
}

/// What comes before and after the row of an insertion; the program's rows are places and nothing else.
fn parts(sql: &str) -> Option<(&str, &str)> {
    let (head, rest) = sql.split_once("VALUES (").filter(|_| sql.starts_with("INSERT INTO"))?;
    let (_, tail) = rest.split_once(')')?;
    Some((head, tail))
}

fn place(row: usize, columns: usize) -> String {
    let first = row.saturating_mul(columns);
    let places: Vec<String> =
        (1..=columns).map(|column| format!("${}", first.saturating_add(column))).collect();
    format!("({})", places.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_an_insertion_go_together_and_others_alone() {
        let values: Vec<[Val<'_>; 2]> = (0..21_i64).map(|number| [number.into(), "x".into()]).collect();
        let rows: Vec<&[Val<'_>]> = values.iter().map(<[Val<'_>; 2]>::as_slice).collect();
        let made = joined("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING", &rows);
        let sizes: Vec<usize> = made.iter().map(|(_, values)| values.len() / 2).collect();
        assert_eq!(sizes, [16, 4, 1]);
        assert_eq!(
            made[1].0,
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8) ON CONFLICT (a) DO NOTHING"
        );
        let all: Vec<Val<'_>> = made.into_iter().flat_map(|(_, values)| values).collect();
        assert_eq!(all, values.concat());
        let alone = joined("DELETE FROM t WHERE a = $1 AND b = $2", &rows[..2]);
        assert_eq!(alone.len(), 2);
    }
}
