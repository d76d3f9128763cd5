//! Any address of a ledger is shown without its password.
#![no_main]

use std::path::Path;

libfuzzer_sys::fuzz_target!(|words: &str| {
    let address = format!("postgres://ada:Zq9wX7vK@{words}");
    let shown = ledger::shown(Path::new(&address)).display().to_string();
    assert!(words.contains("Zq9wX7vK") || !shown.contains("Zq9wX7vK"), "{shown}");
    let _ = ledger::shown(Path::new(words));
});
