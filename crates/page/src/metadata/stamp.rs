//! A day or moment as a page writes it; machine stamps and addresses.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::zone::offset;
use crate::{Dated, Place};

/// A day, or moment, read from words; what it stands for is not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The day as written.
    pub day: Date,
    /// Wall-clock time, when written.
    pub time: Option<Time>,
    /// Minutes east of UTC, when written.
    pub offset_minutes: Option<i16>,
}

/// Years in which a page can have been published; numbers outside are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Years that a person may give: from the first newspaper, the Relation of Strasbourg, on.
const GIVEN_YEARS: std::ops::RangeInclusive<i16> = 1605..=2100;

impl Stamp {
    /// Makes a day of the Gregorian calendar; `None` when there is none, or nobody can have published on it.
    pub fn day(year: i64, month: i64, day: i64) -> Option<Stamp> {
        let year = i16::try_from(year).ok().filter(|y| YEARS.contains(y))?;
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Stamp { day, time: None, offset_minutes: None })
    }

    /// Makes the article's date of the stamp, with the words and the place that gave it.
    pub fn dated(self, stamp: &str, place: Place) -> Dated {
        let at = self.time.zip(self.offset_minutes).and_then(|(time, minutes)| {
            let local = self.day.to_datetime(time);
            let utc = local.checked_sub(jiff::Span::new().minutes(i64::from(minutes))).ok()?;
            TimeZone::UTC.to_timestamp(utc).ok()
        });
        Dated {
            day: self.day,
            time: self.time,
            offset_minutes: self.offset_minutes,
            at,
            utc_day: at.map(|t: Timestamp| TimeZone::UTC.to_datetime(t).date()),
            stamp: stamp.to_owned(),
            place,
        }
    }
}

/// Reads a machine stamp: ISO 8601 in its usual spellings, RFC 2822, `YYYYMMDD`, seconds or milliseconds since 1970.
pub fn machine(stamp: &str) -> Option<Stamp> {
    let stamp = stamp.trim();
    if stamp.len() > 64 || !stamp.is_ascii() {
        return None;
    }
    if stamp.bytes().all(|b| b.is_ascii_digit()) {
        let n: i64 = stamp.parse().ok()?;
        return match stamp.len() {
            8 => Stamp::day(n / 10_000, n / 100 % 100, n % 100),
            14 => clock(
                Stamp::day(n / 10_000_000_000, n / 100_000_000 % 100, n / 1_000_000 % 100)?,
                n / 10_000 % 100,
                n / 100 % 100,
                n % 100,
            ),
            10 => epoch(n),
            13 => epoch(n / 1000),
            _ => None,
        };
    }
    let bytes = stamp.as_bytes();
    let digits = |from: usize, len: usize| -> Option<i64> {
        let part = stamp.get(from..from + len)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    if let Some(year) = digits(0, 4)
        && matches!(bytes.get(4), Some(b'-' | b'/' | b'.'))
    {
        let mut parts = stamp[5..].splitn(2, |c: char| !c.is_ascii_digit());
        let month: i64 = parts.next()?.parse().ok()?;
        let rest = parts.next()?;
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let day = Stamp::day(year, month, rest.get(..len)?.parse().ok()?)?;
        return Some(time_of_day(day, &rest[len..]));
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(stamp) {
        let local = zoned.datetime();
        let minutes = (zoned.offset().seconds() / 60) as i16;
        return Some(Stamp { day: local.date(), time: Some(local.time()), offset_minutes: Some(minutes) })
            .filter(|s| YEARS.contains(&s.day.year()));
    }
    None
}

/// Reads the day or moment that a person gives for a page: who adds an old page knows how old it is.
pub fn given(stamp: &str) -> Option<Stamp> {
    let stamp = stamp.trim();
    let moment = |at: Timestamp| (TimeZone::UTC.to_datetime(at), Some(0));
    let told = || match stamp.parse::<Timestamp>() {
        Ok(at) => Some(moment(at)),
        Err(_) => stamp.parse::<DateTime>().ok().map(|at| (at, None)),
    };
    machine(stamp).or_else(|| {
        let (at, offset_minutes) = told()?;
        let time = stamp.contains(':').then(|| at.time());
        Some(Stamp { day: at.date(), time, offset_minutes }).filter(|s| GIVEN_YEARS.contains(&s.day.year()))
    })
}

fn epoch(seconds: i64) -> Option<Stamp> {
    let at = TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    Some(Stamp { day: at.date(), time: Some(at.time()), offset_minutes: Some(0) })
        .filter(|s| YEARS.contains(&s.day.year()))
}

/// Puts a time of day on a stamp.
pub fn clock(stamp: Stamp, hour: i64, minute: i64, second: i64) -> Option<Stamp> {
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()?;
    Some(Stamp { time: Some(time), ..stamp })
}

/// Reads `THH:MM:SS.fff+ZZ:ZZ` and its looser forms after a day.
fn time_of_day(day: Stamp, rest: &str) -> Stamp {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let mut numbers = rest.splitn(2, ':');
    let hour = numbers.next().and_then(|h| h.parse::<i64>().ok());
    let after = numbers.next().unwrap_or("");
    let minute = after.get(..2).and_then(|m| m.parse::<i64>().ok());
    let (Some(mut hour), Some(minute)) = (hour, minute) else { return day };
    let mut after = &after[2..];
    let mut second = 0;
    if let Some(s) = after.strip_prefix(':').and_then(|a| a.get(..2)).and_then(|s| s.parse::<i64>().ok()) {
        second = s;
        after = &after[3..];
    }
    if let Some(fraction) = after.strip_prefix(['.', ',']) {
        after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let mut zone = after.trim().to_ascii_lowercase();
    for (mark, add) in [("am", 0), ("pm", 12)] {
        if let Some(z) = zone.strip_prefix(mark) {
            hour = hour % 12 + add;
            zone = z.trim().to_owned();
        }
    }
    let Some(stamp) = clock(day, hour, minute, second) else { return day };
    Stamp { offset_minutes: offset(&zone, stamp.day), ..stamp }
}

/// Finds a day in an address: `/2024/05/03/`, `2024-05-03`, `20240503`.
pub fn in_url(url: &str) -> Option<(String, Stamp)> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path).split(['?', '#']).next().unwrap_or("");
    let bytes = path.as_bytes();
    let number = |from: usize, len: usize| -> Option<i64> {
        let part = path.get(from..from + len)?;
        let border = |at: Option<&u8>| at.is_none_or(|b| !b.is_ascii_digit());
        (part.bytes().all(|b| b.is_ascii_digit()) && border(bytes.get(from + len))).then(|| part.parse().ok())?
    };
    for at in (0..bytes.len()).filter(|at| *at == 0 || !bytes[at - 1].is_ascii_digit()) {
        if let Some(n) = number(at, 8)
            && let Some(stamp) = Stamp::day(n / 10_000, n / 100 % 100, n % 100)
        {
            return Some((path[at..at + 8].to_owned(), stamp));
        }
        let Some(year) = number(at, 4) else { continue };
        let mark = bytes.get(at + 4).copied();
        if !matches!(mark, Some(b'/' | b'-' | b'_')) {
            continue;
        }
        for month_len in [2, 1] {
            let Some(month) = number(at + 5, month_len) else { continue };
            let next = at + 5 + month_len;
            if bytes.get(next).copied() != mark {
                continue;
            }
            for day_len in [2, 1] {
                if let Some(day) = number(next + 1, day_len)
                    && let Some(stamp) = Stamp::day(year, month, day)
                {
                    return Some((path[at..next + 1 + day_len].to_owned(), stamp));
                }
            }
        }
    }
    // "n1/2025/0619/c4412"
    let segments: Vec<&str> = path.split('/').collect();
    segments.windows(2).find_map(|pair| {
        let (year, rest) = (pair[0], pair[1]);
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || rest.len() != 4 || !digits(year) || !digits(rest) {
            return None;
        }
        let n: i64 = rest.parse().ok()?;
        Stamp::day(year.parse().ok()?, n / 100, n % 100).map(|s| (format!("{year}/{rest}"), s))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_person_may_give_a_day_that_no_page_is_believed() {
        for (stamp, day, time) in [
            ("1970-05-03", "1970-05-03", None),
            ("1931-05-03T10:30:00Z", "1931-05-03", Some("10:30:00")),
            ("2024-05-03", "2024-05-03", None),
        ] {
            let given = given(stamp).unwrap();
            assert_eq!(
                (given.day, given.time),
                (day.parse().unwrap(), time.map(|time| time.parse().unwrap())),
                "{stamp}"
            );
        }
        assert_eq!((machine("1970-05-03"), given("0031-05-03"), given("soon")), (None, None, None));
    }

    #[test]
    fn machine_stamps_of_every_spelling_are_read() {
        let read = |s: &str| machine(s).map(|s| s.dated("", Place::Meta).iso());
        assert_eq!(read("2026-02-03T23:40:00-05:00").unwrap(), "2026-02-03T23:40:00-05:00");
        assert_eq!(read("2019-11-18T19:12:31.000Z").unwrap(), "2019-11-18T19:12:31Z");
        assert_eq!(read("2019-11-18 19:12").unwrap(), "2019-11-18T19:12:00");
        assert_eq!(read("2019-11-18T19:12:31+0100").unwrap(), "2019-11-18T19:12:31+01:00");
        assert_eq!(read("Mon, 18 Nov 2019 19:12:31 +0000").unwrap(), "2019-11-18T19:12:31Z");
        assert_eq!(read("20191118").unwrap(), "2019-11-18");
        assert_eq!(read("1574104351").unwrap(), "2019-11-18T19:12:31Z");
        assert_eq!(read("10120180008"), None);
        assert_eq!(read("yesterday"), None);
        assert_eq!(read("0001-01-01T00:00:00"), None);
    }

    #[test]
    fn the_day_is_the_pages_own_and_the_utc_day_is_kept_apart() {
        let dated = machine("2026-02-03T23:40:00-05:00").unwrap().dated("", Place::Meta);
        assert_eq!((dated.day, dated.utc_day.unwrap()), (date(2026, 2, 3), date(2026, 2, 4)));
    }

    #[test]
    fn addresses_carry_days() {
        assert_eq!(in_url("https://a.example/news/20240927/x").unwrap().1.day, date(2024, 9, 27));
        assert_eq!(in_url("https://a.example/2024/12/06/x.html").unwrap().1.day, date(2024, 12, 6));
        assert_eq!(in_url("https://a.example/n1/2025/0619/c4412-20250619071.html").unwrap().1.day, date(2025, 6, 19));
        assert_eq!(in_url("https://a.example/story-473849"), None);
    }
}
