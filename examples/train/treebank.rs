//! CoNLL-U treebanks as the trainer wants them.

use std::path::Path;

use gainsay::language::conllu;
use gainsay::language::universal::{Penn, Relation, Upos};

/// A syntactic word of a treebank.
#[derive(Clone, Debug)]
pub struct Word {
    pub form: String,
    pub tag: (Upos, Penn),
    /// Its head's number in the sentence, from 1; 0 for the root.
    pub head: usize,
    pub relation: Relation,
}

/// The sentences of a treebank file.
///
/// # Errors
/// If the file is not read, or a word lacks a column or bears a name that is not of Universal Dependencies; the message says which.
pub fn read(path: &Path) -> Result<Vec<Vec<Word>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let sentences = conllu::parse(&text).map_err(|error| format!("{}:{error}", path.display()))?;
    let words = |sentence: &conllu::Sentence| {
        let id = sentence.comment("sent_id").unwrap_or("?");
        sentence.words().map(word).collect::<Result<Vec<_>, _>>().map_err(|what| format!("{}: sentence {id}: {what}", path.display()))
    };
    sentences.iter().map(words).collect()
}

fn word(given: &conllu::Word) -> Result<Word, String> {
    let lacks = |column: &str| format!("`{}` has no valid {column}", given.form);
    let relation = given.relation.ok_or_else(|| lacks("relation"))?;
    let universal = relation.split(':').next().unwrap_or(relation);
    Ok(Word {
        form: given.form.to_string(),
        // Tags outside the Penn set are rare slips.
        tag: (given.upos.and_then(Upos::from_name).ok_or_else(|| lacks("UPOS"))?, given.xpos.and_then(Penn::from_name).unwrap_or(Penn::Fw)),
        head: given.head.ok_or_else(|| lacks("head"))? as usize,
        relation: Relation::from_name(relation).or_else(|| Relation::from_name(universal)).ok_or_else(|| lacks("relation"))?,
    })
}
