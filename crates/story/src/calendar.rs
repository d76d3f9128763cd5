//! What is expected to happen, over articles, with its history.

use jiff::Timestamp;
use reading::{CalendarKind, Interval, StatementIx, Status};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::Receipt;

/// One event over articles. Two meetings with the same people a week apart are two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Digest of its first step.
    pub id: Id,
    /// What kind.
    pub kind: CalendarKind,
    /// Who takes part, by name, in the order of first mention.
    pub who: Vec<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// The days it is or was set for, as last heard.
    pub when: Option<Interval>,
    /// What the last step says of it.
    pub status: Status,
    /// Each mention, oldest first; old dates and states are kept here.
    pub history: Vec<Step>,
}

/// One mention of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The words.
    pub at: Receipt,
    /// When they were published.
    pub published: Option<Timestamp>,
    /// What they say of it.
    pub status: Status,
    /// The days they give.
    pub when: Option<Interval>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
}
