//! What each side wants, over articles.

use jiff::Timestamp;
use reading::{ConditionKind, Side, Stance};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Likeness, Piece, Receipt, who::People};

/// A party's stance toward one thing, over articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Digest of its first mention.
    pub id: Id,
    /// Whose it is, by name.
    pub party: String,
    /// What they do.
    pub stance: Stance,
    /// Toward whom.
    pub toward: Option<String>,
    /// What is offered, demanded, refused, in words.
    pub what: String,
    /// What it hangs on, in words.
    pub condition: Option<(ConditionKind, String)>,
    /// Where it is told, oldest first.
    pub at: Vec<Receipt>,
    /// When it was first told.
    pub since: Option<Timestamp>,
    /// Place in [`crate::Story::positions`] of the one that took its place: the same party on the same thing, later, otherwise.
    pub gave_way_to: Option<u32>,
}

/// Share of words from which two positions of a party are the same one told twice.
const SAME: f32 = 0.5;
/// Share of words from which they are on the same thing.
const SAME_THING: f32 = 0.35;
/// Positions of one party that are compared.
const COMPARED: usize = 200;

/// Puts the positions of all pieces together: by party, then in the order in which they came up.
pub(crate) fn positions(pieces: &[&Piece], people: &People) -> Vec<Held> {
    let all = pieces
        .iter()
        .enumerate()
        .flat_map(|(number, piece)| piece.reading.positions.iter().map(move |position| (number, *piece, position)));
    let all: Vec<_> = all.collect();
    let likeness = Likeness::of(all.iter().map(|(_, piece, position)| piece.article.words(position.what)));
    let mut held: Vec<(String, usize, Held)> = Vec::new();
    for (at, (number, piece, position)) in all.iter().enumerate() {
        // who has no name in the article goes by the words
        let named = |side: Side| {
            let known = side.party.and_then(|party| people.party(*number, party).cloned());
            known.unwrap_or_else(|| {
                let words = piece.article.words(side.span);
                (words.to_lowercase(), words.to_owned())
            })
        };
        let (key, party) = named(position.party);
        let same = |(other, place, held): &&mut (String, usize, Held)| {
            *other == key && held.stance == position.stance && likeness.wording(*place, at) >= SAME
        };
        let receipt = piece.receipt(position.why.span);
        if let Some((_, _, known)) = held.iter_mut().rev().take(COMPARED).find(same) {
            known.at.push(receipt);
            continue;
        }
        let words = |span| piece.article.words(span).to_owned();
        let what = words(position.what);
        let id = Id::of(&["position", &piece.article.id.to_string(), &position.what.start.to_string(), &party, &what]);
        held.push((
            key,
            at,
            Held {
                id,
                party,
                stance: position.stance,
                toward: position.toward.map(|side| named(side).1),
                what,
                condition: position.condition.map(|(kind, span)| (kind, words(span))),
                at: vec![receipt],
                since: piece.at,
                gave_way_to: None,
            },
        ));
    }
    held.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    for at in 0..held.len() {
        let (key, place, old) = &held[at];
        let later = held.iter().enumerate().skip(at + 1).take(COMPARED).take_while(|(_, (other, ..))| other == key);
        let moved = later.filter(|(_, (_, other, new))| {
            new.stance != old.stance && new.since > old.since && likeness.wording(*place, *other) >= SAME_THING
        });
        let new = moved.map(|(next, _)| next as u32).next();
        held[at].2.gave_way_to = new;
    }
    held.into_iter().map(|(_, _, held)| held).collect()
}
