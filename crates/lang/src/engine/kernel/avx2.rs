//! The arithmetic for processors with AVX2 and FMA. To be called only where they are there.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{COLUMNS, HALVES, HIDDEN, LANES, PIECES, Rows, Scale, WIDTH, fits, portable};

/// Rows of a tile: 4 x 24 sums are twelve registers; three hold weights, one the input.
const TILE: usize = 4;

/// One panel's columns for all rows; with `MAXOUT` the maximum of their three pieces.
#[target_feature(enable = "avx2,fma")]
pub fn panel<const MAXOUT: bool>(x: Rows, panel: &[f32], bias: &[f32; COLUMNS], out: &mut [f32], stride: usize) {
    fits(&x, panel.len() / COLUMNS, out, stride, if MAXOUT { LANES } else { COLUMNS });
    let whole = x.count - x.count % TILE;
    // SAFETY: `fits` has seen that all rows of `x` are as long as the panel has inputs, and that `out` has room for them.
    unsafe {
        for first in (0..whole).step_by(TILE) {
            tile::<TILE, MAXOUT>(x, first, panel, bias, out, stride);
        }
        match x.count % TILE {
            1 => tile::<1, MAXOUT>(x, whole, panel, bias, out, stride),
            2 => tile::<2, MAXOUT>(x, whole, panel, bias, out, stride),
            3 => tile::<3, MAXOUT>(x, whole, panel, bias, out, stride),
            _ => {}
        }
    }
}

/// `ROWS` rows from `first` on.
///
/// # Safety
/// Rows `first..first + ROWS` of `x` are as long as the panel has inputs, and `out` has as many rows.
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn tile<const ROWS: usize, const MAXOUT: bool>(
    x: Rows,
    first: usize,
    panel: &[f32],
    bias: &[f32; COLUMNS],
    out: &mut [f32],
    stride: usize,
) {
    // SAFETY: see above; a panel has 24 weights an input, and a bias 24 values.
    unsafe {
        let inputs = panel.len() / COLUMNS;
        let mut weights = panel.as_ptr();
        let mut input = x.values.as_ptr().add(first * x.stride);
        let end = input.add(inputs);
        let start = [0, 1, 2].map(|piece| _mm256_loadu_ps(bias.as_ptr().add(piece * LANES)));
        let mut sums = [start; ROWS];
        while input < end {
            let pieces = [0, 1, 2].map(|piece| _mm256_loadu_ps(weights.add(piece * LANES)));
            for (row, sums) in sums.iter_mut().enumerate() {
                let value = _mm256_broadcast_ss(&*input.add(row * x.stride));
                for (sum, piece) in sums.iter_mut().zip(pieces) {
                    *sum = _mm256_fmadd_ps(value, piece, *sum);
                }
            }
            weights = weights.add(COLUMNS);
            input = input.add(1);
        }
        for (row, [a, b, c]) in sums.into_iter().enumerate() {
            let out = out.as_mut_ptr().add((first + row) * stride);
            if MAXOUT {
                _mm256_storeu_ps(out, _mm256_max_ps(_mm256_max_ps(a, b), c));
            } else {
                _mm256_storeu_ps(out, a);
                _mm256_storeu_ps(out.add(LANES), b);
                _mm256_storeu_ps(out.add(2 * LANES), c);
            }
        }
    }
}

#[target_feature(enable = "avx2,fma")]
pub fn joined(products: [&[f32; PIECES]; 3], bias: &[f32; PIECES], out: &mut [f32; WIDTH]) {
    portable::joined(products, bias, out);
}

#[target_feature(enable = "avx2,fma")]
pub fn normalised(y: &[f32; WIDTH], scale: Scale, x: &[f32; WIDTH], out: &mut [f32; WIDTH]) {
    portable::normalised(y, scale, x, out);
}

#[target_feature(enable = "avx2,fma")]
pub fn best_action<const VECTORS: usize, const FEATURES: usize>(
    rows: [&[f32; HALVES]; FEATURES],
    bias: &[f32; HALVES],
    scores: &[f32],
    score_bias: &[f32],
) -> usize {
    assert!(scores.len() == HIDDEN * VECTORS * LANES && score_bias.len() == VECTORS * LANES);
    let mut hidden = [0.0; HIDDEN];
    // SAFETY: rows and bias have 128 floats, `hidden` 64; the lengths of the others are asserted.
    unsafe {
        for at in (0..HIDDEN).step_by(LANES) {
            let mut first = _mm256_loadu_ps(bias.as_ptr().add(at));
            let mut second = _mm256_loadu_ps(bias.as_ptr().add(HIDDEN + at));
            for row in rows {
                first = _mm256_add_ps(first, _mm256_loadu_ps(row.as_ptr().add(at)));
                second = _mm256_add_ps(second, _mm256_loadu_ps(row.as_ptr().add(HIDDEN + at)));
            }
            _mm256_storeu_ps(hidden.as_mut_ptr().add(at), _mm256_max_ps(first, second));
        }
        let mut totals = [_mm256_setzero_ps(); VECTORS];
        for (vector, total) in totals.iter_mut().enumerate() {
            *total = _mm256_loadu_ps(score_bias.as_ptr().add(vector * LANES));
        }
        let mut weights = scores.as_ptr();
        for value in &hidden {
            let value = _mm256_broadcast_ss(value);
            for (vector, total) in totals.iter_mut().enumerate() {
                *total = _mm256_fmadd_ps(value, _mm256_loadu_ps(weights.add(vector * LANES)), *total);
            }
            weights = weights.add(VECTORS * LANES);
        }
        first_of_largest(totals)
    }
}

/// Where the largest value stands; of equals the first; 0 where all are nothing at all.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn first_of_largest<const VECTORS: usize>(totals: [__m256; VECTORS]) -> usize {
    let mut most = totals[0];
    for total in totals {
        most = _mm256_max_ps(most, total);
    }
    most = _mm256_max_ps(most, _mm256_permute2f128_ps::<1>(most, most));
    most = _mm256_max_ps(most, _mm256_permute_ps::<0b01_00_11_10>(most));
    most = _mm256_max_ps(most, _mm256_permute_ps::<0b10_11_00_01>(most));
    for (vector, total) in totals.into_iter().enumerate() {
        let equal = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_EQ_OQ>(total, most));
        if equal != 0 {
            return vector * LANES + equal.trailing_zeros() as usize;
        }
    }
    0
}
