//! An appointment while articles are read, and whether a mention is of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use reading::{CalendarKind, Event, Filler, Interval, Status};
use text::{Id, Span};

use super::{Appointment, Step};
use crate::{Piece, lexicon::Lexicon, piece::day, who::People, words::words};

/// Days by which two mentions without a move between them may be apart and still mean one event.
const APART: i32 = 1;
/// People who meet each other, and no others.
const PAIR: usize = 2;
const TALKS: &str = "talks";
const VISIT: &str = "visit";
/// Holds or is hoped for without a day: a row though none is told.
const CEASEFIRE: &str = "ceasefire";
/// Kinds that say nothing of what happens.
const ANY: &str = "other";
/// Days between two mentions of a gathering beyond which they need days of their own to be one: there will be talks again.
const FRESH: i32 = 7;
/// Names that an appointment takes from its mentions, at most.
const MAX_NAMES: usize = 40;
/// Words behind the one that tells of an event among which the same is looked for: "met alone", "see each other face to face".
const BEHIND: usize = 7;
/// Words before the one that tells of an event among which those stand that tell it from others: "a second round of talks".
const BEFORE: usize = 4;

/// An appointment, and what tells it from others.
pub(super) struct Known {
    appointment: Appointment,
    /// Keys of those who take part.
    keys: BTreeSet<String>,
    /// States and bodies that take part themselves or by somebody of theirs.
    sides: BTreeSet<String>,
    /// Keys of the persons among them.
    persons: BTreeSet<String>,
    /// Words with a capital of the names.
    names: BTreeSet<String>,
    places: BTreeSet<String>,
    words: BTreeSet<String>,
    /// What sort of gathering it is, as the lexicon names it: in threes, the second of its kind.
    marks: BTreeSet<String>,
    /// How many of those who take part are known by name.
    parties: usize,
    /// Whether its place is a state, which holds the town that another mention names.
    is_wide: bool,
    /// Whether it is spoken of as known: "the talks".
    is_definite: bool,
    /// Whether it only gives the new date of the event before it.
    is_new_date: bool,
}

impl Known {
    /// Takes in one mention.
    pub fn of(number: usize, piece: &Piece, event: &Event, people: &People) -> Known {
        let article = piece.article;
        let place = event.place.map(|span| article.words(span).to_owned());
        let (mut who, mut keys, mut sides) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        let (mut persons, mut named) = (BTreeSet::new(), 0);
        for filler in event.who().filter(|filler| takes_part(piece, event, filler)) {
            let parties = people.within(number, piece, filler);
            for (party, key, name) in &parties {
                if people.is_outlet(name) || place.as_deref().is_some_and(|place| place.contains(name.as_str())) {
                    continue;
                }
                if people.is_person(key) {
                    persons.insert(key.clone());
                }
                named += usize::from(keys.insert(key.clone()));
                sides.extend(people.side(number, *party));
                if !who.contains(name) {
                    who.push(name.clone());
                }
            }
            let words = article.words(filler.span).to_owned();
            let nobody = Lexicon::english().nobody.contains(&words.to_lowercase());
            if parties.is_empty() && !nobody && !who.contains(&words) {
                keys.insert(words.to_lowercase());
                who.push(words);
            }
        }
        let tokens =
            |text: &str| words(text).filter(|word| word.capital).map(|word| word.lower).collect::<BTreeSet<_>>();
        // nothing was held before its day
        let early = piece.at.zip(event.days).is_some_and(|(at, days)| day(at) < days.start);
        let status = match event.status {
            Status::Held | Status::UnderWay if early => Status::Confirmed,
            status => status,
        };
        let step = Step {
            at: piece.receipt(event.why.span),
            published: piece.at,
            status,
            conditional: event.conditional,
            when: event.days,
            word_of: event.word_of,
        };
        let id = Id::of(&["appointment", &article.id.to_string(), &event.trigger.start.to_string(), &event.kind.0]);
        let sentence = event.why.span;
        let before = Span { start: sentence.start.min(event.trigger.start), end: event.trigger.start };
        let before: Vec<_> = words(article.words(before)).map(|word| word.lower).collect();
        let before = &before[before.len().saturating_sub(BEFORE)..];
        let lists = Lexicon::english();
        let phrase = format!(" {} ", before.join(" "));
        let has = |words: &String| phrase.contains(&format!(" {words} "));
        let behind = Span { start: event.trigger.end.min(sentence.end), end: sentence.end };
        let behind: Vec<_> = words(article.words(behind)).take(BEHIND).map(|word| word.lower).collect();
        let behind = format!(" {} ", behind.join(" "));
        let follows = |words: &String| behind.contains(&format!(" {words} "));
        let marks = lists.gathering_marks.iter().filter(|(name, phrases)| {
            phrases.iter().any(has) || lists.marks_behind.contains(*name) && phrases.iter().any(follows)
        });
        Known {
            is_wide: place.as_deref().is_some_and(|place| people.is_state(place)),
            places: place.as_deref().map(tokens).unwrap_or_default(),
            words: tokens(article.words(sentence)),
            names: who.iter().flat_map(|name| tokens(name)).collect(),
            marks: marks.map(|(name, _)| name.clone()).collect(),
            is_definite: before.last().is_some_and(|word| lists.definite.contains(word)),
            is_new_date: event.new_date,
            parties: named,
            persons,
            keys,
            sides,
            appointment: Appointment {
                id,
                kind: event.kind.clone(),
                who,
                place,
                when: event.days,
                status,
                conditional: event.conditional,
                history: vec![step],
            },
        }
    }

    /// Tells whether it is a meeting of some sort.
    pub fn gathers(&self) -> bool {
        gathers(&self.appointment.kind)
    }

    /// Tells whether a mention says nothing of its own by which it could be told from the gathering that the article spoke of before:
    /// "the talks", or "the talks would go on" the day after.
    pub fn points_back(&self, before: &Known) -> bool {
        let days = before.appointment.when.zip(self.appointment.when);
        let near = self.appointment.when.is_none() || days.is_some_and(|(then, now)| apart(then, now) <= APART);
        let bare = self.keys.is_empty() && self.places.is_empty() && self.marks.is_empty();
        self.gathers() && self.is_definite && bare && near
    }

    /// Tells whether a mention says enough to be a row of its own: of an appointment when, or who and what, of a gathering also where or of
    /// which sort; of any other deed when, or that it is called off; of what is of no kind when it will be. A deed without a day is told,
    /// and is nothing to keep a date for.
    pub fn tells(&self) -> bool {
        let (one, named) = (&self.appointment, !self.keys.is_empty());
        let sort = !self.places.is_empty() || !self.marks.is_empty();
        let off = matches!(one.status, Status::Postponed | Status::Cancelled | Status::Denied);
        let ahead = matches!(one.status, Status::Expected | Status::Confirmed) || off;
        match one.kind.0.as_str() {
            ANY => one.when.is_some() && (ahead || self.parties > 1),
            kind if one.kind.is_dated() || kind == CEASEFIRE => one.when.is_some() || named || self.gathers() && sort,
            _ => one.when.is_some() || named && off,
        }
    }

    /// Returns the appointment. `last` is the day of the last report: what was under way on a day before it is over.
    pub fn done(self, last: Option<Date>) -> Appointment {
        let meets = self.gathers() || self.appointment.kind.0 == VISIT;
        let mut one = self.appointment;
        let over = one.when.zip(last).is_some_and(|(days, last)| days.end <= last);
        if meets && over && one.status == Status::UnderWay {
            one.status = Status::Held;
        }
        // one clause with "if" among many that tell the plan makes it no less firm
        let hangs = one.history.iter().filter(|step| step.conditional).count();
        one.conditional = hangs * 2 > one.history.len();
        one
    }

    /// How much speaks for a mention being of this event; nothing when its kind, day, sides or sort speak against it.
    pub fn nearness(&self, new: &Known) -> f32 {
        let (one, other) = (&self.appointment, &new.appointment);
        let same_kind = one.kind == other.kind || self.gathers() && new.gathers();
        if !same_kind || self.is_other_sort(new) || self.has_other_sides(new) || self.is_other_pair(new) {
            return 0.0;
        }
        let moves = matches!(other.status, Status::Postponed | Status::Cancelled | Status::Denied)
            || matches!(one.status, Status::Postponed);
        let when = match (one.when, other.when) {
            (Some(a), Some(b)) if apart(a, b) == 0 => 1.0,
            (Some(a), Some(b)) if apart(a, b) <= APART => 0.7,
            // a coarse day ("next week") holds a finer one; days that do not meet are two events, unless it was moved
            (Some(_), Some(_)) if moves => 0.3,
            (Some(_), Some(_)) => return 0.0,
            _ => 0.3,
        };
        if self.goes_elsewhere(new) {
            return 0.0;
        }
        let undated = one.when.is_none() || other.when.is_none();
        if undated && self.gathers() && !self.is_fresh(new) {
            return 0.0;
        }
        // one side that both have says little: it meets others too
        let sides =
            overlap(&self.sides, &new.sides) * if self.sides.len().min(new.sides.len()) > 1 { 1.0 } else { 0.5 };
        // "Envoys of Arlen and Vesk" are Arlen and Vesk
        let who = overlap(&self.keys, &new.keys).max(overlap(&self.names, &new.names)).max(sides);
        let day = when >= 1.0;
        let place = if self.places.is_empty() || new.places.is_empty() || self.is_wide != new.is_wide {
            0.2
        } else if !self.places.is_disjoint(&new.places) {
            0.7
        } else if day && who >= 1.0 && self.sides.len() > 1 {
            // the same sides on the same day: it was moved to another place
            -0.2
        } else if day && who >= 1.0 || moves {
            -0.8
        } else {
            return 0.0;
        };
        // somebody who goes somewhere some day may go anywhere
        let journeys = one.kind.0 == VISIT && other.kind.0 == VISIT;
        if journeys && !moves && when < 0.5 && place <= 0.2 {
            return 0.0;
        }
        // on the day before or after it is another meeting, unless the same people are there
        if (0.5..1.0).contains(&when) && who < 0.5 {
            return 0.0;
        }
        let (here, sort) = (place > 0.5, !self.marks.is_disjoint(&new.marks));
        // what is of no kind, or has nobody in it, is known by its day or place alone
        if one.kind.0 == ANY && !(day && (here || who > 0.0)) {
            return 0.0;
        }
        // that a meeting is not planned says nothing of one that is, unless it is spoken of as that one
        let denied = (one.status == Status::Denied) != (other.status == Status::Denied);
        if denied && !(day || sort || self.sides.len() > 1 && self.sides == new.sides) {
            return 0.0;
        }
        // "no direct meeting" says nothing of talks through others
        let asides = |known: &Known| -> BTreeSet<String> {
            known.marks.intersection(&Lexicon::english().marks_behind).cloned().collect()
        };
        let (mine, theirs) = (asides(self), asides(new));
        if mine != theirs && (denied || !theirs.is_empty() && self.is_told_of_more()) {
            return 0.0;
        }
        let sort = if sort { 1.0 } else { 0.0 };
        if self.keys.is_empty() || new.keys.is_empty() {
            if !day && !here && sort == 0.0 {
                return 0.0;
            }
            return 1.0 + when + place + sort + overlap(&self.words, &new.words);
        }
        // nobody in common are two events
        if who == 0.0 && overlap(&self.words, &new.words) < 0.5 { 0.0 } else { 1.0 + when + place + sort + who }
    }

    /// Tells whether one is among three and the other is not, or both are of different rounds.
    fn is_other_sort(&self, new: &Known) -> bool {
        if !self.gathers() {
            return false;
        }
        let alone = &Lexicon::english().marks_alone;
        let lacks = |one: &Known, other: &Known| one.marks.difference(&other.marks).any(|mark| alone.contains(mark));
        let rounds = |known: &Known| -> Vec<String> {
            known.marks.iter().filter(|mark| !alone.contains(mark.as_str())).cloned().collect()
        };
        let (mine, theirs) = (rounds(self), rounds(new));
        lacks(self, new) || lacks(new, self) || !mine.is_empty() && !theirs.is_empty() && mine != theirs
    }

    /// Tells whether two meet there, and one of them meets somebody else here: the envoy sees the general, and the minister another time.
    /// Of talks it is no sign, to which each side sends several.
    fn is_other_pair(&self, new: &Known) -> bool {
        let meets = |known: &Known| known.appointment.kind.0 != TALKS && known.persons.len() == PAIR;
        meets(self) && meets(new) && self.persons.intersection(&new.persons).count() < PAIR
    }

    /// Tells whether both are journeys to places of their own.
    fn goes_elsewhere(&self, new: &Known) -> bool {
        let journey = |known: &Known| known.appointment.kind.0 == VISIT && !known.places.is_empty();
        journey(self) && journey(new) && self.places.is_disjoint(&new.places) && self.is_wide == new.is_wide
    }

    /// Tells whether several steps speak of it, none of which knew it to be of a sort of its own.
    fn is_told_of_more(&self) -> bool {
        self.appointment.history.len() > 1
    }

    /// Tells whether both are of two sides or more, and each has one that the other has not: others meet there.
    fn has_other_sides(&self, new: &Known) -> bool {
        let apart = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            a.len() > 1 && b.len() > 1 && !a.is_subset(b) && !b.is_subset(a)
        };
        self.gathers() && apart(&self.sides, &new.sides)
    }

    /// Tells whether a mention came soon after the last one, or before the day or near it.
    fn is_fresh(&self, new: &Known) -> bool {
        let last = |known: &Known| known.appointment.history.last().and_then(|step| step.published).map(day);
        let Some(now) = last(new) else { return true };
        let near = |then: Date| {
            let (from, to) = if then <= now { (then, now) } else { (now, then) };
            from.until(to).is_ok_and(|span| span.get_days() <= FRESH)
        };
        // what lay far back when it was told is background: a new plan is of another one
        let ahead = !matches!(new.appointment.status, Status::Held);
        let past = self.appointment.when.is_some_and(|when| when.end <= now && !near(when.end));
        if ahead && past {
            return false;
        }
        last(self).is_none_or(near) || self.appointment.when.is_some_and(|when| now <= when.start || near(when.start))
    }

    /// Adds a mention.
    pub fn add(&mut self, new: Known) {
        let (one, other) = (&mut self.appointment, new.appointment);
        let Some(mut step) = other.history.into_iter().next() else { return };
        for name in other.who {
            if self.keys.len() < MAX_NAMES && !one.who.contains(&name) && !new.keys.is_subset(&self.keys) {
                one.who.push(name);
            }
        }
        // an old plan told again does not undo what was decided since, nor does the new date undo that it was put off
        let settled = matches!(one.status, Status::Held | Status::Cancelled | Status::Postponed | Status::Denied);
        let plan = matches!(step.status, Status::Expected);
        let same_sentence = one.history.last().is_some_and(|last| last.at == step.at);
        let again = plan && settled && (step.when.is_none() || step.when == one.when);
        // what went on for a day goes on: both days are its own
        let goes_on = plan
            && one.status == Status::Held
            && one.when.zip(step.when).is_some_and(|(old, new)| old.end == new.start);
        if goes_on && let Some((old, new)) = one.when.zip(step.when) {
            one.when = Some(Interval { end: new.end, ..old });
            one.history.push(step);
            return;
        }
        if settled && (new.is_new_date || same_sentence && plan) {
            step.status = one.status;
        }
        // it took place where that is told, and was moved to where it was not set for
        let here = matches!(step.status, Status::Held) && step.when.is_some() || step.when != one.when;
        if !again && here && other.place.is_some() {
            one.place.clone_from(&other.place);
        }
        if !again {
            one.status = step.status;
            let moved_without_day = step.status == Status::Postponed && step.when == one.when;
            // "at the weekend" says no more than "on Sunday"
            let coarser = one.when.zip(step.when).is_some_and(|(old, new)| {
                new.start <= old.start && old.end <= new.end && step.status != Status::Postponed
            });
            if step.when.is_some() && !moved_without_day && !coarser {
                one.when = step.when;
            }
        }
        // a town says more than its state
        if one.place.is_none() || self.is_wide && !new.is_wide && other.place.is_some() {
            one.place = other.place.or(one.place.take());
            self.is_wide = new.is_wide;
        }
        one.history.push(step);
        self.keys.extend(new.keys);
        self.sides.extend(new.sides);
        if self.persons.len() < PAIR {
            self.persons.extend(new.persons);
        }
        self.names.extend(new.names);
        self.places.extend(new.places);
        self.words.extend(new.words);
        self.marks.extend(new.marks);
    }
}

fn gathers(kind: &CalendarKind) -> bool {
    Lexicon::english().gatherings.contains(&kind.0)
}

/// Tells whether a filler is somebody who takes part: not the one who tells of it, nor words of its day or place.
fn takes_part(piece: &Piece, event: &Event, filler: &Filler) -> bool {
    let meets = |span: Span| span.start < filler.span.end && filler.span.start < span.end;
    let time = event.when.and_then(|ix| piece.reading.times.get(ix as usize)).map(|time| time.span);
    let statement = event.word_of.and_then(|ix| piece.reading.statements.get(ix as usize));
    let tells = statement.is_some_and(|statement| {
        let inside = statement
            .content
            .iter()
            .any(|content| content.start <= filler.span.start && filler.span.end <= content.end);
        !inside && statement.sources.iter().any(|source| source.span.is_some_and(meets))
    });
    // "the war in Seeland", "talks on Seeland" are held by others
    let before =
        piece.article.words(Span { start: event.why.span.start.min(filler.span.start), end: filler.span.start });
    let lists = Lexicon::english();
    let before: Vec<_> = words(before).map(|word| word.lower).filter(|word| !lists.definite.contains(word)).collect();
    let is_topic = before.last().is_some_and(|word| lists.before_topic.contains(word));
    !tells && !is_topic && !time.is_some_and(meets) && !event.place.is_some_and(meets)
}

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
