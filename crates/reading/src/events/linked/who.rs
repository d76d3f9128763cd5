//! Who might take part: the parties of the article, and people without a name.

use std::collections::{BTreeMap, BTreeSet};

use lang::{Label, Tag};
use text::Span;

use super::{
    super::Reading,
    Asked, Case,
    row::{Row, Told, part},
    whole::Whole,
};
use crate::{Event, Filler, PartyIx, Source, SourceKind};

/// Who is looked at in one article at most.
const MAX_SOMEBODY: usize = 48;
/// Sentences from the event beyond which only those are looked at who are spoken of most.
const NEAR: usize = 5;
const SALIENT: usize = 8;

/// Somebody who might take part.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// The party, where it is one.
    pub party: Option<PartyIx>,
    /// Where they are spoken of: the words and the token that the others hang on, in the order of the text.
    pub mentions: Vec<(Span, u32)>,
    /// What they are, roughly, and as the party has it.
    kind: Option<usize>,
    sort: Option<(SourceKind, bool)>,
    /// For whom they speak.
    side: Option<PartyIx>,
    /// Statements that are laid on them.
    spoken: usize,
    /// What their words say that they are.
    about: Row,
    /// Whether they stand in the headline and in the first sentence.
    stands: Row,
}

/// What is seen of everybody at one event.
struct Beside {
    /// Mentions in its sentence.
    here: Vec<usize>,
    /// The last mention before it.
    last: Vec<Option<u32>>,
    /// The event of its kind before it.
    kin: Option<usize>,
}

fn speaks(sources: &[Source], party: Option<PartyIx>) -> bool {
    sources.iter().any(|source| party.is_some() && source.party == party)
}

impl Somebody {
    fn new(party: Option<PartyIx>, mentions: Vec<(Span, u32)>) -> Somebody {
        let (kind, sort, side, spoken) = (None, None, None, 0);
        Somebody { party, mentions, kind, sort, side, spoken, about: Row::default(), stands: Row::default() }
    }
}

impl Reading<'_> {
    /// Lists who might take part in what the article tells.
    pub(super) fn somebodies(&self, events: &[Event]) -> Vec<Somebody> {
        let tree = &self.tree;
        let mut all: Vec<Somebody> = Vec::new();
        for (party, at) in self.scene.parties.iter().zip(0..) {
            let heads = party.mentions.iter().filter_map(|span| {
                let head = tree.tokens.head_of(tree.tokens.within(*span))?;
                Some((*span, head))
            });
            all.push(Somebody::new(Some(at), heads.collect()));
        }
        let mut unnamed: BTreeMap<&str, Vec<(Span, u32)>> = BTreeMap::new();
        let fillers = events.iter().flat_map(|event| &event.roles).filter(|filler| filler.party.is_none());
        let filled: BTreeSet<u32> =
            fillers.filter_map(|filler| tree.tokens.head_of(tree.tokens.within(filler.span))).collect();
        for token in 0..tree.tokens.len() as u32 {
            let labels = [
                Label::Nsubj,
                Label::Nsubjpass,
                Label::Dobj,
                Label::Pobj,
                Label::Conj,
                Label::Poss,
                Label::Appos,
                Label::Compound,
            ];
            let people = matches!(tree.tag(token), Tag::Nn | Tag::Nns) && tree.is(token, &labels);
            // a thing takes no part, and what a pronoun means is asked of by its name
            // ... nor "the two sides", who are asked of one by one
            let asked = people || filled.contains(&token) && tree.is_noun(token);
            // "came into force"
            let into = tree.tokens.parent(token).is_some_and(|above| tree.form(above) == "into");
            if !asked || into || !tree.is_side(token) || self.scene.pair(token).is_some() {
                continue;
            }
            let span = tree.phrase(token);
            match self.scene.party_of(span).or_else(|| self.scene.places.party_at(token)) {
                Some(party) => {
                    if let Some(known) = all.get_mut(party as usize) {
                        let place = known.mentions.partition_point(|(_, head)| *head < token);
                        if known.mentions.get(place).is_none_or(|(_, head)| *head != token) {
                            known.mentions.insert(place, (span, token));
                        }
                    }
                }
                None => unnamed.entry(tree.lemma(token)).or_default().push((span, token)),
            }
        }
        all.extend(unnamed.into_values().map(|mentions| Somebody::new(None, mentions)));
        all.retain(|somebody| !somebody.mentions.is_empty());
        all.sort_by_key(|somebody| (std::cmp::Reverse(somebody.mentions.len()), somebody.mentions[0].1));
        all.truncate(MAX_SOMEBODY);
        all.iter_mut().for_each(|somebody| self.look(somebody));
        all
    }

    /// Asks of everybody whether they take part in an event.
    pub(super) fn ask_who(&self, told: &Told, whole: &Whole<'_>, asked: &mut Asked) {
        let event = &whole.events[told.at];
        let here = |head: u32| self.scene.analysis.sentence_of(head) == Some(told.sentence);
        let last = |somebody: &Somebody| {
            somebody.mentions.iter().map(|(_, head)| *head).filter(|head| *head < told.head).max()
        };
        let beside = Beside {
            here: whole.people.iter().map(|one| one.mentions.iter().filter(|(_, head)| here(*head)).count()).collect(),
            last: whole.people.iter().map(last).collect(),
            kin: whole.kin(told.at, |other| !other.roles.is_empty()),
        };
        for (candidate, somebody) in whole.people.iter().enumerate() {
            let apart = |(_, head): &(Span, u32)| {
                self.scene.analysis.sentence_of(*head).map_or(usize::MAX, |at| at.abs_diff(told.sentence))
            };
            let near = somebody.mentions.iter().map(apart).min().is_some_and(|apart| apart <= NEAR);
            // "a prisoner exchange": the event's own words are nobody's
            let own = |(span, _): &(Span, u32)| event.trigger.has(*span) || span.has(event.trigger);
            if somebody.mentions.iter().all(own) {
                continue;
            }
            let by_rule = whole.fills[candidate][told.at];
            if near || candidate < SALIENT || by_rule {
                let row = self.who(told, whole, &beside, candidate);
                asked.push(Case::new(told.at, candidate, by_rule), &row);
            }
        }
    }

    fn who(&self, told: &Told, whole: &Whole<'_>, beside: &Beside, candidate: usize) -> Row {
        let (event, somebody) = (&whole.events[told.at], &whole.people[candidate]);
        let mut row = told.row();
        let best = told.nearest(self, &somebody.mentions);
        told.bond(self, best.1, &mut row);
        row.one_of(somebody.kind, 6);
        row.yes(self.tree.tag(best.1) == Tag::Prp || self.tree.tag(best.1) == Tag::PrpPossessive);
        row.yes(matches!(self.tree.tag(best.1), Tag::Nns | Tag::Nnps));
        row.number(somebody.mentions.len() as i64, 12);
        row.number(candidate as i64, 12);
        let first = self.scene.analysis.sentence_of(somebody.mentions[0].1).unwrap_or_default();
        row.number(first as i64, 12);
        row.number(beside.here[candidate] as i64, 4);
        let before = somebody.mentions.iter().filter(|(_, head)| *head < told.head).count();
        row.number(before as i64, 8);
        // who tells of it
        let statement = event.word_of.and_then(|at| self.scene.statements.get(at as usize));
        row.yes(statement.is_some_and(|statement| speaks(&statement.sources, somebody.party)));
        row.number(somebody.spoken as i64, 5);
        // what the rules say
        let filler = event.roles.iter().find(|filler| self.is(somebody, filler));
        row.one_of(filler.map(|filler| part(filler.role)), 3);
        let fills = &whole.fills[candidate];
        row.yes(beside.kin.is_some());
        row.yes(beside.kin.is_some_and(|kin| fills[kin]));
        row.number(whole.apart(told.sentence, beside.kin), 12);
        row.number(Whole::count(fills, |at| at != told.at && whole.is_kin(at, told.at)), 5);
        row.number(Whole::count(fills, |at| at != told.at), 8);
        // who is already there for the same side
        let same_side = |(other, one): (usize, &Somebody)| {
            other != candidate && whole.fills[other][told.at] && somebody.side.is_some() && one.side == somebody.side
        };
        row.yes(whole.people.iter().enumerate().any(same_side));
        row.yes(somebody.side.is_some() && somebody.side != somebody.party);
        row.yes(somebody.mentions.iter().any(|(span, _)| event.place.is_some_and(|place| place.has(*span))));
        row.number(beside.here.iter().filter(|count| **count > 0).count() as i64, 8);
        row.0.extend(&somebody.about.0);
        row.yes(self.tree.is_side(best.1));
        row.yes(self.tree.tag(best.1) == Tag::Cd);
        row.0.extend(&somebody.stands.0);
        // how near they were spoken of before the event, among all and among those of their kind
        let own = beside.last[candidate];
        let nearer = |other: &usize| beside.last[*other] > own;
        let of_kind = |other: &usize| whole.people[*other].sort == somebody.sort;
        let all = || 0..whole.people.len();
        row.number(all().filter(nearer).count() as i64, 12);
        row.number(all().filter(of_kind).filter(nearer).count() as i64, 12);
        row.number(all().filter(of_kind).count() as i64, 12);
        let same = |other: &usize| somebody.side.is_some() && whole.people[*other].side == somebody.side;
        row.number(all().filter(same).count() as i64, 6);
        row
    }

    /// Looks at somebody once for all events: what the words say that they are, a court, a union, a crowd, and where they stand.
    fn look(&self, somebody: &mut Somebody) {
        const LOOKED: usize = 6;
        let tree = &self.tree;
        let party = somebody.party.and_then(|at| self.scene.parties.get(at as usize));
        somebody.kind = party.map(|party| match party.kind {
            SourceKind::Person => 0,
            SourceKind::Government if party.is_state() => 1,
            SourceKind::Government => 2,
            SourceKind::Organisation | SourceKind::Named => 3,
            SourceKind::Outlet | SourceKind::Document => 4,
            _ => 5,
        });
        somebody.sort = party.map(|party| (party.kind, party.is_state()));
        somebody.side = somebody.party.map(|at| self.scene.side_of(at));
        let spoken = self.scene.statements.iter().filter(|statement| speaks(&statement.sources, somebody.party));
        somebody.spoken = spoken.count();
        let name = party.map(|party| party.name.to_lowercase());
        let last = |words: &str| words.split_whitespace().next_back().unwrap_or_default().to_owned();
        let mut words: Vec<String> = name.iter().map(|name| last(name)).collect();
        words.extend(somebody.mentions.iter().take(LOOKED).map(|(_, head)| tree.lemma(*head).to_owned()));
        for side in &tree.words.sides {
            somebody
                .about
                .yes(words.iter().any(|word| side.contains(word) || side.contains(word.trim_end_matches('s'))));
        }
        let title = self.scene.article.title.as_ref().map(|title| title.value.to_lowercase()).unwrap_or_default();
        let named = name.as_ref().is_some_and(|name| title.contains(&last(name)));
        let in_title = named || words.iter().any(|word| word.len() > 3 && title.contains(word));
        somebody.stands.yes(!title.is_empty() && in_title);
        let lead = self.scene.analysis.sentences.first().map(|sentence| sentence.tokens.clone()).unwrap_or_default();
        let in_lead = somebody.mentions.iter().find(|(_, head)| lead.contains(head));
        somebody.stands.yes(in_lead.is_some());
        let subject = |head: u32| tree.is(tree.first_joined(head), &[Label::Nsubj, Label::Nsubjpass]);
        somebody.stands.yes(in_lead.is_some_and(|(_, head)| subject(*head)));
    }

    /// Tells whether a filler is somebody.
    pub(super) fn is(&self, somebody: &Somebody, filler: &Filler) -> bool {
        match filler.party {
            Some(party) => somebody.party == Some(party),
            None => {
                somebody.party.is_none()
                    && somebody
                        .mentions
                        .iter()
                        .any(|(span, head)| *span == filler.span || filler.span.has(self.tree.span(*head, *head)))
            }
        }
    }

    /// The best mention that is no pronoun: the words that tell who it is.
    pub(super) fn named_mention(&self, told: &Told, somebody: &Somebody) -> Span {
        let is_named = |(_, head): &&(Span, u32)| !matches!(self.tree.tag(*head), Tag::Prp | Tag::PrpPossessive);
        let best = told.nearest(self, &somebody.mentions);
        let before = || somebody.mentions.iter().rev().filter(is_named).find(|(_, head)| *head < told.head);
        let named = Some(&best).filter(is_named).or_else(before).or_else(|| somebody.mentions.iter().find(is_named));
        named.unwrap_or(&best).0
    }
}
