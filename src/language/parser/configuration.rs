//! The state of the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011): a stack, a buffer and the arcs so far.
//!
//! Words are numbered from 1 in the order of the sentence; the artificial root stands at the end of the buffer, behind the last word
//! (Ballesteros & Nivre 2013, "Going to the roots of dependency parsing").

/// A word's number in its sentence, from 1; the root is behind the last one.
pub type Node = u16;
/// No word.
pub const NONE: Node = Node::MAX;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Transition {
    /// The first word of the buffer goes onto the stack.
    Shift = 0,
    /// The word on the stack becomes a dependent of the first word of the buffer.
    LeftArc = 1,
    /// The word on the stack becomes a dependent of the one below it.
    RightArc = 2,
}

/// Every transition, in the order of scores.
pub const TRANSITIONS: [Transition; 3] = [Transition::Shift, Transition::LeftArc, Transition::RightArc];

/// The two outermost dependents of a word on one side, the outer one first, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependents {
    pub outer: Node,
    pub second: Node,
    pub count: u8,
}

const NO_DEPENDENTS: Dependents = Dependents { outer: NONE, second: NONE, count: 0 };

/// A word and its arcs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arcs {
    /// 0 until it has one.
    pub head: Node,
    pub left: Dependents,
    pub right: Dependents,
}

const NO_ARCS: Arcs = Arcs { head: 0, left: NO_DEPENDENTS, right: NO_DEPENDENTS };

/// A state of the parser.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    words: usize,
    pub stack: Vec<Node>,
    /// The first word of the buffer.
    pub buffer: usize,
    /// Of words 1 to n and the root; the first is unused.
    pub arcs: Vec<Arcs>,
}

impl Configuration {
    /// The initial state for a sentence of so many words.
    pub fn reset(&mut self, words: usize) {
        self.words = words;
        self.buffer = 1;
        self.stack.clear();
        self.arcs.clear();
        self.arcs.resize(words + 2, NO_ARCS);
    }

    /// Makes this state equal to another without giving up its memory.
    pub fn copy_from(&mut self, other: &Configuration) {
        self.words = other.words;
        self.buffer = other.buffer;
        self.stack.clear();
        self.stack.extend_from_slice(&other.stack);
        self.arcs.clear();
        self.arcs.extend_from_slice(&other.arcs);
    }

    /// How many words the sentence has.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The number of the root.
    pub fn root(&self) -> Node {
        self.words as Node + 1
    }

    /// Whether every word has a head.
    pub fn is_final(&self) -> bool {
        self.buffer > self.words && self.stack.is_empty()
    }

    /// Which transitions are possible, in the order of [`TRANSITIONS`]. The root takes only one dependent.
    #[inline]
    pub fn allowed(&self) -> [bool; 3] {
        let depth = self.stack.len();
        if self.buffer > self.words { [false, depth == 1, depth >= 2] } else { [true, depth >= 1, depth >= 2] }
    }

    /// The only possible transition, where there is but one.
    #[inline]
    pub fn forced(&self) -> Option<Transition> {
        match self.allowed() {
            [true, false, false] => Some(Transition::Shift),
            [false, true, false] => Some(Transition::LeftArc),
            [false, false, true] => Some(Transition::RightArc),
            _ => None,
        }
    }

    /// The word at a depth of the stack.
    #[inline]
    pub fn stacked(&self, depth: usize) -> Node {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// A word of the buffer.
    #[inline]
    pub fn buffered(&self, distance: usize) -> Node {
        let node = self.buffer + distance;
        if node <= self.words + 1 { node as Node } else { NONE }
    }

    /// The arcs of a word.
    #[inline]
    pub fn arcs(&self, node: Node) -> Arcs {
        self.arcs.get(usize::from(node)).copied().unwrap_or(NO_ARCS)
    }

    /// Takes a transition, which must be allowed.
    pub fn apply(&mut self, transition: Transition) {
        let head = match transition {
            Transition::Shift => {
                self.stack.push(self.buffer as Node);
                self.buffer += 1;
                return;
            }
            Transition::LeftArc => self.buffer as Node,
            Transition::RightArc => self.stacked(1),
        };
        if let Some(dependent) = self.stack.pop() {
            self.attach(head, dependent);
        }
    }

    /// Adds an arc. Dependents may come in any order.
    pub fn attach(&mut self, head: Node, dependent: Node) {
        self.arcs[usize::from(dependent)].head = head;
        let arcs = &mut self.arcs[usize::from(head)];
        let left = dependent < head;
        let side = if left { &mut arcs.left } else { &mut arcs.right };
        let is_outer = side.outer == NONE || (dependent < side.outer) == left;
        if is_outer {
            side.second = side.outer;
            side.outer = dependent;
        } else if side.second == NONE || (dependent < side.second) == left {
            side.second = dependent;
        }
        side.count = side.count.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_parsed_by_its_transitions() {
        // "talks failed": failed <- root, talks <- failed.
        let mut state = Configuration::default();
        state.reset(2);
        assert_eq!(state.forced(), Some(Transition::Shift));
        for transition in [Transition::Shift, Transition::LeftArc, Transition::Shift] {
            state.apply(transition);
        }
        assert_eq!(state.forced(), Some(Transition::LeftArc));
        state.apply(Transition::LeftArc);
        assert!(state.is_final());
        assert_eq!((state.arcs(1).head, state.arcs(2).head), (2, state.root()));
        assert_eq!(state.arcs(2).left, Dependents { outer: 1, second: NONE, count: 1 });
    }

    #[test]
    fn the_outermost_dependents_are_kept() {
        let mut state = Configuration::default();
        state.reset(6);
        for dependent in [4, 6, 5] {
            state.attach(3, dependent);
        }
        assert_eq!(state.arcs(3).right, Dependents { outer: 6, second: 5, count: 3 });
    }
}
