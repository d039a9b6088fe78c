//! A small generator of our own: the same seed gives the same numbers on every machine.
//!
//! SplitMix64 (Steele, Lea, Flood 2014). Good for believable variety, never for secrets.

/// The generator.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// A generator for one purpose: `stream` keeps the numbers of different dossiers apart.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self { state: seed ^ stream.wrapping_mul(0xA24B_AED4_963E_E407) };
        // The first numbers of close seeds are alike.
        random.next();
        random.next();
        random
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `below`, which is left out; 0 when `below` is 0.
    pub fn below(&mut self, below: u64) -> u64 {
        self.next().checked_rem(below).unwrap_or(0)
    }

    /// A number from `from` to `to`, both possible; `from` when they are reversed.
    pub fn between(&mut self, from: u32, to: u32) -> u32 {
        let span = u64::from(to.saturating_sub(from)).saturating_add(1);
        u32::try_from(self.below(span)).map_or(from, |more| from.saturating_add(more))
    }

    /// True in `per_mille` of a thousand cases.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }

    /// One of `all`; `None` when there is none.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(all.len()).unwrap_or(0);
        all.get(usize::try_from(self.below(count)).unwrap_or(0))
    }

    /// A word of a list of words; empty when the list is.
    pub fn word(&mut self, all: &[&'static str]) -> &'static str {
        self.pick(all).copied().unwrap_or("")
    }

    /// The index of one of `weights`, the heavier the likelier; 0 when all are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut left = self.below(total);
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(*weight)) {
                None => return index,
                Some(rest) => left = rest,
            }
        }
        0
    }

    /// 32 hexadecimal digits: an id, a token or a salt of a simulated dossier.
    pub fn hex(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        store::hex(&((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference values of SplitMix64 for the seed 0, after the two that are thrown away.
    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let mut random = Random::new(0, 0);
        assert_eq!(random.next(), 0x06C4_5D18_8009_454F);
        assert_eq!(random.next(), 0xF88B_B8A8_724C_81EC);
    }

    #[test]
    fn weights_are_kept_and_zero_never_comes() {
        let mut random = Random::new(7, 1);
        let mut seen = [0_u32; 3];
        for _ in 0..3000 {
            seen[random.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!((600..900).contains(&seen[0]), "{seen:?}");
        assert_eq!(Random::new(1, 1).weighted(&[]), 0);
        assert!((0..100).all(|_| (3..=5).contains(&random.between(3, 5))));
    }
}
