//! How English news says who said what: `languages/en/statements.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::{Act, token::Token};

/// The lists, ready for looking up.
#[derive(Debug)]
pub struct Lexicon {
    /// Words of grammar.
    pub words: Words,
    /// Words that tell what a source is.
    pub source: SourceWords,
    /// What the weights find that is none, or needs care.
    pub learnt: LearntWords,
    /// Frames of verbs.
    pub frames: Frames,
    /// Words that tell how strongly something is said, and what is done by saying it.
    pub strength: StrengthWords,
    /// Nouns that sources turn on.
    pub kinds: KindWords,
    /// Base form of a cue's verb or noun -> what the source does.
    pub acts: HashMap<String, Act>,
    /// Number words.
    pub numbers: BTreeMap<String, u16>,
    verbs: Vec<Verbs>,
    /// First word of each form -> its forms, longest first, with their place in `verbs`.
    forms: HashMap<String, Vec<(Vec<String>, usize)>>,
}

/// Cue verbs that behave alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbs {
    /// What the source does.
    pub act: Act,
    /// What may follow or stand before.
    pub takes: Vec<Takes>,
    forms: Vec<String>,
}

/// What may follow a cue verb or stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Takes {
    /// A clause after "that".
    That,
    /// A clause straight after it.
    Clause,
    /// Quoted words on either side.
    Quote,
    /// A clause before it.
    Before,
    /// What follows is the content.
    Object,
    /// Somebody who is told comes first.
    Told,
}

/// Words of grammar.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Words {
    pub declining: HashSet<String>,
    pub going_on: HashSet<String>,
    pub done_of: HashSet<String>,
    pub inverting: HashSet<String>,
    pub citing: HashSet<String>,
    pub citing_phrase: Vec<String>,
    /// Before the source of what the rest of the sentence tells.
    pub according: Vec<String>,
    pub auxiliary: HashSet<String>,
    pub spoiling: HashSet<String>,
    pub adverb: HashSet<String>,
    pub pronoun: HashSet<String>,
    pub person_pronoun: HashSet<String>,
    pub determiner: HashSet<String>,
    pub preposition: HashSet<String>,
    pub subordinate: HashSet<String>,
    pub relative: HashSet<String>,
    pub finite: HashSet<String>,
    pub no_source: HashSet<String>,
    pub no_clause: HashSet<String>,
    pub ends_source: HashSet<String>,
    pub ends_cited: HashSet<String>,
    pub tails: HashSet<String>,
    pub weekday: HashSet<String>,
    pub day_part: HashSet<String>,
    pub month: HashSet<String>,
}

/// Words that tell what a source is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SourceWords {
    pub titles: HashSet<String>,
    pub people: HashSet<String>,
    pub group: HashSet<String>,
    pub spokesperson: HashSet<String>,
    pub anonymity: Vec<String>,
    pub serving: HashSet<String>,
    pub outlet: Vec<String>,
    pub outlets: Vec<String>,
    pub outlet_echo: HashSet<String>,
    pub taken_from: Vec<String>,
    pub report_by: Vec<String>,
    pub first_out: Vec<String>,
    pub other_report: Vec<String>,
    pub government: Vec<String>,
    pub organisation: Vec<String>,
    pub document: HashSet<String>,
    pub metonyms: HashSet<String>,
    pub nationality: HashSet<String>,
}

/// Words for what learnt weights find.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct LearntWords {
    pub empty: HashSet<String>,
    pub spoiled: Vec<String>,
    pub of_things: HashSet<String>,
    pub deed: HashSet<String>,
    pub cites: HashSet<String>,
    pub accounts: HashSet<String>,
    pub rests: HashSet<String>,
}

/// Frames of verbs, by base form.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Frames {
    pub silent: HashSet<String>,
    pub clause: HashSet<String>,
    pub recipient: HashSet<String>,
    pub bids: HashSet<String>,
    pub bid_of: HashSet<String>,
    pub infinitive: HashSet<String>,
    pub object: HashSet<String>,
    pub lists: HashSet<String>,
    pub no_document: HashSet<String>,
    pub at: HashSet<String>,
    pub places: HashSet<String>,
    pub first: HashSet<String>,
    pub rumour: HashSet<String>,
    pub hears: HashSet<String>,
    pub answer: HashSet<String>,
    pub no_act: HashSet<String>,
    pub nobody: HashSet<String>,
    pub nobody_to: HashSet<String>,
    pub charge: HashSet<String>,
    pub declining: HashSet<String>,
    pub of: BTreeMap<String, Vec<String>>,
}

/// Words of strength and deed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct StrengthWords {
    pub hedge: HashSet<String>,
    pub condition: HashSet<String>,
    pub decision: HashSet<String>,
    pub harm: HashSet<String>,
    pub ready: HashSet<String>,
    pub stative: HashSet<String>,
    pub shows: HashSet<String>,
    pub untrue: HashSet<String>,
    pub benefit: HashSet<String>,
    pub denial: Vec<String>,
    pub likely: HashSet<String>,
    pub chance: HashSet<String>,
}

/// Nouns that sources turn on, in base form: `languages/en/sources.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KindWords {
    pub office: HashSet<String>,
    pub kin: HashSet<String>,
    pub spokesperson: HashSet<String>,
    pub government: HashSet<String>,
    pub government_phrase: Vec<String>,
    pub either: HashSet<String>,
    pub of_state: HashSet<String>,
    pub organisation: HashSet<String>,
    pub organisation_ending: HashSet<String>,
    pub document: HashSet<String>,
    pub figures: HashSet<String>,
    pub channel: HashSet<String>,
    pub letter_like: HashSet<String>,
    pub seen_by: HashSet<String>,
    pub asks: HashSet<String>,
    pub group: HashSet<String>,
    pub nameless: HashSet<String>,
    pub reporter: HashSet<String>,
    pub outlet_noun: HashSet<String>,
    pub masthead: HashSet<String>,
    pub outlet_first: HashSet<String>,
    pub carries: HashSet<String>,
    pub own_outlet: Vec<String>,
    pub platform: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: Frames,
    strength: StrengthWords,
    cue: Vec<Verbs>,
    act: BTreeMap<Act, Vec<String>>,
    learnt: LearntWords,
    words: Words,
    source: SourceWords,
    numbers: BTreeMap<String, u16>,
}

impl Lexicon {
    /// Reads the English lists, which are part of the program.
    pub fn english() -> Lexicon {
        let file = include_str!("../../../languages/en/statements.toml");
        let File { frame, strength, cue, act, learnt, words, source, numbers } =
            toml::from_str(file).expect("the lists of languages/ are read by a test");
        let kinds = include_str!("../../../languages/en/sources.toml");
        let kinds = toml::from_str(kinds).expect("the lists of languages/ are read by a test");
        let mut forms: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (at, verbs) in cue.iter().enumerate() {
            for form in &verbs.forms {
                let form: Vec<String> = form.split(' ').map(str::to_owned).collect();
                forms.entry(form.first().cloned().unwrap_or_default()).or_default().push((form, at));
            }
        }
        let mut lists: Vec<&mut Vec<_>> = forms.values_mut().collect();
        lists.iter_mut().for_each(|list| list.sort_by_key(|(form, at)| (std::cmp::Reverse(form.len()), *at)));
        let acts = act.into_iter().flat_map(|(act, words)| words.into_iter().map(move |word| (word, act))).collect();
        Lexicon { words, source, learnt, frames: frame, strength, kinds, acts, numbers, verbs: cue, forms }
    }

    /// Returns the cue verb that begins at token `at`, longest form first, with the number of its tokens.
    pub fn verb(&self, tokens: &[Token], at: usize) -> Option<(&Verbs, usize)> {
        let list = self.forms.get(&tokens.get(at)?.lower)?;
        let fits = |form: &[String]| {
            form.iter().enumerate().all(|(i, word)| tokens.get(at + i).is_some_and(|t| t.lower == *word))
        };
        list.iter().find(|(form, _)| fits(form)).and_then(|(form, verbs)| Some((self.verbs.get(*verbs)?, form.len())))
    }

    /// Tells whether the token is an adverb that may stand beside a verb.
    pub fn is_adverb(&self, token: &Token) -> bool {
        self.words.adverb.contains(&token.lower)
            || (token.lower.len() > 4 && token.lower.ends_with("ly") && !token.capital)
    }
}

/// Tells whether `words` hold `part` as whole words.
pub fn holds(words: &str, part: &str) -> bool {
    let inside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words
        .match_indices(part)
        .any(|(at, _)| inside(words[..at].chars().next_back()) && inside(words[at + part.len()..].chars().next()))
}

impl Verbs {
    /// Tells whether the verbs take this.
    pub fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_wins() {
        let lexicon = Lexicon::english();
        let tokens = crate::token::tokens("warned of floods", text::Span::new(0, 16), &[]);
        let (verbs, len) = lexicon.verb(&tokens, 0).unwrap();
        assert!(verbs.takes(Takes::Object));
        assert_eq!((verbs.act, len), (Act::Warns, 2));
    }
}
