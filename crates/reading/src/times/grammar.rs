//! Tokens -> time expressions: a recursive descent that looks a bounded way ahead from every token.

use super::{
    lexicon::{Facts, Lexicon, Meaning, Word},
    symbolic::{Base, Cut, Hour, Part, Symbolic, Unit, Which},
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

/// Years that are written with four digits.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;
/// Years that stand alone: outside these four digits are a number.
const LONE_YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

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
        let (meaning, count) = self.lexicon.phrase(self.text, &self.tokens[at..], before)?;
        let Meaning::Before(modifier) = meaning else { return None };
        let next = at + count;
        let dated = matches!(modifier, Modifier::Approx | Modifier::OnOrAfter | Modifier::OnOrBefore);
        let moment = || dated.then(|| self.moment(next).or_else(|| self.calendar(next))).flatten();
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
        if self.is_word(at, "over") && !counted {
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
        if first.weekday > 0 && self.tokens[at].capital {
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
            Facts { month: 1.., .. } if self.tokens[next].capital => format!("XXXX-{:02}", facts.month),
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
        let plain = self.tokens[at + the].facts.word == Some(word);
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
            self.lexicon.phrase(self.text, &self.tokens[at..], |meaning| matches!(meaning, Meaning::Value(_)))?;
        let Meaning::Value(value) = meaning else { return None };
        let end = at + count;
        let alone = count == 1;
        let next = self.facts(end);
        let before = at.checked_sub(1).map(|before| self.facts(before)).unwrap_or_default();
        let base = match value.as_str() {
            "PAST_REF" => {
                // "the past three years" is no past, "recent years" a stretch
                if next.trigger && next.unit.is_some() || next.number.is_some() || self.is_mark(end, '-') {
                    return None;
                }
                Base::Vague("PAST_REF")
            }
            "PRESENT_REF" => Base::Vague("PRESENT_REF"),
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
        if alone
            && self.tokens[at].capital
            && self.tokens.get(end).is_some_and(|t| t.capital)
            && at > 0
            && !self.opens(at)
        {
            return None; // "the Daily Mail", "Future Group"
        }
        // "until now" and "the current account" alike: what is in a compound is no time
        if alone && (self.is_mark(end, '-') || at > 0 && self.is_mark(at - 1, '-')) || before.word == Some(Word::Own) {
            return None;
        }
        Some((Symbolic::of(base, "phrase"), end))
    }

    /// A clock time with the day around it, or a day with its clock time.
    fn moment(&self, at: usize) -> Option<Found> {
        let (mut symbolic, end) = self.clock(at)?;
        let mut next = end;
        next += usize::from(self.is_mark(next, ','));
        next += usize::from(matches!(self.word(next), Some(Word::On | Word::Of)));
        if let Some((day, day_end)) = self.calendar(next)
            && day.hour.is_none()
            && matches!(day.base, Base::Day { .. } | Base::Weekday { .. } | Base::DayOn(_) | Base::Holiday { .. })
        {
            symbolic.base = day.base;
            return Some((symbolic, day_end));
        }
        Some((symbolic, end))
    }

    /// Adds "morning" and "at 10 a.m." to a day.
    fn day_and_hour(&self, (mut symbolic, end): Found) -> Found {
        if symbolic.hour.is_some() || !symbolic.base.is_day() {
            return (symbolic, end);
        }
        let mut next = end;
        if symbolic.part.is_none()
            && let Some(part) = self.facts(next).part.filter(|_| !self.facts(next).plural)
            && !self.is_mark(next + 1, '-')
        {
            symbolic.part = Some(part);
            next += 1;
        }
        let mut after = next;
        after += usize::from(self.is_mark(after, ','));
        let at = self.word(after) == Some(Word::At);
        if let Some((hour, hour_end)) = self.clock(after + usize::from(at))
            && (at || !self.tokens[after].glued)
            && hour
                .hour
                .is_some_and(|hour| at || hour.exact || self.tokens[hour_end - 1].facts.word != Some(Word::Noon))
        {
            symbolic.hour = hour.hour;
            return (symbolic, hour_end);
        }
        (symbolic, next)
    }

    /// "10:35 a.m.", "5 p.m. EST", "noon", "4 in the morning", "0735 GMT".
    fn clock(&self, at: usize) -> Option<Found> {
        let (hour, minute, exact, mut end) = match self.tokens.get(at)? {
            Token { kind: Kind::Word, facts, .. } => match facts.word {
                Some(Word::Noon) => return self.zoned(12, 0, true, at + 1),
                Some(Word::Midnight) => {
                    return self.zoned(0, 0, true, at + 1).map(|(mut symbolic, end)| {
                        symbolic.rule = "midnight";
                        (symbolic, end)
                    });
                }
                _ => {
                    let hour = u32::from(facts.number.filter(|n| (1..=12).contains(n))?);
                    (hour, 0, false, at + 1)
                }
            },
            Token { kind: Kind::Number(value, digits), glued, .. } if !glued || !self.number_at(at.wrapping_sub(1)) => {
                let minutes = self.is_mark(at + 1, ':') && self.tokens[at + 1].glued;
                match (digits, self.digits(at + 2)) {
                    (1..=2, Some((minute, 2))) if minutes && *value < 25 && minute < 60 => {
                        (*value, minute, true, at + 3)
                    }
                    (1..=2, _) if *value < 25 => (*value, 0, false, at + 1),
                    (4, _) if self.zone(at + 1).is_some() && value / 100 < 24 && value % 100 < 60 => {
                        return self.zoned(value / 100, value % 100, true, at + 1);
                    }
                    _ => return None,
                }
            }
            Token { kind: Kind::Amount, .. } => {
                let (hour, minute) = self.of(at).split_once('.')?;
                (
                    hour.parse().ok().filter(|h| *h < 25)?,
                    minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?,
                    true,
                    at + 1,
                )
            }
            _ => return None,
        };
        // seconds
        if exact && self.is_mark(end, ':') && self.tokens[end].glued && self.digits(end + 1).is_some() {
            end += 2;
        }
        let half = self.half_day(end);
        if let Some((afternoon, after)) = half {
            let hour = match (hour, afternoon) {
                (12, false) => 0,
                (1..=11, true) => hour + 12,
                (0..=12, _) => hour,
                _ => return None,
            };
            return self.zoned(hour, minute, exact, after);
        }
        if self.word(end) == Some(Word::Oclock) {
            end += 1;
            if let Some((part, after)) = self.in_the(end) {
                return self.zoned(if part == Part::MO { hour } else { (hour + 12) % 24 }, minute, exact, after);
            }
            return self.zoned(hour, minute, exact, end);
        }
        if let Some((part, after)) = self.in_the(end)
            && (1..=12).contains(&hour)
            && !self.is_mark(at.wrapping_sub(1), '-')
        {
            return self.zoned(if part == Part::MO { hour % 12 } else { hour % 12 + 12 }, minute, exact, after);
        }
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        let led = matches!(
            before,
            Some(Word::At | Word::By | Word::Until | Word::Since | Word::From | Word::Around | Word::To)
        );
        let zoned = self.zone(end).is_some();
        // a colon alone is as often a score or a verse
        (exact && self.of(at + 1) == ":" && (led && hour < 24 || zoned) && !self.is_mark(end, '-'))
            .then(|| self.zoned(hour % 24, minute, true, end))
            .flatten()
    }

    /// "in the morning", "at night".
    fn in_the(&self, at: usize) -> Option<(Part, usize)> {
        let part = |at: usize| self.facts(at).part.filter(|_| !self.facts(at).plural);
        match (self.word(at)?, self.word(at + 1)) {
            (Word::In, Some(Word::The)) => part(at + 2).map(|part| (part, at + 3)),
            (Word::At, _) => part(at + 1).map(|part| (part, at + 2)),
            _ => None,
        }
    }

    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        if self.tokens.get(at)?.kind != Kind::Word {
            return None;
        }
        let word = self.of(at);
        let afternoon = match word.len() {
            2..=4 if word.trim_end_matches('.').eq_ignore_ascii_case("p.m") || word.eq_ignore_ascii_case("pm") => true,
            2..=4 if word.trim_end_matches('.').eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("am") => false,
            _ => return None,
        };
        Some((afternoon, at + 1))
    }

    fn zone(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at).filter(|token| token.capital)?;
        token.facts.zone.filter(|_| self.of(at).bytes().all(|b| b.is_ascii_uppercase()))
    }

    fn zoned(&self, hour: u32, minute: u32, exact: bool, mut end: usize) -> Option<Found> {
        let offset_minutes = self.zone(end);
        if offset_minutes.is_some() {
            end += 1;
        } else if self.word(end) == Some(Word::Local) && self.word(end + 1) == Some(Word::Time) {
            end += 2;
        }
        let hour = Hour { hour: hour as u8, minute: minute as u8, exact, offset_minutes };
        Some((Symbolic { hour: Some(hour), ..Symbolic::of(Base::NoDay, "clock") }, end))
    }

    /// Returns the year that stands alone at `at`, unless the words around say that it is a number.
    pub fn lone_year(&self, at: usize) -> Option<i16> {
        let Kind::Number(value, 4) = self.tokens.get(at)?.kind else { return None };
        if !LONE_YEARS.contains(&value) || self.is_part_of_number(at) {
            return None;
        }
        let next = self.facts(at + 1);
        let before = at.checked_sub(1).map(|before| self.facts(before)).unwrap_or_default();
        let counted = next.never_after && !self.tokens[at + 1].capital;
        let unit = next.unit.is_some_and(|unit| next.plural || unit != Unit::Quarter && unit != Unit::Weekend);
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

    /// Tells whether a sentence or line begins at `at`, as far as marks show it.
    fn opens(&self, at: usize) -> bool {
        at == 0 || matches!(self.tokens[at - 1].kind, Kind::Mark('.' | '!' | '?' | '"' | '“' | ':' | ')' | '-'))
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

    fn number_at(&self, at: usize) -> bool {
        self.digits(at).is_some()
            || self.facts(at).number.is_some()
            || self.tokens.get(at).is_some_and(|t| t.kind == Kind::Amount)
    }

    /// Returns the text's own kind of year where it may stand behind a month: four digits, or two behind an apostrophe.
    pub fn year(&self, at: usize) -> Option<(Which, usize)> {
        match self.digits(at) {
            Some((value, 4)) if YEARS.contains(&value) => Some((Which::Year(value as i16), at + 1)),
            Some(_) => None,
            None if self.is_mark(at, '\'') => {
                let (value, _) = self.digits(at + 1).filter(|(_, digits)| *digits == 2 && self.tokens[at + 1].glued)?;
                let plural = self.is_word(at + 2, "s") && self.tokens[at + 2].glued;
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
