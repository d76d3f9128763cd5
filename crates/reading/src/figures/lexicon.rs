//! How quantities are written: `languages/en/figures.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::decimal::Decimal;
use crate::Bound;

/// Words of the longest unit or bound.
pub const MAX_WORDS: usize = 4;

/// The lists, ready for looking up.
#[derive(Debug)]
pub struct Lexicon {
    pub numbers: HashMap<String, Decimal>,
    pub scales: HashMap<String, Decimal>,
    /// Part of a whole -> what one is divided by.
    pub fractions: HashMap<String, Decimal>,
    pub multiples: HashMap<String, Decimal>,
    /// Words -> bound.
    pub bounds: HashMap<String, Bound>,
    /// Words -> name of the unit.
    pub units: HashMap<String, String>,
    /// Last part of a host's name -> the currency that "$" means there.
    pub dollars: BTreeMap<String, String>,
    /// Name of a unit that several countries use -> code of a country -> its currency.
    pub shared: BTreeMap<String, BTreeMap<String, String>>,
    pub words: Words,
}

/// Words around numbers; the file says what each list holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    percent: Vec<String>,
    points: Vec<String>,
    pub to: HashSet<String>,
    pub state: HashSet<String>,
    pub harm: HashSet<String>,
    pub people: HashSet<String>,
    pub gathered: HashSet<String>,
    pub numbered: HashSet<String>,
    pub score: HashSet<String>,
    pub dating: HashSet<String>,
    pub month: HashSet<String>,
    pub clock: HashSet<String>,
    pub change: HashSet<String>,
    pub stand: HashSet<String>,
    pub sourcing: HashSet<String>,
    pub sourced: HashSet<String>,
    pub known: HashSet<String>,
    pub lasting: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numbers: BTreeMap<String, u64>,
    scales: BTreeMap<String, u64>,
    fractions: BTreeMap<String, u64>,
    multiples: BTreeMap<String, u64>,
    bounds: BTreeMap<Bound, Vec<String>>,
    words: Words,
    units: BTreeMap<String, Vec<String>>,
    currencies: BTreeMap<String, Vec<String>>,
    dollars: BTreeMap<String, String>,
    shared: BTreeMap<String, BTreeMap<String, String>>,
}

impl Lexicon {
    /// Reads the English lists, which are part of the program.
    pub fn english() -> Lexicon {
        let file: File = toml::from_str(include_str!("../../../../languages/en/figures.toml"))
            .expect("the lists of languages/ are read by a test");
        let whole = |list: BTreeMap<String, u64>| list.into_iter().map(|(word, n)| (word, Decimal::of(n))).collect();
        let mut units: HashMap<String, String> = HashMap::new();
        let mut add = |name: &str, forms: &[String]| {
            forms.iter().for_each(|form| drop(units.insert(form.clone(), name.to_owned())));
        };
        file.units.iter().for_each(|(name, forms)| add(name, forms));
        file.currencies.iter().for_each(|(name, forms)| add(name, forms));
        add("percent", &file.words.percent);
        add("percentage points", &file.words.points);
        let forms = |(bound, forms): (Bound, Vec<String>)| forms.into_iter().map(move |form| (form, bound));
        Lexicon {
            numbers: whole(file.numbers),
            scales: whole(file.scales),
            fractions: whole(file.fractions),
            multiples: whole(file.multiples),
            bounds: file.bounds.into_iter().flat_map(forms).collect(),
            units,
            dollars: file.dollars,
            shared: file.shared,
            words: file.words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_and_in_lower_case() {
        let lists = Lexicon::english();
        assert_eq!(lists.units["$"], "USD");
        assert_eq!(lists.units["per cent"], "percent");
        assert_eq!(lists.bounds["more than"], Bound::AtLeast);
        assert_eq!(lists.fractions["thirds"].to_string(), "3");
        let all = lists.units.keys().chain(lists.bounds.keys()).chain(&lists.words.people);
        for word in all {
            assert!(word.to_lowercase() == *word && word.split(' ').count() <= MAX_WORDS, "{word}");
        }
    }
}
