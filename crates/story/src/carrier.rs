//! Who publishes an article, as far as counting goes.

use page::Article;
use serde::{Deserialize, Serialize};

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
    /// Returns the carrier that the article itself names: its outlet, else the host of its address.
    pub fn of(article: &Article) -> Carrier {
        let host = article.url.as_ref().and_then(|url| url.value.split('/').nth(2)).unwrap_or("");
        let outlet = article.outlet.as_ref().map_or_else(|| host.to_owned(), |outlet| outlet.value.clone());
        let family = if outlet.is_empty() { article.id.to_string() } else { outlet.to_lowercase() };
        Carrier { outlet, family, owner: None }
    }
}
