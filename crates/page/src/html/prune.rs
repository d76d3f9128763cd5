//! What is taken out of a page's code before it is parsed.
//!
//! html5ever checks the attributes of a tag against each other, which is quadratic, and reads scripts letter by
//! letter. Here one pass of byte searches drops what no later stage looks at (scripts but JSON-LD, styles, comments,
//! drawings) and cuts tags without end. On 323 news pages two thirds of the bytes go, and with them half the time.

use memchr::{memchr, memmem};

use crate::limits::{Cut, MAX_ATTRIBUTES, MAX_TAG_BYTES};

/// Returns the page's code without what is never read. Everything visible stays; cut tags are reported.
pub fn prune(html: &str, cuts: &mut Vec<Cut>) -> String {
    let bytes = html.as_bytes();
    let mut kept = String::with_capacity(html.len() / 2);
    let mut at = 0; // everything before is settled
    let mut seek = 0;
    let mut cut_tags = 0;
    let mut endless: Vec<&str> = Vec::new(); // names whose end is known not to come: looking again would be quadratic
    while let Some(found) = memchr(b'<', &bytes[seek..]) {
        let tag = seek + found;
        let rest = &bytes[tag + 1..];
        match rest.first() {
            Some(b'!') if rest.starts_with(b"!--") => {
                kept.push_str(&html[at..tag]);
                at = tag + comment_len(&html[tag..]);
                seek = at;
            }
            Some(b) if b.is_ascii_alphabetic() => {
                let (len, whole) = tag_len(&bytes[tag..]);
                let name = Name::of_tag(rest);
                let dropped = dropped(&name);
                if whole && tag + len <= bytes.len() && bytes[tag + len - 1] == b'>' && dropped.is_none() {
                    kept.push_str(&html[at..tag]);
                    if !is_unread(&name) || is_canonical(&html[tag..tag + len]) {
                        keep_attributes(&html[tag..tag + len], &mut kept);
                    }
                    at = tag + len;
                } else if !whole {
                    cut_tags += 1;
                    kept.push_str(&html[at..tag]);
                    let end = (0..=short_len(&bytes[tag..tag + len])).rev().find(|n| html.is_char_boundary(tag + n));
                    kept.push_str(&html[tag..tag + end.unwrap_or(0)]);
                    kept.push_str("\">");
                    at = tag + len;
                }
                seek = tag + len;
                if let Some(name) = dropped
                    && !(name == "script" && is_json(&bytes[tag..tag + len]))
                    && bytes[tag + len - 1] == b'>'
                    && !(name == "svg" && bytes[tag + len - 2] == b'/')
                {
                    // The element goes with its content. An end that never comes drops nothing but the tag.
                    kept.push_str(&html[at..tag.max(at)]);
                    let end = if endless.contains(&name) { None } else { element_end(html, seek, name) };
                    if end.is_none() && !endless.contains(&name) {
                        endless.push(name);
                    }
                    at = end.unwrap_or(seek);
                    seek = at;
                } else if is_name(rest, "script") {
                    seek = element_end(html, seek, "script").unwrap_or(html.len());
                }
            }
            _ => seek = tag + 1,
        }
        if seek >= bytes.len() {
            break;
        }
    }
    kept.push_str(&html[at.min(html.len())..]);
    if cut_tags > 0 {
        cuts.push(Cut::new("attributes", MAX_ATTRIBUTES, cut_tags));
    }
    kept
}

/// Tells whether an element has no content and nothing reads it.
fn is_unread(name: &Name) -> bool {
    matches!(name.bytes(), b"img" | b"source" | b"link" | b"input" | b"track" | b"param" | b"area" | b"base" | b"col")
}

/// Tells whether some stage reads an attribute; the rest, two thirds of a modern page's code, is not even parsed.
fn is_read(name: &Name) -> bool {
    let bytes = name.bytes();
    match bytes.len() {
        2 | 3 => matches!(bytes, b"id" | b"rel"),
        4 => matches!(bytes, b"role" | b"href" | b"name" | b"lang" | b"type" | b"open"),
        5 | 6 => matches!(bytes, b"class" | b"style" | b"title" | b"hidden"),
        7 => matches!(bytes, b"content" | b"pubdate" | b"charset"),
        8 => matches!(bytes, b"itemprop" | b"datetime" | b"property" | b"xml:lang"),
        _ => matches!(
            bytes,
            b"aria-hidden" | b"data-testid" | b"data-component" | b"data-type" | b"data-module" | b"http-equiv"
        ),
    }
}

/// A short name in lower case.
struct Name([u8; 16], usize);

impl Name {
    /// Makes one of what is written; empty when it is too long to be any name that matters.
    fn of(written: &[u8]) -> Name {
        let mut name = Name([0; 16], 0);
        if let Some(place) = name.0.get_mut(..written.len()) {
            place.copy_from_slice(written);
            name.0.make_ascii_lowercase();
            name.1 = written.len();
        }
        name
    }

    /// Reads the name of a tag after its bracket.
    fn of_tag(after_bracket: &[u8]) -> Name {
        let len = after_bracket.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        Name::of(&after_bracket[..len])
    }

    fn bytes(&self) -> &[u8] {
        &self.0[..self.1]
    }
}

fn is_canonical(tag: &str) -> bool {
    is_name(&tag.as_bytes()[1..], "link") && memmem::find(tag.as_bytes(), b"canonical").is_some()
}

/// Copies a tag with those of its attributes that are read.
fn keep_attributes(tag: &str, kept: &mut String) {
    let bytes = tag.as_bytes();
    let name_end =
        bytes.iter().position(|b| b.is_ascii_whitespace() || *b == b'>' || *b == b'/').unwrap_or(bytes.len());
    kept.push_str(&tag[..name_end]);
    let mut at = name_end;
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        if at >= bytes.len() || bytes[at] == b'>' {
            break;
        }
        let start = at;
        // By the standard a name may begin with "=".
        at += 1;
        while at < bytes.len() && !(bytes[at].is_ascii_whitespace() || matches!(bytes[at], b'=' | b'>' | b'/')) {
            at += 1;
        }
        let name = &bytes[start..at];
        let mut end = at;
        let mut value = at;
        while value < bytes.len() && bytes[value].is_ascii_whitespace() {
            value += 1;
        }
        if bytes.get(value) == Some(&b'=') {
            value += 1;
            while value < bytes.len() && bytes[value].is_ascii_whitespace() {
                value += 1;
            }
            end = match bytes.get(value) {
                Some(quote @ (b'"' | b'\'')) => {
                    memchr(*quote, &bytes[value + 1..]).map_or(bytes.len() - 1, |n| value + n + 2)
                }
                _ => bytes[value..]
                    .iter()
                    .position(|b| b.is_ascii_whitespace() || *b == b'>')
                    .map_or(bytes.len(), |n| value + n),
            };
            at = end;
        }
        if is_read(&Name::of(name)) {
            kept.push(' ');
            kept.push_str(&tag[start..end]);
        }
    }
    kept.push('>');
}

/// The name of an element that is dropped with its content.
fn dropped(name: &Name) -> Option<&'static str> {
    ["script", "style", "svg"].into_iter().find(|dropped| name.bytes() == dropped.as_bytes())
}

fn is_name(after_bracket: &[u8], name: &str) -> bool {
    after_bracket.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        && after_bracket.get(name.len()).is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'-')
}

/// Tells whether a script's start tag says that it is JSON-LD.
fn is_json(tag: &[u8]) -> bool {
    memmem::find(&tag.to_ascii_lowercase(), b"ld+json").is_some()
}

/// Length of a comment that begins at the start of `html`, by the rules of the HTML standard for its end.
pub(super) fn comment_len(html: &str) -> usize {
    let body = &html.as_bytes()[4..];
    if body.starts_with(b">") {
        return 5;
    }
    if body.starts_with(b"->") {
        return 6;
    }
    let plain = memmem::find(body, b"-->");
    let bang = memmem::find(&body[..plain.unwrap_or(body.len())], b"--!>").map(|n| 4 + n + 4);
    bang.or(plain.map(|n| 4 + n + 3)).unwrap_or(html.len())
}

/// Length of the tag that begins at the start, and whether it is within the bounds.
fn tag_len(tag: &[u8]) -> (usize, bool) {
    let mut before = b' ';
    let mut unquoted = false;
    let mut attributes = 0;
    let mut n = 1;
    while let Some(&b) = tag.get(n) {
        match b {
            b'"' | b'\'' if before == b'=' => match memchr(b, &tag[n + 1..]) {
                // Inside quotes nothing else counts.
                Some(end) => n += end + 1,
                None => break,
            },
            b'>' => return (n + 1, attributes <= MAX_ATTRIBUTES && n < MAX_TAG_BYTES),
            b' ' | b'\n' | b'\t' => unquoted = false,
            _ if unquoted || b == b'/' => {}
            _ if before == b'=' => unquoted = true,
            _ if matches!(before, b' ' | b'\n' | b'\t' | b'/') => attributes += 1,
            _ => {}
        }
        if !(matches!(b, b' ' | b'\n' | b'\t') && before == b'=') {
            before = b;
        }
        n += 1;
    }
    // No end: an open quote may have swallowed the page. The tag then ends at the first bracket.
    let end = memchr(b'>', tag).map_or(tag.len(), |n| n + 1);
    (end, false)
}

/// Bytes of an oversize tag that are kept: the name and the first attributes.
fn short_len(tag: &[u8]) -> usize {
    let mut spaces = 0;
    for (n, b) in tag.iter().enumerate().take(MAX_TAG_BYTES / 64) {
        if *b == b' ' || *b == b'\n' {
            spaces += 1;
        }
        if spaces > 16 || *b == b'>' {
            return n;
        }
    }
    tag.len().min(MAX_TAG_BYTES / 64)
}

/// Finds the end of an element's content and its end tag, from `from` on.
fn element_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut seek = from;
    let mut depth = 0;
    let mut escaped = false;
    while let Some(found) = memchr(b'<', &bytes[seek..]) {
        let at = seek + found;
        let rest = &bytes[at + 1..];
        if rest.starts_with(b"/") && is_name(&rest[1..], name) {
            if depth == 0 {
                return memchr(b'>', &bytes[at..]).map(|n| at + n + 1);
            }
            depth -= 1;
        } else if name == "script" && rest.starts_with(b"!--") {
            escaped = true;
        } else if is_name(rest, name) && depth == 0 && (name == "svg" || escaped && has_comment_end(bytes, at)) {
            // Nested drawings; and by the standard a script inside a comment inside a script.
            depth += 1;
        }
        seek = at + 1;
    }
    None
}

fn has_comment_end(bytes: &[u8], at: usize) -> bool {
    memmem::find(&bytes[at..bytes.len().min(at + 4096)], b"-->").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pruned(html: &str) -> String {
        prune(html, &mut Vec::new())
    }

    #[test]
    fn scripts_styles_and_comments_go_but_json_ld_stays() {
        let html = "<p>a<script>if (a<b) '<p>'</script><!-- x > y --><style>p{}</style>b\
                    <script type='application/ld+json'>{\"a\":\"<b>\"}</script>";
        assert_eq!(pruned(html), "<p>ab<script type='application/ld+json'>{\"a\":\"<b>\"}</script>");
    }

    #[test]
    fn an_end_that_never_comes_loses_no_text() {
        assert!(pruned("<p>before<svg><p>after").contains("after"));
        assert!(pruned("<p>before <a title=\"open>after</p>").contains("after"));
    }

    #[test]
    fn a_tag_with_a_million_attributes_is_cut_and_reported() {
        let html = format!("<p {}>text", "a=1 ".repeat(1_000_000));
        let mut cuts = Vec::new();
        let kept = prune(&html, &mut cuts);
        assert!(kept.len() < 300 && kept.ends_with("text"), "{kept}");
        assert_eq!(cuts[0].bound, "attributes");
    }

    #[test]
    fn a_bracket_inside_a_quoted_value_is_no_end() {
        assert_eq!(pruned("<a title='x > y'>z</a>"), "<a title='x > y'>z</a>");
        assert_eq!(pruned("<a title=\"x='>' y\">z</a><p>after"), "<a title=\"x='>' y\">z</a><p>after");
    }

    #[test]
    fn only_attributes_that_are_read_are_kept() {
        let html = "<div data-x=1 class = 'a b' onclick=\"f('>')\" ID=c hidden/><img src=x alt=\"y\"><link rel=canonical href=/z>";
        assert_eq!(pruned(html), "<div class = 'a b' ID=c hidden><link rel=canonical href=/z>");
    }
}
