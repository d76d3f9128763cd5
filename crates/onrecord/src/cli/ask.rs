//! The commands that ask: stories, the trace of a claim, calendar, positions, figures, changes, search.

use std::io::Write;

use clap::{Args, ValueEnum};
use ledger::{
    Access, Wanted,
    formats::{ListFormat, atom, ics},
};

use super::{
    output,
    place::{ListAs, Place, code, list},
    show,
};

/// Entries that are listed unless more are asked for.
const LIMIT: usize = 50;

/// Which entries to list
#[derive(Debug, Args)]
pub struct Choice {
    /// Of this story only: its id, or the beginning of it
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,

    /// From this moment on: a day, a moment, today, yesterday, 3h, 2d, 1w
    #[arg(long, value_name = "MOMENT")]
    pub since: Option<String>,

    /// Before this moment
    #[arg(long, value_name = "MOMENT")]
    pub until: Option<String>,

    /// List at most so many
    #[arg(long, short = 'n', value_name = "N", default_value_t = LIMIT)]
    pub limit: usize,

    /// Show every mention, and entries that a person rejected
    #[arg(long)]
    pub all: bool,
}

/// Which entries to list, of which ledger, and how
#[derive(Debug, Args)]
pub struct Listing {
    /// How to write the list
    #[arg(long, short, value_enum, default_value_t = ListAs::Text)]
    pub format: ListAs,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub place: Place,
}

/// List the stories, the one with the newest article first
#[derive(Debug, Args)]
pub struct Stories {
    /// In whose title these words stand
    #[arg(value_name = "WORDS")]
    pub words: Option<String>,
    #[command(flatten)]
    pub listing: Listing,
}

/// Show who really has a claim: the way of each mention down to its origin
#[derive(Debug, Args)]
pub struct Trace {
    /// Words of the claim, or its id
    #[arg(value_name = "TEXT|ID", required_unless_present = "rests_on")]
    pub asked: Vec<String>,
    /// The other way round: every claim that rests on this source or outlet
    #[arg(long, value_name = "NAME", conflicts_with = "asked")]
    pub rests_on: Option<String>,
    /// How to write the claims
    #[arg(long, short, value_enum, default_value_t = ListAs::Text)]
    pub format: ListAs,
    /// Show at most so many claims
    #[arg(long, short = 'n', value_name = "N", default_value_t = 3)]
    pub limit: usize,
    /// Show every mention
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub place: Place,
}

/// Show who meets whom, where and when, and whether it is still on
#[derive(Debug, Args)]
pub struct Calendar {
    /// In which these words stand: who, where, what
    #[arg(value_name = "WORDS")]
    pub words: Option<String>,
    /// Of this status only
    #[arg(long, value_name = "STATUS")]
    pub status: Option<String>,
    /// How to write the calendar
    #[arg(long, short, value_enum, default_value_t = CalendarAs::Text)]
    pub format: CalendarAs,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub place: Place,
}

/// Show what each side wants: offers, demands, refusals, threats, with their conditions
#[derive(Debug, Args)]
pub struct Positions {
    /// Of this party
    #[arg(value_name = "PARTY")]
    pub party: Option<String>,
    #[command(flatten)]
    pub listing: Listing,
}

/// Show which numbers are in play, whose, and as of when
#[derive(Debug, Args)]
pub struct Figures {
    /// Of what these words are counted
    #[arg(value_name = "WORDS")]
    pub words: Option<String>,
    #[command(flatten)]
    pub listing: Listing,
}

/// Show what changed: new claims and origins, moved meetings, changed figures, edited and withdrawn articles, failed inputs
#[derive(Debug, Args)]
pub struct Changes {
    /// Of this kind only
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// How to write the changes
    #[arg(long, short, value_enum, default_value_t = ChangesAs::Text)]
    pub format: ChangesAs,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub place: Place,
}

/// Find articles by their words
#[derive(Debug, Args)]
pub struct Search {
    /// The words; all have to be there
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// How to write what was found
    #[arg(long, short, value_enum, default_value_t = ListAs::Text)]
    pub format: ListAs,
    /// List at most so many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub place: Place,
}

/// Ways to write a calendar
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarAs {
    /// For the eye
    Text,
    /// One array
    Json,
    /// One a line
    Jsonl,
    /// A table, safe to open in a spreadsheet
    Csv,
    /// For notes
    Markdown,
    /// iCalendar, for calendar programs
    Ics,
}

/// Ways to write changes
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangesAs {
    /// For the eye
    Text,
    /// One array
    Json,
    /// One a line
    Jsonl,
    /// A table, safe to open in a spreadsheet
    Csv,
    /// For notes
    Markdown,
    /// Atom, for feed readers
    Atom,
}

impl Choice {
    fn wanted(&self, place: &Place, ledger: &mut ledger::Ledger) -> anyhow::Result<Wanted> {
        let moment = |words: &Option<String>| words.as_ref().map(|words| place.moment(words)).transpose();
        Ok(Wanted {
            story: self.story.as_ref().map(|id| ledger.story(id)).transpose()?.map(|story| story.id),
            since: moment(&self.since)?,
            until: moment(&self.until)?,
            limit: Some(self.limit),
            rejected: self.all,
            ..Wanted::default()
        })
    }
}

impl Stories {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.listing.place.open(Access::Read)?;
            let wanted =
                Wanted { name: self.words.clone(), ..self.listing.choice.wanted(&self.listing.place, &mut ledger)? };
            let stories = ledger.stories(&wanted)?;
            list(&stories, "Stories", self.listing.format.list(), self.listing.place.color, |stories, out| {
                if stories.is_empty() {
                    show::nothing(out, "no story; `onrecord add PATH` adds pages")?;
                }
                stories.iter().try_for_each(|one| show::story(out, one))
            })?;
            Ok(true)
        })())
    }
}

impl Trace {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let claims = match &self.rests_on {
                Some(name) => ledger.resting_on(name, self.limit.max(LIMIT))?,
                None => ledger.trace(&self.asked.join(" "), self.limit)?,
            };
            let found = !claims.is_empty();
            list(&claims, "Who has it", self.format.list(), self.place.color, |claims, out| {
                if claims.is_empty() {
                    show::nothing(out, "no such claim; `onrecord search WORDS` looks through the texts")?;
                }
                for (at, one) in claims.iter().enumerate() {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    show::claim(out, one, self.all)?;
                }
                Ok(())
            })?;
            Ok(found)
        })())
    }
}

impl Calendar {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let wanted = self.choice.wanted(&self.place, &mut ledger)?;
            let calendar =
                ledger.calendar(&Wanted { name: self.words.clone(), state: self.status.clone(), ..wanted })?;
            let format = match self.format {
                CalendarAs::Ics => {
                    let mut out = output::stdout(self.place.color);
                    let left_out = ics(&calendar, &mut out).and_then(|left_out| out.flush().map(|()| left_out))?;
                    if left_out > 0 {
                        output::problem(&format!("{left_out} without a day are left out; --format text shows them"));
                    }
                    return Ok(true);
                }
                CalendarAs::Text => None,
                CalendarAs::Json => Some(ListFormat::Json),
                CalendarAs::Jsonl => Some(ListFormat::JsonLines),
                CalendarAs::Csv => Some(ListFormat::Csv),
                CalendarAs::Markdown => Some(ListFormat::Markdown),
            };
            list(&calendar, "Calendar", format, self.place.color, |calendar, out| {
                // what has no day, and what happened and has no kind, is no entry that somebody looks for in a calendar
                let is_listed = |one: &&ledger::CalendarEntry| {
                    self.choice.all || one.when.is_some() && (one.what != "other" || one.status != "held")
                };
                let listed: Vec<_> = calendar.iter().filter(is_listed).collect();
                if listed.is_empty() {
                    show::nothing(out, "nothing in the calendar")?;
                }
                listed.iter().try_for_each(|one| show::appointment(out, one, self.choice.all))?;
                match calendar.len() - listed.len() {
                    0 => Ok(()),
                    more => show::nothing(out, &format!("{more} more, without a day or of no kind (--all)")),
                }
            })?;
            Ok(true)
        })())
    }
}

impl Positions {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.listing.place.open(Access::Read)?;
            let wanted = self.listing.choice.wanted(&self.listing.place, &mut ledger)?;
            let mut positions = ledger.positions(&Wanted { name: self.party.clone(), ..wanted })?;
            positions.sort_by(|a, b| a.party.cmp(&b.party).then(a.since.cmp(&b.since)));
            list(&positions, "Positions", self.listing.format.list(), self.listing.place.color, |positions, out| {
                if positions.is_empty() {
                    show::nothing(out, "no position")?;
                }
                let mut before = None;
                for one in positions {
                    show::position(out, one, before, self.listing.choice.all)?;
                    before = Some(one.party.as_str());
                }
                Ok(())
            })?;
            Ok(true)
        })())
    }
}

impl Figures {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.listing.place.open(Access::Read)?;
            let wanted = self.listing.choice.wanted(&self.listing.place, &mut ledger)?;
            let figures = ledger.figures(&Wanted { name: self.words.clone(), ..wanted })?;
            list(&figures, "Figures", self.listing.format.list(), self.listing.place.color, |figures, out| {
                if figures.is_empty() {
                    show::nothing(out, "no figure")?;
                }
                figures.iter().try_for_each(|one| show::figure(out, one, self.listing.choice.all))
            })?;
            Ok(true)
        })())
    }
}

impl Changes {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let wanted = self.choice.wanted(&self.place, &mut ledger)?;
            // the newest are what counts when there are too many
            let newest = Wanted { state: self.kind.clone(), newest: true, ..wanted.clone() };
            let mut changes = ledger.changes(&newest)?;
            changes.reverse();
            let skipped =
                if wanted.story.is_none() && self.kind.is_none() { ledger.skipped(&wanted)? } else { Vec::new() };
            let format = match self.format {
                ChangesAs::Atom => {
                    let mut out = output::stdout(self.place.color);
                    atom(&changes, "Changes", &mut out).and_then(|()| out.flush())?;
                    return Ok(true);
                }
                ChangesAs::Text => None,
                ChangesAs::Json => Some(ListFormat::Json),
                ChangesAs::Jsonl => Some(ListFormat::JsonLines),
                ChangesAs::Csv => Some(ListFormat::Csv),
                ChangesAs::Markdown => Some(ListFormat::Markdown),
            };
            list(&changes, "Changes", format, self.place.color, |changes, out| {
                if changes.is_empty() {
                    show::nothing(out, "nothing changed")?;
                }
                let mut story = None;
                for one in changes {
                    if story != Some(one.story) {
                        show::heading(out, &format!("{} · {}", one.title, show::short(one.story)))?;
                        story = Some(one.story);
                    }
                    show::change(out, one)?;
                }
                if !skipped.is_empty() {
                    show::heading(out, "NOT READ")?;
                }
                for one in skipped.iter().take(SKIPPED) {
                    let at = one.at.map(show::moment).unwrap_or_default();
                    show::nothing(out, &format!("{at}  {}: {}", crate::record::name(&one.input, one.page), one.why))?;
                }
                match skipped.len().saturating_sub(SKIPPED) {
                    0 => Ok(()),
                    more => show::nothing(out, &format!("{more} more were not read")),
                }
            })?;
            Ok(true)
        })())
    }
}

/// Inputs that were not read that are named.
const SKIPPED: usize = 10;

impl Search {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let hits = ledger.search(&self.words.join(" "), self.limit)?;
            let found = !hits.is_empty();
            list(&hits, "Found", self.format.list(), self.place.color, |hits, out| {
                if hits.is_empty() {
                    show::nothing(out, "no article holds all of these words")?;
                }
                hits.iter().try_for_each(|one| show::hit(out, one))
            })?;
            Ok(found)
        })())
    }
}
