//! The report for people: each finding with its passages, drawn by miette.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, SourceCode};

use super::excerpt::Excerpt;
use super::shown::with_numbers;
use super::{Report, Shown, more};
use crate::finding::{Finding, Severity};

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
        out.push_str(&diagnostic(&Drawn::new(report, finding, style), style));
        out.push('\n');
    }
    for error in report.errors {
        out.push_str(&diagnostic(&MietteDiagnostic::new(format!("{}: {}", Shown(&error.path), Shown(&error.message))), style));
    }
    if !report.errors.is_empty() {
        out.push('\n');
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
        Ok(()) => with_numbers(out),
        Err(fmt::Error) => format!("{diagnostic}\n"),
    }
}

/// A finding as miette draws it.
#[derive(Debug)]
struct Drawn<'f> {
    finding: &'f Finding,
    excerpt: Excerpt,
    labels: Vec<LabeledSpan>,
}

impl<'f> Drawn<'f> {
    fn new(report: &Report, finding: &'f Finding, style: Style) -> Drawn<'f> {
        let spans: Vec<_> = finding.shown().iter().map(|label| label.span).collect();
        let width = style.width.saturating_sub(GUTTER).max(NARROWEST);
        let excerpt = Excerpt::new(report.sources, &spans, width);
        let drawn = finding.shown().iter().zip(excerpt.places()).enumerate().map(|(index, (label, place))| {
            let text = (!label.text.is_empty()).then(|| Shown(&label.text).to_string());
            match index {
                0 => LabeledSpan::new_primary_with_span(text, place),
                _ => LabeledSpan::new_with_span(text, place),
            }
        });
        Drawn { finding, labels: drawn.collect(), excerpt }
    }
}

/// How many passages are not drawn, what to do, and why the passages speak of one thing.
fn help(finding: &Finding) -> Option<String> {
    let mut lines = Vec::new();
    lines.extend(more(finding));
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

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown(&self.finding.message).fmt(f)
    }
}

impl std::error::Error for Drawn<'_> {}

impl Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{}[{}]", self.finding.severity, self.finding.rule)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        help(self.finding).map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
