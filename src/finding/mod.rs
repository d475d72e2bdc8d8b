//! Findings: what a report says, and the comments that silence it.
//!
//! Rules make most findings; [`NOTICES`] are those that no rule makes. [`suppress`] and [`apply_severities`] say which of them a
//! report shows, and how seriously.

mod notice;
mod suppress;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::{SourceId, Span};

pub use notice::{NOTICES, Notice, remarks_as_findings};
pub use suppress::suppress;

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

/// The most passages that a report shows of one finding.
const SHOWN: usize = 8;

impl Finding {
    /// The passages that a report shows: the first ones, among which each value that cannot hold with the others comes first.
    pub fn shown(&self) -> &[Label] {
        &self.labels[..self.labels.len().min(SHOWN)]
    }

    /// How many passages a report leaves out.
    pub fn more(&self) -> usize {
        self.labels.len() - self.shown().len()
    }

    /// The order of reports: by place, then by rule.
    pub fn sort_key(&self) -> (Span, &str, &str) {
        (self.labels[0].span, &self.rule, &self.message)
    }
}

/// Gives findings the severity that configuration asks for, and drops those of rules that it turns off. `levels` are the
/// severities by rule id (`None`: off) that hold for a source; the source of a finding is that of its primary label.
pub fn apply_severities<'l>(
    findings: Vec<Finding>,
    levels: impl Fn(SourceId) -> Option<&'l BTreeMap<String, Option<Severity>>>,
) -> Vec<Finding> {
    let level = |finding: &Finding| levels(finding.labels.first()?.span.source)?.get(&finding.rule).copied();
    findings
        .into_iter()
        .filter_map(|finding| {
            let severity = level(&finding).unwrap_or(Some(finding.severity))?;
            Some(Finding { severity, ..finding })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configuration_changes_severities_and_turns_rules_off() {
        let finding = |rule: &str, source: u32| Finding {
            rule: rule.into(),
            kind: "date".into(),
            severity: Severity::Error,
            message: String::new(),
            help: String::new(),
            reasons: vec![],
            labels: vec![Label { span: Span { source: SourceId(source), start: 0, end: 1 }, text: String::new() }],
        };
        let levels = BTreeMap::from([("a".to_string(), None), ("b".to_string(), Some(Severity::Note))]);
        let all = vec![finding("a", 0), finding("b", 0), finding("c", 0), finding("a", 1)];
        let kept = apply_severities(all, |source| (source == SourceId(0)).then_some(&levels));
        let kept: Vec<_> = kept.iter().map(|f| (f.rule.as_str(), f.severity)).collect();
        assert_eq!(kept, [("b", Severity::Note), ("c", Severity::Error), ("a", Severity::Error)]);
    }
}
