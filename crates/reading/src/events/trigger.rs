//! Words that tell of events.

use lang::{EntityKind, Label, Pos, Tag};
use text::Span;

use super::{lexicon::Effect, lexicon::Piece, tree::Tree};

/// Tokens between the first and the last word of a trigger at most: "put the two men on trial".
const MAX_TRIGGER: u32 = 6;

/// Triggers before an ordinal among which the noun is looked for that it stands for.
const MAX_BACK: usize = 20;

/// A word that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The token that the others hang on.
    pub head: u32,
    /// Its words.
    pub span: Span,
    /// Place of its entry; none for a word that is in no list.
    pub entry: Option<usize>,
    /// Words of its pattern beside the head.
    pub taken: Vec<u32>,
}

impl Tree<'_> {
    /// Finds the words of the lists, in order of the text.
    pub fn triggers(&self) -> Vec<Trigger> {
        let mut found: Vec<Trigger> = (0..self.tokens.len() as u32).filter_map(|token| self.trigger(token)).collect();
        let more: Vec<Trigger> =
            (0..self.tokens.len() as u32).filter_map(|token| self.elliptic(token, &found)).collect();
        if !more.is_empty() {
            found.extend(more);
            found.sort_by_key(|trigger| trigger.head);
        }
        let nouns: Vec<u32> =
            found.iter().filter(|t| self.is_noun(t.head) && !self.is_said(t)).map(|t| t.head).collect();
        let is_event = |token: u32| nouns.binary_search(&token).is_ok();
        // "open talks": the noun names the event, the verb says how far it is
        let carries = |verb: u32| {
            let objects = self.objects(verb);
            let subject = self.subject(verb).filter(|_| {
                matches!(self.effect(verb), Some(Effect::Begun | Effect::Ended | Effect::UnderWay | Effect::Neutral))
            });
            objects.into_iter().chain(subject).any(|noun| self.joined(noun).into_iter().any(is_event))
        };
        // "suspended the merger" is a ruling, and the merger is put off
        let off = |verb: u32| matches!(self.effect(verb), Some(Effect::Postponed | Effect::Cancelled));
        let names = |trigger: &&Trigger| self.is_verb(trigger.head) && !off(trigger.head);
        let taken: Vec<u32> = found.iter().filter(|t| names(t)).flat_map(|t| t.taken.iter().copied()).collect();
        let keeps = |trigger: &Trigger| {
            if self.is_verb(trigger.head) {
                let named = off(trigger.head) && trigger.taken.iter().any(|word| is_event(*word));
                let effect = self.effect(trigger.head);
                // "the truce came into force"
                let launch =
                    trigger.entry.and_then(|at| self.words.entries.get(at)).is_some_and(|e| e.kind == "launch");
                let carrier = (trigger.taken.is_empty() || launch) && effect.is_some();
                // "have been holding talks"
                let kind = trigger.entry.and_then(|at| self.words.entries.get(at)).map(|entry| entry.kind.as_str());
                let held = self.lemma(trigger.head) == "hold" && kind == Some("arrest");
                let carrier = carrier && !self.is_said(trigger) || held;
                (!named || self.is_deed(trigger)) && !(carrier && carries(trigger.head))
            } else {
                !(taken.contains(&trigger.head) || self.is_said(trigger) && self.is_content(trigger.head))
            }
        };
        found = found.iter().filter(|trigger| keeps(trigger)).cloned().collect();
        found
    }

    /// "A second, planned for Friday, was put off": another of what the noun before it names.
    fn elliptic(&self, token: u32, found: &[Trigger]) -> Option<Trigger> {
        let alone = self.is(token, &[Label::Nsubj, Label::Nsubjpass])
            && self.is_ordinal(token)
            && !self.is_noun(token + 1)
            && self.children(token, &[Label::Prep]).all(|preposition| self.form(preposition) != "of");
        let end = found.partition_point(|trigger| trigger.head < token);
        let mut before = found.get(..end).filter(|_| alone)?.iter().rev().take(MAX_BACK);
        let last = before.find(|trigger| self.is_noun(trigger.head))?;
        let here = self.analysis.sentence_of(token)?;
        let near = self.analysis.sentence_of(last.head).is_some_and(|there| here - there.min(here) <= 1);
        let dated = last.entry.and_then(|at| self.words.entries.get(at)).and_then(|entry| self.words.kind(&entry.kind));
        let fits = near && dated.is_some_and(|kind| kind.dated);
        fits.then(|| Trigger { head: token, span: self.span(token, token), entry: last.entry, taken: Vec::new() })
    }

    /// Tells whether a word is "second", "third".
    pub(super) fn is_ordinal(&self, token: u32) -> bool {
        self.analysis.entity_of(token).is_some_and(|entity| entity.kind == EntityKind::Ordinal)
    }

    /// Tells whether what a trigger names is done by saying it.
    pub fn is_said(&self, trigger: &Trigger) -> bool {
        let entry = trigger.entry.and_then(|at| self.words.entries.get(at));
        entry.is_some_and(|entry| self.words.kind(&entry.kind).is_some_and(|kind| kind.said))
    }

    /// Tells whether to put off or call off what a verb has for an object is a deed of its own: to suspend relations, to halt a merger.
    fn is_deed(&self, trigger: &Trigger) -> bool {
        let entry = trigger.entry.and_then(|at| self.words.entries.get(at));
        entry.is_some_and(|entry| {
            matches!(entry.kind.as_str(), "ruling" | "sanction" | "release" | "ceasefire" | "word")
        })
    }

    /// Tells whether a noun is the object or subject of a verb: "rejected the offer".
    fn is_content(&self, noun: u32) -> bool {
        self.is(noun, &[Label::Dobj, Label::Nsubj, Label::Nsubjpass, Label::Conj, Label::Pobj])
    }

    /// Reads one token, if it tells of an event.
    pub fn trigger(&self, token: u32) -> Option<Trigger> {
        if self.is_verb(token) && !self.is(token, &[Label::Aux, Label::Auxpass]) || self.lemma(token) == "due" {
            return self.verb(token);
        }
        // "March", "Friday": a name of a day is no event
        let dates = self
            .analysis
            .entity_of(token)
            .is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Time));
        // "had the votes": those counted, no vote
        if dates && self.pos(token) == Pos::Name || self.form(token) == "votes" {
            return None;
        }
        let modifies = self.is(token, &[Label::Compound, Label::Nmod, Label::Amod])
            && self.tokens.parent(token).is_some_and(|head| self.is_noun(head));
        // "Congress" is a body, "the Munich Security Conference" an event
        let body = self.pos(token) == Pos::Name
            && self.analysis.entity_of(token).is_some_and(|e| {
                matches!(e.kind, EntityKind::Organisation | EntityKind::Polity | EntityKind::Person)
                    && e.tokens.len() <= 2
            });
        (self.is_noun(token) && !modifies && !body).then(|| self.noun(token)).flatten()
    }

    fn verb(&self, token: u32) -> Option<Trigger> {
        for pattern in self.words.verbs(self.lemma(token)) {
            let mut taken = Vec::new();
            if !self.takes(token, &pattern.rest, &mut taken) {
                continue;
            }
            let entry = self.words.entries.get(pattern.entry)?;
            let disaster = || self.words.entries.iter().position(|entry| entry.kind == "disaster");
            let happens = matches!(entry.kind.as_str(), "attack" | "ruling") && self.happens_to(token);
            // "the collision killed three": the collision is the event
            let told = |word: u32| self.is_noun(word) && self.noun(word).is_some_and(|noun| noun.entry == disaster());
            let subject = self.subject(token).filter(|_| entry.kind == "attack" && !self.group(token).passive);
            if subject.is_some_and(told) && self.is_accident(token) {
                return None;
            }
            if happens || entry.kind == "attack" && self.is_accident(token) {
                return Some(Trigger {
                    head: token,
                    span: self.span(token, token),
                    entry: disaster(),
                    taken: Vec::new(),
                });
            }
            if entry.kind == "disaster" && (self.is_change(token) || self.is_downfall(token))
                || entry.kind == "attack" && self.is_sport()
                || entry.kind == "vote" && self.is_entitled(token)
            {
                continue;
            }
            // "are not going to apologise"
            let to_do = entry.kind == "visit" && !pattern.rest.is_empty() && taken.is_empty();
            if to_do
                || entry.kind == "visit" && entry.plover.is_none() && !self.leaves(token)
                || entry.kind == "visit" && !self.goes_somewhere(&taken)
                || entry.kind == "meeting" && self.lemma(token) == "see" && !self.is_to_come(token)
                || entry.kind == "meeting" && self.lemma(token) == "call" && self.is_asking(token)
                || pattern.rest.is_empty() && !self.alone(token)
                || entry.kind == "ruling" && !self.rules(token)
            {
                continue;
            }
            let near =
                |word: &u32| word.abs_diff(token) <= MAX_TRIGGER && !self.is(*word, &[Label::Prep, Label::Agent]);
            let near: Vec<u32> = taken.iter().copied().filter(near).collect();
            let first = near.iter().copied().min().unwrap_or(token).min(token);
            let last = near.iter().copied().max().unwrap_or(token).max(token);
            let span = if self.pos(token) == Pos::Auxiliary {
                match (taken.iter().min(), taken.iter().max()) {
                    (Some(first), Some(last)) if last - first <= MAX_TRIGGER => self.span(*first, *last),
                    _ => self.span(token, token),
                }
            } else {
                self.span(first, last)
            };
            return Some(Trigger { head: token, span, entry: Some(pattern.entry), taken });
        }
        None
    }

    fn noun(&self, token: u32) -> Option<Trigger> {
        let (form, lemma) = (self.form(token), self.lemma(token));
        let lists = [self.words.nouns(form), if form == lemma { &[] } else { self.words.nouns(lemma) }];
        let mut best: Option<(usize, Trigger)> = None;
        for pattern in lists.into_iter().flatten() {
            let Some(first) = token.checked_sub(pattern.before.len() as u32) else { continue };
            let before =
                (first..token).zip(&pattern.before).all(|(t, word)| self.form(t) == word || self.lemma(t) == word);
            if !before || !self.follows_noun(token, &pattern.after) || lemma == "bid" && self.is_striving(token) {
                continue;
            }
            let size = pattern.before.len() + pattern.after.len();
            let is_kind = |kind: &str| self.words.entries.get(pattern.entry).is_some_and(|entry| entry.kind == kind);
            if (is_kind("attack") || lemma == "round") && self.is_sport() {
                continue;
            }
            // "three rounds were held", not "fired three rounds"
            let carried =
                self.tokens.parent(token).is_some_and(|verb| self.is_verb(verb) && self.effect(verb).is_some());
            if lemma == "round" && pattern.before.is_empty() && pattern.after.is_empty() && !carried {
                continue;
            }
            // "the second round": of an election, or of talks
            let either = matches!(pattern.before.first().map(String::as_str), Some("first" | "second"));
            let other = if self.is_on_poll() { "talks" } else { "election" };
            if lemma == "round" && either && pattern.after.is_empty() && is_kind(other) {
                continue;
            }
            if self.words.words.meal.contains(lemma) && !self.is_meeting_at_table(token) {
                continue;
            }
            // "a new round of sanctions"
            let of = || self.behind(token).into_iter().any(|(preposition, _)| self.form(preposition) == "of");
            if lemma == "round" && is_kind("talks") && pattern.after.is_empty() && of() {
                continue;
            }
            if best.as_ref().is_none_or(|(most, _)| size > *most) {
                let taken = (first..token).collect();
                best = Some((
                    size,
                    Trigger { head: token, span: self.span(first, token), entry: Some(pattern.entry), taken },
                ));
            }
        }
        best.map(|(_, trigger)| trigger)
    }

    fn follows_noun(&self, noun: u32, after: &[String]) -> bool {
        let Some((preposition, rest)) = after.split_first() else { return true };
        if preposition == "to"
            && rest.is_empty()
            && self.children(noun, &[Label::Acl]).any(|verb| self.tag(verb) == Tag::Vb)
        {
            return true;
        }
        // "the end of two days with a Norland team": the tree hangs it on the end
        let next = (self.form(noun + 1) == preposition).then_some(noun + 1).filter(|at| self.is(*at, &[Label::Prep]));
        self.children(noun, &[Label::Prep]).chain(next).any(|child| {
            self.form(child) == preposition
                && (rest.is_empty()
                    || self
                        .children(child, &[Label::Pobj])
                        .any(|word| rest.iter().any(|w| w == self.lemma(word) || w == self.form(word))))
        })
    }

    /// Tells whether the pieces of a pattern hang on a verb, and which words they are.
    pub fn takes(&self, verb: u32, pieces: &[Piece], taken: &mut Vec<u32>) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return true };
        let is = |token: u32| {
            self.words.is(piece, self.lemma(token))
                || self.words.is(piece, self.form(token))
                || matches!(piece, Piece::Somebody) && self.is_person(token)
                || matches!(piece, Piece::Somewhere) && self.is_listed_place(token)
        };
        let before = taken.len();
        let particles: &[Label] = &[
            Label::Prt,
            Label::Advmod,
            Label::Acomp,
            Label::Oprd,
            Label::Attr,
            Label::Npadvmod,
            Label::Neg,
            Label::Advcl,
            Label::Xcomp,
            Label::Ccomp,
            Label::Amod,
            Label::Dep,
        ];
        for child in self.tokens.children(verb).iter().copied() {
            let label = self.label(child);
            if particles.contains(&label) && is(child) {
                taken.push(child);
                if self.takes(verb, rest, taken) || self.takes(child, rest, taken) {
                    return true;
                }
                taken.truncate(before);
            }
            if matches!(label, Label::Prep | Label::Dative | Label::Agent) && is(child) {
                taken.push(child);
                if rest.is_empty() || self.takes(verb, rest, taken) {
                    return true;
                }
                let words = self.children(child, &[Label::Pobj, Label::Pcomp]).flat_map(|word| self.joined(word));
                let next = words.into_iter().find(|word| self.is_piece(&rest[0], *word));
                if let Some(next) = next {
                    taken.push(next);
                    return true;
                }
                // "pull out of talks"
                let deeper: Vec<u32> =
                    self.children(child, &[Label::Prep]).filter(|p| self.is_piece(&rest[0], *p)).collect();
                let behind = |p: &u32| {
                    let mut words = self.children(*p, &[Label::Pobj]);
                    rest.get(1).is_none_or(|piece| words.any(|word| self.is_piece(piece, word)))
                };
                if deeper.iter().any(behind) {
                    return true;
                }
                taken.truncate(before);
            }
            // "vowed to help"
            if matches!(piece, Piece::Word(word) if word == "to")
                && label == Label::Xcomp
                && self.children(child, &[Label::Aux]).any(|aux| self.form(aux) == "to")
                && rest.first().is_none_or(|next| self.is_piece(next, child))
            {
                taken.extend((!rest.is_empty()).then_some(child));
                return true;
            }
        }
        let objects: Vec<u32> = self.objects(verb).into_iter().flat_map(|object| self.joined(object)).collect();
        for object in objects {
            let of = |noun: u32| self.children(noun, &[Label::Compound, Label::Amod]).find(|part| is(*part));
            if is(object) || of(object).is_some() {
                taken.push(object);
                if self.takes(verb, rest, taken) {
                    return true;
                }
                taken.truncate(before);
            }
        }
        false
    }

    /// A name of a person, or somebody who has one beside: "her opposite number, Bea Holm".
    pub(super) fn is_person(&self, token: u32) -> bool {
        let person =
            |token: u32| self.analysis.entity_of(token).is_some_and(|entity| entity.kind == EntityKind::Person);
        person(token) || self.children(token, &[Label::Appos]).any(person)
    }

    fn is_piece(&self, piece: &Piece, token: u32) -> bool {
        self.words.is(piece, self.lemma(token))
            || self.words.is(piece, self.form(token))
            || self.children(token, &[Label::Compound, Label::Amod]).any(|part| self.words.is(piece, self.lemma(part)))
    }
}
