//! Dates in visible text, in the languages and calendars of `languages/months.toml`.

use text::Span;

use super::{
    calendar,
    stamp::{Stamp, clock},
    zone::offset,
};
use crate::lexicon::{Months, line::fold};

/// Finds the dates in visible text, in order. `lang` decides between the readings of `3/4/2024` and of month names.
///
/// Only dates with day, month and a four-digit year count: less would have to be guessed.
pub fn visible(text: &str, months: &Months, lang: Option<&str>) -> Vec<(Span, Stamp)> {
    let eras = calendar::has_era(text);
    if !has_year(text) && !eras {
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
        // Where words are not spaced, an era begins anywhere.
        let read = if eras { reader.era(i) } else { None };
        let read = read.or_else(|| if at_word { reader.date(i) } else { None });
        if let Some((end, stamp)) = read {
            let (end, stamp) = reader.time_after(end, stamp);
            let byte = |n: usize| chars.get(n).map_or(text.len(), |(at, _)| *at);
            found.push((Span::new(byte(reader.weekday_before(i)), byte(end)), stamp));
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

    /// Where the name of the weekday right before a date begins; the date itself when there is none.
    fn weekday_before(&self, i: usize) -> usize {
        let mark = |c: char| matches!(c, ' ' | ',' | '.' | '،');
        let mut end = i;
        while end > 0 && mark(self.chars[end - 1].1) {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && (self.chars[start - 1].1.is_alphabetic() || self.chars[start - 1].1 == '-') {
            start -= 1;
        }
        let word = &self.folded[self.starts[start]..self.starts[end]];
        if end < i && self.months.is_weekday(word) { start } else { i }
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
        Some((end, self.day(year, month, day)?))
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
            return Some((end, self.day(year, month, day)?));
        }
        let (end, month) = self.month(self.between(end))?;
        let (end, day, _) = self.number(self.between(end)).filter(|(.., len)| *len <= 2)?;
        Some((end, self.day(year, month, day)?))
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
            return Some((end, self.day(year, month, day)?));
        }
        let end = self.ordinal(end);
        let at = self.between(end);
        let (end, month) = self.month(at)?;
        // "24 نيسان / أبريل 2020": the month in two calendars' names.
        let twice =
            Some(self.spaces(end)).filter(|s| self.char(*s) == Some('/')).and_then(|s| self.month(self.spaces(s + 1)));
        let end = twice.filter(|(_, again)| *again == month).map_or(end, |(e, _)| e);
        let (end, year) = self.year(self.between(end))?;
        Some((end, self.day(year, month, day)?))
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
        Some((end, year))
    }

    /// A day in the calendar that the language's pages count years of this size in.
    fn day(&self, year: i64, month: i64, day: i64) -> Option<Stamp> {
        match self.lang {
            Some("th") if year > calendar::MIN_BUDDHIST => Stamp::day(year - calendar::BUDDHIST, month, day),
            Some("fa") if calendar::SOLAR_HIJRI.contains(&year) => calendar::solar_hijri(year, month, day),
            _ => Stamp::day(year, month, day),
        }
    }

    /// "令和7年6月19日", "民國114年6月19日": the year of an era.
    fn era(&self, i: usize) -> Option<(usize, Stamp)> {
        let (len, before) = calendar::era(&self.folded[*self.starts.get(i)?..])?;
        let at = self.spaces(i + len);
        let (end, year) = match self.char(at) {
            Some('元') => (at + 1, 1),
            _ => self.number(at).map(|(end, year, _)| (end, year))?,
        };
        let part = |end: usize, unit: char| {
            let at = self.spaces(end);
            (self.char(at) == Some(unit)).then(|| self.number(self.spaces(at + 1)))?
        };
        let (end, month, _) = part(end, '年')?;
        let (end, day, _) = part(end, '月')?;
        let end = end + usize::from(self.char(end) == Some('日'));
        Some((end, Stamp::day(before + year, month, day)?))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn iso(text: &str, lang: &str) -> Vec<String> {
        let months = crate::lexicon::Lexicon::new();
        visible(text, months.months(), Some(lang)).iter().map(|(_, s)| s.dated("", Place::Text).iso()).collect()
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
            ("2 تير 1399 - 12:09:08", "fa", "2020-06-22T12:09:08"),
            ("۱ فروردین ۱۴۰۴", "fa", "2025-03-21"),
            ("تاریخ انتشار: ۱۴۰۳/۱۲/۳۰", "fa", "2025-03-20"),
            ("令和7年6月19日", "ja", "2025-06-19"),
            ("更新於民國114年6月19日", "zh", "2025-06-19"),
        ] {
            assert_eq!(iso(text, lang), [want], "{text}");
        }
    }

    #[test]
    fn the_weekday_belongs_to_the_date() {
        let months = crate::lexicon::Lexicon::new();
        for (text, lang, date) in [
            ("Ada Poll Tuesday, May 3, 2024", "en", "Tuesday, May 3, 2024"),
            ("سامر الحداد الثلاثاء 21 يناير 2025", "ar", "الثلاثاء 21 يناير 2025"),
            ("Am 4. Mai 2024", "de", "4. Mai 2024"),
        ] {
            assert_eq!(visible(text, months.months(), Some(lang))[0].0.of(text), date);
        }
    }

    #[test]
    fn what_could_be_two_days_or_none_is_no_date() {
        assert!(iso("03/04/2024", "en").is_empty());
        assert!(iso("licence no. 2019/04/23-007 and May 2024 and 3 May", "en").len() <= 1);
        assert!(iso("互联网新闻信息许可证10120180008", "zh").is_empty());
        assert!(iso("tel 010-85061466, 1999-2003, 2013 people", "en").is_empty());
    }
}
