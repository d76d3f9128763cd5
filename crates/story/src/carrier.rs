//! Who publishes an article, as far as counting goes.

use page::{Article, CreditKind, Place};
use serde::{Deserialize, Serialize};

use crate::who::family;

/// Who publishes an article. Outlets of one family never corroborate each other; outlets of one owner may.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Carrier {
    /// Name of the outlet, as shown; empty when unknown.
    pub outlet: String,
    /// Name of the publisher's family: all editions and language services of one newsroom. An unknown outlet is a family of its own.
    pub family: String,
    /// Who owns it, when known to own others too.
    pub owner: Option<String>,
}

impl Carrier {
    /// Returns the carrier that the article itself names: its outlet, else the host of its address. An entry of a feed that names
    /// where it was taken from is carried by that outlet, not by the feed.
    pub fn of(article: &Article) -> Carrier {
        let host = article.url.as_ref().and_then(|url| url.value.split('/').nth(2)).unwrap_or("");
        let of_feed = article.outlet.as_ref().is_none_or(|outlet| outlet.place == Place::Feed);
        let source = article.credits.iter().find(|credit| credit.kind == CreditKind::BasedOn).filter(|_| of_feed);
        let named = || article.outlet.as_ref().map_or_else(|| host.to_owned(), |outlet| outlet.value.clone());
        let outlet = source.map_or_else(named, |source| source.name.clone());
        let family = if outlet.is_empty() { article.id.to_string() } else { family(&outlet) };
        Carrier { outlet, family, owner: None }
    }

    /// Returns the names of all who have a hand in it, folded: "Lake Post / Northwire" is carried by two.
    pub(crate) fn names(&self) -> Vec<String> {
        let whole = [self.outlet.as_str(), self.family.as_str()];
        let parts = self.outlet.split(['/', '(', ')', ',', ';', '|']).map(str::trim);
        let mut names: Vec<String> =
            whole.into_iter().chain(parts).map(family).filter(|name| !name.is_empty()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Puts the carrier into the family of a newsroom, whatever its outlet is called.
    pub fn in_family(self, newsroom: &str) -> Carrier {
        Carrier { family: family(newsroom), ..self }
    }
}
