//! Meetings that are told by what they failed to do: "the ministers failed in Lund on Monday to settle the matter".

use lang::{Label, Tag};

use super::{Reading, tree::Tense};
use crate::{Event, EventRole, Evidence, Status};

impl Reading<'_> {
    /// Finds those who together failed to decide something on a day: they met on that day.
    pub(super) fn sittings(&self) -> Vec<Event> {
        let tree = &self.tree;
        let failed = (0..tree.tokens.len() as u32).filter(|verb| tree.lemma(*verb) == "fail" && tree.is_verb(*verb));
        failed.filter_map(|verb| self.sitting(verb)).collect()
    }

    fn sitting(&self, verb: u32) -> Option<Event> {
        let tree = &self.tree;
        let deed = tree
            .children(verb, &[Label::Xcomp, Label::Advcl])
            .find(|deed| tree.words.words.deciding.contains(tree.lemma(*deed)))?;
        let subject = tree.subject(verb)?;
        let several = matches!(tree.tag(subject), Tag::Nns | Tag::Nnps | Tag::Prp) || tree.joined(subject).len() > 1;
        let group = tree.group(verb);
        if !several || !tree.is_side(subject) || group.negated || group.tense != Tense::Past {
            return None;
        }
        let anchors = [verb, deed];
        let hung = tree.dated(&self.hung, self.scene.times, &anchors, None)?;
        let days = tree.days(&hung, self.scene.times, Status::Held, self.published)?;
        let trigger = tree.span(verb, verb);
        let sentence = self.sentence(trigger).and_then(|at| self.scene.analysis.sentences.get(at))?;
        let heads = tree.joined(tree.antecedent(subject)).into_iter();
        let why = Evidence::new(sentence.span, "failed-together", 0.6);
        Some(Event {
            roles: heads.flat_map(|head| self.fillers_of(EventRole::Participant, head)).collect(),
            when: Some(hung.time),
            days: Some(days),
            place: tree.place(&anchors),
            word_of: self.scene.word_of(trigger),
            ..Event::new("meeting", trigger, Status::Held, why)
        })
    }
}
