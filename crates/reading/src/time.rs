//! When: a time expression and what it stands for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use text::Span;

use crate::Evidence;

/// Place of a time in [`crate::Reading::times`].
pub type TimeIx = u32;

/// A time expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// Their meaning before it is resolved against a date; equal to `timex.value` for an absolute date.
    pub value: String,
    /// Their meaning as TIMEX3 gives it.
    pub timex: Timex3,
    /// The days it covers, when they are known.
    pub interval: Option<Interval>,
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
    /// The value: `2024-05-03`, `2024-05`.
    pub value: String,
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

/// Days, half-open: from the first up to, and without, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub start: Date,
    /// Day after the last.
    pub end: Date,
}

/// What the value of a time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Written in full in the article's own text.
    Written,
    /// Written in full in a caption: it dates the picture, not the news.
    Caption,
    /// Worked out from the day of publication.
    Published,
}
