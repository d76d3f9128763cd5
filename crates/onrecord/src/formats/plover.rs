//! PLOVER: one row an event that the ontology codes, tab-separated.

use std::io::{self, Write};

use reading::{Event, EventRole, Filler};

use super::Format;
use crate::{record::Record, terminal::line};

/// Names of the columns.
pub const COLUMNS: [&str; 15] = [
    "story_date",
    "event_date",
    "source",
    "target",
    "event_type",
    "event_mode",
    "status",
    "conditional",
    "location",
    "trigger",
    "sentence",
    "outlet",
    "url",
    "edition",
    "event",
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
        writeln!(out, "{}", COLUMNS.join("\t"))
    }

    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        for (at, event) in record.reading.events.iter().enumerate() {
            if let Some(cells) = cells(record, event, at) {
                writeln!(out, "{}", cells.map(|cell| cell.replace('\t', " ")).join("\t"))?;
            }
        }
        Ok(())
    }
}

/// Returns the cells of an event; none where PLOVER codes nothing. Several parties stand in one cell, parted by semicolons; who takes
/// part as the others do is source and target, as the codebook has it.
fn cells(record: &Record, event: &Event, at: usize) -> Option<[String; 15]> {
    let coded = event.coded.as_ref()?;
    let article = &record.article;
    let name = |filler: &Filler| {
        let party = filler.party.and_then(|party| record.reading.parties.get(party as usize));
        let words = || line(article.words(filler.span));
        party.map_or_else(words, |party| line(&party.name)).replace(';', ",")
    };
    let side = |role: EventRole| {
        let both = event.fillers(EventRole::Participant).chain(event.fillers(role));
        both.map(name).collect::<Vec<_>>().join("; ")
    };
    let days = event.days.map(|days| {
        let last = days.end.yesterday().unwrap_or(days.end);
        if days.start == last { days.start.to_string() } else { format!("{}/{last}", days.start) }
    });
    let own = event.plover.as_ref() == Some(coded);
    let found =
        |found: &Option<page::Found<String>>| found.as_ref().map(|found| line(&found.value)).unwrap_or_default();
    Some([
        article.published.as_ref().map(|date| date.day.to_string()).unwrap_or_default(),
        days.unwrap_or_default(),
        side(EventRole::Actor),
        side(EventRole::Recipient),
        coded.0.clone(),
        event.mode.clone().filter(|_| own).unwrap_or_default(),
        event.status.name().to_owned(),
        event.conditional.to_string(),
        event.place.map(|place| line(article.words(place))).unwrap_or_default(),
        line(article.words(event.trigger)),
        line(article.words(event.why.span)),
        found(&article.outlet),
        found(&article.url),
        article.edition.to_string(),
        at.to_string(),
    ])
}
