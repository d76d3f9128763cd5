//! The patterns of `languages/*/page.toml`.

use super::line::is_unspaced;

/// One way to write a pattern: literals with gaps between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern must stand at the start of the line.
    pub at_start: bool,
    /// The pattern must stand at the end of the line.
    pub at_end: bool,
    /// The start of a part of the line, after a bracket or a sentence, is start enough: "... (Photo: Ada Poll)".
    pub part: bool,
    /// What stands between: `parts[0]` may be a gap before the first literal.
    pub parts: Vec<Part>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// These characters, as written in a [`super::Line`].
    Literal(String),
    /// One to four words.
    Words,
    /// Digits, with points, commas and colons inside.
    Digits,
}

/// What ends a part of a line.
const PART_ENDS: &[char] = &['(', '[', '.', '!', '?', '/', '-', '|', ']', ')', '。', '।', '"', '\u{3010}'];
/// Words that `*` may stand for.
const MAX_GAP_WORDS: usize = 4;
/// Ways to write one pattern; a list that needs more is better written out.
const MAX_VARIANTS: usize = 64;

/// Reads one pattern of a list; `(a|b)`, `x?` and `(x)?` make several.
pub fn patterns(written: &str) -> Vec<Pattern> {
    let (at_start, rest) = written.strip_prefix('^').map_or((false, written), |r| (true, r));
    let (at_end, rest) = match rest.strip_suffix('$') {
        Some(r) => (true, r),
        None => (false, rest),
    };
    let chars: Vec<char> = rest.chars().collect();
    let mut variants = expand(&chars);
    variants.sort();
    variants.dedup();
    variants
        .iter()
        .map(|v| Pattern { at_start, at_end, part: false, parts: parts(v) })
        .filter(|p| p.parts.iter().any(|part| matches!(part, Part::Literal(_))))
        .collect()
}

/// Private-use stand-ins for the two gaps while a pattern is expanded.
const WORDS: char = '\u{e000}';
const DIGITS: char = '\u{e001}';

fn expand(chars: &[char]) -> Vec<String> {
    let mut done = vec![String::new()];
    let mut at = 0;
    while at < chars.len() {
        let (options, mut next) = match chars[at] {
            '\\' if chars.get(at + 1) == Some(&'d') => (vec![DIGITS.to_string()], at + 2),
            '\\' if at + 1 < chars.len() => (vec![chars[at + 1].to_string()], at + 2),
            '*' => (vec![WORDS.to_string()], at + 1),
            '(' => {
                let end = closing(chars, at);
                let options = split(&chars[at + 1..end]).iter().flat_map(|o| expand(o)).collect();
                (options, end + 1)
            }
            c => (vec![c.to_string()], at + 1),
        };
        let mut options = options;
        match chars.get(next) {
            Some('?') => {
                options.push(String::new());
                next += 1;
            }
            Some('+') => next += 1,
            _ => {}
        }
        done = done.iter().flat_map(|d| options.iter().map(move |o| format!("{d}{o}"))).take(MAX_VARIANTS).collect();
        at = next;
    }
    done
}

fn closing(chars: &[char], open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in chars.iter().enumerate().skip(open) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len() - 1
}

fn split(chars: &[char]) -> Vec<&[char]> {
    let mut depth = 0;
    chars
        .split(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            *c == '|' && depth == 0
        })
        .collect()
}

fn parts(variant: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    for c in super::line::fold(variant).chars() {
        if c == WORDS || c == DIGITS {
            if !literal.trim().is_empty() {
                parts.push(Part::Literal(literal.trim().to_owned()));
            }
            literal.clear();
            parts.push(if c == WORDS { Part::Words } else { Part::Digits });
        } else {
            literal.push(c);
        }
    }
    if !literal.trim().is_empty() {
        parts.push(Part::Literal(literal.trim().to_owned()));
    }
    parts
}

impl Pattern {
    /// Returns the first literal, by which the pattern is found.
    pub fn key(&self) -> &str {
        self.parts
            .iter()
            .find_map(|part| match part {
                Part::Literal(words) => Some(words.as_str()),
                _ => None,
            })
            .unwrap_or("")
    }

    /// Returns where the pattern ends in `line` when its key stands at `at..end`, and whether it covers the line.
    pub fn match_at(&self, line: &str, at: usize, end: usize) -> Option<Matched> {
        let before = &line[..at];
        let starts = match self.parts.first()? {
            Part::Literal(_) => {
                if !is_border(before, &line[at..]) {
                    return None;
                }
                is_trim(before)
            }
            Part::Words => word_count(before) > 0 && word_count(before) <= MAX_GAP_WORDS,
            Part::Digits => before.trim_end().ends_with(|c: char| c.is_numeric()) && is_trim(before),
        };
        if self.at_start && !starts && !(self.part && before.trim_end().ends_with(PART_ENDS)) {
            return None;
        }
        let first = self.parts.iter().position(|p| matches!(p, Part::Literal(_)))?;
        let end = self.rest(&self.parts[first + 1..], line, end)?;
        if !is_border(&line[..end], &line[end..]) {
            return None;
        }
        let ends = is_trim(&line[end..]);
        if self.at_end && !ends {
            return None;
        }
        Some(Matched { end, starts, ends })
    }

    fn rest(&self, parts: &[Part], line: &str, at: usize) -> Option<usize> {
        let Some(part) = parts.first() else { return Some(at) };
        let after = &line[at..];
        match part {
            Part::Literal(words) => {
                let skipped = after.len() - after.trim_start().len();
                after.trim_start().starts_with(words.as_str()).then_some(())?;
                self.rest(&parts[1..], line, at + skipped + words.len())
            }
            Part::Digits => {
                let start = after.find(|c: char| c.is_numeric()).filter(|n| after[..*n].trim().is_empty())?;
                let len = after[start..]
                    .find(|c: char| !(c.is_numeric() || ".,:".contains(c)))
                    .unwrap_or(after.len() - start);
                self.rest(&parts[1..], line, at + start + len)
            }
            Part::Words => {
                let Some(Part::Literal(words)) = parts.get(1) else {
                    // at the end of a whole line as many words as anywhere, else all that follows
                    let fits = !self.at_end || word_count(after) <= MAX_GAP_WORDS;
                    return (fits && !is_trim(after)).then_some(line.len());
                };
                let found = after.find(words.as_str())?;
                let gap = word_count(&after[..found]);
                (gap > 0 && gap <= MAX_GAP_WORDS).then_some(())?;
                self.rest(&parts[2..], line, at + found + words.len())
            }
        }
    }
}

/// Where a pattern was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched {
    /// Byte after the last, in the folded line.
    pub end: usize,
    /// Nothing but marks and digits stands before it.
    pub starts: bool,
    /// Nothing but marks and digits stands after it.
    pub ends: bool,
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Tells whether nothing but marks and digits is left.
fn is_trim(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic)
}

/// Tells whether a word ends between the two texts; scripts written without spaces have a border everywhere.
fn is_border(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => !(a.is_alphanumeric() && b.is_alphanumeric()) || is_unspaced(a) || is_unspaced(b),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_groups_are_written_out() {
        let keys: Vec<String> = patterns("^comments? (are|is) closed$").iter().map(|p| p.key().to_owned()).collect();
        assert_eq!(keys, ["comment are closed", "comment is closed", "comments are closed", "comments is closed"]);
    }

    #[test]
    fn a_gap_is_one_to_four_words() {
        let pattern = &patterns("we and our * partners")[0];
        let line = "we and our 214 partners store";
        assert!(pattern.match_at(line, 0, 10).is_some());
        assert!(pattern.match_at("we and our a b c d e partners", 0, 10).is_none());
    }

    #[test]
    fn words_do_not_match_inside_words() {
        let pattern = &patterns("share")[0];
        assert!(pattern.match_at("shareholders", 0, 5).is_none());
        assert!(patterns("共有")[0].match_at("記事を共有する", 9, 15).is_some());
    }
}
