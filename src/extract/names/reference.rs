//! Descriptions and pronouns that can be only one person's.

use super::super::Text;
use super::super::entity::Names;
use crate::lexicon::Lexicon;

/// Adds nominal and pronominal mentions to the names of a document.
pub fn add(_text: &Text, _names: &mut Names, _lexicon: &Lexicon) {}
