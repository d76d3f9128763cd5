//! Rows of typed cells: what tables for people and for programs are made of.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use reading::Interval;
use text::Id;

use crate::quote::Quote;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words; also ids, and names of kinds.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Truth,
    /// A moment, to the millisecond.
    Moment,
    /// A day.
    Day,
}

/// A column: its name and what it holds.
pub type Column = (&'static str, Kind);

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Truth(bool),
    /// A moment.
    Moment(Timestamp),
    /// A day.
    Day(Date),
}

/// A row: its own cells, and the words it rests on.
pub type Row<'a> = (Vec<Cell>, Option<&'a Quote>);

/// Columns of a quote: what stands at the end of each row that rests on words.
pub const QUOTE: [Column; 9] = [
    ("outlet", Kind::Text),
    ("title", Kind::Text),
    ("published", Kind::Moment),
    ("url", Kind::Text),
    ("text", Kind::Text),
    ("article", Kind::Text),
    ("edition", Kind::Text),
    ("start", Kind::Number),
    ("end", Kind::Number),
];

/// Returns the cells of a quote, in the order of [`QUOTE`].
pub fn quote_cells(quote: Option<&Quote>) -> [Cell; 9] {
    let Some(quote) = quote else { return [const { Cell::Empty }; 9] };
    [
        quote.outlet.as_str().into(),
        quote.title.as_str().into(),
        quote.published.into(),
        quote.url.as_deref().into(),
        quote.text.as_str().into(),
        quote.article.into(),
        quote.edition.into(),
        quote.span.start.into(),
        quote.span.end.into(),
    ]
}

/// Returns the first and the last day: people read tables.
pub fn day_cells(when: Option<Interval>) -> [Cell; 2] {
    [when.map(|when| when.start).into(), when.map(last).into()]
}

/// Returns the last day of an interval.
pub fn last(when: Interval) -> Date {
    when.end.yesterday().unwrap_or(when.end).max(when.start)
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Number(number) => number.fmt(f),
            Cell::Truth(truth) => truth.fmt(f),
            Cell::Moment(at) => at.fmt(f),
            Cell::Day(day) => day.fmt(f),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<Id> for Cell {
    fn from(id: Id) -> Cell {
        Cell::Text(id.to_string())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Number(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Cell {
        Cell::Truth(truth)
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Cell {
        Cell::Moment(at)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Cell {
        Cell::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, Into::into)
    }
}
