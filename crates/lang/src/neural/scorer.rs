//! What parser and entity reader have in common: a state is a few tokens, and the best action follows from them.
//!
//! Each token's part in each role is computed once, as a row; a state is the sum of its tokens' rows. Rows are computed a
//! chunk at a time when one is needed, and only the chunks that were looked at last are kept: a state looks at most a
//! sentence back.

use super::{
    kernel::{Buffer, HALVES, HIDDEN, Kernel, LANES, Rows, WIDTH},
    layer::{Linear, row},
    weights::{Floats, Weights},
};
use crate::Error;

/// Tokens whose rows are computed together.
const CHUNK: usize = 64;
/// Chunks that are kept: 4 MB of the parser's. A state has no more than eight at a time; what is more serves sentences of
/// thousands of words, whose states look back and forth.
const SLOTS: usize = 16;
/// The slot of a chunk that is not there.
const NOWHERE: u8 = u8::MAX;

/// The layers of a state machine of so many roles, with eight actions a vector of scores.
#[derive(Debug)]
pub struct Scorer<const ROLES: usize, const VECTORS: usize> {
    project: Linear,
    token: Linear,
    pad: Floats,
    bias: Floats,
    scores: Floats,
    score_bias: Floats,
}

/// The rows that are at hand.
#[derive(Debug, Default)]
pub struct TokenRows {
    projected: Buffer,
    rows: Buffer,
    /// The slot of each chunk of the text.
    slots: Vec<u8>,
    held: [Held; SLOTS],
    states: u64,
}

/// What is in a slot.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    chunk: usize,
    /// The last state that looked at it; 0 where nothing is held.
    state: u64,
}

impl TokenRows {
    /// Forgets the text before.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.held = Default::default();
        self.states = 0;
    }
}

impl<const ROLES: usize, const VECTORS: usize> Scorer<ROLES, VECTORS> {
    /// Opens the layers of a part.
    pub fn open(weights: &Weights, part: &str) -> Result<Self, Error> {
        let floats = |name: &str, shape: &[usize]| weights.floats(&format!("{part}.{name}"), shape);
        Ok(Self {
            project: Linear::open(weights, &format!("{part}.project"), WIDTH, HIDDEN, true)?,
            token: Linear::open(weights, &format!("{part}.token"), HIDDEN, ROLES * HALVES, false)?,
            pad: floats("token.pad", &[ROLES, HALVES])?,
            bias: floats("token.bias", &[HALVES])?,
            scores: floats("score.weight", &[HIDDEN, VECTORS * LANES])?,
            score_bias: floats("score.bias", &[VECTORS * LANES])?,
        })
    }

    /// What is added to the scores where only some actions are allowed: minus infinity to the others.
    pub fn allowing(&self, allowed: impl Fn(usize) -> bool) -> Vec<f32> {
        let bias = |(action, bias): (usize, &f32)| if allowed(action) { *bias } else { f32::NEG_INFINITY };
        self.score_bias.iter().enumerate().map(bias).collect()
    }

    /// The best action of a state: a token for each role, or none. `allowed` is from [`Self::allowing`].
    pub fn best(
        &self,
        kernel: Kernel,
        tokens: Rows,
        state: [Option<usize>; ROLES],
        allowed: &[f32],
        rows: &mut TokenRows,
    ) -> usize {
        rows.states += 1;
        for token in state.into_iter().flatten() {
            self.reach(kernel, tokens, token / CHUNK, rows);
        }
        let columns = self.token.columns();
        let found = std::array::from_fn(|role| match state[role] {
            None => row(&self.pad, role * HALVES),
            Some(token) => {
                let at = usize::from(rows.slots[token / CHUNK]) * CHUNK + token % CHUNK;
                row(&rows.rows, at * columns + role * HALVES)
            }
        });
        kernel.best_action::<VECTORS, ROLES>(found, row(&self.bias, 0), &self.scores, allowed)
    }

    /// Sees to it that a chunk has its rows, in the place of the one that was not looked at for longest.
    fn reach(&self, kernel: Kernel, tokens: Rows, chunk: usize, rows: &mut TokenRows) {
        let TokenRows { projected, rows, slots, held, states } = rows;
        if slots.len() <= chunk {
            slots.resize(chunk + 1, NOWHERE);
        }
        if slots[chunk] == NOWHERE {
            let oldest = (0..SLOTS).min_by_key(|slot| held[*slot].state).unwrap_or_default();
            if held[oldest].state > 0 {
                slots[held[oldest].chunk] = NOWHERE;
            }
            let (first, columns) = (chunk * CHUNK, self.token.columns());
            rows.reach((oldest + 1) * CHUNK * columns);
            let count = CHUNK.min(tokens.count - first);
            self.compute(kernel, tokens, first, count, projected, &mut rows[oldest * CHUNK * columns..]);
            slots[chunk] = oldest as u8;
            held[oldest].chunk = chunk;
        }
        held[usize::from(slots[chunk])].state = *states;
    }

    /// The rows of some tokens.
    fn compute(
        &self,
        kernel: Kernel,
        tokens: Rows,
        first: usize,
        count: usize,
        projected: &mut Buffer,
        out: &mut [f32],
    ) {
        projected.reach(CHUNK * self.project.columns());
        let x = Rows { values: &tokens.values[first * tokens.stride..], count, ..tokens };
        self.project.run(kernel, x, projected);
        self.token.run(kernel, Rows { values: projected, stride: self.project.columns(), count }, out);
    }
}
