//! A set of articles, read: lines of a file, or the pages of a folder.

use std::{fs::File, path::Path};

use page::{Article, Given, Media, Page, Reader};
use reading::Reading;
use serde::Deserialize;
use serde_json::{Value, json};
use text::Id;

#[derive(Deserialize)]
struct Row {
    id: Value,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    text: String,
    byline: Option<Value>,
    credits: Option<Value>,
}

/// One document: its id in the file, the article, and the reading.
pub struct Doc {
    /// As the file has it; of a page in a folder the number that its name begins with, else its name.
    pub id: Value,
    /// What was published. Its id is made from the document's, so that two documents are two articles.
    pub article: Article,
    /// The id by address: of two documents that are editions of one article the same.
    pub by_address: Id,
    /// What was read of it.
    pub reading: Reading,
}

/// Reads all articles `{id, url, outlet, published, title, text, byline, credits}` of a file, or all pages of a folder.
pub fn docs(path: &Path) -> anyhow::Result<Vec<Doc>> {
    let (pages, reader) = (Reader::new(), reading::Reader::english()?);
    let mut all: Vec<Doc> = Vec::new();
    let mut add = |id: Value, page: &Page, given: &Given| {
        if let Ok(mut article) = pages.article(page, given) {
            let by_address = article.id;
            article.id = Id::of(&["doc", &id.to_string(), &all.len().to_string()]);
            let reading = reader.reading(&article);
            all.push(Doc { id, article, by_address, reading });
        }
    };
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        files = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        files.sort();
    }
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if file == path || name.contains(".jsonl") {
            for row in super::rows::<Row>(&file)? {
                let (page, given) = told(&row);
                add(row.id, &page, &given);
            }
            continue;
        }
        let number: String = name.chars().take_while(char::is_ascii_digit).collect();
        for page in page::pages(File::open(&file)?, &name).flatten() {
            add(json!(if number.is_empty() { &name } else { &number }), &page, &Given::default());
        }
    }
    Ok(all)
}

/// Returns the page that a row tells of: its title, byline and credits are put where a page has them, unless its text does.
fn told(row: &Row) -> (Page, Given) {
    let words = |value: &Option<Value>| match value {
        Some(Value::String(words)) => words.clone(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    let put = |words: String, before: &str, after: &str| {
        let is_there = words.is_empty() || row.text.contains(&words);
        if is_there { String::new() } else { format!("{before}{words}{after}") }
    };
    let title = row.title.clone().filter(|title| !row.text.trim_start().starts_with(title.trim()));
    let parts = [
        title.unwrap_or_default(),
        put(words(&row.byline), "By ", ""),
        row.text.clone(),
        put(words(&row.credits), "(", ")"),
    ];
    let text = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let given = Given { outlet: row.outlet.clone(), date: row.published.clone(), url: row.url.clone() };
    (Page { media: Some(Media::Text), ..Page::of(text) }, given)
}
