//! What somebody withholds until another does something: "nobody goes free until they name them", and what is wanted by it.

use lang::Label;
use text::Span;

use super::{Found, clause::Clause};
use crate::{ConditionKind, Stance};

impl Clause<'_> {
    /// Reads the refusal in "nobody would be let go until the body was handed over", said by who could let them go.
    pub fn withheld(&self, verb: u32) -> Option<Found> {
        let words = &self.lexicon.words;
        let subject = self.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass])?;
        let none = words.none.contains(&self.word(subject))
            || self.tokens.child(subject, &[Label::Det]).is_some_and(|det| self.word(det) == "no");
        if !none || self.is_negated(verb) || !words.giving.contains(&self.lemma(verb)) {
            return None;
        }
        let (at, _) = self.statement(verb)?;
        let party = self.speaker(at)?;
        let condition = self.condition(verb).filter(|(kind, _)| is_bar(*kind))?;
        let start = self.tokens.words(subject..subject + 1).start;
        let what = Span { start, end: self.what(verb, Some(condition.1))?.end };
        let (stance, toward, condition) = (Stance::Rejects, None, Some(condition));
        Some(Found { verb, party, stance, toward, what, condition, rule: "withheld", score: 0.6 })
    }

    /// What is wanted by a threat or refusal that ends when somebody does it: "the crossing stays shut until Oslo hands them over",
    /// "will not sign before Oslo brings the levy back", "would pull back only if they were freed".
    pub(super) fn wanted(&self, found: &Found) -> Option<Found> {
        let (kind, span) = found.condition?;
        let opens = self.tokens.within(span);
        let only = found.stance == Stance::Offers && self.word(opens.start) == "only";
        // "refused to sit with them unless they left" is one position, that they leave no demand
        let barred = match found.stance {
            Stance::Threatens => is_bar(kind),
            Stance::Rejects => kind == ConditionKind::Until,
            _ => false,
        };
        let deed = opens.clone().find(|token| {
            self.tag(*token).name().starts_with("VB")
                && self.label(*token) != Label::Aux
                && self.label(*token) != Label::Auxpass
        });
        if !(only || barred) {
            return None;
        }
        // "won't lift its veto without an exemption"
        if deed.is_none() && self.word(opens.start) == "without" {
            let what = Span { start: self.tokens.span.get(opens.start as usize + 1)?.start, end: span.end };
            return Some(demand(found, what, None)).filter(|_| found.stance == Stance::Rejects);
        }
        let deed = deed?;
        let subject = self
            .tokens
            .child(deed, &[Label::Nsubj, Label::Nsubjpass])
            // "unless there is a new offer"
            .or_else(|| self.tokens.child(deed, &[Label::Attr]))?;
        let words = &self.lexicon.words;
        let lemma = self.lemma(deed);
        // "refused to leave until the court ruled": nobody asks it of the court
        let asked = words.giving.contains(&lemma) || words.wanted.contains(&lemma);
        // "unless a deal is reached": by both
        let both = words.terms.contains(&self.lemma(subject)) && self.label(subject) == Label::Nsubjpass;
        if both || self.is_own(subject, &found.party) || found.stance != Stance::Threatens && !asked {
            return None;
        }
        let first = opens.start + 1 + u32::from(only);
        let what = Span { start: self.tokens.span.get(first as usize)?.start, end: span.end };
        Some(demand(found, what, self.who(subject)))
    }
}

/// Tells whether what hangs on it does not come before.
fn is_bar(kind: ConditionKind) -> bool {
    matches!(kind, ConditionKind::Until | ConditionKind::Unless)
}

fn demand(found: &Found, what: Span, toward: Option<crate::Side>) -> Found {
    Found { stance: Stance::Demands, toward, what, condition: None, rule: "wanted", score: 0.6, ..found.clone() }
}
