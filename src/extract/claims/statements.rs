//! Plain statements: a subject of which one thing is said or denied, a duty, a thing that works or has come to an end.
//!
//! They are read from the order of the words alone, at the beginning of a clause: a sentence with anything more in it is left out.

use std::ops::Range;

use super::{Builder, Manner, Statement};
use crate::claim::{Attribute, SubjectId};
use crate::document::TextRange;
use crate::extract::mention::TimexType;
use crate::language::universal::{Penn, Upos};
use crate::language::{Analysis, Token, TokenKind};
use crate::lexicon::statements::{StatementLexicon, Status};
use crate::value::{Category, TimeValue, Value};

/// How many words a subject or object may have.
const LONGEST_PHRASE: usize = 9;
/// How many statuses of a kind of thing are looked at.
const SEVERAL: usize = 8;
/// How long a sentence may be that says one thing.
const LONGEST_SENTENCE: usize = 45;

pub(super) fn claims(builder: &mut Builder) {
    let text = builder.text;
    for (block, analysis) in text.copy_blocks() {
        for sentence in &analysis.sentences {
            let tokens = sentence.tokens.clone();
            if tokens.len() > LONGEST_SENTENCE || analysis.tokens[tokens.clone()].last().is_some_and(|t| &*t.lower == "?") {
                continue;
            }
            duty(builder, block, analysis, tokens.clone());
            for clause in clauses(analysis, tokens) {
                let read = Clause::read(analysis, clause, &builder.lexicon.statements);
                if let Some(clause) = read {
                    status(builder, block, analysis, &clause);
                    statement(builder, block, analysis, &clause);
                }
            }
        }
    }
}

/// The stretches of a sentence that begin with a subject: the sentence, and what stands behind a colon or semicolon.
fn clauses(analysis: &Analysis, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses: Vec<Range<usize>> = std::iter::once(sentence.clone()).collect();
    for at in sentence.clone() {
        if matches!(&*analysis.tokens[at].lower, ":" | ";") {
            if let Some(last) = clauses.last_mut() {
                last.end = at;
            }
            clauses.push(at + 1..sentence.end);
        }
    }
    clauses
}

/// A clause as its words stand: a subject, auxiliaries, and the word that says what is said.
struct Clause {
    subject: Range<usize>,
    /// The first auxiliary, or the verb itself.
    verb: usize,
    /// The word that is said of the subject.
    head: usize,
    denied: bool,
    perfect: bool,
    end: usize,
}

impl Clause {
    fn read(analysis: &Analysis, clause: Range<usize>, words: &StatementLexicon) -> Option<Clause> {
        let tokens = &analysis.tokens;
        let start = clause.clone().find(|at| tokens[*at].is_word() || tokens[*at].kind == TokenKind::Address)?;
        let (subject, verb) = subject(tokens, start..clause.end)?;
        let lower = |at: usize| &*tokens[at].lower;
        let none = lower(subject.start) == "no"
            || lower(subject.start) == "not" && lower(subject.start + 1) == "one"
            || lower(subject.start) == "none";
        let quantified = tokens[subject.clone()].iter().any(|t| words.quantified.contains(&*t.lower));
        let universal = words.universal.contains(lower(subject.start));
        let mut denied = none;
        let mut perfect = false;
        let mut head = verb;
        while head < clause.end {
            let token = &tokens[head];
            match &*token.lower {
                "not" | "n't" | "never" => denied = !denied,
                _ if matches!(&*token.lemma, "be" | "do" | "have" | "remain") && token.is_verb() => perfect |= &*token.lemma == "have",
                _ if token.upos == Upos::Adv => {}
                _ => break,
            }
            head += 1;
        }
        (head < clause.end && !quantified && !(denied && universal)).then_some(Clause {
            subject,
            verb,
            head,
            denied,
            perfect,
            end: clause.end,
        })
    }

    /// Whether a word of the clause makes it speak of a case, a time or a degree.
    fn is_qualified(&self, tokens: &[Token], words: &StatementLexicon, end: usize) -> bool {
        // "since May" is no "may".
        tokens[self.subject.start..end].iter().any(|t| words.qualifying.contains(&*t.lower) && t.upos != Upos::Propn)
    }
}

/// A noun phrase at the beginning of a clause, up to its verb; an apposition between commas is passed over.
fn subject(tokens: &[Token], clause: Range<usize>) -> Option<(Range<usize>, usize)> {
    let mut end = None;
    let mut at = clause.start;
    while at < clause.end && at - clause.start <= 2 * LONGEST_PHRASE {
        let token = &tokens[at];
        let phrase = matches!(token.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::X)
            || matches!(token.kind, TokenKind::Address | TokenKind::Number | TokenKind::Mixed)
            || matches!(&*token.lower, "-" | "/" | "'s" | "’s" | "`" | "of" | "in" | "not" | "one" | "no");
        if token.is_verb() && at > clause.start {
            let subject = clause.start..end.unwrap_or(at);
            let noun = tokens[subject.clone()].iter().any(|t| matches!(t.upos, Upos::Noun | Upos::Propn));
            return (noun && subject.len() <= LONGEST_PHRASE).then_some((subject, at));
        }
        if &*token.lower == "," && end.is_none() && tokens.get(at + 1).is_some_and(|t| t.upos == Upos::Det) {
            end = Some(at);
            at = (at + 1..clause.end).take(LONGEST_PHRASE).find(|at| &*tokens[*at].lower == ",")?;
        } else if !phrase {
            return None;
        }
        at += 1;
    }
    None
}

/// The lemmas that tell what a phrase speaks of.
fn lemmas(tokens: &[Token]) -> Vec<Box<str>> {
    let told = |t: &&Token| {
        matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X)
            || matches!(t.kind, TokenKind::Address | TokenKind::Number | TokenKind::Mixed)
    };
    let mut lemmas: Vec<Box<str>> = tokens.iter().filter(told).filter(|t| &*t.lower != "one").map(|t| t.lemma.clone()).collect();
    lemmas.sort();
    lemmas
}

/// Whether a phrase says more than "the house".
fn is_specific(tokens: &[Token]) -> bool {
    let several = lemmas(tokens).len() > 1;
    let kind = tokens.len() == 1 && matches!(tokens[0].penn, Penn::Nns | Penn::Nnp | Penn::Nnps);
    several || kind
}

/// The name in a phrase, with a capital of its own.
fn named(builder: &Builder, range: TextRange) -> Option<crate::claim::EntityId> {
    builder.mentions.names_in(range).next().map(|name| name.entity)
}

fn range(analysis: &Analysis, block: u32, tokens: Range<usize>) -> TextRange {
    TextRange { block, start: analysis.tokens[tokens.start].start, end: analysis.tokens[tokens.end - 1].end }
}

/// Where what is said directly ends: at the next mark.
fn close(tokens: &[Token], from: usize, end: usize) -> usize {
    (from..end).find(|at| matches!(&*tokens[*at].lower, "," | "." | "(" | "—" | "–" | "!")).unwrap_or(end)
}

fn statement(builder: &mut Builder, block: u32, analysis: &Analysis, clause: &Clause) {
    let (tokens, words) = (&analysis.tokens, &builder.lexicon.statements);
    let head = &tokens[clause.head];
    let vague = words.vague.contains(&*head.lemma) || words.vague.contains(&*head.lower);
    if vague || clause.perfect || clause.is_qualified(tokens, words, clause.end) {
        return;
    }
    let be = clause.head > clause.verb && &*tokens[clause.verb].lemma == "be";
    let passive = be && (head.penn == Penn::Vbn || head.upos == Upos::Adj);
    let active = !be && head.upos == Upos::Verb && matches!(head.penn, Penn::Vb | Penn::Vbz | Penn::Vbp | Penn::Vbd);
    let end = close(tokens, clause.head + 1, clause.end);
    let (patient, behind) = match (passive, active) {
        (true, _) => (clause.subject.clone(), clause.head + 1),
        (_, true) => {
            let object = clause.head + 1..(clause.head + 1..end).find(|at| !in_phrase(&tokens[*at])).unwrap_or(end);
            (object.clone(), object.end)
        }
        _ => return,
    };
    let key = lemmas(&tokens[patient.clone()]);
    if key.is_empty() || patient.len() > LONGEST_PHRASE {
        return;
    }
    let past = tokens[clause.verb].penn == Penn::Vbd;
    let complement = content(builder, &tokens[behind.min(end)..end]);
    let subject_words = &tokens[clause.subject.clone()];
    let statement = Statement {
        denied: clause.denied,
        agent: if active { lemmas(subject_words) } else { Vec::new() },
        complement,
        specific: is_specific(subject_words),
        past,
    };
    let tense = if past { "past" } else { "present" };
    let key = [Box::from(tense), head.lemma.clone()].into_iter().chain(key).collect();
    add(builder, "statement", Attribute::STATEMENT, key, statement, (block, analysis, clause.subject.start..clause.head + 1), clause);
}

fn in_phrase(token: &Token) -> bool {
    matches!(token.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num) || &*token.lower == "-"
}

/// Lemmas with content, sorted.
fn content(builder: &Builder, tokens: &[Token]) -> Vec<Box<str>> {
    let told = |t: &&Token| (t.is_word() || t.kind == TokenKind::Number) && builder.lexicon.events.has_content(&t.lemma);
    let mut lemmas: Vec<Box<str>> = tokens.iter().filter(told).map(|t| t.lemma.clone()).collect();
    lemmas.sort();
    lemmas.dedup();
    lemmas
}

/// Adds the expression and its claim.
fn add(
    builder: &mut Builder,
    class: &'static str,
    attribute: Attribute,
    key: Vec<Box<str>>,
    statement: Statement,
    (block, analysis, at): (u32, &Analysis, Range<usize>),
    clause: &Clause,
) {
    let range = range(analysis, block, at.clone());
    if builder.mentions.holder_of(range).is_some() {
        return;
    }
    let person = named(builder, self::range(analysis, block, clause.subject.clone()));
    let (member, denied) = (key.join(" "), statement.denied);
    let words = builder.text.document.text(range).to_string();
    let subject = builder.expression(class, words.clone(), range, key);
    if let SubjectId::Expression(id) = subject {
        let expression = &mut builder.out.expressions[id.0 as usize];
        (expression.person, expression.statement) = (person, Some(Box::new(statement)));
    }
    let value = Value::Category(Category { scale: class.into(), member: member.into(), topic: None });
    builder.claim(subject, attribute, value, range, Manner { denied, note: format!("“{words}”"), ..Manner::default() });
}

/// "is open every day", "has been closed since May": whether a thing works.
fn status(builder: &mut Builder, block: u32, analysis: &Analysis, clause: &Clause) {
    let (tokens, words) = (&analysis.tokens, &builder.lexicon.statements);
    let Some((length, status)) = words.statuses.find(&tokens[..clause.end], clause.head).map(|(length, status)| (length, *status)) else {
        return;
    };
    // What stands behind "and" is told of something else.
    let end = (clause.head + length..clause.end).find(|at| &*tokens[*at].lower == "and").unwrap_or(clause.end);
    let qualified = clause.is_qualified(tokens, words, end);
    let Some(key) = known_thing(builder, analysis, clause) else { return };
    let verb = &tokens[clause.verb];
    let present = matches!(verb.penn, Penn::Vbz | Penn::Vbp);
    let copula = clause.head > clause.verb && matches!(&*verb.lemma, "be" | "remain" | "have");
    let fits = match status {
        Status::Operating => present && !clause.perfect && copula,
        Status::Closed => present && copula,
        Status::Ended => (present || verb.penn == Penn::Vbd) && (copula || !clause.denied),
    };
    let whole = range(analysis, block, clause.subject.start..clause.end);
    // "is closed on Mondays", "is closed from noon to two".
    let of_the_week = status == Status::Closed
        && builder.mentions.times_in(whole).iter().any(|t| t.kind == TimexType::Set || t.clock.is_some() || t.weekday.is_some());
    if !fits || clause.denied || qualified || of_the_week {
        return;
    }
    let statement = Statement { specific: true, ..Statement::default() };
    let before = builder.out.claims.len();
    add(builder, "status", Attribute::STATUS, key, statement, (block, analysis, clause.subject.start..clause.head + length), clause);
    let published = builder.published();
    if let Some(claim) = builder.out.claims.get_mut(before) {
        let member = if status == Status::Operating { "operating" } else { "ended" };
        claim.value = Value::Category(Category { scale: "status".into(), member: member.into(), topic: None });
        // What has ended stays so, as far as the copy knows.
        let since = |day: TimeValue| if status == Status::Operating { day } else { TimeValue { latest: chrono::NaiveDate::MAX, ..day } };
        claim.as_of = published.map_or_else(TimeValue::any, since);
    }
}

/// The lemmas that tell which thing a subject is; "the gate" is the one gate of which the copy has spoken by name.
fn known_thing(builder: &Builder, analysis: &Analysis, clause: &Clause) -> Option<Vec<Box<str>>> {
    let phrase = &analysis.tokens[clause.subject.clone()];
    if is_specific(phrase) {
        return Some(lemmas(phrase));
    }
    let [the, noun] = phrase else { return None };
    let statuses = builder.out.expressions.iter().rev().filter(|e| e.class == "status" && e.key.contains(&noun.lemma)).take(SEVERAL);
    let mut keys: Vec<_> = statuses.map(|e| &e.key).collect();
    keys.dedup();
    matches!((&*the.lower, &keys[..]), ("the", [_])).then(|| keys[0].clone())
}

/// "you do not need to bring a passport", "every visitor must bring a passport".
fn duty(builder: &mut Builder, block: u32, analysis: &Analysis, sentence: Range<usize>) {
    let (tokens, words) = (&analysis.tokens, &builder.lexicon.statements);
    let lower = |at: usize| tokens.get(at).map_or("", |t| &*t.lower);
    let case = |t: &Token| {
        matches!(
            &*t.lower,
            "if" | "unless" | "when" | "whenever" | "until" | "while" | "where" | "who" | "whose" | "only" | "would" | "?" | "once"
        )
    };
    let aim = matches!(lower(sentence.start), "to" | "for" | "in" | "on" | "with" | "after" | "during");
    if aim || tokens[sentence.clone()].iter().any(case) {
        return;
    }
    for at in sentence.clone() {
        let duty = match lower(at) {
            "must" => Some(at + 1),
            "need" | "needs" | "have" | "has" | "required" | "obliged" if lower(at + 1) == "to" => Some(at + 2),
            _ => None,
        };
        let Some(verb) = duty.filter(|verb| *verb < sentence.end && tokens[*verb].penn == Penn::Vb) else { continue };
        let from = sentence.start.max(at.saturating_sub(5));
        let denied = (from..at).any(|at| matches!(lower(at), "not" | "n't"));
        let you = (from..at).find(|at| lower(*at) == "you");
        let all = || (from..at).find(|at| words.universal.contains(lower(*at)));
        let Some(subject) = you.or_else(|| all().filter(|_| !denied)) else { continue };
        let end = close(tokens, verb + 1, sentence.end);
        let object = verb + 1..(verb + 1..end).find(|at| !in_phrase(&tokens[*at])).unwrap_or(end);
        let key = lemmas(&tokens[object.clone()]);
        let behind = lower(object.end);
        if key.is_empty() || words.cases.contains(behind) || object.len() > LONGEST_PHRASE {
            continue;
        }
        let key = std::iter::once(tokens[verb].lemma.clone()).chain(key).collect();
        let clause = Clause { subject: subject..subject + 1, verb: at, head: verb, denied, perfect: false, end };
        let statement = Statement { denied, specific: true, ..Statement::default() };
        add(builder, "duty", Attribute::STATEMENT, key, statement, (block, analysis, subject..object.end), &clause);
    }
}
