//! The networks together: features in, marks out.

use super::{
    encode::{Encoder, Encoding},
    entities::Entities,
    kernel::{Buffer, Kernel},
    parser::{Parser, Parsing},
    scorer::TokenRows,
    tagger::Tagger,
    types,
    weights::Weights,
    word::{Features, Marks, Want},
};
use crate::Error;

/// Tokens that are read as one text: a text of more is read in stretches of so many, each as if by itself. The longest
/// news articles have a tenth of it; it bounds the memory of a text without end to some 60 MB.
pub const STRETCH: usize = 32_768;

/// Tagger, parser and entity reader with their encoders.
#[derive(Debug)]
pub struct Network {
    kernel: Kernel,
    shared: Encoder,
    tagger: Tagger,
    parser: Parser,
    own: Encoder,
    entities: Entities,
}

/// Where a network works, and what it knows of word types. To be used again for the next text, one for each thread.
///
/// What was read before changes how fast the next text is read, never what is read.
#[derive(Debug)]
pub struct Scratch {
    shared: Encoding,
    own: Encoding,
    scores: Buffer,
    parsing: Parsing,
    rows: TokenRows,
    marks: Marks,
}

impl Default for Scratch {
    fn default() -> Self {
        Self::keeping(types::KEPT)
    }
}

impl Scratch {
    /// One that keeps at most `kept` word types for each of the two encoders, 4 KB each; never fewer than a thousand.
    pub fn keeping(kept: usize) -> Self {
        let (scores, parsing, rows, marks) = Default::default();
        Self { shared: Encoding::new(kept), own: Encoding::new(kept), scores, parsing, rows, marks }
    }
}

impl Network {
    /// Opens the networks, with the fastest kernels that this processor has.
    ///
    /// # Errors
    /// When a tensor is missing or has another shape than it must have.
    pub fn open(weights: &Weights) -> Result<Self, Error> {
        Self::with_kernel(weights, Kernel::best())
    }

    /// Opens the networks with these kernels.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_kernel(weights: &Weights, kernel: Kernel) -> Result<Self, Error> {
        Ok(Self {
            kernel,
            shared: Encoder::open(weights, "shared", true)?,
            tagger: Tagger::open(weights)?,
            parser: Parser::open(weights)?,
            own: Encoder::open(weights, "entities.encoder", false)?,
            entities: Entities::open(weights)?,
        })
    }

    /// The names of the tags: Penn Treebank's, and `_SP` for white space.
    pub fn tags(&self) -> &[String] {
        self.tagger.names()
    }

    /// The names of the labels: ClearNLP's, and `ROOT`. The last ones, with `||` in them, are never given.
    pub fn labels(&self) -> &[String] {
        self.parser.labels()
    }

    /// The names of the entities' labels: OntoNotes' eighteen.
    pub fn entity_labels(&self) -> &[String] {
        self.entities.labels()
    }

    /// Reads a text. The marks are in `scratch` until the next one is read.
    ///
    /// Linear in the number of tokens.
    pub fn read<'s>(&self, tokens: &[Features], scratch: &'s mut Scratch, want: Want) -> &'s Marks {
        scratch.marks.clear();
        for (at, stretch) in tokens.chunks(STRETCH).enumerate() {
            self.stretch(stretch, at * STRETCH, scratch, want);
        }
        &scratch.marks
    }

    fn stretch(&self, tokens: &[Features], first: usize, scratch: &mut Scratch, want: Want) {
        let Scratch { shared, own, scores, parsing, rows, marks } = scratch;
        if want.tags() {
            self.shared.read(self.kernel, tokens, shared);
            self.tagger.read(self.kernel, shared.tokens(), scores, &mut marks.tags);
        }
        if want.tree() {
            self.parser.read(self.kernel, tokens, shared.tokens(), parsing, marks);
            for head in &mut marks.heads[first..] {
                *head += first as u32;
            }
        }
        if want.entities() {
            self.own.read(self.kernel, tokens, own);
            let starts = marks.sentence_starts.get(first..).unwrap_or_default();
            let place = (starts, first as u32);
            self.entities.read(self.kernel, tokens, own.tokens(), place, rows, &mut marks.entities);
        }
    }
}
