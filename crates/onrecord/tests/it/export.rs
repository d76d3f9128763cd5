//! The sample story for other programs.

use std::collections::BTreeSet;

use crate::{ferry::sample, keeping::on};

#[test]
fn events_of_a_ledger_name_the_articles_that_tell_of_them_and_count_the_origins() {
    let folder = sample("export-plover");
    let run = on(&folder, &["export", "--format", "plover"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.err);
    let rows: Vec<Vec<&str>> = run.out.lines().map(|line| line.split('\t').collect()).collect();
    let at = |name: &str| rows[0].iter().position(|column| *column == name).unwrap();
    assert!(rows.len() > 20 && rows.iter().all(|row| row.len() == rows[0].len()));
    let docs = include_str!("../../../../docs/formats.md");
    assert!(rows[0].iter().all(|column| docs.contains(&format!("`{column}`"))), "{:?}", rows[0]);
    let known: BTreeSet<String> = on(&folder, &["export", "--only", "story"])
        .out
        .lines()
        .flat_map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["members"].as_array().cloned().unwrap()
        })
        .map(|member| member["id"].as_str().unwrap().to_owned())
        .collect();
    let (mut shared, mut counted) = (0, 0);
    for row in &rows[1..] {
        let sources: Vec<&str> = row[at("source_ids")].split("; ").collect();
        assert!(sources.iter().all(|id| known.contains(*id)), "{sources:?}");
        shared += usize::from(sources.len() > 1);
        let (least, most) = (row[at("origins_at_least")], row[at("origins_at_most")]);
        assert_eq!((least.is_empty(), most.is_empty()), (row[at("claim")].is_empty(), row[at("claim")].is_empty()));
        if let (Ok(least), Ok(most)) = (least.parse::<u32>(), most.parse::<u32>()) {
            assert!(least <= most);
            counted += 1;
        }
    }
    assert!(shared > 0 && counted > 0, "{shared} {counted}");
}

#[test]
fn one_story_is_exported_and_verified_by_itself() {
    let folder = sample("export-story");
    let all = on(&folder, &["export"]).out;
    let stories = on(&folder, &["stories", "--format", "jsonl"]).out;
    let mut lines = 0;
    for story in stories.lines() {
        let story: serde_json::Value = serde_json::from_str(story).unwrap();
        let id = story["id"].as_str().unwrap();
        let run = on(&folder, &["export", "--story", id]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.lines().all(|line| all.lines().any(|other| other == line)));
        lines += run.out.lines().count();
        let verify = on(&folder, &["verify", "--story", &id[..12]]);
        assert_eq!(verify.code, 0, "{}", verify.err);
    }
    assert_eq!(lines, all.lines().count(), "the stories together are the ledger");
    assert_eq!(on(&folder, &["export", "--story", "zzzz"]).code, 1);
}

#[test]
fn tables_are_written_or_it_is_said_what_is_missing() {
    let folder = sample("export-parquet");
    let to = folder.path().join("tables").display().to_string();
    let run = on(&folder, &["export", "--format", "parquet", "--to", &to]);
    if cfg!(feature = "parquet") {
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.err);
        let mut names: Vec<String> =
            std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let docs = include_str!("../../../../docs/formats.md");
        assert_eq!(names.len(), 11, "{names:?}");
        for name in names {
            let bytes = std::fs::read(format!("{to}/{name}")).unwrap();
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{name}");
            assert!(docs.contains(&format!("`{}`", name.trim_end_matches(".parquet"))), "{name}");
        }
    } else {
        assert_eq!((run.code, run.err.lines().count()), (1, 1), "{}", run.err);
        assert!(run.err.contains("--features parquet"), "{}", run.err);
    }
    assert_eq!(on(&folder, &["export", "--format", "parquet"]).code, 2);
}
