//! Learning the weights of a conditional random field: stochastic steps, AdaGrad, features dropped at random.
//!
//! AdaGrad: Duchi, Hazan and Singer (JMLR 2011). Dropping features in training: Srivastava et al. (JMLR 2014); on PolNeAR it
//! is worth three points of F1.

use reading::attribution::{crf::Sequence, features::Features, weights::Table};

/// A sequence with what it should be read as.
#[derive(Debug, Clone)]
pub struct Example {
    /// What is seen at each token.
    pub seen: Vec<Features>,
    /// One label a token.
    pub labels: Vec<u8>,
}

/// How a field is learnt.
#[derive(Debug, Clone)]
pub struct Course {
    /// Times that all examples are seen.
    pub rounds: usize,
    /// Length of a step.
    pub rate: f32,
    /// Share of features that is dropped.
    pub drop: f32,
    /// Rows are 2 to the power of this.
    pub bits: u32,
    /// Times that it is learnt anew with other draws; the mean of all is kept.
    pub runs: usize,
}

/// Shortens steps from one round to the next: the rate is divided by 1 + SLOWING * round.
const SLOWING: f32 = 0.3;
/// A token whose labels are as sure as this is not learnt from.
const SURE: f32 = 1e-3;
/// Added to the sums of squares, so that the first steps are not too long: of weights, of transitions.
const SOFTEN: (f32, f32) = (0.5, 1.0);
/// Rounds at the end whose weights are averaged.
const AVERAGED: usize = 2;

/// Xorshift64*: draws that are the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }
}

struct Learner {
    labels: usize,
    bits: u32,
    /// `[rows, 2, labels - 1]`: weights, then sums of squared steps.
    cells: Vec<f32>,
    transitions: Vec<f32>,
    squares: Vec<f32>,
}

/// Learns a table of weights from examples; the same examples in the same order give the same weights.
pub fn learn<'e>(examples: impl Iterator<Item = &'e Example>, labels: usize, course: &Course) -> Table {
    let examples: Vec<&Example> = examples.filter(|example| !example.labels.is_empty()).collect();
    let wide = labels - 1;
    let mut sum = vec![0.0; wide << course.bits];
    let mut transitions = vec![0.0; labels * labels];
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    for _ in 0..course.runs {
        run(&examples, labels, course, &mut draw, (&mut sum, &mut transitions));
    }
    // what was dropped in training is there in reading
    sum.iter_mut().for_each(|weight| *weight *= 1.0 - course.drop);
    Table::of(labels, course.bits, &sum, transitions)
}

/// Learns once, and adds the weights of the last rounds to the sums.
fn run(
    examples: &[&Example],
    labels: usize,
    course: &Course,
    draw: &mut Draw,
    (sum, transitions): (&mut [f32], &mut [f32]),
) {
    let wide = labels - 1;
    let mut learner = Learner {
        labels,
        bits: course.bits,
        cells: vec![0.0; (2 * wide) << course.bits],
        transitions: vec![0.0; labels * labels],
        squares: vec![0.0; labels * labels],
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let averaged = AVERAGED.min(course.rounds);
    let share = 1.0 / (averaged * course.runs) as f32;
    let limit = (f64::from(course.drop) * f64::from(u32::MAX)) as u32;
    for round in 0..course.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, draw.next() as usize % (at + 1));
        }
        let rate = course.rate / (1.0 + SLOWING * round as f32);
        for at in &order {
            let example = examples[*at];
            let rows: Vec<Vec<u32>> = example
                .seen
                .iter()
                .map(|seen| seen.0.iter().copied().filter(|_| draw.next() >= limit).collect())
                .collect();
            learner.step(&rows, &example.labels, rate);
        }
        if round + averaged >= course.rounds {
            for (sum, cell) in sum.chunks_exact_mut(wide).zip(learner.cells.chunks_exact(2 * wide)) {
                sum.iter_mut().zip(cell).for_each(|(sum, weight)| *sum += weight * share);
            }
            let own = transitions.iter_mut().zip(&learner.transitions);
            own.for_each(|(sum, weight)| *sum += weight * share);
        }
    }
}

impl Learner {
    fn step(&mut self, seen: &[Vec<u32>], gold: &[u8], rate: f32) {
        let (k, wide, n) = (self.labels, self.labels - 1, gold.len());
        let row = |feature: u32| (feature as usize & ((1 << self.bits) - 1)) * 2 * wide;
        let mut emissions = vec![0.0; n * k];
        for (scores, features) in emissions.chunks_exact_mut(k).zip(seen) {
            for feature in features {
                let at = row(*feature);
                scores[1..].iter_mut().zip(&self.cells[at..at + wide]).for_each(|(score, weight)| *score += weight);
            }
        }
        let sums = Sequence { labels: k, emissions: &emissions, transitions: &self.transitions }.sums();
        let mut steps = vec![0.0; k * k];
        for at in 1..n {
            for from in 0..k {
                for to in 0..k {
                    let way = sums.forward[(at - 1) * k + from]
                        + self.transitions[from * k + to]
                        + emissions[at * k + to]
                        + sums.backward[at * k + to];
                    steps[from * k + to] -= (way - sums.total).exp();
                }
            }
            steps[usize::from(gold[at - 1]) * k + usize::from(gold[at])] += 1.0;
        }
        for ((weight, square), step) in self.transitions.iter_mut().zip(&mut self.squares).zip(&steps) {
            *square += step * step;
            *weight += rate * step / (SOFTEN.1 + *square).sqrt();
        }
        let mut step = vec![0.0_f32; wide];
        for at in 0..n {
            for (label, step) in step.iter_mut().enumerate() {
                let is = f32::from(u8::from(usize::from(gold[at]) == label + 1));
                *step = is - sums.probability(at, label + 1, k);
            }
            if step.iter().all(|step| step.abs() < SURE) {
                continue;
            }
            for feature in &seen[at] {
                let cell = (*feature as usize & ((1 << self.bits) - 1)) * 2 * wide;
                let (weights, squares) = self.cells[cell..cell + 2 * wide].split_at_mut(wide);
                for ((weight, square), step) in weights.iter_mut().zip(squares).zip(&step) {
                    *square += step * step;
                    *weight += rate * step / (SOFTEN.0 + *square).sqrt();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_follows_another_is_learnt() {
        let seen = |word: u32| Features(vec![word, 7]);
        let example = |words: &[u32], labels: &[u8]| Example {
            seen: words.iter().map(|word| seen(*word)).collect(),
            labels: labels.to_vec(),
        };
        let examples: Vec<Example> =
            (0..50).flat_map(|_| [example(&[1, 3, 3], &[1, 2, 0]), example(&[2, 3, 3], &[0, 0, 0])]).collect();
        let course = Course { rounds: 4, rate: 0.3, drop: 0.1, bits: 4, runs: 2 };
        let table = learn(examples.iter(), 3, &course);
        let best = |words: &[u32]| {
            let emissions = table.emissions(&words.iter().map(|word| seen(*word)).collect::<Vec<_>>());
            Sequence { labels: 3, emissions: &emissions, transitions: &table.transitions }.best(1)[0].labels.clone()
        };
        assert_eq!((best(&[1, 3, 3]), best(&[2, 3, 3])), (vec![1, 2, 0], vec![0, 0, 0]));
        assert_eq!(learn(examples.iter(), 3, &course), table);
    }
}
