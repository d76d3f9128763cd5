//! A sorted list of words that is read where it lies, each with one byte about it.
//!
//! Layout, little-endian: `u32` blocks, the `u32` offset of each block into what follows, then the blocks: 16 words
//! each (the last may have fewer). A word is the number of bytes that it shares with the one before it (0 for a block's
//! first), the number of its own, these bytes, and its value: all numbers one byte.

use super::tables::TableError;

/// Words of a block.
const BLOCK: usize = 16;

/// Words in the order of their bytes, each with a value.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    offsets: &'a [[u8; 4]],
    words: &'a [u8],
}

impl<'a> Words<'a> {
    /// Opens the list called `name`.
    ///
    /// # Errors
    ///
    /// When the bytes are too few for their own count of blocks.
    pub fn new(name: &'static str, bytes: &'a [u8]) -> Result<Words<'a>, TableError> {
        let read = || {
            let (blocks, rest) = bytes.split_first_chunk::<4>()?;
            let (offsets, words) = rest.split_at_checked((u32::from_le_bytes(*blocks) as usize).checked_mul(4)?)?;
            Some(Words { offsets: offsets.as_chunks::<4>().0, words })
        };
        read().ok_or(TableError { name })
    }

    /// Returns the value of `word`.
    pub fn get(&self, word: &str) -> Option<u8> {
        let word = word.as_bytes();
        let block = self.offsets.partition_point(|offset| self.head(offset).is_some_and(|head| head <= word));
        let mut rest = self.block(self.offsets.get(block.checked_sub(1)?)?)?;
        // how much of `word` the last entry had right: an entry that shares more with it than that is still wrong there,
        // one that shares less is past it
        let mut right = 0;
        for _ in 0..BLOCK {
            let (shared, own, value, next) = entry(rest)?;
            if shared < right {
                return None;
            }
            if shared == right {
                let same = own.iter().zip(&word[right..]).take_while(|(a, b)| a == b).count();
                right += same;
                if same == own.len() && right == word.len() {
                    return Some(value);
                }
            }
            rest = next;
        }
        None
    }

    fn block(&self, offset: &[u8; 4]) -> Option<&'a [u8]> {
        self.words.get(u32::from_le_bytes(*offset) as usize..)
    }

    fn head(&self, offset: &[u8; 4]) -> Option<&'a [u8]> {
        entry(self.block(offset)?).map(|(_, own, ..)| own)
    }

    /// Writes the list of `entries`, which are in order of their bytes, without repetition, none over 255 bytes long.
    pub fn bytes(entries: &[(&str, u8)]) -> Vec<u8> {
        let (mut offsets, mut words) = (Vec::new(), Vec::new());
        for block in entries.chunks(BLOCK) {
            offsets.push(words.len() as u32);
            let mut before: &[u8] = &[];
            for (word, value) in block {
                let word = word.as_bytes();
                let shared = word.iter().zip(before).take_while(|(a, b)| a == b).count();
                words.extend([shared as u8, (word.len() - shared) as u8]);
                words.extend(&word[shared..]);
                words.push(*value);
                before = word;
            }
        }
        let mut bytes = (offsets.len() as u32).to_le_bytes().to_vec();
        bytes.extend(offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        bytes.extend(words);
        bytes
    }
}

/// Splits one word off: bytes shared with the word before, its own bytes, its value, the rest.
fn entry(bytes: &[u8]) -> Option<(usize, &[u8], u8, &[u8])> {
    let ([shared, own], rest) = bytes.split_first_chunk::<2>()?;
    let (own, rest) = rest.split_at_checked(usize::from(*own))?;
    let (value, rest) = rest.split_first()?;
    Some((usize::from(*shared), own, *value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let texts: Vec<String> = (0..300).map(|n| format!("{:b}", n * 5 + 3)).collect();
        let mut entries: Vec<(&str, u8)> = texts.iter().enumerate().map(|(n, text)| (text.as_str(), n as u8)).collect();
        entries.sort_unstable();
        let bytes = Words::bytes(&entries);
        let words = Words::new("test", &bytes).unwrap();
        assert!(entries.iter().all(|(word, value)| words.get(word) == Some(*value)));
        let others = (0..300).map(|n| format!("{:b}", n * 5 + 1)).chain(["".into(), "0".into(), "2".into()]);
        assert!(others.into_iter().all(|word| words.get(&word).is_none()));
    }

    #[test]
    fn cut_bytes_do_no_harm() {
        let bytes = Words::bytes(&[("a", 1), ("ab", 2), ("b", 3)]);
        for end in 0..bytes.len() {
            if let Ok(words) = Words::new("test", &bytes[..end]) {
                let _ = words.get("b");
            }
        }
    }
}
