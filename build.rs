//! Lays out the indexes of the large vocabulary tables, which are looked up where they lie in the binary.

use std::path::Path;
use std::{env, fs};

#[path = "src/lexicon/slots.rs"]
#[allow(dead_code, reason = "what only look-ups need")]
mod slots;

/// The tables, below `rules/lexicon/names`.
const TABLES: [&str; 5] = ["given.tsv", "family.txt", "places.tsv", "demonyms.tsv", "words.txt"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/lexicon/slots.rs");
    let target = env::var("OUT_DIR").expect("cargo says where to");
    for table in TABLES {
        let path = Path::new("rules/lexicon/names").join(table);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
        let index = slots::index(&text).unwrap_or_else(|| panic!("{} is too large for its index", path.display()));
        let bytes: Vec<u8> = index.into_iter().flat_map(u32::to_le_bytes).collect();
        fs::write(Path::new(&target).join(table).with_extension("index"), bytes).expect("cargo's folder can be written to");
    }
}
