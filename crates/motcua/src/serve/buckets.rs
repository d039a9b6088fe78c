//! How often something may be done: a share that is used up and fills again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Addresses that are remembered.
const ADDRESSES: usize = 20_000;

/// A share that fills up again with time.
struct Bucket {
    left: f64,
    at: Instant,
}

/// Shares by address, or by any other name.
pub struct Buckets {
    most: f64,
    per_second: f64,
    all: Mutex<HashMap<String, Bucket>>,
}

impl Buckets {
    pub fn new(most: f64, per_second: f64) -> Self {
        Self { most, per_second, all: Mutex::default() }
    }

    /// Whether an address still had `cost` of its share, which is taken from it then.
    pub fn take(&self, address: &str, cost: f64) -> bool {
        let now = Instant::now();
        let filled = |bucket: &Bucket| {
            let since = now.saturating_duration_since(bucket.at).as_secs_f64();
            since.mul_add(self.per_second, bucket.left).min(self.most)
        };
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= ADDRESSES {
            all.retain(|_, bucket| filled(bucket) < self.most);
            // A crowd of addresses is not counted rather than let memory grow.
            if all.len() >= ADDRESSES {
                return true;
            }
        }
        match all.get_mut(address) {
            None if cost == 0.0 => true,
            None => {
                all.insert(address.to_owned(), Bucket { left: self.most - cost, at: now });
                true
            }
            Some(bucket) => {
                let left = filled(bucket);
                let enough = left >= cost.max(1.0);
                *bucket = Bucket { left: if enough { left - cost } else { left }, at: now };
                enough
            }
        }
    }
}
