//! The commands that look after the ledger: verify, rebuild, backup, doctor.

use std::{io::Write, path::PathBuf};

use clap::Args;
use indicatif::ProgressBar;
use ledger::{Access, Capture, Health};

use super::{
    output,
    pages::Work,
    place::{Place, code},
};
use crate::work::{self, Readers};

/// Hash all pages and texts again, and check every span and every quoted word against them
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 all fits; 1 something does not, each named on one line of standard error.")]
pub struct Verify {
    /// Only what one story holds: its id, or the beginning of it
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// Show no progress and no summary
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    pub place: Place,
}

/// Read all pages again and make all stories anew, in the order of publication; what people decided stays
#[derive(Debug, Args)]
pub struct Rebuild {
    /// Leave the readings as they are; make the stories anew
    #[arg(long)]
    pub stories: bool,
    #[command(flatten)]
    pub work: Work,
    #[command(flatten)]
    pub place: Place,
}

/// Copy the ledger, as it is at this moment, to a new file or database
#[derive(Debug, Args)]
pub struct Backup {
    /// The new file, or postgres://... of a database without a ledger
    #[arg(value_name = "FILE|ADDRESS")]
    pub to: PathBuf,
    #[command(flatten)]
    pub place: Place,
}

/// Say how the ledger is: what it holds, what waits, what a rebuild would change
#[derive(Debug, Args)]
pub struct Doctor {
    /// Write it as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub place: Place,
}

impl Verify {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let story = self.story.as_ref().map(|id| ledger.story(id)).transpose()?.map(|story| story.id);
            let verified = ledger.verify(story, &mut |_| ())?;
            for fault in &verified.told {
                output::problem(fault);
            }
            if !self.quiet {
                let mut out = output::stdout(self.place.color);
                writeln!(
                    out,
                    "{} pages and {} texts hashed again, {} spans and {} quotes checked: {}",
                    verified.pages,
                    verified.texts,
                    verified.spans,
                    verified.quotes,
                    if verified.faults == 0 { "all fits".to_owned() } else { format!("{} faults", verified.faults) }
                )?;
                out.flush()?;
            }
            Ok(verified.faults == 0)
        })())
    }
}

impl Rebuild {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Write)?;
            let pages = ledger.pages()?.len();
            let bar = if self.stories { ProgressBar::hidden() } else { output::progress(pages, self.work.quiet) };
            let mut seen = |count: usize| bar.inc(count as u64);
            let now = self.place.now();
            let rebuilt = if self.stories {
                ledger.rebuild(None, self.work.jobs, now, &mut seen)?
            } else {
                let readers = Readers::open(self.work.weights.as_deref())?;
                let read = |capture: &Capture| {
                    let read = work::run(&readers, &capture.input, capture.number, &capture.page, &capture.given);
                    read.ok().map(|record| (record.article, record.reading))
                };
                ledger.rebuild(Some(&read), self.work.jobs, now, &mut seen)?
            };
            bar.finish_and_clear();
            if !self.work.quiet {
                let mut out = output::stdout(self.place.color);
                write!(
                    out,
                    "{} pages read again, {} of them otherwise than before; {} articles in {} stories",
                    rebuilt.pages, rebuilt.retold, rebuilt.folded.articles, rebuilt.folded.stories
                )?;
                match rebuilt.folded.repairs {
                    0 => writeln!(out)?,
                    repairs => writeln!(out, ", {repairs} merges and splits of stories")?,
                }
                out.flush()?;
            }
            Ok(true)
        })())
    }
}

impl Backup {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            ledger.backup(&self.to)?;
            let mut out = output::stdout(self.place.color);
            writeln!(out, "copied to {}", ledger::shown(&self.to).display())?;
            out.flush()?;
            Ok(true)
        })())
    }
}

impl Doctor {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let version = Readers::open(None)?.version();
            let health = ledger.health(Some(&version))?;
            let mut out = output::stdout(self.place.color);
            if self.json {
                writeln!(out, "{}", serde_json::to_string_pretty(&health)?)?;
            } else {
                say(&health, &mut *out)?;
            }
            out.flush()?;
            Ok(health.faults.is_empty())
        })())
    }
}

fn say(health: &Health, out: &mut dyn Write) -> std::io::Result<()> {
    for count in &health.holds {
        writeln!(out, "{:>10}  {}", count.count, count.what)?;
    }
    writeln!(out, "{:>10}  KiB on disk", health.bytes / 1024)?;
    for count in &health.unread {
        writeln!(out, "{:>10}  editions not read inside, for their language: {}", count.count, count.what)?;
    }
    let advice = [
        (health.waiting + health.dirty, "wait for their story: an add was cut off; run it again, or any other add"),
        (health.late, "came after later articles: onrecord rebuild --stories may group them otherwise"),
        (health.touched, "stories were not looked at again for merges and splits: onrecord rebuild --stories does"),
        (health.outdated, "were read by another version or with other weights: onrecord rebuild reads them again"),
    ];
    for (count, what) in advice.iter().filter(|(count, _)| *count > 0) {
        writeln!(out, "{count:>10}  {what}")?;
    }
    if health.faults.is_empty() {
        writeln!(out, "the file is sound; onrecord verify checks the words too")?;
    }
    for fault in &health.faults {
        writeln!(out, "fault: {fault}; keep the file, go back to a backup, and add what came since")?;
    }
    Ok(())
}
