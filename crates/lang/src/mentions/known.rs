//! Phrases and who they are found to mean.

use std::{collections::BTreeSet, ops::Range};

use super::{Gender, How, Mention, Mentions, ReferentKind, lexicon::Lexicon, quotes::Quotes};
use crate::{Analysis, Label};

/// Levels of a tree that are gone up at most to find a verb; sentences of news have some twenty.
const DEEP: usize = 64;

/// A stretch of words that means somebody or something.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The words: a name without title, a noun with what stands in front of it, a pronoun.
    pub tokens: Range<u32>,
    pub head: u32,
    pub form: Form,
    pub kind: ReferentKind,
    pub gender: Option<Gender>,
    pub is_plural: bool,
    /// Its kind is beyond doubt.
    pub is_sure: bool,
    /// Title or office in front of a name.
    pub role: Option<Range<u32>>,
    pub sentence: u32,
    pub quote: Option<u32>,
    pub place: Place,
    /// It is the subject of a verb of speaking, or what "according to" names.
    pub speaks: bool,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Name,
    /// A noun; one of which more is known already ("the") or not.
    Noun {
        definite: bool,
    },
    Pronoun(Pronoun),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
    Who,
}

/// What a phrase is in its clause, the most salient first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Subject,
    Object,
    Possessor,
    Other,
}

/// Somebody or something.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    pub kind: ReferentKind,
    pub gender: Option<Gender>,
    pub is_plural: bool,
    /// Its kind is beyond doubt.
    pub is_sure: bool,
    /// Phrases, in the order of the text.
    pub phrases: Vec<usize>,
    pub roles: Vec<Range<u32>>,
    /// The words of each name, in lower case.
    pub names: Vec<Vec<String>>,
    /// Lemmas of the nouns by which it was called.
    pub nouns: Vec<String>,
}

/// All that is known so far.
pub(super) struct Known<'a> {
    pub text: &'a str,
    pub analysis: &'a Analysis,
    pub quotes: &'a Quotes,
    pub lexicon: &'static Lexicon,
    /// In the order of the text.
    pub phrases: Vec<Phrase>,
    /// Whom each phrase means.
    pub meant: Vec<Vec<usize>>,
    pub referents: Vec<Referent>,
    /// The phrase with this head.
    by_head: Vec<Option<u32>>,
}

impl<'a> Known<'a> {
    pub fn new(
        text: &'a str,
        analysis: &'a Analysis,
        quotes: &'a Quotes,
        lexicon: &'static Lexicon,
        phrases: Vec<Phrase>,
    ) -> Known<'a> {
        let mut by_head = vec![None; analysis.tokens.len()];
        for (at, phrase) in (0..).zip(&phrases) {
            by_head[phrase.head as usize].get_or_insert(at);
        }
        let meant = vec![Vec::new(); phrases.len()];
        Known { text, analysis, quotes, lexicon, phrases, meant, referents: Vec::new(), by_head }
    }

    /// Returns the phrase whose head is this token.
    pub fn phrase_of(&self, head: u32) -> Option<usize> {
        self.by_head.get(head as usize).copied().flatten().map(|at| at as usize)
    }

    /// Returns the words of tokens in lower case, without full stops and possessive endings.
    pub fn words(&self, tokens: Range<u32>) -> Vec<String> {
        let word = |token| self.analysis.tokens.word(token, self.text).to_lowercase();
        tokens.map(word).map(|word| word.trim_end_matches('.').to_owned()).filter(|word| !word.is_empty()).collect()
    }

    /// Makes somebody new of a phrase.
    pub fn introduce(&mut self, phrase: usize) -> usize {
        let Phrase { kind, gender, is_plural, is_sure, .. } = self.phrases[phrase];
        let (phrases, roles, names, nouns) = Default::default();
        self.referents.push(Referent { kind, gender, is_plural, is_sure, phrases, roles, names, nouns });
        self.add(phrase, self.referents.len() - 1);
        self.referents.len() - 1
    }

    /// Says that a phrase means a referent, maybe among others.
    pub fn add(&mut self, phrase: usize, referent: usize) {
        if self.meant[phrase].contains(&referent) {
            return;
        }
        self.meant[phrase].push(referent);
        let Phrase { form, kind, gender, is_sure, ref tokens, ref role, head, .. } = self.phrases[phrase];
        let (tokens, role) = (tokens.clone(), role.clone());
        let words = if form == Form::Name { self.words(tokens) } else { Vec::new() };
        let lemma = self.analysis.tokens.lemma(head).to_lowercase();
        let role_noun = role.as_ref().map(|role| self.words(role.clone()));
        let known = &mut self.referents[referent];
        let at = known.phrases.partition_point(|other| *other < phrase);
        known.phrases.insert(at, phrase);
        known.gender = known.gender.or(gender);
        if known.kind == ReferentKind::Unknown || !known.is_sure && kind == ReferentKind::Person {
            known.kind = kind;
        }
        known.is_sure |= is_sure;
        if !words.is_empty() && !known.names.contains(&words) {
            known.names.push(words);
        }
        if matches!(form, Form::Noun { .. }) && !known.nouns.contains(&lemma) {
            known.nouns.push(lemma);
        }
        if let (Some(role), Some(words)) = (role, role_noun) {
            // "secretary" of "secretary of state"
            let end = words.iter().position(|word| matches!(word.as_str(), "of" | "for")).unwrap_or(words.len());
            known.nouns.extend(words[..end].last().filter(|noun| !known.nouns.contains(noun)).cloned());
            known.roles.push(role);
        }
    }

    /// Returns the verb that a token's clause hangs on: its nearest verb above.
    pub fn verb_of(&self, token: u32) -> Option<u32> {
        let tokens = &self.analysis.tokens;
        let is_verb = |token: &u32| matches!(tokens.pos[*token as usize], crate::Pos::Verb | crate::Pos::Auxiliary);
        tokens.ancestors(token).take(DEEP).find(is_verb)
    }

    /// Returns the phrase that is the subject of a verb, that of the verb it is joined to by "and" where it has none.
    pub fn subject_of(&self, verb: u32) -> Option<usize> {
        let tokens = &self.analysis.tokens;
        let own = tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass]);
        let shared = || {
            let first = Some(verb).filter(|verb| tokens.label[*verb as usize] == Label::Conj)?;
            tokens.child(tokens.parent(first)?, &[Label::Nsubj, Label::Nsubjpass])
        };
        self.phrase_of(own.or_else(shared)?)
    }

    /// Returns the mentions, in the order of first appearance.
    pub fn finish(self) -> Vec<Mentions> {
        let Known { phrases, referents, text, analysis, lexicon, .. } = self;
        let mut all: Vec<Mentions> = Vec::new();
        for mut referent in referents {
            if referent.phrases.is_empty() {
                continue;
            }
            let named = referent.phrases.iter().filter(|at| phrases[**at].form == Form::Name);
            let longest = named.max_by_key(|at| (phrases[**at].tokens.len(), std::cmp::Reverse(**at)));
            let place = |at: &usize| {
                let phrase = &phrases[*at];
                let how = match phrase.form {
                    Form::Name => How::Name,
                    Form::Noun { .. } => How::Noun,
                    Form::Pronoun(_) => How::Pronoun,
                };
                Mention { tokens: phrase.tokens.clone(), head: phrase.head, how }
            };
            referent.roles.sort_by_key(|role| (role.start, role.end));
            let words = |role: &Range<u32>| analysis.tokens.words(role.clone()).of(text).to_lowercase();
            let mut said = BTreeSet::new();
            // "Mr." says what no pronoun would not
            let says = |role: &String| !lexicon.is_address(role.trim_end_matches('.'));
            referent.roles.retain(|role| says(&words(role)) && said.insert(words(role)));
            all.push(Mentions {
                kind: referent.kind,
                gender: referent.gender,
                is_plural: referent.is_plural,
                name: longest.map(|at| phrases[*at].tokens.clone()),
                places: referent.phrases.iter().map(place).collect(),
                roles: referent.roles,
            });
        }
        all.sort_by_key(|mentions| mentions.places.first().map(|place| (place.tokens.start, place.tokens.end)));
        all
    }
}
