//! Quotations and attributions: who says what, in which words.
//!
//! In goes a document's text with its names; out come [`Quotation`]s (passages in quotation marks with their speaker) and [`Attribution`]s
//! (what a passage gives to a speaker, quoted or not). A pronoun stands for whom the names say; where they say nobody, the speaker is
//! unknown.

mod indirect;
mod marks;
mod sayer;
mod speaker;

use super::Text;
use super::entity::{Attribution, Names, Quotation};
use super::words::Words;
use crate::document::{BlockKind, TextRange};
use crate::lexicon::Lexicon;
use crate::value::Wording;
use marks::Quoted;
use speaker::{Attributed, Reader};

/// The least number of words of a quotation that can be compared.
const LEAST_WORDS: usize = 4;

/// A quotation with its attribution, as found in its block.
#[derive(Clone, Debug)]
struct Found {
    parts: Vec<Quoted>,
    attributed: Option<Attributed>,
}

/// The quotations of four words or more.
pub fn quotations(text: &Text, names: &Names, lexicon: &Lexicon) -> Vec<Quotation> {
    let mut found = Vec::new();
    // A standfirst repeats the copy and may cut it off.
    let is_full = |words: &Words| text.document.blocks[words.block as usize].kind != BlockKind::Standfirst;
    for words in Words::of(text).filter(is_full) {
        for quote in in_block(text, &words, names, lexicon) {
            found.extend(quotation(&words, &quote));
        }
    }
    found
}

/// Every passage that the document gives to a speaker, quoted or reported.
pub fn attributions(text: &Text, names: &Names, lexicon: &Lexicon) -> Vec<Attribution> {
    let mut found = Vec::new();
    for words in Words::of(text) {
        let quotes = in_block(text, &words, names, lexicon);
        for quote in &quotes {
            let Some(Attributed { speaker: Some(speaker), speaker_range, .. }) = &quote.attributed else { continue };
            for part in &quote.parts {
                let content = words.range(part.inside());
                found.push(Attribution { content, speaker: speaker.clone(), speaker_range: *speaker_range, direct: true });
            }
        }
        let reader = Reader { words, names, lexicon };
        found.extend(indirect::reported(&reader, &quotes.iter().flat_map(|q| q.parts.clone()).collect::<Vec<_>>()));
    }
    // Of passages that start at one place, the inner one last: it is whose words they are.
    found.sort_by_key(|a| (a.content.block, a.content.start, std::cmp::Reverse(a.content.end), a.speaker_range));
    found
}

fn quotation(words: &Words, quote: &Found) -> Option<Quotation> {
    let parts: Vec<TextRange> = quote.parts.iter().map(|p| words.range(p.inside())).collect();
    let written: Vec<&str> = quote.parts.iter().map(|p| words.written(p.inside())).collect();
    let wording = Wording::new(&written.join(" "));
    if written.iter().all(|part| is_address(part)) {
        return None;
    }
    if wording.key.split(' ').filter(|w| !w.is_empty()).count() < LEAST_WORDS {
        return None;
    }
    let attributed = quote.attributed.clone();
    Some(Quotation {
        words: *parts.first()?,
        parts,
        wording,
        speaker: attributed.as_ref().and_then(|a| a.speaker.clone()),
        speaker_range: attributed.as_ref().map(|a| a.speaker_range),
        attribution_range: attributed.map(|a| a.range),
    })
}

/// Whether what stands in quotation marks is an address or the path of a file, which nobody says: signs between its words and no space.
fn is_address(written: &str) -> bool {
    let written = written.trim();
    written.contains(['/', '\\', '.', '_']) && !written.contains(char::is_whitespace)
}

/// The quotations of one block. One without a speaker that follows an attributed one at once is its continuation.
fn in_block(text: &Text, words: &Words, names: &Names, lexicon: &Lexicon) -> Vec<Found> {
    let reader = Reader { words: *words, names, lexicon };
    let mut found: Vec<Found> = Vec::new();
    for quoted in marks::quoted(words) {
        let attributed = reader.attribution(&quoted);
        let shared = attributed.is_some() && found.last().is_some_and(|last| last.attributed == attributed);
        let follows =
            shared || attributed.is_none() && found.last().is_some_and(|last| last.attributed.is_some() && goes_on(&reader, last, &quoted));
        match found.last_mut() {
            Some(last) if follows => last.parts.push(quoted),
            _ => found.push(Found { parts: vec![quoted], attributed }),
        }
    }
    let pulled =
        matches!(text.document.blocks[words.block as usize].kind, BlockKind::Quote(_)) || found.len() == 1 && covers(words, &found[0]);
    if pulled
        && let [only] = &mut found[..]
        && only.attributed.is_none()
    {
        only.attributed = signature(text, words, only, names, lexicon);
    }
    found
}

/// Whether a quotation is all of its block, or all but a signature.
fn covers(words: &Words, found: &Found) -> bool {
    let part = &found.parts[0];
    let after = words.lower(part.close + 1);
    part.open == 0 && (part.close + 1 >= words.analysis.tokens.len() || is_dash(after))
}

fn is_dash(lower: &str) -> bool {
    matches!(lower, "—" | "–" | "-" | "--" | "---" | "―")
}

/// Whether a quotation goes on with the speaker of the one before: only that one's attribution stands between them.
fn goes_on(reader: &Reader, last: &Found, quoted: &Quoted) -> bool {
    let words = &reader.words;
    let Some(end) = last.parts.last().map(|p| p.close) else { return false };
    let ends = (end + 1..quoted.open).filter(|at| matches!(words.lower(*at), "." | "!" | "?")).count();
    let full_stop_before = matches!(words.lower_before(quoted.open), "." | "!" | "?" | "," | ";");
    let adjacent = quoted.open <= end + 1;
    adjacent || ends <= 1 && full_stop_before && quoted.open - end < 30
}

/// "— Colonel Idris Vann" behind a pulled quotation, in its block or the next.
fn signature(text: &Text, words: &Words, found: &Found, names: &Names, lexicon: &Lexicon) -> Option<Attributed> {
    let behind = found.parts.last()?.close + 1;
    if is_dash(words.lower(behind)) {
        return Reader { words: *words, names, lexicon }.signed(behind + 1);
    }
    if behind < words.analysis.tokens.len() || words.block as usize + 1 >= text.document.blocks.len() {
        return None;
    }
    let next = Words::in_block(text, words.block + 1);
    let own_line = text.document.blocks[next.block as usize].kind.is_copy() && is_dash(next.lower(0));
    own_line.then(|| Reader { words: next, names, lexicon }.signed(1)).flatten()
}

#[cfg(test)]
mod tests;
