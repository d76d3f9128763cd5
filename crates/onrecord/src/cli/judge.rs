//! The commands for those who write and edit: check a draft, review entries.

use std::{
    io::{Read as _, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use ledger::{Access, Action, Checked, Correction, Ledger, Verdict};
use text::Id;

use super::{
    output,
    place::{ListAs, Place, code, list},
    show,
};

/// Bytes of a draft that are read.
const MAX_DRAFT_BYTES: u64 = 4 << 20;

/// Hold each sentence of a draft against the ledger: supported, contradicted, stale, or not found
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 nothing is contradicted or stale; 1 something is, or the draft cannot be read. What is supported is said by somebody, not true."
)]
pub struct Check {
    /// The draft: text or Markdown; `-` is standard input
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,
    /// How to write the verdicts; `markdown` gives the sentences with footnotes
    #[arg(long, short, value_enum, default_value_t = ListAs::Text)]
    pub format: ListAs,
    #[command(flatten)]
    pub place: Place,
}

/// Decide about entries, stories and articles; decisions survive all that is added later, and a rebuild
#[derive(Debug, Args)]
pub struct Review {
    #[command(subcommand)]
    pub action: ReviewAction,
}

/// What to decide
#[derive(Debug, Subcommand)]
pub enum ReviewAction {
    /// An entry is right
    Accept(Decision),
    /// An entry is wrong: it is kept, and not shown
    Reject(Decision),
    /// Fields of an entry are to be others
    Edit {
        #[command(flatten)]
        decision: Decision,
        /// A field and its value, as JSON or plain text: status=cancelled
        #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    /// A story goes into another
    Merge {
        #[command(flatten)]
        decision: Decision,
        /// The story that it goes into
        #[arg(long, value_name = "ID")]
        into: String,
    },
    /// Articles leave a story and make one of their own
    Split {
        #[command(flatten)]
        decision: Decision,
        /// The articles that leave
        #[arg(long = "article", value_name = "ID", required = true)]
        articles: Vec<String>,
    },
    /// An article counts for nothing, however often it is added again
    Retract(Decision),
    /// What was decided about an entry or article holds no more
    Restore(Decision),
    /// List all decisions, with what was there before and after
    Log {
        /// Write them as JSON, one a line
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// A decision and its reason
#[derive(Debug, Args)]
pub struct Decision {
    /// The entry, story or article: its id, or the beginning of it
    #[arg(value_name = "ID")]
    pub target: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub place: Place,
}

impl Check {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code((|| {
            let mut ledger = self.place.open(Access::Read)?;
            let checked = ledger.check(&draft(&self.draft)?)?;
            let bad = checked.iter().any(|one| matches!(one.verdict, Verdict::Contradicted | Verdict::Stale));
            if self.format == ListAs::Markdown {
                let mut out = output::stdout(self.place.color);
                footnotes(&checked, &mut *out).and_then(|()| out.flush()).context("cannot write")?;
                return Ok(!bad);
            }
            list(&checked, "Draft", self.format.list(), self.place.color, |checked, out| {
                checked.iter().try_for_each(|one| show::checked(out, one))
            })?;
            Ok(!bad)
        })())
    }
}

fn draft(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().take(MAX_DRAFT_BYTES).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_DRAFT_BYTES).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("{}: the draft cannot be read", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes the draft with a footnote behind each sentence that an article says.
fn footnotes(checked: &[Checked], out: &mut dyn Write) -> std::io::Result<()> {
    let literal = ledger::formats::literal;
    for (at, one) in checked.iter().enumerate() {
        let mark = if one.quote.is_some() { format!("[^{}]", at + 1) } else { String::new() };
        let flag = match one.verdict {
            Verdict::Supported | Verdict::Skipped => String::new(),
            verdict => format!(" **[{}]**", verdict.name()),
        };
        writeln!(out, "{}{mark}{flag}\n", literal(&one.sentence))?;
    }
    for (at, one) in checked.iter().enumerate() {
        let Some(quote) = &one.quote else { continue };
        let day = quote.published.map(show::day).unwrap_or_default();
        let link = quote.link().map(|link| format!(" <{link}>")).unwrap_or_default();
        let (by, title, words) = (literal(quote.by()), literal(&quote.title), literal(&quote.text));
        writeln!(out, "[^{}]: {by}, “{title}”, {day}: “{words}” ({}){link}", at + 1, literal(&one.why))?;
    }
    Ok(())
}

impl Review {
    /// Runs the command and returns its exit code.
    pub fn run(self) -> u8 {
        code(self.review())
    }

    fn review(self) -> anyhow::Result<bool> {
        let (decision, action, kind): (Decision, Chosen, Kind) = match self.action {
            ReviewAction::Log { json, place } => return log(json, &place),
            ReviewAction::Accept(decision) => (decision, Chosen::Plain(Action::Accept), Kind::Entry),
            ReviewAction::Reject(decision) => (decision, Chosen::Plain(Action::Reject), Kind::Entry),
            ReviewAction::Retract(decision) => (decision, Chosen::Plain(Action::Retract), Kind::Article),
            ReviewAction::Restore(decision) => (decision, Chosen::Plain(Action::Restore), Kind::Any),
            ReviewAction::Edit { decision, fields } => (decision, Chosen::Plain(edit(&fields)?), Kind::Entry),
            ReviewAction::Merge { decision, into } => (decision, Chosen::Merge(into), Kind::Story),
            ReviewAction::Split { decision, articles } => (decision, Chosen::Split(articles), Kind::Story),
        };
        if decision.reason.trim().is_empty() {
            bail!("a decision needs its reason: --reason TEXT");
        }
        let place = &decision.place;
        let mut ledger = place.open(Access::Write)?;
        let target = id(&mut ledger, &decision.target, kind)?;
        let action = match action {
            Chosen::Plain(action) => action,
            Chosen::Merge(into) => Action::Merge(id(&mut ledger, &into, Kind::Story)?),
            Chosen::Split(articles) => {
                let articles = articles.iter().map(|article| id(&mut ledger, article, Kind::Article));
                Action::Split(articles.collect::<Result<_, _>>()?)
            }
        };
        let noted = ledger.review(target, action, &decision.reason, place.now())?;
        let mut out = output::stdout(place.color);
        say(&noted, &mut *out).and_then(|()| out.flush())?;
        Ok(true)
    }
}

/// An action whose ids are still as they were typed.
enum Chosen {
    Plain(Action),
    Merge(String),
    Split(Vec<String>),
}

/// What an id is to name.
#[derive(Clone, Copy)]
enum Kind {
    Entry,
    Story,
    Article,
    Any,
}

fn id(ledger: &mut Ledger, asked: &str, kind: Kind) -> Result<Id, ledger::Error> {
    match kind {
        Kind::Entry => ledger.entry_id(asked),
        Kind::Story => ledger.story(asked).map(|story| story.id),
        Kind::Article => ledger.article_id(asked),
        Kind::Any => ledger.article_id(asked).or_else(|_| ledger.entry_id(asked)),
    }
}

fn edit(fields: &[String]) -> anyhow::Result<Action> {
    let mut edits = serde_json::Map::new();
    for field in fields {
        let (name, value) = field.split_once('=').with_context(|| format!("{field:?} is no FIELD=VALUE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()));
        edits.insert(name.trim().to_owned(), value);
    }
    Ok(Action::Edit(edits))
}

fn log(json: bool, place: &Place) -> anyhow::Result<bool> {
    let mut ledger = place.open(Access::Read)?;
    let mut out = output::stdout(place.color);
    if json {
        ledger::formats::jsonl(&ledger.corrections(None)?, &mut out)?;
    } else {
        ledger.decisions()?.iter().try_for_each(|one| say(one, &mut *out))?;
    }
    out.flush()?;
    Ok(true)
}

fn say(one: &Correction, out: &mut dyn Write) -> std::io::Result<()> {
    let reason = crate::terminal::line(&one.reason);
    writeln!(out, "{}  {} {}: {reason}", show::moment(one.at), one.action, show::short(one.target))
}
