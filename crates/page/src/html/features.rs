//! What is measured of every line, for the model that tells running text from the rest.

use super::{
    likeness::{MAX_TITLE_WORDS, Title, words_of},
    lines::{Line, Lines},
    markup::{ALL, Mark, Marks},
    sums::{Above, Ladder, Twins, signature},
    tree::{NONE, NodeIx, Tree},
};
use crate::{
    Furniture, Role,
    lexicon::{
        Cover, Key, Lexicon,
        line::{self, Counts},
    },
};

/// Features of a line. A change here asks for new weights: `cargo run --release -p train -- body`.
pub const COUNT: usize = OWN + ABOVE + MARKS + CONTEXT;
const OWN: usize = 24;
const ABOVE: usize = 16;
const MARKS: usize = ALL.len();
const CONTEXT: usize = 33;
/// Columns that the second reading adds: what the first one thought of the neighbours.
pub const SECOND: usize = 16;

/// Stands for "not found above" and "no such neighbour" among distances.
pub(super) const FAR: f32 = 30.0;

/// A line that looks like a sentence of an article: this many words at least, and at most this share of link text.
const GOOD_WORDS: usize = 12;
const GOOD_LINKS: f32 = 0.35;

/// The measurements of all lines of a page.
#[derive(Debug, Default)]
pub struct Features {
    /// `[lines, COUNT]`, row-major.
    pub values: Vec<f32>,
    /// Words of each line.
    pub words: Vec<usize>,
    /// What the words of each line give away, strongest first.
    pub hits: Vec<Vec<crate::lexicon::Hit>>,
    /// The lines after folding.
    pub folded: Vec<String>,
    /// The line of the main heading, if there is one.
    pub heading: Option<usize>,
}

/// Measures the lines of a page. `titles` are what its metadata call it. Linear in lines times depth.
pub fn features(tree: &Tree, page: &Lines, lexicon: &Lexicon, langs: &[&str], titles: &[String]) -> Features {
    let n = page.lines.len();
    let folded: Vec<String> = page.lines.iter().map(|l| line::fold(l.span.of(&page.text))).collect();
    let counts: Vec<Counts> = page.lines.iter().map(|l| Counts::of(l.span.of(&page.text))).collect();
    let words: Vec<usize> = counts.iter().map(|c| c.words).collect();
    let good: Vec<bool> = (0..n).map(|i| is_good(&page.lines[i], words[i])).collect();
    let base = lexicon.langs(langs, "");
    let hits: Vec<Vec<crate::lexicon::Hit>> = folded
        .iter()
        .map(|text| {
            // Long lines are running text: what they contain says nothing, what they begin with may.
            const MOST: usize = 400;
            let long = text.len() > MOST;
            let end = if long { text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at) } else { text.len() };
            let foreign = !text.is_ascii();
            if foreign {
                lexicon.hits(&text[..end], &lexicon.langs(langs, text))
            } else {
                lexicon.hits(&text[..end], &base)
            }
        })
        .collect();
    let above = Above::count(tree, page, &words, &good);
    let twins = Twins::count(tree, page, &above);
    let titles: Vec<Title> = titles.iter().map(|t| Title::of(t)).collect();
    // How much each line is like each title; long lines are not.
    let like: Vec<Vec<f32>> = (0..n)
        .map(|i| {
            let own = if words[i] <= MAX_TITLE_WORDS && !titles.is_empty() { words_of(&folded[i]) } else { Vec::new() };
            titles.iter().map(|t| t.like(&own)).collect()
        })
        .collect();
    let heading = heading(tree, page, &like);
    let total_good: f32 = above.good(0).max(1.0);
    let half = Ladder::of(tree, above.container(tree, 0.5));
    let most = Ladder::of(tree, above.container(tree, 0.8));
    let repeats = repeats(&folded);
    let mut values = Vec::with_capacity(n * COUNT);
    let mut before = 0.0;
    for i in 0..n {
        let line = &page.lines[i];
        let text = line.span.of(&page.text);
        let row = values.len();
        own(tree, line, text, &counts[i], &hits[i], repeats[i], &mut values);
        debug_assert_eq!(values.len() - row, OWN);
        ancestors(tree, page, line.node, &mut values);
        let neighbour =
            |at: Option<usize>, values: &mut Vec<f32>| match at.and_then(|at| page.lines.get(at).map(|l| (at, l))) {
                Some((at, l)) => {
                    values.push(ln(words[at]));
                    values.push(share(l.link_chars, l.chars));
                    values.push(f32::from(tree.node(l.node).parent == tree.node(line.node).parent));
                }
                None => values.extend([-1.0, 0.0, 0.0]),
            };
        neighbour(i.checked_sub(1), &mut values);
        neighbour(i.checked_sub(2), &mut values);
        neighbour(Some(i + 1), &mut values);
        neighbour(Some(i + 2), &mut values);
        let run =
            |it: Box<dyn Iterator<Item = usize>>| it.take(FAR as usize).position(|j| good[j]).map_or(FAR, |d| d as f32);
        values.push(run(Box::new((0..i).rev())));
        values.push(run(Box::new(i + 1..n)));
        values.push(i as f32 / n as f32);
        values.push(before / total_good);
        values.push(heading.map_or(-FAR, |h| signed_ln(i as f32 - h as f32)));
        values.push(like[i].first().copied().unwrap_or(0.0));
        let parent = tree.node(line.node).parent;
        let grand = if parent == NONE { NONE } else { tree.node(parent).parent };
        for node in [line.node, parent, grand] {
            values.push(if node == NONE { 0.0 } else { above.good(node) / total_good });
        }
        for node in [parent, grand] {
            values.push(if node == NONE { 0.0 } else { above.links(node) });
        }
        values.push(above.lines_below(parent));
        values.extend([half.steps(tree, line.node), most.steps(tree, line.node)]);
        values.push(f32::from(good[i]));
        values.push(total_good.ln());
        values.push(n as f32);
        values.push(above.good(parent) / above.words_below(parent).max(1.0));
        let (count, up) = twins.most(tree, line.node);
        values.extend([ln(count as usize), up, ln(twins.own(line.node) as usize)]);
        assert_eq!(values.len() - row, COUNT, "COUNT says how many columns there are");
        if good[i] {
            before += words[i] as f32;
        }
    }
    Features { values, words, hits, folded, heading }
}

fn is_good(line: &Line, words: usize) -> bool {
    !line.hidden && !line.is_row && words >= GOOD_WORDS && share(line.link_chars, line.chars) <= GOOD_LINKS
}

fn own(
    tree: &Tree,
    line: &Line,
    text: &str,
    counts: &Counts,
    hits: &[crate::lexicon::Hit],
    repeats: usize,
    out: &mut Vec<f32>,
) {
    let words = counts.words;
    let chars = line.chars.max(1) as f32;
    let last =
        text.chars().rev().find(|c| !matches!(c, '"' | '\u{201d}' | '\u{2019}' | ')' | '\u{bb}' | '\'' | '\u{300d}'));
    let ends = last.is_some_and(|c| ".!?…。！？।؟:".contains(c));
    let starts = text.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
    out.extend([
        ln(words),
        share(line.link_chars, line.chars),
        share(line.bold_chars, line.chars),
        counts.commas as f32 / (words as f32 + 1.0),
        counts.digits as f32 / chars,
        counts.capitals as f32 / chars,
        f32::from(ends),
        f32::from(starts),
        f32::from(counts.quotes > 0),
        counts.bars as f32,
        chars / (words as f32 + 1.0),
        f32::from(line.br_before),
        f32::from(line.hidden),
        f32::from(line.is_row),
        repeats.min(5) as f32,
        tag_code(tree.name(line.node)),
    ]);
    // What its words give away: strength of the strongest hit of each sort, 0 for none.
    let strength = |test: &dyn Fn(Key) -> bool| {
        hits.iter().find(|h| test(h.key)).map_or(0.0, |h| match h.cover {
            Cover::Inside => 1.0,
            Cover::End => 2.0,
            Cover::Start => 3.0,
            Cover::Whole => 4.0,
        })
    };
    let furniture = |kind: Furniture| move |key: Key| key == Key::Role(Role::Furniture(kind));
    out.extend([
        strength(&|key| matches!(key, Key::Role(Role::Furniture(_)))),
        strength(&|key| key == Key::Role(Role::Related)),
        strength(&|key| matches!(key, Key::Role(Role::Byline | Role::Dateline))),
        strength(&|key| matches!(key, Key::Role(Role::PhotoCredit | Role::Caption))),
        strength(&|key| matches!(key, Key::Role(Role::AgencyCredit | Role::Correction | Role::Note))),
        strength(&furniture(Furniture::SignUp)),
        strength(&furniture(Furniture::Share)),
        strength(&|key| furniture(Furniture::Comments)(key) || furniture(Furniture::Copyright)(key)),
    ]);
}

/// Tags in an order in which neighbours are alike, so that a tree can cut between them.
fn tag_code(name: &str) -> f32 {
    let order = [
        "p",
        "blockquote",
        "pre",
        "div",
        "section",
        "article",
        "main",
        "body",
        "td",
        "th",
        "table",
        "li",
        "dd",
        "dt",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "h1",
        "header",
        "figcaption",
        "figure",
        "span",
        "time",
        "address",
        "aside",
        "footer",
        "nav",
        "form",
        "button",
    ];
    order.iter().position(|t| *t == name).unwrap_or(order.len()) as f32
}

fn ancestors(tree: &Tree, page: &Lines, node: NodeIx, out: &mut Vec<f32>) {
    const TAGS: [&str; 14] = [
        "article",
        "main",
        "aside",
        "nav",
        "header",
        "footer",
        "section",
        "ul",
        "ol",
        "form",
        "figure",
        "table",
        "li",
        "blockquote",
    ];
    let mut tags = [FAR; 14];
    let mut marks = [FAR; MARKS];
    let mut depth = 0;
    let mut nodes = 0;
    for (up, at) in std::iter::once(node).chain(tree.ancestors(node)).enumerate() {
        nodes += 1;
        depth = up;
        let name = tree.name(at);
        if let Some(tag) = TAGS.iter().position(|t| *t == name)
            && tags[tag] == FAR
        {
            tags[tag] = up as f32;
        }
        let Marks(mut bits) = page.marks[at as usize];
        if bits != 0 && name != "body" && name != "html" {
            while bits != 0 {
                let distance = &mut marks[bits.trailing_zeros() as usize];
                if *distance == FAR {
                    *distance = up as f32;
                }
                bits &= bits - 1;
            }
        }
    }
    out.extend(tags);
    out.push(depth as f32);
    out.push(nodes as f32 - tags[0].min(nodes as f32));
    out.extend(marks);
}

/// Adds to each row what a first reading thought of the lines around it: `[lines, COUNT + SECOND]`, row-major.
pub fn second(tree: &Tree, page: &Lines, features: &Features, first: &[f32]) -> Vec<f32> {
    let n = page.lines.len();
    let weight = |i: usize| (features.words[i] as f32).min(60.0) + 0.5;
    // Sums of weight and of weighted probability below the parent, the grandparent, and over lines built alike.
    let mut below: Vec<(f32, f32)> = vec![(0.0, 0.0); tree.len()];
    let mut alike: std::collections::HashMap<u64, (f32, f32)> = std::collections::HashMap::new();
    let form: Vec<u64> = page.lines.iter().map(|l| signature(tree, l.node)).collect();
    let up = |node: NodeIx| if node == NONE { NONE } else { tree.node(node).parent };
    for i in 0..n {
        let add = |sum: &mut (f32, f32)| *sum = (sum.0 + weight(i), sum.1 + weight(i) * first[i]);
        let node = page.lines[i].node;
        for at in [node, up(node), up(up(node))] {
            if at != NONE {
                add(&mut below[at as usize]);
            }
        }
        add(alike.entry(form[i]).or_default());
    }
    let all: f32 = (0..n).map(|i| features.words[i] as f32 * first[i]).sum::<f32>().max(1.0);
    let mut before = 0.0;
    let mut rows = Vec::with_capacity(n * (COUNT + SECOND));
    for i in 0..n {
        rows.extend_from_slice(&features.values[i * COUNT..(i + 1) * COUNT]);
        let at = |j: Option<usize>| j.and_then(|j| first.get(j)).copied().unwrap_or(-0.1);
        rows.push(first[i]);
        rows.extend([at(i.checked_sub(1)), at(i.checked_sub(2)), at(i.checked_sub(3))]);
        rows.extend([at(Some(i + 1)), at(Some(i + 2)), at(Some(i + 3))]);
        let mean = |range: std::ops::Range<usize>| {
            let (w, p) =
                range.filter(|j| *j != i).fold((0.0, 0.0), |s, j| (s.0 + weight(j), s.1 + weight(j) * first[j]));
            if w > 0.0 { p / w } else { -0.1 }
        };
        rows.push(mean(i.saturating_sub(5)..i));
        rows.push(mean(i..(i + 6).min(n)));
        let rest = |sum: (f32, f32)| {
            let w = sum.0 - weight(i);
            if w > 0.4 { (sum.1 - weight(i) * first[i]) / w } else { -0.1 }
        };
        let node = page.lines[i].node;
        for at in [node, up(node), up(up(node))] {
            rows.push(if at == NONE { -0.1 } else { rest(below[at as usize]) });
        }
        rows.push(rest(alike.get(&form[i]).copied().unwrap_or_default()));
        rows.push((0..i).rev().take(12).map(|j| first[j]).fold(0.0, f32::max));
        rows.push((i + 1..n).take(12).map(|j| first[j]).fold(0.0, f32::max));
        rows.push(before / all);
        before += features.words[i] as f32 * first[i];
    }
    rows
}

/// Finds the line of the main heading: the `h1`, or another heading, most like what the metadata call the page.
fn heading(tree: &Tree, page: &Lines, like: &[Vec<f32>]) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (i, line) in page.lines.iter().enumerate().filter(|(_, l)| !l.hidden) {
        let level = std::iter::once(line.node)
            .chain(tree.ancestors(line.node).take(3))
            .find_map(|n| tree.name(n).strip_prefix('h').and_then(|d| d.parse::<u8>().ok()));
        let like = like[i].iter().copied().fold(0.0, f32::max);
        let marked = page.marks[line.node as usize].has(Mark::Headline);
        let score = match level {
            Some(1) => 0.45,
            Some(2) => 0.2,
            Some(_) => 0.1,
            None if marked => 0.15,
            None => 0.0,
        } + like;
        if score > 0.44 && best.is_none_or(|(s, _)| score > s + 0.01) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// Counts how often each line stands on the page.
fn repeats(folded: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..folded.len()).collect();
    order.sort_by(|a, b| folded[*a].cmp(&folded[*b]));
    let mut repeats = vec![1; folded.len()];
    for group in order.chunk_by(|a, b| folded[*a] == folded[*b]) {
        for i in group {
            repeats[*i] = group.len();
        }
    }
    repeats
}

pub(super) fn ln(n: usize) -> f32 {
    (n as f32 + 1.0).ln()
}

fn signed_ln(x: f32) -> f32 {
    x.signum() * (x.abs() + 1.0).ln()
}

pub(super) fn share(part: u32, all: u32) -> f32 {
    part as f32 / all.max(1) as f32
}
