//! Texts made to hang or to crash, through the whole engine. The ignored test takes them at ten megabytes each and says what
//! each costs: `cargo test --release -p lang --test it -- --ignored --nocapture ten_megabytes`.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use lang::{Analysis, Engine};
use text::Span;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::english().unwrap());

/// What is repeated, with and without spaces, line ends and full stops.
const UNITS: [&str; 24] = [
    "a",
    "word ",
    "a ",
    "\n",
    "\n\n",
    " ",
    "😀",
    "👩‍🚀 ",
    "\0",
    "\0 ",
    "ا",
    "العربية ",
    "\u{202e}",
    "\u{301}",
    "\u{301} ",
    "(",
    "( ",
    ") ",
    "\"' ",
    "! ",
    ". ",
    "a-",
    ", and ",
    "the man who said that ",
];
/// Bytes of a text: more tokens than are read in one piece, where every character is one.
const BYTES: usize = 40_000;
const MANY_BYTES: usize = 10_000_000;
/// An unoptimised build on a busy machine. Optimised, 75,000 tokens take a second, and a token is at least a byte.
const PATIENCE: Duration = Duration::from_secs(60);
const MUCH_PATIENCE: Duration = Duration::from_secs(600);

fn whole(text: &str) -> [Span; 1] {
    [Span::new(0, text.len())]
}

/// What holds for any text.
#[track_caller]
pub fn check(text: &str, analysis: &Analysis) {
    let Analysis { sentences, tokens, entities, mentions, .. } = analysis;
    let count = tokens.len() as u32;
    let mut end = 0;
    for span in &tokens.span {
        assert!(span.start >= end && span.end > span.start && text.get(span.range()).is_some());
        end = span.end;
    }
    let columns = [tokens.tag.len(), tokens.pos.len(), tokens.morph.len(), tokens.lemma.end.len(), tokens.head.len()];
    assert!(columns.into_iter().chain([tokens.label.len()]).all(|column| column == tokens.len()));
    let mut last = 0;
    for sentence in sentences {
        assert!(sentence.tokens.start >= last && sentence.tokens.start < sentence.tokens.end);
        assert!(text.get(sentence.span.range()).is_some());
        last = sentence.tokens.end;
    }
    assert!(last <= count);
    let mut last = 0;
    for entity in entities {
        assert!(entity.tokens.start >= last && entity.tokens.start < entity.tokens.end && entity.tokens.end <= count);
        last = entity.tokens.end;
    }
    for mention in mentions.iter().flat_map(|party| &party.places) {
        assert!(mention.tokens.start < mention.tokens.end && mention.tokens.end <= count);
    }
    assert!(tokens.head.iter().all(|head| *head < count));
    assert!((0..count).all(|token| !tokens.lemma(token).is_empty()));
}

#[test]
fn repeated_marks_and_words_are_read_in_time() {
    for unit in UNITS {
        let text = unit.repeat(BYTES / unit.len());
        let start = Instant::now();
        check(&text, &ENGINE.analyse(&text, &whole(&text)));
        assert!(start.elapsed() < PATIENCE, "{unit:?}: {:?}", start.elapsed());
    }
}

#[test]
fn a_token_of_a_million_characters_is_one_token() {
    let text = format!("Ada said {} on Friday.", "x".repeat(1_000_000));
    for analysis in [ENGINE.plain(&text), ENGINE.analyse(&text, &whole(&text))] {
        check(&text, &analysis);
        assert_eq!(analysis.tokens.len(), 6);
        assert_eq!(analysis.tokens.lemma(1), "say");
    }
}

#[test]
fn a_sentence_longer_than_a_stretch_is_one_sentence() {
    let text = "word ".repeat(lang::neural::STRETCH + 10);
    let analysis = ENGINE.analyse(&text, &whole(&text));
    check(&text, &analysis);
    assert_eq!((analysis.tokens.len(), analysis.sentences.len()), (lang::neural::STRETCH + 10, 1));
    let subtree = |token: &u32| analysis.tokens.subtree(*token).len();
    assert_eq!(
        (0..analysis.tokens.len() as u32)
            .filter(|token| analysis.tokens.head[*token as usize] == *token)
            .map(|root| subtree(&root))
            .sum::<usize>(),
        analysis.tokens.len()
    );
    assert_eq!(analysis.tokens.path(0, 0).unwrap().top, 0);
}

#[test]
fn what_an_endless_text_took_changes_no_later_one() {
    let text = "Gov. Ada Poll met envoys in Oslo. \"No deal,\" she said.";
    let once = ENGINE.analyse(text, &whole(text));
    let long = "! a ".repeat(lang::neural::STRETCH / 2);
    ENGINE.analyse(&long, &whole(&long));
    assert_eq!(ENGINE.analyse(text, &whole(text)), once);
}

#[test]
#[ignore = "a quarter of an hour, built for release, and 2 GB (2026-11-27); the same units are read at 40 kB above"]
fn ten_megabytes_are_read_in_time() {
    for unit in UNITS {
        let text = unit.repeat(MANY_BYTES / unit.len());
        let start = Instant::now();
        let analysis = ENGINE.analyse(&text, &whole(&text));
        let took = start.elapsed();
        check(&text, &analysis);
        println!("{unit:?}: {} tokens in {:.1} s, {}", analysis.tokens.len(), took.as_secs_f64(), memory());
        assert!(took < MUCH_PATIENCE, "{unit:?}: {took:?}");
    }
}

/// The most memory so far, and that of now, where the system says.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
