//! Full stops that do not end a sentence: `languages/<code>/sentences.toml`.

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;

const LISTS: [&str; 1] = [include_str!("../../../languages/en/sentences.toml")];

static ALL: LazyLock<Stops> = LazyLock::new(|| {
    let mut all = Stops::default();
    for list in LISTS {
        let stops: Stops = toml::from_str(list).expect("the lists of languages/ are read by a test");
        all.never.extend(stops.never);
        all.before_number.extend(stops.before_number);
        all.maybe.extend(stops.maybe);
        all.starters.extend(stops.starters);
    }
    all
});

/// Words before or after a full stop that tell whether a sentence ends there. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stops {
    /// Abbreviations that never end a sentence.
    pub never: HashSet<String>,
    /// Abbreviations that do not end one where a number follows.
    pub before_number: HashSet<String>,
    /// Abbreviations that end one only where a starter follows.
    pub maybe: HashSet<String>,
    /// Words that begin sentences.
    pub starters: HashSet<String>,
}

impl Stops {
    /// Returns the lists of all languages as one.
    pub fn all() -> &'static Stops {
        &ALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_lower_case() {
        let stops = Stops::all();
        let mut words = [&stops.never, &stops.before_number, &stops.maybe, &stops.starters].into_iter().flatten();
        assert!(words.all(|word| word.to_lowercase() == *word));
        assert!(stops.never.contains("gov"));
    }
}
