//! CSV: one row a statement, safe to open in a spreadsheet.

use std::io::{self, Write};

use ledger::formats::{Cell, Column, Kind, formula_safe};

use super::Format;
use crate::record::Record;

/// The columns.
pub const COLUMNS: [Column; 18] = [
    ("input", Kind::Text),
    ("page", Kind::Number),
    ("url", Kind::Text),
    ("outlet", Kind::Text),
    ("published", Kind::Text),
    ("title", Kind::Text),
    ("statement", Kind::Number),
    ("act", Kind::Text),
    ("kind", Kind::Text),
    ("source", Kind::Text),
    ("source_kind", Kind::Text),
    ("cue", Kind::Text),
    ("content", Kind::Text),
    ("chain", Kind::Text),
    ("origin", Kind::Text),
    ("rule", Kind::Text),
    ("start", Kind::Number),
    ("end", Kind::Number),
];

/// Writes rows of statements.
#[derive(Debug, Default)]
pub struct Csv {}

impl Csv {
    /// Makes a writer of rows.
    pub fn new() -> Csv {
        Csv {}
    }
}

impl Format for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        row(out, COLUMNS.iter().map(|(name, _)| (*name).to_owned()))
    }

    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        rows(record).try_for_each(|cells| row(out, cells.iter().map(Cell::to_string)))
    }
}

/// Returns a row for each statement of a page.
pub fn rows(record: &Record) -> impl Iterator<Item = [Cell; 18]> {
    let article = &record.article;
    let found = |found: &Option<page::Found<String>>| found.as_ref().map(|found| found.value.clone());
    record.reading.statements.iter().enumerate().map(move |(at, statement)| {
        [
            record.input.as_str().into(),
            record.page.into(),
            found(&article.url).into(),
            found(&article.outlet).into(),
            article.published.as_ref().map(|date| date.iso()).into(),
            found(&article.title).into(),
            at.into(),
            statement.act.name().into(),
            statement.kind.name().into(),
            record.sources(statement).into(),
            statement.sources.first().map(|source| source.kind.name()).into(),
            statement.cue.map(|cue| article.words(cue)).into(),
            record.content(statement).into(),
            record.chain(statement).into(),
            record.links(statement).pop().into(),
            statement.why.rule.as_str().into(),
            statement.why.span.start.into(),
            statement.why.span.end.into(),
        ]
    })
}

fn row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(cells.map(|cell| formula_safe(&cell)))?;
    writer.flush()
}
