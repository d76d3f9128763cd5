//! Clauses that what is told hangs on: "if they meet", "provided regulators agree".

use lang::Label;
use text::Span;

use super::super::tree::Tree;

impl Tree<'_> {
    /// Tells whether the clause of a verb is one with "if".
    pub(super) fn supposed(&self, verb: u32) -> bool {
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

    /// Returns the clause or phrase that what a verb tells hangs on.
    pub fn condition(&self, verb: u32) -> Option<Span> {
        let words = &self.words.words;
        for child in self.tokens.children(verb).iter().copied() {
            let reach = self.tokens.reach(child);
            if self.is(child, &[Label::Advcl, Label::Dep]) {
                let marked = self
                    .children(child, &[Label::Mark, Label::Advmod, Label::Prep])
                    .any(|mark| words.condition.contains(self.form(mark)));
                // "on 20 March, when they next meet": then
                let day = reach.start.checked_sub(2).is_some_and(|at| self.is_time(at) && self.form(at + 1) == ",");
                if day && self.form(reach.start) == "when" {
                    continue;
                }
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

    /// The clause behind "before" that must come first.
    pub fn first_wanted(&self, verb: u32) -> Option<Span> {
        let before = |clause: u32| self.children(clause, &[Label::Mark]).any(|mark| self.form(mark) == "before");
        let clause = self.children(verb, &[Label::Advcl]).find(|clause| before(*clause))?;
        let reach = self.tokens.reach(clause);
        Some(self.span(reach.start, reach.end - 1))
    }

    /// "provided regulators agreed": the parser hangs it anywhere.
    fn provided(&self, verb: u32) -> Option<Span> {
        let reach = self.tokens.reach(verb);
        let word =
            (verb + 1..reach.end).find(|token| matches!(self.form(*token), "provided" | "providing" | "assuming"))?;
        let clause = self
            .children(word, &[Label::Ccomp, Label::Pcomp, Label::Advcl])
            .next()
            .or_else(|| self.tokens.ancestors(word).next().filter(|above| *above > word && self.is_verb(*above)))
            // taken for a verb of its own beside the clause
            .or_else(|| self.children(verb, &[Label::Ccomp, Label::Advcl]).find(|clause| *clause > word + 1))?;
        let reach = self.tokens.reach(clause);
        Some(self.span(word, reach.end.saturating_sub(1).max(word)))
    }
}
