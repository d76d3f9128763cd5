//! Lists of the ledger -> what is written: for the spreadsheet, the notebook, the calendar, the feed reader and other programs.

mod atom;
mod csv;
mod ics;
mod json;
mod listed;
mod markdown;

use std::io::{self, Write};

use serde::Serialize;

pub use self::{
    atom::atom,
    csv::{csv, formula_safe},
    ics::ics,
    json::{escaped, json, jsonl},
    markdown::{literal, markdown},
};

/// Something of which there are lists.
pub trait Listed: Serialize {
    /// Names of the columns of its table.
    const COLUMNS: &'static [&'static str];

    /// Returns its rows: one, or one for each mention, step or value.
    fn rows(&self) -> Vec<Vec<String>>;

    /// Returns its line in notes, and the lines below that.
    fn note(&self) -> (String, Vec<String>);
}

/// Ways in which a list can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// One array.
    Json,
    /// One a line.
    JsonLines,
    /// A table that no spreadsheet runs.
    Csv,
    /// Notes.
    Markdown,
}

/// Writes a list.
///
/// # Errors
/// Those of the writer.
pub fn write<T: Listed>(list: &[T], title: &str, format: ListFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ListFormat::Json => json(list, out),
        ListFormat::JsonLines => jsonl(list, out),
        ListFormat::Csv => csv(list, out),
        ListFormat::Markdown => markdown(list, title, out),
    }
}
