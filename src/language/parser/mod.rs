//! Dependencies: an arc-hybrid parser with beam search, and a second pass that names the arcs of the finished tree.
//!
//! Transitions are scored by a structured perceptron trained with max-violation updates (Huang, Fayong & Guo 2012, "Structured perceptron with
//! inexact search"). A greedy parser would learn from a dynamic oracle (Goldberg & Nivre 2012, "A dynamic oracle for arc-eager dependency
//! parsing"); with a beam the oracle is static. Naming the arcs afterwards lets each name see the whole tree.

pub mod configuration;
pub mod features;
mod sums;

use super::features::hash1;
use super::table::{CLASSES, ClassScores, ClassTable, TransitionTable, best_class};
use configuration::{Configuration, Node, TRANSITIONS, Transition};
use features::{Kernel, Word, label_features, transition_sum};
use sums::Sums;

/// States that are kept at each step.
pub const BEAM: usize = 4;
/// A state is given up when it is so far behind the best one: it seldom wins, and most sentences are certain most of the time.
const BEHIND: i32 = 600;
/// Sums of kernels that are remembered within a sentence: states that differ in what lies far back share what lies ahead.
const KERNELS: usize = 1024;
/// Sums of groups of features that are remembered from one sentence to the next; they fit into the nearer caches.
const SUMS: usize = 1 << 14;

/// A step from one of the states of the beam.
#[derive(Clone, Copy, Debug)]
struct Step {
    score: i32,
    from: usize,
    transition: Transition,
}

/// Memory of the parser, kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub words: Vec<Word>,
    /// The tree of the last sentence, by node.
    pub labels: Vec<u8>,
    states: Vec<Configuration>,
    next_states: Vec<Configuration>,
    scores: Vec<i32>,
    steps: Vec<Step>,
    features: Vec<u64>,
    /// By kernel, with the sentence's number in the hash.
    kernels: Sums,
    sums: Sums,
    sentence: u64,
    /// The model whose sums are remembered, by its checksum.
    model: Option<u32>,
}

impl Scratch {
    /// Makes ready for a sentence to be parsed by a model, which its checksum tells from others.
    pub fn begin(&mut self, model: u32) {
        self.sentence += 1;
        if self.model != Some(model) {
            self.model = Some(model);
            self.kernels.reset(KERNELS);
            self.sums.reset(SUMS);
        }
    }

    /// The head of a word of the last sentence, counted from 0; `None` for the root of the sentence.
    pub fn head(&self, word: usize) -> Option<usize> {
        let state = self.states.first()?;
        let head = state.arcs(word as Node + 1).head;
        (head != state.root() && head > 0).then(|| usize::from(head) - 1)
    }

    /// The number of the name of a word's arc.
    pub fn label(&self, word: usize) -> u8 {
        self.labels.get(word + 1).copied().unwrap_or(0)
    }
}

/// Finds the heads and labels of the words in `scratch.words` (with the unused first and the root last).
pub fn parse(transitions: &TransitionTable, labels: (&ClassTable, usize), scratch: &mut Scratch) {
    let words = scratch.words.len().saturating_sub(2);
    search(transitions, words, scratch);
    name_arcs(labels, words, scratch);
}

/// Beam search; the best state ends first in `scratch.states`.
fn search(table: &TransitionTable, words: usize, scratch: &mut Scratch) {
    scratch.states.resize_with(BEAM, Configuration::default);
    scratch.next_states.resize_with(BEAM, Configuration::default);
    scratch.states[0].reset(words);
    scratch.scores.clear();
    scratch.scores.push(0);
    let salt = hash1(0, scratch.sentence);
    // Each word is shifted once and popped once.
    for _ in 0..2 * words {
        expand(table, salt, scratch);
        scratch.steps.sort_unstable_by_key(|step| (std::cmp::Reverse(step.score), step.from, step.transition));
        scratch.steps.truncate(BEAM);
        let best = scratch.steps.first().map_or(0, |step| step.score);
        scratch.steps.retain(|step| step.score > best - BEHIND);
        scratch.scores.clear();
        scratch.scores.extend(scratch.steps.iter().map(|step| step.score));
        if let [only] = scratch.steps[..]
            && only.from == 0
        {
            scratch.states[0].apply(only.transition);
            continue;
        }
        for (step, next) in scratch.steps.iter().zip(&mut scratch.next_states) {
            next.copy_from(&scratch.states[step.from]);
            next.apply(step.transition);
        }
        std::mem::swap(&mut scratch.states, &mut scratch.next_states);
    }
}

/// The steps from each state of the beam.
fn expand(table: &TransitionTable, salt: u64, scratch: &mut Scratch) {
    let Scratch { words, states, scores, steps, features, kernels, sums, .. } = scratch;
    steps.clear();
    for (from, (score, state)) in scores.iter().zip(states).enumerate() {
        if let Some(transition) = state.forced() {
            steps.push(Step { score: *score, from, transition });
            continue;
        }
        let kernel = Kernel::of(state);
        let sum = kernels.get(kernel.hash() ^ salt, || transition_sum(&kernel, words, table, sums, features));
        let gains = TransitionTable::scores(sum);
        for ((transition, gain), allowed) in TRANSITIONS.into_iter().zip(gains).zip(state.allowed()) {
            if allowed {
                steps.push(Step { score: score + gain, from, transition });
            }
        }
    }
}

/// Names the arcs from left to right.
fn name_arcs((table, count): (&ClassTable, usize), words: usize, scratch: &mut Scratch) {
    let Scratch { states, labels, words: of, features, .. } = scratch;
    let Some(tree) = states.first() else { return };
    labels.clear();
    labels.push(0);
    let mut scores: ClassScores = [0; CLASSES];
    for dependent in 1..=words as Node {
        label_features(tree, of, labels, (tree.arcs(dependent).head, dependent), features);
        table.score(features, &mut scores);
        labels.push(best_class(&scores, count) as u8);
    }
}
