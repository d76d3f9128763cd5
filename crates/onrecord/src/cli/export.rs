//! `onrecord export`: the ledger for other programs.

use std::{collections::BTreeMap, io::Write, path::PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
#[cfg(feature = "parquet")]
use ledger::formats::{Column, Kind};
use ledger::{Access, Ledger, Part, Told, Wanted, formats::Cell};
use reading::Event;
use text::{Id, Span};

use super::{
    output,
    place::{Place, code},
};
use crate::{formats::plover, record::Record};

/// Write the whole ledger for other programs, always in the same order
#[derive(Debug, Args)]
pub struct Export {
    /// Only these parts, divided by commas: article, story, claim, calendar, position, figure, change, copy, correction; in Parquet also
    /// statement, event
    #[arg(long, value_name = "PART,...", value_delimiter = ',')]
    pub only: Vec<String>,
    /// How to write it
    #[arg(long, short, value_enum, default_value_t = ExportAs::Jsonl)]
    pub format: ExportAs,
    /// Of this story only: its id, or the beginning of it
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// The folder for the tables of Parquet; those that are there are replaced
    #[arg(long, value_name = "FOLDER", required_if_eq("format", "parquet"))]
    pub to: Option<PathBuf>,
    #[command(flatten)]
    pub place: Place,
}

/// Ways to write the ledger
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportAs {
    /// Lines of JSON, each with its type
    Jsonl,
    /// One row an event that PLOVER codes, tab-separated, with the articles that tell of it and the origins of what they say
    Plover,
    /// One table a part, in a folder
    Parquet,
}

/// What the ledger adds to the rows of PLOVER.
const BESIDE: [&str; 6] = ["story", "appointment", "source_ids", "claim", "origins_at_least", "origins_at_most"];

impl Export {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let story = self.story.as_ref().map(|id| ledger.story(id)).transpose()?.map(|story| story.id);
            match self.format {
                ExportAs::Jsonl => {
                    let parts = self.parts(&[])?;
                    let mut out = output::stdout(self.place.color);
                    ledger.export(&parts, story, &mut out)?.and_then(|()| out.flush()).context("cannot write")?;
                }
                ExportAs::Plover if !self.only.is_empty() => bail!("plover holds events; leave --only away"),
                ExportAs::Plover => {
                    let mut out = output::stdout(self.place.color);
                    events(&mut ledger, story, &mut *out)?;
                    out.flush().context("cannot write")?;
                }
                ExportAs::Parquet => tables(&mut ledger, story, &self)?,
            }
            Ok(true)
        })())
    }

    /// Returns the parts that are asked for, all unless some are named; `others` are names that are no parts of the ledger.
    fn parts(&self, others: &[&str]) -> anyhow::Result<Vec<Part>> {
        let all = Part::all();
        let mut parts = Vec::new();
        for name in self.only.iter().filter(|name| !others.contains(&name.as_str())) {
            let part = all.iter().copied().find(|part| part.name() == name);
            parts.push(part.with_context(|| format!("no part is called {name:?}; see onrecord export --help"))?);
        }
        Ok(if self.only.is_empty() { all } else { parts })
    }
}

/// Entries of one story by the words they rest on.
#[derive(Default)]
struct Beside {
    appointments: BTreeMap<Id, Vec<(Span, String, usize)>>,
    claims: BTreeMap<Id, Vec<(Span, usize)>>,
    calendar: Vec<ledger::CalendarEntry>,
    told: Vec<ledger::ClaimEntry>,
}

impl Beside {
    fn of(ledger: &mut Ledger, story: Id) -> Result<Beside, ledger::Error> {
        let wanted = Wanted { story: Some(story), ..Wanted::default() };
        let (calendar, told) = (ledger.calendar(&wanted)?, ledger.claims(&wanted)?);
        let mut beside = Beside { calendar, told, ..Beside::default() };
        for (at, entry) in beside.calendar.iter().enumerate() {
            for step in &entry.history {
                let spans = beside.appointments.entry(step.quote.edition).or_default();
                spans.push((step.quote.span, entry.what.clone(), at));
            }
        }
        for (at, entry) in beside.told.iter().enumerate() {
            for mention in &entry.mentions {
                beside.claims.entry(mention.quote.edition).or_default().push((mention.quote.span, at));
            }
        }
        Ok(beside)
    }

    /// Returns the appointment that an event is a mention of, else that of its kind in the same words.
    fn appointment(&self, edition: Id, event: &Event) -> Option<&ledger::CalendarEntry> {
        let there = self.appointments.get(&edition)?.iter().filter(|(span, ..)| span.has(event.trigger));
        let (_, _, at) = there.min_by_key(|(span, what, _)| (*what != event.kind.0, span.end - span.start))?;
        self.calendar.get(*at)
    }

    /// Returns the claim that the words of an event make.
    fn claim(&self, edition: Id, event: &Event) -> Option<&ledger::ClaimEntry> {
        let there = self.claims.get(&edition)?.iter().filter(|(span, _)| span.has(event.trigger));
        let (_, at) = there.min_by_key(|(span, _)| span.end - span.start)?;
        self.told.get(*at)
    }
}

/// Writes the events of each story that PLOVER codes, each beside what the ledger knows of it.
fn events(ledger: &mut Ledger, story: Option<Id>, out: &mut dyn Write) -> anyhow::Result<()> {
    let names = plover::COLUMNS.iter().map(|(name, _)| *name).chain(BESIDE);
    writeln!(out, "{}", names.collect::<Vec<_>>().join("\t"))?;
    let stories = match story {
        Some(story) => vec![story],
        None => {
            let mut stories = ledger.stories(&Wanted::default())?;
            stories.sort_by_key(|story| (story.first, story.id));
            stories.into_iter().map(|story| story.id).collect()
        }
    };
    for story in stories {
        let beside = Beside::of(ledger, story)?;
        let mut written = Ok(());
        ledger.told(Some(story), &mut |told| {
            let Some(record) = record(told) else { return Ok(()) };
            let edition = record.article.edition;
            for (at, event) in record.reading.events.iter().enumerate().filter(|(_, event)| event.coded.is_some()) {
                let mut cells = plover::cells(&record, event, at).to_vec();
                let appointment = beside.appointment(edition, event);
                let claim = beside.claim(edition, event);
                let mut articles: Vec<Id> = match appointment {
                    Some(entry) => entry.history.iter().map(|step| step.quote.article).collect(),
                    None => vec![record.article.id],
                };
                articles.sort();
                articles.dedup();
                cells.extend::<[Cell; 6]>([
                    story.into(),
                    appointment.map(|entry| entry.id).into(),
                    articles.iter().map(Id::to_string).collect::<Vec<_>>().join("; ").into(),
                    claim.map(|claim| claim.id).into(),
                    claim.map(|claim| claim.at_least).into(),
                    claim.map(|claim| claim.at_most).into(),
                ]);
                if written.is_ok() {
                    written = plover::row(out, &cells);
                }
            }
            Ok(())
        })?;
        written.context("cannot write")?;
    }
    Ok(())
}

/// Returns an edition of the ledger as a page that was read.
fn record(told: Told) -> Option<Record> {
    let Told { edition, reading, input, page, .. } = told;
    Some(Record { input, page, article: edition.article, reading: reading? })
}

/// Parts of the tables that are rows of readings, not of the ledger.
#[cfg(feature = "parquet")]
const READINGS: [&str; 2] = ["statement", "event"];
/// What stands before the columns of a statement or event: where its article stands.
#[cfg(feature = "parquet")]
const WHERE: [Column; 2] = [("story", Kind::Text), ("article", Kind::Text)];

#[cfg(not(feature = "parquet"))]
fn tables(_: &mut Ledger, _: Option<Id>, _: &Export) -> anyhow::Result<()> {
    Err(ledger::Error::Without { what: "Parquet", feature: "parquet" }.into())
}

/// Writes one file a table.
#[cfg(feature = "parquet")]
fn tables(ledger: &mut Ledger, story: Option<Id>, export: &Export) -> anyhow::Result<()> {
    use ledger::formats::Table;

    let folder = export.to.as_ref().context("give a folder for the tables: --to FOLDER")?;
    let parts = export.parts(&READINGS)?;
    let cannot = || format!("{}: cannot write the tables there", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot)?;
    let file = |name: &str| -> anyhow::Result<_> {
        let path = folder.join(format!("{}.parquet", plural(name)));
        Ok(std::io::BufWriter::new(std::fs::File::create(path).with_context(cannot)?))
    };
    for part in parts {
        let out = ledger.table(part, story, file(part.name())?)?.and_then(|mut out| out.flush());
        out.with_context(cannot)?;
    }
    for name in READINGS {
        if !export.only.is_empty() && !export.only.iter().any(|only| only == name) {
            continue;
        }
        let is_event = name == "event";
        let mut columns = WHERE.to_vec();
        if is_event {
            columns.push(("kind", Kind::Text));
            columns.extend(plover::COLUMNS);
        } else {
            columns.push(("edition", Kind::Text));
            columns.extend(crate::formats::csv::COLUMNS);
        }
        let mut table = Table::new(&columns, file(name)?).with_context(cannot)?;
        let mut written = Ok(());
        ledger.told(story, &mut |told| {
            let story = told.story;
            let Some(record) = record(told) else { return Ok(()) };
            let mut row = |first: Cell, cells: &[Cell]| {
                let mut whole: Vec<Cell> = vec![story.into(), record.article.id.into(), first];
                whole.extend_from_slice(cells);
                if written.is_ok() {
                    written = table.row(whole);
                }
            };
            if is_event {
                for (at, event) in record.reading.events.iter().enumerate() {
                    row(event.kind.0.as_str().into(), &plover::cells(&record, event, at));
                }
            } else {
                crate::formats::csv::rows(&record).for_each(|cells| row(record.article.edition.into(), &cells));
            }
            Ok(())
        })?;
        written.with_context(cannot)?;
        table.end().with_context(cannot)?.flush().with_context(cannot)?;
    }
    Ok(())
}

/// Name of the table of a part.
#[cfg(feature = "parquet")]
fn plural(part: &str) -> String {
    match part {
        "story" => "stories".to_owned(),
        "copy" => "copies".to_owned(),
        "calendar" => "calendar".to_owned(),
        part => format!("{part}s"),
    }
}
