//! Which story an article belongs to, decided as it comes in.

mod profile;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use text::Id;

pub use profile::Profile;

use crate::{Error, words::ByHash};

/// Where an article was put, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The story.
    pub story: Id,
    /// How it came there.
    pub how: Placing,
    /// How near it is to the story, `0..=1`, higher is nearer; 0 for a new one.
    pub score: f32,
}

/// How an article came to its story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placing {
    /// It is the first of a new story.
    New,
    /// It joined a live story.
    Joined,
    /// It joined a story that had been closed.
    Revived,
}

/// Gives each article, as it comes in, the story it belongs to.
///
/// The id of a story is made from its first article, and never used again. What an article costs depends on the stories that are
/// live, not on how many articles there were.
#[derive(Debug, Clone, Default)]
pub struct Clusterer {
    articles: u32,
    df: ByHash<u32>,
    stories: Vec<Live>,
}

#[derive(Debug, Clone)]
struct Live {
    id: Id,
    last: Option<Timestamp>,
}

impl Clusterer {
    /// Makes one that has seen nothing.
    pub fn new() -> Clusterer {
        Clusterer::default()
    }

    /// Gives an article its story. A decision is final: later articles do not change it.
    pub fn place(&mut self, profile: &Profile) -> Placed {
        self.articles += 1;
        for (term, _) in &profile.terms {
            *self.df.entry(*term).or_default() += 1;
        }
        let id = Id::of(&["story", &profile.id.to_string()]);
        self.stories.push(Live { id, last: profile.at });
        Placed { story: id, how: Placing::New, score: 0.0 }
    }

    /// Notes that a copy of an article of this story came in: it keeps the story alive, and its words change nothing.
    pub fn follow(&mut self, story: Id, at: Option<Timestamp>) {
        if let Some(live) = self.stories.iter_mut().find(|live| live.id == story) {
            live.last = live.last.max(at);
        }
    }

    /// Returns the state as bytes: what [`load`](Self::load) reads, the same for the same articles.
    pub fn save(&self) -> Vec<u8> {
        self.articles.to_le_bytes().to_vec()
    }

    /// Reads a state that was saved.
    ///
    /// # Errors
    /// When the bytes are in the form of another version of the program, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Clusterer, Error> {
        let articles = bytes.try_into().map(u32::from_le_bytes).map_err(|_| Error::Damaged)?;
        Ok(Clusterer { articles, ..Clusterer::default() })
    }
}
