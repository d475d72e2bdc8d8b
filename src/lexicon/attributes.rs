//! Attribute declarations: how many values one subject may have, and how they change with time.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::yaml;

/// How many values a subject may have at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Multiplicity {
    One,
    Many,
}

/// How a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverTime {
    /// Never: a birth date, the date of an event.
    Fixed,
    /// Never, but the like may happen again at another time: a verdict.
    Once,
    /// It holds for a time: an office, an age.
    State,
    /// It only grows: a toll.
    Rising,
    /// At any time, either way: a price.
    Free,
}

/// What claims of one attribute are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    Event,
    Entity,
    Expression,
}

/// The declaration of one attribute.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AttributeDeclaration {
    pub attribute: String,
    pub subject: SubjectKind,
    pub values: Multiplicity,
    pub over_time: OverTime,
}

/// The declared attributes, by name.
#[derive(Clone, Debug)]
pub struct Attributes(BTreeMap<String, AttributeDeclaration>);

impl Attributes {
    /// The declarations in the binary.
    pub fn builtin() -> Attributes {
        let text = include_str!("../../rules/lexicon/attributes.yaml");
        let list: Vec<AttributeDeclaration> = yaml::builtin("rules/lexicon/attributes.yaml", text);
        Attributes(list.into_iter().map(|d| (d.attribute.clone(), d)).collect())
    }

    /// The declaration of an attribute.
    pub fn get(&self, name: &str) -> Option<&AttributeDeclaration> {
        self.0.get(name)
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Default for Attributes {
    fn default() -> Self {
        Attributes::builtin()
    }
}
