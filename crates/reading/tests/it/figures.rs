//! Figures: `languages/en/cases/figures.md`.

use page::Role;
use reading::{Change, Figure};

use crate::{
    articles::{READER, article},
    cases::cases,
};

const CASES: &str = include_str!("../../../../languages/en/cases/figures.md");

#[test]
fn every_figure_case_is_read_as_written() {
    let cases = cases(CASES);
    assert!(cases.len() >= 35, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let lines: Vec<_> = case.sentences.iter().map(|line| (Role::Paragraph, *line)).collect();
        let article = article(&lines);
        let reading = READER.reading(&article);
        let row = |figure: &Figure| {
            let value = figure.high.as_ref().map(|high| format!("{}..{high}", figure.value));
            let change = match figure.change {
                Some(Change::To) => "to",
                Some(Change::From) => "from",
                Some(Change::By) => "by",
                None => "",
            };
            let (unit, bound) = (figure.unit.0.clone(), figure.bound.name().to_owned());
            let words = article.words(figure.why.span).to_owned();
            vec![value.unwrap_or_else(|| figure.value.clone()), unit, bound, words, change.to_owned()]
        };
        let rows: Vec<Vec<String>> = reading.figures.iter().map(row).collect();
        let same = |(expected, read): (&Vec<&str>, &Vec<String>)| expected.iter().zip(read).all(|(e, r)| e == r);
        let right = match case.expected == [["none"]] {
            true => rows.is_empty(),
            false => rows.len() == case.expected.len() && case.expected.iter().zip(&rows).all(same),
        };
        if !right {
            wrong += &format!("\nline {}: {}\n", case.line, case.sentences.join(" / "));
            case.expected.iter().for_each(|row| wrong += &format!("  expected {}\n", row.join(" | ")));
            rows.iter().for_each(|row| wrong += &format!("  read     {}\n", row.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_corpus_of_the_fuzzer_is_read_to_its_end() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/figures");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 4);
    for path in paths {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let lines: Vec<_> = text.lines().map(|line| (Role::Paragraph, line)).collect();
        let article = article(&lines);
        for figure in READER.reading(&article).figures {
            let words = article.text.get(figure.why.span.range());
            assert!(words.is_some_and(|words| !words.is_empty()), "{}: {figure:?}", path.display());
        }
    }
}
