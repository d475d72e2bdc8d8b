//! `extract --tokens`: the sentences of each document as CoNLL-U, with a lemma for each word.

use crate::document::{BlockKind, Document};
use crate::language::{analyse, conllu};
use crate::source::Source;

/// The sentences of a document, block by block; what is not copy of the document is left out.
pub fn conllu(source: &Source, document: &Document) -> String {
    let mut out = String::new();
    let mut comments = format!("# newdoc id = {}\n# newpar\n", source.name);
    let mut number = 1;
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
        let text = &block.prose.text;
        let next = conllu::write_analysis(&mut out, &comments, text, &analyse(text), number);
        if next > number {
            comments = "# newpar\n".to_string();
        }
        number = next;
    }
    out
}
