//! Who takes part for a side: "Vane is to lead the Norland team", "the Norland team will include Vane".

use lang::Label;

use super::Reading;
use crate::{Event, EventRole, Filler, PartyIx, Status};

/// Events before a sentence among which the one is looked for that a side takes part in.
const MAX_BACK: usize = 20;

/// Words of a phrase that may name people, at most.
const MAX_PEOPLE: usize = 40;

impl Reading<'_> {
    /// Adds those who are named for a side to the last event before that the side takes part in, of those as far as the naming.
    pub(super) fn delegates(&self, events: &mut [Event]) {
        for verb in 0..self.tree.tokens.len() as u32 {
            let Some((side, people)) = self.delegation(verb) else { continue };
            let fronts: &'static [Label] = &[Label::Poss, Label::Amod, Label::Compound, Label::Nmod];
            let front = || self.tree.children(side, fronts).find_map(|token| self.scene.places.party_at(token));
            let party = self.scene.party_of(self.tree.phrase(side)).or_else(front);
            let name = self.tree.children(side, fronts).map(|token| self.tree.form(token)).next();
            if party.is_none() && name.is_none() {
                continue;
            }
            let to_come = matches!(self.tree.judge(verb).status, Status::Expected | Status::Confirmed);
            // "put Vane on the team" says nothing of how far it is
            let puts = self.tree.lemma(verb) == "put";
            let here = self.tree.span(verb, verb).start;
            let end = events.partition_point(|event| event.trigger.start < here);
            let before = end.saturating_sub(MAX_BACK)..end;
            let meets = |event: &Event| {
                (puts || matches!(event.status, Status::Expected | Status::Confirmed) == to_come)
                    && event.fillers(EventRole::Participant).any(|filler| self.is_of_side(filler, party, name))
            };
            let Some(at) = before.rev().find(|at| events.get(*at).is_some_and(meets)) else { continue };
            for person in people {
                let filler = self.filler(EventRole::Participant, person);
                let known =
                    |other: &Filler| other.span == filler.span || other.party.is_some() && other.party == filler.party;
                if !events[at].roles.iter().any(known) {
                    events[at].roles.push(filler);
                }
            }
        }
    }

    /// The side and its people, where a verb names them.
    fn delegation(&self, verb: u32) -> Option<(u32, Vec<u32>)> {
        let tree = &self.tree;
        let words = &tree.words.words;
        let (represents, consists) =
            (words.represent.contains(tree.lemma(verb)), words.consist.contains(tree.lemma(verb)));
        let is_side =
            |noun: &u32| words.delegation.contains(tree.lemma(*noun)) || words.delegation.contains(tree.form(*noun));
        if tree.lemma(verb) == "put" && tree.is_verb(verb) {
            // "put Vane on the Norland team"
            let on =
                tree.behind(verb).into_iter().find(|(p, word)| matches!(tree.form(*p), "on" | "in") && is_side(word));
            return Some((on?.1, self.people(tree.tokens.child(verb, &[Label::Dobj])?)));
        }
        if !tree.is_verb(verb) || !(represents || consists) || tree.group(verb).negated {
            return None;
        }
        let subject = tree.subject(verb)?;
        let object = tree.tokens.child(verb, &[Label::Dobj]);
        let by =
            tree.behind(verb).into_iter().find(|(p, _)| matches!(tree.form(*p), "by" | "of")).map(|(_, word)| word);
        if is_side(&subject) && consists {
            // "led" has its leader behind "by" alone
            let people = if represents { by.filter(|_| tree.group(verb).passive)? } else { object.or(by)? };
            return Some((subject, self.people(people)));
        }
        Some((object.filter(|object| represents && is_side(object))?, self.people(subject)))
    }

    /// Returns the people of a phrase: "the envoy, Ada Vane, and the minister's son, Jo Lind".
    fn people(&self, first: u32) -> Vec<u32> {
        let tree = &self.tree;
        let mut all = tree.joined(first);
        let mut at = 0;
        // a name may stand beside what a name goes on with, and so on
        while let Some(head) = all.get(at).copied().filter(|_| all.len() < MAX_PEOPLE) {
            let beside = tree.children(head, &[Label::Appos]).flat_map(|name| tree.joined(name));
            let new: Vec<u32> = beside.filter(|name| !all.contains(name)).collect();
            all.extend(new);
            at += 1;
        }
        let is_person =
            |head: &u32| tree.analysis.entity_of(*head).is_some_and(|entity| entity.kind == lang::EntityKind::Person);
        all.retain(is_person);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tells whether a participant speaks for a side, known or called by the same word: "Danish team", "Danish and Norwegian negotiators".
    fn is_of_side(&self, filler: &Filler, party: Option<PartyIx>, name: Option<&str>) -> bool {
        let side = |party: PartyIx| self.scene.side_of(party);
        let parties = || self.scene.parties.iter().zip(0..);
        let named = || self.tree.tokens.within(filler.span).any(|token| Some(self.tree.form(token)) == name);
        let same = |party: PartyIx| {
            filler.party.is_some_and(|other| side(other) == side(party))
                || parties()
                    .filter(|(_, at)| side(*at) == side(party))
                    .any(|(party, _)| party.mentions.iter().any(|mention| filler.span.has(*mention)))
        };
        party.is_some_and(same) || named()
    }
}
