//! Who works for whom: "Ukrainian President", "the ministry's spokesman", "Mr Stone's special envoy".

use lang::{How, Label};
use text::Span;

use super::{
    Country, Named,
    gathering::Gathering,
    hits::{dateline, opening},
    leaders::leader,
};
use crate::{PartyIx, SourceKind};

/// Rounds in which an affiliation passes on: an envoy's is that of the president who sent him.
const ROUNDS: usize = 3;
/// Offices that only a state has; where nothing else is said, it is that of the sentence's opening or
/// of the dateline.
const OF_STATE: [&str; 8] =
    ["minister", "president", "premier", "chancellor", "ambassador", "king", "ministry", "cabinet"];

impl Gathering<'_> {
    /// Finds the role, affiliation and state of people, and the state of bodies.
    ///
    /// `year` is that of publication: what the article does not say of well-known people is looked up for it.
    pub fn offices(&mut self, paragraphs: &[Span], year: Option<i16>) {
        let home = paragraphs.first().and_then(|first| dateline(self.text, *first, self.gazetteer));
        for round in 0..ROUNDS {
            if round + 1 == ROUNDS {
                self.known(year);
            }
            for at in 0..self.analysis.mentions.len() {
                let Some(party) = self.meant[at] else { continue };
                if self.parties[party].kind != SourceKind::Person {
                    continue;
                }
                self.office(at, party, home, round + 1 == ROUNDS);
            }
        }
    }

    /// Gives well-known people of whom the article says nothing the state for which they speak.
    fn known(&mut self, year: Option<i16>) {
        for at in 0..self.parties.len() {
            let party = &self.parties[at];
            if !matches!(party.kind, SourceKind::Person | SourceKind::Named) || party.affiliation.is_some() {
                continue;
            }
            let Some(country) = leader(&party.name, year) else { continue };
            if let Some(state) = self.state(country) {
                let party = &mut self.parties[at];
                (party.kind, party.affiliation, party.country) =
                    (SourceKind::Person, Some(state as PartyIx), Some(country));
            }
        }
    }

    fn office(&mut self, at: usize, party: usize, home: Option<Country>, is_last: bool) {
        let tokens = &self.analysis.tokens;
        let mentions = &self.analysis.mentions[at];
        let of_office = |role: &&std::ops::Range<u32>| self.has_office((*role).clone());
        let role = mentions.roles.iter().find(of_office).or(mentions.roles.first());
        if let Some(role) = role {
            let span = tokens.words(role.clone());
            // the whole of it, with the state in front
            let known = self.parties[party].role;
            self.parties[party].role = known.filter(|known| known.has(span)).or(Some(span));
        }
        if self.parties[party].affiliation.is_some() {
            return;
        }
        let fronts = mentions
            .places
            .iter()
            .filter(|place| place.how != How::Pronoun && self.names_office(place.head))
            .map(|place| place.head);
        let heads = mentions.roles.iter().filter_map(|role| tokens.head_of(role.clone())).chain(fronts);
        for head in heads.collect::<Vec<_>>() {
            if let Some(above) = self.whose(head, party) {
                self.parties[party].affiliation = Some(above as PartyIx);
                self.parties[party].country = self.parties[above].country;
                return;
            }
        }
        let words = role.map(|role| tokens.words(role.clone()).of(self.text).to_lowercase()).unwrap_or_default();
        let of_state = OF_STATE.iter().any(|office| words.split(' ').any(|word| word == *office));
        let here = || opening(&self.hits, self.analysis, self.text, mentions.places.first()?.head, self.gazetteer);
        if let Some(country) = Some(()).filter(|()| is_last && of_state).and_then(|()| here().or(home))
            && let Some(state) = self.state(country)
        {
            self.parties[party].affiliation = Some(state as PartyIx);
            self.parties[party].country = Some(country);
        }
    }

    fn has_office(&self, role: std::ops::Range<u32>) -> bool {
        role.into_iter().any(|token| self.names_office(token))
    }

    fn names_office(&self, token: u32) -> bool {
        let tokens = &self.analysis.tokens;
        let word = tokens.word(token, self.text).to_lowercase();
        self.gazetteer.words.office.contains(&word)
            || self.gazetteer.words.office.contains(&tokens.lemma(token).to_lowercase())
            || tokens.label.get(token as usize).is_some_and(|label| *label == Label::Nsubj || *label == Label::Appos)
    }

    /// Returns the party that stands in front of an office, possesses it, or stands behind "of", "to" or "for".
    fn whose(&self, head: u32, own: usize) -> Option<usize> {
        let tokens = &self.analysis.tokens;
        let mut near: Vec<u32> = Vec::new();
        for child in tokens.children(head) {
            match tokens.label[*child as usize] {
                Label::Poss | Label::Amod | Label::Compound | Label::Nmod => {
                    near.push(*child);
                    near.extend(tokens.children(*child).iter().copied());
                }
                Label::Prep if matches!(tokens.word(*child, self.text), "of" | "for" | "at" | "with") => {
                    near.extend(tokens.child(*child, &[Label::Pobj]));
                }
                _ => {}
            }
        }
        let found = near.into_iter().find_map(|token| self.party_at(token).filter(|found| *found != own));
        let found = found?;
        let above = &self.parties[found];
        // an envoy of a president serves the president's state
        if above.kind == SourceKind::Person { above.affiliation.map(|above| above as usize) } else { Some(found) }
    }

    /// Returns the party that a token names or means.
    fn party_at(&self, token: u32) -> Option<usize> {
        if let [one] = self.analysis.meant_by(token)[..]
            && let Some(party) = self.meant[one]
        {
            return Some(party);
        }
        let at = self.hits.partition_point(|hit| hit.tokens.end <= token);
        let hit = self.hits.get(at).filter(|hit| hit.tokens.contains(&token))?;
        let country = match hit.named {
            Named::State(country) | Named::Adjective(country) | Named::Seat(country) => country,
            _ => return None,
        };
        let name = &self.gazetteer.state(country)?.name;
        self.parties.iter().position(|party| party.name == *name)
    }
}
