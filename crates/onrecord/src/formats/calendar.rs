//! The calendar of an article, for the eye: what is to happen and what did, by day, with the words it rests on.

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use reading::{Certainty, Event, EventRole, Interval, Status};

use super::text::{BOLD, DIM, PLAIN, SOURCE};
use crate::{
    record::Record,
    terminal::{Marked, columns, line},
};

/// Columns for the days of an event.
const DAYS: usize = 18;
/// Parties that are named in a row at most.
const MAX_PARTIES: usize = 5;
/// Kinds that stand in a calendar though they are only possible, or hang on something.
const APPOINTMENTS: [&str; 17] = [
    "meeting",
    "talks",
    "summit",
    "visit",
    "call",
    "vote",
    "election",
    "hearing",
    "ruling",
    "deadline",
    "ceasefire",
    "signing",
    "briefing",
    "speech",
    "strike",
    "release",
    "match",
];
/// Words that name nobody by themselves.
const PRONOUNS: [&str; 18] = [
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "this", "that", "these", "those",
    "who", "which",
];
const OPEN: Style = AnsiColor::Cyan.on_default();
const DONE: Style = AnsiColor::Green.on_default();
const OFF: Style = AnsiColor::Red.on_default();

/// What a row of the calendar says, each on one line and harmless on a terminal.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its days, or the words for them in quotation marks.
    pub when: String,
    /// What it is.
    pub what: String,
    /// How far it has come.
    pub status: String,
    /// Who takes part.
    pub who: String,
    /// Where.
    pub place: String,
    /// On whose word: the chain of its statement.
    pub word: String,
}

/// Returns the entries: dated ones by day, then the others in the order of the text.
pub fn entries(record: &Record) -> Vec<Entry<'_>> {
    let mut events: Vec<&Event> = record.reading.events.iter().filter(|event| is_shown(record, event)).collect();
    events.sort_by_key(|event| event.days.map_or((true, Date::MAX), |days| (false, days.start)));
    events.into_iter().map(|event| entry(record, event)).collect()
}

/// Returns the entries for the eye, each with the words around its own.
pub fn rows(record: &Record, width: usize) -> String {
    entries(record).iter().map(|entry| row(record, entry, width)).collect()
}

/// What is told is shown with a day, or as of a listed kind with somebody or a place; what is to come, with one of these, if it
/// is an appointment or firm: a deed that is only possible, or hangs on something, is a position and no date to note down.
fn is_shown(record: &Record, event: &Event) -> bool {
    let (kind, dated) = (event.kind.0.as_str(), event.days.is_some());
    let somebody = !who(record, event).is_empty();
    let shown = match event.status {
        Status::Expected | Status::Confirmed => {
            let firm = event.certainty != Certainty::Possible;
            // also one that no day is known of: "this weekend"
            let has_time = event.when.is_some();
            let known = dated || somebody || event.place.is_some();
            known
                && (APPOINTMENTS.contains(&kind) && (has_time || !event.conditional)
                    || firm && somebody && !event.conditional)
        }
        Status::Held | Status::UnderWay => dated || kind != "other" && (somebody || event.place.is_some()),
        Status::Postponed | Status::Cancelled | Status::Denied => true,
    };
    shown && event.is_entry() && !points_back(record, event)
}

/// "the outcome of these meetings": told of before, or of nothing that can be noted down.
fn points_back(record: &Record, event: &Event) -> bool {
    let before = record.article.text.get(..event.trigger.start as usize).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    event.days.is_none() && ["these", "those", "such"].iter().any(|back| word.eq_ignore_ascii_case(back))
}

fn entry<'a>(record: &Record, event: &'a Event) -> Entry<'a> {
    let words = |time: &reading::Time| format!("“{}”", line(record.article.words(time.span)));
    let time = || event.when.and_then(|when| record.reading.times.get(when as usize)).map(words);
    let statement = event.word_of.and_then(|at| record.reading.statements.get(at as usize));
    Entry {
        event,
        when: event.days.map(days_in_words).or_else(time).unwrap_or_default(),
        what: kind(record, event),
        status: status(event),
        who: who(record, event),
        place: event.place.map(|place| line(record.article.words(place))).unwrap_or_default(),
        word: statement.map(|statement| line(&record.chain(statement))).unwrap_or_default(),
    }
}

fn row(record: &Record, entry: &Entry<'_>, width: usize) -> String {
    let when = &entry.when;
    let when = if columns(when) > DAYS { format!("{when} ") } else { format!("{when:DAYS$}") };
    let mut first = Marked::new();
    first.push(&when, BOLD).push(&format!("{} ", entry.what), PLAIN).push(&entry.status, style(entry.event.status));
    for (part, marked) in [(&entry.who, PLAIN), (&entry.place, PLAIN), (&entry.word, SOURCE)] {
        if !part.is_empty() {
            first.push(" · ", DIM).push(part, marked);
        }
    }
    let indent = " ".repeat(4 + DAYS);
    let words = excerpt(record, entry.event, width.saturating_sub(indent.len() + 4));
    first.wrapped(width, "    ", &indent) + &Marked::new().push(&words, DIM).wrapped(width, &indent, &indent)
}

/// What it is: the kind, the word itself where there is no kind.
fn kind(record: &Record, event: &Event) -> String {
    let kind = event.kind.0.as_str();
    let words = || line(record.article.words(event.trigger));
    let name = if matches!(kind, "other" | "word") { words() } else { kind.to_owned() };
    if event.new_date { format!("{name}, new date,") } else { name }
}

fn status(event: &Event) -> String {
    let hedge = match event.certainty {
        Certainty::Possible if matches!(event.status, Status::Expected) => " (possible)",
        _ => "",
    };
    format!("{}{hedge}{}", event.status.name(), if event.conditional { ", conditional" } else { "" })
}

fn style(status: Status) -> Style {
    match status {
        Status::Expected | Status::Confirmed => OPEN,
        Status::UnderWay | Status::Held => DONE,
        Status::Postponed | Status::Cancelled | Status::Denied => OFF,
    }
}

fn who(record: &Record, event: &Event) -> String {
    let mut names: Vec<String> = Vec::new();
    for role in [EventRole::Actor, EventRole::Participant, EventRole::Recipient] {
        for filler in event.fillers(role) {
            // "the Danish and Finnish envoys": Denmark and Finland
            let party = filler.party.and_then(|ix| record.reading.parties.get(ix as usize));
            let state = party.filter(|party| party.is_state()).map(|party| party.name.clone());
            let words = line(record.article.words(filler.span));
            let name = state.filter(|_| !words.contains(' ')).unwrap_or(words);
            let pronoun = PRONOUNS.iter().any(|word| name.eq_ignore_ascii_case(word));
            if !pronoun && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let more = names.len().saturating_sub(MAX_PARTIES);
    names.truncate(MAX_PARTIES);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    names.join(", ")
}

/// Returns the words around the event's own, at most a line of them.
fn excerpt(record: &Record, event: &Event, width: usize) -> String {
    let sentence = line(record.article.words(event.why.span));
    if columns(&sentence) <= width {
        return format!("“{sentence}”");
    }
    let before = event.trigger.start.saturating_sub(event.why.span.start) as usize;
    let whole: Vec<char> = sentence.chars().collect();
    let at = record.article.words(event.why.span).get(..before).map_or(0, |words| words.chars().count());
    let start = at.saturating_sub(width / 3).min(whole.len().saturating_sub(width));
    // cut between words
    let start = if start == 0 { 0 } else { (start..at).find(|i| whole.get(*i) == Some(&' ')).map_or(start, |i| i + 1) };
    let end = (start + width).min(whole.len());
    let end =
        if end == whole.len() { end } else { (start..end).rev().find(|i| whole.get(*i) == Some(&' ')).unwrap_or(end) };
    let words: String = whole.get(start..end).unwrap_or_default().iter().collect();
    let (left, right) = (if start > 0 { "…" } else { "" }, if end < whole.len() { "…" } else { "" });
    format!("“{left}{words}{right}”")
}

/// Returns days as a reader writes them: "18 Dec 2025", "20–21 Dec 2025", "28 Feb – 3 Mar 2026", "December 2025", "2025".
pub fn days_in_words(days: Interval) -> String {
    let (start, end) = (days.start, days.end.yesterday().unwrap_or(days.end));
    let whole_months = start.day() == 1 && end == end.last_of_month();
    if start >= end {
        start.strftime("%-d %b %Y").to_string()
    } else if whole_months && start.month() == 1 && end.month() == 12 {
        if start.year() == end.year() { start.year().to_string() } else { format!("{}–{}", start.year(), end.year()) }
    } else if whole_months && start.first_of_month() == end.first_of_month() {
        start.strftime("%B %Y").to_string()
    } else if start.first_of_month() == end.first_of_month() {
        format!("{}–{}", start.day(), end.strftime("%-d %b %Y"))
    } else if start.year() == end.year() {
        format!("{} – {}", start.strftime("%-d %b"), end.strftime("%-d %b %Y"))
    } else {
        format!("{} – {}", start.strftime("%-d %b %Y"), end.strftime("%-d %b %Y"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_written_as_a_reader_writes_them() {
        let words = |start: Date, end: Date| days_in_words(Interval::days(start, end));
        assert_eq!(words(date(2025, 12, 18), date(2025, 12, 19)), "18 Dec 2025");
        assert_eq!(words(date(2025, 12, 20), date(2025, 12, 22)), "20–21 Dec 2025");
        assert_eq!(words(date(2026, 2, 28), date(2026, 3, 4)), "28 Feb – 3 Mar 2026");
        assert_eq!(words(date(2026, 2, 1), date(2026, 3, 1)), "February 2026");
        assert_eq!(words(date(2026, 1, 1), date(2027, 1, 1)), "2026");
    }
}
