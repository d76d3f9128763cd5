//! Weights that find who says what, from PolNeAR's marked news.
//!
//! Three parts are learnt one after the other: cues, the arguments of each cue, and the judge of whole readings. What a later
//! part sees of the earlier one comes from weights that have not seen the article: the articles are dealt into folds.

mod field;
mod judged;
mod settings;

use std::{path::Path, time::Instant};

use anyhow::Context;
use bench::attribution::{Document, Offsets, paragraphs, read};
use lang::{Analysis, Engine};
use reading::attribution::{
    arguments,
    candidate::{FoundCue, cue_features, cues, known_cues},
    weights::{ARGUMENT_LABELS, CUE_LABELS, Table},
    words::Words,
};
use text::Span;

use field::{Course, Example};
use settings::Settings;

/// An article, read.
struct Article {
    document: Document,
    paragraphs: Vec<Span>,
    analysis: Analysis,
    gold: Vec<Gold>,
}

/// What is marked, as tokens.
struct Gold {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
}

impl Article {
    fn of(document: Document, engine: &Engine) -> Article {
        let paragraphs = paragraphs(&document.text);
        let analysis = engine.analyse(&document.text, &paragraphs);
        let offsets = Offsets::of(&document.text);
        let tokens = |pieces: &[[usize; 2]]| {
            let mut all: Vec<usize> = pieces
                .iter()
                .flat_map(|piece| analysis.tokens.within(offsets.span(*piece)))
                .filter(|at| analysis.tokens.tag[*at as usize] != lang::Tag::Sp)
                .map(|at| at as usize)
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let gold = document.attributions.iter();
        let gold = gold.map(|marked| Gold {
            source: tokens(&marked.source),
            cue: tokens(&marked.cue),
            content: tokens(&marked.content),
        });
        let gold = gold.collect();
        Article { document, paragraphs, analysis, gold }
    }

    fn words(&self) -> Words<'_> {
        Words::of(&self.document.text, &self.analysis, &self.paragraphs)
    }

    /// One example a sentence.
    fn cue_examples(&self) -> Vec<Example> {
        let words = self.words();
        let mut labels = vec![0; words.len()];
        for gold in &self.gold {
            for (place, at) in gold.cue.iter().enumerate() {
                labels[*at] = if place == 0 { 1 } else { 2 };
            }
        }
        let example = |sentence: &std::ops::Range<usize>| Example {
            seen: sentence.clone().map(|at| cue_features(&words, at)).collect(),
            labels: labels[sentence.clone()].to_vec(),
        };
        words.sentences.iter().map(example).collect()
    }

    /// One example a marked cue; `found` are the cues that weights which have not seen the article find in it.
    fn argument_examples(&self, found: &[FoundCue]) -> Vec<Example> {
        let words = self.words();
        let map = known_cues(&words, found);
        let example = |gold: &Gold| {
            let window = arguments::window(&words, &gold.cue);
            let mut before = 0;
            let labels = window.clone().map(|at| {
                let role = match at {
                    at if gold.source.contains(&at) => 1,
                    at if gold.content.contains(&at) => 3,
                    _ => 0,
                };
                let label = role + u8::from(role > 0 && role == before);
                before = role;
                label
            });
            let labels = labels.collect();
            Example { seen: arguments::see(&words, &gold.cue, window, &map), labels }
        };
        self.gold.iter().filter(|gold| !gold.cue.is_empty()).map(example).collect()
    }
}

/// Trains on `data/polnear-train.jsonl.gz`, measures on `polnear-dev.jsonl.gz` beside it, and writes the weights to `out`.
///
/// `changes` are settings that are not the defaults, for trials.
pub fn run(data: &Path, out: &Path, changes: &[String]) -> anyhow::Result<()> {
    let mut settings = Settings::default();
    changes.iter().try_for_each(|change| settings.set(change))?;
    let start = Instant::now();
    let say = |what: &str| println!("{:6.1} s  {what}", start.elapsed().as_secs_f32());
    let engine = Engine::english()?;
    let all = |name: &str| -> anyhow::Result<Vec<Article>> {
        Ok(read(&data.join(name))?.into_iter().map(|document| Article::of(document, &engine)).collect())
    };
    let (train, dev) = (all("polnear-train.jsonl.gz")?, all("polnear-dev.jsonl.gz")?);
    let folds = settings.folds;
    say(&format!("{} articles to learn from, {} to measure on", train.len(), dev.len()));
    let examples: Vec<Vec<Example>> = train.iter().map(Article::cue_examples).collect();
    let cue_tables = tables(&examples, CUE_LABELS, &settings.cues, folds);
    drop(examples);
    say("cues");
    let found = train.iter().enumerate().map(|(at, article)| cues(&article.words(), &cue_tables[at % folds]));
    let examples: Vec<Vec<Example>> =
        train.iter().zip(found).map(|(article, found)| article.argument_examples(&found)).collect();
    let argument_tables = tables(&examples, ARGUMENT_LABELS, &settings.arguments, folds);
    drop(examples);
    say("arguments");
    let tables = judged::Tables { cues: &cue_tables, arguments: &argument_tables, folds };
    let weights = judged::learn(&train, &dev, tables, &settings, &say);
    std::fs::write(out, weights.to_bytes()).with_context(|| out.display().to_string())?;
    say(&format!("wrote {}", out.display()));
    Ok(())
}

/// Learns one table a fold from the articles of the others, and one from all, which is the last.
fn tables(examples: &[Vec<Example>], labels: usize, course: &Course, folds: usize) -> Vec<Table> {
    let table = |fold: usize| {
        let others = examples.iter().enumerate().filter(|(at, _)| fold == folds || at % folds != fold);
        field::learn(others.flat_map(|(_, examples)| examples), labels, course)
    };
    (0..=folds).map(table).collect()
}
