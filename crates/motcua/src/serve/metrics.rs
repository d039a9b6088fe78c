//! Counts in atomics, written as Prometheus text when somebody asks.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use app::App;
use app::message::Carrier;
use axum::http::StatusCode;
use effects::Done;
use effects::outbox::{ChannelCounts, Sent};

use super::health::Background;
use super::lanes::Lanes;
use super::promises;

/// The kinds of routes that are counted apart.
const CLASSES: [&str; 4] = ["page", "asset", "api", "track"];
/// Upper bounds of the latency histogram, microseconds.
const BOUNDS_US: [u64; 10] =
    [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000];

/// Counts of requests.
#[derive(Default)]
pub struct Metrics {
    classes: [ClassCounts; CLASSES.len()],
}

#[derive(Default)]
struct ClassCounts {
    /// Answers by the first digit of their status: 1xx to 5xx.
    statuses: [AtomicU64; 5],
    /// Answers by latency; the last is beyond all bounds.
    buckets: [AtomicU64; BOUNDS_US.len() + 1],
    sum_us: AtomicU64,
}

/// Which kind of route a path belongs to.
fn class_of(path: &str) -> &'static str {
    if path.starts_with("/api/v1/track") || path.starts_with("/t/") {
        "track"
    } else if path.starts_with("/api") {
        "api"
    } else if path.starts_with("/assets") || path.starts_with("/tinh/") {
        "asset"
    } else {
        "page"
    }
}

impl Metrics {
    /// Counts one answer.
    pub fn count(&self, path: &str, status: StatusCode, took: Duration) {
        let class = class_of(path);
        let Some((_, counts)) = CLASSES.iter().zip(&self.classes).find(|(name, _)| **name == class) else {
            return;
        };
        let digit = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(count) = counts.statuses.get(digit) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS_US.iter().position(|bound| us <= *bound).unwrap_or(BOUNDS_US.len());
        if let Some(count) = counts.buckets.get(bucket) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        counts.sum_us.fetch_add(us, Ordering::Relaxed);
    }

    /// The page that a collector reads; without an application only the counts of requests.
    pub fn page(&self, open: Option<(&App, &Background)>, lanes: &Lanes) -> String {
        let mut page = String::with_capacity(16 * 1024);
        program(&mut page);
        self.requests(&mut page);
        refused(&mut page, lanes);
        if let Some((app, background)) = open {
            store(&mut page, app);
            schedule(&mut page, &background.schedule);
            outbox(&mut page, app, &background.outbox);
            promises::write(&mut page, app, &background.data);
        }
        if let Some(bytes) = resident_bytes() {
            gauge(&mut page, "process_resident_memory_bytes", "Resident memory.", bytes);
        }
        page
    }

    fn requests(&self, page: &mut String) {
        head(page, "motcua_http_requests_total", "counter", "Answers by kind of route and status.");
        for (class, counts) in CLASSES.iter().zip(&self.classes) {
            for (digit, count) in (1..).zip(&counts.statuses) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    line(
                        page,
                        &format!("motcua_http_requests_total{{class=\"{class}\",status=\"{digit}xx\"}}"),
                        count,
                    );
                }
            }
        }
        let name = "motcua_http_request_seconds";
        head(page, name, "histogram", "Time to the head of the answer.");
        for (class, counts) in CLASSES.iter().zip(&self.classes) {
            let mut total = 0_u64;
            for (index, count) in counts.buckets.iter().enumerate() {
                total = total.saturating_add(count.load(Ordering::Relaxed));
                let bound = BOUNDS_US.get(index).map_or("+Inf".to_owned(), |us| seconds(*us));
                line(page, &format!("{name}_bucket{{class=\"{class}\",le=\"{bound}\"}}"), total);
            }
            let sum = seconds(counts.sum_us.load(Ordering::Relaxed));
            let _ = writeln!(page, "{name}_sum{{class=\"{class}\"}} {sum}");
            line(page, &format!("{name}_count{{class=\"{class}\"}}"), total);
        }
    }
}

fn program(page: &mut String) {
    let name = "motcua_build_info";
    head(page, name, "gauge", "1, with the version of the program.");
    line(page, &format!("{name}{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")), 1);
}

fn refused(page: &mut String, lanes: &Lanes) {
    let name = "motcua_lane_refused_total";
    head(page, name, "counter", "Requests refused because more was asked than can be answered.");
    let told = lanes.told();
    for (lane, _, refused) in &told {
        line(page, &format!("{name}{{lane=\"{lane}\"}}"), *refused);
    }
    let name = "motcua_lane_waiting";
    head(page, name, "gauge", "Requests that wait for their lane.");
    for (lane, waiting, _) in &told {
        line(page, &format!("{name}{{lane=\"{lane}\"}}"), *waiting);
    }
    counter(
        page,
        "motcua_lookups_refused_total",
        "Lookups refused to addresses that ask too often.",
        lanes.too_often(),
    );
}

fn store(page: &mut String, app: &App) {
    let stats = app.store.stats();
    for (name, help, value) in [
        ("motcua_acts_total", "Acts that were decided, refusals included.", stats.acts),
        ("motcua_acts_refused_total", "Acts refused by their decision.", stats.refused),
        ("motcua_acts_failed_total", "Acts whose commit failed.", stats.failed),
        ("motcua_acts_held_total", "Acts not recorded because the clock was wrong.", stats.held),
        ("motcua_commits_total", "Commits; acts that wait together share one.", stats.commits),
        ("motcua_reads_stood_in_total", "Reads that a standby answered.", stats.stood_in),
    ] {
        counter(page, name, help, value);
    }
    gauge(page, "motcua_batch_largest", "Most acts in one commit.", stats.largest_batch);
    gauge(page, "motcua_acts_waiting", "Acts that wait for the writer now.", stats.queued);
    gauge(page, "motcua_readers_busy", "Connections that read from the database now.", stats.reading);
    gauge(page, "motcua_readers_idle", "Connections kept for whoever reads next.", stats.readers_idle);
    if let Some(files) = app.files() {
        let waiting = u64::try_from(files.waiting()).unwrap_or(u64::MAX);
        gauge(page, "motcua_files_waiting", "Files that wait for the virus scanner.", waiting);
        let help = "1 when a virus scanner is configured.";
        gauge(page, "motcua_files_scanner", help, u64::from(files.is_scanned()));
    }
}

/// A count of a channel and what it counts.
type ChannelCount = (&'static str, &'static str, fn(&ChannelCounts) -> &AtomicU64);

fn outbox(page: &mut String, app: &App, sent: &Sent) {
    let now = app.store.now();
    if let Ok(counts) = app.store.outbox_counts() {
        let sum = |pick: fn(&app::OutboxCount) -> u64| counts.iter().map(pick).sum();
        gauge(page, "motcua_outbox_depth", "Messages that wait to be sent.", sum(|own| own.waiting));
        gauge(page, "motcua_outbox_dead", "Messages given up that wait for a person.", sum(|own| own.dead));
        let oldest = counts.iter().filter_map(|own| own.oldest).min();
        let age = oldest.map_or(0, |at| now.duration_since(at).as_secs().max(0));
        let help = "Age of the oldest message that waits.";
        gauge(page, "motcua_outbox_oldest_seconds", help, u64::try_from(age).unwrap_or(0));
    }
    let table: [ChannelCount; 6] = [
        ("motcua_outbox_sent_total", "Messages that a provider took.", |own| &own.sent),
        ("motcua_outbox_delivered_total", "Messages of which a provider says that they arrived.", |own| {
            &own.delivered
        }),
        ("motcua_outbox_failed_total", "Attempts that failed and are repeated.", |own| &own.failed),
        ("motcua_outbox_unclear_total", "Attempts without a clear answer.", |own| &own.unclear),
        ("motcua_outbox_given_up_total", "Messages that were given up.", |own| &own.given_up),
        ("motcua_outbox_postponed_total", "Messages put off without an attempt.", |own| &own.postponed),
    ];
    for (name, help, pick) in table {
        head(page, name, "counter", help);
        for carrier in Carrier::ALL {
            let value = pick(sent.channel(carrier)).load(Ordering::Relaxed);
            line(page, &format!("{name}{{channel=\"{}\"}}", carrier.name()), value);
        }
    }
    let name = "motcua_outbox_breaker_open";
    head(page, name, "gauge", "1 while a provider that failed is left in peace.");
    for (provider, open) in sent.breakers() {
        let provider: String = provider.chars().filter(|c| !matches!(c, '"' | '\\' | '\n')).collect();
        line(page, &format!("{name}{{provider=\"{provider}\"}}"), u64::from(open));
    }
}

fn schedule(page: &mut String, done: &Done) {
    for (name, help, count) in [
        ("motcua_schedule_rounds_total", "Rounds of the schedule.", &done.rounds),
        ("motcua_schedule_failures_total", "Rounds, seals or tidyings that failed.", &done.failures),
        ("motcua_overdue_written_total", "Overdue events written.", &done.overdue),
        ("motcua_recounted_total", "Provisional promises confirmed or moved.", &done.recounted),
        ("motcua_seals_total", "Seals made.", &done.seals),
        ("motcua_files_scanned_total", "Files found clean after they had waited.", &done.scanned),
        ("motcua_files_infected_total", "Files put aside as infected after they had waited.", &done.infected),
        ("motcua_files_swept_total", "Files removed because nothing named them.", &done.swept),
    ] {
        counter(page, name, help, count.load(Ordering::Relaxed));
    }
    let missing = done.missing_codes.load(Ordering::Relaxed);
    gauge(page, "motcua_codes_missing", "Codes that were given and are no dossier's.", missing);
    let stuck = done.stuck.load(Ordering::Relaxed);
    gauge(
        page,
        "motcua_schedule_stuck",
        "Dossiers that cannot be read although something of them is due.",
        stuck,
    );
    let lagging = u64::from(done.lagging.load(Ordering::Relaxed));
    gauge(page, "motcua_schedule_lagging", "1 when the last round took too long.", lagging);
}

pub(super) fn seconds(us: u64) -> String {
    let text = format!("{}.{:06}", us / 1_000_000, us % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn head(page: &mut String, name: &str, kind: &str, help: &str) {
    let _ = write!(page, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
}

pub(super) fn line(page: &mut String, name: &str, value: u64) {
    let _ = writeln!(page, "{name} {value}");
}

pub(super) fn counter(page: &mut String, name: &str, help: &str, value: u64) {
    head(page, name, "counter", help);
    line(page, name, value);
}

pub(super) fn gauge(page: &mut String, name: &str, help: &str, value: u64) {
    head(page, name, "gauge", help);
    line(page, name, value);
}

/// Resident memory of this process, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let row = status.lines().find_map(|row| row.strip_prefix("VmRSS:"))?;
    let kib: u64 = row.trim().trim_end_matches("kB").trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_counted_once_in_its_class_and_in_every_bucket_above_it() {
        let metrics = Metrics::default();
        metrics.count("/api/v1/dossiers", StatusCode::CREATED, Duration::from_micros(3_000));
        metrics.count("/api/v1/dossiers", StatusCode::CREATED, Duration::from_secs(60));
        let page = metrics.page(None, &Lanes::new(2));
        assert!(page.contains("motcua_http_requests_total{class=\"api\",status=\"2xx\"} 2"), "{page}");
        assert!(page.contains("motcua_http_request_seconds_bucket{class=\"api\",le=\"0.0025\"} 0"), "{page}");
        assert!(page.contains("motcua_http_request_seconds_bucket{class=\"api\",le=\"0.005\"} 1"), "{page}");
        assert!(page.contains("motcua_http_request_seconds_bucket{class=\"api\",le=\"+Inf\"} 2"), "{page}");
        assert!(page.contains("motcua_http_request_seconds_sum{class=\"api\"} 60.003"), "{page}");
        assert!(!page.contains("class=\"page\",status"), "{page}");
    }
}
