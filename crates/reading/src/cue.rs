//! Words that attribute: "has said", "according to", "citing".

use std::ops::Range;

use crate::{
    Act,
    lexicon::{Lexicon, Takes},
    phrase::Phrase,
    token::Token,
};

/// A cue in one sentence.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its tokens, auxiliaries included.
    pub words: Range<usize>,
    /// What its source does.
    pub act: Act,
    /// What it takes; empty for the kinds below that are no verbs with a subject.
    pub takes: Vec<Takes>,
    /// What sort of cue it is.
    pub sort: Sort,
    /// Its auxiliary: "has".
    pub auxiliary: Option<String>,
    /// The source in front of it, when there is one.
    pub subject: Option<Phrase>,
    /// The source behind it: "said Ada Poll", "according to police".
    pub behind: Option<Phrase>,
}

/// Sorts of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A verb with a subject.
    Verb,
    /// "adding", "saying": the source of the cue before goes on.
    GoingOn,
    /// "citing": a further source of the same content.
    Citing,
    /// "according to".
    According,
}

/// Returns the cues of a sentence outside quotation marks, in order.
pub fn cues(tokens: &[Token], lexicon: &Lexicon) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let cue = if tokens[at].quoted { None } else { cue_at(tokens, at, lexicon) };
        at = cue.as_ref().map_or(at + 1, |cue| cue.words.end);
        found.extend(cue);
    }
    found
}

fn cue_at(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<Cue> {
    let token = &tokens[at];
    let words = &lexicon.words;
    let comma = at > 0 && (tokens[at - 1].is(",") || tokens[at - 1].quoted);
    let plain = |sort, act, len, behind| Cue {
        words: at..at + len,
        act,
        takes: Vec::new(),
        sort,
        auxiliary: None,
        subject: None,
        behind,
    };
    let phrase = words.citing_phrase.iter().find_map(|phrase| {
        let mut rest = tokens[at..].iter();
        phrase.split(' ').all(|word| rest.next().is_some_and(|t| t.is(word))).then(|| phrase.split(' ').count())
    });
    if let Some(len) = phrase.filter(|_| comma) {
        let behind = Phrase::after(tokens, at + len, true, lexicon)?;
        return Some(plain(Sort::Citing, Act::Says, len, Some(behind)));
    }
    if words.citing.contains(&token.lower) {
        let len = 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.is("from"))); // "quoting from the log"
        let behind = Phrase::after(tokens, at + len, true, lexicon)?;
        return Some(plain(Sort::Citing, Act::Says, len, Some(behind)));
    }
    if words.going_on.contains(&token.lower) && comma {
        let act = if token.is("warning") { Act::Warns } else { Act::Says };
        return Some(plain(Sort::GoingOn, act, 1, None));
    }
    if token.is("according") && tokens.get(at + 1).is_some_and(|t| t.is("to")) {
        let behind = Phrase::after(tokens, at + 2, true, lexicon)?;
        return Some(plain(Sort::According, Act::Says, 2, Some(behind)));
    }
    if token.capital {
        return None; // "the United States"; news does not shout its verbs
    }
    let (verbs, len) = lexicon.verb(tokens, at)?;
    if verbs.act == Act::Declines && !tokens.get(at + len).is_some_and(|t| words.declining.contains(&t.lower)) {
        return None;
    }
    let mut start = at;
    let mut auxiliary = None;
    let mut back = at;
    while back > 0 && lexicon.is_adverb(&tokens[back - 1]) && !tokens[back - 1].quoted {
        back -= 1;
    }
    if back > 0 && words.auxiliary.contains(&tokens[back - 1].lower) {
        auxiliary = Some(tokens[back - 1].lower.clone());
        start = back - 1;
        back = start;
        while back > 0 && lexicon.is_adverb(&tokens[back - 1]) {
            back -= 1;
        }
    }
    if back > 0 && !tokens[back - 1].quoted {
        let before = &tokens[back - 1].lower;
        let spoils = words.spoiling.contains(before) && !before.is_empty()
            || before.ends_with("n't")
            || words.relative.contains(before);
        if spoils || matches!(before.as_str(), "as" | "what" | "needless") {
            return None;
        }
    }
    let subject = Phrase::before(tokens, start, 0, lexicon);
    if let Some(subject) = &subject
        && subject.start() > 0
        && matches!(
            tokens[subject.start() - 1].lower.as_str(),
            "as" | "than" | "what" | "which" | "whom" | "who" | "how" | "whether" | "like"
        )
        && !tokens[subject.start() - 1].quoted
    {
        return None;
    }
    // "the book that Dahl said she had lost": a relative, not a clause that somebody says
    if let Some(that) = subject.as_ref().and_then(|s| s.start().checked_sub(1)).filter(|i| tokens[*i].is("that"))
        && !(0..that).any(|i| lexicon.verb(tokens, i).is_some())
    {
        return None;
    }
    // "the man accused of theft": who something is done to
    let next = tokens.get(at + len);
    if auxiliary.is_none()
        && words.done_of.contains(&token.lower)
        && next.is_some_and(|t| t.is("of") || t.is("for") || t.is("by"))
    {
        return None;
    }
    // no quotation before it: "The bridge is shut, said Ada Poll", not "the clerk, Ada Poll, confirmed the date"
    let inverts = comma && (tokens[at - 1].quoted || words.inverting.contains(&token.lower));
    let behind = if inverts && auxiliary.is_none() && !verbs.takes(Takes::Object) {
        inverted(tokens, at + len, tokens[at - 1].quoted, lexicon)
    } else {
        None
    };
    Some(Cue {
        words: start..at + len,
        act: verbs.act,
        takes: verbs.takes.clone(),
        sort: Sort::Verb,
        auxiliary,
        subject,
        behind,
    })
}

/// Returns the source behind an inverted verb: `said Ada Poll, the mayor.`
fn inverted(tokens: &[Token], at: usize, quoted: bool, lexicon: &Lexicon) -> Option<Phrase> {
    if lexicon.words.weekday.contains(&tokens.get(at)?.lower) {
        return None;
    }
    let phrase = Phrase::after(tokens, at, false, lexicon)?;
    let next = tokens.get(phrase.words.end);
    if !quoted && next.is_some_and(|t| t.quoted) {
        return None; // `The memo, shown to us, says the wall "can wait"`
    }
    let apposition = next.filter(|t| t.is(",") && !t.quoted).and_then(|_| {
        let from = phrase.words.end + 1;
        let to = (from..tokens.len()).find(|i| tokens[*i].is_break() || tokens[*i].quoted).unwrap_or(tokens.len());
        (to > from && to - from < 15).then_some(from..to)
    });
    let pronoun = phrase.words.len() == 1 && lexicon.words.pronoun.contains(&tokens[phrase.words.start].lower);
    (!pronoun).then_some(Phrase { apposition, ..phrase })
}
