//! Which story an article belongs to, decided as it comes in.

mod facts;
mod live;
mod profile;
mod repair;
mod vector;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use text::Id;

use live::{Live, Stories};
pub use profile::Profile;
pub use repair::{Repair, Repairs};
use vector::Vector;

use crate::{
    Error,
    background::Background,
    state::{Reading, Writing},
};

/// Form of saved states.
const FORM: u32 = 2;
/// Oldest form that can be read.
const FIRST_FORM: u32 = 1;
/// A story without an article for this long is closed: only a follow-up that is much like it revives it.
const LIVE: SignedDuration = SignedDuration::from_hours(72);
/// Words that a text needs to be compared as a text. Below, the bar falls towards that of a headline.
const TEXT_WORDS: f32 = 120.0;
/// Nearness that a headline needs to join a story. `predict stories` of 2026-11-26: see `crates/bench/README.md`.
const HEADLINE_NEAR: f32 = 0.055;
/// Nearness that a text needs to join a story.
const TEXT_NEAR: f32 = 0.16;
/// How much nearer an article must be to revive a closed story.
const REVIVAL: f32 = 1.5;

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
    background: Background,
    stories: Stories,
    now: Option<Timestamp>,
}

impl Clusterer {
    /// Makes one that has seen nothing.
    pub fn new() -> Clusterer {
        Clusterer::default()
    }

    /// Gives an article its story. A decision is final: later articles do not change it.
    pub fn place(&mut self, profile: &Profile) -> Placed {
        self.now = self.now.max(profile.at);
        self.background.add(profile.terms.iter().map(|term| term.hash));
        if let Some(now) = self.now {
            self.stories.close_before(now.saturating_sub(LIVE).unwrap_or(Timestamp::MIN));
        }
        let share = profile.share(TEXT_WORDS);
        let vector = Vector::of(profile, &self.background, share);
        let bar = HEADLINE_NEAR + (TEXT_NEAR - HEADLINE_NEAR) * share;
        if let Some((at, score)) = self.stories.nearest(profile, &vector, &self.background, bar) {
            let story = self.stories.join(at, profile, &vector, self.now);
            return Placed { story, how: Placing::Joined, score };
        }
        if let Some((id, score)) = self.stories.nearest_closed(&vector).filter(|(_, score)| *score >= bar * REVIVAL) {
            self.stories.revive(id, profile, &vector, self.now);
            return Placed { story: id, how: Placing::Revived, score };
        }
        let story = Id::of(&["story", &profile.id.to_string()]);
        self.stories.open(Live::new(story, profile, &vector, self.now));
        Placed { story, how: Placing::New, score: 0.0 }
    }

    /// Notes that a copy of an article of this story came in: it keeps the story alive, and its words change nothing.
    pub fn follow(&mut self, story: Id, at: Option<Timestamp>) {
        self.now = self.now.max(at);
        self.stories.touch(story, self.now);
    }

    /// Returns the state as bytes: what [`load`](Self::load) reads, the same for the same articles.
    pub fn save(&self) -> Vec<u8> {
        let mut out = Writing::new(FORM);
        out.moment(self.now);
        self.background.save(&mut out);
        self.stories.save(&mut out);
        out.done()
    }

    /// Reads a state that was saved.
    ///
    /// # Errors
    /// When the bytes are in the form of another version of the program, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Clusterer, Error> {
        let (form, mut from) = Reading::from_form(bytes, FIRST_FORM..=FORM)?;
        let now = from.moment()?;
        let background = Background::load(&mut from)?;
        let stories = Stories::load(&mut from, form)?;
        from.end()?;
        Ok(Clusterer { background, stories, now })
    }
}
