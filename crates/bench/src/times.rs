//! Times: predictions in the keys of TimeML, their scores, their speed.

use std::{
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use bench::attribution::{Offsets, paragraphs};
use jiff::civil::Date;
use lang::Engine;
use reading::{Time, Times};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    id: Value,
    /// Day or moment of publication, where known.
    dct: Option<String>,
    text: String,
    #[serde(default)]
    timexes: Vec<Marked>,
}

/// A time in code points of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<String>,
}

/// Writes `{id, timexes: [{start, end, type, value, mod}]}` for every line `{id, dct, text}`.
pub fn predict(file: &Path, words_only: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let (times, engine) = (Times::new(), Engine::english()?);
    for document in crate::language::lines::<Document>(file)? {
        let document = document?;
        let timexes = marked(&times, (!words_only).then_some(&engine), &document);
        writeln!(out, "{}", json!({ "id": document.id, "timexes": timexes }))?;
    }
    Ok(())
}

fn marked(times: &Times, engine: Option<&Engine>, document: &Document) -> Vec<Marked> {
    let text = &document.text;
    let published = document.dct.as_deref().and_then(day);
    let analysis = engine.map(|engine| engine.analyse(text, &paragraphs(text)));
    let offsets = Offsets::of(text);
    let name = |value: Value| value.as_str().map(str::to_owned);
    let row = |time: &Time| {
        let [start, end] = offsets.marked(time.span);
        let timex = json!(time.timex);
        Marked {
            start,
            end,
            kind: name(timex["kind"].clone()).unwrap_or_default(),
            value: Some(time.timex.value.clone()),
            modifier: name(timex["modifier"].clone()),
        }
    };
    times.in_text(text, published, analysis.as_ref()).iter().map(row).collect()
}

/// Reads the day of "1998-03-22T14:57:00", "1998-03-22" or "19980322".
fn day(stamp: &str) -> Option<Date> {
    let day = stamp.get(..10).and_then(|day| day.parse().ok());
    let solid = || Date::strptime("%Y%m%d", stamp.get(..8)?).ok();
    day.or_else(solid)
}

/// Scores of times on marked text, by the definitions of TempEval-3: F1, but for `mod`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scores {
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    kind: usize,
    value: usize,
    strict_value: usize,
}

impl Scores {
    /// Returns relaxed, strict, type, value and strict-and-value F1, in per cent.
    pub fn figures(self) -> [(&'static str, f64); 5] {
        let f1 = |right: usize| 200.0 * right as f64 / (self.gold + self.found).max(1) as f64;
        [
            ("relaxed", f1(self.relaxed)),
            ("strict", f1(self.strict)),
            ("type", f1(self.kind)),
            ("value", f1(self.value)),
            ("strict_value", f1(self.strict_value)),
        ]
    }

    fn add(&mut self, document: &Document, found: &[Marked]) {
        let text: Vec<char> = document.text.chars().collect();
        let trimmed = |marked: &Marked| {
            let outer = |at: usize| text.get(at).is_none_or(|c| c.is_whitespace() || ".,;:'\"`()[]".contains(*c));
            let (mut start, mut end) = (marked.start, marked.end);
            while start < end && outer(start) {
                start += 1;
            }
            while end > start && outer(end - 1) {
                end -= 1;
            }
            (start, end)
        };
        let gold: Vec<_> = document.timexes.iter().filter(|m| m.end > m.start).map(|m| (trimmed(m), m)).collect();
        let found: Vec<_> = found.iter().map(|m| (trimmed(m), m)).filter(|((start, end), _)| end > start).collect();
        self.gold += gold.len();
        self.found += found.len();
        let mut pairs = Vec::new();
        for (i, ((start, end), _)) in gold.iter().enumerate() {
            for (j, ((other_start, other_end), _)) in found.iter().enumerate() {
                let shared = end.min(other_end).saturating_sub(*start.max(other_start));
                if shared > 0 {
                    pairs.push((std::cmp::Reverse(shared), i, j));
                }
            }
        }
        pairs.sort_unstable();
        let (mut used, mut taken) = (vec![false; gold.len()], vec![false; found.len()]);
        for (_, i, j) in pairs {
            if used[i] || taken[j] {
                continue;
            }
            (used[i], taken[j]) = (true, true);
            let strict = gold[i].0 == found[j].0;
            let value = gold[i].1.value == found[j].1.value;
            self.relaxed += 1;
            self.strict += usize::from(strict);
            self.kind += usize::from(gold[i].1.kind == found[j].1.kind);
            self.value += usize::from(value);
            self.strict_value += usize::from(strict && value);
        }
    }
}

/// Returns the scores on a file of marked texts.
pub fn scores(file: &Path) -> anyhow::Result<Scores> {
    let (times, engine) = (Times::new(), Engine::english()?);
    let mut scores = Scores::default();
    for document in crate::language::lines::<Document>(file)? {
        let document = document?;
        scores.add(&document, &marked(&times, Some(&engine), &document));
    }
    Ok(scores)
}

/// Prints the scores of every fold of the documents, as many apart, and their mean: document `n` is in fold `n` modulo `folds`. Nothing is
/// learnt from the others, so the folds say how far a score moves with the documents.
pub fn folds(file: &Path, folds: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let (times, engine) = (Times::new(), Engine::english()?);
    let mut scores = vec![Scores::default(); folds.max(1)];
    for (at, document) in crate::language::lines::<Document>(file)?.enumerate() {
        let (document, fold) = (document?, at % folds.max(1));
        scores[fold].add(&document, &marked(&times, Some(&engine), &document));
    }
    let rows: Vec<_> = scores.iter().map(|fold| fold.figures()).collect();
    for (column, (name, _)) in Scores::default().figures().iter().enumerate() {
        let all: Vec<f64> = rows.iter().map(|row| row[column].1).collect();
        let told: Vec<String> = all.iter().map(|score| format!("{score:.2}")).collect();
        writeln!(out, "{name}: {}; mean {:.2}", told.join(" "), all.iter().sum::<f64>() / all.len() as f64)?;
    }
    Ok(())
}

/// Prints articles and megabytes a second of times alone on one thread: from text and publication day, without and with an
/// analysis that is there. The median of `rounds`.
pub fn speed(file: &Path, rounds: usize) -> anyhow::Result<()> {
    let documents: Vec<Document> = crate::language::lines(file)?.collect::<Result<_, _>>()?;
    let (times, engine) = (Times::new(), Engine::english()?);
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let analyses: Vec<_> = documents.iter().map(|d| engine.analyse(&d.text, &paragraphs(&d.text))).collect();
    for (what, with_tree) in [("from words alone", false), ("with trees that are there", true)] {
        let mut found = 0;
        let mut taken: Vec<Duration> = Vec::new();
        for _ in 0..=rounds {
            let start = Instant::now();
            found = 0;
            for (document, analysis) in documents.iter().zip(&analyses) {
                let published = document.dct.as_deref().and_then(day);
                found += times.in_text(&document.text, published, with_tree.then_some(analysis)).len();
            }
            taken.push(start.elapsed());
        }
        taken.remove(0);
        taken.sort();
        let seconds = taken[taken.len() / 2].as_secs_f64();
        println!(
            "{what}: {:.0} articles/s, {:.1} MB/s ({} articles, {found} times, median of {rounds})",
            documents.len() as f64 / seconds,
            bytes as f64 / 1e6 / seconds,
            documents.len()
        );
    }
    Ok(())
}
