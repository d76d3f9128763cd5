//! Words of strangers on a terminal: made harmless, wrapped, marked.

use std::{borrow::Cow, fmt::Write};

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// Makes text harmless for a terminal: control characters become pictures (`␛`), those that turn the direction of text
/// and those of the C1 set the replacement character. Line breaks and tabs stay.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| harmless(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(harmless).collect())
    }
}

/// Makes text harmless and puts it on one line, white space collapsed.
pub fn line(text: &str) -> String {
    safe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how many columns the text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Text with a style on each stretch of it, to be wrapped.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    stretches: Vec<(String, Style)>,
}

impl Marked {
    /// Makes an empty text.
    pub fn new() -> Marked {
        Marked::default()
    }

    /// Adds a stretch, made harmless.
    pub fn push(&mut self, text: &str, style: Style) -> &mut Marked {
        self.stretches.push((safe(text).into_owned(), style));
        self
    }

    /// Returns the text wrapped to `width` columns, each line with its style codes; the first line begins with `first`, the others with `rest`.
    ///
    /// Breaks at white space, between wide characters, and inside a word that is wider than a line.
    pub fn wrapped(&self, width: usize, first: &str, rest: &str) -> String {
        let mut out = Wrapped {
            out: first.to_owned(),
            column: columns(first),
            width: width.max(20),
            rest: rest.to_owned(),
            style: Style::new(),
            fresh: true,
        };
        let mut word: Vec<(char, Style)> = Vec::new();
        let mut space = None;
        for (text, style) in &self.stretches {
            for c in text.chars() {
                if c.is_whitespace() {
                    out.word(&mut word, &mut space);
                    space = Some(*style);
                } else {
                    let wide = c.width().unwrap_or(0) > 1;
                    if wide {
                        out.word(&mut word, &mut space);
                    }
                    word.push((c, *style));
                    if wide {
                        out.word(&mut word, &mut space);
                    }
                }
            }
        }
        out.word(&mut word, &mut space);
        out.change(Style::new());
        out.out.push('\n');
        out.out
    }
}

struct Wrapped {
    out: String,
    column: usize,
    width: usize,
    rest: String,
    style: Style,
    fresh: bool,
}

impl Wrapped {
    fn word(&mut self, word: &mut Vec<(char, Style)>, space: &mut Option<Style>) {
        if word.is_empty() {
            return;
        }
        let width: usize = word.iter().map(|(c, _)| c.width().unwrap_or(0)).sum();
        let blank = usize::from(space.is_some() && !self.fresh);
        if !self.fresh && self.column + blank + width > self.width {
            self.break_line();
        } else if let (1, Some(style)) = (blank, *space) {
            // a blank between two stretches of one style keeps it: underlines do not tear
            let style = if self.style == style { style } else { Style::new() };
            self.change(style);
            self.out.push(' ');
            self.column += 1;
        }
        for (c, style) in word.drain(..) {
            let width = c.width().unwrap_or(0);
            if self.column + width > self.width && !self.fresh {
                self.break_line();
            }
            self.change(style);
            self.out.push(c);
            self.column += width;
            self.fresh = false;
        }
        *space = None;
    }

    fn break_line(&mut self) {
        let style = self.style;
        self.change(Style::new());
        self.out.push('\n');
        self.out += &self.rest;
        self.column = columns(&self.rest);
        self.fresh = true;
        self.change(style);
    }

    fn change(&mut self, style: Style) {
        if style != self.style {
            // writing to a string cannot fail
            let _ = write!(self.out, "{}{}", self.style.render_reset(), style.render());
            self.style = style;
        }
    }
}

fn harmless(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(text: &str, width: usize) -> Vec<String> {
        Marked::new().push(text, Style::new()).wrapped(width, "", "").lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        assert_eq!(wrap("the bridge will open on Friday", 20), ["the bridge will open", "on Friday"]);
        assert_eq!(wrap("代表们将在周五的会议上讨论这座大桥", 20), ["代表们将在周五的会议", "上讨论这座大桥"]);
        assert_eq!(wrap(&"a".repeat(45), 20).len(), 3);
    }

    #[test]
    fn escape_codes_of_a_page_never_reach_the_terminal() {
        assert_eq!(safe("\u{1b}[31mred\u{9b}2J\u{202e}"), "␛[31mred\u{fffd}2J\u{fffd}");
        assert_eq!(line("a\r\n b"), "a␍ b");
    }
}
