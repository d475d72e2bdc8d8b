//! Suppression: `gainsay-allow` comments silence findings, and say so where they silence none.

use super::notice::UNUSED_ALLOW;
use super::{Finding, Label, Severity};
use crate::document::{Allow, Document};
use crate::source::Span;
use crate::suggest;

/// Drops the findings that an allow of their rule silences: those with a span in a block that it covers. An allow that silences
/// nothing becomes a finding itself.
/// `known` are the ids that an allow may name.
pub fn suppress(findings: Vec<Finding>, documents: &[Document], known: &[&str]) -> Vec<Finding> {
    let mut silenced = vec![false; findings.len()];
    let mut unused = Vec::new();
    for document in documents {
        for allow in &document.allows {
            if !silence(&findings, &mut silenced, document, allow) {
                unused.push(unused_allow(allow, known));
            }
        }
    }
    let kept = findings.into_iter().zip(silenced).filter(|(_, silenced)| !silenced).map(|(finding, _)| finding);
    kept.chain(unused).collect()
}

/// Marks what one allow silences; whether it is anything.
fn silence(findings: &[Finding], silenced: &mut [bool], document: &Document, allow: &Allow) -> bool {
    let reach = reach(document, allow);
    let mut used = false;
    for (finding, silenced) in findings.iter().zip(silenced) {
        let within = |label: &Label| reach.iter().any(|span| span.overlaps(label.span));
        if finding.rule == allow.rule && finding.labels.iter().any(within) {
            *silenced = true;
            used = true;
        }
    }
    used
}

/// The spans that an allow speaks of.
fn reach(document: &Document, allow: &Allow) -> Vec<Span> {
    let covered = document.blocks.iter().enumerate().filter(|(index, _)| allow.covers(*index as u32));
    covered.map(|(_, block)| block.prose.whole(document.source)).collect()
}

fn unused_allow(allow: &Allow, known: &[&str]) -> Finding {
    let rule = &allow.rule;
    let (message, help) = if known.contains(&rule.as_str()) {
        (format!("`gainsay-allow {rule}` silences nothing"), "remove the comment, or move it before the block that it is for".to_string())
    } else {
        let help = match suggest::nearest(rule, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`gainsay rules` lists all rules".to_string(),
        };
        (format!("`gainsay-allow {rule}` silences nothing: there is no rule `{rule}`"), help)
    };
    Finding {
        rule: UNUSED_ALLOW.to_string(),
        kind: "allow".to_string(),
        severity: Severity::Warning,
        message,
        help,
        reasons: Vec::new(),
        labels: vec![Label { span: allow.span, text: "this comment".to_string() }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, ProseBuilder};
    use crate::source::SourceId;

    const KNOWN: [&str; 2] = ["event-date-conflict", "name-variant"];
    const SOURCE: SourceId = SourceId(0);

    /// A document of four paragraphs of ten bytes each, with one allow.
    fn document(rule: &str, block: Option<u32>, count: u32) -> Document {
        let blocks = (0..4).map(|i| {
            let mut prose = ProseBuilder::default();
            prose.push("0123456789", i * 10..i * 10 + 10, true);
            Block { kind: BlockKind::Paragraph, prose: prose.take() }
        });
        let span = Span { source: SOURCE, start: 100, end: 120 };
        let allow = Allow { rule: rule.into(), reason: String::new(), span, block, count };
        Document {
            source: SOURCE,
            blocks: blocks.collect(),
            published: None,
            calendar: Default::default(),
            allows: vec![allow],
            remarks: vec![],
        }
    }

    fn finding(rule: &str, at: u32) -> Finding {
        Finding {
            rule: rule.into(),
            kind: "date".into(),
            severity: Severity::Error,
            message: String::new(),
            help: String::new(),
            reasons: vec![],
            labels: vec![Label { span: Span { source: SOURCE, start: at, end: at + 2 }, text: String::new() }],
        }
    }

    fn rules(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|f| f.rule.as_str()).collect()
    }

    #[test]
    fn an_allow_silences_its_rule_in_the_blocks_that_it_covers_alone() {
        let all = || [5, 15, 25, 35].map(|at| finding("name-variant", at)).to_vec();
        let places = |found: Vec<Finding>| found.iter().map(|f| f.labels[0].span.start).collect::<Vec<_>>();
        assert_eq!(places(suppress(all(), &[document("name-variant", Some(1), 1)], &KNOWN)), [5, 25, 35]);
        assert_eq!(places(suppress(all(), &[document("name-variant", Some(1), 2)], &KNOWN)), [5, 35]);
        let others = vec![finding("event-date-conflict", 15), finding("name-variant", 15)];
        assert_eq!(rules(&suppress(others, &[document("name-variant", Some(1), 1)], &KNOWN)), ["event-date-conflict"]);
    }

    #[test]
    fn an_allow_that_silences_nothing_is_reported_at_the_comment() {
        let kept = suppress(vec![], &[document("name-variant", None, 0)], &KNOWN);
        assert_eq!(rules(&kept), ["unused-allow"]);
        assert_eq!((kept[0].labels[0].span.start, kept[0].severity), (100, Severity::Warning));
    }

    #[test]
    fn an_allow_of_an_unknown_rule_says_so() {
        let kept = suppress(vec![], &[document("name-varant", Some(0), 1)], &KNOWN);
        assert_eq!(kept[0].message, "`gainsay-allow name-varant` silences nothing: there is no rule `name-varant`");
        assert_eq!(kept[0].help, "did you mean `name-variant`?");
    }
}
