//! Numbers that are years, and numbers that are none.

use super::{
    grammar::Grammar,
    lexicon::Word,
    symbolic::{Unit, Which},
    token::{Kind, Token},
};

/// Years that are written with four digits.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;
/// Years that stand alone: outside these four digits are a number.
const LONE_YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

impl Grammar<'_> {
    /// Returns the year that stands alone at `at`, unless the words around say that it is a number.
    pub fn lone_year(&self, at: usize) -> Option<i16> {
        let Kind::Number(value, 4) = self.tokens.get(at)?.kind else { return None };
        if !LONE_YEARS.contains(&value) || self.is_part_of_number(at) {
            return None;
        }
        let next = self.facts(at + 1);
        let before = at.checked_sub(1).map(|before| self.facts(before)).unwrap_or_default();
        let counted = next.never_after && !self.token(at + 1).capital;
        let unit = next
            .unit
            .is_some_and(|unit| next.plural || unit != Unit::Quarter && unit != Unit::Weekend && next.ordinal == 0);
        (!counted && !unit && !before.never_before).then_some(value as i16)
    }

    /// Tells whether digits are a piece of something longer: a telephone or licence number, an amount, a code.
    fn is_part_of_number(&self, at: usize) -> bool {
        let mark = |at: usize| match self.tokens.get(at) {
            Some(Token { kind: Kind::Mark(c), .. }) => Some(*c),
            _ => None,
        };
        let glued = |at: usize| self.tokens.get(at).is_some_and(|token| token.glued);
        let digit = |at: usize| self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Number(..) | Kind::Amount));
        let year =
            |at: usize| self.digits(at).is_some_and(|(value, n)| n == 4 && LONE_YEARS.contains(&value) || n == 2);
        if let Some(before) = at.checked_sub(1) {
            let sign = mark(before);
            if glued(at)
                && (sign.is_none() || matches!(sign, Some('$' | '€' | '£' | '#' | '+' | ':' | '.' | '_' | '@' | '%')))
            {
                return true;
            }
            let joined = matches!(sign, Some('-' | '/')) && glued(at);
            if joined
                && glued(before)
                && before > 0
                && !(year(before - 1)
                    || self.facts(before - 1).trigger
                    || self.is_any(before - 1, &["post", "pre", "mid"]))
            {
                return true;
            }
            if matches!(sign, Some('$' | '€' | '£' | '#')) {
                return true;
            }
        }
        if glued(at + 1) {
            match mark(at + 1) {
                Some('-' | '/') if glued(at + 2) && digit(at + 2) => {
                    return !year(at + 2) || mark(at + 3) == Some('-') && glued(at + 3) && digit(at + 4);
                }
                Some('%' | ':' | '_' | '°' | '@') => return true,
                None if !self.is_word(at + 1, "s") => return true,
                _ => {}
            }
        }
        false
    }

    /// Returns the text's own kind of year where it may stand behind a month: four digits, or two behind an apostrophe.
    pub fn year(&self, at: usize) -> Option<(Which, usize)> {
        match self.digits(at) {
            Some((value, 4)) if YEARS.contains(&value) => Some((Which::Year(value as i16), at + 1)),
            Some(_) => None,
            None if self.is_mark(at, '\'') => {
                let (value, _) = self.digits(at + 1).filter(|(_, digits)| *digits == 2 && self.token(at + 1).glued)?;
                let plural = self.is_word(at + 2, "s") && self.token(at + 2).glued;
                (!plural).then(|| (Which::Year(two_digits(value)), at + 2))
            }
            None => self.spoken_year(at).map(|(year, end)| (Which::Year(year), end)),
        }
    }

    /// "nineteen ninety-seven", "two thousand", "two thousand three".
    pub fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let first = self.facts(at).number?;
        let dash = |at: usize| at + usize::from(self.is_mark(at, '-'));
        let ones = |at: usize| self.facts(at).number.filter(|n| (1..=9).contains(n)).map(|n| (n, at + 1));
        if first == 2 && self.facts(at + 1).number == Some(1000) {
            let next = at + 2 + usize::from(self.word(at + 2) == Some(Word::And));
            let counted = self.facts(at + 2).unit.is_some() || self.facts(at + 2).never_after;
            return match self.facts(next).number.filter(|n| (1..=99).contains(n)) {
                Some(n) => Some((2000 + n as i16, next + 1)),
                None => (!counted && self.is_word(at.wrapping_sub(1), "year")).then_some((2000, at + 2)),
            };
        }
        if !(17..=20).contains(&first) {
            return None;
        }
        let tens =
            self.facts(at + 1).number.filter(|n| (10..=19).contains(n) || n % 10 == 0 && (20..=90).contains(n))?;
        let mut end = at + 2;
        let mut year = first as i16 * 100 + tens as i16;
        if tens >= 20
            && let Some((n, after)) = ones(dash(end))
        {
            (year, end) = (year + n as i16, after);
        }
        Some((year, end))
    }
}

/// The century of a year of two digits: until 2049, and from 1950.
pub(super) fn two_digits(value: u32) -> i16 {
    if value < 50 { 2000 + value as i16 } else { 1900 + value as i16 }
}
