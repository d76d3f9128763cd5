//! Any text -> times in order inside it; nothing invented where no day of publication is known.
#![no_main]

use std::sync::LazyLock;

use jiff::civil::Date;
use reading::{Basis, Times};

static TIMES: LazyLock<Times> = LazyLock::new(Times::new);

libfuzzer_sys::fuzz_target!(|text: &str| {
    for day in [None, Some(Date::constant(2025, 12, 18)), Some(Date::MIN), Some(Date::MAX)] {
        let mut end = 0;
        for time in TIMES.in_text(text, day, None) {
            assert!(end <= time.span.start && text.get(time.span.range()).is_some());
            assert!(time.interval.is_none_or(|days| days.start < days.end));
            assert!(day.is_some() || time.basis != Basis::Published);
            end = time.span.end;
        }
    }
});
