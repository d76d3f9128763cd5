//! The sample story in `examples/ferry`: what the ledger says of it.

use std::path::Path;

use serde_json::Value;

use crate::{
    keeping::on,
    program::{Folder, Run},
};

/// The files of the sample, in order.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ferry/pages");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    files.sort();
    files
}

fn add(folder: &Folder, files: &[String]) -> Run {
    let mut args = vec!["add"];
    args.extend(files.iter().map(String::as_str));
    on(folder, &args)
}

/// A ledger of the whole sample.
pub fn sample(name: &str) -> Folder {
    let folder = Folder::new(name);
    let run = add(&folder, &files());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.err);
    folder
}

fn lines(run: &Run) -> Vec<Value> {
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_same_pages_in_any_order_come_to_the_same_bytes() {
    let files = files();
    let (mut backwards, mut mixed) = (files.clone(), files.clone());
    backwards.reverse();
    mixed.sort_by_key(|file| file.bytes().map(u64::from).fold(7, |hash: u64, byte| hash.wrapping_mul(31) ^ byte) % 97);
    let mut exports = Vec::new();
    for (name, order, jobs) in [("a", files, "1"), ("b", backwards, "8"), ("c", mixed, "2")] {
        let folder = Folder::new(&format!("ferry-order-{name}"));
        let half = order.len() / 2;
        add(&folder, &order[..half]);
        add(&folder, &order[half..]);
        let rebuild = on(&folder, &["rebuild", "--jobs", jobs]);
        assert_eq!(rebuild.code, 0, "{}", rebuild.err);
        assert_eq!(on(&folder, &["verify"]).code, 0);
        exports.push(on(&folder, &["export"]).out);
    }
    assert!(exports[0].lines().count() > 30);
    assert!(exports[0] == exports[1], "backwards");
    assert!(exports[0] == exports[2], "mixed");
}

#[test]
fn two_ledgers_become_one_with_nothing_twice() {
    let files = files();
    let (left, right) = (Folder::new("ferry-left"), Folder::new("ferry-right"));
    add(&left, &files[..20]);
    add(&right, &files[12..]);
    let other = right.path().join("l.onrecord").display().to_string();
    let merged = on(&left, &["add", &other]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    assert!(on(&left, &["add", &other]).out.starts_with("0 added"));
    let whole = sample("ferry-whole");
    for folder in [&left, &whole] {
        assert_eq!(on(folder, &["rebuild", "--stories"]).code, 0);
        assert_eq!(on(folder, &["verify"]).code, 0);
    }
    assert!(on(&left, &["export"]).out == on(&whole, &["export"]).out);
}

#[test]
fn the_strait_is_one_story_and_the_fishing_boat_another() {
    let folder = sample("ferry-stories");
    let stories = lines(&on(&folder, &["stories", "--format", "jsonl"]));
    let ferry = stories.iter().max_by_key(|story| story["articles"].as_u64()).unwrap();
    assert!(ferry["articles"].as_u64().unwrap() >= 26, "{stories:?}");
    let boat = stories.iter().find(|story| story["title"].as_str().unwrap().contains("Fishing boat")).unwrap();
    assert_eq!(boat["articles"], 1);
    let shown = on(&folder, &["story", ferry["id"].as_str().unwrap()]);
    assert_eq!(shown.code, 0);
    // copies are named with whom they carry, credited or not; a sentence may be broken over lines
    let out = shown.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in ["copy of Northwire", "copy of Coast News Agency", "2 editions"] {
        assert!(out.contains(line), "{line} is missing in\n{}", shown.out);
    }
    assert!(shown.out.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn what_people_decide_survives_a_rebuild() {
    let folder = sample("ferry-review");
    let stories = lines(&on(&folder, &["stories", "--format", "jsonl"]));
    let ferry = stories.iter().max_by_key(|story| story["articles"].as_u64()).unwrap();
    let (id, before) = (ferry["id"].as_str().unwrap().to_owned(), ferry["articles"].as_u64().unwrap());
    let withdrawn = lines(&on(&folder, &["search", "--format", "jsonl", "withdrawn", "breath", "test"]));
    let article = withdrawn[0]["article"].as_str().or(withdrawn[0]["quote"]["article"].as_str()).unwrap().to_owned();
    let funeral = lines(&on(&folder, &["search", "--format", "jsonl", "coffins"]));
    let funeral = funeral[0]["quote"]["article"].as_str().unwrap().to_owned();
    assert_eq!(on(&folder, &["review", "retract", &article]).code, 2, "a decision needs a reason");
    assert_eq!(on(&folder, &["review", "retract", &article, "--reason", "sent by mistake"]).code, 0);
    assert_eq!(on(&folder, &["review", "split", &id, "--article", &funeral, "--reason", "another matter"]).code, 0);
    let held = |when: &str| {
        let stories = lines(&on(&folder, &["stories", "--format", "jsonl"]));
        let ferry = stories.iter().max_by_key(|story| story["articles"].as_u64()).unwrap();
        assert_eq!(ferry["articles"].as_u64().unwrap(), before - 2, "{when}");
        assert!(stories.iter().any(|story| story["title"] == "Port Sorrel buries its dead"), "{when}");
    };
    held("at once");
    assert!(add(&folder, &files()).out.starts_with("0 added"));
    held("after the same pages came again");
    assert_eq!(on(&folder, &["rebuild"]).code, 0);
    held("after a rebuild");
    assert_eq!(on(&folder, &["verify"]).code, 0);
    let log = on(&folder, &["review", "log", "--json"]);
    assert_eq!(lines(&log).len(), 2);
    assert!(log.out.contains("sent by mistake"));
    let apart = lines(&on(&folder, &["stories", "buries", "--format", "jsonl"]));
    let apart = apart[0]["id"].as_str().unwrap();
    assert_eq!(on(&folder, &["review", "merge", apart, "--into", &id, "--reason", "it is the same"]).code, 0);
    assert_eq!(on(&folder, &["review", "restore", &article, "--reason", "it was right"]).code, 0);
    let story = on(&folder, &["story", apart]);
    assert!(
        story.out.contains(&format!("{before} articles")),
        "an old id leads to the story it went into\n{}",
        story.out
    );
}

#[test]
fn each_command_says_what_the_sample_holds() {
    let folder = sample("ferry-golden");
    let says = |args: &[&str], lines: &[&str]| {
        let run = on(&folder, args);
        // a sentence may be broken over lines
        let out = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in lines {
            assert!(out.contains(line), "{args:?}: {line} is missing in\n{}", run.out);
        }
        run
    };
    // two officials told one paper, two repeat it, a minister says it herself
    says(
        &["trace", "Envoys of Arlen and Vesk are expected to meet in Port Sorrel on 10 March", "--all"],
        &[
            "two officials with knowledge of the plans (unnamed)",
            "Kara Holm",
            "not verified by the outlet",
            "<- Lune Courier",
        ],
    );
    says(&["trace", "--rests-on", "Ines Dorval"], &["1 origin; ", "carried from another article"]);
    says(&["calendar", "--status", "cancelled"], &["17 Mar 2026 meeting", "have been cancelled"]);
    says(&["figures", "dead"], &["19 people Ines Dorval superseded", "31 people Tilda Marsh contradicts"]);
    says(
        &["changes", "--kind", "withdrawn"],
        &["5 Mar 2026 09:00 withdrawn", "Captain of freighter had been drinking"],
    );
    says(&["changes", "--kind", "edited"], &["no correction notice", "told two times last year", "before “Officials"]);
    let since = says(&["changes", "--since", "2026-03-16"], &["16 Mar 2026"]);
    assert!(!since.out.contains("2 Mar 2026 09:10 new claim"));
    let draft = folder.write(
        "draft.md",
        "The captain of the freighter Koral had been drinking before the collision.\n\
         The ferry was carrying 240 people from Port Sorrel to Halden.\nElephants were seen dancing near the harbour wall.\n",
    );
    let check = on(&folder, &["check", "--format", "jsonl", &draft]);
    assert_eq!(check.code, 1);
    let verdicts: Vec<Value> = check.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let verdicts: Vec<&str> = verdicts.iter().map(|one| one["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["stale", "contradicted", "not-found"]);
    let ics = on(&folder, &["calendar", "--format", "ics"]);
    assert!(ics.out.starts_with("BEGIN:VCALENDAR") && ics.out.contains("STATUS:CANCELLED"), "{}", ics.out);
    for command in ["stories", "calendar", "positions", "figures", "changes"] {
        for format in ["json", "jsonl", "csv", "markdown"] {
            assert_eq!(on(&folder, &[command, "--format", format]).code, 0, "{command} {format}");
        }
    }
}
