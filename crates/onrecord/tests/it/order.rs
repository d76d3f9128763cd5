//! Many inputs at once.

use crate::program::{Folder, page, run};

#[test]
fn many_files_come_out_in_the_order_given_on_any_number_of_threads() {
    let folder = Folder::new("order-many");
    for n in 0..300 {
        folder.write(&format!("{}/{n:03}.txt", n % 7), page(n));
    }
    folder.write(".hidden/x.txt", page(1000));
    let path = folder.path().display().to_string();
    let one = run(&["read", "--format", "jsonl", "--jobs", "1", &path]);
    let eight = run(&["read", "--format", "jsonl", "--jobs", "8", &path]);
    assert_eq!((one.code, eight.code), (0, 0), "{}", one.err);
    assert!(one.out == eight.out);
    let mut expected: Vec<String> = (0..300).map(|n| format!("{path}/{}/{n:03}.txt", n % 7)).collect();
    expected.sort();
    let inputs = one
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["input"].as_str().unwrap().to_owned());
    assert_eq!(inputs.collect::<Vec<_>>(), expected);
}

#[test]
fn the_order_of_the_arguments_is_kept() {
    let folder = Folder::new("order-arguments");
    let (a, b) = (folder.write("a.txt", page(1)), folder.write("b.txt", page(2)));
    let run = run(&["read", "--only", "statements", &b, &a]);
    assert!(run.out.find("b.txt").unwrap() < run.out.find("a.txt").unwrap());
}
