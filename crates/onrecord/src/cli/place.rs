//! What all commands on a ledger take: where it is, and how to write a list.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use ledger::{
    Access, Ledger,
    formats::{ListFormat, Listed, write},
};

use super::{
    DONE, SOME_FAILED, output,
    read::{Color, is_closed},
};

/// Where the ledger is.
#[derive(Debug, Args)]
pub struct Place {
    /// The ledger: a file, or postgres://... of a database
    #[arg(
        long,
        value_name = "FILE|ADDRESS",
        env = "ONRECORD_LEDGER",
        default_value = "ledger.onrecord",
        hide_env_values = true
    )]
    pub ledger: PathBuf,

    /// Take this for the present moment, as in 2026-03-05T10:00:00Z
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<Timestamp>,

    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// Ways to write a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListAs {
    /// For the eye
    Text,
    /// One array
    Json,
    /// One a line
    Jsonl,
    /// A table, safe to open in a spreadsheet
    Csv,
    /// For notes
    Markdown,
}

impl Place {
    /// Opens the ledger.
    ///
    /// # Errors
    /// One line that says what is wrong with it and what to do.
    pub fn open(&self, access: Access) -> Result<Ledger, ledger::Error> {
        Ledger::open(&self.ledger, access)
    }

    /// Returns the present moment, or what is to be taken for it.
    pub fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    /// Returns the moment that words name: a day, a moment, `today`, `yesterday`, `3h`, `2d`, `1w` ago.
    ///
    /// # Errors
    /// One line that says what can be written.
    pub fn moment(&self, words: &str) -> anyhow::Result<Timestamp> {
        moment(words, self.now())
            .context("not a moment; write 2026-03-05, 2026-03-05T10:00:00Z, today, yesterday, 3h, 2d or 1w")
    }
}

impl ListAs {
    /// Returns the ledger's name for it; none for text.
    pub fn list(self) -> Option<ListFormat> {
        match self {
            ListAs::Text => None,
            ListAs::Json => Some(ListFormat::Json),
            ListAs::Jsonl => Some(ListFormat::JsonLines),
            ListAs::Csv => Some(ListFormat::Csv),
            ListAs::Markdown => Some(ListFormat::Markdown),
        }
    }
}

/// Writes a list in the way that is asked for; `text` writes it for the eye.
///
/// # Errors
/// Those of the writer.
pub fn list<T: Listed>(
    list: &[T],
    title: &str,
    format: Option<ListFormat>,
    color: Color,
    text: impl FnOnce(&[T], &mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut out = output::stdout(color);
    match format {
        Some(format) => write(list, title, format, &mut out),
        None => text(list, &mut out),
    }
    .and_then(|()| out.flush())
    .context("cannot write")
}

/// Runs what a command does and returns its exit code: what went wrong is said on one line.
pub fn code(done: anyhow::Result<bool>) -> u8 {
    match done {
        Ok(true) => DONE,
        Ok(false) => SOME_FAILED,
        Err(error) if is_closed(&error) => DONE,
        Err(error) => {
            output::problem(&format!("{error:#}"));
            SOME_FAILED
        }
    }
}

fn moment(words: &str, now: Timestamp) -> Option<Timestamp> {
    let words = words.trim();
    let midnight =
        |day: jiff::civil::Date| day.at(0, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).ok().map(|at| at.timestamp());
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    match words {
        "today" => return midnight(today),
        "yesterday" => return midnight(today.yesterday().ok()?),
        _ => {}
    }
    let ago = |end: char, hours: i64| {
        let count: i64 = words.strip_suffix(end)?.parse().ok()?;
        now.checked_sub(SignedDuration::from_secs(count.checked_mul(hours)?.checked_mul(3_600)?)).ok()
    };
    let day = || words.parse::<jiff::civil::Date>().ok().and_then(midnight);
    ago('h', 1)
        .or_else(|| ago('d', 24))
        .or_else(|| ago('w', 7 * 24))
        .or_else(|| words.parse::<Timestamp>().ok())
        .or_else(|| if words.contains(':') { None } else { day() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_said_in_many_ways() {
        let now: Timestamp = "2026-03-05T10:30:00Z".parse().unwrap();
        for (words, expected) in [
            ("today", "2026-03-05T00:00:00Z"),
            ("yesterday", "2026-03-04T00:00:00Z"),
            ("3h", "2026-03-05T07:30:00Z"),
            ("2d", "2026-03-03T10:30:00Z"),
            ("1w", "2026-02-26T10:30:00Z"),
            ("2026-03-01", "2026-03-01T00:00:00Z"),
            ("2026-03-01T08:00:00+02:00", "2026-03-01T06:00:00Z"),
        ] {
            assert_eq!(moment(words, now), Some(expected.parse().unwrap()), "{words}");
        }
        assert_eq!(moment("soon", now), None);
        assert_eq!(moment("99999999999999999d", now), None);
    }
}
