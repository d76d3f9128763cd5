//! What is known of a text's language once it is read.

use std::ops::Range;

use text::Span;

use crate::{EntityKind, Mentions, Tokens, sentence::sentences, stops::Stops};

/// The language side of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// Sentences in order of the text. None is empty, but for [`Engine::plain`](crate::Engine::plain); none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Tokens; none where no engine knows the language.
    pub tokens: Tokens,
    /// Entities in order of the text; none overlaps another or crosses a sentence.
    pub entities: Vec<Entity>,
    /// Who and what the text speaks of, each with all places; see [`Mentions`]. In the order of first appearance.
    pub mentions: Vec<Mentions>,
    /// Head of a phrase and number of whom it means, ascending.
    pub(crate) meant: Vec<(u32, u32)>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without white space at the ends.
    pub span: Span,
    /// Its tokens, with white space at the ends where there is some; empty where no engine knows the language.
    pub tokens: Range<u32>,
}

/// A name, date, amount or the like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it is.
    pub kind: EntityKind,
}

impl Analysis {
    /// Finds only the sentences of a text in any language.
    ///
    /// `blocks` are stretches of `text` that no sentence crosses; one that is not on character boundaries of `text` is
    /// passed over. The sentences come in the order of the blocks. Linear in the length of the text.
    pub fn of_sentences(text: &str, blocks: &[Span]) -> Analysis {
        let stops = Stops::all();
        let spans = blocks.iter().flat_map(|block| sentences(text, *block, stops));
        let sentences = spans.map(|span| Sentence { span, tokens: 0..0 }).collect();
        Analysis { sentences, ..Analysis::default() }
    }

    /// Returns the number of the sentence that token `token` is in.
    pub fn sentence_of(&self, token: u32) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).filter(|sentence| sentence.tokens.contains(&token)).map(|_| at)
    }

    /// Returns the entity that token `token` is in.
    pub fn entity_of(&self, token: u32) -> Option<&Entity> {
        let at = self.entities.partition_point(|entity| entity.tokens.end <= token);
        self.entities.get(at).filter(|entity| entity.tokens.contains(&token))
    }
}
