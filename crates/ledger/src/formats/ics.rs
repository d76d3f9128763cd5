//! iCalendar (RFC 5545): one VEVENT an appointment that has a day, with a UID that stays and a SEQUENCE that counts its changes.

use std::io::{self, Write};

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::civil::Date;

use crate::entry::CalendarEntry;

/// Who writes the calendar.
const PRODUCT: &str = "-//onrecord//onrecord//EN";

/// Writes a calendar; returns how many appointments were left out because they have no day.
///
/// # Errors
/// Those of the writer.
pub fn ics(list: &[CalendarEntry], out: &mut dyn Write) -> io::Result<usize> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", PRODUCT));
    calendar.append_property(("CALSCALE", "GREGORIAN")).name("onrecord");
    let mut left_out = 0;
    for entry in list {
        match event(entry) {
            Some(event) => drop(calendar.push(event)),
            None => left_out += 1,
        }
    }
    out.write_all(calendar.done().to_string().as_bytes())?;
    Ok(left_out)
}

fn event(entry: &CalendarEntry) -> Option<Event> {
    let when = entry.when?;
    let last = entry.history.last().and_then(|step| step.quote.published);
    let mut event = Event::with_uid(&format!("{}@onrecord", entry.id));
    let stamp = last.map_or_else(|| date(when.start) + "T000000Z", |at| at.strftime("%Y%m%dT%H%M%SZ").to_string());
    event.add_property("DTSTAMP", stamp);
    event.append_property(day("DTSTART", when.start));
    // both are half-open: DTEND is the day after the last (RFC 5545, section 3.6.1)
    event.append_property(day("DTEND", when.end));
    event.add_property("SEQUENCE", moves(entry).to_string());
    event.status(match entry.status.as_str() {
        "confirmed" | "under-way" | "held" => EventStatus::Confirmed,
        "cancelled" | "denied" => EventStatus::Cancelled,
        _ => EventStatus::Tentative,
    });
    let who = if entry.who.is_empty() { String::new() } else { format!(": {}", entry.who.join(", ")) };
    event.summary(&plain(&format!("{}{who} ({})", entry.what, entry.status)));
    if let Some(place) = &entry.place {
        event.location(&plain(place));
    }
    let told = entry.history.iter().map(|step| {
        let at = step.quote.published.map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
        format!("{at} {}: {} ({})", step.status, plain(&step.quote.text), plain(step.quote.by()))
    });
    event.description(&told.collect::<Vec<_>>().join("\n"));
    if let Some(url) = entry.history.last().and_then(|step| step.quote.url.as_ref()) {
        event.add_property("URL", plain(url));
    }
    event.add_property("X-ONRECORD-STATUS", &entry.status);
    Some(event.done())
}

/// How often its state or day was told otherwise than before.
fn moves(entry: &CalendarEntry) -> usize {
    let steps = entry.history.windows(2);
    let moved = |pair: &&[crate::StepEntry]| match pair {
        [before, after] => before.status != after.status || (after.when.is_some() && before.when != after.when),
        _ => false,
    };
    steps.filter(moved).count()
}

fn day(name: &str, day: Date) -> Property {
    let mut property = Property::new(name, date(day));
    property.append_parameter(("VALUE", "DATE"));
    property.done()
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// One line, without what could end a property.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use reading::Interval;
    use text::{Id, Span};

    use super::*;
    use crate::{Quote, StepEntry};

    fn entry(status: &str, place: &str) -> CalendarEntry {
        let id = Id::of(&["talks"]);
        let when = |a: &str, b: &str| Some(Interval::days(a.parse().unwrap(), b.parse().unwrap()));
        let quote = |text: &str| Quote {
            text: text.to_owned(),
            article: id,
            edition: id,
            span: Span::new(0, 4),
            outlet: "Lune Courier".to_owned(),
            title: "Talks".to_owned(),
            url: None,
            published: "2026-03-05T10:00:00Z".parse().ok(),
        };
        CalendarEntry {
            id,
            story: id,
            what: "talks".to_owned(),
            who: vec!["Arlen".to_owned(), "Vesk".to_owned()],
            place: Some(place.to_owned()),
            when: when("2026-03-08", "2026-03-10"),
            status: status.to_owned(),
            history: vec![
                StepEntry {
                    status: "expected".to_owned(),
                    when: when("2026-03-07", "2026-03-08"),
                    quote: quote("They will meet."),
                },
                StepEntry {
                    status: status.to_owned(),
                    when: when("2026-03-08", "2026-03-10"),
                    quote: quote("Off; it is, \\ said\r\nEND:VEVENT"),
                },
            ],
            review: None,
        }
    }

    #[test]
    fn a_calendar_is_read_back_by_a_library() {
        let list = [
            entry("cancelled", "Port Sorrel, north; quay\r\nX-EVIL:1"),
            CalendarEntry { when: None, ..entry("expected", "x") },
        ];
        let mut out = Vec::new();
        assert_eq!(ics(&list, &mut out).unwrap(), 1);
        let text = String::from_utf8(out).unwrap();
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        assert_eq!(calendar.components.len(), 1);
        let event = &calendar.components[0];
        let value = |name: &str| event.find_prop(name).map(|p| p.val.as_ref().to_owned()).unwrap_or_default();
        assert_eq!((value("DTSTART"), value("DTEND")), ("20260308".to_owned(), "20260310".to_owned()));
        assert_eq!((value("STATUS"), value("SEQUENCE")), ("CANCELLED".to_owned(), "1".to_owned()));
        assert!(value("UID").ends_with("@onrecord") && event.find_prop("X-EVIL").is_none());
        assert!(value("LOCATION").contains("Port Sorrel"), "{}", value("LOCATION"));
        assert_eq!(value("DTSTAMP"), "20260305T100000Z");
    }
}
