//! An article's words and trees, and what its phrases are.

use std::collections::HashSet;

use lang::{Analysis, Label, Pos, Tag, Tokens};
use text::Span;

use super::{
    MAX_EVIDENCE_BYTES,
    found::{Naming, unquoted},
};
use crate::{
    SourceKind,
    lexicon::Lexicon,
    phrase::Phrase,
    token::{self},
};

/// Steps up a tree in which the subject of a verb is looked for.
const MAX_CLIMB: usize = 4;

/// An article as it is looked at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// All its quotations, ascending.
    pub quotes: &'a [Span],
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Names of outlets that its sentences tell, in lower case.
    pub outlets: &'a HashSet<String>,
}

impl<'a> View<'a> {
    /// Returns the tokens.
    pub fn tokens(&self) -> &'a Tokens {
        &self.analysis.tokens
    }

    /// Returns a token in lower case.
    pub fn word(&self, token: u32) -> String {
        self.tokens().word(token, self.text).to_lowercase()
    }

    /// Returns the base form of a token in lower case.
    pub fn lemma(&self, token: u32) -> String {
        self.tokens().lemma(token).to_lowercase()
    }

    /// Returns what a token is to its head.
    pub fn label(&self, token: u32) -> Label {
        self.tokens().label.get(token as usize).copied().unwrap_or(Label::Dep)
    }

    /// Returns the tag of a token.
    pub fn tag(&self, token: u32) -> Tag {
        self.tokens().tag.get(token as usize).copied().unwrap_or(Tag::Xx)
    }

    /// Returns the children of a token that have this label.
    pub fn labelled(&self, token: u32, label: Label) -> impl Iterator<Item = u32> {
        self.tokens().children(token).iter().copied().filter(move |child| self.label(*child) == label)
    }

    /// Tells whether a token stands in quotation marks.
    pub fn in_quotes(&self, token: u32) -> bool {
        let Some(span) = self.tokens().span.get(token as usize) else { return false };
        token::holder(self.quotes, span.start).is_some_and(|quote| quote.has(*span))
    }

    /// Tells whether a stretch is a quotation and nothing else.
    pub fn is_quoted(&self, piece: Span) -> bool {
        self.quotes.iter().any(|quote| quote.start <= piece.start + 1 && piece.end <= quote.end + 1)
    }

    /// Tells whether a clause stands in a piece of text.
    pub fn has_verb(&self, piece: Span) -> bool {
        let tokens = self.tokens();
        tokens.within(piece).any(|at| {
            matches!(tokens.pos[at as usize], Pos::Verb | Pos::Auxiliary)
                && !matches!(tokens.label[at as usize], Label::Acl | Label::Amod | Label::Relcl)
        })
    }

    /// Returns the sentence that words stand in, none where it is longer than [`MAX_EVIDENCE_BYTES`].
    pub fn sentence(&self, words: Span) -> Option<Span> {
        let token = self.tokens().within(words).next()?;
        let sentence = self.analysis.sentences[self.analysis.sentence_of(token)?].span;
        (sentence.len() <= MAX_EVIDENCE_BYTES).then_some(sentence)
    }

    /// Returns the subject of a verb, or of the one that it goes on with or hangs on: "asked about the date, said".
    pub fn subject(&self, verb: u32) -> Option<u32> {
        let tokens = self.tokens();
        let mut at = verb;
        for _ in 0..MAX_CLIMB {
            if let Some(subject) = self
                .labelled(at, Label::Nsubj)
                .filter(|subject| *subject < verb || at != verb)
                .last()
                .or_else(|| tokens.child(at, &[Label::Nsubj]))
            {
                return self.antecedent(subject);
            }
            match self.label(at) {
                Label::Conj | Label::Advcl | Label::Xcomp => at = tokens.parent(at)?,
                // "a letter saying that"
                Label::Acl if self.tag(at) == Tag::Vbg => return tokens.parent(at),
                _ => return None,
            }
        }
        None
    }

    /// Returns the noun that a relative pronoun means; any other token itself.
    pub fn antecedent(&self, token: u32) -> Option<u32> {
        let tokens = self.tokens();
        if !matches!(self.tag(token), Tag::Wdt | Tag::Wp) {
            return Some(token);
        }
        let clause = tokens.ancestors(token).take(MAX_CLIMB).find(|at| self.label(*at) == Label::Relcl)?;
        tokens.parent(clause)
    }

    /// Returns a noun with what stands in front of it and restricts it behind: nothing after a comma.
    pub fn noun(&self, head: u32) -> Option<Naming> {
        let tokens = self.tokens();
        // "the developer, Silver Mill, said"
        let name = |at: &u32| *at > head && matches!(self.tag(*at), Tag::Nnp | Tag::Nnps);
        let office = self.lexicon.kinds.office.contains(&self.word(head))
            || self.lexicon.source.titles.contains(&self.word(head))
            || self.lexicon.kinds.spokesperson.contains(&self.word(head));
        if (self.tag(head) == Tag::Nn || office)
            && let Some(name) = self.labelled(head, Label::Appos).find(name)
        {
            return self.noun(name);
        }
        let mut reach = tokens.reach(head);
        // "LUND - Drugmaker Silver Mill said"
        let dash = (reach.start..head).rev().find(|at| matches!(tokens.word(*at, self.text), "-" | "–" | "—"));
        let placed =
            dash.filter(|dash| tokens.span[*dash as usize].start > tokens.span[(*dash as usize).saturating_sub(1)].end);
        reach.start = placed.map_or(reach.start, |dash| dash + 1);
        // "was how Poll put it"
        while reach.start < head && matches!(self.tag(reach.start), Tag::Wrb | Tag::In) {
            reach.start += 1;
        }
        let comma =
            (head..reach.end).find(|at| matches!(tokens.word(*at, self.text), "," | ";" | ":" | "–" | "—" | "("));
        self.naming(tokens.words(reach.start..comma.unwrap_or(reach.end)))
    }

    /// Reads words for somebody: what stands behind a comma describes, or is the name that an office in front has.
    pub fn naming(&self, words: Span) -> Option<Naming> {
        let unit = self.sentence(words)?;
        let tokens = token::tokens(self.text, Span { end: unit.end.max(words.end), ..unit }, self.quotes);
        let start = tokens.iter().position(|token| token.span.start >= words.start)?;
        let end = tokens.iter().rposition(|token| token.span.end <= words.end)? + 1;
        let plain = |range: &[token::Token]| range.iter().any(|token| token.is_word);
        let comma = (start..end).find(|at| tokens[*at].is(","));
        let listed = (start..end).any(|at| tokens[at].is("and") || tokens[at].is("or"));
        let (words, apposition) = match comma.filter(|_| !listed) {
            Some(comma) => (start..comma, (comma + 1 < end).then_some(comma + 1..end)),
            None => (start..end, None),
        };
        if !plain(tokens.get(words.clone())?) {
            return None;
        }
        let naming = Naming::of(&tokens, &Phrase { words, apposition }.named(&tokens), self.lexicon)?;
        let head = self.tokens().head_of(self.tokens().within(naming.words));
        // "the Semana portal"
        if let Some(name) = head.and_then(|head| self.called_behind(head)) {
            return Some(Naming { kind: SourceKind::Outlet, name: Some(name), role: None, ..naming });
        }
        let outlet = naming.name.is_some() && head.is_some_and(|head| self.is_outlet_name(head));
        if !outlet {
            return Some(naming);
        }
        let name = naming.name.map(|name| self.masthead(name, naming.words));
        Some(Naming { kind: SourceKind::Outlet, name, ..naming })
    }

    /// The name of an outlet with what it is of: "the Times of Marn".
    pub fn masthead(&self, name: Span, words: Span) -> Span {
        let Some(last) =
            self.tokens().within(name).last().filter(|at| self.lexicon.kinds.masthead.contains(&self.word(*at)))
        else {
            return name;
        };
        let place = |at: u32| matches!(self.tag(at), Tag::Nnp | Tag::Nnps);
        let end = (last + 2..self.tokens().within(words).end).take_while(|at| place(*at)).last();
        let of = self.word(last + 1) == "of";
        end.filter(|_| of).map_or(name, |end| Span { end: self.tokens().span[end as usize].end, ..name })
    }

    /// Leaves off "that", outer quotation marks, commas and the final stop.
    pub fn content(&self, piece: Span) -> Option<Span> {
        let words = piece.of(self.text);
        let words = words.trim_start_matches([',', ';', ':', ' ', '\n', '–', '—']);
        // "that the dam leaks", not "that claim"
        let opens = self.tokens().within(Span { start: piece.end - words.len() as u32, ..piece }).next();
        let mark = opens.is_none_or(|at| !matches!(self.label(at), Label::Det | Label::Dobj | Label::Pobj));
        let words = words.strip_prefix("that ").filter(|_| mark).unwrap_or(words);
        let start = piece.end as usize - words.len();
        let trimmed = words.trim_end_matches(['.', ',', ';', ':', ' ', '\n', '–', '—']);
        let piece = Span::new(start, start + trimmed.len());
        if piece.is_empty() {
            return None;
        }
        if self.is_quoted(piece) { unquoted(self.text, piece) } else { Some(piece) }
    }
}
