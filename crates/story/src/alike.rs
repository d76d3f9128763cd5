//! How likely two sayings of one story are of one matter: by their words, who is in them, when it is, how much, and how it came out.

use jiff::{ToSpan, civil::Date};
use reading::{Interval, Status};

use crate::{Likeness, number::Number, saying::Saying};

/// Days that a stretch has at most for two sayings to be known by it: "this weekend", not "this year".
const MAX_DAYS: i32 = 4;
/// Parties in both, beyond which more tell nothing more.
const MAX_SHARED: usize = 3;
/// Numbers up to this say little: there are always two sides.
const SMALL: f64 = 2.0;

/// Weights of a logistic regression on 400 pairs of sayings of one matter and 11,959 others, of five stories of 12 to 32 reports
/// (2026-11-26; `examples/summit`, `examples/ferry` and three more). Each story judged by the weights of the others: mean precision over all
/// ranks .39, .37, .85 and .91; by words alone .18, .33, .73 and .66. In the order of [`Traits`].
const WEIGHTS: Traits = Traits {
    wording: 1.86,
    likeness: 2.47,
    deed: 1.72,
    parties: 0.40,
    days: 3.09,
    number: 0.83,
    counted: 0.46,
    outcome: -1.35,
};
const BIAS: f32 = -5.46;

/// What speaks for and against two sayings being of one matter, each `0..=1`.
#[derive(Debug, Clone, Copy)]
struct Traits {
    /// How much they say in so many words.
    wording: f32,
    /// How likely two sentences of any story tell the same.
    likeness: f32,
    /// How near the words are that are no names or numbers.
    deed: f32,
    /// Parties in both.
    parties: f32,
    /// Days that are in both, of all in them.
    days: f32,
    /// A number is in both.
    number: f32,
    /// They count the same thing, to whatever number.
    counted: f32,
    /// One tells the plan, the other how it came out.
    outcome: f32,
}

impl Traits {
    fn sum(self) -> f32 {
        let Traits { wording, likeness, deed, parties, days, number, counted, outcome } = self;
        BIAS + wording * WEIGHTS.wording
            + likeness * WEIGHTS.likeness
            + deed * WEIGHTS.deed
            + parties * WEIGHTS.parties
            + days * WEIGHTS.days
            + number * WEIGHTS.number
            + counted * WEIGHTS.counted
            + outcome * WEIGHTS.outcome
    }
}

/// Logarithm of the odds that two sayings are of one matter; their places in `likeness` are `a` and `b`.
pub(crate) fn odds(likeness: &Likeness, sayings: &[Saying], a: usize, b: usize) -> f32 {
    let (one, other) = (&sayings[a], &sayings[b]);
    let yes = |is: bool| f32::from(u8::from(is));
    let shared = one.parties.intersection(&other.parties).count().min(MAX_SHARED);
    let (days, all) = (one.days.intersection(&other.days).count(), one.days.union(&other.days).count());
    Traits {
        wording: likeness.wording(a, b),
        likeness: likeness.score(a, b),
        deed: likeness.deed(a, b),
        parties: shared as f32 / MAX_SHARED as f32,
        days: days as f32 / all.max(1) as f32,
        number: yes(share(one, other, |number, theirs| number.value == theirs.value)),
        counted: yes(counts_same(one, other)),
        outcome: yes(came_out(one, other)),
    }
    .sum()
}

/// Tells whether both count the same thing, to whatever number.
pub(crate) fn counts_same(one: &Saying, other: &Saying) -> bool {
    share(one, other, |number, theirs| !number.of.is_empty() && number.of == theirs.of)
}

/// Tells whether a number of one and a number of the other are as asked; small ones say nothing.
fn share(one: &Saying, other: &Saying, is_shared: impl Fn(&Number, &Number) -> bool) -> bool {
    let tells = |number: &&Number| number.value != 1.0 && number.value != SMALL;
    let theirs = || other.numbers.iter().filter(tells);
    one.numbers.iter().filter(tells).any(|number| theirs().any(|theirs| is_shared(number, theirs)))
}

/// Tells whether one tells a plan and the other how it came out: by their words, or because what both tell of one day is yet to be by the
/// one, and done or off by the other.
pub(crate) fn came_out(one: &Saying, other: &Saying) -> bool {
    if one.is_plan.zip(other.is_plan).is_some_and(|(one, other)| one != other) {
        return true;
    }
    let (mut same, mut apart) = (false, false);
    for (days, stage) in &one.events {
        for (_, then) in other.events.iter().filter(|(then, _)| meets(*days, *then)) {
            same |= then == stage;
            apart |= then != stage;
        }
    }
    apart && !same
}

/// How far an event has come, as coarsely as two articles of different days agree on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is to be.
    Ahead,
    /// It is or was.
    Done,
    /// It is not to be, or not then.
    Off,
}

impl Stage {
    /// Returns the stage of a status.
    pub fn of(status: Status) -> Stage {
        match status {
            Status::Expected | Status::Confirmed => Stage::Ahead,
            Status::UnderWay | Status::Held => Stage::Done,
            Status::Postponed | Status::Cancelled | Status::Denied => Stage::Off,
        }
    }
}

/// Returns the days of a stretch that is short enough for a saying to be known by it, none of a longer one.
pub(crate) fn days(of: Interval) -> impl Iterator<Item = Date> {
    let is_short = of.start.until(of.end).is_ok_and(|span| span.get_days() <= MAX_DAYS);
    of.start.series(1.day()).take_while(move |day| is_short && *day < of.end)
}

fn meets(a: Interval, b: Interval) -> bool {
    a.start < b.end && b.start < a.end
}
