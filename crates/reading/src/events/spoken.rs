//! What somebody says on a day and at a place is an appearance: "In Lund on Wednesday, the chancellor said".

use super::{Found, Reading};
use crate::{Event, EventRole, Evidence, SourceKind, Status};

impl Reading<'_> {
    /// Finds sayings of persons that have a day and a place, where no speech, visit or meeting is told with them.
    pub(super) fn spoken(&self, found: &[Found]) -> Vec<Event> {
        let tree = &self.tree;
        let mut all: Vec<Event> = Vec::new();
        for statement in self.scene.statements {
            let person =
                statement.sources.iter().find(|source| source.kind == SourceKind::Person && source.span.is_some());
            let (Some(cue), Some(source)) = (statement.cue, person) else { continue };
            let Some(verb) = tree
                .tokens
                .within(cue)
                .find(|token| tree.is_verb(*token) && tree.words.words.report.contains(tree.lemma(*token)))
            else {
                continue;
            };
            let hung = tree.dated(&self.hung, self.scene.times, &[verb], None);
            let days = hung.and_then(|hung| tree.days(&hung, self.scene.times, Status::Held, self.published));
            let (Some(hung), Some(days), Some(place)) = (hung, days, tree.place(&[verb])) else { continue };
            // "said at a meeting in Lund on Wednesday": the meeting is the event
            let told = |found: &Found| {
                found.trigger.head == verb
                    || tree.hangs_on(found.trigger.head, verb) && found.event.when == Some(hung.time)
            };
            if found.iter().any(told) || all.iter().any(|event| event.trigger == cue) {
                continue;
            }
            let Some(span) = source.span else { continue };
            let filler = crate::Filler { role: EventRole::Actor, span, party: source.party };
            let sentence = self.sentence(cue).and_then(|at| self.scene.analysis.sentences.get(at));
            let why = Evidence::new(sentence.map_or(cue, |sentence| sentence.span), "said-there", 0.7);
            all.push(Event {
                roles: vec![filler],
                when: Some(hung.time),
                days: Some(days),
                place: Some(place),
                ..Event::new("speech", cue, Status::Held, why)
            });
        }
        all
    }
}
