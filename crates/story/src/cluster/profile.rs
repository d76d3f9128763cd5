//! What clustering looks at in an article.

use jiff::Timestamp;
use page::Article;
use text::Id;

use crate::{
    piece::moment,
    words::{ByHash, short_hash, stem, words},
};

/// Words of a text that are looked at; the rest of a longer one tells nothing about its story.
const MAX_WORDS: usize = 4_000;
/// How much a word of the headline counts beside one of the text.
const TITLE: f32 = 2.0;

/// What clustering looks at in an article: its words, with how often each stands, and which of them are names.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The article.
    pub id: Id,
    /// When it was published or first seen.
    pub at: Option<Timestamp>,
    /// Sorted by hash.
    pub(crate) terms: Vec<Term>,
    /// Number of words that were looked at.
    pub(crate) words: usize,
}

/// A word of a profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Term {
    /// Hash of its stem.
    pub hash: u32,
    /// How often it stands, a headline's words counting more.
    pub count: f32,
    /// Whether it is mostly written with a capital.
    pub is_name: bool,
}

impl Profile {
    /// Makes the profile of an article: its headline and running text, dated as it dates itself.
    pub fn of(article: &Article) -> Profile {
        let title = article.title.as_ref().map_or("", |title| title.value.as_str());
        Profile::of_text(article.id, moment(article), title, &article.running_text())
    }

    /// Makes the profile of a headline and a text.
    pub fn of_text(id: Id, at: Option<Timestamp>, title: &str, text: &str) -> Profile {
        let mut seen: ByHash<Seen> = ByHash::default();
        let mut order = Vec::new();
        let all = words(title).map(|word| (word, TITLE)).chain(words(text).map(|word| (word, 1.0)));
        let mut number = 0;
        for (word, weight) in all.take(MAX_WORDS) {
            number += 1;
            if word.lower.len() < 2 && !word.lower.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let hash = short_hash(stem(&word.lower));
            let seen = seen.entry(u64::from(hash)).or_insert_with(|| {
                order.push(hash);
                Seen::default()
            });
            seen.count += weight;
            if word.capital { seen.capital += 1 } else { seen.lower += 1 }
        }
        order.sort_unstable();
        let term = |hash: u32| {
            let seen = &seen[&u64::from(hash)];
            Term { hash, count: seen.count, is_name: seen.capital > 2 * seen.lower }
        };
        Profile { id, at, terms: order.into_iter().map(term).collect(), words: number }
    }
}

#[derive(Debug, Default)]
struct Seen {
    count: f32,
    capital: u32,
    lower: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_counts_are_seen() {
        let profile =
            Profile::of_text(Id::of(&["a"]), None, "Poll closes bridge", "Ada Poll closed the bridge. Bridges close.");
        let of = |word: &str| profile.terms.iter().find(|term| term.hash == short_hash(stem(word))).unwrap();
        assert!(of("poll").is_name && !of("the").is_name);
        assert_eq!(of("bridge").count, 4.0);
        assert_eq!(profile.words, 10);
        assert!(profile.terms.is_sorted_by_key(|term| term.hash));
    }
}
