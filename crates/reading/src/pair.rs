//! Whom "the two sides", "both men" and "the sides" mean: those of their kind that the article has spoken of most until then.

use lang::{Label, Tag};
use serde::Deserialize;
use std::collections::HashSet;

use crate::{Gazetteer, PartyIx, SourceKind, scene::Scene};

/// Tokens at the beginning of an article among which two are looked for that are named together.
const MAX_LEAD: u32 = 3_000;

/// Nouns for two, by what they are; the file says what each list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    states: HashSet<String>,
    firms: HashSet<String>,
    people: HashSet<String>,
    always: HashSet<String>,
    between: HashSet<String>,
}

/// What two are that are spoken of together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    States,
    Firms,
    People,
}

impl Scene<'_> {
    /// Returns the two whom a phrase with this head means, where it names none: "the two sides", "both envoys", "the pair".
    pub fn pair(&self, head: u32) -> Option<[PartyIx; 2]> {
        let of = self.pair_of(head)?;
        let sentence = self.analysis.sentence_of(head).and_then(|at| self.analysis.sentences.get(at))?;
        let here = self.analysis.tokens.words(head..head + 1).start;
        if let Some(pair) = Some(head).filter(|_| of == Of::States).and_then(|head| self.named_together(head)) {
            return Some(pair);
        }
        // "Vane dined with both men": she is none of them
        let found = self.of_kind(of, if of == Of::People { sentence.span.start } else { here });
        let found = if found.len() < 2 { self.of_kind(of, here) } else { found };
        // sides that are no states: a union and an employer
        let found = if found.len() < 2 && of == Of::States { self.of_kind(Of::Firms, here) } else { found };
        let (one, other) = (*found.first()?, *found.get(1)?);
        Some(if one < other { [one, other] } else { [other, one] })
    }

    /// Returns the first two states or bodies that are named together before a token, and nobody with them: "Norland and the rebels have
    /// talked", "talks between the union and the port".
    pub fn named_together(&self, token: u32) -> Option<[PartyIx; 2]> {
        let tokens = &self.analysis.tokens;
        let is = |at: u32, label: Label| tokens.label.get(at as usize) == Some(&label);
        let side = |at: u32| {
            // "negotiators for Norland and for the rebels"
            let at = if is(at, Label::Prep) || tokens.child(at, &[Label::Pobj]).is_some() {
                tokens.child(at, &[Label::Pobj]).unwrap_or(at)
            } else {
                at
            };
            let fronts = [Label::Poss, Label::Amod, Label::Compound, Label::Nmod];
            let front = || {
                tokens.children(at).iter().copied().filter(|child| {
                    tokens.label.get(*child as usize).is_some_and(|label| fronts.contains(label)) && *child < at
                })
            };
            let party = self.places.party_at(at).or_else(|| front().find_map(|child| self.places.party_at(child)))?;
            let party = self.side_of(party);
            let kind = self.parties.get(party as usize)?.kind;
            matches!(kind, SourceKind::Government | SourceKind::Organisation | SourceKind::Group).then_some(party)
        };
        (0..token.min(MAX_LEAD)).filter(|at| is(*at, Label::Conj)).find_map(|other| {
            let first = tokens.parent(other).filter(|first| !is(*first, Label::Conj))?;
            // "mediators from Norland and Karvia" are neither side
            let between = tokens
                .ancestors(first)
                .take(2)
                .any(|above| Gazetteer::english().pairs.between.contains(&tokens.lemma(above).to_lowercase()));
            let alone = !between
                && tokens.child(other, &[Label::Conj]).is_none()
                && tokens.children(first).iter().filter(|at| is(**at, Label::Conj)).count() == 1;
            let (one, two) = (side(first).filter(|_| alone)?, side(other)?);
            Some(if one < two { [one, two] } else { [two, one] }).filter(|_| one != two)
        })
    }

    /// Returns those of a kind that are spoken of before a place: people by the last mention, others by how often.
    fn of_kind(&self, of: Of, here: u32) -> Vec<PartyIx> {
        let mut found: Vec<(usize, u32, PartyIx)> = Vec::new();
        for (party, at) in self.parties.iter().zip(0..) {
            let one = match of {
                Of::States => self.side_of(at),
                _ => at,
            };
            let fits = self.parties.get(one as usize).is_some_and(|party| match of {
                Of::States => party.is_state(),
                Of::Firms => matches!(party.kind, SourceKind::Organisation | SourceKind::Named),
                Of::People => party.kind == SourceKind::Person,
            });
            let before = party.mentions.iter().filter(|mention| mention.end <= here);
            let (count, last) = before.fold((0, 0), |(count, last), mention| (count + 1, last.max(mention.end)));
            if !fits || count == 0 {
                continue;
            }
            match found.iter_mut().find(|(.., known)| *known == one) {
                Some(known) => *known = (known.0 + count, known.1.max(last), one),
                None => found.push((count, last, one)),
            }
        }
        // of people those named last, of sides those spoken of most
        found.sort_by_key(|(count, last, at)| {
            let count = if of == Of::People { 0 } else { *count };
            (std::cmp::Reverse((count, *last)), *at)
        });
        found.into_iter().map(|(.., at)| at).collect()
    }

    /// Returns what two a phrase means, where it is one for two without a name.
    fn pair_of(&self, head: u32) -> Option<Of> {
        let tokens = &self.analysis.tokens;
        let words = &Gazetteer::english().pairs;
        let word = |token: u32| tokens.word(token, &self.article.text).to_lowercase();
        let (form, tag) = (word(head), tokens.tag.get(head as usize).copied()?);
        let fronts: Vec<String> = tokens.children(head).iter().filter(|at| **at < head).map(|at| word(*at)).collect();
        let front = |wanted: &[&str]| fronts.iter().any(|word| wanted.contains(&word.as_str()));
        // "both sides of the street", "the two Norwegian firms"
        let named = tokens.children(head).iter().any(|at| {
            matches!(tokens.label[*at as usize], Label::Poss | Label::Compound | Label::Nmod)
                || tokens.label[*at as usize] == Label::Amod && self.analysis.entity_of(*at).is_some()
                || tokens.label[*at as usize] == Label::Prep && word(*at) == "of"
        });
        if named {
            return None;
        }
        if tag == Tag::Cd && form == "two" && front(&["the"]) || form == "pair" && front(&["the"]) {
            return Some(Of::People);
        }
        let two = front(&["both", "two"]) || words.always.contains(&form) && front(&["the"]);
        let of = match form.as_str() {
            form if words.states.contains(form) => Of::States,
            form if words.firms.contains(form) => Of::Firms,
            form if words.people.contains(form) => Of::People,
            _ => return None,
        };
        Some(of).filter(|_| two && !front(&["three", "four", "other", "all"]))
    }
}
