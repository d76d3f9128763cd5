//! What sources are called: the names that the article gives them, and "his party" with the owner in its place.

use lang::{Label, ReferentKind, Tag};
use text::Span;

use super::{
    gathered::{bare, owned},
    who::Who,
};
use crate::{
    Party, PartyIx, Source, SourceKind,
    parties::{Gazetteer, MAX_PARTIES, Named},
};

impl Who<'_> {
    /// Tells whether the name in a phrase is whom the phrase means, and not somebody whom it only speaks of.
    pub(super) fn is_name(&self, words: Span, name: Span) -> bool {
        let view = self.view;
        let (Some(head), Some(turn)) = (self.head(words), self.head(name)) else { return false };
        let proper = matches!(view.tag(turn), Tag::Nnp | Tag::Nnps) || view.analysis.entity_of(turn).is_some();
        let joined = matches!(view.label(turn), Label::Compound | Label::Appos | Label::Nmod | Label::Amod);
        proper && (turn == head || joined && view.tokens().parent(turn) == Some(head))
    }

    /// Returns what a source is called where its words alone do not say.
    pub(super) fn name(&self, words: Span, head: u32, source: &Source) -> Option<String> {
        let view = self.view;
        if source.party.is_some() {
            return None;
        }
        let spokesperson = view.lexicon.kinds.spokesperson.contains(&view.word(head));
        if spokesperson && matches!(source.kind, SourceKind::Organisation | SourceKind::Government) {
            let body = view.body_of(head, view.tokens().within(words))?;
            let turn = self.head(body)?;
            return Some(self.phrase_name(body, turn));
        }
        let name = self.phrase_name(words, head);
        (name != words.of(view.text)).then_some(name)
    }

    /// The words of a phrase with those that point elsewhere put in their place: "his party" -> "Alonso Poll's party".
    pub(super) fn phrase_name(&self, words: Span, head: u32) -> String {
        let view = self.view;
        let tokens = view.tokens();
        let plain = words.of(view.text).to_owned();
        if let Some(name) = self.full_name(head).filter(|_| !matches!(view.tag(head), Tag::Nnp)) {
            return name;
        }
        if let Some(owner) = tokens.child(head, &[Label::Poss])
            && matches!(view.tag(owner), Tag::Nnp)
        {
            let gazetteer = Gazetteer::english();
            let own = tokens.words(tokens.reach(owner).start..owner + 1).of(view.text);
            let state = match gazetteer.named(own) {
                Some(Named::State(country) | Named::Seat(country)) => gazetteer.state(country),
                _ => None,
            };
            let rest = (owner + 1..head + 1).find(|at| view.label(*at) != Label::Case);
            if let (Some(state), Some(rest)) = (state, rest) {
                let rest = Span { start: tokens.span[rest as usize].start, ..words }.of(view.text);
                return format!("{} {rest}", state.adjective);
            }
        }
        let Some(owner) = tokens.child(head, &[Label::Poss]).filter(|owner| view.tag(*owner) == Tag::PrpPossessive)
        else {
            return plain;
        };
        let rest = Span { start: tokens.span[owner as usize].end, ..words }.of(view.text).trim_start();
        let called = self.full_name(owner).or_else(|| {
            let meant = view.analysis.meant_by(owner);
            let mentions = &view.analysis.mentions[*meant.first()?];
            let place = mentions.places.iter().find(|place| place.how == lang::How::Noun && place.head < owner)?;
            let naming = view.noun(place.head)?;
            Some(bare(naming.words.of(view.text)).to_owned())
        });
        called.map_or(plain, |called| format!("{}{rest}", owned(&called)))
    }

    /// The fullest name of the one whom a token means.
    pub(super) fn full_name(&self, token: u32) -> Option<String> {
        let view = self.view;
        let meant = view.analysis.meant_by(token);
        let [one] = meant[..] else { return None };
        let name = view.analysis.mentions[one].name.clone()?;
        Some(view.tokens().words(name).of(view.text).to_owned())
    }

    /// Returns the party that a name means: the one of that name, or the one person whose last name it is.
    pub(super) fn party(&mut self, mention: Span, role: Option<Span>, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(mention);
        if let Some(at) = meant.and_then(|meant| self.meant.get(&meant).copied()) {
            return self.mentioned(at, mention, kind);
        }
        let fullest = meant.and_then(|meant| self.view.analysis.mentions[meant].name.clone());
        let fullest = fullest.map(|name| self.article.words(self.view.tokens().words(name)));
        // "Col. Ada Poll": the parser may leave the stop to the name
        let fullest = fullest.map(|full| full.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let written = self.article.words(mention);
        // the shorter name of one who is named in full elsewhere
        let words = fullest.filter(|full| full.ends_with(written)).unwrap_or(written).to_owned();
        let same = self.named.get(&words).copied();
        let by_last = self.by_last.get(&words).map_or(&[][..], |all| &all[..]);
        let at = match (same, by_last) {
            (Some(at), _) | (None, &[at]) => at,
            // two people of that name: which one is not said
            (None, [_, _, ..]) => return None,
            (None, []) => self.add(words, kind, role, meant)?,
        };
        self.mentioned(at, mention, kind)
    }

    pub(super) fn add(
        &mut self,
        name: String,
        kind: SourceKind,
        role: Option<Span>,
        meant: Option<usize>,
    ) -> Option<PartyIx> {
        if self.parties.len() >= MAX_PARTIES {
            return None;
        }
        let at = self.parties.len() as PartyIx;
        let last = name.rsplit(' ').next().filter(|last| last.len() < name.len());
        if let Some(last) = last.filter(|_| matches!(kind, SourceKind::Person | SourceKind::Named)) {
            self.by_last.entry(last.to_owned()).or_default().push(at);
        }
        self.named.entry(name.clone()).or_insert(at);
        if let Some(meant) = meant {
            self.meant.entry(meant).or_insert(at);
        }
        self.parties.push(Party::new(name, kind, role));
        Some(at)
    }

    /// Notes that a party is mentioned, and what the words say it is.
    pub(super) fn mentioned(&mut self, at: PartyIx, mention: Span, kind: SourceKind) -> Option<PartyIx> {
        let party = self.parties.get_mut(at as usize)?;
        // who holds an office stays a person whatever one sentence looks like
        let turns = party.kind == SourceKind::Person && kind == SourceKind::Organisation && party.role.is_none();
        if party.kind == SourceKind::Named || turns {
            party.kind = kind;
        }
        if !party.mentions.contains(&mention) {
            party.mentions.push(mention);
        }
        Some(at)
    }

    /// Returns the number of the one whose mentions the words are among, when there is one only.
    pub(super) fn mentions_of(&self, words: Span) -> Option<usize> {
        match self.view.analysis.meant_by(self.head(words)?)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Returns the party that a pronoun or a noun means, when the article names it.
    pub(super) fn meant(&mut self, words: Span, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(words)?;
        if let Some(at) = self.meant.get(&meant) {
            return Some(*at);
        }
        let mentions = &self.view.analysis.mentions[meant];
        let name = self.view.tokens().words(mentions.name.clone()?);
        let naming = self.view.naming(name)?;
        let kind = match (mentions.kind, kind) {
            (ReferentKind::Person, _) if !self.is_state(mentions.name.clone()) => SourceKind::Person,
            (_, SourceKind::Unknown | SourceKind::Named) => self.view.kind(&naming),
            (_, kind) => kind,
        };
        let written = self.article.words(name).to_owned();
        if let Some(at) = self.named.get(&written) {
            return Some(*at);
        }
        let role = mentions.roles.first().map(|role| self.view.tokens().words(role.clone()));
        self.add(written, kind, role, Some(meant))
    }

    /// Gives sources the kind that their parties turned out to be.
    pub fn settle(&self, sources: &mut [Source]) {
        for source in sources {
            let kind = source.party.and_then(|party| self.parties.get(party as usize)).map(|party| party.kind);
            match (source.kind, kind) {
                (SourceKind::Person, Some(SourceKind::Organisation)) => source.kind = SourceKind::Organisation,
                (SourceKind::Organisation, Some(SourceKind::Person)) => source.kind = SourceKind::Person,
                _ => {}
            }
        }
    }
}
