//! Lengths of time and what is counted in them: "three months", "two weeks ago", "the past five years", "a year later".

use super::{
    grammar::{Found, Grammar},
    lexicon::Word,
    symbolic::{Base, Count, Lies, Origin, Symbolic, Unit},
    token::Kind,
};

/// More than this is no length that news speaks of.
const MOST: u32 = 100_000;

impl Grammar<'_> {
    /// "three months", "two weeks ago", "the past five years", "a year earlier", "10-year", "recent weeks".
    pub fn length(&self, at: usize) -> Option<Found> {
        let (lies, next) = self.lies(at);
        let (count, article, mut next) = match self.count(next) {
            Some((count, next)) => (count, false, next),
            None if self.word(next) == Some(Word::A) && (lies == Lies::Nowhere) && next == at => {
                let more = usize::from(
                    self.word(next + 1) == Some(Word::More)
                        && self.is_any(next + 1, &["full", "further", "additional", "extra"]),
                );
                (Count::Exact(1, false), true, next + 1 + more)
            }
            None if lies != Lies::Nowhere => (Count::Some, false, next),
            None => return self.bare_plural(at),
        };
        // "the first nine months": where it lies is not said
        let plural_word = matches!(count, Count::Some) && lies != Lies::Nowhere;
        let dash = self.is_mark(next, '-') && self.token(next).glued;
        let more = matches!(self.word(next), Some(Word::More | Word::Very)) && self.facts(next + 1).unit.is_some();
        next += usize::from(dash || more);
        let facts = self.facts(next);
        if self.word(at) == Some(Word::Recent) && facts.unit == Some(Unit::Year) && facts.plural {
            return Some((Symbolic::of(Base::Vague("PAST_REF"), "recent"), next + 1));
        }
        let unit = facts.unit.filter(|_| !self.is_title(next))?;
        // "three-quarters", "24 hours a day"
        let fraction = dash && unit == Unit::Quarter && facts.plural;
        let always = count == Count::Exact(24, false) && self.word(next + 1) == Some(Word::A);
        if fraction || always {
            return None;
        }
        if !facts.plural && (plural_word || unit == Unit::Weekend) {
            return None;
        }
        let mut end = next + 1;
        let second_dash = self.is_mark(end, '-') && self.token(end).glued;
        if self.word(end) == Some(Word::Old) || second_dash && self.word(end + 1) == Some(Word::Old) {
            return None; // an age
        }
        if at > 0 && (self.is_any(at - 1, &["aged", "age"])) {
            return None;
        }
        if dash && !facts.plural && second_dash && self.is_any(end + 1, &["long"]) {
            end += 2;
        } else if dash && second_dash {
            return None;
        }
        let mut count = count;
        if let Count::Exact(n, false) = count
            && self.word(end) == Some(Word::And)
            && self.word(end + 1) == Some(Word::A)
            && self.word(end + 2) == Some(Word::Half)
        {
            (count, end) = (Count::Exact(n, true), end + 3);
        }
        if let Some((base, end)) = self.ago(end, count, unit) {
            return if lies == Lies::Nowhere && !dash { Some((Symbolic::of(base, "ago"), end)) } else { None };
        }
        // "weeks or months"
        if article && !self.is_length(at, end, unit) {
            return self.rate(at, end, unit);
        }
        let half = matches!(count, Count::Exact(_, true));
        if !article
            && !half
            && !dash
            && !facts.plural
            && !matches!(count, Count::Exact(1, _))
            && self.token(next).kind == Kind::Word
            && unit != Unit::Century
        {
            // "five year", as spoken; not "3 second", "one third quarter"
            if matches!(unit, Unit::Second | Unit::Quarter) {
                return None;
            }
        }
        if matches!(unit, Unit::Second) && !facts.plural && !dash {
            return None;
        }
        if matches!(count, Count::Exact(1, false)) && !article && unit == Unit::Quarter {
            return None;
        }
        let mut symbolic = Symbolic::of(Base::Duration { count, unit, lies }, "length");
        if self.word(at) == Some(Word::Couple) || article && self.word(at + 1) == Some(Word::Couple) {
            symbolic.modifier = Some(crate::Modifier::Approx);
        }
        Some((symbolic, end))
    }

    /// The words that say where a stretch lies: "the past", "the next", "the first", "these".
    fn lies(&self, at: usize) -> (Lies, usize) {
        use Word::*;
        let start = at + usize::from(matches!(self.word(at), Some(The | This | These | Those | Own)));
        match self.word(start) {
            Some(Last | Past | Recent) => (Lies::Past, start + 1),
            Some(Previous) if start > at => (Lies::Past, start + 1),
            Some(Next | Coming) => (Lies::Ahead, start + 1),
            Some(Following) if start > at => (Lies::Ahead, start + 1),
            Some(Latest) if start > at => (Lies::Nowhere, start + 1),
            _ if start == at => (Lies::Nowhere, at),
            _ if self.facts(start).ordinal == 1 && self.count(start + 1).is_some() => (Lies::Nowhere, start + 1),
            _ if self.facts(start).unit == Some(Unit::Year) && self.is_mark(start + 1, '-') => {
                (Lies::Nowhere, start + 3)
            }
            // the article of "the two-week war" is no part of it
            _ => (Lies::Nowhere, at),
        }
    }

    /// A number of units: "three", "2 1/2", "several", "a couple of", "half a", "two to three", "twenty four".
    fn count(&self, at: usize) -> Option<(Count, usize)> {
        use Word::*;
        let a = usize::from(self.word(at) == Some(A));
        match self.word(at + a) {
            Some(Few) => {
                let more = usize::from(self.is_any(at + a, &["good"]));
                return Some((Count::Some, at + a + 1 + more));
            }
            Some(Couple) => {
                return Some((Count::Exact(2, false), at + a + 1 + usize::from(self.word(at + a + 1) == Some(Of))));
            }
            Some(Dozen) if a == 1 || self.is_word(at, "dozen") => return Some((Count::Exact(12, false), at + a + 1)),
            Some(Dozen) => return Some((Count::Some, at + 1 + usize::from(self.word(at + 1) == Some(Of)))),
            Some(Half) => {
                let inner = usize::from(self.word(at + a + 1) == Some(A)) + usize::from(self.is_mark(at + a + 1, '-'));
                let small = self
                    .facts(at + a + 1 + inner)
                    .unit
                    .is_some_and(|unit| !matches!(unit, Unit::Quarter | Unit::Weekend));
                return small.then_some((Count::Exact(0, true), at + a + 1 + inner));
            }
            _ => {}
        }
        if a == 1 {
            // "a hundred years"
            return self
                .facts(at + 1)
                .number
                .filter(|n| *n >= 100)
                .map(|n| (Count::Exact(u32::from(n), false), at + 2));
        }
        let glued_mark = at > 0
            && self.token(at).glued
            && matches!(self.token(at - 1).kind, Kind::Mark(c) if !matches!(c, '(' | '"' | '“' | '-' | '\''));
        let (mut whole, mut end) = match self.whole(at) {
            Some(found) if !glued_mark => found,
            None if self.tokens.get(at)?.kind == Kind::Amount => return self.decimal(at),
            _ => return None,
        };
        // "2 1/2"
        if self.digits(end) == Some((1, 1)) && self.is_mark(end + 1, '/') && self.digits(end + 2) == Some((2, 1)) {
            return Some((Count::Exact(whole, true), end + 3));
        }
        if self.is_mark(end, '½') {
            return Some((Count::Exact(whole, true), end + 1));
        }
        if self.word(end) == Some(And) && self.word(end + 1) == Some(A) && self.word(end + 2) == Some(Half) {
            return Some((Count::Exact(whole, true), end + 3));
        }
        let half = self.is_mark(end, '-') && self.is_word(end + 1, "and") && self.is_mark(end + 2, '-');
        if half && self.word(end + 3) == Some(A) && self.word(end + 5) == Some(Half) {
            return Some((Count::Exact(whole, true), end + 6));
        }
        // "two to three", "10-12", "one or two"
        let to = matches!(self.word(end), Some(To | Or)) || self.is_mark(end, '-');
        if to && let Some((second, after)) = self.whole(end + 1).filter(|(second, _)| *second > whole) {
            let unit =
                self.facts(after).unit.is_some() || self.is_mark(after, '-') && self.facts(after + 1).unit.is_some();
            if unit && !self.is_mark(after, '/') {
                end = after;
                whole = whole.min(second);
            }
        }
        (whole <= MOST).then_some((Count::Exact(whole, false), end))
    }

    /// "1.5": halves only.
    fn decimal(&self, at: usize) -> Option<(Count, usize)> {
        let words = self.of(at);
        if let Some((whole, "5")) = words.split_once('.') {
            return Some((Count::Exact(whole.parse().ok().filter(|n| *n <= MOST)?, true), at + 1));
        }
        let whole = words.replace(',', "").parse().ok().filter(|n| *n <= MOST)?;
        Some((Count::Exact(whole, false), at + 1))
    }

    /// A whole number in digits or words.
    pub fn whole(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((value, _)) = self.digits(at) {
            return (value <= MOST).then_some((value, at + 1));
        }
        let (mut sum, mut part, mut end) = (0_u32, 0_u32, at);
        let mut last = u32::MAX;
        // no number in words has more parts than "nine hundred and ninety-nine thousand nine hundred and ninety-nine"
        for _ in 0..12 {
            let dash = usize::from(end > at && self.is_mark(end, '-') && part % 10 == 0 && part > 0);
            let and = usize::from(end > at && self.word(end) == Some(Word::And) && (last == 100 || last == 1000));
            let Some(n) = self.facts(end + dash + and).number.map(u32::from) else { break };
            match n {
                1000 if end > at && sum == 0 => (sum, part) = (part.max(1) * 1000, 0),
                100 if end > at && (1..=9).contains(&part) => part *= 100,
                100 | 1000 if end > at => break,
                1..=9 if part % 100 >= 20 && part % 10 == 0 || part % 100 == 0 => part += n,
                10..=99 if part % 100 == 0 => part += n,
                0 | 100 | 1000 if end == at => part = n,
                _ => break,
            }
            last = n;
            end += 1 + dash + and;
        }
        (end > at).then_some((sum + part, end))
    }

    /// "ago", "earlier", "later", "from now" behind a length.
    pub fn ago(&self, at: usize, count: Count, unit: Unit) -> Option<(Base, usize)> {
        let base = |sign, from, end| Some((Base::Ago { count, unit, sign, from }, end));
        match self.word(at)? {
            Word::Ago => base(-1, Origin::Published, at + 1),
            Word::Hence => base(1, Origin::Published, at + 1),
            Word::From if self.is_word(at + 1, "now") => base(1, Origin::Published, at + 2),
            Word::Earlier if self.is_word(at, "earlier") => base(-1, Origin::Reference, at + 1),
            // the word is no part of the length ("three days" later), as TimeBank and AQUAINT have it
            Word::Later if self.is_word(at, "later") => base(1, Origin::Reference, at),
            // "two days before" counts from the reference only where nothing follows that it could count from
            Word::Earlier | Word::Later => {
                let alone = self.tokens.get(at + 1).is_none_or(|t| matches!(t.kind, Kind::Mark('.' | ',' | ';' | ')')));
                let sign = if self.word(at) == Some(Word::Earlier) { -1 } else { 1 };
                if alone { base(sign, Origin::Reference, if sign > 0 { at } else { at + 1 }) } else { None }
            }
            _ => None,
        }
    }

    /// Tells whether "a year" is a length here, not a rate nor a thing.
    fn is_length(&self, at: usize, end: usize, unit: Unit) -> bool {
        use Word::*;
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let led = matches!(
            before,
            Some(
                For | In
                    | Within
                    | Over
                    | During
                    | Later
                    | Earlier
                    | Around
                    | To
                    | By
                    | Until
                    | From
                    | Throughout
                    | More
                    | Since
            )
        );
        let bound = at > 0
            && self.is_any(
                at - 1,
                &[
                    "than",
                    "about",
                    "nearly",
                    "almost",
                    "least",
                    "most",
                    "only",
                    "just",
                    "lasted",
                    "lasts",
                    "last",
                    "took",
                    "takes",
                    "take",
                    "spent",
                    "half",
                    "under",
                    "quite",
                    "barely",
                    "roughly",
                    "approximately",
                    "another",
                ],
            );
        let long = self.word(end) == Some(Long)
            || self.word(end) == Some(Or) && self.is_any(end + 1, &["so", "more", "less", "two"]);
        let of = matches!(self.word(end), Some(Of)) && unit != Unit::Century;
        let half = self.word(end.wrapping_sub(1)) == Some(Half);
        (led || bound || long || half)
            && (!of || before == Some(Within))
            && !matches!(unit, Unit::Quarter | Unit::Second)
    }

    /// "$5 million a year", "twice a week".
    fn rate(&self, at: usize, end: usize, unit: Unit) -> Option<Found> {
        let before = at.checked_sub(1)?;
        let token = self.tokens.get(before)?;
        let counted =
            matches!(token.kind, Kind::Number(..) | Kind::Amount | Kind::Mark('%')) || token.facts.number.is_some();
        let times = self.is_any(
            before,
            &[
                "times", "once", "twice", "million", "billion", "percent", "dollars", "euros", "pounds", "tons",
                "tonnes", "barrels", "people", "days", "hours", "units", "yen",
            ],
        );
        let small = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Hour);
        let set = Base::Set(unit.length(Count::Exact(1, false)));
        (small && (counted || times)).then(|| (Symbolic::of(set, "rate"), end))
    }

    /// "for weeks", "months ago", "years of".
    fn bare_plural(&self, at: usize) -> Option<Found> {
        use Word::*;
        let facts = self.facts(at);
        let unit = facts.unit.filter(|unit| facts.plural && !matches!(unit, Unit::Weekend))?;
        let end = at + 1;
        if let Some((base, end)) = self.ago(end, Count::Some, unit) {
            return Some((Symbolic::of(base, "ago"), end));
        }
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let led = matches!(before, Some(For | In | Within | Over | During | Throughout | Since | Later | Earlier));
        let last = at > 0 && self.is_any(at - 1, &["took", "take", "takes", "last", "lasted", "spent", "waited"]);
        let counted = matches!(unit, Unit::Quarter | Unit::Second) || self.is_mark(end, '-');
        let long = self.is_mark(end, '-') && self.word(end + 1) == Some(Long);
        let base = Base::Duration { count: Count::Some, unit, lies: Lies::Nowhere };
        if long {
            return Some((Symbolic::of(base, "length"), end + 2));
        }
        ((led || last) && !counted).then(|| (Symbolic::of(base, "length"), end))
    }
}
