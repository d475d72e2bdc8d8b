//! Any bytes, read as each format: no panic, and spans on character boundaries.
#![no_main]

use gainsay::document::{TextRange, read};
use gainsay::source::{Source, SourceId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.md", "a.html", "a.txt"] {
        let Ok(source) = Source::new(SourceId(0), name.into(), bytes.to_vec()) else { return };
        let document = read(&source, None);
        for (index, block) in document.blocks.iter().enumerate() {
            for (at, c) in block.prose.text.char_indices() {
                let range = TextRange { block: index as u32, start: at as u32, end: (at + c.len_utf8()) as u32 };
                assert!(source.text.get(document.span(range).range()).is_some_and(|text| !text.is_empty()));
            }
        }
    }
});
