//! Sentences of arbitrary strings.

use lang::Analysis;
use proptest::prelude::*;
use text::Span;

proptest! {
    #[test]
    fn sentences_hold_every_word_in_order(text in "(\\PC|[ .!?\"”“')\n]|Mr\\.|U\\.S\\.|。|।){0,60}") {
        let sentences = Analysis::of_sentences(&text, &[Span::new(0, text.len())]).sentences.into_iter().map(|s| s.span);
        let mut end = 0;
        for sentence in sentences {
            prop_assert!(sentence.start >= end && !sentence.is_empty());
            prop_assert!(text.get(sentence.range()).is_some());
            prop_assert!(text[end as usize..sentence.start as usize].trim().is_empty());
            end = sentence.end;
        }
        prop_assert!(text[end as usize..].trim().is_empty());
    }

    #[test]
    fn spans_of_another_text_do_no_harm(text in "\\PC{0,40}", start in 0usize..60, len in 0usize..60) {
        for sentence in Analysis::of_sentences(&text, &[Span::new(start, start + len)]).sentences.iter().map(|s| s.span) {
            prop_assert!(text.get(sentence.range()).is_some());
        }
    }
}
