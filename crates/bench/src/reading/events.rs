//! Events in the keys of the gold.

use page::Article;
use reading::{Event, EventIx, EventRole, Filler, Interval, Reading, Status};
use serde_json::{Value, json};

/// Returns the entries of the calendar in the keys of the gold, all mentions of one in one row.
pub fn values(article: &Article, reading: &Reading) -> Vec<Value> {
    let rows = reading.events.iter().zip(0..).filter(|(event, _)| event.is_entry());
    rows.map(|(event, at)| value(article, reading, event, at)).collect()
}

fn value(article: &Article, reading: &Reading, event: &Event, at: EventIx) -> Value {
    let mentions = reading.events.iter().filter(|later| later.same_as == Some(at));
    let triggers: Vec<&str> =
        std::iter::once(event).chain(mentions).map(|event| article.words(event.trigger)).collect();
    let name = |filler: &Filler| {
        let party = filler.party.and_then(|party| reading.parties.get(party as usize));
        party.map_or_else(|| article.words(filler.span).to_owned(), |party| party.name.clone())
    };
    let days = |days: Interval| {
        let end = days.end.yesterday().unwrap_or(days.end);
        json!({ "start": days.start.to_string(), "end": end.to_string() })
    };
    json!({
        "trigger": triggers.join("; "),
        "calendar_kind": event.kind.0,
        "plover": event.plover.as_ref().map(|plover| &plover.0),
        "who": event.who().map(name).collect::<Vec<_>>(),
        "where": event.place.map(|place| article.words(place)),
        "when_text": event.when.and_then(|when| reading.times.get(when as usize)).map(|time| article.words(time.span)),
        "when": event.days.map(days),
        "status": status(event.status),
        "conditional": event.conditional,
        "word_of": event.word_of,
        "evidence": article.words(event.why.span),
    })
}

fn status(status: Status) -> &'static str {
    match status {
        Status::UnderWay => "underway",
        other => other.name(),
    }
}

/// Returns one event as `predict events` writes it; spans in code points of `text`. None where PLOVER codes nothing.
pub fn coded(text: &str, event: &Event) -> Option<Value> {
    let plover = event.coded.as_ref()?;
    let span = |span: text::Span| {
        let span = span.code_points(text);
        json!([span.start, span.end])
    };
    let of = |roles: &[EventRole]| {
        let fillers = roles.iter().flat_map(|role| event.fillers(*role));
        fillers.map(|filler| span(filler.span)).collect::<Vec<_>>()
    };
    let both = of(&[EventRole::Participant]);
    let sides = |roles: &[EventRole]| if both.is_empty() { of(roles) } else { both.clone() };
    let own = Some(plover) == event.plover.as_ref();
    Some(json!({
        "type": plover.0,
        "mode": event.mode.as_ref().filter(|_| own),
        "trigger": span(event.trigger),
        "source": sides(&[EventRole::Actor]),
        "target": sides(&[EventRole::Recipient, EventRole::Target]),
        "status": status(event.status),
    }))
}
