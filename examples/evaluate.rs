//! Measures the linguistic front end against a treebank in CoNLL-U.
//!
//! ```text
//! cargo run --release --example evaluate -- FILE.conllu...
//! ```
//! Prints, for each file:
//! - tokens: F1 of words by their byte span, from raw paragraphs (the `# text` of a paragraph's sentences, joined as the treebank says);
//! - sentences: F1 of sentences by their span, from the same raw paragraphs;
//! - lemmas: share of words whose lemma is right, case aside, given the treebank's own words and parts of speech;
//! - UPOS, XPOS, UAS, LAS: share of words whose parts of speech, head, and head with relation (without subtype) are right, given the treebank's
//!   own words.
//!
//! `--errors` adds what went wrong most often, for work on the rules; `--model FILE` measures another model than the one that is built in.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use gainsay::language::conllu::{self, Sentence};
use gainsay::language::decoder::Decoder;
use gainsay::language::model::Model;
use gainsay::language::{analyse_where, dictionary_form};

/// How many kinds of mistake `--errors` shows.
const SHOWN: usize = 60;

#[derive(Parser)]
#[command(about = "Measures the linguistic front end against treebanks in CoNLL-U")]
struct Arguments {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show what went wrong most often
    #[arg(long)]
    errors: bool,
    /// Measure this model instead of the built-in one
    #[arg(long)]
    model: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let at = |path: &PathBuf, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = arguments.model.as_ref().map(|path| std::fs::read(path).map_err(|e| at(path, &e))).transpose()?;
    let other = bytes.as_ref().map(|bytes| Model::read(bytes).map_err(|e| e.to_string())).transpose()?;
    for path in &arguments.files {
        let text = std::fs::read_to_string(path).map_err(|e| at(path, &e))?;
        let sentences = conllu::parse(&text).map_err(|e| at(path, &e))?;
        report(&path.display().to_string(), &sentences, other.as_ref().unwrap_or(Model::builtin()), arguments.errors);
    }
    Ok(())
}

fn report(file: &str, gold: &[Sentence], model: &Model, errors: bool) {
    let mut score = Score::default();
    for paragraph in paragraphs(gold) {
        score.segmentation(&paragraph);
    }
    for sentence in gold {
        score.lemmas(sentence);
        score.grammar(model, sentence);
    }
    println!("{file}: tokens {}  sentences {}  lemmas {}", score.tokens.f1(), score.sentences.f1(), score.lemmas.f1());
    let [upos, xpos, heads, arcs] = [&score.upos, &score.xpos, &score.heads, &score.arcs].map(Count::f1);
    println!("{file}: UPOS {upos}  XPOS {xpos}  UAS {heads}  LAS {arcs}");
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
    upos: Count,
    xpos: Count,
    heads: Count,
    arcs: Count,
    decoder: Decoder,
    mistakes: BTreeMap<String, usize>,
}

impl Score {
    fn segmentation(&mut self, paragraph: &Paragraph) {
        let analysis = analyse_where(&paragraph.text, |_| false);
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

    fn grammar(&mut self, model: &Model, sentence: &Sentence) {
        let (text, mut analysis) = conllu::given_words(sentence);
        self.decoder.decode(model, &text, &mut analysis, |_| true);
        for (at, word) in sentence.words().enumerate() {
            let token = &analysis.tokens[at];
            let arc = analysis.arc(at);
            let head = arc.map(|arc| arc.head.map_or(0, |head| head + 1)) == word.head;
            let base = |relation: Option<&str>| relation.and_then(|r| r.split(':').next().map(str::to_string));
            let relation = base(arc.map(|arc| arc.relation.name())) == base(word.relation);
            let one = |right: bool| Count { gold: 1, found: 1, right: usize::from(right) };
            self.upos.add(&one(word.upos == Some(token.upos.name())));
            self.xpos.add(&one(word.xpos == Some(token.penn.name())));
            self.heads.add(&one(head));
            self.arcs.add(&one(head && relation));
            if word.upos != Some(token.upos.name()) {
                *self.mistakes.entry(format!("tag {} for {}", token.upos.name(), word.upos.unwrap_or("_"))).or_default() += 1;
            }
        }
    }

    fn lemmas(&mut self, sentence: &Sentence) {
        for word in sentence.words() {
            let (Some(gold), Some(xpos)) = (word.lemma.as_deref(), word.xpos) else { continue };
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
