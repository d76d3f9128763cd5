//! Where it is.

use lang::{EntityKind, Label, Tag};
use text::Span;

use super::{
    Reading,
    tree::{MAX_STEPS, Tree},
};
use crate::{Gazetteer, Named};

/// Tokens at the beginning of an article among which a capital's name is looked for.
const MAX_LEAD: u32 = 3_000;
/// Prepositions of a place.
const PLACES: [&str; 8] = ["in", "at", "near", "outside", "to", "on", "inside", "around"];

impl Tree<'_> {
    /// Finds where it is: a place behind "in" or "at" that hangs on one of the anchors, or before the noun ("the Berlin talks").
    pub fn place(&self, anchors: &[u32]) -> Option<Span> {
        // "came down on Lund and buried the mill"
        let beside = || anchors.first().and_then(|verb| self.dated_with(*verb)).filter(|_| anchors.len() == 1);
        let place = self.place_at(anchors).or_else(|| self.place_at(&[beside()?]))?;
        Some(self.with_alternative(place))
    }

    /// "in Lund or another town in the region": a place left open is not told as the first that is named.
    fn with_alternative(&self, place: Span) -> Span {
        let or = self.tokens.within(place).end;
        if or as usize + 1 >= self.tokens.len() || self.form(or) != "or" {
            return place;
        }
        // by the words' order: the second is often hung on what the first is in
        let next = or + 1;
        let nouns = std::iter::once(next).chain(self.tokens.ancestors(next).take(MAX_STEPS));
        let other = nouns.take_while(|word| *word >= next).find(|word| self.is_noun(*word));
        // what the engine takes the name for is no matter: it stands beside a place
        let is_name = |word: u32| self.tag(word) == Tag::Nnp && !self.is_time(word);
        let other = other.filter(|word| is_name(*word) || self.form(next) == "another");
        other.map_or(place, |word| Span { end: self.phrase(word).end, ..place })
    }

    fn place_at(&self, anchors: &[u32]) -> Option<Span> {
        for anchor in anchors.iter().copied() {
            // "is off to Lund, where he is to meet them"
            let mut clauses = std::iter::once(anchor).chain(self.tokens.ancestors(anchor).take(2));
            let clause = clauses.find(|verb| self.is(*verb, &[Label::Relcl]) && self.has_where(*verb));
            let there = clause.and_then(|verb| self.tokens.parent(verb)).filter(|noun| self.is_noun(*noun));
            if let Some(place) = there.and_then(|noun| self.place_named(noun)) {
                return Some(place);
            }
            // "the hearing, where it has been moved": hung on the arbitration that is in Lund
            let beside =
                clause.and_then(|verb| self.tokens.parent(verb)).map(|noun| self.behind(noun)).unwrap_or_default();
            let mut beside = beside.into_iter().filter(|(p, word)| self.form(*p) == "in" && self.is_place_name(*word));
            if let Some((_, word)) = beside.next() {
                return Some(self.phrase(word));
            }
            // "visited Lund"
            let visited = self.is_verb(anchor) && matches!(self.lemma(anchor), "visit" | "tour" | "leave" | "reach");
            let names = |object: &u32| {
                let kind = self.analysis.entity_of(*object).map(|entity| entity.kind);
                self.is_place_name(*object) || self.tag(*object) == Tag::Nnp && kind == Some(EntityKind::Organisation)
            };
            let visited = self.children(anchor, &[Label::Dobj]).find(|object| visited && names(object));
            if let Some(object) = visited {
                return Some(self.phrase(object));
            }
            let objects = self.children(anchor, &[Label::Dobj]).flat_map(|object| self.behind(object));
            // "set for 6 March in Lund", "met on Monday in Lund": hung on the day
            let days = self.behind(anchor).into_iter().map(|(_, word)| word);
            let days = days.chain(self.children(anchor, &[Label::Npadvmod])).filter(|word| self.is_time(*word));
            let dated = days.flat_map(|day| self.behind(day)).filter(|(p, _)| self.form(*p) != "to");
            // "is on her way to Lund"
            let way = self.behind(anchor).into_iter().map(|(_, word)| word);
            let way =
                way.filter(|word| matches!(self.lemma(*word), "way" | "route")).flat_map(|word| self.behind(word));
            // "at a hotel in Lund", "a summit of the league's leaders in Lund"
            let inner = self.behind(anchor).into_iter();
            let inner = inner.filter(|(p, word)| {
                matches!(self.form(*p), "at" | "in" | "of" | "with") && self.tag(*word) != Tag::Nnp
            });
            let inner =
                inner.flat_map(|(_, word)| self.behind(word)).filter(|(p, _)| matches!(self.form(*p), "in" | "near"));
            for (preposition, word) in
                self.behind(anchor).into_iter().chain(objects).chain(dated).chain(way).chain(inner)
            {
                let entity = self.analysis.entity_of(word).map(|entity| entity.kind);
                let form = self.form(preposition);
                let travels = self.words.words.travelling.contains(self.lemma(anchor));
                let goes = form != "to" || travels;
                // a name that nobody knows is a place behind "in", and where somebody goes
                let nobody = matches!(entity, None | Some(EntityKind::Organisation)) && !self.is_body(word);
                let unknown = (matches!(form, "in" | "near" | "outside") || form == "to" && travels && nobody)
                    && self.tag(word) == Tag::Nnp
                    && !self.is_time(word);
                let place =
                    unknown || matches!(entity, Some(EntityKind::Polity | EntityKind::Location | EntityKind::Facility));
                // "came to Lund", whatever the name is taken for
                let place = place || self.is_listed_place(word) && (form == "to" || entity != Some(EntityKind::Person));
                let place =
                    place || self.is_part_of_land(word) || matches!(form, "in" | "at") && self.is_house_in(word);
                let place = place || form == "to" && travels && self.words.words.quarter.contains(self.form(word));
                if place && PLACES.contains(&form) && goes {
                    // "the Swedish capital on Saturday"
                    let land = self.is_part_of_land(word);
                    let phrase = self.phrase(word);
                    return Some(if land { Span { end: self.span(word, word).end, ..phrase } } else { phrase });
                }
            }
            // "the fire struck Harbour Court"
            let struck = self.is_verb(anchor) && self.words.words.striking.contains(self.lemma(anchor));
            let struck = self.children(anchor, &[Label::Dobj]).find(|object| struck && self.tag(*object) == Tag::Nnp);
            if let Some(object) = struck {
                return Some(self.phrase(object));
            }
            let before = self.children(anchor, &[Label::Compound]).find(|part| {
                self.is_noun(anchor)
                    && self
                        .analysis
                        .entity_of(*part)
                        .is_some_and(|e| matches!(e.kind, EntityKind::Polity | EntityKind::Facility))
            });
            if let Some(part) = before.filter(|part| self.tag(*part) == Tag::Nnp && part + 1 == anchor) {
                return Some(self.span(part, part));
            }
        }
        None
    }

    /// What the lists take a name for.
    fn named_by_lists(&self, word: u32) -> Option<Named> {
        let mut letters = self.form(word).chars();
        let first = letters.next()?.to_uppercase();
        Gazetteer::english().named(&first.chain(letters).collect::<String>())
    }

    /// "NATO", "Congress": nobody's place, though somebody may go there.
    fn is_body(&self, word: u32) -> bool {
        let listed = matches!(self.named_by_lists(word), Some(Named::Body(_)));
        listed || self.words.words.chamber.contains(self.form(word))
    }

    /// Tells whether a name is a state's, region's or city's by the lists.
    pub(super) fn is_listed_place(&self, word: u32) -> bool {
        let listed = || self.named_by_lists(word);
        let place = |named| matches!(named, Named::City(_) | Named::Seat(_) | Named::State(_) | Named::Region(_));
        self.tag(word) == Tag::Nnp && listed().is_some_and(place)
    }

    /// "at a Lund hotel".
    fn is_house_in(&self, word: u32) -> bool {
        let is_town = |part: u32| {
            let kind = self.analysis.entity_of(part).map(|entity| entity.kind);
            self.tag(part) == Tag::Nnp && matches!(kind, Some(EntityKind::Polity | EntityKind::Location))
        };
        self.tag(word) == Tag::Nn && self.children(word, &[Label::Compound, Label::Amod, Label::Nmod]).any(is_town)
    }

    /// The place that a clause with "where" hangs on; where the tree hangs it on the day, the one that the day's verb leads to.
    fn place_named(&self, noun: u32) -> Option<Span> {
        if self.tag(noun) == Tag::Nnp && !self.is_time(noun) && self.is_place_name(noun) {
            return Some(self.phrase(noun));
        }
        let verb = self.tokens.ancestors(noun).take(MAX_STEPS).find(|above| self.is_verb(*above))?;
        let behind = self.behind(verb).into_iter();
        let mut places = behind.filter(|(p, word)| PLACES.contains(&self.form(*p)) && *word < noun + 1);
        places.find(|(_, word)| self.is_place_name(*word)).map(|(_, word)| self.phrase(word))
    }

    /// Tells whether a name may be a place's: known for one, or for nobody.
    fn is_place_name(&self, word: u32) -> bool {
        let entity = self.analysis.entity_of(word).map(|entity| entity.kind);
        let nobody = !matches!(
            entity,
            Some(
                EntityKind::Person
                    | EntityKind::Group
                    | EntityKind::Organisation
                    | EntityKind::Date
                    | EntityKind::Time
                    | EntityKind::Event
                    | EntityKind::Work
            )
        );
        nobody && self.tag(word) == Tag::Nnp
    }

    /// "the Swedish capital", not "the same city".
    fn is_part_of_land(&self, word: u32) -> bool {
        self.words.words.region.contains(self.lemma(word))
            && self
                .children(word, &[Label::Amod, Label::Poss])
                .any(|part| self.is_named(part) || self.is_somebody(part))
    }
}

impl Reading<'_> {
    /// Returns where the capital is named that a phrase means: "the Danish capital", in an article that opens with "COPENHAGEN".
    pub(super) fn capital(&self, place: Span) -> Option<Span> {
        let (tree, gazetteer) = (&self.tree, Gazetteer::english());
        let (text, tokens) = (&self.scene.article.text, tree.tokens);
        let words = tokens.within(place);
        if tokens.head_of(words.clone()).is_none_or(|head| tree.lemma(head) != "capital") {
            return None;
        }
        let country = gazetteer.country_in(text, tokens, words)?;
        (0..MAX_LEAD.min(tokens.len() as u32)).filter(|token| tree.tag(*token) == Tag::Nnp).find_map(|token| {
            let (len, named) = gazetteer.at(text, tokens, token)?;
            (named == Named::Seat(country)).then(|| tokens.words(token..token + len))
        })
    }
}
