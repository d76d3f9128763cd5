//! JSON: all fields under the names that the types give them.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a list as one array.
///
/// # Errors
/// Those of the writer.
pub fn json<T: Serialize>(list: &[T], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(list)?))
}

/// Writes a list with one entry a line.
///
/// # Errors
/// Those of the writer.
pub fn jsonl<T: Serialize>(list: &[T], out: &mut dyn Write) -> io::Result<()> {
    list.iter().try_for_each(|one| writeln!(out, "{}", escaped(&serde_json::to_string(one)?)))
}

/// Escapes what JSON lets pass and a terminal does not: DEL, the C1 set, turns of direction.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => {
                out += &format!("\\u{:04x}", c as u32)
            }
            _ => out.push(c),
        }
    }
    out
}
