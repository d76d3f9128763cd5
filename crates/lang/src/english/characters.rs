//! The classes that a character is in.
//!
//! Layout, little-endian: a `u16` for each 128 characters of Unicode, the number of their block; then the blocks,
//! each a `u16` of class bits a character. Blocks that are alike are there once.

use std::ops::BitOr;

use super::tables::TableError;

/// Characters of a block.
const BLOCK: usize = 128;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// A set of character classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(pub u16);

impl Class {
    /// White space, as Python's `str.isspace` has it.
    pub const SPACE: Class = Class(1);
    /// A letter: Unicode category L.
    pub const LETTER: Class = Class(1 << 1);
    /// A capital: Unicode property Uppercase.
    pub const CAPITAL: Class = Class(1 << 2);
    /// A digit in a wide sense: Unicode numeric type decimal or digit, so `²` too.
    pub const DIGIT: Class = Class(1 << 3);
    /// A decimal digit of any script: Unicode category Nd.
    pub const DECIMAL: Class = Class(1 << 4);
    /// A letter, number or underscore.
    pub const WORD: Class = Class(1 << 5);
    /// Cut off at the start of a chunk.
    pub const PREFIX: Class = Class(1 << 6);
    /// Cut off at the end of a chunk.
    pub const SUFFIX: Class = Class(1 << 7);
    /// A token of its own wherever it stands: symbols, pictures, `…`.
    pub const SIGN: Class = Class(1 << 8);
    /// A small letter, or a letter of a script without case.
    pub const LOWER: Class = Class(1 << 9);
    /// A capital, or a letter of a script without case.
    pub const UPPER: Class = Class(1 << 10);
    /// A letter for the tokenizer's infixes.
    pub const ALPHA: Class = Class(1 << 11);
    /// A full stop after it is cut off at the end of a chunk.
    pub const BEFORE_STOP: Class = Class(1 << 12);
    /// A quotation mark or bracket.
    pub const QUOTE: Class = Class(1 << 13);
    /// May stand at the ends of a label of a host name.
    pub const HOST: Class = Class(1 << 14);

    /// Returns whether this and `other` have a class in common.
    pub fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;

    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Classes of all characters.
#[derive(Debug, Clone, Copy)]
pub struct Characters<'a> {
    numbers: &'a [[u8; 2]],
    blocks: &'a [[u8; 2]],
    ascii: [Class; 128],
}

impl<'a> Characters<'a> {
    /// Opens `table.characters`.
    ///
    /// # Errors
    ///
    /// When the bytes are not such a table.
    pub fn new(bytes: &'a [u8]) -> Result<Characters<'a>, TableError> {
        let read = || {
            let (numbers, blocks) = bytes.split_at_checked(BLOCKS * 2)?;
            let (numbers, blocks) = (numbers.as_chunks::<2>().0, blocks.as_chunks::<2>().0);
            let most = numbers.iter().map(|number| usize::from(u16::from_le_bytes(*number))).max()?;
            if blocks.len() != (most + 1) * BLOCK {
                return None;
            }
            let mut characters = Characters { numbers, blocks, ascii: [Class(0); 128] };
            characters.ascii = std::array::from_fn(|byte| characters.looked_up(byte));
            Some(characters)
        };
        read().ok_or(TableError { name: "table.characters" })
    }

    /// Returns the classes of `character`.
    pub fn of(&self, character: char) -> Class {
        let code = character as usize;
        self.ascii.get(code).copied().unwrap_or_else(|| self.looked_up(code))
    }

    /// Returns the classes of the first character of `text`, none where it is empty.
    pub fn first(&self, text: &str) -> Class {
        text.chars().next().map_or(Class(0), |character| self.of(character))
    }

    /// Returns the classes of the last character of `text`, none where it is empty.
    pub fn last(&self, text: &str) -> Class {
        text.chars().next_back().map_or(Class(0), |character| self.of(character))
    }

    fn looked_up(&self, code: usize) -> Class {
        let number = u16::from_le_bytes(self.numbers[code / BLOCK]);
        Class(u16::from_le_bytes(self.blocks[usize::from(number) * BLOCK + code % BLOCK]))
    }

    /// Writes the table of `classes`, one for each number below 0x110000.
    pub fn bytes(classes: &[Class]) -> Vec<u8> {
        let (mut blocks, mut bytes): (Vec<&[Class]>, Vec<u8>) = (Vec::new(), Vec::new());
        for block in classes.chunks(BLOCK) {
            let number = blocks.iter().position(|known| *known == block).unwrap_or_else(|| {
                blocks.push(block);
                blocks.len() - 1
            });
            bytes.extend((number as u16).to_le_bytes());
        }
        bytes.extend(blocks.into_iter().flatten().flat_map(|class| class.0.to_le_bytes()));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_come_back() {
        let classes: Vec<Class> =
            (0..0x11_0000u32).map(|code| Class((code % 999 / 500 * (code >> 12)) as u16)).collect();
        let bytes = Characters::bytes(&classes);
        let characters = Characters::new(&bytes).unwrap();
        for character in ['\0', 'a', '\u{7f}', '\u{80}', '—', '語', '😀', char::MAX] {
            assert_eq!(characters.of(character), classes[character as usize]);
        }
        assert!(Characters::new(&bytes[..bytes.len() - 2]).is_err());
    }
}
