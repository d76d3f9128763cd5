//! Calendars and eras beside the Gregorian one.

use jiff::{ToSpan, civil::Date};

use super::stamp::Stamp;

/// Years by which Thai pages count ahead: from the Buddha's death.
pub const BUDDHIST: i64 = 543;
/// Years above this are counted so.
pub const MIN_BUDDHIST: i64 = 2400;
/// Years of the solar Hijri calendar, of Iran and Afghanistan, in which a page can have been published.
pub const SOLAR_HIJRI: std::ops::RangeInclusive<i64> = 1369..=1479;

/// Eras of East Asia, with the year before their first.
const ERAS: &[(&str, i64)] = &[("令和", 2018), ("平成", 1988), ("中華民國", 1911), ("民國", 1911), ("民国", 1911)];

/// Tells whether an era is named in a text.
pub fn has_era(text: &str) -> bool {
    !text.is_ascii() && text.contains('年') && ERAS.iter().any(|(name, _)| text.contains(name))
}

/// Returns the length, in characters, of the era's name that a text begins with, and the year before its first.
pub fn era(text: &str) -> Option<(usize, i64)> {
    let (name, before) = ERAS.iter().find(|(name, _)| text.starts_with(name))?;
    Some((name.chars().count(), *before))
}

/// Turns a day of the solar Hijri calendar into the Gregorian one.
///
/// Source: the 33-year cycle (8 leap years in 33), which agrees with the calendar in use from 1244 to 1502
/// (Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74, 1996).
pub fn solar_hijri(year: i64, month: i64, day: i64) -> Option<Stamp> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return None;
    }
    // Counted from the first day of the Gregorian year 0, over whole cycles.
    let years = year + 1595;
    let months = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    let days = -355_668 + 365 * years + years / 33 * 8 + (years % 33 + 3) / 4 + day + months;
    let found = Date::new(0, 1, 1).ok()?.checked_add(i32::try_from(days).ok()?.days()).ok()?;
    Stamp::day(i64::from(found.year()), i64::from(found.month()), i64::from(found.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_years_days_of_iran_are_known() {
        for (year, day) in [(1399, "2020-03-20"), (1400, "2021-03-21"), (1403, "2024-03-20"), (1404, "2025-03-21")] {
            assert_eq!(solar_hijri(year, 1, 1).map(|s| s.day.to_string()).as_deref(), Some(day), "{year}");
        }
        assert_eq!(solar_hijri(1403, 12, 30).map(|s| s.day.to_string()).as_deref(), Some("2025-03-20"));
        assert_eq!(solar_hijri(1403, 7, 31), None);
    }
}
