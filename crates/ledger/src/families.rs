//! Publisher -> the newsroom and the owner that it shares with others.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use story::Carrier;

/// Which publishers are one newsroom, and which have one owner, by registered domain.
#[derive(Debug, Deserialize)]
struct Families {
    families: BTreeMap<String, Vec<String>>,
    owners: BTreeMap<String, Vec<String>>,
}

/// The names that a publisher shares with others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shared {
    family: Option<String>,
    owner: Option<String>,
}

static SHARED: LazyLock<BTreeMap<String, Shared>> = LazyLock::new(|| {
    let listed: Families = toml::from_str(include_str!("../../../languages/families.toml"))
        .expect("languages/families.toml is read by a test");
    let mut shared: BTreeMap<String, Shared> = BTreeMap::new();
    for (name, domains) in listed.families {
        for domain in domains {
            shared.entry(domain).or_default().family = Some(name.clone());
        }
    }
    for (name, domains) in listed.owners {
        for domain in domains {
            shared.entry(domain).or_default().owner = Some(name.clone());
        }
    }
    shared
});

/// Adds to who carries an article what is known of its publisher: other outlets of the newsroom are of the same family, whatever they are
/// called; who else belongs to the owner is told.
pub fn related(carrier: Carrier, publisher: Option<&str>) -> Carrier {
    let Some(shared) = publisher.and_then(|publisher| SHARED.get(publisher)) else { return carrier };
    let carrier = match &shared.family {
        Some(name) => carrier.in_family(name),
        None => carrier,
    };
    Carrier { owner: shared.owner.clone().or(carrier.owner), ..carrier }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_a_newsroom_are_one_family_and_sisters_have_one_owner() {
        let carrier = |outlet: &str, publisher: &str| {
            let carrier = Carrier { outlet: outlet.to_owned(), family: outlet.to_lowercase(), owner: None };
            related(carrier, Some(publisher))
        };
        let (english, persian) = (carrier("BBC News", "bbc.com"), carrier("BBC Persian", "bbc.co.uk"));
        assert_eq!(english.family, persian.family);
        let (journal, post) = (carrier("The Wall Street Journal", "wsj.com"), carrier("New York Post", "nypost.com"));
        assert_ne!(journal.family, post.family);
        assert_eq!(journal.owner.as_deref(), Some("News Corp"));
        assert_eq!(journal.owner, post.owner);
        assert_eq!(carrier("Lune Courier", "lune.example").family, "lune courier");
    }

    #[test]
    fn every_domain_is_registered_and_listed_once_in_each_table() {
        let listed: Families = toml::from_str(include_str!("../../../languages/families.toml")).unwrap();
        for table in [listed.families, listed.owners] {
            let mut domains: Vec<String> = table.into_values().flatten().collect();
            let count = domains.len();
            for domain in &domains {
                assert_eq!(crate::publisher(&format!("https://www.{domain}/")).as_deref(), Some(domain.as_str()));
            }
            domains.sort();
            domains.dedup();
            assert_eq!(domains.len(), count);
        }
    }
}
