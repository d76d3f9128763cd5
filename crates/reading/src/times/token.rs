//! Words, numbers and marks as the grammar of times looks at them.

use super::lexicon::{Facts, Lexicon};

/// A word, number or mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// What the lexicon says of it.
    pub facts: Facts,
}

/// Kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// Digits alone: the value and how many digits.
    Number(u32, u8),
    /// Digits with commas or a point: no year, no day.
    Amount,
    Mark(char),
}

/// Digits that a number is read of; what is longer is no time.
const DIGITS: usize = 8;

/// Splits `text` into tokens that count from `offset`. Linear.
pub(super) fn tokens(text: &str, offset: u32, lexicon: &Lexicon, found: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut last_end = usize::MAX;
    while at < bytes.len() {
        let first = bytes[at];
        let (end, kind) = match first {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b if b.is_ascii_digit() => number(bytes, at),
            b if b.is_ascii_alphabetic() => (word(text, at), Kind::Word),
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                let end = at + c.len_utf8();
                if c.is_whitespace() {
                    at = end;
                    continue;
                }
                match c {
                    _ if c.is_alphabetic() => (word(text, at), Kind::Word),
                    '’' | '‘' | '`' => (end, Kind::Mark('\'')),
                    '–' | '‑' | '‐' | '—' => (end, Kind::Mark('-')),
                    _ => (end, Kind::Mark(c)),
                }
            }
        };
        let facts = if kind == Kind::Word { lexicon.facts(&text[at..end]) } else { Facts::default() };
        found.push(Token {
            start: offset + at as u32,
            end: offset + end as u32,
            kind,
            glued: last_end == at,
            capital: first.is_ascii_uppercase(),
            facts,
        });
        last_end = end;
        at = end;
    }
}

fn number(bytes: &[u8], start: usize) -> (usize, Kind) {
    let digits = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(start);
    let mut plain = end - start <= DIGITS;
    while bytes.get(end).is_some_and(|b| matches!(b, b',' | b'.')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        // "May 3,1999" has a comma where a space is missing, not a number of thousands
        if bytes[end] == b',' && digits(end + 1) - (end + 1) != 3 {
            break;
        }
        end = digits(end + 1);
        plain = false;
    }
    let value = bytes[start..end].iter().filter(|_| plain).fold(0_u32, |sum, b| sum * 10 + u32::from(b - b'0'));
    (end, if plain { Kind::Number(value, (end - start) as u8) } else { Kind::Amount })
}

/// Returns the end of the word that begins at `start`. Stops inside ("p.m.", "U.S.") and apostrophes ("o'clock") belong to it, a
/// possessive does not.
fn word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut end = rest.len();
    let mut letters = 0;
    let mut stops = false;
    for (at, c) in rest.char_indices() {
        if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) {
            letters += 1;
            continue;
        }
        let after = &rest[at + c.len_utf8()..];
        let next = after.chars().next().unwrap_or(' ');
        if c == '.' && letters == 1 && (stops || next.is_alphabetic()) {
            stops = true;
            letters = 0;
            if next.is_alphabetic() {
                continue;
            }
            end = at + 1;
            break;
        }
        let possessive = || next == 's' && !after[1..].starts_with(char::is_alphabetic);
        if matches!(c, '\'' | '’') && next.is_alphabetic() && !possessive() {
            continue;
        }
        end = at;
        break;
    }
    start + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, 0, &Lexicon::english(), &mut found);
        found.iter().map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn stops_apostrophes_and_digits_are_split_as_times_need_them() {
        assert_eq!(
            split("at 10:30 p.m. on the year’s"),
            ["at", "10", ":", "30", "p.m.", "on", "the", "year", "’", "s"]
        );
        assert_eq!(
            split("6 o'clock, the 1990s, 1,953 of 3.5"),
            ["6", "o'clock", ",", "the", "1990", "s", ",", "1,953", "of", "3.5"]
        );
        assert_eq!(split("Nov. 3,1999"), ["Nov", ".", "3", ",", "1999"]);
        assert_eq!(split("The U.S. met. Été"), ["The", "U.S.", "met", ".", "Été"]);
    }
}
