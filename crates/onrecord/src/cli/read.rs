//! `onrecord read`: pages in, readings out.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::{
    DONE, SOME_FAILED, WRONG_USAGE, output,
    pages::{Known, Work, paths},
};
use crate::{
    formats::{Choice, Csv, Format, Json, JsonLines, Markdown, Part, Plover, Text},
    input::{Input, Opened, inputs, pages},
    work::{self, Outcome, Problem, Readers},
};

/// Pages that are held in memory at once at most.
const BATCH_PAGES: usize = 256;
/// Bytes of pages that are held in memory at once, the last page aside.
const BATCH_BYTES: usize = 64 << 20;

/// Read pages and print what they say
///
/// Each page comes out as its headline, outlet and date (and how they are known), its text with numbered marks, who said what with the
/// chain of sources from the outlet down, the parties, the dates, and what was set aside as no part of the article.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Read {
    /// Files and folders to read; `-` is standard input
    ///
    /// HTML pages, plain text, web archives (WARC, also gzipped) and feeds. A folder is read with all folders in it, in sorted order, hidden
    /// files left out. Without a path, standard input is read when something is piped into it.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to write what was read
    #[arg(long, short, value_enum, default_value_t = FormatName::Text)]
    pub format: FormatName,

    /// Write only these parts, divided by commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART,...")]
    pub only: Vec<Part>,

    /// Write out the furniture too, each piece with its kind
    #[arg(long)]
    pub furniture: bool,

    /// What is known of the pages.
    #[command(flatten)]
    pub known: Known,

    /// How to go about reading.
    #[command(flatten)]
    pub work: Work,

    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// Ways to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// For the eye
    Text,
    /// One array of all pages; every span with its words
    Json,
    /// One page a line, as in json
    Jsonl,
    /// For notes
    Markdown,
    /// One row a statement, safe to open in a spreadsheet
    Csv,
    /// One row an event that PLOVER codes, tab-separated
    Plover,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Also in pipes and files
    Always,
    /// Not at all
    Never,
}

const EXAMPLES: &str = "\
Examples:
  onrecord read page.html
  onrecord read --url https://example.org/story story.html
  onrecord read --format csv archive/ > statements.csv
  curl -s https://example.org/story | onrecord read --url https://example.org/story -
  onrecord read --format jsonl --only statements archive/ | jq -r '.reading.statements[].content[].text'

Exit codes: 0 all was read; 1 some inputs were not, each named on one line of standard error; 2 wrong usage.";

impl Read {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        let Some(paths) = paths(&self.paths, "read") else { return WRONG_USAGE };
        if self.format == FormatName::Csv && !self.only.is_empty() && !self.only.contains(&Part::Statements) {
            output::problem(&"csv holds statements; leave --only away or name statements in it");
            return WRONG_USAGE;
        }
        if self.format == FormatName::Plover && !self.only.is_empty() && !self.only.contains(&Part::Events) {
            output::problem(&"plover holds events; leave --only away or name events in it");
            return WRONG_USAGE;
        }
        match self.read(&inputs(&paths)) {
            Ok(true) => DONE,
            Ok(false) => SOME_FAILED,
            Err(error) if is_closed(&error) => DONE,
            Err(error) => {
                output::problem(&format!("{error:#}"));
                SOME_FAILED
            }
        }
    }

    /// Reads all inputs, batch by batch, and returns whether every one was read.
    fn read(&self, inputs: &[Result<Input, Problem>]) -> anyhow::Result<bool> {
        let many = inputs.len() > 1;
        let readers = Readers::open(self.work.weights.as_deref())?;
        let given = self.known.given();
        let mut sink = Sink {
            out: output::stdout(self.color),
            format: self.format(many),
            failed: 0,
            read: 0,
            bar: output::progress(inputs.len(), self.work.quiet),
        };
        sink.format.begin(&mut sink.out).context("cannot write")?;
        let mut batch: Vec<Opened> = Vec::new();
        let mut bytes = 0;
        let run = |batch: Vec<_>, sink: &mut Sink| {
            let outcomes = reading::read_many(batch, self.work.jobs, |opened: Opened| {
                opened.and_then(|(name, number, page)| work::run(&readers, &name, number, &page, &given))
            });
            sink.take(outcomes).context("cannot write")
        };
        for input in inputs {
            let mut take = |opened: Opened| {
                bytes += opened.as_ref().map_or(0, |(_, _, page)| page.body.len());
                batch.push(opened);
                if batch.len() >= BATCH_PAGES || bytes >= BATCH_BYTES {
                    bytes = 0;
                    return run(std::mem::take(&mut batch), &mut sink);
                }
                Ok(())
            };
            pages(input, &mut take)?;
            sink.bar.inc(1);
        }
        run(batch, &mut sink)?;
        sink.bar.finish_and_clear();
        sink.format.end(&mut sink.out).and_then(|()| sink.out.flush()).context("cannot write")?;
        if !self.work.quiet && sink.failed > 0 && sink.failed + sink.read > 1 {
            output::problem(&format!("{} read, {} not", sink.read, sink.failed));
        }
        Ok(sink.failed == 0)
    }

    fn format(&self, many: bool) -> Box<dyn Format> {
        let choice = Choice { only: self.only.clone(), furniture: self.furniture, many };
        match self.format {
            FormatName::Text => Box::new(Text::new(choice, output::width())),
            FormatName::Json => Box::new(Json::new(choice)),
            FormatName::Jsonl => Box::new(JsonLines::new(choice)),
            FormatName::Markdown => Box::new(Markdown::new(choice)),
            FormatName::Csv => Box::new(Csv::new()),
            FormatName::Plover => Box::new(Plover::new()),
        }
    }
}

/// Where outcomes go.
struct Sink {
    out: Box<dyn Write>,
    format: Box<dyn Format>,
    failed: usize,
    read: usize,
    bar: indicatif::ProgressBar,
}

impl Sink {
    fn take(&mut self, outcomes: Vec<Outcome>) -> io::Result<()> {
        let Sink { out, format, failed, read, bar } = self;
        bar.suspend(|| {
            for outcome in outcomes {
                match outcome {
                    Ok(record) => {
                        *read += 1;
                        format.record(&record, out)?;
                    }
                    Err(problem) => {
                        *failed += 1;
                        // on one terminal, the line belongs behind the pages before it
                        out.flush()?;
                        output::problem(&problem);
                    }
                }
            }
            out.flush()
        })
    }
}

/// Tells whether writing failed because the reader of our output left, as `head` does.
pub(super) fn is_closed(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
}
