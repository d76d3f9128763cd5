//! What the model says of texts that we wrote, odd ones among them, is what spaCy says: every column of every token.
//! `tests/spacy_rows.py` says how `spacy.jsonl` is made of `texts.jsonl`.

use lang::{
    Analysis, Engine,
    neural::{Weights, kernel::Kernel},
};
use serde_json::{Value, json};

const TEXTS: &str = include_str!("texts.jsonl");
const SPACY: &str = include_str!("spacy.jsonl");

fn engine(kernel: Kernel) -> Engine {
    Engine::with_kernel(Weights::english().unwrap(), kernel).unwrap()
}

/// The columns of an analysis by the names that spaCy's rows have.
fn columns(text: &str, analysis: &Analysis) -> [(&'static str, Value); 9] {
    let tokens = &analysis.tokens;
    let all = || 0..tokens.len() as u32;
    let points = |byte: u32| text[..byte as usize].chars().count();
    let spans: Vec<[usize; 2]> = tokens.span.iter().map(|span| [points(span.start), points(span.end)]).collect();
    let starts = |token: u32| analysis.sentences.iter().any(|sentence| sentence.tokens.start == token);
    let entities = analysis.entities.iter().map(|entity| {
        let [start, end] = [entity.tokens.start, entity.tokens.end - 1].map(|token| spans[token as usize]);
        json!([start[0], end[1], entity.kind.name()])
    });
    [
        ("ents", entities.collect()),
        ("tag", tokens.tag.iter().map(|tag| tag.name()).collect()),
        ("pos", tokens.pos.iter().map(|pos| pos.name()).collect()),
        ("morph", all().map(|token| tokens.morphology(token)).collect()),
        ("lemma", all().map(|token| tokens.lemma(token)).collect()),
        ("head", json!(tokens.head)),
        ("dep", tokens.label.iter().map(|label| label.name()).collect()),
        ("sent_start", all().map(starts).collect()),
        ("tokens", json!(spans)),
    ]
}

#[test]
fn every_column_is_what_spacy_says_on_both_kernels() {
    let lines = |file: &'static str| file.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    assert!(TEXTS.lines().count() >= 30 && TEXTS.lines().count() == SPACY.lines().count());
    for kernel in [Kernel::best(), Kernel::portable()] {
        let engine = engine(kernel);
        for (text, wanted) in lines(TEXTS).zip(lines(SPACY)) {
            let (id, text) = (&text["id"], text["text"].as_str().unwrap());
            assert_eq!(*id, wanted["id"]);
            for (name, column) in columns(text, &engine.plain(text)) {
                assert_eq!(column, wanted[name], "{name} of {id}, {kernel:?}");
            }
        }
    }
}
