//! Absolute dates: "3 May 2024", "May 3, 2024", "2024-05-03".

use jiff::{ToSpan, civil::Date};
use page::{Article, Role};
use regex::{Captures, Regex};
use serde::Deserialize;
use text::Span;

use crate::{Basis, Evidence, Interval, Time, Timex3, TimexKind};

/// Finds the dates of a text that are written in full.
#[derive(Debug)]
pub struct Times {
    iso: Regex,
    english: [Regex; 3],
    months: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
}

impl Times {
    /// Reads the lists, which are part of the program.
    pub fn new() -> Times {
        let file: File = toml::from_str(include_str!("../../../../languages/en/times.toml"))
            .expect("the lists of languages/ are read by a test");
        let mut names: Vec<String> = file.months.iter().flatten().map(|name| regex::escape(name)).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let month = format!(r"(?P<month>{})(?-u:\b)\.?", names.join("|"));
        let regex = |pattern: String| Regex::new(&pattern).expect("a pattern made of escaped names is well formed");
        let day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?";
        // a word boundary of ASCII: that of Unicode is ten times slower on any text with a curly quote in it
        Times {
            iso: regex(r"(?-u:\b)(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?-u:\b)".to_owned()),
            english: [
                regex(format!(r"(?i)(?-u:\b){day} (?:of )?{month},? (?P<year>[0-9]{{4}})(?-u:\b)")),
                regex(format!(r"(?i)(?-u:\b){month} {day},? (?P<year>[0-9]{{4}})(?-u:\b)")),
                regex(format!(r"(?i)(?-u:\b){month},? (?P<year>[0-9]{{4}})(?-u:\b)")),
            ],
            months: file.months,
        }
    }

    /// Returns the dates of an article's own blocks, in order. English ones only when `english`.
    pub fn times(&self, article: &Article, english: bool) -> Vec<Time> {
        let mut times: Vec<Time> = Vec::new();
        for block in &article.blocks {
            let basis = match block.role {
                Role::Caption => Basis::Caption,
                role if role.is_body() || role == Role::Headline => Basis::Written,
                _ => continue,
            };
            let words = article.words(block.span);
            let patterns = self.english.iter().filter(|_| english).chain([&self.iso]);
            let mut found: Vec<Time> = Vec::new();
            for captures in patterns.flat_map(|pattern| pattern.captures_iter(words)) {
                let Some(whole) = captures.get(0) else { continue };
                let before = &words[..whole.start()];
                let start = block.span.start as usize;
                found.extend(self.time(
                    &captures,
                    before,
                    Span::new(start + whole.start(), start + whole.end()),
                    basis,
                ));
            }
            // "May 2024" inside "3 May 2024" is no date of its own
            found.sort_by_key(|time| (time.span.start, std::cmp::Reverse(time.span.end)));
            let mut end = 0;
            found.retain(|time| {
                time.span.start >= end && {
                    end = time.span.end;
                    true
                }
            });
            times.extend(found);
        }
        times
    }

    fn time(&self, captures: &Captures<'_>, before: &str, span: Span, basis: Basis) -> Option<Time> {
        let number = |name: &str| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
        let named = captures.name("month").map(|m| m.as_str().to_lowercase());
        let month = match named {
            Some(name) => 1 + self.months.iter().position(|names| names.contains(&name))? as i8,
            None => number("number")? as i8,
        };
        let year = number("year").filter(|year| (1000..=2999).contains(year))?;
        let start = Date::new(year, month, number("day").map_or(1, |day| day as i8)).ok()?;
        let by_day = captures.name("day").is_some();
        if !by_day && before.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
            return None; // "31 June 2024" is no day, and not all of June either
        }
        let end = start.checked_add(if by_day { 1.day() } else { 1.month() }).ok()?;
        let value = if by_day { start.to_string() } else { format!("{year:04}-{month:02}") };
        let rule = if captures.name("number").is_some() { "iso-date" } else { "full-date" };
        let timex = Timex3 { kind: TimexKind::Date, value: value.clone() };
        Some(Time {
            span,
            value,
            timex,
            interval: Some(Interval { start, end }),
            basis,
            why: Evidence::new(span, rule, 0.98),
        })
    }
}

impl Default for Times {
    fn default() -> Times {
        Times::new()
    }
}
