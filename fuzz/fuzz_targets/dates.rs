//! Any text, read as a date: no panic, and ranges on character boundaries.
#![no_main]

use gainsay::value::time_parse::{clock_length, find_date, parse_date, whole_date};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for date in [parse_date(text), find_date(text, 0), whole_date(text)].into_iter().flatten() {
        assert!(text.get(date.range.clone()).is_some_and(|read| !read.is_empty()));
        let _ = (date.as_day(), date.value());
    }
    assert!(text.is_char_boundary(clock_length(text)));
});
