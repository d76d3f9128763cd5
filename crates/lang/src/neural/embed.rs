//! Word types as vectors: rows of hash tables added up and mixed, once a type.
//!
//! What a type gives depends on nothing around it. So its vector is kept, and with it its products with the three thirds
//! of the first encoder layer's matrix: as left neighbour, as the word itself, as right neighbour.

use super::{
    hash::words,
    kernel::{Buffer, Kernel, PIECES, Rows, WIDTH},
    layer::{Layer, row},
    types::{NOTHING, Types},
    weights::{Floats, Weights},
    word::Features,
};
use crate::Error;

/// Seed of the first table; the next ones have the next numbers.
const FIRST_SEED: u32 = 8;
/// Floats of a type: its vector and three products.
const ENTRY: usize = WIDTH + 3 * PIECES;
/// Tokens that are looked up as one; not more than the types that are kept.
pub const BLOCK: usize = 1024;

/// The tables of a network and its mixer.
#[derive(Debug)]
pub struct Embed {
    tables: Vec<(Column, Floats)>,
    mixer: Layer,
}

/// A feature as a table's key.
type Column = fn(&Features) -> u64;

/// The features by the tables' names, in order.
const COLUMNS: [(&str, Column); 6] = [
    ("norm", |features| features.norm),
    ("prefix", |features| features.prefix),
    ("suffix", |features| features.suffix),
    ("shape", |features| features.shape),
    ("spacy", |features| u64::from(features.spacy)),
    ("space", |features| u64::from(features.is_space)),
];

/// The features that are read where white space is of no account.
const WITHOUT_SPACE: usize = 4;

/// The types of a network that were met, and room to work.
#[derive(Debug)]
pub struct Known {
    types: Types,
    /// A slot's entry: vector, then products as left neighbour, as itself, as right neighbour.
    entries: Buffer,
    /// The slots of the block's tokens.
    slots: Vec<u32>,
    new: Vec<(u32, Features)>,
    made: u64,
    rows: Buffer,
    vectors: Buffer,
    products: Buffer,
    sums: Buffer,
}

impl Known {
    /// Nothing yet, and at most `kept` types.
    pub fn new(kept: usize) -> Self {
        let types = Types::new(kept.max(BLOCK + 2));
        let mut entries = Buffer::with_capacity(types.capacity() * ENTRY);
        entries.reach(ENTRY);
        Self {
            types,
            entries,
            slots: Vec::new(),
            new: Vec::new(),
            made: 0,
            rows: Buffer::default(),
            vectors: Buffer::default(),
            products: Buffer::default(),
            sums: Buffer::default(),
        }
    }

    /// A slot's vector.
    pub fn vector(&self, slot: u32) -> &[f32; WIDTH] {
        row(&self.entries, slot as usize * ENTRY)
    }

    /// A slot's products as left neighbour (0), as itself (1), as right neighbour (2).
    pub fn products(&self, slot: u32, part: usize) -> &[f32; PIECES] {
        row(&self.entries, slot as usize * ENTRY + WIDTH + part * PIECES)
    }

    /// How often a type was made.
    pub fn made(&self) -> u64 {
        self.made
    }

    /// The slots of the tokens that were looked up last.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }
}

impl Embed {
    /// Opens the tables of a part, with those of white space or without.
    pub fn open(weights: &Weights, part: &str, spaces: bool) -> Result<Self, Error> {
        let columns = &COLUMNS[..if spaces { COLUMNS.len() } else { WITHOUT_SPACE }];
        let mut tables = Vec::new();
        for (name, column) in columns {
            let tensor = format!("{part}.embed.{name}");
            let rows = weights.rows(&tensor, WIDTH)?;
            tables.push((*column, weights.floats(&tensor, &[rows, WIDTH])?));
        }
        let mixer = Layer::open(weights, &format!("{part}.mixer"), tables.len() * WIDTH)?;
        Ok(Self { tables, mixer })
    }

    /// Looks up a block of at most [`BLOCK`] tokens and their neighbours, nothing standing for what is beyond the text;
    /// fills in the types that are new. `first` is the layer of the products.
    pub fn look_up(
        &self,
        kernel: Kernel,
        tokens: impl Iterator<Item = Option<Features>>,
        first: &Layer,
        known: &mut Known,
    ) {
        known.types.begin_block();
        known.slots.clear();
        known.new.clear();
        for features in tokens {
            let Some(features) = features else {
                known.slots.push(NOTHING);
                continue;
            };
            let features = if self.tables.len() == WITHOUT_SPACE {
                Features { spacy: false, is_space: false, ..features }
            } else {
                features
            };
            let (slot, new) = known.types.slot(features);
            known.slots.push(slot);
            if new {
                known.new.push((slot, features));
            }
        }
        known.made += known.new.len() as u64;
        self.fill(kernel, first, known);
    }

    /// Computes the entries of the types that are new.
    fn fill(&self, kernel: Kernel, first: &Layer, known: &mut Known) {
        let Known { entries, new, rows, vectors, products, sums, .. } = known;
        let (count, inputs) = (new.len(), self.tables.len() * WIDTH);
        rows.reach(count * inputs);
        for ((_, features), embedded) in new.iter().zip(rows.chunks_exact_mut(inputs)) {
            self.embed(features, embedded);
        }
        vectors.reach(count * WIDTH);
        self.mixer.run(kernel, Rows { values: rows, stride: inputs, count }, sums, vectors);

        if let Some(last) = new.iter().map(|(slot, _)| *slot as usize).max() {
            entries.reach((last + 1) * ENTRY);
        }
        for ((slot, _), vector) in new.iter().zip(vectors.chunks_exact(WIDTH)) {
            entries[*slot as usize * ENTRY..][..WIDTH].copy_from_slice(vector);
        }
        products.reach(count * PIECES);
        for part in 0..3 {
            let matrix = first.matrix().part(part * WIDTH, WIDTH);
            kernel.linear(Rows { values: vectors, stride: WIDTH, count }, matrix, None, products, PIECES);
            for ((slot, _), product) in new.iter().zip(products.chunks_exact(PIECES)) {
                entries[*slot as usize * ENTRY + WIDTH + part * PIECES..][..PIECES].copy_from_slice(product);
            }
        }
    }

    /// A type's rows of all tables, side by side.
    fn embed(&self, features: &Features, out: &mut [f32]) {
        for (((column, table), out), seed) in self.tables.iter().zip(out.chunks_exact_mut(WIDTH)).zip(FIRST_SEED..) {
            let rows = (table.len() / WIDTH) as u32;
            let [a, b, c, d] =
                words(column(features), seed).map(|word| row::<WIDTH>(table, (word % rows) as usize * WIDTH));
            for at in 0..WIDTH {
                out[at] = a[at] + b[at] + c[at] + d[at];
            }
        }
    }
}
