//! Unnamed sources: `languages/en/cases/unnamed.md`.

use std::collections::BTreeMap;

use page::{Article, Role};
use reading::{Source, SourceKind};
use text::Span;

use crate::articles::{READER, article};

const CASES: &str = include_str!("../../../../languages/en/cases/unnamed.md");

/// Share of the marks that must be read right, in per cent. They may rise, never fall.
const FLOORS: [(&str, f64); 7] = [
    ("found", 69.0),
    ("none", 95.0),
    ("count", 98.0),
    ("role", 95.0),
    ("country", 80.0),
    ("position", 97.0),
    ("reason", 90.0),
];

struct Case {
    article: Article,
    rows: Vec<Vec<&'static str>>,
}

fn cases() -> Vec<Case> {
    let mut all: Vec<(Vec<&str>, Vec<Vec<&str>>)> = Vec::new();
    let start = CASES.find("\n## ").unwrap();
    let mut in_passage = false;
    for line in CASES[start..].lines() {
        if let Some(words) = line.strip_prefix("> ") {
            if !in_passage {
                all.push(Default::default());
            }
            all.last_mut().unwrap().0.push(words);
            in_passage = true;
            continue;
        }
        in_passage = false;
        if let (Some(row), Some(case)) = (line.strip_prefix("- "), all.last_mut()) {
            case.1.push(row.split('|').map(str::trim).collect());
        }
    }
    let case = |(lines, rows): (Vec<&str>, _)| {
        let lines: Vec<_> = lines.iter().map(|line| (Role::Paragraph, *line)).collect();
        Case { article: article(&lines), rows }
    };
    all.into_iter().map(case).collect()
}

fn plain(words: &str) -> String {
    let lower = words.to_lowercase();
    ["the ", "an ", "a "].into_iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower).to_owned()
}

fn field(row: &[&'static str], name: &str) -> Option<String> {
    let value = row[1..].iter().find_map(|field| field.strip_prefix(name)?.strip_prefix(' '))?;
    Some(plain(value.split(" = ").next().unwrap_or(value)))
}

#[test]
fn what_is_told_of_unnamed_sources_is_read() {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for Case { article, rows } in cases() {
        let reading = READER.reading(&article);
        let text = article.text.trim_end();
        let mut sources: Vec<&Source> = reading.statements.iter().flat_map(|statement| &statement.sources).collect();
        sources.dedup_by_key(|source| source.span);
        let unnamed: Vec<&Source> = sources.into_iter().filter(|source| source.kind == SourceKind::Unnamed).collect();
        let words = |span: Option<Span>| span.map(|span| plain(article.words(span)));
        let mut count = |kind: &'static str, right: bool, line: String| {
            let entry = counts.entry(kind).or_default();
            entry.0 += usize::from(right);
            entry.1 += 1;
            if !right {
                wrong += &format!("{kind}: {line}\n    {text}\n");
            }
        };
        if rows == [["none"]] {
            let found: Vec<_> = unnamed.iter().filter_map(|source| words(source.span)).collect();
            count("none", found.is_empty(), format!("{found:?}"));
            continue;
        }
        for row in rows.iter().filter(|row| field(row, "same").is_none()) {
            let wanted = plain(row[0]);
            let source = unnamed.iter().find(|source| words(source.span).is_some_and(|words| words == wanted));
            count("found", source.is_some(), row[0].to_owned());
            let Some(told) = source.and_then(|source| source.unnamed.as_ref()) else { continue };
            let mut check = |name: &'static str, found: Option<String>| {
                let wanted = field(row, name);
                if wanted.is_some() || found.is_some() {
                    count(name, wanted == found, format!("{:?}, not {found:?}", wanted));
                }
            };
            check("count", told.count.map(|count| count.to_string()));
            check("country", words(told.country));
            check("position", words(told.position));
            check("reason", words(told.reason));
            check("told", words(told.told));
            let role = field(row, "role").map(|role| role.rsplit(" … ").next().unwrap_or(&role).to_owned());
            let found = words(told.role);
            count("role", role == found, format!("{role:?}, not {found:?}"));
        }
    }
    println!("{wrong}");
    for (kind, (right, all)) in &counts {
        println!("{kind}: {right} of {all}, {:.1} %", 100.0 * *right as f64 / *all as f64);
    }
    for (kind, floor) in FLOORS {
        let (right, all) = counts[kind];
        assert!(100.0 * right as f64 >= floor * all as f64, "{kind}: {right} of {all}");
    }
}

#[test]
fn opposition_figures_are_people_and_figures_are_read() {
    let kind = |line: &str| {
        let reading = READER.reading(&article(&[(Role::Paragraph, line)]));
        reading.statements.iter().flat_map(|statement| &statement.sources).map(|source| source.kind).collect::<Vec<_>>()
    };
    assert_eq!(kind("Two leading opposition figures called for a rally on the quay."), [SourceKind::Unnamed]);
    assert_eq!(kind("Industry figures said failures were common."), [SourceKind::Unnamed]);
    assert_eq!(kind("The figures show that prices rose."), [SourceKind::Document]);
}
