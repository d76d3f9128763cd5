//! Learning the judge from readings of articles that the weights have not seen, and measuring all of it.

use bench::attribution::{Count, Marked, Offsets, Scores, Which};
use page::html::trees::Trees;
use reading::attribution::{
    Choice,
    candidate::{candidates, cues},
    choose_above,
    judge::{self, Case},
    pieces,
    second::{self, Judge},
    weights::{CALIBRATION, Table, Weights, calibrated},
    words::Words,
};

use super::{Article, Gold, settings::Settings};
use crate::gbdt;

/// Least scores that are measured.
const LEAST: [f32; 8] = [0.16, 0.20, 0.24, 0.28, 0.32, 0.36, 0.40, 0.48];

/// The weights that read an article: one for each fold that had not seen it, or all.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    pub cues: &'a [Table],
    pub arguments: &'a [Table],
    pub folds: usize,
}

/// Scores of all attributions and of those with reporting words.
type Both = [Scores; 2];

/// An article, the tables and the judge that read it.
type Reading<'a> = (&'a Article, (&'a Table, &'a Table), &'a Judge);

impl<'a> Tables<'a> {
    fn unseen(&self, article: usize) -> (&'a Table, &'a Table) {
        (&self.cues[article % self.folds], &self.arguments[article % self.folds])
    }

    fn whole(&self) -> (&'a Table, &'a Table) {
        (&self.cues[self.folds], &self.arguments[self.folds])
    }
}

/// Learns the judge, prints the scores, cross-validated and on `dev`, and returns the weights.
pub fn learn(train: &[Article], dev: &[Article], tables: Tables, settings: &Settings, say: &dyn Fn(&str)) -> Weights {
    let (mut all, mut worth, mut fold_of) = (Vec::new(), Vec::new(), Vec::new());
    for (at, article) in train.iter().enumerate() {
        with_case(article, tables.unseen(at), |case| {
            all.extend(judge::rows(case));
            worth.extend(case.candidates.iter().map(|found| {
                let worth = |gold: &Gold| worth_of(case.words, &found.source, &found.content, gold, settings.exact);
                article.gold.iter().map(worth).fold(0.0, f32::max)
            }));
        });
        fold_of.resize(worth.len(), at % tables.folds);
    }
    say(&format!("{} readings, worth {:.0}", worth.len(), worth.iter().sum::<f32>()));
    let grown = |rows: &[f32], columns: usize, fold: Option<usize>| -> Trees {
        let weights: Vec<f32> = fold_of.iter().map(|own| f32::from(u8::from(Some(*own) != fold))).collect();
        gbdt::train(rows, columns, &worth, &weights, &settings.judge)
    };
    let first: Vec<Trees> = (0..tables.folds).map(|fold| grown(&all, judge::COLUMNS, Some(fold))).collect();
    say("the judge's first look");
    let mut again = Vec::with_capacity(worth.len() * second::COLUMNS);
    for (at, article) in train.iter().enumerate() {
        with_case(article, tables.unseen(at), |case| {
            let seen = judge::rows(case);
            let given = first[at % tables.folds].probabilities(&seen, judge::COLUMNS);
            again.extend(second::rows(case, &seen, &given));
        });
    }
    let judges = first.into_iter().enumerate();
    let judges: Vec<Judge> =
        judges.map(|(fold, first)| Judge { first, second: grown(&again, second::COLUMNS, Some(fold)) }).collect();
    let own = train.iter().enumerate();
    let own: Vec<Reading> = own.map(|(at, article)| (article, tables.unseen(at), &judges[at % tables.folds])).collect();
    say("cross-validated on the articles learnt from");
    measure(&own);
    let calibration = calibration(&own);
    let whole = Judge { first: grown(&all, judge::COLUMNS, None), second: grown(&again, second::COLUMNS, None) };
    let own: Vec<Reading> = dev.iter().map(|article| (article, tables.whole(), &whole)).collect();
    say("on the articles to measure on");
    measure(&own);
    print_calibration(&own, &calibration);
    let (cues, arguments) = tables.whole();
    Weights { cues: cues.clone(), arguments: arguments.clone(), judge: whole, calibration }
}

fn with_case<T>(article: &Article, (cue_table, argument_table): (&Table, &Table), make: impl FnOnce(&Case) -> T) -> T {
    let words = article.words();
    let cues = cues(&words, cue_table);
    let (candidates, windows) = candidates(&words, &cues, argument_table);
    make(&Case { words: &words, cues: &cues, windows: &windows, candidates: &candidates })
}

/// Returns what a reading is worth: something when it is right by the rule of `attr.main`, 1 when every word is.
fn worth_of(words: &Words, source: &[usize], content: &[usize], gold: &Gold, exact: f32) -> f32 {
    let (content, source) = (dice(words, content, &gold.content), dice(words, source, &gold.source));
    if content < 0.8 || source < 0.5 {
        return 0.0;
    }
    if content == 1.0 && source == 1.0 { 1.0 } else { 1.0 - exact }
}

fn dice(words: &Words, a: &[usize], b: &[usize]) -> f32 {
    let word = |at: &&usize| words.tokens.pos[**at] != lang::Pos::Punctuation;
    let (m, n) = (a.iter().filter(word).count(), b.iter().filter(word).count());
    if m + n == 0 {
        return 1.0;
    }
    2.0 * a.iter().filter(word).filter(|at| b.contains(at)).count() as f32 / (m + n) as f32
}

/// Prints the scores at each least score, and without the judge: each cue as likely as not in its likeliest way.
fn measure(readings: &[Reading]) {
    let mut with: Vec<Both> = vec![Both::default(); LEAST.len()];
    let mut without = Both::default();
    for (article, tables, judge) in readings {
        with_case(article, *tables, |case| {
            let all = judge.probabilities(case);
            for (least, scores) in LEAST.iter().zip(&mut with) {
                add(scores, article, case, &choose_above(case, &all, *least));
            }
            let first = case.candidates.iter();
            let first: Vec<f32> =
                first.map(|found| if found.rank > 0 { 0.0 } else { case.cues[found.cue].likely }).collect();
            add(&mut without, article, case, &choose_above(case, &first, 0.5));
        });
    }
    println!("  without judge: {}\n      reporting: {}", without[0], without[1]);
    for (least, scores) in LEAST.iter().zip(&with) {
        println!("  least {least:.2}: {}\n      reporting: {}", scores[0], scores[1]);
    }
}

fn add(scores: &mut Both, article: &Article, case: &Case, choices: &[Choice]) {
    let offsets = Offsets::of(&article.document.text);
    let span = |tokens: &[usize]| {
        let spans = pieces(case.words, &article.document.text, tokens);
        spans.into_iter().map(|span| offsets.marked(span)).collect()
    };
    let found = choices.iter();
    let found: Vec<Marked> = found
        .map(|choice| Marked {
            source: span(&choice.source),
            cue: span(&choice.cue),
            content: span(&choice.content),
            score: Some(choice.score.into()),
        })
        .collect();
    scores[0].add(&article.document, &found, Which::All);
    scores[1].add(&article.document, &found, Which::Reporting);
}

/// What the judge gives each choice down to almost nothing, and whether it is right by the rule of `attr.main`.
fn judged(readings: &[Reading]) -> Vec<(f32, bool)> {
    let mut all = Vec::new();
    for (article, tables, judge) in readings {
        with_case(article, *tables, |case| {
            for choice in choose_above(case, &judge.probabilities(case), 0.02) {
                let right = |gold: &Gold| worth_of(case.words, &choice.source, &choice.content, gold, 0.0) > 0.0;
                all.push((choice.score, article.gold.iter().any(right)));
            }
        });
    }
    all
}

/// Learns what share of choices with a score is right, never falling: pool adjacent violators over equal bins.
fn calibration(readings: &[Reading]) -> Vec<f32> {
    let mut bins = vec![Count::default(); CALIBRATION - 1];
    for (score, right) in judged(readings) {
        let bin = &mut bins[((score * (CALIBRATION - 1) as f32) as usize).min(CALIBRATION - 2)];
        bin.0 += usize::from(right);
        bin.1 += 1;
    }
    // pools: right, all, bins
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for bin in bins {
        pools.push((bin.0 as f64, bin.1 as f64, 1));
        while let [.., a, b] = pools[..]
            && (b.1 == 0.0 || a.1 > 0.0 && a.0 / a.1 >= b.0 / b.1)
        {
            pools.truncate(pools.len() - 2);
            pools.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    let share = |pool: &(f64, f64, usize)| vec![(pool.0 / pool.1.max(1.0)) as f32; pool.2];
    let middle: Vec<f32> = pools.iter().flat_map(share).collect();
    // a knot lies between two bins
    (0..CALIBRATION).map(|knot| (middle[knot.saturating_sub(1)] + middle[knot.min(middle.len() - 1)]) / 2.0).collect()
}

fn print_calibration(readings: &[Reading], calibration: &[f32]) {
    const BINS: usize = 10;
    let mut bins = [(0.0_f32, Count::default()); BINS];
    for (score, right) in judged(readings) {
        let score = calibrated(calibration, score);
        let bin = &mut bins[((score * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += score;
        bin.1.0 += usize::from(right);
        bin.1.1 += 1;
    }
    for (sum, Count(right, all, _)) in bins.into_iter().filter(|(_, count)| count.1 > 0) {
        println!("  calibration: score {:.2}, right {:.2} of {all}", sum / all as f32, right as f32 / all as f32);
    }
}
