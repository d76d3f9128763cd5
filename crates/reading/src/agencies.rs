//! Names of news agencies: `languages/agencies.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

static AGENCIES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let names: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../../languages/agencies.toml"))
        .expect("the lists of languages/ are read by a test");
    let folded = |(name, forms): (String, Vec<String>)| {
        forms.into_iter().map(move |form| (form.to_lowercase(), name.clone())).collect::<Vec<_>>()
    };
    names.into_iter().flat_map(folded).collect()
});

/// Returns the agency that a whole name is: "The Associated Press" -> "AP".
pub fn agency(name: &str) -> Option<&'static str> {
    AGENCIES.get(&name.trim().to_lowercase()).map(String::as_str)
}
