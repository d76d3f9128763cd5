//! In how many articles a word stands: what was counted beforehand, and what the stream has brought.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use crate::{
    Error,
    state::{Reading, Writing},
    words::{ByHash, short_hash, stem, words},
};

/// Words with the number of articles that have them, made by `train words`: see `weights/words.md`.
static COUNTED: LazyLock<Counted> = LazyLock::new(|| {
    Counted::of(include_bytes!("../../../weights/words.counts")).expect("the counts are read by a test")
});
/// How much an article of the stream counts beside one that was counted beforehand: what a stream is full of tells its stories apart less.
const STREAM: f32 = 1.0;
/// Articles after which the stream's counts are halved, so that they follow what is written and stay bounded.
const HALVED_AFTER: u32 = 200_000;

/// How rare words are.
#[derive(Debug, Clone)]
pub(crate) struct Background {
    /// Articles of the stream.
    articles: u32,
    counts: ByHash<Counts>,
}

/// In how many articles a word stands.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Of those counted beforehand.
    counted: u32,
    /// Of the stream.
    stream: u32,
}

#[derive(Debug)]
struct Counted {
    articles: u32,
    counts: ByHash<u32>,
}

/// Returns the number of articles counted beforehand that have a word.
pub(crate) fn count(word: u32) -> f32 {
    COUNTED.counts.get(&u64::from(word)).map_or(0.0, |count| *count as f32)
}

/// Returns the share of the articles counted beforehand that have a word.
pub(crate) fn share(word: u32) -> f32 {
    count(word) / COUNTED.articles as f32
}

/// Returns how much a word tells among the articles counted beforehand.
pub(crate) fn rarity(word: u32) -> f32 {
    ((COUNTED.articles as f32 + 1.0) / (count(word) + 0.5)).ln()
}

/// Counts in how many of some texts each word stands, in the form of `weights/words.counts`. Words of fewer than three texts are left out.
pub fn counts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let (mut articles, mut counts) = (0_u32, BTreeMap::<u32, u32>::new());
    for text in texts {
        articles += 1;
        let stems: BTreeSet<u32> = words(text).map(|word| short_hash(stem(&word.lower))).collect();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= LEAST).flat_map(|(stem, count)| [stem, count]);
    std::iter::once(articles).chain(kept).flat_map(u32::to_le_bytes).collect()
}

/// Articles that a word must stand in to be kept.
const LEAST: u32 = 3;

impl Counted {
    /// Reads: number of articles, then hash and count of each word, all `u32` in little-endian order.
    fn of(bytes: &[u8]) -> Option<Counted> {
        let mut numbers = bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let articles = numbers.next()?;
        let mut counts = ByHash::default();
        while let (Some(hash), Some(count)) = (numbers.next(), numbers.next()) {
            counts.insert(u64::from(hash), count);
        }
        Some(Counted { articles, counts })
    }
}

impl Default for Background {
    /// Makes one that has seen no stream.
    fn default() -> Background {
        #[allow(clippy::iter_over_hash_type, reason = "goes into a map")]
        let counts = COUNTED.counts.iter().map(|(word, counted)| (*word, Counts { counted: *counted, stream: 0 }));
        Background { articles: 0, counts: counts.collect() }
    }
}

impl Background {
    /// Counts an article's words, each once.
    pub fn add(&mut self, words: impl Iterator<Item = u32>) {
        self.articles += 1;
        for word in words {
            self.counts.entry(u64::from(word)).or_default().stream += 1;
        }
        if self.articles >= HALVED_AFTER {
            self.articles /= 2;
            self.counts.retain(|_, counts| {
                counts.stream /= 2;
                counts.stream + counts.counted > 0
            });
        }
    }

    /// Returns how much a word tells: the logarithm of the share of articles without it, 0 for one that all have.
    pub fn rarity(&self, word: u32) -> f32 {
        let Counts { counted, stream } = self.counts.get(&u64::from(word)).copied().unwrap_or_default();
        let all = self.articles as f32 * STREAM + COUNTED.articles as f32;
        ((all + 1.0) / (stream as f32 * STREAM + counted as f32 + 0.5)).ln().max(0.0)
    }

    /// Writes the state.
    pub fn save(&self, out: &mut Writing) {
        out.number(self.articles);
        let mut counts: Vec<(u64, u32)> = Vec::with_capacity(self.counts.len());
        #[allow(clippy::iter_over_hash_type, reason = "sorted below")]
        for (word, count) in self.counts.iter().filter(|(_, count)| count.stream > 0) {
            counts.push((*word, count.stream));
        }
        counts.sort_unstable();
        out.number(counts.len() as u32);
        for (word, count) in counts {
            out.number(word as u32);
            out.number(count);
        }
    }

    /// Reads the state.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn load(from: &mut Reading) -> Result<Background, Error> {
        let mut background = Background { articles: from.number()?, ..Background::default() };
        for _ in 0..from.number()? {
            let word = u64::from(from.number()?);
            background.counts.entry(word).or_default().stream = from.number()?;
        }
        Ok(background)
    }
}
