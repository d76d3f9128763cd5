//! Who appears in an article.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::SourceKind;

/// Place of a party in [`crate::Reading::parties`].
pub type PartyIx = u32;

/// A person, organisation, state or group that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The longest name that the article gives it, as written.
    pub name: String,
    /// What it is, as far as the words around the name say.
    pub kind: SourceKind,
    /// What stands before its name: "Ukrainian President". As written, at first mention.
    pub role: Option<Span>,
    /// Where its name stands as a source, in order.
    pub mentions: Vec<Span>,
}
