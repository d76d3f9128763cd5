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
        Trees { base, trees }
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
        Ok(Trees { base, trees })
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
    ///
    /// Tree by tree over a few rows at a time, so that both stay in the processor's nearest memory.
    pub fn probabilities(&self, rows: &[f32], columns: usize) -> Vec<f32> {
        const ROWS: usize = 64;
        let mut sums = vec![self.base; rows.len() / columns];
        for (rows, sums) in rows.chunks(ROWS * columns).zip(sums.chunks_mut(ROWS)) {
            for nodes in &self.trees {
                for (row, sum) in rows.chunks_exact(columns).zip(sums.iter_mut()) {
                    let mut at = &nodes[0];
                    while at.feature != LEAF {
                        let next = if row[at.feature as usize] <= at.value { at.left } else { at.right };
                        at = &nodes[next as usize];
                    }
                    *sum += at.value;
                }
            }
        }
        sums.iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
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
    fn damaged_weights_are_refused_by_name() {
        let bytes = sample().to_bytes(2);
        assert_eq!(Trees::read(b"PK", 2).unwrap_err(), TreesError::Magic);
        assert!(matches!(Trees::read(&bytes[..bytes.len() - 1], 2), Err(TreesError::Truncated(_))));
        assert!(matches!(Trees::read(&bytes, 3), Err(TreesError::Features { found: 2, wanted: 3 })));
    }
}
