//! Suppression: `gainsay-allow` comments silence findings, and say so where they silence none.

use std::ops::Range;

use super::notice::UNUSED_ALLOW;
use super::{Finding, Label, Severity};
use crate::document::{Allow, Block, BlockKind, Document};
use crate::source::Span;
use crate::suggest;

/// Drops the findings that an allow of their rule silences: those with a span in the block after it (before the first item of a
/// list or the first cell of a table, in all of the list or table). An allow that silences nothing becomes a finding itself.
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
    let blocks = allow.block.map_or(0..0, |block| whole(&document.blocks, block as usize));
    let blocks = document.blocks.get(blocks).unwrap_or_default();
    blocks.iter().map(|block| block.prose.whole(document.source)).collect()
}

/// The block at `first`, or all of the list or table that it opens.
fn whole(blocks: &[Block], first: usize) -> Range<usize> {
    let group = |at: usize| blocks.get(at).and_then(|block| group(&block.kind));
    let opens = group(first).is_some() && (first == 0 || group(first - 1) != group(first));
    let more = if opens { (first + 1..blocks.len()).take_while(|at| group(*at) == group(first)).count() } else { 0 };
    first..(first + 1 + more)
}

/// The list or table that a block belongs to.
fn group(kind: &BlockKind) -> Option<(bool, u32)> {
    match kind {
        BlockKind::ListItem { list, .. } => Some((false, *list)),
        BlockKind::TableCell { table, .. } => Some((true, *table)),
        _ => None,
    }
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
    use crate::document::ProseBuilder;
    use crate::source::SourceId;

    const KNOWN: [&str; 2] = ["event-date-conflict", "name-variant"];
    const SOURCE: SourceId = SourceId(0);

    /// A document of blocks of ten bytes each, with one allow before the block at `block`.
    fn document(kinds: &[BlockKind], rule: &str, block: Option<u32>) -> Document {
        let blocks = kinds.iter().enumerate().map(|(i, kind)| {
            let mut prose = ProseBuilder::default();
            prose.push("0123456789", i * 10..i * 10 + 10, true);
            Block { kind: kind.clone(), prose: prose.take() }
        });
        let span = Span { source: SOURCE, start: 100, end: 120 };
        let allow = Allow { rule: rule.into(), reason: String::new(), span, block };
        Document { source: SOURCE, blocks: blocks.collect(), published: None, allows: vec![allow], remarks: vec![] }
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
    fn an_allow_silences_its_rule_in_the_next_block_alone() {
        let document = document(&[BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph], "name-variant", Some(1));
        let all =
            vec![finding("name-variant", 5), finding("name-variant", 12), finding("event-date-conflict", 12), finding("name-variant", 20)];
        let kept = suppress(all, &[document], &KNOWN);
        assert_eq!(rules(&kept), ["name-variant", "event-date-conflict", "name-variant"]);
    }

    #[test]
    fn an_allow_before_a_list_silences_the_list_and_one_inside_it_an_item() {
        let item = BlockKind::ListItem { list: 0, depth: 1, ordered: false };
        let kinds = [BlockKind::Paragraph, item.clone(), item.clone(), item, BlockKind::Paragraph];
        let all = || [5, 15, 25, 35, 45].map(|at| finding("name-variant", at)).to_vec();
        let places = |found: Vec<Finding>| found.iter().map(|f| f.labels[0].span.start).collect::<Vec<_>>();
        assert_eq!(places(suppress(all(), &[document(&kinds, "name-variant", Some(1))], &KNOWN)), [5, 45]);
        assert_eq!(places(suppress(all(), &[document(&kinds, "name-variant", Some(2))], &KNOWN)), [5, 15, 35, 45]);
    }

    #[test]
    fn an_allow_that_silences_nothing_is_reported_at_the_comment() {
        let kept = suppress(vec![], &[document(&[BlockKind::Paragraph], "name-variant", None)], &KNOWN);
        assert_eq!(rules(&kept), ["unused-allow"]);
        assert_eq!((kept[0].labels[0].span.start, kept[0].severity), (100, Severity::Warning));
    }

    #[test]
    fn an_allow_of_an_unknown_rule_says_so() {
        let kept = suppress(vec![], &[document(&[BlockKind::Paragraph], "name-varant", Some(0))], &KNOWN);
        assert_eq!(kept[0].message, "`gainsay-allow name-varant` silences nothing: there is no rule `name-varant`");
        assert_eq!(kept[0].help, "did you mean `name-variant`?");
    }
}
