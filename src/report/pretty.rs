//! The report for people: each finding with its passages, drawn by miette.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, SourceCode};

use super::excerpt::Excerpt;
use super::{Report, Shown};
use crate::finding::{Finding, Label, Severity};
use crate::source::SourceId;

/// Columns that miette needs beside a line of copy.
const GUTTER: usize = 8;
/// The narrowest copy that is still readable, in characters.
const NARROWEST: usize = 40;

/// How a report is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The findings, the files that could not be read, and a line that sums them up.
pub fn pretty(report: &Report, style: Style) -> String {
    let mut out = String::new();
    for finding in report.findings {
        out.push_str(&diagnostic(&Part::whole(report, finding, style), style));
        out.push('\n');
    }
    for error in report.errors {
        out.push_str(&diagnostic(&MietteDiagnostic::new(format!("{}: {}", Shown(&error.path), Shown(&error.message))), style));
    }
    out.push_str(&report.summary());
    out.push('\n');
    out
}

/// A diagnostic as text: a finding, or a mistake in configuration.
pub fn diagnostic(diagnostic: &dyn Diagnostic, style: Style) -> String {
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(false).without_syntax_highlighting();
    let mut out = String::new();
    match handler.render_report(&mut out, diagnostic) {
        Ok(()) => out,
        Err(fmt::Error) => format!("{diagnostic}\n"),
    }
}

/// What one file has to do with a finding. miette draws one file for each diagnostic, so the other files are diagnostics related to
/// that of the primary one.
#[derive(Debug)]
struct Part {
    message: String,
    rule: Option<String>,
    severity: Severity,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
    others: Vec<Part>,
}

impl Part {
    fn whole(report: &Report, finding: &Finding, style: Style) -> Part {
        let mut sources: Vec<SourceId> = Vec::new();
        for label in &finding.labels {
            if !sources.contains(&label.span.source) {
                sources.push(label.span.source);
            }
        }
        let mut parts = sources.into_iter().map(|source| Part::of_source(report, finding, source, style));
        let first = parts.next();
        let others = parts.collect();
        let (excerpt, labels) = first.map_or((None, Vec::new()), |part| (part.excerpt, part.labels));
        let message = Shown(&finding.message).to_string();
        Part { message, rule: Some(finding.rule.clone()), severity: finding.severity, help: help(finding), excerpt, labels, others }
    }

    /// The labels of a finding that lie in one source.
    fn of_source(report: &Report, finding: &Finding, id: SourceId, style: Style) -> Part {
        let labels: Vec<&Label> = finding.labels.iter().filter(|label| label.span.source == id).collect();
        let spans: Vec<_> = labels.iter().map(|label| label.span).collect();
        let source = report.sources.get(id.0 as usize);
        let width = style.width.saturating_sub(GUTTER).max(NARROWEST);
        let excerpt = source.map(|source| Excerpt::new(source, &spans, width));
        let places = excerpt.iter().flat_map(Excerpt::places);
        let drawn = labels.iter().zip(places).enumerate().map(|(i, (label, place))| {
            let text = (!label.text.is_empty()).then(|| Shown(&label.text).to_string());
            match i {
                0 => LabeledSpan::new_primary_with_span(text, place),
                _ => LabeledSpan::new_with_span(text, place),
            }
        });
        Part {
            labels: drawn.collect(),
            message: format!("and in {}", source.map_or("another file", |source| &source.name)),
            rule: None,
            severity: Severity::Note,
            help: None,
            excerpt,
            others: Vec::new(),
        }
    }
}

/// What to do, and why the passages speak of one thing.
fn help(finding: &Finding) -> Option<String> {
    let mut lines = Vec::new();
    if !finding.help.is_empty() {
        lines.push(Shown(&finding.help).to_string());
    }
    match finding.reasons.as_slice() {
        [] => {}
        [one] => lines.push(format!("why one thing: {}", Shown(one))),
        many => {
            lines.push("why one thing:".to_string());
            lines.extend(many.iter().map(|reason| format!("- {}", Shown(reason))));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Part {}

impl Diagnostic for Part {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let rule = self.rule.as_ref()?;
        Some(Box::new(format!("{}[{rule}]", self.severity)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.others.is_empty()).then(|| Box::new(self.others.iter().map(|part| part as &dyn Diagnostic)) as _)
    }
}
