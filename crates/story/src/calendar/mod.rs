//! What is expected to happen, over articles, with its history.

mod known;

use jiff::Timestamp;
use reading::{CalendarKind, Event, Interval, StatementIx, Status};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Piece, Receipt, piece::day, who::People};
use known::Known;

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
    /// What the last step says of it; held where that was under way and its days are over by the last report of the story.
    pub status: Status,
    /// Whether it hangs on something else, by most of its steps: "if the truce holds".
    pub conditional: bool,
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
    /// Whether they let it hang on something else.
    pub conditional: bool,
    /// The days they give.
    pub when: Option<Interval>,
    /// The statement that vouches for it.
    pub word_of: Option<StatementIx>,
}

/// Returns the status as it is shown: one that is expected and hangs on something is conditional.
pub fn shown(status: Status, conditional: bool) -> &'static str {
    match status {
        Status::Expected | Status::Confirmed if conditional => "conditional",
        Status::UnderWay => "under-way",
        status => status.name(),
    }
}

impl Appointment {
    /// Returns the status as it is shown.
    pub fn shown(&self) -> &'static str {
        shown(self.status, self.conditional)
    }
}

impl Step {
    /// Returns the status as it is shown.
    pub fn shown(&self) -> &'static str {
        shown(self.status, self.conditional)
    }
}

/// What makes two mentions one event: the kind, who, where, when. At least this much.
const ONE_EVENT: f32 = 2.0;
/// Appointments that a mention is compared with: the last ones.
const COMPARED: usize = 200;

/// Puts the events of all pieces together, oldest piece first; by day, those without a day last.
pub(crate) fn calendar(pieces: &[&Piece], people: &People) -> Vec<Appointment> {
    let mut known: Vec<Known> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        // the gathering that this article spoke of last, and the sentence's last appointment
        let (mut spoken_of, mut before): (Option<usize>, Option<(text::Span, usize)>) = (None, None);
        for event in piece.reading.events.iter().filter(|event| event.is_entry()) {
            if in_passing(event, &piece.reading.events) {
                continue;
            }
            let new = Known::of(number, piece, event, people);
            let moved = before.filter(|(sentence, _)| event.new_date && *sentence == event.why.span);
            let meant = moved.map(|(_, at)| at).or_else(|| spoken_of.filter(|at| new.points_back(&known[*at])));
            let near = || {
                let near = known.iter().enumerate().rev().take(COMPARED).map(|(at, old)| (at, old.nearness(&new)));
                let near = near.filter(|(_, score)| *score >= ONE_EVENT);
                near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
            };
            let at = match meant.or_else(near) {
                Some(at) => {
                    known[at].add(new);
                    at
                }
                None if new.tells() => {
                    known.push(new);
                    known.len() - 1
                }
                None => continue,
            };
            before = Some((event.why.span, at));
            if known[at].gathers() {
                spoken_of = Some(at);
            }
        }
    }
    let last = pieces.iter().filter_map(|piece| piece.at).max().map(day);
    let mut calendar: Vec<Appointment> = known.into_iter().map(|one| one.done(last)).collect();
    calendar.sort_by_key(|one| (one.when.is_none(), one.when.map(|when| (when.start, when.end)), one.id));
    calendar
}

/// Tells whether a mention only says what another of its sentence is about: "talks on the collision, planned for Tuesday".
fn in_passing(event: &Event, all: &[Event]) -> bool {
    let bare = |event: &Event| event.days.is_none() && event.roles.is_empty();
    let tells = |other: &Event| other.is_entry() && other.kind != event.kind && !bare(other);
    bare(event) && all.iter().any(|other| other.why.span == event.why.span && tells(other))
}
