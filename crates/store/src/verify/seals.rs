//! Positions, and the seals over them, in order of position: only the tree of one seal is held.

use super::checker::{About, Checker};
use crate::error::StoreError;
use crate::journal::{Merkle, Seal, hex};

/// What is done with each leaf: its position and hash.
pub(super) type Leaf<'f> = dyn FnMut(i64, &[u8; 32]) + 'f;

/// The records in order of position.
pub(super) trait Leaves {
    /// Every position.
    fn positions(&mut self, each: &mut dyn FnMut(i64)) -> Result<(), StoreError>;
    /// The records after a position, up to another.
    fn between(&mut self, after: i64, last: i64, each: &mut Leaf<'_>) -> Result<(), StoreError>;
}

impl Checker<'_> {
    /// Positions run from 1 without a hole: one writer gives them. The last one, and how many lie after `sealed`.
    fn positions(&mut self, leaves: &mut dyn Leaves, sealed: i64) -> Result<(i64, u64), StoreError> {
        let (mut expected, mut end, mut unsealed) = (1_i64, 0, 0_u64);
        leaves.positions(&mut |position| {
            if position != expected {
                let what = format!("position {expected} is missing before it");
                self.find(About::Seal, format!("position {position}"), what);
            }
            expected = position.saturating_add(1);
            end = position;
            unsealed = unsealed.saturating_add(u64::from(position > sealed));
        })?;
        Ok((end, unsealed))
    }

    fn keys(&mut self, seals: &[Seal]) {
        let allowed = self.expected.keys;
        let mut before: Option<[u8; 32]> = None;
        for seal in seals {
            let place = format!("seal {}", seal.number);
            if !allowed.is_empty() && !allowed.contains(&seal.key) {
                let what = format!("signed by the key {}, which is none of those named", hex(&seal.key));
                self.find(About::Seal, place, what);
            } else if allowed.is_empty() && before.is_some_and(|before| before != seal.key) {
                let what = "signed by another key than the seal before it: name both keys if that was meant";
                self.find(About::Seal, place, what);
            }
            before = Some(seal.key);
        }
        for (number, hash) in self.expected.seals {
            let place = format!("seal {number}");
            match seals.iter().find(|seal| seal.number == *number) {
                None => self.find(About::Seal, place, "missing, though somebody keeps it"),
                Some(seal) if seal.hash != *hash => {
                    self.find(About::Seal, place, "not the one that somebody keeps");
                }
                Some(_) => {}
            }
        }
    }

    /// The seals against the records under them.
    pub fn seals(&mut self, seals: &[Seal], leaves: &mut dyn Leaves) -> Result<(), StoreError> {
        let sealed = seals.last().map_or(0, |seal| seal.last);
        let (end, unsealed) = self.positions(leaves, sealed)?;
        self.keys(seals);
        let mut previous = [0; 32];
        let mut next = 1;
        let mut after = 0;
        for seal in seals {
            let place = format!("seal {}", seal.number);
            if seal.number != next {
                let what = format!("expected seal {next}: a seal is missing before it");
                self.find(About::Seal, &place, what);
            }
            if seal.expected_hash() != seal.hash {
                self.find(About::Seal, &place, "the hash does not fit the content");
            }
            if !seal.signature_holds() {
                self.find(About::Seal, &place, "the signature is not the key's own");
            }
            if seal.previous != previous {
                self.find(About::Seal, &place, "it does not follow the seal before it");
            }
            if seal.first <= after {
                self.find(About::Seal, &place, "it covers positions of the seal before it");
            }
            if let Some(what) = uncovered(seal, after, end, leaves)? {
                self.find(About::Seal, place, what);
            }
            previous = seal.hash;
            next = seal.number.saturating_add(1);
            after = seal.last;
        }
        self.report.seals = u64::try_from(seals.len()).unwrap_or(u64::MAX);
        self.report.unsealed = unsealed;
        Ok(())
    }
}

/// What is wrong with the records under a seal.
fn uncovered(
    seal: &Seal,
    after: i64,
    end: i64,
    leaves: &mut dyn Leaves,
) -> Result<Option<String>, StoreError> {
    if end < seal.last {
        let last = seal.last;
        let what = format!("it covers up to position {last}, the journal ends at {end}: a tail was cut off");
        return Ok(Some(what));
    }
    let (mut tree, mut count) = (Merkle::default(), 0_i64);
    leaves.between(after, seal.last, &mut |_, hash| {
        tree.add(hash);
        count = count.saturating_add(1);
    })?;
    if count != seal.count {
        return Ok(Some(format!("it covers {} records, the journal has {count} there", seal.count)));
    }
    let (first, last) = (seal.first, seal.last);
    Ok((tree.root() != seal.root).then(|| {
        format!("the root over positions {first} to {last} is another: records were changed or moved")
    }))
}
