//! Who carries whose text.

mod body;
pub(crate) mod chain;
mod judge;
mod recent;

use serde::{Deserialize, Serialize};
use text::{Id, Span};

pub use body::Body;
pub use judge::compare;
pub use recent::{Recent, Sketch};

/// What two articles share, and who has it from whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The article that had it first.
    pub of: Id,
    /// The article that carries it.
    pub by: Id,
    /// What is shared.
    pub kind: CopyKind,
    /// Whether the carrying article names the other's outlet, or the agency that both name.
    pub credited: bool,
    /// Whether it is known which was first; otherwise the longer is taken for the first.
    pub directed: bool,
    /// Shared stretches: in `of`, in `by`; in the order of `by`.
    pub spans: Vec<(Span, Span)>,
    /// Share of the words of `by` that `of` has too, in order, `0..=1`.
    pub share: f32,
    /// Why, in one line.
    pub why: String,
}

/// What two articles share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// The text, as good as whole.
    Copy,
    /// Part of the text, and next to nothing else.
    Abridged,
    /// What is told, with the same facts, in other words.
    Rewrite,
    /// The other's text beside much of its own.
    Mixed,
    /// Old paragraphs under a new report: each is a report of its own.
    SharedBackground,
    /// A statement that both quote: each is a report of its own.
    SharedQuote,
}

impl CopyKind {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            CopyKind::Copy => "copy",
            CopyKind::Abridged => "abridged",
            CopyKind::Rewrite => "rewrite",
            CopyKind::Mixed => "mixed",
            CopyKind::SharedBackground => "shared-background",
            CopyKind::SharedQuote => "shared-quote",
        }
    }

    /// Tells whether the carrying article has its news from the other: then what they share has one origin.
    pub fn derives(self) -> bool {
        !matches!(self, CopyKind::SharedBackground | CopyKind::SharedQuote)
    }
}
