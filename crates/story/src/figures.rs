//! Which numbers are in play, over articles.

use jiff::Timestamp;
use reading::{Bound, Interval, Unit};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Receipt, Relation};

/// The values that were told for one measure and scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Digest of its first value.
    pub id: Id,
    /// What is counted, in words.
    pub measure: String,
    /// In what.
    pub unit: Unit,
    /// Where and among whom it holds, in words.
    pub scope: Option<String>,
    /// The values, oldest first.
    pub values: Vec<Value>,
}

/// One value, from one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The words.
    pub at: Receipt,
    /// In plain decimal digits.
    pub value: String,
    /// How it is meant.
    pub bound: Bound,
    /// As of when.
    pub as_of: Option<Interval>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Who holds it: the origin's name; empty for the outlet's own.
    pub holder: String,
    /// How it stands to the newest value: of the same holder an older one is superseded, of another holder it contradicts.
    pub relation: Relation,
}
