//! What all questions of an article look up: which event is in which sentence, of which kind, with whom and where.

use super::{
    super::{Reading, lexicon::Effect},
    Somebody, Spot,
    row::group,
};
use crate::Event;

/// Events before one among which one of its kind is looked for.
const MAX_KIN: usize = 40;

/// The events of an article with what is looked up of them again and again.
pub(super) struct Whole<'e> {
    /// The events, as the rules have them.
    pub(super) events: &'e [Event],
    /// Who might take part.
    pub(super) people: &'e [Somebody],
    /// Where it might be.
    pub(super) spots: &'e [Spot],
    /// The sentence of each event.
    pub(super) sentences: Vec<Option<usize>>,
    /// Each event's place in the list of kinds.
    groups: Vec<Option<usize>>,
    /// What each token makes of an event that hangs on it.
    pub(super) effects: Vec<Option<Effect>>,
    /// Whether somebody is a filler of an event: `[somebody][event]`.
    pub(super) fills: Vec<Vec<bool>>,
    /// Whether an event is at a place: `[spot][event]`.
    pub(super) there: Vec<Vec<bool>>,
}

impl<'e> Whole<'e> {
    /// Looks at an article once.
    pub(super) fn of(
        reading: &Reading<'_>,
        events: &'e [Event],
        people: &'e [Somebody],
        spots: &'e [Spot],
    ) -> Whole<'e> {
        let fills = |somebody: &Somebody| -> Vec<bool> {
            let fills = |event: &Event| event.roles.iter().any(|filler| reading.is(somebody, filler));
            events.iter().map(fills).collect()
        };
        let there = |spot: &Spot| -> Vec<bool> {
            let there = |event: &Event| event.place.is_some_and(|place| Reading::is_at(spot, place));
            events.iter().map(there).collect()
        };
        Whole {
            events,
            people,
            spots,
            sentences: events.iter().map(|event| reading.sentence(event.trigger)).collect(),
            groups: events.iter().map(group).collect(),
            effects: (0..reading.tree.tokens.len() as u32).map(|token| reading.tree.effect(token)).collect(),
            fills: people.iter().map(fills).collect(),
            there: spots.iter().map(there).collect(),
        }
    }

    /// Returns the nearest event before one, of the same kind, that `fits`.
    pub(super) fn kin(&self, at: usize, fits: impl Fn(&Event) -> bool) -> Option<usize> {
        (0..at).rev().take(MAX_KIN).find(|other| self.is_kin(at, *other) && fits(&self.events[*other]))
    }

    /// Tells whether two events are of one kind.
    pub(super) fn is_kin(&self, one: usize, other: usize) -> bool {
        self.groups[one] == self.groups[other]
    }

    /// Returns how many sentences apart two events are, 12 where one is in none.
    pub(super) fn apart(&self, sentence: usize, other: Option<usize>) -> i64 {
        let there = other.and_then(|other| self.sentences[other]);
        there.map_or(12, |there| sentence.abs_diff(there) as i64)
    }

    /// Counts the events of a list of yes and no that `fits`.
    pub(super) fn count(list: &[bool], fits: impl Fn(usize) -> bool) -> i64 {
        list.iter().enumerate().filter(|(at, is)| **is && fits(*at)).count() as i64
    }
}
