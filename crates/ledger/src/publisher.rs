//! Address -> publisher: the domain that somebody registered.

use url::{Host, Url};

/// Returns the registered domain of an address: `news.harbour-press.example.co.uk` is `example.co.uk`'s.
///
/// Source: the Public Suffix List (MPL-2.0), as the crate `psl` carries it. A numeric host is its own publisher.
pub fn publisher(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    match url.host()? {
        Host::Domain(domain) => {
            let domain = domain.trim_end_matches('.');
            Some(psl::domain_str(domain).unwrap_or(domain).to_owned())
        }
        host => Some(host.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_what_was_registered() {
        assert_eq!(publisher("https://edition.lune.co.uk/a?b").as_deref(), Some("lune.co.uk"));
        assert_eq!(publisher("https://WWW.Lune.example./a").as_deref(), Some("lune.example"));
        assert_eq!(publisher("http://10.0.0.1/a").as_deref(), Some("10.0.0.1"));
        assert_eq!(publisher("no address"), None);
    }
}
