//! Boosted regression trees: reading the weights and scoring a row.

use std::fmt;

/// The weights of `crates/train`, in the order of its training.
///
/// File: the magic `onrecord trees 1\n`, then little-endian `u32` features, `u32` trees, `f32` base score; per tree `u32`
/// nodes, then per node `u16` feature, `u16` left child, `u16` right child, `f32` threshold. A leaf has feature `0xffff`
/// and its value as the threshold.
#[derive(Debug)]
pub struct Trees {
    base: f32,
    trees: Vec<Vec<Node>>,
    plan: Plan,
}

/// One decision or leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Column that is asked, `0xffff` in a leaf.
    pub feature: u16,
    /// Node when the value is at most the threshold.
    pub left: u16,
    /// Node when it is above.
    pub right: u16,
    /// Threshold, or the leaf's value.
    pub value: f32,
}

/// Marks a leaf.
pub const LEAF: u16 = u16::MAX;
const MAGIC: &[u8] = b"onrecord trees 1\n";

/// Why weights were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TreesError {
    /// Another file, or a newer form of it.
    #[error("these weights do not begin with \"onrecord trees 1\": another file, or made by a newer program")]
    Magic,
    /// The file ends early or points outside itself.
    #[error("the weights are truncated or damaged at byte {0}")]
    Truncated(usize),
    /// Made for another set of features.
    #[error("the weights were made for {found} features, this program has {wanted}: train them again")]
    Features {
        /// In the file.
        found: usize,
        /// In this program.
        wanted: usize,
    },
}

struct Bytes<'a>(&'a [u8], usize);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], TreesError> {
        let bytes = self.0.get(self.1..self.1 + N).ok_or(TreesError::Truncated(self.1))?;
        self.1 += N;
        bytes.try_into().map_err(|_| TreesError::Truncated(self.1))
    }

    fn u32(&mut self) -> Result<usize, TreesError> {
        Ok(u32::from_le_bytes(self.take()?) as usize)
    }

    fn u16(&mut self) -> Result<u16, TreesError> {
        Ok(u16::from_le_bytes(self.take()?))
    }

    fn f32(&mut self) -> Result<f32, TreesError> {
        Ok(f32::from_le_bytes(self.take()?))
    }
}

impl Trees {
    /// Makes trees of nodes, as training does.
    pub fn new(base: f32, trees: Vec<Vec<Node>>) -> Trees {
        Trees { base, plan: Plan::of(&trees), trees }
    }

    /// Reads weights made for rows of `features` columns.
    pub fn read(bytes: &[u8], features: usize) -> Result<Trees, TreesError> {
        if !bytes.starts_with(MAGIC) {
            return Err(TreesError::Magic);
        }
        let mut bytes = Bytes(bytes, MAGIC.len());
        let found = bytes.u32()?;
        if found != features {
            return Err(TreesError::Features { found, wanted: features });
        }
        let count = bytes.u32()?;
        let base = bytes.f32()?;
        let mut trees = Vec::new();
        for _ in 0..count {
            let len = bytes.u32()?;
            let mut nodes = Vec::new();
            for at in 0..len {
                let (feature, left, right) = (bytes.u16()?, bytes.u16()?, bytes.u16()?);
                let node = Node { feature, left, right, value: bytes.f32()? };
                // Children come after their parent, so that walking a damaged file ends too.
                let sound = feature == LEAF
                    || (feature as usize) < features
                        && [left, right].iter().all(|c| (*c as usize) > at && (*c as usize) < len);
                if !sound {
                    return Err(TreesError::Truncated(bytes.1));
                }
                nodes.push(node);
            }
            if nodes.is_empty() {
                return Err(TreesError::Truncated(bytes.1));
            }
            trees.push(nodes);
        }
        Ok(Trees::new(base, trees))
    }

    /// Writes the weights in the form that [`Trees::read`] reads.
    pub fn to_bytes(&self, features: usize) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((features as u32).to_le_bytes());
        bytes.extend((self.trees.len() as u32).to_le_bytes());
        bytes.extend(self.base.to_le_bytes());
        for nodes in &self.trees {
            bytes.extend((nodes.len() as u32).to_le_bytes());
            for node in nodes {
                bytes.extend(node.feature.to_le_bytes());
                bytes.extend(node.left.to_le_bytes());
                bytes.extend(node.right.to_le_bytes());
                bytes.extend(node.value.to_le_bytes());
            }
        }
        bytes
    }

    /// Returns the probability for one row, `0..=1`.
    pub fn probability(&self, row: &[f32]) -> f32 {
        self.probabilities(row, row.len())[0]
    }

    /// Returns the probabilities of many rows (`[rows, columns]`, row-major).
    pub fn probabilities(&self, rows: &[f32], columns: usize) -> Vec<f32> {
        let mut all = Vec::with_capacity(rows.len() / columns);
        let mut passes = vec![0; self.plan.tests];
        let mut at = vec![0; self.plan.widest];
        for rows in rows.chunks(ROWS * columns) {
            let count = rows.len() / columns;
            let mut sums = [self.base; ROWS];
            self.plan.ask(rows, columns, &mut passes);
            self.plan.add(count, &mut sums, &passes, &mut at);
            all.extend(sums[..count].iter().map(|sum| 1.0 / (1.0 + (-sum).exp())));
        }
        all
    }
}

/// Rows that go through the trees together: one bit each.
const ROWS: usize = 64;

/// The trees in the order in which many rows are led through them.
///
/// A set of [`ROWS`] rows is a number, one bit a row. Trees ask the same questions over and over (4,000 nodes, 900
/// different ones), so each is answered once for all rows; after that a decision is an `and`, and a tree is left by each
/// of its leaves with the set of rows that came there. Neighbouring lines of a page mostly go the same way. Row by row,
/// node by node, is three times slower: the processor cannot foresee the turns.
#[derive(Debug, Default)]
struct Plan {
    /// Thresholds of each column that is asked, ascending.
    columns: Vec<(usize, Vec<f32>)>,
    /// How many questions there are: thresholds of all columns.
    tests: usize,
    /// The trees: their decisions, parents before children, and their leaves.
    trees: Vec<(Vec<Decision>, Vec<Leaf>)>,
    /// Nodes of the largest tree.
    widest: usize,
}

/// Rows at `node` that pass `test` go to `left`, the others to `right`.
#[derive(Debug)]
struct Decision {
    node: u16,
    test: u16,
    left: u16,
    right: u16,
}

#[derive(Debug)]
struct Leaf {
    node: u16,
    value: f32,
}

impl Plan {
    fn of(trees: &[Vec<Node>]) -> Plan {
        let mut asked: Vec<(u16, f32)> =
            trees.iter().flatten().filter(|n| n.feature != LEAF).map(|n| (n.feature, n.value)).collect();
        asked.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        asked.dedup();
        let columns = asked.chunk_by(|a, b| a.0 == b.0);
        let columns = columns.map(|of_one| (usize::from(of_one[0].0), of_one.iter().map(|t| t.1).collect())).collect();
        let test = |node: &Node| asked.iter().position(|t| *t == (node.feature, node.value)).unwrap_or(0) as u16;
        let plan = |nodes: &Vec<Node>| {
            let (leaves, decisions): (Vec<_>, Vec<_>) =
                nodes.iter().enumerate().partition(|(_, node)| node.feature == LEAF);
            let decision = |(at, node): (usize, &Node)| Decision {
                node: at as u16,
                test: test(node),
                left: node.left,
                right: node.right,
            };
            let leaf = |(at, node): (usize, &Node)| Leaf { node: at as u16, value: node.value };
            (decisions.into_iter().map(decision).collect(), leaves.into_iter().map(leaf).collect())
        };
        Plan {
            columns,
            tests: asked.len(),
            trees: trees.iter().map(plan).collect(),
            widest: trees.iter().map(Vec::len).max().unwrap_or(0),
        }
    }

    /// Answers every question for up to [`ROWS`] rows: `passes[test]` is the set of rows at or below its threshold.
    fn ask(&self, rows: &[f32], columns: usize, passes: &mut [u64]) {
        passes.fill(0);
        let mut passes = passes;
        for (column, thresholds) in &self.columns {
            let (own, rest) = passes.split_at_mut(thresholds.len());
            let mut column = rows[*column..].iter().step_by(columns);
            let mut value = column.next().copied();
            let mut run = 1u64; // rows of one value: there are mostly many
            let mut next = 2;
            while let Some(v) = value {
                value = column.next().copied();
                if value != Some(v) {
                    // The first threshold that the value passes; no number passes any.
                    let first = thresholds.partition_point(|t| v.is_nan() || *t < v);
                    if let Some(set) = own.get_mut(first) {
                        *set |= run;
                    }
                    run = 0;
                }
                run |= next;
                next <<= 1;
            }
            // What passes a threshold passes all higher ones.
            let mut passed = 0;
            for set in own {
                passed |= *set;
                *set = passed;
            }
            passes = rest;
        }
    }

    /// Leads `count` rows through all trees and adds the leaves' values to `sums`. `at` holds a set for each node.
    fn add(&self, count: usize, sums: &mut [f32; ROWS], passes: &[u64], at: &mut [u64]) {
        for (decisions, leaves) in &self.trees {
            at.fill(0);
            at[0] = u64::MAX >> (ROWS - count);
            for decision in decisions {
                let (rows, passed) = (at[usize::from(decision.node)], passes[usize::from(decision.test)]);
                at[usize::from(decision.left)] |= rows & passed;
                at[usize::from(decision.right)] |= rows & !passed;
            }
            for leaf in leaves {
                let mut rows = at[usize::from(leaf.node)];
                while rows != 0 {
                    sums[rows.trailing_zeros() as usize % ROWS] += leaf.value;
                    rows &= rows - 1;
                }
            }
        }
    }
}

impl fmt::Display for Trees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} trees, {} nodes", self.trees.len(), self.trees.iter().map(Vec::len).sum::<usize>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Trees {
        let leaf = |value| Node { feature: LEAF, left: 0, right: 0, value };
        Trees::new(0.0, vec![vec![Node { feature: 1, left: 1, right: 2, value: 0.5 }, leaf(-2.0), leaf(2.0)]])
    }

    #[test]
    fn weights_read_back() {
        let bytes = sample().to_bytes(2);
        let trees = Trees::read(&bytes, 2).unwrap();
        assert!(trees.probability(&[0.0, 1.0]) > 0.8 && trees.probability(&[1.0, 0.0]) < 0.2);
    }

    #[test]
    fn many_rows_get_what_each_gets_alone() {
        let trees =
            Trees::read(include_bytes!("../../../../weights/body.trees"), super::super::features::COUNT).unwrap();
        let columns = super::super::features::COUNT;
        // Steps of an odd number through a small range: every column takes many values, some of them thresholds.
        let mut rows: Vec<f32> = (0..150 * columns).map(|i| (i * 7919 % 997) as f32 / 31.0 - 1.0).collect();
        rows[5 * columns + 3] = f32::NAN;
        let together = trees.probabilities(&rows, columns);
        for (row, p) in rows.chunks(columns).zip(&together) {
            let walk = |nodes: &Vec<Node>| {
                let mut at = nodes[0];
                while at.feature != LEAF {
                    at = nodes[usize::from(if row[at.feature as usize] <= at.value { at.left } else { at.right })];
                }
                at.value
            };
            let sum = trees.trees.iter().map(walk).fold(trees.base, |sum, value| sum + value);
            assert_eq!(*p, 1.0 / (1.0 + (-sum).exp()));
        }
    }

    #[test]
    fn damaged_weights_are_refused_by_name() {
        let bytes = sample().to_bytes(2);
        assert_eq!(Trees::read(b"PK", 2).unwrap_err(), TreesError::Magic);
        assert!(matches!(Trees::read(&bytes[..bytes.len() - 1], 2), Err(TreesError::Truncated(_))));
        assert!(matches!(Trees::read(&bytes, 3), Err(TreesError::Features { found: 2, wanted: 3 })));
    }
}
