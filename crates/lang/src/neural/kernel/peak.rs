//! What the processor can do at most: the yardstick of the kernels' speed.

use std::{hint::black_box, time::Instant};

use super::{COLUMNS, Kernel, Panels, Rows};

/// Rows of the probe's input.
const ROWS: usize = 4;
/// Inputs of its matrix: weights and rows together fill a fraction of the first cache.
const INPUTS: usize = 64;
/// Panels are multiplied so often between two looks at the clock.
const ROUNDS: usize = 4_000;

/// Floating-point operations a second, a product and a sum being two, as fast as the processor's vector unit goes on one
/// core: independent sums in registers, nothing loaded. The best of `tries`, each of about a millisecond.
///
/// Where there is no AVX2 and FMA it is what the portable kernel reaches from the first cache.
pub fn flops(tries: usize) -> f64 {
    #[cfg(target_arch = "x86_64")]
    if Kernel::best() != Kernel::portable() {
        // SAFETY: `Kernel::best` has seen that AVX2 and FMA are there.
        #[allow(unsafe_code)]
        return best(tries, || unsafe { fused(1 << 15) });
    }
    let (x, panel, mut out) = ([1.0; ROWS * INPUTS], [0.5; INPUTS * COLUMNS], [0.0; ROWS * COLUMNS]);
    best(tries, || {
        for _ in 0..ROUNDS {
            let rows = Rows { values: black_box(&x), stride: INPUTS, count: ROWS };
            Kernel::portable().linear(rows, Panels::new(black_box(&panel), INPUTS), None, &mut out, COLUMNS);
        }
        black_box(&out);
        2 * ROUNDS * ROWS * INPUTS * COLUMNS
    })
}

/// Operations a second of the fastest try.
fn best(tries: usize, mut work: impl FnMut() -> usize) -> f64 {
    let speeds = (0..tries.max(1)).map(|_| {
        let start = Instant::now();
        let operations = work();
        operations as f64 / start.elapsed().as_secs_f64()
    });
    speeds.fold(0.0, f64::max)
}

/// Runs twelve chains of fused operations side by side; says how many operations that were.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn fused(rounds: usize) -> usize {
    use std::arch::x86_64::{_mm256_fmadd_ps, _mm256_set1_ps};
    const CHAINS: usize = 12;
    const UNROLLED: usize = 8;
    let factor = _mm256_set1_ps(black_box(0.5));
    let mut sums = [factor; CHAINS];
    for _ in 0..rounds {
        for _ in 0..UNROLLED {
            for sum in &mut sums {
                *sum = _mm256_fmadd_ps(*sum, factor, factor);
            }
        }
    }
    black_box(sums);
    2 * super::LANES * CHAINS * UNROLLED * rounds
}
