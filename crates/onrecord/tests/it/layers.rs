//! A stage knows only what lies upstream of it.

use std::process::Command;

use serde_json::Value;

/// Crates and what each may name of the others. `bench` and `train` may name all below `onrecord`; `train` scores with `bench`.
const MAY_NAME: [(&str, &[&str]); 9] = [
    ("text", &[]),
    ("page", &["text"]),
    ("lang", &["text"]),
    ("reading", &["text", "page", "lang"]),
    ("story", &["text", "page", "lang", "reading"]),
    ("ledger", &["text", "page", "lang", "reading", "story"]),
    ("onrecord", &["text", "page", "lang", "reading", "story", "ledger"]),
    ("bench", &["text", "page", "lang", "reading", "story", "ledger"]),
    ("train", &["text", "page", "lang", "reading", "story", "ledger", "bench"]),
];

#[test]
fn no_crate_names_one_downstream_of_it() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let args = ["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path", manifest];
    let output = Command::new(env!("CARGO")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let Some((_, allowed)) = MAY_NAME.iter().find(|(known, _)| *known == name) else {
            panic!("crate {name} has no place in the layers: give it one in this test and in DESIGN.md");
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let dependency = dependency["name"].as_str().unwrap();
            assert!(!names.contains(&dependency) || allowed.contains(&dependency), "{name} may not name {dependency}");
        }
    }
}
