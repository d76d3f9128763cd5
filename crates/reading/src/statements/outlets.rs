//! Names that no list has and that stand where only outlets stand: "told Quayside in an interview", "Quayside reported that", "a report in
//! Quayside". What stands there once is an outlet in the whole article.

use std::collections::{HashMap, HashSet};

use lang::{EntityKind, How, Label, ReferentKind, Tag};
use text::Span;

use super::view::View;
use crate::parties::Gazetteer;

/// Weight of places in which a name is taken for an outlet; one place that hardly anybody else fills suffices, two that others fill too.
const LEAST: u32 = 2;
/// Weight for names that look like places: "told Marn".
const LEAST_PLACE: u32 = 3;
/// Nouns for outlets that are as often for other bodies or places: an outlet's with one of [`NEWS`] in front.
const ANY_BODY: [&str; 3] = ["agency", "station", "site"];
/// What stands in front of those.
const NEWS: [&str; 9] = ["news", "press", "wire", "radio", "tv", "television", "broadcast", "media", "information"];
/// Words of a name, at most.
const MAX_NAME: u32 = 6;

impl View<'_> {
    /// Returns the names of outlets, in lower case, that the article's own sentences tell.
    pub fn outlets(&self) -> HashSet<String> {
        let mut weights: HashMap<String, u32> = HashMap::new();
        let mut found = HashSet::new();
        for at in 0..self.tokens().len() as u32 {
            if !matches!(self.tag(at), Tag::Nnp | Tag::Nnps) || self.label(at) == Label::Compound && self.is_run(at + 1)
            {
                continue;
            }
            let weight = self.slot(at);
            if weight == 0 || !self.may_be_outlet(at) {
                continue;
            }
            let name = self.run(at);
            let sum = weights.entry(name.clone()).or_default();
            *sum += weight;
            let place = self.analysis.entity_of(at).is_some_and(|entity| entity.kind == EntityKind::Polity);
            if *sum >= if place { LEAST_PLACE } else { LEAST } {
                found.insert(name);
            }
        }
        found
    }

    /// Tells whether the name that ends at a token is one of the article's own outlets, or a newspaper by its last word:
    /// "the Marn Courier".
    pub fn is_outlet_name(&self, head: u32) -> bool {
        if !matches!(self.tag(head), Tag::Nnp | Tag::Nnps) {
            return false;
        }
        let name = self.run(head);
        let mut rest = name.as_str();
        loop {
            if self.outlets.contains(rest) {
                return true;
            }
            let Some((_, next)) = rest.split_once(' ') else { break };
            rest = next;
        }
        // "broadcaster TeleNord", "the Marn Courier"
        let first = name.split(' ').next().is_some_and(|first| self.lexicon.kinds.outlet_first.contains(first));
        self.is_called(head)
            || name.contains(' ') && first
            || name.contains(' ') && self.lexicon.kinds.masthead.contains(&self.word(head))
    }

    /// The name in front of a noun for an outlet: "the Semana daily", "the Axios news site".
    pub fn called_behind(&self, noun: u32) -> Option<Span> {
        let before = noun.checked_sub(1).filter(|_| !self.is_run(noun))?;
        let lemma = self.lemma(noun);
        let news = NEWS.contains(&self.word(before).as_str());
        if !self.lexicon.kinds.outlet_noun.contains(&lemma) || !news && ANY_BODY.contains(&lemma.as_str()) {
            return None;
        }
        let last = if news { before.checked_sub(1)? } else { before };
        let name = self.run(last);
        let named = self.is_run(last) && self.tokens().parent(last) == Some(noun);
        if !named || Gazetteer::english().named(&name).is_some() {
            return None;
        }
        Some(self.tokens().words(last + 1 - name.split(' ').count() as u32..last + 1))
    }

    /// Whether a noun for an outlet stands in front of the name: "broadcaster TeleNord", "the weekly Semana".
    fn is_called(&self, head: u32) -> bool {
        let first = head + 1 - self.run(head).split(' ').count() as u32;
        let Some(before) = first.checked_sub(1) else { return false };
        // "the civil defence agency Falkwatch" brings no news
        let plain = ANY_BODY.contains(&self.lemma(before).as_str());
        if plain && !before.checked_sub(1).is_some_and(|at| NEWS.contains(&self.word(at).as_str())) {
            return false;
        }
        let joined = [self.tokens().parent(before), Some(before)].contains(&self.tokens().parent(head))
            || self.tokens().parent(before) == Some(head);
        self.lexicon.kinds.outlet_noun.contains(&self.lemma(before)) && joined
    }

    /// The words of the name that ends at a token, in lower case, without the noun for an outlet in front of it.
    fn run(&self, head: u32) -> String {
        let mut start = head;
        while start > 0 && head - start < MAX_NAME && self.is_run(start - 1) && self.label(start - 1) == Label::Compound
        {
            start -= 1;
        }
        while start < head && self.lexicon.kinds.outlet_noun.contains(&self.lemma(start)) {
            start += 1;
        }
        (start..head + 1).map(|at| self.word(at)).collect::<Vec<_>>().join(" ")
    }

    fn is_run(&self, at: u32) -> bool {
        matches!(self.tag(at), Tag::Nnp | Tag::Nnps)
    }

    /// How far the place of a name in its sentence is one of an outlet.
    fn slot(&self, at: u32) -> u32 {
        let tokens = self.tokens();
        let Some(above) = tokens.parent(at) else { return 0 };
        let lemma = self.lemma(above);
        let carries = &self.lexicon.kinds.carries;
        let relative = self.labelled(at, Label::Relcl).any(|verb| {
            self.lexicon.frames.first.contains(&self.lemma(verb))
                && self.labelled(verb, Label::Advmod).any(|first| self.word(first) == "first")
        });
        if relative || self.is_called(at) {
            return 2;
        }
        match self.label(at) {
            Label::Dobj | Label::Dative if lemma == "tell" => {
                let ordered = self.labelled(above, Label::Xcomp).any(|to| self.is_infinitive(to));
                if ordered { 0 } else { 2 }
            }
            Label::Dobj if self.lexicon.words.citing.contains(&self.word(above)) => 1,
            Label::Nsubj if lemma == "report" && self.tag(above) != Tag::Vb => {
                let cites =
                    self.labelled(above, Label::Advcl).any(|at| self.lexicon.words.citing.contains(&self.word(at)));
                let clause = tokens.child(above, &[Label::Ccomp]).is_some();
                if cites || clause { 2 } else { 0 }
            }
            // "Semana, quoting a clerk, says"
            Label::Nsubj
                if self.lexicon.acts.contains_key(&lemma)
                    && self
                        .labelled(at, Label::Acl)
                        .chain(self.labelled(above, Label::Advcl))
                        .any(|at| self.lexicon.words.citing.contains(&self.word(at))) =>
            {
                2
            }
            Label::Compound | Label::Poss if lemma == "report" => 1,
            Label::Pobj => {
                let Some(of) = tokens.parent(above) else { return 0 };
                let (prep, of_lemma) = (self.word(above), self.lemma(of));
                let talk =
                    matches!(of_lemma.as_str(), "interview" | "comment" | "remark" | "statement" | "email" | "message");
                match prep.as_str() {
                    "with" | "to" | "for" if talk => 2,
                    "to" | "with" if matches!(of_lemma.as_str(), "speak" | "talk") => 1,
                    "to" | "with" if matches!(of_lemma.as_str(), "show" | "share") && self.tag(of) == Tag::Vbn => 2,
                    "by" if self.tag(of) == Tag::Vbn && carries.contains(&of_lemma) => 2,
                    "in" if matches!(of_lemma.as_str(), "report" | "story" | "article") => 2,
                    "by" | "from" if matches!(of_lemma.as_str(), "report" | "story" | "article") => 1,
                    _ => 0,
                }
            }
            _ => 0,
        }
    }

    /// Whether nothing tells that the name is a person's, a state's, a platform's or a body's.
    fn may_be_outlet(&self, head: u32) -> bool {
        let kinds = &self.lexicon.kinds;
        let name = self.run(head);
        let word = self.word(head);
        let body = kinds.government.contains(&word)
            || kinds.organisation.contains(&word)
            || kinds.either.contains(&word)
            || kinds.office.contains(&word)
            || kinds.organisation_ending.contains(&word)
            || kinds.platform.contains(&name)
            || self.lexicon.source.metonyms.contains(&name)
            || self.lexicon.source.nationality.contains(&name);
        if body || Gazetteer::english().named(&name).is_some() {
            return false;
        }
        let tokens = self.tokens();
        let first = head + 1 - name.split(' ').count() as u32;
        let definite = first > 0 && self.word(first - 1) == "the";
        let full = |range: &std::ops::Range<u32>| range.len() > 1 && !definite;
        let person = self.analysis.entity_of(head).filter(|entity| entity.kind == EntityKind::Person);
        if person.is_some_and(|entity| full(&entity.tokens)) {
            return false;
        }
        self.analysis.meant_by(head).iter().all(|at| {
            let mentions = &self.analysis.mentions[*at];
            let known = mentions.name.as_ref().is_some_and(full) || !mentions.roles.is_empty();
            let he = mentions.gender.is_some() && mentions.places.iter().any(|place| place.how == How::Pronoun);
            let firm = mentions.roles.iter().filter_map(|role| tokens.head_of(role.clone()));
            let firm = firm.into_iter().any(|role| kinds.organisation.contains(&self.lemma(role)));
            !(mentions.kind == ReferentKind::Person && (known || he)) && !firm
        })
    }
}
