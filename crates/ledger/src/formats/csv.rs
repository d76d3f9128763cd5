//! CSV: rows that are safe to open in a spreadsheet.

use std::io::{self, Write};

use super::Listed;

/// Writes a list as a table with a head.
///
/// # Errors
/// Those of the writer.
pub fn csv<T: Listed>(list: &[T], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(T::columns().iter().map(|(name, _)| name))?;
    for one in list {
        for row in one.cells() {
            writer.write_record(row.iter().map(|cell| formula_safe(&cell.to_string())))?;
        }
    }
    writer.flush()
}

/// Keeps a spreadsheet from running a cell: one that begins like a formula gets an apostrophe in front (OWASP, CSV Injection).
pub fn formula_safe(cell: &str) -> String {
    let plain: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
    let begins = plain.starts_with(['=', '+', '-', '@', '\t', '\r'])
        || plain.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    // "-" alone is standard input
    if begins && plain != "-" { format!("'{plain}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for bad in ["=1+1", "+1", "-cmd", "@sum", "\tx", "\rx", " =1", "\u{1b}=1", "＝1"] {
            assert!(formula_safe(bad).starts_with('\''), "{bad:?}");
        }
        assert_eq!(formula_safe("5 - 3 = 2"), "5 - 3 = 2");
    }
}
