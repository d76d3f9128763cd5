//! What a piece says, in pieces small enough to be compared: a statement's content, or a sentence in the outlet's own name.

use std::collections::BTreeMap;

use lang::Analysis;
use page::Role;
use reading::{Act, StatementIx};
use text::Span;

use crate::{
    Piece,
    lexicon::Lexicon,
    number::{Number, numbers},
    words::words,
};

/// Sayings of one piece, at most.
const MAX_SAYINGS: usize = 400;
/// Words of a saying, at least: "he said so" says nothing that could be found elsewhere.
const MIN_WORDS: usize = 4;
/// Share of a statement's content that another of the same sentence has, for both to be one saying.
const SAME_CONTENT: f32 = 0.5;

/// Something that a piece says.
#[derive(Debug, Clone)]
pub(crate) struct Saying {
    /// Place of the piece.
    pub piece: usize,
    /// The sentence.
    pub span: Span,
    /// What is said, without who says it.
    pub words: String,
    /// The statement that it is, of several the one with the longest chain; none for the outlet's own words.
    pub statement: Option<StatementIx>,
    /// Numbers of what is said.
    pub numbers: Vec<Number>,
    /// Whether it says that something is not so.
    pub is_negated: bool,
    /// Whether a number of it is one of the whole.
    pub is_whole: bool,
    /// Whether it takes an appointment off its day: no telling of the plan.
    pub is_off: bool,
    /// The outlet says that it could not check it.
    pub unverified: bool,
}

/// Returns what a piece says, in the order of the text.
pub(crate) fn sayings(number: usize, piece: &Piece) -> Vec<Saying> {
    let article = piece.article;
    let says = |role: Role| role.is_body() && role != Role::Subheading;
    let mut blocks: Vec<Span> =
        article.blocks.iter().filter(|block| says(block.role)).map(|block| block.span).collect();
    if blocks.is_empty() {
        blocks.extend(article.blocks.iter().filter(|block| block.role == Role::Headline).map(|block| block.span));
    }
    let sentences: Vec<Span> =
        Analysis::of_sentences(&article.text, &blocks).sentences.iter().map(|sentence| sentence.span).collect();
    let mut by_sentence: BTreeMap<usize, Vec<StatementIx>> = BTreeMap::new();
    for (ix, statement) in piece.reading.statements.iter().enumerate() {
        let Some(first) = statement.content.first() else { continue };
        let at = sentences.partition_point(|sentence| sentence.end <= first.start);
        if sentences.get(at).is_some_and(|sentence| sentence.start <= first.start) {
            by_sentence.entry(at).or_default().push(ix as StatementIx);
        }
    }
    let lower: Vec<String> = sentences.iter().map(|sentence| article.words(*sentence).to_lowercase()).collect();
    let unchecked: Vec<bool> =
        lower.iter().map(|words| Lexicon::find(&Lexicon::english().unverified, words).is_some()).collect();
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        // "We could not verify it" stands in the sentence or behind it
        let unverified = unchecked[at] || unchecked.get(at + 1).copied().unwrap_or(false);
        let mut add = |words: String, statement: Option<StatementIx>, is_negated: bool| {
            if self::words(&words).take(MIN_WORDS).count() == MIN_WORDS {
                let is_whole = Lexicon::english().whole.iter().any(|whole| lower[at].contains(whole.as_str()));
                let is_off = Lexicon::find(&Lexicon::english().off, &words.to_lowercase()).is_some();
                let numbers = numbers(&words);
                found.push(Saying {
                    piece: number,
                    span: *sentence,
                    words,
                    statement,
                    numbers,
                    is_negated,
                    is_whole,
                    is_off,
                    unverified,
                });
            }
        };
        let groups = groups(piece, by_sentence.get(&at).map_or(&[], Vec::as_slice));
        if groups.is_empty() && !unchecked[at] {
            let words = article.words(*sentence);
            add(words.to_owned(), None, is_negated(words));
        }
        for ix in groups {
            let statement = &piece.reading.statements[ix as usize];
            let content: Vec<&str> = statement.content.iter().map(|span| article.words(*span)).collect();
            let content = content.join(" ");
            let negated = statement.is_negated || statement.act == Act::Denies || is_negated(&content);
            add(content, Some(ix), negated);
        }
    }
    found.truncate(MAX_SAYINGS);
    found
}

/// Of the statements of a sentence, one for each content: that with the longest chain.
fn groups(piece: &Piece, statements: &[StatementIx]) -> Vec<StatementIx> {
    let of = |ix: StatementIx| &piece.reading.statements[ix as usize];
    let len = |ix: StatementIx| of(ix).content.iter().map(|span| span.len()).sum::<usize>();
    let common = |a: StatementIx, b: StatementIx| {
        let pairs = of(a).content.iter().flat_map(|x| of(b).content.iter().map(move |y| (x, y)));
        pairs.map(|(x, y)| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize).sum::<usize>()
    };
    let mut kept: Vec<StatementIx> = Vec::new();
    for ix in statements {
        let same = |other: &StatementIx| {
            common(*ix, *other) as f32 >= SAME_CONTENT * len(*ix).min(len(*other)) as f32 && common(*ix, *other) > 0
        };
        match kept.iter().position(same) {
            Some(at) if of(*ix).chain.len() > of(kept[at]).chain.len() => kept[at] = *ix,
            Some(_) => {}
            None => kept.push(*ix),
        }
    }
    kept
}

fn is_negated(text: &str) -> bool {
    let lists = Lexicon::english();
    words(text)
        .any(|word| lists.negation.contains(&word.lower) || word.lower.ends_with("n't") || word.lower.ends_with("n’t"))
}
