//! Which recent articles may share text with a new one.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use text::Id;

use super::Body;
use crate::{
    Error,
    state::{Reading, Writing},
    words::ByHash,
};

/// Form of saved states.
const FORM: u32 = 1;
/// Fingerprints of an article: the smallest hashes of its runs of words, and of its facts.
const RUN_PRINTS: usize = 24;
const FACT_PRINTS: usize = 16;
/// How long an article is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Articles that are kept at most.
const MAX_ARTICLES: usize = 700_000;
/// Articles that one fingerprint finds: the last ones.
const BY_PRINT: usize = 32;
/// Fingerprints in common that make an article worth comparing.
const MIN_SHARED: u32 = 2;
/// Articles that are returned at most.
const NEAR: usize = 24;

/// Fingerprints of a text: enough to find others that share a stretch of it, or the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// The article.
    pub id: Id,
    /// When it was published or first seen.
    pub at: Option<Timestamp>,
    prints: Vec<u32>,
}

/// Articles of the last days, by their fingerprints.
#[derive(Debug, Clone, Default)]
pub struct Recent {
    articles: VecDeque<Sketch>,
    gone: u32,
    by_print: ByHash<VecDeque<u32>>,
    now: Option<Timestamp>,
}

impl Sketch {
    /// Makes the fingerprints of an article's text.
    pub fn of_text(id: Id, at: Option<Timestamp>, text: &str) -> Sketch {
        Sketch { at, ..Sketch::of(&Body::of_text(id, text)) }
    }

    /// Makes the fingerprints of a body.
    pub fn of(body: &Body) -> Sketch {
        let smallest = |hashes: &[u64], most: usize| {
            // spread, so that the smallest are as good as drawn by lot
            let mut hashes: Vec<u64> = hashes.iter().map(|hash| hash.wrapping_mul(0xff51_afd7_ed55_8ccd)).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes.truncate(most);
            hashes.into_iter().map(|hash| (hash >> 24) as u32).collect::<Vec<u32>>()
        };
        let mut prints = smallest(&body.runs, RUN_PRINTS);
        prints.extend(smallest(&body.lead_runs, RUN_PRINTS / 2));
        prints.extend(smallest(&body.facts, FACT_PRINTS));
        prints.sort_unstable();
        prints.dedup();
        Sketch { id: body.id, at: body.at, prints }
    }
}

impl Recent {
    /// Makes one that knows no article.
    pub fn new() -> Recent {
        Recent::default()
    }

    /// Returns the articles that share most fingerprints with this one, most first, itself not among them.
    pub fn near(&self, sketch: &Sketch) -> Vec<Id> {
        let mut shared: ByHash<u32> = ByHash::default();
        let mut found = Vec::new();
        for print in &sketch.prints {
            for number in self.by_print.get(&u64::from(*print)).into_iter().flatten() {
                let count = shared.entry(u64::from(*number)).or_insert_with(|| {
                    found.push(*number);
                    0
                });
                *count += 1;
            }
        }
        let article = |number: u32| self.articles.get(number.checked_sub(self.gone)? as usize);
        let few = sketch.prints.len() < 2 * MIN_SHARED as usize;
        let mut found: Vec<(u32, Id)> = found
            .into_iter()
            .filter_map(|number| Some((shared[&u64::from(number)], article(number)?.id)))
            .filter(|(count, id)| *id != sketch.id && (few || *count >= MIN_SHARED))
            .collect();
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.dedup_by_key(|(_, id)| *id);
        found.truncate(NEAR);
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Adds an article, and forgets those that are too old beside it.
    pub fn add(&mut self, sketch: &Sketch) {
        self.now = self.now.max(sketch.at);
        let number = self.gone + self.articles.len() as u32;
        for print in &sketch.prints {
            let list = self.by_print.entry(u64::from(*print)).or_default();
            list.push_back(number);
            if list.len() > BY_PRINT {
                list.pop_front();
            }
        }
        self.articles.push_back(sketch.clone());
        let limit = self.now.map(|now| now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN));
        let is_old = |sketch: &Sketch| limit.is_some_and(|limit| sketch.at.is_some_and(|at| at < limit));
        while self.articles.len() > MAX_ARTICLES || self.articles.len() > 1 && self.articles.front().is_some_and(is_old)
        {
            let Some(oldest) = self.articles.pop_front() else { break };
            for print in oldest.prints {
                if let Some(list) = self.by_print.get_mut(&u64::from(print)) {
                    if list.front() == Some(&self.gone) {
                        list.pop_front();
                    }
                    if list.is_empty() {
                        self.by_print.remove(&u64::from(print));
                    }
                }
            }
            self.gone += 1;
        }
    }

    /// Returns the state as bytes: what [`load`](Self::load) reads, the same for the same articles.
    pub fn save(&self) -> Vec<u8> {
        let mut out = Writing::new(FORM);
        out.number(self.articles.len() as u32);
        for sketch in &self.articles {
            out.id(sketch.id);
            out.moment(sketch.at);
            out.number(sketch.prints.len() as u32);
            sketch.prints.iter().for_each(|print| out.number(*print));
        }
        out.done()
    }

    /// Reads a state that was saved.
    ///
    /// # Errors
    /// When the bytes are in the form of another version of the program, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Recent, Error> {
        let mut from = Reading::new(bytes, FORM)?;
        let mut recent = Recent::new();
        for _ in 0..from.number()? {
            let (id, at) = (from.id()?, from.moment()?);
            let prints = (0..from.number()?).map(|_| from.number()).collect::<Result<_, _>>()?;
            recent.add(&Sketch { id, at, prints });
        }
        from.end()?;
        Ok(recent)
    }
}
