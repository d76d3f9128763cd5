//! Stretches of the calendar, with their TIMEX3 values.

use jiff::{Span, civil::Date};

use super::symbolic::Season;
use crate::Grain;

/// Days with the value that TIMEX3 gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub value: String,
    pub start: Date,
    /// Day after the last.
    pub end: Date,
    pub grain: Grain,
}

/// Years of the calendar that dates are made in.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

fn of(value: String, start: Option<Date>, end: Option<Date>, grain: Grain) -> Option<Stretch> {
    let (start, end) = (start?, end?);
    Some(Stretch { value, start, end, grain })
}

/// Returns the date so many days on.
pub(super) fn on(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok().filter(|date| YEARS.contains(&date.year()))
}

/// Returns the date so many months on; the last day of a month that is shorter.
pub(super) fn months_on(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok().filter(|date| YEARS.contains(&date.year()))
}

fn first(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().filter(|_| YEARS.contains(&year))
}

pub(super) fn day(date: Date) -> Option<Stretch> {
    of(date.to_string(), Some(date), on(date, 1), Grain::Day)
}

/// Returns the week of ISO 8601 that a day is in.
pub(super) fn week(date: Date) -> Option<Stretch> {
    let monday = on(date, 1 - i64::from(date.weekday().to_monday_one_offset()))?;
    let week = date.iso_week_date();
    of(format!("{:04}-W{:02}", week.year(), week.week()), Some(monday), on(monday, 7), Grain::Week)
}

/// Returns Saturday and Sunday of the week that a day is in.
pub(super) fn weekend(date: Date) -> Option<Stretch> {
    let week = week(date)?;
    of(format!("{}-WE", week.value), on(week.start, 5), Some(week.end), Grain::Weekend)
}

pub(super) fn month(year: i16, month: i8) -> Option<Stretch> {
    let start = first(year, month)?;
    of(format!("{year:04}-{month:02}"), Some(start), months_on(start, 1), Grain::Month)
}

pub(super) fn quarter(year: i16, quarter: i8) -> Option<Stretch> {
    let start = first(year, 3 * quarter - 2)?;
    of(format!("{year:04}-Q{quarter}"), Some(start), months_on(start, 3), Grain::Quarter)
}

pub(super) fn half(year: i16, half: i8) -> Option<Stretch> {
    let start = first(year, 6 * half - 5)?;
    of(format!("{year:04}-H{half}"), Some(start), months_on(start, 6), Grain::Half)
}

/// Returns the season that begins in a year, of the north.
pub(super) fn season(year: i16, season: Season) -> Option<Stretch> {
    let start = first(year, season.month())?;
    of(format!("{year:04}-{}", season.name()), Some(start), months_on(start, 3), Grain::Season)
}

pub(super) fn year(year: i16) -> Option<Stretch> {
    of(format!("{year:04}"), first(year, 1), first(year + 1, 1), Grain::Year)
}

/// Returns ten years: 199 is the 1990s.
pub(super) fn decade(decade: i16) -> Option<Stretch> {
    let start = decade.checked_mul(10)?;
    of(format!("{decade:03}"), first(start, 1), first(start + 10, 1), Grain::Decade)
}

/// Returns a hundred years: 19 are those of the 1900s.
pub(super) fn century(century: i16) -> Option<Stretch> {
    let start = century.checked_mul(100)?;
    of(format!("{century:02}"), first(start.max(1), 1), first(start + 100, 1), Grain::Century)
}

/// Returns the days from one to the other, which is not included.
pub(super) fn stretch(start: Date, end: Date) -> Option<Stretch> {
    of(String::new(), Some(start), Some(end), Grain::Stretch).filter(|_| start < end)
}

/// Returns the `nth` weekday (1 is Monday) of a month; the fifth is the last.
pub(super) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let first = first(year, month)?;
    let ahead = (weekday - first.weekday().to_monday_one_offset()).rem_euclid(7);
    let date = on(first, i64::from(ahead) + 7 * i64::from(nth - 1))?;
    if date.month() == month { Some(date) } else { on(date, -7) }
}

/// Returns Easter Sunday of the Gregorian calendar.
///
/// **Source**: the anonymous algorithm of Nature, 20 April 1876 (Meeus, Astronomical Algorithms, chapter 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok().filter(|_| YEARS.contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_on_their_days() {
        let easters = [
            (1999, "1999-04-04"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
        ];
        easters.iter().for_each(|(year, date)| assert_eq!(easter(*year).unwrap().to_string(), *date));
        assert_eq!(nth_weekday(2025, 11, 4, 4).unwrap().to_string(), "2025-11-27"); // Thanksgiving
        assert_eq!(nth_weekday(2025, 5, 5, 1).unwrap().to_string(), "2025-05-26"); // Memorial Day
    }

    #[test]
    fn weeks_are_those_of_iso() {
        let date = Date::constant(2024, 12, 30);
        assert_eq!(week(date).unwrap().value, "2025-W01");
        let weekend = weekend(Date::constant(2025, 12, 18)).unwrap();
        assert_eq!(
            (weekend.value.as_str(), weekend.start.to_string(), weekend.end.to_string()),
            ("2025-W51-WE", "2025-12-20".to_owned(), "2025-12-22".to_owned())
        );
    }
}
