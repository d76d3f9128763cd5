//! Any text through the language engine, each line a block, the last one cut where it likes.
#![no_main]

use std::sync::LazyLock;

use lang::Engine;
use text::Span;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::english().expect("built in"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        blocks.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    let analysis = ENGINE.analyse(text, &blocks);
    let mut end = 0;
    for span in &analysis.tokens.span {
        assert!(span.start >= end && text.get(span.range()).is_some());
        end = span.end;
    }
    for sentence in &analysis.sentences {
        assert!(blocks.iter().any(|block| block.start <= sentence.span.start && sentence.span.end <= block.end));
    }
});
