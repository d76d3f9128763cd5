//! Events, parties, places, times -> who takes part, where and when, where the sentence alone does not tell.
//!
//! The rules before read what hangs on an event's word. What a report tells elsewhere ("the talks", whose sides the
//! sentence before names) is decided here, by trees that were learnt from marked reports: each party, place and day near
//! an event is asked whether it is its own, and what the rules found is one of the things that the trees see.

mod place;
mod row;
mod status;
mod weights;
mod when;
mod who;
mod whole;

use std::collections::BTreeMap;

use lang::Label;
use page::html::trees::Trees;

pub use self::{
    place::Spot,
    status::STATUSES,
    weights::{Linker, columns},
    who::Somebody,
};
use self::{
    row::{Row, Told},
    weights::COLUMNS,
    whole::Whole,
};
use super::Reading;
use crate::{Certainty, Event, EventRole, Filler, Plover, SourceKind, Status};

// The thresholds are set by hand on five folds of the marked reports, and by what the seed page and the sample stories then say.
/// From this probability on somebody takes part.
const LEAST_WHO: f32 = 0.3;
/// ... who is so nearly as likely as the likeliest, in parts of that one's probability.
const NEARLY: f32 = 0.65;
/// From this probability on the likeliest takes part, though nobody reaches [`LEAST_WHO`].
const LEAST_ANY: f32 = 0.25;
/// From this probability on what the rules found is kept.
const LEAST_KNOWN: f32 = 0.2;
/// From this probability on a place that the event's sentence names is its own.
const LEAST_PLACE: f32 = 0.4;
/// From this probability on a place that another sentence names is.
const LEAST_ELSEWHERE: f32 = 0.55;
/// From this probability on the days of a time are.
const LEAST_WHEN: f32 = 0.35;
/// Events of an article that are asked about at most.
const MAX_EVENTS: usize = 400;

/// One question: whether somebody takes part in an event, or it is at a place or on a day.
#[derive(Debug, Clone)]
pub struct Case {
    /// Place of the event.
    pub event: usize,
    /// Place of who, where or when in their list; a time's is that of [`crate::Reading::times`].
    pub candidate: usize,
    /// Whether the rules say yes.
    pub by_rule: bool,
    /// How likely the answer is yes, once it was asked of weights.
    likely: f32,
}

impl Case {
    fn new(event: usize, candidate: usize, by_rule: bool) -> Case {
        Case { event, candidate, by_rule, likely: 0.0 }
    }
}

/// Questions of one kind.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is asked.
    pub cases: Vec<Case>,
    /// What is seen: `[cases, columns]`, row-major. None once they were asked of weights.
    pub rows: Vec<f32>,
}

impl Asked {
    /// Asks the last of the questions, those whose rows are there, and forgets the rows.
    fn ask(&mut self, trees: &Trees, columns: usize) {
        let likely = trees.probabilities(&self.rows, columns);
        let first = self.cases.len() - likely.len().min(self.cases.len());
        for (case, likely) in self.cases[first..].iter_mut().zip(likely) {
            case.likely = likely;
        }
        self.rows.clear();
    }

    fn push(&mut self, case: Case, row: &Row) {
        self.cases.push(case);
        self.rows.extend_from_slice(&row.0);
    }
}

/// All questions of an article.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// Who might take part.
    pub people: Vec<Somebody>,
    /// Where it might be.
    pub spots: Vec<Spot>,
    /// Whether one of [`Cases::people`] takes part.
    pub who: Asked,
    /// Whether it is at one of [`Cases::spots`].
    pub place: Asked,
    /// Whether it is on the days of a time.
    pub when: Asked,
    /// How far it has come: one question an event, whose candidate is the rules' answer, by its place in [`STATUSES`].
    pub status: Asked,
    /// What the weights answer to the last, one by one: another status than the rules', and whether the event hangs on something.
    answers: Vec<(Option<Status>, bool)>,
}

impl Reading<'_> {
    /// Asks all questions about what happens, of the weights where there are some.
    ///
    /// All are asked before the first answer is taken: what they see of other events is the rules' reading.
    pub(super) fn cases(&self, events: &[Event], linker: Option<&Linker>) -> Cases {
        let (people, spots) = (self.somebodies(events), self.spots(events));
        let mut cases = Cases::default();
        let whole = Whole::of(self, events, &people, &spots);
        let asked = events.iter().enumerate().filter(|(_, event)| event.kind.0 != "word").take(MAX_EVENTS);
        for told in asked.filter_map(|(at, _)| Told::of(self, events, at)) {
            self.ask_who(&told, &whole, &mut cases.who);
            self.ask_where(&told, &whole, &mut cases.place);
            self.ask_when(&told, &whole, &mut cases.when);
            self.ask_status(&told, &whole, &mut cases.status);
            if let Some(linker) = linker {
                cases.who.ask(&linker.who, COLUMNS[0]);
                cases.place.ask(&linker.place, COLUMNS[1]);
                cases.when.ask(&linker.when, COLUMNS[2]);
                cases.answers.extend(cases.status.cases.last().map(|case| linker.answer(case, &cases.status.rows)));
                cases.status.rows.clear();
            }
        }
        (cases.people, cases.spots) = (people, spots);
        cases
    }

    /// Takes the answers about what happens.
    pub(super) fn link(&self, cases: &Cases, events: &mut [Event]) {
        for (case, (status, hangs)) in cases.status.cases.iter().zip(&cases.answers) {
            if let Some(event) = events.get_mut(case.event) {
                self.move_to(event, status.unwrap_or(event.status));
                event.conditional |= hangs;
            }
        }
        for (at, likely) in likely(&cases.place) {
            let Some(told) = Told::of(self, events, at) else { continue };
            let spot = likely.first().map(|(p, spot)| (*p, &cases.spots[*spot]));
            let named = spot.map(|(_, spot)| told.nearest(self, &spot.mentions));
            let here = named.is_some_and(|(_, head)| self.scene.analysis.sentence_of(head) == Some(told.sentence));
            let least = if here { LEAST_PLACE } else { LEAST_ELSEWHERE };
            let spot = spot.filter(|(p, spot)| *p >= least && (here || !self.is_of_another(&events[at], events, spot)));
            // "talks in Lund over a deal"
            let topic = named.is_some_and(|(_, head)| self.leaves(told.head, head, &["over", "on", "about"]));
            let spot = spot.filter(|_| !topic).map(|(_, spot)| spot);
            let known = |(p, spot): &(f32, usize)| {
                let own = events[at].place.is_some_and(|place| Self::is_at(&cases.spots[*spot], place));
                own && (*p >= LEAST_KNOWN)
            };
            // "in Lund or another town" stays whole
            let same = events[at].place.filter(|place| spot.is_some_and(|spot| Self::is_at(spot, *place)));
            let kept = || events[at].place.filter(|_| spot.is_none() && likely.iter().any(known));
            events[at].place = same.or_else(kept).or_else(|| spot.and(named).map(|(span, _)| span));
        }
        for (at, likely) in likely(&cases.when) {
            let event = &mut events[at];
            let ix = |(_, time): &(f32, usize)| u32::try_from(*time).ok();
            let time = likely.first().filter(|(p, _)| *p >= LEAST_WHEN).and_then(ix);
            let known = |pair: &&(f32, usize)| pair.0 >= LEAST_KNOWN && ix(pair) == event.when;
            let time = time.or_else(|| likely.iter().find(known).and_then(ix));
            // "signed a contract until 2030"
            let ends = |time: u32| {
                let hung = self.hung.iter().find(|hung| hung.time == time).and_then(|hung| hung.preposition);
                hung.is_some_and(|p| matches!(self.tree.form(p), "until" | "till" | "through"))
            };
            // "walked out on Tuesday after talks"
            let apart = |time: u32| {
                let head = self.hung.iter().find(|hung| hung.time == time).map(|hung| hung.head);
                let own = self.tree.tokens.head_of(self.tree.tokens.within(event.trigger));
                own.zip(head).is_some_and(|(own, head)| self.leaves(own, head, &["after", "before"]))
            };
            let wrong = |time: u32| event.status == Status::Held && ends(time) || apart(time);
            let time = time.filter(|time| event.when == Some(*time) || !wrong(*time));
            // days that no words name are the rules' own
            if time == event.when {
                continue;
            }
            event.days = time.and_then(|time| {
                let hung = self.hung.iter().find(|hung| hung.time == time);
                let own = hung.and_then(|hung| self.tree.days(hung, self.scene.times, event.status, self.published));
                own.or_else(|| self.scene.times.get(time as usize)?.interval)
            });
            event.when = time;
        }
        // "the plan follows talks on Monday": Monday was read as one to come before it was known that they were held
        for event in events.iter_mut().filter(|event| event.status == Status::Held) {
            let time = event.when.and_then(|time| self.scene.times.get(time as usize));
            let known = event.days.zip(time).zip(self.published);
            let last = known.and_then(|((days, time), published)| self.tree.last_days(days, time, published));
            event.days = last.or(event.days);
        }
        for (at, likely) in likely(&cases.who) {
            let Some(told) = Told::of(self, events, at) else { continue };
            // "after the clashes": spoken of, and whose they were is not told
            let told_of = self.tree.is_noun(told.head) && matches!(events[at].status, Status::Held | Status::UnderWay);
            if told_of && events[at].days.is_none() {
                continue;
            }
            // both sides of talks, or all who met, stand with the event's word: nobody else is looked for
            if events[at].is_mutual() && events[at].fillers(EventRole::Participant).nth(1).is_some() {
                continue;
            }
            let best = likely.first().map_or(1.0, |(p, _)| *p);
            let least = if best >= LEAST_ANY { LEAST_WHO.max(best * NEARLY).min(best) } else { 1.0 };
            let known = |who: usize| events[at].roles.iter().any(|filler| self.is(&cases.people[who], filler));
            let here = |who: usize| self.is_place_of(&events[at], &cases.people[who]);
            let fits = |(p, who): &&(f32, usize)| (*p >= least || *p >= LEAST_KNOWN && known(*who)) && !here(*who);
            let mut chosen: Vec<usize> = likely.iter().filter(fits).map(|(_, who)| *who).collect();
            if events[at].is_mutual() {
                self.once_a_side(&cases.people, &mut chosen);
            }
            let taken = |who: &usize| self.fillers_of_somebody(&told, &events[at], &cases.people[*who]);
            let mut roles: Vec<Filler> = chosen.iter().flat_map(taken).collect();
            // "Norland helicopters shelled the port": what does it and is nobody of whom it was asked
            let asked = |filler: &Filler| cases.people.iter().any(|somebody| self.is(somebody, filler));
            let tools = events[at].fillers(EventRole::Actor).filter(|filler| !asked(filler));
            roles.extend(tools.cloned().collect::<Vec<_>>());
            // what is done to them is still done to them
            let others = events[at].fillers(EventRole::Recipient).filter(|filler| !roles.contains(filler));
            let targets: Vec<_> = others.map(|filler| Filler { role: EventRole::Target, ..filler.clone() }).collect();
            roles.extend(targets);
            events[at].roles = roles;
            events[at].roles.sort_by_key(|filler| (filler.role, filler.span.start, filler.span.end, filler.party));
            events[at].roles.dedup();
        }
    }

    /// Gives an event another status: what PLOVER codes of it goes with it where that hung on the status alone.
    fn move_to(&self, event: &mut Event, status: Status) {
        let plover =
            event.plover.as_ref().and_then(|plover| self.tree.words.plover(&plover.0)).filter(|plover| !plover.said);
        let coded = |status: Status| plover.and_then(|plover| plover.coded(status)).map(Plover);
        if event.coded == coded(event.status) {
            event.coded = coded(status);
        }
        let done = |status: Status| matches!(status, Status::Held | Status::UnderWay);
        if done(event.status) && matches!(status, Status::Expected | Status::Confirmed) {
            event.certainty = Certainty::Likely;
        }
        event.status = status;
    }

    /// Tells whether the way in the tree from one word to another leaves what stands behind one of these words: a preposition, or what a clause
    /// begins with.
    fn leaves(&self, from: u32, to: u32, words: &[&str]) -> bool {
        let tree = &self.tree;
        let stands_behind = |step: &u32| {
            tree.is(*step, &[Label::Prep]) && words.contains(&tree.form(*step))
                || tree.is(*step, &[Label::Advcl])
                    && tree.children(*step, &[Label::Mark]).any(|mark| words.contains(&tree.form(mark)))
        };
        tree.tokens.path(from, to).is_some_and(|path| path.up.iter().any(stands_behind))
    }

    /// "Met in Lund in February. A session set for March": where one on other days was is not told to be its place.
    fn is_of_another(&self, event: &Event, events: &[Event], spot: &Spot) -> bool {
        let there = |other: &&Event| {
            row::group(other) == row::group(event) && other.place.is_some_and(|place| Self::is_at(spot, place))
        };
        let apart = |other: &Event| {
            other.days.zip(event.days).is_some_and(|(one, two)| one.end <= two.start || two.end <= one.start)
        };
        events.iter().filter(there).any(apart) && !events.iter().filter(there).any(|other| !apart(other))
    }

    /// Tells whether what might be somebody is where the event is: "the fire at Harbour Court".
    fn is_place_of(&self, event: &Event, somebody: &Somebody) -> bool {
        let name = |span: text::Span| self.scene.words(span).trim_start_matches("the ").to_lowercase();
        let place = event.place.map(name);
        place.is_some_and(|place| somebody.mentions.iter().any(|(span, _)| place == name(*span)))
    }

    /// Leaves out a state or body beside its own people, and of several names for one side all but the likeliest, which is first.
    fn once_a_side(&self, people: &[Somebody], chosen: &mut Vec<usize>) {
        let party = |who: usize| people.get(who)?.party;
        let is_person = |who: usize| {
            let party = party(who).and_then(|at| self.scene.parties.get(at as usize));
            party.is_some_and(|party| party.kind == SourceKind::Person)
        };
        let side = |who: usize| party(who).map(|at| self.scene.side_of(at));
        let all = chosen.clone();
        // "envoys of Norland and Karvia", where both are named
        let names_all = |who: usize| {
            let Some(somebody) = people.get(who).filter(|somebody| somebody.party.is_none()) else { return false };
            let held = |(span, _): &(text::Span, u32)| somebody.mentions.iter().any(|(own, _)| own.has(*span));
            let inside = |other: &&usize| {
                **other != who && people.get(**other).is_some_and(|other| other.mentions.iter().any(held))
            };
            all.iter().filter(inside).count() > 1
        };
        chosen.retain(|who| !names_all(*who));
        let all = chosen.clone();
        let spoken_for = |(at, who): (usize, usize)| {
            let same = |other: usize| side(other).is_some() && side(other) == side(who);
            !is_person(who)
                && (all.iter().any(|other| *other != who && is_person(*other) && same(*other))
                    || all[..at].iter().any(|other| same(*other)))
        };
        *chosen = all.iter().copied().enumerate().filter(|pair| !spoken_for(*pair)).map(|(_, who)| who).collect();
    }

    /// The parts that somebody plays in an event: those that the rules found, else one by the event's kind.
    fn fillers_of_somebody(&self, told: &Told, event: &Event, somebody: &Somebody) -> Vec<Filler> {
        let known: Vec<Filler> = event.roles.iter().filter(|filler| self.is(somebody, filler)).cloned().collect();
        if !known.is_empty() {
            // "the River Union in Lund", where that is the place
            let apart = |filler: Filler| {
                let place = event.place.filter(|place| filler.span.has(*place) && somebody.party.is_some());
                let own = somebody.mentions.iter().map(|(span, _)| *span);
                let own = own.filter(|span| filler.span.has(*span)).min_by_key(|span| (span.len(), span.start));
                Filler { span: place.and(own).unwrap_or(filler.span), ..filler }
            };
            return known.into_iter().map(apart).collect();
        }
        let mutual = event.is_mutual() || event.roles.iter().any(|filler| filler.role == EventRole::Participant);
        let role = if mutual { EventRole::Participant } else { EventRole::Actor };
        vec![Filler { role, span: self.named_mention(told, somebody), party: somebody.party }]
    }
}

/// Returns the candidates of each event with how likely each is, the likeliest first.
fn likely(asked: &Asked) -> BTreeMap<usize, Vec<(f32, usize)>> {
    let mut all: BTreeMap<usize, Vec<(f32, usize)>> = BTreeMap::new();
    for case in &asked.cases {
        all.entry(case.event).or_default().push((case.likely, case.candidate));
    }
    all.values_mut().for_each(|list| list.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))));
    all
}
