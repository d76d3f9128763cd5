//! Listed texts that the rules have cut up: `:)` in `(:))`, `a.m.` after a dash.
//!
//! Source: `Tokenizer._apply_special_cases` of spaCy (MIT).

use std::collections::HashMap;

use super::{exceptions::Exceptions, lexeme::Lexemes, tokens::Tokens};

/// For the first token of each text, keyed by [`Lexeme::orth`](super::lexeme::Lexeme::orth), the tokens after it.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    rests: HashMap<u64, Vec<Box<[u64]>>>,
}

/// Tokens that are one phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    start: usize,
    len: usize,
}

impl Phrases {
    /// Makes them of the keys of the tokens of each text.
    pub fn new(texts: impl Iterator<Item = Vec<u64>>) -> Phrases {
        let mut phrases = Phrases::default();
        for keys in texts {
            if let Some((first, rest)) = keys.split_first() {
                phrases.rests.entry(*first).or_default().push(rest.into());
            }
        }
        phrases
    }

    /// Returns whether one may begin with the token of this key.
    pub fn open_with(&self, orth: u64) -> bool {
        self.rests.contains_key(&orth)
    }

    /// Divides as `exceptions` say the phrases that begin at one of `opens`, the indices of tokens in rising order.
    ///
    /// The longest goes first, then the one further left; a phrase whose first or last token any other has met before is
    /// left. Where a phrase with the spaces in it is no exception, its tokens stay, but count as met.
    pub fn divide(&self, text: &str, exceptions: &Exceptions, lexemes: &Lexemes, opens: &[u32], tokens: &mut Tokens) {
        let taken = self.taken(opens, tokens);
        if taken.is_empty() {
            return;
        }
        let mut out = Tokens::default();
        let mut done = 0;
        for Match { start, len } in taken {
            let (first, last) = (tokens.span(start), tokens.span(start + len - 1));
            let phrase = &text[first.start as usize..last.end as usize];
            let Some(parts) = exceptions.get(phrase) else { continue };
            let spacy = tokens.features[start + len - 1].spacy;
            let mut at = 0;
            let mut parts = parts.map(|part| {
                let from = at;
                at += part.len;
                (from, part.len, lexemes.of(&phrase[from..at], part.norm))
            });
            if len == 1 {
                // the common case, 's, only changes the spelling
                let (_, part, lexeme) = parts.next().expect("every exception has a part");
                if part == phrase.len() {
                    tokens.features[start] = crate::neural::Features { spacy, ..lexeme.features };
                    continue;
                }
                out.extend(tokens, done, start);
                out.push(first.start as usize, part, &lexeme);
            } else {
                out.extend(tokens, done, start);
            }
            for (from, part, lexeme) in parts {
                out.push(first.start as usize + from, part, &lexeme);
            }
            out.features.last_mut().expect("parts were pushed").spacy = spacy;
            done = start + len;
        }
        if done > 0 {
            out.extend(tokens, done, tokens.len());
            *tokens = out;
        }
    }

    /// Returns the phrases to divide in order of the text.
    fn taken(&self, opens: &[u32], tokens: &Tokens) -> Vec<Match> {
        let mut found = Vec::new();
        for start in opens.iter().map(|start| *start as usize) {
            let after = &tokens.orth[start + 1..];
            let rests = self.rests.get(&tokens.orth[start]).into_iter().flatten();
            found.extend(rests.filter(|rest| after.starts_with(rest)).map(|rest| Match { start, len: rest.len() + 1 }));
        }
        found.sort_by(|a, b| b.len.cmp(&a.len).then(a.start.cmp(&b.start)));
        let mut met = vec![false; if found.is_empty() { 0 } else { tokens.len() }];
        found.retain(|Match { start, len }| {
            let met = &mut met[*start..*start + *len];
            let is_free = !met[0] && !met[len - 1];
            met.fill(true);
            is_free
        });
        found.sort_unstable();
        found
    }
}
