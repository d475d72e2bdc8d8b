//! Places in a series that a sentence gives its subject: "it is the third comet that the telescope has found".

use super::{Builder, Manner, Statement};
use crate::claim::{Attribute, SubjectId};
use crate::document::TextRange;
use crate::language::Token;
use crate::language::universal::{Penn, Upos};
use crate::value::{Quantity, Unit, Value};

/// How many words may stand between the ordinal and its noun, and between the noun and the verb that tells what the series is of.
const TO_NOUN: usize = 4;
const TO_VERB: usize = 7;

pub(super) fn claims(builder: &mut Builder) {
    let text = builder.text;
    for (block, analysis) in text.copy_blocks() {
        for at in 0..analysis.tokens.len().saturating_sub(4) {
            let tokens = &analysis.tokens;
            let opens = analysis.sentences.get(analysis.sentence_of(at)).is_some_and(|s| s.tokens.start == at);
            let subject = matches!(&*tokens[at].lower, "it" | "this") && matches!(&*tokens[at + 1].lower, "is" | "was");
            if opens && subject && &*tokens[at + 2].lower == "the" {
                rank(builder, block, tokens, at + 3);
            }
        }
    }
}

fn rank(builder: &mut Builder, block: u32, tokens: &[Token], at: usize) {
    let of = |token: &Token| TextRange { block, start: token.start, end: token.end };
    let number = builder.mentions.quantity_at(of(&tokens[at])).filter(|q| q.ordinal).and_then(|q| u32::try_from(q.written.0).ok());
    let noun = (at + 1..tokens.len())
        .take(TO_NOUN)
        .take_while(|i| matches!(tokens[*i].upos, Upos::Noun | Upos::Adj))
        .filter(|i| tokens[*i].upos == Upos::Noun)
        .last();
    let (Some(number), Some(noun)) = (number, noun) else { return };
    let end = (noun + 1..tokens.len())
        .find(|i| matches!(&*tokens[*i].lower, "," | "." | ";" | "(" | "—" | "since" | "in"))
        .unwrap_or(tokens.len());
    // "to be found", "found by", "that it has found": the verb that each member of the series shares.
    let opens = tokens.get(noun + 1).is_some_and(|t| matches!(&*t.lower, "to" | "that" | "which") || t.penn == Penn::Vbn);
    let verb = (noun + 1..end).take(TO_VERB).rfind(|i| tokens[*i].upos == Upos::Verb && tokens[*i].penn != Penn::Vbg);
    let (Some(verb), true) = (verb, opens) else { return };
    let whole = TextRange { end: tokens[noun].end, ..of(&tokens[at]) };
    if builder.mentions.holder_of(whole).is_some() {
        return;
    }
    let told = |t: &&Token| t.is_word() && builder.lexicon.events.has_content(&t.lemma);
    let mut complement: Vec<Box<str>> = tokens[noun + 1..end].iter().filter(told).map(|t| t.lemma.clone()).collect();
    complement.retain(|lemma| *lemma != tokens[verb].lemma);
    let words = builder.text.document.text(whole).to_string();
    let key = tokens[at + 1..=noun].iter().map(|t| t.lemma.clone()).chain([tokens[verb].lemma.clone()]).collect();
    let subject = builder.expression("rank", format!("the {words}"), whole, key);
    if let SubjectId::Expression(id) = subject {
        builder.out.expressions[id.0 as usize].statement = Some(Box::new(Statement { complement, ..Statement::default() }));
    }
    let value = Value::Quantity(Quantity::exact(number.into(), Unit("ordinal".into())));
    builder.claim(subject, Attribute::named("rank"), value, whole, Manner { note: format!("the {words}"), ..Manner::default() });
}
