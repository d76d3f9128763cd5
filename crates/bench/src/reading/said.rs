//! Statements of whole readings: how fast they are found, and how often what a rule finds is what readers marked.

use std::{collections::BTreeMap, hint::black_box, path::Path};

use bench::attribution::{Count, Document, Marked, Offsets, Scores, Which, paragraphs, read};
use lang::Engine;
use page::{Article, Given, Media, Page};
use reading::{Reader, attribution::Attributor};

use crate::language::cost::timed;

/// Prints words a second on one core, in seconds of the processor, each text being read once per round: of the language engine,
/// of attributions on it, and of whole readings, from text to statements, times, events and all else.
pub fn speed(file: &Path, rounds: usize) -> anyhow::Result<()> {
    let documents = read(file)?;
    let words: usize = documents.iter().map(|document| document.text.split_whitespace().count()).sum();
    let (engine, attributor, reader) = (Engine::english()?, Attributor::english()?, Reader::english()?);
    let articles: Vec<Article> = documents.iter().filter_map(article).collect();
    let mut figures: [Vec<f64>; 3] = Default::default();
    for _ in 0..rounds.max(1) {
        let (analysed, analyses) = timed(|| {
            let analysis = |document: &Document| engine.analyse(&document.text, &paragraphs(&document.text));
            documents.iter().map(analysis).collect::<Vec<_>>()
        });
        let (attributed, ()) = timed(|| {
            for (document, analysis) in documents.iter().zip(&analyses) {
                black_box(attributor.attributions(&document.text, analysis, &paragraphs(&document.text)));
            }
        });
        let (whole, ()) = timed(|| articles.iter().for_each(|article| _ = black_box(reader.reading(article))));
        for (figure, seconds) in figures.iter_mut().zip([analysed, analysed + attributed, whole]) {
            figure.push(words as f64 / seconds);
        }
    }
    println!("{words} words of {} articles, {} rounds, seconds of the processor", documents.len(), rounds.max(1));
    for (what, mut figure) in ["analysis", "to attributions", "to whole readings"].into_iter().zip(figures) {
        figure.sort_by(f64::total_cmp);
        let (least, median, most) = (figure[0], figure[figure.len() / 2], figure[figure.len() - 1]);
        println!("{what}: {median:.0} words/s ({least:.0} to {most:.0})");
    }
    Ok(())
}

/// Prints for each rule how many statements it finds, the mean of their scores, and the share that is right by the rule of
/// `attr.main`: what calibrated scores must be. Statements inside others are left out, since PolNeAR marks none.
pub fn calibration(file: &Path) -> anyhow::Result<()> {
    let reader = Reader::english()?;
    // right, all, sum of scores
    let mut rules: BTreeMap<String, (usize, usize, f64)> = BTreeMap::new();
    for document in read(file)? {
        let Some(article) = article(&document) else { continue };
        let Some(shift) =
            document.text.find(article.text.trim()).filter(|_| document.text.contains(article.text.trim()))
        else {
            continue;
        };
        let lead = article.text.len() - article.text.trim_start().len();
        let offsets = Offsets::of(&document.text);
        let mark = |span: text::Span| {
            let byte = |at: u32| (at as usize + shift).saturating_sub(lead);
            offsets.marked(text::Span::new(byte(span.start), byte(span.end)))
        };
        for statement in reader.reading(&article).statements.iter().filter(|statement| statement.within.is_none()) {
            let found = Marked {
                source: statement.sources.iter().filter_map(|source| source.span).map(mark).collect(),
                cue: statement.cue.into_iter().map(mark).collect(),
                content: statement.content.iter().copied().map(mark).collect(),
                score: None,
            };
            let mut scores = Scores::default();
            scores.add(&document, &[found], Which::All);
            let Count(right, ..) = scores.main;
            let rule = rules.entry(statement.why.rule.clone()).or_default();
            rule.0 += right;
            rule.1 += 1;
            rule.2 += f64::from(statement.why.score);
        }
    }
    println!("| rule | statements | mean score | right |");
    println!("| --- | --- | --- | --- |");
    for (rule, (right, all, sum)) in rules {
        println!("| {rule} | {all} | {:.2} | {:.2} |", sum / all as f64, right as f64 / all as f64);
    }
    Ok(())
}

fn article(document: &Document) -> Option<Article> {
    let page = Page { media: Some(Media::Text), ..Page::of(document.text.clone()) };
    page::Reader::new().article(&page, &Given::default()).ok()
}
