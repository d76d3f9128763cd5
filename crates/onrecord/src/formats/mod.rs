//! [`Record`] -> what is written: for the eye, the notebook, the spreadsheet and other programs.

mod calendar;
pub mod csv;
mod json;
mod markdown;
pub mod plover;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::record::Record;

pub use self::{csv::Csv, json::Json, json::JsonLines, json::value, markdown::Markdown, plover::Plover, text::Text};

/// Writes records in one format, one after the other.
pub trait Format {
    /// Writes what stands before the first record.
    ///
    /// # Errors
    ///
    /// Those of the writer, here and below.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes one record.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands behind the last record.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
}

/// Parts of a reading that can be asked for by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Part {
    /// The article's text and blocks
    Text,
    /// Who said what, on whose word
    Statements,
    /// What happens: the calendar
    Events,
    /// What each side wants
    Positions,
    /// Which numbers are in play
    Figures,
    /// Who appears
    Parties,
    /// Dates
    Times,
    /// What was not read as news, and what was cut off
    SetAside,
}

/// What to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Parts to write; empty means all.
    pub only: Vec<Part>,
    /// Whether furniture is written out in full.
    pub furniture: bool,
    /// Whether several pages are to come, so that each needs its name.
    pub many: bool,
}

impl Choice {
    /// Tells whether a part is to be written.
    pub fn has(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}
