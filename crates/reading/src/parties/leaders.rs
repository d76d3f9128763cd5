//! Who speaks for which state, where the article does not say so: `languages/leaders.toml`.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use super::Country;

static LEADERS: LazyLock<HashMap<String, Vec<Term>>> = LazyLock::new(read);

/// A time in office.
struct Term {
    country: Country,
    first: i16,
    last: i16,
}

/// Returns the state for which somebody of this name speaks in a year; without a year, now or before.
pub fn leader(name: &str, year: Option<i16>) -> Option<Country> {
    let terms = LEADERS.get(&name.to_lowercase())?;
    let within = |term: &&Term| year.is_none_or(|year| (term.first..=term.last).contains(&year));
    terms.iter().find(within).map(|term| term.country)
}

fn read() -> HashMap<String, Vec<Term>> {
    let file: BTreeMap<Country, Vec<String>> = toml::from_str(include_str!("../../../../languages/leaders.toml"))
        .expect("the lists of languages/ are read by a test");
    let mut leaders: HashMap<String, Vec<Term>> = HashMap::new();
    for (country, names) in file {
        for (name, term) in names.iter().filter_map(|line| Some((line.rsplit_once(' ')?.0, term(country, line)?))) {
            leaders.entry(name.to_lowercase()).or_default().push(term);
        }
    }
    leaders
}

/// Reads the years behind a name: "2019-", "2019-2023".
fn term(country: Country, line: &str) -> Option<Term> {
    let (first, last) = line.rsplit_once(' ')?.1.split_once('-')?;
    let last = if last.is_empty() { i16::MAX } else { last.parse().ok()? };
    Some(Term { country, first: first.parse().ok()?, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_ends_with_its_years() {
        assert_eq!(leader("Justin Trudeau", Some(2024)), Country::of("CA"));
        assert_eq!(leader("Justin Trudeau", Some(2026)), None);
        assert_eq!(leader("Ada Vane", None), None);
    }

    #[test]
    fn every_line_ends_in_years() {
        let file: BTreeMap<Country, Vec<String>> =
            toml::from_str(include_str!("../../../../languages/leaders.toml")).unwrap();
        let all: Vec<&String> = file.values().flatten().collect();
        let wrong: Vec<_> = all.iter().filter(|line| term(Country::UNION, line).is_none()).collect();
        assert!(all.len() > 150 && wrong.is_empty(), "{wrong:?}");
    }
}
