//! Attributions that learnt weights find, where no rule has found one.

use lang::{Analysis, Label, Pos, Tag};
use text::Span;

use super::found::{Found, Naming, kind, unquoted};
use crate::{
    Act,
    attribution::Attribution,
    lexicon::Lexicon,
    phrase::Phrase,
    token::{self, Token},
};

/// A cue whose verb or noun no list has stands when it is at least as likely as this: of such cues fewer are words.
const LEAST_UNKNOWN: f32 = 0.6;
/// Bytes between the pieces of a cue that are taken for one.
const CUE_GAP: u32 = 40;

/// An article, read so far.
#[derive(Clone, Copy)]
pub struct Learnt<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// All its quotations, ascending.
    pub quotes: &'a [Span],
    /// The words of the language.
    pub lexicon: &'a Lexicon,
}

impl Learnt<'_> {
    /// Returns what an attribution says beyond what rules have found; `known` are those.
    pub fn found(&self, attribution: &Attribution, known: &[Found]) -> Option<Found> {
        let tokens = &self.analysis.tokens;
        let (first, last) = (attribution.cue.first()?, attribution.cue.last()?);
        let cue = if last.start < first.start + CUE_GAP { Span { end: last.end, ..*first } } else { *first };
        let taken = |found: &Found| found.cue.start < cue.end && cue.start < found.cue.end;
        if known.iter().any(taken) {
            return None;
        }
        let range = tokens.within(cue);
        let verb =
            range.clone().rev().find(|at| matches!(tokens.pos[*at as usize], Pos::Verb | Pos::Noun | Pos::Auxiliary));
        let verb = verb.or_else(|| tokens.head_of(range.clone()))?;
        let lemma = tokens.lemma(verb).to_lowercase();
        let act = self.lexicon.acts.get(&lemma).copied();
        let whole = Span { start: cue.start.min(attribution.content[0].start), end: attribution.content.last()?.end };
        let has = |span: Span, lists: &[String]| {
            let words = span.of(self.text).to_lowercase();
            lists.iter().any(|list| words.contains(list.as_str()))
        };
        if has(whole, &self.lexicon.source.anonymity) || has(cue, &self.lexicon.learnt.spoiled) {
            return None; // "asked not to be named", "has yet to say"
        }
        let quoted = self.is_quoted(attribution.content[0]);
        let least = if act.is_some() && !self.lexicon.learnt.deed.contains(&lemma) { 0.0 } else { LEAST_UNKNOWN };
        if !quoted && attribution.score < least {
            return None;
        }
        let not = tokens.children(verb).iter().any(|child| tokens.label[*child as usize] == Label::Neg);
        let would = tokens.children(verb).iter().any(|child| matches!(tokens.lemma(*child), "would" | "could"));
        let act = match act {
            _ if not && would => Act::Declines,
            _ if not => return None, // "did not say which"
            known => known.unwrap_or(Act::Says),
        };
        let source = self.source(attribution, verb)?;
        if self.lexicon.words.no_source.contains(&source.words.of(self.text).to_lowercase()) {
            return None; // "according to plan"
        }
        let mut content: Vec<Span> = attribution.content.iter().filter_map(|piece| self.content(*piece)).collect();
        content.retain(|piece| !source.words.has(*piece));
        let clause = content.iter().any(|piece| self.has_verb(*piece));
        let opening = content.first()?.of(self.text).split_whitespace().next()?.to_lowercase();
        let cites = self.lexicon.learnt.cites.contains(&lemma);
        let thing = self.lexicon.learnt.of_things.contains(&lemma) || cites || quoted;
        if !clause && (!thing || self.lexicon.learnt.empty.contains(&opening)) || self.is_torn(verb, &content) {
            return None;
        }
        let unit = self.sentence(cue)?;
        let said: Vec<Token> = content.iter().flat_map(|piece| token::tokens(self.text, *piece, self.quotes)).collect();
        if cites && let Some(cited) = tokens.child(verb, &[Label::Dobj]).filter(|_| !quoted) {
            return self.cites(&source, self.noun(cited)?, cue, unit, attribution.score, known);
        }
        Some(Found {
            source: Some(source),
            shares: None,
            cue,
            kind: kind(said.iter()),
            content,
            act,
            told: None,
            cited_by: None,
            unit,
            rule: "learnt",
            score: attribution.score,
        })
    }

    /// "which cited a memo": the memo said what the one before is said to have said.
    fn cites(
        &self,
        citing: &Naming,
        cited: Naming,
        cue: Span,
        unit: Span,
        score: f32,
        known: &[Found],
    ) -> Option<Found> {
        let same = |found: &Found| {
            found.cited_by.is_none()
                && found.unit.start <= cue.start
                && cue.end <= found.unit.end
                && found.source.as_ref().is_some_and(|source| source.words == citing.words)
        };
        let by = known.iter().rposition(same)?;
        Some(Found {
            source: Some(cited),
            shares: None,
            cue,
            content: known[by].content.clone(),
            kind: known[by].kind,
            act: Act::Says,
            told: None,
            cited_by: Some(by),
            unit,
            rule: "learnt-cites",
            score,
        })
    }

    /// Returns who said it: the words found, the one whom a relative pronoun means, or the subject of the cue's verb.
    fn source(&self, attribution: &Attribution, verb: u32) -> Option<Naming> {
        let tokens = &self.analysis.tokens;
        let Some(piece) = attribution.source.first() else { return self.subject(verb) };
        let range = tokens.within(*piece);
        let head = tokens.head_of(range.clone())?;
        if range.len() == 1 && matches!(tokens.tag[head as usize], Tag::Wdt | Tag::Wp) {
            let clause = std::iter::once(head).chain(tokens.ancestors(head));
            let clause = clause.take(4).find(|at| tokens.label[*at as usize] == Label::Relcl)?;
            return self.noun(tokens.parent(clause)?);
        }
        self.naming(*piece)
    }

    /// Returns the subject of a verb, or of the one that it goes on with or hangs on: "asked about the date, said".
    fn subject(&self, verb: u32) -> Option<Naming> {
        let tokens = &self.analysis.tokens;
        let mut at = verb;
        for _ in 0..3 {
            if let Some(subject) = tokens.child(at, &[Label::Nsubj]) {
                return self.noun(subject);
            }
            if !matches!(tokens.label[at as usize], Label::Conj | Label::Advcl | Label::Xcomp) {
                return None;
            }
            at = tokens.parent(at)?;
        }
        None
    }

    /// Returns a noun with what stands in front of it and restricts it behind: nothing after a comma.
    fn noun(&self, head: u32) -> Option<Naming> {
        let tokens = &self.analysis.tokens;
        let reach = tokens.reach(head);
        let comma = (head..reach.end).find(|at| tokens.word(*at, self.text) == ",").unwrap_or(reach.end);
        self.naming(tokens.words(reach.start..comma))
    }

    /// Reads words for somebody: what stands behind a comma describes, or is the name that an office in front has.
    fn naming(&self, words: Span) -> Option<Naming> {
        let unit = self.sentence(words)?;
        let tokens = token::tokens(self.text, Span { end: unit.end.max(words.end), ..unit }, self.quotes);
        let start = tokens.iter().position(|token| token.span.start >= words.start)?;
        let end = tokens.iter().rposition(|token| token.span.end <= words.end)? + 1;
        let plain = |range: &[Token]| range.iter().any(|token| token.is_word);
        let comma = (start..end).find(|at| tokens[*at].is(","));
        let listed = (start..end).any(|at| tokens[at].is("and") || tokens[at].is("or"));
        let (words, apposition) = match comma.filter(|_| !listed) {
            Some(comma) => (start..comma, (comma + 1 < end).then_some(comma + 1..end)),
            None => (start..end, None),
        };
        if !plain(tokens.get(words.clone())?) {
            return None;
        }
        Naming::of(&tokens, &Phrase { words, apposition }.named(&tokens), self.lexicon)
    }

    /// Leaves off "that", outer quotation marks, commas and the final stop.
    fn content(&self, piece: Span) -> Option<Span> {
        let words = piece.of(self.text);
        let words = words.strip_prefix("that ").unwrap_or(words);
        let start = piece.end as usize - words.len();
        let trimmed = words.trim_end_matches(['.', ',', ';', ':', ' ', '\n']);
        let piece = Span::new(start, start + trimmed.len());
        if piece.is_empty() {
            return None;
        }
        if self.is_quoted(piece) { unquoted(self.text, piece) } else { Some(piece) }
    }

    /// Tells whether the cue is in a clause that describes a noun which is taken for said: "the book that Dahl said she lost".
    fn is_torn(&self, verb: u32, content: &[Span]) -> bool {
        let tokens = &self.analysis.tokens;
        let described = Some(verb).filter(|verb| tokens.label[*verb as usize] == Label::Relcl);
        let described = described.and_then(|verb| tokens.parent(verb)).map(|noun| tokens.span[noun as usize]);
        described.is_some_and(|noun| content.iter().any(|piece| piece.has(noun)))
    }

    fn is_quoted(&self, piece: Span) -> bool {
        self.quotes.iter().any(|quote| quote.start <= piece.start + 1 && piece.end <= quote.end + 1)
    }

    fn has_verb(&self, piece: Span) -> bool {
        let tokens = &self.analysis.tokens;
        tokens.within(piece).any(|at| {
            matches!(tokens.pos[at as usize], Pos::Verb | Pos::Auxiliary)
                && !matches!(tokens.label[at as usize], Label::Acl | Label::Amod | Label::Relcl)
        })
    }

    fn sentence(&self, words: Span) -> Option<Span> {
        let token = self.analysis.tokens.within(words).next()?;
        Some(self.analysis.sentences[self.analysis.sentence_of(token)?].span)
    }
}
