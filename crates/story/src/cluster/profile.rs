//! What clustering looks at in an article.

use jiff::Timestamp;
use page::Article;
use text::Id;

use crate::{
    piece::moment,
    words::{hash, stem, words},
};

/// What clustering looks at in an article: its words, with how often each stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The article.
    pub id: Id,
    /// When it was published or first seen.
    pub at: Option<Timestamp>,
    /// Hashes of words and how much each counts; sorted by hash.
    pub(crate) terms: Vec<(u64, f32)>,
}

impl Profile {
    /// Makes the profile of an article: its headline and running text, dated as it dates itself.
    pub fn of(article: &Article) -> Profile {
        let title = article.title.as_ref().map_or("", |title| title.value.as_str());
        Profile::of_text(article.id, moment(article), title, &article.running_text())
    }

    /// Makes the profile of a headline and a text.
    pub fn of_text(id: Id, at: Option<Timestamp>, title: &str, text: &str) -> Profile {
        let mut terms: Vec<u64> = words(title).chain(words(text)).map(|word| hash(stem(&word.lower))).collect();
        terms.sort_unstable();
        let runs = terms.chunk_by(|a, b| a == b);
        Profile { id, at, terms: runs.map(|run| (run[0], run.len() as f32)).collect() }
    }
}
