//! The figures of an article.

use crate::{Figure, scene::Scene};

/// Reads figures. Opening one reads the word lists.
#[derive(Debug)]
pub struct Figures;

impl Figures {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Figures {
        Figures
    }

    /// Returns the figures of an article, in order of the text.
    pub fn figures(&self, _scene: &Scene<'_>) -> Vec<Figure> {
        Vec::new()
    }
}
