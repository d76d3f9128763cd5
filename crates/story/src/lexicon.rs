//! What articles say of where they come from: `languages/en/story.toml`.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use aho_corasick::{AhoCorasick, MatchKind};
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
    pub first_published: Phrases,
    /// What stands after an outlet that gave part of the reporting.
    pub contributed: Phrases,
    /// The outlet could not check what it tells.
    pub unverified: Phrases,
    /// The outlet takes an article back.
    pub withdrawn: Phrases,
    /// The outlet has it from its own sources.
    pub own_word: Phrases,
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
    pub whole: Phrases,
    /// Words that make a count one of a part.
    pub part: Phrases,
    /// What takes an appointment off its day.
    pub off: Phrases,
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

    /// Returns where the first of some phrases stands in a text, in letters of either case, and where it ends; of two that begin there,
    /// the shorter.
    pub fn find(phrases: &Phrases, text: &str) -> Option<(usize, usize)> {
        phrases.0.find(text).map(|found| (found.start(), found.end()))
    }
}

/// Phrases in letters of ASCII in lower case, looked for in one walk over a text, however many they are.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(crate) struct Phrases(AhoCorasick);

impl TryFrom<Vec<String>> for Phrases {
    type Error = String;

    fn try_from(mut phrases: Vec<String>) -> Result<Phrases, String> {
        let is_plain = |phrase: &String| phrase.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if let Some(phrase) = phrases.iter().find(|phrase| phrase.is_empty() || !is_plain(phrase)) {
            return Err(format!("`{phrase}` is not in lower case of ASCII"));
        }
        phrases.sort_by_key(String::len);
        let mut builder = AhoCorasick::builder();
        let built = builder.match_kind(MatchKind::LeftmostFirst).ascii_case_insensitive(true).build(&phrases);
        built.map(Phrases).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_phrase_is_found_and_the_shorter_of_two() {
        let of = |phrases: &[&str]| Phrases::try_from(phrases.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        let phrases = of(&["told us so", "seen by us", "told us"]).unwrap();
        assert_eq!(Lexicon::find(&phrases, "she told us so, as seen by us"), Some((4, 11)));
        assert_eq!(Lexicon::find(&phrases, "nobody told"), None);
        assert_eq!(Lexicon::find(&phrases, "İ: Seen By Us"), Some((4, 14)));
        assert!(of(&["Told us"]).is_err() && of(&[""]).is_err() && of(&["tête"]).is_err());
        assert!(Lexicon::find(&Lexicon::english().withdrawn, "kill: the ferry").is_some());
    }
}
