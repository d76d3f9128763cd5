//! Lists of the ledger -> what is written: for the spreadsheet, the notebook, the calendar, the feed reader and other programs.

mod atom;
mod csv;
mod ics;
mod json;
mod listed;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod table;
mod told;

use std::io::{self, Write};

use serde::Serialize;

#[cfg(feature = "parquet")]
pub use self::parquet::Table;
pub use self::{
    atom::atom,
    csv::{csv, formula_safe},
    ics::ics,
    json::{escaped, json, jsonl},
    markdown::{literal, markdown},
    table::{Cell, Column, Kind, Row},
};

/// Something of which there are lists.
pub trait Listed: Serialize {
    /// The columns of its table, those of the quote aside.
    const COLUMNS: &'static [Column];
    /// Whether its rows rest on words: these have columns of their own, behind the others.
    const QUOTES: bool = true;

    /// Returns its rows: one, or one for each mention, step or value.
    fn rows(&self) -> Vec<Row<'_>>;

    /// Returns all columns of its table.
    fn columns() -> Vec<Column> {
        let quote: &[Column] = if Self::QUOTES { &table::QUOTE } else { &[] };
        Self::COLUMNS.iter().chain(quote).copied().collect()
    }

    /// Returns its rows with all their cells.
    fn cells(&self) -> Vec<Vec<Cell>> {
        let whole = |(mut cells, quote): Row<'_>| {
            if Self::QUOTES {
                cells.extend(table::quote_cells(quote));
            }
            cells
        };
        self.rows().into_iter().map(whole).collect()
    }

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
