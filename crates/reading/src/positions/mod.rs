//! The positions of an article.

use crate::{Position, scene::Scene};

/// Reads positions. Opening one reads the word lists.
#[derive(Debug)]
pub struct Positions;

impl Positions {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Positions {
        Positions
    }

    /// Returns the positions of an article, in order of the text.
    pub fn positions(&self, _scene: &Scene<'_>) -> Vec<Position> {
        Vec::new()
    }
}
