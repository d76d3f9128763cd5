//! `onrecord add`: pages in, kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Read as _,
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use indicatif::ProgressBar;
use jiff::Timestamp;
use ledger::{Access, Added, Capture, Kept, Ledger, MAGIC, Moment, Skipped};
use page::Given;
use text::Id;

use super::{
    WRONG_USAGE, output,
    pages::{Known, Work, paths},
    place::{Place, code},
};
use crate::{
    input::{Input, Opened, inputs, pages},
    work::{self, Readers},
};

/// Pages that are read and kept in one step, for each thread: what a crash makes to be read again.
const BATCH_PAGES: usize = 32;
/// Bytes of pages that are held in memory at once, the last page aside.
const BATCH_BYTES: usize = 64 << 20;
/// Bytes of a list of feeds that are read.
const MAX_LIST_BYTES: u64 = 8 << 20;
/// Inputs that were not read, and odd dates, that are named; the rest is counted by reason.
const MAX_NAMED: usize = 20;

/// Add pages to the ledger
///
/// Each page is read as `onrecord read` reads it, and kept with its bytes, its text and what it says. Articles get their stories, and the
/// stories are brought up to date. What is there already is left as it is; another text at the same address is a new edition. Cut off at
/// any moment, the same command goes on.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Add {
    /// Files and folders; `-` is standard input
    ///
    /// HTML pages, plain text, web archives (WARC, also gzipped), feeds (RSS, Atom, JSON Feed), lines of articles (JSONL), lists of feeds
    /// (OPML), other ledgers.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub known: Known,

    #[command(flatten)]
    pub work: Work,

    #[command(flatten)]
    pub place: Place,
}

const EXAMPLES: &str = "\
Examples:
  onrecord add pages/ feed.xml crawl.warc.gz
  onrecord add --url https://example.org/story --outlet 'Example Post' story.html
  onrecord add colleague.onrecord

Exit codes: 0 all was read; 1 some inputs were not, each named on one line of standard error; 2 wrong usage.";

impl Add {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        let Some(paths) = paths(&self.paths, "add") else { return WRONG_USAGE };
        code(self.add(&paths))
    }

    /// Adds all inputs and returns whether every one was read.
    fn add(&self, paths: &[PathBuf]) -> anyhow::Result<bool> {
        let ledger = self.place.open(Access::Create)?;
        let readers = Readers::open(self.work.weights.as_deref())?;
        let (addresses, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.iter().cloned().partition(|path| ledger::is_address(path));
        let inputs = if paths.is_empty() { Vec::new() } else { inputs(&paths) };
        let given = self.known.given();
        let bar = output::progress(inputs.len(), self.work.quiet);
        let now = self.place.now();
        let mut adding = Adding {
            ledger,
            readers,
            given,
            now,
            jobs: self.work.jobs,
            bar,
            tally: Tally::default(),
            batch: Vec::new(),
            bytes: 0,
        };
        for address in &addresses {
            adding.absorb(address)?;
        }
        for input in &inputs {
            match input {
                Ok(Input::File(path)) if is_ledger(path) => adding.absorb(path)?,
                Ok(Input::File(path)) if adding.feeds(path)? => {}
                input => pages(input, &mut |opened| adding.take(opened))?,
            }
            adding.bar.inc(1);
        }
        adding.flush()?;
        adding.bar.set_message("stories");
        let folded = adding.ledger.fold(self.work.jobs, &mut |_| ())?;
        adding.bar.finish_and_clear();
        adding.tally.copies += folded.copies;
        if !self.work.quiet {
            adding.tally.say(folded.stories, adding.ledger.late()?)?;
        }
        Ok(adding.tally.skipped.is_empty())
    }
}

/// An add under way.
struct Adding {
    ledger: Ledger,
    readers: Readers,
    given: Given,
    now: Timestamp,
    jobs: Option<NonZeroUsize>,
    bar: ProgressBar,
    tally: Tally,
    batch: Vec<Capture>,
    bytes: usize,
}

impl Adding {
    fn take(&mut self, opened: Opened) -> anyhow::Result<()> {
        match opened {
            Ok((input, number, page)) => {
                self.bytes += page.body.len();
                self.batch.push(Capture { page, given: self.given.clone(), input, number });
            }
            Err(problem) => self.skip(vec![Skipped { input: problem.name, page: 0, why: problem.what, at: None }])?,
        }
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        if self.batch.len() >= BATCH_PAGES * jobs || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    /// Reads and keeps what was gathered.
    fn flush(&mut self) -> anyhow::Result<()> {
        self.bytes = 0;
        let batch = reading::read_many(std::mem::take(&mut self.batch), self.jobs, |capture| (capture.id(), capture));
        let ids: Vec<Id> = batch.iter().map(|(id, _)| *id).collect();
        let there = self.ledger.has(&ids)?;
        let mut seen = BTreeSet::new();
        let mut new = Vec::new();
        for ((id, capture), there) in batch.into_iter().zip(there) {
            if there || !seen.insert(id) {
                self.tally.unchanged += 1;
            } else {
                new.push(capture);
            }
        }
        let outcomes = reading::read_many(new, self.jobs, |capture| {
            let outcome = work::run(&self.readers, &capture.input, capture.number, &capture.page, &capture.given);
            (capture, outcome)
        });
        let (mut kept, mut skipped) = (Vec::new(), Vec::new());
        for (capture, outcome) in outcomes {
            match outcome {
                Ok(record) => {
                    self.tally.note(&capture, &record, self.now);
                    kept.push(Kept { capture, article: record.article, reading: record.reading });
                }
                Err(problem) => {
                    skipped.push(Skipped { input: capture.input, page: capture.number, why: problem.what, at: None })
                }
            }
        }
        for added in self.ledger.put(&kept, self.now)? {
            match added {
                Added::New => self.tally.new += 1,
                Added::Edition => self.tally.editions += 1,
                Added::Unchanged => self.tally.unchanged += 1,
            }
        }
        self.skip(skipped)
    }

    fn skip(&mut self, skipped: Vec<Skipped>) -> anyhow::Result<()> {
        if skipped.is_empty() {
            return Ok(());
        }
        self.ledger.skip(&skipped, self.now)?;
        for one in skipped {
            let named = self.tally.skipped.values().sum::<usize>();
            *self.tally.skipped.entry(one.why.clone()).or_default() += 1;
            if named < MAX_NAMED {
                let name = crate::record::name(&one.input, one.page);
                self.bar.suspend(|| output::problem(&format!("{name}: {}", one.why)));
            }
        }
        Ok(())
    }

    /// Takes over another ledger.
    fn absorb(&mut self, path: &Path) -> anyhow::Result<()> {
        self.flush()?;
        let input = ledger::shown(path).display().to_string();
        let skipped = |why| vec![Skipped { input: input.clone(), page: 0, why, at: None }];
        let whole = path.canonicalize().ok();
        if path == self.ledger.path() || whole.is_some() && whole == self.ledger.path().canonicalize().ok() {
            return self.skip(skipped("the ledger itself".to_owned()));
        }
        let mut other = match Ledger::open(path, Access::Read) {
            Ok(other) => other,
            Err(error) => {
                // the problem is named by its input already
                let why = error.to_string();
                let why = why.strip_prefix(&format!("{input}: ")).unwrap_or(&why).to_owned();
                return self.skip(skipped(why));
            }
        };
        let absorbed = self.ledger.absorb(&mut other, self.now, &mut |_| ())?;
        self.tally.new += absorbed.new;
        self.tally.editions += absorbed.editions;
        self.tally.unchanged += absorbed.unchanged;
        self.tally.corrections += absorbed.corrections;
        absorbed.unfit.into_iter().try_for_each(|what| self.skip(skipped(format!("damaged there: {what}"))))
    }

    /// Notes the feeds of a list; tells whether the file is one.
    fn feeds(&mut self, path: &Path) -> anyhow::Result<bool> {
        let mut head = [0; 512];
        let Ok(read) = File::open(path).and_then(|mut file| file.read(&mut head)) else { return Ok(false) };
        let is_list = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase().contains("<opml");
        if !is_list {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(MAX_LIST_BYTES).read_to_end(&mut bytes))
            .context("cannot read the list of feeds")?;
        let Some(feeds) = page::feeds(&bytes) else { return Ok(false) };
        let feeds: Vec<(String, String)> = feeds.into_iter().map(|feed| (feed.url, feed.title)).collect();
        self.tally.feeds += self.ledger.follow(&feeds, self.now)?;
        Ok(true)
    }
}

/// What came of an add.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    editions: usize,
    unchanged: usize,
    copies: usize,
    feeds: usize,
    corrections: usize,
    undated: usize,
    odd: Vec<String>,
    languages: BTreeMap<String, usize>,
    skipped: BTreeMap<String, usize>,
}

impl Tally {
    /// Notes what is worth saying of a page that was read.
    fn note(&mut self, capture: &Capture, record: &crate::record::Record, now: Timestamp) {
        let seen = capture.page.fetched.unwrap_or(now);
        if let Some(day) = Moment::of(&record.article, seen).implausible {
            self.odd.push(format!(
                "{}: dated {day}, which cannot be; kept, and ordered by when it was seen",
                record.name()
            ));
        }
        self.undated += usize::from(record.article.published.is_none());
        if let Some(language) = record.article.language.as_ref().filter(|language| *language != "en") {
            *self.languages.entry(language.clone()).or_default() += 1;
        }
    }

    fn say(&self, stories: usize, late: usize) -> anyhow::Result<()> {
        for line in self.odd.iter().take(MAX_NAMED) {
            output::problem(line);
        }
        let named = self.skipped.values().sum::<usize>().min(MAX_NAMED);
        let total: usize = self.skipped.values().sum();
        if total > named {
            output::problem(&format!("{} more were not read:", total - named));
            for (why, count) in &self.skipped {
                output::problem(&format!("  {count} in all: {why}"));
            }
        }
        let mut parts = vec![format!("{} added", self.new)];
        let mut part = |count: usize, what: &str| {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        };
        part(self.editions, if self.editions == 1 { "new edition" } else { "new editions" });
        part(self.copies, if self.copies == 1 { "of them a copy" } else { "of them copies" });
        part(self.unchanged, "unchanged");
        part(self.feeds, if self.feeds == 1 { "feed noted" } else { "feeds noted" });
        part(self.corrections, "decisions taken over");
        part(total, "not read");
        part(self.undated, "without a date (--date gives one)");
        part(stories, if stories == 1 { "story written" } else { "stories written" });
        use std::io::Write as _;
        let mut out = output::stdout(super::read::Color::Never);
        writeln!(out, "{}", parts.join(", "))?;
        if !self.languages.is_empty() {
            let languages: Vec<String> =
                self.languages.iter().map(|(name, count)| format!("{name} ({count})")).collect();
            writeln!(out, "kept, but not read inside, for their language: {}", languages.join(", "))?;
        }
        if late > 0 {
            writeln!(out, "{late} came after later articles; onrecord rebuild puts all in the order of publication")?;
        }
        out.flush().context("cannot write")
    }
}

/// Tells a ledger by its first bytes.
fn is_ledger(path: &Path) -> bool {
    let mut head = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *MAGIC
}
