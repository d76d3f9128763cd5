//! Which numbers are in play: types only, nothing reads them yet.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{Evidence, StatementIx, TimeIx};

/// A quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Its value in plain decimal digits, so that none is lost: `250000000000`.
    pub value: String,
    /// How the value is meant.
    pub bound: Bound,
    /// What it is counted in.
    pub unit: Unit,
    /// What it counts.
    pub of: Option<Span>,
    /// Where and among whom it holds.
    pub scope: Option<Span>,
    /// As of when.
    pub as_of: Option<TimeIx>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
    /// The words it rests on.
    pub why: Evidence,
}

/// How a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Just so.
    Exact,
    /// About, nearly.
    About,
    /// At least, more than.
    AtLeast,
    /// At most, up to.
    AtMost,
}

/// Name of a unit: `percent`, `USD`, `people`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(pub String);
