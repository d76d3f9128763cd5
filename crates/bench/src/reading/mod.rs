//! Readings in the keys of `statements/gold.jsonl`.

mod events;
mod figures;
pub mod marked;
pub mod plover;
mod positions;
pub mod said;

use std::{io::Write, path::Path};

use anyhow::Context;
use page::{Article, Given, Page};
use reading::{Act, Reading, Source, SourceKind, Statement};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Row {
    id: Value,
    outlet: Option<String>,
    published: Option<String>,
    text: String,
}

/// Writes `{id, statements, events, positions, figures}` for every line `{id, outlet, published, text}` of `articles`.
pub fn predict(articles: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let (pages, reader) = (page::Reader::new(), reading::Reader::english()?);
    let lines = std::fs::read_to_string(articles).with_context(|| articles.display().to_string())?;
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)?;
        let given = Given { outlet: row.outlet, date: row.published, ..Given::default() };
        let page = Page { media: Some(page::Media::Text), ..Page::of(row.text) };
        let value = match pages.article(&page, &given) {
            Ok(article) => value(&row.id, &article, &reader.reading(&article)),
            Err(_) => json!({ "id": row.id, "statements": [], "events": [], "positions": [], "figures": [] }),
        };
        writeln!(out, "{value}")?;
    }
    Ok(())
}

/// Writes `{id, events}` in PLOVER's types for every line `{id, text}` of `sentences`; spans in code points.
pub fn predict_events(sentences: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let reader = reading::Reader::english()?;
    let lines = std::fs::read_to_string(sentences).with_context(|| sentences.display().to_string())?;
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let row: Sentence = serde_json::from_str(line)?;
        let rows: Vec<Value> = coded(&reader, &row.text).0;
        writeln!(out, "{}", json!({ "id": row.id, "events": rows }))?;
    }
    Ok(())
}

/// An English article that is nothing but one paragraph.
fn paragraph(text: &str) -> Article {
    let whole = text::Span::new(0, text.len());
    let block = page::Block { role: page::Role::Paragraph, span: whole, why: page::Reason::new("given", 1.0) };
    Article {
        kind: page::PageKind::Article,
        id: text::Id::of(&[text]),
        edition: text::Id::of(&[text]),
        url: None,
        outlet: None,
        title: None,
        text: text.to_owned(),
        blocks: vec![block],
        bylines: vec![],
        published: None,
        modified: None,
        language: Some("en".to_owned()),
        section: None,
        credits: vec![],
        corrections: vec![],
        links: vec![],
        candidates: vec![],
        cuts: vec![],
    }
}

#[derive(Deserialize)]
struct Sentence {
    id: Value,
    text: String,
}

/// Returns what PLOVER codes of a text without any page around it, and the whole reading.
pub fn coded(reader: &reading::Reader, text: &str) -> (Vec<Value>, Reading) {
    let article = paragraph(text);
    let reading = reader.reading(&article);
    (reading.events.iter().filter_map(|event| events::coded(text, event)).collect(), reading)
}

fn value(id: &Value, article: &Article, reading: &Reading) -> Value {
    let statements: Vec<Value> = reading.statements.iter().map(|s| statement(article, reading, s)).collect();
    let events = events::values(article, reading);
    let positions: Vec<Value> = reading.positions.iter().map(|p| positions::value(article, reading, p)).collect();
    let figures: Vec<Value> = reading.figures.iter().map(|f| figures::value(article, reading, f)).collect();
    json!({ "id": id, "statements": statements, "events": events, "positions": positions, "figures": figures })
}

fn statement(article: &Article, reading: &Reading, statement: &Statement) -> Value {
    let source = statement.sources.first();
    let resolved =
        |source: &Source| (source.name.is_some() || source.party.is_some()).then(|| reading.called(article, source));
    let content: Vec<&str> = statement.content.iter().map(|span| article.words(*span)).collect();
    json!({
        "source_text": spoken(statement).map(|span| article.words(span)),
        "source_kind": source.map_or("none", |source| kind(source.kind)),
        "resolved": source.and_then(resolved),
        "cue": statement.cue.map(|span| article.words(span)),
        "content_text": content,
        "kind": statement.kind.name(),
        "act": act(statement.act),
        "within": statement.within,
        "rule": statement.why.rule,
        "chain": statement.chain.iter().map(|hop| reading.called(article, &hop.from)).collect::<Vec<_>>(),
    })
}

/// The words for who says it, all of those who say it together.
fn spoken(statement: &Statement) -> Option<text::Span> {
    let mut spans = statement.sources.iter().filter_map(|source| source.span);
    let first = spans.next()?;
    Some(spans.fold(first, |whole, span| text::Span { end: span.end.max(whole.end), ..whole }))
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named | SourceKind::Unknown => "organisation",
        SourceKind::Page => "own",
        other => other.name(),
    }
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Says => "said",
        Act::Confirms => "confirmed",
        Act::Denies => "denied",
        Act::Announces => "announced",
        Act::Warns => "warned",
        Act::Threatens => "threatened",
        Act::Demands => "demanded",
        Act::Promises => "promised",
        Act::Speculates => "speculated",
        Act::Declines => "declined",
    }
}
