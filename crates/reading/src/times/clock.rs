//! Times of day: "10:35 a.m.", "noon on Friday", "Friday at 10 a.m. local time".

use super::{
    grammar::{Found, Grammar},
    lexicon::Word,
    symbolic::{Base, Hour, Part, Symbolic},
    token::{Kind, Token},
};

impl Grammar<'_> {
    /// A clock time with the day around it, or a day with its clock time.
    pub fn moment(&self, at: usize) -> Option<Found> {
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
    pub fn day_and_hour(&self, (mut symbolic, end): Found) -> Found {
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
            && (at || !self.token(after).glued)
            && hour.hour.is_some_and(|hour| at || hour.exact || self.token(hour_end - 1).facts.word != Some(Word::Noon))
        {
            symbolic.hour = hour.hour;
            return (symbolic, hour_end);
        }
        (symbolic, next)
    }

    /// "10:35 a.m.", "5 p.m. EST", "noon", "4 in the morning", "0735 GMT".
    pub fn clock(&self, at: usize) -> Option<Found> {
        let (hour, minute, exact, mut end) = match self.tokens.get(at)? {
            Token { kind: Kind::Word, facts, .. } => match facts.word {
                Some(Word::Noon) => return self.zoned(12, 0, true, at + 1),
                Some(Word::Midnight) => {
                    return self.zoned(24, 0, true, at + 1).map(|(mut symbolic, end)| {
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
                let minutes = self.is_mark(at + 1, ':') && self.token(at + 1).glued;
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
        if exact && self.is_mark(end, ':') && self.token(end).glued && self.digits(end + 1).is_some() {
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
}
