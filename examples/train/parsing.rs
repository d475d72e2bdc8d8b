//! Training of the parser: transitions by a structured perceptron with beam search, names of arcs on the trees that it finds.

use gainsay::language::parser::configuration::{Configuration, Node, TRANSITIONS, Transition};
use gainsay::language::parser::features::{Kernel, Word, label_features, transition_features};
use gainsay::language::universal::Relation;

use crate::perceptron::{Perceptron, Random};
use crate::tables;
use crate::tagging::best;

/// States kept at each step while training; wider than when parsing, so that fewer right states fall out.
const BEAM: usize = 8;
/// Longer sentences are left out: they are lists and tables.
pub const LONGEST: usize = 200;
/// Buckets of the tables.
const TRANSITION_BUCKETS: usize = 230_000;
const LABEL_BUCKETS: usize = 50_000;
const FULL_LABEL_WEIGHT: i32 = 255;

/// A training sentence.
pub struct Example {
    words: Vec<Word>,
    /// Heads by node, as far as the tree could be made projective; the root is the last node.
    heads: Vec<Node>,
    labels: Vec<u8>,
    transitions: Vec<Transition>,
}

impl Example {
    /// A sentence's example, from its words for the parser (the unused first and the root last), the heads of its words (from 1, 0 for the
    /// root) and the numbers of its relations.
    pub fn new(words: Vec<Word>, heads: &[usize], labels: &[u8]) -> Option<Example> {
        let root = heads.len() + 1;
        let mut tree = vec![0];
        tree.extend(heads.iter().map(|head| if *head == 0 { root } else { *head } as Node));
        tree.push(0);
        make_projective(&mut tree);
        let transitions = oracle(&tree)?;
        let labels = std::iter::once(0).chain(labels.iter().copied()).collect();
        Some(Example { words, heads: tree, labels, transitions })
    }
}

/// Lifts arcs that cross others to the head's head until none cross (Nivre & Nilsson 2005, "Pseudo-projective dependency parsing", without the
/// encoding in labels).
fn make_projective(heads: &mut [Node]) {
    let words = heads.len() - 2;
    let dominated = |heads: &[Node], mut node: usize, by: usize| {
        while node != 0 && node != by {
            node = usize::from(heads[node]);
        }
        node == by
    };
    for _ in 0..words * words {
        let crosses = |dependent: &usize| {
            let head = usize::from(heads[*dependent]);
            head <= words && (head.min(*dependent) + 1..head.max(*dependent)).any(|between| !dominated(heads, between, head))
        };
        let shortest = (1..=words).filter(crosses).min_by_key(|dependent| usize::from(heads[*dependent]).abs_diff(*dependent));
        let Some(dependent) = shortest else { return };
        heads[dependent] = heads[usize::from(heads[dependent])];
    }
}

/// The transitions that build a projective tree: arcs as soon as they can be.
fn oracle(heads: &[Node]) -> Option<Vec<Transition>> {
    let mut waiting = vec![0_u32; heads.len()];
    heads[1..heads.len() - 1].iter().for_each(|head| waiting[usize::from(*head)] += 1);
    let mut state = Configuration::default();
    state.reset(heads.len() - 2);
    let mut transitions = Vec::new();
    while !state.is_final() {
        let top = state.stacked(0);
        let complete = waiting.get(usize::from(top)) == Some(&0);
        let transition = match heads.get(usize::from(top)) {
            Some(head) if complete && *head == state.buffered(0) => Transition::LeftArc,
            Some(head) if complete && *head == state.stacked(1) => Transition::RightArc,
            _ => Transition::Shift,
        };
        if !state.allowed()[transition as usize] {
            return None;
        }
        if transition != Transition::Shift {
            waiting[usize::from(heads[usize::from(top)])] -= 1;
        }
        state.apply(transition);
        transitions.push(transition);
    }
    Some(transitions)
}

/// A state of the beam.
#[derive(Clone, Default)]
struct Hypothesis {
    state: Configuration,
    score: f32,
    transitions: Vec<Transition>,
}

impl Hypothesis {
    fn copy_from(&mut self, other: &Hypothesis) {
        self.state.copy_from(&other.state);
        self.score = other.score;
        self.transitions.clone_from(&other.transitions);
    }
}

/// The parser's weights while they are learnt.
pub struct Trainer {
    transitions: Perceptron,
    labels: Perceptron,
    relations: usize,
    features: Vec<u64>,
}

/// What a search over a training sentence found: the prefix at which the best wrong states lead most.
struct Violation {
    lead: f32,
    transitions: Vec<Transition>,
}

impl Trainer {
    pub fn new(relations: usize) -> Trainer {
        Trainer { transitions: Perceptron::new(TRANSITIONS.len()), labels: Perceptron::new(relations), relations, features: Vec::new() }
    }

    /// Trains for some rounds over the examples, in an order that depends on the seed alone.
    pub fn train(&mut self, examples: &mut [Example], rounds: usize, seed: u64) {
        let mut random = Random::new(seed);
        let mut beams = (vec![Hypothesis::default(); BEAM], vec![Hypothesis::default(); BEAM]);
        for round in 0..rounds {
            random.shuffle(examples);
            let mut right = 0;
            for example in examples.iter() {
                self.transitions.tick();
                match self.search(example, &mut beams) {
                    None => right += 1,
                    Some(violation) => self.update(example, &violation.transitions),
                }
                // The first trees are too wrong to learn names from.
                if round > 0 {
                    self.learn_labels(example, &beams.0[0].state);
                }
            }
            eprintln!("  round {}: {right} of {} sentences right, {} features", round + 1, examples.len(), self.transitions.features());
        }
    }

    /// Searches as the parser does; the best state is left first in the first beam.
    fn search(&mut self, example: &Example, beams: &mut (Vec<Hypothesis>, Vec<Hypothesis>)) -> Option<Violation> {
        let words = example.words.len() - 2;
        let (beam, next) = beams;
        let mut alive = 1;
        beam[0].state.reset(words);
        beam[0].score = 0.0;
        beam[0].transitions.clear();
        let mut gold = Configuration::default();
        gold.reset(words);
        let mut gold_score = 0.0;
        let mut worst: Option<Violation> = None;
        let mut steps: Vec<(f32, usize, Transition)> = Vec::new();
        for (step, right) in example.transitions.iter().enumerate() {
            steps.clear();
            for (from, hypothesis) in beam.iter().enumerate().take(alive) {
                if let Some(transition) = hypothesis.state.forced() {
                    steps.push((hypothesis.score, from, transition));
                    continue;
                }
                let scores = self.score(&hypothesis.state, &example.words);
                let allowed = hypothesis.state.allowed();
                steps.extend(
                    TRANSITIONS.iter().filter(|t| allowed[**t as usize]).map(|t| (hypothesis.score + scores[*t as usize], from, *t)),
                );
            }
            steps.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            steps.truncate(BEAM);
            for ((score, from, transition), to) in steps.iter().zip(next.iter_mut()) {
                to.copy_from(&beam[*from]);
                to.score = *score;
                to.state.apply(*transition);
                to.transitions.push(*transition);
            }
            alive = steps.len();
            std::mem::swap(beam, next);
            if gold.forced().is_none() {
                gold_score += self.score(&gold, &example.words)[*right as usize];
            }
            gold.apply(*right);
            let lead = beam[0].score - gold_score;
            let leads_more = worst.as_ref().is_none_or(|w| lead > w.lead);
            if beam[0].transitions[..] != example.transitions[..=step] && lead >= 0.0 && leads_more {
                worst = Some(Violation { lead, transitions: beam[0].transitions.clone() });
            }
        }
        worst
    }

    fn score(&mut self, state: &Configuration, words: &[Word]) -> [f32; 3] {
        let mut scores = [0.0; 3];
        transition_features(&Kernel::of(state), words, &mut self.features);
        self.transitions.score(&self.features, &mut scores);
        scores
    }

    /// Towards the right transitions and away from the wrong ones, from where they part.
    fn update(&mut self, example: &Example, wrong: &[Transition]) {
        let mut part = |of: &[Transition], change: f32, perceptron: &mut Perceptron| {
            let mut state = Configuration::default();
            state.reset(example.words.len() - 2);
            let same = example.transitions.iter().zip(wrong).take_while(|(a, b)| a == b).count();
            for (at, transition) in of.iter().enumerate() {
                if at >= same && state.forced().is_none() {
                    transition_features(&Kernel::of(&state), &example.words, &mut self.features);
                    perceptron.add(&self.features, *transition as usize, change);
                }
                state.apply(*transition);
            }
        };
        part(&example.transitions[..wrong.len()], 1.0, &mut self.transitions);
        part(wrong, -1.0, &mut self.transitions);
    }

    /// Learns the names of the arcs of a found tree that are right.
    fn learn_labels(&mut self, example: &Example, tree: &Configuration) {
        let mut named = vec![0];
        let mut scores = vec![0.0; self.relations];
        for dependent in 1..=tree.words() {
            let head = tree.arcs(dependent as Node).head;
            label_features(tree, &example.words, &named, (head, dependent as Node), &mut self.features);
            self.labels.score(&self.features, &mut scores);
            let found = best(&scores);
            if head == example.heads[dependent] {
                self.labels.tick();
                let right = usize::from(example.labels[dependent]);
                if found != right {
                    self.labels.update(&self.features, right, found);
                }
            }
            named.push(found as u8);
        }
    }

    /// The sections of the model.
    pub fn sections(&self) -> Vec<(&'static str, Vec<u8>)> {
        let transitions = tables::transitions(&self.transitions.averaged(), TRANSITION_BUCKETS);
        let (slots, rows) = tables::classes(&self.labels.averaged(), LABEL_BUCKETS, FULL_LABEL_WEIGHT);
        vec![("arc.slot", transitions), ("lab.slot", slots), ("lab.rows", rows)]
    }
}

/// The relations of a treebank, those seen so often at least.
pub fn relations(relations: impl Iterator<Item = Relation>, rarest: usize) -> Vec<Relation> {
    let mut counts = std::collections::BTreeMap::new();
    relations.for_each(|relation| *counts.entry(relation).or_insert(0_usize) += 1);
    counts.into_iter().filter(|(_, count)| *count >= rarest).map(|(relation, _)| relation).collect()
}
