//! Suppression: `gainsay-allow` comments silence findings, and say so where they silence none.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::notice::UNUSED_ALLOW;
use super::{Finding, Label, Severity};
use crate::document::{Allow, Document};
use crate::source::{SourceId, Span};
use crate::suggest;

/// Drops the findings that an allow of their rule silences: those with a span in a block that it covers. An allow that silences
/// nothing becomes a finding itself.
/// `known` are the ids that an allow may name.
pub fn suppress(findings: Vec<Finding>, documents: &[Document], known: &[&str]) -> Vec<Finding> {
    let mut silenced = vec![false; findings.len()];
    let mut unused = Vec::new();
    let by_source = labels_by_source(&findings);
    for document in documents.iter().filter(|document| !document.allows.is_empty()) {
        let reaches = Reaches::new(document);
        let mut used: HashSet<(u32, &str)> = HashSet::new();
        for (finding, span) in by_source.get(&document.source).into_iter().flatten() {
            let rule = findings[*finding].rule.as_str();
            for block in reaches.blocks_at(*span).filter(|block| reaches.asked.contains(&(*block, rule))) {
                silenced[*finding] = true;
                used.insert((block, rule));
            }
        }
        let is_used = |allow: &&Allow| blocks(document, allow).any(|block| used.contains(&(block, &allow.rule)));
        unused.extend(document.allows.iter().filter(|allow| !is_used(allow)).map(|allow| unused_allow(allow, known)));
    }
    let kept = findings.into_iter().zip(silenced).filter(|(_, silenced)| !silenced).map(|(finding, _)| finding);
    kept.chain(unused).collect()
}

/// For each source, the findings with a label in it, by number, and where.
fn labels_by_source(findings: &[Finding]) -> HashMap<SourceId, Vec<(usize, Span)>> {
    let mut by_source: HashMap<SourceId, Vec<(usize, Span)>> = HashMap::new();
    for (number, finding) in findings.iter().enumerate() {
        for label in &finding.labels {
            by_source.entry(label.span.source).or_default().push((number, label.span));
        }
    }
    by_source
}

/// The blocks that an allow covers, by number.
fn blocks(document: &Document, allow: &Allow) -> Range<u32> {
    let length = document.blocks.len() as u32;
    allow.block.map_or(0..0, |first| first.min(length)..first.saturating_add(allow.count).min(length))
}

/// What the allows of a document reach: so many labels and allows may stand in one that none looks at all of the others.
struct Reaches<'d> {
    /// Block and rule of all allows.
    asked: HashSet<(u32, &'d str)>,
    /// The covered blocks by where they start, and the furthest end of each and all before.
    blocks: Vec<(Span, u32)>,
    ends: Vec<u32>,
}

impl<'d> Reaches<'d> {
    fn new(document: &'d Document) -> Reaches<'d> {
        let asked = document.allows.iter().flat_map(|allow| blocks(document, allow).map(|block| (block, allow.rule.as_str())));
        let asked: HashSet<(u32, &str)> = asked.collect();
        let covered: BTreeSet<u32> = asked.iter().map(|(block, _)| *block).collect();
        let span = |block: u32| (document.blocks[block as usize].prose.whole(document.source), block);
        let mut blocks: Vec<(Span, u32)> = covered.into_iter().map(span).collect();
        blocks.sort_unstable();
        let mut end = 0;
        let ends = blocks.iter().map(|(span, _)| {
            end = end.max(span.end.max(span.start + 1));
            end
        });
        Reaches { asked, ends: ends.collect(), blocks }
    }

    /// The covered blocks that share a byte with a span.
    fn blocks_at(&self, span: Span) -> impl Iterator<Item = u32> + '_ {
        let after = self.blocks.partition_point(|(block, _)| block.start < span.end.max(span.start + 1));
        let near = (0..after).rev().take_while(move |at| self.ends[*at] > span.start);
        near.map(|at| self.blocks[at]).filter(move |(block, _)| block.overlaps(span)).map(|(_, block)| block)
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
