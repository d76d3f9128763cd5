//! What a caption shows: who was where with whom, on the day that it gives.

use lang::{EntityKind, Label, Tag};
use text::Span;

use super::{Events, Reading};
use crate::{Certainty, Event, EventRole, Evidence, Status, scene::Scene};

impl Events {
    /// Returns the events that captions tell of with a day before the publication: each is over. `scene` is of the captions alone.
    ///
    /// Two or more people who are shown on a day together have met.
    pub fn pictured(&self, scene: &Scene<'_>) -> Vec<Event> {
        if scene.analysis.tokens.head.is_empty() {
            return Vec::new();
        }
        let mut reading = self.reading(scene);
        let mut events = reading.read();
        let is_over = |event: &Event| match (event.days, reading.published) {
            (Some(days), Some(published)) => days.start < published,
            (days, None) => days.is_some(),
            (None, _) => false,
        };
        events.retain(|event| is_over(event) && event.kind.0 != "other" && event.kind.0 != "word");
        for event in &mut events {
            (event.status, event.conditional, event.certainty) = (Status::Held, false, Certainty::Certain);
        }
        for caption in scene.paragraphs {
            if !events.iter().any(|event| caption.has(event.trigger)) {
                events.extend(reading.together(*caption).filter(is_over));
            }
        }
        events
    }
}

impl Reading<'_> {
    fn together(&self, caption: Span) -> Option<Event> {
        let tree = &self.tree;
        let people: Vec<_> = (self.scene.analysis.entities.iter())
            .filter(|entity| entity.kind == EntityKind::Person)
            .map(|entity| tree.tokens.words(entity.tokens.clone()))
            .filter(|span| caption.has(*span))
            .collect();
        let hung = self.hung.iter().find(|hung| {
            let time = self.scene.times.get(hung.time as usize);
            time.is_some_and(|time| caption.has(time.span) && time.interval.is_some())
        })?;
        let days = self.scene.times.get(hung.time as usize)?.interval?;
        let within = || tree.tokens.within(caption);
        let beside = within().find(|token| tree.words.words.together.contains(tree.form(*token)));
        let verb = within().find(|token| tree.is_verb(*token) && !tree.is(*token, &[Label::Aux, Label::Auxpass]));
        let trigger = verb.or(beside).filter(|_| beside.is_some() && people.len() > 1)?;
        // "the president's envoy Ada Vane": the president is not shown
        let shown = |span: &Span| {
            let head = tree.tokens.head_of(tree.tokens.within(*span));
            head.is_some_and(|head| !tree.is(head, &[Label::Poss]))
        };
        let filler =
            |span: Span| crate::Filler { role: EventRole::Participant, span, party: self.scene.party_of(span) };
        let roles: Vec<_> = people.into_iter().filter(shown).map(filler).collect();
        let at = |token: &u32| {
            let before = tree.tokens.parent(*token).filter(|_| tree.is(*token, &[Label::Pobj]));
            let entity = tree.analysis.entity_of(*token).map(|entity| entity.kind);
            let is_place = matches!(entity, Some(EntityKind::Polity | EntityKind::Location | EntityKind::Facility))
                || tree.tag(*token) == Tag::Nnp && entity.is_none_or(|kind| kind == EntityKind::Organisation);
            is_place && before.is_some_and(|before| matches!(tree.form(before), "in" | "at" | "near" | "outside"))
        };
        let place = within().find(at).map(|token| tree.phrase(token));
        let why = Evidence::new(caption, "shown-together", 0.5);
        let event = Event::new("meeting", tree.span(trigger, trigger), Status::Held, why);
        (roles.len() > 1).then_some(Event { roles, when: Some(hung.time), days: Some(days), place, ..event })
    }
}
