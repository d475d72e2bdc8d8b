//! Training and measuring of the tagger of names, on running text: the tokens are the program's own.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use gainsay::document::{self, Document, TextRange};
use gainsay::extract::entity::MentionForm;
use gainsay::extract::{EntityKind, Text, names};
use gainsay::language::analyse_by;
use gainsay::language::model::Model;
use gainsay::language::names::{KINDS, LABELS, Label, NameKind, OUTSIDE, View, best, features, label, may_follow, spans};
use gainsay::language::universal::Upos;
use gainsay::lexicon::Lexicon;
use gainsay::source::{Source, SourceId};

use crate::perceptron::{Averaged, Perceptron, Random};
use crate::tables;

/// Sentences that make a document: neighbours are of one text, mostly.
const DOCUMENT: usize = 20;
/// Buckets of the table.
const BUCKETS: usize = 20_000;
/// Size that large weights are scaled to.
const FULL_WEIGHT: i32 = 127;
/// Runs whose weights are summed.
const RUNS: u64 = 4;
/// How far a step goes, and the least step that is taken.
const RATE: f32 = 0.05;
const SMALLEST_STEP: f32 = 0.01;
/// The share of features that are left out of a step, so that none is relied on alone.
const DROPPED: f32 = 0.1;
/// The share of tokens whose part of speech is made a wrong one.
const MISTAGGED: f32 = 0.05;

/// A sentence with the labels of its tokens.
pub struct Example {
    view: View,
    gold: Vec<Label>,
}

/// A text of words, each a token's bytes, and the names in it.
struct Marked {
    text: String,
    names: Vec<(std::ops::Range<usize>, NameKind)>,
}

/// The kind that a label of a data set stands for.
fn kind(label: &str) -> Option<NameKind> {
    match label.get(2..) {
        Some("PER") => Some(NameKind::Person),
        Some("ORG") => Some(NameKind::Organization),
        Some("LOC") => Some(NameKind::Place),
        _ => None,
    }
}

/// The sentences of a file (a word, white space, a label in BIO a line; an empty line behind a sentence) as documents.
fn read(path: &Path) -> Result<Vec<Marked>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines: Vec<&str> = text.lines().collect();
    let sentences: Vec<&[&str]> = lines.split(|line| line.trim().is_empty()).filter(|sentence| !sentence.is_empty()).collect();
    Ok(sentences.chunks(DOCUMENT).map(marked).collect())
}

fn marked(sentences: &[&[&str]]) -> Marked {
    let mut marked = Marked { text: String::new(), names: Vec::new() };
    for sentence in sentences {
        let mut open: Option<NameKind> = None;
        for line in *sentence {
            let mut columns = line.split_whitespace();
            let (Some(word), Some(label)) = (columns.next(), columns.next_back()) else { continue };
            let start = marked.text.len();
            marked.text.push_str(word);
            let range = start..marked.text.len();
            marked.text.push(' ');
            let kind = kind(label);
            match (kind, marked.names.last_mut()) {
                (Some(_), Some((last, _))) if open == kind && label.starts_with('I') => last.end = range.end,
                (Some(kind), _) => marked.names.push((range, kind)),
                (None, _) => {}
            }
            open = kind;
        }
        marked.text.push_str("\n\n");
    }
    marked
}

/// Every sentence of a file as the tagger sees it, with its labels.
///
/// # Errors
/// If the file is not read.
pub fn examples(path: &Path, model: &Model, lexicon: &Lexicon) -> Result<Vec<Example>, String> {
    let mut examples = Vec::new();
    for marked in read(path)? {
        let source = Source::new(SourceId(0), "sentences.txt".to_string(), marked.text.clone().into_bytes()).map_err(|e| e.to_string())?;
        let document = document::read(&source, None);
        let blocks = document.blocks.iter().map(|block| analyse_by(model, &block.prose.text, |_| false)).collect();
        let text = Text { document: &document, blocks };
        let facts = names::facts(&text, lexicon);
        for (block, analysis) in text.copy_blocks() {
            let prose = &document.blocks[block as usize].prose.text;
            for sentence in &analysis.sentences {
                let tokens = &analysis.tokens[sentence.tokens.clone()];
                let forms = tokens.iter().enumerate().map(|(at, token)| model.form(&prose[token.range()], at == 0));
                let mut view = View::default();
                view.set(forms, tokens.iter().map(|t| t.upos), &facts[block as usize][sentence.tokens.clone()]);
                let ranges = tokens.iter().map(|t| TextRange { block, start: t.start, end: t.end });
                examples.push(Example { view, gold: gold(&document, ranges, &marked) });
            }
        }
    }
    Ok(examples)
}

/// The labels of tokens that start within a name.
fn gold(document: &Document, tokens: impl Iterator<Item = TextRange>, marked: &Marked) -> Vec<Label> {
    let mut last = None;
    tokens
        .map(|token| {
            let start = document.span(token).start as usize;
            let at = marked.names.partition_point(|(range, _)| range.end <= start);
            let name = marked.names.get(at).filter(|(range, _)| range.start <= start);
            let first = last != Some(at);
            last = name.map(|_| at);
            name.map_or(OUTSIDE, |(_, kind)| label(*kind, first))
        })
        .collect()
}

/// Trains on examples, in orders that depend on nothing else: the two sections of the model.
///
/// Runs in different orders give weights that differ by chance; their sum is steadier than each.
pub fn train(examples: &mut [Example], rounds: usize) -> (Vec<u8>, Vec<u8>) {
    let mut sums: HashMap<u64, Averaged> = HashMap::new();
    for seed in 1..=RUNS {
        for run in run(examples, rounds, seed) {
            match sums.entry(run.feature) {
                Entry::Occupied(mut sum) => {
                    let sum = sum.get_mut();
                    sum.importance += run.importance;
                    sum.weights.iter_mut().zip(run.weights).for_each(|(sum, weight)| *sum += weight);
                }
                Entry::Vacant(free) => drop(free.insert(run)),
            }
        }
    }
    let mut sums: Vec<Averaged> = sums.into_values().collect();
    sums.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.feature.cmp(&b.feature)));
    eprintln!("names: {} features", sums.len());
    tables::classes(&sums, BUCKETS, FULL_WEIGHT)
}

/// The weights of one run.
///
/// Each step goes down the gradient of the log loss of one token's label, given the labels before it that the tagger chose itself: a
/// perceptron learns the training text by heart, and is some three points worse on other text.
fn run(examples: &mut [Example], rounds: usize, seed: u64) -> Vec<Averaged> {
    let mut weights = Perceptron::new(LABELS);
    let mut random = Random::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let (mut seen, mut scores) = (Vec::new(), [0.0; LABELS]);
    for _ in 0..rounds {
        random.shuffle(examples);
        for Example { view, gold } in examples.iter() {
            let view = with_tagging_errors(view, &mut random);
            let mut before = [OUTSIDE; 2];
            for (at, right) in gold.iter().enumerate() {
                let mut given = OUTSIDE;
                if view.may_name(at, before[0]) {
                    features(&view, at, before, &mut seen);
                    seen.retain(|_| random.unit() >= DROPPED);
                    weights.tick();
                    weights.score(&seen, &mut scores);
                    given = best(&scores, before[0]);
                    for (label, step) in steps(&scores, *right, before[0]) {
                        weights.add(&seen, label, step);
                    }
                }
                before = [given, before[0]];
            }
        }
    }
    weights.averaged()
}

/// The changes of the weights of each label that may stand here.
fn steps(scores: &[f32; LABELS], right: Label, before: Label) -> impl Iterator<Item = (usize, f32)> {
    let top = scores.iter().fold(f32::MIN, |top, score| top.max(*score));
    let may = move |label: usize| may_follow(before, label as Label) || label == usize::from(right);
    let shares: [f32; LABELS] = std::array::from_fn(|label| if may(label) { (scores[label] - top).exp() } else { 0.0 });
    let total: f32 = shares.iter().sum();
    let wanted = move |label| f32::from(label == usize::from(right));
    let steps = shares.into_iter().enumerate().map(move |(label, share)| (label, wanted(label) - share / total));
    steps.filter(|(_, step)| step.abs() > SMALLEST_STEP).map(|(label, step)| (label, RATE * step))
}

/// The sentence as a tagger of parts of speech sees it that has not been trained on it, as ours has on most of these sentences.
fn with_tagging_errors(view: &View, random: &mut Random) -> View {
    let mut view = view.clone();
    for tag in &mut view.tags {
        if random.unit() < MISTAGGED {
            *tag = if *tag == Upos::Propn { Upos::Noun } else { Upos::Propn };
        }
    }
    view
}

/// How many names of a data set a model found.
#[derive(Default)]
pub struct Figures {
    gold: usize,
    found: usize,
    spans: usize,
    /// Spans of the right kind, and for each of [`KINDS`] those, the found and the gold.
    typed: usize,
    kinds: [[usize; 3]; KINDS.len()],
    tokens: usize,
    time: std::time::Duration,
}

/// Labels the examples.
pub fn measure(model: &Model, examples: &[Example]) -> Figures {
    let mut figures = Figures::default();
    let (mut scratch, mut labels) = (Vec::new(), Vec::new());
    for Example { view, gold } in examples {
        let start = std::time::Instant::now();
        model.label_names(view, &mut scratch, &mut labels);
        figures.time += start.elapsed();
        figures.tokens += gold.len();
        let gold: Vec<_> = spans(gold, 0).collect();
        let found: Vec<_> = spans(&labels, 0).collect();
        figures.gold += gold.len();
        figures.found += found.len();
        figures.spans += found.iter().filter(|f| gold.iter().any(|g| g.tokens == f.tokens)).count();
        for (kind, counts) in KINDS.iter().zip(&mut figures.kinds) {
            let right = found.iter().filter(|f| f.kind == *kind && gold.contains(f)).count();
            figures.typed += right;
            counts[0] += right;
            counts[1] += found.iter().filter(|f| f.kind == *kind).count();
            counts[2] += gold.iter().filter(|g| g.kind == *kind).count();
        }
    }
    figures
}

/// The names that the program prints for a file: exact spans and, of these, those of the right kind, as F1.
///
/// # Errors
/// If the file is not read.
pub fn measure_decisions(path: &Path, lexicon: &Lexicon) -> Result<(f64, f64), String> {
    let (mut gold, mut found, mut spans, mut typed) = (0, 0, 0, 0);
    for marked in read(path)? {
        let source = Source::new(SourceId(0), "sentences.txt".to_string(), marked.text.clone().into_bytes()).map_err(|e| e.to_string())?;
        let document = document::read(&source, None);
        let names = names::names(&Text::new(&document, lexicon), lexicon);
        let printed = names.mentions.iter().filter(|m| m.form == MentionForm::Name && names.entity(m.entity).attested);
        let mut seen = HashSet::new();
        for mention in printed.filter(|m| seen.insert(m.range)) {
            let span = document.span(mention.range);
            let range = span.start as usize..span.end as usize;
            let right = marked.names.binary_search_by_key(&range.start, |(gold, _)| gold.start).ok().map(|at| &marked.names[at]);
            let right = right.filter(|(gold, _)| *gold == range);
            let kind = match names.entity(mention.entity).kind {
                EntityKind::Person => Some(NameKind::Person),
                EntityKind::Organization => Some(NameKind::Organization),
                EntityKind::Place => Some(NameKind::Place),
                EntityKind::Product | EntityKind::Other => None,
            };
            found += 1;
            spans += usize::from(right.is_some());
            typed += usize::from(right.is_some_and(|(_, gold)| Some(*gold) == kind));
        }
        gold += marked.names.len();
    }
    let f1 = |right: usize| 200.0 * right as f64 / (gold + found).max(1) as f64;
    Ok((f1(spans), f1(typed)))
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let score = |right: usize, found: usize, gold: usize| 200.0 * right as f64 / (found + gold).max(1) as f64;
        write!(f, "spans F1 {:.1}", score(self.spans, self.found, self.gold))?;
        write!(f, "  with kinds F1 {:.1}", score(self.typed, self.found, self.gold))?;
        let share = |of: usize| 100.0 * self.typed as f64 / of.max(1) as f64;
        write!(f, " (P {:.1} R {:.1})", share(self.found), share(self.gold))?;
        for (kind, [right, found, gold]) in KINDS.iter().zip(self.kinds) {
            write!(f, "  {kind:?} {:.1}", score(right, found, gold))?;
        }
        write!(f, "  ({} tokens; {:.2} us each)", self.tokens, self.time.as_secs_f64() * 1e6 / self.tokens.max(1) as f64)
    }
}
