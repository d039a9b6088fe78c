//! The canonical bytes of a record and of a seal, and their hashes.
//!
//! Written down for other programs in `docs/reference/journal-format.md`; change nothing here
//! without a new label, or every stored hash becomes wrong.

use sha2::{Digest, Sha256};

/// A row of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Order over the whole journal, given by the single writer.
    pub position: i64,
    /// Stream.
    pub stream: String,
    /// Place in the stream, from 1.
    pub revision: u32,
    /// Kind.
    pub kind: String,
    /// Version of the kind's form.
    pub kind_version: u32,
    /// Microseconds of UTC since 1970.
    pub recorded_at_us: i64,
    /// Who.
    pub actor: String,
    /// JSON text.
    pub payload: String,
    /// SHA-256 of the canonical bytes.
    pub hash: [u8; 32],
}

impl JournalRow {
    /// The hash that the row must have after `previous`, the hash of the row before it in its
    /// stream (32 zero bytes before the first).
    #[must_use]
    pub fn expected_hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"motcua-record-1\0");
        hasher.update(previous);
        field(&mut hasher, self.stream.as_bytes());
        hasher.update(u64::from(self.revision).to_be_bytes());
        field(&mut hasher, self.kind.as_bytes());
        hasher.update(u64::from(self.kind_version).to_be_bytes());
        hasher.update(self.recorded_at_us.to_be_bytes());
        field(&mut hasher, self.actor.as_bytes());
        field(&mut hasher, self.payload.as_bytes());
        hasher.finalize().into()
    }
}

/// A signed statement about all events up to a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// From 1.
    pub number: i64,
    /// First position covered.
    pub first: i64,
    /// Last position covered.
    pub last: i64,
    /// Events covered.
    pub count: i64,
    /// Merkle root over their hashes, in order of position.
    pub root: [u8; 32],
    /// Hash of the seal before; zeros before the first.
    pub previous: [u8; 32],
    /// Microseconds of UTC since 1970.
    pub sealed_at_us: i64,
    /// Ed25519 public key.
    pub key: [u8; 32],
    /// SHA-256 of the canonical bytes of all of the above.
    pub hash: [u8; 32],
    /// Ed25519 signature of the hash.
    pub signature: [u8; 64],
}

/// A seal as people compare it: number, positions and the first digits of its hash.
impl std::fmt::Display for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}–{}, {}", self.number, self.first, self.last, hex(&self.hash))
    }
}

impl Seal {
    /// The hash that the seal must have.
    #[must_use]
    pub fn expected_hash(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"motcua-seal-1\0");
        for number in [self.number, self.first, self.last, self.count] {
            hasher.update(number.to_be_bytes());
        }
        hasher.update(self.root);
        hasher.update(self.previous);
        hasher.update(self.sealed_at_us.to_be_bytes());
        hasher.update(self.key);
        hasher.finalize().into()
    }

    /// Whether the signature is the key's own over the hash.
    #[must_use]
    pub fn signature_holds(&self) -> bool {
        ed25519_dalek::VerifyingKey::from_bytes(&self.key).is_ok_and(|key| {
            key.verify_strict(&self.hash, &ed25519_dalek::Signature::from_bytes(&self.signature)).is_ok()
        })
    }
}

/// Length before bytes, so that no two records have the same canonical form.
fn field(hasher: &mut Sha256, bytes: &[u8]) {
    hasher.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
    hasher.update(bytes);
}

/// The Merkle tree of RFC 6962 section 2.1, built leaf by leaf in logarithmic space.
#[derive(Debug, Default)]
pub struct Merkle {
    /// Roots of the full subtrees seen so far, with their heights, left to right.
    peaks: Vec<(u32, [u8; 32])>,
}

impl Merkle {
    /// Adds the next leaf.
    pub fn add(&mut self, leaf: &[u8; 32]) {
        let mut node: [u8; 32] = Sha256::new().chain_update([0]).chain_update(leaf).finalize().into();
        let mut height = 0_u32;
        while let Some((own, left)) = self.peaks.last().copied()
            && own == height
        {
            node = parent(&left, &node);
            height = height.saturating_add(1);
            self.peaks.pop();
        }
        self.peaks.push((height, node));
    }

    /// The root over all leaves; SHA-256 of nothing when there is none.
    #[must_use]
    pub fn root(&self) -> [u8; 32] {
        let mut peaks = self.peaks.iter().rev().map(|(_, node)| *node);
        match peaks.next() {
            None => Sha256::digest([]).into(),
            Some(last) => peaks.fold(last, |right, left| parent(&left, &right)),
        }
    }
}

fn parent(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// SHA-256 of salt and data, as events refer to a row beside the journal.
#[must_use]
pub fn commitment(salt: &str, data: &str) -> String {
    let digest: [u8; 32] = Sha256::new().chain_update(salt).chain_update(data).finalize().into();
    hex(&digest)
}

/// SHA-256 of a text, hexadecimal: how tokens and session ids are kept.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(text).into();
    hex(&digest)
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0');
    let digits: Vec<u8> = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
    String::from_utf8(digits).unwrap_or_default()
}

/// Reads exactly `N` bytes of lower-case hexadecimal digits.
#[must_use]
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N.checked_mul(2)? {
        return None;
    }
    let nibble = |digit: u8| match digit {
        b'0'..=b'9' => digit.checked_sub(b'0'),
        b'a'..=b'f' => digit.checked_sub(b'a')?.checked_add(10),
        _ => None,
    };
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The recursive definition, word by word.
    fn by_definition(leaves: &[[u8; 32]]) -> [u8; 32] {
        match leaves {
            [] => Sha256::digest([]).into(),
            [leaf] => Sha256::new().chain_update([0]).chain_update(leaf).finalize().into(),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                let (left, right) = leaves.split_at(split);
                parent(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn the_tree_grown_leaf_by_leaf_is_the_tree_of_the_definition() {
        let leaves: Vec<[u8; 32]> = (0..70_u8).map(|n| [n; 32]).collect();
        let mut tree = Merkle::default();
        for (count, leaf) in leaves.iter().enumerate() {
            assert_eq!(tree.root(), by_definition(&leaves[..count]), "{count} leaves");
            tree.add(leaf);
        }
    }

    #[test]
    fn hexadecimal_digits_survive_and_others_are_refused() {
        let bytes: [u8; 32] = Sha256::digest("x").into();
        assert_eq!(unhex(&hex(&bytes)), Some(bytes));
        assert_eq!(hex(&[0x0f, 0xa0]), "0fa0");
        for wrong in ["", "0", "0fA0", "0fg0", "0fa00"] {
            assert_eq!(unhex::<2>(wrong), None, "{wrong}");
        }
    }
}
