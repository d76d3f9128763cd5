//! Entries of stories, as they are asked for: each with the words it rests on.

use jiff::Timestamp;
use reading::Interval;
use serde::{Deserialize, Serialize};
use text::Id;

use crate::quote::Quote;

/// A story in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryEntry {
    /// The story.
    pub id: Id,
    /// What it is about.
    pub title: String,
    /// When its first article was published.
    pub first: Timestamp,
    /// When its last one was.
    pub last: Timestamp,
    /// Articles that it holds.
    pub articles: usize,
    /// Articles of these that carry another's text or report.
    pub copies: usize,
    /// Outlets that they are from.
    pub outlets: Vec<String>,
    /// Claims.
    pub claims: usize,
    /// Articles of these that were withdrawn.
    pub withdrawn: usize,
    /// Editions that were left out because the story has too many.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub left_out: usize,
}

/// A claim, and who really has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimEntry {
    /// The claim.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// The words that say it best.
    pub gist: String,
    /// Independent origins at least.
    pub at_least: u32,
    /// Independent origins at most.
    pub at_most: u32,
    /// The origins, by name.
    pub origins: Vec<Origin>,
    /// Outlets that heard or saw it themselves.
    pub observers: u32,
    /// Outlets that carry it.
    pub outlets: u32,
    /// Families of outlets that carry it.
    pub families: u32,
    /// Articles that carry it.
    pub carriers: u32,
    /// Why the numbers are what they are.
    pub why: Vec<String>,
    /// Where it is said, the oldest first.
    pub mentions: Vec<MentionEntry>,
    /// What people said of this entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review: Option<Review>,
}

/// An origin of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// What it is called.
    pub name: String,
    /// What it is: `party`, `unnamed`, `document`, `outlet`, `unknown`.
    pub kind: String,
    /// Name of the origin that it may be the same as.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub may_be: Option<String>,
}

/// A place where a claim is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionEntry {
    /// The words.
    pub quote: Quote,
    /// How it stands to the claim.
    pub relation: String,
    /// The article says that it could not check this.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unverified: bool,
    /// The article was withdrawn, or carries one that was.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub withdrawn: bool,
    /// On whose word it has it.
    pub rests_on: Vec<Branch>,
}

/// What something rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// What it is called.
    pub name: String,
    /// What it is: `mention`, `party`, `unnamed`, `document`, `outlet`, `unknown`.
    pub kind: String,
    /// How the word came from it: `stated`, `cited`, `told-to`, `credit`, `own`, `copied`, `copied-uncredited`.
    pub how: String,
    /// What this rests on in turn.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rests_on: Vec<Branch>,
}

/// Something that happens, with its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// The appointment.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// What kind: `talks`, `summit`.
    pub what: String,
    /// Who takes part.
    pub who: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The days it is or was set for, as last heard, half-open.
    pub when: Option<Interval>,
    /// How far it has come.
    pub status: String,
    /// Each mention, the oldest first.
    pub history: Vec<StepEntry>,
    /// What people said of this entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review: Option<Review>,
}

/// One mention of an appointment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepEntry {
    /// What it says.
    pub status: String,
    /// The days it gives.
    pub when: Option<Interval>,
    /// The words.
    pub quote: Quote,
}

/// What a party wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PositionEntry {
    /// The position.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// Whose it is.
    pub party: String,
    /// `offers`, `demands`, `accepts`, `rejects`, `threatens`, `accuses`, `concedes`.
    pub stance: String,
    /// Toward whom.
    pub toward: Option<String>,
    /// What.
    pub what: String,
    /// What it hangs on.
    pub condition: Option<String>,
    /// When it was first told.
    pub since: Option<Timestamp>,
    /// The position that took its place.
    pub gave_way_to: Option<Id>,
    /// Where it is told, the oldest first.
    pub quotes: Vec<Quote>,
    /// What people said of this entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review: Option<Review>,
}

/// A number in play, with what it was and who holds which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureEntry {
    /// The series.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// What is counted.
    pub measure: String,
    /// In what.
    pub unit: String,
    /// Where and among whom.
    pub scope: Option<String>,
    /// The values, the oldest first.
    pub values: Vec<ValueEntry>,
    /// What people said of this entry.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review: Option<Review>,
}

/// One value of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueEntry {
    /// In plain decimal digits.
    pub value: String,
    /// `exact`, `about`, `at-least`, `at-most`.
    pub bound: String,
    /// Who holds it; empty for the outlet's own.
    pub holder: String,
    /// As of when.
    pub as_of: Option<Interval>,
    /// `same`, `superseded`, `contradicts`, `other-scope`, `entails`: how it stands to the newest.
    pub relation: String,
    /// The words.
    pub quote: Quote,
}

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeEntry {
    /// The entry or article that changed.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// Headline of the story.
    pub title: String,
    /// When.
    pub at: Timestamp,
    /// `new-claim`, `origin-gained`, `status-moved`, `edited` ...
    pub kind: String,
    /// What, in one line.
    pub what: String,
    /// The words before.
    pub from: Option<Quote>,
    /// The words since.
    pub to: Option<Quote>,
}

/// Who carries whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyEntry {
    /// Digest of the pair.
    pub id: Id,
    /// The story.
    pub story: Id,
    /// The article that had it first.
    pub of: Quote,
    /// The one that carries it.
    pub by: Quote,
    /// `copy`, `abridged`, `rewrite`, `mixed`, `shared-background`, `shared-quote`.
    pub kind: String,
    /// Whether it says so.
    pub credited: bool,
    /// Whether it is known which was first.
    pub directed: bool,
    /// Why.
    pub why: String,
}

/// What a person said of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// `accept`, `edit`, `reject`.
    pub action: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl ClaimEntry {
    /// Says how many independent origins there are, and who carries it, in one line.
    pub fn counted(&self) -> String {
        let many = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let origins = match (self.at_least, self.at_most) {
            (least, most) if least == most => many(most, "origin"),
            (least, most) => format!("{least} to {most} origins"),
        };
        let carriers = many(self.carriers, "article");
        let outlets = many(self.outlets, "outlet");
        let families =
            if self.families == self.outlets { String::new() } else { format!(" of {} families", self.families) };
        format!("{origins}; {carriers}, {outlets}{families}")
    }
}

impl ClaimEntry {
    /// Tells whether a mention rests on a source or outlet whose name holds these words, whatever their case.
    pub fn rests_on(&self, name: &str) -> bool {
        fn below(branches: &[Branch], name: &str) -> bool {
            branches.iter().any(|branch| branch.name.to_lowercase().contains(name) || below(&branch.rests_on, name))
        }
        let name = name.to_lowercase();
        self.mentions.iter().any(|mention| below(&mention.rests_on, &name))
    }
}

impl MentionEntry {
    /// Returns each way down to an origin, in one line: who published it first, the origin last.
    pub fn chains(&self) -> Vec<String> {
        let mut chains = Vec::new();
        walk(&self.rests_on, self.quote.by(), &mut chains);
        if chains.is_empty() {
            chains.push(self.quote.by().to_owned());
        }
        chains
    }
}

/// Ways down one tree that are written out.
const MAX_CHAINS: usize = 50;

fn walk(branches: &[Branch], so_far: &str, chains: &mut Vec<String>) {
    for branch in branches.iter().take(MAX_CHAINS.saturating_sub(chains.len())) {
        let name = match branch.kind.as_str() {
            "unnamed" => format!("{} (unnamed)", branch.name),
            _ if branch.how == "own" => format!("{} (own reporting)", branch.name),
            _ => branch.name.clone(),
        };
        let here = if branch.how == "own" && so_far == branch.name { name } else { format!("{so_far} <- {name}") };
        if branch.rests_on.is_empty() {
            chains.push(here);
        } else {
            walk(&branch.rests_on, &here, chains);
        }
    }
}

/// Kinds of entries, by their names in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// [`ClaimEntry`].
    Claim,
    /// [`CalendarEntry`].
    Calendar,
    /// [`PositionEntry`].
    Position,
    /// [`FigureEntry`].
    Figure,
    /// [`ChangeEntry`].
    Change,
    /// [`CopyEntry`].
    Copy,
}

impl EntryKind {
    /// All kinds, in the order in which they are exported.
    pub const ALL: [EntryKind; 6] = [
        EntryKind::Claim,
        EntryKind::Calendar,
        EntryKind::Position,
        EntryKind::Figure,
        EntryKind::Change,
        EntryKind::Copy,
    ];

    /// Returns the kind of this name.
    pub fn named(name: &str) -> Option<EntryKind> {
        EntryKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the name used in the ledger and in exports.
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Claim => "claim",
            EntryKind::Calendar => "calendar",
            EntryKind::Position => "position",
            EntryKind::Figure => "figure",
            EntryKind::Change => "change",
            EntryKind::Copy => "copy",
        }
    }
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}
