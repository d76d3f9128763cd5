//! How likely what a rule finds is right: `languages/en/scores.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

static ENGLISH: LazyLock<Scores> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../languages/en/scores.toml"))
        .expect("the lists of languages/ are read by a test")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scores {
    statements: BTreeMap<String, f32>,
}

/// Returns the share of what a rule finds that readers mark the same, `0..=1`; the rule's own score where it was not measured.
pub fn score(rule: &str, own: f32) -> f32 {
    ENGLISH.statements.get(rule).copied().unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_shares_are_shares() {
        assert!(ENGLISH.statements.values().all(|share| (0.0..=1.0).contains(share)));
        assert_eq!(score("no such rule", 0.4), 0.4);
    }
}
