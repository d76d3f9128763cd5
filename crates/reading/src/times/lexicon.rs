//! Words of time: what `languages/en/times.toml` says of each.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{
    symbolic::{Part, Season, Unit},
    token::{Kind, Token, tokens},
};
use crate::Modifier;

/// What a word can be. A word that is none of these has the default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// 1 to 12.
    pub month: u8,
    /// 1 (Monday) to 7.
    pub weekday: u8,
    /// Whether the month or weekday is written short.
    pub short: bool,
    /// Whether the word is a month only where others say so.
    pub doubtful: bool,
    pub unit: Option<Unit>,
    pub plural: bool,
    pub number: Option<u16>,
    pub ordinal: u8,
    pub season: Option<Season>,
    pub part: Option<Part>,
    /// 20 to 90.
    pub decade: u8,
    /// Days from publication.
    pub day: Option<i8>,
    /// Minutes east of UTC.
    pub zone: Option<i16>,
    pub word: Option<Word>,
    /// Whether a phrase begins so.
    pub phrase: bool,
    /// Whether a number after the word is no year.
    pub never_before: bool,
    /// Whether a number before the word is no year.
    pub never_after: bool,
    /// Whether a time can have this word first or last.
    pub trigger: bool,
}

impl Facts {
    /// What is known of any other word.
    pub const NONE: Facts = Facts {
        month: 0,
        weekday: 0,
        short: false,
        doubtful: false,
        unit: None,
        plural: false,
        number: None,
        ordinal: 0,
        season: None,
        part: None,
        decade: 0,
        day: None,
        zone: None,
        word: None,
        phrase: false,
        never_before: false,
        never_after: false,
        trigger: false,
    };
}

/// Words beside those of time, by what they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Word {
    The,
    A,
    Own,
    This,
    These,
    That,
    Those,
    Last,
    Past,
    Next,
    Coming,
    Following,
    Previous,
    Current,
    Latest,
    Recent,
    Same,
    Very,
    Comparable,
    Every,
    Ago,
    Earlier,
    Later,
    Hence,
    Early,
    Late,
    Mid,
    Start,
    End,
    Half,
    Of,
    And,
    Or,
    To,
    In,
    On,
    At,
    So,
    More,
    Few,
    Couple,
    Dozen,
    Fiscal,
    Period,
    Old,
    Long,
    Time,
    Noon,
    Midnight,
    Oclock,
    Local,
    Eve,
    Ad,
    Over,
    For,
    Since,
    From,
    Until,
    By,
    During,
    Within,
    Throughout,
    Between,
    Around,
    Not,
}

/// What a phrase of fixed words stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// As written in `[phrases]`.
    Value(String),
    Before(Modifier),
    Behind(Modifier),
    /// A named day, by its rule.
    Holiday(String),
}

#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<String, Facts>,
    longest: usize,
    /// By first letter: a bit for each length, modulo 32, of words that begin so.
    lengths: [u32; 26],
    /// By their first word: the words after it and the meaning, longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Meaning)>>,
    pub tense: TenseWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    doubtful: Vec<String>,
    zones: BTreeMap<String, i16>,
    units: BTreeMap<Unit, Vec<String>>,
    seasons: BTreeMap<Season, Vec<String>>,
    parts: BTreeMap<Part, Vec<String>>,
    numbers: BTreeMap<String, u16>,
    ordinals: BTreeMap<String, u8>,
    decades: BTreeMap<String, u8>,
    words: BTreeMap<Word, Vec<String>>,
    days: BTreeMap<String, i8>,
    phrases: BTreeMap<String, String>,
    before: BTreeMap<String, Modifier>,
    behind: BTreeMap<String, Modifier>,
    holidays: BTreeMap<String, String>,
    never: Never,
    tense: TenseWords,
}

/// Words that tell tense.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TenseWords {
    pub ahead: Vec<String>,
    pub ahead_for: Vec<String>,
    pub scheduled: Vec<String>,
    pub moved: Vec<String>,
    pub done: Vec<String>,
    pub tells: Vec<String>,
    pub future: Vec<String>,
    pub past: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    before_year: Vec<String>,
    after_year: Vec<String>,
}

impl Lexicon {
    /// Reads the lists, which are part of the program.
    pub fn english() -> Lexicon {
        let file: File = toml::from_str(include_str!("../../../../languages/en/times.toml"))
            .expect("the lists of languages/ are read by a test");
        let mut lexicon = Lexicon { words: words(&file), tense: file.tense, ..Lexicon::default() };
        lexicon.index();
        let values = file.phrases.into_iter().map(|(words, value)| (words, Meaning::Value(value)));
        let before = file.before.into_iter().map(|(words, modifier)| (words, Meaning::Before(modifier)));
        let behind = file.behind.into_iter().map(|(words, modifier)| (words, Meaning::Behind(modifier)));
        let holidays = file.holidays.into_iter().map(|(words, rule)| (words, Meaning::Holiday(rule)));
        for (words, meaning) in values.chain(before).chain(behind).chain(holidays) {
            lexicon.add_phrase(&words, meaning);
        }
        lexicon.index();
        lexicon
    }

    /// Notes first letters and lengths of the words that are there.
    fn index(&mut self) {
        self.longest = self.words.keys().map(String::len).max().unwrap_or(0);
        let lengths = &mut self.lengths;
        self.words.keys().for_each(|word| {
            let letter = word.bytes().next().map_or(usize::MAX, |b| usize::from(b.wrapping_sub(b'a')));
            if let Some(lengths) = lengths.get_mut(letter) {
                *lengths |= 1 << (word.len() & 31);
            }
        });
    }

    fn add_phrase(&mut self, words: &str, meaning: Meaning) {
        let mut found = Vec::new();
        tokens(words, 0, self, &mut found);
        let mut parts = found.iter().map(|token| words[token.start as usize..token.end as usize].to_owned());
        let Some(first) = parts.next() else { return };
        let rest: Vec<String> = parts.collect();
        let facts = self.words.entry(first.clone()).or_default();
        facts.phrase = true;
        facts.trigger |= !matches!(meaning, Meaning::Before(_) | Meaning::Behind(_));
        let list = self.phrases.entry(first).or_default();
        list.push((rest, meaning));
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// Returns what is known of a word, in any case.
    pub fn facts(&self, word: &str) -> Facts {
        if word.len() > self.longest || !word.is_ascii() {
            return Facts::default();
        }
        let Some(letter) = word.bytes().next().map(|b| b.to_ascii_lowercase().wrapping_sub(b'a')) else {
            return Facts::default();
        };
        // most words of a text are none of the list: their first letter and length say so
        let lengths = self.lengths.get(usize::from(letter)).copied().unwrap_or(u32::MAX);
        if lengths & 1 << (word.len() & 31) == 0 {
            return Facts::default();
        }
        let found = if word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.words.get(word)
        } else {
            self.words.get(word.to_ascii_lowercase().as_str())
        };
        found.copied().unwrap_or_default()
    }

    /// Returns the meaning and the number of tokens of the longest phrase that begins with the first token and is `wanted`.
    pub fn phrase(&self, text: &str, tokens: &[Token], wanted: impl Fn(&Meaning) -> bool) -> Option<(&Meaning, usize)> {
        let first = tokens.first().filter(|token| token.facts.phrase)?;
        let lower = |token: &Token| text[token.start as usize..token.end as usize].to_ascii_lowercase();
        let same = |token: &Token, word: &str| match token.kind {
            Kind::Mark(c) => word.chars().eq([c]),
            _ => text[token.start as usize..token.end as usize].eq_ignore_ascii_case(word),
        };
        let list = self.phrases.get(&lower(first))?;
        let fits = |rest: &[String]| {
            rest.len() < tokens.len() && rest.iter().zip(&tokens[1..]).all(|(word, token)| same(token, word))
        };
        list.iter()
            .find(|(rest, meaning)| wanted(meaning) && fits(rest))
            .map(|(rest, meaning)| (meaning, rest.len() + 1))
    }
}

/// Returns what the lists say of each word.
fn words(file: &File) -> HashMap<String, Facts> {
    let mut words: BTreeMap<String, Facts> = BTreeMap::new();
    let mut add = |name: &str, set: &dyn Fn(&mut Facts)| set(words.entry(name.to_owned()).or_default());
    let plural = |name: &str| name.ends_with('s') || name == "millennia";
    for (list, number) in file.months.iter().zip(1..) {
        for (name, at) in list.iter().zip(0..) {
            let doubtful = file.doubtful.contains(name);
            add(name, &|f| (f.month, f.short, f.doubtful) = (number, at > 0, doubtful));
        }
    }
    for (list, number) in file.weekdays.iter().zip(1..) {
        list.iter().zip(0..).for_each(|(name, at)| add(name, &|f| (f.weekday, f.short) = (number, at > 0)));
        add(&format!("{}s", list[0]), &|f| (f.weekday, f.plural) = (number, true));
    }
    for (unit, names) in &file.units {
        names.iter().for_each(|name| add(name, &|f| (f.unit, f.plural) = (Some(*unit), plural(name))));
    }
    for (season, names) in &file.seasons {
        names.iter().for_each(|name| add(name, &|f| f.season = Some(*season)));
    }
    for (part, names) in &file.parts {
        names.iter().for_each(|name| add(name, &|f| (f.part, f.plural) = (Some(*part), plural(name))));
    }
    for (word, names) in &file.words {
        names.iter().for_each(|name| add(name, &|f| f.word = Some(*word)));
    }
    file.numbers.iter().for_each(|(name, value)| add(name, &|f| f.number = Some(*value)));
    file.ordinals.iter().for_each(|(name, value)| add(name, &|f| f.ordinal = *value));
    file.decades.iter().for_each(|(name, value)| add(name, &|f| f.decade = *value));
    file.days.iter().for_each(|(name, value)| add(name, &|f| f.day = Some(*value)));
    file.zones.iter().for_each(|(name, value)| add(name, &|f| f.zone = Some(*value)));
    file.never.before_year.iter().for_each(|name| add(name, &|f| f.never_before = true));
    file.never.after_year.iter().for_each(|name| add(name, &|f| f.never_after = true));
    for facts in words.values_mut() {
        let Facts { month, weekday, unit, season, part, decade, day, word, .. } = *facts;
        let spoken = matches!(word, Some(Word::Noon | Word::Midnight | Word::Period));
        facts.trigger = month > 0 || weekday > 0 || decade > 0 || day.is_some() || spoken;
        facts.trigger |= unit.is_some() || season.is_some() || part.is_some();
    }
    words.into_iter().collect()
}
