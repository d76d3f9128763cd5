//! Positions in the keys of the gold.

use page::Article;
use reading::{ConditionKind, Position, Reading, Side};
use serde_json::{Value, json};

/// Returns one position in the keys of the gold.
pub fn value(article: &Article, reading: &Reading, position: &Position) -> Value {
    let words = |span| article.words(span);
    let condition = position.condition.map(|(kind, span): (ConditionKind, _)| (kind, words(span)));
    json!({
        "party": name(article, reading, &position.party),
        "stance": position.stance.name(),
        "toward": position.toward.as_ref().map(|toward| name(article, reading, toward)),
        "what": words(position.what),
        "condition": condition.map(|(_, words)| words),
        "condition_kind": condition.map(|(kind, _)| kind),
        "evidence": words(position.why.span),
    })
}

/// The party's name, and in brackets the state for which it speaks; else the words.
fn name(article: &Article, reading: &Reading, side: &Side) -> String {
    reading.side(article, side.party).unwrap_or_else(|| article.words(side.span).to_owned())
}
