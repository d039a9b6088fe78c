//! Files: whether their storage and the scanner answer, what waits, and whether what was named lately is there.

use std::io::ErrorKind;

use app::App;
use app::files::Files;
use domain::dossier::Event;
use effects::s3::S3;
use store::{Scope, StoreError};

use super::{Checks, Level};
use crate::open;
use crate::settings::Settings;

/// The newest dossiers whose files are asked for, and the most files: `motcua verify` asks for all of all.
const DOSSIERS: usize = 100;
const FILES: usize = 20;

/// What to say, in Vietnamese and English.
type Words = (String, String);

/// Looks at both.
pub(super) fn look(checks: &mut Checks, settings: &Settings, app: &App) {
    // An application that was opened has a place for files.
    let Some(files) = app.files() else { return };
    let mut waiting = 0;
    let told = storage(settings).and_then(|shown| {
        // Nothing is scanned: whoever is asked before each file says no.
        let counted = files.scan_waiting(&|| false).map_err(|error| cannot_be_asked(&shown, &error))?;
        waiting = counted.waiting;
        content(app, files, &shown)
    });
    match told {
        Ok((vi, en)) => checks.ok("files", vi, en),
        Err((vi, en)) => checks.add("files", Level::Fail, vi, en),
    }
    let (level, (vi, en)) = scanner(settings, waiting);
    checks.add("scanner", level, vi, en);
}

/// The longest part of what a service says that is repeated: some answer with a page.
const SAID: usize = 300;

fn cannot_be_asked(shown: &str, error: &impl std::fmt::Display) -> Words {
    let said = error.to_string();
    let error: String = said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SAID).collect();
    (
        format!("{shown} không trả lời được; xem địa chỉ, tên bucket, khoá và quyền của thư mục"),
        format!("{shown}: {error}; check the address, the bucket, the key, or the rights of the folder"),
    )
}

/// Where files lie, when it answers.
fn storage(settings: &Settings) -> Result<String, Words> {
    let folder = open::files_folder(settings);
    // What cannot be meant for a bucket was told with the configuration.
    let Ok(Some(bucket)) = settings.files.bucket() else {
        let shown = folder.display().to_string();
        return match std::fs::read_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot_be_asked(&shown, &error)),
            _ => Ok(shown),
        };
    };
    let shown = bucket.to_string();
    let asked = S3::open(bucket, folder.join(".incoming")).and_then(|opened| opened.check());
    asked.map(|()| shown.clone()).map_err(|error| cannot_be_asked(&shown, &error))
}

/// Whether what the newest dossiers name is there; whether it is whole is for `motcua verify`.
fn content(app: &App, files: &Files, shown: &str) -> Result<Words, Words> {
    let unread = |error: StoreError| {
        ("không đọc được kho dữ liệu".to_owned(), format!("the store cannot be read: {error}"))
    };
    let named = newest(app).map_err(unread)?;
    let mut lost = 0_usize;
    for digest in &named {
        let state = files.state(digest).map_err(|error| cannot_be_asked(shown, &error))?;
        lost = lost.saturating_add(usize::from(state.is_none()));
    }
    let count = named.len();
    if lost > 0 {
        return Err((
            format!(
                "{shown}: mất {lost} trong {count} tệp mới nhất mà hồ sơ nêu; chạy: motcua verify, đưa bản sao về"
            ),
            format!(
                "{shown}: {lost} of the newest {count} files that dossiers name are gone; run motcua verify, put the copy back"
            ),
        ));
    }
    Ok((
        format!("{shown}: trả lời, {count} tệp mới nhất còn đủ"),
        format!("it answers, the newest {count} files that dossiers name are there"),
    ))
}

fn newest(app: &App) -> Result<Vec<String>, StoreError> {
    let mut named = Vec::new();
    for row in app.store.recent(&Scope::All, None, DOSSIERS)?.items {
        for recorded in app.store.history(&row.id)? {
            if let Event::ScansAttached { scans, .. } = recorded.event {
                named.extend(scans.into_iter().map(|scan| scan.file));
            }
        }
        if named.len() >= FILES {
            break;
        }
    }
    named.truncate(FILES);
    Ok(named)
}

/// Whether somebody scans, and what waits for it.
fn scanner(settings: &Settings, waiting: usize) -> (Level, Words) {
    let Ok(Some(clamd)) = settings.files.scanner() else {
        let (vi, en) = match waiting {
            0 => (String::new(), String::new()),
            _ => (format!(", {waiting} tệp chờ mãi"), format!(", {waiting} files wait in vain")),
        };
        return (
            Level::Warn,
            (
                format!("không ai quét mã độc: tệp đọc được mà chưa quét{vi}; đặt files.clamd"),
                format!("nobody: files can be read unscanned{en}; set files.clamd"),
            ),
        );
    };
    match clamd.ping() {
        Err(wrong) => (
            Level::Fail,
            (
                format!("{clamd} không trả lời, {waiting} tệp chờ quét và chưa ai đọc được; khởi động clamd"),
                format!(
                    "{clamd}: {wrong}; start clamd: until then new files wait and nobody reads them, {waiting} do now"
                ),
            ),
        ),
        Ok(()) if waiting > 0 => (
            Level::Warn,
            (
                format!("{waiting} tệp chờ quét; motcua serve quét mỗi phút, hoặc chạy: motcua files scan"),
                format!(
                    "{waiting} files wait; motcua serve has them scanned every minute, or run motcua files scan"
                ),
            ),
        ),
        Ok(()) => {
            (Level::Ok, (format!("{clamd}, không tệp nào chờ"), "it answers, no file waits".to_owned()))
        }
    }
}
