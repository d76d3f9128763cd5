//! `onrecord story`: one story, as much of it as can be read at a sitting.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use clap::Args;
use ledger::{Access, CopyEntry, Wanted};
use text::Id;

use super::{
    output,
    place::{Place, code},
    show,
};

/// Claims that are shown unless all are asked for: those that most articles carry.
const CLAIMS: usize = 12;
/// Articles, appointments, positions and figures of each that are shown unless all are asked for.
const ENTRIES: usize = 60;
/// Copies that are looked through for those of the articles shown: several pairs an article.
const COPIES: usize = 20 * ENTRIES;

/// Show one story: its articles, claims, calendar, positions and figures
#[derive(Debug, Args)]
pub struct Story {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Show every article, claim, mention and entry
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub place: Place,
}

impl Story {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let story = ledger.story(&self.id)?;
            let most = |count: usize| if self.all { None } else { Some(count) };
            // one more than is shown tells that there are more
            let wanted = Wanted { story: Some(story.id), limit: most(ENTRIES + 1), ..Wanted::default() };
            let shown = ledger.articles(story.id, most(ENTRIES))?;
            let earlier = ledger.held(story.id)?.saturating_sub(shown.len());
            let since = shown.first().filter(|_| earlier > 0).map(|article| article.published);
            let copies = ledger.copies(&Wanted { since, limit: most(COPIES), ..wanted.clone() })?;
            let mut carried: BTreeMap<Id, &CopyEntry> = BTreeMap::new();
            for copy in &copies {
                carried.entry(copy.by.article).or_insert(copy);
            }
            let claims = ledger.leading_claims(story.id, most(CLAIMS))?;
            let calendar = ledger.calendar(&wanted)?;
            let mut positions = ledger.positions(&wanted)?;
            positions.sort_by(|a, b| a.party.cmp(&b.party).then(a.since.cmp(&b.since)));
            let figures = ledger.figures(&wanted)?;
            let repairs = ledger.repairs(Some(story.id))?;
            let mut out = output::stdout(self.place.color);
            let out = &mut *out;
            let written: io::Result<()> = (|| {
                show::story(out, &story)?;
                if !story.id.to_string().starts_with(&self.id.trim().to_lowercase()) {
                    show::nothing(out, &format!("{} went into this story", self.id.trim()))?;
                }
                repairs.iter().try_for_each(|one| show::repair(out, story.id, one))?;
                show::heading(out, "ARTICLES")?;
                if earlier > 0 {
                    show::nothing(out, &format!("{earlier} earlier articles (--all)"))?;
                }
                shown.iter().try_for_each(|one| show::article(out, one, carried.get(&one.id).copied()))?;
                self.section(out, "CLAIMS", &claims, CLAIMS, |out, one| show::claim(out, one, self.all))?;
                if story.claims > claims.len() {
                    show::nothing(out, &format!("{} more claims (--all)", story.claims - claims.len()))?;
                }
                self.section(out, "CALENDAR", &calendar, ENTRIES, |out, one| show::appointment(out, one, self.all))?;
                let mut before = None;
                self.section(out, "POSITIONS", &positions, ENTRIES, |out, one| {
                    let done = show::position(out, one, before.as_deref(), self.all);
                    before = Some(one.party.clone());
                    done
                })?;
                self.section(out, "FIGURES", &figures, ENTRIES, |out, one| show::figure(out, one, self.all))?;
                out.flush()
            })();
            written?;
            Ok(true)
        })())
    }

    /// Writes entries under a heading, and whether there are more.
    fn section<T>(
        &self,
        out: &mut dyn Write,
        title: &str,
        entries: &[T],
        most: usize,
        mut write: impl FnMut(&mut dyn Write, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        show::heading(out, title)?;
        let shown = if self.all { entries.len() } else { most };
        entries.iter().take(shown).try_for_each(|one| write(out, one))?;
        if entries.len() > shown { show::nothing(out, "more (--all)") } else { Ok(()) }
    }
}
