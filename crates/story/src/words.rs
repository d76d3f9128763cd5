//! Words of a text as numbers: what clustering and comparing of texts count.

use std::{borrow::Cow, hash::Hasher};

/// Hash of a word, the same on every machine (FNV-1a, 64 bit).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Hashes of words as keys: they need no more than to be spread.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // the map looks at the highest bits first, and a hash of 32 bits has none (Knuth, TAOCP 3, 6.4: multiplicative hashing)
        self.0 = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Letters of a word with what stands around it, roughly: how much room is made for the words of a text.
pub(crate) const LETTERS: usize = 6;

/// A map from hashes of words.
pub(crate) type ByHash<T> = std::collections::HashMap<u64, T, std::hash::BuildHasherDefault<Spread>>;

/// Returns the hash of a word as it is given.
pub(crate) fn hash(word: &str) -> u64 {
    let mut fnv = Fnv::default();
    fnv.write(word.as_bytes());
    fnv.finish()
}

/// Returns a hash of 32 bits, where many are kept.
pub(crate) fn short_hash(word: &str) -> u32 {
    let hash = hash(word);
    (hash ^ (hash >> 32)) as u32
}

/// Returns the words of a text in lower case, each with where it begins and ends in `text` (bytes) and whether it begins with a capital.
/// A word is a run of letters and digits; a stop, comma or apostrophe between two of them belongs to it, `'s` at its end does not.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    cut(text).map(|Cut { start, end, capital, lower }| Word { start, end, capital, lower: lower.into_owned() })
}

/// Does so, and copies none but the words that are not in lower case: for whole texts.
pub(crate) fn cut(text: &str) -> impl Iterator<Item = Cut<'_>> + '_ {
    let bytes = text.as_bytes();
    // of the character at a byte: whether it is a letter or digit, and its length
    let letter = move |at: usize| -> Option<(bool, usize)> {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        text[at..].chars().next().map(|c| (c.is_alphanumeric(), c.len_utf8()))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            match letter(at)? {
                (true, _) => break at,
                (false, len) => at += len,
            }
        };
        while let Some((is_letter, len)) = letter(at) {
            let joins = || match &bytes[at..at + len] {
                b"'" | [0xe2, 0x80, 0x99] => letter(at + len).is_some_and(|(is_letter, _)| is_letter),
                b"." | b"," => bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
                _ => false,
            };
            if !is_letter && !joins() {
                break;
            }
            at += len;
        }
        let word = &text[start..at];
        let end = at;
        let capital = word.starts_with(char::is_uppercase);
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let lower = if is_plain {
            Cow::Borrowed(word)
        } else {
            let mut lower = word.to_lowercase();
            if let Some(at) = lower.find(['\'', '’']).filter(|at| lower[*at..].chars().count() <= 2) {
                lower.truncate(at);
            }
            Cow::Owned(lower)
        };
        Some(Cut { start, end, capital, lower })
    })
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// The word in lower case.
    pub lower: String,
}

/// A word as it was cut from a text: as [`Word`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut<'a> {
    pub start: usize,
    pub end: usize,
    pub capital: bool,
    pub lower: Cow<'a, str>,
}

/// Returns a word without the endings that English inflection puts on it. Rough: "talks" and "talk" come out the same, and so may others.
pub(crate) fn stem(word: &str) -> &str {
    if word.len() < 4 || !word.is_ascii() || word.ends_with("ss") || word.as_bytes()[0].is_ascii_digit() {
        return word;
    }
    for (ending, kept) in [("ies", 3), ("ing", 3), ("ed", 3), ("es", 3), ("ly", 4), ("s", 3), ("e", 3)] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= kept) {
            let bytes = stem.as_bytes();
            let last = bytes[bytes.len() - 1];
            let doubled = matches!(ending, "ing" | "ed") && bytes[bytes.len() - 2] == last && !b"lsz".contains(&last);
            let stem = if doubled { &stem[..stem.len() - 1] } else { stem };
            return stem.strip_suffix('e').filter(|stem| stem.len() >= 4).unwrap_or(stem);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> Vec<String> {
        words(text).map(|word| word.lower).collect()
    }

    #[test]
    fn numbers_and_names_stay_whole() {
        assert_eq!(lower("Holm's 1,200.5 kg, O'Dell said."), ["holm", "1,200.5", "kg", "o'dell", "said"]);
        assert_eq!(lower("… – !"), Vec::<String>::new());
        assert_eq!(lower("Київ: 3. Київ’s"), ["київ", "3", "київ"]);
    }

    #[test]
    fn inflected_words_meet() {
        for (a, b) in
            [("talks", "talk"), ("stopped", "stop"), ("moved", "moves"), ("closing", "closed"), ("strikes", "strike")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem("press"), "press");
        assert_eq!(stem("2019s"), "2019s");
    }
}
