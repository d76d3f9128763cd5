//! What happens and how firmly, in words: `languages/events.toml` and `languages/en/events.toml`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::CalendarKind;

/// Calendar kinds and PLOVER types, for every language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Types {
    /// Calendar kinds, in the order of the listing.
    pub kind: Vec<KindEntry>,
    /// Types of PLOVER.
    pub plover: Vec<PloverEntry>,
}

/// A calendar kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindEntry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Whether it has a day set beforehand.
    #[serde(default)]
    pub dated: bool,
    /// Whether those who take part do so alike.
    #[serde(default)]
    pub mutual: bool,
    /// Whether what was done goes on until it is undone.
    #[serde(default)]
    pub lasting: bool,
    /// Whether it is done by saying it.
    #[serde(default)]
    pub said: bool,
    /// Whether a body that says it will be done is who does it, where nobody else is named.
    #[serde(default)]
    pub own: bool,
    /// Whether it is one of several that a body has: its next meeting, its decision.
    #[serde(default)]
    pub by_body: bool,
}

/// A type of PLOVER.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PloverEntry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Its modes.
    #[serde(default)]
    pub modes: Vec<String>,
    /// What it is when somebody says that they will do it.
    pub foretold: Option<String>,
    /// Whether it is done by saying it.
    #[serde(default)]
    pub said: bool,
}

/// What an event is by its word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Type of PLOVER.
    pub plover: Option<String>,
    /// Mode of that type.
    pub mode: Option<String>,
    /// Calendar kind.
    pub kind: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
}

/// What a word makes of an event that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Effect {
    Planned,
    Confirmed,
    UnderWay,
    Begun,
    Ended,
    Neutral,
    Postponed,
    Cancelled,
    Denied,
}

/// Words of grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Words {
    pub report: HashSet<String>,
    pub report_noun: HashSet<String>,
    pub anaphor: HashSet<String>,
    pub condition: HashSet<String>,
    pub condition_phrase: Vec<String>,
    pub past_preposition: HashSet<String>,
    pub future_preposition: HashSet<String>,
    pub part: HashSet<String>,
    pub alone: HashSet<String>,
    pub met: HashSet<String>,
    pub dating: HashSet<String>,
    pub will: HashSet<String>,
    pub may: HashSet<String>,
    pub must: HashSet<String>,
    pub stative: HashSet<String>,
    pub official: HashSet<String>,
    pub rules: HashSet<String>,
    pub firm: HashSet<String>,
    pub asking: HashSet<String>,
    pub wish: HashSet<String>,
    pub topic: HashSet<String>,
    pub accident: HashSet<String>,
    pub delegation: HashSet<String>,
    pub represent: HashSet<String>,
    pub consist: HashSet<String>,
    pub moving: HashSet<String>,
    pub counting: HashSet<String>,
    pub region: HashSet<String>,
    pub site: HashSet<String>,
    pub chamber: HashSet<String>,
    pub where_to: HashSet<String>,
    pub rising: HashSet<String>,
    pub striking: HashSet<String>,
    pub sport: HashSet<String>,
    pub poll: HashSet<String>,
    pub assembly: HashSet<String>,
    pub sitting: HashSet<String>,
    pub further: HashSet<String>,
    pub two_sided: HashSet<String>,
    /// What is only spoken of: "talk of a summit".
    pub talk_of: HashSet<String>,
    pub deciding: HashSet<String>,
    pub meal: HashSet<String>,
    pub arriving: HashSet<String>,
    pub refusing: HashSet<String>,
    pub entitling: HashSet<String>,
    pub together: HashSet<String>,
    pub quarter: HashSet<String>,
    pub day_part: HashSet<String>,
    pub court_day: HashSet<String>,
    pub proposal: HashSet<String>,
    pub travelling: HashSet<String>,
    pub body: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    classes: BTreeMap<String, Vec<String>>,
    sides: BTreeMap<String, HashSet<String>>,
    event: Vec<Entry>,
    status: BTreeMap<Effect, Vec<String>>,
    words: Words,
}

/// A word of a pattern.
#[derive(Debug)]
pub enum Piece {
    /// A base form.
    Word(String),
    /// Any word of a class, by the class's place.
    Class(usize),
    /// A name of a person.
    Somebody,
    /// A name of a place.
    Somewhere,
}

/// What hangs on a verb, and what the two mean.
#[derive(Debug)]
pub struct VerbPattern {
    /// What hangs on it.
    pub rest: Vec<Piece>,
    /// Place of its entry.
    pub entry: usize,
}

/// What stands around a noun, and what the whole means.
#[derive(Debug)]
pub struct NounPattern {
    /// What stands before it, in order.
    pub before: Vec<String>,
    /// The preposition that hangs on it and the word behind that.
    pub after: Vec<String>,
    /// Place of its entry.
    pub entry: usize,
}

/// The lists, ready for looking up.
#[derive(Debug)]
pub struct EventWords {
    /// Kinds and types.
    pub types: Types,
    /// What events are.
    pub entries: Vec<Entry>,
    /// Words of grammar.
    pub words: Words,
    classes: Vec<HashSet<String>>,
    /// What somebody is who may take part, by the last word, in the order of the names.
    pub sides: Vec<HashSet<String>>,
    /// Classes whose words mean people or bodies.
    people: Vec<usize>,
    verbs: HashMap<String, Vec<VerbPattern>>,
    nouns: HashMap<String, Vec<NounPattern>>,
    /// First word -> further words and what the whole does, the longest first.
    effects: HashMap<String, Vec<(Vec<String>, Effect)>>,
}

const PREPOSITIONS: [&str; 14] =
    ["of", "for", "with", "on", "to", "in", "against", "between", "from", "as", "at", "by", "unto", "abroad"];

/// Classes whose words mean people or bodies of them.
const PEOPLE: [&str; 3] = ["people", "visitors", "envoys"];

/// Names of the kinds that have a day set beforehand.
static DATED: LazyLock<HashSet<String>> = LazyLock::new(|| names(|kind| kind.dated));
/// Names of the kinds that are taken part in alike.
static MUTUAL: LazyLock<HashSet<String>> = LazyLock::new(|| names(|kind| kind.mutual));

fn names(of: fn(&KindEntry) -> bool) -> HashSet<String> {
    let types: Types = toml::from_str(include_str!("../../../../languages/events.toml"))
        .expect("the lists of languages/ are read by a test");
    types.kind.into_iter().filter(of).map(|kind| kind.name).collect()
}

impl CalendarKind {
    /// Tells whether those who take part in what is of this kind do so alike, as `languages/events.toml` says: both sides of talks.
    pub fn is_mutual(&self) -> bool {
        MUTUAL.contains(&self.0)
    }

    /// Tells whether what is of this kind has a day set for it beforehand, as `languages/events.toml` says: a hearing, not an attack.
    pub fn is_dated(&self) -> bool {
        DATED.contains(&self.0)
    }
}

impl EventWords {
    /// Reads the English lists, which are part of the program.
    pub fn english() -> EventWords {
        let types = toml::from_str(include_str!("../../../../languages/events.toml"));
        let file = toml::from_str(include_str!("../../../../languages/en/events.toml"));
        let types: Types = types.expect("the lists of languages/ are read by a test");
        let File { classes, sides, event, status, words } = file.expect("the lists of languages/ are read by a test");
        let names: HashMap<&str, usize> = classes.keys().map(String::as_str).zip(0..).collect();
        let sets: Vec<HashSet<String>> = classes.values().map(|words| words.iter().cloned().collect()).collect();
        let mut verbs: HashMap<String, Vec<VerbPattern>> = HashMap::new();
        let mut nouns: HashMap<String, Vec<NounPattern>> = HashMap::new();
        for (entry, of) in event.iter().enumerate() {
            for pattern in &of.verbs {
                let mut words = pattern.split(' ');
                let first = words.next().unwrap_or_default();
                let piece = |word: &str| match class(word).and_then(|name| names.get(name)) {
                    Some(class) => Piece::Class(*class),
                    None if word == "<somebody>" => Piece::Somebody,
                    None if word == "<somewhere>" => Piece::Somewhere,
                    None => Piece::Word(word.to_owned()),
                };
                let rest: Vec<&str> = words.collect();
                let firsts: Vec<&str> = match class(first).and_then(|name| classes.get(name)) {
                    Some(words) => words.iter().map(String::as_str).collect(),
                    None => vec![first],
                };
                for first in firsts {
                    let rest = rest.iter().map(|word| piece(word)).collect();
                    verbs.entry(first.to_owned()).or_default().push(VerbPattern { rest, entry });
                }
            }
            for pattern in &of.nouns {
                let words: Vec<&str> = pattern.split(' ').collect();
                let end = words.iter().skip(1).position(|w| PREPOSITIONS.contains(w)).map_or(words.len(), |at| at + 1);
                let mut before: Vec<String> = Vec::new();
                for word in &words[..end] {
                    // the tokenizer splits "cease-fire" into three
                    for (at, part) in word.split('-').enumerate() {
                        before.extend((at > 0).then(|| "-".to_owned()));
                        before.push(part.to_owned());
                    }
                }
                let head = before.pop().unwrap_or_default();
                let after = words[end..].iter().map(|word| (*word).to_owned()).collect();
                nouns.entry(head).or_default().push(NounPattern { before, after, entry });
            }
        }
        let mut lists: Vec<&mut Vec<VerbPattern>> = verbs.values_mut().collect();
        lists.iter_mut().for_each(|list| list.sort_by_key(|pattern| std::cmp::Reverse(pattern.rest.len())));
        let mut lists: Vec<&mut Vec<NounPattern>> = nouns.values_mut().collect();
        lists.iter_mut().for_each(|list| list.sort_by_key(|p| std::cmp::Reverse(p.before.len() + p.after.len())));
        let mut effects: HashMap<String, Vec<(Vec<String>, Effect)>> = HashMap::new();
        for (effect, words) in &status {
            for word in words {
                let mut words = word.split(' ').map(str::to_owned);
                let first = words.next().unwrap_or_default();
                effects.entry(first).or_default().push((words.collect(), *effect));
            }
        }
        let mut lists: Vec<&mut Vec<_>> = effects.values_mut().collect();
        lists.iter_mut().for_each(|list| list.sort_by_key(|(rest, effect)| (std::cmp::Reverse(rest.len()), *effect)));
        let people = PEOPLE.iter().filter_map(|name| names.get(name).copied()).collect();
        let sides = sides.into_values().collect();
        EventWords { types, entries: event, words, sides, people, classes: sets, verbs, nouns, effects }
    }

    /// Returns the patterns of a verb, those with most words first.
    pub fn verbs(&self, lemma: &str) -> &[VerbPattern] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the patterns of a noun by its form or base form, those with most words first.
    pub fn nouns(&self, word: &str) -> &[NounPattern] {
        self.nouns.get(word).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a piece of a pattern is this base form.
    pub fn is(&self, piece: &Piece, lemma: &str) -> bool {
        match piece {
            Piece::Word(word) => word == lemma,
            Piece::Class(class) => self.classes.get(*class).is_some_and(|class| class.contains(lemma)),
            Piece::Somebody | Piece::Somewhere => false,
        }
    }

    /// Tells whether a word means people or a body of them.
    pub fn is_people(&self, word: &str) -> bool {
        self.words.delegation.contains(word)
            || self.people.iter().any(|class| self.classes.get(*class).is_some_and(|class| class.contains(word)))
    }

    /// Returns what a word makes of an event that hangs on it; `follows` tells whether further words follow the word.
    pub fn effect(&self, lemma: &str, follows: impl Fn(&[String]) -> bool) -> Option<Effect> {
        let list = self.effects.get(lemma)?;
        list.iter().find(|(rest, _)| rest.is_empty() || follows(rest)).map(|(_, effect)| *effect)
    }

    /// Returns the kind of this name.
    pub fn kind(&self, name: &str) -> Option<&KindEntry> {
        self.types.kind.iter().find(|kind| kind.name == name)
    }

    /// Returns the PLOVER type of this name.
    pub fn plover(&self, name: &str) -> Option<&PloverEntry> {
        self.types.plover.iter().find(|plover| plover.name == name)
    }
}

fn class(word: &str) -> Option<&str> {
    word.strip_prefix('<')?.strip_suffix('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_of_a_listed_kind_type_and_mode() {
        let words = EventWords::english();
        for entry in &words.entries {
            assert!(words.kind(&entry.kind).is_some(), "{entry:?}");
            if let Some(plover) = &entry.plover {
                let plover = words.plover(plover).unwrap();
                assert!(entry.mode.as_ref().is_none_or(|mode| plover.modes.contains(mode)), "{entry:?}");
            }
        }
    }

    #[test]
    fn every_class_that_a_pattern_names_is_there() {
        let words = EventWords::english();
        let named = |piece: &Piece| matches!(piece, Piece::Word(word) if word.starts_with('<'));
        let lists = words.verbs.iter().flat_map(|(verb, list)| list.iter().map(move |pattern| (verb, pattern)));
        let wrong: Vec<_> =
            lists.filter(|(verb, p)| verb.starts_with('<') || p.rest.iter().any(named)).map(|(v, _)| v).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
