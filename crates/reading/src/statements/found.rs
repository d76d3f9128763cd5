//! Attributions as they are found, by rule or by weights, before it is said who is meant and on whose word.

use std::ops::Range;

use text::Span;

use crate::{
    Act, Kind, SourceKind,
    content::Draft,
    lexicon::Lexicon,
    phrase::Phrase,
    source::{Typed, typed},
    token::Token,
};

/// Somebody said something.
#[derive(Debug, Clone)]
pub struct Found {
    /// Who, in words; `None` when no words say it or they are those of `shares`.
    pub source: Option<Naming>,
    /// The one whose source this one shares, by its place in the list.
    pub shares: Option<usize>,
    /// The cue.
    pub cue: Span,
    /// What is said, in pieces.
    pub content: Vec<Span>,
    /// Whether the words are the source's own.
    pub kind: Kind,
    /// What the source does.
    pub act: Act,
    /// The outlet that was told, or on which it was said.
    pub told: Option<Naming>,
    /// The one that cites this one for the same content, by its place in the list.
    pub cited_by: Option<usize>,
    /// The sentence, or the sentences that one quotation joins.
    pub unit: Span,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure.
    pub score: f32,
}

/// Words for somebody, and what they say of who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The words.
    pub words: Span,
    /// What they say it is.
    pub kind: SourceKind,
    /// The name among them.
    pub name: Option<Span>,
    /// What stands in front of the name.
    pub role: Option<Span>,
}

impl Naming {
    /// Reads a phrase.
    pub fn of(tokens: &[Token], phrase: &Phrase, lexicon: &Lexicon) -> Option<Naming> {
        let Typed { kind, name, role } = typed(tokens, phrase, lexicon);
        let part = |range: Option<Range<usize>>| range.and_then(|range| span(tokens, &range));
        Some(Naming { words: span(tokens, &phrase.words)?, kind, name: part(name), role: part(role) })
    }
}

impl Found {
    /// Makes one of what a rule has read in a unit; places in the list count from `first`.
    pub fn by_rule(
        text: &str,
        unit: Span,
        tokens: &[Token],
        draft: &Draft,
        first: usize,
        lexicon: &Lexicon,
    ) -> Option<Found> {
        let told = draft.told.clone().map(|words| Phrase { words, apposition: None });
        let told = told.and_then(|phrase| Naming::of(tokens, &phrase, lexicon));
        Some(Found {
            source: draft.source.as_ref().and_then(|phrase| Naming::of(tokens, phrase, lexicon)),
            shares: draft.shares.map(|at| first + at),
            cue: span(tokens, &draft.cue)?,
            content: draft.content.iter().filter_map(|piece| self::piece(text, tokens, piece)).collect(),
            kind: kind(draft.content.iter().flat_map(|piece| &tokens[piece.clone()])),
            act: draft.act,
            told: told.filter(|told| told.kind == SourceKind::Outlet),
            cited_by: draft.cited_by.map(|at| first + at),
            unit,
            rule: draft.rule,
            score: draft.score,
        })
    }

    /// Bytes of what is said.
    pub fn size(&self) -> usize {
        self.content.iter().map(|piece| piece.len()).sum()
    }

    /// Tells whether the words stand in what is said.
    pub fn holds(&self, words: Span) -> bool {
        self.content.iter().any(|piece| piece.has(words))
    }
}

/// Returns a piece of content as a span, outer quotation marks left off.
fn piece(text: &str, tokens: &[Token], piece: &Range<usize>) -> Option<Span> {
    let words = span(tokens, piece)?;
    let all = tokens.get(piece.clone())?.iter().all(|token| token.quoted);
    if all { unquoted(text, words) } else { Some(words) }
}

/// Returns a quotation without its marks, the comma or full stop inside them, and white space.
pub fn unquoted(text: &str, span: Span) -> Option<Span> {
    const MARKS: [char; 13] = ['"', '“', '”', '„', '«', '»', '‘', '’', '「', '」', ',', '.', ' '];
    let words = span.of(text);
    let opened = words.trim_start_matches(['"', '“', '„', '«', '‘', '「', ' ']);
    let start = span.start as usize + words.len() - opened.len();
    let inside = opened.trim_end_matches(MARKS);
    (!inside.is_empty()).then(|| Span::new(start, start + inside.len()))
}

/// Whether words are the source's own: all, none, or some of them in quotation marks.
pub fn kind<'t>(content: impl Iterator<Item = &'t Token>) -> Kind {
    let (mut quoted, mut all) = (0, 0);
    for token in content.filter(|token| token.is_word) {
        quoted += usize::from(token.quoted);
        all += 1;
    }
    match quoted {
        0 => Kind::Indirect,
        _ if quoted == all => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// Returns the bytes of tokens.
pub fn span(tokens: &[Token], range: &Range<usize>) -> Option<Span> {
    let words = tokens.get(range.clone())?;
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}
