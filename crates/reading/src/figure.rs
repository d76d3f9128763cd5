//! Which numbers are in play.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{Evidence, StatementIx, TimeIx};

/// A quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Its value in plain decimal digits, so that none is lost: `250000000000`. A part of a whole is in per cent: `33.3` for a third.
    pub value: String,
    /// The upper end of a range, of which `value` is the lower.
    pub high: Option<String>,
    /// How the value is meant.
    pub bound: Bound,
    /// What it is counted in.
    pub unit: Unit,
    /// Whether it is where something rose or fell to, from or by.
    pub change: Option<Change>,
    /// What it counts, or is the measure of.
    pub of: Option<Span>,
    /// Where and among whom it holds.
    pub scope: Option<Span>,
    /// As of when.
    pub as_of: Option<TimeIx>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
    /// The number with its bound and unit, the rule and how sure.
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
    /// From `value` to `high`.
    Between,
}

/// What a figure has to do with a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// "rose to 19".
    To,
    /// "from 12".
    From,
    /// "rose 7 percent".
    By,
}

/// Name of a unit: `percent`, a currency's code, a measure, `people`, or the noun that is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(pub String);

impl Bound {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::Between => "between",
        }
    }
}
