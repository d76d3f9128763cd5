//! Expressions that words place: "last week", "this coming Friday", "the third quarter", "the following year".

use super::{
    grammar::{Found, Grammar},
    lexicon::Word,
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
    /// What "last", "this", "the following" and the like place.
    pub fn placed(&self, at: usize) -> Option<Found> {
        if self.word(at) == Some(Word::Own) {
            return None; // "its third-quarter loss": the possessive is no part of it
        }
        let (place, mut next) = match self.place(at) {
            Some((place, next)) => (Some(place), next),
            None => (None, at),
        };
        let the = place.is_some_and(|place| place.word == Word::The);
        let plain = Place { which: Which::Plain, shift: 0, from: Origin::Published, word: Word::The };
        let what = place.unwrap_or(plain);
        // "the corresponding period last year"
        if the
            && self.word(next) == Some(Word::Comparable)
            && (self.word(next + 1) == Some(Word::Period) || self.facts(next + 1).unit == Some(Unit::Quarter))
            && let Some((Which::YearsOn(-1) | Which::YearsFrom(-1), end)) = self.of_year(next + 2)
        {
            return Some((Symbolic::of(Base::SameQuarter(-1), "placed"), end));
        }
        // "the 1989 third quarter", "the year-earlier quarter", "fiscal second-quarter"
        let mut years = None;
        if let Some((value, 4)) = self.digits(next)
            && self.lone_year(next).is_some()
            && !self.token(next).glued
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
        // "the last half of 1989"
        let last = facts.word == Some(Word::Half) && place.is_some_and(|place| place.word == Word::Last);
        if facts.ordinal > 0 || last {
            let after = if last { next } else { next + 1 + usize::from(self.is_mark(next + 1, '-')) };
            let ordinal = if last { 2 } else { facts.ordinal };
            let quarter = (1..=4).contains(&facts.ordinal)
                && self.facts(after).unit == Some(Unit::Quarter)
                && !self.facts(after).plural;
            let half =
                (1..=2).contains(&ordinal) && self.word(after) == Some(Word::Half) && !self.is_mark(after + 1, '-');
            // "the third-quarter loss"
            if quarter && the && after > next + 1 && years.is_none() {
                return None;
            }
            if quarter || half && place.is_some() {
                let (which, end) = self.of_year(after + 1).unwrap_or((which, after + 1));
                let sport = !quarter && matches!(which, Which::Plain);
                let base = if quarter {
                    Base::Quarter { which, quarter: facts.ordinal }
                } else {
                    Base::Half { which, half: ordinal }
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
            && self.token(next + 1).glued
        {
            let after = next + 2 + usize::from(self.is_mark(next + 2, '-'));
            return (self.facts(after).unit == Some(Unit::Century))
                .then(|| (Symbolic::of(Base::Century(value as i16 - 1), "century"), after + 1));
        }
        if let Some(Which::YearsFrom(_)) = years {
            let period = facts.unit == Some(Unit::Quarter) || facts.word == Some(Word::Period);
            if place.is_some() && !period {
                return None; // "the year-ago results"
            }
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
        if facts.weekday > 0 && self.token(next).capital && !facts.plural && place.word != Word::The {
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
        let unit = facts.unit.filter(|_| !facts.plural && !self.is_title(next))?;
        if unit == Unit::Year
            && let Some(found) = self.quarter_of_year(place, next + 1)
        {
            return Some(found);
        }
        self.placed_unit(at, place, unit, next)
    }

    /// "last year's third quarter", "last year's period".
    fn quarter_of_year(&self, place: Place, at: usize) -> Option<Found> {
        let years = place.shift;
        if place.from != Origin::Published
            || place.word == Word::The
            || !self.is_mark(at, '\'')
            || !self.is_word(at + 1, "s")
        {
            return None;
        }
        let fiscal = usize::from(self.word(at + 2) == Some(Word::Fiscal));
        let next = at + 2 + fiscal;
        let facts = self.facts(next);
        if (1..=4).contains(&facts.ordinal) {
            let after = next + 1 + usize::from(self.is_mark(next + 1, '-'));
            let quarter = self.facts(after).unit == Some(Unit::Quarter) && !self.facts(after).plural;
            let base = Base::Quarter { which: Which::YearsOn(years), quarter: facts.ordinal };
            return quarter.then(|| (Symbolic::of(base, "placed"), after + 1));
        }
        let same = facts.unit == Some(Unit::Quarter) && !facts.plural || facts.word == Some(Word::Period);
        (same && years <= 0).then(|| (Symbolic::of(Base::SameQuarter(years), "placed"), next + 1))
    }

    /// Tells whether a phrase may end before a token: a mark, "and", "to" stands there, or nothing.
    fn ends_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Mark(_)))
            || self.is_any(at, &["and", "to", "but"])
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
            // "the night before", "the morning after"
            Word::The if matches!(self.word(at + 1), Some(Word::Earlier | Word::Later)) && self.ends_at(at + 2) => {
                let shift = if self.word(at + 1) == Some(Word::Earlier) { -1 } else { 1 };
                let (symbolic, end) = of(Base::Unit { unit: Unit::Day, shift, from: Origin::Reference })?;
                Some((symbolic, end + 1))
            }
            // "in the morning"; "in the morning of 3 May" is that day's
            Word::The
                if at >= 2 && self.is_any(at - 2, &["in"]) && !self.is_any(at + 1, &["of", "before", "after"]) =>
            {
                of(Base::Unit { unit: Unit::Day, shift: 0, from: Origin::Reference })
            }
            _ => None,
        }
    }

    fn placed_unit(&self, at: usize, place: Place, unit: Unit, next: usize) -> Option<Found> {
        let end = next + 1;
        let read = |base| Some((Symbolic::of(base, "placed"), end));
        let dashed = self.is_mark(end, '-');
        match (unit, place.word) {
            // "pulled out at the last minute"
            (Unit::Minute, Word::Last) if at > 0 && self.is_any(at - 1, &["at"]) => None,
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
                let alone = matches!(self.word(end), Some(Word::Earlier | Word::Later)) && self.ends_at(end + 1);
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
                led.then(|| (Symbolic::of(Base::Unit { unit, shift: 0, from: Origin::Published }, "the-year"), end))
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
                let possessive = unit == Unit::Week && self.is_mark(end, '\'');
                ((led || possessive) && !dashed && self.word(end) != Some(Word::Of))
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
        let token = self.token(at);
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
            token.capital && start > 0 && self.token(start - 1).capital && self.token(start - 1).kind == Kind::Word;
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
        use Word::*;
        let first = self.word(at)?;
        let second = self.word(at + 1);
        let places =
            matches!(second, Some(Last | Past | Next | Coming | Following | Previous | Current | Latest | Same));
        let (word, next) = match (first, second) {
            (The | This | Own, Some(second)) if places => (second, at + 2),
            (That, Some(Same)) => (Same, at + 2),
            // "said that third-quarter profit": a conjunction
            (That, _) if self.facts(at + 1).unit.is_none() && self.facts(at + 1).part.is_none() => return None,
            _ => (first, at + 1),
        };
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
