//! The arithmetic in plain Rust. What is marked `inline(always)` is also compiled for AVX2, see `avx2`.

use super::{COLUMNS, HALVES, HIDDEN, LANES, MAXOUT, PIECES, Rows, SPREAD, Scale, WIDTH, fits};

/// Rows of a tile: 2 x 24 sums are twelve registers of four floats.
const TILE: usize = 2;
/// Keeps the root of a variance away from zero.
const SMALLEST: f32 = 1e-8;

/// One panel's columns for all rows; with `MAXOUT` the maximum of their three pieces.
pub fn panel<const MAXOUT: bool>(x: Rows, panel: &[f32], bias: &[f32; COLUMNS], out: &mut [f32], stride: usize) {
    fits(&x, panel.len() / COLUMNS, out, stride, if MAXOUT { LANES } else { COLUMNS });
    for first in (0..x.count).step_by(TILE) {
        if first + TILE <= x.count {
            tile::<TILE, MAXOUT>(x, first, panel, bias, out, stride);
        } else {
            tile::<1, MAXOUT>(x, first, panel, bias, out, stride);
        }
    }
}

fn tile<const ROWS: usize, const MAXOUT: bool>(
    x: Rows,
    first: usize,
    panel: &[f32],
    bias: &[f32; COLUMNS],
    out: &mut [f32],
    stride: usize,
) {
    let mut sums = [*bias; ROWS];
    add_products(&mut sums, x, first, panel);
    for (row, sums) in sums.iter().enumerate() {
        store::<MAXOUT>(sums, &mut out[(first + row) * stride..]);
    }
}

/// Adds the products of some rows from `first` on.
#[inline(always)]
fn add_products<const ROWS: usize>(sums: &mut [[f32; COLUMNS]; ROWS], x: Rows, first: usize, panel: &[f32]) {
    let inputs = panel.len() / COLUMNS;
    let rows: [&[f32]; ROWS] = std::array::from_fn(|row| &x.values[(first + row) * x.stride..][..inputs]);
    let mut held = *sums;
    for (input, weights) in panel.as_chunks::<COLUMNS>().0.iter().enumerate() {
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                held[row][column] += rows[row][input] * weights[column];
            }
        }
    }
    *sums = held;
}

/// Stores a row's 24 sums, or the largest of the three pieces.
fn store<const MAXOUT: bool>(sums: &[f32; COLUMNS], out: &mut [f32]) {
    if MAXOUT {
        for (lane, out) in out[..LANES].iter_mut().enumerate() {
            *out = larger(larger(sums[lane], sums[LANES + lane]), sums[2 * LANES + lane]);
        }
    } else {
        out[..COLUMNS].copy_from_slice(sums);
    }
}

/// Pairs of rows spread out, see [`Kernel::windows`](super::Kernel::windows).
#[inline(always)]
pub fn spread(x: &[f32], out: &mut [f32]) {
    let rows = x.as_chunks::<WIDTH>().0;
    for (pair, out) in out.as_chunks_mut::<SPREAD>().0.iter_mut().enumerate() {
        let [a, b, c, d] = [0, 1, 2, 3].map(|row| &rows[2 * pair + row]);
        for at in 0..WIDTH {
            out[at] = b[at] + c[at];
            out[WIDTH + at] = c[at] - b[at];
            out[2 * WIDTH + at] = a[at] - c[at];
            out[3 * WIDTH + at] = d[at] - b[at];
        }
    }
}

/// One panel's columns for pairs of rows, see [`Kernel::windows`](super::Kernel::windows).
pub fn pairs(spread: Rows, panel: &[f32], bias: &[f32; COLUMNS], out: &mut [f32]) {
    let (panels, _) = panel.as_chunks::<{ WIDTH * COLUMNS }>();
    for first in (0..spread.count).step_by(TILE) {
        let part = |part: usize| Rows { values: &spread.values[part * WIDTH..], ..spread };
        let (mut sums, mut differences) = ([*bias; TILE], [[0.0; COLUMNS]; TILE]);
        add_products(&mut sums, part(0), first, &panels[0]);
        add_products(&mut differences, part(1), first, &panels[1]);
        let mut others = sums;
        for pair in 0..TILE {
            for column in 0..COLUMNS {
                sums[pair][column] += differences[pair][column];
                others[pair][column] -= differences[pair][column];
            }
        }
        add_products(&mut sums, part(2), first, &panels[2]);
        add_products(&mut others, part(3), first, &panels[3]);
        for pair in 0..TILE {
            let out = &mut out[(first + pair) * 2 * WIDTH..];
            store::<MAXOUT>(&sums[pair], out);
            store::<MAXOUT>(&others[pair], &mut out[WIDTH..]);
        }
    }
}

#[inline(always)]
pub fn joined(products: [&[f32; PIECES]; 3], bias: &[f32; PIECES], out: &mut [f32; WIDTH]) {
    for (panel, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut sums = [0.0; COLUMNS];
        for (column, sum) in sums.iter_mut().enumerate() {
            let at = panel * COLUMNS + column;
            *sum = bias[at] + products[0][at] + products[1][at] + products[2][at];
        }
        for (lane, out) in out.iter_mut().enumerate() {
            *out = larger(larger(sums[lane], sums[LANES + lane]), sums[2 * LANES + lane]);
        }
    }
}

#[inline(always)]
pub fn normalised(y: &[f32; WIDTH], scale: Scale, x: &[f32; WIDTH], out: &mut [f32; WIDTH]) {
    let mut sums = [0.0; LANES];
    for values in y.as_chunks::<LANES>().0 {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
    }
    let mean = total(sums) / WIDTH as f32;
    let mut squares = [0.0; LANES];
    for values in y.as_chunks::<LANES>().0 {
        for (square, value) in squares.iter_mut().zip(values) {
            *square += (value - mean) * (value - mean);
        }
    }
    let factor = 1.0 / (total(squares) / WIDTH as f32 + SMALLEST).sqrt();
    for at in 0..WIDTH {
        out[at] = x[at] + ((y[at] - mean) * factor * scale.gain[at] + scale.shift[at]);
    }
}

pub fn best_action<const VECTORS: usize, const FEATURES: usize>(
    rows: [&[f32; HALVES]; FEATURES],
    bias: &[f32; HALVES],
    scores: &[f32],
    score_bias: &[f32],
) -> usize {
    let mut sums = *bias;
    for row in rows {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    let mut totals = [[0.0; LANES]; VECTORS];
    totals.as_flattened_mut().copy_from_slice(score_bias);
    for (input, weights) in scores.chunks_exact(VECTORS * LANES).enumerate() {
        let value = larger(sums[input], sums[HIDDEN + input]);
        for (total, weight) in totals.as_flattened_mut().iter_mut().zip(weights) {
            *total += value * weight;
        }
    }
    let mut best = 0;
    for (at, total) in totals.as_flattened().iter().enumerate() {
        if *total > totals.as_flattened()[best] {
            best = at;
        }
    }
    best
}

/// Unlike `f32::max` one instruction.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn total(lanes: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
