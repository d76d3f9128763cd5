//! Two kinds of layer: a maxout with its normalisation, and a plain product.

use super::{
    kernel::{Buffer, COLUMNS, Kernel, PIECES, Panels, Rows, Scale, WIDTH},
    weights::{Floats, Weights},
};
use crate::Error;

/// So many rows go past a panel before the next one is fetched: the matrix of a layer (332 KB) leaves the second cache
/// between two blocks, so it is fetched once for as many rows as the results (98 KB) leave room for.
const BLOCK: usize = 256;

/// Maxout of three pieces to 96 values, then normalisation.
#[derive(Debug)]
pub struct Layer {
    weight: Floats,
    bias: Floats,
    gain: Floats,
    shift: Floats,
    inputs: usize,
}

impl Layer {
    pub fn open(weights: &Weights, name: &str, inputs: usize) -> Result<Self, Error> {
        Ok(Self {
            weight: weights.floats(&format!("{name}.weight"), &[PIECES / COLUMNS, inputs, COLUMNS])?,
            bias: weights.floats(&format!("{name}.bias"), &[PIECES])?,
            gain: weights.floats(&format!("{name}.gain"), &[WIDTH])?,
            shift: weights.floats(&format!("{name}.shift"), &[WIDTH])?,
            inputs,
        })
    }

    /// The matrix.
    pub fn matrix(&self) -> Panels<'_> {
        Panels::new(&self.weight, self.inputs)
    }

    /// What is added to the products.
    pub fn bias(&self) -> &[f32; PIECES] {
        row(&self.bias, 0)
    }

    /// What the normalisation multiplies by and adds.
    pub fn scale(&self) -> Scale<'_> {
        Scale { gain: row(&self.gain, 0), shift: row(&self.shift, 0) }
    }

    /// `out[row] = added[row] + normalised(maxout(x[row]))`; rows of `out` are 96 apart, `sums` is room for a block.
    pub fn run(&self, kernel: Kernel, x: Rows, added: Rows, sums: &mut Buffer, out: &mut [f32]) {
        sums.reach(BLOCK * WIDTH);
        for first in (0..x.count).step_by(BLOCK) {
            let count = BLOCK.min(x.count - first);
            let block = Rows { values: &x.values[first * x.stride..], count, ..x };
            kernel.maxout(block, self.matrix(), &self.bias, sums, WIDTH);
            for at in 0..count {
                let to = row_mut(out, (first + at) * WIDTH);
                kernel.normalised(
                    row(sums, at * WIDTH),
                    self.scale(),
                    row(added.values, (first + at) * added.stride),
                    to,
                );
            }
        }
    }
}

/// A matrix and its bias.
#[derive(Debug)]
pub struct Linear {
    weight: Floats,
    bias: Option<Floats>,
    inputs: usize,
    columns: usize,
}

impl Linear {
    /// Opens the layer of so many inputs and outputs; it gives as many columns as its panels have, the last ones being 0.
    pub fn open(weights: &Weights, name: &str, inputs: usize, outputs: usize, biased: bool) -> Result<Self, Error> {
        let columns = outputs.next_multiple_of(COLUMNS);
        let weight = weights.floats(&format!("{name}.weight"), &[columns / COLUMNS, inputs, COLUMNS])?;
        let bias = if biased { Some(weights.floats(&format!("{name}.bias"), &[columns])?) } else { None };
        Ok(Self { weight, bias, inputs, columns })
    }

    /// Floats a row of the result.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// `out[row] = matrix * x[row] + bias`.
    pub fn run(&self, kernel: Kernel, x: Rows, out: &mut [f32]) {
        kernel.linear(x, Panels::new(&self.weight, self.inputs), self.bias.as_deref(), out, self.columns);
    }
}

/// The row that begins at a float.
pub fn row<const N: usize>(values: &[f32], at: usize) -> &[f32; N] {
    values[at..].first_chunk().expect("rows are whole")
}

/// The row that begins at a float, to be written.
pub fn row_mut<const N: usize>(values: &mut [f32], at: usize) -> &mut [f32; N] {
    values[at..].first_chunk_mut().expect("rows are whole")
}
