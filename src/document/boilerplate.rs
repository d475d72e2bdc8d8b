//! What stands around copy without belonging to it: lists of other headlines, invitations to share, notices of rights.
//!
//! Three mechanisms, in order: a section that a label opens ("MORE ON THEME"), a run of headlines with time stamps, single lines.

use super::BlockKind;
use super::draft::DraftBlock;
use super::vocabulary::{BOILERPLATE, holds, strip_phrase};
use crate::value::time_parse::{clock_length, parse_date};

/// Blocks of more bytes, or of more words, are no headlines or buttons.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 25;
/// How many time stamps make a run of headlines a list of them.
const STAMPS_OF_A_RUN: usize = 3;

/// Marks the blocks that are not copy.
pub(super) fn mark(blocks: &mut [DraftBlock]) {
    for block in blocks.iter_mut().filter(|block| block.marks.boilerplate) {
        block.kind = BlockKind::Boilerplate;
    }
    mark_sections(blocks);
    mark_runs(blocks);
    for block in blocks.iter_mut().skip(1) {
        let alone = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::ListItem { .. });
        if alone && is_line(&block.prose.text) {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Marks each label and the headlines after it.
fn mark_sections(blocks: &mut [DraftBlock]) {
    let mut i = 1;
    while i < blocks.len() {
        let labelled =
            blocks[i].kind.is_copy() && is_label(&blocks[i].prose.text) && !matches!(blocks[i].kind, BlockKind::TableCell { .. });
        if !labelled {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < blocks.len() && is_listed(blocks, end) {
            end += 1;
        }
        for block in &mut blocks[i..end] {
            block.kind = BlockKind::Boilerplate;
        }
        i = end;
    }
}

/// Whether a block after a label belongs to its list: a headline or time stamp, but not the heading of copy that follows.
fn is_listed(blocks: &[DraftBlock], i: usize) -> bool {
    let block = &blocks[i];
    let heads_copy = matches!(block.kind, BlockKind::Heading(_))
        && blocks.get(i + 1).is_some_and(|next| next.kind.is_copy() && !is_headline(&next.prose.text) && !is_line(&next.prose.text));
    let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Heading(_) | BlockKind::Boilerplate);
    plain && !heads_copy && (is_headline(&block.prose.text) || is_stamp(&block.prose.text) || is_line(&block.prose.text))
}

/// Marks runs of headlines and time stamps, from the first stamp on.
fn mark_runs(blocks: &mut [DraftBlock]) {
    let mut i = 0;
    while i < blocks.len() {
        let first_stamp = blocks[i].kind.is_copy() && is_stamp(&blocks[i].prose.text);
        if !first_stamp {
            i += 1;
            continue;
        }
        let mut end = i;
        let mut stamps = 0;
        while end < blocks.len() && is_listed(blocks, end) {
            stamps += usize::from(is_stamp(&blocks[end].prose.text));
            end += 1;
        }
        if stamps >= STAMPS_OF_A_RUN {
            for block in &mut blocks[i..end] {
                block.kind = BlockKind::Boilerplate;
            }
        }
        i = end.max(i + 1);
    }
}

/// A date with a time of day and nothing else.
fn is_stamp(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    parse_date(text).is_some_and(|date| {
        let rest = &text[date.range.end..];
        let clock = clock_length(rest);
        clock > 0 && rest[clock..].trim().is_empty()
    })
}

fn is_headline(text: &str) -> bool {
    is_short(text) && !bare(text).ends_with(['.', ':', ';', '!'])
}

fn is_label(text: &str) -> bool {
    is_short(text) && holds(&BOILERPLATE.labels, &bare(text).to_lowercase())
}

/// A button, an invitation, a pointer to another headline, a notice of rights.
fn is_line(text: &str) -> bool {
    if !is_short(text) {
        return false;
    }
    let text = bare(text);
    let lower = text.to_lowercase();
    let pointer = strip_phrase(text, &BOILERPLATE.lead_ins).and_then(|rest| rest.trim_start().strip_prefix(':'));
    let rights = strip_phrase(text, &BOILERPLATE.rights).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()));
    holds(&BOILERPLATE.buttons, &lower)
        || strip_phrase(text, &BOILERPLATE.imperatives).is_some()
        || pointer.is_some_and(|headline| !headline.trim().is_empty() && is_headline(headline))
        || rights
        || BOILERPLATE.notices.iter().any(|notice| lower.contains(notice.as_str()))
}

fn is_short(text: &str) -> bool {
    text.len() <= LONGEST && text.split_whitespace().count() <= MOST_WORDS
}

/// A text without the stars, signs and colons that some put around labels.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '#' | '_' | '>' | '<' | '»' | '«' | '›' | '→' | '|' | '-' | '–' | '—')
    })
    .trim_end_matches([':', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_copy_are_known() {
        for text in [
            "Follow us",
            "Follow us on Instagram, YouTube, Facebook,, X and TikTok for latest updates",
            "© 2024 SwissX REDD UK ltd. All Rights Reserved.",
            "Read: Nokia Seeks New Manufacturing Partner for Mobile Comeback",
            "Share this",
            "Share this:",
        ] {
            assert!(is_line(text), "{text}");
        }
        for text in [
            "Read the letter aloud, he said.",
            "Follow usual practice",
            "Watch: the river rose twice.",
            "Copyright law changed",
            "Shares fell 4 percent",
        ] {
            assert!(!is_line(text), "{text}");
        }
    }

    #[test]
    fn labels_are_known_in_any_dress() {
        assert!(is_label("MORE ON THEME") && is_label("**Related articles:**"));
        assert!(!is_label("Related articles were found in the car"));
    }

    #[test]
    fn a_stamp_has_a_time_of_day() {
        assert!(is_stamp("Sat, 21 Jun 2025 21:47:25 GMT"));
        assert!(!is_stamp("21 June 2025"));
    }
}
