//! Events in the keys of the gold.

use page::Article;
use reading::{Event, Reading};
use serde_json::{Value, json};

/// Returns one event in the keys of the gold.
pub fn value(article: &Article, _reading: &Reading, event: &Event) -> Value {
    json!({ "evidence": article.words(event.why.span) })
}
