//! What was promised to the office, as far as a running program can measure it (docs/reference/metrics.md).

use std::path::Path;
use std::sync::atomic::Ordering;

use app::App;
use calendar::YearState;
use jiff::civil::{Date, DateTime};
use store::COMMIT_BOUNDS_US;

use super::metrics::{counter, gauge, head, line, seconds};
use crate::volume;

/// Writes everything that the store, the calendar and the disk tell.
pub fn write(page: &mut String, app: &App, data: &Path) {
    let now = app.store.now();
    acts(page, app);
    commits(page, app);
    journal(page, app, now);
    dossiers(page, app, now);
    let left = days_left(app, now.date());
    gauge(page, "motcua_calendar_days_left", "Days until the last day of a published calendar.", left);
    if let Some(space) = volume::space(data) {
        gauge(page, "motcua_disk_free_bytes", "Free space of the volume of the store.", space.free);
    }
    if let Some(age) = volume::backup_age(data, now) {
        gauge(page, "motcua_backup_age_seconds", "Time since the last `motcua backup`.", age);
    }
}

fn acts(page: &mut String, app: &App) {
    let tally = app.tally();
    for (name, help, count) in [
        ("motcua_acts_repeated_total", "Requests answered again, not done twice.", &tally.repeated),
        ("motcua_acts_ruled_out_total", "Acts on dossiers refused by a rule.", &tally.refused),
        ("motcua_acts_stale_total", "Acts on dossiers that came too late.", &tally.stale),
        ("motcua_files_spoilt_total", "Files asked for that are gone or not what they were.", &tally.spoilt),
    ] {
        counter(page, name, help, count.load(Ordering::Relaxed));
    }
    let slow = store::slow_statements();
    counter(page, "motcua_slow_statements_total", "Statements that the log names as slow.", slow);
}

fn commits(page: &mut String, app: &App) {
    let times = app.store.stats().commit_times;
    let name = "motcua_commit_seconds";
    head(page, name, "histogram", "Time from the first act of a batch until it was durable.");
    let mut total = 0_u64;
    for (index, count) in times.buckets.iter().enumerate() {
        total = total.saturating_add(*count);
        let bound = COMMIT_BOUNDS_US.get(index).map_or("+Inf".to_owned(), |us| seconds(*us));
        line(page, &format!("{name}_bucket{{le=\"{bound}\"}}"), total);
    }
    page.push_str(&format!("{name}_sum {}\n", seconds(times.sum_us)));
    line(page, &format!("{name}_count"), total);
}

/// Whole seconds from `earlier` to `later`, 0 when it is not later.
pub fn since(earlier: DateTime, later: DateTime) -> u64 {
    u64::try_from(later.duration_since(earlier).as_secs()).unwrap_or(0)
}

fn journal(page: &mut String, app: &App, now: DateTime) {
    let writable = u64::from(app.store.writable().is_ok());
    gauge(page, "motcua_store_writable", "1 while acts can be recorded.", writable);
    let on_hold = u64::from(app.store.clock().is_err());
    gauge(page, "motcua_clock_on_hold", "1 while nothing is recorded because the clock is wrong.", on_hold);
    let Ok(known) = app.store.condition(now) else { return };
    let waits = known.unsealed_since.map_or(0, |at| since(at, now));
    gauge(page, "motcua_unsealed_records", "Records after the last seal.", known.unsealed);
    gauge(page, "motcua_unsealed_seconds", "Age of the oldest record without a seal.", waits);
    let behind = known.newest.map_or(0, |newest| since(now, newest));
    gauge(page, "motcua_clock_behind_seconds", "By how much the clock is behind the newest record.", behind);
    let help = "Open dossiers whose promised instant may still move.";
    gauge(page, "motcua_provisional_promises", help, known.provisional);
    gauge(page, "motcua_sign_ins_failing", "Names and addresses with failed sign-ins.", known.failing);
    gauge(page, "motcua_sign_ins_blocked", "Of these, blocked now.", known.blocked);
}

fn dossiers(page: &mut String, app: &App, now: DateTime) {
    // Not what pages count: they stop at three digits.
    let Ok(extent) = app.store.extent(now) else { return };
    gauge(page, "motcua_journal_records", "Records of the journal.", extent.records);
    gauge(page, "motcua_dossiers", "Dossiers.", extent.dossiers);
    gauge(page, "motcua_dossiers_open", "Open dossiers.", extent.open);
    let help = "Open dossiers past their promised instant.";
    gauge(page, "motcua_dossiers_overdue", help, extent.overdue);
}

/// Days until the last day of the last year in a row whose days off are published.
pub fn days_left(app: &App, today: Date) -> u64 {
    let reference = app.reference();
    let calendar = reference.calendar_for(reference.default_desk());
    let published = |year: i16| calendar.year_state(year) == YearState::Published;
    let last = (today.year()..=today.year().saturating_add(20)).take_while(|year| published(*year)).last();
    let end = last.and_then(|year| Date::new(year, 12, 31).ok());
    let days = end.and_then(|end| today.until(end).ok()).map_or(0, |span| span.get_days());
    u64::try_from(days).unwrap_or(0)
}
