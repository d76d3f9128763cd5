//! Which days are an event's own: times that hang on its word or on a word that carries it, never on the telling.

use jiff::{Span, civil::Date};
use lang::{EntityKind, Label, Tag};

use super::tree::{MAX_STEPS, Tree};
use crate::{Interval, Status, Time, TimeIx, TimexKind};

/// A time expression in its tree.
#[derive(Debug, Clone, Copy)]
pub struct Hung {
    /// Its place in the list of times.
    pub time: TimeIx,
    /// The token of the expression that the others hang on.
    pub head: u32,
    /// The preposition before it, where there is one.
    pub preposition: Option<u32>,
    /// What it hangs on.
    pub on: u32,
}

impl Tree<'_> {
    /// Hangs every time expression on its word.
    ///
    /// `events` are the heads of events, ascending: a day behind any other noun dates what that noun is part of
    /// ("failed on the test stand in March").
    pub fn hung(&self, times: &[Time], events: &[u32]) -> Vec<Hung> {
        times.iter().zip(0..).filter_map(|(time, at)| self.hang(time, at, events)).collect()
    }

    fn hang(&self, time: &Time, at: TimeIx, events: &[u32]) -> Option<Hung> {
        if matches!(time.timex.kind, TimexKind::Set) {
            return None;
        }
        let within = self.tokens.within(time.span);
        // a preposition inside the expression ("since November") is no word of the date
        let inner = within.clone().find(|token| !self.is(*token, &[Label::Prep])).unwrap_or(within.start);
        let head = self.tokens.head_of(inner..within.end)?;
        // "another 90 days would let her go": no day of the going
        if time.timex.kind == TimexKind::Duration && self.is(head, &[Label::Nsubj, Label::Nsubjpass]) {
            return None;
        }
        let mut preposition = None;
        let mut on = self.tokens.parent(head)?;
        for _ in 0..MAX_STEPS {
            if self.is(on, &[Label::Prep, Label::Agent]) || self.lemma(on) == "until" || self.lemma(on) == "than" {
                preposition = preposition.or(Some(on));
            } else if !(self.is(on, &[Label::Advmod]) && !self.is_verb(on) && !self.is_noun(on)) {
                break;
            }
            on = self.tokens.parent(on)?;
        }
        for _ in 0..MAX_STEPS {
            let part =
                self.is_noun(on) && events.binary_search(&on).is_err() && self.is(on, &[Label::Pobj, Label::Dobj]);
            // "in Lund, in the province of Skora, this weekend": a place has no day, what happens there has
            let hour = self.is(on, &[Label::Pobj]) && self.words.words.day_part.contains(self.lemma(on));
            let bare = preposition.is_none() && (hour || self.is_place_behind(on));
            match self.tokens.parent(on).filter(|_| part && preposition.is_some() || bare) {
                Some(above) if self.is(above, &[Label::Prep]) => on = self.tokens.parent(above)?,
                Some(above) if self.is_verb(above) || bare => on = above,
                _ => break,
            }
        }
        // "turned down talks in Lund next month": those are then, not the turning down
        let on = self.foretold_object(on, inner, time, events).unwrap_or(on);
        // "the vote is due on Thursday"
        let state = self.is(on, &[Label::Acomp]) && self.tokens.child(on, &[Label::Xcomp]).is_none();
        let be = self.tokens.parent(on).filter(|be| state && self.lemma(*be) == "be");
        Some(Hung { time: at, head, preposition, on: be.unwrap_or(on) })
    }

    /// The event right before a time to come, where the tree hangs the time on a verb of what is done.
    fn foretold_object(&self, verb: u32, time: u32, at: &Time, events: &[u32]) -> Option<u32> {
        let to_come = at.timex.modifier.is_none()
            && self.tokens.within(at.span).any(|token| matches!(self.form(token), "next" | "tomorrow" | "coming"));
        let past = self.is_verb(verb) && self.group(verb).tense == super::tree::Tense::Past;
        let event =
            events.partition_point(|event| *event < time).checked_sub(1).and_then(|at| events.get(at)).copied()?;
        (to_come
            && past
            && event > verb
            && self.is_noun(event)
            && self.tokens.ancestors(event).any(|above| above == verb))
        .then_some(event)
    }

    /// Tells whether a noun names a place or a part of one behind a preposition, or is beside such a name.
    fn is_place_behind(&self, noun: u32) -> bool {
        let entity = self.analysis.entity_of(noun).map(|entity| entity.kind);
        let names = matches!(entity, Some(EntityKind::Polity | EntityKind::Location | EntityKind::Facility));
        let common = self.words.words.region.contains(self.lemma(noun));
        self.is_noun(noun) && (names || common) && self.is(noun, &[Label::Pobj, Label::Conj, Label::Appos])
    }

    /// Finds the time that dates an event: of those on its anchors the one on the nearest, the first of these.
    /// A day that a word of moving moves it to is not its own.
    pub fn dated(&self, hung: &[Hung], times: &[Time], anchors: &[u32], moved_by: Option<u32>) -> Option<Hung> {
        let known = |h: &&Hung| times.get(h.time as usize).is_some_and(|time| time.interval.is_some());
        let moved = |h: &Hung| moved_by == Some(h.on) && self.is_new_date(h);
        let all = |anchor: u32| hung.iter().filter(move |h| h.on == anchor && !moved(h) && Some(h.on) != moved_by);
        let on = |anchor: u32| all(anchor).find(known).or_else(|| all(anchor).next()).copied();
        let own = anchors.iter().find_map(|anchor| all(*anchor).find(known).copied());
        let own = own.or_else(|| anchors.iter().find_map(|anchor| on(*anchor)));
        // "moved from 3 March to 24 March"
        let from = |h: &&Hung| moved_by == Some(h.on) && h.preposition.is_some_and(|p| self.form(p) == "from");
        let own = own.or_else(|| hung.iter().find(from).copied());
        // "on 15 December, when they next meet"
        let then = |verb: u32| {
            let when = self.children(verb, &[Label::Advmod]).any(|word| self.form(word) == "when");
            let day = self.tokens.parent(verb).filter(|_| when && self.is(verb, &[Label::Relcl, Label::Advcl]))?;
            let on = |hung: &&Hung| {
                times.get(hung.time as usize).is_some_and(|time| self.tokens.within(time.span).contains(&day))
            };
            hung.iter().find(on).map(|hung| Hung { preposition: None, on: verb, ..*hung })
        };
        let own = own.or_else(|| anchors.iter().find_map(|anchor| then(*anchor)));
        own.or_else(|| {
            let verbs = || anchors.iter().copied().filter(|anchor| self.is_verb(*anchor));
            verbs()
                .find_map(|verb| on(self.dated_with(verb)?))
                .or_else(|| verbs().find_map(|verb| on(self.purpose(verb)?)))
                .or_else(|| verbs().find_map(|verb| on(self.on_arrival(verb)?)))
                .or_else(|| verbs().find_map(|verb| on(self.held_there(verb)?)))
        })
    }

    /// The verb whose day is a verb's own too: "fired on Thursday and shut the crossing", "nine were hurt Friday when a tower fell".
    pub(super) fn dated_with(&self, verb: u32) -> Option<u32> {
        let head = self.tokens.parent(verb).filter(|head| self.is_verb(*head))?;
        let when = self
            .children(verb, &[Label::Advmod, Label::Mark])
            .any(|word| matches!(self.form(word), "when" | "as" | "while"));
        let joined = self.is(verb, &[Label::Conj]) && self.tag(verb) == self.tag(head);
        let beside = self.is(verb, &[Label::Advcl]) && when && !self.words.words.rising.contains(self.lemma(head));
        (joined || beside).then_some(head)
    }

    /// "Freed six of the nine men held in Asker on Wednesday": the day at the end is that of the freeing.
    fn held_there(&self, verb: u32) -> Option<u32> {
        let objects = self.objects(verb).into_iter().filter(|object| *object > verb);
        let behind = |noun: u32| self.behind(noun).into_iter().map(|(_, word)| word);
        let mut nouns = objects.flat_map(|object| std::iter::once(object).chain(behind(object)));
        nouns.find_map(|noun| self.children(noun, &[Label::Acl]).find(|part| self.tag(*part) == Tag::Vbn))
    }

    /// "Is due in Lund on Saturday to see the minister": seen on that day.
    fn on_arrival(&self, verb: u32) -> Option<u32> {
        let above = self.tokens.parent(verb).filter(|_| self.is(verb, &[Label::Advcl, Label::Xcomp]))?;
        let moves = self.words.words.arriving.contains(self.lemma(above));
        Some(above).filter(|_| moves && self.tag(verb) == Tag::Vb)
    }

    /// What a journey is for has its day: "go to Lund to see the minister in May".
    fn purpose(&self, verb: u32) -> Option<u32> {
        let moves =
            self.words.words.moving.contains(self.lemma(verb)) || self.words.words.arriving.contains(self.lemma(verb));
        self.children(verb, &[Label::Advcl, Label::Xcomp]).find(|clause| moves && self.tag(*clause) == Tag::Vb)
    }

    /// Tells whether the preposition before a time gives a new date: "until Thursday", "to 24 March", "to no earlier than May".
    pub fn is_new_date(&self, hung: &Hung) -> bool {
        hung.preposition.is_some_and(|p| {
            let again = matches!(self.lemma(hung.on), "reschedule" | "rearrange" | "reset");
            let word = |token: u32| {
                matches!(self.form(token), "until" | "till" | "to" | "than") || again && self.form(token) == "for"
            };
            word(p)
                || self.tokens.parent(p).is_some_and(word)
                || self.tokens.ancestors(p).take(3).any(|above| above != hung.on && word(above))
        })
    }

    /// Returns the event's own days: open spans end, or begin, with the day of publication.
    pub fn days(&self, hung: &Hung, times: &[Time], status: Status, published: Option<Date>) -> Option<Interval> {
        let time = times.get(hung.time as usize)?;
        let ahead = || self.ahead(hung, time).filter(|_| matches!(status, Status::Expected | Status::Confirmed));
        let mut days = match (self.day_of(time, status, published), published) {
            (Some(days), _) => days,
            (None, Some(published)) => after(published, ahead()?)?,
            (None, None) => return None,
        };
        let next = published.and_then(|day| day.tomorrow().ok());
        let form = hung.preposition.map_or("", |p| self.form(p));
        let opens = self.form(hung.head.saturating_sub(1));
        let first = |words: &[&str]| words.contains(&form) || words.contains(&opens);
        if first(&["since"]) {
            days.end = next.filter(|end| *end > days.start)?;
        } else if first(&["by", "until", "till"]) {
            let start = published.filter(|day| *day < days.start);
            if let (Some(start), true) = (start, matches!(status, Status::Expected | Status::Confirmed)) {
                // "by June" is before it, "by the end of June" not
                let whole = self.tokens.within(time.span).any(|token| self.form(token) == "end");
                let end = if whole { days.end } else { days.start.tomorrow().ok()? };
                days = Interval { start, end, ..days };
            }
        } else if let (Some(published), Some(next)) = (published, next) {
            // what is still to be done this year is not done in its first months
            let long = days.start.until(days.end).is_ok_and(|length| length.get_days() > 31);
            if long && days.start <= published && published < days.end {
                match status {
                    Status::Expected | Status::Confirmed => days.start = published,
                    Status::Held | Status::UnderWay | Status::Denied => days.end = next,
                    _ => {}
                }
            }
        }
        Some(days)
    }

    /// "runs out in two weeks": how far ahead that is, in days, and how many days the words leave open.
    fn ahead(&self, hung: &Hung, time: &Time) -> Option<(i64, i64)> {
        let count: i64 = time.timex.value.strip_prefix('P')?.get(..1)?.parse().ok()?;
        let (days, open) = match time.timex.value.get(2..)? {
            "D" => (1, 1),
            "W" => (7, 7),
            _ => return None,
        };
        let within = hung.preposition.is_some_and(|preposition| self.form(preposition) == "in");
        (within && time.timex.modifier.is_none()).then_some((count * days, open))
    }

    /// Returns the days of a time, of which the year or week is set by how far the event has come: a bare weekday or month is
    /// the next one of what is to be, and of what was put off or called off, unless it was yesterday or the day before.
    pub fn day_of(&self, time: &Time, status: Status, published: Option<Date>) -> Option<Interval> {
        let days = time.interval?;
        let (Some(published), Some(step)) = (published, self.step(time)) else { return Some(days) };
        let moved = |step: Span| moved(days, step);
        // in days; what was to be is more often called off before its day than after
        const JUST_PAST: i32 = 2;
        // in days; what lies further ahead is more often past
        const MOST_AHEAD: i32 = 270;
        let distance = |days: &Interval| published.until(days.start).map_or(i32::MAX, |span| span.get_days().abs());
        let best = match status {
            Status::Expected | Status::Confirmed if days.end <= published => moved(step),
            Status::Postponed | Status::Cancelled => {
                let all = || [moved(step.negate()), Some(days), moved(step)].into_iter().flatten();
                // "set for 6 June was called off", told on the 13th: not next year's
                let far = |days: &Interval| distance(days) > MOST_AHEAD;
                let just = all().find(|days| days.end <= published && distance(days) <= JUST_PAST);
                let next = just.or_else(|| all().find(|days| days.start >= published));
                next.filter(|next| !far(next)).or_else(|| all().min_by_key(distance))
            }
            _ => None,
        };
        best.or(Some(days))
    }

    /// Returns, for days ahead of publication that a bare weekday or month names, the ones before: of what was held.
    pub fn last_days(&self, days: Interval, time: &Time, published: Date) -> Option<Interval> {
        let earlier = moved(days, self.step(time)?.negate()).filter(|_| days.start > published);
        earlier.filter(|earlier| earlier.start <= published)
    }

    /// What lies between two days that a bare weekday or month may mean; none where the words say which it is: "last Friday".
    fn step(&self, time: &Time) -> Option<Span> {
        let told = self.tokens.within(time.span).any(|token| {
            matches!(self.form(token), "last" | "past" | "next" | "this" | "coming" | "previous" | "following")
        });
        match time.value.strip_prefix("XXXX-").filter(|_| !told)? {
            day if day.starts_with("WXX-") => Some(Span::new().weeks(1)),
            week if week.starts_with('W') => None,
            _ => Some(Span::new().years(1)),
        }
    }
}

fn moved(days: Interval, step: Span) -> Option<Interval> {
    Some(Interval { start: days.start.checked_add(step).ok()?, end: days.end.checked_add(step).ok()?, ..days })
}

/// Returns the days that lie so many ahead, as many around them as are open.
fn after(published: Date, (ahead, open): (i64, i64)) -> Option<Interval> {
    let start = published.checked_add(Span::new().days(ahead - open / 2)).ok()?;
    Some(Interval::days(start, start.checked_add(Span::new().days(open)).ok()?))
}
