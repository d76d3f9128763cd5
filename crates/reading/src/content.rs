//! What is said: the words that a cue and its source leave.

use std::ops::Range;

use crate::{
    Act,
    cue::{Cue, Sort},
    lexicon::{Lexicon, Takes},
    phrase::Phrase,
    token::Token,
};

/// Words of a clause at least; shorter ones ("said no", "said so") tell nothing.
pub const MIN_WORDS: usize = 3;

/// Words between a cue and a semicolon, at most, when they tell only when it was said.
const MAX_TELLING: usize = 8;

/// A statement in one sentence, as ranges of tokens.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The source; `None` goes on with that of the draft `shares`.
    pub source: Option<Phrase>,
    /// The draft whose source this one shares.
    pub shares: Option<usize>,
    /// The cue.
    pub cue: Range<usize>,
    /// What is said, in pieces.
    pub content: Vec<Range<usize>>,
    /// What the source does.
    pub act: Act,
    /// Who was told.
    pub told: Option<Range<usize>>,
    /// The draft that this one is cited by for the same content.
    pub cited_by: Option<usize>,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure.
    pub score: f32,
}

/// Reads the statements of one sentence, in the order of their cues.
pub fn drafts(tokens: &[Token], cues: &[Cue], lexicon: &Lexicon) -> Vec<Draft> {
    let sentence = Sentence { tokens, cues, lexicon, floor: floor(tokens) };
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, cue) in cues.iter().enumerate() {
        let draft = match cue.sort {
            Sort::Verb => sentence.verb(at, &drafts),
            Sort::GoingOn => sentence.going_on(at, &drafts),
            Sort::Citing => sentence.citing(at, &drafts),
            Sort::According => sentence.according(at),
        };
        drafts.extend(draft);
        let over = sentence.over(at, &drafts);
        drafts.extend(over);
    }
    for (at, cue) in cues.iter().enumerate() {
        let known = drafts.iter().any(|draft| draft.cue == cue.words);
        let first = if cue.sort == Sort::Citing && !known { sentence.citing_before(at, &drafts) } else { None };
        drafts.extend(first);
    }
    drafts
}

/// A sentence and its cues.
pub struct Sentence<'a> {
    pub tokens: &'a [Token],
    pub cues: &'a [Cue],
    pub lexicon: &'a Lexicon,
    pub floor: usize,
}

impl Sentence<'_> {
    fn verb(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let cue = &self.cues[at];
        let takes = |what| cue.takes.contains(&what);
        let draft = |source: Option<&Phrase>, content: Vec<Range<usize>>, rule, score| {
            let content: Vec<_> = content.into_iter().filter_map(|piece| self.trimmed(piece)).collect();
            let draft = Draft {
                source: source.cloned(),
                shares: None,
                cue: cue.words.clone(),
                content,
                act: cue.act,
                told: None,
                cited_by: None,
                rule,
                score,
            };
            (!draft.content.is_empty()).then_some(draft)
        };
        // "Dana Reyes, the mayor, said the shelter had closed" has its source in front, and nothing before that; "In a letter, the mayor, Dana
        // Reyes, said the shelter had closed" names it twice
        let in_front = cue.subject.as_ref().is_some_and(|s| s.start() <= self.floor || s.apposition.is_some())
            && !self.tokens[cue.words.start - 1].quoted;
        if let Some(behind) = cue.behind.as_ref().filter(|_| !in_front) {
            let left = self.left(cue.words.start).filter(|left| self.is_whole(left))?;
            let mut content = vec![left.clone()];
            content.extend(self.quoted_right(behind.words.end, at));
            let quoted = self.ends_quoted(&left);
            return draft(
                Some(behind),
                content,
                if quoted { "quote-inverted" } else { "inverted" },
                if quoted { 0.95 } else { 0.85 },
            );
        }
        let Some(subject) = &cue.subject else { return self.shared(at, drafts) };
        let start = subject.start();
        let left = self.left(start).filter(|_| takes(Takes::Before) || takes(Takes::Quote));
        let left_quoted = left.as_ref().is_some_and(|left| self.ends_quoted(left));
        let mut next = cue.words.end;
        let mut told = None;
        if takes(Takes::Told) {
            let recipient = Phrase::told(self.tokens, next, self.lexicon);
            next = recipient.end;
            told = (!recipient.is_empty()).then_some(recipient);
        }
        let next = self.after_day(next);
        let with_told = |draft: Option<Draft>| draft.map(|draft| Draft { told: told.clone(), ..draft });
        let that = (takes(Takes::That) || takes(Takes::Told)).then(|| self.that(next)).flatten();
        if let Some(that) = that.filter(|_| !left_quoted) {
            let content = that + 1..self.end(that + 1, at);
            return with_told(draft(Some(subject), vec![content], "that", 0.95));
        }
        if takes(Takes::Quote) && !left_quoted {
            if let Some(quote) = self.introduced(next, at) {
                return with_told(draft(Some(subject), vec![quote], "quote-after", 0.95));
            }
            if self.tokens.get(next).is_some_and(|t| t.quoted) {
                let content = next..self.end(next, at);
                return with_told(draft(Some(subject), vec![content], "quote-after", 0.9));
            }
        }
        if takes(Takes::Clause) && !left_quoted && self.is_clause(next) && (!takes(Takes::Told) || told.is_some()) {
            let content = next..self.end(next, at);
            return with_told(draft(Some(subject), vec![content], "clause", 0.85));
        }
        if let Some(left) = left {
            let mut content = vec![left.clone()];
            if left_quoted {
                content.extend(self.quoted_right(next, at));
            } else {
                let right = self.around(&left, next, at)?;
                if right.is_none() && !self.is_whole(&left) {
                    return None;
                }
                // "The dam leaks; the mill, Poll said, would close", "The dam leaks; the guards have left, Poll said": the second part
                let part = left.clone().rev().find(|i| self.tokens[*i].is(";") && !self.tokens[*i].quoted);
                let rest = part.map_or(0, |part| self.tokens[part + 1..left.end].iter().filter(|t| t.is_word).count());
                if let Some(part) = part.filter(|_| right.is_some() || rest >= MIN_WORDS) {
                    content[0].start = part + 1;
                }
                // "It blamed Arlen, which, it said, had struck the names": who blames whom is no part of it
                let relative = left.clone().next_back().is_some_and(|i| {
                    !self.tokens[i].quoted && self.lexicon.words.relative.contains(&self.tokens[i].lower)
                });
                if relative && right.is_some() {
                    content.clear();
                }
                content.extend(right);
            }
            return with_told(draft(
                Some(subject),
                content,
                if left_quoted { "quote-before" } else { "before" },
                if left_quoted { 0.95 } else { 0.9 },
            ));
        }
        if takes(Takes::Object) {
            let content = cue.words.end..self.end(cue.words.end, at);
            return if content.len() >= 2 { draft(Some(subject), vec![content], "object", 0.75) } else { None };
        }
        None
    }

    /// Reads "... and has warned of ...": the subject is the one before.
    fn shared(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let cue = &self.cues[at];
        let (last, before) = drafts.iter().enumerate().rev().find(|(_, d)| d.cited_by.is_none())?;
        let first = self.cue_of(before)?;
        if !self.coordinates(at) || first.auxiliary != cue.auxiliary {
            return None;
        }
        let again = self.verb_of(first) == self.verb_of(cue);
        let next = self.after_day(cue.words.end);
        let content = match self.that(next) {
            Some(that) => that + 1..self.end(that + 1, at),
            None if cue.takes.contains(&Takes::Object) && cue.auxiliary.is_some() => next..self.end(next, at),
            None if again && cue.takes.contains(&Takes::Clause) && self.is_clause(next) => next..self.end(next, at),
            None => return None,
        };
        let content = vec![self.trimmed(content)?];
        let shares = before.shares.unwrap_or(last);
        Some(Draft {
            source: None,
            shares: Some(shares),
            cue: cue.words.clone(),
            content,
            act: cue.act,
            told: None,
            cited_by: None,
            rule: "shared-subject",
            score: 0.75,
        })
    }

    fn going_on(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let cue = &self.cues[at];
        let (last, before) = drafts.iter().enumerate().rev().find(|(_, d)| d.cited_by.is_none())?;
        let next = cue.words.end;
        let content = match (self.that(next), self.introduced(next, at)) {
            (Some(that), _) => that + 1..self.end(that + 1, at),
            (None, Some(quote)) => quote,
            (None, None) if self.is_clause(next) => next..self.end(next, at),
            _ => return None,
        };
        let content = vec![self.trimmed(content)?];
        let shares = before.shares.unwrap_or(last);
        Some(Draft {
            source: None,
            shares: Some(shares),
            cue: cue.words.clone(),
            content,
            act: cue.act,
            told: None,
            cited_by: None,
            rule: "goes-on",
            score: 0.8,
        })
    }

    /// Reads "The bridge will shut, Poll said on Monday; the tunnel stays open": what follows is hers too.
    fn over(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let cue = &self.cues[at];
        let (last, before) = drafts.iter().enumerate().next_back()?;
        let (source, stands) = (before.source.as_ref()?, before.rule == "before" && before.cue == cue.words);
        let end = cue.words.end.max(source.words.end);
        let semicolon = (end..self.tokens.len()).find(|i| self.tokens[*i].is(";"))?;
        let telling = end..semicolon;
        // "said on Monday (Oct 6)": nothing but when
        let plain = before.content.len() == 1
            && telling.len() <= MAX_TELLING
            && !self.tokens[telling].iter().any(|t| t.quoted || t.is(","));
        let more = self.tokens.get(semicolon + 1..)?;
        let words = &self.lexicon.words;
        let own = more.first().is_some_and(|t| words.pronoun.contains(&t.lower));
        let clause =
            more.iter().any(|t| words.finite.contains(&t.lower)) && !more.iter().any(|t| t.quoted || t.is(";"));
        if !stands || !plain || own || !clause || self.cues.len() > at + 1 {
            return None;
        }
        let content = vec![self.trimmed(semicolon + 1..self.end(semicolon + 1, at))?];
        let (source, shares, rule) = (None, Some(before.shares.unwrap_or(last)), "over-semicolon");
        Some(Draft { source, shares, content, told: None, cited_by: None, rule, score: 0.6, ..before.clone() })
    }

    fn citing(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let (last, _) = drafts.iter().enumerate().rev().find(|(_, draft)| draft.cited_by.is_none())?;
        Some(self.cited(at, last, drafts))
    }

    /// "The Daily Tide, on the word of a clerk, reported that": what it cites stands between it and its verb.
    fn citing_before(&self, at: usize, drafts: &[Draft]) -> Option<Draft> {
        let cue = &self.cues[at];
        let around = |draft: &Draft| {
            let source = draft.source.as_ref().is_some_and(|source| source.start() < cue.words.start);
            source && draft.cue.start > cue.words.end && draft.cited_by.is_none()
        };
        let by = drafts.iter().position(around)?;
        Some(self.cited(at, by, drafts))
    }

    fn cited(&self, at: usize, by: usize, drafts: &[Draft]) -> Draft {
        let cue = &self.cues[at];
        Draft {
            source: cue.behind.clone(),
            shares: None,
            cue: cue.words.clone(),
            content: drafts[by].content.clone(),
            act: Act::Says,
            told: None,
            cited_by: Some(by),
            rule: "citing",
            score: 0.9,
        }
    }

    /// "According to the harbour, the guard and two other offices, the pier is shut": where those end who are named with a source that ends at
    /// a comma.
    fn others(&self, at: usize) -> Option<usize> {
        const MOST: usize = 12;
        let end = |from: usize| (from..self.tokens.len().min(from + MOST)).find(|i| !self.tokens[*i].is_word);
        self.tokens.get(at).filter(|t| t.is(","))?;
        let last = end(at + 1).filter(|last| self.tokens[*last].is(","))?;
        let and = (at + 1..last).find(|i| self.tokens[*i].is("and"))?;
        let other = self.tokens[and..last].iter().take(3).any(|t| t.is("other") || t.is("others"));
        let quoted = self.tokens[at..last].iter().any(|t| t.quoted);
        (other && !quoted).then_some(last)
    }

    fn according(&self, at: usize) -> Option<Draft> {
        let cue = &self.cues[at];
        let mut behind = cue.behind.clone()?;
        if let Some(others) = self.others(behind.words.end).filter(|_| cue.words.start <= self.floor) {
            behind.words.end = others;
        }
        let end = behind.words.end;
        let comma = self.tokens.get(end).is_some_and(|t| t.is(",") && !t.quoted);
        let content = if cue.words.start <= self.floor {
            // "According to the Daily Tide, which cited a memo, the dam leaks"
            let relative = self.tokens.get(end + 1).is_some_and(|t| self.lexicon.words.relative.contains(&t.lower));
            let behind = if relative {
                (end + 1..self.tokens.len()).find(|i| self.tokens[*i].is(",") && !self.tokens[*i].quoted)?
            } else {
                end
            };
            vec![if comma { behind + 1..self.end(behind + 1, at) } else { return None }]
        } else {
            let stop = cue.words.start - usize::from(self.tokens.get(cue.words.start - 1).is_some_and(|t| t.is(",")));
            // "The mill is up for sale; a buyer is near, according to the log": only the second part
            let part = (self.floor..stop).rev().find(|i| self.tokens[*i].is(";") && !self.tokens[*i].quoted);
            let left = part.map_or(self.floor, |semicolon| semicolon + 1)..stop;
            let right = self.around(&left, end, at)?;
            if left.len() < MIN_WORDS { return None } else { std::iter::once(left).chain(right).collect() }
        };
        let content: Vec<_> = content.into_iter().filter_map(|piece| self.trimmed(piece)).collect();
        let source = Some(behind);
        (!content.is_empty()).then_some(Draft {
            source,
            shares: None,
            cue: cue.words.clone(),
            content,
            act: Act::Says,
            told: None,
            cited_by: None,
            rule: "according-to",
            score: 0.95,
        })
    }

    /// Returns what stands before a source or cue at `at` and can be what is said: a clause up to a comma, or a quotation.
    fn left(&self, at: usize) -> Option<Range<usize>> {
        let last = self.tokens.get(at.checked_sub(1)?)?;
        let end = if last.quoted {
            at
        } else if last.is(",") {
            at - 1
        } else {
            return None;
        };
        let left = self.floor.min(end)..end;
        let words = self.tokens[left.clone()].iter().filter(|t| t.is_word).count();
        if self.ends_quoted(&left) {
            return (words >= 1).then_some(left);
        }
        let first = self.tokens.get(left.start)?;
        if first.is("according") {
            return None; // "According to the log, the books show": the log is a source, not what is said
        }
        let adverbial = self.lexicon.words.preposition.contains(&first.lower)
            || self.lexicon.words.subordinate.contains(&first.lower);
        // "At the fair on Sunday, Poll said" opens a sentence; "In the north there were no deaths at all, he said" is one
        (words >= 1
            && (!adverbial
                || words > 8
                || self.tokens.get(at..).is_some_and(|rest| rest.iter().take(6).any(|t| t.is(",")))))
        .then_some(left)
    }

    /// Tells whether what stands before a source can be all that is said.
    fn is_whole(&self, left: &Range<usize>) -> bool {
        let words = self.tokens[left.clone()].iter().filter(|t| t.is_word).count();
        let adverbial = self.tokens.get(left.start).is_some_and(|t| {
            self.lexicon.words.preposition.contains(&t.lower) || self.lexicon.words.subordinate.contains(&t.lower)
        });
        self.ends_quoted(left) || words > if adverbial { 8 } else { MIN_WORDS }
    }

    fn ends_quoted(&self, left: &Range<usize>) -> bool {
        let last = self.tokens[left.clone()].iter().rev().find(|t| t.quoted || !t.is(","));
        last.is_some_and(|t| t.quoted)
    }

    /// Returns the rest of a clause that a source interrupts: "The bridge, police said, would stay shut". `None` when the clause is torn.
    fn around(&self, left: &Range<usize>, from: usize, at: usize) -> Option<Option<Range<usize>>> {
        let comma = (from..self.tokens.len()).find(|i| self.tokens[*i].is(",") && !self.tokens[*i].quoted);
        let Some(comma) =
            comma.filter(|comma| comma - from < 12 && !self.tokens[from..*comma].iter().any(|t| t.quoted))
        else {
            return Some(None);
        };
        let Some(next) = self.tokens.get(comma + 1) else { return Some(None) };
        let first = self.tokens.get(left.start)?;
        let open = self.lexicon.words.subordinate.contains(&first.lower)
            || self.lexicon.words.preposition.contains(&first.lower);
        let goes_on =
            self.lexicon.words.finite.contains(&next.lower) || self.lexicon.words.auxiliary.contains(&next.lower);
        if goes_on {
            return Some(Some(comma + 1..self.end(comma + 1, at)));
        }
        if open && next.is_word && !self.lexicon.words.tails.contains(&next.lower) {
            let right = comma + 1..self.end(comma + 1, at);
            let clause = comma == from && self.tokens[right.clone()].iter().filter(|t| t.is_word).count() >= MIN_WORDS;
            return clause.then_some(Some(right));
        }
        Some(None)
    }

    fn cue_of(&self, draft: &Draft) -> Option<&Cue> {
        self.cues.iter().find(|cue| cue.words == draft.cue)
    }
}

/// Returns where a sentence begins, a dateline ("MIAMI (Reuters) -") and a conjunction left off.
fn floor(tokens: &[Token]) -> usize {
    let dash = tokens.iter().take(10).position(|t| matches!(t.lower.as_str(), "-" | "–" | "—") && !t.quoted);
    let shouted = tokens.first().is_some_and(|t| t.is_word && t.span.len() > 2 && t.capital && t.shouts);
    let start = dash.filter(|_| shouted).map_or(0, |at| at + 1);
    start + usize::from(tokens.get(start).is_some_and(|t| matches!(t.lower.as_str(), "but" | "and" | "yet")))
}
