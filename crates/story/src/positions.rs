//! What each side wants, over articles.

use jiff::Timestamp;
use reading::{ConditionKind, Stance};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::Receipt;

/// A party's stance toward one thing, over articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Digest of its first mention.
    pub id: Id,
    /// Whose it is, by name.
    pub party: String,
    /// What they do.
    pub stance: Stance,
    /// Toward whom.
    pub toward: Option<String>,
    /// What is offered, demanded, refused, in words.
    pub what: String,
    /// What it hangs on, in words.
    pub condition: Option<(ConditionKind, String)>,
    /// Where it is told, oldest first.
    pub at: Vec<Receipt>,
    /// When it was first told.
    pub since: Option<Timestamp>,
    /// Place in [`crate::Story::positions`] of the one that took its place: the same party on the same thing, later, otherwise.
    pub gave_way_to: Option<u32>,
}
