//! An attribution: who said what.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{Evidence, Source};

/// Place of a statement in [`crate::Reading::statements`].
pub type StatementIx = u32;

/// An attribution: somebody's words or their gist, and who is answerable for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Whom it is laid on; several when they speak as one.
    pub sources: Vec<Source>,
    /// The words that attribute: "has said", "according to", "citing".
    pub cue: Option<Span>,
    /// What is said, in pieces when the cue stands between: without "that", outer quotation marks and final stop.
    /// Never holds its own source or cue.
    pub content: Vec<Span>,
    /// Whether the words are the source's own.
    pub kind: Kind,
    /// What the source does by saying it.
    pub act: Act,
    /// Words of what is said that weaken it: "could", "reportedly".
    pub hedges: Vec<Span>,
    /// Whether the clause that is said is negated: "would not sign".
    pub is_negated: bool,
    /// The clause that what is said hangs on: "if the talks fail".
    pub condition: Option<Span>,
    /// When and by what means it was said.
    pub uttered: Option<Utterance>,
    /// The statement whose content holds this one, or that cites this one for the same content.
    pub within: Option<StatementIx>,
    /// On whose word: the outlet first, the origin last. Never empty.
    pub chain: Vec<Hop>,
    /// The sentence, the rule and how sure.
    pub why: Evidence,
}

/// Whether the words are the source's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Whole clauses in quotation marks.
    Direct,
    /// Told in the outlet's words.
    Indirect,
    /// Told, with fragments in quotation marks.
    Mixed,
}

/// What a source does by saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Says, tells, reports, claims.
    Says,
    /// Confirms or admits.
    Confirms,
    /// Denies, or rejects a claim.
    Denies,
    /// Makes known.
    Announces,
    /// Warns.
    Warns,
    /// Threatens.
    Threatens,
    /// Demands, asks for, calls on.
    Demands,
    /// Promises or vows.
    Promises,
    /// Believes, expects, estimates.
    Speculates,
    /// Declines to say.
    Declines,
}

/// Where and when something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterance {
    /// The day or time, in words of the text.
    pub when: Option<Span>,
    /// "in an interview", "in a statement".
    pub channel: Option<Span>,
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hop {
    /// Who answers for this link.
    pub from: Source,
    /// How the word came from here to the link before.
    pub how: How,
    /// What the link rests on; none for the page itself, and for a credit that is no word of the text.
    pub why: Option<Evidence>,
}

/// How a word passed from one link of a chain to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The text says that this source said it.
    Stated,
    /// "citing" this source.
    Cited,
    /// Told to this outlet.
    ToldTo,
    /// The same words as the link before, said by both: "the ministry and the firm said".
    Jointly,
    /// The dateline or a line above the text credits it with the whole text.
    Credit,
    /// The page credits it with work that it uses, and does not say in which sentence. In [`crate::Reading::possible`] only.
    Possible,
    /// It published the page.
    Carried,
}

impl Act {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        use Act::*;
        match self {
            Says => "says",
            Confirms => "confirms",
            Denies => "denies",
            Announces => "announces",
            Warns => "warns",
            Threatens => "threatens",
            Demands => "demands",
            Promises => "promises",
            Speculates => "speculates",
            Declines => "declines",
        }
    }
}

impl Kind {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        }
    }
}
