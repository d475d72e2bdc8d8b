//! One line a finding, for editors and for `grep`: `path:line:column: severity[rule]: message`.

use std::fmt::Write;

use super::{Report, Shown, more};

/// The findings, then the files that could not be read, one a line; nothing where there is neither.
pub fn concise(report: &Report) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let place = finding.labels.first().map_or_else(|| "?".to_string(), |label| report.place(label.span));
        let more = more(finding).map_or_else(String::new, |more| format!(" ({more})"));
        let _ = writeln!(out, "{}: {}[{}]: {}{more}", Shown(&place), finding.severity, finding.rule, Shown(&finding.message));
    }
    for error in report.errors {
        let _ = writeln!(out, "{}: error: {}", Shown(&error.path), Shown(&error.message));
    }
    out
}
