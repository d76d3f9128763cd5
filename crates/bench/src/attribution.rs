//! PolNeAR's form of attributions, and the definitions of `score.py` beside that data.

use std::{
    collections::{BTreeSet, HashMap},
    io::Read,
    path::Path,
    sync::LazyLock,
};

use anyhow::Context;
use lang::Engine;
use reading::attribution::Attributor;
use regex::Regex;
use serde::{Deserialize, Serialize};
use text::Span;

/// An article and who says what in it.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What is marked; none in what is only to be predicted.
    #[serde(default)]
    pub attributions: Vec<Marked>,
}

/// An attribution in Unicode code points, half-open.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Marked {
    /// Pieces of the source.
    #[serde(default)]
    pub source: Vec<[usize; 2]>,
    /// Pieces of the cue.
    #[serde(default)]
    pub cue: Vec<[usize; 2]>,
    /// Pieces of the content.
    #[serde(default)]
    pub content: Vec<[usize; 2]>,
    /// How likely it is right, where it is predicted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// Which attributions are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those whose cue holds a core reporting word, as `score_report.py` has them.
    Reporting,
}

/// Right, predicted, marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count(pub usize, pub usize, pub usize);

/// The scores of `score.py` that have floors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scores {
    /// Content Dice at least .8, source Dice at least .5.
    pub main: Count,
    /// All three roles the same.
    pub strict: Count,
    /// Content Dice at least .8.
    pub content: Count,
    /// Exact cues.
    pub cue_exact: Count,
    /// Exact sources.
    pub source_exact: Count,
    /// Exact contents.
    pub content_exact: Count,
}

type Tokens = BTreeSet<usize>;

/// Reads lines of JSON, packed or not.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let file = || format!("skipped: no data at {}; give a file of lines {{id, text}}", path.display());
    let bytes = std::fs::read(path).with_context(file)?;
    let mut text = String::new();
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Returns the lines of a text: the paragraphs that are analysed.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span::new(start, start + line.trim_end_matches('\n').len());
        start += line.len();
        span
    };
    text.split_inclusive('\n').map(line).filter(|span| !span.of(text).trim().is_empty()).collect()
}

/// Returns the attributions that are found in a text, in order of their cues, each with the place of the one that it is in.
pub fn predicted(engine: &Engine, attributor: &Attributor, text: &str) -> Vec<(Marked, Option<usize>)> {
    let paragraphs = paragraphs(text);
    let offsets = Offsets::of(text);
    let points = |spans: &[Span]| spans.iter().map(|span| offsets.marked(*span)).collect();
    let all = attributor.attributions(text, &engine.analyse(text, &paragraphs), &paragraphs);
    let marked = |found: &reading::attribution::Attribution| Marked {
        source: points(&found.source),
        cue: points(&found.cue),
        content: points(&found.content),
        score: Some((f64::from(found.score) * 1e3).round() / 1e3),
    };
    all.iter().map(|found| (marked(found), found.within)).collect()
}

/// Turns bytes of a text into code points and back.
#[derive(Debug)]
pub struct Offsets {
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
}

impl Offsets {
    /// Makes them for a text.
    pub fn of(text: &str) -> Offsets {
        Offsets { bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// Returns a marked stretch in bytes; one past the end ends there.
    pub fn span(&self, marked: [usize; 2]) -> Span {
        let byte = |at: usize| self.bytes[at.min(self.bytes.len() - 1)];
        Span::new(byte(marked[0]), byte(marked[1]))
    }

    /// Returns a span in code points.
    pub fn marked(&self, span: Span) -> [usize; 2] {
        let point = |byte: u32| self.bytes.partition_point(|at| *at < byte as usize);
        [point(span.start), point(span.end)]
    }
}

impl Count {
    /// Returns precision, recall and F1 in per cent.
    pub fn figures(self) -> [f64; 3] {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 };
        let Count(right, predicted, marked) = self;
        [share(right, predicted), share(right, marked), share(2 * right, predicted + marked)]
    }

    /// Returns F1 in per cent.
    pub fn f1(self) -> f64 {
        self.figures()[2]
    }

    fn add(&mut self, other: Count) {
        self.0 += other.0;
        self.1 += other.1;
        self.2 += other.2;
    }
}

impl Scores {
    /// Adds the scores of one article: `predicted` against what is marked in it.
    pub fn add(&mut self, document: &Document, predicted: &[Marked], which: Which) {
        let tokens = tokens(&document.text);
        let offsets = Offsets::of(&document.text);
        let roles = |all: &[Marked]| -> Vec<[Tokens; 3]> {
            let wanted = all.iter().filter(|marked| which == Which::All || is_report(&document.text, &offsets, marked));
            let set = |pieces: &[[usize; 2]]| set(&tokens, pieces.iter().map(|piece| offsets.span(*piece)));
            wanted.map(|marked| [set(&marked.source), set(&marked.cue), set(&marked.content)]).collect()
        };
        let (gold, found) = (roles(&document.attributions), roles(predicted));
        self.source_exact.add(exact(&gold, &found, 0));
        self.cue_exact.add(exact(&gold, &found, 1));
        self.content_exact.add(exact(&gold, &found, 2));
        let with_content = |all: Vec<[Tokens; 3]>| -> Vec<[Tokens; 3]> {
            all.into_iter().filter(|roles| !roles[2].is_empty()).collect()
        };
        let (gold, found) = (with_content(gold), with_content(found));
        let mut pairs = Vec::new();
        for (i, a) in gold.iter().enumerate() {
            for (j, b) in found.iter().enumerate().filter(|(_, b)| !a[2].is_disjoint(&b[2])) {
                pairs.push(([dice(&a[0], &b[0]), dice(&a[1], &b[1]), dice(&a[2], &b[2])], i, j));
            }
        }
        let sum = |dices: &[f64; 3]| dices[2] + dices[0] + dices[1];
        pairs.sort_by(|a, b| sum(&b.0).total_cmp(&sum(&a.0)).then((a.1, a.2).cmp(&(b.1, b.2))));
        let count = |fits: &dyn Fn(&[f64; 3]) -> bool| {
            let (mut used, mut used_found) = (BTreeSet::new(), BTreeSet::new());
            for (dices, i, j) in &pairs {
                if fits(dices) && !used.contains(i) && !used_found.contains(j) {
                    used.insert(*i);
                    used_found.insert(*j);
                }
            }
            Count(used.len(), found.len(), gold.len())
        };
        self.main.add(count(&|d| d[2] >= 0.8 && d[0] >= 0.5));
        self.strict.add(count(&|d| d.iter().all(|dice| *dice == 1.0)));
        self.content.add(count(&|d| d[2] >= 0.8));
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [p, r, main] = self.main.figures();
        write!(
            f,
            "main {main:.2} (P {p:.1} R {r:.1}) strict {:.2} content {:.2}; exact: cue {:.1} source {:.1} content {:.1}",
            self.strict.f1(),
            self.content.f1(),
            self.cue_exact.f1(),
            self.source_exact.f1(),
            self.content_exact.f1()
        )
    }
}

fn is_report(text: &str, offsets: &Offsets, marked: &Marked) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(sa(y|id|ys|ying)|t(ell|old|ells|elling)|according to|wr(ite|ote|ites|itten)|add(ed|s|ing)|report(s|ed|ing)?|",
            r"ask(ed|s|ing)?|announc\w+|claim(s|ed|ing)?|tweet\w*|stat(ed|es|ing)|not(ed|es|ing)|argu(ed|es|ing)|explain\w*|",
            r"declar(ed|es|ing)|insist\w*|respond\w*|repl(y|ied|ies|ying)|warn(s|ed|ing)?|acknowledg\w+|den(y|ied|ies|ying)|",
            r"confirm\w*|testif\w+)\b"
        ))
        .expect("the pattern of score_report.py")
    });
    let words: Vec<&str> = marked.cue.iter().map(|piece| offsets.span(*piece).of(text)).collect();
    WORDS.is_match(&words.join(" "))
}

/// Words and single marks, and whether each is a word.
fn tokens(text: &str) -> Vec<(Span, bool)> {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{L}\p{N}_]+(?:['’.\-][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]").expect("the pattern of score.py")
    });
    let is_word = |word: &str| word.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    TOKEN.find_iter(text).map(|found| (Span::new(found.start(), found.end()), is_word(found.as_str()))).collect()
}

/// The word tokens that some spans meet, or the marks when they meet no word.
fn set(tokens: &[(Span, bool)], spans: impl Iterator<Item = Span>) -> Tokens {
    let (mut words, mut marks) = (Tokens::new(), Tokens::new());
    for span in spans {
        let start = tokens.partition_point(|(token, _)| token.end <= span.start);
        for (at, (_, is_word)) in tokens.iter().enumerate().skip(start).take_while(|(_, (t, _))| t.start < span.end) {
            if *is_word {
                words.insert(at)
            } else {
                marks.insert(at)
            };
        }
    }
    if words.is_empty() { marks } else { words }
}

fn exact(gold: &[[Tokens; 3]], found: &[[Tokens; 3]], role: usize) -> Count {
    let mut left: HashMap<&Tokens, usize> = HashMap::new();
    for roles in gold.iter().filter(|roles| !roles[role].is_empty()) {
        *left.entry(&roles[role]).or_default() += 1;
    }
    let mut count = Count(0, 0, left.values().sum());
    for roles in found.iter().filter(|roles| !roles[role].is_empty()) {
        count.1 += 1;
        if let Some(left) = left.get_mut(&roles[role]).filter(|left| **left > 0) {
            *left -= 1;
            count.0 += 1;
        }
    }
    count
}

fn dice(a: &Tokens, b: &Tokens) -> f64 {
    match (a.len(), b.len()) {
        (0, 0) => 1.0,
        (m, n) => 2.0 * a.intersection(b).count() as f64 / (m + n) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let text = "“Nö,” Ada Poll said.".to_owned();
        let said = Marked { source: vec![[6, 14]], cue: vec![[15, 19]], content: vec![[1, 3]], score: None };
        Document { id: "a".into(), text, attributions: vec![said] }
    }

    #[test]
    fn marks_at_edges_do_not_count_and_sources_need_half() {
        let document = document();
        let mut scores = Scores::default();
        let near = Marked { source: vec![[10, 14]], cue: vec![[15, 20]], content: vec![[0, 5]], score: None };
        scores.add(&document, &[near], Which::Reporting);
        assert_eq!((scores.main, scores.strict), (Count(1, 1, 1), Count(0, 1, 1)));
        assert_eq!((scores.cue_exact, scores.source_exact), (Count(1, 1, 1), Count(0, 1, 1)));
        let mut none = Scores::default();
        none.add(&document, &[Marked { source: vec![], ..document.attributions[0].clone() }], Which::All);
        assert_eq!((none.main, none.content), (Count(0, 1, 1), Count(1, 1, 1)));
    }

    #[test]
    fn code_points_and_bytes_turn_into_each_other() {
        let document = document();
        let offsets = Offsets::of(&document.text);
        let span = offsets.span([1, 3]);
        assert_eq!((span.of(&document.text), offsets.marked(span)), ("Nö", [1, 3]));
        assert_eq!(offsets.span([18, 900]).of(&document.text), "d.");
    }
}
