//! Requests from many clients at once, and what they had to wait.

use std::future::Future;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::wire::Client;
use crate::failure::Failure;

/// What was measured of one kind of request.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Answers a second.
    pub rate: f64,
    /// Times, sorted.
    times: Vec<Duration>,
    /// Processor time of the server an answer.
    pub cpu: Option<Duration>,
}

impl Measured {
    /// The time that this part of a thousand did not exceed.
    pub fn per_mille(&self, part: usize) -> Duration {
        let at = self.times.len().saturating_mul(part) / 1000;
        self.times.get(at.min(self.times.len().saturating_sub(1))).copied().unwrap_or_default()
    }

    /// One line.
    pub fn line(&self) -> String {
        let ms = |part| self.per_mille(part).as_secs_f64() * 1000.0;
        let cpu =
            self.cpu.map_or(String::new(), |cpu| format!("   CPU {:.3} ms", cpu.as_secs_f64() * 1000.0));
        format!(
            "{:>8.0}/s   p50 {:>7.2} ms   p99 {:>7.2} ms   p99.9 {:>7.2} ms{cpu}   {} in all",
            self.rate,
            ms(500),
            ms(990),
            ms(999),
            self.times.len()
        )
    }
}

/// Whom the requests go to, and whose processor time is counted.
#[derive(Debug, Clone)]
pub struct Server {
    /// Address and port.
    pub address: String,
    /// Its process, where it is known.
    pub process: Option<u32>,
}

impl Server {
    /// User and system time of the process until now.
    fn cpu(&self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process?)).ok()?;
        let after_name = stat.rsplit_once(") ")?.1;
        let mut fields = after_name.split(' ').skip(11);
        let ticks: u64 = fields.next()?.parse::<u64>().ok()?.checked_add(fields.next()?.parse().ok()?)?;
        // The kernel counts hundredths on every machine that this runs on.
        Some(Duration::from_millis(ticks.saturating_mul(10)))
    }
}

/// Every client asks again as soon as it has its answer.
///
/// # Errors
///
/// The first request that fails.
pub async fn closed<F, W>(server: &Server, clients: u32, time: Duration, work: F) -> Result<Measured, Failure>
where
    F: Fn(Client) -> W,
    W: Future<Output = (Client, Result<(), Failure>)> + Send + 'static,
    F: Clone + Send + 'static,
{
    let (before, begun) = (server.cpu(), Instant::now());
    let mut all = JoinSet::new();
    for _ in 0..clients {
        let (work, mut client) = (work.clone(), Client::of(&server.address));
        all.spawn(async move {
            let mut times = Vec::new();
            while begun.elapsed() < time {
                let asked = Instant::now();
                let (own, done) = work(client).await;
                client = own;
                done?;
                times.push(asked.elapsed());
            }
            Ok::<_, Failure>(times)
        });
    }
    collect(server, all, before, begun).await
}

/// Requests come at a steady rate, whether answers come or not: a wait counts from when the request was due.
///
/// # Errors
///
/// The first request that fails.
pub async fn open<F, W>(server: &Server, rate: u32, time: Duration, work: F) -> Result<Measured, Failure>
where
    F: Fn(Client) -> W,
    W: Future<Output = (Client, Result<(), Failure>)> + Send + 'static,
    F: Clone + Send + 'static,
{
    // So many connections that the clients' own number never holds a request back for long.
    let lanes = rate.clamp(16, 512);
    let (before, begun) = (server.cpu(), Instant::now());
    let mut all = JoinSet::new();
    for lane in 0..lanes {
        let (work, mut client) = (work.clone(), Client::of(&server.address));
        all.spawn(async move {
            let mut times = Vec::new();
            let step = Duration::from_secs_f64(f64::from(lanes) / f64::from(rate));
            let mut due = Duration::from_secs_f64(f64::from(lane) / f64::from(rate));
            while due < time {
                tokio::time::sleep_until((begun + due).into()).await;
                let (own, done) = work(client).await;
                client = own;
                done?;
                times.push(begun.elapsed().saturating_sub(due));
                due += step;
            }
            Ok::<_, Failure>(times)
        });
    }
    collect(server, all, before, begun).await
}

async fn collect(
    server: &Server,
    mut all: JoinSet<Result<Vec<Duration>, Failure>>,
    before: Option<Duration>,
    begun: Instant,
) -> Result<Measured, Failure> {
    let mut times = Vec::new();
    while let Some(done) = all.join_next().await {
        let own = done.unwrap_or_else(|error| Err(Failure::Failed(format!("a client ended: {error}"))))?;
        times.extend(own);
    }
    let took = begun.elapsed();
    let count = u32::try_from(times.len()).unwrap_or(u32::MAX).max(1);
    let cpu = server.cpu().zip(before).map(|(after, before)| after.saturating_sub(before) / count);
    times.sort_unstable();
    Ok(Measured { rate: f64::from(count) / took.as_secs_f64(), times, cpu })
}
