//! Which words stand in quotation marks.

use text::Span;

/// Bytes that one quotation may hold; a mark left open longer than this opens nothing.
const MAX_QUOTE_BYTES: usize = 20_000;
/// Marks of one block that open nothing; after so many, none further is looked at.
const MAX_OPEN: usize = 200;

/// Returns the quotations of one block, in order, marks included, none inside another.
///
/// A quotation that the block leaves open goes to the block's end when `runs_on` says that the next block opens with a mark.
pub fn quotes(text: &str, block: Span, runs_on: bool) -> Vec<Span> {
    let words = block.of(text);
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut open = 0;
    while let Some(c) = words[at..].chars().next().filter(|_| open < MAX_OPEN) {
        let after = at + c.len_utf8();
        let before = words[..at].chars().next_back();
        let opens = before.is_none_or(|b| b.is_whitespace() || "([—–-/“‘".contains(b))
            && words[after..].starts_with(|c: char| !c.is_whitespace());
        let marks = closing(c, opens);
        at = match marks.and_then(|marks| end_of(words, after, marks, runs_on)) {
            Some(end) => {
                found.push(Span::new(block.start as usize + at, block.start as usize + end));
                end
            }
            None => {
                open += usize::from(marks.is_some());
                after
            }
        };
    }
    found
}

/// Tells whether a block opens with a quotation mark.
pub fn opens_with_mark(words: &str) -> bool {
    words.trim_start().starts_with(['"', '“', '„', '«', '‘', '「'])
}

/// Returns the marks that close what `c` opens; `opens` tells whether a straight mark can open here.
fn closing(c: char, opens: bool) -> Option<&'static [char]> {
    match c {
        '“' => Some(&['”', '"']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '「' => Some(&['」']),
        '"' if opens => Some(&['"', '”']),
        '‘' if opens => Some(&['’']),
        _ => None,
    }
}

/// Returns the end of the quotation that goes on at `from`, closing mark included.
fn end_of(words: &str, from: usize, marks: &[char], runs_on: bool) -> Option<usize> {
    let single = marks == ['’'];
    for (i, c) in words[from..].char_indices() {
        if i > MAX_QUOTE_BYTES {
            return None;
        }
        let next = words[from + i + c.len_utf8()..].chars().next();
        let before = words[..from + i].chars().next_back().unwrap_or(' ');
        // a straight mark after a space opens a new quotation: the first one was never closed
        let closes = match c {
            '’' if single => next.is_none_or(|n| !n.is_alphanumeric()) && before != 's',
            '"' => !before.is_whitespace() || next.is_none_or(char::is_whitespace),
            _ => true,
        };
        if marks.contains(&c) && closes {
            return Some(from + i + c.len_utf8());
        }
    }
    (runs_on && !single).then_some(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, runs_on: bool) -> Vec<&str> {
        quotes(text, Span::new(0, text.len()), runs_on).into_iter().map(|q| q.of(text)).collect()
    }

    #[test]
    fn marks_of_all_kinds_pair_up() {
        assert_eq!(found("\"No,\" he said. “Yes.” «Non» „Nein“", false), ["\"No,\"", "“Yes.”", "«Non»", "„Nein“"]);
        assert_eq!(found("‘We won’t go,’ he said. The boys’ game", false), ["‘We won’t go,’"]);
    }

    #[test]
    fn a_mark_left_open_counts_only_where_the_next_block_goes_on() {
        assert_eq!(found("“We stay. We fight.", false), [""; 0]);
        assert_eq!(found("“We stay. We fight.", true), ["“We stay. We fight."]);
        assert_eq!(found("a 5\" pipe and a 6\" one", false), [""; 0]);
    }
}
