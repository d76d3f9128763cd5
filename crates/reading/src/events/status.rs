//! How far an event has come: read from the word that tells of it, up the tree.

use lang::{EntityKind, Label, Tag};
use text::Span;

use super::{
    lexicon::Effect,
    tree::{MAX_STEPS, Tense, Tree},
};
use crate::{Certainty, Status};

/// What the words around an event say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// How far it has come.
    pub status: Status,
    /// How sure it is that it will be.
    pub certainty: Certainty,
    /// Whether it hangs on something.
    pub conditional: bool,
    /// What it hangs on.
    pub condition: Option<Span>,
    /// The event's word and the words that carry it: a day that hangs on one of them is its own.
    pub anchors: Vec<u32>,
    /// The word that puts it off: a day behind "until" or "to" that hangs on it is the new one.
    pub moved_by: Option<u32>,
    /// "will", "would", "is ready to": somebody says that they will do it.
    pub foretold: bool,
    /// "must", "should": somebody says that it is to be done.
    pub due: bool,
    /// "would not": somebody says that they will not do it.
    pub refused: bool,
    /// Told in a clause with "if".
    pub supposed: bool,
    /// A word says so, not the tense alone.
    pub stated: bool,
    /// Somebody denies it, which is more than to say that it is not so.
    pub contradicted: bool,
}

impl Judgement {
    fn new(status: Status) -> Judgement {
        Judgement {
            status,
            certainty: Certainty::Certain,
            conditional: false,
            condition: None,
            anchors: Vec::new(),
            moved_by: None,
            foretold: false,
            due: false,
            refused: false,
            supposed: false,
            stated: false,
            contradicted: false,
        }
    }

    fn with(mut self, status: Status) -> Judgement {
        self.status = status;
        self.stated = true;
        self
    }
}

impl Tree<'_> {
    /// Reads how far the event has come that a verb or noun tells of.
    pub fn judge(&self, head: u32) -> Judgement {
        if self.lemma(head) == "due" && !self.is_verb(head) {
            return self.judge_due(head);
        }
        if self.is_verb(head) { self.judge_verb(head, 0) } else { self.judge_noun(head, 0) }
    }

    /// "A team due in Lund on Sunday is now expected on Wednesday": what was due on the one day comes on the other.
    fn judge_due(&self, due: u32) -> Judgement {
        let mut found = Judgement::new(Status::Expected).with(Status::Expected);
        found.certainty = Certainty::Likely;
        found.anchors.push(due);
        let verb = self.tokens.parent(due).filter(|noun| self.is(*noun, &[Label::Nsubj, Label::Nsubjpass]));
        let verb =
            verb.and_then(|noun| self.tokens.parent(noun)).filter(|verb| self.effect(*verb) == Some(Effect::Planned));
        let instead =
            |verb: u32| self.children(verb, &[Label::Advmod]).any(|word| matches!(self.form(word), "now" | "instead"));
        if let Some(verb) = verb.filter(|verb| instead(*verb)) {
            found.status = Status::Postponed;
            found.moved_by = Some(verb);
        }
        found
    }

    fn judge_verb(&self, verb: u32, steps: usize) -> Judgement {
        let group = self.group(verb);
        let mut found = Judgement::new(match group.tense {
            Tense::Past | Tense::Present | Tense::Open => Status::Held,
            Tense::Progressive => Status::UnderWay,
            Tense::Future | Tense::Possible | Tense::Due => Status::Expected,
        });
        if group.tense == Tense::Open {
            found = self.open(verb, steps).unwrap_or_else(|| Judgement::new(self.by_itself(verb)));
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
            found.conditional = found.condition.is_some();
        }
        found.anchors.insert(0, verb);
        found
    }

    /// "is to meet", "is going to meet" where the tree hangs "to meet" on "is".
    fn will_be(&self, verb: u32) -> bool {
        self.lemma(verb) == "go" && self.tag(verb) == Tag::Vbg && self.tokens.child(verb, &[Label::Xcomp]).is_some()
            || self.lemma(verb) == "be" && self.children(verb, &[Label::Xcomp]).any(|x| self.tag(x) == Tag::Vb)
    }

    /// An infinitive that hangs on nothing: "Leaders to meet in Oslo".
    fn by_itself(&self, verb: u32) -> Status {
        if self.tag(verb) == Tag::Vb { Status::Expected } else { Status::Held }
    }

    fn has_no_subject(&self, verb: u32) -> bool {
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
        let whether =
            |verb: u32| self.children(verb, &[Label::Mark, Label::Advmod]).any(|mark| self.form(mark) == "whether");
        if whether(at) {
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
            ) {
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

    /// Tells whether the clause of a verb is one with "if".
    fn supposed(&self, verb: u32) -> bool {
        let mark = |verb: u32| {
            self.children(verb, &[Label::Mark, Label::Advmod]).any(|mark| {
                matches!(self.form(mark), "if" | "unless" | "should" | "lest" | "provided" | "once" | "until")
            })
        };
        // "as soon as they release it"
        let soon = self.children(verb, &[Label::Mark]).any(|mark| {
            self.form(mark) == "as"
                && mark.checked_sub(1).is_some_and(|before| matches!(self.form(before), "soon" | "long"))
        });
        self.is(verb, &[Label::Advcl, Label::Ccomp, Label::Pcomp, Label::Dep])
            && (soon || mark(verb) || self.is_inverted(verb))
    }

    /// "Should the talks fail"
    fn is_inverted(&self, verb: u32) -> bool {
        let should = self.children(verb, &[Label::Aux]).find(|aux| self.form(*aux) == "should");
        should.is_some_and(|aux| {
            self.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass]).is_some_and(|subject| aux < subject)
        })
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

    /// What a governing word makes of an event that it has for an object, subject or complement.
    fn carried(&self, part: u32, head: u32, steps: usize) -> Judgement {
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
                found.certainty = if matches!(
                    self.lemma(head),
                    "plan" | "schedule" | "set" | "due" | "agree" | "promise" | "slate"
                ) {
                    Certainty::Likely
                } else {
                    Certainty::Possible
                };
                found.due = matches!(
                    self.lemma(head),
                    "ask"
                        | "urge"
                        | "demand"
                        | "call"
                        | "order"
                        | "press"
                        | "require"
                        | "invite"
                        | "request"
                        | "instruct"
                        | "push"
                );
                match up.status {
                    Status::Denied | Status::Cancelled | Status::Postponed => {
                        found.refused = up.refused;
                        found.status = up.status;
                        found.moved_by = up.moved_by;
                    }
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
            Some(Effect::Ended) => {
                let found = above(steps);
                if found.status == Status::UnderWay { found.with(Status::Held) } else { found }
            }
            Some(Effect::Postponed | Effect::Cancelled) => {
                let to = if effect == Some(Effect::Postponed) { Status::Postponed } else { Status::Cancelled };
                let up = above(steps);
                let mut found = Judgement::new(to).with(to);
                found.moved_by = Some(head).filter(|_| to == Status::Postponed);
                if up.status == Status::Denied || up.certainty == Certainty::Possible && up.status == Status::Expected {
                    // "did not cancel", "may cancel", "offers to drop"
                    found = found.with(Status::Expected);
                    found.moved_by = None;
                }
                found
            }
            Some(Effect::Denied) => {
                let up = if is_verb { self.group(head).negated } else { false };
                let mut found = Judgement::new(Status::Denied).with(if up { Status::Expected } else { Status::Denied });
                found.refused = matches!(
                    self.lemma(head),
                    "refuse" | "decline" | "reject" | "avoid" | "avert" | "prevent" | "fail"
                );
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
        self.is_verb(head)
            && preposition.is_some_and(|p| matches!(self.form(p), "in" | "at" | "during" | "by" | "with" | "after"))
    }

    fn judge_noun(&self, noun: u32, steps: usize) -> Judgement {
        let noun = self.first_joined(noun);
        let mut found = self.noun_above(noun, steps);
        let stated = found.stated && matches!(found.status, Status::Postponed | Status::Cancelled | Status::Denied);
        // what stands at the noun itself: "planned talks", "talks, frozen since August", "talks that were to begin"
        for child in self.tokens.children(noun).iter().copied() {
            let label = self.label(child);
            match label {
                Label::Det | Label::Neg if matches!(self.form(child), "no") => {
                    let double = found.status == Status::Denied;
                    found = if double && found.stated { found } else { found.with(Status::Denied) };
                }
                Label::Amod | Label::Acl | Label::Compound | Label::Appos | Label::Advmod => {
                    let Some(effect) = self.effect(child) else { continue };
                    let verb = self.is_verb(child) || self.tag(child) == Tag::Vbn;
                    if verb || label == Label::Acl || self.words.words.dating.contains(self.form(child)) {
                        found.anchors.push(child);
                        found.anchors.extend(self.children(child, &[Label::Xcomp]));
                    }
                    if stated || found.stated && found.status != Status::Held {
                        continue;
                    }
                    match effect {
                        Effect::Planned if label != Label::Compound => found = found.with(Status::Expected),
                        Effect::Postponed => {
                            found = found.with(Status::Postponed);
                            found.moved_by = Some(child);
                        }
                        Effect::Cancelled if label != Label::Compound => found = found.with(Status::Cancelled),
                        Effect::UnderWay if label == Label::Amod => found = found.with(Status::UnderWay),
                        _ => {}
                    }
                }
                Label::Relcl if self.is_verb(child) => {
                    let about = self.subject(child) == Some(noun) || self.effect(child).is_some();
                    if !about {
                        continue;
                    }
                    let clause = self.judge_clause_of(child, steps);
                    if let Some(clause) = clause {
                        found.anchors.extend(clause.anchors.iter().copied());
                        if !(stated || found.stated) {
                            let anchors = std::mem::take(&mut found.anchors);
                            let overrides = matches!(
                                clause.status,
                                Status::Expected | Status::UnderWay | Status::Postponed | Status::Cancelled
                            );
                            found = if overrides { Judgement { anchors: Vec::new(), ..clause } } else { found };
                            found.anchors = anchors;
                        }
                    }
                }
                _ => {}
            }
        }
        // "talks on the matter, which continue": the parser hangs the clause on the nearest noun
        for (_, near) in self.behind(noun) {
            let plural = self.tag(noun) == Tag::Nns && self.tag(near) == Tag::Nn;
            let begins = |verb: u32| {
                let last = self.children(verb, &[Label::Xcomp]).next().unwrap_or(verb);
                matches!(self.effect(last), Some(Effect::Begun | Effect::Postponed | Effect::Cancelled))
                    && self.objects(last).is_empty()
            };
            // "a strike by miners that was to begin on Thursday": miners do not begin
            let clause = self
                .children(near, &[Label::Relcl])
                .find(|verb| plural && self.tag(*verb) == Tag::Vbp || begins(*verb) && self.effect(near).is_none());
            if let Some(clause) = clause.and_then(|clause| self.judge_clause_of(clause, steps)) {
                let mut anchors = std::mem::take(&mut found.anchors);
                anchors.extend(clause.anchors.iter().copied());
                found = if found.stated { found } else { clause };
                found.anchors = anchors;
            }
        }
        found.anchors.insert(0, noun);
        found
    }

    /// A relative clause whose verb says how far its noun is: "talks that were to begin", "which continue on Thursday".
    fn judge_clause_of(&self, verb: u32, steps: usize) -> Option<Judgement> {
        // without a tense of its own it would ask the noun again
        if steps >= MAX_STEPS || self.group(verb).tense == Tense::Open {
            return None;
        }
        let mut at = verb;
        // "that was to have started": the last verb of the chain carries
        while let Some(next) = self.children(at, &[Label::Xcomp]).next().filter(|next| self.is_verb(*next)) {
            at = next;
            if at == verb {
                break;
            }
        }
        let mut own = self.judge_verb(verb, steps + 1);
        if at != verb {
            own.anchors.push(at);
        }
        match self.effect(verb)? {
            Effect::Planned => Some(own.with(Status::Expected)),
            Effect::Postponed => Some(own.with(Status::Postponed)),
            Effect::Cancelled => Some(own.with(Status::Cancelled)),
            Effect::Begun | Effect::UnderWay if matches!(own.status, Status::Held | Status::UnderWay) => {
                Some(own.with(Status::UnderWay))
            }
            Effect::Denied | Effect::Confirmed => None,
            _ => Some(own),
        }
    }

    fn noun_above(&self, noun: u32, steps: usize) -> Judgement {
        let Some(head) = self.tokens.parent(noun).filter(|_| steps < MAX_STEPS) else {
            return Judgement::new(Status::Held);
        };
        let words = &self.words.words;
        match self.label(noun) {
            Label::Dobj | Label::Nsubjpass | Label::Attr | Label::Dative | Label::Oprd => {
                if self.is_verb(head) {
                    let head_effect = self.effect(head);
                    if self.label(noun) == Label::Attr && head_effect == Some(Effect::Neutral) {
                        return self.judge_verb(head, steps + 1);
                    }
                    return self.carried(noun, head, steps);
                }
                self.carried(noun, head, steps)
            }
            // "A forum planned for May has been cancelled": the parser makes "planned" the subject
            Label::Nsubj
                if self.tag(head) == Tag::Vbn
                    && self.is(head, &[Label::Nsubj, Label::Nsubjpass, Label::Csubj, Label::Csubjpass]) =>
            {
                let Some(above) = self.tokens.parent(head) else { return Judgement::new(Status::Held) };
                let mut found = self.carried(noun, above, steps);
                found.anchors.push(head);
                found
            }
            Label::Nsubj => {
                let effect = self.effect(head);
                let of_object = matches!(
                    effect,
                    Some(Effect::Postponed | Effect::Cancelled | Effect::Denied | Effect::Planned | Effect::Confirmed)
                );
                // "The conference, moved from March to May, will ...": the parser takes the participle for the verb
                let participle =
                    self.tag(head) == Tag::Vbn && self.children(head, &[Label::Aux, Label::Auxpass]).next().is_none();
                let copula = self.lemma(head) == "be" || participle;
                if of_object && !copula && !words.alone.contains(self.lemma(head)) {
                    let mut found = self.judge_verb(head, steps + 1);
                    if found.status == Status::Denied {
                        found = Judgement::new(Status::Held);
                    }
                    return found;
                }
                // "the deadline is Friday"
                let date = self
                    .children(head, &[Label::Attr, Label::Npadvmod])
                    .any(|word| self.analysis.entity_of(word).is_some_and(|entity| entity.kind == EntityKind::Date));
                let mut found = self.carried(noun, head, steps);
                if copula && date && self.group(head).tense == Tense::Present && found.status == Status::Held {
                    found.status = Status::Expected;
                }
                found
            }
            Label::Pobj => {
                let preposition = self.form(head);
                let Some(above) = self.tokens.parent(head) else { return Judgement::new(Status::Held) };
                if words.past_preposition.contains(preposition) {
                    let found =
                        if self.is_verb(above) { self.judge_verb(above, steps + 1).status } else { Status::Held };
                    return Judgement::new(if found == Status::Expected && preposition == "during" {
                        Status::Expected
                    } else {
                        Status::Held
                    });
                }
                if words.future_preposition.contains(preposition) || self.form(above) == "ahead" {
                    return Judgement::new(Status::Expected);
                }
                if self.is(above, &[Label::Prep]) {
                    let further = self.tokens.parent(above).unwrap_or(above);
                    return self.carried(noun, further, steps);
                }
                if self.is_noun(above) && words.report_noun.contains(self.lemma(above)) {
                    let denied = self.tokens.parent(above).filter(|_| self.is(above, &[Label::Dobj, Label::Nsubjpass]));
                    if denied.is_some_and(|verb| self.effect(verb) == Some(Effect::Denied) && !self.group(verb).negated)
                    {
                        let mut found = Judgement::new(Status::Denied).with(Status::Denied);
                        found.contradicted = true;
                        return found;
                    }
                    return Judgement::new(Status::Held);
                }
                let effect = self.effect(above);
                if self.is_noun(above) && effect.is_none() {
                    // "the first day of the talks" is as far as the talks are, "the men behind the attack" say nothing of it
                    let part = preposition == "of" && self.words.words.part.contains(self.lemma(above));
                    return if part { self.judge_noun(above, steps + 1) } else { Judgement::new(Status::Held) };
                }
                self.carried(noun, above, steps)
            }
            Label::Appos | Label::Conj | Label::Dep | Label::Compound => {
                let mut found = if self.is_verb(head) {
                    self.judge_verb(head, steps + 1)
                } else {
                    self.judge_noun(head, steps + 1)
                };
                if self.label(noun) == Label::Appos {
                    found.stated = false;
                }
                found
            }
            // "called off a march": the parser takes the march for a time
            Label::Npadvmod if self.is_verb(head) && self.tokens.child(head, &[Label::Dobj]).is_none() => {
                self.carried(noun, head, steps)
            }
            _ => Judgement::new(Status::Held),
        }
    }

    /// Returns the clause or phrase that what a verb tells hangs on.
    pub fn condition(&self, verb: u32) -> Option<Span> {
        let words = &self.words.words;
        for child in self.tokens.children(verb).iter().copied() {
            let reach = self.tokens.reach(child);
            if self.is(child, &[Label::Advcl, Label::Dep]) {
                let marked = self
                    .children(child, &[Label::Mark, Label::Advmod, Label::Prep])
                    .any(|mark| words.condition.contains(self.form(mark)));
                if marked || words.condition.contains(self.form(child)) || self.is_inverted(child) {
                    return Some(self.span(reach.start, reach.end - 1));
                }
            }
            if self.is(child, &[Label::Advmod, Label::Mark, Label::Prep, Label::Prt]) {
                let phrase: Vec<&str> = reach.clone().take(4).map(|token| self.form(token)).collect();
                let phrase = phrase.join(" ");
                let fits = words.condition_phrase.iter().any(|p| phrase.starts_with(p.as_str()))
                    || ["in exchange for", "in return for"].iter().any(|p| phrase.starts_with(p))
                    || (words.condition.contains(self.form(child))
                        && self.children(child, &[Label::Pcomp, Label::Advcl]).next().is_some());
                if fits {
                    return Some(self.span(reach.start, reach.end - 1));
                }
            }
        }
        self.provided(verb)
    }

    /// "provided regulators agreed": the parser hangs it anywhere.
    fn provided(&self, verb: u32) -> Option<Span> {
        let reach = self.tokens.reach(verb);
        let word =
            (verb + 1..reach.end).find(|token| matches!(self.form(*token), "provided" | "providing" | "assuming"))?;
        let clause = self
            .children(word, &[Label::Ccomp, Label::Pcomp, Label::Advcl])
            .next()
            .or_else(|| self.tokens.ancestors(word).next().filter(|above| *above > word && self.is_verb(*above)))?;
        let reach = self.tokens.reach(clause);
        Some(self.span(word, reach.end.saturating_sub(1).max(word)))
    }
}
