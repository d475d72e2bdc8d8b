//! Reports: what was found, in the formats that people and programs read. One file for each format.
//!
//! In goes a [`Report`]; out comes text. Nothing here decides anything: severities, suppression and order stand already.

mod concise;
pub mod conllu;
pub mod dot;
mod excerpt;
pub mod extract;
mod json;
mod known;
mod pretty;
mod shown;

pub use concise::concise;
pub use json::json;
pub use known::is_report;
pub use pretty::{Style, diagnostic, pretty};
pub use shown::Shown;
use shown::shown;

use crate::finding::{Finding, Severity};
use crate::source::{FileError, Source, Span};

/// All that a report tells.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the spans of findings point into; a [`SourceId`](crate::source::SourceId) is an index into this list.
    pub sources: &'a [Source],
    /// In the order in which they are shown.
    pub findings: &'a [Finding],
    /// Files that could not be read.
    pub errors: &'a [FileError],
    /// Number of documents that were read.
    pub documents: usize,
    /// Number of claims in them.
    pub claims: usize,
}

impl Report<'_> {
    /// How many findings are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// What went in and what came out, in words: "2 errors, 1 warning in 5 documents".
    pub fn summary(&self) -> String {
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
        let counts = counts.map(|(severity, name)| (self.count(severity), name));
        let found: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| counted(*n, name)).collect();
        let found = if found.is_empty() { "no findings".to_string() } else { found.join(", ") };
        let unread = match self.errors.len() {
            0 => String::new(),
            n => format!("; {} could not be read", counted(n, "file")),
        };
        format!("{found} in {}{unread}", counted(self.documents, "document"))
    }

    fn source(&self, span: Span) -> Option<&Source> {
        self.sources.get(span.source.0 as usize)
    }

    /// Where a span starts, as `path:line:column`.
    fn place(&self, span: Span) -> String {
        let Some(source) = self.source(span) else { return "?".to_string() };
        let (line, column) = source.line_column(span.start);
        format!("{}:{line}:{column}", source.name)
    }
}

/// "1 error", "2 errors".
fn counted(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}

/// How many passages of a finding a report leaves out, in words; `None` where it shows all.
fn more(finding: &Finding) -> Option<String> {
    let more = finding.more();
    (more > 0).then(|| format!("and {}", counted(more, "more place")))
}

/// A value as indented JSON, with a line break at the end.
///
/// The values given here hold text, numbers and lists of them alone, so that writing them cannot fail; were one to fail all the
/// same, the text is empty.
pub fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}
