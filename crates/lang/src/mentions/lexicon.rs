//! Words that tell who is meant: `languages/en/mentions.toml`.

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;

use super::{Gender, ReferentKind};

const ENGLISH: &str = include_str!("../../../../languages/en/mentions.toml");

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(ENGLISH).expect("the lists of languages/ are read by a test"));

/// The lists; all in lower case, nouns and verbs by lemma. What each holds is said in the file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Lexicon {
    female_names: HashSet<String>,
    male_names: HashSet<String>,
    female_titles: HashSet<String>,
    male_titles: HashSet<String>,
    titles: HashSet<String>,
    addresses: HashSet<String>,
    female_nouns: HashSet<String>,
    male_nouns: HashSet<String>,
    person_nouns: HashSet<String>,
    pub any_person: HashSet<String>,
    pub any_organisation: HashSet<String>,
    pub any_adjective: HashSet<String>,
    organisation_nouns: HashSet<String>,
    pub organisation_names: HashSet<String>,
    pub organisation_endings: HashSet<String>,
    document_nouns: HashSet<String>,
    pub plural_nouns: HashSet<String>,
    pub speaking: HashSet<String>,
    pub nobody_is: HashSet<String>,
    pub nobody_does: HashSet<String>,
}

impl Lexicon {
    pub fn english() -> &'static Lexicon {
        &LEXICON
    }

    /// Who bears a given name.
    pub fn gender_of_name(&self, name: &str) -> Option<Gender> {
        if self.female_names.contains(name) {
            return Some(Gender::Female);
        }
        self.male_names.contains(name).then_some(Gender::Male)
    }

    /// Who bears a title or is called by a noun.
    pub fn gender_of_noun(&self, noun: &str) -> Option<Gender> {
        if self.female_titles.contains(noun) || self.female_nouns.contains(noun) {
            return Some(Gender::Female);
        }
        (self.male_titles.contains(noun) || self.male_nouns.contains(noun)).then_some(Gender::Male)
    }

    pub fn is_given_name(&self, name: &str) -> bool {
        self.gender_of_name(name).is_some()
    }

    /// Whether a word in front of a name is a title or an office.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
            || self.female_titles.contains(word)
            || self.male_titles.contains(word)
            || self.is_person(word)
    }

    /// Whether a word is an office or a form of address, which only a person has.
    pub fn is_office(&self, word: &str) -> bool {
        self.titles.contains(word) || self.gender_of_noun(word).is_some()
    }

    /// Whether a word in front of a name is courtesy alone: "Mr", "Ms".
    pub fn is_address(&self, word: &str) -> bool {
        self.addresses.contains(word)
    }

    pub fn is_person(&self, noun: &str) -> bool {
        self.person_nouns.contains(noun) || self.female_nouns.contains(noun) || self.male_nouns.contains(noun)
    }

    /// What a noun stands for.
    pub fn kind_of_noun(&self, noun: &str) -> ReferentKind {
        match () {
            () if self.is_person(noun) => ReferentKind::Person,
            () if self.organisation_nouns.contains(noun) || self.any_organisation.contains(noun) => {
                ReferentKind::Organisation
            }
            () if self.document_nouns.contains(noun) => ReferentKind::Document,
            () => ReferentKind::Thing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_and_in_lower_case() {
        let lists = Lexicon::english();
        assert_eq!(lists.gender_of_name("ada"), Some(Gender::Female));
        assert_eq!(lists.gender_of_noun("spokesman"), Some(Gender::Male));
        assert_eq!(lists.kind_of_noun("ministry"), ReferentKind::Organisation);
        let all = [&lists.female_names, &lists.male_names, &lists.person_nouns, &lists.speaking, &lists.nobody_is];
        assert!(all.into_iter().flatten().all(|word| word.to_lowercase() == *word));
        assert!(lists.female_names.is_disjoint(&lists.male_names));
    }
}
