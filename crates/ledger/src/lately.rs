//! Articles that were placed a moment ago, as placing looked at them: the next ones are compared with them, and they are looked at again.

use std::collections::{BTreeMap, VecDeque};

use story::{Body, Profile};
use text::Id;

/// Words of the articles that are held, taken together: some 80 MB.
const MAX_WORDS: usize = 2_000_000;

/// What placing looks at in an article.
pub(crate) struct Looked {
    pub body: Body,
    pub profile: Profile,
}

/// The articles that were placed last, so that they are not read from the ledger again.
#[derive(Default)]
pub(crate) struct Lately {
    articles: BTreeMap<Id, Looked>,
    order: VecDeque<Id>,
    words: usize,
}

impl Lately {
    /// Returns an article that is held.
    pub fn find(&self, article: Id) -> Option<&Looked> {
        self.articles.get(&article)
    }

    /// Holds an article, and lets go of those that came first when they are too many.
    pub fn add(&mut self, article: Id, looked: Looked) {
        self.words += looked.body.word_count();
        self.order.push_back(article);
        if let Some(before) = self.articles.insert(article, looked) {
            self.words -= before.body.word_count();
        }
        while self.words > MAX_WORDS {
            let Some(first) = self.order.pop_front() else { break };
            self.words -= self.articles.remove(&first).map_or(0, |looked| looked.body.word_count());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_go_when_they_are_too_many() {
        let text = "ferry ".repeat(15_000);
        let mut lately = Lately::default();
        let ids: Vec<Id> = (0..200).map(|at: usize| Id::of(&[at.to_string()])).collect();
        for id in &ids {
            let looked = Looked { body: Body::of_text(*id, &text), profile: Profile::of_text(*id, None, "", "ferry") };
            lately.add(*id, looked);
        }
        assert!(lately.words <= MAX_WORDS && lately.articles.len() == MAX_WORDS / 15_000);
        assert!(lately.find(ids[0]).is_none() && lately.find(ids[199]).is_some());
    }
}
