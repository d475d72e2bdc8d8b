//! What the parser sees of a state (Zhang & Nivre 2011, "Transition-based dependency parsing with rich non-local features", with clusters of
//! words after Koo, Carreras & Collins 2008).

use super::configuration::{Configuration, Dependents, NONE, Node};
use super::sums::Sums;
use crate::language::features::{Form, hash1, hash2, hash3, hash4};
use crate::language::table::{PackedScores, TransitionTable};
use crate::language::tagger::{TagNumber, TagSet};

/// What the features use of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// A hash of the form and the tag, which tell all the rest.
    pub whole: u64,
    /// The lower-case form.
    pub form: u64,
    /// Its joint tag, shifted by one.
    pub tag: u64,
    /// Its universal part of speech, shifted by one.
    pub coarse: u64,
    /// Its cluster and coarse cluster of word vectors.
    pub cluster: u64,
    pub coarse_cluster: u64,
}

const ABSENT: Word = Word { whole: 900, form: 901, tag: 902, coarse: 903, cluster: 904, coarse_cluster: 905 };
const ROOT: Word = Word { whole: 5550, form: 5551, tag: 5552, coarse: 5553, cluster: 5554, coarse_cluster: 5555 };

/// The words of a sentence for the parser: one unused, those of the sentence, and the root.
pub fn words(forms: &[Form], tags: &[TagNumber], set: &TagSet, words: &mut Vec<Word>) {
    words.clear();
    words.push(ABSENT);
    words.extend(forms.iter().zip(tags).map(|(form, tag)| Word {
        whole: hash2(0, form.lower, u64::from(*tag) + 1),
        form: form.lower,
        tag: u64::from(*tag) + 1,
        coarse: set.tag(*tag).0 as u64 + 1,
        cluster: u64::from(form.known.cluster),
        coarse_cluster: u64::from(form.known.coarse_cluster),
    }));
    words.push(ROOT);
}

#[inline]
fn word(words: &[Word], node: Node) -> &Word {
    words.get(usize::from(node)).unwrap_or(&ABSENT)
}

/// Distances over four words are one.
fn near(a: Node, b: Node) -> u64 {
    if a == NONE || b == NONE {
        return 0;
    }
    match u64::from(a.abs_diff(b)) {
        distance @ 0..=4 => distance,
        5 | 6 => 5,
        _ => 7,
    }
}

/// What the choice of a transition looks at of a state: two states with one kernel have the same scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    stack: [Node; 3],
    buffer: Node,
    /// The outermost dependents of the upper two words of the stack (left, right) and of the first word of the buffer (left).
    dependents: [[Node; 2]; 5],
    /// How many dependents there are: left and right of the top of the stack, right of the second word, left of the first of the buffer.
    valency: [u8; 4],
}

/// Counts of dependents over this are one.
const MOST_DEPENDENTS: u8 = 4;

impl Kernel {
    /// The kernel of a state.
    #[inline]
    pub fn of(state: &Configuration) -> Kernel {
        let stack = [state.stacked(0), state.stacked(1), state.stacked(2)];
        let buffer = state.buffered(0);
        let (top, second, first) = (state.arcs(stack[0]), state.arcs(stack[1]), state.arcs(buffer));
        let sides = [top.left, top.right, second.left, second.right, first.left];
        let count = |side: Dependents| side.count.min(MOST_DEPENDENTS);
        Kernel {
            stack,
            buffer,
            dependents: sides.map(|side| [side.outer, side.second]),
            valency: [count(top.left), count(top.right), count(second.right), count(first.left)],
        }
    }

    /// A hash of the whole kernel.
    #[inline]
    pub fn hash(&self) -> u64 {
        let four = |a: Node, b: Node, c: Node, d: Node| u64::from(a) | u64::from(b) << 16 | u64::from(c) << 32 | u64::from(d) << 48;
        let [a, b, c, d, e] = self.dependents;
        let [left, right, second, first] = self.valency.map(Node::from);
        hash4(
            0,
            u64::from(left | right << 3 | second << 6 | first << 9) | u64::from(e[0]) << 16 | u64::from(e[1]) << 32,
            four(self.stack[0], self.stack[1], self.stack[2], self.buffer),
            four(a[0], a[1], b[0], b[1]),
            four(c[0], c[1], d[0], d[1]),
        )
    }
}

/// What the choice of a transition sees: words of the stack (`w`) and the buffer (`v`), their outermost dependents on the left and right, how many
/// dependents there are, and how far words stand apart.
struct Sight<'a> {
    w0: &'a Word,
    w1: &'a Word,
    w2: &'a Word,
    v0: &'a Word,
    v1: &'a Word,
    v2: &'a Word,
    w0l: &'a Word,
    w0l2: &'a Word,
    w0r: &'a Word,
    w0r2: &'a Word,
    w1l: &'a Word,
    w1l2: &'a Word,
    w1r: &'a Word,
    w1r2: &'a Word,
    v0l: &'a Word,
    v0l2: &'a Word,
    left0: u64,
    right0: u64,
    right1: u64,
    left_buffer: u64,
    to_buffer: u64,
    to_second: u64,
}

impl<'a> Sight<'a> {
    fn of(kernel: &Kernel, words: &'a [Word]) -> Sight<'a> {
        let [s0, s1, s2] = kernel.stack;
        let b0 = kernel.buffer;
        let buffered = |distance: usize| words.get(usize::from(b0) + distance).unwrap_or(&ABSENT);
        let [w0, w1, w2, v0] = [s0, s1, s2, b0].map(|node| word(words, node));
        let [[w0l, w0l2], [w0r, w0r2], [w1l, w1l2], [w1r, w1r2], [v0l, v0l2]] =
            kernel.dependents.map(|side| side.map(|node| word(words, node)));
        let valency = |node: Node, count: u8| if node == NONE { 9 } else { u64::from(count) };
        let [left0, right0, right1, left_buffer] = kernel.valency;
        let (left0, right0) = (valency(s0, left0), valency(s0, right0));
        let (right1, left_buffer) = (valency(s1, right1), valency(b0, left_buffer));
        let (v1, v2, to_buffer, to_second) = (buffered(1), buffered(2), near(s0, b0), near(s0, s1));
        Sight {
            w0,
            w1,
            w2,
            v0,
            v1,
            v2,
            w0l,
            w0l2,
            w0r,
            w0r2,
            w1l,
            w1l2,
            w1r,
            w1r2,
            v0l,
            v0l2,
            left0,
            right0,
            right1,
            left_buffer,
            to_buffer,
            to_second,
        }
    }
}

/// Features that rest on a few words only, so that states which have these in common share the sum of their weights.
pub struct Group {
    /// A hash of all that the features rest on.
    key: fn(&Sight) -> u64,
    features: fn(&Sight, &mut Vec<u64>),
}

/// The groups whose sums are worth remembering.
const GROUPS: [Group; 7] = [
    Group { key: |s| hash4(1, s.v0.whole, s.v1.whole, s.v2.whole, 0), features: ahead },
    Group { key: |s| hash4(2, s.w0.whole, s.w0l.whole, s.w0l2.tag, s.left0), features: top_and_left },
    Group { key: |s| hash4(3, s.w0.whole, s.w0r.whole, s.w0r2.tag, s.right0), features: top_and_right },
    Group { key: |s| hash4(4, s.v0.whole, s.v0l.whole, s.v0l2.tag, s.left_buffer), features: first_and_left },
    Group { key: |s| hash4(5, s.w0.whole, s.v0.whole, s.v1.tag, s.to_buffer), features: top_and_first },
    Group { key: |s| hash3(6, s.w1.whole, s.w0.whole, s.to_second), features: second_and_top },
    Group {
        key: |s| hash4(7, s.w1.whole, s.w1l.whole, s.w1r.whole, s.w1l2.tag << 32 | s.w1r2.tag << 8 | s.right1),
        features: second_and_sides,
    },
];

/// The features of a state for the choice of a transition.
pub fn transition_features(kernel: &Kernel, of: &[Word], features: &mut Vec<u64>) {
    features.clear();
    let sight = Sight::of(kernel, of);
    GROUPS.iter().for_each(|group| (group.features)(&sight, features));
    others(&sight, features);
}

/// The sum of the weights of a state's features; those of each group are summed once while they are remembered.
pub fn transition_sum(kernel: &Kernel, of: &[Word], table: &TransitionTable, sums: &mut Sums, features: &mut Vec<u64>) -> PackedScores {
    let sight = Sight::of(kernel, of);
    features.clear();
    others(&sight, features);
    let mut sum = table.sum(features);
    for group in &GROUPS {
        sum += sums.get((group.key)(&sight), || {
            features.clear();
            (group.features)(&sight, features);
            table.sum(features)
        });
    }
    sum
}

/// The first words of the buffer.
fn ahead(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash1(7, s.v0.form),
        hash1(8, s.v0.tag),
        hash2(9, s.v0.form, s.v0.tag),
        hash2(10, s.v1.form, s.v1.tag),
        hash1(11, s.v1.tag),
        hash2(12, s.v2.form, s.v2.tag),
        hash1(13, s.v2.tag),
        hash2(23, s.v0.tag, s.v1.tag),
        hash3(32, s.v0.tag, s.v1.tag, s.v2.tag),
        hash2(87, s.v0.form, s.v1.tag),
    ]);
}

/// The top of the stack with its dependents on the left.
fn top_and_left(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash1(1, s.w0.form),
        hash1(2, s.w0.tag),
        hash2(3, s.w0.form, s.w0.tag),
        hash3(45, s.w0.tag, s.w0l.tag, s.w0l2.tag),
        hash2(62, s.w0.form, s.left0),
        hash2(63, s.w0.tag, s.left0),
        hash1(68, s.w0l.form),
    ]);
}

/// The top of the stack with its dependents on the right.
fn top_and_right(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash3(46, s.w0.tag, s.w0r.tag, s.w0r2.tag),
        hash2(60, s.w0.form, s.right0),
        hash2(61, s.w0.tag, s.right0),
        hash1(69, s.w0r.form),
    ]);
}

/// The first word of the buffer with its dependents.
fn first_and_left(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash3(47, s.v0.tag, s.v0l.tag, s.v0l2.tag),
        hash2(64, s.v0.form, s.left_buffer),
        hash2(65, s.v0.tag, s.left_buffer),
        hash1(70, s.v0l.form),
    ]);
}

/// The top of the stack with the first word of the buffer, and the tag of the one behind.
fn top_and_first(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash4(16, s.w0.form, s.w0.tag, s.v0.form, s.v0.tag),
        hash3(17, s.w0.form, s.w0.tag, s.v0.form),
        hash3(18, s.w0.form, s.v0.form, s.v0.tag),
        hash3(19, s.w0.form, s.w0.tag, s.v0.tag),
        hash3(20, s.w0.tag, s.v0.form, s.v0.tag),
        hash2(21, s.w0.form, s.v0.form),
        hash2(22, s.w0.tag, s.v0.tag),
        hash2(50, s.w0.form, s.to_buffer),
        hash2(51, s.w0.tag, s.to_buffer),
        hash2(52, s.v0.form, s.to_buffer),
        hash2(53, s.v0.tag, s.to_buffer),
        hash3(54, s.w0.tag, s.v0.tag, s.to_buffer),
        hash3(55, s.w0.form, s.v0.form, s.to_buffer),
        hash3(33, s.w0.tag, s.v0.tag, s.v1.tag),
        hash3(88, s.w0.form, s.v0.tag, s.v1.tag),
        hash2(100, s.w0.coarse_cluster, s.v0.coarse_cluster),
        hash3(102, s.w0.tag, s.w0.cluster, s.v0.tag),
        hash3(103, s.v0.tag, s.v0.cluster, s.w0.tag),
        hash3(107, s.w0.coarse_cluster, s.v0.tag, s.v1.tag),
    ]);
}

/// The upper two words of the stack.
fn second_and_top(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash1(4, s.w1.form),
        hash1(5, s.w1.tag),
        hash2(6, s.w1.form, s.w1.tag),
        hash4(24, s.w1.form, s.w1.tag, s.w0.form, s.w0.tag),
        hash3(25, s.w1.form, s.w1.tag, s.w0.tag),
        hash3(26, s.w1.tag, s.w0.form, s.w0.tag),
        hash2(27, s.w1.tag, s.w0.tag),
        hash2(28, s.w1.form, s.w0.form),
        hash2(56, s.w1.tag, s.to_second),
        hash3(57, s.w1.tag, s.w0.tag, s.to_second),
        hash2(58, s.w1.form, s.to_second),
        hash2(59, s.w0.form, s.to_second),
        hash2(101, s.w1.coarse_cluster, s.w0.coarse_cluster),
        hash3(104, s.w1.tag, s.w1.cluster, s.w0.tag),
        hash3(105, s.w0.tag, s.w0.cluster, s.w1.tag),
    ]);
}

/// The second word of the stack with its dependents.
fn second_and_sides(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash3(48, s.w1.tag, s.w1r.tag, s.w1r2.tag),
        hash3(49, s.w1.tag, s.w1l.tag, s.w1l2.tag),
        hash2(66, s.w1.tag, s.right1),
        hash2(67, s.w1.form, s.right1),
        hash1(71, s.w1r.form),
        hash1(72, s.w1l.form),
    ]);
}

/// What three words and more, or dependents of two, tell together.
fn others(s: &Sight, features: &mut Vec<u64>) {
    features.extend_from_slice(&[
        hash1(14, s.w2.tag),
        hash2(15, s.w2.form, s.w2.tag),
        hash3(29, s.w1.form, s.w1.tag, s.v0.tag),
        hash3(30, s.w1.tag, s.v0.form, s.v0.tag),
        hash2(31, s.w1.tag, s.v0.tag),
        hash3(34, s.w1.tag, s.w0.tag, s.v0.tag),
        hash3(35, s.w2.tag, s.w1.tag, s.w0.tag),
        hash4(36, s.w1.tag, s.w0.tag, s.v0.tag, s.v1.tag),
        hash3(37, s.w0.tag, s.w0l.tag, s.v0.tag),
        hash3(38, s.w0.tag, s.w0r.tag, s.v0.tag),
        hash3(39, s.w0.tag, s.v0.tag, s.v0l.tag),
        hash3(40, s.w1.tag, s.w1r.tag, s.w0.tag),
        hash3(41, s.w1.tag, s.w1l.tag, s.w0.tag),
        hash3(42, s.w1.tag, s.w0.tag, s.w0l.tag),
        hash3(43, s.w1.tag, s.w0.tag, s.w0r.tag),
        hash4(44, s.w1.tag, s.w1r.tag, s.w0.tag, s.v0.tag),
        hash3(89, s.w1.form, s.w0l.form, s.w0.tag),
        hash3(91, s.w1.form, s.w0.tag, s.v0.tag),
        hash3(93, s.w0.tag, s.v0l.form, s.v0.tag),
        hash3(94, s.w0.tag, s.w0l.form, s.v0.tag),
        hash3(95, s.w1.tag, s.w1r.form, s.w0.tag),
        hash4(96, s.w0.tag, s.w0r.tag, s.v0.tag, s.v0l.tag),
        hash4(97, s.w1.tag, s.w0.tag, s.w0l.tag, s.v0.tag),
        hash4(98, s.w0.tag, s.v0.form, s.w0l.tag, s.w0r.tag),
        hash3(86, s.w0.coarse, s.v0.coarse, s.w1.coarse),
        hash4(106, s.w1.coarse_cluster, s.w0l.form, s.w0.coarse_cluster, s.w0.tag),
    ]);
}

/// The features of the arc from `head` to `dependent` in a finished tree; `labels` are those of the words before, by node.
pub fn label_features(state: &Configuration, of: &[Word], labels: &[u8], (head, dependent): (Node, Node), features: &mut Vec<u64>) {
    features.clear();
    let (h, d) = (word(of, head), word(of, dependent));
    let side = u64::from(dependent > head) + 2 * u64::from(head == state.root());
    let distance = match u64::from(dependent.abs_diff(head)) {
        distance @ 0..=3 => distance,
        4..=6 => 4,
        _ => 7,
    };
    let (own, heads) = (state.arcs(dependent), state.arcs(head));
    let [dl, dr, dl2, dr2] = [own.left.outer, own.right.outer, own.left.second, own.right.second].map(|node| word(of, node));
    let [hl, hr] = [heads.left.outer, heads.right.outer].map(|node| word(of, node));
    let beside = |node: Node, step: i32| {
        let at = i32::from(node) + step;
        if (1..=state.words() as i32).contains(&at) { word(of, at as Node) } else { &ABSENT }
    };
    let (previous, next, head_previous) = (beside(dependent, -1), beside(dependent, 1), beside(head, -1));
    let grandparent = if head == state.root() { NONE } else { heads.head };
    let g = word(of, grandparent);
    let label = |node: Node| labels.get(usize::from(node)).map_or(250, |label| u64::from(*label));
    let head_label = if head < dependent { label(head) } else { 77 };
    let (inner, outer) = siblings(state, head, dependent);
    let (i, o) = (word(of, inner), word(of, outer));
    let inner_label = if inner < dependent { label(inner) } else { 0 };
    let count = |count: u8, most: u8| u64::from(count.min(most));
    let mut add = |template: u64, a, b, c| features.push(hash4(500 + template, a, b, c, side));
    add(1, d.form, 0, 0);
    add(2, d.tag, 0, 0);
    add(3, h.form, 0, 0);
    add(4, h.tag, 0, 0);
    add(5, d.form, d.tag, 0);
    add(6, h.tag, d.tag, 0);
    add(7, h.form, d.tag, 0);
    add(8, h.tag, d.form, 0);
    add(9, h.form, d.form, 0);
    add(10, h.tag, d.tag, distance);
    add(11, d.tag, dl.tag, 0);
    add(12, d.tag, dl.form, 0);
    add(13, d.tag, dr.tag, 0);
    add(14, h.tag, d.tag, dl.form);
    add(15, h.form, d.tag, dl.form);
    add(16, h.tag, d.tag, dl.tag);
    add(17, h.tag, d.tag, dr.tag);
    add(18, previous.tag, d.tag, next.tag);
    add(19, previous.form, d.tag, 0);
    add(20, next.form, d.tag, 0);
    add(21, h.tag, hl.tag, d.tag);
    add(22, h.tag, hr.tag, d.tag);
    add(23, h.tag, d.tag, count(heads.left.count, 4));
    add(24, h.tag, d.tag, count(heads.right.count, 4));
    add(25, h.form, d.tag, previous.tag);
    add(26, d.tag, dl.tag, dl2.tag);
    add(27, d.tag, dr.form, 0);
    add(28, d.coarse, h.coarse, distance);
    add(29, d.tag, dl2.form, 0);
    add(30, h.tag, d.form, dl.form);
    add(31, d.tag, count(own.left.count, 3), count(own.right.count, 3));
    add(32, head_previous.tag, h.tag, d.tag);
    add(33, d.tag, dr.tag, dr2.tag);
    add(34, h.form, d.tag, distance);
    add(35, d.form, previous.form, 0);
    add(40, h.tag, d.tag, g.tag);
    add(41, h.tag, d.tag, head_label);
    add(42, h.form, d.tag, head_label);
    add(43, hl.form, h.tag, d.tag);
    add(44, hr.form, h.tag, d.tag);
    add(45, h.tag, d.tag, i.tag);
    add(46, h.tag, d.tag, o.tag);
    add(47, h.form, d.tag, i.tag);
    add(48, h.tag, d.tag, i.form);
    add(49, h.tag, d.tag, o.form);
    add(50, d.tag, inner_label, h.tag);
    add(51, dl.form, d.tag, dr.form);
    add(52, d.form, dl.tag, h.tag);
    add(53, h.tag, d.tag, label(own.left.outer));
    add(55, h.form, d.tag, label(own.left.outer));
    add(56, h.tag, if heads.left.outer < dependent { label(heads.left.outer) } else { 78 }, d.tag);
    add(60, h.cluster, d.tag, 0);
    add(61, h.tag, d.cluster, d.tag);
    add(62, h.coarse_cluster, d.coarse_cluster, d.tag);
    add(63, h.cluster, d.tag, dl.form);
    add(64, d.coarse_cluster, d.tag, dl.form);
}

/// How far the next sibling outward is looked for, in words.
const SIBLING_REACH: Node = 12;

/// The nearest dependents of a head on the side of one of them, towards the head and away from it.
fn siblings(state: &Configuration, head: Node, dependent: Node) -> (Node, Node) {
    let is_sibling = |node: &Node| state.arcs(*node).head == head;
    let last = state.words() as Node;
    if dependent > head {
        let inner = (head + 1..dependent).rev().take(usize::from(SIBLING_REACH)).find(is_sibling);
        let outer = (dependent + 1..=last.min(dependent + SIBLING_REACH)).find(is_sibling);
        (inner.unwrap_or(NONE), outer.unwrap_or(NONE))
    } else {
        let inner = (dependent + 1..head.min(last + 1)).take(usize::from(SIBLING_REACH)).find(is_sibling);
        let outer = (1..dependent).rev().take(usize::from(SIBLING_REACH)).find(is_sibling);
        (inner.unwrap_or(NONE), outer.unwrap_or(NONE))
    }
}
