//! What engines say differently, besides the `.sqlite.sql` and `.postgres.sql` files of the migrations.

use std::borrow::Cow;

use crate::sql::Select;

/// An SQL engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The embedded database.
    Sqlite,
    /// A server of PostgreSQL.
    Postgres,
}

impl Dialect {
    /// A statement whose values are written `$1`, `$2` …, as this engine numbers them.
    ///
    /// SQLite numbers `$n` by first appearance instead of by value, so there they become `?n`; the texts of
    /// the program have no `$` in literals.
    pub fn text(self, sql: &str) -> Cow<'_, str> {
        match self {
            Self::Sqlite => Cow::Owned(sql.replace('$', "?")),
            Self::Postgres => Cow::Borrowed(sql),
        }
    }

    /// The shared text of a schema step.
    ///
    /// SQLite keeps the marked tables in the order of their key and compares texts byte by byte; PostgreSQL
    /// has no such tables, and compares as its database was created unless each column says otherwise.
    pub fn schema(self, shared: &str) -> String {
        match self {
            Self::Sqlite => shared.replace("/*clustered*/", "WITHOUT ROWID"),
            Self::Postgres => shared.replace(" TEXT", " TEXT COLLATE \"C\""),
        }
    }

    /// A query for how many tables `meta` there are.
    pub fn has_meta(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'",
            Self::Postgres => "SELECT CASE WHEN to_regclass('meta') IS NULL THEN 0 ELSE 1 END",
        }
    }

    /// After the name of a table: the index by which it is read. The embedded database counts no rows, and would take the
    /// first column of a key for a better way than a short stretch of another index; a server chooses by itself.
    pub fn by_index(self, index: &str) -> String {
        match self {
            Self::Sqlite => format!(" INDEXED BY {index}"),
            Self::Postgres => String::new(),
        }
    }

    /// The query for people whose folded name has this part, the newest first and before `end`: person, place.
    ///
    /// SQLite has an index of three letters that is asked by its own word and walked from its end; shorter parts
    /// are looked for in name after name. PostgreSQL chooses between its index of three letters, where there is
    /// one, and the order of people.
    pub fn people_named<'a>(self, select: &mut Select<'a>, part: &str, end: i64) -> String {
        if self == Self::Sqlite && part.chars().count() >= 3 {
            let phrase = select.value(format!("\"{}\"", part.replace('"', "\"\"")));
            let end = select.value(end);
            return format!(
                "SELECT s.id AS person, n.rowid AS place FROM private_name n \
                 CROSS JOIN private_search s ON s.rowid = n.rowid \
                 WHERE private_name MATCH {phrase} AND n.rowid < {end} ORDER BY n.rowid DESC"
            );
        }
        let plain = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = select.value(format!("%{plain}%"));
        let (end, place) = (select.value(end), self.place());
        format!(
            "SELECT id AS person, {place} AS place FROM private_search \
             WHERE fold_name LIKE {like} ESCAPE '\\' AND {place} < {end} ORDER BY {place} DESC"
        )
    }

    /// The query for people with a telephone number from `from` to before `to`, the newest first and before
    /// `end`: person, place. A beginning that tells little is looked for in person after person.
    pub fn people_with_phone(self, from: &str, to: &str, end: &str, telling: bool) -> String {
        let place = self.place();
        // An expression is looked for in no index.
        let phone = if telling { "phone" } else { "(phone || '')" };
        format!(
            "SELECT id AS person, {place} AS place FROM private_search \
             WHERE {phone} >= {from} AND {phone} < {to} AND {place} < {end} ORDER BY {place} DESC"
        )
    }

    /// The column with the order in which people were recorded.
    fn place(self) -> &'static str {
        match self {
            Self::Sqlite => "rowid",
            Self::Postgres => "place",
        }
    }
}
