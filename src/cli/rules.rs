//! The commands that speak of rules: `explain`, `rules` and `test`.

use std::fmt::Write;

use serde::Serialize;

use super::arguments::{ExplainArguments, ListArguments, ListFormat, RuleArguments};
use super::{CLEAN, FOUND, Failure, Outcome, examples, load};
use crate::finding::{NOTICES, Notice, Severity};
use crate::report;
use crate::rule::{Example, Rule};
use crate::suggest;

/// `gainsay explain`.
pub(super) fn explain(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let rules = load::rules(&arguments.rules.folders)?;
    let id = arguments.rule.as_str();
    let text = match (rules.get(id), NOTICES.iter().find(|notice| notice.id == id)) {
        (Some(rule), _) => explained(rule),
        (None, Some(notice)) => headed(&Row::of_notice(notice), notice.explain),
        (None, None) => {
            let help = match suggest::nearest(id, load::known_ids(&rules)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`gainsay rules` lists all rules".to_string(),
            };
            return Err(Failure::Usage { message: format!("there is no rule `{id}`"), help: Some(help) });
        }
    };
    Ok(Outcome { report: text, ..Outcome::default() })
}

fn explained(rule: &Rule) -> String {
    let mut text = headed(&Row::of_rule(rule), &rule.explain);
    let _ = write!(text, "\nHelp: {}\n", rule.help);
    for (heading, lines) in [("Found", &rule.bad), ("Left alone", &rule.good)] {
        if !lines.is_empty() {
            let _ = write!(text, "\n{heading}:\n");
            lines.iter().for_each(|line| text.push_str(&example(line)));
        }
    }
    text
}

fn headed(row: &Row, explain: &str) -> String {
    format!("{} (kind {}, {})\n{}\n\n{}\n", row.id, row.kind, row.severity, row.summary, explain.trim_end())
}

/// An example as indented lines; a small project with the names of its files.
fn example(example: &Example) -> String {
    let mut out = String::new();
    let mut item = |text: &str| {
        for (i, line) in text.trim_end().lines().enumerate() {
            let _ = writeln!(out, "  {} {line}", if i == 0 { "-" } else { " " });
        }
    };
    match example {
        Example::Text(text) => item(text),
        Example::Project(project) => {
            let mut text = String::new();
            for (index, document) in project.docs.iter().enumerate() {
                let date = document.date.map_or_else(String::new, |date| format!(" ({date})"));
                let _ = writeln!(text, "{}{date}: {}", examples::name_of(document, index), document.text.trim_end());
            }
            for fact in &project.facts {
                let said: Vec<String> = fact.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                let _ = writeln!(text, "fact sheet: {}", said.join(", "));
            }
            item(&text);
        }
    }
    out
}

/// A rule in the list of rules.
#[derive(Debug, Serialize)]
struct Row<'r> {
    id: &'r str,
    kind: &'r str,
    severity: Severity,
    summary: &'r str,
}

impl<'r> Row<'r> {
    fn of_rule(rule: &'r Rule) -> Row<'r> {
        Row { id: &rule.id, kind: rule.kind.name(), severity: rule.severity, summary: &rule.summary }
    }

    fn of_notice(notice: &'r Notice) -> Row<'r> {
        Row { id: notice.id, kind: notice.kind, severity: notice.severity, summary: notice.summary }
    }
}

/// `gainsay rules`.
pub(super) fn list(arguments: &ListArguments) -> Result<Outcome, Failure> {
    let rules = load::rules(&arguments.rules.folders)?;
    let mut rows: Vec<Row> = rules.rules.iter().map(Row::of_rule).chain(NOTICES.iter().map(Row::of_notice)).collect();
    rows.sort_by_key(|row| row.id);
    let text = match arguments.format {
        ListFormat::Table => table(&rows),
        ListFormat::Json => report::to_json(&rows),
    };
    Ok(Outcome { report: text, ..Outcome::default() })
}

fn table(rows: &[Row]) -> String {
    let id = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    let kind = rows.iter().map(|row| row.kind.len()).max().unwrap_or(0);
    let line = |row: &Row| format!("{:id$}  {:kind$}  {:7}  {}\n", row.id, row.kind, row.severity.to_string(), row.summary);
    rows.iter().map(line).collect()
}

/// `gainsay test`.
pub(super) fn test(arguments: &RuleArguments) -> Result<Outcome, Failure> {
    let rules = load::rules(&arguments.folders)?;
    let count = rules.rules.len();
    let results = examples::run(rules);
    let failed: Vec<_> = results.iter().filter(|result| result.outcome != examples::Outcome::Ok).collect();
    let mut report = String::new();
    for result in &failed {
        let _ = writeln!(report, "{result}");
    }
    let examples = results.len();
    let _ = match failed.len() {
        0 => writeln!(report, "{examples} examples of {count} rules: all as they should be"),
        failed => writeln!(report, "{examples} examples of {count} rules: {failed} not as they should be"),
    };
    let status = if failed.is_empty() { CLEAN } else { FOUND };
    Ok(Outcome { report, status, ..Outcome::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleSet;

    #[test]
    fn a_rule_is_explained_with_its_examples() {
        let text = "id: r\nkind: date\nseverity: error\nsummary: S\nclaim: {attribute: date}\nagainst: {attribute: date}\nmessage: m\n\
                    help: H.\nexplain: |\n  E.\nbad:\n  - {docs: [{text: x, date: 2024-01-02}, {name: b.txt, text: y}], facts: [{subject: s}]}\n\
                    good: [fine]\n";
        let mut rules = RuleSet::default();
        rules.add("r.yaml", text).unwrap();
        let expected = "r (kind date, error)\nS\n\nE.\n\nHelp: H.\n\nFound:\n  - example-1.md (2024-01-02): x\n    b.txt: y\n    \
                        fact sheet: subject: s\n\nLeft alone:\n  - fine\n";
        assert_eq!(explained(&rules.rules[0]), expected);
    }
}
