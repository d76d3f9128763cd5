//! How far the words around a noun say that its event has come.

use lang::{EntityKind, Label, Tag};

use super::{
    super::{
        lexicon::Effect,
        tree::{MAX_STEPS, Tense, Tree},
    },
    Judgement,
};
use crate::{Certainty, Status};

impl Tree<'_> {
    pub(super) fn judge_noun(&self, noun: u32, steps: usize) -> Judgement {
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
        // "a session planned for Sunday will not go ahead": called off, where one that nobody planned is denied
        let set = |child: u32| {
            self.words.words.dating.contains(self.lemma(child)) && self.effect(child) == Some(Effect::Planned)
        };
        if found.status == Status::Denied
            && found.stated
            && !found.contradicted
            && self.children(noun, &[Label::Acl, Label::Amod, Label::Relcl]).any(set)
        {
            found.status = Status::Cancelled;
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
            // "The talks planned for May have been cancelled": the parser takes "planned" for the verb
            Label::Nsubj if self.verb_behind_plan(head).is_some() => {
                let mut found = self.carried(noun, self.verb_behind_plan(head).unwrap_or(head), steps);
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
                if words.topic.contains(preposition) && self.is_about(noun, above) {
                    // "hold talks over a deal": there is none yet; "over the attack": there was
                    let open =
                        self.children(noun, &[Label::Det]).any(|det| matches!(self.form(det), "a" | "an" | "any"));
                    let mut found = Judgement::new(if open { Status::Expected } else { Status::Held });
                    found.certainty = if open { Certainty::Possible } else { Certainty::Certain };
                    return found;
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
                // "said on Tuesday, at the end of two days with them"
                if preposition == "of" && matches!(self.lemma(above), "end" | "close") && self.is_time(noun) {
                    let mut found = Judgement::new(Status::Held);
                    found.anchors.extend(self.tokens.ancestors(above).take(MAX_STEPS).filter(|at| self.is_verb(*at)));
                    return found;
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

    /// The verb of a clause whose participle of planning the parser took for it: joined to it without "and".
    fn verb_behind_plan(&self, planned: u32) -> Option<u32> {
        let plain = self.tag(planned) == Tag::Vbd
            && self.effect(planned) == Some(Effect::Planned)
            && self.children(planned, &[Label::Cc, Label::Aux, Label::Auxpass, Label::Dobj]).next().is_none();
        let own = |verb: u32| self.children(verb, &[Label::Nsubj, Label::Nsubjpass]).next().is_some();
        let mut joined = self.children(planned, &[Label::Conj]).filter(|verb| self.is_verb(*verb) && !own(*verb));
        let whole =
            |verb: u32| self.lemma(verb) == "be" || self.children(verb, &[Label::Aux, Label::Auxpass]).next().is_some();
        joined.find(|verb| plain && whole(*verb))
    }

    /// Tells whether a noun is what something with a day is about: "talks over a deal", "hold talks over a deal".
    fn is_about(&self, noun: u32, above: u32) -> bool {
        let dated = |word: u32| {
            let patterns = self.words.nouns(self.form(word)).iter().chain(self.words.nouns(self.lemma(word)));
            let mut kinds =
                patterns.filter_map(|pattern| self.words.kind(&self.words.entries.get(pattern.entry)?.kind));
            word != noun && self.is_noun(word) && kinds.any(|kind| kind.dated)
        };
        dated(above) || self.is_verb(above) && self.objects(above).into_iter().any(dated)
    }
}
