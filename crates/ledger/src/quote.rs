//! Words of an article, with all that is needed to find and to check them.

use jiff::Timestamp;
use page::Article;
use serde::{Deserialize, Serialize};
use story::Receipt;
use text::{Id, Span};

/// Words of an article: what they are, where they stand, who published them and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, as they stand in the text.
    pub text: String,
    /// The article.
    pub article: Id,
    /// Digest of the text in which the span counts.
    pub edition: Id,
    /// **Bytes** of that text.
    pub span: Span,
    /// Who published it; empty when unknown.
    pub outlet: String,
    /// Its headline; empty when it has none.
    pub title: String,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// When it counts as published.
    pub published: Option<Timestamp>,
}

impl Quote {
    /// Makes a quote of words of an article.
    pub fn of(article: &Article, span: Span, published: Option<Timestamp>) -> Quote {
        Quote {
            text: article.words(span).to_owned(),
            article: article.id,
            edition: article.edition,
            span,
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.clone()).unwrap_or_default(),
            title: article.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            url: article.url.as_ref().map(|url| url.value.clone()),
            published,
        }
    }

    /// Returns what a machine needs to check the words.
    pub fn receipt(&self) -> Receipt {
        Receipt { article: self.article, edition: self.edition, span: self.span }
    }

    /// Returns who published it: the outlet, else the host, else "an unknown outlet".
    pub fn by(&self) -> &str {
        let host = || self.url.as_deref().and_then(|url| url.split('/').nth(2)).filter(|host| !host.is_empty());
        if self.outlet.is_empty() { host().unwrap_or("an unknown outlet") } else { &self.outlet }
    }

    /// Returns the address that opens the live page at the words (URL Fragment Text Directives, WICG), when an address is known.
    pub fn link(&self) -> Option<String> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let part = |words: &[&str]| encoded(&words.join(" "));
        let directive = match words.len() {
            0 => return self.url.clone(),
            n if n <= 2 * ENDS => part(&words),
            n => format!("{},{}", part(&words[..ENDS]), part(&words[n - ENDS..])),
        };
        let url = self.url.as_ref()?.split('#').next()?;
        Some(format!("{url}#:~:text={directive}"))
    }
}

/// Words at each end that a text fragment names: a whole sentence breaks on the first changed comma.
const ENDS: usize = 5;

/// Writes words so that they may stand in a text directive.
fn encoded(words: &str) -> String {
    let mut out = String::new();
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use page::{Given, Page, Reader};

    use super::*;

    #[test]
    fn a_quote_leads_to_the_words_on_the_live_page() {
        let given = Given { url: Some("https://lune.example/a#top".to_owned()), ..Given::default() };
        let page = Page::of("The bridge over the Lune, closed since March, will open in the spring of next year.");
        let article = Reader::new().article(&page, &given).unwrap();
        let quote = Quote::of(&article, Span::new(0, 24), None);
        assert_eq!(quote.link().as_deref(), Some("https://lune.example/a#:~:text=The%20bridge%20over%20the%20Lune"));
        let whole = Quote::of(&article, Span::new(0, article.text.len()), None);
        assert!(whole.link().is_some_and(|link| {
            link.ends_with("#:~:text=The%20bridge%20over%20the%20Lune%2C,the%20spring%20of%20next%20year.")
        }));
        assert_eq!(quote.by(), "lune.example");
    }
}
