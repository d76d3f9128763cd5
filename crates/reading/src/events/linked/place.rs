//! Where it might be: the places that the article names.

use std::collections::{BTreeMap, BTreeSet};

use lang::{EntityKind, Label, Tag};
use text::Span;

use super::{super::Reading, Asked, Case, row::Told, whole::Whole};
use crate::{Event, Gazetteer, Named, SourceKind};

/// Places that are looked at in one article at most.
const MAX_SPOTS: usize = 32;

/// A place that is named.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where it is named: the words and the token that the others hang on.
    pub mentions: Vec<(Span, u32)>,
    /// What the engine takes it for.
    kind: Option<EntityKind>,
    /// What the lists take it for: a state, its seat, another city, a region.
    named: Option<usize>,
}

impl Reading<'_> {
    /// Lists where something might be.
    pub(super) fn spots(&self, events: &[Event]) -> Vec<Spot> {
        let tree = &self.tree;
        let mut all: BTreeMap<String, Spot> = BTreeMap::new();
        let mut taken: BTreeSet<u32> = BTreeSet::new();
        let mut add = |span: Span, head: u32, kind: Option<EntityKind>| {
            let spot =
                all.entry(self.name_of(span)).or_insert_with(|| Spot { mentions: Vec::new(), kind, named: None });
            if taken.insert(head) {
                spot.mentions.push((span, head));
            }
        };
        for entity in &self.scene.analysis.entities {
            let Some(head) = tree.tokens.head_of(entity.tokens.clone()) else { continue };
            let place = matches!(entity.kind, EntityKind::Polity | EntityKind::Location | EntityKind::Facility);
            let place = place || tree.is_listed_place(head) && entity.kind != EntityKind::Person;
            if place && !self.is_outlet(head) && !self.is_of_people(head) {
                add(tree.tokens.words(entity.tokens.clone()), head, Some(entity.kind));
            }
        }
        for token in 0..tree.tokens.len() as u32 {
            if self.is_unlisted_spot(token) && !self.is_outlet(token) {
                add(tree.phrase(token), token, None);
            }
        }
        for span in events.iter().filter_map(|event| event.place) {
            if let Some(head) = tree.tokens.head_of(tree.tokens.within(span)) {
                add(span, head, None);
            }
        }
        all.retain(|_, spot| !spot.mentions.is_empty());
        let mut all: Vec<Spot> = all.into_values().collect();
        all.iter_mut().for_each(|spot| spot.mentions.sort_by_key(|(_, head)| *head));
        all.sort_by_key(|spot| (std::cmp::Reverse(spot.mentions.len()), spot.mentions[0].1));
        all.truncate(MAX_SPOTS);
        for spot in &mut all {
            spot.named = match Gazetteer::english().named(self.scene.words(spot.mentions[0].0)) {
                Some(Named::State(_)) => Some(0),
                Some(Named::Seat(_)) => Some(1),
                Some(Named::City(_)) => Some(2),
                Some(Named::Region(_)) => Some(3),
                _ => None,
            };
        }
        all
    }

    /// "a Lund team": whose they are, and not where.
    fn is_of_people(&self, head: u32) -> bool {
        let tree = &self.tree;
        let fronts = [Label::Compound, Label::Amod, Label::Nmod, Label::Poss];
        let noun = tree.tokens.parent(head).filter(|_| tree.is(head, &fronts));
        noun.is_some_and(|noun| {
            (tree.words.is_people(tree.lemma(noun)) || tree.words.words.delegation.contains(tree.form(noun)))
                && !tree.words.words.site.contains(tree.lemma(noun))
        })
    }

    /// Tells whether a name is an agency's or a paper's.
    fn is_outlet(&self, head: u32) -> bool {
        let party = self.scene.places.party_at(head).and_then(|at| self.scene.parties.get(at as usize));
        party.is_some_and(|party| party.kind == SourceKind::Outlet)
    }

    /// "at the Port of Lund", "near Skora", "outside the Norland embassy": what stands where a place does, whatever the engine takes it for.
    fn is_unlisted_spot(&self, token: u32) -> bool {
        const BEFORE: [&str; 14] = [
            "in", "at", "near", "outside", "inside", "around", "to", "from", "of", "on", "into", "through", "across",
            "over",
        ];
        let tree = &self.tree;
        let first = tree.first_joined(token);
        let above =
            tree.tokens.parent(first).filter(|above| tree.is(*above, &[Label::Prep]) && tree.is(first, &[Label::Pobj]));
        let Some(above) = above.filter(|above| BEFORE.contains(&tree.form(*above))) else { return false };
        let kind = tree.analysis.entity_of(token).map(|entity| entity.kind);
        let known = matches!(
            kind,
            Some(
                EntityKind::Person
                    | EntityKind::Date
                    | EntityKind::Time
                    | EntityKind::Money
                    | EntityKind::Polity
                    | EntityKind::Location
                    | EntityKind::Facility
            )
        );
        let named = tree.tag(token) == Tag::Nnp
            || tree
                .children(token, &[Label::Compound, Label::Amod, Label::Nmod, Label::Poss])
                .any(|part| tree.tag(part) == Tag::Nnp);
        let inside = !matches!(tree.form(above), "to" | "of" | "on" | "over" | "from" | "into");
        let is_site = tree.words.words.site.contains(tree.lemma(token));
        let is_body = tree.words.words.chamber.contains(tree.lemma(token)) && !is_site;
        !known && !is_body && (tree.tag(token) == Tag::Nnp && inside || is_site && (named || inside))
    }

    fn name_of(&self, span: Span) -> String {
        let words = self.scene.words(span).to_lowercase();
        words.strip_prefix("the ").unwrap_or(&words).trim_end_matches("'s").trim_end_matches("’s").to_owned()
    }

    /// Asks of every place whether an event is there.
    pub(super) fn ask_where(&self, told: &Told, whole: &Whole<'_>, asked: &mut Asked) {
        let (event, all) = (&whole.events[told.at], whole.spots);
        let kin = whole.kin(told.at, |other| other.place.is_some());
        let here = |head: u32| self.scene.analysis.sentence_of(head) == Some(told.sentence);
        let in_sentence = all.iter().filter(|spot| spot.mentions.iter().any(|(_, head)| here(*head))).count();
        let any = whole.there.iter().any(|there| there[told.at]);
        let last = all.iter().flat_map(|spot| &spot.mentions).filter(|(_, head)| *head < told.head).max_by_key(|m| m.1);
        for (candidate, spot) in all.iter().enumerate() {
            let best = told.nearest(self, &spot.mentions);
            let mut row = told.row();
            told.bond(self, best.1, &mut row);
            let kind = spot.kind.and_then(|kind| {
                [EntityKind::Polity, EntityKind::Location, EntityKind::Facility].iter().position(|k| *k == kind)
            });
            row.one_of(kind, 3);
            row.one_of(spot.named, 4);
            row.yes(self.tree.words.words.site.contains(self.tree.lemma(best.1)));
            row.yes(self.tree.words.words.region.contains(self.tree.lemma(best.1)));
            row.yes(self.tree.tag(best.1) == Tag::Nnp);
            row.number(spot.mentions.len() as i64, 8);
            row.number(candidate as i64, 8);
            let first = self.scene.analysis.sentence_of(spot.mentions[0].1).unwrap_or_default();
            row.number(first as i64, 12);
            row.number(in_sentence as i64, 5);
            row.yes(any);
            let there = &whole.there[candidate];
            row.yes(there[told.at]);
            row.yes(kin.is_some());
            row.yes(kin.is_some_and(|kin| there[kin]));
            row.number(whole.apart(told.sentence, kin), 12);
            row.number(Whole::count(there, |_| true), 8);
            row.number(Whole::count(there, |at| whole.is_kin(at, told.at)), 5);
            let takes_part = event.roles.iter().any(|filler| {
                spot.mentions.iter().any(|(span, _)| filler.span.has(*span))
                    || filler.party.is_some()
                        && spot.mentions.iter().any(|(_, head)| self.scene.places.party_at(*head) == filler.party)
            });
            row.yes(takes_part);
            row.yes(last.is_some_and(|last| spot.mentions.contains(last)));
            asked.push(Case::new(told.at, candidate, there[told.at]), &row);
        }
    }

    /// Tells whether words name a place, among others or alone.
    pub(super) fn is_at(spot: &Spot, place: Span) -> bool {
        spot.mentions.iter().any(|(span, _)| place.has(*span))
    }
}
