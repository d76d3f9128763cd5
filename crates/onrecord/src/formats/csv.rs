//! CSV: one row a statement, safe to open in a spreadsheet.

use std::io::{self, Write};

use ledger::formats::formula_safe;

use super::Format;
use crate::record::Record;

/// Names of the columns.
pub const COLUMNS: [&str; 18] = [
    "input",
    "page",
    "url",
    "outlet",
    "published",
    "title",
    "statement",
    "act",
    "kind",
    "source",
    "source_kind",
    "cue",
    "content",
    "chain",
    "origin",
    "rule",
    "start",
    "end",
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
        row(out, COLUMNS.map(str::to_owned).as_slice())
    }

    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        let article = &record.article;
        let found = |found: &Option<page::Found<String>>| found.as_ref().map(|f| f.value.clone()).unwrap_or_default();
        for (at, statement) in record.reading.statements.iter().enumerate() {
            let cells = [
                record.input.clone(),
                record.page.to_string(),
                found(&article.url),
                found(&article.outlet),
                article.published.as_ref().map(|date| date.iso()).unwrap_or_default(),
                found(&article.title),
                at.to_string(),
                statement.act.name().to_owned(),
                statement.kind.name().to_owned(),
                record.sources(statement),
                statement.sources.first().map(|source| source.kind.name()).unwrap_or_default().to_owned(),
                statement.cue.map(|cue| article.words(cue).to_owned()).unwrap_or_default(),
                record.content(statement),
                record.chain(statement),
                record.links(statement).pop().unwrap_or_default(),
                statement.why.rule.clone(),
                statement.why.span.start.to_string(),
                statement.why.span.end.to_string(),
            ];
            row(out, &cells)?;
        }
        Ok(())
    }
}

fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(cells.iter().map(|cell| formula_safe(cell)))?;
    writer.flush()
}
