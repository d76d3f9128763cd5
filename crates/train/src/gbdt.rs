//! Gradient-boosted trees for yes-or-no questions: histograms, second-order gain, rows and columns drawn by a fixed
//! generator, so that the same rows give the same bytes.
//!
//! After Chen and Guestrin, "XGBoost" (KDD 2016): gain and leaf values with L2 regularisation, section 2.

use page::html::trees::{LEAF, Node, Trees};

/// How trees are grown.
#[derive(Debug, Clone)]
pub struct Growth {
    /// Trees.
    pub trees: usize,
    /// Splits from root to leaf at most.
    pub depth: usize,
    /// Share of each tree's answer that is taken.
    pub rate: f32,
    /// L2 regularisation of leaf values.
    pub lambda: f64,
    /// Least sum of second derivatives in a leaf.
    pub least: f64,
    /// Share of rows and of columns that each tree sees.
    pub rows: f32,
    /// See `rows`.
    pub columns: f32,
}

impl Default for Growth {
    fn default() -> Growth {
        Growth { trees: 200, depth: 5, rate: 0.055, lambda: 4.0, least: 8.0, rows: 0.7, columns: 0.5 }
    }
}

const BINS: usize = 64;

/// Xorshift64*: draws that are the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// Trains on `rows` (`[rows, columns]`, row-major), `labels` in `0..=1` and `weights` (0 leaves a row out).
pub fn train(rows: &[f32], columns: usize, labels: &[f32], weights: &[f32], growth: &Growth) -> Trees {
    let n = labels.len();
    let borders: Vec<Vec<f32>> = (0..columns).map(|c| borders(rows, columns, c, weights)).collect();
    let mut bins = vec![0u8; n * columns];
    for r in 0..n {
        for c in 0..columns {
            bins[r * columns + c] = borders[c].partition_point(|b| *b < rows[r * columns + c]) as u8;
        }
    }
    let total: f64 = weights.iter().map(|w| *w as f64).sum();
    let positive: f64 = labels.iter().zip(weights).map(|(l, w)| (*l * *w) as f64).sum();
    let base = (positive / (total - positive).max(1e-9)).ln() as f32;
    let mut scores = vec![base; n];
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    let mut trees = Vec::new();
    for _ in 0..growth.trees {
        let used: Vec<u32> =
            (0..n as u32).filter(|r| weights[*r as usize] > 0.0 && draw.next() < growth.rows).collect();
        let asked: Vec<usize> = (0..columns).filter(|_| draw.next() < growth.columns).collect();
        let mut gradients = vec![(0.0f64, 0.0f64); n];
        for &r in &used {
            let r = r as usize;
            let p = 1.0 / (1.0 + (-scores[r] as f64).exp());
            gradients[r] = ((p - labels[r] as f64) * weights[r] as f64, p * (1.0 - p) * weights[r] as f64);
        }
        let mut tree =
            Tree { bins: &bins, columns, borders: &borders, gradients: &gradients, asked, growth, nodes: Vec::new() };
        tree.grow(used, growth.depth);
        let nodes = tree.nodes;
        for (r, score) in scores.iter_mut().enumerate() {
            *score += walk(&nodes, &rows[r * columns..(r + 1) * columns]);
        }
        trees.push(nodes);
    }
    Trees::new(base, trees)
}

fn borders(rows: &[f32], columns: usize, column: usize, weights: &[f32]) -> Vec<f32> {
    let mut values: Vec<f32> =
        weights.iter().enumerate().filter(|(_, w)| **w > 0.0).map(|(r, _)| rows[r * columns + column]).collect();
    values.sort_by(f32::total_cmp);
    let mut borders: Vec<f32> =
        (1..BINS).map(|b| values[(b * values.len() / BINS).min(values.len().saturating_sub(1))]).collect();
    borders.dedup();
    borders
}

fn walk(nodes: &[Node], row: &[f32]) -> f32 {
    let mut at = &nodes[0];
    while at.feature != LEAF {
        at = &nodes[if row[at.feature as usize] <= at.value { at.left } else { at.right } as usize];
    }
    at.value
}

struct Tree<'a> {
    bins: &'a [u8],
    columns: usize,
    borders: &'a [Vec<f32>],
    gradients: &'a [(f64, f64)],
    asked: Vec<usize>,
    growth: &'a Growth,
    nodes: Vec<Node>,
}

impl Tree<'_> {
    fn grow(&mut self, rows: Vec<u32>, depth: usize) -> u16 {
        let at = self.nodes.len() as u16;
        let sum = rows.iter().fold((0.0, 0.0), |s, r| {
            let g = self.gradients[*r as usize];
            (s.0 + g.0, s.1 + g.1)
        });
        let lambda = self.growth.lambda;
        let value = (-sum.0 / (sum.1 + lambda)) as f32 * self.growth.rate;
        self.nodes.push(Node { feature: LEAF, left: 0, right: 0, value });
        if depth == 0 {
            return at;
        }
        let gain = |g: f64, h: f64| g * g / (h + lambda);
        let mut best: Option<(f64, usize, usize)> = None;
        // one pass over the rows: a row's bins lie together
        let mut histograms = vec![[(0.0f64, 0.0f64); BINS]; self.asked.len()];
        for r in &rows {
            let g = self.gradients[*r as usize];
            let bins = &self.bins[*r as usize * self.columns..][..self.columns];
            for (histogram, c) in histograms.iter_mut().zip(&self.asked) {
                let bin = &mut histogram[usize::from(bins[*c]) % BINS];
                bin.0 += g.0;
                bin.1 += g.1;
            }
        }
        for (histogram, &c) in histograms.iter().zip(&self.asked) {
            let mut left = (0.0, 0.0);
            for (bin, cell) in histogram.iter().enumerate().take(self.borders[c].len()) {
                left.0 += cell.0;
                left.1 += cell.1;
                let right = (sum.0 - left.0, sum.1 - left.1);
                if left.1 < self.growth.least || right.1 < self.growth.least {
                    continue;
                }
                let better = gain(left.0, left.1) + gain(right.0, right.1) - gain(sum.0, sum.1);
                if better > 1e-6 && best.is_none_or(|(b, ..)| better > b) {
                    best = Some((better, c, bin));
                }
            }
        }
        let Some((_, column, bin)) = best else { return at };
        let (left, right): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|r| self.bins[*r as usize * self.columns + column] as usize <= bin);
        let left = self.grow(left, depth - 1);
        let right = self.grow(right, depth - 1);
        self.nodes[at as usize] = Node { feature: column as u16, left, right, value: self.borders[column][bin] };
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_conditions_together_are_learnt() {
        let mut rows = Vec::new();
        let mut labels = Vec::new();
        for i in 0..400 {
            let (a, b) = ((i % 20) as f32, (i / 20) as f32);
            rows.extend([a, b]);
            labels.push(f32::from(a > 10.0 && b > 10.0));
        }
        let growth = Growth { trees: 60, columns: 1.0, least: 1.0, ..Growth::default() };
        let trees = train(&rows, 2, &labels, &vec![1.0; 400], &growth);
        assert!(trees.probability(&[15.0, 15.0]) > 0.8);
        assert!(trees.probability(&[15.0, 5.0]) < 0.2);
        assert_eq!(train(&rows, 2, &labels, &vec![1.0; 400], &growth).to_bytes(2), trees.to_bytes(2));
    }
}
