//! Parties, as they are gathered from an article.

use std::collections::HashMap;

use lang::{Analysis, EntityKind, How, Label, Mention, ReferentKind, Tag};
use text::Span;

use super::{
    Country, Gazetteer, MAX_PARTIES, Named,
    hits::{Hit, hits},
};
use crate::{Party, PartyIx, SourceKind};

/// The parties of an article so far.
pub struct Gathering<'a> {
    pub text: &'a str,
    pub analysis: &'a Analysis,
    pub gazetteer: &'a Gazetteer,
    pub hits: Vec<Hit>,
    pub parties: Vec<Party>,
    /// Words that name days and hours.
    pub dates: Vec<Span>,
    by_name: HashMap<String, usize>,
    /// For each of the analysis's mentions, which party they are.
    pub meant: Vec<Option<usize>>,
    /// Of which of them names are looked at place by place: a seat is a city here and a government there.
    by_place: Vec<bool>,
    /// Head of a body's noun -> the party.
    pub bodies: HashMap<u32, usize>,
}

impl<'a> Gathering<'a> {
    pub fn new(text: &'a str, analysis: &'a Analysis, gazetteer: &'a Gazetteer) -> Gathering<'a> {
        let hits = hits(text, analysis, gazetteer);
        let meant = vec![None; analysis.mentions.len()];
        Gathering {
            text,
            analysis,
            gazetteer,
            hits,
            parties: Vec::new(),
            dates: Vec::new(),
            by_name: HashMap::new(),
            by_place: vec![false; meant.len()],
            meant,
            bodies: HashMap::new(),
        }
    }

    /// Returns the party of that name, which is made when there is none.
    pub fn party(&mut self, name: &str, kind: SourceKind) -> Option<usize> {
        if let Some(at) = self.by_name.get(name) {
            return Some(*at);
        }
        if self.parties.len() >= MAX_PARTIES {
            return None;
        }
        self.parties.push(Party::new(name.to_owned(), kind, None));
        self.by_name.insert(name.to_owned(), self.parties.len() - 1);
        Some(self.parties.len() - 1)
    }

    /// Returns a state.
    pub fn state(&mut self, country: Country) -> Option<usize> {
        let name = self.gazetteer.state(country)?.name.clone();
        let at = self.party(&name, SourceKind::Government)?;
        self.parties[at].country = Some(country);
        self.parties[at].kind = SourceKind::Government;
        Some(at)
    }

    /// Returns the government of a state, which stands for it; of the Union, the Union.
    pub fn government(&mut self, country: Country) -> Option<usize> {
        if country == Country::UNION {
            return self.state(country);
        }
        let name = self.gazetteer.state(country)?.government.clone();
        let (state, at) = (self.state(country)?, self.party(&name, SourceKind::Government)?);
        self.parties[at].country = Some(country);
        self.parties[at].stands_for = Some(state as PartyIx);
        Some(at)
    }

    /// Returns a body of the lists.
    fn body(&mut self, body: usize) -> Option<usize> {
        let body = self.gazetteer.body(body)?;
        let at = self.party(&body.name.clone(), body.kind)?;
        self.parties[at].kind = body.kind;
        if let Some(country) = body.country {
            let state = self.state(country)?;
            self.parties[at].country = Some(country);
            self.parties[at].affiliation = Some(state as PartyIx);
        }
        Some(at)
    }

    /// Takes in a party that statements are laid on; states and seats that speak are governments.
    pub fn source(&mut self, source: Party) -> Option<usize> {
        let named = self.gazetteer.named(&source.name);
        let person = matches!(source.kind, SourceKind::Person | SourceKind::Outlet);
        let head = |mention: &Span| self.analysis.tokens.head_of(self.analysis.tokens.within(*mention));
        let body = source.mentions.iter().filter_map(head).find_map(|head| self.bodies.get(&head).copied());
        let at = match (named.filter(|_| !person), body.filter(|_| !person)) {
            (_, Some(body)) => Some(body),
            (Some(Named::State(country) | Named::Seat(country)), _) => self.government(country),
            (Some(Named::Body(body)), _) => self.body(body),
            _ => match self.first_named(&source.name) {
                Some(at) => Some(at),
                None => self.party(undated(&source.name), source.kind),
            },
        }?;
        let party = &mut self.parties[at];
        let role = source.role.filter(|role| !role.of(self.text).ends_with(['-', '–', '—']));
        party.role = party.role.or(role);
        for mention in source.mentions {
            if let Some(meant) = self.referent(mention) {
                // a seat's other places are looked at one by one
                let placed = matches!(named, Some(Named::State(_) | Named::Seat(_)));
                self.meant[meant] = self.meant[meant].or((!placed).then_some(at));
            }
            self.parties[at].mentions.push(mention);
        }
        Some(at)
    }

    /// Returns the one person whose name begins with this word: "Guo" for "Guo Wenli".
    fn first_named(&self, name: &str) -> Option<usize> {
        let begins = |at: &usize| {
            let party = &self.parties[*at];
            party.kind == SourceKind::Person && party.name.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
        };
        let mut found = (0..self.parties.len()).filter(begins);
        let one = found.next()?;
        (found.next().is_none() && !name.contains(' ') && !self.by_name.contains_key(name)).then_some(one)
    }

    /// Returns the number of the one whom the words mean, when there is one only.
    fn referent(&self, words: Span) -> Option<usize> {
        let tokens = &self.analysis.tokens;
        match self.analysis.meant_by(tokens.head_of(tokens.within(words))?)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Gathers the states, governments and bodies that the lists name.
    pub fn names(&mut self) {
        for at in 0..self.hits.len() {
            let Hit { tokens, head, named, acts } = self.hits[at].clone();
            let party = match named {
                Named::State(country) => self.state(country),
                Named::Adjective(country) => self.state(country),
                Named::Seat(country) if acts => self.government(country),
                Named::Body(body) => {
                    let party = self.body(body);
                    for meant in self.analysis.meant_by(head) {
                        self.meant[meant] = self.meant[meant].or(party);
                    }
                    party
                }
                _ => None,
            };
            let Some(party) = party else { continue };
            if matches!(named, Named::State(_) | Named::Seat(_))
                && let [one] = self.analysis.meant_by(head)[..]
                && self.meant[one].is_none()
            {
                self.meant[one] = Some(party);
                self.by_place[one] = true;
            }
            let mention = self.analysis.tokens.words(tokens);
            self.mention(party, mention);
        }
    }

    /// Notes a place where a party is spoken of, unless it is known for a source's.
    pub fn mention(&mut self, party: usize, mention: Span) {
        self.parties[party].mentions.push(mention);
    }

    /// Gathers the people, organisations and groups that have names, and where nouns and pronouns mean a party.
    pub fn people(&mut self) {
        for at in 0..self.analysis.mentions.len() {
            let party = self.meant[at].or_else(|| self.named(at));
            let Some(party) = party else { continue };
            self.meant[at] = Some(party);
            let mentions = &self.analysis.mentions[at];
            let told = mentions.gender.is_some() || !mentions.roles.is_empty();
            if mentions.kind == ReferentKind::Person && told && self.parties[party].kind == SourceKind::Named {
                self.parties[party].kind = SourceKind::Person;
            }
            let named = |place: &&Mention| place.how == How::Name && self.by_place[at];
            for place in mentions.places.iter().filter(|place| !named(place)) {
                let mention = self.analysis.tokens.words(place.tokens.clone());
                self.parties[party].mentions.push(mention);
            }
        }
    }

    /// Makes a party of somebody who has a name that no list knows.
    fn named(&mut self, at: usize) -> Option<usize> {
        let analysis = self.analysis;
        let mentions = &analysis.mentions[at];
        let name = mentions.name.clone()?;
        let head = analysis.tokens.head_of(name.clone())?;
        let whole = |hit: &Hit| hit.tokens == name && mentions.roles.is_empty();
        if self
            .hits
            .iter()
            .any(|hit| hit.tokens.contains(&head) && (!matches!(hit.named, Named::City(_)) || whole(hit)))
        {
            return None;
        }
        let entity = analysis.entity_of(head).map(|entity| entity.kind);
        let told = mentions.gender.is_some() || !mentions.roles.is_empty();
        let kind = match mentions.kind {
            ReferentKind::Person if told => SourceKind::Person,
            ReferentKind::Person => SourceKind::Named,
            ReferentKind::Organisation => SourceKind::Organisation,
            ReferentKind::Unknown if self.acts(at) => SourceKind::Named,
            _ => return None,
        };
        let thing = matches!(
            entity,
            Some(EntityKind::Date | EntityKind::Event | EntityKind::Work | EntityKind::Law | EntityKind::Product)
        );
        let span = analysis.tokens.words(name.clone());
        let words = span.of(self.text);
        // "Mon Jun 1, 2009"
        let is_date = || self.dates.iter().any(|date| date.has(span)) && words.contains(|c: char| c.is_ascii_digit());
        let lone_letters = words.chars().filter(|c| c.is_alphabetic()).count() < 2;
        if thing || lone_letters || is_date() || (kind != SourceKind::Person && self.gazetteer.named(words).is_some()) {
            return None;
        }
        match self.first_named(words) {
            Some(at) => Some(at),
            None => self.party(undated(words), kind),
        }
    }

    /// Whether somebody is named more than once, or does something.
    fn acts(&self, at: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let mentions = &self.analysis.mentions[at];
        let subject = |head: u32| {
            matches!(tokens.label[head as usize], Label::Nsubj | Label::Poss)
                && matches!(tokens.tag[head as usize], Tag::Nnp | Tag::Nnps)
        };
        mentions.places.iter().any(|place| subject(place.head))
    }

    /// Returns the parties in order of first appearance, and where each stands then; those that nothing mentions are left out,
    /// save those that others belong to.
    pub fn finish(mut self) -> (Vec<Party>, Vec<Option<PartyIx>>) {
        for party in &mut self.parties {
            party.mentions.sort_unstable_by_key(|span| (span.start, span.end));
            party.mentions.dedup();
        }
        let mut kept: Vec<bool> = self.parties.iter().map(|party| !party.mentions.is_empty()).collect();
        for at in 0..self.parties.len() {
            let party = &self.parties[at];
            for above in [party.affiliation, party.stands_for].into_iter().flatten() {
                kept[above as usize] |= kept[at];
            }
        }
        let first = |at: &usize| self.parties[*at].mentions.first().map_or(u32::MAX, |span| span.start);
        let mut order: Vec<usize> = (0..self.parties.len()).filter(|at| kept[*at]).collect();
        order.sort_by_key(|at| (first(at), *at));
        let mut places = vec![None; self.parties.len()];
        order.iter().zip(0..).for_each(|(at, place)| places[*at] = Some(place));
        let mut parties = Vec::with_capacity(order.len());
        for at in order {
            let mut party = self.parties[at].clone();
            party.affiliation = party.affiliation.and_then(|at| places[at as usize]);
            party.stands_for = party.stands_for.and_then(|at| places[at as usize]);
            parties.push(party);
        }
        (parties, places)
    }
}

/// Returns a name without the dateline in front of it: "OSLO - Harsch Brewing".
fn undated(name: &str) -> &str {
    let dash = [" - ", " – ", " — ", "— "].iter().find_map(|dash| name.rsplit_once(dash));
    dash.map_or(name, |(_, name)| name)
}
