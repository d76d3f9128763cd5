//! What PLOVER codes of a mention: the promise, threat or demand where the deed is only spoken of.

use lang::{Label, Tag};

use super::{
    lexicon::{Effect, PloverEntry},
    status::Judgement,
    tree::{MAX_STEPS, Tree},
    trigger::Trigger,
};
use crate::Status;

impl PloverEntry {
    /// Returns the type by the codebook's rule for a deed that has come so far.
    pub fn coded(&self, status: Status) -> Option<String> {
        match status {
            Status::Held | Status::UnderWay => Some(self.name.clone()),
            Status::Expected | Status::Confirmed => self.foretold.clone(),
            Status::Cancelled if self.name == "CONSULT" => Some("REJECT".to_owned()),
            _ => None,
        }
    }
}

impl Tree<'_> {
    /// Returns the type by the codebook's rule (2021, draft 0.8): a deed to come is the promise or threat to do it, and what
    /// another act is about is part of that act. `acts` are the heads of the triggers that are done by saying them.
    pub fn coded(&self, trigger: &Trigger, judged: &Judgement, acts: &[u32]) -> Option<String> {
        let entry = self.words.entries.get(trigger.entry?)?;
        let plover = self.words.plover(entry.plover.as_deref()?)?;
        if judged.supposed || self.is_content_of(trigger.head, acts) {
            return None;
        }
        if plover.said {
            let name = self.corrected(trigger, &plover.name);
            return match judged.status {
                Status::Denied if judged.contradicted => None,
                Status::Denied => Some("REJECT".to_owned()),
                _ if name == "AGREE" && judged.due => Some("REQUEST".to_owned()),
                _ => Some(name),
            };
        }
        if plover.name == "PROTEST" && self.is_complaint(trigger.head) {
            return Some("ACCUSE".to_owned());
        }
        match judged.status {
            Status::Denied if judged.refused => Some("REJECT".to_owned()),
            Status::Expected | Status::Confirmed if judged.due => Some("REQUEST".to_owned()),
            Status::Expected | Status::Confirmed if self.has_unless(trigger.head) => Some("THREATEN".to_owned()),
            status => plover.coded(status),
        }
    }

    /// Tells whether a word hangs on an act that is done by saying it.
    fn is_content_of(&self, token: u32, acts: &[u32]) -> bool {
        let mut at = token;
        for _ in 0..MAX_STEPS {
            let Some(head) = self.tokens.parent(at) else { return false };
            let beside = self.is(at, &[Label::Conj, Label::Relcl, Label::Nsubj, Label::Nsubjpass, Label::Csubj])
                || self.is(at, &[Label::Advcl]) && self.tag(at) != Tag::Vb;
            if acts.binary_search(&head).is_ok() && !beside {
                return true;
            }
            if self.is(at, &[Label::Relcl, Label::Advcl]) {
                return false;
            }
            at = head;
        }
        false
    }

    fn has_unless(&self, verb: u32) -> bool {
        self.children(verb, &[Label::Advcl])
            .any(|clause| self.children(clause, &[Label::Mark]).any(|mark| self.form(mark) == "unless"))
    }

    /// An act is another one by what it is about: "warned of floods" threatens nobody, "the ministry protested" is a complaint.
    fn corrected(&self, trigger: &Trigger, name: &str) -> String {
        let promised = self.children(trigger.head, &[Label::Xcomp, Label::Ccomp]).find_map(|content| {
            let entry =
                self.words.verbs(self.lemma(content)).iter().find(|p| self.takes(content, &p.rest, &mut Vec::new()))?;
            self.words.plover(self.words.entries.get(entry.entry)?.plover.as_deref()?)?.foretold.as_deref()
        });
        match name {
            // "is prepared to impose martial law"
            "AGREE"
                if promised == Some("THREATEN")
                    && !matches!(self.lemma(trigger.head), "agree" | "offer" | "consent") =>
            {
                "THREATEN".to_owned()
            }
            "AGREE" if self.has_unless(trigger.head) => "THREATEN".to_owned(),
            _ => name.to_owned(),
        }
    }

    /// Tells whether a protest is a government's complaint.
    fn is_complaint(&self, head: u32) -> bool {
        self.is_verb(head)
            && self.tokens.child(head, &[Label::Ccomp]).is_some()
            && self.effect(head) != Some(Effect::Planned)
            && self.subject(head).is_some_and(|subject| self.words.words.official.contains(self.lemma(subject)))
    }
}
