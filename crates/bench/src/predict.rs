//! Predictions in the formats of the marked data, so that anyone can score them with their own scorer.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    path::Path,
};

use anyhow::Context;
use bench::attribution::{predicted, read};
use lang::Engine;
use page::{Article, Given, Media, Page, Reader, Role};
use reading::attribution::Attributor;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Truth {
    id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    file: Option<String>,
}

fn truths(path: &Path) -> anyhow::Result<Vec<Truth>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("skipped: no data at {}; give the file of marked pages", path.display()))?;
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| Ok(serde_json::from_str(l)?)).collect()
}

/// The writers; where the page states none but an organisation, that one.
pub fn author(article: &Article) -> String {
    let persons: Vec<&str> = article.bylines.iter().map(|b| b.name.as_str()).collect();
    let stated = || {
        article
            .candidates
            .iter()
            .find(|c| c.field == "byline" && !c.value.contains("://") && c.value.chars().count() < 60)
    };
    if persons.is_empty() { stated().map(|c| c.value.clone()).unwrap_or_default() } else { persons.join("; ") }
}

/// Writes `{id, text, title, author, date}` for every page of `truth`, read from `folder/ID.html.gz`.
pub fn page(truth: &Path, folder: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let reader = Reader::new();
    for truth in truths(truth)? {
        let mut body = Vec::new();
        let path = folder.join(format!("{}.html.gz", truth.id));
        let file = std::fs::File::open(&path).with_context(|| path.display().to_string())?;
        flate2::read::GzDecoder::new(file).read_to_end(&mut body)?;
        let page = Page { url: truth.url, media: Some(Media::Html), ..Page::of(body) };
        let row = match reader.article(&page, &Given::default()) {
            Ok(article) => json!({
                "id": truth.id,
                "text": article.running_text(),
                "title": article.title.as_ref().map(|t| &t.value),
                "author": author(&article),
                "date": article.published.as_ref().map(|d| d.day.to_string()),
            }),
            Err(_) => json!({ "id": truth.id, "text": "" }),
        };
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// Writes `{id, title, bylines, published, modified, language, credits, blocks}` for every page of `gold`.
pub fn blocks(gold: &Path, folder: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let reader = Reader::new();
    for truth in truths(gold)? {
        let name =
            truth.file.as_deref().and_then(|f| f.rsplit('/').next()).map_or_else(|| truth.id.clone(), str::to_owned);
        let path =
            [folder.join(&name), folder.join(format!("{}.html", truth.id)), folder.join(format!("{}.txt", truth.id))];
        let path =
            path.iter().find(|p| p.is_file()).with_context(|| format!("no page {name} in {}", folder.display()))?;
        let page = Page { url: truth.url, ..Page::of(std::fs::read(path)?) };
        let mut row = match reader.article(&page, &Given::default()) {
            Ok(article) => article_row(&article),
            Err(_) => BTreeMap::new(),
        };
        row.insert("id", json!(truth.id));
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(())
}

/// Writes `{id, attributions}` for every line of `articles`, of which only the text is read. With `nested` each attribution also
/// has `within`, the place in the list of the one whose content it is in, or null.
pub fn attribution(articles: &Path, nested: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let (engine, attributor) = (Engine::english()?, Attributor::english()?);
    for document in read(articles)? {
        let mut rows = Vec::new();
        for (found, within) in predicted(&engine, &attributor, &document.text) {
            let mut row = json!(found);
            if nested {
                row["within"] = json!(within);
            }
            if nested || within.is_none() {
                rows.push(row);
            }
        }
        writeln!(out, "{}", json!({ "id": document.id, "attributions": rows }))?;
    }
    Ok(())
}

/// What is scored of an article's blocks and metadata.
pub fn article_row(article: &Article) -> BTreeMap<&'static str, serde_json::Value> {
    let hidden = Role::Furniture(page::Furniture::Hidden);
    let blocks = article.blocks.iter().filter(|b| b.role != hidden);
    BTreeMap::from([
        ("title", json!(article.title.as_ref().map(|t| &t.value))),
        ("bylines", json!(article.bylines.iter().map(|b| &b.name).collect::<Vec<_>>())),
        ("published", json!(article.published.as_ref().map(page::Dated::iso))),
        ("modified", json!(article.modified.as_ref().map(page::Dated::iso))),
        ("language", json!(article.language)),
        ("credits", json!(article.credits.iter().map(|c| &c.name).collect::<Vec<_>>())),
        ("blocks", json!(blocks.map(|b| json!({ "role": b.role, "text": article.words(b.span) })).collect::<Vec<_>>())),
    ])
}
