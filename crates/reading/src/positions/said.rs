//! Positions that lie in what somebody says: "let it give us names", "any use is theft", "has warned of seizures".

use lang::{Label, Tag};

use super::{Found, clause::Clause};
use crate::{Act, Stance};

impl Clause<'_> {
    /// "let it give us names".
    pub fn imperative(&self, verb: u32) -> Option<Found> {
        if self.word(verb) != "let"
            || self.tag(verb) != Tag::Vb && self.tag(verb) != Tag::Vbp
            || self.tokens.child(verb, &[Label::Nsubj]).is_some()
            || self.has_to(verb)
        {
            return None;
        }
        let deed = self.tokens.child(verb, &[Label::Ccomp, Label::Xcomp])?;
        let other = self.tokens.child(deed, &[Label::Nsubj])?;
        if matches!(self.word(other).as_str(), "us" | "me" | "there") {
            return None;
        }
        let (at, _) = self.statement(verb)?;
        let party = self.speaker(at)?;
        let condition = self.condition(verb);
        let what = self.what(verb, condition.map(|(_, span)| span))?;
        Some(Found {
            verb,
            party,
            stance: Stance::Demands,
            toward: self.who(other),
            what,
            condition,
            rule: "let",
            score: 0.6,
        })
    }

    /// "any use of the assets is theft", said by somebody: blame.
    pub fn blamed(&self, verb: u32) -> Option<Found> {
        if self.lemma(verb) != "be" || self.is_negated(verb) || self.modal(verb).is_some_and(|modal| modal != "would") {
            return None;
        }
        let blame = self.tokens.child(verb, &[Label::Attr, Label::Acomp])?;
        let subject = self.tokens.child(verb, &[Label::Nsubj])?;
        let (at, statement) = self.statement(verb)?;
        if !self.lexicon.words.blaming.contains(&self.word(blame))
            || matches!(statement.act, Act::Denies | Act::Speculates)
        {
            return None;
        }
        let party = self.speaker(at)?;
        if self.is_own(subject, &party) {
            return None;
        }
        let what = self.what(verb, None)?;
        Some(Found {
            verb,
            party,
            stance: Stance::Accuses,
            toward: self.who(subject),
            what,
            condition: None,
            rule: "is-blamed",
            score: 0.6,
        })
    }

    /// "Warmongers are at work against the plan", said by somebody: blame.
    pub fn vilified(&self, noun: u32) -> Option<Found> {
        let verb = self.tokens.parent(noun).filter(|_| self.label(noun) == Label::Nsubj)?;
        if !self.lexicon.words.villain.contains(&self.lemma(noun)) || self.is_negated(verb) {
            return None;
        }
        let (at, statement) = self.statement(noun)?;
        let party = self.speaker(at).filter(|_| !matches!(statement.act, Act::Denies | Act::Speculates))?;
        let what = self.what(verb, None)?;
        let toward = self.who(noun);
        Some(Found { verb, party, stance: Stance::Accuses, toward, what, condition: None, rule: "villain", score: 0.5 })
    }

    /// What somebody warns of that is harm of his own doing: "has warned of retaliatory seizures".
    pub fn warned(&self, at: crate::StatementIx) -> Option<Found> {
        let statement = self
            .scene
            .statements
            .get(at as usize)
            .filter(|statement| matches!(statement.act, Act::Warns | Act::Threatens))?;
        let cue = self.tokens.within(statement.cue?).find(|token| self.range.contains(token))?;
        let [piece] = statement.content[..] else { return None };
        let head = self.tokens.head_of(self.tokens.within(piece))?;
        let noun = matches!(self.tag(head), Tag::Nn | Tag::Nns) && self.is_harm(head, None);
        let party = self.speaker(at).filter(|_| noun)?;
        Some(Found {
            verb: cue,
            party,
            stance: Stance::Threatens,
            toward: None,
            what: piece,
            condition: None,
            rule: "warned",
            score: 0.6,
        })
    }
}
