//! The model file: the tables of the taggers and the parser, read in place.
//!
//! The file is a header of the magic bytes, the version of the format and a CRC-32 of all that follows it, then a directory of named
//! sections (name of 8 bytes, offset and length as little-endian 32-bit numbers), then the sections. `examples/train` writes it.

use std::sync::LazyLock;

use super::features::{Form, Known};
use super::names::{self, Label, View};
use super::parser::{self, Scratch};
use super::table::{CLASSES, ClassTable, TransitionTable, WordTable};
use super::tagger::{self, TagNumber, TagSet};
use super::universal::{Penn, Relation, Upos};

/// The first bytes of a model file.
pub const MAGIC: [u8; 8] = *b"GAINSAY\0";
/// Bytes before the directory.
const HEADER: usize = 16;
/// Bytes of an entry of the directory.
const ENTRY: usize = 16;
/// The version of the format and of the features that the weights are for.
pub const VERSION: u32 = 1;

/// Why bytes are not a model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not start like a model file.
    #[error("this is not a Gainsay model file (its first bytes are others)")]
    Foreign,
    /// It is of another version.
    #[error("the model file has format version {0}, this program reads version {VERSION}; train it anew")]
    Version(u32),
    /// Bytes were lost or changed.
    #[error("the model file is damaged: its checksum is {found:08x}, it should be {stated:08x}")]
    Checksum { stated: u32, found: u32 },
    /// A section is missing or does not hold what it should.
    #[error("the model file has no valid section `{0}`")]
    Section(String),
}

/// A trained model of English.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// Of its file.
    checksum: u32,
    tags: TagSet,
    relations: Vec<Relation>,
    words: WordTable<'a>,
    /// The coarse cluster of each cluster.
    coarse_clusters: &'a [[u8; 2]],
    tagging: ClassTable<'a>,
    transitions: TransitionTable<'a>,
    labelling: ClassTable<'a>,
    naming: ClassTable<'a>,
}

/// The sections of the names, slots and rows.
pub const NAMES: [&str; 2] = ["nam.slot", "nam.rows"];

/// Bits of a word list's value that hold the ambiguity class; the cluster is above them.
const AMBIGUITY_BITS: u32 = 12;

/// A value of the word list: the ambiguity class and the cluster, of 12 bits each.
pub fn word_value(ambiguity: u16, cluster: u16) -> u32 {
    u32::from(cluster) << AMBIGUITY_BITS | u32::from(ambiguity) & ((1 << AMBIGUITY_BITS) - 1)
}

static BUILTIN: LazyLock<Model<'static>> = LazyLock::new(|| {
    // A test reads the model; a damaged one cannot be built into a program that passes it.
    Model::read(include_bytes!("../../model/english.model")).expect("the built-in model is read")
});

impl<'a> Model<'a> {
    /// The model that is part of the program.
    pub fn builtin() -> &'static Model<'static> {
        &BUILTIN
    }

    /// Reads a model in place.
    ///
    /// # Errors
    /// If the bytes are no model, of another version, damaged, or lack a section.
    pub fn read(bytes: &'a [u8]) -> Result<Model<'a>, ModelError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(ModelError::Foreign)?;
        let (version, rest) = number(rest).ok_or(ModelError::Foreign)?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let (stated, rest) = number(rest).ok_or(ModelError::Foreign)?;
        let found = crc32fast::hash(rest);
        if found != stated {
            return Err(ModelError::Checksum { stated, found });
        }
        let section = |name: &str| section(rest, name).ok_or_else(|| ModelError::Section(name.to_string()));
        let tags = lines(section("tags")?, |line| {
            let (upos, penn) = line.split_once(' ')?;
            Some((Upos::from_name(upos)?, Penn::from_name(penn)?))
        });
        let tags = tags.and_then(TagSet::new).ok_or_else(|| ModelError::Section("tags".to_string()))?;
        let relations = lines(section("relation")?, Relation::from_name).filter(|r| (1..=CLASSES).contains(&r.len()));
        Ok(Model {
            checksum: stated,
            tags,
            relations: relations.ok_or_else(|| ModelError::Section("relation".to_string()))?,
            words: WordTable::new(section("words")?),
            coarse_clusters: section("coarse")?.as_chunks().0,
            tagging: ClassTable::new(section("tag.slot")?, section("tag.rows")?),
            transitions: TransitionTable::new(section("arc.slot")?),
            labelling: ClassTable::new(section("lab.slot")?, section("lab.rows")?),
            // The names are trained last, on text that is tagged by the rest: until then there are none.
            naming: ClassTable::new(section(NAMES[0]).unwrap_or_default(), section(NAMES[1]).unwrap_or_default()),
        })
    }

    /// The joint tags that it gives.
    pub fn tags(&self) -> &TagSet {
        &self.tags
    }

    /// The features of a written form, with what the word list knows of it.
    pub fn form(&self, written: &str, first: bool) -> Form {
        let mut form = Form::new(written, first);
        form.known = self.known(form.lower);
        form
    }

    /// What the word list knows of a lower-case form, by its hash.
    pub fn known(&self, lower: u64) -> Known {
        let value = self.words.get(lower);
        let cluster = value >> AMBIGUITY_BITS;
        let coarse = self.coarse_clusters.get(cluster as usize).map_or(0, |c| u16::from_le_bytes(*c));
        Known { ambiguity: (value & ((1 << AMBIGUITY_BITS) - 1)) as u16, cluster: cluster as u16, coarse_cluster: coarse }
    }

    /// Tags the forms of one sentence; `tags` is filled anew.
    pub fn tag(&self, forms: &[Form], scratch: &mut Vec<u64>, tags: &mut Vec<TagNumber>) {
        tagger::tag(&self.tagging, &self.tags, forms, scratch, tags);
    }

    /// Parses a tagged sentence into `scratch`.
    pub fn parse(&self, forms: &[Form], tags: &[TagNumber], scratch: &mut Scratch) {
        scratch.begin(self.checksum);
        parser::features::words(forms, tags, &self.tags, &mut scratch.words);
        parser::parse(&self.transitions, (&self.labelling, self.relations.len()), scratch);
    }

    /// Labels the names of one sentence; `labels` is filled anew.
    pub fn label_names(&self, view: &View, scratch: &mut Vec<u64>, labels: &mut Vec<Label>) {
        names::labels(&self.naming, view, scratch, labels);
    }

    /// The relation with a number that the parser gave.
    pub fn relation(&self, label: u8) -> Relation {
        self.relations.get(usize::from(label)).copied().unwrap_or(Relation::Dep)
    }
}

/// A little-endian number and what follows it.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*number), rest))
}

/// The bytes of a section; offsets count from the directory's start.
fn section<'a>(bytes: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let (count, mut directory) = number(bytes)?;
    for _ in 0..count {
        let (entry, rest) = directory.split_first_chunk::<8>()?;
        let (offset, rest) = number(rest)?;
        let (length, rest) = number(rest)?;
        directory = rest;
        let stated = entry.split(|byte| *byte == 0).next()?;
        if stated == name.as_bytes() {
            let start = offset as usize;
            return bytes.get(start..start.checked_add(length as usize)?);
        }
    }
    None
}

/// The names and contents of a model's sections, in order.
///
/// # Errors
/// As [`Model::read`].
pub fn sections(bytes: &[u8]) -> Result<Vec<(&str, &[u8])>, ModelError> {
    Model::read(bytes)?;
    let (count, directory) = number(&bytes[HEADER..]).ok_or(ModelError::Foreign)?;
    let names = directory.chunks(ENTRY).take(count as usize).map(|entry| {
        let name = entry.get(..8).and_then(|name| name.split(|byte| *byte == 0).next());
        name.and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    });
    let section = |name| section(&bytes[HEADER..], name).map(|content| (name, content));
    names.map(|name| section(name).ok_or_else(|| ModelError::Section(name.to_string()))).collect()
}

/// Writes a model of sections, which [`Model::read`] reads. Names have at most 8 bytes.
pub fn write(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut directory = (sections.len() as u32).to_le_bytes().to_vec();
    let mut offset = 4 + ENTRY * sections.len();
    for (name, content) in sections {
        let mut entry = [0; 8];
        entry.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
        directory.extend(entry);
        directory.extend((offset as u32).to_le_bytes());
        directory.extend((content.len() as u32).to_le_bytes());
        offset += content.len();
    }
    directory.extend(sections.iter().flat_map(|(_, content)| content));
    let header = [&MAGIC[..], &VERSION.to_le_bytes(), &crc32fast::hash(&directory).to_le_bytes()].concat();
    [header, directory].concat()
}

fn lines<T>(section: &[u8], read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    std::str::from_utf8(section).ok()?.lines().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let names = ["words", "coarse", "tag.slot", "tag.rows", "arc.slot", "lab.slot", "lab.rows"];
        let mut sections = vec![("tags", b"NOUN NN\nVERB VBD\n".to_vec()), ("relation", b"root\nnsubj\n".to_vec())];
        sections.extend(names.map(|name| (name, Vec::new())));
        write(&sections)
    }

    #[test]
    fn a_written_model_is_read() {
        let bytes = small();
        let model = Model::read(&bytes).expect("a model");
        assert_eq!(model.tags().count(), 2);
        assert_eq!(model.relation(1), Relation::Nsubj);
        let forms = [model.form("Talks", true), model.form("failed", false)];
        let (mut tags, mut scratch) = (Vec::new(), Scratch::default());
        model.tag(&forms, &mut Vec::new(), &mut tags);
        model.parse(&forms, &tags, &mut scratch);
        assert_eq!((tags.len(), scratch.head(0).is_some() || scratch.head(1).is_some()), (2, true));
    }

    #[test]
    fn a_model_without_names_finds_none() {
        let bytes = small();
        let model = Model::read(&bytes).expect("a model");
        let mut view = View::default();
        view.set([model.form("Oslo", true)].into_iter(), [Upos::Propn].into_iter(), &[names::Facts::default()]);
        let mut labels = Vec::new();
        model.label_names(&view, &mut Vec::new(), &mut labels);
        assert_eq!(labels, [names::OUTSIDE]);
    }

    #[test]
    fn sections_are_written_as_they_were_read() {
        let bytes = small();
        let sections = sections(&bytes).expect("sections");
        let copies: Vec<(&str, Vec<u8>)> = sections.into_iter().map(|(name, content)| (name, content.to_vec())).collect();
        assert_eq!(write(&copies), bytes);
        assert_eq!(copies[0], ("tags", b"NOUN NN\nVERB VBD\n".to_vec()));
    }

    #[test]
    fn damage_is_an_error_that_says_what() {
        let bytes = small();
        assert_eq!(Model::read(b"GIF89a").unwrap_err(), ModelError::Foreign);
        let mut other = bytes.clone();
        other[8] = 99;
        assert_eq!(Model::read(&other).unwrap_err(), ModelError::Version(99));
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(matches!(Model::read(&damaged), Err(ModelError::Checksum { .. })));
        let lacking = write(&[("tags", b"NOUN NN\n".to_vec())]);
        assert_eq!(Model::read(&lacking).unwrap_err(), ModelError::Section("relation".to_string()));
        for cut in 0..bytes.len() {
            assert!(Model::read(&bytes[..cut]).is_err());
        }
    }

    #[test]
    fn the_builtin_model_is_sound() {
        assert!(Model::builtin().tags().count() > 40);
    }
}
