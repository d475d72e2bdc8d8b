//! The whole way, in one place: files -> sources -> documents -> extractions -> graph -> findings.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::config::Calendar;
use crate::document::{self, Document};
use crate::extract::{self, Depth, Extraction};
use crate::facts::FactSheet;
use crate::finding::{self, Finding, Severity};
use crate::lexicon::Lexicon;
use crate::link::{self, Linked};
use crate::rule::RuleSet;
use crate::source::{Source, SourceId};
use crate::{check, derive, facts, report};

pub use crate::source::FileError;

/// What stands for all files in an error that is of none of them.
const WHOLE: &str = "<all files>";

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
    let compared = guarded(|| {
        let graph = claims(&mut project, options).graph;
        (check::check(&graph, &options.rules, &options.lexicon.attributes), graph.claim_count())
    });
    let (found, claims) = unless_broken(compared, &mut project);
    let findings = settle(found, &project.documents, &project.scopes, options);
    Checked { findings, claims, project }
}

/// What each document says, one JSON object a line; and the files that could not be read.
pub fn extract_jsonl(inputs: Vec<Input>, options: &Options) -> (String, Vec<FileError>) {
    let mut project = read(inputs, options, Depth::Everything);
    let written = guarded(|| {
        let linked = claims(&mut project, options);
        report::extract::jsonl(&project.sources, &project.documents, &project.extractions, &linked, &options.lexicon)
    });
    (unless_broken(written, &mut project), project.errors)
}

/// The sentences of each document with what is known of their words, as CoNLL-U; and the files that could not be read.
pub fn extract_tokens(inputs: Vec<Input>, _: &Options) -> (String, Vec<FileError>) {
    let (mut project, dates) = sources(inputs);
    let documents = project.sources.par_iter().zip(&dates);
    let write = |(source, date): (&Source, &Option<NaiveDate>)| {
        guarded(|| report::conllu::conllu(source, &document::read(source, *date)))
            .map_err(|message| FileError { path: source.name.clone(), message })
    };
    let written: Vec<Result<String, FileError>> = documents.map(write).collect();
    let (written, broken): (Vec<_>, Vec<_>) = written.into_iter().partition(Result::is_ok);
    project.errors.extend(broken.into_iter().filter_map(Result::err));
    (written.into_iter().flatten().collect(), project.errors)
}

/// The graph of claims, in the language of Graphviz; and the files that could not be read.
pub fn graph_dot(inputs: Vec<Input>, options: &Options) -> (String, Vec<FileError>) {
    let mut project = read(inputs, options, Depth::Claims);
    let written = guarded(|| {
        let linked = claims(&mut project, options);
        report::dot::dot(&linked.graph, &project.sources, &project.documents)
    });
    (unless_broken(written, &mut project), project.errors)
}

/// A project of sources that are not read as documents yet, and the configured date of each. They stand by name, so that in whatever
/// order they come the report is one.
fn sources(mut inputs: Vec<Input>) -> (Project, Vec<Option<NaiveDate>>) {
    let mut project = Project::default();
    let mut dates = Vec::new();
    inputs.sort_by(|a, b| (&a.name, &a.bytes, a.date, a.scope).cmp(&(&b.name, &b.bytes, b.date, b.scope)));
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

/// Reads and extracts files, each by itself and so in parallel. A file on which that fails becomes an error, and no document.
fn read(inputs: Vec<Input>, options: &Options, depth: Depth) -> Project {
    let (mut project, dates) = sources(inputs);
    let read: Vec<Result<(Document, Extraction), String>> = project
        .sources
        .par_iter()
        .zip(dates.par_iter().zip(&project.scopes))
        .map(|(source, (date, scope))| {
            guarded(|| {
                let mut document = document::read(source, *date);
                document.calendar = options.scopes.get(*scope).map_or_else(Calendar::default, |scope| scope.calendar);
                let extraction = extract::extract(&document, &options.lexicon, depth);
                (document, extraction)
            })
        })
        .collect();
    for (source, read) in project.sources.iter().zip(read) {
        match read {
            Ok((document, extraction)) => {
                project.documents.push(document);
                project.extractions.push(extraction);
            }
            Err(message) => project.errors.push(FileError { path: source.name.clone(), message }),
        }
    }
    project
}

/// Does a piece of work on copy; a panic in it, which is a defect of this program, becomes a message. What the work had begun to
/// change may be half done.
///
/// # Errors
/// The message, for the user.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| defect(&*payload))
}

fn defect(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("a defect of gainsay, please report it with this copy: {}", text.unwrap_or("no more is known"))
}

/// What was made of the whole project; nothing, and an error that says so, where that failed.
fn unless_broken<T: Default>(made: Result<T, String>, project: &mut Project) -> T {
    made.unwrap_or_else(|message| {
        project.errors.push(FileError { path: WHOLE.to_string(), message: format!("could not be compared: {message}") });
        T::default()
    })
}

/// The graph of a project: its documents linked, its fact sheets held beside them, and all that follows from both.
fn claims(project: &mut Project, options: &Options) -> Linked {
    let mut linked = link::link(&project.documents, &project.extractions, &options.lexicon);
    for (number, scope) in options.scopes.iter().enumerate() {
        let documents = in_scope(project, number);
        let sheets: Vec<(FactSheet, SourceId)> = scope.facts.iter().filter_map(|(name, text)| sheet(project, number, name, text)).collect();
        link::facts::link(&mut linked, &sheets, &documents, &project.documents, &project.extractions, &options.lexicon);
    }
    let relations = linked.relations(&project.extractions);
    derive::derive(&mut linked.graph, &relations);
    linked
}

/// Reads a fact sheet of a scope and adds it to the sources; one that cannot be read becomes an error.
fn sheet(project: &mut Project, scope: usize, name: &str, text: &str) -> Option<(FactSheet, SourceId)> {
    let id = SourceId(project.sources.len() as u32);
    let read = facts::parse(name, text).map_err(|error| error.to_string());
    let source = Source::new(id, name.to_string(), text.as_bytes().to_vec()).map_err(|error| error.to_string());
    match read.and_then(|sheet| Ok((sheet, source?))) {
        Ok((sheet, source)) => {
            project.sources.push(source);
            project.scopes.push(scope);
            Some((sheet, id))
        }
        Err(message) => {
            project.errors.push(FileError { path: name.to_string(), message });
            None
        }
    }
}

/// The documents that one configuration holds for, by number.
fn in_scope(project: &Project, scope: usize) -> Vec<u32> {
    let numbered = project.documents.iter().zip(0..);
    numbered.filter(|(document, _)| project.scopes.get(document.source.0 as usize) == Some(&scope)).map(|(_, number)| number).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(guarded(|| 1), Ok(1));
        let message = guarded(|| -> u32 { panic!("no {}", "luck") });
        assert_eq!(message, Err("a defect of gainsay, please report it with this copy: no luck".to_string()));
        let mut project = Project::default();
        assert_eq!(unless_broken::<u32>(message, &mut project), 0);
        assert!(project.errors[0].path == WHOLE && project.errors[0].message.starts_with("could not be compared: a defect"));
    }
}
