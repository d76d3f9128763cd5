//! When: a time expression and what it stands for.

use jiff::civil::{self, Date};
use serde::{Deserialize, Serialize};
use text::Span;

use crate::Evidence;

/// Place of a time in [`crate::Reading::times`].
pub type TimeIx = u32;

/// A time expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The words, without the preposition before them.
    pub span: Span,
    /// Their meaning before it is resolved against a date: `XXXX-WXX-5`, `week-1`, `XXXX-07`; equal to `timex.value`
    /// for what is written in full.
    pub value: String,
    /// Their meaning as TIMEX3 gives it.
    pub timex: Timex3,
    /// The days it covers, when they are known.
    pub interval: Option<Interval>,
    /// How the preposition before the words bounds what happens.
    pub relation: Relation,
    /// What the value rests on.
    pub basis: Basis,
    /// The words, the rule and how sure.
    pub why: Evidence,
}

/// A value in the terms of TIMEX3 (TimeML 1.2.1, ISO 24617-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex3 {
    /// What kind of time it is.
    pub kind: TimexKind,
    /// The value: `2024-05-03`, `2024-W18`, `P3M`, `PAST_REF`; `X` for what is not known.
    pub value: String,
    /// What bounds or narrows the value: "nearly", "late", "at least".
    pub modifier: Option<Modifier>,
}

/// Kinds of TIMEX3, written as the standard writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A day, month or year.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// Values of the attribute `mod` of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// Up to and with: "no later than".
    OnOrBefore,
    /// From then on: "1994 or later".
    OnOrAfter,
    /// "Nearly", "almost", "less than".
    LessThan,
    /// "More than", "over".
    MoreThan,
    /// "Up to", "no more than".
    EqualOrLess,
    /// "At least".
    EqualOrMore,
    /// "Early", "the beginning of".
    Start,
    /// "Mid-", "the middle of".
    Mid,
    /// "Late", "the end of".
    End,
    /// "About", "or so".
    Approx,
}

/// Days, half-open: from the first up to, and without, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub start: Date,
    /// Day after the last.
    pub end: Date,
    /// How fine the words are.
    pub grain: Grain,
    /// The time of day, when the words give one.
    pub clock: Option<Clock>,
}

impl Interval {
    /// Returns the days from `start` up to, and without, `end`, as no words of the calendar name them.
    pub fn days(start: Date, end: Date) -> Interval {
        let grain = if start.tomorrow().is_ok_and(|next| next == end) { Grain::Day } else { Grain::Stretch };
        Interval { start, end, grain, clock: None }
    }
}

/// How fine the words of a time are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// A time of day by the clock.
    Clock,
    /// Morning, afternoon, evening, night.
    PartOfDay,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months, of the calendar's year.
    Quarter,
    /// Spring, summer, autumn, winter: three months of the north.
    Season,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// As long as the words say: "the past three months". Both ends are only about right.
    Stretch,
}

/// A time of day by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Clock {
    /// Hour and minute where the words are read.
    pub time: civil::Time,
    /// Minutes east of UTC, when the words name a zone.
    pub offset_minutes: Option<i16>,
}

/// How the word before a time bounds what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Then: "on Friday", "in May".
    At,
    /// From then until the day of publication: "since May".
    Since,
    /// From then on: "from Friday".
    From,
    /// Up to then: "until Friday".
    Until,
    /// At the latest then: "by Friday".
    By,
    /// Earlier: "before Friday", "ahead of Friday".
    Before,
    /// Later: "after Friday".
    After,
    /// All that long: "for three days".
    For,
}

/// What the value of a time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Written in full in the article's own text, or needing no date: a length of time.
    Explicit,
    /// In a caption: it dates the picture, not the news.
    Caption,
    /// Worked out from the day of publication.
    Published,
    /// Worked out from another time of the text.
    Reference,
    /// Not worked out: the day of publication, or the time that it counts from, is unknown.
    Unresolved,
}
