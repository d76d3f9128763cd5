//! What a position hangs on: "if they leave", "unless Oslo signs", "in exchange for the ship".

use lang::{Label, Tag};
use text::Span;

use super::clause::{Clause, DEEP};
use crate::ConditionKind;

impl Clause<'_> {
    /// Returns the condition that a verb hangs on.
    pub fn condition(&self, verb: u32) -> Option<(ConditionKind, Span)> {
        let goes_on = |token: &u32| {
            matches!(
                self.label(*token),
                Label::Ccomp | Label::Xcomp | Label::Conj | Label::Pcomp | Label::Prep | Label::Acomp | Label::Oprd
            )
        };
        let mut above = vec![verb];
        while let Some(last) = above.last().copied().filter(|last| above.len() < DEEP && goes_on(last))
            && let Some(parent) = self.tokens.parent(last)
        {
            above.push(parent);
        }
        let mut at = self.range.start;
        while at < self.range.end {
            let Some((kind, len)) = self.opens(at) else {
                at += 1;
                continue;
            };
            let hangs = self.hangs(at, &above) && !self.is_parted(at, verb);
            let before = at < verb;
            let reach = self.clause_end(at + len, before);
            let inside = (at..reach).contains(&verb);
            // in front of a verb only at the beginning of the sentence or of what is said
            let leads = self.leads(at);
            if hangs && !inside && (!before || leads) && reach > at + len {
                let only = u32::from(at > self.range.start && matches!(self.word(at - 1).as_str(), "only" | "but"));
                return Some((kind, self.trimmed(at - only, reach)));
            }
            at += len;
        }
        None
    }

    fn leads(&self, at: u32) -> bool {
        at == self.range.start || matches!(self.word(at - 1).as_str(), "\"" | "“" | "that" | "only" | "but" | "and")
    }

    /// Whether the words that open at a token hang on a verb or on one that it completes, and not on one that goes on beside it.
    fn hangs(&self, at: u32, above: &[u32]) -> bool {
        let mut below = at;
        for token in self.tokens.ancestors(at).take(DEEP) {
            if above.contains(&token) {
                return self.label(below) != Label::Conj || below == at;
            }
            below = token;
        }
        false
    }

    fn is_parted(&self, one: u32, other: u32) -> bool {
        (one.min(other)..one.max(other)).any(|token| matches!(self.word(token).as_str(), ";" | "—" | "–"))
    }

    /// Returns the kind of condition that opens at a token, and its words.
    fn opens(&self, at: u32) -> Option<(ConditionKind, u32)> {
        let fits = |form: &[String]| form.iter().zip(at..).all(|(word, token)| self.word(token) == *word);
        let (form, kind) = self.lexicon.conditions.iter().find(|(form, _)| fits(form))?;
        let len = form.len() as u32;
        let first = form.first().map(String::as_str);
        let clause = self.has_verb(at + len, self.clause_end(at + len, false));
        let real = match first {
            Some("in") => form.len() > 2 || clause,
            Some("once") => self.tag(at) != Tag::Rb || clause && self.label(at) == Label::Mark,
            // "as if", "even if"; "asked if": whether
            Some("if") => {
                !matches!(self.word(at.wrapping_sub(1)).as_str(), "as" | "even" | "what" | "or")
                    && !self.is_whether(at)
                    && clause
            }
            Some("provided" | "providing") => {
                clause
                    && (self.label(at) != Label::Relcl && self.tokens.child(at, &[Label::Nsubj, Label::Dobj]).is_none())
            }
            // "on Thursday, when the officers will be heard"
            Some("when") => self.label(at) == Label::Advmod && clause && self.word(at.wrapping_sub(1)) != ",",
            Some("until" | "till") => clause && !self.is_day(at),
            _ => clause,
        };
        real.then_some((*kind, len))
    }

    /// "until at least Sunday", "until the end of the month": a day, and nothing that has to be done.
    pub fn is_day(&self, prep: u32) -> bool {
        let behind = self.tokens.child(prep, &[Label::Pobj, Label::Npadvmod]);
        let of = |noun: u32| self.tokens.child(self.tokens.child(noun, &[Label::Prep])?, &[Label::Pobj]);
        behind.is_some_and(|noun| self.is_time(noun) || of(noun).is_some_and(|noun| self.is_time(noun)))
    }

    fn is_whether(&self, at: u32) -> bool {
        let above = self.tokens.parent(at);
        let asks = |verb: u32| {
            matches!(self.lemma(verb).as_str(), "ask" | "see" | "know" | "wonder" | "say" | "check" | "decide" | "tell")
        };
        self.label(at) == Label::Mark
            && above.is_some_and(|verb| {
                self.label(verb) == Label::Ccomp
                    && self.tokens.parent(verb).is_some_and(asks)
                    && at > self.tokens.parent(verb).unwrap_or(at)
            })
    }

    fn has_verb(&self, start: u32, end: u32) -> bool {
        (start..end)
            .any(|token| matches!(self.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vb | Tag::Vbn | Tag::Md))
    }

    /// Returns where a clause that begins at a token ends: before a stop, a dash, a closing mark, or the words that attribute.
    fn clause_end(&self, start: u32, leading: bool) -> u32 {
        let cue = self.scene.statements.iter();
        let text_start = self.tokens.words(start..start + 1).start;
        let cues: Vec<Span> =
            cue.filter_map(|statement| statement.cue).filter(|cue| cue.start >= text_start).take(3).collect();
        for token in start..self.range.end {
            let word = self.word(token);
            if matches!(word.as_str(), "." | ";" | "—" | "–" | "\"" | "”" | "?" | "!") && token > start
                || self.tag(token) == Tag::Sp
            {
                let inner = matches!(word.as_str(), "\"" | "”") && !self.closes(token, start);
                if !inner {
                    return token;
                }
            }
            if word == "," {
                let next = self.tokens.words(token + 1..(token + 12).min(self.range.end));
                let attributed = cues.iter().any(|cue| next.start <= cue.start && cue.end <= next.end)
                    && self.statement(token + 1).is_none();
                let aside = matches!(
                    self.word(token + 1).as_str(),
                    "with" | "while" | "adding" | "saying" | "but" | "although" | "though" | "whereas"
                );
                // "if the siege was lifted, and he said"
                let goes_on = token + 2 < self.range.end
                    && self.word(token + 1) == "and"
                    && self.tag(token + 2) == Tag::Prp
                    && self.label(token + 2) == Label::Nsubj;
                if leading || attributed || aside || goes_on {
                    return token;
                }
            }
        }
        self.range.end
    }

    /// Tells whether a mark closes a quotation that began before a clause did.
    fn closes(&self, token: u32, start: u32) -> bool {
        let opened = (start..token).filter(|token| matches!(self.word(*token).as_str(), "\"" | "“")).count();
        opened == 0
    }

    pub fn trimmed(&self, start: u32, mut end: u32) -> Span {
        while end > start + 1
            && (matches!(self.word(end - 1).as_str(), "," | "." | "and" | "but" | "\"" | "”")
                || self.tag(end - 1) == Tag::Sp)
        {
            end -= 1;
        }
        self.tokens.words(start..end)
    }

    /// Tells whether the clause of a condition has a negation: "if Oslo did not answer".
    pub fn is_denied(&self, condition: Span) -> bool {
        self.tokens.within(condition).any(|token| self.label(token) == Label::Neg)
    }

    /// Tells whether what a condition says is done against somebody: "if Oslo hit its steel".
    pub fn is_unwelcome(&self, condition: Span) -> bool {
        let verb = |token: &u32| self.tag(*token).name().starts_with("VB");
        let listed = &self.lexicon.words.unwelcome;
        self.tokens.within(condition).filter(verb).any(|token| listed.contains(&self.lemma(token)))
    }
}
