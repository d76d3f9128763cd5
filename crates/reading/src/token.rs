//! Words and marks of one stretch of text.

use text::Span;

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The words in lower case, apostrophes straight.
    pub lower: String,
    /// Whether it is a word or number, not a mark.
    pub is_word: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it has no small letter.
    pub shouts: bool,
    /// Whether it stands inside quotation marks, or is one of them.
    pub quoted: bool,
}

/// Splits a stretch of a text into words and marks; `quotes` are the quotations of the text, marks included, in order.
///
/// Full stops stay with abbreviations ("U.S.", "Gov.", "J."), hyphens and apostrophes inside words.
pub fn tokens(text: &str, span: Span, quotes: &[Span]) -> Vec<Token> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = at + c.len_utf8();
        let is_word = is_letter(c) || (c == '$' || c == '€' || c == '£');
        while is_word && let Some((next, c)) = chars.peek().copied() {
            let goes_on =
                is_letter(c) || (matches!(c, '.' | '\'' | '’' | '-' | '&' | ',' | '/') && joins(words, next, c));
            let stop = c == '.' && ends_short(&words[at..next], &words[next + 1..]);
            if !goes_on && !stop {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let span = Span::new(span.start as usize + at, span.start as usize + end);
        let quoted = holder(quotes, span.start).is_some_and(|quote| quote.has(span));
        let lower = words[at..end].to_lowercase().replace('’', "'");
        found.push(Token {
            span,
            lower,
            is_word,
            capital: c.is_uppercase(),
            shouts: !words[at..end].chars().any(char::is_lowercase),
            quoted,
        });
    }
    found
}

impl Token {
    /// Tells whether the token is this word or mark.
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Tells whether the token is a mark that parts clauses.
    pub fn is_break(&self) -> bool {
        !self.is_word
            && matches!(self.lower.as_str(), "," | ";" | ":" | "–" | "—" | "." | "!" | "?" | "…" | "(" | ")" | "-")
    }
}

/// Returns the last of the stretches that begins at or before `at`; they are in order and apart from each other.
pub fn holder(stretches: &[Span], at: u32) -> Option<Span> {
    let after = stretches.partition_point(|stretch| stretch.start <= at);
    stretches.get(after.checked_sub(1)?).copied()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Tells whether the mark `c` at `at` joins the word before it to the one after.
fn joins(words: &str, at: usize, c: char) -> bool {
    let next = words[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    let before = words[..at].chars().next_back().unwrap_or(' ');
    match c {
        ',' => before.is_ascii_digit() && next.is_ascii_digit(),
        _ => is_letter(next),
    }
}

/// Tells whether a full stop after `word` belongs to it: an initial, a word with stops inside, a short title before a name.
fn ends_short(word: &str, after: &str) -> bool {
    const TITLES: [&str; 19] = [
        "Mr", "Mrs", "Ms", "Dr", "Gov", "Sen", "Rep", "Gen", "Lt", "Col", "Capt", "Maj", "Sgt", "Prof", "Rev", "St",
        "Inc", "Corp", "No",
    ];
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let stops = word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.');
    let goes_on = after.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == ',');
    (initial || TITLES.contains(&word)) && goes_on || stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_stay_with_abbreviations() {
        let text = "Gov. J. Stone's U.S.-led team paid $1,250.50, he said.";
        let words: Vec<String> = tokens(text, Span::new(0, text.len()), &[]).into_iter().map(|t| t.lower).collect();
        assert_eq!(words, ["gov.", "j.", "stone's", "u.s.-led", "team", "paid", "$1,250.50", ",", "he", "said", "."]);
    }
}
