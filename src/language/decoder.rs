//! Tags and trees for tokens, with memory that is kept from one sentence to the next.

use std::cell::RefCell;
use std::ops::Range;

use super::features::Form;
use super::model::Model;
use super::parser::Scratch;
use super::tagger::TagNumber;
use super::tree::Arc;
use super::{Analysis, Sentence, Token};

/// Tokens that are parsed at once at most: longer sentences are lists and tables, and are parsed piece by piece. (The cost of a step grows with
/// the length of the sentence, and the parser counts words in 16 bits.)
pub const WIDEST_TREE: usize = 160;

/// The memory of the taggers and the parser.
#[derive(Debug, Default)]
pub struct Decoder {
    forms: Vec<Form>,
    tags: Vec<TagNumber>,
    features: Vec<u64>,
    scratch: Scratch,
}

thread_local! {
    static DECODER: RefCell<Decoder> = RefCell::default();
}

/// Tags every sentence of an analysis, and parses those that are wanted, by its thread's memory.
pub fn decode(model: &Model, text: &str, analysis: &mut Analysis, wants_tree: impl Fn(&[Token]) -> bool) {
    DECODER.with_borrow_mut(|decoder| decoder.decode(model, text, analysis, wants_tree));
}

impl Decoder {
    /// Tags every sentence, and parses those that are wanted.
    pub fn decode(&mut self, model: &Model, text: &str, analysis: &mut Analysis, wants_tree: impl Fn(&[Token]) -> bool) {
        analysis.arcs.clear();
        analysis.arcs.resize(analysis.tokens.len(), None);
        let Analysis { sentences, tokens, arcs, .. } = &mut *analysis;
        for Sentence { tokens: range, .. } in sentences.iter() {
            let wanted = self.tag(model, text, &mut tokens[range.clone()], &wants_tree);
            if wanted {
                self.parse(model, range.clone(), &mut arcs[range.clone()]);
            }
        }
        analysis.find_predicates();
    }

    /// Tags one sentence; whether its tree is wanted.
    fn tag(&mut self, model: &Model, text: &str, tokens: &mut [Token], wants_tree: impl Fn(&[Token]) -> bool) -> bool {
        self.forms.clear();
        self.forms.extend(tokens.iter().enumerate().map(|(at, token)| model.form(&text[token.range()], at == 0)));
        model.tag(&self.forms, &mut self.features, &mut self.tags);
        for (token, tag) in tokens.iter_mut().zip(&self.tags) {
            (token.upos, token.penn) = model.tags().tag(*tag);
        }
        wants_tree(tokens)
    }

    /// Parses the sentence that was tagged last; `range` are its tokens within the block.
    fn parse(&mut self, model: &Model, range: Range<usize>, arcs: &mut [Option<Arc>]) {
        for from in (0..range.len()).step_by(WIDEST_TREE) {
            let piece = from..(from + WIDEST_TREE).min(range.len());
            model.parse(&self.forms[piece.clone()], &self.tags[piece.clone()], &mut self.scratch);
            for (at, arc) in arcs[piece].iter_mut().enumerate() {
                let head = self.scratch.head(at).map(|head| (range.start + from + head) as u32);
                *arc = Some(Arc { head, relation: model.relation(self.scratch.label(at)) });
            }
        }
    }
}
