//! How far an event has come: read from the word that tells of it, up the tree.

mod carried;
mod condition;
mod noun;
mod verb;

use lang::Label;
use text::Span;

use super::{lexicon::Effect, tree::Tree};
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
}
