//! What a word makes of an event that it has for an object, subject or complement.

use lang::{Label, Tag};

use super::{
    super::{
        lexicon::Effect,
        tree::{MAX_STEPS, Tense, Tree},
    },
    Judgement,
};
use crate::{Certainty, Status};

impl Tree<'_> {
    /// What a governing word makes of an event that it has for an object, subject or complement.
    pub(super) fn carried(&self, part: u32, head: u32, steps: usize) -> Judgement {
        if steps >= MAX_STEPS {
            return Judgement::new(Status::Held);
        }
        let words = &self.words.words;
        let effect = self.effect(head).filter(|_| !self.is_beside(part, head));
        let is_verb = self.is_verb(head);
        // the word above the carrying word
        let above =
            |steps: usize| if is_verb { self.judge_verb(head, steps + 1) } else { self.judge_noun(head, steps + 1) };
        let dated = |mut found: Judgement| {
            if words.dating.contains(self.lemma(head)) || words.dating.contains(self.form(head)) {
                found.anchors.push(head);
            }
            found
        };
        // "have yet to sign"
        if self.lemma(head) == "have" && self.is(part, &[Label::Xcomp]) && self.tag(part) == Tag::Vb {
            return Judgement::new(Status::Expected).with(Status::Expected);
        }
        // "are in Lund for talks"
        let goes_on = self.lemma(head) == "be" && self.is(part, &[Label::Pobj]) && effect == Some(Effect::Neutral);
        if is_verb && goes_on && self.group(head).tense == Tense::Present && !self.group(head).negated {
            let mut found = above(steps);
            found.status = Status::UnderWay;
            return found;
        }
        let infinitive = self.is_verb(part) && (self.tag(part) == Tag::Vb || self.is_noun(head));
        match effect {
            // "the hearing is set for 5 October"
            Some(Effect::Planned)
                if is_verb
                    && matches!(self.lemma(head), "set" | "fix")
                    && self.is_noun(part)
                    && !self.is(head, &[Label::Acl, Label::Amod, Label::Relcl]) =>
            {
                let up = above(steps);
                let found = Judgement::new(Status::Confirmed);
                dated(found.with(if up.status == Status::Held { Status::Confirmed } else { Status::Expected }))
            }
            Some(Effect::Planned) if !self.is_verb(part) || infinitive || self.tag(part) == Tag::Vbg => {
                let mut up = above(steps);
                let mut found = Judgement::new(Status::Expected).with(Status::Expected);
                found.condition = up.condition.take();
                found.conditional = up.conditional || up.supposed;
                found.foretold = true;
                found.certainty =
                    if words.firm.contains(self.lemma(head)) { Certainty::Likely } else { Certainty::Possible };
                found.due = words.asking.contains(self.lemma(head));
                match up.status {
                    Status::Denied | Status::Cancelled | Status::Postponed => {
                        found.refused = up.refused;
                        found.status = up.status;
                        found.moved_by = up.moved_by;
                    }
                    // "is no longer on the table"
                    _ if is_verb && self.group(head).no_longer => found.status = Status::Cancelled,
                    Status::Confirmed => found.status = Status::Confirmed,
                    _ => {}
                }
                let mut found = dated(found);
                // "was due to be held": what "due" hangs on has the day
                found.anchors.extend(up.anchors.into_iter().filter(|anchor| self.lemma(*anchor) == "be"));
                found
            }
            Some(Effect::Confirmed) => {
                let up = above(steps);
                let held = self.is_verb(part) && self.tag(part) == Tag::Vbg;
                let mut found = Judgement::new(if held { Status::Held } else { Status::Confirmed });
                found.stated = true;
                if up.status == Status::Denied {
                    found.status = Status::Expected;
                }
                dated(found)
            }
            Some(Effect::Begun | Effect::UnderWay) => {
                let found = above(steps);
                let status = found.status;
                found.with(if matches!(status, Status::Held) { Status::UnderWay } else { status })
            }
            // "the latest developments following talks in Lund"
            Some(Effect::Ended) if self.lemma(head) == "follow" && self.is(part, &[Label::Dobj]) => {
                Judgement::new(Status::Held)
            }
            Some(Effect::Ended) => {
                let found = above(steps);
                if found.status == Status::UnderWay { found.with(Status::Held) } else { found }
            }
            Some(Effect::Postponed | Effect::Cancelled) => {
                let to = if effect == Some(Effect::Postponed) { Status::Postponed } else { Status::Cancelled };
                let up = above(steps);
                let mut found = Judgement::new(to).with(to);
                found.moved_by = Some(head).filter(|_| to == Status::Postponed);
                let may = up.certainty == Certainty::Possible || up.conditional;
                if up.status == Status::Denied || may && up.status == Status::Expected {
                    // "did not cancel", "may cancel", "offers to drop"
                    found = found.with(Status::Expected);
                    found.moved_by = None;
                }
                found
            }
            Some(Effect::Denied) => {
                let up = is_verb && (self.group(head).negated || self.has_no_subject(head));
                let mut found = Judgement::new(Status::Denied).with(if up { Status::Expected } else { Status::Denied });
                found.refused = words.refusing.contains(self.lemma(head));
                // "failed on Monday to sign": that day
                if self.is(part, &[Label::Xcomp]) && self.lemma(head) == "fail" {
                    found.anchors.push(head);
                }
                found.contradicted = !found.refused && !up;
                if up {
                    found.certainty = Certainty::Possible;
                }
                found
            }
            _ => {
                let mut found = above(steps);
                let purpose = self.is_verb(part) && self.is(part, &[Label::Advcl]) && self.tag(part) == Tag::Vb;
                if is_verb && words.report.contains(self.lemma(head)) && effect != Some(Effect::Neutral) {
                    // "welcomed the visit": the day of welcoming is not that of the visit
                    found.anchors.clear();
                    if !matches!(found.status, Status::Held) {
                        found = Judgement::new(Status::Held);
                    }
                } else if purpose && found.status == Status::Held {
                    found.status = Status::Expected;
                } else if found.status == Status::Denied && effect.is_none() {
                    // "the storm did not reach the coast": there was a storm
                    found.status = Status::Held;
                    found.stated = false;
                }
                found
            }
        }
    }

    /// "discussed it in a phone call", "rejected the plan in a vote": what the verb says it says of its object, not of the call.
    fn is_beside(&self, part: u32, head: u32) -> bool {
        let preposition = self.tokens.parent(part).filter(|p| self.is(part, &[Label::Pobj]) && *p != head);
        // "were locked in talks"
        let inside = self.effect(head) == Some(Effect::UnderWay);
        self.is_verb(head)
            && !inside
            && preposition.is_some_and(|p| matches!(self.form(p), "in" | "at" | "during" | "by" | "with" | "after"))
    }
}
