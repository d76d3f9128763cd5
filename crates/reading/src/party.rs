//! Who appears in an article.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{SourceKind, parties::Country};

/// Place of a party in [`crate::Reading::parties`].
pub type PartyIx = u32;

/// A state, body, organisation, group or person that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The usual name of a state or well-known body, "Norwegian government" for "Oslo" where it speaks or acts; else the fullest
    /// name that the article gives.
    pub name: String,
    /// What it is, as far as the words around the name say. A state is a government.
    pub kind: SourceKind,
    /// What the article says it is: "Ukrainian President", "special envoy". As written, where that is first said.
    pub role: Option<Span>,
    /// Whom it works for or belongs to: the body or state of an official, the state of a ministry.
    pub affiliation: Option<PartyIx>,
    /// The state it is, serves or belongs to.
    pub country: Option<Country>,
    /// The state or bloc in whose name it acts, when it is that one's government or seat.
    pub stands_for: Option<PartyIx>,
    /// Every place where it is spoken of: names, "the minister", pronouns. In the order of the text.
    pub mentions: Vec<Span>,
}

impl Party {
    /// Makes a party of which no more is known.
    pub fn new(name: String, kind: SourceKind, role: Option<Span>) -> Party {
        let (affiliation, country, stands_for) = (None, None, None);
        Party { name, kind, role, affiliation, country, stands_for, mentions: Vec::new() }
    }

    /// Tells whether it is a state or bloc, and not a body of one.
    pub fn is_state(&self) -> bool {
        self.kind == SourceKind::Government
            && self.country.is_some()
            && self.affiliation.is_none()
            && self.stands_for.is_none()
    }
}
