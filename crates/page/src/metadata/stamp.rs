//! Dates as pages write them: machine stamps, and visible dates in the languages of `languages/months.toml`.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use text::Span;

use crate::{
    Dated, Place,
    lexicon::{Months, line::fold},
};

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

impl Stamp {
    fn day(year: i64, month: i64, day: i64) -> Option<Stamp> {
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

fn epoch(seconds: i64) -> Option<Stamp> {
    let at = TimeZone::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    Some(Stamp { day: at.date(), time: Some(at.time()), offset_minutes: Some(0) })
        .filter(|s| YEARS.contains(&s.day.year()))
}

fn clock(stamp: Stamp, hour: i64, minute: i64, second: i64) -> Option<Stamp> {
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

/// Zones by the letters that news pages use, where the letters mean one thing: minutes east of UTC.
const ZONES: &[(&str, i16)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("cat", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("eat", 180),
    ("gst", 240),
    ("pkt", 300),
    ("ict", 420),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("awst", 480),
    ("wita", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("hst", -600),
    ("brt", -180),
    ("art", -180),
    ("wat", 60),
    ("ist", 330),
    ("npt", 345),
];
/// Zones that change with the season, by their POSIX rule.
const SEASONAL: &[(&str, &str)] = &[
    ("et", "EST5EDT,M3.2.0,M11.1.0"),
    ("ct", "CST6CDT,M3.2.0,M11.1.0"),
    ("pt", "PST8PDT,M3.2.0,M11.1.0"),
    ("mt", "MST7MDT,M3.2.0,M11.1.0"),
];

/// Tells whether folded letters name a time zone.
pub fn is_zone(letters: &str) -> bool {
    ZONES.iter().any(|(name, _)| *name == letters) || SEASONAL.iter().any(|(name, _)| *name == letters)
}

/// Reads `+02:00`, `-0500`, `Z` or letters of a zone.
fn offset(zone: &str, day: Date) -> Option<i16> {
    let zone = zone.trim().trim_matches(['(', ')', '.', ',', ';', '|']);
    if let Some(digits) = zone.strip_prefix(['+', '-', '−']) {
        let negative = !zone.starts_with('+');
        let digits: String =
            digits.chars().take_while(|c| c.is_ascii_digit() || *c == ':').filter(char::is_ascii_digit).collect();
        let n: i16 = digits.parse().ok()?;
        let minutes = if digits.len() <= 2 { n * 60 } else { n / 100 * 60 + n % 100 };
        return (minutes <= 14 * 60).then_some(if negative { -minutes } else { minutes });
    }
    let letters: String = zone.chars().take_while(|c| c.is_alphabetic()).collect();
    if letters == "gmt" || letters == "utc" {
        let rest = zone[3..].trim();
        if rest.starts_with(['+', '-']) {
            return offset(rest, day);
        }
    }
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == letters) {
        return Some(*minutes);
    }
    let (_, rule) = SEASONAL.iter().find(|(name, _)| *name == letters)?;
    let noon = day.to_datetime(Time::midnight()).to_zoned_datetime(TimeZone::posix(rule).ok()?).ok()?;
    Some((noon.offset().seconds() / 60) as i16)
}

/// Finds the dates in visible text, in order. `lang` decides between the readings of `3/4/2024` and of month names.
///
/// Only dates with day, month and a four-digit year count: less would have to be guessed.
pub fn visible(text: &str, months: &Months, lang: Option<&str>) -> Vec<(Span, Stamp)> {
    if !has_year(text) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> =
        text.char_indices().zip(fold(text).chars()).map(|((at, _), c)| (at, digit(c))).collect();
    let folded: String = chars.iter().map(|(_, c)| *c).collect();
    let mut starts: Vec<usize> = Vec::with_capacity(chars.len() + 1); // byte in `folded` of each character
    let mut at = 0;
    for (_, c) in &chars {
        starts.push(at);
        at += c.len_utf8();
    }
    starts.push(at);
    let reader = Reader { chars: &chars, folded: &folded, starts: &starts, months, lang };
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let at_word = i == 0
            || !chars[i - 1].1.is_alphanumeric()
            || chars[i].1.is_ascii_digit() && !chars[i - 1].1.is_ascii_digit();
        if at_word && let Some((end, stamp)) = reader.date(i) {
            let (end, stamp) = reader.time_after(end, stamp);
            let byte = |n: usize| chars.get(n).map_or(text.len(), |(at, _)| *at);
            found.push((Span::new(byte(i), byte(end)), stamp));
            i = end;
        } else {
            i += 1;
        }
    }
    found
}

/// Tells whether four digits stand together: without a year there is no date.
fn has_year(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_ascii_digit() || !c.is_ascii() && digit(c).is_ascii_digit() { run + 1 } else { 0 };
        run >= 4
    })
}

/// Maps the digits of other scripts to ASCII.
fn digit(c: char) -> char {
    let zero = match c as u32 {
        n @ (0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0x9e6..=0x9ef | 0xe50..=0xe59) => n,
        _ => return c,
    };
    let base = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50].into_iter().rfind(|b| *b <= zero).unwrap_or(zero);
    char::from_digit(zero - base, 10).unwrap_or(c)
}

struct Reader<'a> {
    chars: &'a [(usize, char)],
    folded: &'a str,
    starts: &'a [usize],
    months: &'a Months,
    lang: Option<&'a str>,
}

impl Reader<'_> {
    fn char(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|(_, c)| *c)
    }

    /// Reads a number of at most four digits that no further digit touches.
    fn number(&self, i: usize) -> Option<(usize, i64, usize)> {
        let len = (0..=4).take_while(|n| self.char(i + n).is_some_and(|c| c.is_ascii_digit())).count();
        if len == 0 || len > 4 || i > 0 && self.chars[i - 1].1.is_ascii_digit() {
            return None;
        }
        let value: String = (0..len).filter_map(|n| self.char(i + n)).collect();
        Some((i + len, value.parse().ok()?, len))
    }

    fn spaces(&self, mut i: usize) -> usize {
        while self.char(i).is_some_and(|c| c == ' ') {
            i += 1;
        }
        i
    }

    /// Skips spaces, commas, points and the small words that stand inside dates.
    fn between(&self, mut i: usize) -> usize {
        loop {
            while self.char(i).is_some_and(|c| matches!(c, ' ' | ',' | '.' | '-' | '،' | '/')) {
                i += 1;
            }
            let mut end = i;
            while self.char(end).is_some_and(|c| c.is_alphabetic() || c == '\'') {
                end += 1;
            }
            let word = &self.folded[self.starts[i]..self.starts[end]];
            if end > i && self.months.is_between(word) && word != "tháng" {
                i = end;
            } else {
                return i;
            }
        }
    }

    fn month(&self, i: usize) -> Option<(usize, i64)> {
        let rest = &self.folded[*self.starts.get(i)?..];
        let (month, len) = self.months.at_start(rest, self.lang)?;
        Some((i + rest[..len].chars().count(), i64::from(month)))
    }

    /// Reads a date that begins at a character, and where it ends.
    fn date(&self, i: usize) -> Option<(usize, Stamp)> {
        if let Some((end, n, len)) = self.number(i) {
            if len == 4 {
                return self.year_first(end, n);
            }
            return self.day_first(i, end, n);
        }
        // "May 3, 2024", "May 3rd 2024"
        let (end, month) = self.month(i)?;
        let (end, day, _) = self.number(self.between(end)).filter(|(.., len)| *len <= 2)?;
        let end = self.ordinal(end);
        let (end, year) = self.year(self.between(end))?;
        Some((end, Stamp::day(year, month, day)?))
    }

    /// "2024-05-03", "2024/5/3", "2024. 5. 3.", "2024年5月3日", "2024년 5월 3일", "2024 m. gegužės 3 d."
    fn year_first(&self, end: usize, year: i64) -> Option<(usize, Stamp)> {
        let mark = self.char(self.spaces(end))?;
        let after = self.spaces(self.spaces(end) + 1);
        if matches!(mark, '-' | '/' | '.' | '年' | '년') {
            let (end, month, len) = self.number(after)?;
            let second = self.char(self.spaces(end))?;
            let fits = len <= 2 && (second == mark || matches!((mark, second), ('年', '月') | ('년', '월')));
            let (mut end, day, len) = self.number(self.spaces(self.spaces(end) + 1)).filter(|_| fits)?;
            if len > 2 {
                return None;
            }
            let unit = self.spaces(end);
            if matches!(self.char(unit), Some('日' | '일')) {
                end = unit + 1;
            }
            return Some((end, Stamp::day(year, month, day)?));
        }
        let (end, month) = self.month(self.between(end))?;
        let (end, day, _) = self.number(self.between(end)).filter(|(.., len)| *len <= 2)?;
        Some((end, Stamp::day(year, month, day)?))
    }

    /// "3 May 2024", "3. Mai 2024", "3 de mayo de 2024", "03/05/2024", "3.5.2024"
    fn day_first(&self, start: usize, end: usize, day: i64) -> Option<(usize, Stamp)> {
        if start > 0 && matches!(self.chars[start - 1].1, '/' | '.' | '-') {
            return None;
        }
        let mark = self.char(end);
        if let Some(mark @ ('/' | '.' | '-')) = mark
            && let Some((after, month, len)) = self.number(self.spaces(end + 1))
            && len <= 2
        {
            let end = self.spaces(after);
            if self.char(end) != Some(mark) {
                return None;
            }
            let (end, year, len) = self.number(self.spaces(end + 1))?;
            if len != 4 {
                return None;
            }
            // With a stroke, English-language pages of the United States put the month first; both readings are
            // possible, and a date that could be two days is none.
            let (day, month) = match (mark, self.lang) {
                ('/', Some("en") | None) if day <= 12 && month <= 12 && day != month => return None,
                _ if month > 12 => (month, day),
                _ => (day, month),
            };
            return Some((end, Stamp::day(self.christian(year), month, day)?));
        }
        let end = self.ordinal(end);
        let at = self.between(end);
        let (end, month) = self.month(at)?;
        // "24 نيسان / أبريل 2020": the month in two calendars' names.
        let twice =
            Some(self.spaces(end)).filter(|s| self.char(*s) == Some('/')).and_then(|s| self.month(self.spaces(s + 1)));
        let end = twice.filter(|(_, again)| *again == month).map_or(end, |(e, _)| e);
        let (end, year) = self.year(self.between(end))?;
        Some((end, Stamp::day(year, month, day)?))
    }

    fn ordinal(&self, i: usize) -> usize {
        let rest = &self.folded[self.starts[i]..];
        let len = ["st", "nd", "rd", "th", "er", "º", "ª", "-ci", "-e"]
            .iter()
            .find(|o| rest.starts_with(**o))
            .map_or(0, |o| o.chars().count());
        if self.char(i + len).is_some_and(char::is_alphabetic) { i } else { i + len }
    }

    fn year(&self, i: usize) -> Option<(usize, i64)> {
        let (end, year, _) = self.number(i).filter(|(.., len)| *len == 4)?;
        Some((end, self.christian(year)))
    }

    /// Thai pages count from the Buddha's death, 543 years before.
    fn christian(&self, year: i64) -> i64 {
        if self.lang == Some("th") && year > 2400 { year - 543 } else { year }
    }

    /// Reads a time of day close after a date: "21:06 IST", "at 11:40 p.m. ET", "19h44", "kl. 13.05".
    fn time_after(&self, end: usize, stamp: Stamp) -> (usize, Stamp) {
        const GAP: usize = 14;
        let mut i = end;
        while i < end + GAP && self.char(i).is_some_and(|c| !c.is_ascii_digit()) {
            i += 1;
        }
        let none = (end, stamp);
        let Some((after, hour, len)) = self.number(i) else { return none };
        let gap: String = (end..i).filter_map(|n| self.char(n)).collect();
        let clock_like = gap.chars().all(|c| !c.is_alphabetic()) || gap.split_whitespace().count() <= 3;
        let mark = self.char(after);
        let (minute_end, minute) = match (mark, self.number(after + 1)) {
            (Some(':' | 'h' | '.' | '時' | '时' | '시'), Some((e, m, 2))) => (e, m),
            (Some('時' | '时' | '点' | '시'), _) => match self.number(self.spaces(after + 1)) {
                Some((e, m, _)) if m < 60 => (e + 1, m),
                _ => return none,
            },
            _ => match self.half_day(after) {
                Some(_) => (after, 0),
                None => return none,
            },
        };
        if len > 2 || !clock_like || mark == Some('.') && self.char(minute_end) == Some('.') {
            return none;
        }
        let mut end = minute_end;
        let mut second = 0;
        if self.char(end) == Some(':')
            && let Some((e, s, 2)) = self.number(end + 1)
        {
            (end, second) = (e, s);
        }
        let mut hour = hour;
        if let Some((e, add)) = self.half_day(end) {
            hour = hour % 12 + add;
            end = e;
        } else if gap.contains("오후") || gap.contains("下午") || gap.contains("午後") {
            hour = hour % 12 + 12;
        }
        let Some(stamp) = clock(stamp, hour, minute, second) else { return none };
        let zone = self.spaces(end);
        let zone: String = (zone..zone + 10).map_while(|n| self.char(n)).collect();
        (end, Stamp { offset_minutes: offset(zone.trim_start_matches('('), stamp.day), ..stamp })
    }

    /// Reads "am", "p.m." and the like.
    fn half_day(&self, i: usize) -> Option<(usize, i64)> {
        let at = self.spaces(i);
        let rest = &self.folded[*self.starts.get(at)?..];
        let marks = [("a.m.", 0), ("p.m.", 12), ("a.m", 0), ("p.m", 12), ("am", 0), ("pm", 12)];
        let (mark, add) = marks.into_iter().find(|(m, _)| rest.starts_with(m))?;
        let end = at + mark.len();
        self.char(end).is_none_or(|c| !c.is_alphabetic()).then_some((end, add))
    }
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

    fn iso(text: &str, lang: &str) -> Vec<String> {
        let months = crate::lexicon::Lexicon::new();
        visible(text, months.months(), Some(lang)).iter().map(|(_, s)| s.dated("", Place::Text).iso()).collect()
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
    fn visible_dates_of_many_languages_are_read() {
        for (text, lang, want) in [
            ("Published Feb. 3, 2026, 11:40 p.m. ET", "en", "2026-02-03T23:40:00-05:00"),
            ("7 October 2025", "en", "2025-10-07"),
            ("Thursday, June 12, 2003", "en", "2003-06-12"),
            ("4. Mai 2024", "de", "2024-05-04"),
            ("06 dic 2024 - 13:30 CET", "es", "2024-12-06T13:30:00+01:00"),
            ("3 de mayo de 2024", "es", "2024-05-03"),
            ("27/03/2025 19h44", "pt", "2025-03-27T19:44:00"),
            ("19 октября 2007 г., №41", "ru", "2007-10-19"),
            ("2025年06月19日08:36 来源", "zh", "2025-06-19T08:36:00"),
            ("2024년 3월 4일 오후 3:05", "ko", "2024-03-04T15:05:00"),
            ("सोमवार, 14 अप्रैल 2025, 21:06 IST", "hi", "2025-04-14T21:06:00+05:30"),
            ("١٤ أبريل ٢٠٢٥", "ar", "2025-04-14"),
            ("الجمعة 24 نيسان / أبريل 2020", "ar", "2020-04-24"),
            ("14 เมษายน 2568", "th", "2025-04-14"),
            ("14.04.2025", "de", "2025-04-14"),
        ] {
            assert_eq!(iso(text, lang), [want], "{text}");
        }
    }

    #[test]
    fn what_could_be_two_days_or_none_is_no_date() {
        assert!(iso("03/04/2024", "en").is_empty());
        assert!(iso("licence no. 2019/04/23-007 and May 2024 and 3 May", "en").len() <= 1);
        assert!(iso("互联网新闻信息许可证10120180008", "zh").is_empty());
        assert!(iso("tel 010-85061466, 1999-2003, 2013 people", "en").is_empty());
    }

    #[test]
    fn addresses_carry_days() {
        assert_eq!(in_url("https://a.example/news/20240927/x").unwrap().1.day, date(2024, 9, 27));
        assert_eq!(in_url("https://a.example/2024/12/06/x.html").unwrap().1.day, date(2024, 12, 6));
        assert_eq!(in_url("https://a.example/n1/2025/0619/c4412-20250619071.html").unwrap().1.day, date(2025, 6, 19));
        assert_eq!(in_url("https://a.example/story-473849"), None);
    }
}
