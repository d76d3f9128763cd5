//! How far a verb says that its event has come.

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
    pub(super) fn judge_verb(&self, verb: u32, steps: usize) -> Judgement {
        let group = self.group(verb);
        let mut found = Judgement::new(match group.tense {
            Tense::Past | Tense::Present | Tense::Open => Status::Held,
            Tense::Progressive => Status::UnderWay,
            Tense::Future | Tense::Possible | Tense::Due => Status::Expected,
        });
        if group.tense == Tense::Open {
            found = self.open(verb, steps).unwrap_or_else(|| Judgement::new(self.by_itself(verb)));
            // "will decide whether to lend the money"
            if self.is_in_question(verb) && found.status == Status::Expected {
                found.certainty = Certainty::Possible;
            }
        } else {
            found.foretold = group.tense == Tense::Future;
            found.due = group.tense == Tense::Due;
            if group.tense == Tense::Possible {
                found.certainty = Certainty::Possible;
            }
            if self.will_be(verb) {
                found.status = Status::Expected;
                found.foretold = true;
            }
            if self.should_have_been(verb) {
                found = found.with(Status::Cancelled);
            }
            // "will open on Friday as planned"
            if found.status == Status::Expected && self.is_as_planned(verb) {
                found = found.with(Status::Confirmed);
            }
            // "before the truce runs out"
            let before = |verb: u32| self.children(verb, &[Label::Mark]).any(|mark| self.form(mark) == "before");
            if group.tense == Tense::Present && found.status == Status::Held && (before(verb) || self.is_then(verb)) {
                found.status = Status::Expected;
            }
            found = self.under(verb, found);
        }
        if found.supposed {
            found.anchors.insert(0, verb);
            return found;
        }
        if group.no_longer && found.status == Status::Expected {
            found = found.with(Status::Cancelled);
        } else if group.not_yet {
            found = found.with(Status::Expected);
        } else if group.negated || self.has_no_subject(verb) {
            found.refused = found.status == Status::Expected;
            found.contradicted = false;
            let status = if found.status == Status::Denied { Status::Held } else { Status::Denied };
            found = found.with(status);
        }
        if (found.status == Status::Expected || found.refused) && !found.conditional {
            let told = self
                .tokens
                .parent(verb)
                .filter(|head| self.is(verb, &[Label::Ccomp]) && self.words.words.report.contains(self.lemma(*head)));
            // "will pay, it said, if ...": the parser hangs the clause on "said"
            found.condition = self.condition(verb).or_else(|| told.and_then(|head| self.condition(head)));
            // "will not sign before they leave"
            if found.refused && found.condition.is_none() {
                found.condition = self.first_wanted(verb).or_else(|| told.and_then(|head| self.first_wanted(head)));
            }
            found.conditional = found.condition.is_some();
        }
        found.anchors.insert(0, verb);
        found
    }

    /// "more will be known when the court sits": then, not now.
    fn is_then(&self, verb: u32) -> bool {
        let opens =
            self.children(verb, &[Label::Advmod, Label::Mark]).any(|word| matches!(self.form(word), "when" | "after"));
        let above = self.tokens.parent(verb).filter(|above| self.is(verb, &[Label::Advcl]) && self.is_verb(*above));
        opens && above.is_some_and(|above| matches!(self.group(above).tense, Tense::Future | Tense::Possible))
    }

    /// "is to meet", "is going to meet" where the tree hangs "to meet" on "is".
    fn will_be(&self, verb: u32) -> bool {
        self.lemma(verb) == "go" && self.tag(verb) == Tag::Vbg && self.tokens.child(verb, &[Label::Xcomp]).is_some()
            || self.lemma(verb) == "be" && self.children(verb, &[Label::Xcomp]).any(|x| self.is_infinitive(x))
    }

    /// "expects to decide by May; a spokesman declined to say more": two sentences in one.
    fn is_parted(&self, one: u32, other: u32) -> bool {
        (one.min(other)..one.max(other)).any(|token| self.form(token) == ";")
    }

    /// "was to have met them on Friday": it did not come to that.
    fn should_have_been(&self, verb: u32) -> bool {
        let perfect = |clause: u32| {
            let mut aux = self.children(clause, &[Label::Aux]);
            let to = aux.find(|aux| self.tag(*aux) == Tag::To);
            to.is_some() && aux.any(|aux| self.lemma(aux) == "have")
        };
        self.lemma(verb) == "be"
            && self.tag(verb) == Tag::Vbd
            && self.children(verb, &[Label::Xcomp]).any(|clause| self.tag(clause) == Tag::Vbn && perfect(clause))
    }

    /// "as planned", "as scheduled".
    fn is_as_planned(&self, verb: u32) -> bool {
        let reach = self.tokens.reach(verb);
        let planned = |at: u32| matches!(self.form(at), "planned" | "scheduled" | "expected" | "agreed");
        (verb + 1..reach.end).any(|at| self.form(at) == "as" && planned(at + 1))
    }

    /// "whether they will meet", "whether to meet".
    fn is_in_question(&self, verb: u32) -> bool {
        self.children(verb, &[Label::Mark, Label::Advmod]).any(|mark| self.form(mark) == "whether")
    }

    /// "to meet", "to have met".
    fn is_infinitive(&self, verb: u32) -> bool {
        let to = || self.children(verb, &[Label::Aux]).any(|aux| self.tag(aux) == Tag::To);
        self.tag(verb) == Tag::Vb || self.tag(verb) == Tag::Vbn && to()
    }

    /// An infinitive that hangs on nothing: "Leaders to meet in Oslo".
    fn by_itself(&self, verb: u32) -> Status {
        if self.tag(verb) == Tag::Vb { Status::Expected } else { Status::Held }
    }

    pub(super) fn has_no_subject(&self, verb: u32) -> bool {
        let none = |noun: u32| {
            self.children(noun, &[Label::Det, Label::Neg, Label::Preconj])
                .any(|d| matches!(self.form(d), "no" | "neither"))
                || matches!(self.form(noun), "nobody" | "none" | "nothing")
        };
        let own = self.children(verb, &[Label::Nsubj, Label::Nsubjpass, Label::Attr]).any(none);
        own && !self.group(verb).negated
    }

    /// What a clause with a tense of its own takes from the words above it.
    fn under(&self, verb: u32, mut found: Judgement) -> Judgement {
        let mut at = self.first_joined(verb);
        if self.supposed(at) || self.supposed(verb) {
            found.supposed = true;
            found.conditional = true;
            return found.with(Status::Expected);
        }
        if self.is_in_question(at) {
            found.certainty = Certainty::Possible;
            if found.status == Status::Held {
                found.certainty = Certainty::Likely;
            }
        }
        for _ in 0..MAX_STEPS {
            let Some(head) = self.tokens.parent(at) else { break };
            if !self.is(
                at,
                &[Label::Ccomp, Label::Xcomp, Label::Acl, Label::Pcomp, Label::Csubj, Label::Csubjpass, Label::Dep],
            ) || self.is_parted(at, head)
            {
                break;
            }
            match self.effect(head) {
                Some(Effect::Denied) if self.label(at) != Label::Csubj => {
                    let status = if found.status == Status::Denied { Status::Held } else { Status::Denied };
                    let own = found.status;
                    found.contradicted = !self.group(head).negated && own != Status::Denied;
                    return found.with(if self.group(head).negated { own } else { status });
                }
                Some(Effect::Confirmed) if found.status == Status::Expected && !found.conditional => {
                    return found.with(Status::Confirmed);
                }
                _ => {}
            }
            // "denied reports that it had attacked"
            if self.is_noun(head) && self.words.words.report_noun.contains(self.lemma(head)) {
                let above =
                    self.tokens.parent(head).filter(|_| self.is(head, &[Label::Dobj, Label::Nsubjpass, Label::Pobj]));
                let above = above.map(|above| {
                    if self.is(above, &[Label::Prep]) { self.tokens.parent(above).unwrap_or(above) } else { above }
                });
                if above.is_some_and(|above| self.effect(above) == Some(Effect::Denied) && !self.group(above).negated) {
                    found.contradicted = true;
                    return found.with(Status::Denied);
                }
            }
            at = self.first_joined(head);
        }
        found
    }

    /// Reads an infinitive, gerund or participle by what it hangs on.
    fn open(&self, verb: u32, steps: usize) -> Option<Judgement> {
        if steps >= MAX_STEPS {
            return None;
        }
        let at = self.first_joined(verb);
        let at = if self.group(at).tense == Tense::Open { at } else { verb };
        let head = self.tokens.parent(at)?;
        if self.supposed(at) {
            let mut found = Judgement::new(Status::Expected);
            found.conditional = true;
            found.supposed = true;
            return Some(found);
        }
        let found = match self.label(at) {
            // "after meeting", "without signing", "plans for holding"
            Label::Pcomp => {
                let above = self.tokens.parent(head);
                match self.form(head) {
                    "without" => Judgement::new(Status::Held).with(Status::Denied),
                    word if self.words.words.past_preposition.contains(word) => Judgement::new(Status::Held),
                    word if self.words.words.future_preposition.contains(word) => Judgement::new(Status::Expected),
                    _ => return above.map(|above| self.carried(at, above, steps)),
                }
            }
            Label::Conj if self.is_verb(head) => {
                let mut found = self.judge_verb(head, steps + 1);
                found.anchors.clear();
                found
            }
            _ => self.carried(at, head, steps),
        };
        Some(found)
    }
}
