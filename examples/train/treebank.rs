//! CoNLL-U treebanks as the trainer wants them.

use std::path::Path;

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
/// If the file is not read, or a word has columns that are not of the format; the message says which line.
pub fn read(path: &Path) -> Result<Vec<Vec<Word>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if !line.starts_with('#') {
            let word = word(line).map_err(|what| format!("{}:{}: {what}", path.display(), number + 1))?;
            sentence.extend(word);
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    Ok(sentences)
}

/// A word of a line; none where the line is a range of words or an empty node.
fn word(line: &str) -> Result<Option<Word>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, _, upos, xpos, _, head, relation, ..] = columns[..] else { return Err(format!("only {} columns", columns.len())) };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    let upos = Upos::from_name(upos).ok_or_else(|| format!("unknown part of speech `{upos}`"))?;
    // Tags outside the Penn set are rare slips.
    let penn = Penn::from_name(xpos).unwrap_or(Penn::Fw);
    let universal = relation.split(':').next().unwrap_or(relation);
    let relation = Relation::from_name(relation).or_else(|| Relation::from_name(universal));
    Ok(Some(Word {
        form: form.to_string(),
        tag: (upos, penn),
        head: head.parse().map_err(|_| format!("the head `{head}` is no number"))?,
        relation: relation.ok_or_else(|| "unknown relation".to_string())?,
    }))
}
