//! A block's tokens with what the tagger asks of them. Every question looks at a bounded number of tokens.

use std::ops::Range;

use crate::language::{Token, TokenKind};
use crate::lexicon::quantity::{QuantityWords, UnitId};

use super::number::Number;

/// The longest phrase of the vocabulary, in tokens.
const LONGEST_PHRASE: usize = 5;

/// No phrase of the vocabulary is longer, in bytes.
const LONGEST_TEXT: usize = 64;

/// The tokens of one block.
pub(in crate::extract) struct Scan<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a QuantityWords,
}

impl<'a> Scan<'a> {
    /// A token in lower case; empty outside the block.
    pub fn lower(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &t.lower)
    }

    /// A token as written; empty outside the block.
    pub fn raw(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &self.text[t.range()])
    }

    /// A token in lower case, counted back from `at` (1 is the one before).
    pub fn back(&self, at: usize, by: usize) -> &'a str {
        at.checked_sub(by).map_or("", |i| self.lower(i))
    }

    /// The text between two tokens that follow each other.
    pub fn between(&self, at: usize, next: usize) -> &'a str {
        match (self.tokens.get(at), self.tokens.get(next)) {
            (Some(a), Some(b)) if a.end <= b.start => &self.text[a.end as usize..b.start as usize],
            _ => "",
        }
    }

    /// Whether nothing stands between two tokens.
    pub fn adjacent(&self, at: usize, next: usize) -> bool {
        matches!((self.tokens.get(at), self.tokens.get(next)), (Some(a), Some(b)) if a.end == b.start)
    }

    /// Whether the token is punctuation, a quotation mark or the end of the block.
    pub fn is_break(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| matches!(t.kind, TokenKind::Punctuation | TokenKind::OpenQuote | TokenKind::CloseQuote))
    }

    /// Whether the token is the first of the block or of a sentence or stands behind a mark that opens or separates.
    pub fn is_start(&self, at: usize) -> bool {
        at == 0 || matches!(self.raw(at - 1), "." | "!" | "?" | ":" | "…" | "“" | "\"" | "—" | "•" | "‘")
    }

    /// Whether the token is a noun in the plural, as far as its form tells.
    pub fn is_plural(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|t| t.kind == TokenKind::Word) else { return false };
        let context = &self.words.context;
        let lower = &*token.lower;
        if context.plurals.contains(lower) {
            return true;
        }
        if context.singulars.contains(lower) || context.stops.contains(lower) {
            return false;
        }
        let people = lower.len() > 3
            && lower.ends_with("men")
            && !lower.ends_with("omen")
            && !matches!(lower, "specimen" | "regimen" | "acumen" | "abdomen");
        people
            || lower == "women"
            || (lower.len() > 3 && lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end)))
    }

    /// The longest entry whose tokens end right before `at`: the value and the first token.
    pub fn phrase_before<T: Copy>(&self, at: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let most = self.fitting((0..at.min(self.tokens.len())).rev());
        let (text, bounds) = self.joined(at - most);
        let end = bounds[..most].last()?.end;
        (0..most).find_map(|i| find(&text[bounds[i].start..end]).map(|value| (value, at - most + i)))
    }

    /// The longest entry whose tokens start at `at`: the value and the token behind it.
    pub fn phrase_at<T: Copy>(&self, at: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let most = self.fitting(at..self.tokens.len());
        let (text, bounds) = self.joined(at);
        (0..most).rev().find_map(|i| find(&text[..bounds[i].end]).map(|value| (value, at + i + 1)))
    }

    /// The hedge or word of change that ends right before `at`, by what `find` looks up.
    pub fn hedge_before<T: Copy>(&self, at: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        self.words.edges.hedge_ends.contains(self.back(at, 1)).then(|| self.phrase_before(at, find)).flatten()
    }

    /// The unit in words that starts at `at`, and the token behind it.
    pub fn unit_at(&self, at: usize) -> Option<(UnitId, usize)> {
        self.words.edges.unit_starts.contains(self.lower(at)).then(|| self.phrase_at(at, |phrase| self.words.units.word(phrase))).flatten()
    }

    /// How many of these tokens are not too many and not too long for a phrase.
    fn fitting(&self, tokens: impl Iterator<Item = usize>) -> usize {
        let mut length = 0;
        let fits = |at: &usize| {
            length += self.tokens[*at].lower.len() + 1;
            length <= LONGEST_TEXT
        };
        tokens.take(LONGEST_PHRASE).take_while(fits).count()
    }

    /// The tokens from one on that are not too long for a phrase, with one space between; and where each lies.
    fn joined(&self, start: usize) -> (String, [Range<usize>; LONGEST_PHRASE]) {
        let mut text = String::with_capacity(LONGEST_TEXT);
        let mut bounds = [const { 0..0 }; LONGEST_PHRASE];
        for (token, place) in self.tokens.iter().skip(start).zip(&mut bounds) {
            if text.len() + token.lower.len() > LONGEST_TEXT {
                break;
            }
            let from = text.len();
            text.push_str(&token.lower);
            *place = from..text.len();
            text.push(' ');
        }
        (text, bounds)
    }

    /// The currency whose sign stands before token `at`, with the first token of the sign ("US $", "HK$", "€").
    pub fn currency_before(&self, at: usize) -> Option<(UnitId, usize)> {
        let units = &self.words.units;
        let before = at.checked_sub(1)?;
        let longer = before.checked_sub(1).map(|first| {
            let spaced = if self.adjacent(first, before) { "" } else { " " };
            (first, format!("{}{spaced}{}", self.raw(first), self.raw(before)))
        });
        if let Some((first, sign)) = longer
            && let Some(unit) = units.sign(&sign).or_else(|| units.spelled_sign(&sign))
        {
            return Some((unit, first));
        }
        let raw = self.raw(before);
        units.sign(raw).or_else(|| units.code(raw)).map(|unit| (unit, before))
    }

    /// The number of bytes of a currency's letters before the digits in a mixed token ("USD10m", "A82"); 0 where there are none.
    pub fn code_before_digits(&self, at: usize) -> usize {
        let raw = self.raw(at);
        let letters = raw.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let units = &self.words.units;
        let head = &raw[..letters];
        let spelled = letters > 0 && units.spelled_sign(head).is_some() && self.is_sum(at, &raw[letters..]);
        let after_dollar = matches!(head, "A" | "US") && at > 0 && self.raw(at - 1) == "$" && self.adjacent(at - 1, at);
        if letters > 0 && (spelled || units.code(head).is_some() || units.sign(head).is_some() || after_dollar) { letters } else { 0 }
    }

    /// Whether digits are written as a sum of money is: three of them, a decimal or a group behind them, or a magnitude.
    fn is_sum(&self, at: usize, written: &str) -> bool {
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let magnitude = self.words.numbers.suffixes.contains_key(&written[digits..]);
        let goes_on = self.adjacent(at, at + 1) && matches!(self.raw(at + 1), "." | ",") && self.adjacent(at + 1, at + 2);
        digits >= 3 || magnitude || goes_on && self.raw(at + 2).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a number stands in "between A and B", so that its "and" joins two numbers.
    pub fn is_after_between(&self, at: usize) -> bool {
        (1..=3).any(|by| self.back(at, by) == "between")
    }

    /// Whether a unit of time or measure stands at a token.
    pub fn unit_follows(&self, at: usize) -> bool {
        self.unit_at(at).is_some()
    }

    /// Whether a fraction is used as a share or a measure ("a third of", "by half", "almost a quarter") and not as an ordinal, a period or a
    /// time of day ("a third voyage", "the first half", "a quarter to one").
    pub(super) fn is_share(&self, number: &Number) -> bool {
        let (first, end) = (number.tokens.start, number.tokens.end);
        let (before, next) = (self.back(first, 1), self.lower(end));
        if matches!(
            before,
            "first" | "second" | "latter" | "other" | "final" | "last" | "third" | "fourth" | "this" | "that" | "each" | "next" | "past"
        ) || matches!(next, "-" | "past" | "to" | "before" | "after" | "hour" | "time" | "year")
        {
            return false;
        }
        if next == "of" {
            return !self.lower(end + 1).starts_with("20") && !self.words.context.months.contains(self.lower(end + 1));
        }
        let compared =
            matches!(next, "more" | "less" | "fewer" | "higher" | "lower" | "larger" | "smaller" | "full" | "as" | "off" | "again" | "in");
        let half = self.lower(end - 1) == "half"
            && (matches!(next, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "that" | "those" | "were" | "are")
                || self.unit_follows(end));
        let hedged = matches!(before, "by" | "than" | "only" | "just" | "under" | "over")
            || self.hedge_before(first, |phrase| self.words.hedges.before.get(phrase).copied()).is_some();
        let several = number.value > rust_decimal::Decimal::new(5, 1) && self.is_break(end);
        let at_end = half_at_end(before) && self.is_break(end);
        // "29 of the 87, a third,": set apart behind another number.
        let apart = matches!(before, "," | "(" | "or")
            && self.is_break(end)
            && (first.saturating_sub(8)..first).any(|at| self.tokens[at].kind == TokenKind::Number);
        apart
            || compared
            || half
            || several
            || at_end
            || (hedged && (self.is_break(end) || !self.tokens[end].is_word() || self.words.context.stops.contains(next)))
    }
}

/// Words that let "half" or "a third" stand at the end of a clause.
fn half_at_end(before: &str) -> bool {
    matches!(before, "pay" | "paid" | "pays" | "is" | "was" | "covers" | "or" | "contributes")
}
