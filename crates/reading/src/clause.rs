//! Where a clause or quotation begins and ends.

use std::ops::Range;

use crate::{
    content::{MIN_WORDS, Sentence},
    cue::{Cue, Sort},
    token::Token,
};

/// Words between a cue and its "that" at most: "said on Friday in a statement to the court that".
const MAX_BETWEEN: usize = 20;

impl Sentence<'_> {
    /// Returns the quotation that goes on after source and cue: `"No," she said on Friday. "Never."`
    pub fn quoted_right(&self, from: usize, at: usize) -> Option<Range<usize>> {
        let next_cue = self.cues.get(at + 1).map_or(self.tokens.len(), |cue| cue.words.start);
        let start = (from..self.tokens.len())
            .find(|i| self.tokens[*i].quoted)
            .filter(|start| *start < next_cue && start - from < 14)?;
        let mark = self.tokens.get(start.checked_sub(1)?)?;
        (mark.is(",") || mark.is(".") || mark.is(":")).then(|| start..self.quote_end(start))
    }

    /// Returns the end of the quotation that goes on at `start`.
    pub fn quote_end(&self, start: usize) -> usize {
        (start..self.tokens.len()).find(|i| !self.tokens[*i].quoted).unwrap_or(self.tokens.len())
    }

    /// Returns the quotation that a colon or comma introduces after the cue.
    pub fn introduced(&self, from: usize, at: usize) -> Option<Range<usize>> {
        let next_cue = self.cues.get(at + 1).map_or(self.tokens.len(), |cue| cue.words.start);
        let mark = (from..self.tokens.len().min(from + MAX_BETWEEN))
            .find(|i| self.tokens[*i].is_break() || self.tokens[*i].quoted)?;
        // "said he would tell the council, “and it decides”": a clause goes on in quotation marks
        let told = self.tokens.get(from..mark)?;
        if self.tokens[mark].is(",") && self.is_clause(from) && told.iter().any(|t| self.is_finite(t)) {
            return None;
        }
        let colon = self.tokens[mark].is(":") || (self.tokens[mark].is(",") && !self.tokens[mark].quoted);
        (colon && mark < next_cue && self.tokens.get(mark + 1)?.quoted).then(|| mark + 1..self.quote_end(mark + 1))
    }

    fn is_finite(&self, token: &Token) -> bool {
        let words = &self.lexicon.words;
        words.finite.contains(&token.lower) || words.auxiliary.contains(&token.lower)
    }

    /// Returns the "that" which opens the content of a cue that ends at `from`.
    pub fn that(&self, from: usize) -> Option<usize> {
        let first = self.tokens.get(from)?;
        // "has confirmed that in writing": no clause
        let alone =
            self.tokens.get(from + 1).is_none_or(|t| t.is_break() || self.lexicon.words.preposition.contains(&t.lower));
        if first.is("that") && !first.quoted && alone && !self.tokens[from..].iter().any(|t| self.is_finite(t)) {
            return None;
        }
        if first.is("that") && !first.quoted {
            return Some(from);
        }
        let comma = first.is(",");
        if !self.lexicon.words.preposition.contains(&first.lower) && !comma {
            return None;
        }
        let stop = |i: &usize| {
            let token = &self.tokens[*i];
            token.is("that") || token.quoted || token.is_break() || self.lexicon.verb(self.tokens, *i).is_some()
        };
        if comma {
            return None;
        }
        (from..self.tokens.len().min(from + MAX_BETWEEN))
            .find(stop)
            .filter(|i| self.tokens[*i].is("that") && !self.tokens[*i].quoted)
    }

    /// Returns the token after "on Friday", "late on Tuesday evening", "today" and adverbs.
    pub fn after_day(&self, from: usize) -> usize {
        let words = &self.lexicon.words;
        let mut at = from;
        while let Some(token) = self.tokens.get(at) {
            let day = |i: usize| self.tokens.get(i).is_some_and(|t| words.weekday.contains(&t.lower));
            let on = token.is("on") && day(at + 1);
            let part = words.day_part.contains(&token.lower)
                && (at > from || day(at + 1) || self.tokens.get(at + 1).is_some_and(|t| t.is("on")))
                && !token.is("this");
            if on || day(at) || part || self.lexicon.is_adverb(token) && !token.is("all") && !token.is("both") {
                at += 1 + usize::from(on);
            } else {
                break;
            }
        }
        at
    }

    /// Tells whether a clause can begin at `from`, straight after a cue.
    pub fn is_clause(&self, from: usize) -> bool {
        let Some(first) = self.tokens.get(from) else { return false };
        let words = &self.lexicon.words;
        let never = words.preposition.contains(&first.lower)
            || words.finite.contains(&first.lower)
            || words.no_clause.contains(&first.lower);
        let long = self.tokens[from..].iter().filter(|t| t.is_word).count() >= MIN_WORDS;
        first.is_word && !never && long
    }

    /// Returns where a clause that began at `from`, said by cue `at`, ends.
    pub fn end(&self, from: usize, at: usize) -> usize {
        let tokens = self.tokens;
        let mut end = tokens.len();
        for (later, cue) in self.cues.iter().enumerate().skip(at + 1) {
            if cue.words.start < from {
                continue;
            }
            let before = |i: usize| i.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| !t.quoted);
            let comma_before = |i: usize| if before(i).is_some_and(|t| t.is(",")) { i - 1 } else { i };
            let cut = match cue.sort {
                Sort::GoingOn | Sort::Citing | Sort::According => Some(comma_before(cue.words.start)),
                Sort::Verb
                    if self.coordinates(later)
                        && cue.auxiliary == self.cues[at].auxiliary
                        && (cue.auxiliary.is_some()
                            || tokens.get(cue.words.end).is_some_and(|t| t.is("that"))
                            || self.verb_of(cue) == self.verb_of(&self.cues[at])) =>
                {
                    (from..cue.words.start)
                        .rev()
                        .find(|i| tokens[*i].is("and") || tokens[*i].is("but"))
                        .map(comma_before)
                }
                Sort::Verb if cue.behind.is_some() => Some(comma_before(cue.words.start)),
                Sort::Verb => cue.subject.as_ref().and_then(|subject| {
                    let start = subject.start();
                    let joins = before(start).is_some_and(|t| matches!(t.lower.as_str(), "but" | "and" | "while"));
                    let joined = joins && start > 1 && (tokens[start - 2].is(",") || tokens[start - 2].quoted);
                    let outer = before(start).is_some_and(|t| t.is(",")) && self.is_tail(cue.words.end);
                    if joined {
                        Some(comma_before(start - 1))
                    } else if outer {
                        Some(start - 1)
                    } else {
                        None
                    }
                }),
            };
            if let Some(cut) = cut.filter(|cut| *cut > from) {
                end = end.min(cut);
            }
        }
        let is_dash = |token: &Token| matches!(token.lower.as_str(), "–" | "—");
        // of two dashes the words between are the source's own aside; a single one opens the narrator's
        let last_dash = (from..end).rev().find(|i| is_dash(&tokens[*i]));
        let aside = (from..end).find(|i| {
            let token = &tokens[*i];
            let next = |word: &str| tokens.get(i + 1).is_some_and(|t| t.is(word));
            let with =
                token.is(",") && next("with") && tokens[i + 2..].iter().take(6).any(|t| t.lower.ends_with("ing"));
            let cites =
                token.is(",") && tokens.get(i + 1).is_some_and(|t| self.lexicon.words.citing.contains(&t.lower));
            let according = token.is("according") && next("to");
            let ends = with || cites || according || token.is(";") || last_dash == Some(*i);
            !token.quoted && *i > from + MIN_WORDS && ends
        });
        aside.unwrap_or(end)
    }

    /// Tells whether nothing but when and where follows: "reported on Wednesday".
    pub fn is_tail(&self, from: usize) -> bool {
        let next = self.after_day(from);
        self.tokens.get(next).is_none_or(|t| {
            t.is_break() || self.lexicon.words.preposition.contains(&t.lower) && self.that(next).is_none()
        })
    }

    /// Tells whether the cue follows "and" and has no subject of its own.
    pub fn coordinates(&self, at: usize) -> bool {
        let cue = &self.cues[at];
        let mut before = cue.words.start;
        while before > 0 && self.lexicon.is_adverb(&self.tokens[before - 1]) {
            before -= 1;
        }
        cue.subject.is_none() && before > 0 && (self.tokens[before - 1].is("and") || self.tokens[before - 1].is("but"))
    }

    /// Returns the verb of a cue.
    pub fn verb_of(&self, cue: &Cue) -> &str {
        cue.words.clone().next_back().map_or("", |last| &self.tokens[last].lower)
    }

    /// Returns a piece without the marks at its ends; `None` when no word is left.
    pub fn trimmed(&self, piece: Range<usize>) -> Option<Range<usize>> {
        let mark = |token: &Token| {
            !token.is_word && matches!(token.lower.as_str(), "," | "." | ";" | ":" | "–" | "—" | "-" | "…")
        };
        let (mut start, mut end) = (piece.start, piece.end.min(self.tokens.len()));
        while start < end && mark(&self.tokens[start]) {
            start += 1;
        }
        while start < end && mark(&self.tokens[end - 1]) {
            end -= 1;
        }
        self.tokens.get(start..end)?.iter().any(|t| t.is_word).then_some(start..end)
    }
}
