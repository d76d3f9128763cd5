//! Expressions of the calendar: days, weekdays, months, quarters, years, and what places them.

use super::{
    grammar::{Found, Grammar},
    lexicon::{Meaning, Word},
    symbolic::{Base, Count, Lies, Origin, Part, Symbolic, Unit, Which},
    token::Kind,
};

/// The words before a unit, month or weekday that place it.
#[derive(Debug, Clone, Copy)]
struct Place {
    which: Which,
    /// Units on from the day of publication or from the reference.
    shift: i8,
    from: Origin,
    word: Word,
}

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
        let begins = !self.tokens[at].glued || at.checked_sub(1).is_none_or(apart);
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
    fn day_of_month(&self, at: usize) -> Option<Found> {
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
            if self.tokens[at].glued
                && at > 0
                && matches!(self.tokens[at - 1].kind, Kind::Mark('$' | '€' | '£' | '.' | ':'))
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
    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
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
    fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let token = self.tokens.get(at).filter(|token| token.facts.month > 0 && token.capital)?;
        let stop = token.facts.short && self.is_mark(at + 1, '.') && self.tokens[at + 1].glued;
        Some((token.facts.month, at + 1 + usize::from(stop)))
    }

    /// "Friday", "Fri., Nov. 3", "Friday last week".
    fn weekday(&self, at: usize) -> Option<Found> {
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
            && self.tokens[at - 1].capital;
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
    fn month(&self, at: usize) -> Option<Found> {
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
        let token = self.tokens[at];
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
    fn is_day_at(&self, at: usize, end: usize) -> bool {
        let next = self.facts(end);
        let counted = next.never_after && self.tokens[end].kind == Kind::Word
            || self.is_mark(end, '%')
            || self.is_mark(end, ':') && self.tokens[end].glued && self.digits(end + 1).is_some();
        let joined = self.tokens[at].glued && self.digits(at).is_some() && !self.is_mark(at - 1, '.');
        // "May first": an ordinal in words before a unit or a noun is none ("the September first quarter")
        let spoken = self.digits(at).is_some() || next.unit.is_none() && self.tokens[at].facts.unit.is_none();
        !counted && !joined && spoken
    }

    /// The year behind a month or day: ", 2024", "of 2024", "last year", "of that year".
    pub fn of_year(&self, at: usize) -> Option<(Which, usize)> {
        let mut next = at;
        next += usize::from(self.is_mark(next, ','));
        if let Some((which, end)) = self.year(next) {
            let clock = self.is_mark(end, ':') && self.tokens[end].glued;
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
    fn holiday(&self, at: usize) -> Option<Found> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.facts.phrase && (token.capital || token.facts.word == Some(Word::The)))?;
        let wanted = |meaning: &Meaning| matches!(meaning, Meaning::Holiday(_));
        let (meaning, count) = self.lexicon.phrase(self.text, &self.tokens[at..], wanted)?;
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
                self.is_word(end + dash, "s") && self.tokens[end + dash].glued && (dash == 0 || self.tokens[end].glued);
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

    /// "today", "yesterday", "tomorrow".
    fn day_word(&self, at: usize) -> Option<Found> {
        let day = self.facts(at).day?;
        let name = self.tokens[at].capital
            && self.tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == Kind::Word)
            && at > 0;
        // "USA Today", "the Today programme"
        let title = self.tokens[at].capital
            && at > 0
            && self.tokens[at - 1].kind == Kind::Word
            && (name || self.tokens[at - 1].capital || self.word(at - 1) == Some(Word::The));
        (!title).then(|| (Symbolic::of(Base::DayOn(day), "day-word"), at + 1))
    }

    /// What "last", "this", "the following" and the like place.
    fn placed(&self, at: usize) -> Option<Found> {
        let (place, mut next) = match self.place(at) {
            Some((place, next)) => (Some(place), next),
            None => (None, at),
        };
        let the = place.is_some_and(|place| place.word == Word::The);
        let plain = Place { which: Which::Plain, shift: 0, from: Origin::Published, word: Word::The };
        let what = place.unwrap_or(plain);
        // "the 1989 third quarter", "the year-earlier quarter", "fiscal second-quarter"
        let mut years = None;
        if let Some((value, 4)) = self.digits(next)
            && self.lone_year(next).is_some()
            && !self.tokens[next].glued
        {
            (years, next) = (Some(Which::Year(value as i16)), next + 1);
        }
        if self.word(next) == Some(Word::Comparable) {
            next += 1;
        }
        let year_earlier = self.facts(next).unit == Some(Unit::Year)
            && self.is_mark(next + 1, '-')
            && matches!(self.word(next + 2), Some(Word::Ago | Word::Earlier));
        if year_earlier {
            (years, next) = (Some(Which::YearsFrom(-1)), next + 3);
        }
        if self.word(next) == Some(Word::Fiscal) {
            next += 1 + usize::from(self.is_mark(next + 1, '-'));
        }
        if place.is_some() && self.word(next) == Some(Word::Very) {
            next += 1;
        }
        let facts = self.facts(next);
        let which = years.unwrap_or(what.which);
        let read = |base, end| Some((Symbolic::of(base, "placed"), end));
        // quarters and halves
        if facts.ordinal > 0 || self.word(next) == Some(Word::Last) && place.is_some_and(|p| p.word == Word::The) {
            let after = next + 1 + usize::from(self.is_mark(next + 1, '-'));
            let quarter = (1..=4).contains(&facts.ordinal)
                && self.facts(after).unit == Some(Unit::Quarter)
                && !self.facts(after).plural;
            let half = (1..=2).contains(&facts.ordinal)
                && self.word(after) == Some(Word::Half)
                && !self.is_mark(after + 1, '-');
            if quarter || half && place.is_some() {
                let (which, end) = self.of_year(after + 1).unwrap_or((which, after + 1));
                let sport = !quarter && matches!(which, Which::Plain);
                let base = if quarter {
                    Base::Quarter { which, quarter: facts.ordinal }
                } else {
                    Base::Half { which, half: facts.ordinal }
                };
                return if sport { None } else { read(base, end) };
            }
            let century = (2..=30).contains(&facts.ordinal) && self.facts(after).unit == Some(Unit::Century);
            if century {
                return read(Base::Century(i16::from(facts.ordinal) - 1), after + 1);
            }
        }
        if let Some((value, _)) = self.digits(next).filter(|(value, _)| (2..=30).contains(value))
            && self.is_any(next + 1, &["st", "nd", "rd", "th"])
            && self.tokens[next + 1].glued
        {
            let after = next + 2 + usize::from(self.is_mark(next + 2, '-'));
            return (self.facts(after).unit == Some(Unit::Century))
                .then(|| (Symbolic::of(Base::Century(value as i16 - 1), "century"), after + 1));
        }
        if let Some(Which::YearsFrom(_)) = years {
            return match (facts.unit, facts.word) {
                (Some(Unit::Quarter), _) | (_, Some(Word::Period)) if !facts.plural => {
                    read(Base::SameQuarter(-1), next + 1)
                }
                _ => read(
                    Base::Ago { count: Count::Exact(1, false), unit: Unit::Year, sign: -1, from: Origin::Reference },
                    next,
                ),
            };
        }
        if let Some(Which::Year(year)) = years {
            return match (facts.unit, facts.word) {
                (Some(Unit::Quarter), _) | (_, Some(Word::Period)) if !facts.plural && the => {
                    read(Base::QuarterOf(year), next + 1)
                }
                _ => None,
            };
        }
        if facts.season.is_some() {
            return self.season(at, next, place.is_some(), what.which);
        }
        let place = place?;
        if facts.weekday > 0 && self.tokens[next].capital && !facts.plural && place.word != Word::The {
            let (symbolic, end) = self.weekday(next)?;
            return match symbolic.base {
                Base::Weekday { weekday, .. } => Some((
                    Symbolic {
                        rule: "placed-weekday",
                        base: Base::Weekday { which: place.which, weekday, weeks: None },
                        ..symbolic
                    },
                    end,
                )),
                _ => Some((symbolic, end)),
            };
        }
        if let Some((month, after)) = self.month_name(next).filter(|_| place.word != Word::The) {
            if let Some((day, end)) = self.day_number(after).filter(|(_, end)| self.is_day_at(after, *end)) {
                return Some((
                    Symbolic::of(Base::Day { which: place.which, month, day, last: day }, "placed-day"),
                    end,
                ));
            }
            return read(Base::Month { which: place.which, month }, after);
        }
        if let Some((symbolic, end)) = self.holiday(next).filter(|_| place.word != Word::The) {
            return match symbolic.base {
                Base::Holiday { which: Which::Plain, rule } => {
                    Some((Symbolic::of(Base::Holiday { which: place.which, rule }, "holiday"), end))
                }
                _ => Some((symbolic, end)),
            };
        }
        if let Some(part) = facts.part.filter(|_| !facts.plural) {
            return self.placed_part(place, part, next);
        }
        if facts.word == Some(Word::Period) {
            let same = matches!(place.word, Word::Latest);
            return if same { read(Base::SameQuarter(0), next + 1) } else { None };
        }
        let unit = facts.unit.filter(|_| !facts.plural)?;
        self.placed_unit(at, place, unit, next)
    }

    fn placed_part(&self, place: Place, part: Part, at: usize) -> Option<Found> {
        let of = |base| {
            let symbolic = Symbolic { part: Some(part), ..Symbolic::of(base, "part-of-day") };
            Some((symbolic, at + 1))
        };
        match place.word {
            Word::This => of(Base::DayOn(0)),
            Word::Last if part == Part::NI || part == Part::EV => of(Base::DayOn(-1)),
            Word::Following | Word::Next => of(Base::Unit { unit: Unit::Day, shift: 1, from: Origin::Reference }),
            Word::Previous => of(Base::Unit { unit: Unit::Day, shift: -1, from: Origin::Reference }),
            Word::That | Word::Same => of(Base::Unit { unit: Unit::Day, shift: 0, from: Origin::Reference }),
            Word::The => {
                // "the morning of May 3"
                if self.word(at + 1) == Some(Word::Of)
                    && let Some((symbolic, end)) = self.calendar(at + 2).filter(|(symbolic, _)| symbolic.base.is_day())
                {
                    return Some((Symbolic { part: Some(part), ..symbolic }, end));
                }
                None
            }
            _ => None,
        }
    }

    fn placed_unit(&self, at: usize, place: Place, unit: Unit, next: usize) -> Option<Found> {
        let end = next + 1;
        let read = |base| Some((Symbolic::of(base, "placed"), end));
        let dashed = self.is_mark(end, '-');
        match (unit, place.word) {
            (Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium | Unit::Fortnight, _) => match place.word {
                Word::Last | Word::Past | Word::Coming => read(Base::Duration {
                    count: Count::Exact(1, false),
                    unit,
                    lies: if place.shift < 0 { Lies::Past } else { Lies::Ahead },
                }),
                Word::Next if at + 1 < next => {
                    read(Base::Duration { count: Count::Exact(1, false), unit, lies: Lies::Ahead })
                }
                _ => None,
            },
            (Unit::Weekend, _) => read(Base::Weekend(place.which)),
            (Unit::Quarter, Word::The | Word::Latest) if !dashed => {
                // "the quarter a year ago"
                match self.of_year(end) {
                    Some((Which::YearsOn(-1) | Which::YearsFrom(-1), end)) => {
                        Some((Symbolic::of(Base::SameQuarter(-1), "placed"), end))
                    }
                    _ => read(Base::SameQuarter(0)),
                }
            }
            (Unit::Quarter, Word::That | Word::Same) => read(Base::SameQuarter(0)),
            (Unit::Day, Word::The) => {
                // "the day before"; "the day after the vote" is none
                let alone = matches!(self.word(end), Some(Word::Earlier | Word::Later))
                    && self.tokens.get(end + 1).is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
                let sign = if self.word(end) == Some(Word::Earlier) { -1 } else { 1 };
                alone.then(|| {
                    (Symbolic::of(Base::Unit { unit, shift: sign, from: Origin::Reference }, "day-before"), end + 1)
                })
            }
            (Unit::Year, Word::The) if !dashed => {
                // "for the year ended March 31" is a length, "the year before" another year
                if self.is_any(end, &["ended", "ending", "to", "through"]) {
                    return read(Base::Duration { count: Count::Exact(1, false), unit, lies: Lies::Nowhere });
                }
                if self.word(end) == Some(Word::Earlier) {
                    return Some((
                        Symbolic::of(Base::Unit { unit, shift: -1, from: Origin::Reference }, "placed"),
                        end + 1,
                    ));
                }
                let led = at.checked_sub(1).is_some_and(|before| {
                    matches!(
                        self.word(before),
                        Some(
                            Word::For
                                | Word::Of
                                | Word::In
                                | Word::During
                                | Word::By
                                | Word::Over
                                | Word::Throughout
                                | Word::Until
                                | Word::From
                        )
                    )
                });
                led.then(|| (Symbolic::of(Base::Unit { unit, shift: 0, from: Origin::Published }, "placed"), end))
            }
            (Unit::Week | Unit::Month, Word::The) => {
                // "the week of March 6"
                if unit == Unit::Week
                    && self.word(end) == Some(Word::Of)
                    && let Some((symbolic, end)) =
                        self.calendar(end + 1).filter(|(symbolic, _)| matches!(symbolic.base, Base::Day { .. }))
                {
                    let Base::Day { which, month, day, .. } = symbolic.base else { return None };
                    return Some((Symbolic::of(Base::WeekOf { which, month, day }, "week-of"), end));
                }
                if self.word(end) == Some(Word::Earlier) {
                    return Some((
                        Symbolic::of(Base::Unit { unit, shift: -1, from: Origin::Reference }, "placed"),
                        end + 1,
                    ));
                }
                let led = at.checked_sub(1).is_some_and(|before| {
                    matches!(
                        self.word(before),
                        Some(Word::For | Word::Of | Word::In | Word::During | Word::By | Word::Over | Word::Throughout)
                    )
                });
                (led && !dashed && self.word(end) != Some(Word::Of))
                    .then(|| (Symbolic::of(Base::Unit { unit, shift: 0, from: Origin::Published }, "placed"), end))
            }
            (_, Word::The | Word::Own) => None,
            (Unit::Day, Word::This | Word::Last | Word::Latest | Word::Current) => None,
            (Unit::Day, Word::Coming) => None,
            (Unit::Day, Word::Next) if place.shift > 0 => read(Base::Unit { unit, shift: 1, from: Origin::Reference }),
            _ if dashed && !self.is_any(end + 1, &["on", "to", "over", "end"]) => None,
            _ => read(Base::Unit { unit, shift: place.shift, from: place.from }),
        }
    }

    /// "last summer", "the summer of 1998", "in spring", "winter 1998".
    fn season(&self, start: usize, at: usize, placed: bool, which: Which) -> Option<Found> {
        let token = self.tokens[at];
        let season = token.facts.season?;
        let end = at + 1;
        let year = self.of_year(end);
        let led = start.checked_sub(1).and_then(|before| self.word(before));
        let in_season = matches!(
            led,
            Some(
                Word::In
                    | Word::During
                    | Word::By
                    | Word::Since
                    | Word::Until
                    | Word::Throughout
                    | Word::Early
                    | Word::Late
                    | Word::Mid
                    | Word::Of
                    | Word::Over
                    | Word::From
            )
        );
        let named = self.tokens.get(end).is_some_and(|t| t.kind == Kind::Word && t.capital) && token.capital;
        let name_before =
            token.capital && start > 0 && self.tokens[start - 1].capital && self.tokens[start - 1].kind == Kind::Word;
        if named || name_before && year.is_none() {
            return None; // "the Summer Olympics", "the Prague Spring"
        }
        // "fall" and "spring" alone are as often something else
        let plain = matches!(which, Which::Plain);
        let odd = self.is_any(at, &["fall", "spring"]);
        let follows = self.tokens.get(end).is_some_and(|t| t.kind == Kind::Word)
            && self.word(end).is_none()
            && placed
            && odd
            && plain
            && self.facts(end).unit.is_none();
        if plain
            && year.is_none()
            && (!in_season || odd && !placed && led != Some(Word::In) || follows || self.word(end) == Some(Word::Of))
        {
            return None;
        }
        let (which, end) = year.unwrap_or((which, end));
        Some((Symbolic::of(Base::Season { which, season }, "season"), end))
    }

    /// The words that place: "the", "last", "this past", "the following".
    fn place(&self, at: usize) -> Option<(Place, usize)> {
        let first = self.word(at)?;
        let second = self.word(at + 1);
        let (word, next) = match (first, second) {
            (
                Word::The | Word::This | Word::That | Word::Own,
                Some(
                    Word::Last
                    | Word::Past
                    | Word::Next
                    | Word::Coming
                    | Word::Following
                    | Word::Previous
                    | Word::Current
                    | Word::Latest
                    | Word::Same,
                ),
            ) => (second?, at + 2),
            _ => (first, at + 1),
        };
        use Word::*;
        let (which, shift, from) = match word {
            The | Own => (Which::Plain, 0, Origin::Published),
            This | Current => (Which::This, 0, Origin::Published),
            Last | Past => (Which::Last, -1, Origin::Published),
            Next | Coming => (Which::Next, 1, Origin::Published),
            Latest => (Which::Last, -1, Origin::Published),
            Following => (Which::Following, 1, Origin::Reference),
            Previous => (Which::Previous, -1, Origin::Reference),
            That | Same => (Which::Same, 0, Origin::Reference),
            _ => return None,
        };
        let which = if word == Coming { Which::Coming } else { which };
        Some((Place { which, shift, from, word }, next))
    }
}
