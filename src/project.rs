//! The whole way, in one place: files -> sources -> documents -> extractions -> graph -> findings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::config::Calendar;
use crate::document::{self, Document};
use crate::extract::{self, Depth, Extraction};
use crate::finding::{self, Finding, Severity};
use crate::lexicon::Lexicon;
use crate::link::{self, Linked};
use crate::rule::RuleSet;
use crate::source::{Source, SourceId};
use crate::{check, derive, facts, report};

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
    /// How this copy counts its years.
    pub calendar: Calendar,
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
    /// What each document says, in the order of the documents.
    pub extractions: Vec<Extraction>,
    pub errors: Vec<FileError>,
    /// For each source, the index into [`Options::scopes`] of the configuration that holds for it.
    scopes: Vec<usize>,
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
    let mut project = read(inputs, options, Depth::Claims);
    let graph = claims(&mut project, options).graph;
    let found = check::check(&graph, &options.rules, &options.lexicon.attributes);
    let findings = settle(found, &project.documents, &project.scopes, options);
    Checked { findings, claims: graph.claim_count(), project }
}

/// What each document says, one JSON object a line; and the files that could not be read.
pub fn extract_jsonl(inputs: Vec<Input>, options: &Options) -> (String, Vec<FileError>) {
    let mut project = read(inputs, options, Depth::Everything);
    let linked = claims(&mut project, options);
    (report::extract::jsonl(&project.sources, &project.documents, &project.extractions, &linked, &options.lexicon), project.errors)
}

/// The sentences of each document with what is known of their words, as CoNLL-U; and the files that could not be read.
pub fn extract_tokens(inputs: Vec<Input>, _: &Options) -> (String, Vec<FileError>) {
    let (project, dates) = sources(inputs);
    let documents = project.sources.par_iter().zip(&dates);
    let written: Vec<String> = documents.map(|(source, date)| report::conllu::conllu(source, &document::read(source, *date))).collect();
    (written.concat(), project.errors)
}

/// The graph of claims, in the language of Graphviz; and the files that could not be read.
pub fn graph_dot(inputs: Vec<Input>, options: &Options) -> (String, Vec<FileError>) {
    let mut project = read(inputs, options, Depth::Claims);
    let linked = claims(&mut project, options);
    (report::dot::dot(&linked.graph, &project.sources, &project.documents), project.errors)
}

/// A project of sources that are not read as documents yet, and the configured date of each.
fn sources(inputs: Vec<Input>) -> (Project, Vec<Option<NaiveDate>>) {
    let mut project = Project::default();
    let mut dates = Vec::new();
    for input in inputs {
        let id = SourceId(project.sources.len() as u32);
        match Source::new(id, input.name.clone(), input.bytes) {
            Ok(source) => {
                project.sources.push(source);
                project.scopes.push(input.scope);
                dates.push(input.date);
            }
            Err(error) => project.errors.push(FileError { path: input.name, message: error.to_string() }),
        }
    }
    (project, dates)
}

/// Reads and extracts files, each by itself and so in parallel.
fn read(inputs: Vec<Input>, options: &Options, depth: Depth) -> Project {
    let (mut project, dates) = sources(inputs);
    let read: Vec<(Document, Extraction)> = project
        .sources
        .par_iter()
        .zip(dates.par_iter().zip(&project.scopes))
        .map(|(source, (date, scope))| {
            let mut document = document::read(source, *date);
            document.calendar = options.scopes.get(*scope).map_or_else(Calendar::default, |scope| scope.calendar);
            let extraction = extract::extract(&document, &options.lexicon, depth);
            (document, extraction)
        })
        .collect();
    (project.documents, project.extractions) = read.into_iter().unzip();
    project
}

/// The graph of a project: its documents linked, its fact sheets held beside them, and all that follows from both.
fn claims(project: &mut Project, options: &Options) -> Linked {
    let mut linked = link::link(&project.documents, &project.extractions, &options.lexicon);
    for (number, scope) in options.scopes.iter().enumerate() {
        let documents: Vec<u32> = (0..project.documents.len() as u32).filter(|d| project.scopes[*d as usize] == number).collect();
        for (name, text) in &scope.facts {
            let id = SourceId(project.sources.len() as u32);
            let read = facts::parse(name, text).map_err(|e| e.to_string());
            let source = Source::new(id, name.clone(), text.clone().into_bytes()).map_err(|e| e.to_string());
            match read.and_then(|sheet| Ok((sheet, source?))) {
                Ok((sheet, source)) => {
                    project.sources.push(source);
                    project.scopes.push(number);
                    link::facts::link(&mut linked, &sheet, id, &documents, &project.documents, &project.extractions, &options.lexicon);
                }
                Err(message) => project.errors.push(FileError { path: name.clone(), message }),
            }
        }
    }
    let relations = linked.relations(&project.extractions);
    derive::derive(&mut linked.graph, &relations);
    linked
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
