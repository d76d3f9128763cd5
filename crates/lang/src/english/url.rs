//! Addresses of pages and mail, which stay one token.
//!
//! Source: `url_match` of the model's tokenizer, after Diego Perini's regular expression (MIT). What it asks for can be
//! seen in one pass: `\S+(?::\S*)?@` is "anything up to any `@`", and neither host nor number may hold `:/?#@`.

use super::characters::{Characters, Class};

/// Characters of the longest label of a host, of its last label, and of a scheme at least.
const LABEL: usize = 64;
const LAST_LABEL: usize = 63;
const SCHEME: usize = 2;

/// Returns whether all of `text`, which has no white space, is an address. Linear in its length.
pub fn is_address(characters: &Characters, text: &str) -> bool {
    // only a host is without an @ before it, and each has a full stop
    if !text.contains('.') {
        return false;
    }
    is_host_and_path(characters, text)
        || after_scheme(characters, text).is_some_and(|rest| is_host_and_path(characters, rest))
        || text.match_indices('@').any(|(at, _)| at > 0 && is_host_and_path(characters, &text[at + 1..]))
}

fn after_scheme<'a>(characters: &Characters, text: &'a str) -> Option<&'a str> {
    let is_of_scheme = |c: char| characters.of(c).is(Class::WORD) || matches!(c, '+' | '-' | '.');
    let rest = text.trim_start_matches(is_of_scheme);
    let scheme = &text[..text.len() - rest.len()];
    if scheme.chars().take(SCHEME).count() < SCHEME { None } else { rest.strip_prefix("://") }
}

/// Host or number, then maybe a port, then maybe a path.
fn is_host_and_path(characters: &Characters, text: &str) -> bool {
    let is_of_host =
        |c: char| characters.of(c).is(Class::HOST | Class::LOWER | Class::DECIMAL) || matches!(c, '_' | '-' | '.');
    let rest = text.trim_start_matches(is_of_host);
    let host = &text[..text.len() - rest.len()];
    let rest = match rest.strip_prefix(':') {
        Some(port) => {
            let rest = port.trim_start_matches(|c| characters.of(c).is(Class::DECIMAL));
            match port[..port.len() - rest.len()].chars().take(6).count() {
                2..=5 => rest,
                _ => return false,
            }
        }
        None => rest,
    };
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])) && (is_host(characters, host) || is_number(characters, host))
}

fn is_host(characters: &Characters, host: &str) -> bool {
    let Some((labels, last)) = host.rsplit_once('.') else { return false };
    let is_end = |c: Option<char>| c.is_some_and(|c| characters.of(c).is(Class::HOST));
    let is_label = |label: &str| {
        let inner = |c: char| characters.of(c).is(Class::HOST) || matches!(c, '_' | '-');
        is_end(label.chars().next())
            && is_end(label.chars().next_back())
            && label.chars().take(LABEL + 1).count() <= LABEL
            && label.chars().all(inner)
    };
    (2..=LAST_LABEL).contains(&last.chars().take(LAST_LABEL + 1).count())
        && last.chars().all(|c| characters.of(c).is(Class::LOWER))
        && labels.split('.').all(is_label)
}

/// Returns whether `host` is four numbers of the public internet.
fn is_number(characters: &Characters, host: &str) -> bool {
    let mut parts = host.split('.');
    let (Some(a), Some(b), Some(c), Some(d), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_private = matches!((a, b), ("10" | "127", _) | ("169", "254") | ("192", "168"))
        || a == "172"
            && (within(characters, b, "16", "19") || within(characters, b, "20", "29") || matches!(b, "30" | "31"));
    let is_inner = |part: &str| {
        within(characters, part, "0", "9")
            || within(characters, part, "00", "99")
            || is_three(characters, part, "255")
            || within(characters, part, "100", "199")
    };
    let is_outer = |part: &str, last: &str| {
        within(characters, part, "1", "9")
            || within(characters, part, "10", "99")
            || within(characters, part, "100", "199")
            || is_three(characters, part, last)
    };
    !is_private && is_outer(a, "223") && is_inner(b) && is_inner(c) && is_outer(d, "254")
}

/// Returns whether `part` is from 200 to `last`, which is 2, then its second digit, then its last.
fn is_three(characters: &Characters, part: &str, last: &str) -> bool {
    let tens = last.as_bytes()[1];
    let below: String = ['2', char::from(tens - 1), '9'].iter().collect();
    let start: String = ['2', char::from(tens), '0'].iter().collect();
    within(characters, part, "200", &below) || within(characters, part, &start, last)
}

/// Returns whether each character of `part` is from that of `low` to that of `high`; from 0 to 9 is any script's digit.
fn within(characters: &Characters, part: &str, low: &str, high: &str) -> bool {
    let mut part = part.chars();
    let all = low.chars().zip(high.chars()).all(|(low, high)| {
        part.next().is_some_and(|c| {
            (low..=high).contains(&c) || (low, high) == ('0', '9') && characters.of(c).is(Class::DECIMAL)
        })
    });
    all && part.next().is_none()
}
