//! Names of people, organisations and places: a greedy tagger from left to right that gives each token a label.
//!
//! A linear model over the words around, their parts of speech and clusters, the run of capitals that a word stands in, the two labels before,
//! and facts that the caller knows of each token (Ratinov & Roth 2009, "Design challenges and misconceptions in named entity recognition");
//! it is trained with log loss (McCallum, Freitag & Pereira 2000, "Maximum entropy Markov models"). It knows no gazetteer: what the facts' bits mean is the caller's. Words that cannot belong
//! to a name are passed over without scoring.

use std::cell::RefCell;
use std::ops::Range;

use super::features::{AFTER, BEFORE, CAPITAL, CAPITALS, FIRST, Form, hash1, hash2, hash3};
use super::model::Model;
use super::table::{CLASSES, ClassScores, ClassTable};
use super::universal::Upos;
use super::{Sentence, Token};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    Person,
    Organization,
    Place,
}

/// All kinds, in the order of their labels.
pub const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// A token's label: 0 outside of names, then for each of [`KINDS`] the first token of a name and the tokens inside one.
pub type Label = u8;

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// The label of a token outside of names.
pub const OUTSIDE: Label = 0;

/// The label of the first token of a name, or of one inside.
pub fn label(kind: NameKind, first: bool) -> Label {
    1 + 2 * kind as Label + Label::from(!first)
}

/// What the caller knows of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Of the word, wherever it stands: lists that hold it.
    pub word: u32,
    /// Of the token in its document.
    pub document: u32,
}

/// A name that the tagger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName {
    /// Indices of tokens.
    pub tokens: Range<usize>,
    pub kind: NameKind,
}

/// A sentence as the tagger sees it.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub forms: Vec<Form>,
    pub tags: Vec<Upos>,
    pub facts: Vec<Facts>,
    /// The run of capitalised words that each token stands in; the token alone where it has no capital.
    runs: Vec<Range<usize>>,
    /// What the words of each token's run hash to, so that a long run is hashed once and not for each of its tokens.
    wholes: Vec<u64>,
}

impl View {
    /// Takes in another sentence.
    pub fn set(&mut self, forms: impl Iterator<Item = Form>, tags: impl Iterator<Item = Upos>, facts: &[Facts]) {
        self.forms.clear();
        self.forms.extend(forms);
        self.tags.clear();
        self.tags.extend(tags);
        self.facts.clear();
        self.facts.extend_from_slice(facts);
        self.runs.clear();
        self.wholes.clear();
        let mut at = 0;
        while at < self.forms.len() {
            let capitals = self.forms[at..].iter().take_while(|form| form.is(CAPITAL)).count();
            let run = at..at + capitals.max(1);
            let whole = self.forms[run.clone()].iter().fold(0, |hash: u64, form| hash.rotate_left(7) ^ form.lower);
            self.wholes.extend(std::iter::repeat_n(whole, run.len()));
            self.runs.extend(std::iter::repeat_n(run.clone(), run.len()));
            at = run.end;
        }
    }

    /// Whether the token may belong to a name, after a token with a label.
    pub fn may_name(&self, at: usize, before: Label) -> bool {
        before != OUTSIDE || self.forms[at].is(CAPITAL | CAPITALS) || self.tags[at] == Upos::Propn || self.facts[at].document != 0
    }
}

/// The longest run and the greatest place in one that features tell apart.
const LONGEST_RUN: usize = 6;
const FARTHEST: usize = 3;

/// The features of token `at`; `before` are the labels of the token before it and of the one before that.
pub fn features(view: &View, at: usize, before: [Label; 2], features: &mut Vec<u64>) {
    features.clear();
    let form = |offset: isize| at.checked_add_signed(offset).map_or(&BEFORE, |i| view.forms.get(i).unwrap_or(&AFTER));
    let tag = |offset: isize| at.checked_add_signed(offset).and_then(|i| view.tags.get(i)).map_or(99, |tag| *tag as u64);
    let facts = |offset: isize| at.checked_add_signed(offset).and_then(|i| view.facts.get(i)).copied().unwrap_or_default();
    let (word, previous, second, next, third) = (form(0), form(-1), form(-2), form(1), form(2));
    let listed = |offset: isize| u64::from(facts(offset).word);
    let told = |offset: isize| u64::from(facts(offset).document);
    let cluster = |form: &Form| u64::from(form.known.cluster);
    let coarse = |form: &Form| u64::from(form.known.coarse_cluster);
    let [last, last_but_one] = before.map(u64::from);
    let first = word.flags & FIRST;
    let mut one = |template, a| features.push(hash1(template, a));
    one(1, 1);
    one(2, word.word);
    one(3, word.lower);
    one(4, word.suffixes[1]);
    one(5, word.suffixes[2]);
    one(6, word.suffixes[3]);
    one(7, word.prefixes[1]);
    one(8, word.flags);
    one(9, previous.lower);
    one(10, second.lower);
    one(11, next.lower);
    one(12, third.lower);
    one(13, tag(0));
    one(14, last);
    one(15, listed(0));
    one(16, told(0));
    one(17, cluster(word));
    one(18, cluster(previous));
    one(19, cluster(next));
    one(20, coarse(word));
    let mut two = |template, a, b| features.push(hash2(template, a, b));
    two(21, word.shape, first);
    two(22, previous.shape, word.shape);
    two(23, word.shape, next.shape);
    two(24, tag(-1), tag(0));
    two(25, tag(0), tag(1));
    two(26, last, last_but_one);
    two(27, last, word.lower);
    two(28, last, previous.lower);
    two(29, last, next.lower);
    two(30, last, listed(0));
    two(31, last, told(0));
    two(32, listed(-1), listed(0));
    two(33, listed(0), listed(1));
    two(34, told(-1), told(0));
    two(35, told(0), told(1));
    two(36, listed(0), told(0));
    two(37, previous.lower, word.lower);
    two(38, word.lower, next.lower);
    two(39, word.suffixes[2], last);
    two(40, previous.lower, word.shape);
    two(41, next.lower, word.shape);
    two(42, second.lower, previous.lower);
    two(43, next.lower, third.lower);
    two(44, cluster(word), last);
    two(45, coarse(previous), coarse(word));
    two(46, coarse(word), coarse(next));
    two(47, coarse(previous), coarse(next));
    two(48, coarse(second), coarse(previous));
    two(49, coarse(next), coarse(third));
    let mut three = |template, a, b, c| features.push(hash3(template, a, b, c));
    three(50, previous.shape, word.shape, next.shape);
    three(51, tag(-1), tag(0), tag(1));
    three(52, last, tag(0), word.shape);
    three(53, last, listed(0), tag(0));
    three(54, last, listed(-1), listed(0));
    three(55, last, told(0), listed(0));
    three(56, last, coarse(word), coarse(next));
    three(57, listed(0), told(0), coarse(previous));
    three(58, listed(0), told(0), coarse(next));
    three(59, told(0), coarse(previous), coarse(next));
    if word.is(CAPITAL) {
        of_run(view, at, last, features);
    }
}

/// The features of the run of capitals that token `at` stands in.
fn of_run(view: &View, at: usize, last: u64, features: &mut Vec<u64>) {
    let run = &view.runs[at];
    let length = run.len().min(LONGEST_RUN) as u64;
    let place = (at - run.start).min(FARTHEST) as u64;
    let (head, opener) = (&view.forms[run.end - 1], &view.forms[run.start]);
    let before = run.start.checked_sub(1).map_or(&BEFORE, |i| &view.forms[i]);
    let after = view.forms.get(run.end).unwrap_or(&AFTER);
    let listed = |i: usize| u64::from(view.facts[i].word);
    let told = |i: usize| u64::from(view.facts[i].document);
    let coarse = |form: &Form| u64::from(form.known.coarse_cluster);
    features.push(hash2(60, head.lower, place));
    features.push(hash2(61, opener.lower, place));
    features.push(hash2(62, length, place));
    features.push(hash3(63, before.lower, place, length));
    features.push(hash3(64, after.lower, place, length));
    features.push(hash2(65, head.suffixes[2], length));
    features.push(hash3(66, before.lower, after.lower, length));
    features.push(hash3(67, listed(run.start), length, place));
    features.push(hash3(68, listed(run.end - 1), length, place));
    features.push(hash3(69, head.lower, last, place));
    features.push(hash3(70, before.lower, last, place));
    features.push(hash3(71, coarse(before), length, last));
    features.push(hash3(72, coarse(after), length, last));
    features.push(hash3(73, u64::from(head.known.cluster), length, place));
    features.push(hash3(74, listed(run.start), listed(run.end - 1), length));
    features.push(hash3(75, coarse(opener), coarse(head), place));
    features.push(hash3(76, told(run.start), coarse(before), coarse(after)));
    features.push(hash2(77, view.wholes[at], place));
}

/// Whether a label may follow another: only the inside of a name needs its start.
#[inline]
pub fn may_follow(before: Label, label: Label) -> bool {
    label == OUTSIDE || label % 2 == 1 || before == label || before + 1 == label
}

/// The best label that may follow another, by scores of [`LABELS`] labels.
pub fn best<T: PartialOrd + Copy>(scores: &[T], before: Label) -> Label {
    let allowed = (1..LABELS as Label).filter(|label| may_follow(before, *label));
    allowed.fold(OUTSIDE, |best, label| if scores[usize::from(label)] > scores[usize::from(best)] { label } else { best })
}

/// Labels a sentence. `labels` is filled anew; `scratch` is only memory.
pub fn labels(table: &ClassTable, view: &View, scratch: &mut Vec<u64>, labels: &mut Vec<Label>) {
    labels.clear();
    let mut before = [OUTSIDE; 2];
    let mut scores: ClassScores = [0; CLASSES];
    for at in 0..view.forms.len() {
        let label = if view.may_name(at, before[0]) {
            features(view, at, before, scratch);
            table.score(scratch, &mut scores);
            best(&scores[..LABELS], before[0])
        } else {
            OUTSIDE
        };
        labels.push(label);
        before = [label, before[0]];
    }
}

/// The names that labels mark; `first` is the index of the first token.
pub fn spans(labels: &[Label], first: usize) -> impl Iterator<Item = FoundName> {
    let starts = labels.iter().enumerate().filter(|(_, label)| **label % 2 == 1);
    starts.map(move |(start, label)| {
        let inside = labels[start + 1..].iter().take_while(|next| **next == label + 1).count();
        FoundName { tokens: first + start..first + start + 1 + inside, kind: KINDS[usize::from(label / 2)] }
    })
}

/// The memory of the tagger.
#[derive(Default)]
struct Scratch {
    view: View,
    features: Vec<u64>,
    labels: Vec<Label>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The names of a sentence of tagged tokens of `text`; `tokens` and `facts` are those of the whole block.
pub fn names(model: &Model, text: &str, sentence: &Sentence, tokens: &[Token], facts: &[Facts], found: &mut Vec<FoundName>) {
    SCRATCH.with_borrow_mut(|Scratch { view, features, labels }| {
        let range = sentence.tokens.clone();
        let of_sentence = &tokens[range.clone()];
        let forms = of_sentence.iter().enumerate().map(|(at, token)| model.form(&text[token.range()], at == 0));
        view.set(forms, of_sentence.iter().map(|token| token.upos), &facts[range.clone()]);
        model.label_names(view, features, labels);
        found.extend(spans(labels, range.start));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_is_gone_on_with() {
        let (person, inside, place) = (label(NameKind::Person, true), label(NameKind::Person, false), label(NameKind::Place, true));
        assert!(may_follow(person, inside) && may_follow(inside, inside) && may_follow(OUTSIDE, place));
        assert!(!may_follow(OUTSIDE, inside) && !may_follow(place, inside));
        let mut scores = [0; LABELS];
        scores[usize::from(inside)] = 5;
        assert_eq!((best(&scores, OUTSIDE), best(&scores, person)), (OUTSIDE, inside));
    }

    #[test]
    fn labels_are_read_as_names() {
        let labels = [label(NameKind::Person, true), label(NameKind::Person, false), label(NameKind::Person, true), OUTSIDE];
        let found: Vec<FoundName> = spans(&labels, 10).collect();
        let name = |tokens| FoundName { tokens, kind: NameKind::Person };
        assert_eq!(found, [name(10..12), name(12..13)]);
    }

    #[test]
    fn small_words_without_facts_are_passed_over() {
        let mut view = View::default();
        let forms = ["Then", "fell"].map(|word| Form::new(word, word == "Then"));
        view.set(forms.into_iter(), [Upos::Adv, Upos::Verb].into_iter(), &[Facts::default(); 2]);
        assert!(view.may_name(0, OUTSIDE) && !view.may_name(1, OUTSIDE) && view.may_name(1, label(NameKind::Place, true)));
    }
}
