//! `motcua doctor`: looks over the store, its surroundings and the settings, and says what to do.
//!
//! It changes nothing: a store of an older schema is only read of, and the schedule and the outbox do not run.

mod backup;
mod files;
mod server;

use std::path::Path;

use app::message::Carrier;
use app::{App, ClockFault};
use domain::procedure::Procedure;
use domain::procedure::check::Severity;
use jiff::civil::{Date, DateTime};
use province::Province;
use serde_json::json;

use crate::failure::{Done, Failure};
use crate::out::say;
use crate::procedure::faults;
use crate::serve::promises::{days_left, since};
use crate::settings::Settings;
use crate::{open, volume};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Ok,
    Warn,
    Fail,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warn => "WARN",
            Self::Fail => "FAIL",
        }
    }
}

/// One thing that was looked at.
struct Check {
    name: &'static str,
    level: Level,
    vi: String,
    en: String,
}

/// All that was looked at.
#[derive(Default)]
struct Checks(Vec<Check>);

impl Checks {
    fn add(&mut self, name: &'static str, level: Level, vi: impl Into<String>, en: impl Into<String>) {
        self.0.push(Check { name, level, vi: vi.into(), en: en.into() });
    }

    fn ok(&mut self, name: &'static str, vi: impl Into<String>, en: impl Into<String>) {
        self.add(name, Level::Ok, vi, en);
    }
}

/// Days before the end of the published calendar from which on it is a matter for somebody.
const CALENDAR_DAYS: u64 = 90;
/// Seconds without a seal that need a look; a serving program makes one every five minutes.
const UNSEALED_SECONDS: u64 = 900;
/// The same for a message that waits.
const UNSENT_SECONDS: u64 = 3600;

/// Looks, and tells one line for each thing.
///
/// # Errors
///
/// [`Failure::No`] when something is wrong; what is only worth a look is no error.
pub fn run(settings: &Settings, as_json: bool) -> Done {
    let mut checks = Checks::default();
    let data = open::data_folder(settings);
    folder(&mut checks, data);
    space(&mut checks, data);
    addresses(&mut checks, settings);
    configuration(&mut checks, settings);
    store(&mut checks, settings);
    if as_json {
        let list = checks.0.iter().map(
            |check| json!({"check": check.name, "level": check.level.name(), "vi": check.vi, "en": check.en}),
        );
        say(json!(list.collect::<Vec<_>>()).to_string());
    } else {
        for check in &checks.0 {
            say(format!("{:<4} {}: {} / {}", check.level.name(), check.name, check.vi, check.en));
        }
    }
    let wrong: Vec<&str> =
        checks.0.iter().filter(|check| check.level == Level::Fail).map(|check| check.name).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Failure::no(format!("failed: {}", wrong.join(", ")))) }
}

fn folder(checks: &mut Checks, data: &Path) {
    let name = "data-folder";
    let shown = data.display();
    #[cfg(unix)]
    if let Ok(known) = std::fs::metadata(data) {
        use std::os::unix::fs::PermissionsExt as _;
        if known.permissions().mode() & 0o007 != 0 {
            return checks.add(
                name,
                Level::Warn,
                format!("người khác trên máy vào được thư mục {shown}; chạy: chmod 750 {shown}"),
                format!("others on this machine can enter {shown}; run chmod 750 {shown}"),
            );
        }
    }
    let open =
        ["store.sqlite", "seal.key"].into_iter().map(|file| data.join(file)).find(|file| readable(file));
    if let Some(file) = open {
        let file = file.display();
        return checks.add(
            name,
            Level::Fail,
            format!("người khác đọc được {file}; chạy: chmod 600 {file}"),
            format!("others can read {file}; run chmod 600 {file}"),
        );
    }
    if data.is_dir() {
        checks.ok(name, format!("{shown}"), "only its owner can enter");
    } else {
        checks.add(
            name,
            Level::Fail,
            format!("không có thư mục {shown}; ghi đúng --data"),
            format!("there is no folder {shown}; name it with --data"),
        );
    }
}

fn readable(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(file).is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

fn space(checks: &mut Checks, data: &Path) {
    let name = "disk-space";
    let Some(space) = volume::space(data) else {
        return checks.add(
            name,
            Level::Warn,
            "không đọc được dung lượng đĩa",
            "the free space cannot be read",
        );
    };
    let percent = space.free.saturating_mul(100).checked_div(space.total).unwrap_or(0);
    let mib = space.free / (1024 * 1024);
    let level = match percent {
        15.. => Level::Ok,
        5.. => Level::Warn,
        _ => Level::Fail,
    };
    let (vi, en) = if level == Level::Ok {
        (String::new(), String::new())
    } else {
        ("; giải phóng hoặc mở rộng đĩa".to_owned(), "; free space or enlarge the volume".to_owned())
    };
    checks.add(
        name,
        level,
        format!("còn {mib} MiB ({percent}%){vi}"),
        format!("{mib} MiB free ({percent}%){en}"),
    );
}

fn addresses(checks: &mut Checks, settings: &Settings) {
    let name = "public-url";
    let url = &settings.public_url;
    let here = ["://127.", "://localhost", "://[::1]"].iter().any(|host| url.contains(host));
    if settings.secure_cookies() {
        checks.ok(name, url.clone(), "behind TLS");
    } else if here {
        checks.add(
            name,
            Level::Warn,
            format!("{url}: mã QR trên giấy tiếp nhận chỉ mở được trên máy này; đặt public_url = https://…"),
            format!("{url}: the QR of receipts opens on this machine only; set public_url to https://…"),
        );
    } else {
        checks.add(
            name,
            Level::Fail,
            format!("{url}: dữ liệu cá nhân đi không mã hoá; đặt proxy TLS và public_url = https://…"),
            format!("{url}: personal data travel unprotected; put a TLS proxy in front, set public_url to https://…"),
        );
    }
}

fn configuration(checks: &mut Checks, settings: &Settings) {
    let found = crate::config::faults(settings);
    match found.first() {
        None => checks.ok("configuration", "dùng được", "can be used"),
        Some(first) => checks.add(
            "configuration",
            Level::Fail,
            format!("{} lỗi; chạy: motcua config check", found.len()),
            format!("{first}; see motcua config check"),
        ),
    }
}

fn store(checks: &mut Checks, settings: &Settings) {
    let name = "schema";
    let state = match open::schema(settings) {
        Ok(state) => state,
        Err(failure) => {
            let en = failure.lines().join(" ");
            return checks.add(name, Level::Fail, "không mở được kho dữ liệu", en);
        }
    };
    let (found, known) = (state.found, state.known);
    if !state.steps.is_empty() || state.stale {
        return checks.add(
            name,
            Level::Warn,
            format!("phiên bản {found}, chương trình cần {known}; chạy: motcua migrate --dry-run"),
            format!("version {found}, the program wants {known}; run motcua migrate --dry-run"),
        );
    }
    checks.ok(name, format!("phiên bản {found}"), format!("version {found}, the program knows {known}"));
    // The store is there: its schema was read.
    let kept = crate::steady::kept(open::data_folder(settings));
    let opened = open::load_province(settings).and_then(|province| {
        procedures(checks, &province, (app::clock::system())().date());
        open::application(settings, open::open_guarded(settings, kept)?, province)
    });
    match opened {
        Ok(app) => inside(checks, settings, &app),
        Err(failure) => {
            let en = failure.lines().join(" ");
            checks.add("store", Level::Fail, "không mở được kho dữ liệu", en);
        }
    }
}

fn inside(checks: &mut Checks, settings: &Settings, app: &App) {
    let now = app.store.now();
    match app.store.condition(now) {
        Ok(known) => {
            clock(checks, app, now);
            let keyed = open::data_folder(settings).join("seal.key").exists();
            // Without a file, asking would make a key.
            let key = if keyed { app.store.public_key().err() } else { None };
            seals(checks, key, known.unsealed, known.unsealed_since, now);
            sign_ins(checks, known.failing, known.blocked);
        }
        Err(error) => {
            checks.add(
                "store",
                Level::Fail,
                "không đọc được kho dữ liệu",
                format!("cannot be read: {error}"),
            );
        }
    }
    calendar(checks, app, now);
    messages(checks, app, now);
    codes(checks, app);
    files::look(checks, settings, app);
    backup::look(checks, settings, app, now);
    server::look(checks, settings, app);
}

fn clock(checks: &mut Checks, app: &App, now: DateTime) {
    let Err(fault) = app.store.clock() else {
        return checks.ok(
            "clock",
            format!("{now}"),
            "not behind the newest record, not set while the program ran",
        );
    };
    let why = app::told::why_the_clock(fault);
    let (vi, en) = match fault {
        ClockFault::Ahead(_) | ClockFault::Behind(_) => (
            "nếu giờ này mới là giờ đúng: khởi động lại chương trình; nếu không: chỉnh đồng hồ (NTP), ghi nhận tiếp ngay",
            "if this is the right time restart the program, else set the clock (NTP) and recording goes on by itself",
        ),
        ClockFault::AheadOfServer(_) | ClockFault::BehindServer(_) => (
            "chỉnh đồng hồ của máy nào sai (NTP); ghi nhận tiếp ngay khi hai đồng hồ khớp",
            "set the clock of the machine that is wrong (NTP); recording goes on when the two agree",
        ),
        ClockFault::BehindRecord(_) => (
            "chỉnh đồng hồ (NTP); nếu giờ này đúng thì sổ có việc ghi ở tương lai: docs/how-to/watch.md",
            "set the clock (NTP); if this is the right time there are records of the future: docs/how-to/watch.md",
        ),
    };
    checks.add("clock", Level::Fail, format!("{}; {vi}", why.vi), format!("{}; {en}", why.en));
}

fn seals(
    checks: &mut Checks,
    key: Option<store::StoreError>,
    unsealed: u64,
    oldest: Option<DateTime>,
    now: DateTime,
) {
    let waits = oldest.map_or(0, |oldest| since(oldest, now));
    if let Some(fault) = key {
        checks.add(
            "seals",
            Level::Fail,
            format!("không đọc được khoá niêm phong ({fault}); đưa bản sao của seal.key về chỗ cũ"),
            format!("the sealing key cannot be read ({fault}); put the copy of seal.key back"),
        );
    } else if waits > UNSEALED_SECONDS {
        checks.add(
            "seals",
            Level::Warn,
            format!(
                "{unsealed} bản ghi chưa niêm phong, từ {} phút trước; motcua serve tự niêm phong",
                waits / 60
            ),
            format!("{unsealed} records are without a seal for {} min; motcua serve makes it", waits / 60),
        );
    } else {
        checks.ok(
            "seals",
            format!("{unsealed} bản ghi chưa niêm phong"),
            format!("{unsealed} records wait for the next"),
        );
    }
}

fn sign_ins(checks: &mut Checks, failing: u64, blocked: u64) {
    let level = if blocked > 0 { Level::Warn } else { Level::Ok };
    let (vi, en) = if blocked > 0 {
        ("; xem ai đang thử mật khẩu", "; see who tries passwords")
    } else {
        ("", "")
    };
    checks.add(
        "sign-ins",
        level,
        format!("{failing} tên hoặc địa chỉ đăng nhập sai, {blocked} đang bị chặn{vi}"),
        format!("{failing} names or addresses with failed sign-ins, {blocked} blocked{en}"),
    );
}

fn calendar(checks: &mut Checks, app: &App, now: DateTime) {
    let left = days_left(app, now.date());
    let level = if left < CALENDAR_DAYS { Level::Warn } else { Level::Ok };
    let (vi, en) = if level == Level::Warn {
        (
            "; công bố lịch năm tới: docs/how-to/publish-a-calendar.md",
            "; publish the next year: docs/how-to/publish-a-calendar.md",
        )
    } else {
        ("", "")
    };
    checks.add(
        "calendar",
        level,
        format!("còn {left} ngày có lịch công bố{vi}"),
        format!("{left} days are published{en}"),
    );
}

fn procedures(checks: &mut Checks, province: &Province, today: Date) {
    let all = &province.procedures;
    let blocked = |procedure: &&Procedure| {
        faults(procedure, province, today).iter().any(|fault| fault.severity == Severity::Blocks)
    };
    let bad = all.iter().filter(blocked).count();
    let level = if bad > 0 || all.is_empty() { Level::Fail } else { Level::Ok };
    let en = if level == Level::Fail { "; run motcua procedure check" } else { "" };
    let vi = if level == Level::Fail { "; chạy: motcua procedure check" } else { "" };
    checks.add(
        "procedures",
        level,
        format!("{} thủ tục, {bad} có lỗi{vi}", all.len()),
        format!("{} procedures, {bad} faulty{en}", all.len()),
    );
}

fn messages(checks: &mut Checks, app: &App, now: DateTime) {
    let Ok(counts) = app.store.outbox_counts() else { return };
    let dead: u64 = counts.iter().map(|own| own.dead).sum();
    let waiting: u64 = counts.iter().map(|own| own.waiting).sum();
    let oldest = counts.iter().filter_map(|own| own.oldest).min();
    let age = oldest.map_or(0, |at| since(at, now));
    if dead > 0 {
        checks.add(
            "messages",
            Level::Warn,
            format!("{dead} thông báo không gửi được: mở /quan-tri/thong-bao và gọi điện thay"),
            format!("{dead} messages were given up: open /quan-tri/thong-bao and call instead"),
        );
    } else if age > UNSENT_SECONDS && Carrier::ALL.iter().any(|carrier| app.carries(*carrier)) {
        checks.add(
            "messages",
            Level::Warn,
            format!("{waiting} thông báo chờ, lâu nhất {} phút; xem nhà cung cấp trong /metrics", age / 60),
            format!(
                "{waiting} messages wait, the oldest for {} min; see the providers in /metrics",
                age / 60
            ),
        );
    } else {
        checks.ok(
            "messages",
            format!("{waiting} thông báo chờ"),
            format!("{waiting} wait, none was given up"),
        );
    }
}

/// Codes are given one after the other, so one that is no dossier's is a dossier that is gone.
fn codes(checks: &mut Checks, app: &App) {
    let name = "codes";
    match app.store.missing_codes() {
        Ok(0) => checks.ok(name, "không thiếu mã hồ sơ nào", "each that was given is a dossier's"),
        Ok(missing) => checks.add(
            name,
            Level::Fail,
            format!("{missing} mã đã cấp mà không có hồ sơ; chạy: motcua verify"),
            format!("{missing} codes were given and are no dossier's; run motcua verify"),
        ),
        Err(error) => checks.add(
            name,
            Level::Fail,
            "không đếm được mã hồ sơ",
            format!("they cannot be counted: {error}"),
        ),
    }
}
