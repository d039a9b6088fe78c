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

    /// The query for the ids of people whose folded name has this part.
    ///
    /// SQLite has an index of three letters that is asked by its own word; shorter parts are looked for in
    /// every name. PostgreSQL uses its index of three letters for the plain condition, where there is one.
    pub fn name_contains(self, select: &mut Select<'_>, part: &str) -> String {
        if self == Self::Sqlite && part.chars().count() >= 3 {
            let phrase = select.value(format!("\"{}\"", part.replace('"', "\"\"")));
            return format!(
                "SELECT s.id FROM private_search s JOIN private_name n ON n.rowid = s.rowid \
                 WHERE private_name MATCH {phrase}"
            );
        }
        let plain = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = select.value(format!("%{plain}%"));
        format!("SELECT id FROM private_search WHERE fold_name LIKE {like} ESCAPE '\\'")
    }
}
