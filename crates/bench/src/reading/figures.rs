//! Figures in the keys of the gold.

use page::Article;
use reading::{Figure, Reading};
use serde_json::{Value, json};

/// Returns one figure in the keys of the gold.
pub fn value(article: &Article, _reading: &Reading, figure: &Figure) -> Value {
    let words = |span| article.words(span);
    json!({
        "value": figure.high.as_ref().map_or_else(|| figure.value.clone(), |high| format!("{}..{high}", figure.value)),
        "unit": figure.unit.0,
        "bound": figure.bound.name(),
        "of": figure.of.map(words),
        "scope": figure.scope.map(words),
        "evidence": words(figure.why.span),
    })
}
