//! Whose dollars and crowns a figure is in, where the words do not say so.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::Lexicon;
use crate::scene::Scene;

/// The currencies that an article means by a word that several countries use.
pub struct Currencies<'a> {
    dollars: Option<&'a str>,
    /// Name of a unit -> its currency.
    shared: BTreeMap<&'a str, &'a str>,
}

impl<'a> Currencies<'a> {
    /// Reads whose dollars from the host of the page, and whose crowns, pesos and so on from the one country with them that is named.
    pub fn of(scene: &Scene<'_>, lexicon: &'a Lexicon) -> Currencies<'a> {
        let host = scene.article.url.as_ref().and_then(|url| host(&url.value));
        let dollars = host.and_then(|host| lexicon.dollars.get(host.rsplit('.').next()?)).map(String::as_str);
        let countries: BTreeSet<&str> =
            scene.parties.iter().filter_map(|party| party.country.as_ref().map(|country| country.code())).collect();
        let one = |currencies: &'a BTreeMap<String, String>| {
            let mut named = currencies.iter().filter(|(code, _)| countries.contains(code.as_str()));
            named.next().filter(|_| named.next().is_none()).map(|(_, currency)| currency.as_str())
        };
        let shared = lexicon.shared.iter().filter_map(|(unit, all)| Some((unit.as_str(), one(all)?))).collect();
        Currencies { dollars, shared }
    }

    /// Returns the name of a unit, `words` being those it was read from.
    pub fn meant(&self, unit: String, words: &str) -> String {
        let states = words.contains("US") || words.contains("U.S.") || words.contains("American");
        let meant = match unit.as_str() {
            "USD" => self.dollars.filter(|_| !states),
            unit => self.shared.get(unit).copied(),
        };
        meant.map_or(unit, str::to_owned)
    }
}

/// The host of an address: `example.com.au` of `https://example.com.au/news/1`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dollar_is_that_of_the_host_unless_the_words_say_whose() {
        let here = Currencies { dollars: Some("AUD"), shared: BTreeMap::from([("crowns", "SEK")]) };
        assert_eq!(here.meant("USD".to_owned(), "$4 million"), "AUD");
        assert_eq!(here.meant("USD".to_owned(), "US$4 million"), "USD");
        assert_eq!(here.meant("crowns".to_owned(), "30 crowns"), "SEK");
        assert_eq!(here.meant("pesos".to_owned(), "30 pesos"), "pesos");
        assert_eq!(host("https://news.example.com.au:80/a.b/c"), Some("news.example.com.au"));
    }
}
