//! What comparing of texts looks at in an article.

use jiff::Timestamp;
use page::{Article, CreditKind};
use text::{Id, Span};

use crate::{
    Carrier, Piece,
    lexicon::Lexicon,
    piece::moment,
    wire::{Wire, wire},
    words::{LETTERS, cut, hash, stem},
};

/// Words of a text that are looked at.
const MAX_WORDS: usize = 20_000;
/// Words that are a text's lead.
pub(crate) const LEAD: usize = 90;
/// Words of the runs that are looked for in the other text.
pub(crate) const RUN: usize = 5;
/// Words of the runs that are looked for in leads.
const LEAD_RUN: usize = 3;
/// Letters of a word that tells facts: numbers tell them at any length.
const LONG: usize = 7;

/// What comparing looks at in an article: its words with their places, and what it says of where it comes from.
#[derive(Debug, Clone)]
pub struct Body {
    pub(crate) id: Id,
    pub(crate) at: Option<Timestamp>,
    pub(crate) carrier: Carrier,
    /// Names that the article credits with the text, folded.
    pub(crate) credited: Vec<String>,
    /// It says that it was first published by somebody else.
    pub(crate) wire: Option<Wire>,
    /// Code of its language.
    pub(crate) language: Option<String>,
    pub(crate) words: Vec<Word>,
    /// Hashes of runs of [`RUN`] words, one a word that begins one, in the order of the text.
    pub(crate) runs: Vec<u64>,
    pub(crate) facts: Vec<u64>,
    /// Hashes of numbers, and of words with a capital inside a sentence.
    pub(crate) names: Vec<u64>,
    pub(crate) lead_runs: Vec<u64>,
    pub(crate) all_lead_runs: Vec<u64>,
    pub(crate) lead_facts: Vec<u64>,
}

/// A word of a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Whether it stands in quotation marks.
    pub is_quoted: bool,
}

impl Body {
    /// Makes the body of an article, dated as it dates itself.
    pub fn of(article: &Article, carrier: &Carrier) -> Body {
        let blocks: Vec<Span> = article.body().map(|block| block.span).collect();
        let mut body = Body::of_blocks(article.id, &article.text, &blocks);
        body.language.clone_from(&article.language);
        body.at = moment(article);
        body.carrier = carrier.clone();
        body.wire = wire(article);
        let used = article.credits.iter().filter(|credit| credit.kind != CreditKind::Photo);
        body.credited = used.map(|credit| credit.name.to_lowercase()).collect();
        body.credited.extend(body.wire.iter().map(|wire| wire.agency.to_lowercase()));
        body.credited.extend(blocks.iter().flat_map(|block| thanked(block.of(&article.text))));
        body
    }

    /// Makes the body of a piece.
    pub fn of_piece(piece: &Piece) -> Body {
        Body { at: piece.at, ..Body::of(piece.article, &piece.carrier) }
    }

    /// Makes the body of a bare text, of which nothing else is known.
    pub fn of_text(id: Id, text: &str) -> Body {
        Body::of_blocks(id, text, &[Span::new(0, text.len())])
    }

    /// Returns how many of its words are looked at.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Share of its facts that another text has, `0..=1`.
    pub(crate) fn facts_in(&self, other: &Body) -> f32 {
        let has = |fact: &&u64| other.facts.binary_search(fact).is_ok();
        self.facts.iter().filter(has).count() as f32 / self.facts.len().max(1) as f32
    }

    fn of_blocks(id: Id, text: &str, blocks: &[Span]) -> Body {
        let expected = blocks.iter().map(|block| block.len()).sum::<usize>() / LETTERS;
        let expected = expected.min(MAX_WORDS);
        let (mut all, mut hashes) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        let mut facts = Vec::new();
        let (mut fact_places, mut names) = (Vec::new(), Vec::new());
        for block in blocks {
            let quotes = quoted(block.of(text));
            let mut quotes = quotes.iter().peekable();
            for word in cut(block.of(text)).take(MAX_WORDS - all.len().min(MAX_WORDS)) {
                while quotes.peek().is_some_and(|quote| quote.1 <= word.start) {
                    quotes.next();
                }
                let is_quoted = quotes.peek().is_some_and(|quote| quote.0 <= word.start);
                let start = block.start as usize;
                let opens = || {
                    let before = block.of(text)[..word.start].trim_end().chars().next_back();
                    before.is_none_or(|c| matches!(c, '.' | '!' | '?' | '"' | '”'))
                };
                let hashed = hash(&word.lower);
                let is_number = word.lower.starts_with(|c: char| c.is_ascii_digit());
                if is_number || word.capital && !opens() {
                    names.push(hashed);
                }
                if is_number || word.lower.len() >= LONG && word.lower.chars().count() >= LONG {
                    facts.push(hash(stem(&word.lower)));
                    fact_places.push(all.len());
                }
                hashes.push(hashed);
                all.push(Word { span: Span::new(start + word.start, start + word.end), is_quoted });
            }
        }
        let lead = &hashes[..hashes.len().min(LEAD)];
        let in_lead = fact_places.iter().take_while(|place| **place < LEAD).count();
        Body {
            id,
            at: None,
            carrier: Carrier::default(),
            credited: Vec::new(),
            wire: None,
            language: None,
            names: set(names),
            runs: runs(&hashes, RUN),
            lead_runs: set(runs(lead, LEAD_RUN)),
            all_lead_runs: set(runs(&hashes, LEAD_RUN)),
            lead_facts: set(facts[..in_lead].to_vec()),
            facts: set(facts),
            words: all,
        }
    }
}

/// Outlets that a paragraph says had the article first, or gave part of it; in lower case.
fn thanked(paragraph: &str) -> Vec<String> {
    let lists = Lexicon::english();
    let first = Lexicon::find(&lists.first_published, paragraph).map(|(_, at)| {
        let behind = &paragraph[at..];
        &behind[..behind.find(['.', ',', ';', '(', '\n']).unwrap_or(behind.len())]
    });
    let helped = Lexicon::find(&lists.contributed, paragraph).map(|(at, _)| {
        let before = &paragraph[..at];
        &before[before.rfind(['.', '\n', '(']).map_or(0, |stop| stop + 1)..]
    });
    first.into_iter().chain(helped).map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// Stretches in quotation marks, bytes. A mark that is never closed opens none.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let mut quotes = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '„' | '«', _) => open = Some(at),
            ('”' | '»', Some(start)) => {
                quotes.push((start, at));
                open = None;
            }
            ('"', Some(start)) => {
                quotes.push((start, at));
                open = None;
            }
            ('"', None) => open = Some(at),
            ('\n', _) => open = None,
            _ => {}
        }
    }
    quotes
}

/// Hashes of runs of `len` words; of a text that is shorter, the one of all its words.
fn runs(hashes: &[u64], len: usize) -> Vec<u64> {
    let join = |run: &[u64]| {
        run.iter().fold(0_u64, |sum, word| (sum.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    };
    if hashes.is_empty() {
        return Vec::new();
    }
    hashes.windows(len.min(hashes.len())).map(join).collect()
}

fn set(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
