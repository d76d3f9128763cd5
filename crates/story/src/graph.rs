//! Provenance: what rests on what.

use serde::{Deserialize, Serialize};
use text::Id;

use crate::Receipt;

/// Who has it from whom. Edges point from what rests to what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Graph {
    /// Mentions and sources, in the order in which they were met.
    pub nodes: Vec<Node>,
    /// Sorted by `from`, then `to`.
    pub edges: Vec<Edge>,
}

/// A mention of a claim, or a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Digest of what it is.
    pub id: Id,
    /// What it is.
    pub kind: NodeKind,
    /// What it is called.
    pub name: String,
    /// Words that show it.
    pub at: Option<Receipt>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// Words of an article that make a claim.
    Mention,
    /// An outlet's own reporting.
    Outlet,
    /// A named person, body, state or group.
    Party,
    /// A filing, report, record.
    Document,
    /// A source without a name.
    Unnamed,
    /// Articles that only cite each other: nobody knows who began.
    Unknown,
}

/// One thing rests on another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// Place of what rests, in [`Graph::nodes`].
    pub from: u32,
    /// Place of what it rests on.
    pub to: u32,
    /// How.
    pub link: Link,
    /// Words that show it; none where texts were compared.
    pub why: Option<Receipt>,
    /// For which claim: a person who is cited on one matter is not so on every other.
    pub claim: Id,
}

/// How one thing rests on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// The text says that this source said it.
    Stated,
    /// The text cites this source.
    Cited,
    /// This source told the outlet.
    ToldTo,
    /// A credit line names it.
    Credit,
    /// The outlet says it in its own name.
    Own,
    /// The text carries the other's, and says so.
    Copied,
    /// The text carries the other's and does not say so.
    CopiedUncredited,
}
