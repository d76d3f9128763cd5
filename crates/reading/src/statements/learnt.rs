//! Attributions that learnt weights find, where no rule has found one.

use lang::{Label, Pos, Tag};
use text::Span;

use super::{
    found::{Found, Naming, kind},
    view::View,
};
use crate::{
    Act,
    attribution::Attribution,
    token::{self, Token},
};

/// A cue whose verb or noun no list has stands when it is at least as likely as this: of such cues fewer are words.
const LEAST_UNKNOWN: f32 = 0.6;
/// Bytes between the pieces of a cue that are taken for one.
const CUE_GAP: u32 = 40;

impl View<'_> {
    /// Returns what an attribution says beyond what rules have found; `known` are those.
    pub fn learnt(&self, attribution: &Attribution, known: &[Found]) -> Option<Found> {
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
        if tokens
            .child(verb, &[Label::Mark])
            .is_some_and(|mark| tokens.word(mark, self.text).eq_ignore_ascii_case("as"))
        {
            return None; // "as the mayor said, winter came early"
        }
        if self.is_open(verb) {
            return None;
        }
        let not = tokens.children(verb).iter().any(|child| tokens.label[*child as usize] == Label::Neg);
        let would = tokens.children(verb).iter().any(|child| matches!(tokens.lemma(*child), "would" | "could"));
        let act = match act {
            _ if not && would => Act::Declines,
            _ if not => return None, // "did not say which"
            known => known.unwrap_or(Act::Says),
        };
        let source = self.source_of(attribution, verb)?;
        let according = content_opens(attribution.content[0].of(self.text), "according");
        if according
            || self.is_asked(verb)
            || self.is_done_to(verb, source.words)
            || lemma == "fear" && self.tag(verb) == Tag::Vbg
        {
            return None; // "the envoy is expected to", "fearing reprisals"
        }
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
        if cites && !quoted {
            return None; // a further source: found with the one that cites it
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

    /// Returns who said it: the words found, the one whom a relative pronoun means, or the subject of the cue's verb.
    fn source_of(&self, attribution: &Attribution, verb: u32) -> Option<Naming> {
        let tokens = &self.analysis.tokens;
        let Some(piece) = attribution.source.first() else { return self.noun(self.subject(verb)?) };
        let range = tokens.within(*piece);
        let head = tokens.head_of(range.clone())?;
        if range.len() == 1 && matches!(tokens.tag[head as usize], Tag::Wdt | Tag::Wp) {
            let clause = std::iter::once(head).chain(tokens.ancestors(head));
            let clause = clause.take(4).find(|at| tokens.label[*at as usize] == Label::Relcl)?;
            return self.noun(tokens.parent(clause)?);
        }
        self.naming(*piece)
    }

    /// Whether the words are who something is done to, and not who does it.
    fn is_done_to(&self, verb: u32, words: Span) -> bool {
        let passive = self.tokens().child(verb, &[Label::Auxpass]).is_some();
        let subject = self.tokens().child(verb, &[Label::Nsubjpass]);
        passive && subject.is_none_or(|subject| words.has(self.tokens().span[subject as usize]))
    }

    /// Tells whether the cue is in a clause that describes a noun which is taken for said: "the book that Dahl said she lost".
    fn is_torn(&self, verb: u32, content: &[Span]) -> bool {
        let tokens = &self.analysis.tokens;
        let described = Some(verb).filter(|verb| tokens.label[*verb as usize] == Label::Relcl);
        let described = described.and_then(|verb| tokens.parent(verb)).map(|noun| tokens.span[noun as usize]);
        described.is_some_and(|noun| content.iter().any(|piece| piece.has(noun)))
    }
}

/// Tells whether words begin with this one.
fn content_opens(words: &str, with: &str) -> bool {
    words.get(..with.len()).is_some_and(|first| first.eq_ignore_ascii_case(with))
}
