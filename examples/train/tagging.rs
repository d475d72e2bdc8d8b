//! Training of the tagger and of the word list.

use std::collections::{BTreeMap, HashMap};

use gainsay::language::features::{Form, Known, hash_bytes, normal_form};
use gainsay::language::model::word_value;
use gainsay::language::table::{CLASSES, ClassTable};
use gainsay::language::tagger::{self, TagNumber, TagSet};
use gainsay::language::universal::{Penn, Upos};

use crate::clusters::Clusters;
use crate::perceptron::{Perceptron, Random};
use crate::tables;
use crate::treebank::Word;

/// Sentences of a treebank.
pub type Treebank = Vec<Vec<Word>>;

/// A joint tag seen less often is read as its part of speech's commonest.
const RAREST_TAG: usize = 8;
/// A form seen less often has no ambiguity class.
const RAREST_KNOWN: usize = 3;
/// A tag's least share of a form's occurrences to belong to its class, and the most tags of a class.
const LEAST_SHARE: f64 = 0.02;
const WIDEST_CLASS: usize = 4;
/// A form is certain of its tag if it was seen so often and bore it in this share of its occurrences.
const CERTAIN_AFTER: usize = 50;
const CERTAIN_SHARE: f64 = 0.995;
/// Buckets of the tagger's table.
const BUCKETS: usize = 65_000;
/// Size that large weights are scaled to.
const FULL_WEIGHT: i32 = 255;

/// The joint tags of a treebank, and how its rare ones are read.
pub struct Tags {
    pub set: TagSet,
    commonest: HashMap<Upos, TagNumber>,
}

impl Tags {
    pub fn of(treebank: &Treebank) -> Result<Tags, String> {
        let mut counts: BTreeMap<(Upos, Penn), usize> = BTreeMap::new();
        treebank.iter().flatten().for_each(|word| *counts.entry(word.tag).or_default() += 1);
        let mut frequent: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= RAREST_TAG).collect();
        frequent.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), *tag));
        frequent.truncate(CLASSES);
        let mut commonest = HashMap::new();
        for (number, ((upos, _), _)) in frequent.iter().enumerate() {
            commonest.entry(*upos).or_insert(number as TagNumber);
        }
        let set = TagSet::new(frequent.into_iter().map(|(tag, _)| tag).collect()).ok_or("the treebank has no tags")?;
        Ok(Tags { set, commonest })
    }

    /// The number of a word's tag.
    pub fn number(&self, tag: (Upos, Penn)) -> TagNumber {
        self.set.number(tag).or_else(|| self.commonest.get(&tag.0).copied()).unwrap_or(0)
    }
}

/// What is known of forms: classes of tags from a treebank and clusters.
pub struct WordList {
    known: HashMap<u64, Known>,
    /// The hashes, most frequent first.
    order: Vec<u64>,
}

impl WordList {
    pub fn new(treebank: &Treebank, tags: &Tags, clusters: &Clusters) -> WordList {
        let mut counts: BTreeMap<String, BTreeMap<TagNumber, usize>> = BTreeMap::new();
        for word in treebank.iter().flatten() {
            *counts.entry(normal_form(&word.form)).or_default().entry(tags.number(word.tag)).or_default() += 1;
        }
        let mut classes: BTreeMap<Vec<TagNumber>, u16> = BTreeMap::new();
        let mut seen: Vec<(usize, u64, u16)> = Vec::new();
        for (form, of_tags) in counts {
            let total: usize = of_tags.values().sum();
            if total < RAREST_KNOWN {
                continue;
            }
            let mut shares: Vec<(usize, TagNumber)> = of_tags.into_iter().map(|(tag, count)| (count, tag)).collect();
            shares.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            let (most, first) = shares[0];
            let certain = total >= CERTAIN_AFTER && most as f64 >= CERTAIN_SHARE * total as f64;
            let ambiguity = if certain {
                u16::from(first) + 1
            } else {
                shares.retain(|(count, _)| *count as f64 >= LEAST_SHARE * total as f64);
                let mut class: Vec<TagNumber> = shares.into_iter().take(WIDEST_CLASS).map(|(_, tag)| tag).collect();
                // The likeliest tag leads, the others are a set.
                class[1..].sort_unstable();
                let next = (CLASSES + 1 + classes.len()) as u16;
                *classes.entry(class).or_insert(next)
            };
            seen.push((total, hash_bytes(form.as_bytes()), ambiguity));
        }
        seen.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut list = WordList { known: HashMap::new(), order: Vec::new() };
        for (_, hash, ambiguity) in seen {
            list.entry(hash).ambiguity = ambiguity;
        }
        for (word, cluster) in &clusters.words {
            let known = list.entry(hash_bytes(normal_form(word).as_bytes()));
            known.cluster = *cluster;
            known.coarse_cluster = clusters.coarse[usize::from(*cluster)];
        }
        list
    }

    fn entry(&mut self, hash: u64) -> &mut Known {
        self.known.entry(hash).or_insert_with(|| {
            self.order.push(hash);
            Known::default()
        })
    }

    /// The features of a sentence's words.
    pub fn forms<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<Form> {
        let known = |form: Form| Form { known: self.known.get(&form.lower).copied().unwrap_or_default(), ..form };
        words.enumerate().map(|(at, word)| known(Form::new(word, at == 0))).collect()
    }

    /// The section of the model.
    pub fn section(&self) -> Vec<u8> {
        let value = |hash: &u64| self.known.get(hash).map(|k| (*hash, word_value(k.ambiguity, k.cluster)));
        tables::words(&self.order.iter().filter_map(value).collect::<Vec<_>>())
    }
}

/// A trained tagger as the bytes of its table.
pub struct Tagger {
    pub slots: Vec<u8>,
    pub rows: Vec<u8>,
}

impl Tagger {
    /// Trains on a treebank, in an order that depends on the seed alone.
    pub fn train(treebank: &Treebank, tags: &Tags, list: &WordList, rounds: usize, seed: u64) -> Tagger {
        let mut examples: Vec<(Vec<Form>, Vec<TagNumber>)> = treebank
            .iter()
            .map(|sentence| {
                let gold = sentence.iter().map(|word| tags.number(word.tag)).collect();
                (list.forms(sentence.iter().map(|word| &*word.form)), gold)
            })
            .collect();
        let mut perceptron = Perceptron::new(tags.set.count());
        let mut random = Random::new(seed);
        let mut features = Vec::new();
        let mut scores = vec![0.0; tags.set.count()];
        for _ in 0..rounds {
            random.shuffle(&mut examples);
            for (forms, gold) in &examples {
                let mut before = tagger::NO_TAGS;
                for (at, form) in forms.iter().enumerate() {
                    perceptron.tick();
                    let tag = tagger::certain_tag(form).unwrap_or_else(|| {
                        tagger::features(forms, at, before, &mut features);
                        perceptron.score(&features, &mut scores);
                        let best = best(&scores);
                        if best != usize::from(gold[at]) {
                            perceptron.update(&features, usize::from(gold[at]), best);
                        }
                        best as TagNumber
                    });
                    before = tagger::after_tag(before, tag);
                }
            }
        }
        let (slots, rows) = tables::classes(&perceptron.averaged(), BUCKETS, FULL_WEIGHT);
        Tagger { slots, rows }
    }

    /// The tags of a sentence.
    pub fn tag(&self, forms: &[Form], set: &TagSet) -> Vec<TagNumber> {
        let mut tags = Vec::new();
        tagger::tag(&ClassTable::new(&self.slots, &self.rows), set, forms, &mut Vec::new(), &mut tags);
        tags
    }
}

/// The first of the largest scores.
pub fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, class| if scores[class] > scores[best] { class } else { best })
}

/// Sentences that follow each other stay in one part, since they are of one text.
const RUN: usize = 20;

/// Tags for the training sentences such as the tagger gives to text that it was not trained on: each part is tagged by a tagger that was
/// trained on the other parts (jackknifing), so that the parser learns to live with the tagger's errors.
pub fn jackknife(treebank: &Treebank, tags: &Tags, clusters: &Clusters, parts: usize, rounds: usize) -> Vec<Vec<TagNumber>> {
    let part_of = |sentence: usize| sentence / RUN % parts;
    let tag_part = |part: usize| {
        let others: Treebank = treebank.iter().enumerate().filter(|(i, _)| part_of(*i) != part).map(|(_, s)| s.clone()).collect();
        let list = WordList::new(&others, tags, clusters);
        let tagger = Tagger::train(&others, tags, &list, rounds, 7);
        let own = treebank.iter().enumerate().filter(|(i, _)| part_of(*i) == part);
        own.map(|(i, s)| (i, tagger.tag(&list.forms(s.iter().map(|w| &*w.form)), &tags.set))).collect::<Vec<_>>()
    };
    let mut tagged = vec![Vec::new(); treebank.len()];
    let halves = std::thread::scope(|scope| {
        let tag_part = &tag_part;
        let threads = [0, 1].map(|odd| scope.spawn(move || (0..parts).filter(|p| p % 2 == odd).flat_map(tag_part).collect::<Vec<_>>()));
        threads.map(|thread| thread.join().expect("a training thread"))
    });
    for (sentence, tags) in halves.into_iter().flatten() {
        tagged[sentence] = tags;
    }
    tagged
}
