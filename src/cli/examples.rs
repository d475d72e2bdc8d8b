//! Running the examples of rules: each `bad` line must give exactly one finding of its rule and nothing else of weight, each `good`
//! line nothing of weight. Of weight is a warning or an error.

use std::fmt;

use crate::finding::{Finding, Severity};
use crate::lexicon::Lexicon;
use crate::project::{self, Input, Options, ScopeOptions};
use crate::report::{Report, concise};
use crate::rule::{Example, ExampleDocument, RuleSet};

/// How an example came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// As it should.
    Ok,
    /// A bad line in which the rule finds nothing.
    Missing,
    /// A good line in which something is found.
    Noisy,
    /// A bad line in which the rule finds more than one contradiction, or another rule finds one too.
    Wrong,
}

/// One example, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    pub rule: String,
    /// Whether the line stands under `bad`.
    pub bad: bool,
    /// Its number there, from 0.
    pub index: usize,
    pub outcome: Outcome,
    /// The texts of the example's documents.
    pub texts: Vec<String>,
    /// What was found, one line a finding.
    pub found: String,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = if self.bad { "bad" } else { "good" };
        writeln!(f, "{:?}: {}, {list} example {}", self.outcome, self.rule, self.index + 1)?;
        for line in self.texts.iter().flat_map(|text| text.trim_end().lines()) {
            writeln!(f, "  | {line}")?;
        }
        let found = if self.found.is_empty() { "nothing was found" } else { &self.found };
        found.trim_end().lines().try_for_each(|line| writeln!(f, "  {line}"))
    }
}

/// Runs every example of every rule of a set against all of the set.
pub fn run(rules: RuleSet) -> Vec<Tried> {
    let examples: Vec<(String, bool, usize, Example)> = rules
        .rules
        .iter()
        .flat_map(|rule| {
            let lines = |bad: bool, lines: &[Example]| {
                let lines: Vec<_> = lines.iter().cloned().enumerate().collect();
                let id = rule.id.clone();
                lines.into_iter().map(move |(index, example)| (id.clone(), bad, index, example))
            };
            lines(true, &rule.bad).chain(lines(false, &rule.good))
        })
        .collect();
    // One scope an example, so that each has its own fact sheet and all share the rules.
    let scopes = examples.iter().map(|(_, _, _, example)| scope(example)).collect();
    let options = Options { rules, lexicon: Lexicon::builtin(), scopes };
    examples.iter().enumerate().map(|(scope, (rule, bad, index, example))| try_one(&options, scope, rule, *bad, *index, example)).collect()
}

fn try_one(options: &Options, scope: usize, rule: &str, bad: bool, index: usize, example: &Example) -> Tried {
    let inputs = inputs(example, scope);
    let texts = inputs.iter().map(|input| String::from_utf8_lossy(&input.bytes).into_owned()).collect();
    let checked = project::check(inputs, options);
    let project = &checked.project;
    let report = Report {
        sources: &project.sources,
        findings: &checked.findings,
        errors: &project.errors,
        documents: project.documents.len(),
        claims: checked.claims,
    };
    let outcome = judge(rule, bad, &checked.findings);
    Tried { rule: rule.to_string(), bad, index, outcome, texts, found: concise(&report) }
}

/// What the findings of an example make of it.
fn judge(rule: &str, bad: bool, findings: &[Finding]) -> Outcome {
    let own = findings.iter().filter(|finding| finding.rule == rule).count();
    let weighty = |finding: &&Finding| finding.severity >= Severity::Warning;
    let others = findings.iter().filter(|finding| finding.rule != rule).filter(weighty).count();
    match (bad, own, others) {
        (true, 0, _) => Outcome::Missing,
        (true, 1, 0) => Outcome::Ok,
        (true, _, _) => Outcome::Wrong,
        (false, _, _) if findings.iter().any(|finding| weighty(&finding)) => Outcome::Noisy,
        (false, _, _) => Outcome::Ok,
    }
}

/// The name of an example's document, where it gives none: Markdown, numbered from 1.
pub(super) fn name_of(document: &ExampleDocument, index: usize) -> String {
    document.name.clone().unwrap_or_else(|| format!("example-{}.md", index + 1))
}

fn inputs(example: &Example, scope: usize) -> Vec<Input> {
    match example {
        Example::Text(text) => vec![Input { name: "example.md".into(), bytes: text.clone().into_bytes(), date: None, scope }],
        Example::Project(project) => {
            let documents = project.docs.iter().enumerate();
            let input = |(index, document): (usize, &ExampleDocument)| Input {
                name: name_of(document, index),
                bytes: document.text.clone().into_bytes(),
                date: document.date,
                scope,
            };
            documents.map(input).collect()
        }
    }
}

/// The fact sheet of an example, written as a file would be (JSON is YAML too).
fn scope(example: &Example) -> ScopeOptions {
    let facts = match example {
        Example::Project(project) if !project.facts.is_empty() => {
            vec![("facts.yaml".to_string(), serde_json::json!({ "facts": project.facts }).to_string())]
        }
        _ => Vec::new(),
    };
    ScopeOptions { facts, ..ScopeOptions::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Label;
    use crate::source::Span;

    fn finding(rule: &str, severity: Severity) -> Finding {
        let span = Span { source: Default::default(), start: 0, end: 1 };
        Finding {
            rule: rule.into(),
            kind: "date".into(),
            severity,
            message: "m".into(),
            help: String::new(),
            reasons: vec![],
            labels: vec![Label { span, text: String::new() }],
        }
    }

    #[test]
    fn outcomes_have_names() {
        let (error, note) = (Severity::Error, Severity::Note);
        assert_eq!(judge("a", true, &[finding("a", error), finding("b", note)]), Outcome::Ok);
        assert_eq!(judge("a", true, &[finding("b", error)]), Outcome::Missing);
        assert_eq!(judge("a", true, &[finding("a", error), finding("a", error)]), Outcome::Wrong);
        assert_eq!(judge("a", true, &[finding("a", error), finding("b", Severity::Warning)]), Outcome::Wrong);
        assert_eq!(judge("a", false, &[finding("b", Severity::Warning)]), Outcome::Noisy);
        assert_eq!(judge("a", false, &[finding("a", note)]), Outcome::Ok);
    }
}
