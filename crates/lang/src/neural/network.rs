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

    /// Gives back the memory that a long text took. What is known of word types stays.
    pub fn shrink(&mut self) {
        self.shared.shrink();
        self.own.shrink();
        (self.scores, self.parsing, self.rows, self.marks) = Default::default();
    }

    /// How often a word type had to be made anew, by the encoder of tagger and parser and by the entity reader's: what was
    /// not found among the types that were kept.
    pub fn made(&self) -> [u64; 2] {
        [self.shared.made(), self.own.made()]
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
    /// `starts` are tokens at which sentences begin, ascending: no tree or entity crosses one, and each sentence has one
    /// root. Where there are none, the parser finds the sentences. Linear in the number of tokens.
    ///
    /// # Panics
    /// When a start is not among the tokens.
    pub fn read<'s>(&self, tokens: &[Features], starts: &[u32], scratch: &'s mut Scratch, want: Want) -> &'s Marks {
        scratch.marks.clear();
        let mut left = starts;
        for (at, stretch) in tokens.chunks(STRETCH).enumerate() {
            let first = at * STRETCH;
            let here = left.partition_point(|start| (*start as usize) < first + stretch.len());
            let (here, rest) = left.split_at(here);
            left = rest;
            // a stretch in which none of the given sentences begins is a piece of one
            let here = if here.is_empty() && !starts.is_empty() { &[first as u32][..] } else { here };
            self.stretch(stretch, (first, here), scratch, want);
        }
        &scratch.marks
    }

    fn stretch(&self, tokens: &[Features], (first, starts): (usize, &[u32]), scratch: &mut Scratch, want: Want) {
        let given = starts.iter().map(|start| *start as usize - first);
        let Scratch { shared, own, scores, parsing, rows, marks } = scratch;
        if want.tags() {
            self.shared.read(self.kernel, tokens, shared);
            self.tagger.read(self.kernel, shared.tokens(), scores, &mut marks.tags);
        }
        if want.tree() {
            self.parser.read(self.kernel, (tokens, given.clone()), shared.tokens(), parsing, marks);
            for head in &mut marks.heads[first..] {
                *head += first as u32;
            }
        }
        if want.entities() {
            self.own.read(self.kernel, tokens, own);
            if !want.tree() && given.len() > 0 {
                marks.sentence_starts.resize(first + tokens.len(), false);
                given.for_each(|start| marks.sentence_starts[first + start] = true);
            }
            let starts = marks.sentence_starts.get(first..).unwrap_or_default();
            let place = (starts, first as u32);
            self.entities.read(self.kernel, tokens, own.tokens(), place, rows, &mut marks.entities);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(kernel: Kernel) -> Network {
        Network::with_kernel(&Weights::english().unwrap(), kernel).unwrap()
    }

    /// Tokens that no language has, of so many types.
    fn tokens(count: usize, types: u64) -> Vec<Features> {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % types
        };
        let token = |_| {
            let (norm, prefix, suffix, shape) = (next() << 40, next() << 20, next() << 30, next() << 10);
            Features { norm, prefix, suffix, shape, spacy: next() % 2 == 0, is_space: next() % 9 == 0 }
        };
        (0..count).map(token).collect()
    }

    #[test]
    fn nothing_gives_nothing() {
        let mut scratch = Scratch::default();
        assert_eq!(*network(Kernel::best()).read(&[], &[], &mut scratch, Want::All), Marks::default());
    }

    #[test]
    fn both_kernels_say_the_same() {
        let tokens = tokens(500, 60);
        let (mut one, mut other) = (Scratch::default(), Scratch::default());
        let best = network(Kernel::best()).read(&tokens, &[], &mut one, Want::All).clone();
        assert_eq!(best, *network(Kernel::portable()).read(&tokens, &[], &mut other, Want::All));
    }

    #[test]
    fn what_was_read_before_changes_nothing() {
        let network = network(Kernel::best());
        let (many, text) = (tokens(2500, 1 << 30), tokens(300, 12));
        let fresh = network.read(&text, &[], &mut Scratch::default(), Want::All).clone();
        let mut scratch = Scratch::keeping(0);
        for before in [&many[..], &text[..], &many[..40], &[]] {
            network.read(before, &[], &mut scratch, Want::All);
            assert_eq!(fresh, *network.read(&text, &[], &mut scratch, Want::All));
        }
    }

    #[test]
    fn less_is_read_where_less_is_wanted() {
        let network = network(Kernel::best());
        let (text, mut scratch) = (tokens(200, 12), Scratch::default());
        let all = network.read(&text, &[], &mut scratch, Want::All).clone();
        let tree = network.read(&text, &[], &mut scratch, Want::TagsTree).clone();
        assert_eq!(tree, Marks { entities: Vec::new(), ..all.clone() });
        let tags = network.read(&text, &[], &mut scratch, Want::Tags).clone();
        assert_eq!(tags, Marks { tags: all.tags, ..Marks::default() });
        let entities = network.read(&text, &[], &mut scratch, Want::Entities);
        assert!(entities.tags.is_empty() && entities.heads.is_empty());
    }

    #[test]
    fn given_sentences_are_kept_and_have_one_root() {
        let network = network(Kernel::best());
        let (text, mut scratch) = (tokens(STRETCH + 900, 40), Scratch::default());
        let starts: Vec<u32> = (0..text.len() as u32).filter(|token| token % 37 == 0).collect();
        let marks = network.read(&text, &starts, &mut scratch, Want::All);
        let stretch = |token: u32| token as usize / STRETCH;
        for (start, end) in starts.iter().zip(starts[1..].iter().chain([&(text.len() as u32)])) {
            let heads = &marks.heads[*start as usize..*end as usize];
            assert!(heads.iter().all(|head| (start..end).contains(&head)));
            let roots = heads.iter().zip(*start..).filter(|(head, token)| **head == *token).count();
            assert_eq!(roots, 1 + stretch(end - 1) - stretch(*start), "from {start}");
            assert!(marks.entities.iter().all(|entity| entity.start >= *end
                || entity.end <= *start
                || (entity.start >= *start && entity.end <= *end)));
        }
    }

    #[test]
    fn a_text_without_end_is_read_in_stretches() {
        let network = network(Kernel::best());
        let mut scratch = Scratch::default();
        let one = vec![tokens(1, 1)[0]; STRETCH + 50];
        for text in [tokens(STRETCH + 50, 1 << 30), one] {
            let whole = network.read(&text, &[], &mut scratch, Want::All).clone();
            let rest = network.read(&text[STRETCH..], &[], &mut scratch, Want::All);
            assert_eq!(whole.tags.len(), text.len());
            assert_eq!(whole.tags[STRETCH..], rest.tags);
            assert!(rest.heads.iter().zip(&whole.heads[STRETCH..]).all(|(rest, head)| rest + STRETCH as u32 == *head));
            let ends = whole.entities.windows(2).all(|pair| pair[0].end <= pair[1].start);
            assert!(ends && whole.entities.iter().all(|entity| (entity.end as usize) <= text.len()));
        }
    }
}
