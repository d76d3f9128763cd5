//! Days that somebody is given: "have given them until Friday", "unless the arrears are paid by 31 March".

use std::collections::HashSet;

use lang::Label;

use super::{
    Found, Reading, last_day,
    tree::{MAX_STEPS, Tense},
};
use crate::{Event, EventRole, Evidence, Status};

impl Reading<'_> {
    /// Finds the days to come until which somebody has time, where no deadline or lapse is told with them.
    pub(super) fn deadlines(&self, found: &[Found]) -> Vec<Event> {
        let tree = &self.tree;
        let known: HashSet<_> = found
            .iter()
            .filter(|found| found.event.kind.0 == "deadline")
            .filter_map(|found| found.event.when)
            .collect();
        let mut all: Vec<Event> = Vec::new();
        for hung in &self.hung {
            let form = hung.preposition.map_or("", |preposition| tree.form(preposition));
            let mut above = std::iter::once(hung.on).chain(tree.tokens.ancestors(hung.on)).take(MAX_STEPS);
            let who = match form {
                "until" | "till" => tree.given_time(hung.on),
                "by" | "before" => above.find(|verb| tree.is_verb(*verb)).and_then(|verb| tree.threatened(verb)),
                _ => None,
            };
            let time = self.scene.times.get(hung.time as usize);
            let days = time.and_then(|time| tree.day_of(time, Status::Expected, self.published)).map(last_day);
            let told = known.contains(&hung.time);
            let (Some((verb, who)), Some(days), Some(published)) = (who, days, self.published) else { continue };
            if told || days.end <= published {
                continue;
            }
            let trigger = tree.span(verb, verb);
            let sentence = self.sentence(trigger).and_then(|at| self.scene.analysis.sentences.get(at));
            let why = Evidence::new(sentence.map_or(trigger, |sentence| sentence.span), "time-given", 0.6);
            let roles = who.into_iter().flat_map(|(role, head)| self.fillers_of(role, tree.antecedent(head))).collect();
            all.push(Event {
                roles,
                when: Some(hung.time),
                days: Some(days),
                word_of: self.scene.word_of(trigger),
                ..Event::new("deadline", trigger, Status::Expected, why)
            });
        }
        all
    }
}

impl super::tree::Tree<'_> {
    /// "gave the rebels until Friday", "have until noon": the verb, and who gives the time to whom.
    fn given_time(&self, verb: u32) -> Option<(u32, Vec<(EventRole, u32)>)> {
        let gives = self.lemma(verb) == "give";
        let has = self.lemma(verb) == "have" && self.tokens.child(verb, &[Label::Dobj]).is_none();
        let real = !matches!(self.group(verb).tense, Tense::Possible | Tense::Open) && !self.group(verb).negated;
        let subject = self.subject(verb).into_iter().flat_map(|subject| self.joined(subject));
        let objects = self.children(verb, &[Label::Dative, Label::Dobj]).filter(|object| !self.is_time(*object));
        let given = objects.map(|object| (EventRole::Recipient, object));
        let all: Vec<_> = subject.map(|subject| (EventRole::Actor, subject)).chain(given).collect();
        let sides = all.into_iter().filter(|(_, head)| self.is_side(*head)).collect();
        (self.is_verb(verb) && (gives || has) && real).then_some((verb, sides))
    }

    /// "will strike unless the port pays by Friday": who threatens, and who is to do it.
    fn threatened(&self, verb: u32) -> Option<(u32, Vec<(EventRole, u32)>)> {
        let unless = self.children(verb, &[Label::Mark]).any(|mark| self.form(mark) == "unless");
        let above = self.tokens.parent(verb).filter(|above| unless && self.is_verb(*above))?;
        let actor = self.subject(above).map(|head| (EventRole::Actor, head));
        let other = self.subject(verb).map(|head| (EventRole::Recipient, head));
        let sides = actor.into_iter().chain(other).filter(|(_, head)| self.is_side(*head)).collect();
        Some((verb, sides))
    }
}
