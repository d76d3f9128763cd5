//! Positions in the keys of the gold.

use page::Article;
use reading::{Position, Reading};
use serde_json::{Value, json};

/// Returns one position in the keys of the gold.
pub fn value(article: &Article, _reading: &Reading, position: &Position) -> Value {
    json!({ "evidence": article.words(position.why.span) })
}
