//! Marked reports: rows of readings, the marked statements, and the cases of `languages/en/cases/events.md`.

use std::{collections::HashMap, path::Path};

use anyhow::Context;
use bench::against::{entries::WantedEvent, rows};
use page::{Article, Dated, Given, Page, Place, Role};
use serde::Deserialize;
use serde_json::{Value, json};
use text::Span;

use super::KINDS;

/// The day of the cases.
const CASE_DAY: &str = "2026-03-11";
/// Letters behind an event's word that tell which of several it is.
const BEHIND: usize = 25;
const CASES: &str = include_str!("../../../../languages/en/cases/events.md");

/// A report with what is marked of it.
pub struct Report {
    /// Its name.
    pub id: String,
    /// The report.
    pub article: Article,
    /// What happens in it.
    pub events: Vec<Marked>,
    /// How much its events count.
    pub weight: f32,
}

/// A marked event.
pub struct Marked {
    /// What is marked.
    pub wanted: WantedEvent,
    /// Whether who, where, when and the status are among it.
    pub told: [bool; KINDS],
}

/// Returns the reports of a folder: every `*.jsonl` of rows as those of `readings.jsonl`, in the order of the names; of a folder with
/// `articles.jsonl` and `gold.jsonl`, the marked statements.
pub fn reports(folder: &Path) -> anyhow::Result<Vec<Report>> {
    let pages = page::Reader::new();
    if folder.join("gold.jsonl").exists() {
        return statements(folder, &pages);
    }
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("skipped: no data at {}; give a folder of marked reports", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut reports = Vec::new();
    for file in files {
        for row in rows(&file)? {
            let Some(article) = row.article(&pages, None)? else { continue };
            let events = row.entries.events.into_iter().map(|wanted| Marked { wanted, told: [true; KINDS] });
            reports.push(Report { id: row.id, article, events: events.collect(), weight: 1.0 });
        }
    }
    Ok(reports)
}

#[derive(Deserialize)]
struct Text {
    id: String,
    outlet: String,
    published: String,
    text: String,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    events: Vec<Value>,
}

fn statements(folder: &Path, pages: &page::Reader) -> anyhow::Result<Vec<Report>> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).context("statements");
    let articles = read("articles.jsonl")?;
    let texts: Vec<Text> = articles.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let texts: HashMap<String, Text> = texts.into_iter().map(|text| (text.id.clone(), text)).collect();
    let mut reports = Vec::new();
    for line in read("gold.jsonl")?.lines() {
        let Gold { id, events } = serde_json::from_str(line)?;
        let Some(text) = texts.get(&id) else { continue };
        let given = Given { outlet: Some(text.outlet.clone()), date: Some(text.published.clone()), ..Given::default() };
        let page = Page { media: Some(page::Media::Text), ..Page::of(text.text.clone()) };
        let article = pages.article(&page, &given)?;
        let mut marked = Vec::new();
        for mut event in events {
            let word = |event: &Value, key: &str| event[key].as_str().unwrap_or_default().to_owned();
            let (sentence, trigger) = (word(&event, "evidence"), word(&event, "trigger"));
            let start = article.text.find(&sentence).unwrap_or_default();
            let Some(at) = article.text[start..].find(&trigger).map(|at| start + at) else { continue };
            let behind = article.text[at + trigger.len()..].char_indices().nth(BEHIND).map(|(far, _)| far);
            let end = behind.map_or(article.text.len(), |far| at + trigger.len() + far);
            event["evidence"] = article.text[at..end].into();
            event["when_iso"] = event["when"].take();
            let status = word(&event, "status");
            event["status"] = if status == "underway" { "under way".into() } else { status.into() };
            marked.push(Marked { wanted: serde_json::from_value(event)?, told: [true; KINDS] });
        }
        reports.push(Report { id, article, events: marked, weight: 1.0 });
    }
    Ok(reports)
}

/// Returns the cases as reports.
pub fn cases() -> anyhow::Result<Vec<Report>> {
    let mut all: Vec<(Vec<&str>, Vec<Vec<&str>>)> = Vec::new();
    for line in CASES.lines() {
        if let Some(sentence) = line.strip_prefix("> ") {
            match all.last_mut().filter(|(_, rows)| rows.is_empty()) {
                Some((lines, _)) => lines.push(sentence),
                None => all.push((vec![sentence], Vec::new())),
            }
        } else if let (Some(row), Some((_, rows))) = (line.strip_prefix("- "), all.last_mut()) {
            rows.push(row.split('|').map(str::trim).collect());
        }
    }
    all.iter().enumerate().map(|(at, (lines, rows))| case(at, lines, rows)).collect()
}

fn case(at: usize, lines: &[&str], rows: &[Vec<&str>]) -> anyhow::Result<Report> {
    let page = Page { media: Some(page::Media::Text), ..Page::of(lines.join("\n\n")) };
    let mut article = page::Reader::new().article(&page, &Given::default())?;
    // a sentence alone is no page: its lines are paragraphs whatever they look like
    article.text = lines.join("\n");
    let mut start = 0;
    let mut block = |line: &&str| {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        page::Block { role: Role::Paragraph, span, why: page::Reason::new("case", 1.0) }
    };
    article.blocks = lines.iter().map(&mut block).collect();
    article.language = Some("en".to_owned());
    article.title = None;
    article.published = Some(Dated {
        day: CASE_DAY.parse()?,
        time: None,
        offset_minutes: None,
        at: None,
        utc_day: None,
        stamp: CASE_DAY.to_owned(),
        place: Place::Given,
    });
    let mut events = Vec::new();
    for row in rows.iter().filter(|row| row.len() > 3) {
        let column = |at: usize| row.get(at).copied().filter(|cell| *cell != "-");
        let who: Vec<&str> = column(6).map(|who| who.split(" + ").collect()).unwrap_or_default();
        let days = column(4).map(|days| days.split_once("..").unwrap_or((days, days)));
        let wanted = json!({
            "what": row[0], "who": who, "where": column(5), "when_text": column(4), "status": row[3], "evidence": row[0],
            "when_iso": days.map(|(start, end)| json!({ "start": start, "end": end })),
        });
        let told = [row.len() > 6, row.len() > 5, row.len() > 4, true];
        events.push(Marked { wanted: serde_json::from_value(wanted)?, told });
    }
    Ok(Report { id: format!("case-{at}"), article, events, weight: 1.0 })
}
