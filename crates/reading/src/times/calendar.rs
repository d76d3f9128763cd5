//! Expressions of the calendar: days, weekdays, months, quarters, years, and what places them.

use super::{
    grammar::{Found, Grammar},
    lexicon::{Meaning, Word},
    symbolic::{Base, Origin, Symbolic, Unit, Which},
    token::Kind,
};

impl Grammar<'_> {
    /// Reads a day, week, month, quarter, year or the like; no time of day.
    pub fn calendar(&self, at: usize) -> Option<Found> {
        let all = [
            self.iso_date(at),
            self.day_of_month(at),
            self.weekday(at),
            self.month(at),
            self.holiday(at),
            self.placed(at),
            self.year_alone(at),
            self.day_word(at),
            self.year_end(at),
        ];
        all.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// "2024-05-03", "5/3/2024" (month first, unless that is none).
    pub fn iso_date(&self, at: usize) -> Option<Found> {
        let (first, digits) = self.digits(at)?;
        let sign =
            ['-', '/', '.'].into_iter().find(|sign| self.is_mark(at + 1, *sign) && self.is_mark(at + 3, *sign))?;
        let glued = (at + 1..at + 5).all(|at| self.tokens.get(at).is_some_and(|token| token.glued));
        let ends = !self
            .tokens
            .get(at + 5)
            .is_some_and(|t| t.glued && !matches!(t.kind, Kind::Mark(c) if c != '-' && c != '/'));
        let apart = |before: usize| self.digits(before).is_none() && !self.is_mark(before, sign);
        let begins = !self.token(at).glued || at.checked_sub(1).is_none_or(apart);
        let ((second, _), (third, last)) = (self.digits(at + 2)?, self.digits(at + 4)?);
        if !glued || !ends && !self.is_word(at + 5, "T") || !begins {
            return None;
        }
        let (year, month, day) = match (digits, last) {
            (4, 1..=2) if sign != '.' => (first as i16, second, third),
            (1..=2, 4) if first <= 12 && sign != '.' => (third as i16, first, second),
            (1..=2, 4) => (third as i16, second, first),
            _ => return None,
        };
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2999).contains(&year);
        let base = Base::Day { which: Which::Year(year), month: month as u8, day: day as u8, last: day as u8 };
        valid.then(|| (Symbolic::of(base, "iso-date"), at + 5))
    }

    /// "3 May", "3rd of May 2024", "20-21 May", "the 15th".
    pub fn day_of_month(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let (day, next) = self.day_number(at + the)?;
        let mut next = next;
        let mut last = day;
        if (self.is_mark(next, '-') || matches!(self.word(next), Some(Word::And | Word::To)) && the == 0)
            && let Some((second, after)) = self.day_number(next + 1).filter(|(second, _)| *second > day)
            && self.month_name(after).is_some()
        {
            (last, next) = (second, after);
        }
        let ordinal = next - at - the > 1 || self.digits(at + the).is_none();
        let of = self.word(next) == Some(Word::Of);
        if let Some((month, after)) = self.month_name(next + usize::from(of)) {
            if self.token(at).glued
                && at > 0
                && matches!(self.token(at - 1).kind, Kind::Mark('$' | '€' | '£' | '.' | ':'))
            {
                return None;
            }
            let (which, end) = self.of_year(after).unwrap_or((Which::Plain, after));
            return Some((Symbolic::of(Base::Day { which, month, day, last }, "day-month"), end));
        }
        // "on the 15th" alone; "the second" is as often something else
        let digits = self.digits(at + the).is_some();
        let on = at
            .checked_sub(1)
            .is_some_and(|before| matches!(self.word(before), Some(Word::On | Word::Until | Word::By | Word::Since)));
        let counts = self.tokens.get(next).is_some_and(|t| {
            t.kind == Kind::Word
                && !self.is_any(
                    next,
                    &[
                        "and", "at", "to", "in", "when", "but", "as", "he", "she", "they", "it", "the", "for", "after",
                        "with", "of",
                    ],
                )
        });
        (the == 1 && ordinal && digits && on && !counts)
            .then(|| (Symbolic::of(Base::DayOfMonth(day), "day-of-month"), next))
    }

    /// A day of a month: "3", "3rd", "eighth", "twenty-first".
    pub fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        if let Some((value, digits)) = self.digits(at) {
            let suffix = self.tokens.get(at + 1).is_some_and(|token| token.glued)
                && self.is_any(at + 1, &["st", "nd", "rd", "th"]);
            return ((1..=31).contains(&value) && digits <= 2).then_some((value as u8, at + 1 + usize::from(suffix)));
        }
        let facts = self.facts(at);
        if facts.ordinal > 0 {
            return Some((facts.ordinal, at + 1));
        }
        let tens = facts.number.filter(|n| *n == 20 || *n == 30)?;
        let next = at + 1 + usize::from(self.is_mark(at + 1, '-'));
        let ones = self.facts(next).ordinal;
        ((1..=9).contains(&ones) && tens as u8 + ones <= 31).then_some((tens as u8 + ones, next + 1))
    }

    /// The name of a month with a capital letter, and the stop behind a short form.
    pub fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let token = self.tokens.get(at).filter(|token| token.facts.month > 0 && token.capital)?;
        let stop = token.facts.short && self.is_mark(at + 1, '.') && self.token(at + 1).glued;
        Some((token.facts.month, at + 1 + usize::from(stop)))
    }

    /// "Friday", "Fri., Nov. 3", "Friday last week".
    pub fn weekday(&self, at: usize) -> Option<Found> {
        let token =
            self.tokens.get(at).filter(|token| token.facts.weekday > 0 && token.capital && !token.facts.plural)?;
        let weekday = token.facts.weekday;
        let mut next = at + 1;
        next += usize::from(token.facts.short && self.is_mark(next, '.'));
        let dated = next + usize::from(self.is_mark(next, ','));
        let dated = dated + usize::from(self.word(dated) == Some(Word::The));
        let date = self.month(dated).or_else(|| self.day_of_month(dated));
        if let Some((symbolic, end)) = date.filter(|(symbolic, _)| matches!(symbolic.base, Base::Day { .. })) {
            return Some((Symbolic { rule: "weekday-date", ..symbolic }, end));
        }
        if token.facts.short {
            return None;
        }
        // "Black Sunday", "Sunday Times", "Friday the Thirteenth"
        let name = self.tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == Kind::Word)
            && self.is_any(
                at + 1,
                &[
                    "times",
                    "telegraph",
                    "express",
                    "mirror",
                    "world",
                    "mail",
                    "star",
                    "herald",
                    "review",
                    "school",
                    "post",
                ],
            );
        let colour = at > 0
            && self.is_any(at - 1, &["black", "bloody", "super", "ash", "good", "palm"])
            && self.token(at - 1).capital;
        if name || colour {
            return None;
        }
        let of = usize::from(self.word(next) == Some(Word::Of));
        let (weeks, end) = match (self.word(next + of), self.facts(next + of + 1).unit) {
            (Some(Word::Last), Some(Unit::Week)) => (Some(-1), next + of + 2),
            (Some(Word::This), Some(Unit::Week)) => (Some(0), next + of + 2),
            (Some(Word::Next), Some(Unit::Week)) => (Some(1), next + of + 2),
            _ => (None, next),
        };
        Some((Symbolic::of(Base::Weekday { which: Which::Plain, weekday, weeks }, "weekday"), end))
    }

    /// "May 3", "May 3, 2024", "May 2024", "May last year", "May".
    pub fn month(&self, at: usize) -> Option<Found> {
        let (month, next) = self.month_name(at)?;
        let the = usize::from(self.word(next) == Some(Word::The));
        if let Some((day, after)) = self.day_number(next + the).filter(|(_, after)| self.is_day_at(next + the, *after))
        {
            let (mut last, mut after) = (day, after);
            if self.is_mark(after, '-')
                && let Some((second, end)) = self.day_number(after + 1).filter(|(second, _)| *second > day)
            {
                (last, after) = (second, end);
            }
            let (which, end) = self.of_year(after).unwrap_or((Which::Plain, after));
            return Some((Symbolic::of(Base::Day { which, month, day, last }, "month-day"), end));
        }
        if let Some((which, end)) = self.of_year(next) {
            return Some((Symbolic::of(Base::Month { which, month }, "month-year"), end));
        }
        let token = self.token(at);
        let led = at.checked_sub(1).and_then(|before| self.word(before));
        // "May" and "March" alone need a word before them that months have
        let months = matches!(
            led,
            Some(
                Word::In
                    | Word::Of
                    | Word::Since
                    | Word::Until
                    | Word::By
                    | Word::During
                    | Word::From
                    | Word::Last
                    | Word::Next
                    | Word::This
                    | Word::Late
                    | Word::Early
                    | Word::Mid
                    | Word::Every
                    | Word::Between
                    | Word::To
                    | Word::Throughout
                    | Word::Coming
                    | Word::Past
                    | Word::Previous
                    | Word::Following
            )
        ) || at > 1
            && self.is_mark(at - 1, '-')
            && matches!(self.word(at - 2), Some(Word::Late | Word::Early | Word::Mid))
            || at > 1 && matches!(led, Some(Word::And | Word::Or)) && self.facts(at - 2).month > 0;
        if token.facts.doubtful && (!months || self.is_any(next, &["on", "of"]) && self.is_word(at, "march")) {
            return None;
        }
        // "Jan" and "Sep" alone are no months, nor is "April" before a name
        if token.facts.short && next == at + 1 && !months {
            return None;
        }
        let name =
            self.tokens.get(next).is_some_and(|t| t.kind == Kind::Word && t.capital && t.facts == Default::default());
        if !months && name && self.is_any(at, &["april", "june", "august", "may", "jan"]) {
            return None;
        }
        Some((Symbolic::of(Base::Month { which: Which::Plain, month }, "month"), next))
    }

    /// Tells whether the number between is a day: "May 3 people" is none.
    pub fn is_day_at(&self, at: usize, end: usize) -> bool {
        let next = self.facts(end);
        let counted = next.never_after && self.token(end).kind == Kind::Word
            || self.is_mark(end, '%')
            || self.is_mark(end, ':') && self.token(end).glued && self.digits(end + 1).is_some();
        let joined = self.token(at).glued && self.digits(at).is_some() && !self.is_mark(at - 1, '.');
        // "May first": an ordinal in words before a unit or a noun is none ("the September first quarter")
        let spoken = self.digits(at).is_some() || next.unit.is_none() && self.token(at).facts.unit.is_none();
        !counted && !joined && spoken
    }

    /// The year behind a month or day: ", 2024", "of 2024", "last year", "of that year".
    pub fn of_year(&self, at: usize) -> Option<(Which, usize)> {
        let mut next = at;
        next += usize::from(self.is_mark(next, ','));
        if let Some((which, end)) = self.year(next) {
            let clock = self.is_mark(end, ':') && self.token(end).glued;
            let counted = self.facts(end).never_after
                && !self.tokens.get(end).is_some_and(|t| t.capital)
                && !self.is_any(end, &["deaths", "cases", "act"]);
            return (!clock && !counted).then_some((which, end));
        }
        if self.is_mark(at, ',') {
            return None;
        }
        let of = usize::from(self.word(at) == Some(Word::Of));
        if of == 1
            && let Some((which, end)) = self.year(at + 1)
        {
            return Some((which, end));
        }
        let fiscal = usize::from(self.word(at + of + 1) == Some(Word::Fiscal));
        if self.facts(at + of + 1 + fiscal).unit != Some(Unit::Year) || self.facts(at + of + 1 + fiscal).plural {
            return None;
        }
        let end = at + of + 2 + fiscal;
        match self.word(at + of)? {
            Word::Last => Some((Which::YearsOn(-1), end)),
            Word::This => Some((Which::YearsOn(0), end)),
            Word::Next => Some((Which::YearsOn(1), end)),
            Word::That | Word::Same => Some((Which::YearsFrom(0), end)),
            Word::A if of == 0 && self.word(end) == Some(Word::Ago) => Some((Which::YearsOn(-1), end + 1)),
            Word::A if of == 0 && self.word(end) == Some(Word::Earlier) => Some((Which::YearsFrom(-1), end + 1)),
            _ => None,
        }
    }

    /// "Christmas", "Labor Day 2024".
    pub fn holiday(&self, at: usize) -> Option<Found> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.facts.phrase && (token.capital || token.facts.word == Some(Word::The)))?;
        let wanted = |meaning: &Meaning| matches!(meaning, Meaning::Holiday(_));
        let (meaning, count) = self.lexicon.phrase(self.text, self.tokens.get(at..).unwrap_or_default(), wanted)?;
        let Meaning::Holiday(rule) = meaning else { return None };
        let end = at + count;
        let name =
            self.tokens.get(end).is_some_and(|t| t.capital && t.kind == Kind::Word && t.facts == Default::default());
        if count == 1 && (name || token.facts.word.is_some()) {
            return None; // "Christmas Island", "Easter Road"
        }
        if count == 1 && self.facts(end).unit == Some(Unit::Week) {
            let base = Base::Holiday { which: Which::Plain, rule: format!("week {rule}") };
            return Some((Symbolic::of(base, "holiday"), end + 1));
        }
        let (which, end) = self.of_year(end).unwrap_or((Which::Plain, end));
        Some((Symbolic::of(Base::Holiday { which, rule: rule.clone() }, "holiday"), end))
    }

    /// "1998", "the year 2000", "fiscal 1998", "the 1990s", "'98", "nineteen ninety-seven".
    fn year_alone(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let mut next = at + the;
        let fiscal = self.word(next) == Some(Word::Fiscal);
        let named = self.facts(next).unit == Some(Unit::Year) && !self.facts(next).plural;
        if fiscal || named {
            next += 1;
            next += usize::from(fiscal && self.facts(next).unit == Some(Unit::Year));
        }
        let year = |year, end| Some((Symbolic::of(Base::Year(year), "year"), end));
        // decades
        let apostrophe = usize::from(self.is_mark(next, '\''));
        if let Some((value, digits)) = self.digits(next + apostrophe) {
            let end = next + apostrophe + 1;
            let dash = usize::from(self.is_mark(end, '\''));
            let s =
                self.is_word(end + dash, "s") && self.token(end + dash).glued && (dash == 0 || self.token(end).glued);
            // a possessive "1998's" is a year
            let decade = s && value % 10 == 0 && (dash == 0 || digits == 4 && the == 1);
            if decade && (digits == 4 || digits == 2 && (apostrophe == 1 || the == 1)) && value >= 10 {
                let value = if digits == 4 { value as i16 } else { 1900 + value as i16 };
                return Some((Symbolic::of(Base::Decade(value / 10), "decade"), end + dash + 1));
            }
        }
        if apostrophe == 1 && !named {
            let (which, end) = self.year(next)?;
            let Which::Year(value) = which else { return None };
            // 'its 80 men' behind a quotation mark is no year
            let led = next.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.word(before),
                    Some(Word::In | Word::Since | Word::Of | Word::From | Word::Until | Word::By | Word::During)
                )
            });
            return if led || fiscal { year(value, end) } else { None };
        }
        if self.facts(next).decade > 0 && (the == 1 || self.is_word(next.wrapping_sub(1), "in")) {
            return Some((
                Symbolic::of(Base::Decade(190 + i16::from(self.facts(next).decade) / 10), "decade"),
                next + 1,
            ));
        }
        if self.is_mark(next, '\'') {
            return None;
        }
        if let Some((value, end)) = self.spoken_year(next) {
            return year(value, end);
        }
        let found = self.lone_year(next);
        if found.is_some() && (the == 0 || named || fiscal) {
            return year(found?, next + 1);
        }
        None
    }

    /// "year-end" is a day, "year's end" the last part of a year.
    fn year_end(&self, at: usize) -> Option<Found> {
        let year = self.facts(at).unit == Some(Unit::Year) && !self.facts(at).plural;
        let dash = self.is_mark(at + 1, '-');
        let possessive = self.is_mark(at + 1, '\'') && self.is_word(at + 2, "s");
        let next = at + 1 + usize::from(dash) + 2 * usize::from(possessive);
        if !year || !self.is_word(next, "end") {
            return None;
        }
        let led = at.checked_sub(1).and_then(|before| self.word(before));
        let at_end = matches!(
            led,
            Some(
                Word::By
                    | Word::At
                    | Word::Since
                    | Word::Until
                    | Word::Earlier
                    | Word::Later
                    | Word::Around
                    | Word::From
                    | Word::To
            )
        );
        if dash {
            let base = Base::Day { which: Which::Plain, month: 12, day: 31, last: 31 };
            return at_end.then(|| (Symbolic::of(base, "year-end"), next + 1));
        }
        let base = Base::Unit { unit: Unit::Year, shift: 0, from: Origin::Published };
        Some((Symbolic { modifier: Some(crate::Modifier::End), ..Symbolic::of(base, "year-end") }, next + 1))
    }

    /// "today", "yesterday", "tomorrow".
    fn day_word(&self, at: usize) -> Option<Found> {
        let day = self.facts(at).day?;
        let name = self.token(at).capital
            && self.tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == Kind::Word)
            && at > 0;
        // "USA Today", "the Today programme"
        let title = self.token(at).capital
            && at > 0
            && self.token(at - 1).kind == Kind::Word
            && (name || self.token(at - 1).capital || self.word(at - 1) == Some(Word::The));
        (!title).then(|| (Symbolic::of(Base::DayOn(day), "day-word"), at + 1))
    }
}
