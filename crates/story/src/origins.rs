//! How many independent origins a claim has: the one place where sources are counted.

use serde::{Deserialize, Serialize};

use crate::NodeKind;

/// Who really has a claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origins {
    /// Independent origins at least: unnamed sources that may be one are taken for one.
    pub at_least: u32,
    /// Independent origins at most.
    pub at_most: u32,
    /// The origins, in the order of their first mention.
    pub roots: Vec<Root>,
    /// Outlets that heard or saw it themselves: two reporters at one briefing are two observers of one origin.
    pub observers: u32,
    /// Outlets that carry it.
    pub outlets: u32,
    /// Families of outlets that carry it.
    pub families: u32,
    /// Articles that carry it.
    pub carriers: u32,
    /// Why the numbers are what they are, one reason a line: "2 articles copy one another".
    pub why: Vec<String>,
}

/// One origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Place in [`crate::Graph::nodes`].
    pub node: u32,
    /// What it is called: "Ada Poll", "two people familiar with the matter".
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Number of the root in [`Origins::roots`] that this one may be the same as.
    pub may_be: Option<u32>,
}
