//! Listings are what the code is.

const CLI: &str = include_str!("../../../../docs/cli.md");

#[test]
fn every_command_flag_and_value_is_in_the_docs() {
    let command = onrecord::cli::command();
    for sub in command.get_subcommands() {
        assert!(CLI.contains(&format!("## `onrecord {}", sub.get_name())), "{}", sub.get_name());
        for arg in sub.get_arguments() {
            let Some(long) = arg.get_long() else { continue };
            assert!(CLI.contains(&format!("`--{long}")), "--{long}");
            assert!(arg.get_short().is_none_or(|short| CLI.contains(&format!("`-{short}`"))), "-{:?}", arg.get_short());
            assert!(arg.get_help().is_some(), "--{long} has no help");
            for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values()) {
                assert!(CLI.contains(&format!("`{}`", value.get_name())), "--{long} {}", value.get_name());
            }
        }
    }
}

#[test]
fn every_column_of_the_csv_is_in_the_docs() {
    let run = crate::program::run_with(&["read", "--format", "csv", "-"], crate::program::page(1).as_bytes());
    for column in run.out.lines().next().unwrap().split(',') {
        assert!(CLI.contains(&format!("`{column}`")), "{column}");
    }
}

#[test]
fn every_column_of_plover_is_in_the_docs() {
    let run = crate::program::run_with(&["read", "--format", "plover", "-"], crate::program::page(1).as_bytes());
    for column in run.out.lines().next().unwrap().split('\t') {
        assert!(CLI.contains(&format!("`{column}`")), "{column}");
    }
}

#[test]
fn the_types_of_events_are_those_of_the_list() {
    let page = include_str!("../../../../docs/events.md");
    assert_eq!(
        page,
        reading::event_listing(),
        "make it again: cargo run -q -p bench -- listing events > docs/events.md"
    );
}

#[test]
fn the_readme_shows_what_the_sample_prints() {
    let (readme, page) = (include_str!("../../../../README.md"), "examples/peace-talks/page.txt");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    let run = crate::program::run(&["read", &format!("{root}{page}")]);
    assert!(!run.out.is_empty());
    assert!(readme.contains(&format!("-- read {page}\n{}\n```", run.out.trim_end())), "{}", run.out);
}
