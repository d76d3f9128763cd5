//! The cases of `languages/en/cases/`.

use page::{Article, Role};
use reading::Reading;

use crate::articles::{READER, article};

const STATEMENTS: &str = include_str!("../../../../languages/en/cases/statements.md");
const CHAINS: &str = include_str!("../../../../languages/en/cases/chains.md");

pub struct Case<'a> {
    pub line: usize,
    pub sentences: Vec<&'a str>,
    pub expected: Vec<Vec<&'a str>>,
}

pub fn cases(file: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for (at, line) in file.lines().enumerate() {
        if let Some(sentence) = line.strip_prefix("> ") {
            match cases.last_mut().filter(|case| case.expected.is_empty()) {
                Some(case) => case.sentences.push(sentence),
                None => cases.push(Case { line: at + 1, sentences: vec![sentence], expected: vec![] }),
            }
        } else if let (Some(row), Some(case)) = (line.strip_prefix("- "), cases.last_mut()) {
            case.expected.push(row.split('|').map(str::trim).collect());
        }
    }
    cases
}

#[test]
fn every_statement_case_is_read_as_written() {
    check(STATEMENTS, 40);
}

#[test]
fn every_chain_case_is_read_as_written() {
    check(CHAINS, 20);
}

fn check(file: &str, least: usize) {
    let cases = cases(file);
    assert!(cases.len() >= least, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let lines: Vec<_> = case.sentences.iter().map(|line| (Role::Paragraph, *line)).collect();
        let article = article(&lines);
        let reading = READER.reading(&article);
        let rows = rows(&article, &reading);
        let cut = |expected: &Vec<&str>, row: &Vec<String>| row.iter().take(expected.len()).eq(expected.iter());
        let none = case.expected == [["none"]];
        let same = if none {
            rows.is_empty()
        } else {
            rows.len() == case.expected.len() && case.expected.iter().zip(&rows).all(|(e, r)| cut(e, r))
        };
        if !same {
            wrong += &format!("\nline {}: {}\n", case.line, case.sentences.join(" / "));
            case.expected.iter().for_each(|row| wrong += &format!("  expected {}\n", row.join(" | ")));
            rows.iter().for_each(|row| wrong += &format!("  read     {}\n", row.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn rows(article: &Article, reading: &Reading) -> Vec<Vec<String>> {
    let row = |statement: &reading::Statement| {
        let words = |span| article.words(span).to_owned();
        let pieces: Vec<String> = statement.content.iter().copied().map(words).collect();
        let chain: Vec<String> = statement.chain.iter().skip(1).map(|hop| reading.called(article, &hop.from)).collect();
        let sources: Vec<String> = statement.sources.iter().filter_map(|source| source.span).map(words).collect();
        let source = sources.join(" & ");
        let (kind, act) = (statement.kind.name().to_owned(), statement.act.name().to_owned());
        vec![source, statement.cue.map(words).unwrap_or_default(), pieces.join(" … "), kind, act, chain.join(" <- ")]
    };
    reading.statements.iter().map(row).collect()
}
