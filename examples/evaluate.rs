//! Measures the linguistic front end against a treebank in CoNLL-U.
//!
//! ```text
//! cargo run --release --example evaluate -- FILE.conllu...
//! ```
//! Prints, for each file:
//! - tokens: F1 of words by their byte span, from raw paragraphs (the `# text` of a paragraph's sentences, joined as the treebank says);
//! - sentences: F1 of sentences by their span, from the same raw paragraphs;
//! - lemmas: share of words whose lemma is right, case aside, given the treebank's own words and parts of speech.
//!
//! `--errors` adds what went wrong most often, for work on the rules.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::process::ExitCode;

use gainsay::language::conllu::{self, Sentence};
use gainsay::language::{analyse, dictionary_form};

/// How many kinds of mistake `--errors` shows.
const SHOWN: usize = 60;

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let errors = flags.iter().any(|flag| flag == "--errors");
    if files.is_empty() || flags.len() > usize::from(errors) {
        eprintln!("usage: evaluate [--errors] FILE.conllu...");
        return ExitCode::from(2);
    }
    for file in &files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => return fail(&format!("{file}: {error}")),
        };
        match conllu::parse(&text) {
            Ok(sentences) => report(file, &sentences, errors),
            Err(error) => return fail(&format!("{file}:{error}")),
        }
    }
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

fn report(file: &str, gold: &[Sentence], errors: bool) {
    let mut score = Score::default();
    for paragraph in paragraphs(gold) {
        score.segmentation(&paragraph);
    }
    for sentence in gold {
        score.lemmas(sentence);
    }
    println!("{file}: tokens {}  sentences {}  lemmas {}", score.tokens.f1(), score.sentences.f1(), score.lemmas.f1());
    if errors {
        let mut mistakes: Vec<_> = score.mistakes.iter().collect();
        mistakes.sort_by_key(|(mistake, count)| (std::cmp::Reverse(**count), *mistake));
        mistakes.iter().take(SHOWN).for_each(|(mistake, count)| println!("{count:6}  {mistake}"));
    }
}

/// A paragraph: its raw text, and where its words and sentences lie, in bytes.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    words: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
}

/// The paragraphs of a treebank; one starts at each `# newpar` and `# newdoc`.
fn paragraphs(gold: &[Sentence]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut glued = false;
    for sentence in gold {
        let starts = sentence.is_marked("newpar") || sentence.is_marked("newdoc");
        if starts || paragraphs.is_empty() {
            paragraphs.push(Paragraph::default());
            glued = true;
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.add(sentence, glued);
        }
        glued = sentence.is_glued_to_next();
    }
    paragraphs
}

impl Paragraph {
    /// Adds a sentence; its words are found in its text in their order.
    fn add(&mut self, sentence: &Sentence, glued: bool) {
        if !glued {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(sentence.comment("text").unwrap_or_default());
        let mut at = start;
        for word in sentence.words() {
            let Some(found) = self.text[at..].find(word.form) else { continue };
            self.words.push(at + found..at + found + word.form.len());
            at += found + word.form.len();
        }
        self.sentences.push(start..at);
    }
}

/// How many there are in the treebank, how many were found, and how many of these are right.
#[derive(Debug, Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn of(gold: &[Range<usize>], found: &[Range<usize>]) -> Count {
        let known: HashSet<&Range<usize>> = gold.iter().collect();
        Count { gold: gold.len(), found: found.len(), right: found.iter().filter(|range| known.contains(range)).count() }
    }

    fn add(&mut self, other: &Count) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }

    /// Twice the right ones by all, in percent; where as many are found as there are, the share of right ones.
    fn f1(&self) -> String {
        format!("{:.2}", 200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64)
    }
}

#[derive(Debug, Default)]
struct Score {
    tokens: Count,
    sentences: Count,
    lemmas: Count,
    mistakes: BTreeMap<String, usize>,
}

impl Score {
    fn segmentation(&mut self, paragraph: &Paragraph) {
        let analysis = analyse(&paragraph.text);
        let words: Vec<_> = analysis.tokens.iter().map(|token| token.range()).collect();
        let sentences: Vec<_> = analysis.sentences.iter().map(|s| s.start as usize..s.end as usize).collect();
        self.tokens.add(&Count::of(&paragraph.words, &words));
        self.sentences.add(&Count::of(&paragraph.sentences, &sentences));
        self.differences("token", paragraph, &paragraph.words, &words, 0);
        self.differences("sentence", paragraph, &paragraph.sentences, &sentences, 25);
    }

    /// Notes the ends of ranges that only one side has, with some bytes of context.
    fn differences(&mut self, what: &str, paragraph: &Paragraph, gold: &[Range<usize>], found: &[Range<usize>], context: usize) {
        let ends = |ranges: &[Range<usize>]| ranges.iter().map(|range| range.end).collect::<HashSet<usize>>();
        let (gold_ends, found_ends) = (ends(gold), ends(found));
        let text = &paragraph.text;
        let mut note = |sign: &str, end: usize| {
            let word = |c: char| c.is_whitespace();
            let from = text[..end].rfind(word).map_or(0, |at| at + 1).min(text.floor_char_boundary(end.saturating_sub(context)));
            let rest = &text[end..];
            let to = end + rest.find(word).unwrap_or(rest.len());
            let to = to.max(text.ceil_char_boundary((end + context).min(text.len())));
            *self.mistakes.entry(format!("{what} {sign} {}⟂{}", &text[from..end], &text[end..to])).or_default() += 1;
        };
        gold_ends.difference(&found_ends).for_each(|end| note("missed", *end));
        found_ends.difference(&gold_ends).for_each(|end| note("invented", *end));
    }

    fn lemmas(&mut self, sentence: &Sentence) {
        for word in sentence.words() {
            let (Some(gold), Some(xpos)) = (word.lemma, word.xpos) else { continue };
            // As in tokens, apostrophes are plain.
            let lower = word.form.to_lowercase().replace('’', "'");
            let found = dictionary_form(&lower, xpos);
            let right = found.to_lowercase() == gold.to_lowercase();
            self.lemmas.add(&Count { gold: 1, found: 1, right: usize::from(right) });
            if !right {
                *self.mistakes.entry(format!("lemma {lower} {xpos}: {found}, should be {gold}")).or_default() += 1;
            }
        }
    }
}
