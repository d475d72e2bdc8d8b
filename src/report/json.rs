//! JSON for programs: version 1 of the format whose schema is `tests/schemas/check.schema.json`.

use serde::Serialize;

use super::Report;
use crate::finding::{Finding, Label, Severity};

/// Number of the format; it changes when a reader of the old one would fail on the new one.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Check<'a> {
    version: u32,
    findings: Vec<JsonFinding<'a>>,
    errors: Vec<JsonError<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    kind: &'a str,
    severity: Severity,
    message: &'a str,
    help: &'a str,
    reasons: &'a [String],
    spans: Vec<JsonSpan<'a>>,
    /// How many further passages there are.
    more: usize,
}

/// `start` and `end` are bytes of the file as it is on disk; `line` and `column` count from 1, the column in characters.
#[derive(Serialize)]
struct JsonSpan<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct JsonError<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    claims: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// The report as JSON, indented by two spaces, with a line break at the end.
pub fn json(report: &Report) -> String {
    let check = Check {
        version: VERSION,
        findings: report.findings.iter().map(|finding| json_finding(report, finding)).collect(),
        errors: report.errors.iter().map(|error| JsonError { path: &error.path, message: &error.message }).collect(),
        summary: Summary {
            documents: report.documents,
            claims: report.claims,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
        },
    };
    super::to_json(&check)
}

fn json_finding<'a>(report: &Report<'a>, finding: &'a Finding) -> JsonFinding<'a> {
    JsonFinding {
        rule: &finding.rule,
        kind: &finding.kind,
        severity: finding.severity,
        message: &finding.message,
        help: &finding.help,
        reasons: &finding.reasons,
        spans: finding.shown().iter().filter_map(|label| json_span(report, label)).collect(),
        more: finding.more(),
    }
}

fn json_span<'a>(report: &Report<'a>, label: &'a Label) -> Option<JsonSpan<'a>> {
    let source = report.sources.get(label.span.source.0 as usize)?;
    let (line, column) = source.line_column(label.span.start);
    Some(JsonSpan {
        path: &source.name,
        start: label.span.start,
        end: label.span.end,
        line,
        column,
        text: source.slice(label.span),
        label: &label.text,
    })
}
