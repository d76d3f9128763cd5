//! The arithmetic: one set of functions for processors with AVX2 and FMA, a portable one for all others.
//!
//! Matrices lie in *panels*: `[panels, inputs, 24]`. A tile of four rows by one panel fills twelve registers of eight floats.
//! A maxout's panel holds eight outputs, first piece, second, third, so that the maximum is taken before anything is
//! stored. A sum is always taken in the same order, whatever rows lie beside it: what a row gives does not depend on how a
//! text is cut into blocks (of an even number of rows, see [`Kernel::windows`]).

#[cfg(target_arch = "x86_64")]
mod avx2;
mod buffer;
pub mod peak;
mod portable;
#[cfg(test)]
mod tests;

pub use buffer::{Buffer, floats};

/// Columns of a panel.
pub const COLUMNS: usize = 24;
/// Floats that a register holds.
pub const LANES: usize = 8;
/// Width of a token's vector.
pub const WIDTH: usize = 96;
/// Width of what a pair of windows is spread out to.
pub const SPREAD: usize = 4 * WIDTH;
/// To a multiple of so many pairs windows are filled up.
pub const PAIRS: usize = 4;
/// Columns of a maxout of [`WIDTH`] outputs.
pub const PIECES: usize = 3 * WIDTH;
/// Width of a state vector.
pub const HIDDEN: usize = 64;
/// Columns of a state vector's maxout of two pieces: all first pieces, then all second ones.
pub const HALVES: usize = 2 * HIDDEN;

/// Kinds of results of a panel: all columns, or the largest of three pieces.
const WHOLE: bool = false;
const MAXOUT: bool = true;

/// Which set of functions this processor can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kernel(Set);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

/// Rows of equal length in one slice.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The first row's first float onwards.
    pub values: &'a [f32],
    /// Floats from one row's beginning to the next one's; less than a row's length where rows overlap.
    pub stride: usize,
    /// How many there are.
    pub count: usize,
}

/// A matrix in panels, or some of its inputs.
#[derive(Debug, Clone, Copy)]
pub struct Panels<'a> {
    values: &'a [f32],
    inputs: usize,
    from: usize,
    count: usize,
}

impl<'a> Panels<'a> {
    /// The matrix of so many inputs.
    ///
    /// # Panics
    /// When the values are not whole panels.
    pub fn new(values: &'a [f32], inputs: usize) -> Self {
        assert!(inputs > 0 && values.len().is_multiple_of(inputs * COLUMNS), "panels are whole");
        Self { values, inputs, from: 0, count: inputs }
    }

    /// The matrix of only `count` inputs from `from` on.
    ///
    /// # Panics
    /// When the matrix has fewer inputs.
    pub fn part(self, from: usize, count: usize) -> Self {
        assert!(from + count <= self.count, "a part lies inside");
        Self { from: self.from + from, count, ..self }
    }

    /// The panels in their order, each `[inputs, 24]`.
    fn iter(self) -> impl Iterator<Item = &'a [f32]> {
        let Self { from, count, inputs, values } = self;
        values.chunks_exact(inputs * COLUMNS).map(move |panel| &panel[from * COLUMNS..(from + count) * COLUMNS])
    }
}

/// Runs a function of the set that was chosen.
macro_rules! on {
    ($kernel:expr, $name:ident $(::<$($generic:ident),*>)? ($($argument:expr),*)) => {
        match $kernel.0 {
            Set::Portable => portable::$name$(::<$($generic),*>)?($($argument),*),
            // SAFETY: `Set::Avx2` is only made by `Kernel::best`, after the processor said that it has AVX2 and FMA.
            #[cfg(target_arch = "x86_64")]
            #[allow(unsafe_code)]
            Set::Avx2 => unsafe { avx2::$name$(::<$($generic),*>)?($($argument),*) },
        }
    };
}

impl Kernel {
    /// The fastest set that this processor has.
    pub fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            return Self(Set::Avx2);
        }
        Self::portable()
    }

    /// The set that runs everywhere. It rounds after each product, so its sums differ in the last bits.
    pub fn portable() -> Self {
        Self(Set::Portable)
    }

    /// `out[row] = matrix * x[row] + bias`, 24 floats a panel, rows of `out` being `stride` floats apart.
    ///
    /// # Panics
    /// When a slice is too short for it.
    pub fn linear(self, x: Rows, matrix: Panels, bias: Option<&[f32]>, out: &mut [f32], stride: usize) {
        for (at, panel) in matrix.iter().enumerate() {
            let bias = bias.map_or(&[0.0; COLUMNS], |bias| panel_of(bias, at));
            on!(self, panel::<WHOLE>(x, panel, bias, &mut out[at * COLUMNS..], stride));
        }
    }

    /// `out[row][o] = max over the three pieces of (matrix * x[row] + bias)`, eight outputs a panel, rows of `out` being
    /// `stride` floats apart.
    ///
    /// # Panics
    /// When a slice is too short for it.
    pub fn maxout(self, x: Rows, matrix: Panels, bias: &[f32], out: &mut [f32], stride: usize) {
        for (at, panel) in matrix.iter().enumerate() {
            on!(self, panel::<MAXOUT>(x, panel, panel_of(bias, at), &mut out[at * LANES..], stride));
        }
    }

    /// The maxout of each row of `out`, 96 floats apart, from a window of three rows of `x`: row `r` sees `x[r]`, `x[r + 1]`
    /// and `x[r + 2]`. `matrix` is from [`paired`]; `pairs` of rows are made, a multiple of [`PAIRS`].
    ///
    /// Two neighbouring windows share two rows, so that with sums and differences taken first four products do for six:
    /// S. Winograd, "Arithmetic Complexity of Computations", 1980; A. Lavin and S. Gray, arXiv:1509.09308, F(2, 3). The last
    /// bits differ from those of the plain product, and a row's from those that it would have beside the other neighbour.
    /// `room` is overwritten.
    ///
    /// # Panics
    /// When a slice is too short for it.
    pub fn windows(self, x: &[f32], pairs: usize, matrix: Panels, bias: &[f32], room: &mut Buffer, out: &mut [f32]) {
        assert!(pairs.is_multiple_of(PAIRS) && matrix.count == SPREAD, "pairs and matrix are whole");
        room.reach(pairs * SPREAD);
        on!(self, spread(x, &mut room[..pairs * SPREAD]));
        let spread = Rows { values: room, stride: SPREAD, count: pairs };
        for (at, panel) in matrix.iter().enumerate() {
            on!(self, pairs(spread, panel, panel_of(bias, at), &mut out[at * LANES..]));
        }
    }

    /// `out = max over the pieces of (left + middle + right + bias)`: a maxout whose products are known.
    pub fn joined(self, products: [&[f32; PIECES]; 3], bias: &[f32; PIECES], out: &mut [f32; WIDTH]) {
        on!(self, joined(products, bias, out));
    }

    /// `out = x + (y - mean) / sqrt(variance + 1e-8) * gain + shift`, mean and variance being those of `y`.
    pub fn normalised(self, y: &[f32; WIDTH], scale: Scale, x: &[f32; WIDTH], out: &mut [f32; WIDTH]) {
        on!(self, normalised(y, scale, x, out));
    }

    /// The best of `8 * VECTORS` actions for the state that `rows` add up to; of equals the first.
    ///
    /// `scores` is `[64, 8 * VECTORS]`, `score_bias` includes minus infinity for whatever is not allowed.
    pub fn best_action<const VECTORS: usize, const FEATURES: usize>(
        self,
        rows: [&[f32; HALVES]; FEATURES],
        bias: &[f32; HALVES],
        scores: &[f32],
        score_bias: &[f32],
    ) -> usize {
        assert!(scores.len() == HIDDEN * VECTORS * LANES && score_bias.len() == VECTORS * LANES, "scores are whole");
        on!(self, best_action::<VECTORS, FEATURES>(rows, bias, scores, score_bias))
    }
}

/// The matrix of three rows side by side, `[panels, 288, 24]`, as [`Kernel::windows`] needs it: `[panels, 384, 24]`.
pub fn paired(matrix: &[f32]) -> Buffer {
    const PART: usize = WIDTH * COLUMNS;
    let mut all = Buffer::default();
    all.reach(matrix.len() / 3 * 4);
    for (from, to) in matrix.chunks_exact(3 * PART).zip(all.chunks_exact_mut(4 * PART)) {
        for at in 0..PART {
            let [left, middle, right] = [0, 1, 2].map(|part| from[part * PART + at]);
            to[at] = (left + middle + right) / 2.0;
            to[PART + at] = (left - middle + right) / 2.0;
            to[2 * PART + at] = left;
            to[3 * PART + at] = right;
        }
    }
    all
}

/// What a layer normalisation multiplies by and adds.
#[derive(Debug, Clone, Copy)]
pub struct Scale<'a> {
    /// Factor of each value.
    pub gain: &'a [f32; WIDTH],
    /// Added to each value.
    pub shift: &'a [f32; WIDTH],
}

/// The part of a bias that belongs to a panel.
fn panel_of(bias: &[f32], panel: usize) -> &[f32; COLUMNS] {
    bias[panel * COLUMNS..].first_chunk().expect("a bias has a value for each column")
}

/// Asserts that every row of `x` has `inputs` floats and that `width` floats a row fit into `out`.
fn fits(x: &Rows, inputs: usize, out: &[f32], stride: usize, width: usize) {
    if let Some(last) = x.count.checked_sub(1) {
        let ends = |stride: usize, width: usize| last.checked_mul(stride).and_then(|first| first.checked_add(width));
        assert!(ends(x.stride, inputs).is_some_and(|end| end <= x.values.len()), "rows are whole");
        assert!(ends(stride, width).is_some_and(|end| end <= out.len()), "the result has room for all rows");
    }
}
