//! A conditional random field over a sequence: how likely each label is at each token, and the best ways through.
//!
//! After Lafferty, McCallum and Pereira, "Conditional Random Fields" (ICML 2001). Scores are natural logarithms.

/// A sequence with its scores: `emissions` is `[tokens, labels]`, `transitions` is `[from, to]`, both row-major.
#[derive(Debug, Clone, Copy)]
pub struct Sequence<'a> {
    /// Labels.
    pub labels: usize,
    /// How well each label fits each token.
    pub emissions: &'a [f32],
    /// How well each label follows each.
    pub transitions: &'a [f32],
}

/// Sums over all ways through a sequence.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// `[tokens, labels]`: ways that end here.
    pub forward: Vec<f32>,
    /// `[tokens, labels]`: ways that begin here, without the token's own score.
    pub backward: Vec<f32>,
    /// All ways.
    pub total: f32,
}

/// A way through a sequence and its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// One label a token.
    pub labels: Vec<u8>,
    /// The sum of its scores.
    pub score: f32,
}

impl Sequence<'_> {
    /// Returns how many tokens there are.
    pub fn len(&self) -> usize {
        self.emissions.len() / self.labels
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.emissions.is_empty()
    }

    /// Sums over all ways. Linear in the tokens, quadratic in the labels.
    pub fn sums(&self) -> Sums {
        let (k, n) = (self.labels, self.len());
        if n == 0 {
            return Sums::default();
        }
        let mut forward = self.emissions.to_vec();
        let mut backward = vec![0.0; n * k];
        let mut terms = vec![0.0; k];
        for at in 1..n {
            for to in 0..k {
                for (from, term) in terms.iter_mut().enumerate() {
                    *term = forward[(at - 1) * k + from] + self.transitions[from * k + to];
                }
                forward[at * k + to] += log_sum(&terms);
            }
        }
        for at in (0..n - 1).rev() {
            for from in 0..k {
                for (to, term) in terms.iter_mut().enumerate() {
                    let next = (at + 1) * k + to;
                    *term = backward[next] + self.transitions[from * k + to] + self.emissions[next];
                }
                backward[at * k + from] = log_sum(&terms);
            }
        }
        let total = log_sum(&forward[(n - 1) * k..]);
        Sums { forward, backward, total }
    }

    /// Returns the score of one way.
    pub fn score(&self, labels: &[u8]) -> f32 {
        let k = self.labels;
        let emitted = labels.iter().zip(self.emissions.chunks_exact(k)).map(|(label, row)| row[usize::from(*label)]);
        let steps = labels.windows(2).map(|pair| self.transitions[usize::from(pair[0]) * k + usize::from(pair[1])]);
        emitted.chain(steps).sum()
    }

    /// Returns the best ways, best first, at most `most`; ties go to the lower label at the last token that differs.
    pub fn best(&self, most: usize) -> Vec<Way> {
        let (k, n) = (self.labels, self.len());
        if n == 0 || most == 0 {
            return Vec::new();
        }
        // cells[token][label]: (score, label before, rank before), best first
        let mut cells: Vec<Vec<(f32, u8, u8)>> = (0..k).map(|label| vec![(self.emissions[label], 0, 0)]).collect();
        for at in 1..n {
            for to in 0..k {
                let mut found: Vec<(f32, u8, u8)> = Vec::with_capacity(most + 1);
                for from in 0..k {
                    let step = self.transitions[from * k + to];
                    for (rank, cell) in cells[(at - 1) * k + from].iter().enumerate() {
                        let score = cell.0 + step;
                        if found.len() == most && found.last().is_some_and(|last| last.0 >= score) {
                            break;
                        }
                        let place = found.partition_point(|other| other.0 >= score);
                        found.insert(place, (score, from as u8, rank as u8));
                        found.truncate(most);
                    }
                }
                found.iter_mut().for_each(|cell| cell.0 += self.emissions[at * k + to]);
                cells.push(found);
            }
        }
        let mut ends: Vec<(f32, usize, usize)> = Vec::new();
        for label in 0..k {
            let last = &cells[(n - 1) * k + label];
            ends.extend(last.iter().enumerate().map(|(rank, cell)| (cell.0, label, rank)));
        }
        ends.sort_by(|a, b| b.0.total_cmp(&a.0));
        ends.truncate(most);
        let trace = |(score, mut label, mut rank): (f32, usize, usize)| {
            let mut labels = vec![0; n];
            for at in (0..n).rev() {
                labels[at] = label as u8;
                let (_, before, rank_before) = cells[at * k + label][rank];
                (label, rank) = (usize::from(before), usize::from(rank_before));
            }
            Way { labels, score }
        };
        ends.into_iter().map(trace).collect()
    }
}

impl Sums {
    /// Returns the probability of a label at a token.
    #[inline]
    pub fn probability(&self, at: usize, label: usize, labels: usize) -> f32 {
        let cell = at * labels + label;
        (self.forward[cell] + self.backward[cell] - self.total).exp()
    }
}

/// Returns the logarithm of the sum of what these are logarithms of.
fn log_sum(terms: &[f32]) -> f32 {
    let most = terms.iter().copied().fold(f32::MIN, f32::max);
    most + terms.iter().map(|term| (term - most).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMISSIONS: [f32; 6] = [0.5, 0.0, 0.0, 1.0, 0.3, 0.2];
    const TRANSITIONS: [f32; 4] = [0.4, -0.6, 0.1, 0.7];

    fn every_way() -> Vec<Way> {
        let mut ways = Vec::new();
        for bits in 0..8u8 {
            let labels = vec![bits >> 2, bits >> 1 & 1, bits & 1];
            let mut score = 0.0;
            for (at, label) in labels.iter().enumerate() {
                score += EMISSIONS[at * 2 + usize::from(*label)];
                if at > 0 {
                    score += TRANSITIONS[usize::from(labels[at - 1]) * 2 + usize::from(*label)];
                }
            }
            ways.push(Way { labels, score });
        }
        ways.sort_by(|a, b| b.score.total_cmp(&a.score));
        ways
    }

    #[test]
    fn the_best_ways_are_those_of_a_full_search() {
        let sequence = Sequence { labels: 2, emissions: &EMISSIONS, transitions: &TRANSITIONS };
        let found = sequence.best(5);
        for (found, way) in found.iter().zip(every_way()) {
            assert_eq!(found.labels, way.labels);
            assert!((sequence.score(&way.labels) - way.score).abs() < 1e-5);
            assert!((found.score - way.score).abs() < 1e-5);
        }
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn probabilities_are_those_of_a_full_search() {
        let sequence = Sequence { labels: 2, emissions: &EMISSIONS, transitions: &TRANSITIONS };
        let sums = sequence.sums();
        let all: f32 = every_way().iter().map(|way| way.score.exp()).sum();
        let ones: f32 = every_way().iter().filter(|way| way.labels[1] == 1).map(|way| way.score.exp()).sum();
        assert!((sums.total - all.ln()).abs() < 1e-5);
        assert!((sums.probability(1, 1, 2) - ones / all).abs() < 1e-5);
    }
}
