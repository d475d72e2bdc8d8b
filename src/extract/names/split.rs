//! From runs of capitalised words to candidates: titles and demonyms are taken off, known names are found within loose runs.

use std::collections::HashSet;
use std::ops::Range;

use super::key::without_possessive;
use super::run::Run;
use crate::extract::words::Words;
use crate::language::TokenKind;
use crate::language::names::NameKind;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;
use crate::lexicon::names::Sex;
use crate::lexicon::offices::Tenure;
use crate::value::PlaceKind;

/// A passage that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub block: u32,
    pub sentence: u32,
    pub tokens: Range<usize>,
    /// Title or office before the name.
    pub title: Option<Range<usize>>,
    pub sex: Option<Sex>,
    /// The words of the name, folded; a nickname in quotation marks is not among them.
    pub words: Vec<String>,
    /// "Pip" in `Philippa "Pip" Lacombe-Hart`, folded.
    pub nickname: Option<String>,
    /// The first word starts a sentence.
    pub initial: bool,
    /// What the statistical tagger takes it for.
    pub tagged: Option<NameKind>,
}

impl Candidate {
    /// The folded words with a space between.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }
}

/// What the firm mentions of a document taught: names whose capitals stand in the middle of running sentences.
#[derive(Debug, Default)]
pub struct Known {
    names: HashSet<String>,
    words: HashSet<String>,
}

impl Known {
    /// Learns from a candidate.
    pub fn learn(&mut self, candidate: &Candidate) {
        self.names.insert(candidate.key());
        self.words.extend(candidate.words.iter().filter(|w| w.len() > 2).cloned());
        self.words.extend(candidate.nickname.clone());
    }
}

/// Takes "Zelensky-Putin" apart where both are known as names by themselves.
pub fn split_known_pair(words: &Words, candidate: Candidate, known: &Known) -> Vec<Candidate> {
    let tokens = candidate.tokens.clone();
    let halves =
        (tokens.len() == 3 && words.lower(tokens.start + 1) == "-").then(|| (words.folded(tokens.start), words.folded(tokens.start + 2)));
    match halves {
        Some((left, right)) if known.words.contains(&left) && known.words.contains(&right) => {
            let first = Candidate { tokens: tokens.start..tokens.start + 1, words: vec![left], ..candidate.clone() };
            let second =
                Candidate { tokens: tokens.start + 2..tokens.end, words: vec![right], title: None, sex: None, initial: false, ..candidate };
            vec![first, second]
        }
        _ => vec![candidate],
    }
}

/// The candidates of a run in running copy; `tokens` may be shorter than the run's.
pub fn split(words: &Words, run: &Run, tokens: Range<usize>, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (mut start, end) = (tokens.start, tokens.end);
    let mut title: Option<Range<usize>> = None;
    let headed = end - start > 1 && has_head(words, end - 1, lexicon);
    while start < end {
        if let Some(next) = title_at(words, start, end, headed, lexicon) {
            if next >= end {
                // The title stands alone: "the Foreign Minister".
                return found;
            }
            title = Some(title.map_or(start..next, |t| t.start..next));
            start = next;
        } else if !headed && is_demonym(words, start, end, lexicon) {
            start += 1;
        } else {
            break;
        }
    }
    // A name before an office: "Microsoft Chief Executive Satya Nadella".
    let inner = (start + 1..end).find(|at| {
        !headed && title_at(words, *at, end, false, lexicon).is_some_and(|next| next > at + 1 || next < end) && words.is_capital(*at)
    });
    let first_end = inner.unwrap_or(end);
    push(words, run, start..first_end, title, lexicon, &mut found);
    if let Some(at) = inner {
        found.extend(split(words, run, at..end, lexicon));
    }
    found
}

/// Where the title that starts at a token ends; `None` where none does.
fn title_at(words: &Words, at: usize, end: usize, headed: bool, lexicon: &Lexicon) -> Option<usize> {
    if lexicon.names.honorifics.contains_key(words.lower(at)) && !(headed && words.lower(at).len() > 3) {
        return Some(at + 1);
    }
    let office = lexicon.offices.at(&|i| words.token(at + i).filter(|_| at + i < end).map(|t| &*t.lower))?;
    // "General Motors Company", "Justice Department": an office of one word opens many names of organisations.
    (!headed).then_some(at + office.end)
}

fn is_demonym(words: &Words, at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let two = at + 1 < end && lexicon.names.demonym(&format!("{} {}", words.folded(at), words.folded(at + 1))).is_some();
    two || lexicon.names.demonym(&words.folded(at)).is_some()
}

/// Whether a word is the head of the name of an organisation, a venue or a thing.
pub fn has_head(words: &Words, at: usize, lexicon: &Lexicon) -> bool {
    let key = words.folded(at);
    let n = &lexicon.names;
    n.organization_heads.contains(&key)
        || n.venue_heads.contains(&key)
        || n.company_suffixes.contains(&key)
        || n.product_heads.contains(&key)
}

fn push(words: &Words, run: &Run, tokens: Range<usize>, title: Option<Range<usize>>, lexicon: &Lexicon, found: &mut Vec<Candidate>) {
    if tokens.is_empty() {
        return;
    }
    if let Some((left, right)) = split_pair(words, &tokens, lexicon) {
        push(words, run, left, title, lexicon, found);
        push(words, run, right, None, lexicon, found);
        return;
    }
    let initial = run.initial && run.tokens.start == tokens.start;
    found.extend(candidate(words, run.sentence, tokens, title, initial, lexicon));
}

/// The candidate of some tokens; none where they can name nothing.
pub fn candidate(
    words: &Words,
    sentence: u32,
    tokens: Range<usize>,
    title: Option<Range<usize>>,
    initial: bool,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let title = title.or_else(|| title_before(words, tokens.start, lexicon));
    let alone = tokens.len() == 1;
    let key = words.folded(tokens.start);
    if alone && title.is_none() && (lexicon.names.demonym(&key).is_some() || lexicon.names.bare_heads.contains(&key)) {
        return None;
    }
    let sex = title.as_ref().and_then(|t| t.clone().find_map(|at| lexicon.names.honorifics.get(words.lower(at)).copied().flatten()));
    let mut nickname = None;
    let mut name_words = Vec::new();
    let mut quoted = false;
    for unit in words.units(tokens.clone()) {
        let opens = words.kind(unit.start) == Some(TokenKind::OpenQuote);
        if opens || quoted {
            let inside = if opens { unit.start + 1 } else { unit.start };
            nickname = Some(words.folded(inside));
            quoted = opens && words.kind(unit.end - 1) != Some(TokenKind::CloseQuote);
            continue;
        }
        name_words.push(fold(without_possessive(words.written(unit))));
    }
    if name_words.is_empty() {
        return None;
    }
    Some(Candidate { block: words.block, sentence, tokens, title, sex, words: name_words, nickname, initial, tagged: None })
}

/// "Russia-Ukraine", "Zelensky-Putin": two names joined by a hyphen, where each is a place of its own or none is a given name.
fn split_pair(words: &Words, tokens: &Range<usize>, lexicon: &Lexicon) -> Option<(Range<usize>, Range<usize>)> {
    if tokens.len() != 3 || words.lower(tokens.start + 1) != "-" {
        return None;
    }
    let place = |at: usize| lexicon.names.is_place(&words.folded(at));
    let whole = lexicon.names.is_place(&fold(words.written(tokens.clone())));
    (!whole && place(tokens.start) && place(tokens.start + 2)).then(|| (tokens.start..tokens.start + 1, tokens.start + 2..tokens.end))
}

/// An office in lower case right before a name: "spokesman Dmitry Peskov", "chief executive Eva Nordlund".
fn title_before(words: &Words, at: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let sentence = &words.analysis.sentences[words.analysis.sentence_of(at)];
    let first = at.saturating_sub(7).max(sentence.tokens.start);
    let ending = |start: usize| {
        let office = lexicon.offices.at(&|i| words.token(start + i).filter(|_| start + i < at).map(|t| &*t.lower))?;
        (start + office.end == at).then_some(office)
    };
    let (mut start, office) = (first..at).find_map(|start| ending(start).map(|office| (start, office)))?;
    if office.tenure == Tenure::Current {
        return Some(start + office.start..at);
    }
    // "former judge Ada Holm": what puts the office into the past stands with it, an adjective before does not.
    while ending(start + 1).is_some_and(|next| next.tenure == office.tenure) {
        start += 1;
    }
    Some(start..at)
}

/// The candidates of a run that starts a sentence: its first word is taken off unless something says that it is a name.
pub fn split_initial(words: &Words, run: &Run, known: &Known, lexicon: &Lexicon) -> Vec<Candidate> {
    let tokens = run.tokens.clone();
    if first_word_names(words, &tokens, known, lexicon) {
        return split(words, run, tokens, lexicon);
    }
    if tokens.len() < 2 {
        return Vec::new();
    }
    let next = tokens.start + 1 + usize::from(words.lower(tokens.start + 1) == "-");
    if next < tokens.end && words.is_capital(next) { split(words, run, next..tokens.end, lexicon) } else { Vec::new() }
}

fn first_word_names(words: &Words, tokens: &Range<usize>, known: &Known, lexicon: &Lexicon) -> bool {
    let n = &lexicon.names;
    let key = words.folded(tokens.start);
    let title = title_at(words, tokens.start, tokens.end, false, lexicon).is_some();
    if title || n.demonym(&key).is_some() || known.words.contains(&key) || known.names.contains(&joined_key(words, tokens)) {
        return true;
    }
    if (2..=4).any(|len| len <= tokens.len() && n.is_place(&joined_key(words, &(tokens.start..tokens.start + len)))) {
        return true;
    }
    let country = n.place(&key).is_some_and(|p| p.kind == PlaceKind::Country);
    if country || !n.is_word(&key) || n.acronyms.contains_key(words.written(tokens.start..tokens.start + 1)) {
        return true;
    }
    if tokens.len() < 2 {
        return false;
    }
    let next = words.folded(tokens.start + 1);
    let given = n.is_given(&key) && (!n.is_word(&next) || n.is_family(&next));
    given || has_head(words, tokens.end - 1, lexicon)
}

/// The folded words of some tokens with a space between.
pub(super) fn joined_key(words: &Words, tokens: &Range<usize>) -> String {
    let units = words.units(tokens.clone());
    units.into_iter().map(|u| fold(words.written(u))).collect::<Vec<_>>().join(" ")
}

/// The names within a run where capitals tell nothing: only those that are known.
pub fn split_loose(words: &Words, run: &Run, known: &Known, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = run.tokens.start;
    while at < run.tokens.end {
        let longest = (1..=5.min(run.tokens.end - at)).rev().find(|len| is_known(words, &(at..at + len), known, lexicon));
        match longest {
            Some(len) => {
                push(words, run, at..at + len, None, lexicon, &mut found);
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

fn is_known(words: &Words, tokens: &Range<usize>, known: &Known, lexicon: &Lexicon) -> bool {
    if !words.is_capital(tokens.start) || !words.is_capital(tokens.end - 1) {
        return false;
    }
    let n = &lexicon.names;
    let key = joined_key(words, tokens);
    let common = tokens.len() == 1 && n.is_word(&key);
    if known.names.contains(&key) && !common {
        return true;
    }
    if tokens.len() == 1 {
        let country = n.place(&key).is_some_and(|p| p.kind == PlaceKind::Country);
        let acronym = n.acronyms.contains_key(words.written(tokens.clone()));
        let plain = !common && (known.words.contains(&key) || n.is_place(&key) && !n.is_given(&key));
        return country || acronym && key.len() > 2 || plain;
    }
    let full_name = tokens.len() == 2
        && n.is_given(&words.folded(tokens.start))
        && !n.is_word(&words.folded(tokens.start))
        && !n.is_word(&words.folded(tokens.start + 1))
        && n.demonym(&words.folded(tokens.start + 1)).is_none();
    n.is_place(&key)
        || n.organizations.at(|i| words.token(tokens.start + i).map(|t| &*t.lower)).is_some_and(|(len, ())| len == tokens.len())
        || full_name
}
