//! Tokens as vectors that know their surroundings: four layers, each of which looks one token to the left and to the right.

use super::{
    embed::{BLOCK, Embed, Known},
    kernel::{Buffer, Kernel, Rows, WIDTH},
    layer::{Layer, Room, Window, row_mut},
    weights::Weights,
    word::Features,
};
use crate::Error;

/// Rows of nothing before and behind a text that go through the layers like tokens.
const EDGE: usize = 4;
/// One more row at either end, which stays zero: what the outermost rows see beyond.
const FIRST: usize = EDGE + 1;

/// Embedding and encoder layers of a network.
#[derive(Debug)]
pub struct Encoder {
    embed: Embed,
    first: Layer,
    layers: [Window; 3],
}

/// Where an encoder works, and what it knows of word types.
#[derive(Debug)]
pub struct Encoding {
    known: Known,
    from: Buffer,
    to: Buffer,
    room: Room,
    count: usize,
}

impl Encoding {
    /// One that keeps at most `kept` word types.
    pub fn new(kept: usize) -> Self {
        let (from, to, room) = Default::default();
        Self { known: Known::new(kept), from, to, room, count: 0 }
    }

    /// Gives back the memory that a long text took.
    pub fn shrink(&mut self) {
        (self.from, self.to, self.room) = Default::default();
    }

    /// How often a word type was made.
    pub fn made(&self) -> u64 {
        self.known.made()
    }

    /// The tokens' vectors.
    pub fn tokens(&self) -> Rows<'_> {
        Rows { values: &self.from[FIRST * WIDTH..], stride: WIDTH, count: self.count }
    }
}

impl Encoder {
    /// Opens the encoder of a part, with tables of white space or without.
    pub fn open(weights: &Weights, part: &str, spaces: bool) -> Result<Self, Error> {
        let window = |name| Window::open(weights, &format!("{part}.{name}"));
        let embed = Embed::open(weights, part, spaces)?;
        let first = Layer::open(weights, &format!("{part}.0"), 3 * WIDTH)?;
        Ok(Self { embed, first, layers: [window("1")?, window("2")?, window("3")?] })
    }

    /// Encodes a text, whole: its tokens' vectors are then in `encoding`.
    pub fn read(&self, kernel: Kernel, tokens: &[Features], encoding: &mut Encoding) {
        let rows = tokens.len() + 2 * EDGE;
        encoding.count = tokens.len();
        for buffer in [&mut encoding.from, &mut encoding.to] {
            buffer.reach((rows + 2 + Window::BEYOND) * WIDTH);
            row_mut::<WIDTH>(buffer, 0).fill(0.0);
            row_mut::<WIDTH>(buffer, (rows + 1) * WIDTH).fill(0.0);
        }
        for first in (1..=rows).step_by(BLOCK) {
            self.first(kernel, tokens, first..(first + BLOCK).min(rows + 1), encoding);
        }
        let Encoding { from, to, room, .. } = encoding;
        for layer in &self.layers {
            layer.run(kernel, from, rows, room, to);
            std::mem::swap(from, to);
        }
    }

    /// The first layer of some rows, from products that are known.
    fn first(&self, kernel: Kernel, tokens: &[Features], rows: std::ops::Range<usize>, encoding: &mut Encoding) {
        let Encoding { known, from, .. } = encoding;
        let seen = (rows.start - 1..rows.end + 1).map(|row| tokens.get(row.checked_sub(FIRST)?).copied());
        self.embed.look_up(kernel, seen, &self.first, known);
        let (bias, scale) = (self.first.bias(), self.first.scale());
        let mut sums = [0.0; WIDTH];
        for (row, slots) in rows.zip(known.slots().array_windows()) {
            let [left, this, right] = *slots;
            let products = [known.products(left, 0), known.products(this, 1), known.products(right, 2)];
            kernel.joined(products, bias, &mut sums);
            kernel.normalised(&sums, scale, known.vector(this), row_mut(from, row * WIDTH));
        }
    }
}
