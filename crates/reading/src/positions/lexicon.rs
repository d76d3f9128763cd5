//! How news says what a side wants: `languages/en/positions.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::{ConditionKind, Stance};

/// The lists, ready for looking up.
#[derive(Debug)]
pub struct Lexicon {
    /// Lemma of a verb -> its frames, in the order of the file.
    pub verbs: HashMap<String, Vec<usize>>,
    pub frames: Vec<Frame>,
    /// Lemma of a noun -> what its possessor does.
    pub nouns: HashMap<String, Stance>,
    /// Words that open a condition, the longest first.
    pub conditions: Vec<(Vec<String>, ConditionKind)>,
    pub words: Words,
}

/// A verb whose subject is the party; the file says what the fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub stance: Stance,
    verbs: Vec<String>,
    pub particle: Option<String>,
    #[serde(default)]
    pub object: HashSet<String>,
    #[serde(default)]
    pub none: bool,
    pub takes: Vec<String>,
    #[serde(default)]
    pub without: HashSet<String>,
    #[serde(default)]
    pub only: HashSet<String>,
    #[serde(default)]
    pub harmful: bool,
    #[serde(default)]
    pub blaming: bool,
    #[serde(default)]
    pub able: bool,
    /// Whether a thing can be the subject.
    #[serde(default)]
    pub things: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    stance: Stance,
    nouns: Vec<String>,
}

/// Words; the file says what each list holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub ready: HashSet<String>,
    pub yielding: HashSet<String>,
    pub accepting: HashSet<String>,
    pub joining: HashSet<String>,
    pub giving: HashSet<String>,
    pub harming: HashSet<String>,
    pub harm: HashSet<String>,
    pub unwelcome: HashSet<String>,
    pub withheld: HashSet<String>,
    pub denied: HashSet<String>,
    pub blaming: HashSet<String>,
    pub no: HashSet<String>,
    pub foretelling: HashSet<String>,
    pub document: HashSet<String>,
    pub camp: HashSet<String>,
    pub thing: HashSet<String>,
    pub nobody: HashSet<String>,
    #[serde(rename = "speaking-for")]
    pub speaking_for: HashSet<String>,
    pub modal: HashSet<String>,
    pub able: HashSet<String>,
    pub bound: HashSet<String>,
    pub idle: HashSet<String>,
    pub refusing: HashSet<String>,
    pub terms: HashSet<String>,
    pub villain: HashSet<String>,
    pub believing: HashSet<String>,
    pub request: HashSet<String>,
    pub stipulation: HashSet<String>,
    pub further: HashSet<String>,
    pub none: HashSet<String>,
    pub wanted: HashSet<String>,
    pub planned: HashSet<String>,
    pub warning: HashSet<String>,
    pub unreal: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: Vec<Frame>,
    noun: Vec<Noun>,
    words: Words,
    conditions: BTreeMap<ConditionKind, Vec<String>>,
}

impl Lexicon {
    /// Reads the English lists, which are part of the program.
    pub fn english() -> Lexicon {
        let file: File = toml::from_str(include_str!("../../../../languages/en/positions.toml"))
            .expect("the lists of languages/ are read by a test");
        let mut verbs: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, frame) in file.frame.iter().enumerate() {
            frame.verbs.iter().for_each(|verb| verbs.entry(verb.clone()).or_default().push(at));
        }
        let words = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<String>>();
        let forms = |(kind, forms): (ConditionKind, Vec<String>)| {
            forms.into_iter().map(|form| (words(&form), kind)).collect::<Vec<_>>()
        };
        let mut conditions: Vec<_> = file.conditions.into_iter().flat_map(forms).collect();
        conditions.sort_by_key(|(form, kind)| (std::cmp::Reverse(form.len()), *kind));
        let nouns = file.noun.into_iter().flat_map(|noun| noun.nouns.into_iter().map(move |word| (word, noun.stance)));
        Lexicon { verbs, frames: file.frame, nouns: nouns.collect(), conditions, words: file.words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let lists = Lexicon::english();
        assert_eq!(lists.frames[lists.verbs["demand"][0]].stance, Stance::Demands);
        assert!(lists.conditions.first().is_some_and(|(form, _)| form.len() >= 3));
        assert_eq!(lists.nouns["refusal"], Stance::Rejects);
        assert!(lists.words.harming.is_disjoint(&lists.words.accepting));
    }
}
