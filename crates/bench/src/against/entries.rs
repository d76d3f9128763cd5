//! Events, positions and figures beside those that people expect of a page.
//!
//! An event is right when who, where, days and status are; a position when party, stance and what it is about are; a figure when
//! value, unit and bound are. What a page cannot say (a day known from other pages only) is not asked of its reading.

use std::{collections::HashSet, io::Write};

use jiff::civil::Date;
use page::Article;
use reading::{Bound, Event, Figure, Position, Reading, Status, TimexKind};
use serde::Deserialize;
use text::Span;

use super::{same, words};

/// Days that a reading may take for an event: those of a week, or as many as are expected.
const LEAST_DAYS: i32 = 7;
/// Share of the expected parties that must be found, and of the found that must be expected.
const LEAST_WHO: f64 = 0.5;

/// What people expect.
#[derive(Deserialize)]
pub struct Expected {
    /// What happens.
    #[serde(default)]
    pub events: Vec<WantedEvent>,
    #[serde(default)]
    positions: Vec<WantedPosition>,
    #[serde(default)]
    figures: Vec<WantedFigure>,
}

/// What people expect of an event.
#[derive(Deserialize)]
pub struct WantedEvent {
    /// What it is.
    pub what: String,
    /// Who takes part.
    pub who: Vec<String>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    when_text: Option<String>,
    when_iso: Option<Days>,
    /// How far it has come.
    pub status: String,
    /// The words that tell of it.
    pub evidence: String,
}

#[derive(Deserialize)]
struct Days {
    start: Date,
    end: Date,
}

#[derive(Deserialize)]
struct WantedPosition {
    party: String,
    stance: String,
    what: String,
    evidence: String,
}

#[derive(Deserialize)]
struct WantedFigure {
    measure: String,
    value: String,
    unit: String,
    evidence: String,
}

/// An article with its reading.
pub struct Read<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read of it.
    pub reading: &'a Reading,
}

/// How many of each are right, of how many.
#[derive(Default)]
pub struct Tally {
    events: [usize; 2],
    positions: [usize; 2],
    figures: [usize; 2],
}

impl Tally {
    /// Prints and counts what is right of one page.
    pub fn add(&mut self, id: &str, expected: &Expected, read: &Read<'_>, out: &mut impl Write) -> std::io::Result<()> {
        self.events(id, &expected.events, read, out)?;
        for wanted in &expected.positions {
            told(&mut self.positions, [id, &wanted.stance, &wanted.what], &read.position(wanted), out)?;
        }
        for wanted in &expected.figures {
            told(&mut self.figures, [id, "figure", &wanted.measure], &read.figure(wanted), out)?;
        }
        Ok(())
    }

    /// Prints and counts what is right of the events of one page.
    pub fn events<'w>(
        &mut self,
        id: &str,
        expected: impl IntoIterator<Item = &'w WantedEvent>,
        read: &Read<'_>,
        out: &mut impl Write,
    ) -> std::io::Result<()> {
        expected
            .into_iter()
            .try_for_each(|wanted| told(&mut self.events, [id, "event", &wanted.what], &read.event(wanted), out))
    }

    /// Returns the shares that are right, in per cent.
    pub fn shares(&self) -> [(&'static str, f64); 3] {
        let share = |[right, all]: [usize; 2]| 100.0 * right as f64 / f64::max(1.0, all as f64);
        [("events", share(self.events)), ("positions", share(self.positions)), ("figures", share(self.figures))]
    }

    /// Prints the sums.
    pub fn print(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let rows = [
            ("events right in who, where, days and status", self.events),
            ("positions right in party, stance and content", self.positions),
            ("figures right in value, unit and bound", self.figures),
        ];
        for (name, [right, all]) in rows {
            let share = 100.0 * right as f64 / f64::max(1.0, all as f64);
            writeln!(out, "{name}: {right} of {all}, {share:.1} %")?;
        }
        Ok(())
    }
}

/// Counts one entry, and prints what is wrong with it.
fn told(count: &mut [usize; 2], what: [&str; 3], wrong: &[String], out: &mut impl Write) -> std::io::Result<()> {
    count[0] += usize::from(wrong.is_empty());
    count[1] += 1;
    let wrong = if wrong.is_empty() { "right".to_owned() } else { wrong.join("; ") };
    writeln!(out, "{} | {wrong}", what.join(" | "))
}

impl WantedEvent {
    /// Tells whether somebody who goes by these words is one of those who take part, by their places.
    pub fn who(&self, names: &HashSet<String>) -> Vec<usize> {
        let meets = |name: &String| !names.is_disjoint(&stems(name));
        self.who.iter().enumerate().filter(|(_, name)| meets(name)).map(|(at, _)| at).collect()
    }

    /// Tells whether words name its place; none where it has none.
    pub fn is_at(&self, place: &str) -> Option<bool> {
        self.place.as_ref().map(|wanted| !words(place).is_disjoint(&words(wanted)))
    }

    /// Tells whether these are its days.
    pub fn is_on(&self, days: Option<reading::Interval>) -> bool {
        match (&self.when_iso, days) {
            (None, None) => true,
            (None, Some(_)) => false,
            // known from other pages only
            (Some(_), None) => self.when_text.is_none(),
            (Some(wanted), Some(days)) => {
                let length = |start: Date, end: Date| start.until(end).map_or(i32::MAX, |span| span.get_days());
                let most = LEAST_DAYS.max(length(wanted.start, wanted.end) + 1);
                // "by 31 January" is any day until then: its end is what is told
                let until = days.end.yesterday().is_ok_and(|last| last == wanted.end);
                days.start <= wanted.end && wanted.start < days.end && (until || length(days.start, days.end) <= most)
            }
        }
    }
}

impl Read<'_> {
    /// Returns where the expected words stand, white space aside.
    fn place(&self, evidence: &str) -> Option<Span> {
        let start = self.article.text.find(evidence)?;
        Some(Span::new(start, start + evidence.len()))
    }

    /// Returns what is wrong with the best of the events told in the expected words.
    fn event(&self, wanted: &WantedEvent) -> Vec<String> {
        if self.place(&wanted.evidence).is_none() {
            return vec!["words not in the article".to_owned()];
        }
        let best = self.best(wanted).and_then(|at| self.reading.events.get(at));
        best.map_or_else(|| vec!["missed".to_owned()], |event| self.event_wrong(wanted, event))
    }

    /// Returns the place of the event, of those told in the expected words, that is least wrong.
    pub fn best(&self, wanted: &WantedEvent) -> Option<usize> {
        let place = self.place(&wanted.evidence)?;
        let all = || self.reading.events.iter().enumerate();
        let least = |fits: &dyn Fn(&Event) -> bool| {
            let told = all().filter(|(_, event)| fits(event));
            told.min_by_key(|(at, event)| (self.event_wrong(wanted, event).len(), *at)).map(|(at, _)| at)
        };
        // the event's own word may stand before the words that date it
        least(&|event| meets(event.trigger, place)).or_else(|| least(&|event| event.why.span.has(place)))
    }

    fn event_wrong(&self, wanted: &WantedEvent, event: &Event) -> Vec<String> {
        let first = event.same_as.and_then(|at| self.reading.events.get(at as usize)).unwrap_or(event);
        let mut wrong = Vec::new();
        let status = match event.status {
            Status::UnderWay => "underway",
            other => other.name(),
        };
        // what hangs on something has a status of its own beside it
        let hangs = wanted.status == "conditional" && event.conditional;
        if !hangs && status != wanted.status.replace([' ', '-'], "") {
            wrong.push(format!("{status}, not {}", wanted.status));
        }
        let who: Vec<HashSet<String>> =
            first.who().chain(event.who()).map(|filler| self.names(filler.span, filler.party)).collect();
        let meets = |name: &String| who.iter().any(|found| !found.is_disjoint(&stems(name)));
        let expected: HashSet<String> = wanted.who.iter().flat_map(|name| stems(name)).collect();
        let found = wanted.who.iter().filter(|name| meets(name)).count() as f64;
        let fit = who.iter().filter(|names| !names.is_disjoint(&expected)).count() as f64;
        if found < LEAST_WHO * wanted.who.len() as f64 || fit < LEAST_WHO * who.len() as f64 {
            let called: Vec<&str> =
                first.who().chain(event.who()).map(|filler| self.article.words(filler.span)).collect();
            wrong.push(format!("who {}, not {}", called.join(" + "), wanted.who.join(" + ")));
        }
        if let Some(place) = &wanted.place {
            let found = event.place.or(first.place).map(|span| self.article.words(span)).unwrap_or_default();
            // a place that the sentence does not name is not asked for
            let told = !words(self.article.words(event.why.span)).is_disjoint(&words(place));
            if words(found).is_disjoint(&words(place)) && (told || !found.is_empty()) {
                wrong.push(format!("where {found:?}, not {place}"));
            }
        }
        let days = event.days.or(first.days);
        if !wanted.is_on(days) {
            let found = days.map_or("none".to_owned(), |days| format!("{}/{}", days.start, days.end));
            let wanted = wanted.when_iso.as_ref().map_or("none".to_owned(), |d| format!("{} to {}", d.start, d.end));
            wrong.push(format!("days {found}, not {wanted}"));
        }
        wrong
    }
    /// Returns all words that a party goes by: those of the text, its name, and the state for which it speaks.
    pub fn names(&self, span: Span, party: Option<reading::PartyIx>) -> HashSet<String> {
        let mut all = stems(self.article.words(span));
        all.extend(stems(&self.reading.side(self.article, party).unwrap_or_default()));
        let mentions = party.and_then(|at| self.reading.parties.get(at as usize)).into_iter().flat_map(|p| &p.mentions);
        all.extend(mentions.flat_map(|span| stems(self.article.words(*span))));
        all
    }

    fn position(&self, wanted: &WantedPosition) -> Vec<String> {
        let Some(place) = self.place(&wanted.evidence) else { return vec!["words not in the article".to_owned()] };
        let told = |position: &&Position| {
            meets(position.why.span, place)
                && (meets(position.what, place)
                    || !words(self.article.words(position.what)).is_disjoint(&words(&wanted.what)))
        };
        let judged = self.reading.positions.iter().filter(told).map(|position| {
            let mut wrong = Vec::new();
            if position.stance.name() != wanted.stance {
                wrong.push(format!("{}, not {}", position.stance.name(), wanted.stance));
            }
            let names = self.names(position.party.span, position.party.party);
            if names.is_disjoint(&stems(&wanted.party)) {
                wrong.push(format!("{}, not {}", self.article.words(position.party.span), wanted.party));
            }
            wrong
        });
        judged.min_by_key(Vec::len).unwrap_or_else(|| vec!["missed".to_owned()])
    }

    /// Returns what is wrong with a figure. Days and years are met by a time, the number of sources by a source, a number that is
    /// expected to be none by nothing.
    fn figure(&self, wanted: &WantedFigure) -> Vec<String> {
        let Some(place) = self.place(&wanted.evidence) else { return vec!["words not in the article".to_owned()] };
        let told = |figure: &&Figure| meets(figure.why.span, place) && figure.value == wanted.value;
        let found = self.reading.figures.iter().find(told);
        if wanted.unit.contains("not a quantity") {
            return found.map_or(Vec::new(), |_| vec!["read as a quantity".to_owned()]);
        }
        let (unit, bound) = match wanted.unit.split_once(" (") {
            Some((unit, bound)) => (unit, bound.trim_end_matches(')')),
            None => (wanted.unit.as_str(), ""),
        };
        let Some(figure) = found else {
            let counted = |statement: &&reading::Statement| {
                statement.sources.iter().any(|source| {
                    source.span.is_some_and(|span| meets(span, place))
                        && source.unnamed.as_ref().and_then(|u| u.count).is_some_and(|n| n.to_string() == wanted.value)
                })
            };
            let lasts = |time: &&reading::Time| {
                meets(time.span, place)
                    && time.timex.kind == TimexKind::Duration
                    && time.timex.value.contains(&wanted.value)
            };
            let met = self.reading.statements.iter().any(|s| counted(&s)) && unit == "people"
                || self.reading.times.iter().any(|time| lasts(&time)) && matches!(unit, "days" | "weeks" | "years");
            return if met { Vec::new() } else { vec!["missed".to_owned()] };
        };
        let mut wrong = Vec::new();
        let stem = |unit: &str| unit.replace('%', "percent").trim_end_matches('s').to_lowercase();
        let unit_found = figure.unit.0.as_str();
        let of = figure.of.map(|of| self.article.words(of)).unwrap_or_default();
        let counts = same(unit, of) || unit == "people";
        if stem(unit) != stem(unit_found) && (!counts || unit_found.contains(char::is_uppercase)) {
            wrong.push(format!("unit {unit_found}, not {unit}"));
        }
        let bounds: &[Bound] = match bound {
            "" => &[Bound::Exact],
            "at least" | "more than" => &[Bound::AtLeast],
            "at most" | "up to" | "less than" => &[Bound::AtMost],
            _ => &[Bound::About, Bound::AtMost],
        };
        if !bounds.contains(&figure.bound) {
            wrong.push(format!("{}, not {bound:?}", figure.bound.name()));
        }
        wrong
    }
}

fn meets(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// The words of a name, of which "Europeans" and "European" are one.
pub fn stems(name: &str) -> HashSet<String> {
    words(name).into_iter().map(|word| word.trim_end_matches('s').to_owned()).collect()
}
