//! What each side wants.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{ConditionKind, Evidence, PartyIx, StatementIx};

/// A party's stance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Whose it is: the words, and the party that they mean where the article names it.
    pub party: Side,
    /// What they do.
    pub stance: Stance,
    /// Toward whom.
    pub toward: Option<Side>,
    /// What is offered, demanded, refused ...
    pub what: Span,
    /// What it hangs on, with the word that opens it.
    pub condition: Option<(ConditionKind, Span)>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
    /// The sentence or clause that it rests on.
    pub why: Evidence,
}

/// Who takes a position, or toward whom it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Words for it.
    pub span: Span,
    /// The party that they mean, where the article names it.
    pub party: Option<PartyIx>,
}

/// What a party does in a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Would give.
    Offers,
    /// Wants.
    Demands,
    /// Agrees.
    Accepts,
    /// Refuses. That nothing is offered is no refusal.
    Rejects,
    /// Foretells harm of its own doing.
    Threatens,
    /// Lays blame.
    Accuses,
    /// Gives in, or owns up.
    Concedes,
    /// Sides with somebody or something.
    Supports,
}

impl Stance {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Offers => "offers",
            Stance::Demands => "demands",
            Stance::Accepts => "accepts",
            Stance::Rejects => "rejects",
            Stance::Threatens => "threatens",
            Stance::Accuses => "accuses",
            Stance::Concedes => "concedes",
            Stance::Supports => "supports",
        }
    }
}
