//! Events that no list names: what is foretold, dated, denied, called off or put off is an entry whatever it is.

use lang::{Label, Pos, Tag};

use super::{Reading, is_read, lexicon::Effect, tree::Tense, trigger::Trigger};
use crate::{Gazetteer, Status};

impl Reading<'_> {
    /// Finds verbs and nouns that are in no list. `listed` are the heads of those that are, ascending.
    pub(super) fn unlisted(&self, listed: &[u32]) -> Vec<Trigger> {
        let cues: Vec<u32> = self.cues();
        let is_new = |token: &u32| listed.binary_search(token).is_err() && cues.binary_search(token).is_err();
        let all = (0..self.tree.tokens.len() as u32).filter(is_new).filter(|token| is_read(self.scene, *token));
        let found = all.filter(|token| match self.tree.pos(*token) {
            Pos::Verb => self.is_plain_verb(*token, listed),
            Pos::Noun => self.is_plain_noun(*token, listed),
            Pos::Name => self.is_planned_noun(*token),
            _ => false,
        });
        let trigger =
            |token: u32| Trigger { head: token, span: self.plain_span(token), entry: None, taken: Vec::new() };
        found.map(trigger).collect()
    }

    /// Returns the tokens that attribute statements, ascending.
    fn cues(&self) -> Vec<u32> {
        let tokens = self.tree.tokens;
        let spans = self.scene.statements.iter().filter_map(|statement| statement.cue);
        let mut cues: Vec<u32> = spans.flat_map(|span| tokens.within(span)).collect();
        cues.sort_unstable();
        cues
    }

    /// A verb with its particle or object where these stand behind it: "cut power", "go home", "stand still".
    fn plain_span(&self, token: u32) -> text::Span {
        let tree = &self.tree;
        let words = &tree.words.words;
        // "80 percent of trains were cancelled": the trains
        let share =
            matches!(tree.form(token), "percent" | "%" | "half" | "most") || words.counting.contains(tree.lemma(token));
        let of = tree.behind(token).into_iter().find(|(preposition, _)| share && tree.form(*preposition) == "of");
        if let Some((_, word)) = of {
            return tree.span(word, word);
        }
        let near = |child: &u32| *child > token && *child <= token + 3;
        let parts: &'static [Label] = &[Label::Prt, Label::Dobj, Label::Advmod, Label::Acomp];
        let last = if tree.is_verb(token) { tree.children(token, parts).find(near) } else { None };
        tree.span(token, last.unwrap_or(token))
    }

    fn is_plain_verb(&self, verb: u32, listed: &[u32]) -> bool {
        let tree = &self.tree;
        let words = &tree.words.words;
        let plain = !words.stative.contains(tree.lemma(verb)) && !words.report.contains(tree.lemma(verb));
        let modifies = tree.is(verb, &[Label::Amod, Label::Aux, Label::Auxpass, Label::Compound, Label::Prep]);
        if modifies {
            return false;
        }
        let judged = tree.judge(verb);
        let denied = judged.status == Status::Denied && judged.contradicted && !judged.supposed;
        // "will decide by Friday whether to sue"
        let whether =
            |clause: u32| tree.children(clause, &[Label::Mark, Label::Advmod]).any(|mark| tree.form(mark) == "whether");
        let decides = tree.children(verb, &[Label::Ccomp, Label::Xcomp]).any(whether);
        let carries = !decides && tree.effect(verb).is_some_and(|effect| effect != Effect::Neutral);
        let opens = carries && tree.children(verb, &[Label::Xcomp, Label::Ccomp]).next().is_some();
        if denied && opens || !denied && (!plain || carries) {
            return false;
        }
        let carries =
            tree.objects(verb).into_iter().chain(tree.subject(verb)).any(|noun| listed.binary_search(&noun).is_ok());
        if judged.supposed {
            return false;
        }
        let group = tree.group(verb);
        match judged.status {
            Status::Denied => denied && !carries,
            Status::Expected | Status::Confirmed => !carries && judged.foretold && !judged.due,
            Status::Held | Status::UnderWay => {
                let finite = !matches!(group.tense, Tense::Open | Tense::Present);
                let dated = tree.dated(&self.hung, self.scene.times, &[verb], None);
                let known = dated
                    .is_some_and(|hung| self.scene.times.get(hung.time as usize).is_some_and(|t| t.interval.is_some()));
                finite && known && !carries
            }
            Status::Postponed | Status::Cancelled => judged.stated && !carries,
        }
    }

    /// A noun that a word calls off, puts off or denies: "flights are cancelled", "denied any order".
    fn is_plain_noun(&self, noun: u32, listed: &[u32]) -> bool {
        let tree = &self.tree;
        let words = &tree.words.words;
        if self.is_planned_noun(noun) {
            return true;
        }
        if !matches!(tree.tag(noun), Tag::Nn | Tag::Nns)
            || words.report_noun.contains(tree.lemma(noun))
            || words.anaphor.contains(tree.lemma(noun))
            || tree.is_time(noun)
        {
            return false;
        }
        let Some(head) = tree.tokens.parent(noun) else { return false };
        let object = tree.is(noun, &[Label::Dobj, Label::Nsubjpass]);
        let subject = tree.is(noun, &[Label::Nsubj]);
        let effect = tree.effect(head);
        // "the fire killed nine people": killed, not called off
        let off = matches!(effect, Some(Effect::Cancelled | Effect::Postponed))
            && !tree.is_accident(head)
            && (object || subject && tree.lemma(head) == "be");
        let denies = effect == Some(Effect::Denied)
            && tree.is(noun, &[Label::Dobj])
            && matches!(tree.lemma(head), "deny" | "rule");
        let judged = || tree.judge(noun);
        let none = tree.is(noun, &[Label::Nsubjpass])
            && tree.children(noun, &[Label::Det]).any(|det| tree.form(det) == "no")
            && self.scene.word_of(tree.span(noun, noun)).is_some();
        if off && listed.binary_search(&head).is_err() {
            return tree.is_verb(head) && matches!(judged().status, Status::Cancelled | Status::Postponed);
        }
        denies && judged().status == Status::Denied || none && judged().status == Status::Denied
    }

    /// "A memorial service is planned for Friday": set for a day, and nobody's coming.
    fn is_planned_noun(&self, noun: u32) -> bool {
        let tree = &self.tree;
        let Some(verb) = tree.tokens.parent(noun).filter(|_| tree.is(noun, &[Label::Nsubjpass])) else { return false };
        let words = &tree.words.words;
        let set = tree.effect(verb) == Some(Effect::Planned) && words.dating.contains(tree.lemma(verb));
        let is_thing = tree.is_noun(noun)
            && tree.analysis.entity_of(noun).is_none()
            && !Gazetteer::english().words.office.contains(tree.lemma(noun))
            && !words.delegation.contains(tree.lemma(noun))
            && self.scene.places.party_at(noun).is_none();
        let alone = tree.children(verb, &[Label::Xcomp, Label::Ccomp]).next().is_none();
        let dated = || tree.dated(&self.hung, self.scene.times, &[verb], None);
        let known =
            |hung: super::when::Hung| self.scene.times.get(hung.time as usize).is_some_and(|t| t.interval.is_some());
        set && is_thing && alone && dated().is_some_and(known)
    }
}
