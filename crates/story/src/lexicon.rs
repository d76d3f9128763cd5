//! What articles say of where they come from: `languages/en/story.toml`.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../languages/en/story.toml"))
        .expect("the lists of languages/ are read by a test")
});

/// The lists, as the file has them; all in lower case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// What stands before the outlet that had the article first.
    pub first_published: Vec<String>,
    /// What stands after an outlet that gave part of the reporting.
    pub contributed: Vec<String>,
    /// The outlet could not check what it tells.
    pub unverified: Vec<String>,
    /// The outlet takes an article back.
    pub withdrawn: Vec<String>,
    /// The outlet has it from its own sources.
    pub own_word: Vec<String>,
    /// Words that tell nothing.
    pub stop: HashSet<String>,
    /// Days and months.
    pub days: HashSet<String>,
    /// Names of the months, January first.
    pub months: Vec<Vec<String>>,
    /// What stands before a number that is a floor.
    pub at_least: Vec<String>,
    /// What stands before one that is a ceiling.
    pub at_most: Vec<String>,
    /// What stands before one that is not exact.
    pub about: Vec<String>,
    /// Words that turn a sentence into its opposite.
    pub negation: HashSet<String>,
    /// Words before a negation that say that it is of something else.
    pub joins: HashSet<String>,
    /// Words for a source that fit any.
    pub any_source: HashSet<String>,
    /// Words that end the noun of a phrase.
    pub ends_noun: HashSet<String>,
    /// Words at the end of an outlet's name that all outlets are called.
    pub ends_outlet: HashSet<String>,
    /// Kinds of events that are told of in each other's words.
    pub gatherings: HashSet<String>,
    /// Words before a noun that speak of something known.
    pub definite: HashSet<String>,
    /// Words between a gathering and what it is about, or where.
    pub before_topic: HashSet<String>,
    /// Words before a gathering that tell it from others, by what they say of it.
    pub gathering_marks: BTreeMap<String, Vec<String>>,
    /// Names of the marks that no gathering has of which they are not said.
    pub marks_alone: HashSet<String>,
    pub marks_behind: BTreeSet<String>,
    pub nobody: HashSet<String>,
    /// Words that make a count one of the whole.
    pub whole: Vec<String>,
    /// Words that make a count one of a part.
    pub part: Vec<String>,
    /// What takes an appointment off its day.
    pub off: Vec<String>,
    /// Words of a plan.
    pub plan: HashSet<String>,
    /// Words of how a plan came out.
    pub done: HashSet<String>,
    /// Words for people as such, which say nothing of what befell them.
    pub persons: HashSet<String>,
    /// Number words.
    pub numbers: BTreeMap<String, f64>,
    /// Words that multiply the number before them.
    pub multiples: BTreeMap<String, f64>,
    /// Words for one thing that is counted, by its name.
    pub toll: BTreeMap<String, HashSet<String>>,
}

impl Lexicon {
    /// Returns the English lists.
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// Returns where the first of some phrases stands in a text in lower case, and where it ends.
    pub fn find(phrases: &[String], lower: &str) -> Option<(usize, usize)> {
        phrases
            .iter()
            .filter_map(|phrase| Some((lower.find(phrase.as_str())?, phrase.len())))
            .map(|(at, len)| (at, at + len))
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_lower_case() {
        let lists = Lexicon::english();
        let phrases = [
            &lists.first_published,
            &lists.contributed,
            &lists.unverified,
            &lists.withdrawn,
            &lists.own_word,
            &lists.off,
        ];
        assert!(phrases.into_iter().flatten().all(|phrase| phrase.to_lowercase() == *phrase));
    }
}
