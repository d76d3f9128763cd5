//! Markdown: for notes; the words of pages are literal.

use std::io::{self, Write};

use super::Listed;

/// Writes a list under a heading.
///
/// # Errors
/// Those of the writer.
pub fn markdown<T: Listed>(list: &[T], title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", literal(title))?;
    for one in list {
        let (line, below) = one.note();
        writeln!(out, "- {line}")?;
        below.iter().try_for_each(|line| writeln!(out, "  - {line}"))?;
    }
    Ok(())
}

/// Makes text literal in Markdown, on one line, without control characters.
pub fn literal(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for c in line.chars().filter(|c| !c.is_control()) {
        if "\\`*_[]<>#|~&!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
