//! A claim: what several articles say, and where each says it.

use reading::StatementIx;
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Origins, Receipt};

/// Statements, over articles, that say the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Digest of its first mention.
    pub id: Id,
    /// The words that say it best: those of one mention, verbatim.
    pub gist: String,
    /// Where it is said, oldest first.
    pub mentions: Vec<Mention>,
    /// Who really has it.
    pub origins: Origins,
}

/// One place where a claim is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The sentence.
    pub at: Receipt,
    /// The statement of the article's reading that it is, when somebody is quoted; none for the outlet's own words.
    pub statement: Option<StatementIx>,
    /// How it stands to the claim's gist.
    pub relation: Relation,
    /// The article says that it could not check this itself.
    pub unverified: bool,
    /// The article was withdrawn, or carries a withdrawn one: the mention vouches for nothing.
    pub withdrawn: bool,
}

/// How a mention stands to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Says the same.
    Same,
    /// Says more: the claim follows from it ("19" of "at least 12").
    Entails,
    /// Said before a newer value from the same kind of source took its place.
    Superseded,
    /// Cannot be true beside it.
    Contradicts,
    /// Counts another area, group or time.
    OtherScope,
}

impl Relation {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Same => "same",
            Relation::Entails => "entails",
            Relation::Superseded => "superseded",
            Relation::Contradicts => "contradicts",
            Relation::OtherScope => "other-scope",
        }
    }
}
