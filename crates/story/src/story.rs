//! Pieces -> Story.

use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Appointment, Change, Claim, Copy, Graph, Held, Piece, Series};

/// Articles on one developing matter, and what they say taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// As the [`crate::Clusterer`] gave it.
    pub id: Id,
    /// Headline of the article that says most of what all say.
    pub title: String,
    /// The articles, oldest first; each once, whatever the number of its editions.
    pub articles: Vec<Id>,
    /// Who carries whom, by `by`, then `of`.
    pub copies: Vec<Copy>,
    /// What is said, in the order in which it came up.
    pub claims: Vec<Claim>,
    /// What rests on what.
    pub provenance: Graph,
    /// What happens, by day; those without a day last.
    pub calendar: Vec<Appointment>,
    /// What each side wants, by party, then in the order in which it came up.
    pub positions: Vec<Held>,
    /// Which numbers are in play, in the order in which they came up.
    pub figures: Vec<Series>,
    /// What was edited, corrected and withdrawn, in order.
    pub changes: Vec<Change>,
}

/// Reads the pieces of one story together. The order in which they are given does not matter.
pub fn story(id: Id, pieces: &[Piece]) -> Story {
    let mut order: Vec<&Piece> = pieces.iter().collect();
    order.sort_by_key(|piece| (piece.at.is_none(), piece.at, piece.article.id, piece.article.edition));
    let mut articles = Vec::new();
    for piece in &order {
        if !articles.contains(&piece.article.id) {
            articles.push(piece.article.id);
        }
    }
    let title = order.iter().find_map(|piece| piece.article.title.as_ref()).map(|title| title.value.clone());
    Story {
        id,
        title: title.unwrap_or_default(),
        articles,
        copies: Vec::new(),
        claims: Vec::new(),
        provenance: Graph::default(),
        calendar: Vec::new(),
        positions: Vec::new(),
        figures: Vec::new(),
        changes: Vec::new(),
    }
}
