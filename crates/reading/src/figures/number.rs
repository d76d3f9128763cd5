//! From words to a number: "2.3 million", "twenty-five", "two and a half", "a dozen".

use super::{decimal::Decimal, lexicon::Lexicon};

/// Words of one number at most.
const MAX_WORDS: usize = 16;

/// A number among the words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub value: Decimal,
    /// Words after the last of it.
    pub end: usize,
    /// Sign of a currency or letters of a unit that are part of its first or last word: "£6.8m", "40km".
    pub unit: Option<String>,
    /// Written with digits.
    pub in_digits: bool,
    /// A plus sign stands behind: "40+".
    pub is_open: bool,
}

/// The words of a sentence in lower case; two neighbours are joined when nothing stands between them.
pub struct Words<'a> {
    pub lower: &'a [String],
    pub joined: &'a dyn Fn(usize) -> bool,
}

/// Reads the number that begins at word `at`, the longest.
pub fn number(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Number> {
    let word = |at: usize| words.lower.get(at).map_or("", String::as_str);
    let scale = |at: usize| lexicon.scales.get(word(at)).copied().filter(|_| word(at).len() > 3);
    if matches!(word(at), "a" | "an")
        && let Some(value) = scale(at + 1)
    {
        return Some(plain(value, at + 2, false));
    }
    if word(at) == "half"
        && word(at + 1) == "a"
        && let Some(scale) = scale(at + 2)
    {
        return Some(plain(Decimal::read("0.5")?.times(scale)?, at + 3, false));
    }
    let first = piece(words, at, lexicon)?;
    let mut total = Decimal::of(0);
    let mut current = first.value;
    let mut end = first.end;
    let mut last_scale: Option<Decimal> = None;
    while end < at + MAX_WORDS {
        if half(words, end).is_some_and(|_| last_scale.is_none()) {
            current = current.plus(Decimal::read("0.5")?)?;
            end = half(words, end)?;
            continue;
        }
        let hyphen = usize::from(matches!(word(end), "-" | "–") && lexicon.scales.contains_key(word(end + 1)));
        if let Some(scale) = scaled(words, end + hyphen, first.in_digits, lexicon) {
            let hundred = scale == Decimal::of(100);
            current = current.times(scale)?;
            if !hundred {
                total = total.plus(current)?;
                current = Decimal::of(0);
            }
            last_scale = Some(scale);
            end += hyphen + 1;
            continue;
        }
        let and = usize::from(word(end) == "and" && last_scale.is_some());
        match piece(words, end + and, lexicon).filter(|_| last_scale.is_some() && !first.in_digits) {
            Some(next) if !next.in_digits && last_scale.is_some_and(|scale| next.value.is_less(scale)) => {
                current = current.plus(next.value)?;
                end = next.end;
                last_scale = last_scale.filter(|scale| *scale != Decimal::of(100));
            }
            _ => break,
        }
    }
    let value = if total == Decimal::of(0) { current } else { total.plus(current)? };
    Some(Number { value, end, ..first })
}

fn plain(value: Decimal, end: usize, in_digits: bool) -> Number {
    Number { value, end, unit: None, in_digits, is_open: false }
}

/// "million" behind a number; short forms only where they touch it.
fn scaled(words: &Words<'_>, at: usize, in_digits: bool, lexicon: &Lexicon) -> Option<Decimal> {
    let word = words.lower.get(at)?;
    let scale = lexicon.scales.get(word)?;
    (word.len() > 3 || in_digits && (word.len() > 1 || (words.joined)(at))).then_some(*scale)
}

/// Returns the word after "and a half".
fn half(words: &Words<'_>, at: usize) -> Option<usize> {
    let rest = words.lower.get(at..)?.iter().enumerate().filter(|(_, word)| *word != "-");
    let mut rest = rest.take(3);
    for wanted in ["and", "a", "half"] {
        let (_, word) = rest.next()?;
        if word != wanted {
            return None;
        }
    }
    let halves = words.lower.get(at..)?.iter().take(6).position(|word| word == "half")?;
    Some(at + halves + 1)
}

/// Digits, or a number word with the one that a hyphen joins to it.
fn piece(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Number> {
    let word = words.lower.get(at)?;
    if let Some(value) = lexicon.numbers.get(word) {
        let ones = |at: usize| {
            let ones = words.lower.get(at).and_then(|word| lexicon.numbers.get(word))?;
            ones.is_whole_between(1, 9).then_some(*ones)
        };
        if value.is_whole_between(20, 90) {
            let hyphen = usize::from(words.lower.get(at + 1).is_some_and(|word| word == "-"));
            if let Some(ones) = ones(at + 1 + hyphen) {
                return Some(plain(value.plus(ones)?, at + 2 + hyphen, false));
            }
        }
        return Some(plain(*value, at + 1, false));
    }
    if !word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digit = word.find(|c: char| c.is_ascii_digit())?;
    let (sign, rest) = word.split_at(digit);
    if !(sign.is_empty() || lexicon.units.contains_key(sign)) {
        return None;
    }
    let is_open = rest.ends_with('+');
    let rest = rest.trim_end_matches('+');
    let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, letters) = rest.split_at(end);
    let mut value = Decimal::read(digits)?;
    let mut unit = Some(sign).filter(|sign| !sign.is_empty()).map(str::to_owned);
    if !letters.is_empty() {
        match (lexicon.scales.get(letters), lexicon.units.get(letters)) {
            (Some(scale), _) => value = value.times(*scale)?,
            (None, Some(_)) if unit.is_none() => unit = Some(letters.to_owned()),
            _ => return None,
        }
    }
    Some(Number { value, end: at + 1, unit, in_digits: true, is_open })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(String, usize)> {
        let lower: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let joined = |at: usize| lower.get(at).is_some_and(|word| word == "m");
        let found = number(&Words { lower: &lower, joined: &joined }, 0, &Lexicon::english())?;
        Some((found.value.to_string(), found.end))
    }

    #[test]
    fn words_and_digits_make_numbers() {
        let cases = [
            ("2.3 million dollars", "2300000", 2),
            ("900 - million - euro", "900000000", 3),
            ("twenty - five", "25", 3),
            ("two hundred and fifty men", "250", 4),
            ("three thousand two hundred", "3200", 4),
            ("fifteen thousand two hundred fighters", "15200", 4),
            ("two and a half years", "2.5", 4),
            ("two - and - a - half million", "2500000", 8),
            ("a dozen eggs", "12", 2),
            ("half a million", "500000", 3),
            ("£6.8 m", "6800000", 2),
            ("46,000 miners", "46000", 1),
            ("nine", "9", 1),
            ("40km away", "40", 1),
            ("6 million and 40", "6000000", 2),
        ];
        for (words, value, end) in cases {
            assert_eq!(read(words), Some((value.to_owned(), end)), "{words}");
        }
        for words in ["20th", "a vote", "15:00", "010", "dozens", "km", ""] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
