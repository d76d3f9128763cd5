//! Where a ledger is: the path of a file, or the address of a database.

use std::path::{Path, PathBuf};

use url::Url;

/// Tells the address of a ledger in a database, `postgres://...`, from the path of a file.
pub fn is_address(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.starts_with("postgres://") || path.starts_with("postgresql://"))
}

/// Returns a path or address as it may be shown: without the password in it.
pub fn shown(place: &Path) -> PathBuf {
    if !is_address(place) {
        return place.to_owned();
    }
    let Some(mut url) = place.to_str().and_then(|address| Url::parse(address).ok()) else {
        return PathBuf::from("postgres://");
    };
    let _ = url.set_password(None);
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(key, _)| key != "password").map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    PathBuf::from(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let cases = [
            ("postgres://ada:secret@db.example/news", "postgres://ada@db.example/news"),
            ("postgres://ada@%2Frun%2Fpg/news?options=-csearch_path%3Dx&password=secret", "options=-csearch_path%3Dx"),
            ("postgres://[secret", "postgres://"),
            ("news/ledger.onrecord", "news/ledger.onrecord"),
        ];
        for (address, expected) in cases {
            let shown = shown(Path::new(address)).display().to_string();
            assert!(shown.contains(expected) && !shown.contains("secret"), "{shown}");
        }
    }
}
