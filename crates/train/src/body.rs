//! Weights that tell running text from the rest of a page.
//!
//! Each line of each marked page is a row; it is running text when its words stand in the marked text. Five-fold
//! cross-validation by host measures what the weights will do on pages of hosts that they have not seen.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
    path::Path,
};

use anyhow::Context;
use page::{
    Given, Media, Page, Reader,
    html::{
        HtmlReader,
        features::{COUNT, Features, SECOND, second},
        lines::Lines,
        tree::Tree,
        trees::Trees,
    },
};
use serde::Deserialize;

use crate::gbdt::{Growth, train};

#[derive(Deserialize)]
struct Truth {
    id: String,
    source: String,
    url: Option<String>,
    main_text: Option<String>,
    with: Option<Vec<String>>,
    without: Option<Vec<String>>,
}

struct Sample {
    truth: Truth,
    html: String,
    tree: Tree,
    lines: Lines,
    features: Features,
    texts: Vec<String>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    fold: u64,
}

const FOLDS: u64 = 5;

/// Trains on a folder with `truth.jsonl` and `html/ID.html.gz`, prints the cross-validated scores and writes the weights
/// of the first reading to `out`, those of the second beside it.
pub fn run(data: &Path, out: &Path, growth: &Growth, dump: Option<&Path>) -> anyhow::Result<()> {
    let samples = read(data)?;
    let all: Vec<usize> = (0..samples.len()).collect();
    let mut predicted: Vec<Vec<f32>> = vec![Vec::new(); samples.len()];
    let mut staged = vec![String::new(); samples.len()];
    for fold in 0..FOLDS {
        let (test, rest): (Vec<usize>, Vec<usize>) = all.iter().partition(|i| samples[**i].fold == fold);
        let model = fit(&samples, &rest, growth);
        for i in &test {
            predicted[*i] = model.read(&samples[*i]);
        }
        // The whole stage with these weights, on pages of hosts that they have not seen.
        let reader = Reader::with_html(HtmlReader::with_model(model.first, model.second));
        for i in test {
            let page = Page {
                media: Some(Media::Html),
                url: samples[i].truth.url.clone(),
                ..Page::of(samples[i].html.clone())
            };
            staged[i] = reader.article(&page, &Given::default()).map(|a| a.running_text()).unwrap_or_default();
        }
    }
    println!("the whole page stage, cross-validated: {}", score(&samples, |i| staged[i].clone()));
    let mut worst: Vec<(f64, usize)> =
        all.iter().filter_map(|i| Some((word_f1(samples[*i].truth.main_text.as_deref()?, &staged[*i]), *i))).collect();
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (score, i) in worst.iter().take(8) {
        println!("  worst: {score:.3} {} {}", samples[*i].truth.id, samples[*i].truth.url.as_deref().unwrap_or(""));
    }
    for threshold in [0.3, 0.4, 0.45, 0.5, 0.55, 0.6] {
        report(&samples, &predicted, threshold);
    }
    if let Some(dump) = dump {
        write_dump(&samples, &predicted, dump)?;
    }
    let model = fit(&samples, &all, growth);
    std::fs::write(out, model.first.to_bytes(COUNT))?;
    let second = out.with_file_name("body-second.trees");
    std::fs::write(&second, model.second.to_bytes(COUNT + SECOND))?;
    println!("{} lines of {} pages", samples.iter().map(|s| s.labels.len()).sum::<usize>(), samples.len());
    println!("{} -> {}; {} -> {}", model.first, out.display(), model.second, second.display());
    Ok(())
}

struct Model {
    first: Trees,
    second: Trees,
}

impl Model {
    fn read(&self, sample: &Sample) -> Vec<f32> {
        let first = self.first.probabilities(&sample.features.values, COUNT);
        let rows = second(&sample.tree, &sample.lines, &sample.features, &first);
        self.second.probabilities(&rows, COUNT + SECOND)
    }
}

/// Fits both readings. The second learns from what the first says of pages that it was not fitted on.
fn fit(samples: &[Sample], used: &[usize], growth: &Growth) -> Model {
    let fit_first = |used: &[usize]| {
        let rows: Vec<f32> = used.iter().flat_map(|i| samples[*i].features.values.iter().copied()).collect();
        fit_rows(samples, used, &rows, COUNT, growth)
    };
    let mut rows = vec![Vec::new(); samples.len()];
    for fold in 0..FOLDS {
        let (test, rest): (Vec<usize>, Vec<usize>) = used.iter().partition(|i| samples[**i].fold == fold);
        if test.is_empty() {
            continue;
        }
        let trees = fit_first(&rest);
        for i in test {
            let sample = &samples[i];
            let first = trees.probabilities(&sample.features.values, COUNT);
            rows[i] = second(&sample.tree, &sample.lines, &sample.features, &first);
        }
    }
    let rows: Vec<f32> = used.iter().flat_map(|i| rows[*i].iter().copied()).collect();
    Model { first: fit_first(used), second: fit_rows(samples, used, &rows, COUNT + SECOND, growth) }
}

fn fit_rows(samples: &[Sample], used: &[usize], rows: &[f32], columns: usize, growth: &Growth) -> Trees {
    let join = |get: fn(&Sample) -> &[f32]| -> Vec<f32> {
        used.iter().flat_map(|i| get(&samples[*i]).iter().copied()).collect()
    };
    train(rows, columns, &join(|s| &s.labels), &join(|s| &s.weights), growth)
}

fn read(data: &Path) -> anyhow::Result<Vec<Sample>> {
    let truth = std::fs::read_to_string(data.join("truth.jsonl"))
        .context("skipped: no data; give the folder of marked pages with --data")?;
    let reader = page::html::HtmlReader::untrained();
    let lexicon = page::lexicon::Lexicon::new();
    let mut samples = Vec::new();
    for line in truth.lines() {
        let truth: Truth = serde_json::from_str(line)?;
        if truth.main_text.is_none() && truth.with.is_none() {
            continue;
        }
        let mut html = String::new();
        flate2::read::GzDecoder::new(std::fs::File::open(data.join(format!("html/{}.html.gz", truth.id)))?)
            .read_to_string(&mut html)?;
        let (tree, lines, features, ..) = reader.measure(&html, &lexicon, &mut Vec::new());
        let texts: Vec<String> = lines.lines.iter().map(|l| l.span.of(&lines.text).to_owned()).collect();
        let (labels, weights) = labels(&truth, &texts, &features.words);
        let host = truth.url.as_deref().and_then(|u| u.split('/').nth(2)).unwrap_or("");
        let host: Vec<&str> = host.rsplit('.').take(2).collect();
        let fold =
            host.join(".").bytes().fold(1469598103934665603u64, |h, b| (h ^ b as u64).wrapping_mul(1099511628211)) >> 7;
        samples.push(Sample { truth, html, tree, lines, features, texts, labels, weights, fold: fold % FOLDS });
    }
    Ok(samples)
}

fn tokens(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Says of each line whether it is running text, and how much it counts.
fn labels(truth: &Truth, texts: &[String], words: &[usize]) -> (Vec<f32>, Vec<f32>) {
    let weight = |i: usize| (words[i] as f32).clamp(1.0, 60.0).sqrt() + 1.0;
    let Some(main) = &truth.main_text else {
        let flat = |s: &str| s.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let list = |l: &Option<Vec<String>>| -> Vec<String> { l.iter().flatten().map(|s| flat(s)).collect() };
        let (with, without) = (list(&truth.with), list(&truth.without));
        return texts
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let t = flat(t);
                let has = |l: &[String]| l.iter().any(|s| t.contains(s.as_str()));
                match (has(&with), has(&without)) {
                    (true, _) => (1.0, weight(i)),
                    (_, true) => (0.0, weight(i)),
                    _ => (0.0, 0.0),
                }
            })
            .unzip();
    };
    let truth = tokens(main);
    let grams: HashSet<&[String]> = truth.windows(4).collect();
    let mut places: HashMap<&[String], usize> = HashMap::new();
    for (at, gram) in truth.windows(4).enumerate() {
        places.entry(gram).or_insert(at);
    }
    let lines: Vec<Vec<String>> = texts.iter().map(|t| tokens(t)).collect();
    let mut found: Vec<Option<bool>> = Vec::new();
    let mut at: Vec<Option<usize>> = Vec::new();
    for line in &lines {
        let all = line.windows(4).count();
        let hit = line.windows(4).filter(|g| grams.contains(g)).count();
        found.push((all > 0).then_some(hit * 10 >= all * 6));
        at.push(line.windows(4).find_map(|g| places.get(g).copied()).filter(|_| hit * 10 >= all * 6));
    }
    // Lines too short for that are looked for between the places of their long neighbours.
    let mut labels = Vec::new();
    for i in 0..lines.len() {
        let label = found[i].unwrap_or_else(|| {
            let from =
                (0..i).rev().find_map(|j| at[j].filter(|_| found[j] == Some(true)).map(|p| p + lines[j].len().min(4)));
            let to = (i + 1..lines.len()).find_map(|j| at[j].filter(|_| found[j] == Some(true)));
            let near_before = (0..i).rev().take(12).any(|j| found[j] == Some(true));
            let near_after = (i + 1..lines.len()).take(12).any(|j| found[j] == Some(true));
            let from = from.unwrap_or(0);
            let to = to.unwrap_or(truth.len());
            !lines[i].is_empty()
                && (near_before || near_after)
                && from < to
                && truth[from.saturating_sub(4)..to].windows(lines[i].len()).any(|w| w == lines[i])
        });
        labels.push(f32::from(label));
    }
    let weights =
        (0..lines.len()).map(|i| if lines[i].is_empty() && words[i] == 0 { 0.3 } else { weight(i) }).collect();
    (labels, weights)
}

fn report(samples: &[Sample], predicted: &[Vec<f32>], threshold: f32) {
    let text = |i: usize| -> String {
        let lines = samples[i].texts.iter().zip(&predicted[i]);
        lines.filter(|(_, p)| **p >= threshold).map(|(t, _)| t.as_str()).collect::<Vec<_>>().join("\n")
    };
    println!("threshold {threshold}: {}", score(samples, text));
}

/// Scores a text for every page by the measures of the marked data.
fn score(samples: &[Sample], text: impl Fn(usize) -> String) -> String {
    let (mut p, mut r, mut np, mut nr) = (0.0, 0.0, 0, 0);
    let (mut word_f, mut nw) = (0.0, 0);
    let (mut with, mut without, mut nt) = (0.0, 0.0, 0);
    for (i, sample) in samples.iter().enumerate() {
        let got = text(i);
        let main = sample.truth.main_text.as_deref().unwrap_or("");
        match sample.truth.source.as_str() {
            "aeb" => {
                let (tp, fp, miss) = shingles(main, &got);
                if tp + fp > 0 {
                    p += tp as f64 / (tp + fp) as f64;
                    np += 1;
                }
                r += tp as f64 / (tp + miss).max(1) as f64;
                nr += 1;
            }
            "wcxb" => {
                word_f += word_f1(main, &got);
                nw += 1;
            }
            _ => {
                let has = |s: &String| f64::from(got.to_lowercase().contains(&s.to_lowercase()));
                let mean = |l: &Option<Vec<String>>| {
                    l.iter().flatten().map(has).sum::<f64>() / l.as_ref().map_or(1, Vec::len).max(1) as f64
                };
                with += mean(&sample.truth.with);
                without += mean(&sample.truth.without);
                nt += 1;
            }
        }
    }
    let (p, r) = (p / f64::from(np), r / f64::from(nr));
    format!(
        "aeb F1 {:.4} (P {p:.4} R {r:.4}); wcxb word F1 {:.4}; traf with {:.4} without {:.4}",
        2.0 * p * r / (p + r),
        word_f / f64::from(nw),
        with / f64::from(nt),
        without / f64::from(nt)
    )
}

fn shingles(truth: &str, got: &str) -> (usize, usize, usize) {
    let bag = |text: &str| {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
        let mut bag: HashMap<Vec<String>, usize> = HashMap::new();
        for gram in words.windows(4.min(words.len().max(1))) {
            *bag.entry(gram.iter().map(|w| (*w).to_owned()).collect()).or_default() += 1;
        }
        bag
    };
    let (a, b) = (bag(truth), bag(got));
    let tp: usize = a.iter().map(|(g, n)| (*n).min(b.get(g).copied().unwrap_or(0))).sum();
    (tp, b.values().sum::<usize>() - tp, a.values().sum::<usize>() - tp)
}

fn word_f1(truth: &str, got: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag: HashMap<String, usize> = HashMap::new();
        for word in tokens(text) {
            *bag.entry(word).or_default() += 1;
        }
        bag
    };
    let (a, b) = (bag(truth), bag(got));
    let same: usize = a.iter().map(|(w, n)| (*n).min(b.get(w).copied().unwrap_or(0))).sum();
    let (na, nb): (usize, usize) = (a.values().sum(), b.values().sum());
    if na + nb == 0 { 1.0 } else { 2.0 * same as f64 / (na + nb) as f64 }
}

/// Writes every line with its label and cross-validated probability, for looking at.
fn write_dump(samples: &[Sample], predicted: &[Vec<f32>], path: &Path) -> anyhow::Result<()> {
    let mut out = String::new();
    for (i, sample) in samples.iter().enumerate() {
        out += &format!(
            "##### {} {} {}\n",
            sample.truth.id,
            sample.truth.source,
            sample.truth.url.as_deref().unwrap_or("")
        );
        for (j, text) in sample.texts.iter().enumerate() {
            let mark = match (sample.labels[j] > 0.5, predicted[i][j] >= 0.5) {
                (true, true) => "+",
                (false, false) => " ",
                (true, false) => "LOST",
                (false, true) => "EXTRA",
            };
            let mark = if sample.weights[j] == 0.0 { "?" } else { mark };
            out += &format!("{mark}\t{:.2}\t{}\n", predicted[i][j], text.chars().take(140).collect::<String>());
        }
    }
    std::fs::write(path, out)?;
    Ok(())
}
