//! What is expected to happen, over articles, with its history.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use reading::{CalendarKind, Event, Interval, StatementIx, Status};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Piece, Receipt, piece::day, who::People, words::words};

/// One event over articles. Two meetings with the same people a week apart are two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Digest of its first step.
    pub id: Id,
    /// What kind.
    pub kind: CalendarKind,
    /// Who takes part, by name, in the order of first mention.
    pub who: Vec<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// The days it is or was set for, as last heard.
    pub when: Option<Interval>,
    /// What the last step says of it.
    pub status: Status,
    /// Each mention, oldest first; old dates and states are kept here.
    pub history: Vec<Step>,
}

/// One mention of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The words.
    pub at: Receipt,
    /// When they were published.
    pub published: Option<Timestamp>,
    /// What they say of it.
    pub status: Status,
    /// The days they give.
    pub when: Option<Interval>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
}

/// Days by which two mentions without a move between them may be apart and still mean one event.
const APART: i32 = 1;
/// What makes two mentions one event: the kind, who, where, when. At least this much.
const ONE_EVENT: f32 = 2.0;
/// Kinds that are told of in each other's words: talks are a meeting.
const GATHERINGS: [&str; 5] = ["meeting", "talks", "summit", "visit", "call"];
/// Kinds that say nothing of what happens.
const ANY: &str = "other";
/// Days between two mentions of a gathering beyond which they need days of their own to be one: there will be talks again.
const FRESH: i32 = 7;
/// Appointments that a mention is compared with: the last ones.
const COMPARED: usize = 200;

/// Puts the events of all pieces together, oldest piece first; by day, those without a day last.
pub(crate) fn calendar(pieces: &[&Piece], people: &People) -> Vec<Appointment> {
    let mut known: Vec<Known> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        for event in piece.reading.events.iter().filter(|event| event.is_entry()) {
            if in_passing(event, &piece.reading.events) {
                continue;
            }
            let new = Known::of(number, piece, event, people);
            let near = known.iter().enumerate().rev().take(COMPARED).map(|(at, old)| (at, old.nearness(&new)));
            let best =
                near.filter(|(_, score)| *score >= ONE_EVENT).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            match best {
                Some((at, _)) => known[at].add(new),
                None => known.push(new),
            }
        }
    }
    let mut calendar: Vec<Appointment> = known.into_iter().map(|known| known.appointment).collect();
    calendar.sort_by_key(|one| (one.when.is_none(), one.when.map(|when| (when.start, when.end)), one.id));
    calendar
}

/// Tells whether a mention only says what another of its sentence is about: "talks on the collision, planned for Tuesday".
fn in_passing(event: &Event, all: &[Event]) -> bool {
    let bare = |event: &Event| event.days.is_none() && event.roles.is_empty();
    let tells = |other: &Event| other.is_entry() && other.kind != event.kind && !bare(other);
    bare(event) && all.iter().any(|other| other.why.span == event.why.span && tells(other))
}

/// An appointment, and what tells it from others.
struct Known {
    appointment: Appointment,
    keys: BTreeSet<String>,
    /// Words with a capital of the names.
    names: BTreeSet<String>,
    places: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Known {
    fn of(number: usize, piece: &Piece, event: &Event, people: &People) -> Known {
        let (mut who, mut keys) = (Vec::new(), BTreeSet::new());
        for filler in &event.roles {
            let party = filler.party.and_then(|party| people.party(number, party));
            let words = || piece.article.words(filler.span).to_owned();
            let name = party.map_or_else(words, |(_, name)| name.clone());
            keys.insert(party.map_or_else(|| name.to_lowercase(), |(key, _)| key.clone()));
            if !who.contains(&name) {
                who.push(name);
            }
        }
        let place = event.place.map(|span| piece.article.words(span).to_owned());
        let tokens =
            |text: &str| words(text).filter(|word| word.capital).map(|word| word.lower).collect::<BTreeSet<_>>();
        let sentence = piece.article.words(event.why.span);
        let step = Step {
            at: piece.receipt(event.why.span),
            published: piece.at,
            status: event.status,
            when: event.days,
            word_of: event.word_of,
        };
        let id =
            Id::of(&["appointment", &piece.article.id.to_string(), &event.trigger.start.to_string(), &event.kind.0]);
        Known {
            places: place.as_deref().map(tokens).unwrap_or_default(),
            words: tokens(sentence),
            names: who.iter().flat_map(|name| tokens(name)).collect(),
            keys,
            appointment: Appointment {
                id,
                kind: event.kind.clone(),
                who,
                place,
                when: event.days,
                status: event.status,
                history: vec![step],
            },
        }
    }

    /// How much speaks for a mention being of this event; nothing when its kind or day speaks against it.
    fn nearness(&self, new: &Known) -> f32 {
        let (one, other) = (&self.appointment, &new.appointment);
        let gathers = |kind: &CalendarKind| GATHERINGS.contains(&kind.0.as_str());
        let kind = match () {
            _ if one.kind == other.kind => 1.0,
            _ if gathers(&one.kind) && gathers(&other.kind) => 0.7,
            _ => return 0.0,
        };
        let moves = matches!(other.status, Status::Postponed | Status::Cancelled | Status::Denied)
            || matches!(one.status, Status::Postponed);
        let when = match (one.when, other.when) {
            (Some(a), Some(b)) if apart(a, b) <= APART => 1.0,
            // a coarse day ("next week") holds a finer one; days that do not meet are two events, unless it was moved
            (Some(_), Some(_)) if moves => 0.3,
            (Some(_), Some(_)) => return 0.0,
            _ => 0.3,
        };
        let undated = one.when.is_none() || other.when.is_none();
        if undated && gathers(&one.kind) && !self.is_fresh(new) {
            return 0.0;
        }
        // "Envoys of Arlen and Vesk" are Arlen and Vesk
        let who = overlap(&self.keys, &new.keys).max(overlap(&self.names, &new.names));
        let place = if self.places.is_empty() || new.places.is_empty() {
            0.2
        } else if self.places.is_disjoint(&new.places) {
            -0.8
        } else {
            0.7
        };
        let (day, here) = (when >= 1.0, place > 0.5);
        // what is of no kind, or has nobody in it, is known by its day or place alone
        if one.kind.0 == ANY && !(day && (here || who > 0.0)) {
            return 0.0;
        }
        if self.keys.is_empty() || new.keys.is_empty() {
            if !day && !here {
                return 0.0;
            }
            return kind + when + place + overlap(&self.words, &new.words);
        }
        // nobody in common are two events
        if who == 0.0 && overlap(&self.words, &new.words) < 0.5 { 0.0 } else { kind + when + place + who }
    }

    /// Tells whether a mention came soon after the last one, or before the day or near it.
    fn is_fresh(&self, new: &Known) -> bool {
        let last = |known: &Known| known.appointment.history.last().and_then(|step| step.published).map(day);
        let Some(now) = last(new) else { return true };
        let near = |then: Date| {
            let (from, to) = if then <= now { (then, now) } else { (now, then) };
            from.until(to).is_ok_and(|span| span.get_days() <= FRESH)
        };
        last(self).is_none_or(near) || self.appointment.when.is_some_and(|when| now <= when.start || near(when.start))
    }

    fn add(&mut self, new: Known) {
        let (one, other) = (&mut self.appointment, new.appointment);
        let Some(step) = other.history.into_iter().next() else { return };
        for name in other.who {
            if self.keys.len() < MAX_NAMES && !one.who.contains(&name) && !new.keys.is_subset(&self.keys) {
                one.who.push(name);
            }
        }
        // an old plan told again does not undo what was decided since
        let settled = matches!(one.status, Status::Held | Status::Cancelled | Status::Postponed | Status::Denied);
        let plan = matches!(step.status, Status::Expected);
        let again = plan && settled && (step.when.is_none() || step.when == one.when);
        // it took place where that is told, and was moved to where it was not set for
        let here = matches!(step.status, Status::Held) && step.when.is_some() || step.when != one.when;
        if !again && here && other.place.is_some() {
            one.place.clone_from(&other.place);
        }
        if !again {
            one.status = step.status;
            let moved_without_day = step.status == Status::Postponed && step.when == one.when;
            if step.when.is_some() && !moved_without_day {
                one.when = step.when;
            }
        }
        one.place = one.place.take().or(other.place);
        one.history.push(step);
        self.keys.extend(new.keys);
        self.names.extend(new.names);
        self.places.extend(new.places);
        self.words.extend(new.words);
    }
}

/// Names that an appointment takes from its mentions, at most.
const MAX_NAMES: usize = 40;

/// Days between two stretches; 0 where they meet.
fn apart(a: Interval, b: Interval) -> i32 {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    if second.start < first.end {
        return 0;
    }
    first.end.until(second.start).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
}

/// Share of the smaller set that is in the other.
fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let smaller = a.len().min(b.len());
    if smaller == 0 { 0.0 } else { a.intersection(b).count() as f32 / smaller as f32 }
}
