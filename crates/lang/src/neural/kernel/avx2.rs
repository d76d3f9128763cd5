//! The arithmetic for processors with AVX2 and FMA. To be called only where they are there.
#![allow(unsafe_code)]

use std::arch::{asm, x86_64::*};

use super::{COLUMNS, HALVES, HIDDEN, LANES, MAXOUT, PIECES, Rows, SPREAD, Scale, WIDTH, fits, portable};

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
            let mut sums = [loaded(bias); TILE];
            add_products(&mut sums, x, first, panel);
            for (row, sums) in sums.into_iter().enumerate() {
                store::<MAXOUT>(sums, out.as_mut_ptr().add((first + row) * stride));
            }
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
        let mut sums = [loaded(bias); ROWS];
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
        for (row, sums) in sums.into_iter().enumerate() {
            store::<MAXOUT>(sums, out.as_mut_ptr().add((first + row) * stride));
        }
    }
}

/// A panel's bias in registers.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn loaded(bias: &[f32; COLUMNS]) -> [__m256; 3] {
    // SAFETY: a bias has 24 values.
    [0, 1, 2].map(|piece| unsafe { _mm256_loadu_ps(bias.as_ptr().add(piece * LANES)) })
}

/// Stores a row's 24 sums, or the largest of the three pieces.
///
/// # Safety
/// There is room for 24 floats at `out`, or for 8.
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn store<const MAXOUT: bool>([a, b, c]: [__m256; 3], out: *mut f32) {
    // SAFETY: see above.
    unsafe {
        if MAXOUT {
            _mm256_storeu_ps(out, _mm256_max_ps(_mm256_max_ps(a, b), c));
        } else {
            _mm256_storeu_ps(out, a);
            _mm256_storeu_ps(out.add(LANES), b);
            _mm256_storeu_ps(out.add(2 * LANES), c);
        }
    }
}

/// One input of four rows: three loads of weights, then each row's value three times into its sums.
macro_rules! input {
    ($at:literal) => {
        concat!(
            "vmovups ymm12, [{weights} + 96 * ",
            $at,
            "]\n",
            "vmovups ymm13, [{weights} + 96 * ",
            $at,
            " + 32]\n",
            "vmovups ymm14, [{weights} + 96 * ",
            $at,
            " + 64]\n",
            "vbroadcastss ymm15, [{x} + 4 * ",
            $at,
            "]\n",
            "vfmadd231ps ymm0, ymm15, ymm12\n",
            "vfmadd231ps ymm1, ymm15, ymm13\n",
            "vfmadd231ps ymm2, ymm15, ymm14\n",
            "vbroadcastss ymm15, [{x} + {stride} + 4 * ",
            $at,
            "]\n",
            "vfmadd231ps ymm3, ymm15, ymm12\n",
            "vfmadd231ps ymm4, ymm15, ymm13\n",
            "vfmadd231ps ymm5, ymm15, ymm14\n",
            "vbroadcastss ymm15, [{x} + 2 * {stride} + 4 * ",
            $at,
            "]\n",
            "vfmadd231ps ymm6, ymm15, ymm12\n",
            "vfmadd231ps ymm7, ymm15, ymm13\n",
            "vfmadd231ps ymm8, ymm15, ymm14\n",
            "vbroadcastss ymm15, [{x} + {thrice} + 4 * ",
            $at,
            "]\n",
            "vfmadd231ps ymm9, ymm15, ymm12\n",
            "vfmadd231ps ymm10, ymm15, ymm13\n",
            "vfmadd231ps ymm11, ymm15, ymm14\n",
        )
    };
}

/// Adds the products of four rows from `first` on. By hand, because compilers keep one of the sixteen registers' sums in
/// memory, which halves the speed (Rust 1.95, Zen 4: 48 of 118 GFLOP/s by intrinsics).
///
/// # Safety
/// As for [`tile`].
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn add_products(sums: &mut [[__m256; 3]; TILE], x: Rows, first: usize, panel: &[f32]) {
    const UNROLLED: usize = 4;
    let inputs = panel.len() / COLUMNS;
    let stride = x.stride * size_of::<f32>();
    // SAFETY: see above; the counted rounds read as many weights and inputs as there are, and nothing is written.
    unsafe {
        let mut weights = panel.as_ptr();
        let mut input = x.values.as_ptr().add(first * x.stride);
        let [[a0, b0, c0], [a1, b1, c1], [a2, b2, c2], [a3, b3, c3]] = sums;
        for (step, rounds) in [(UNROLLED, inputs / UNROLLED), (1, inputs % UNROLLED)] {
            if rounds == 0 {
                continue;
            }
            macro_rules! rounds {
                ($($inputs:expr),*) => {
                    asm!(
                        "2:",
                        $($inputs,)*
                        "add {weights}, {panel}",
                        "add {x}, {floats}",
                        "dec {rounds}",
                        "jnz 2b",
                        weights = inout(reg) weights,
                        x = inout(reg) input,
                        stride = in(reg) stride,
                        thrice = in(reg) 3 * stride,
                        panel = in(reg) step * COLUMNS * size_of::<f32>(),
                        floats = in(reg) step * size_of::<f32>(),
                        rounds = inout(reg) rounds => _,
                        inout("ymm0") *a0, inout("ymm1") *b0, inout("ymm2") *c0,
                        inout("ymm3") *a1, inout("ymm4") *b1, inout("ymm5") *c1,
                        inout("ymm6") *a2, inout("ymm7") *b2, inout("ymm8") *c2,
                        inout("ymm9") *a3, inout("ymm10") *b3, inout("ymm11") *c3,
                        out("ymm12") _, out("ymm13") _, out("ymm14") _, out("ymm15") _,
                        options(nostack, readonly),
                    )
                };
            }
            if step == UNROLLED {
                rounds!(input!(0), input!(1), input!(2), input!(3));
            } else {
                rounds!(input!(0));
            }
        }
    }
}

/// One panel's columns for pairs of rows, see [`Kernel::windows`](super::Kernel::windows).
#[target_feature(enable = "avx2,fma")]
pub fn pairs(spread: Rows, panel: &[f32], bias: &[f32; COLUMNS], out: &mut [f32]) {
    assert!(spread.count.is_multiple_of(TILE) && panel.len() == SPREAD * COLUMNS, "tiles are whole");
    fits(&spread, SPREAD, out, 2 * WIDTH, WIDTH + LANES);
    let (panels, _) = panel.as_chunks::<{ WIDTH * COLUMNS }>();
    for first in (0..spread.count).step_by(TILE) {
        let part = |part: usize| Rows { values: &spread.values[part * WIDTH..], ..spread };
        let mut sums = [loaded(bias); TILE];
        // SAFETY: `fits` has seen that a row of the four parts is there for each pair, and two rows of `out`.
        unsafe {
            add_products(&mut sums, part(0), first, &panels[0]);
            let mut differences = [[_mm256_setzero_ps(); 3]; TILE];
            add_products(&mut differences, part(1), first, &panels[1]);
            let mut others = sums;
            for pair in 0..TILE {
                for piece in 0..3 {
                    let (sum, difference) = (sums[pair][piece], differences[pair][piece]);
                    sums[pair][piece] = _mm256_add_ps(sum, difference);
                    others[pair][piece] = _mm256_sub_ps(sum, difference);
                }
            }
            add_products(&mut sums, part(2), first, &panels[2]);
            add_products(&mut others, part(3), first, &panels[3]);
            for pair in 0..TILE {
                let out = out.as_mut_ptr().add((first + pair) * 2 * WIDTH);
                store::<MAXOUT>(sums[pair], out);
                store::<MAXOUT>(others[pair], out.add(WIDTH));
            }
        }
    }
}

#[target_feature(enable = "avx2,fma")]
pub fn spread(x: &[f32], out: &mut [f32]) {
    portable::spread(x, out);
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
