//! What is cut off the ends of a chunk, and out of its middle.
//!
//! Source: the regular expressions `prefix_search`, `suffix_search` and `infix_finditer` of the model's tokenizer. They
//! are alternatives of single characters, which [`Characters`] holds as classes, and the few others written out here;
//! `train` refuses a model whose expressions have any other.

use super::{
    characters::{Characters, Class},
    key::murmur,
    keyed::Keyed,
};

/// Prefixes of several characters.
const LONG_PREFIXES: [&str; 3] = ["US$", "C$", "A$"];
/// Suffixes of several characters.
const LONG_SUFFIXES: [&str; 5] = ["……", "'s", "'S", "’s", "’S"];
/// Dashes that part two words, in the order in which they are tried.
const DASHES: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
/// Bytes of the longest unit or currency (`ТБтбكم`).
const LONGEST_UNIT: usize = 12;

/// Finds prefixes, suffixes and infixes. All lengths are in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Affixes<'a> {
    characters: Characters<'a>,
    units: Keyed<'a>,
}

impl<'a> Affixes<'a> {
    /// Makes them from the classes of characters and `table.units`.
    pub fn new(characters: Characters<'a>, units: Keyed<'a>) -> Affixes<'a> {
        Affixes { characters, units }
    }

    /// Returns the length of the prefix of `text`, 0 where it has none.
    pub fn prefix(&self, text: &str) -> usize {
        let Some(first) = text.chars().next() else { return 0 };
        if self.characters.of(first).is(Class::PREFIX) {
            return first.len_utf8();
        }
        match first {
            '+' => usize::from(!text[1..].starts_with(|next: char| next.is_ascii_digit())),
            '.' => several(text.bytes().take_while(|byte| *byte == b'.').count()),
            'U' | 'C' | 'A' => {
                LONG_PREFIXES.iter().find(|prefix| text.starts_with(**prefix)).map_or(0, |prefix| prefix.len())
            }
            _ => 0,
        }
    }

    /// Returns the length of the longest suffix of `text`, 0 where it has none.
    pub fn suffix(&self, text: &str) -> usize {
        let mut characters = text.chars();
        let Some(last) = characters.next_back() else { return 0 };
        let before = characters.as_str();
        let long = match last {
            's' | 'S' | '…' => {
                LONG_SUFFIXES.iter().find(|suffix| text.ends_with(**suffix)).map_or(0, |suffix| suffix.len())
            }
            '.' => several(text.bytes().rev().take_while(|byte| *byte == b'.').count()),
            _ => 0,
        };
        let single = match last {
            '+' => before.ends_with(|digit: char| digit.is_ascii_digit()),
            '.' => self.is_before_stop(before),
            _ => self.characters.of(last).is(Class::SUFFIX),
        };
        long.max(self.unit(text)).max(if single { last.len_utf8() } else { 0 })
    }

    /// Returns start and end of the first infix of `text` at or after `from`, a character boundary.
    pub fn infix(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        text[from..].char_indices().find_map(|(offset, character)| {
            let start = from + offset;
            // most characters are letters and digits, and none of these is an infix
            if character.is_ascii_alphanumeric() {
                return None;
            }
            self.infix_at(text, start, character).map(|len| (start, start + len))
        })
    }

    fn infix_at(&self, text: &str, start: usize, character: char) -> Option<usize> {
        let rest = &text[start..];
        let (before, after) = (&text[..start], &rest[character.len_utf8()..]);
        if self.characters.of(character).is(Class::SIGN) {
            return Some(character.len_utf8());
        }
        let is_after_digit = before.ends_with(|digit: char| digit.is_ascii_digit());
        let is_after_word = || is_after_digit || self.characters.last(before).is(Class::ALPHA);
        let is_before_letter = |after: &str| self.characters.first(after).is(Class::ALPHA);
        let is_sum =
            |after: &str| is_after_digit && after.starts_with(|next: char| next.is_ascii_digit() || next == '-');
        let single = match character {
            '.' => match several(rest.bytes().take_while(|byte| *byte == b'.').count()) {
                0 => {
                    self.characters.last(before).is(Class::LOWER | Class::QUOTE)
                        && self.characters.first(after).is(Class::UPPER | Class::QUOTE)
                }
                dots => return Some(dots),
            },
            '+' | '-' | '*' | '^' if is_sum(after) => true,
            ',' => self.characters.last(before).is(Class::ALPHA) && is_before_letter(after),
            ':' | '<' | '>' | '=' | '/' => is_after_word() && is_before_letter(after),
            '-' | '–' | '—' | '~' if is_after_word() => {
                let is_here = |dash: &&&str| rest.strip_prefix(**dash).is_some_and(is_before_letter);
                return DASHES.iter().find(is_here).map(|dash| dash.len());
            }
            _ => false,
        };
        single.then_some(character.len_utf8())
    }

    /// Returns whether a full stop after `text` is cut off.
    fn is_before_stop(&self, text: &str) -> bool {
        let mut characters = text.chars();
        let Some(last) = characters.next_back() else { return false };
        let before = characters.as_str();
        let class = self.characters.of(last);
        class.is(Class::BEFORE_STOP)
            || class.is(Class::UPPER) && self.characters.last(before).is(Class::UPPER)
            || matches!(last, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && before.ends_with('°')
    }

    /// Returns the length of the unit or currency after the last digit of `text`.
    fn unit(&self, text: &str) -> usize {
        // no unit has a digit, so only what follows the last one can be a unit
        let near = text.as_bytes().iter().rev().take(LONGEST_UNIT + 1);
        match near.enumerate().find(|(_, byte)| byte.is_ascii_digit()) {
            Some((len, _)) if len > 0 && self.units.get(murmur(&text.as_bytes()[text.len() - len..])).is_some() => len,
            _ => 0,
        }
    }
}

/// A run of full stops counts from two on.
fn several(dots: usize) -> usize {
    if dots > 1 { dots } else { 0 }
}
