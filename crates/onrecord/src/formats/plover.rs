//! PLOVER: one row an event that the ontology codes, tab-separated.

use std::io::{self, Write};

use ledger::formats::{Cell, Column, Kind};
use reading::{Event, EventRole, Filler};

use super::Format;
use crate::{record::Record, terminal::line};

/// The columns.
pub const COLUMNS: [Column; 15] = [
    ("story_date", Kind::Day),
    ("event_date", Kind::Text),
    ("source", Kind::Text),
    ("target", Kind::Text),
    ("event_type", Kind::Text),
    ("event_mode", Kind::Text),
    ("status", Kind::Text),
    ("conditional", Kind::Truth),
    ("location", Kind::Text),
    ("trigger", Kind::Text),
    ("sentence", Kind::Text),
    ("outlet", Kind::Text),
    ("url", Kind::Text),
    ("edition", Kind::Text),
    ("event", Kind::Number),
];

/// Writes rows of events.
#[derive(Debug, Default)]
pub struct Plover {}

impl Plover {
    /// Makes a writer of rows.
    pub fn new() -> Plover {
        Plover {}
    }
}

impl Format for Plover {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", COLUMNS.map(|(name, _)| name).join("\t"))
    }

    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        for (at, event) in record.reading.events.iter().enumerate() {
            if event.coded.is_some() {
                row(out, &cells(record, event, at))?;
            }
        }
        Ok(())
    }
}

/// Writes a row, parted by tabs.
///
/// # Errors
/// Those of the writer.
pub fn row(out: &mut dyn Write, cells: &[Cell]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| cell.to_string().replace('\t', " ")).collect();
    writeln!(out, "{}", cells.join("\t"))
}

/// Returns the cells of an event; the type is empty where PLOVER codes nothing. Several parties stand in one cell, parted by semicolons; who
/// takes part as the others do is source and target, as the codebook has it.
pub fn cells(record: &Record, event: &Event, at: usize) -> [Cell; 15] {
    let article = &record.article;
    let name = |filler: &Filler| {
        let party = filler.party.and_then(|party| record.reading.parties.get(party as usize));
        let words = || line(article.words(filler.span));
        party.map_or_else(words, |party| line(&party.name)).replace(';', ",")
    };
    let side = |roles: &[EventRole]| {
        let both = event.fillers(EventRole::Participant);
        let own = roles.iter().flat_map(|role| event.fillers(*role));
        both.chain(own).map(name).collect::<Vec<_>>().join("; ")
    };
    let days = event.days.map(|days| {
        let last = days.end.yesterday().unwrap_or(days.end);
        if days.start == last { days.start.to_string() } else { format!("{}/{last}", days.start) }
    });
    let coded = event.coded.as_ref();
    let own = event.plover.as_ref() == coded;
    let found = |found: &Option<page::Found<String>>| found.as_ref().map(|found| line(&found.value));
    [
        article.published.as_ref().map(|date| date.day).into(),
        days.into(),
        side(&[EventRole::Actor]).into(),
        side(&[EventRole::Recipient, EventRole::Target]).into(),
        coded.map(|coded| coded.0.clone()).into(),
        event.mode.clone().filter(|_| own).into(),
        event.status.name().into(),
        event.conditional.into(),
        event.place.map(|place| line(article.words(place))).into(),
        line(article.words(event.trigger)).into(),
        line(article.words(event.why.span)).into(),
        found(&article.outlet).into(),
        found(&article.url).into(),
        article.edition.into(),
        at.into(),
    ]
}
