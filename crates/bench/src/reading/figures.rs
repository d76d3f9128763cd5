//! Figures in the keys of the gold.

use page::Article;
use reading::{Figure, Reading};
use serde_json::{Value, json};

/// Returns one figure in the keys of the gold.
pub fn value(article: &Article, _reading: &Reading, figure: &Figure) -> Value {
    json!({ "evidence": article.words(figure.why.span) })
}
