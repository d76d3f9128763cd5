//! Standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::read::Color;
use crate::terminal::line;

/// Columns of text that is not on a terminal.
const PIPE_WIDTH: usize = 100;
/// Columns of text on a terminal: wider lines are hard to read, narrower ones are all breaks.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// Opens standard output; colours only where they are wanted.
pub fn stdout(color: Color) -> Box<dyn Write> {
    let choice = match color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    };
    Box::new(BufWriter::with_capacity(1 << 16, AutoStream::new(io::stdout(), choice)))
}

/// Returns how many columns there are.
pub fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(PIPE_WIDTH, |(width, _)| usize::from(width.0).clamp(*WIDTHS.start(), *WIDTHS.end()))
}

/// Writes a problem on one line of standard error. Nobody listening there is no reason to stop.
pub fn problem(what: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "onrecord: {}", line(&what.to_string()));
}

/// Makes a bar over many inputs: only where a person looks at standard error.
pub fn progress(inputs: usize, quiet: bool) -> ProgressBar {
    if quiet || inputs < 2 || !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("reading {bar:30} {pos} of {len}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::stderr()).with_style(style)
}
