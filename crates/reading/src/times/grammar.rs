//! Tokens -> time expressions: a recursive descent that looks a bounded way ahead from every token.

use super::{
    lexicon::{Facts, Lexicon, Meaning, Word},
    symbolic::{Base, Cut, Part, Symbolic, Unit, Which},
    token::{Kind, Token},
};
use crate::Modifier;

/// Tokens and what they are read with.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
}

/// An expression: its meaning and the token after it.
pub(super) type Found = (Symbolic, usize);

impl Grammar<'_> {
    /// Returns the longest expression that begins at token `at`.
    pub fn expression(&self, at: usize) -> Option<Found> {
        let token = self.tokens.get(at)?;
        let quiet = token.facts == Facts::default();
        match token.kind {
            Kind::Word if quiet => return None,
            Kind::Mark(c) if c != '\'' => return None,
            Kind::Amount if !token.glued => return self.clock(at).or_else(|| self.length(at)),
            Kind::Amount => return None,
            _ => {}
        }
        let all = [
            self.bounded(at),
            self.repeated(at),
            self.narrowed(at),
            self.moment(at),
            self.length(at),
            self.phrase(at),
            self.calendar(at).map(|found| self.day_and_hour(found)),
        ];
        let longest = all.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best });
        longest.map(|found| self.bounded_behind(found))
    }

    /// "about two years", "at least 20 days", "around 7:15 p.m.".
    fn bounded(&self, at: usize) -> Option<Found> {
        let before = |meaning: &Meaning| matches!(meaning, Meaning::Before(_));
        let (meaning, count) = self.lexicon.phrase(self.text, self.tokens.get(at..).unwrap_or_default(), before)?;
        let Meaning::Before(modifier) = meaning else { return None };
        let next = at + count;
        let dated = matches!(modifier, Modifier::Approx | Modifier::OnOrAfter | Modifier::OnOrBefore);
        // "to get around Wednesday's ruling" is no "about Wednesday"
        let plain =
            |(symbolic, end): &Found| !matches!(symbolic.base, Base::Weekday { .. }) || !self.is_mark(*end, '\'');
        let moment = || dated.then(|| self.moment(next).or_else(|| self.calendar(next))).flatten().filter(plain);
        let (mut symbolic, end) = self.length(next).or_else(moment)?;
        if matches!(symbolic.base, Base::Vague(_)) || symbolic.modifier.is_some() {
            return None;
        }
        // "over the past two weeks" is no bound, "some years" neither
        let lies = matches!(symbolic.base, Base::Duration { lies, .. } if lies != super::symbolic::Lies::Nowhere);
        let some = self.is_word(at, "some") || self.is_word(at, "around");
        let counted = self.number_at(next) || self.word(next) == Some(Word::A);
        if lies && !self.is_word(at, "at") || some && !counted && moment().is_none() {
            return None;
        }
        // "used over three years" is no bound, "lasted over a week" is
        let lasting = at.checked_sub(1).is_some_and(|before| {
            matches!(self.word(before), Some(Word::For | Word::Later | Word::Earlier | Word::In | Word::Of))
                || self.is_any(before, &["lasted", "took", "takes", "lasts", "spent", "is", "was", "after"])
        });
        if self.is_word(at, "over") && !(counted && lasting) {
            return None;
        }
        symbolic.modifier = Some(*modifier);
        Some((symbolic, end))
    }

    /// "... or so", "... or later".
    fn bounded_behind(&self, (mut symbolic, end): Found) -> Found {
        let behind = |meaning: &Meaning| matches!(meaning, Meaning::Behind(_));
        match self.tokens.get(end..).and_then(|rest| self.lexicon.phrase(self.text, rest, behind)) {
            Some((Meaning::Behind(modifier), count)) if symbolic.modifier.is_none() => {
                symbolic.modifier = Some(*modifier);
                let mut end = end + count;
                if let Base::Duration { count, unit, .. } = symbolic.base
                    && let Some(found) = self.ago(end, count, unit)
                {
                    (symbolic.base, end) = found;
                }
                (symbolic, end)
            }
            _ => (symbolic, end),
        }
    }

    /// "every day", "each Monday", "Tuesday nights", "Mondays".
    fn repeated(&self, at: usize) -> Option<Found> {
        let set = |value: String, end| Some((Symbolic::of(Base::Set(value), "repeated"), end));
        let first = self.facts(at);
        if first.weekday > 0 && self.token(at).capital {
            let next = self.facts(at + 1);
            if let Some(part) = next.part.filter(|_| next.plural) {
                return set(format!("XXXX-WXX-{}T{}", first.weekday, part.name()), at + 2);
            }
            return if first.plural { set(format!("XXXX-WXX-{}", first.weekday), at + 1) } else { None };
        }
        if self.word(at) != Some(Word::Every) {
            return None;
        }
        let mut next = at + 1;
        let mut count = 1;
        if self.is_word(next, "other") {
            (count, next) = (2, next + 1);
        } else if let Some((number, end)) = self.whole(next) {
            (count, next) = (number, end);
        } else if self.word(next) == Some(Word::More) {
            next += 1;
        }
        let facts = self.facts(next);
        let value = match facts {
            Facts { weekday: 1.., .. } => format!("XXXX-WXX-{}", facts.weekday),
            Facts { month: 1.., .. } if self.token(next).capital => format!("XXXX-{:02}", facts.month),
            Facts { unit: Some(Unit::Weekend), .. } => "XXXX-WXX-WE".to_owned(),
            Facts { unit: Some(unit), .. } => unit.length(super::symbolic::Count::Exact(count, false)),
            Facts { season: Some(season), .. } => format!("XXXX-{}", season.name()),
            Facts { part: Some(part), .. } => format!("XXXX-XX-XXT{}", part.name()),
            _ => return None,
        };
        let mut end = next + 1;
        if facts.weekday > 0
            && let Some(part) = self.facts(end).part
        {
            end += 1;
            return set(format!("{value}T{}", part.name()), end);
        }
        set(value, end)
    }

    /// "early 1990", "late last week", "the end of May", "mid-November", "later this year".
    fn narrowed(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let word = self.word(at + the)?;
        let mut next = at + the + 1;
        let dash = self.is_mark(next, '-');
        if dash {
            next += 1;
        }
        // "the middle of October", "the end of the year"; "early in 1990", "later in the week"
        let of = self.word(next) == Some(Word::Of);
        let inside = matches!(self.word(next), Some(Word::In | Word::On)) && the == 0;
        if of || inside {
            next += 1;
        }
        let (modifier, cut) = match word {
            Word::Early if !of => (Modifier::Start, None),
            Word::Late if !of => (Modifier::End, None),
            Word::Mid if of || !inside => (Modifier::Mid, None),
            Word::Start if of => (Modifier::Start, None),
            Word::End if of => (Modifier::End, None),
            Word::Earlier if !of && the == 0 => (Modifier::Start, Some(Cut::Before)),
            Word::Later if !of && the == 0 => (Modifier::End, Some(Cut::After)),
            _ => return None,
        };
        let plain = self.token(at + the).facts.word == Some(word);
        if !plain || matches!(word, Word::Earlier | Word::Later) && self.is_any(at, &["before", "after", "previously"])
        {
            return None;
        }
        let (mut symbolic, end) = self.calendar(next).or_else(|| self.half_of_day(next))?;
        let takes = !matches!(symbolic.base, Base::Vague(_) | Base::Set(_) | Base::Duration { .. } | Base::Ago { .. });
        if !takes || symbolic.modifier.is_some() {
            return None;
        }
        if cut.is_some() && matches!(symbolic.base, Base::Year(_)) && !inside {
            return None;
        }
        (symbolic.modifier, symbolic.cut) = (Some(modifier), cut);
        Some(self.day_and_hour((symbolic, end)))
    }

    /// "mid-afternoon", "late afternoon": a part of a day alone, which counts only when narrowed.
    fn half_of_day(&self, at: usize) -> Option<Found> {
        let facts = self.facts(at);
        let part = facts.part.filter(|part| !facts.plural && matches!(part, Part::AF | Part::MO | Part::EV))?;
        let symbolic = Symbolic { part: Some(part), ..Symbolic::of(Base::NoDay, "part-of-day") };
        let day = self.facts(at + 1).day.map(Base::DayOn);
        let end = at + 1 + usize::from(day.is_some());
        Some((Symbolic { base: day.unwrap_or(Base::NoDay), ..symbolic }, end))
    }

    /// Words that always mean the same: "now", "recently", "daily".
    fn phrase(&self, at: usize) -> Option<Found> {
        let (meaning, count) =
            self.lexicon.phrase(self.text, self.tokens.get(at..).unwrap_or_default(), |meaning| {
                matches!(meaning, Meaning::Value(_))
            })?;
        let Meaning::Value(value) = meaning else { return None };
        let end = at + count;
        let alone = count == 1;
        let next = self.facts(end);
        let before = at.checked_sub(1).map(|before| self.facts(before)).unwrap_or_default();
        let base = match value.as_str() {
            "PAST_REF" => {
                // "the past three years" is no past, "recent years" a stretch
                let of = next.word == Some(Word::Of);
                if next.trigger && next.unit.is_some() || next.number.is_some() || self.is_mark(end, '-') || of {
                    return None;
                }
                Base::Vague("PAST_REF")
            }
            "PRESENT_REF" => Base::Vague("PRESENT_REF"),
            "FUTURE_REF" if next.word == Some(Word::Of) => return None,
            "FUTURE_REF" => Base::Vague("FUTURE_REF"),
            "night" => {
                return Some((Symbolic { part: Some(Part::NI), ..Symbolic::of(Base::DayOn(0), "part-of-day") }, end));
            }
            "tonight" => {
                return Some((Symbolic { part: Some(Part::NI), ..Symbolic::of(Base::DayOn(0), "tonight") }, end));
            }
            "day-2" => Base::DayOn(-2),
            "day+2" => Base::DayOn(2),
            value => match value.strip_prefix("SET:") {
                Some(set) => Base::Set(set.to_owned()),
                None => return None,
            },
        };
        let named = self.tokens.get(end).is_some_and(|t| t.capital) || at > 0 && self.token(at - 1).capital;
        if alone && self.token(at).capital && named && !self.opens(at) {
            return None; // "the Daily Mail", "Future Group"
        }
        // "until now" and "the current account" alike: what is in a compound is no time
        if alone && (self.is_mark(end, '-') || at > 0 && self.is_mark(at - 1, '-')) || before.word == Some(Word::Own) {
            return None;
        }
        Some((Symbolic::of(base, "phrase"), end))
    }

    /// Tells whether a unit has the capital letter of a title: "60 Minutes", "This Week".
    pub fn is_title(&self, at: usize) -> bool {
        let token = &self.token(at);
        token.capital && self.of(at).bytes().skip(1).any(|b| b.is_ascii_lowercase()) && !self.opens(at)
    }

    /// Tells whether a sentence or line begins at `at`, as far as marks show it.
    pub fn opens(&self, at: usize) -> bool {
        at == 0 || matches!(self.token(at - 1).kind, Kind::Mark('.' | '!' | '?' | '"' | '“' | ':' | ')' | '-'))
    }

    /// Returns a token; behind the last there is a mark that is none.
    pub fn token(&self, at: usize) -> Token {
        const END: Token =
            Token { start: 0, end: 0, kind: Kind::Mark('\0'), glued: false, capital: false, facts: Facts::NONE };
        self.tokens.get(at).copied().unwrap_or(END)
    }

    pub fn facts(&self, at: usize) -> Facts {
        self.tokens.get(at).map(|token| token.facts).unwrap_or_default()
    }

    pub fn word(&self, at: usize) -> Option<Word> {
        self.facts(at).word
    }

    /// Returns the words of a token, `""` where there is none.
    pub fn of(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    pub fn is_word(&self, at: usize, word: &str) -> bool {
        self.of(at).eq_ignore_ascii_case(word)
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(at, word))
    }

    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    /// Returns the value and number of digits.
    pub fn digits(&self, at: usize) -> Option<(u32, u8)> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub fn number_at(&self, at: usize) -> bool {
        self.digits(at).is_some()
            || self.facts(at).number.is_some()
            || self.tokens.get(at).is_some_and(|t| t.kind == Kind::Amount)
    }
}

impl Base {
    /// Tells whether the calendar has such a day in the year given, or in any.
    pub fn is_possible(&self) -> bool {
        match self {
            Base::Day { which, month, day, last } => {
                // 2000 has every day that any year has
                let year = if let Which::Year(year) = which { *year } else { 2000 };
                [day, last].iter().all(|day| jiff::civil::Date::new(year, *month as i8, **day as i8).is_ok())
            }
            _ => true,
        }
    }

    /// Tells whether the base is one day.
    pub fn is_day(&self) -> bool {
        let by_day = matches!(self, Base::Unit { unit: Unit::Day, .. } | Base::Ago { unit: Unit::Day, .. });
        let named = matches!(self, Base::Day { .. } | Base::Weekday { .. } | Base::DayOn(_) | Base::Holiday { .. });
        by_day || named || matches!(self, Base::DayOfMonth(_))
    }
}
