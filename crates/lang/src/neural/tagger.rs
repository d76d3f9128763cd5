//! Vectors -> tags.

use super::{
    kernel::{Buffer, Kernel, Rows, WIDTH},
    layer::Linear,
    weights::Weights,
};
use crate::Error;

/// Tokens whose scores are held at a time.
const BLOCK: usize = 64;

/// The layer of tags.
#[derive(Debug)]
pub struct Tagger {
    layer: Linear,
    names: Vec<String>,
}

impl Tagger {
    /// Opens it.
    pub fn open(weights: &Weights) -> Result<Self, Error> {
        let names = weights.names("tagger.labels")?;
        Ok(Self { layer: Linear::open(weights, "tagger", WIDTH, names.len(), true)?, names })
    }

    /// The tags' names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Adds each token's best tag, of equals the first. `scores` is room to work.
    pub fn read(&self, kernel: Kernel, tokens: Rows, scores: &mut Buffer, tags: &mut Vec<u8>) {
        let columns = self.layer.columns();
        scores.reach(BLOCK * columns);
        for first in (0..tokens.count).step_by(BLOCK) {
            let count = BLOCK.min(tokens.count - first);
            let block = Rows { values: &tokens.values[first * tokens.stride..], count, ..tokens };
            self.layer.run(kernel, block, scores);
            tags.extend(scores.chunks_exact(columns).take(count).map(|scores| best(&scores[..self.names.len()])));
        }
    }
}

fn best(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (tag, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = tag;
        }
    }
    best as u8
}
