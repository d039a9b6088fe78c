//! The last copy of the store: the program's own, or what a server knows of the copies of its log.
//!
//! A server does not know of `pg_dump` or of a base backup, so what it cannot say is said not to be known.

use app::App;
use jiff::civil::DateTime;
use store::Archiving;

use super::{Checks, Level};
use crate::settings::Settings;
use crate::{open, volume};

/// Hours after which a backup is too old.
const HOURS: u64 = 26;

/// How it is, in Vietnamese and English.
type Said = (Level, String, String);

/// Looks at whatever of the two there is.
pub(super) fn look(checks: &mut Checks, settings: &Settings, app: &App, now: DateTime) {
    let hours = volume::backup_age(open::data_folder(settings), now).map(|age| age / 3600);
    let (level, vi, en) = if settings.server.is_none() {
        embedded(hours)
    } else {
        match app.store.archiving() {
            Ok(known) => on_server(known.unwrap_or_default(), hours),
            Err(error) => (
                Level::Warn,
                "không hỏi được máy chủ về bản sao nhật ký (WAL)".to_owned(),
                format!("the server's archive cannot be asked for: {error}"),
            ),
        }
    };
    checks.add("backup", level, vi, en);
}

fn embedded(hours: Option<u64>) -> Said {
    match hours {
        None => (
            Level::Warn,
            "chưa sao lưu lần nào; chạy: motcua backup".to_owned(),
            "never made; run motcua backup".to_owned(),
        ),
        Some(hours) => (
            of(hours),
            format!("lần cuối {hours} giờ trước; mỗi ngày chạy motcua backup"),
            format!("the last was {hours} h ago; run motcua backup every day"),
        ),
    }
}

/// `hours` as whoever runs `pg_dump` notes it.
fn on_server(known: Archiving, hours: Option<u64>) -> Said {
    let minutes = known.age_s.filter(|_| known.on).map(|age| age / 60);
    let fresh = minutes.filter(|minutes| of(minutes / 60) == Level::Ok);
    if known.on && known.failing {
        let failed = known.failed;
        return (
            Level::Warn,
            format!(
                "máy chủ không chép được nhật ký (WAL), {failed} lần; đĩa của nó đầy dần: xem archive_command và nhật ký của nó"
            ),
            format!(
                "the server fails to archive its log (WAL), {failed} times; its disk fills: see archive_command and its own log"
            ),
        );
    }
    if let Some(minutes) = fresh {
        return (
            Level::Ok,
            format!(
                "nhật ký (WAL) chép {minutes} phút trước; máy chủ không biết bản gốc của nó: mỗi tháng thử khôi phục"
            ),
            format!(
                "the log (WAL) was archived {minutes} min ago; the server does not know its base backup: try a restore every month"
            ),
        );
    }
    match (hours, minutes) {
        (Some(hours), _) => (
            of(hours),
            format!("pg_dump lần cuối {hours} giờ trước; mỗi ngày chạy một lần"),
            format!("the last pg_dump was {hours} h ago; run it every day"),
        ),
        (None, Some(minutes)) => (
            Level::Warn,
            format!("nhật ký (WAL) chép lần cuối {} giờ trước; đặt archive_timeout", minutes / 60),
            format!("the log (WAL) was archived {} h ago; set archive_timeout", minutes / 60),
        ),
        (None, None) if known.on => (
            Level::Warn,
            "archive_mode bật nhưng chưa chép gì; xem archive_command".to_owned(),
            "archive_mode is on, but nothing was archived yet; see archive_command".to_owned(),
        ),
        (None, None) => (
            Level::Warn,
            "không biết: archive_mode = off và không ai ghi lại pg_dump; xem docs/how-to/use-postgresql.md"
                .to_owned(),
            "not known here: archive_mode = off, and no pg_dump was noted; see docs/how-to/use-postgresql.md"
                .to_owned(),
        ),
    }
}

fn of(hours: u64) -> Level {
    if hours > HOURS { Level::Warn } else { Level::Ok }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the server says of its archive, hours since a noted `pg_dump`, and what comes of it.
    type Row = (&'static str, Archiving, Option<u64>, Level, &'static str);

    #[test]
    fn nothing_unseen_is_called_well() {
        let off = Archiving::default();
        let on = Archiving { on: true, ..off };
        let archived = |hours: u64| Archiving { age_s: Some(hours * 3600), ..on };
        let failing = Archiving { failed: 7, failing: true, ..archived(1) };
        #[rustfmt::skip]
        let table: [Row; 11] = [
            ("nothing is known",                     off,                     None,     Level::Warn, "not known here"),
            ("a dump was noted",                     off,                     Some(3),  Level::Ok,   "3 h ago"),
            ("a dump was noted long ago",            off,                     Some(27), Level::Warn, "27 h ago"),
            ("an archive that never got anything",   on,                      None,     Level::Warn, "nothing was archived"),
            ("as long as dumps are made",            on,                      Some(3),  Level::Ok,   "pg_dump"),
            ("an archive",                           archived(26),            None,     Level::Ok,   "base backup"),
            ("an archive beside old dumps",          archived(1),             Some(99), Level::Ok,   "60 min ago"),
            ("an archive that got nothing for long", archived(27),            None,     Level::Warn, "archive_timeout"),
            ("an archive that fails",                failing,                 None,     Level::Warn, "7 times"),
            ("whatever dumps there are",             failing,                 Some(1),  Level::Warn, "its disk fills"),
            ("one that was switched off",            Archiving { on: false, ..failing }, None, Level::Warn, "not known here"),
        ];
        for (situation, known, hours, level, word) in table {
            let (found, _, en) = on_server(known, hours);
            assert_eq!(found, level, "{situation}: {en}");
            assert!(en.contains(word), "{situation}: {en}");
        }
    }
}
