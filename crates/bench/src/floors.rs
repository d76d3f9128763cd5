//! Scores on marked pages against `floors.toml`.

use std::{collections::BTreeMap, io::Read, path::Path};

use anyhow::Context;
use bench::attribution::{self, Marked, Scores, Which};
use lang::Engine;
use page::{Article, Given, Media, Page, Reader, Role};
use reading::attribution::Attributor;
use serde::Deserialize;

#[derive(Deserialize)]
struct Floors {
    own: BTreeMap<String, f64>,
    examples: BTreeMap<String, f64>,
    language: BTreeMap<String, f64>,
    page: BTreeMap<String, f64>,
    blocks: BTreeMap<String, f64>,
    attribution: BTreeMap<String, f64>,
    story: BTreeMap<String, f64>,
    time: BTreeMap<String, f64>,
    events: BTreeMap<String, f64>,
    statements: BTreeMap<String, f64>,
    readings: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    id: String,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    blocks: Vec<GoldBlock>,
}

#[derive(Deserialize)]
struct GoldBlock {
    role: Role,
    text: String,
}

#[derive(Deserialize)]
struct Truth {
    id: String,
    source: String,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    main_text: Option<String>,
}

/// Prints every score beside its floor; an error when one has fallen.
pub fn run(data: Option<&Path>) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let floors: Floors = toml::from_str(&std::fs::read_to_string(root.join("floors.toml"))?)?;
    let reader = Reader::new();
    let mut fallen = 0;
    let mut say = |what: &str, score: f64, floor: Option<&f64>| {
        let Some(floor) = floor else { return };
        let at_most = what.ends_with("in_body");
        let ok = if at_most { score <= *floor } else { score + 1e-9 >= *floor };
        println!(
            "{} {what}: {score:.2} (floor {floor:.2}{})",
            if ok { "ok    " } else { "FALLEN" },
            if at_most { ", at most" } else { "" }
        );
        fallen += usize::from(!ok);
    };
    for (what, score) in own(&reader, &root.join("../../tests/pages"))? {
        say(&format!("own.{what}"), score, floors.own.get(what));
    }
    say("language.same_as_spacy", crate::language::own()?, floors.language.get("same_as_spacy"));
    for (what, score) in crate::story::own(&root.join("../../examples"))? {
        say(&format!("examples.{what}"), score, floors.examples.get(&what));
    }
    match data {
        Some(data) => {
            for (what, score) in marked(&reader, &data.join("page"))? {
                say(&format!("page.{what}"), score, floors.page.get(what));
            }
            for (what, score) in roles(&reader, &data.join("pages-roles"))? {
                say(&format!("blocks.{what}"), score, floors.blocks.get(what));
            }
            for (what, score) in crate::reading::plover::scores(&data.join("events/plover-gsr.jsonl"))? {
                say(&format!("events.{what}"), score, floors.events.get(what));
            }
            for (what, score) in crate::reading::marked::scores(&data.join("statements"))? {
                say(&format!("statements.{what}"), score, floors.statements.get(what));
            }
            for (what, score) in bench::against::scores(&data.join("readings/readings.jsonl"))? {
                say(&format!("readings.{what}"), score, floors.readings.get(what));
            }
            for (what, score) in attribution(&data.join("attribution"))? {
                say(&format!("attribution.{what}"), score, floors.attribution.get(what));
            }
            for (what, score) in crate::story::scores(&data.join("story"))? {
                say(&format!("story.{what}"), score, floors.story.get(what));
            }
            for set in ["timebank", "aquaint"] {
                for (what, score) in crate::times::scores(&data.join(format!("time/{set}.jsonl.gz")))?.figures() {
                    let what = format!("{set}_{what}");
                    say(&format!("time.{what}"), score, floors.time.get(&what));
                }
            }
        }
        None => println!(
            "skipped: no data for page, events, blocks, attribution and time (give the folder of marked pages with --data FOLDER)"
        ),
    }
    anyhow::ensure!(fallen == 0, "{fallen} scores have fallen below their floors");
    Ok(())
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read(reader: &Reader, body: Vec<u8>, url: Option<String>) -> Option<Article> {
    reader.article(&Page { url, ..Page::of(body) }, &Given::default()).ok()
}

/// Our own pages: blocks whose words and kind (body, aside, the rest by role) are read, titles, days.
fn own(reader: &Reader, folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let mut names: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    names.sort();
    let (mut right, mut all, mut titles, mut days, mut pages) = (0, 0, 0, 0, 0);
    for path in names.iter().filter(|p| p.join("expected.json").is_file()) {
        let gold: Gold = serde_json::from_slice(&std::fs::read(path.join("expected.json"))?)?;
        let body = std::fs::read(path.join("page.html")).or_else(|_| std::fs::read(path.join("page.txt")))?;
        let article = read(reader, body, gold.url.clone()).with_context(|| path.display().to_string())?;
        let sort = |role: Role| {
            if role.is_body() {
                "body"
            } else if role.is_aside() {
                "aside"
            } else {
                ""
            }
        };
        let mut by_sort: BTreeMap<&str, String> = BTreeMap::new();
        for block in &article.blocks {
            *by_sort.entry(sort(block.role)).or_default() += &solid(article.words(block.span));
        }
        for block in &gold.blocks {
            all += 1;
            right += usize::from(by_sort.get(sort(block.role)).is_some_and(|t| t.contains(&solid(&block.text))));
        }
        pages += 1;
        let flat = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        titles += usize::from(article.title.as_ref().map(|t| flat(&t.value)) == gold.title.as_deref().map(flat));
        let day = |d: &Option<String>| d.as_ref().and_then(|d| d.get(..10).map(str::to_owned));
        days += usize::from(article.published.as_ref().map(|d| d.day.to_string()) == day(&gold.published));
    }
    Ok(vec![("blocks", percent(right, all)), ("titles", percent(titles, pages)), ("days", percent(days, pages))])
}

/// Marked pages with text, title, author and date.
fn marked(reader: &Reader, folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let truths = std::fs::read_to_string(folder.join("truth.jsonl"))
        .with_context(|| format!("no data in {}", folder.display()))?;
    let (mut p, mut r, mut texts) = (0.0, 0.0, 0);
    let (mut titles, mut titled, mut authors, mut signed, mut days, mut dated) = (0, 0, 0, 0, 0, 0);
    for line in truths.lines() {
        let truth: Truth = serde_json::from_str(line)?;
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(folder.join(format!("html/{}.html.gz", truth.id)))?)
            .read_to_end(&mut body)?;
        let page = Page { media: Some(Media::Html), url: truth.url.clone(), ..Page::of(body) };
        let article = reader.article(&page, &Given::default()).ok();
        if truth.source == "aeb" {
            let text = article.as_ref().map(Article::running_text).unwrap_or_default();
            let (a, b) = (grams(truth.main_text.as_deref().unwrap_or("")), grams(&text));
            let same: usize = a.iter().map(|(g, n)| (*n).min(b.get(g).copied().unwrap_or(0))).sum();
            p += same as f64 / b.values().sum::<usize>().max(1) as f64;
            r += same as f64 / a.values().sum::<usize>().max(1) as f64;
            texts += 1;
            continue;
        }
        if let Some(title) = &truth.title {
            titled += 1;
            titles += usize::from(
                article.as_ref().and_then(|a| a.title.as_ref()).is_some_and(|t| plain(&t.value) == plain(title)),
            );
        }
        if let Some(author) = &truth.author {
            signed += 1;
            let got = article.as_ref().map(crate::predict::author).unwrap_or_default();
            authors += usize::from(names(&got) == names(author));
        }
        if let Some(date) = &truth.date {
            dated += 1;
            days += usize::from(
                article
                    .as_ref()
                    .and_then(|a| a.published.as_ref())
                    .is_some_and(|d| date.starts_with(&d.day.to_string())),
            );
        }
    }
    let (p, r) = (p / f64::from(texts), r / f64::from(texts));
    Ok(vec![
        ("shingle_f1", 200.0 * p * r / (p + r)),
        ("titles", percent(titles, titled)),
        ("authors", percent(authors, signed)),
        ("days", percent(days, dated)),
    ])
}

/// Marked blocks: words of the body that are kept, words of asides that are taken for body.
fn roles(reader: &Reader, folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let gold = std::fs::read_to_string(folder.join("gold.jsonl"))
        .with_context(|| format!("no data in {}", folder.display()))?;
    let (mut kept, mut body, mut leaked, mut aside) = (0, 0, 0, 0);
    for line in gold.lines() {
        let gold: Gold = serde_json::from_str(line)?;
        let bytes =
            ["html", "txt"].iter().find_map(|end| std::fs::read(folder.join(format!("pages/{}.{end}", gold.id))).ok());
        let article = read(reader, bytes.with_context(|| gold.id.clone())?, gold.url.clone());
        let text = article
            .map(|a| a.body().map(|b| solid(a.words(b.span))).collect::<Vec<_>>().join("\n"))
            .unwrap_or_default();
        for block in &gold.blocks {
            let count = page::lexicon::line::words(&block.text);
            let found = text.contains(&solid(&block.text));
            if block.role.is_body() {
                body += count;
                kept += if found { count } else { 0 };
            } else if block.role.is_aside() && count > 2 {
                aside += count;
                leaked += if found { count } else { 0 };
            }
        }
    }
    Ok(vec![("body_words_kept", percent(kept, body)), ("aside_words_in_body", percent(leaked, aside))])
}

/// Attributions of PolNeAR's dev part, which the weights have not seen.
fn attribution(folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let (engine, attributor) = (Engine::english()?, Attributor::english()?);
    let (mut all, mut reporting) = (Scores::default(), Scores::default());
    for document in attribution::read(&folder.join("polnear-dev.jsonl.gz"))? {
        let found = attribution::predicted(&engine, &attributor, &document.text);
        let found: Vec<Marked> =
            found.into_iter().filter(|(_, within)| within.is_none()).map(|(found, _)| found).collect();
        all.add(&document, &found, Which::All);
        reporting.add(&document, &found, Which::Reporting);
    }
    Ok(vec![
        ("main", all.main.f1()),
        ("strict", all.strict.f1()),
        ("reporting_main", reporting.main.f1()),
        ("reporting_content", reporting.content_exact.f1()),
    ])
}

fn grams(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let mut grams = BTreeMap::new();
    for gram in words.windows(4.min(words.len()).max(1)) {
        *grams.entry(gram.to_vec()).or_default() += 1;
    }
    grams
}

fn plain(text: &str) -> String {
    page::lexicon::line::fold(text)
        .replace('\'', "\"")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches([' ', '.', '|', '-'])
        .to_owned()
}

fn names(text: &str) -> Vec<String> {
    let folded = plain(text).replace(" and ", ";").replace(" und ", ";");
    let folded = folded.strip_prefix("by ").unwrap_or(&folded).to_owned();
    let mut names: Vec<String> =
        folded.split([';', ',', '|', '/', '&']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}
