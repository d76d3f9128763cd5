//! Texts as keys, keys as rows of an embedding table.

use std::{cmp::Ordering, sync::OnceLock};

/// Names that have a small number instead of a hash, in the order of their numbers: spaCy 3.8's `symbols` (MIT).
const SYMBOLS: &str = include_str!("symbols.txt");

/// The key of a text: its number among the built-in names, else its MurmurHash64A with seed 1; 0 for no text.
///
/// `mark`, `root`, `DATE` or `PERSON` are such names, so words of a text may have a small number.
pub fn key(text: &str) -> u64 {
    static SORTED: OnceLock<Vec<(&str, u64)>> = OnceLock::new();
    let symbols = SORTED.get_or_init(|| {
        let mut symbols: Vec<(&str, u64)> = SYMBOLS.lines().zip(0..).collect();
        symbols.sort_unstable_by(|a, b| order(a.0, b.0));
        symbols
    });
    match symbols.binary_search_by(|symbol| order(symbol.0, text)) {
        Ok(at) => symbols[at].1,
        Err(_) => murmur(text.as_bytes()),
    }
}

/// By length first: most texts are told apart by it.
fn order(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// MurmurHash64A, seed 1: A. Appleby, <https://github.com/aappleby/smhasher>, public domain.
fn murmur(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (blocks, tail) = bytes.as_chunks();
    for block in blocks {
        let mut block = u64::from_le_bytes(*block).wrapping_mul(FACTOR);
        block ^= block >> SHIFT;
        hash = (hash ^ block.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !tail.is_empty() {
        let last = tail.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
        hash = (hash ^ last).wrapping_mul(FACTOR);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> SHIFT
}

/// The four numbers whose remainders say which rows of a table stand for a key: the 128 bits of the table's seed and the
/// key after MurmurHash3's x64 mixing of one block, as spaCy's `thinc` has it (without that block's last addition).
pub fn words(key: u64, seed: u32) -> [u32; 4] {
    let block = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let (mut first, mut second) = (block ^ u64::from(seed) ^ 8, u64::from(seed) ^ 8);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    (first, second) = (finished(first), finished(second));
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn finished(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_spacy() {
        // `nlp.vocab.strings[text]` of spaCy 3.8.18.
        assert_eq!(key(""), 0);
        assert_eq!(key("mark"), 423);
        assert_eq!(key("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(key("the"), 7_425_985_699_627_899_538);
        assert_eq!(key("“"), 16_073_121_960_489_476_521);
        assert_eq!(key("Washington"), 8_812_112_232_444_892_211);
    }
}
