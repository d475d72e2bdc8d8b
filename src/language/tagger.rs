//! Parts of speech: a greedy tagger from left to right, one joint tag (UPOS and Penn) a token.
//!
//! An averaged perceptron (Collins 2002, "Discriminative training methods for hidden Markov models") over the words around, the two tags
//! before, and each word's ambiguity class (Brill-style lexicon as features; Honnibal 2013, "A good part-of-speech tagger in about 200 lines of
//! Python"). Words that bear one tag in all the training text take it without scoring.

use super::features::{AFTER, BEFORE, FIRST, Form, hash1, hash2, hash3};
use super::table::{CLASSES, ClassScores, ClassTable, best_class};
use super::universal::{Penn, Upos};

/// A tag's number in its [`TagSet`].
pub type TagNumber = u8;

/// The joint tags that a model knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagSet {
    tags: Vec<(Upos, Penn)>,
}

impl TagSet {
    /// A set of at most [`CLASSES`] tags, numbered in order.
    pub fn new(tags: Vec<(Upos, Penn)>) -> Option<TagSet> {
        (1..=CLASSES).contains(&tags.len()).then_some(TagSet { tags })
    }

    /// How many tags there are.
    pub fn count(&self) -> usize {
        self.tags.len()
    }

    /// Both names of a tag.
    pub fn tag(&self, number: TagNumber) -> (Upos, Penn) {
        self.tags.get(usize::from(number)).copied().unwrap_or((Upos::X, Penn::Fw))
    }

    /// The number of a joint tag.
    pub fn number(&self, tag: (Upos, Penn)) -> Option<TagNumber> {
        self.tags.iter().position(|t| *t == tag).map(|n| n as TagNumber)
    }
}

/// The two tags before the first token, as [`features`] wants them; numbers of tags are shifted by one in features.
pub const NO_TAGS: [u64; 2] = [101, 102];

/// Where the next ambiguity class lies beyond the sentence.
const NO_AMBIGUITY: u64 = 1;

/// The ambiguity class of a word as a feature's value; an unknown one goes by its shape.
#[inline]
fn ambiguity(form: &Form) -> u64 {
    match form.known.ambiguity {
        0 => 7 + form.shape * 31 + ((form.flags & !FIRST) << 32),
        known => 0x8000_0000_0000_0000 | u64::from(known),
    }
}

/// The tag that a word bears always.
#[inline]
pub fn certain_tag(form: &Form) -> Option<TagNumber> {
    let ambiguity = usize::from(form.known.ambiguity);
    (1..=CLASSES).contains(&ambiguity).then(|| (ambiguity - 1) as TagNumber)
}

/// The tagger's features of token `at`; `before` are the tags of the token before it and of the one before that, shifted by one.
pub fn features(forms: &[Form], at: usize, before: [u64; 2], features: &mut Vec<u64>) {
    features.clear();
    let ahead = |distance: usize| forms.get(at + distance).unwrap_or(&AFTER);
    let behind = |distance: usize| at.checked_sub(distance).map_or(&BEFORE, |i| &forms[i]);
    let (word, previous, second, next, third) = (&forms[at], behind(1), behind(2), ahead(1), ahead(2));
    let ambiguity_of = |distance: usize| forms.get(at + distance).map_or(NO_AMBIGUITY, ambiguity);
    let (own, after, later) = (ambiguity_of(0), ambiguity_of(1), ambiguity_of(2));
    let [tag, tag_before] = before;
    let cluster = |form: &Form| u64::from(form.known.cluster);
    let coarse = |form: &Form| u64::from(form.known.coarse_cluster);
    let mut one = |template, a| features.push(hash1(template, a));
    one(1, 1);
    one(2, word.lower);
    one(3, word.word);
    one(4, word.suffixes[0]);
    one(5, word.suffixes[1]);
    one(6, word.suffixes[2]);
    one(7, word.suffixes[3]);
    one(8, word.prefixes[0]);
    one(9, word.prefixes[1]);
    one(11, word.flags);
    one(12, tag);
    one(16, previous.lower);
    one(17, second.lower);
    one(18, next.lower);
    one(19, third.lower);
    one(20, next.suffixes[2]);
    one(24, after);
    one(38, own);
    one(40, cluster(word));
    one(41, cluster(previous));
    one(42, cluster(next));
    one(43, previous.suffixes[2]);
    let mut two = |template, a, b| features.push(hash2(template, a, b));
    two(10, word.shape, word.flags & FIRST);
    two(13, tag, tag_before);
    two(14, tag, word.lower);
    two(15, tag, own);
    two(21, next.shape, word.shape);
    two(22, previous.lower, word.lower);
    two(23, word.lower, next.lower);
    two(25, tag, after);
    two(26, own, after);
    two(29, word.suffixes[1], next.lower);
    two(30, word.suffixes[2], tag);
    two(31, after, later);
    two(32, word.flags, tag);
    two(34, previous.lower, own);
    two(35, word.suffixes[2], after);
    two(36, previous.shape, word.shape);
    two(37, previous.lower, next.lower);
    two(39, second.lower, previous.lower);
    two(44, cluster(word), word.flags);
    two(45, coarse(word), tag);
    two(46, coarse(word), coarse(next));
    two(47, cluster(word), after);
    let mut three = |template, a, b, c| features.push(hash3(template, a, b, c));
    three(27, tag, own, after);
    three(28, tag_before, tag, own);
    three(33, own, after, later);
    three(48, tag, coarse(word), after);
    three(49, word.suffixes[1], word.flags, tag);
}

/// The tags before the next token, after a token was given one.
#[inline]
pub fn after_tag(before: [u64; 2], tag: TagNumber) -> [u64; 2] {
    [u64::from(tag) + 1, before[0]]
}

/// Tags a sentence. `tags` is filled anew; `scratch` is only memory.
pub fn tag(table: &ClassTable, set: &TagSet, forms: &[Form], scratch: &mut Vec<u64>, tags: &mut Vec<TagNumber>) {
    tags.clear();
    let mut before = NO_TAGS;
    let mut scores: ClassScores = [0; CLASSES];
    for (at, form) in forms.iter().enumerate() {
        let tag = certain_tag(form).unwrap_or_else(|| {
            features(forms, at, before, scratch);
            table.score(scratch, &mut scores);
            best_class(&scores, set.count()) as TagNumber
        });
        tags.push(tag);
        before = after_tag(before, tag);
    }
}
