//! What happens: types only, nothing reads them yet.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{Evidence, PartyIx, StatementIx, TimeIx};

/// Something that happens, with its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What kind of calendar entry it is.
    pub kind: CalendarKind,
    /// Its PLOVER type, when it has one.
    pub plover: Option<Plover>,
    /// Who and what takes part.
    pub roles: Vec<(EventRole, Filler)>,
    /// When it is or was.
    pub when: Option<TimeIx>,
    /// Where, in words of the text.
    pub place: Option<Span>,
    /// How far it has come.
    pub status: Status,
    /// What it hangs on.
    pub condition: Option<Span>,
    /// The innermost statement that vouches for the status.
    pub word_of: Option<StatementIx>,
    /// The words it rests on.
    pub why: Evidence,
}

/// Name of a calendar kind, from `languages/events.toml` when it exists: `talks`, `summit`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarKind(pub String);

/// Name of a PLOVER event type: `CONSULT`, `AGREE`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plover(pub String);

/// Part that somebody plays in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventRole {
    /// Does it.
    Actor,
    /// Has it done to them.
    Recipient,
    /// Takes part.
    Participant,
}

/// Who plays a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filler {
    /// The words.
    pub span: Span,
    /// The party they mean.
    pub party: Option<PartyIx>,
}

/// How far an event has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Planned, foretold or vowed.
    Expected,
    /// A party to it affirms it.
    Confirmed,
    /// Goes on.
    UnderWay,
    /// Over.
    Held,
    /// Put off.
    Postponed,
    /// Called off.
    Cancelled,
    /// Somebody with standing says that it did not or will not happen.
    Denied,
    /// Hangs on something.
    Conditional,
}

/// How a condition binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionKind {
    /// "if", "provided".
    If,
    /// "unless".
    Unless,
    /// "until".
    Until,
    /// "in exchange for".
    InExchange,
}
