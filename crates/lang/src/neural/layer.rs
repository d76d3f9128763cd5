//! Two kinds of layer: a maxout with its normalisation, and a plain product.

use super::{
    kernel::{Buffer, COLUMNS, Kernel, PAIRS, PIECES, Panels, Rows, SPREAD, Scale, WIDTH, paired},
    weights::{Floats, Weights},
};
use crate::Error;

/// So many rows go past a panel before the next one is fetched: the matrix of a layer (442 KB) leaves the second cache
/// between two blocks, so it is fetched once for as many rows as the results (98 KB) leave room for. Even, so that the
/// same rows are pairs in every block. From 64 to 512 the speed is the same within 5 % (`bench language`, 2026-11-23).
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

    /// `out[row] = normalised(maxout(x[row]))`; rows of `out` are 96 apart, `sums` is room for a block.
    pub fn run(&self, kernel: Kernel, x: Rows, sums: &mut Buffer, out: &mut [f32]) {
        sums.reach(BLOCK * WIDTH);
        for first in (0..x.count).step_by(BLOCK) {
            let count = BLOCK.min(x.count - first);
            let block = Rows { values: &x.values[first * x.stride..], count, ..x };
            kernel.maxout(block, self.matrix(), &self.bias, sums, WIDTH);
            for at in 0..count {
                let to = row_mut(out, (first + at) * WIDTH);
                kernel.normalised(row(sums, at * WIDTH), self.scale(), &[0.0; WIDTH], to);
            }
        }
    }
}

/// A layer that sees a window of three rows and adds what it makes of them to the middle one.
#[derive(Debug)]
pub struct Window {
    layer: Layer,
    /// The matrix for pairs of rows.
    paired: Buffer,
}

/// Where windows are worked on.
#[derive(Debug, Default)]
pub struct Room {
    spread: Buffer,
    sums: Buffer,
}

impl Window {
    /// Rows that are there, though nothing is made of them, beyond those that a text has.
    pub const BEYOND: usize = 2 * PAIRS;

    pub fn open(weights: &Weights, name: &str) -> Result<Self, Error> {
        let layer = Layer::open(weights, name, 3 * WIDTH)?;
        Ok(Self { paired: paired(&layer.weight), layer })
    }

    /// `to[row] = from[row] + normalised(maxout(from[row - 1], from[row], from[row + 1]))` for so many rows from 1 on.
    ///
    /// # Panics
    /// When `from` has less than [`BEYOND`](Self::BEYOND) rows behind those.
    pub fn run(&self, kernel: Kernel, from: &[f32], rows: usize, room: &mut Room, to: &mut [f32]) {
        let Room { spread, sums } = room;
        let matrix = Panels::new(&self.paired, SPREAD);
        sums.reach(BLOCK * WIDTH);
        for first in (0..rows).step_by(BLOCK) {
            let count = BLOCK.min(rows - first);
            let pairs = count.div_ceil(2).next_multiple_of(PAIRS);
            kernel.windows(&from[first * WIDTH..], pairs, matrix, &self.layer.bias, spread, sums);
            for at in 0..count {
                let (sums, at) = (row(sums, at * WIDTH), (first + at + 1) * WIDTH);
                kernel.normalised(sums, self.layer.scale(), row(from, at), row_mut(to, at));
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
