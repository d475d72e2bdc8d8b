//! Temporary.
use crate::document::TextRange;
use crate::value::Quantity;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    Sum,
    Share,
    Change,
    Conversion,
    ListCount,
}
#[derive(Clone, Debug)]
pub struct Relation {
    pub kind: RelationKind,
    pub stated: (TextRange, Quantity),
    pub parts: Vec<(TextRange, Quantity)>,
    pub derived: Quantity,
    pub words: String,
}
pub fn relations(_: &super::Text, _: &[super::QuantityMention], _: &[super::TimeMention]) -> Vec<Relation> {
    vec![]
}
