//! Readings beside readings of whole pages that people wrote: statements with source, kind and whole chain; events, positions, figures.

pub mod entries;

use std::{collections::HashSet, io::Write, path::Path};

use anyhow::Context;
use page::{Article, Given, Page};
use reading::{Act, Country, Gazetteer, Reading, SourceKind};
use serde::Deserialize;

/// Share of the words of what is said that two must have in common, by Dice.
const LEAST_DICE: f64 = 0.6;

/// Letters that two words of one stem share, at least, and that one of them may have beyond those.
const LEAST_STEM: usize = 4;
const MOST_ENDING: usize = 3;

/// A page that people read.
#[derive(Deserialize)]
pub struct Row {
    /// Its name.
    pub id: String,
    outlet: String,
    #[serde(default)]
    publication_date: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    statements: Vec<Wanted>,
    /// What else they expect.
    #[serde(flatten)]
    pub entries: entries::Expected,
}

impl Row {
    /// Returns the page as an article; `page` is its text where the row has none. None where neither has.
    ///
    /// # Errors
    /// When the page cannot be read.
    pub fn article(&self, pages: &page::Reader, page: Option<&Path>) -> anyhow::Result<Option<Article>> {
        let body = match (&self.text, page) {
            (_, Some(page)) => std::fs::read_to_string(page)?,
            (Some(text), None) => text.clone(),
            (None, None) => return Ok(None),
        };
        let outlet = self.statements.first().and_then(|s| s.chain.first()).unwrap_or(&self.outlet).clone();
        let given = Given { outlet: Some(outlet), date: self.publication_date.clone(), ..Given::default() };
        Ok(Some(pages.article(&Page { media: Some(page::Media::Text), ..Page::of(body) }, &given)?))
    }
}

/// Returns the rows of a file of readings.
///
/// # Errors
/// When the file is not there or is none.
pub fn rows(gold: &Path) -> anyhow::Result<Vec<Row>> {
    let text = std::fs::read_to_string(gold)
        .with_context(|| format!("skipped: no data at {}; give a file of readings", gold.display()))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
}

#[derive(Deserialize)]
struct Wanted {
    source_text: Option<String>,
    #[serde(default)]
    source_resolved: Option<String>,
    source_type: String,
    content_text: Option<String>,
    chain: Vec<String>,
}

/// Prints, for every statement of `gold`, what is right; `page` is the text of the one page of a `gold` that is no list.
pub fn run(gold: &Path, page: Option<&Path>, out: &mut impl Write) -> anyhow::Result<()> {
    told(gold, page, out).map(drop)
}

/// Returns the shares of statements, events, positions and figures that are right in a list of readings, in per cent.
pub fn scores(gold: &Path) -> anyhow::Result<[(&'static str, f64); 4]> {
    let (statements, entries) = told(gold, None, &mut std::io::sink())?;
    let [events, positions, figures] = entries.shares();
    Ok([("statements", statements), events, positions, figures])
}

/// Returns the share of statements that are right, and what is right of the other entries.
fn told(gold: &Path, page: Option<&Path>, out: &mut impl Write) -> anyhow::Result<(f64, entries::Tally)> {
    let rows = match page {
        Some(_) => vec![serde_json::from_str(&std::fs::read_to_string(gold)?)?],
        None => rows(gold)?,
    };
    let (pages, reader) = (page::Reader::new(), reading::Reader::english()?);
    let (mut right, mut all) = (0, 0);
    let mut tally = entries::Tally::default();
    for row in rows {
        let Some(article) = row.article(&pages, page)? else { continue };
        let reading = reader.reading(&article);
        let mut taken = HashSet::new();
        for wanted in &row.statements {
            all += 1;
            let wrong = wrong(wanted, &article, &reading, &mut taken);
            right += usize::from(wrong.is_empty());
            let content = wanted.content_text.as_deref().unwrap_or_default();
            let head: String = content.chars().take(60).collect();
            let source = wanted.source_text.as_deref().unwrap_or("nobody");
            let told = if wrong.is_empty() { "right".to_owned() } else { wrong.join("; ") };
            writeln!(out, "{} | {source} | {head} | {told}", row.id)?;
        }
        let read = entries::Read { article: &article, reading: &reading };
        tally.add(&row.id, &row.entries, &read, out)?;
    }
    let share = 100.0 * right as f64 / f64::max(1.0, all as f64);
    writeln!(out, "statements right in source, kind and whole chain: {right} of {all}, {share:.1} %")?;
    tally.print(out)?;
    Ok((share, tally))
}

fn wrong(wanted: &Wanted, article: &page::Article, reading: &Reading, taken: &mut HashSet<usize>) -> Vec<String> {
    let said = words(wanted.content_text.as_deref().unwrap_or_default());
    let mut best: Option<(f64, usize)> = None;
    for (at, statement) in reading.statements.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        let content: Vec<&str> = statement.content.iter().map(|span| article.words(*span)).collect();
        let source = statement.sources[0].span.map(|span| article.words(span)).unwrap_or_default();
        let meets = wanted.source_text.as_deref().is_none_or(|text| !words(text).is_disjoint(&words(source)));
        let declined = wanted.content_text.is_none() && statement.act == Act::Declines;
        let dice = if declined { 1.0 } else { dice(&said, &words(&content.join(" "))) };
        if meets && dice >= LEAST_DICE && best.is_none_or(|(value, _)| dice > value) {
            best = Some((dice, at));
        }
    }
    let Some((_, at)) = best else { return vec!["missed".to_owned()] };
    taken.insert(at);
    let statement = &reading.statements[at];
    let source = &statement.sources[0];
    let mut wrong = Vec::new();
    let kind = match wanted.source_type.as_str() {
        "named person" => "person",
        "media outlet" => "outlet",
        "government/official body" => "government",
        kind => kind,
    };
    let found = if source.kind == SourceKind::Named { "organisation" } else { source.kind.name() };
    if kind != found {
        wrong.push(format!("kind {found}, not {kind}"));
    }
    if let Some(resolved) = &wanted.source_resolved {
        let called = reading.called(article, source);
        if !same(resolved, &called) {
            wrong.push(format!("source {called}, not {resolved}"));
        }
    }
    let chain: Vec<String> = statement.chain.iter().map(|hop| reading.called(article, &hop.from)).collect();
    let expected: Vec<String> = wanted.chain.iter().map(|hop| plain(hop)).filter(|hop| !hop.is_empty()).collect();
    if chain.len() != expected.len() || !chain.iter().zip(&expected).all(|(one, other)| same(one, other)) {
        wrong.push(format!("chain {}, not {}", chain.join(" <- "), expected.join(" <- ")));
    }
    wrong
}

/// Leaves off what stands in brackets: the occasion, "unspecified", a link that is only possible.
fn plain(hop: &str) -> String {
    let mut depth = 0;
    let keep = |c: &char| {
        depth += i32::from(*c == '(');
        let inside = depth > 0;
        depth -= i32::from(*c == ')');
        !inside
    };
    hop.chars().filter(keep).collect::<String>().trim().to_owned()
}

fn words(text: &str) -> HashSet<String> {
    const PASSED: [&str; 10] = ["the", "a", "an", "of", "mr", "ms", "president", "minister", "prime", "government"];
    let lower = text.to_lowercase().replace('.', "");
    let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1 && !PASSED.contains(word));
    all.map(str::to_owned).collect()
}

/// Tells whether two names may be of one: all words of the shorter are in the other, or it is the other's first letters.
fn same(one: &str, other: &str) -> bool {
    let letters = |name: &str, short: &str| {
        let named = name.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the"));
        let first: String = named.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
        first.len() > 1 && first == short.trim_start_matches("the ").trim()
    };
    let (few, many) = (words(one), words(other));
    let (few, many) = if few.len() <= many.len() { (few, many) } else { (many, few) };
    let all = few.iter().all(|word| many.iter().any(|other| kin(word, other)));
    !few.is_empty() && all || letters(one, other) || letters(other, one)
}

/// Tells whether two words are one, of one stem, or of one state: "Armenia", "Armenian"; "France", "French".
fn kin(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let stem = common >= LEAST_STEM && common + MOST_ENDING >= one.chars().count().max(other.chars().count());
    one == other || stem || country(one).is_some_and(|state| country(other) == Some(state))
}

/// Returns the state that a word in lower case names, as a noun or an adjective.
fn country(word: &str) -> Option<Country> {
    let mut letters = word.chars();
    let named: String = letters.next()?.to_uppercase().chain(letters).collect();
    let gazetteer = Gazetteer::english();
    gazetteer.country(gazetteer.named(&named)?)
}

fn dice(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let both = one.intersection(other).count() as f64;
    if one.is_empty() && other.is_empty() { 1.0 } else { 2.0 * both / (one.len() + other.len()) as f64 }
}
