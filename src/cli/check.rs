//! The commands that read copy: `check`, `extract` and `graph`.

use std::io;
use std::path::Path;

use super::arguments::{CheckArguments, CheckFormat, Colour, ExtractArguments, ExtractFormat, FailOn, GraphArguments, GraphFormat};
use super::load::{self, Loaded};
use super::{BROKEN, CLEAN, FOUND, Failure, Outcome, WIDTH, output, paths, style};
use crate::language::conllu;
use crate::project::{self, Checked};
use crate::report::{self, Report, Shown, Style};
use crate::source::FileError;

/// `gainsay check`.
pub(super) fn check(arguments: &CheckArguments, colour: Colour) -> Result<Outcome, Failure> {
    let Loaded { inputs, options, errors, notes, read } = load::load(&arguments.copy)?;
    if let Some(path) = &arguments.output_file {
        output::spare(path, &read)?;
    }
    let Checked { project, findings, claims } = project::check(inputs, &options);
    let errors = sorted(errors, project.errors);
    let report = Report { sources: &project.sources, findings: &findings, errors: &errors, documents: project.documents.len(), claims };
    let text = match arguments.format {
        CheckFormat::Pretty => report::pretty(&report, page(colour, arguments.output_file.is_some())),
        CheckFormat::Concise => report::concise(&report),
        CheckFormat::Json => report::json(&report),
    };
    let read_by_the_user = arguments.output_file.is_none() && arguments.format != CheckFormat::Json;
    Ok(Outcome {
        report: text,
        file: arguments.output_file.clone(),
        notes: told(&notes, if read_by_the_user { &[] } else { &errors }),
        status: status(&report, arguments.fail_on),
    })
}

/// `gainsay extract`.
pub(super) fn extract(arguments: &ExtractArguments) -> Result<Outcome, Failure> {
    if let Some(path) = &arguments.pretokenized {
        return pretokenized(path);
    }
    let loaded = load::load(&arguments.copy)?;
    Ok(match arguments.format {
        ExtractFormat::Jsonl if arguments.tokens => printed(loaded, project::extract_tokens),
        ExtractFormat::Jsonl => printed(loaded, project::extract_jsonl),
    })
}

/// `gainsay extract --tokens --pretokenized FILE`.
fn pretokenized(path: &Path) -> Result<Outcome, Failure> {
    let text = load::text_of(path)?;
    let sentences = conllu::parse(&text).map_err(|error| Failure::usage(format!("{}:{error}", paths::shown(path))))?;
    let mut report = String::new();
    sentences.iter().for_each(|sentence| conllu::write_reanalysed(&mut report, sentence));
    Ok(Outcome { report, ..Outcome::default() })
}

/// `gainsay graph`.
pub(super) fn graph(arguments: &GraphArguments) -> Result<Outcome, Failure> {
    let loaded = load::load(&arguments.copy)?;
    Ok(match arguments.format {
        GraphFormat::Dot => printed(loaded, project::graph_dot),
    })
}

/// What a command prints of the project, and the files that it could not take.
type Print = fn(Vec<project::Input>, &project::Options) -> (String, Vec<FileError>);

fn printed(loaded: Loaded, print: Print) -> Outcome {
    let Loaded { inputs, options, errors, notes, .. } = loaded;
    let (report, more) = print(inputs, &options);
    let errors = sorted(errors, more);
    let status = if errors.is_empty() { CLEAN } else { BROKEN };
    Outcome { report, file: None, notes: told(&notes, &errors), status }
}

/// How to draw the report: a file has no colours unless they are asked for, and no width of its own.
fn page(colour: Colour, file: bool) -> Style {
    match file {
        true => Style { colour: colour == Colour::Always, width: WIDTH },
        false => style(colour, &io::stdout()),
    }
}

fn sorted(mut errors: Vec<FileError>, more: Vec<FileError>) -> Vec<FileError> {
    errors.extend(more);
    errors.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    errors
}

/// Notes and errors as lines for standard error.
fn told(notes: &[String], errors: &[FileError]) -> String {
    let errors = errors.iter().map(|error| format!("error: {}: {}\n", Shown(&error.path), Shown(&error.message)));
    notes.iter().map(|note| format!("{}\n", Shown(note))).chain(errors).collect()
}

fn status(report: &Report, fail_on: FailOn) -> u8 {
    let fails = |least| report.findings.iter().any(|finding| finding.severity >= least);
    match (report.errors.is_empty(), fail_on.severity()) {
        (false, _) => BROKEN,
        (true, Some(least)) if fails(least) => FOUND,
        (true, _) => CLEAN,
    }
}
