//! What parser and entity reader have in common: a state is a few tokens, and the best action follows from them.
//!
//! Each token's part in each role is computed once, as a row; a state is the sum of its tokens' rows. Rows are computed a
//! chunk at a time shortly before they are needed, and only the latest are kept: a state looks at most a sentence back.

use super::{
    kernel::{Buffer, HALVES, HIDDEN, Kernel, LANES, Rows, WIDTH},
    layer::{Linear, row},
    weights::{Floats, Weights},
};
use crate::Error;

/// Tokens whose rows are computed together.
const CHUNK: usize = 64;
/// Tokens whose rows are kept: 2 MB of the parser's. A token further back is computed by itself.
const KEPT: usize = 512;

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
    /// Tokens that have a row or had one.
    ready: usize,
    /// A role's token from further back, and its row.
    old: Vec<Option<usize>>,
    old_rows: Buffer,
}

impl TokenRows {
    /// Forgets the text before.
    pub fn clear(&mut self) {
        self.ready = 0;
        self.old.clear();
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
        let columns = self.token.columns();
        if let Some(last) = state.into_iter().flatten().max() {
            self.reach(kernel, tokens, last, rows);
        }
        for (role, token) in state.into_iter().enumerate() {
            if let Some(token) = token
                && token + KEPT < rows.ready
            {
                self.recall(kernel, tokens, token, role, rows);
            }
        }
        let found = std::array::from_fn(|role| match state[role] {
            None => row(&self.pad, role * HALVES),
            Some(token) if token + KEPT < rows.ready => row(&rows.old_rows, role * columns + role * HALVES),
            Some(token) => row(&rows.rows, token % KEPT * columns + role * HALVES),
        });
        kernel.best_action::<VECTORS, ROLES>(found, row(&self.bias, 0), &self.scores, allowed)
    }

    /// Computes chunks until a token has its row.
    fn reach(&self, kernel: Kernel, tokens: Rows, token: usize, rows: &mut TokenRows) {
        let columns = self.token.columns();
        while token >= rows.ready {
            rows.rows.reach(KEPT * columns);
            let count = CHUNK.min(tokens.count - rows.ready);
            let at = rows.ready % KEPT * columns;
            self.compute(kernel, tokens, rows.ready, count, &mut rows.projected, &mut rows.rows[at..]);
            rows.ready += CHUNK;
        }
    }

    /// Computes the row of a role's token whose row is gone.
    fn recall(&self, kernel: Kernel, tokens: Rows, token: usize, role: usize, rows: &mut TokenRows) {
        rows.old.resize(ROLES, None);
        if rows.old[role] != Some(token) {
            rows.old[role] = Some(token);
            let columns = self.token.columns();
            rows.old_rows.reach(ROLES * columns);
            self.compute(kernel, tokens, token, 1, &mut rows.projected, &mut rows.old_rows[role * columns..]);
        }
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
