//! When to try again, and when to leave a provider in peace.

use jiff::SignedDuration;
use jiff::civil::DateTime;

/// Longest wait between two attempts.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// Failures in a row that open a breaker.
const FAILURES: u32 = 5;
/// How long a breaker stays open at first; doubles with each failed try, to [`LONGEST_OPEN`].
const FIRST_OPEN: SignedDuration = SignedDuration::from_secs(30);
/// How long one probe may take.
const PROBE: SignedDuration = SignedDuration::from_mins(2);
/// Longest time that a breaker stays open.
const LONGEST_OPEN: SignedDuration = SignedDuration::from_mins(10);

/// Even numbers from a seed that the edge gives: SplitMix64, so that many workers do not knock at once.
#[derive(Debug, Clone)]
pub struct Jitter(u64);

impl Jitter {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// How long to wait after `failed` attempts: doubling from `first`, between half and one and a half of it.
#[must_use]
pub fn wait(first: SignedDuration, failed: u32, jitter: u64) -> SignedDuration {
    let doublings = failed.saturating_sub(1).min(16);
    let whole = first.checked_mul(1_i32 << doublings).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    let part = i64::try_from(jitter % 1001).unwrap_or(500);
    let millis = i64::try_from(whole.as_millis()).unwrap_or(0);
    SignedDuration::from_millis(millis / 2 + millis / 1000 * part + millis % 1000 * part / 1000)
}

/// Keeps away from a provider that fails: after some failures in a row nothing is tried for a while, then
/// one message; only when that goes through, the others follow.
#[derive(Debug, Clone, Default)]
pub struct Breaker {
    failures: u32,
    open: Option<SignedDuration>,
    open_until: Option<DateTime>,
    probing: bool,
}

impl Breaker {
    /// Whether a message may be tried now; a yes while half open is the probe.
    pub fn admits(&mut self, now: DateTime) -> bool {
        match self.open_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                // Nobody else meanwhile; a probe that never comes back does not close the door for good.
                self.open_until = Some(now.saturating_add(PROBE));
                self.probing = true;
                true
            }
        }
    }

    /// Whether [`admits`](Self::admits) would say yes.
    #[must_use]
    pub fn would_admit(&self, now: DateTime) -> bool {
        self.open_until.is_none_or(|until| now >= until)
    }

    /// The provider answered as one that works.
    pub fn worked(&mut self) {
        *self = Self::default();
    }

    /// The provider failed.
    pub fn failed(&mut self, now: DateTime) {
        self.failures = self.failures.saturating_add(1);
        if !self.probing && self.failures < FAILURES {
            return;
        }
        let open = self.open.map_or(FIRST_OPEN, |before| before.saturating_mul(2).min(LONGEST_OPEN));
        self.open = Some(open);
        self.open_until = Some(now.saturating_add(open));
        self.probing = false;
    }

    /// Until when nothing is tried, if it is open.
    #[must_use]
    pub fn open_until(&self) -> Option<DateTime> {
        self.open_until
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const FIRST: SignedDuration = SignedDuration::from_secs(30);

    #[test]
    fn the_wait_doubles_to_an_hour_and_scatters_around_its_middle() {
        for (failed, middle) in [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (60, 3600)] {
            let middle = SignedDuration::from_secs(middle);
            assert_eq!(wait(FIRST, failed, 500), middle, "{failed}");
            assert_eq!(wait(FIRST, failed, 0), middle / 2, "{failed}");
            assert_eq!(wait(FIRST, failed, 1000), middle + middle / 2, "{failed}");
        }
        let mut jitter = Jitter::new(7);
        let scattered: std::collections::BTreeSet<_> =
            (0..50).map(|_| wait(FIRST, 1, jitter.draw())).collect();
        assert!(scattered.len() > 40);
        assert!(scattered.iter().all(|own| (15_000..=45_000).contains(&own.as_millis())));
        let (mut a, mut b) = (Jitter::new(7), Jitter::new(7));
        assert!((0..9).all(|_| a.draw() == b.draw()), "the same seed gives the same waits");
    }

    #[test]
    fn a_breaker_opens_after_failures_in_a_row_and_lets_one_try() {
        let at =
            |second: i64| date(2019, 8, 14).at(8, 0, 0, 0).saturating_add(SignedDuration::from_secs(second));
        let mut breaker = Breaker::default();
        for n in 0..4 {
            assert!(breaker.admits(at(n)));
            breaker.failed(at(n));
        }
        breaker.worked();
        for n in 0..5 {
            assert!(breaker.admits(at(n)), "a success in between starts the count again");
            breaker.failed(at(n));
        }
        assert_eq!(breaker.open_until(), Some(at(34)));
        assert!(!breaker.admits(at(33)));
        assert!(breaker.would_admit(at(34)) && breaker.admits(at(34)));
        assert!(!breaker.admits(at(34)) && !breaker.would_admit(at(34)), "one probe at a time");
        breaker.failed(at(40));
        assert_eq!(breaker.open_until(), Some(at(100)), "twice as long");
        assert!(breaker.admits(at(100)) && !breaker.admits(at(219)) && breaker.admits(at(220)));
        breaker.worked();
        assert!(breaker.admits(at(100)) && breaker.admits(at(100)));
    }
}
