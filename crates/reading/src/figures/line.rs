//! One sentence, and the numbers in it.

use std::ops::Range;

use lang::Tokens;
use text::Span;

use super::{
    decimal::Decimal,
    guards,
    lexicon::{Lexicon, MAX_WORDS},
    number::{Number, Words, number},
};
use crate::{Bound, scene::Scene};

/// A sentence with a number in it.
pub struct Line<'a> {
    pub scene: &'a Scene<'a>,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    /// Its first token.
    pub first: u32,
    /// Its words in lower case; numbers of words count from 0.
    pub lower: Vec<String>,
}

/// A number that may be a quantity.
#[derive(Debug, Clone)]
pub struct Draft {
    pub value: Decimal,
    pub high: Option<Decimal>,
    pub bound: Bound,
    /// Name of the unit, where it is written beside the number.
    pub unit: Option<String>,
    /// Words from the bound to the unit.
    pub start: usize,
    pub end: usize,
    /// Words of the number itself.
    pub number: Range<usize>,
    pub in_digits: bool,
    pub rule: &'static str,
}

impl<'a> Line<'a> {
    /// Returns the sentence of these tokens, when there is a number in it.
    pub fn of(scene: &'a Scene<'a>, range: Range<u32>, lexicon: &'a Lexicon) -> Option<Line<'a>> {
        let tokens = &scene.analysis.tokens;
        let first = range.start;
        let lower: Vec<String> = range.map(|token| tokens.word(token, &scene.article.text).to_lowercase()).collect();
        let is_number = |word: &String| {
            word.contains(|c: char| c.is_ascii_digit())
                || lexicon.numbers.contains_key(word)
                || lexicon.scales.contains_key(word)
                || lexicon.fractions.contains_key(word)
                || lexicon.multiples.contains_key(word)
        };
        lower.iter().any(is_number).then_some(Line { scene, tokens, lexicon, first, lower })
    }

    /// Returns a word, `""` past the end.
    pub fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// Returns the word before, `""` at the beginning.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Returns the token of a word.
    pub fn token(&self, at: usize) -> u32 {
        self.first + at as u32
    }

    /// Returns the bytes of some words.
    pub fn span(&self, words: Range<usize>) -> Option<Span> {
        let end = words.end.min(self.lower.len());
        (words.start < end).then(|| self.tokens.words(self.token(words.start)..self.token(end)))
    }

    /// Tells whether nothing stands between a word and the one before.
    pub fn is_joined(&self, at: usize) -> bool {
        let ends = at.checked_sub(1).map(|before| (self.token(before), self.token(at)));
        let ends = ends.and_then(|(a, b)| Some((self.tokens.span.get(a as usize)?, self.tokens.span.get(b as usize)?)));
        ends.is_some_and(|(before, here)| before.end == here.start)
    }

    /// Reads the quantity at a word, and returns where to go on.
    pub fn draft(&self, at: usize) -> (Option<Draft>, usize) {
        let found = self.part(at).or_else(|| self.quantity(at));
        match found {
            Some(draft) => {
                let next = draft.number.end.max(at + 1);
                (Some(draft).filter(|draft| guards::is_quantity(self, draft)), next)
            }
            None => (None, at + 1),
        }
    }

    fn number(&self, at: usize) -> Option<Number> {
        number(&Words { lower: &self.lower, joined: &|at| self.is_joined(at) }, at, self.lexicon)
    }

    /// "half of", "two-thirds", "one in four", "twice the".
    fn part(&self, at: usize) -> Option<Draft> {
        let percent = |value: Decimal, number: Range<usize>, rule| {
            Some(self.bounded(Draft {
                value,
                high: None,
                bound: Bound::Exact,
                unit: Some("percent".to_owned()),
                start: number.start,
                end: number.end,
                number,
                in_digits: false,
                rule,
            }))
        };
        let fraction = |at: usize| self.lexicon.fractions.get(self.word(at)).copied();
        let one = Decimal::of(1);
        if let Some(times) = self.lexicon.multiples.get(self.word(at)) {
            let of = matches!(self.word(at + 1), "the" | "as" | "its" | "their" | "that" | "what");
            let draft = percent(*times, at..at + 1, "multiple")?;
            return of.then_some(Draft { unit: Some("times".to_owned()), ..draft });
        }
        if self.word(at) == "half" {
            let whole =
                matches!(self.word(at + 1), "of" | "the" | "its" | "their" | "his" | "her" | "all" | "that" | "those");
            let ordinal = matches!(self.before(at), "first" | "second" | "other" | "latter" | "better" | "in");
            let bounded = self.bound(at).is_some() || matches!(self.before(at), "by" | "than");
            let joined = self.word(at + 1) == "-" || self.word(at + 1) == "an";
            return if (whole || bounded) && !ordinal && !joined {
                percent(one.share(Decimal::of(2))?, at..at + 1, "fraction")
            } else {
                None
            };
        }
        let article = usize::from(matches!(self.word(at), "a" | "an"));
        if let Some(of) = fraction(at + article).filter(|_| article > 0) {
            let end = at + 2;
            let whole = self.word(end) == "of" || self.bound(at).is_some() || self.before(at) == "by";
            return if whole { percent(one.share(of)?, at..end, "fraction") } else { None };
        }
        let number = self.number(at)?;
        let hyphen = usize::from(self.word(number.end) == "-");
        let few = number.value.is_whole_between(1, 9);
        if let Some(of) = fraction(number.end + hyphen).filter(|_| few && self.word(number.end + hyphen) != "half") {
            let ordinal = of != Decimal::of(4) && !self.word(number.end + hyphen).ends_with('s');
            let single = number.value.is_whole_between(1, 1);
            let end = number.end + hyphen + 1;
            return if ordinal == single || self.word(end - 1).starts_with("quarter") {
                percent(number.value.share(of)?, at..end, "fraction")
            } else {
                None
            };
        }
        let out = usize::from(self.word(number.end) == "out");
        let of = if out > 0 { "of" } else { "in" };
        if self.word(number.end + out) == of && number.value.is_whole_between(1, 99) {
            let whole = self.number(number.end + out + 1)?;
            let noun = self.tokens.tag.get(self.token(whole.end) as usize);
            let plural = matches!(noun, Some(lang::Tag::Nns | lang::Tag::Jj))
                || self.lexicon.words.people.contains(self.word(whole.end));
            let plural = plural || self.word(whole.end) == "of";
            let unit = self.lexicon.units.contains_key(self.word(whole.end));
            // "one in 20": small numbers are words where larger ones are digits, but no year is a part
            const LEAST_IN_DIGITS: u128 = 10;
            const MOST_OF_A_PART: u128 = 1_000;
            let style = number.in_digits == whole.in_digits
                || !number.in_digits && whole.value.is_whole_between(LEAST_IN_DIGITS, MOST_OF_A_PART);
            if number.value.is_less(whole.value) && whole.unit.is_none() && plural && !unit && style {
                return percent(number.value.share(whole.value)?, at..whole.end, "one-in-so-many");
            }
        }
        None
    }

    /// "about $2.3 million", "3 to 4 metres", "20-point".
    fn quantity(&self, at: usize) -> Option<Draft> {
        let sign = self.lexicon.units.get(self.word(at)).filter(|_| !self.word(at).ends_with(char::is_alphanumeric));
        let from = at + usize::from(sign.is_some());
        let number = self.number(from)?;
        let mut unit = sign.cloned().or_else(|| self.lexicon.units.get(number.unit.as_ref()?).cloned());
        let mut draft = Draft {
            value: number.value,
            high: None,
            bound: if number.is_open { Bound::AtLeast } else { Bound::Exact },
            unit: None,
            start: at,
            end: number.end,
            number: at..number.end,
            in_digits: number.in_digits,
            rule: "number",
        };
        if let Some((low, high)) = self.range(at, &number) {
            draft.value = low;
            draft.high = Some(high.value);
            draft.bound = Bound::Between;
            draft.rule = "range";
            draft.number.end = high.end;
            draft.end = high.end;
            unit = unit.or_else(|| self.lexicon.units.get(high.unit.as_ref()?).cloned());
        }
        if unit.is_none()
            && let Some((name, end)) = self.unit(draft.end)
        {
            unit = Some(name.to_owned());
            draft.end = end;
            draft.number.end = draft.number.end.max(end);
        }
        draft.unit = unit;
        if draft.high.is_some() {
            return Some(self.opened(draft));
        }
        // "paid over 20 years" is no bound, "lasted over 20 years" is
        let length = draft.unit.as_deref().is_some_and(guards::is_length);
        let over = matches!(self.before(at), "over" | "within");
        let lasts = at >= 2 && self.lexicon.words.lasting.contains(self.word(at - 2));
        Some(if length && over && !lasts { draft } else { self.bounded(draft) })
    }

    /// The upper end of a range: "3 to 4", "between 3 and 4", "3-4 million".
    fn range(&self, at: usize, low: &Number) -> Option<(Decimal, Number)> {
        let between = self.before(at) == "between";
        let word = self.word(low.end);
        let joins = between && word == "and" || self.lexicon.words.to.contains(word) && self.before(at) != "from";
        let sign = usize::from(self.lexicon.units.contains_key(self.word(low.end + 1)));
        let high = self.number(low.end + 1 + sign).filter(|_| joins)?;
        // "3 to 4 million" is of millions both
        let scale = self.lexicon.scales.get(self.word(high.end.saturating_sub(1)));
        let scaled = scale.and_then(|scale| low.value.times(*scale)).filter(|low| low.is_less(high.value));
        let small = low.end == at + 1 && low.value.is_less(Decimal::of(1_000));
        let low = scaled.filter(|_| small).unwrap_or(low.value);
        low.is_less(high.value).then_some((low, high))
    }

    /// The unit that begins at a word, or is joined to the number by a hyphen.
    fn unit(&self, at: usize) -> Option<(&str, usize)> {
        let hyphen = usize::from(matches!(self.word(at), "-" | "–") && self.is_joined(at));
        // "five more days"
        let more =
            usize::from(hyphen == 0 && matches!(self.word(at), "more" | "further" | "extra" | "additional" | "full"));
        let from = at + hyphen + more;
        (1..=MAX_WORDS).rev().find_map(|len| {
            let words = self.lower.get(from..from + len)?.join(" ");
            let unit = self.lexicon.units.get(&words)?;
            let tag = self.tokens.tag.get(self.token(from + len - 1) as usize)?;
            let noun = !tag.name().starts_with("VB") && *tag != lang::Tag::Jj || hyphen > 0;
            let short = words.len() < 3 && words.chars().all(char::is_alphabetic);
            let cased = short && words.len() == 1;
            (noun && !cased).then_some((unit.as_str(), from + len))
        })
    }

    /// Adds the words in front that say how a value is meant.
    fn bounded(&self, draft: Draft) -> Draft {
        match self.bound(draft.start) {
            Some((bound, start)) => Draft { bound, start, ..draft },
            None => draft,
        }
    }

    fn opened(&self, draft: Draft) -> Draft {
        let start = draft.start - usize::from(self.before(draft.start) == "between");
        Draft { start, ..draft }
    }

    /// Returns the bound whose words end before a word, the longest, and where it begins.
    pub fn bound(&self, at: usize) -> Option<(Bound, usize)> {
        (1..=MAX_WORDS.min(at)).rev().find_map(|len| {
            let words = self.lower.get(at - len..at)?.join(" ");
            // "hand over 348 people": the verb's own
            let particle = self.tokens.tag.get(self.token(at - 1) as usize) == Some(&lang::Tag::Rp);
            let bound = self.lexicon.bounds.get(&words).filter(|_| len > 1 || !particle);
            bound.map(|bound| (*bound, at - len))
        })
    }
}
