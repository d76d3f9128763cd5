//! Who takes part where the sentence does not say: those of the meeting told of before, or who tells what it will do itself.

use lang::Label;

use super::Reading;
use crate::{Event, EventRole, Filler, SourceKind, Status};

/// Events before a meeting among which the one is looked for whose people it has.
const MAX_BACK: usize = 8;
/// Sentences between the two at most.
const MAX_SENTENCES: usize = 2;

impl Reading<'_> {
    /// Fills in who takes part in events of which nobody is named. `events` are in order of the text.
    pub(super) fn absent(&self, events: &mut [Event]) {
        for at in 0..events.len() {
            let (before, rest) = events.split_at_mut(at);
            // "were to have a session in Lund; Vane would not see them": there
            if let Some(event) = rest.first_mut().filter(|event| is_mutual(event) && event.place.is_none()) {
                let here = self.sentence(event.trigger);
                let beside = before.iter().rev().take_while(|other| self.sentence(other.trigger) == here);
                event.place = beside.filter(|other| is_mutual(other)).find_map(|other| other.place);
            }
            let Some(event) = rest.first_mut().filter(|event| event.roles.is_empty()) else { continue };
            let here = self.sentence(event.trigger);
            let near = |other: &Event| {
                let there = self.sentence(other.trigger);
                here.zip(there).is_some_and(|(here, there)| here >= there && here - there <= MAX_SENTENCES)
            };
            let meets =
                |other: &&Event| is_mutual(other) && other.fillers(EventRole::Participant).count() > 1 && near(other);
            // "officials with knowledge of the talks": no further meeting
            let tells = event.days.is_some() || event.place.is_some() || event.status != Status::Held;
            let goes_on = is_mutual(event) && tells && self.has_nobody(event);
            let fits = |other: &&Event| {
                meets(other) && !self.is_elsewhere(event, other) && !self.is_other_assembly(event, other)
            };
            if let Some(first) = before.iter().rev().take(MAX_BACK).find(fits).filter(|_| goes_on) {
                event.roles.clone_from(&first.roles);
                // "called off the meeting": that one
                if self.is_that(event) && event.days.is_none() {
                    (event.when, event.days) = (first.when, first.days);
                    event.place = event.place.or(first.place);
                }
            } else {
                event.roles.extend(self.own_deed(event));
            }
        }
    }

    /// Tells whether two meetings are at two places, or on two days though the later is no further one: "the talks", not "a session".
    fn is_elsewhere(&self, event: &Event, other: &Event) -> bool {
        let word = |span: text::Span| span.of(&self.scene.article.text).to_lowercase();
        let places = event.place.zip(other.place).is_some_and(|(one, other)| word(one) != word(other));
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        let further = head.is_some_and(|head| {
            tree.children(head, &[Label::Det]).any(|det| matches!(tree.form(det), "a" | "an" | "another"))
        });
        let days =
            event.days.zip(other.days).is_some_and(|(one, other)| one.end <= other.start || other.end <= one.start);
        places || days && !further
    }

    /// Tells whether a word is for a gathering of many, and the meeting before was called otherwise: "a summit" is not of the two who met.
    fn is_other_assembly(&self, event: &Event, other: &Event) -> bool {
        let tree = &self.tree;
        let lemma = |event: &Event| tree.tokens.head_of(tree.tokens.within(event.trigger)).map(|head| tree.lemma(head));
        let (word, before) = (lemma(event), lemma(other));
        word.is_some_and(|word| tree.words.words.assembly.contains(word)) && word != before
    }

    /// "the meeting", "these talks".
    fn is_that(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        head.is_some_and(|head| {
            tree.children(head, &[Label::Det])
                .any(|det| matches!(tree.form(det), "the" | "this" | "that" | "these" | "those"))
        })
    }

    /// Tells whether a noun for a meeting says nothing of whose it is: "a session set for Sunday", not "the council meeting".
    fn has_nobody(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let Some(head) = tree.tokens.head_of(tree.tokens.within(event.trigger)).filter(|head| tree.is_noun(*head))
        else {
            return false;
        };
        let of = tree
            .behind(head)
            .into_iter()
            .any(|(preposition, _)| matches!(tree.form(preposition), "of" | "with" | "among"));
        let whose = tree.children(head, &[Label::Poss, Label::Compound, Label::Nmod]).any(|part| {
            !tree.is_time(part)
                && event.place.is_none_or(|place| !place.has(tree.span(part, part)))
                && event.kind.0 != "talks"
        });
        !of && !whose
    }

    /// "The crossing will be shut, the ministry said": what a body says will be done, and nobody else does, it does.
    fn own_deed(&self, event: &Event) -> Option<Filler> {
        const OF_ONES_OWN: [&str; 12] = [
            "ceasefire",
            "deal",
            "launch",
            "closure",
            "strike",
            "release",
            "deployment",
            "drill",
            "signing",
            "publication",
            "appointment",
            "sanction",
        ];
        let to_come = matches!(
            event.status,
            Status::Expected | Status::Confirmed | Status::Postponed | Status::Cancelled | Status::UnderWay
        );
        let statement = self.scene.statements.get(event.word_of? as usize)?;
        let source = statement.sources.iter().find(|source| {
            matches!(source.kind, SourceKind::Government | SourceKind::Organisation | SourceKind::Group)
        })?;
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger))?;
        // "a court ordered the release": not the ministry that tells of it
        let alone = if tree.is_verb(head) {
            tree.group(head).passive
        } else {
            tree.is(head, &[Label::Nsubj, Label::Nsubjpass])
        };
        let fits = to_come && alone && OF_ONES_OWN.contains(&event.kind.0.as_str());
        fits.then_some(Filler { role: EventRole::Actor, span: source.span?, party: source.party })
    }
}

/// Tells whether those who take part in an event do so alike.
fn is_mutual(event: &Event) -> bool {
    matches!(event.kind.0.as_str(), "talks" | "meeting" | "summit" | "call")
}
