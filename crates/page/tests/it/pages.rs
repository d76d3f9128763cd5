//! Our own pages in `tests/pages`: each folder has a page and the article expected from it.
//!
//! A block is right when an expected block of the same group of roles has the same words; a block cut into, or joined
//! from, neighbours of one group is right too, and kinds of furniture are not told apart here.

use std::{collections::BTreeSet, path::Path};

use page::{Article, Given, Page, Reader, Role};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    url: Option<String>,
    title: Option<String>,
    bylines: Vec<String>,
    bylines_alt: Option<Vec<String>>,
    published: Option<String>,
    modified: Option<String>,
    language: String,
    credits: Vec<String>,
    #[serde(default)]
    hidden: Vec<String>,
    blocks: Vec<ExpectedBlock>,
    /// What this page is known to be read wrong in, one line each with its reason; everything else must be right.
    #[serde(default)]
    known: Vec<String>,
}

#[derive(Deserialize)]
struct ExpectedBlock {
    role: Role,
    text: String,
}

fn group(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Byline | Role::Dateline => "byline/dateline",
        Role::Caption => "caption",
        Role::PhotoCredit => "photo-credit",
        Role::AgencyCredit => "agency-credit",
        Role::Correction | Role::Note => "correction/note",
        role if role.is_body() => "body",
        _ => "aside",
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Runs of neighbouring blocks of one group: cuts inside a run do not count.
fn runs(blocks: impl Iterator<Item = (Role, String)>) -> Vec<(&'static str, String)> {
    let mut runs: Vec<(&str, String)> = Vec::new();
    for (role, text) in blocks {
        match runs.last_mut() {
            Some((last, all)) if *last == group(role) => all.push_str(&solid(&text)),
            _ => runs.push((group(role), solid(&text))),
        }
    }
    runs
}

fn differences(article: &Article, expected: &Expected) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, want: String, got: String| {
        if want != got {
            found.push(format!("{what}: expected {want}, read {got}"));
        }
    };
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = article.title.as_ref().map(|t| flat(&t.value));
    differ("title", format!("{:?}", expected.title.as_deref().map(flat)), format!("{title:?}"));
    let set = |names: &[String]| names.iter().map(|n| n.to_lowercase()).collect::<BTreeSet<_>>();
    let names: Vec<String> = article.bylines.iter().map(|b| b.name.clone()).collect();
    if expected.bylines_alt.as_ref().is_none_or(|alt| set(alt) != set(&names)) {
        differ("bylines", format!("{:?}", set(&expected.bylines)), format!("{:?}", set(&names)));
    }
    let day = |date: &Option<String>| date.as_ref().map(|d| d[..10].to_owned());
    let published = article.published.as_ref().map(page::Dated::iso);
    differ("published", format!("{:?}", day(&expected.published)), format!("{:?}", day(&published)));
    let modified = article.modified.as_ref().map(page::Dated::iso);
    differ("modified", format!("{:?}", day(&expected.modified)), format!("{:?}", day(&modified)));
    differ("language", expected.language.clone(), article.language.clone().unwrap_or_default());
    let credits: Vec<String> = article.credits.iter().map(|c| c.name.clone()).collect();
    differ("credits", format!("{:?}", set(&expected.credits)), format!("{:?}", set(&credits)));
    let want = runs(expected.blocks.iter().map(|b| (b.role, b.text.clone())));
    let shown = article.blocks.iter().filter(|b| b.role.name() != "furniture:hidden");
    let got = runs(shown.map(|b| (b.role, article.words(b.span).to_owned())));
    for run in want.iter().filter(|run| !got.contains(run)) {
        found.push(format!("not read as {}: {}", run.0, run.1.chars().take(120).collect::<String>()));
    }
    for hidden in &expected.hidden {
        if article.body().any(|b| solid(article.words(b.span)).contains(&solid(hidden))) {
            found.push(format!("hidden text in the body: {hidden}"));
        }
    }
    found
}

#[test]
fn every_page_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages");
    let reader = Reader::new();
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    let mut wrong = Vec::new();
    let mut read = 0;
    for path in names.iter().filter(|p| p.join("expected.json").is_file()) {
        let expected: Expected = serde_json::from_slice(&std::fs::read(path.join("expected.json")).unwrap()).unwrap();
        let body = std::fs::read(path.join("page.html")).or_else(|_| std::fs::read(path.join("page.txt"))).unwrap();
        let page = Page { url: expected.url.clone(), ..Page::of(body) };
        let article = reader.article(&page, &Given::default()).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = differences(&article, &expected);
        for difference in found.iter().filter(|d| !expected.known.contains(d)) {
            wrong.push(format!("{name}: {difference}"));
        }
        for known in expected.known.iter().filter(|k| !found.contains(k)) {
            wrong.push(format!("{name}: no longer wrong, take it off \"known\": {known}"));
        }
        read += 1;
    }
    assert!(read >= 40, "{read} pages");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
