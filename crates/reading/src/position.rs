//! What each side wants: types only, nothing reads them yet.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{ConditionKind, Evidence, PartyIx, StatementIx};

/// A party's stance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Whose it is.
    pub party: PartyIx,
    /// What they do.
    pub stance: Stance,
    /// Toward whom.
    pub toward: Option<PartyIx>,
    /// What is offered, demanded, refused ...
    pub what: Span,
    /// What it hangs on.
    pub condition: Option<(ConditionKind, Span)>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
    /// The words it rests on.
    pub why: Evidence,
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
    /// Refuses.
    Rejects,
    /// Foretells harm of its own doing.
    Threatens,
    /// Lays blame.
    Accuses,
    /// Gives in.
    Concedes,
}
