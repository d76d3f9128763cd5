//! Text -> the 64-bit number that stands for it in the weights.

use super::keyed::Keyed;

/// Turns texts into the numbers by which the model's tables and embeddings know them.
///
/// Source: the string store of spaCy (MIT): MurmurHash64A with seed 1, but for a few hundred built-in names, which are
/// numbered from 0, and the empty text, which is 0.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    names: Keyed<'a>,
}

impl<'a> Keys<'a> {
    /// Makes the keys from `table.symbols`: hash of a built-in name -> its number.
    pub fn new(names: Keyed<'a>) -> Keys<'a> {
        Keys { names }
    }

    /// Returns the number of `text`.
    pub fn of(&self, text: &str) -> u64 {
        self.of_hash(murmur(text.as_bytes()))
    }

    /// Returns the number of the text whose [`murmur`] hash is given.
    pub fn of_hash(&self, hash: u64) -> u64 {
        self.names.get(hash).unwrap_or(hash)
    }
}

/// Returns the MurmurHash64A of `bytes` with seed 1, and 0 for none.
///
/// Source: Austin Appleby's MurmurHash2, public domain.
pub fn murmur(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    const SEED: u64 = 1;
    if bytes.is_empty() {
        return 0;
    }
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let rest = tail.iter().rev().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
        hash = (hash ^ rest).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    // values printed by spaCy 3.8's `StringStore`
    #[test]
    fn hashes_are_those_of_the_string_store() {
        assert_eq!(murmur(b""), 0);
        assert_eq!(murmur(b"adj"), 12401032943472870168);
        assert_eq!(murmur(b"noun"), 16833663260455505849);
        assert_eq!(murmur(b"coffee"), 3197928453018144401);
        assert_eq!(murmur(b"Washington"), 8812112232444892211);
        assert_eq!(murmur("“".as_bytes()), 16073121960489476521);
    }

    #[test]
    fn a_built_in_name_is_its_number() {
        let table = Keyed::bytes(&[(murmur(b"mark"), 423)], 2);
        let keys = Keys::new(Keyed::new("table.symbols", &table).unwrap());
        assert_eq!(keys.of("mark"), 423);
        assert_eq!(keys.of("adj"), murmur(b"adj"));
    }
}
