//! What happens.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{Evidence, Interval, PartyIx, StatementIx, TimeIx};

/// Place of an event in [`crate::Reading::events`].
pub type EventIx = u32;

/// Something that happens, with its status: one mention of it.
///
/// Of the mentions of one event that say the same of it, the later ones point at the first by [`Event::same_as`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What kind of calendar entry it is.
    pub kind: CalendarKind,
    /// Type of the deed in PLOVER, done or not.
    pub plover: Option<Plover>,
    /// Mode of that type: `visit`, `release`.
    pub mode: Option<String>,
    /// What PLOVER codes of the mention: the promise or threat where the deed is only foretold, nothing where it is the content of another act.
    pub coded: Option<Plover>,
    /// The words that tell of it: "hold talks" is told by "talks".
    pub trigger: Span,
    /// Who takes part, by role; those of one role in the order of the text.
    pub roles: Vec<Filler>,
    /// The time expression that dates it.
    pub when: Option<TimeIx>,
    /// Its own days: an open span ("since March") ends, or begins, with the day of publication.
    pub days: Option<Interval>,
    /// Where, in words of the text.
    pub place: Option<Span>,
    /// How far it has come.
    pub status: Status,
    /// How sure it is that it will be, or is as told.
    pub certainty: Certainty,
    /// Whether it hangs on something.
    pub conditional: bool,
    /// What it hangs on.
    pub condition: Option<Span>,
    /// Whether this is the new date of an event that was put off, whose own entry stands before.
    pub new_date: bool,
    /// The innermost statement that vouches for the status.
    pub word_of: Option<StatementIx>,
    /// The first mention of the same event with the same status.
    pub same_as: Option<EventIx>,
    /// The sentence, the rule and how sure.
    pub why: Evidence,
}

/// Name of a calendar kind, from `languages/events.toml`: `talks`, `summit`; `word` for what is done by saying it.
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
    /// Takes part as the others do: both sides of talks.
    Participant,
    /// Is what it is done to, and takes no part: the town that is shelled, the bill that is struck down.
    Target,
}

/// Who plays a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filler {
    /// The part.
    pub role: EventRole,
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
    /// A party to it, or its authority, affirms it.
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
}

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Told without a hedge.
    Certain,
    /// Planned, scheduled, expected.
    Likely,
    /// "may", "could", "hopes to", "possible".
    Possible,
}

/// How a condition binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionKind {
    /// "if", "once", "as soon as".
    If,
    /// "unless".
    Unless,
    /// "until", "before".
    Until,
    /// "in exchange for".
    InExchange,
    /// "provided", "on condition that".
    Provided,
}

impl Event {
    /// Makes an event of which no more is known: certain, without day, place or anybody in it.
    pub fn new(kind: &str, trigger: Span, status: Status, why: Evidence) -> Event {
        Event {
            kind: CalendarKind(kind.to_owned()),
            plover: None,
            mode: None,
            coded: None,
            trigger,
            roles: Vec::new(),
            when: None,
            days: None,
            place: None,
            status,
            certainty: Certainty::Certain,
            conditional: false,
            condition: None,
            new_date: false,
            word_of: None,
            same_as: None,
            why,
        }
    }

    /// Tells whether it is an entry of the calendar: not one that is done by saying it, unless somebody denies it, and no later mention.
    pub fn is_entry(&self) -> bool {
        self.same_as.is_none() && (self.kind.0 != "word" || self.status == Status::Denied && self.coded.is_none())
    }

    /// Tells whether those who take part in it do so alike: talks, a meeting, a summit, a call.
    pub fn is_mutual(&self) -> bool {
        self.kind.is_mutual()
    }

    /// Returns who takes part: all but its targets.
    pub fn who(&self) -> impl Iterator<Item = &Filler> {
        self.roles.iter().filter(|filler| filler.role != EventRole::Target)
    }

    /// Returns who plays a part.
    pub fn fillers(&self, role: EventRole) -> impl Iterator<Item = &Filler> {
        self.roles.iter().filter(move |filler| filler.role == role)
    }
}

impl Status {
    /// Returns the name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Status::Expected => "expected",
            Status::Confirmed => "confirmed",
            Status::UnderWay => "under way",
            Status::Held => "held",
            Status::Postponed => "postponed",
            Status::Cancelled => "cancelled",
            Status::Denied => "denied",
        }
    }
}
