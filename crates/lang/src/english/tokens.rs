//! The tokens of a text.

use text::Span;

use super::lexeme::Lexeme;
use crate::neural::Features;

/// Tokens in the order of their text: one row each in every column.
///
/// A token is never empty and crosses no other; between two there is nothing or one plain space.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// First byte in the text.
    pub start: Vec<u32>,
    /// Bytes.
    pub len: Vec<u32>,
    /// What the network sees.
    pub features: Vec<Features>,
    /// Key of the text.
    pub orth: Vec<u64>,
    /// Number by which the attribute ruler knows the text in lower case, 0 where no rule names it.
    pub word: Vec<u16>,
}

impl Tokens {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Returns where token `index` stands.
    ///
    /// # Panics
    ///
    /// When there are not that many.
    pub fn span(&self, index: usize) -> Span {
        Span { start: self.start[index], end: self.start[index] + self.len[index] }
    }

    /// Takes all out, keeping the memory.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.start.truncate(len);
        self.len.truncate(len);
        self.features.truncate(len);
        self.orth.truncate(len);
        self.word.truncate(len);
    }

    pub(super) fn push(&mut self, start: usize, len: usize, lexeme: &Lexeme) {
        self.start.push(start as u32);
        self.len.push(len as u32);
        self.features.push(lexeme.features);
        self.orth.push(lexeme.orth);
        self.word.push(lexeme.word);
    }

    /// Adds the rows `from..to` of `other`.
    pub(super) fn extend(&mut self, other: &Tokens, from: usize, to: usize) {
        self.start.extend_from_slice(&other.start[from..to]);
        self.len.extend_from_slice(&other.len[from..to]);
        self.features.extend_from_slice(&other.features[from..to]);
        self.orth.extend_from_slice(&other.orth[from..to]);
        self.word.extend_from_slice(&other.word[from..to]);
    }

    /// Adds all rows of `other`, whose text begins at byte `offset`.
    pub(crate) fn append(&mut self, other: &Tokens, offset: u32) {
        let first = self.len();
        self.extend(other, 0, other.len());
        self.start[first..].iter_mut().for_each(|start| *start += offset);
    }

    /// Says that a plain space follows the last token.
    pub(super) fn space_follows(&mut self) {
        if let Some(features) = self.features.last_mut() {
            features.spacy = true;
        }
    }
}
