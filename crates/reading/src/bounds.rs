//! Between which times of its own text an article without a date was published.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use text::Span;

use crate::TimeIx;

/// What the text of an article without a date tells of the day it was published: never a day, only what lies before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PublicationBounds {
    /// The last weekday that the text tells of in the past.
    pub after: Option<Edge>,
    /// The first weekday that it tells of as to come. Publication may be on that day.
    pub before: Option<Edge>,
    /// The latest day written in full that lies in the past, in a caption too.
    pub not_before: Option<Date>,
}

/// A time on one side of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Place of the time in [`crate::Reading::times`].
    pub time: TimeIx,
    /// The part of that day, where the words around tell it: "evening" of "in his evening address on Wednesday".
    pub part_of_day: Option<Span>,
    /// What is said to happen then: "summit".
    pub event: Option<Span>,
}

impl PublicationBounds {
    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == PublicationBounds::default()
    }

    /// Says the bounds in words of the article: "after Wednesday evening, before Thursday's summit, not before 2025-12-02".
    pub fn in_words(&self, text: &str, times: &[crate::Time]) -> String {
        let words = |edge: &Edge, with_event: bool| {
            let day = times.get(edge.time as usize).map_or("", |time| time.span.of(text));
            let part = edge.part_of_day.map(|part| format!(" {}", part.of(text))).unwrap_or_default();
            let event =
                edge.event.filter(|_| with_event).map(|event| format!("'s {}", event.of(text))).unwrap_or_default();
            format!("{day}{part}{event}").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let after = self.after.as_ref().map(|edge| format!("after {}", words(edge, false)));
        let before = self.before.as_ref().map(|edge| {
            // on the day itself, unless something that day is still to come
            format!("{} {}", if edge.event.is_some() { "before" } else { "no later than" }, words(edge, true))
        });
        let floor = self.not_before.map(|day| format!("not before {day}"));
        [after, before, floor].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
