//! Findings: what a report says, and the comments that silence it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How serious a finding is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A passage that a finding points at, and what it contributes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One contradiction, with every passage that takes part in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, kebab-case.
    pub rule: String,
    /// The kind of contradiction, as in the case files: `date`, `number`, ...
    pub kind: String,
    pub severity: Severity,
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Why the passages speak of one thing.
    pub reasons: Vec<String>,
    /// The first is the primary one. Never empty.
    pub labels: Vec<Label>,
}

impl Finding {
    /// The order of reports: by place, then by rule.
    pub fn sort_key(&self) -> (Span, &str, &str) {
        (self.labels[0].span, &self.rule, &self.message)
    }
}
