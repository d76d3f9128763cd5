//! What is known of a token from its text alone.

use std::borrow::Cow;

use super::{
    characters::{Characters, Class},
    key::{Keys, murmur},
    keyed::Keyed,
    tables::{TableError, Tables},
};
use crate::neural::Features;

/// Characters from which on a text's shape is [`LONG`].
const LONG_AT: usize = 100;
const LONG: &str = "LONG";
/// Like symbols in a row that a shape shows.
const MOST_ALIKE: usize = 4;
/// Characters of a text that make its suffix.
const SUFFIX: usize = 3;

/// What follows from a token's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lexeme {
    /// What the network sees; `spacy` is not set.
    pub features: Features,
    /// Key of the text itself.
    pub orth: u64,
    /// Number by which the attribute ruler knows the text in lower case, 0 where no rule names it.
    pub word: u16,
    /// Whether a listed text may begin here that the rules have cut up: see [`Phrases`](super::phrases::Phrases).
    pub opens: bool,
}

/// Makes lexemes.
#[derive(Debug, Clone, Copy)]
pub struct Lexemes<'a> {
    keys: Keys<'a>,
    norms: Keyed<'a>,
    words: Keyed<'a>,
    characters: Characters<'a>,
}

impl<'a> Lexemes<'a> {
    /// Opens the tables.
    ///
    /// # Errors
    ///
    /// When one is damaged.
    pub fn new(tables: &Tables<'a>, characters: Characters<'a>) -> Result<Lexemes<'a>, TableError> {
        Ok(Lexemes {
            keys: Keys::new(Keyed::new("table.symbols", tables.symbols)?),
            norms: Keyed::new("table.norms", tables.norms)?,
            words: Keyed::new("table.ruler-words", tables.ruler_words)?,
            characters,
        })
    }

    /// Returns the lexeme of `text`, which is not empty; `norm` is the usual spelling where the place in the text gives it.
    pub fn of(&self, text: &str, norm: Option<u64>) -> Lexeme {
        let orth = self.key(text);
        let lower = match lower(text) {
            Cow::Borrowed(_) => orth,
            Cow::Owned(lower) => self.key(&lower),
        };
        let features = Features {
            norm: norm.or_else(|| self.norms.get(orth)).unwrap_or(lower),
            prefix: self.key(text.chars().next().map_or("", |first| &text[..first.len_utf8()])),
            suffix: self.key(suffix(text)),
            shape: self.shape(text),
            spacy: false,
            is_space: text.chars().all(|character| self.characters.of(character).is(Class::SPACE)),
        };
        Lexeme { features, orth, word: self.words.get(lower).unwrap_or(0) as u16, opens: false }
    }

    /// Returns the key of a text.
    pub fn key(&self, text: &str) -> u64 {
        self.keys.of(text)
    }

    fn shape(&self, text: &str) -> u64 {
        if text.len() >= LONG_AT && text.chars().take(LONG_AT).count() == LONG_AT {
            return self.key(LONG);
        }
        let (mut shape, mut used) = ([0; 4 * LONG_AT], 0);
        let (mut last, mut alike) = (None, 0);
        for character in text.chars() {
            let class = self.characters.of(character);
            let symbol = match () {
                () if class.is(Class::LETTER) => {
                    if class.is(Class::CAPITAL) {
                        'X'
                    } else {
                        'x'
                    }
                }
                () if class.is(Class::DIGIT) => 'd',
                () => character,
            };
            alike = if last == Some(symbol) { alike + 1 } else { 1 };
            last = Some(symbol);
            if alike <= MOST_ALIKE {
                used += symbol.encode_utf8(&mut shape[used..]).len();
            }
        }
        self.keys.of_hash(murmur(&shape[..used]))
    }
}

/// Returns `text` in lower case, as Python's `str.lower` has it.
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

fn suffix(text: &str) -> &str {
    let start = text.char_indices().rev().nth(SUFFIX - 1).map_or(0, |(start, _)| start);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_counted_in_characters() {
        assert_eq!(["", "a", "né", "année", "語"].map(suffix), ["", "a", "né", "née", "語"]);
    }

    #[test]
    fn lower_case_knows_the_final_sigma() {
        assert_eq!(["ok-1", "OK", "ΟΔΥΣΣΕΥΣ", "İ"].map(lower), ["ok-1", "ok", "οδυσσευς", "i̇"]);
    }
}
