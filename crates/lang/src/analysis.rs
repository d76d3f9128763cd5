//! What is known of a text's language once it is read.

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{sentence::sentences, stops::Stops};

/// The language side of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Analysis {
    /// Sentences in order of the text, without white space at their ends. None is empty, none crosses a block.
    pub sentences: Vec<Span>,
}

/// Analyses the blocks of a text.
///
/// `blocks` are stretches of `text` that no sentence crosses; one that is not on character boundaries of `text` is passed over.
/// The sentences come in the order of the blocks. Linear in the length of the text.
pub fn analyse(text: &str, blocks: &[Span]) -> Analysis {
    let stops = Stops::all();
    let sentences = blocks.iter().flat_map(|block| sentences(text, *block, stops)).collect();
    Analysis { sentences }
}
