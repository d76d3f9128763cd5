//! What clustering looks at in an article.

use jiff::Timestamp;
use page::Article;
use reading::Country;
use text::Id;

use super::facts;
use crate::{
    piece::moment,
    words::{ByHash, Cut, LETTERS, Word, cut, short_hash, stem},
};

/// Words of a text that are looked at; the rest of a longer one tells nothing about its story.
const MAX_WORDS: usize = 4_000;
/// How much a word of the headline counts beside one of the text.
const TITLE: f32 = 2.0;
/// Words of the text that tell, with the headline, what happened and to whom. What stands below is often background.
const LEAD: usize = 80;
/// Words below which a text is a headline: all of it is lead, and it has no place or day that could be held against it.
const HEADLINE_WORDS: usize = 15;

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
    /// States whose names, people, seats and cities stand in the headline and the lead; sorted.
    pub(crate) places: Vec<Country>,
    /// Days that are named in full there, as days since 1970; sorted.
    pub(crate) days: Vec<i32>,
}

/// A word of a profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Term {
    /// Hash of its stem.
    pub hash: u32,
    /// How often it stands, a headline's words counting more.
    pub count: f32,
    /// The same of the headline and the lead alone: 0 where it does not stand there.
    pub lead: f32,
    /// Whether it is mostly written with a capital.
    pub is_name: bool,
    /// Whether it is written in digits.
    pub is_number: bool,
}

impl Profile {
    /// Makes the profile of an article: its headline and running text, dated as it dates itself.
    pub fn of(article: &Article) -> Profile {
        let title = article.title.as_ref().map_or("", |title| title.value.as_str());
        Profile::of_text(article.id, moment(article), title, &article.running_text())
    }

    /// Makes the profile of a headline and a text.
    pub fn of_text(id: Id, at: Option<Timestamp>, title: &str, text: &str) -> Profile {
        // every other word is a new one
        let expected = ((title.len() + text.len()) / LETTERS).min(MAX_WORDS) / 2;
        let mut seen: ByHash<Seen> = ByHash::with_capacity_and_hasher(expected, Default::default());
        let mut order = Vec::with_capacity(expected);
        let mut number = 0;
        let (mut places, mut days) = (Vec::new(), Vec::new());
        for (part, weight, leads) in [(title, TITLE, usize::MAX), (text, 1.0, LEAD)] {
            let mut lead: Vec<Word> = Vec::new();
            for (at, word) in cut(part).enumerate().take(MAX_WORDS - number) {
                number += 1;
                let is_number = word.lower.starts_with(|c: char| c.is_ascii_digit());
                if word.lower.len() >= 2 || is_number {
                    let hash = short_hash(stem(&word.lower));
                    let seen = seen.entry(u64::from(hash)).or_insert_with(|| {
                        order.push(hash);
                        Seen { is_number, ..Seen::default() }
                    });
                    seen.count += weight;
                    seen.lead += if at < leads { weight } else { 0.0 };
                    if word.capital { seen.capital += 1 } else { seen.lower += 1 }
                }
                if at < LEAD {
                    let Cut { start, end, capital, lower } = word;
                    lead.push(Word { start, end, capital, lower: lower.into_owned() });
                }
            }
            if number > HEADLINE_WORDS {
                places.extend(facts::places(part, &lead));
                days.extend(facts::days(&lead));
            }
        }
        order.sort_unstable();
        places.sort_unstable();
        places.dedup();
        days.sort_unstable();
        days.dedup();
        let term = |hash: u32| {
            let Seen { count, lead, capital, lower, is_number } = seen[&u64::from(hash)];
            Term { hash, count, lead, is_name: capital > 2 * lower, is_number }
        };
        Profile { id, at, terms: order.into_iter().map(term).collect(), words: number, places, days }
    }

    /// Tells whether it is no more than a headline.
    pub(crate) fn is_headline(&self) -> bool {
        self.words <= HEADLINE_WORDS
    }

    /// Returns the share of a text in it: 0 for a headline, 1 from `of` words on.
    pub(crate) fn share(&self, of: f32) -> f32 {
        ((self.words as f32 - HEADLINE_WORDS as f32) / (of - HEADLINE_WORDS as f32)).clamp(0.0, 1.0)
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    count: f32,
    lead: f32,
    capital: u32,
    lower: u32,
    is_number: bool,
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
