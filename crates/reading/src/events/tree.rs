//! A tree with the words in small letters: verb groups, subjects, objects.

use std::collections::HashSet;

use lang::{Analysis, EntityKind, Label, Pos, Tag, Tokens};
use text::Span;

use super::lexicon::EventWords;

/// Steps that a walk up or along a tree takes at most.
pub const MAX_STEPS: usize = 12;
/// Different words of sport that make an article one on sport: other news has a captain or a season, not five such words.
const LEAST_SPORT: usize = 5;

/// The trees of an article.
#[derive(Debug)]
pub struct Tree<'a> {
    /// Tokens and heads.
    pub tokens: &'a Tokens,
    /// Sentences and entities.
    pub analysis: &'a Analysis,
    /// The word lists.
    pub words: &'a EventWords,
    lemmas: Vec<String>,
    forms: Vec<String>,
    sport: bool,
    poll: bool,
    /// Verbs in the present that the tagger takes for nouns: "the board next convenes on Friday"; ascending.
    misread: Vec<u32>,
    /// Nouns that the tagger takes for verbs: "talks"; ascending.
    nominal: Vec<u32>,
}

/// When a verb group says that something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "met", "has met", "had met".
    Past,
    /// "meets".
    Present,
    /// "is meeting", "has been meeting", "was meeting".
    Progressive,
    /// "will meet", "would meet", "is to meet", "is going to meet".
    Future,
    /// "may meet".
    Possible,
    /// "must meet".
    Due,
    /// "to meet", "meeting", "meet": as the word says that it hangs on.
    Open,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// When.
    pub tense: Tense,
    /// "has been attacked" is present perfect: what it began may go on.
    pub present_perfect: bool,
    /// "had been scheduled".
    pub past_perfect: bool,
    /// "was called off".
    pub passive: bool,
    /// "did not", "never".
    pub negated: bool,
    /// "no longer", "not ... any more".
    pub no_longer: bool,
    /// "not yet", "yet to".
    pub not_yet: bool,
}

impl<'a> Tree<'a> {
    /// Prepares the trees of an article.
    pub fn new(text: &str, analysis: &'a Analysis, words: &'a EventWords) -> Tree<'a> {
        let tokens = &analysis.tokens;
        let all = 0..tokens.len() as u32;
        let lemmas: Vec<String> = all.clone().map(|token| tokens.lemma(token).to_lowercase()).collect();
        let forms = all.map(|token| tokens.word(token, text).to_lowercase().replace('’', "'")).collect();
        let told: HashSet<&str> =
            lemmas.iter().map(String::as_str).filter(|lemma| words.words.sport.contains(*lemma)).collect();
        let sport = told.len() >= LEAST_SPORT;
        let poll = lemmas.iter().any(|lemma| words.words.poll.contains(lemma));
        let mut tree =
            Tree { tokens, analysis, words, lemmas, forms, sport, poll, misread: Vec::new(), nominal: Vec::new() };
        tree.nominal = (0..tokens.len() as u32).filter(|token| tree.is_nominal(*token)).collect();
        tree.misread = (0..tokens.len() as u32).filter(|token| tree.is_misread(*token)).collect();
        tree
    }

    /// Tells whether a word taken for a verb stands where only a noun does: "that talks with Norland will take place".
    fn is_nominal(&self, token: u32) -> bool {
        self.tag(token) == Tag::Vbz
            && self.is(token, &[Label::Nsubj, Label::Nsubjpass, Label::Pobj])
            && self.children(token, &[Label::Nsubj, Label::Nsubjpass, Label::Aux]).next().is_none()
            && !self.words.nouns(self.form(token)).is_empty()
    }

    /// Tells whether a noun has a subject of its own, as a verb has: "the talks resume", where the verb is known.
    fn is_misread(&self, token: u32) -> bool {
        let known = |lemma: &str| {
            let verbs = self.words.verbs(lemma).iter().any(|pattern| pattern.rest.is_empty());
            verbs || self.words.words.moving.contains(lemma)
        };
        matches!(self.tag(token), Tag::Nn | Tag::Nns)
            && self.is(token, &[Label::Root, Label::Ccomp, Label::Relcl, Label::Advcl])
            && self
                .children(token, &[Label::Nsubj])
                .any(|subject| subject < token && (self.is_noun(subject) || self.tag(subject) == Tag::Prp))
            && self.children(token, &[Label::Det, Label::Poss, Label::Aux]).next().is_none()
            && known(self.lemma(token))
    }

    /// Tells whether the article is on sport: "beat", "attack" and "shot" mean no force there.
    pub fn is_sport(&self) -> bool {
        self.sport
    }

    /// Tells whether the article speaks of people who vote: "the second round" is one of these there, and of talks elsewhere.
    pub fn is_on_poll(&self) -> bool {
        self.poll
    }

    /// Returns the base form in small letters.
    pub fn lemma(&self, token: u32) -> &str {
        self.lemmas.get(token as usize).map_or("", String::as_str)
    }

    /// Returns the word in small letters.
    pub fn form(&self, token: u32) -> &str {
        self.forms.get(token as usize).map_or("", String::as_str)
    }

    /// Returns what a token is to its head.
    pub fn label(&self, token: u32) -> Label {
        self.tokens.label.get(token as usize).copied().unwrap_or(Label::Dep)
    }

    /// Tells whether a token is one of these to its head.
    pub fn is(&self, token: u32, labels: &[Label]) -> bool {
        labels.contains(&self.label(token))
    }

    /// Returns the tag.
    pub fn tag(&self, token: u32) -> Tag {
        self.tokens.tag.get(token as usize).copied().unwrap_or(Tag::Xx)
    }

    /// Returns the part of speech.
    pub fn pos(&self, token: u32) -> Pos {
        self.tokens.pos.get(token as usize).copied().unwrap_or(Pos::Other)
    }

    /// Tells whether a token is a verb or auxiliary.
    pub fn is_verb(&self, token: u32) -> bool {
        matches!(self.pos(token), Pos::Verb | Pos::Auxiliary) && self.nominal.binary_search(&token).is_err()
            || self.misread.binary_search(&token).is_ok()
    }

    /// Tells whether a token is a noun or name.
    pub fn is_noun(&self, token: u32) -> bool {
        matches!(self.pos(token), Pos::Noun | Pos::Name) && self.misread.binary_search(&token).is_err()
            || self.nominal.binary_search(&token).is_ok()
    }

    /// Returns the children with one of these labels.
    pub fn children(&self, token: u32, labels: &'static [Label]) -> impl Iterator<Item = u32> + '_ {
        self.tokens.children(token).iter().copied().filter(move |child| self.is(*child, labels))
    }

    /// Returns the bytes of the words from one token to another.
    pub fn span(&self, first: u32, last: u32) -> Span {
        self.tokens.words(first..last + 1)
    }

    /// Returns the phrase that hangs on a noun, up to a relative clause, a comma or an apposition.
    pub fn phrase(&self, head: u32) -> Span {
        let mut first = head;
        let mut last = head;
        for child in self.tokens.children(head).iter().copied() {
            if child < head && !self.is(child, &[Label::Punct, Label::Cc, Label::Preconj]) {
                first = first.min(self.tokens.reach(child).start);
            } else if self.is(child, &[Label::Prep, Label::Case, Label::Poss])
                && child == last + 1
                && !self.is_when(child)
            {
                last = last.max(self.tokens.reach(child).end.saturating_sub(1));
            }
        }
        // "people, who ...": what the preposition holds may go on behind a comma
        let comma = (head + 1..=last).find(|token| self.form(*token) == ",");
        let last = comma.map_or(last, |comma| comma - 1);
        let first = (first..=head).find(|token| self.pos(*token) != Pos::Punctuation).unwrap_or(head);
        self.span(first, last)
    }

    /// "on Monday", behind a noun; "in Lund", behind a person.
    fn is_when(&self, preposition: u32) -> bool {
        let dates = |word: u32| {
            let kind = self.analysis.entity_of(word).map(|entity| entity.kind);
            matches!(kind, Some(EntityKind::Date | EntityKind::Time))
        };
        let person = |head: u32| self.analysis.entity_of(head).is_some_and(|entity| entity.kind == EntityKind::Person);
        // "Bea Holm in Lund": where they met
        let place =
            matches!(self.form(preposition), "in" | "at") && self.tokens.parent(preposition).is_some_and(person);
        self.is(preposition, &[Label::Prep]) && (place || self.children(preposition, &[Label::Pobj]).any(dates))
    }

    /// Follows "and": returns the first of the verbs or nouns that are joined.
    pub fn first_joined(&self, token: u32) -> u32 {
        let mut at = token;
        for _ in 0..MAX_STEPS {
            match self.tokens.parent(at) {
                Some(head) if self.label(at) == Label::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// Tells whether a token is below another without being joined to it or to what hangs on it by "and".
    pub fn hangs_on(&self, token: u32, above: u32) -> bool {
        let mut at = token;
        for _ in 0..MAX_STEPS {
            match self.tokens.parent(at) {
                Some(head) if self.label(at) != Label::Conj => at = head,
                _ => return false,
            }
            if at == above {
                return true;
            }
        }
        false
    }

    /// Returns a noun and those joined to it.
    pub fn joined(&self, token: u32) -> Vec<u32> {
        let mut all = vec![token];
        let mut at = 0;
        while at < all.len() && all.len() <= MAX_STEPS {
            all.extend(self.children(all[at], &[Label::Conj]).filter(|other| self.is_noun(*other)));
            at += 1;
        }
        all
    }

    /// Returns the auxiliaries of a verb, those of the verb it is joined to where it has none.
    fn auxiliaries(&self, verb: u32) -> Vec<u32> {
        let own: Vec<u32> = self.children(verb, &[Label::Aux, Label::Auxpass]).collect();
        let joined = self.label(verb) == Label::Conj && own.is_empty();
        let bare = matches!(self.tag(verb), Tag::Vb | Tag::Vbn | Tag::Vbg);
        match self.tokens.parent(verb).filter(|_| joined && bare) {
            Some(head) if self.tag(head) == self.tag(verb) => {
                self.children(head, &[Label::Aux, Label::Auxpass]).collect()
            }
            _ => own,
        }
    }

    /// Reads a verb with its auxiliaries.
    pub fn group(&self, verb: u32) -> Group {
        let words = &self.words.words;
        let auxiliaries = self.auxiliaries(verb);
        let has = |lemma: &str| auxiliaries.iter().any(|aux| self.lemma(*aux) == lemma);
        let modal = |set: &std::collections::HashSet<String>| {
            auxiliaries.iter().any(|aux| set.contains(self.form(*aux)) && self.tag(*aux) == Tag::Md)
        };
        let to = auxiliaries.iter().any(|aux| self.tag(*aux) == Tag::To);
        let finite = |tag: Tag| auxiliaries.iter().any(|aux| self.tag(*aux) == tag);
        let passive = self.children(verb, &[Label::Auxpass]).next().is_some()
            || (self.tag(verb) == Tag::Vbn && self.is(verb, &[Label::Acl, Label::Amod]))
            || (self.tag(verb) == Tag::Vbn && has("be") && !has("have"));
        // "has to meet", not "to have met"
        let has_to = auxiliaries.iter().any(|have| {
            self.lemma(*have) == "have" && auxiliaries.iter().any(|to| self.tag(*to) == Tag::To && have < to)
        });
        let tense = if modal(&words.will) {
            Tense::Future
        } else if modal(&words.may) {
            Tense::Possible
        } else if modal(&words.must) || has_to && self.form(verb) != "had" {
            Tense::Due
        } else if to {
            Tense::Open
        } else {
            match self.tag(verb) {
                Tag::Vbd => Tense::Past,
                Tag::Vbz | Tag::Vbp => Tense::Present,
                Tag::Nn | Tag::Nns if self.misread.binary_search(&verb).is_ok() => Tense::Present,
                Tag::Vbn if has("have") || auxiliaries.iter().any(|aux| self.tag(*aux) == Tag::Vbd) => Tense::Past,
                Tag::Vbn if finite(Tag::Vbz) || finite(Tag::Vbp) => Tense::Present,
                Tag::Vbn if !auxiliaries.is_empty() => Tense::Open,
                Tag::Vbn => Tense::Past,
                Tag::Vbg if has("be") => Tense::Progressive,
                Tag::Vb if has("do") && finite(Tag::Vbd) => Tense::Past,
                Tag::Vb if has("do") => Tense::Present,
                _ => Tense::Open,
            }
        };
        let present_have = auxiliaries.iter().any(|aux| matches!(self.form(*aux), "has" | "have" | "'ve"));
        let past_have = auxiliaries.iter().any(|aux| self.form(*aux) == "had");
        let adverb = |form: &str| {
            self.tokens.children(verb).iter().any(|child| {
                self.form(*child) == form
                    || self.children(*child, &[Label::Advmod]).any(|below| self.form(below) == form)
            })
        };
        let not = self.children(verb, &[Label::Neg, Label::Advmod, Label::Preconj]).any(|child| {
            matches!(self.form(child), "not" | "n't" | "never" | "neither" | "nor" | "hardly" | "no" | "barely")
        });
        let longer = adverb("longer") || (not && (adverb("anymore") || adverb("more")));
        Group {
            tense,
            present_perfect: tense == Tense::Past && present_have,
            past_perfect: tense == Tense::Past && past_have,
            passive,
            negated: not && !longer,
            no_longer: longer,
            not_yet: not && adverb("yet"),
        }
    }

    /// "is travelling", not "was travelling".
    pub fn is_now(&self, verb: u32) -> bool {
        let is = |aux: u32| matches!(self.tag(aux), Tag::Vbz | Tag::Vbp) && self.lemma(aux) == "be";
        self.group(verb).tense == Tense::Progressive && self.auxiliaries(verb).into_iter().any(is)
    }

    /// "The two sides return to the table on Monday": the present tense of a verb of moving or gathering, with a day, is to come.
    pub fn is_planned_by_tense(&self, anchors: &[u32]) -> bool {
        let moves = |verb: u32| self.words.words.moving.contains(self.lemma(verb));
        anchors.iter().any(|verb| {
            self.is_verb(*verb) && moves(*verb) && {
                let group = self.group(*verb);
                group.tense == Tense::Present && !group.passive && !group.negated
            }
        })
    }

    /// "The offer comes after talks": they are over, whatever day is named beside them.
    pub fn is_followed(&self, noun: u32) -> bool {
        let first = self.first_joined(noun);
        let after =
            self.tokens.parent(first).filter(|above| self.form(*above) == "after" && self.is(first, &[Label::Pobj]));
        let verb = after.and_then(|after| self.tokens.parent(after)).filter(|verb| self.is_verb(*verb));
        verb.is_some_and(|verb| self.group(verb).tense == Tense::Present)
    }

    /// Returns the subject of a verb, over "and", control and relative clauses.
    pub fn subject(&self, verb: u32) -> Option<u32> {
        let mut at = verb;
        for _ in 0..MAX_STEPS {
            let own = self.tokens.child(at, &[Label::Nsubj, Label::Nsubjpass, Label::Csubj]);
            let own = own.or_else(|| self.tokens.subject_before_aside(at));
            if let Some(own) = own {
                let relative = matches!(self.tag(own), Tag::Wdt | Tag::Wp) || self.form(own) == "that";
                return match self.tokens.parent(at).filter(|_| relative && self.label(at) == Label::Relcl) {
                    Some(noun) => Some(noun),
                    None => Some(own),
                };
            }
            let head = self.tokens.parent(at)?;
            match self.label(at) {
                Label::Xcomp => {
                    // "asked them to leave": the object does it
                    if let Some(object) = self.tokens.child(head, &[Label::Dobj, Label::Dative]).filter(|o| *o < at) {
                        return Some(object);
                    }
                    at = head;
                }
                Label::Conj | Label::Advcl | Label::Ccomp | Label::Pcomp | Label::Prep | Label::Acomp | Label::Dep => {
                    at = head
                }
                Label::Acl => {
                    if self.is_noun(head) && self.tag(at) != Tag::Vb {
                        return Some(head);
                    }
                    at = head;
                }
                Label::Dobj | Label::Pobj | Label::Attr | Label::Oprd => at = head,
                _ => return None,
            }
        }
        None
    }

    /// Returns the objects of a verb: what a passive verb has for a subject too.
    pub fn objects(&self, verb: u32) -> Vec<u32> {
        let mut found: Vec<u32> =
            self.children(verb, &[Label::Dobj, Label::Dative, Label::Attr, Label::Oprd]).collect();
        if self.group(verb).passive {
            if self.is(verb, &[Label::Acl, Label::Amod]) {
                found.extend(self.tokens.parent(verb));
            } else if let Some(subject) = self.subject(verb) {
                found.push(subject);
            }
        }
        found
    }

    /// Returns the words behind the prepositions that hang on a token, with those prepositions.
    pub fn behind(&self, token: u32) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for preposition in self.children(token, &[Label::Prep, Label::Agent, Label::Dative]) {
            found.extend(self.children(preposition, &[Label::Pobj, Label::Pcomp]).map(|word| (preposition, word)));
            // "ahead of the vote", "out of the talks"
            for further in self.children(preposition, &[Label::Prep]) {
                found.extend(self.children(further, &[Label::Pobj, Label::Pcomp]).map(|word| (further, word)));
            }
        }
        found
    }
}
