//! What became of proposals: "amendment 3 was rejected", "the council approved the night-bus motion", and the like in a table.

use std::ops::Range;

use super::{Builder, Manner, Statement};
use crate::claim::{Attribute, Factuality, SubjectId};
use crate::document::{BlockKind, TextRange};
use crate::extract::events::modality;
use crate::language::universal::{Relation, Upos};
use crate::language::{Analysis, Token};
use crate::value::{Category, Value};

/// The scale of outcomes that a proposal may have.
const SCALE: &str = "decision";
/// How many words a proposal may have.
const LONGEST: usize = 6;

pub(super) fn claims(builder: &mut Builder) {
    let text = builder.text;
    let mut row = None;
    for (block, analysis) in text.copy_blocks() {
        let cell = matches!(text.document.blocks[block as usize].kind, BlockKind::TableCell { .. });
        let found: Vec<_> =
            builder.lexicon.events.outcomes.find_all(&analysis.tokens).filter(|(.., entry)| &*entry.scale == SCALE).collect();
        let found: Vec<_> = found.into_iter().map(|(at, length, entry)| (at..at + length, entry.member.clone())).collect();
        if cell {
            let first = matches!(text.document.blocks[block as usize].kind, BlockKind::TableCell { column: 0, .. });
            if first {
                row = proposal(builder, analysis, 0..analysis.tokens.len()).map(|key| (block, key));
            } else if let (Some((head, key)), Some((at, member))) = (&row, found.first().filter(|(at, _)| at.start == 0)) {
                let whole = TextRange { block: *head, start: 0, end: text.document.blocks[*head as usize].prose.text.len() as u32 };
                let label = text.document.text(whole).to_string();
                let range = range(analysis, block, at);
                add(builder, key.clone(), label, range, member, Statement::default());
            }
            continue;
        }
        for (at, member) in found {
            verb(builder, block, analysis, at, &member);
        }
    }
}

fn range(analysis: &Analysis, block: u32, at: &Range<usize>) -> TextRange {
    TextRange { block, start: analysis.tokens[at.start].start, end: analysis.tokens[at.end - 1].end }
}

/// "the chamber approved amendment 3", "amendment 3 was approved".
fn verb(builder: &mut Builder, block: u32, analysis: &Analysis, at: Range<usize>, member: &std::sync::Arc<str>) {
    let verb = at.start;
    let range = range(analysis, block, &at);
    let (factuality, polarity) = modality(&builder.lexicon.events, analysis, &at);
    if !analysis.tokens[verb].is_past() || factuality != Factuality::Asserted || !polarity || builder.mentions.holder_of(range).is_some() {
        return;
    }
    // By the auxiliary: "the chamber approved amendment 3" may be read as a chamber that was approved.
    let passive = analysis.tokens[verb.saturating_sub(3)..verb].iter().any(|t| &*t.lemma == "be");
    let patient = match passive {
        true => analysis.subject(verb).map(|noun| phrase(analysis, noun)),
        // The words as they stand: a number behind a noun may hang anywhere in the tree.
        false => Some(
            at.end..(at.end..(at.end + LONGEST).min(analysis.tokens.len())).find(|at| !in_phrase(&analysis.tokens[*at])).unwrap_or(at.end),
        ),
    };
    let Some(patient) = patient.filter(|words| !words.is_empty()) else { return };
    let agent = analysis.subject(verb).filter(|_| !passive).map(|at| vec![analysis.tokens[at].lemma.clone()]).unwrap_or_default();
    let key = proposal(builder, analysis, patient.clone());
    let Some(key) = key else { return };
    let label = builder.text.document.text(self::range(analysis, block, &patient)).to_string();
    add(builder, key, label, range, member, Statement { agent, ..Statement::default() });
}

fn in_phrase(token: &Token) -> bool {
    matches!(token.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num) || &*token.lower == "-"
}

/// A noun with what stands right around it and below it.
fn phrase(analysis: &Analysis, noun: usize) -> Range<usize> {
    let near = |at: &usize| {
        [Relation::Compound, Relation::Amod, Relation::Nummod, Relation::Flat, Relation::Det].iter().any(|r| analysis.is(*at, *r))
    };
    let own: Vec<_> = analysis.dependents(noun).filter(near).filter(|at| at.abs_diff(noun) <= 4).collect();
    // "amendment 3": the parser may hang the number elsewhere.
    let number = analysis.tokens.get(noun + 1).is_some_and(|t| t.upos == Upos::Num);
    let last = own.iter().copied().max().unwrap_or(noun).max(noun + usize::from(number));
    own.iter().copied().min().unwrap_or(noun).min(noun)..last + 1
}

/// The lemmas of a phrase that names a proposal by its number or name.
fn proposal(builder: &Builder, analysis: &Analysis, at: Range<usize>) -> Option<Vec<Box<str>>> {
    let tokens = &analysis.tokens[at];
    let bracket = tokens.iter().position(|t| matches!(&*t.lower, "(" | ":" | ",")).unwrap_or(tokens.len());
    let told = |t: &&Token| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj);
    let mut key: Vec<Box<str>> = tokens[..bracket].iter().filter(told).map(|t| t.lemma.clone()).collect();
    let noun = key.iter().any(|lemma| builder.lexicon.statements.proposals.contains(&**lemma));
    let marked = tokens[..bracket].iter().any(|t| t.upos == Upos::Num || t.upos == Upos::Propn);
    key.sort();
    (noun && marked && key.len() > 1).then_some(key)
}

fn add(builder: &mut Builder, key: Vec<Box<str>>, label: String, range: TextRange, member: &std::sync::Arc<str>, statement: Statement) {
    let subject = builder.expression("proposal", label.clone(), range, key);
    if let SubjectId::Expression(id) = subject {
        builder.out.expressions[id.0 as usize].statement = Some(Box::new(statement));
    }
    let value = Value::Category(Category { scale: SCALE.into(), member: member.clone(), topic: None });
    builder.claim(subject, Attribute::OUTCOME, value, range, Manner { note: format!("{label}: {member}"), ..Manner::default() });
}
