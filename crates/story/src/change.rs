//! What changed between two readings of a story.

use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Receipt, Story};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// What, in one line.
    pub what: String,
    /// Id of the claim, appointment, position, series or article that changed.
    pub of: Id,
    /// The words that were there before.
    pub from: Option<Receipt>,
    /// The words that changed it.
    pub to: Option<Receipt>,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A claim that nobody had made.
    NewClaim,
    /// A claim has one origin more.
    OriginGained,
    /// A claim has lost an origin.
    OriginLost,
    /// An appointment is new.
    NewAppointment,
    /// An appointment has another status or day.
    StatusMoved,
    /// A party's position is new or another.
    PositionMoved,
    /// A figure has another value.
    FigureChanged,
    /// An article's text was changed without a word.
    Edited,
    /// An article was changed and says so.
    Corrected,
    /// An article was withdrawn.
    Withdrawn,
}

/// Tells what changed from one reading of a story to a later one, by kind, then id.
///
/// "Since a moment" is the story of the pieces up to then beside the story of all.
pub fn changes(before: &Story, after: &Story) -> Vec<Change> {
    let known = |id: Id| before.claims.iter().any(|claim| claim.id == id);
    let new = after.claims.iter().filter(|claim| !known(claim.id));
    let mut changes: Vec<Change> = new
        .map(|claim| Change {
            kind: ChangeKind::NewClaim,
            what: claim.gist.clone(),
            of: claim.id,
            from: None,
            to: claim.mentions.first().map(|mention| mention.at),
        })
        .collect();
    changes.sort();
    changes
}
