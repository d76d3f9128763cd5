//! Text -> [`Analysis`] in one call, from weights that are opened once.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use text::{Id, Span};

use crate::{
    Analysis, Entity, EntityKind, Error, Label, Sentence, Tag, Tokens,
    english::{
        lemmatizer::{LemmaCache, Lemmas, Lemmatizer},
        ruler::{NO_LABEL, Ruler, Rulings},
        tables::Tables,
        tokenizer::{Tokenizer, TokenizerCache},
        tokens::Tokens as Rows,
    },
    mentions::mentions,
    neural::{Marks, Network, Scratch, Want, Weights, kernel::Kernel},
    sentence::sentences,
    stops::Stops,
};

/// Reads English. Open it once and share it: it keeps a room to work in for each thread that has asked at a time.
///
/// What was read before changes how fast a text is read, never what is read.
#[derive(Debug)]
pub struct Engine {
    id: Id,
    network: Network,
    tokenizer: Tokenizer<'static>,
    ruler: Ruler,
    lemmatizer: Lemmatizer<'static>,
    tags: Vec<Tag>,
    /// By the network's number; those that it never gives stand as `dep`.
    labels: Vec<Label>,
    kinds: Vec<EntityKind>,
    morphologies: Arc<[Box<str>]>,
    stops: &'static Stops,
    /// The empty line between blocks as the network has learned to see it.
    gap: Rows,
    idle: Mutex<Vec<Room>>,
}

/// Tokens that a room is kept for: the longest news articles have a third of it. What a longer text took is given back, so
/// that one endless page does not make every later one cost its memory.
const ROOMY: usize = 16_384;

/// Where one thread works.
#[derive(Debug, Default)]
struct Room {
    scratch: Scratch,
    tokenizer: TokenizerCache,
    lemmatizer: LemmaCache,
    block: Rows,
    rows: Rows,
    starts: Vec<u32>,
    tags: Vec<u8>,
    labels: Vec<u8>,
    rulings: Rulings,
    lemmas: Lemmas,
}

impl Room {
    /// Gives back what an endless text took, but for what is known of words.
    fn shrink(&mut self) {
        let Room { block, rows, starts, tags, labels, rulings, lemmas, scratch, .. } = self;
        if rows.start.capacity().max(block.start.capacity()) > ROOMY {
            (*block, *rows, *rulings, *lemmas) = Default::default();
            (*starts, *tags, *labels) = Default::default();
            scratch.shrink();
        }
    }
}

impl Engine {
    /// Opens the English weights that are part of the program.
    ///
    /// # Errors
    /// When the program was built with a wrong file.
    pub fn english() -> Result<Engine, Error> {
        Engine::of(Weights::english()?)
    }

    /// Opens weights in a file, which stays mapped until the program ends: nobody may shorten it meanwhile.
    ///
    /// # Errors
    /// When the file cannot be read, is no such file, is incomplete or damaged, or is of a later form.
    pub fn open(path: &Path) -> Result<Engine, Error> {
        Engine::of(Weights::open(path)?)
    }

    /// Opens these weights. They are kept until the program ends.
    ///
    /// # Errors
    /// When a part is missing or damaged, or names what this program does not know.
    pub fn of(weights: Weights) -> Result<Engine, Error> {
        Engine::with_kernel(weights, Kernel::best())
    }

    /// As [`of`](Self::of), with these kernels.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn with_kernel(weights: Weights, kernel: Kernel) -> Result<Engine, Error> {
        let weights: &'static Weights = Box::leak(Box::new(weights));
        let network = Network::with_kernel(weights, kernel)?;
        let damaged = |error: crate::english::tables::TableError| weights.wrong(error.name, "is damaged".to_owned());
        let tables = Tables::new(|name| weights.table(name).ok()).map_err(damaged)?;
        let tokenizer = Tokenizer::new(&tables).map_err(damaged)?;
        let ruler = Ruler::new(tables.ruler, network.tags(), network.labels()).map_err(damaged)?;
        let lemmatizer = Lemmatizer::new(&tables, ruler.morphologies()).map_err(damaged)?;
        let unknown = |part: &str, name: &str| weights.wrong(part, format!("has a name `{name}` that is not known"));
        let tag = |name: &String| Tag::named(name).ok_or_else(|| unknown("tagger.labels", name));
        let is_given = |name: &String| !name.is_empty() && !name.contains("||");
        let label = |name: &String| if is_given(name) { Label::named(name) } else { Some(Label::Dep) };
        let label = |name: &String| label(name).ok_or_else(|| unknown("parser.actions", name));
        let kind = |name: &String| EntityKind::named(name).ok_or_else(|| unknown("entities.actions", name));
        let mut gap = Rows::default();
        tokenizer.tokens("\n\n", &mut TokenizerCache::default(), &mut gap);
        gap.len.fill(0);
        Ok(Engine {
            id: weights.id(),
            tags: network.tags().iter().map(tag).collect::<Result<_, _>>()?,
            labels: network.labels().iter().map(label).collect::<Result<_, _>>()?,
            kinds: network.entity_labels().iter().map(kind).collect::<Result<_, _>>()?,
            morphologies: ruler.morphologies().iter().map(|morphology| morphology.as_str().into()).collect(),
            stops: Stops::all(),
            idle: Mutex::default(),
            network,
            tokenizer,
            ruler,
            lemmatizer,
            gap,
        })
    }

    /// Returns the digest of the weights.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Analyses the blocks of a text.
    ///
    /// `blocks` are stretches of `text`, ascending, that no sentence crosses; one that is not on character boundaries, or
    /// begins before the one ahead of it has ended, is passed over. Where sentences end is decided by the rules for news of
    /// [`Analysis::of_sentences`], and each gets one tree. Linear in the length of the text, but for the trees of sentences
    /// without end.
    pub fn analyse(&self, text: &str, blocks: &[Span]) -> Analysis {
        let mut analysis = self.read(text, Some(blocks), Want::All);
        analysis.mentions = mentions(text, &analysis);
        analysis.index_mentions();
        analysis
    }

    /// As [`analyse`](Self::analyse), but entities only: tokens have no more than their spans.
    pub fn entities(&self, text: &str, blocks: &[Span]) -> Analysis {
        self.read(text, Some(blocks), Want::Entities)
    }

    /// As [`analyse`](Self::analyse), but without trees and entities.
    ///
    /// The few parts of speech and lemmas that depend on the tree come out as they would for a word outside of one.
    pub fn tags(&self, text: &str, blocks: &[Span]) -> Analysis {
        self.read(text, Some(blocks), Want::Tags)
    }

    /// Analyses a text as the model does that the weights come from: in one piece, its sentences found by the parser.
    ///
    /// Sentences of nothing but white space are there too, with empty spans: every token is in a sentence.
    pub fn plain(&self, text: &str) -> Analysis {
        self.read(text, None, Want::All)
    }

    fn read(&self, text: &str, blocks: Option<&[Span]>, want: Want) -> Analysis {
        // a thread that ended badly left nothing behind that matters to a result
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = idle().pop().unwrap_or_default();
        let analysis = self.read_in(&mut room, text, blocks, want);
        room.shrink();
        idle().push(room);
        analysis
    }

    fn read_in(&self, room: &mut Room, text: &str, blocks: Option<&[Span]>, want: Want) -> Analysis {
        room.rows.clear();
        room.starts.clear();
        match blocks {
            Some(blocks) => self.divide(text, blocks, room),
            None => self.tokenizer.tokens(text, &mut room.tokenizer, &mut room.rows),
        }
        let Room { rows, starts, tags, labels, rulings, lemmas, .. } = room;
        let marks = self.network.read(&rows.features, starts, &mut room.scratch, want);
        tags.clone_from(&marks.tags);
        labels.clone_from(&marks.labels);
        if want != Want::Entities {
            labels.resize(tags.len(), NO_LABEL);
            self.ruler.rule(rows, tags, labels, rulings);
            self.lemmatizer.lemmas(text, rows, (&self.ruler, rulings), &mut room.lemmatizer, lemmas);
        }
        let starts = if blocks.is_some() {
            starts.clone()
        } else {
            marks.sentence_starts.iter().zip(0..).filter(|(start, _)| **start).map(|(_, token)| token).collect()
        };
        let said = Said { rows, tags, labels, rulings, lemmas, marks, want };
        let (tokens, places) = self.tokens(&said);
        let mut sentences = of_starts(text, &tokens, &starts, &places);
        if blocks.is_some() {
            sentences.retain(|sentence| !sentence.span.is_empty());
        }
        let place = |row: u32| places.get(row as usize).copied().unwrap_or(tokens.len() as u32);
        let entities = marks.entities.iter().map(|entity| Entity {
            tokens: place(entity.start)..place(entity.end),
            kind: self.kinds[usize::from(entity.label)],
        });
        Analysis { sentences, entities: entities.collect(), tokens, ..Analysis::default() }
    }

    /// Divides blocks into tokens, with a gap between one and the next, and notes where sentences and gaps begin.
    fn divide(&self, text: &str, blocks: &[Span], room: &mut Room) {
        let Room { tokenizer, block: own, rows, starts, .. } = room;
        let mut end = 0;
        for block in blocks.iter().filter(|block| text.get(block.range()).is_some()) {
            let words = block.of(text);
            if block.start < end || words.is_empty() {
                continue;
            }
            end = block.end;
            if !rows.is_empty() {
                starts.push(rows.len() as u32);
                rows.append(&self.gap, block.start);
            }
            self.tokenizer.tokens(words, tokenizer, own);
            let mut first = 0;
            starts.push(rows.len() as u32);
            for sentence in sentences(text, *block, self.stops).iter().skip(1) {
                let start = sentence.start - block.start;
                let at = first + own.start[first..].partition_point(|token| *token < start);
                // a token may hold the end of one sentence and the beginning of the next: then they are one
                if at > first && at < own.len() {
                    starts.push((rows.len() + at) as u32);
                    first = at;
                }
            }
            if own.is_empty() {
                starts.pop();
            }
            if rows.is_empty() {
                // most of the memory of a text of one block
                std::mem::swap(rows, own);
                rows.start.iter_mut().for_each(|start| *start += block.start);
            } else {
                rows.append(own, block.start);
            }
        }
    }

    /// Takes the gaps out, and returns what has become of each row.
    fn tokens(&self, said: &Said) -> (Tokens, Vec<u32>) {
        let Said { rows, tags, labels, rulings, lemmas, marks, want } = *said;
        let mut places = Vec::with_capacity(rows.len());
        let mut kept = 0;
        for len in &rows.len {
            places.push(kept);
            kept += u32::from(*len > 0);
        }
        let is_kept = |row: &usize| rows.len[*row] > 0;
        let all = || (0..rows.len()).filter(is_kept);
        let mut tokens = Tokens {
            span: all().map(|row| rows.span(row)).collect(),
            morphologies: Arc::clone(&self.morphologies),
            ..Tokens::default()
        };
        if want != Want::Entities {
            tokens.tag = all().map(|row| self.tags[usize::from(tags[row])]).collect();
            tokens.pos = all().map(|row| rulings.pos[row]).collect();
            tokens.morph = all().map(|row| rulings.morphology[row]).collect();
            all().for_each(|row| tokens.lemma.push(lemmas.of(row)));
        }
        if want == Want::All {
            tokens.head = all().map(|row| places[marks.heads[row] as usize]).collect();
            tokens.label = all().map(|row| self.labels[usize::from(labels[row])]).collect();
            tokens.link();
        }
        (tokens, places)
    }
}

/// What was said of rows, gaps among them.
#[derive(Clone, Copy)]
struct Said<'a> {
    rows: &'a Rows,
    tags: &'a [u8],
    labels: &'a [u8],
    rulings: &'a Rulings,
    lemmas: &'a Lemmas,
    marks: &'a Marks,
    want: Want,
}

/// The sentences that begin at these rows; the span of one of nothing but white space is empty.
fn of_starts(text: &str, tokens: &Tokens, starts: &[u32], places: &[u32]) -> Vec<Sentence> {
    let place = |row: u32| places.get(row as usize).copied().unwrap_or(tokens.len() as u32);
    let end = places.len() as u32;
    let ends = starts.iter().skip(1).copied().chain([end]);
    let all = starts.iter().zip(ends).map(|(start, end)| place(*start)..place(end)).filter(|range| !range.is_empty());
    let sentence =
        |range: std::ops::Range<u32>| Sentence { span: tokens.words(range.clone()).trimmed(text), tokens: range };
    all.map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Span> {
        let mut start = 0;
        let block = |line: &str| {
            let block = Span::new(start, start + line.len());
            start += line.len();
            block
        };
        text.split_inclusive('\n').map(block).collect()
    }

    fn engine() -> &'static Engine {
        static ENGINE: std::sync::LazyLock<Engine> = std::sync::LazyLock::new(|| Engine::english().unwrap());
        &ENGINE
    }

    #[test]
    fn one_engine_serves_many_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Engine>();
        let text = "Gov. Ada Poll met envoys in Oslo on Friday.\n\"We agree,\" she said.\n";
        let once = engine().analyse(text, &blocks(text));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(engine().analyse(text, &blocks(text)), once));
            }
        });
    }

    #[test]
    fn blocks_do_not_join() {
        let text = "Talks end in Oslo\nJohn Poll said on Friday that he will stay\n\nPhoto: Ben Holm\n";
        let analysis = engine().analyse(text, &blocks(text));
        let words: Vec<&str> = analysis.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(words, ["Talks end in Oslo", "John Poll said on Friday that he will stay", "Photo: Ben Holm"]);
        for sentence in &analysis.sentences {
            let inside = |token: u32| sentence.tokens.contains(&analysis.tokens.head[token as usize]);
            assert!(sentence.tokens.clone().all(inside));
        }
        let said = analysis.tokens.within(Span { start: 28, end: 32 }).start;
        assert_eq!(analysis.tokens.lemma(said), "say");
        let subject = analysis.tokens.child(said, &[Label::Nsubj]).unwrap();
        assert_eq!(analysis.tokens.word(subject, text), "Poll");
        assert_eq!(analysis.entity_of(subject).unwrap().kind, EntityKind::Person);
    }

    #[test]
    fn less_is_given_where_less_is_asked_for() {
        let text = "Ada Poll said on Friday that she will stay.\nBen Holm agreed.";
        let all = engine().analyse(text, &blocks(text));
        let tags = engine().tags(text, &blocks(text));
        let entities = engine().entities(text, &blocks(text));
        assert_eq!(tags.tokens.tag, all.tokens.tag);
        assert_eq!(tags.sentences, all.sentences);
        assert!(tags.tokens.head.is_empty() && tags.entities.is_empty() && tags.tokens.children(0).is_empty());
        assert_eq!(entities.entities, all.entities);
        assert_eq!((entities.tokens.span, entities.tokens.tag.len()), (all.tokens.span, 0));
    }

    #[test]
    fn wrong_blocks_are_passed_over() {
        let text = "Äußerst. Ada Poll left.";
        for blocks in [
            vec![Span::new(1, 4), Span::new(10, 25)],
            vec![Span::new(10, 90), Span::new(10, 25)],
            vec![Span::new(10, 25), Span::new(0, 25)],
        ] {
            let analysis = engine().analyse(text, &blocks);
            assert_eq!(analysis.sentences.len(), 1, "{blocks:?}");
            assert_eq!(analysis.sentences[0].span.of(text), "Ada Poll left.".get(..).unwrap());
        }
        assert_eq!(engine().analyse("", &[Span::default()]).sentences, []);
        assert_eq!(engine().analyse(" \n ", &[Span::new(0, 3)]).sentences, []);
    }
}
