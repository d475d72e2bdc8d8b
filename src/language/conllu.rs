//! CoNLL-U, the format of Universal Dependencies treebanks: sentences in, sentences out.
//!
//! In goes the text of a file whose words are given; out come its [`Sentence`]s, which borrow from it, and the [`Analysis`] of each.
//! [`write_analysis`] and [`write_reanalysed`] go the other way. Lines of multiword tokens (`3-4`) and empty nodes (`3.1`) are no words: they are kept as they stand
//! and written again between the same words. Format: <https://universaldependencies.org/format.html>.

use std::borrow::Cow;
use std::fmt::Write;

use super::model::Model;
use super::token::token;
use super::universal::Upos;
use super::{Analysis, Token, decoder, dictionary_form};

/// A line that is no CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct ConlluError {
    /// Number of the line, from 1.
    pub line: usize,
    pub message: String,
}

/// A word's line; a column that says nothing (`_`) is `None`. Features and enhanced dependencies are not read, and written as `_`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word<'t> {
    pub form: &'t str,
    pub lemma: Option<Cow<'t, str>>,
    /// The universal part of speech.
    pub upos: Option<&'t str>,
    /// The part of speech of the Penn Treebank.
    pub xpos: Option<&'t str>,
    /// Number of the word that this one depends on, from 1 within the sentence; 0 for the root.
    pub head: Option<u32>,
    pub relation: Option<&'t str>,
    /// Whether its line says that no white space follows. Within a multiword token the token's own line says it.
    pub glued: bool,
}

/// A line of a sentence that is no comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'t> {
    Word(Word<'t>),
    /// A multiword token: the number of its last word, and the whole line.
    Range {
        last: u32,
        line: &'t str,
    },
    /// An empty node: the whole line.
    Empty(&'t str),
}

/// A sentence as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence<'t> {
    /// The lines that start with `#`, whole.
    pub comments: Vec<&'t str>,
    pub lines: Vec<Line<'t>>,
}

impl<'t> Sentence<'t> {
    /// The words in their order; the first is number 1.
    pub fn words(&self) -> impl Iterator<Item = &Word<'t>> {
        self.lines.iter().filter_map(|line| match line {
            Line::Word(word) => Some(word),
            Line::Range { .. } | Line::Empty(_) => None,
        })
    }

    /// What a comment `# key = value` says.
    pub fn comment(&self, key: &str) -> Option<&'t str> {
        self.comments.iter().find_map(|comment| {
            let (name, value) = comment.trim_start_matches('#').split_once('=')?;
            (name.trim() == key).then(|| value.trim())
        })
    }

    /// Whether a comment starts with this word: `newpar` and `newdoc` stand with an id or alone.
    pub fn is_marked(&self, key: &str) -> bool {
        self.comments.iter().any(|comment| comment.trim_start_matches(['#', ' ']).split([' ', '=']).next() == Some(key))
    }

    /// Whether no white space stands between this sentence and the next.
    pub fn is_glued_to_next(&self) -> bool {
        let words = self.words().count();
        self.words().last().is_some_and(|word| word.glued)
            || self.lines.iter().any(|line| matches!(line, Line::Range { last, line } if *last as usize == words && says_glued(line)))
    }
}

/// Reads the sentences of a file.
///
/// # Errors
/// The first line that is no comment, word, multiword token or empty node, or whose number or head is none.
pub fn parse(text: &str) -> Result<Vec<Sentence<'_>>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut words = 0;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.starts_with('#') {
            sentence.comments.push(line);
        } else if line.trim().is_empty() {
            if words > 0 {
                sentences.push(std::mem::take(&mut sentence));
            }
            words = 0;
        } else {
            let read = parse_line(line, words + 1).map_err(|message| ConlluError { line: index + 1, message })?;
            words += u32::from(matches!(read, Line::Word(_)));
            sentence.lines.push(read);
        }
    }
    if words > 0 {
        sentences.push(sentence);
    }
    Ok(sentences)
}

/// Reads a line that may be the word of the number `next`.
fn parse_line(line: &str, next: u32) -> Result<Line<'_>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, relation, _, _] = columns[..] else {
        return Err(format!("a line has 10 columns with tabs between them, this one has {}", columns.len()));
    };
    let number = |text: &str| text.parse::<u32>().map_err(|_| format!("`{text}` is no number of a word"));
    if let Some((first, last)) = id.split_once('-') {
        let (first, last) = (number(first)?, number(last)?);
        return match first == next && last >= first {
            true => Ok(Line::Range { last, line }),
            false => Err(format!("the multiword token `{id}` does not start at the next word, {next}")),
        };
    }
    if let Some((before, _)) = id.split_once('.') {
        return number(before).map(|_| Line::Empty(line));
    }
    if number(id)? != next {
        return Err(format!("the word is number {id} and should be number {next}"));
    }
    if form.is_empty() {
        return Err("the word has no form".to_string());
    }
    let column = |text| Some(text).filter(|text| *text != "_");
    let head = column(head).map(number).transpose()?;
    // The underscore is a word too, and then its own lemma.
    let lemma = Some(lemma).filter(|lemma| *lemma != "_" || form == "_").map(Cow::Borrowed);
    let glued = says_glued(line);
    Ok(Line::Word(Word { form, lemma, upos: column(upos), xpos: column(xpos), head, relation: column(relation), glued }))
}

/// Whether the last column of a line holds `SpaceAfter=No`.
fn says_glued(line: &str) -> bool {
    line.rsplit('\t').next().is_some_and(|misc| misc.split('|').any(|entry| entry == NO_SPACE))
}

const NO_SPACE: &str = "SpaceAfter=No";

impl<'t> Word<'t> {
    /// What is known of the token `at` of an analysed text, in a sentence whose first token is `first`.
    fn of(text: &'t str, analysis: &'t Analysis, first: usize, at: usize) -> Word<'t> {
        let token = &analysis.tokens[at];
        let arc = analysis.arc(at);
        let head = arc.map(|arc| arc.head.map_or(0, |head| head + 1 - first as u32));
        Word {
            form: &text[token.range()],
            // A name is its own lemma, as written.
            lemma: Some(if token.upos == Upos::Propn {
                Cow::Borrowed(&text[token.range()])
            } else {
                dictionary_form(&token.lower, token.penn.name())
            }),
            upos: Some(token.upos.name()),
            xpos: Some(token.penn.name()),
            head,
            relation: arc.map(|arc| arc.relation.name()),
            glued: analysis.tokens.get(at + 1).is_some_and(|next| next.start == token.end),
        }
    }
}

/// The tagged and parsed analysis of a sentence whose words are given, and the text that it points into.
pub fn analyse_words(sentence: &Sentence) -> (String, Analysis) {
    let (text, mut analysis) = given_words(sentence);
    decoder::decode(Model::builtin(), &text, &mut analysis, |_| true);
    (text, analysis)
}

/// The words of a given sentence as tokens without tags, and the text that they point into.
pub fn given_words(sentence: &Sentence) -> (String, Analysis) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    let mut range_end = 0;
    for line in &sentence.lines {
        match line {
            Line::Word(word) => {
                ranges.push(text.len()..text.len() + word.form.len());
                text.push_str(word.form);
                if !word.glued && ranges.len() >= range_end {
                    text.push(' ');
                }
            }
            Line::Range { last, .. } => range_end = *last as usize,
            Line::Empty(_) => {}
        }
    }
    let tokens: Vec<Token> = ranges.into_iter().map(|range| token(&text, range)).collect();
    let whole = super::Sentence { start: 0, end: tokens.last().map_or(0, |token| token.end), tokens: 0..tokens.len() };
    (text, Analysis { sentences: vec![whole], tokens, ..Analysis::default() })
}

/// Writes a given sentence with its own comments and words, and with what the analysis of these words says. The lines that are no
/// words stay between them.
pub fn write_reanalysed(out: &mut String, sentence: &Sentence) {
    let (text, analysis) = analyse_words(sentence);
    for comment in &sentence.comments {
        out.push_str(comment);
        out.push('\n');
    }
    let mut at = 0;
    for line in &sentence.lines {
        match line {
            Line::Word(given) => {
                write_word(out, at + 1, &Word { form: given.form, glued: given.glued, ..Word::of(&text, &analysis, 0, at) });
                at += 1;
            }
            Line::Range { line, .. } | Line::Empty(line) => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out.push('\n');
}

/// Writes the sentences of an analysed text, numbered on from `number`; gives the number of the next. The comments stand before the
/// first of them.
pub fn write_analysis(out: &mut String, comments: &str, text: &str, analysis: &Analysis, mut number: usize) -> usize {
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        if index == 0 {
            out.push_str(comments);
        }
        let written = text[sentence.start as usize..sentence.end as usize].replace(char::is_whitespace, " ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {number}\n# text = {written}");
        for (word, at) in sentence.tokens.clone().enumerate() {
            write_word(out, word + 1, &Word::of(text, analysis, sentence.tokens.start, at));
        }
        out.push('\n');
        number += 1;
    }
    number
}

fn write_word(out: &mut String, number: usize, word: &Word) {
    let head = word.head.map(|head| head.to_string());
    let Word { form, lemma, upos, xpos, relation, glued, .. } = word;
    let columns = [lemma.as_deref(), *upos, *xpos, head.as_deref(), *relation];
    let [lemma, upos, xpos, head, relation] = columns.map(|column| column.unwrap_or("_"));
    let misc = if *glued { NO_SPACE } else { "_" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{number}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}");
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &str = "# newpar id = p1\n# text = Gulls didn't sing.\n1\tGulls\tgull\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tsing\tsing\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        4.1\tloud\t_\t_\t_\t_\t_\t_\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn the_columns_of_words_are_read() {
        let sentences = parse(GIVEN).unwrap();
        let words: Vec<_> =
            sentences[0].words().map(|w| (w.form, w.lemma.as_deref().unwrap(), w.xpos.unwrap(), w.head.unwrap(), w.glued)).collect();
        assert_eq!(words[0], ("Gulls", "gull", "NNS", 4, false));
        assert_eq!(words[3], ("sing", "sing", "VB", 0, true));
        assert_eq!(words.len(), 5);
        assert_eq!(sentences[0].comment("text"), Some("Gulls didn't sing."));
        assert!(sentences[0].is_marked("newpar") && !sentences[0].is_marked("newdoc"));
    }

    #[test]
    fn given_words_are_written_again_with_the_lines_between_them() {
        let mut out = String::new();
        write_reanalysed(&mut out, &parse(GIVEN).unwrap()[0]);
        let ids = |text: &str| text.lines().map(|line| line.split('\t').next().unwrap_or("").to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&out), ids(GIVEN));
        assert!(
            out.contains("\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tsing\tsing\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"),
            "{out}"
        );
        assert_eq!(analyse_words(&parse(GIVEN).unwrap()[0]).0, "Gulls didn't sing. ");
    }

    #[test]
    fn malformed_lines_are_told_with_their_number() {
        let error = |text: &str| parse(text).map(|_| ()).unwrap_err().to_string();
        let word = |id: &str, head: &str| format!("# a\n{id}\tx\tx\t_\t_\t_\t{head}\t_\t_\t_\n");
        assert_eq!(error("1\tx\n"), "1: a line has 10 columns with tabs between them, this one has 2");
        assert_eq!(error(&word("2", "0")), "2: the word is number 2 and should be number 1");
        assert_eq!(error(&word("x", "0")), "2: `x` is no number of a word");
        assert_eq!(error(&word("1", "y")), "2: `y` is no number of a word");
        assert_eq!(error(&word("2-3", "_")), "2: the multiword token `2-3` does not start at the next word, 1");
    }
}
