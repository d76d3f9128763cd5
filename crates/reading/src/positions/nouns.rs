//! Positions that a noun names, or makes of what a verb has for an object: "Oslo's refusal to sign", "made it a condition", and harm.

use lang::{Label, Tag};
use text::Span;

use super::{
    Found,
    clause::{Clause, DEEP},
};
use crate::Stance;

impl Clause<'_> {
    /// Reads the position in "has made its removal a condition", "making it a condition that they leave".
    pub fn stipulated(&self, verb: u32) -> Option<Found> {
        let words = &self.lexicon.words;
        if self.lemma(verb) != "make" || !self.is_said(verb) || self.is_negated(verb) {
            return None;
        }
        let parts = [Label::Ccomp, Label::Oprd, Label::Dobj, Label::Attr, Label::Xcomp];
        let is_condition = |at: &u32| words.stipulation.contains(&self.lemma(*at));
        let mut all = self.tokens.children(verb).iter().copied().filter(|at| parts.contains(&self.label(*at)));
        // "made the removal of the mines - some forty of them - a condition": taken for what they are
        let beside = || {
            let object = self.tokens.child(verb, &[Label::Dobj])?;
            let reach = self.tokens.reach(object);
            (object..reach.end).find(|at| self.label(*at) == Label::Appos && is_condition(at))
        };
        let condition = all.find(is_condition).or_else(beside)?;
        let own = self.tokens.child(condition, &[Label::Nsubj]).or_else(|| self.tokens.child(verb, &[Label::Dobj]));
        let clause = self.tokens.child(condition, &[Label::Acl, Label::Ccomp, Label::Relcl]);
        let is_thing = |token: &u32| !self.is_plain_pronoun(*token) && *token != condition;
        let head = own.filter(is_thing).or(clause)?;
        let party = self.party_for(self.subject(verb)?, verb)?;
        let what = self.what(head, None)?;
        let (stance, toward) = (Stance::Demands, None);
        Some(Found { verb, party, stance, toward, what, condition: None, rule: "condition", score: 0.7 })
    }

    /// Reads the demand in "the talks were put back at Oslo's request", "at the request of Oslo": what was done is what was asked for.
    fn requested(&self, noun: u32) -> Option<Found> {
        let at = self.tokens.parent(noun).filter(|at| self.label(noun) == Label::Pobj && self.word(*at) == "at")?;
        let owner = self.tokens.child(noun, &[Label::Poss]).or_else(|| self.object_of(noun, "of"))?;
        if !self.lexicon.words.request.contains(&self.lemma(noun)) {
            return None;
        }
        let party = self.who(owner).filter(|side| side.party.is_some() || self.is_camp(owner))?;
        let verb = self.tokens.ancestors(at).take(DEEP).find(|above| self.tag(*above).name().starts_with("VB"))?;
        let subject = self.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass]);
        let start = subject.map_or(verb, |subject| self.tokens.reach(subject).start);
        let what = (start < at).then(|| self.trimmed(start, at))?;
        let (stance, toward) = (Stance::Demands, None);
        Some(Found { verb: noun, party, stance, toward, what, condition: None, rule: "request", score: 0.6 })
    }

    /// Tells whether what a verb or noun and its complements say is harm to somebody, the condition aside.
    pub fn is_harm(&self, head: u32, condition: Option<Span>) -> bool {
        let words = &self.lexicon.words;
        // "call off the strike", "lift the sanctions": an end to harm
        let object = self.tokens.child(head, &[Label::Dobj, Label::Nsubjpass]);
        let off = self.tokens.child(head, &[Label::Prt]).is_some_and(|part| self.word(part) == "off");
        let ends = words.giving.contains(&self.lemma(head)) || off && self.lemma(head) == "call";
        if ends && object.is_some_and(|object| words.harm.contains(&self.word(object))) {
            return false;
        }
        let apart = condition.map(|span| self.tokens.within(span)).unwrap_or_default();
        // "cease-fire"
        let joined = |token: u32| self.word(token.wrapping_sub(1)) == "-";
        let noun = |token: u32| words.harm.contains(&self.word(token)) && !apart.contains(&token) && !joined(token);
        let withdraws = self.lemma(head) == "withdraw";
        if withdraws && object.is_some_and(|object| words.withheld.contains(&self.word(object)))
            || self.lemma(head) == "vote" && self.object_of(head, "against").is_some()
        {
            return true;
        }
        if words.harming.contains(&self.lemma(head)) && self.tag(head).name().starts_with("VB") {
            return true;
        }
        let reach = self.tokens.reach(head);
        (reach.start..reach.end.min(head + 12)).any(noun)
    }

    /// Reads the position that a noun names: "Oslo's refusal to sign", "the answer was a flat no".
    pub fn possessed(&self, noun: u32) -> Option<Found> {
        if !matches!(self.tag(noun), Tag::Nn | Tag::Nns) {
            return None;
        }
        if let found @ Some(_) = self.requested(noun) {
            return found;
        }
        let from = self.object_of(noun, "from");
        let owner = self.tokens.child(noun, &[Label::Poss]).or(from)?;
        if from.is_none() && matches!(self.lemma(noun).as_str(), "answer" | "reply" | "response") {
            let verb = self.tokens.parent(noun).filter(|_| self.label(noun) == Label::Nsubj)?;
            let no = self.tokens.child(verb, &[Label::Attr, Label::Intj, Label::Acomp])?;
            let refused = self.lexicon.words.no.contains(&self.word(no));
            let what = self.tokens.words(no..no + 1);
            let party = self.who(owner).filter(|_| refused)?;
            return Some(Found {
                verb: noun,
                party,
                stance: Stance::Rejects,
                toward: None,
                what,
                condition: None,
                rule: "noun",
                score: 0.6,
            });
        }
        let name = if from == Some(owner) { format!("{} from", self.lemma(noun)) } else { self.lemma(noun) };
        let stance = *self.lexicon.nouns.get(&name)?;
        let content = [Label::Acl, Label::Ccomp, Label::Xcomp, Label::Relcl];
        let clause = self.tokens.children(noun).iter().copied().find(|at| {
            *at > noun && content.contains(&self.label(*at)) && (self.has_to(*at) || self.label(*at) == Label::Ccomp)
        });
        let head = clause.or_else(|| self.object_of(noun, "for")).or_else(|| self.object_of(noun, "of"))?;
        // "stuck to its demand": told of whoever did
        let own = self.tag(owner) == Tag::PrpPossessive && self.scene.places.party_at(owner).is_none();
        let party = self.who(owner).filter(|_| !own)?;
        let condition = self.condition(head);
        let what = self.what(head, condition.map(|(_, span)| span))?;
        Some(Found { verb: noun, party, stance, toward: None, what, condition, rule: "noun", score: 0.6 })
    }
}
