//! A stretch of a text.

use serde::{Deserialize, Serialize};

/// A half-open stretch of **bytes**, `start..end`, on character boundaries of the text it was made for.
///
/// Ordered by start, then end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// Makes the span `start..end`; an end before the start makes it empty at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// Returns the words of `text` under the span, or `""` when the span was not made for this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Returns the span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tells whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether `other` lies wholly inside this span.
    pub fn has(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the part of `text` under the span without the white space at its ends, as a span.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }

    /// Returns the same span counted in Unicode code points of `text`, as W3C Web Annotation counts.
    ///
    /// Linear in the length of the text before the span.
    pub fn code_points(self, text: &str) -> Span {
        let start = text.get(..self.start as usize).unwrap_or("").chars().count();
        Span::new(start, start + self.of(text).chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_another_text_is_empty_not_a_panic() {
        assert_eq!(Span::new(3, 9).of("ab"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = " – said \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "– said");
    }

    #[test]
    fn code_points_are_not_bytes() {
        let text = "Київ said";
        assert_eq!(Span::new(9, 13).code_points(text), Span::new(5, 9));
    }
}
