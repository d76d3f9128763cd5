//! Phrases that can name a source: where they begin and end.

use std::ops::Range;

use crate::{lexicon::Lexicon, token::Token};

/// Words that a phrase for a source holds at most.
const MAX_PHRASE: usize = 18;
/// Words that an apposition holds at most: "Ada Poll, the mayor of the port's largest borough, said".
const MAX_APPOSITION: usize = 25;

/// A phrase for a source, as ranges of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase: no apposition, no anonymity clause.
    pub words: Range<usize>,
    /// What stands between commas behind it.
    pub apposition: Option<Range<usize>>,
}

impl Phrase {
    /// Finds the phrase that ends before token `end`; it begins at `floor` or later.
    pub fn before(tokens: &[Token], end: usize, floor: usize, lexicon: &Lexicon) -> Option<Phrase> {
        let mut end = end;
        while end > floor && lexicon.is_adverb(tokens.get(end - 1)?) {
            end -= 1;
        }
        let mut apposition = None;
        if end > floor && tokens.get(end - 1)?.is(",") && !tokens.get(end - 1)?.quoted {
            let inside =
                (floor..end - 1).rev().take(MAX_APPOSITION).find(|i| tokens[*i].is(",") && !tokens[*i].quoted)?;
            if tokens[inside + 1..end - 1].iter().any(|t| t.quoted) || inside + 1 >= end - 1 {
                return None;
            }
            apposition = Some(inside + 1..end - 1);
            end = inside;
        }
        let mut starts = Vec::new();
        for at in (floor..end).rev().take(MAX_PHRASE) {
            let token = tokens.get(at)?;
            if token.quoted || token.is_break() || (!token.is_word && !matches!(token.lower.as_str(), "'" | "’" | "&"))
            {
                break;
            }
            let before = at.checked_sub(1).filter(|i| *i >= floor).and_then(|i| tokens.get(i));
            let can_start = before.is_none_or(|t| {
                t.quoted
                    || t.is_break()
                    || lexicon.words.subordinate.contains(&t.lower)
                    || t.is("and")
                    || t.is("or")
                    || lexicon.verb(tokens, at - 1).is_some()
            });
            if can_start {
                starts.push(at);
            }
        }
        let start = starts.into_iter().rev().find(|start| is_source(&tokens[*start..end], lexicon))?;
        Some(Phrase { words: start..end, apposition }.named(tokens))
    }

    /// Returns the first token of the phrase or its apposition, whichever stands first.
    pub fn start(&self) -> usize {
        self.apposition.as_ref().map_or(self.words.start, |a| a.start.min(self.words.start))
    }

    /// Takes the name for the phrase where the name is the apposition: "the chief engineer, Jonas Veit, said".
    pub fn named(self, tokens: &[Token]) -> Phrase {
        let Some(name) = self.apposition.clone() else { return self };
        let office = tokens.get(self.words.end - 1).is_some_and(|t| t.is_word && !t.capital);
        let is_name = (2..=4).contains(&name.len()) && tokens[name.clone()].iter().all(|t| t.is_word && t.capital);
        if office && is_name { Phrase { words: name, apposition: Some(self.words) } } else { self }
    }

    /// Finds the phrase that begins at token `start`. A loose one holds prepositions: "a person with knowledge of the talks".
    pub fn after(tokens: &[Token], start: usize, loose: bool, lexicon: &Lexicon) -> Option<Phrase> {
        let stops = if loose { &lexicon.words.ends_cited } else { &lexicon.words.ends_source };
        let ends = |at: usize, token: &Token| {
            token.quoted
                || (!token.is_word && !matches!(token.lower.as_str(), "'" | "’" | "&"))
                || (at > start && (stops.contains(&token.lower) || lexicon.words.weekday.contains(&token.lower)))
        };
        let mut end = tokens
            .iter()
            .enumerate()
            .skip(start)
            .find(|(at, token)| ends(*at, token))
            .map_or(tokens.len(), |(at, _)| at);
        while end > start
            && (tokens[end - 1].is("on") || tokens[end - 1].is("late") || lexicon.is_adverb(&tokens[end - 1]))
        {
            end -= 1;
        }
        let words = tokens.get(start..end)?;
        (words.len() <= MAX_PHRASE && (is_source(words, lexicon) || loose && is_bare(words, lexicon)))
            .then_some(Phrase { words: start..end, apposition: None })
    }

    /// Finds who is told from token `start` on: "reporters", "the Daily Tide", "a news conference".
    pub fn told(tokens: &[Token], start: usize, lexicon: &Lexicon) -> Range<usize> {
        // "told the state-run Daily Tide late on Friday that": the "that" tells where it ends, whatever stands between
        const MAX_TOLD: usize = 8;
        let plain = |t: &Token| t.is_word && !t.quoted && !lexicon.words.weekday.contains(&t.lower);
        let that = tokens.iter().enumerate().skip(start).take(MAX_TOLD).find(|(_, t)| t.is("that") || !plain(t));
        if let Some((that, _)) = that.filter(|(that, t)| {
            t.is("that") && *that > start && !(start..*that).any(|i| lexicon.verb(tokens, i).is_some())
        }) {
            let cut = (start + 1..that)
                .find(|i| lexicon.words.preposition.contains(&tokens[*i].lower) && !tokens[*i].is("of"));
            return start..cut.unwrap_or(that);
        }
        let mut end = start;
        while let Some(token) = tokens.get(end).filter(|t| t.is_word && !t.quoted) {
            let first = end == start;
            let previous = end.checked_sub(1).filter(|_| !first).and_then(|i| tokens.get(i));
            let after_article = previous.is_some_and(|t| lexicon.words.determiner.contains(&t.lower));
            let closed = !first && !after_article && !token.capital && previous.is_some_and(|t| t.capital);
            // "the Times of Marn"
            let of = token.is("of")
                && previous.is_some_and(|t| t.capital)
                && tokens.get(end + 1).is_some_and(|next| next.capital)
                || previous.is_some_and(|t| t.is("of")) && token.capital;
            let clause = !first
                && !of
                && (lexicon.words.determiner.contains(&token.lower)
                    || lexicon.words.pronoun.contains(&token.lower)
                    || lexicon.words.preposition.contains(&token.lower)
                    || lexicon.words.subordinate.contains(&token.lower)
                    || lexicon.words.finite.contains(&token.lower)
                    || lexicon.words.weekday.contains(&token.lower)
                    || (token.capital
                        && previous.is_some_and(|t| !t.capital && !crate::source::is_outlet_word(&t.lower, lexicon))
                        && !after_article
                        && !crate::source::is_outlet_word(&token.lower, lexicon))
                    || (!token.capital
                        && !previous.is_some_and(|t| matches!(t.lower.as_str(), "news" | "press"))
                        && previous.is_some_and(|t| t.lower.ends_with('s') && !t.lower.ends_with("ss") && !t.capital)));
            let outlet = closed && crate::source::is_outlet_word(&token.lower, lexicon);
            if (clause || (closed && !outlet && !of)) || end - start > 6 {
                break;
            }
            end += 1;
        }
        start..end
    }
}

/// Tells whether the words can name a source.
pub fn is_source(words: &[Token], lexicon: &Lexicon) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let grammar = &lexicon.words;
    if words.len() == 1 {
        return !grammar.determiner.contains(&first.lower)
            && !grammar.weekday.contains(&first.lower)
            && (grammar.pronoun.contains(&first.lower) || is_head(words, lexicon));
    }
    let never_first = grammar.preposition.contains(&first.lower)
        || grammar.subordinate.contains(&first.lower)
        || lexicon.is_adverb(first) && !first.is("both") && !first.is("all");
    let never_last = |t: &Token| {
        !t.is_word
            || grammar.preposition.contains(&t.lower)
            || grammar.determiner.contains(&t.lower)
            || t.is("and")
            || t.is("or")
            || t.lower.ends_with("'s")
            || grammar.pronoun.contains(&t.lower)
    };
    if !first.is_word || never_first || never_last(last) || grammar.pronoun.contains(&first.lower) {
        return false;
    }
    let relative = words.iter().position(|t| grammar.relative.contains(&t.lower)).unwrap_or(words.len());
    if let Some(next) = words.get(relative + 1) {
        let verb = !next.capital && !grammar.determiner.contains(&next.lower) && !grammar.pronoun.contains(&next.lower);
        if !(words[relative].is("who") && verb) {
            return false;
        }
    }
    let bad = |at: usize| {
        let word = &words[at].lower;
        let verb = grammar.finite.contains(word) && !(word == "may" && words[at].capital && at == 0);
        verb || (at > 0 && grammar.subordinate.contains(word))
            || lexicon.verb(words, at).is_some()
            || grammar.pronoun.contains(word)
    };
    // "In Moscow Ada Poll" was cut by the preposition above; two names side by side with a weekday between are no source either
    let dated = words.iter().any(|t| grammar.weekday.contains(&t.lower) && t.capital);
    !dated && !(0..relative).any(bad) && is_head(&words[..relative], lexicon)
}

/// Tells whether the words can name a source where only a source can stand, an article or name in front or not: "according to attorneys".
fn is_bare(words: &[Token], lexicon: &Lexicon) -> bool {
    let grammar = &lexicon.words;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let closed = |t: &Token| {
        grammar.preposition.contains(&t.lower)
            || grammar.subordinate.contains(&t.lower)
            || grammar.determiner.contains(&t.lower)
            || grammar.pronoun.contains(&t.lower)
    };
    let verb =
        (0..words.len()).any(|at| grammar.finite.contains(&words[at].lower) || lexicon.verb(words, at).is_some());
    first.is_word
        && last.is_word
        && !closed(first)
        && !closed(last)
        && !grammar.no_source.contains(&first.lower)
        && !verb
}

/// Tells whether the words begin as a noun phrase does: an article, a number, a name, or people without an article.
fn is_head(words: &[Token], lexicon: &Lexicon) -> bool {
    let Some(first) = words.first() else { return false };
    let number = first.lower.starts_with(|c: char| c.is_ascii_digit());
    if lexicon.words.no_source.contains(&first.lower) {
        return false;
    }
    let known = |t: &Token| {
        let word = &t.lower;
        let lists = &lexicon.source;
        lists.people.contains(word)
            || lists.group.contains(word)
            || lists.spokesperson.contains(word)
            || lists.document.contains(word)
            || lists.government.contains(word)
            || crate::source::is_outlet_word(word, lexicon)
    };
    (lexicon.words.determiner.contains(&first.lower) && words.len() > 1)
        || (first.capital
            && !lexicon.words.month.contains(&first.lower)
            && !lexicon.words.subordinate.contains(&first.lower))
        || (number && words.len() > 1 && words.iter().any(known))
        || words.iter().take(4).any(known)
}
