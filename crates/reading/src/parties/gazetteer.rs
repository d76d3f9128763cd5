//! Which words name a state, its people, its seat of government, a city or a body: `languages/en/places.toml` and `parties.toml`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

use lang::Tokens;
use serde::Deserialize;

use super::Country;
use crate::{SourceKind, pair::Pairs};

/// Tokens of the longest name that is looked for.
const MAX_TOKENS: u32 = 8;

static ENGLISH: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// Names of states, their people, seats of government, cities and well-known bodies. A look-up costs one hash of the words.
///
/// Names are compared without case, full stops and repeated white space; acronyms only where they are written in capitals, so that
/// "us" is nobody.
#[derive(Debug)]
pub struct Gazetteer {
    /// What each name may mean, likeliest first.
    names: HashMap<String, Vec<Sense>>,
    /// First word of each name -> most tokens that a name beginning so has.
    firsts: HashMap<String, u32>,
    states: BTreeMap<Country, State>,
    bodies: Vec<Body>,
    /// Words beside names.
    pub(crate) words: Words,
    /// Nouns for two: "the two sides".
    pub(crate) pairs: Pairs,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A state: "Norway".
    State(Country),
    /// A body: "Kremlin", "NATO"; for [`Gazetteer::body`].
    Body(usize),
    /// A capital or other seat of government: the city, or the government where it acts; see [`Gazetteer::government`].
    Seat(Country),
    /// What belongs to a state, or its people: "Norwegian".
    Adjective(Country),
    /// Part of a state: "Florida".
    Region(Country),
    /// Another city.
    City(Country),
}

/// A state.
#[derive(Debug)]
pub struct State {
    /// Its usual name: "Norway".
    pub name: String,
    /// Its adjective; the name where none is listed: "Norwegian".
    pub adjective: String,
    /// "Norwegian government".
    pub government: String,
}

/// A body that many articles name.
#[derive(Debug)]
pub struct Body {
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Whose it is.
    pub country: Option<Country>,
    /// Whether bodies of other states have its name too.
    pub is_shared: bool,
}

/// Words beside names; the file says what each list holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Words {
    pub body: HashSet<String>,
    pub government: HashSet<String>,
    pub office: HashSet<String>,
    pub motion: HashSet<String>,
    pub placed: HashSet<String>,
}

#[derive(Debug, Clone, Copy)]
struct Sense {
    named: Named,
    /// Only where it is written in capitals.
    in_capitals: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    states: BTreeMap<Country, Place>,
    regions: BTreeMap<Country, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    capital: Vec<String>,
    #[serde(default)]
    cities: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    names: BTreeMap<Country, Vec<String>>,
    adjectives: BTreeMap<Country, Vec<String>>,
    seats: BTreeMap<Country, Vec<String>>,
    body: Vec<Bodies>,
    words: Words,
    pairs: Pairs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    kind: SourceKind,
    country: Option<Country>,
    #[serde(default)]
    shared: bool,
    names: Vec<Vec<String>>,
}

impl Named {
    /// Of several things that a name stands for, the one with the lowest is likeliest.
    fn rank(self) -> u8 {
        match self {
            Named::State(_) => 0,
            Named::Body(_) => 1,
            Named::Seat(_) => 2,
            Named::Adjective(_) => 3,
            Named::Region(_) => 4,
            Named::City(_) => 5,
        }
    }
}

impl Gazetteer {
    /// Returns the names that English news uses; they are read once.
    pub fn english() -> &'static Gazetteer {
        &ENGLISH
    }

    fn read() -> Gazetteer {
        let places: Places = toml::from_str(include_str!("../../../../languages/en/places.toml"))
            .expect("the lists of languages/ are read by a test");
        let file: File = toml::from_str(include_str!("../../../../languages/en/parties.toml"))
            .expect("the lists of languages/ are read by a test");
        let mut gazetteer = Gazetteer {
            names: HashMap::new(),
            firsts: HashMap::new(),
            states: BTreeMap::new(),
            bodies: Vec::new(),
            words: file.words,
            pairs: file.pairs,
        };
        // our own seats first: Brussels is the Union's before it is Belgium's
        for (country, seats) in &file.seats {
            seats.iter().for_each(|seat| gazetteer.add(seat, Named::Seat(*country)));
        }
        let union = Place { name: "European Union".to_owned(), also: vec![], capital: vec![], cities: vec![] };
        for (country, place) in places.states.iter().chain([(&Country::UNION, &union)]) {
            let adjectives = file.adjectives.get(country).map_or(&[][..], Vec::as_slice);
            let adjective = adjectives.first().unwrap_or(&place.name).clone();
            let more = file.names.get(country).into_iter().flatten();
            for name in [&place.name].into_iter().chain(&place.also).chain(more) {
                gazetteer.add(name, Named::State(*country));
            }
            for adjective in adjectives {
                gazetteer.add(adjective, Named::Adjective(*country));
                gazetteer.add(&format!("{adjective}s"), Named::Adjective(*country));
            }
            place.capital.iter().for_each(|seat| gazetteer.add(seat, Named::Seat(*country)));
            for city in &place.cities {
                gazetteer.add(city, Named::City(*country));
            }
            let government = format!("{adjective} government");
            gazetteer.states.insert(*country, State { name: place.name.clone(), adjective, government });
        }
        for (country, regions) in &places.regions {
            regions.iter().for_each(|region| gazetteer.add(region, Named::Region(*country)));
        }
        for Bodies { kind, country, shared: is_shared, names } in file.body {
            for names in names {
                let at = gazetteer.bodies.len();
                names.iter().for_each(|name| gazetteer.add(name, Named::Body(at)));
                let name = names.into_iter().next().unwrap_or_default();
                gazetteer.bodies.push(Body { name, kind, country, is_shared });
            }
        }
        gazetteer.names.values_mut().for_each(|senses| senses.sort_by_key(|sense| sense.named.rank()));
        gazetteer
    }

    fn add(&mut self, name: &str, named: Named) {
        let key = key(name);
        let Some(first) = key.split([' ', '-', ',', '\'']).next().map(str::to_owned) else { return };
        let pieces = key.split([' ', '-', ',', '\'', '+']).count() + key.matches(['-', ',', '\'', '+']).count();
        let longest = self.firsts.entry(first).or_default();
        *longest = (*longest).max(pieces as u32).min(MAX_TOKENS);
        let in_capitals = !name.contains(char::is_lowercase) && name.chars().count() <= 6;
        let senses = self.names.entry(key).or_default();
        if !senses.iter().any(|sense| sense.named == named) {
            senses.push(Sense { named, in_capitals });
        }
    }

    /// Returns what these words may name, likeliest first; a leading "the" and a possessive ending are passed over.
    pub fn senses(&self, words: &str) -> impl Iterator<Item = Named> {
        let words = words.trim();
        let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
        let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("The ")).unwrap_or(bare);
        let in_capitals = !bare.contains(char::is_lowercase);
        let proper = bare.contains(char::is_uppercase);
        let senses = Some(key(bare)).filter(|_| proper).and_then(|key| self.names.get(&key));
        let fits = move |sense: &&Sense| in_capitals || !sense.in_capitals;
        senses.into_iter().flatten().filter(fits).map(|sense| sense.named)
    }

    /// Returns the likeliest thing that these words name.
    pub fn named(&self, words: &str) -> Option<Named> {
        self.senses(words).next()
    }

    /// Returns the longest name that begins at a token, with the number of its tokens.
    pub fn at(&self, text: &str, tokens: &Tokens, token: u32) -> Option<(u32, Named)> {
        let word = tokens.word(token, text);
        if !word.contains(char::is_uppercase) && word != "al" && !word.starts_with("al-") {
            return None;
        }
        let first = key(word);
        let first = first.split(['-', ',', '\'']).next().unwrap_or_default();
        let longest = *self.firsts.get(first)?;
        let end = (token + longest).min(tokens.len() as u32);
        (token + 1..=end).rev().find_map(|end| {
            let words = tokens.words(token..end).of(text);
            let named = Some(words).filter(|words| !words.contains('\n')).and_then(|words| self.named(words))?;
            // "Norway's": the ending is a token of its own
            (!words.ends_with("'s") && !words.ends_with("’s")).then_some((end - token, named))
        })
    }

    /// Returns the state that some words speak of: the first that is named in them by name, adjective or seat.
    ///
    /// For short phrases: "a senior Ukrainian official", "Kyiv's envoy".
    pub fn country_in(&self, text: &str, tokens: &Tokens, words: std::ops::Range<u32>) -> Option<Country> {
        words.clone().find_map(|token| {
            let (len, named) = self.at(text, tokens, token)?;
            (token + len <= words.end).then(|| self.country(named)).flatten()
        })
    }

    /// Returns the state that a name belongs to; none for international bodies.
    pub fn country(&self, named: Named) -> Option<Country> {
        match named {
            Named::State(country) | Named::Seat(country) | Named::Adjective(country) => Some(country),
            Named::Region(country) | Named::City(country) => Some(country),
            Named::Body(at) => self.bodies.get(at)?.country,
        }
    }

    /// Returns what is known of a state.
    pub fn state(&self, country: Country) -> Option<&State> {
        self.states.get(&country)
    }

    /// Returns the name of a state's government, when the words name the state or its seat: "Norwegian government" for "Oslo".
    pub fn government(&self, words: &str) -> Option<&str> {
        let country = self.senses(words).find_map(|named| match named {
            Named::State(country) | Named::Seat(country) => Some(country),
            _ => None,
        })?;
        let state = self.state(country)?;
        Some(if country == Country::UNION { &state.name } else { &state.government })
    }

    /// Returns a body.
    pub fn body(&self, at: usize) -> Option<&Body> {
        self.bodies.get(at)
    }
}

/// Folds case, full stops, apostrophes and white space.
fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '.' => {}
            '’' => key.push('\''),
            c if c.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c => key.extend(c.to_lowercase()),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::of(code).unwrap()
    }

    #[test]
    fn names_are_told_apart_by_case_and_sense() {
        let names = Gazetteer::english();
        assert_eq!(names.named("U.S."), Some(Named::State(country("US"))));
        assert_eq!(names.named("us"), None);
        assert_eq!(names.named("Us"), None);
        assert_eq!(names.named("Ukrainian"), Some(Named::Adjective(country("UA"))));
        assert_eq!(names.named("the Kremlin").and_then(|named| names.country(named)), Some(country("RU")));
        assert_eq!(names.government("Kyiv’s"), Some("Ukrainian government"));
        assert_eq!(names.government("Brussels"), Some("European Union"));
        assert_eq!(names.government("Rotterdam"), None);
        assert_eq!(names.senses("Georgia").count(), 2);
    }

    #[test]
    fn every_adjective_and_seat_belongs_to_a_state() {
        let names = Gazetteer::english();
        for senses in names.names.values().flatten() {
            assert!(names.country(senses.named).is_none_or(|country| names.state(country).is_some()), "{senses:?}");
        }
    }
}
