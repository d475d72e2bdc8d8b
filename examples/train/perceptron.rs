//! An averaged perceptron over hashed features (Collins 2002), with exact rows while it learns.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Features are hashes already.
#[derive(Clone, Copy, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, b| h.rotate_left(8) ^ u64::from(*b));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A feature with its averaged weights, and how telling it is.
pub struct Averaged {
    pub feature: u64,
    pub weights: Vec<f32>,
    /// The largest weight times the root of how often the feature was seen: the order in which features are kept. (Pruning by the number of
    /// updates loses the rare but certain ones.)
    pub importance: f32,
}

/// Weights of a fixed number of classes for each feature.
pub struct Perceptron {
    classes: usize,
    rows: HashMap<u64, u32, BuildHasherDefault<Identity>>,
    weights: Vec<f32>,
    /// Sums of the weights over all steps up to `touched`.
    totals: Vec<f64>,
    touched: Vec<u32>,
    seen: Vec<u32>,
    step: u32,
}

impl Perceptron {
    pub fn new(classes: usize) -> Perceptron {
        Perceptron {
            classes,
            rows: HashMap::default(),
            weights: Vec::new(),
            totals: Vec::new(),
            touched: Vec::new(),
            seen: Vec::new(),
            step: 0,
        }
    }

    /// How many features have weights.
    pub fn features(&self) -> usize {
        self.rows.len()
    }

    /// Sums the weights of the features for each class.
    pub fn score(&mut self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for feature in features {
            if let Some(row) = self.rows.get(feature) {
                let row = *row as usize;
                self.seen[row] += 1;
                let weights = &self.weights[row * self.classes..(row + 1) * self.classes];
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
        }
    }

    /// One example more: the average is over examples.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the features' weights towards the right class and away from the wrong one.
    pub fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        self.add(features, right, 1.0);
        self.add(features, wrong, -1.0);
    }

    /// Adds to the features' weights of one class.
    pub fn add(&mut self, features: &[u64], class: usize, change: f32) {
        for feature in features {
            let next = self.rows.len() as u32;
            let row = *self.rows.entry(*feature).or_insert(next);
            if row == next {
                let size = (next as usize + 1) * self.classes;
                self.weights.resize(size, 0.0);
                self.totals.resize(size, 0.0);
                self.touched.resize(size, 0);
                self.seen.push(1);
            }
            let at = row as usize * self.classes + class;
            self.totals[at] += f64::from(self.step - self.touched[at]) * f64::from(self.weights[at]);
            self.touched[at] = self.step;
            self.weights[at] += change;
        }
    }

    /// Every feature with the average of its weights, the most important first.
    pub fn averaged(&self) -> Vec<Averaged> {
        let average = |at: usize| {
            let total = self.totals[at] + f64::from(self.step - self.touched[at]) * f64::from(self.weights[at]);
            (total / f64::from(self.step.max(1))) as f32
        };
        let mut all: Vec<Averaged> = self
            .rows
            .iter()
            .map(|(feature, row)| {
                let row = *row as usize;
                let weights: Vec<f32> = (row * self.classes..(row + 1) * self.classes).map(average).collect();
                let largest = weights.iter().fold(0.0, |most: f32, w| most.max(w.abs()));
                Averaged { feature: *feature, weights, importance: largest * (self.seen[row] as f32).sqrt() }
            })
            .collect();
        all.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.feature.cmp(&b.feature)));
        all
    }
}

/// A small generator of numbers that look random (xorshift; Marsaglia 2003), the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}
