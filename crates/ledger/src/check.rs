//! A draft -> each of its sentences beside the ledger: supported, contradicted, stale, or not found.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Error, Ledger, entry::ClaimEntry, quote::Quote};

/// Claims that one sentence is held against.
const CANDIDATES: usize = 12;
/// Words without which a sentence says nothing that could be checked.
const MIN_WORDS: usize = 3;
/// Share of a sentence's words that a mention has to hold to be about the same: below, two sentences of one story share as much.
const MIN_SHARE: f64 = 0.6;
/// Sentences of a draft that are checked.
const MAX_SENTENCES: usize = 2_000;
/// Words that say nothing by themselves.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "in", "into", "is", "it", "its", "of", "on", "or", "said", "says", "she", "that", "the", "their", "they",
    "this", "to", "was", "were", "which", "who", "will", "with", "would",
];
/// Words that turn a sentence round.
const TURNS: &[&str] =
    &["not", "no", "never", "none", "denied", "denies", "refused", "refuses", "rejected", "rejects", "without"];

/// What the ledger says to a sentence of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The sentence.
    pub sentence: String,
    /// The verdict on it.
    pub verdict: Verdict,
    /// Why, in one line.
    pub why: String,
    /// The claim that it was held against.
    pub claim: Option<ClaimEntry>,
    /// The words that it rests on, or that stand against it.
    pub quote: Option<Quote>,
}

/// How a sentence of a draft stands to the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// An article says so.
    Supported,
    /// An article says otherwise.
    Contradicted,
    /// An article said so, and it holds no more: withdrawn, or a newer number took its place.
    Stale,
    /// No article says so.
    NotFound,
    /// Too few words to be checked.
    Skipped,
}

impl Verdict {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Stale => "stale",
            Verdict::NotFound => "not-found",
            Verdict::Skipped => "skipped",
        }
    }
}

impl Ledger {
    /// Holds each sentence of a draft against the claims of the ledger. Words and numbers are compared, not meaning: what is supported
    /// is said by somebody, not true.
    ///
    /// # Errors
    /// Those of the database.
    pub fn check(&mut self, draft: &str) -> Result<Vec<Checked>, Error> {
        let mut checked = Vec::new();
        for sentence in sentences(draft).into_iter().take(MAX_SENTENCES) {
            checked.push(self.check_one(sentence)?);
        }
        Ok(checked)
    }

    fn check_one(&mut self, sentence: &str) -> Result<Checked, Error> {
        let said = Said::of(sentence);
        let answer = |verdict, why: &str, found: Option<(ClaimEntry, Quote)>| {
            let (claim, quote) = found.unzip();
            Ok(Checked { sentence: sentence.to_owned(), verdict, why: why.to_owned(), claim, quote })
        };
        if said.words.len() < MIN_WORDS {
            return answer(Verdict::Skipped, "too few words to be checked", None);
        }
        let asked: Vec<String> = said.words.iter().chain(&said.numbers).cloned().collect();
        let claims = self.found(&asked, true, CANDIDATES)?;
        // the nearest mention of each kind: one that says the same is worth more than one that differs
        let mut best: Option<(f64, Verdict, &str, &ClaimEntry, &Quote)> = None;
        for claim in &claims {
            for mention in &claim.mentions {
                let other = Said::of(&mention.quote.text);
                let share = said.share(&other);
                if share < MIN_SHARE {
                    continue;
                }
                let same_numbers = said.numbers.is_subset(&other.numbers);
                let (verdict, why) = match () {
                    () if mention.withdrawn => (Verdict::Stale, "the article was withdrawn, or carries one that was"),
                    () if said.turned != other.turned => (Verdict::Contradicted, "one of the two denies it"),
                    () if !same_numbers && other.numbers.is_empty() => continue,
                    () if !same_numbers => (Verdict::Contradicted, "another number is given"),
                    () if mention.relation == "superseded" => (Verdict::Stale, "a newer number has taken its place"),
                    () => (Verdict::Supported, "the same words and numbers"),
                };
                let rank = |verdict: Verdict| match verdict {
                    Verdict::Supported => 2,
                    Verdict::Stale => 1,
                    _ => 0,
                };
                let better = best.is_none_or(|(known, held, ..)| (rank(verdict), share) > (rank(held), known));
                if better {
                    best = Some((share, verdict, why, claim, &mention.quote));
                }
            }
        }
        match best {
            Some((_, verdict, why, claim, quote)) => {
                let why = if verdict == Verdict::Supported { claim.counted() } else { why.to_owned() };
                answer(verdict, &why, Some((claim.clone(), quote.clone())))
            }
            None => answer(Verdict::NotFound, "no article in the ledger says so", None),
        }
    }
}

/// What is compared of a sentence.
struct Said {
    words: BTreeSet<String>,
    numbers: BTreeSet<String>,
    turned: bool,
}

impl Said {
    fn of(sentence: &str) -> Said {
        let mut said = Said { words: BTreeSet::new(), numbers: BTreeSet::new(), turned: false };
        let edges = |c: char| !c.is_alphanumeric();
        for word in sentence.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/')) {
            let word = word.trim_matches(edges).to_lowercase();
            let word = word.trim_end_matches("'s").trim_end_matches("’s");
            match word {
                "" => {}
                _ if word.ends_with("n't") || word.ends_with("n’t") || TURNS.contains(&word) => {
                    said.turned = !said.turned
                }
                _ if word.starts_with(|c: char| c.is_ascii_digit()) => drop(said.numbers.insert(word.replace(',', ""))),
                _ if EMPTY.contains(&word) => {}
                _ => match number(word) {
                    Some(number) => drop(said.numbers.insert(number.to_owned())),
                    None => drop(said.words.insert(stem(word))),
                },
            }
        }
        said
    }

    /// Share of its words that the other holds too.
    fn share(&self, other: &Said) -> f64 {
        let common = self.words.intersection(&other.words).count();
        common as f64 / self.words.len().max(1) as f64
    }
}

fn number(word: &str) -> Option<&'static str> {
    const NUMBERS: [(&str, &str); 20] = [
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("thirteen", "13"),
        ("fourteen", "14"),
        ("fifteen", "15"),
        ("sixteen", "16"),
        ("seventeen", "17"),
        ("eighteen", "18"),
        ("nineteen", "19"),
        ("twenty", "20"),
    ];
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, digits)| *digits)
}

/// Takes off the ends that English gives a word, near enough to compare two sentences.
fn stem(word: &str) -> String {
    let long = |end: &str| word.strip_suffix(end).filter(|rest| rest.chars().count() >= 4);
    let cut = long("ing").or_else(|| long("ed")).or_else(|| long("es")).or_else(|| long("s"));
    cut.unwrap_or(word).to_owned()
}

/// Splits a draft into sentences: at line breaks, and behind a full stop, question or exclamation mark before a capital.
fn sentences(draft: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in draft.lines() {
        let line = line.trim_start_matches(['#', '-', '*', '>', ' ', '\t']);
        let mut start = 0;
        for (at, c) in line.char_indices() {
            if !matches!(c, '.' | '?' | '!') {
                continue;
            }
            let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
            let closed = rest.trim_start_matches(['"', '”', '’', '\'', ')']);
            let next = closed.trim_start().chars().next();
            let word = line.get(start..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            // "U.S. President", "J. Doe", "Mr. Falk"
            let short = word.chars().count() <= 2 && word.starts_with(char::is_uppercase)
                || word.contains('.')
                || word == "Mrs";
            if closed.starts_with(char::is_whitespace) && next.is_some_and(|c| !c.is_lowercase()) && !short {
                let end = line.len() - closed.len();
                found.push(line.get(start..end).unwrap_or_default().trim());
                start = end;
            }
        }
        found.push(line.get(start..).unwrap_or_default().trim());
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_falls_into_sentences() {
        let draft = "# The ferry\n\nIt sank, Mr. Falk said. \"We saw it.\" The U.S. Navy came at 4.30 a.m. on Monday.\n- Twelve died";
        let expected = [
            "The ferry",
            "It sank, Mr. Falk said.",
            "\"We saw it.\"",
            "The U.S. Navy came at 4.30 a.m. on Monday.",
            "Twelve died",
        ];
        assert_eq!(sentences(draft), expected);
    }

    #[test]
    fn numbers_in_words_and_digits_are_the_same_and_a_denial_is_not() {
        let (a, b) = (Said::of("Twelve people drowned"), Said::of("12 people have drowned"));
        assert_eq!((a.share(&b), &a.numbers), (1.0, &b.numbers));
        assert!(Said::of("No one was hurt").turned && Said::of("It wasn't theirs").turned && !b.turned);
    }
}
