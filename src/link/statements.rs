//! Which statements are of one thing, so that one may deny what another says.
//!
//! A denial answers an assertion that says all that it denies: of the same thing, by the same agent or by anybody, under the same circumstances.

use std::collections::BTreeMap;

use super::{Linked, Project, same};
use crate::claim::{ExpressionId, SubjectId};
use crate::document::{Block, BlockKind, Document};
use crate::extract::claims::Statement;
use crate::extract::{Expression, Extraction};
use crate::graph::{Evidence, Identity};

/// How many statements of a bucket are held against each other.
const WINDOW: usize = 8;

type Key = (u32, ExpressionId);

pub(super) fn link(linked: &mut Linked, project: &Project) {
    let mut buckets: BTreeMap<(&str, &[Box<str>]), Vec<Key>> = BTreeMap::new();
    for (document, extraction) in project.extractions.iter().enumerate() {
        for expression in extraction.claims.expressions.iter().filter(|e| e.statement.is_some()) {
            buckets.entry((expression.class, &expression.key)).or_default().push((document as u32, expression.id));
        }
    }
    let sections = sections(project);
    for bucket in buckets.into_values() {
        for (at, later) in bucket.iter().enumerate() {
            for earlier in &bucket[at.saturating_sub(WINDOW)..at] {
                let of = |key: &Key| &project.extractions[key.0 as usize].claims.expressions[key.1.0 as usize];
                let story = project.related.of_one_story(earlier.0, later.0);
                let apart = earlier.0 == later.0 && in_two_lists(project, &sections[earlier.0 as usize], earlier.0, of(earlier), of(later));
                if story && !apart && answers(of(earlier), of(later), earlier.0 == later.0) {
                    let reason = format!("both speak of “{}”", of(later).key.join(" "));
                    let evidence = vec![Evidence { weight: 80, attribute: None, reason }];
                    let subject = |key: &Key| (key.0, SubjectId::Expression(key.1));
                    same(linked, subject(earlier), subject(later), Identity { evidence });
                }
            }
        }
    }
}

/// For each document that states something, how many headings stand before each of its blocks.
fn sections(project: &Project) -> Vec<Vec<u32>> {
    let of = |(document, extraction): (&Document, &Extraction)| {
        if !extraction.claims.expressions.iter().any(|e| e.statement.is_some()) {
            return Vec::new();
        }
        let mut headings = 0;
        let number = |block: &Block| {
            headings += u32::from(matches!(block.kind, BlockKind::Heading(_)));
            headings
        };
        document.blocks.iter().map(number).collect()
    };
    project.documents.iter().zip(project.extractions).map(of).collect()
}

/// Whether two statements of a document are items of lists under two headings: each speaks of what its heading names.
fn in_two_lists(project: &Project, sections: &[u32], document: u32, a: &Expression, b: &Expression) -> bool {
    let block = |e: &Expression| e.range.block as usize;
    let is_item = |e: &Expression| matches!(project.documents[document as usize].blocks[block(e)].kind, BlockKind::ListItem { .. });
    is_item(a) && is_item(b) && sections[block(a)] != sections[block(b)]
}

fn answers(a: &Expression, b: &Expression, one_document: bool) -> bool {
    let (Some(x), Some(y)) = (&a.statement, &b.statement) else { return false };
    if a.class == "status" {
        return one_document || x.specific && y.specific && a.person.is_some() && b.person.is_some();
    }
    if a.class == "rank" {
        // One text may give two things their places; "it" of two reports of one story is what the story is about.
        return !one_document && x.complement.iter().any(|word| y.complement.contains(word));
    }
    if a.class == "proposal" {
        // One text may be thrown out first and carried later, or here and there; two reports of one story tell of one vote.
        return !one_document && (x.agent.is_empty() || y.agent.is_empty() || x.agent == y.agent);
    }
    let (denial, assertion) = match (x.denied, y.denied) {
        (true, false) => (x, y),
        (false, true) => (y, x),
        _ => return false,
    };
    if a.class == "duty" {
        return one_document;
    }
    let covered = denial.complement.iter().all(|word| assertion.complement.contains(word));
    covered && by_one(denial, assertion) && told_enough(a, denial, assertion, one_document)
}

/// "Nobody was asked" denies that the town asked them; "the town did not ask" says nothing of others.
fn by_one(denial: &Statement, assertion: &Statement) -> bool {
    denial.agent.is_empty() || denial.agent == assertion.agent
}

/// Whether the words are enough to tell that one thing is meant: "the house" may be any house, and what did not happen once may have happened later.
fn told_enough(a: &Expression, denial: &Statement, assertion: &Statement, one_document: bool) -> bool {
    let circumstances = !denial.complement.is_empty();
    match (one_document, denial.past) {
        (true, false) => denial.specific && assertion.specific || circumstances || !denial.agent.is_empty(),
        (true, true) => circumstances,
        (false, false) => a.person.is_some() && denial.specific && assertion.specific,
        (false, true) => circumstances,
    }
}
