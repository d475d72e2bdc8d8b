//! Units and currencies around a number.

use std::ops::Range;

use super::number::Number;
use super::scan::Scan;
use crate::lexicon::hash::Set;
use crate::lexicon::quantity::{UnitEntry, UnitId};

/// A unit read with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitMatch {
    pub id: UnitId,
    /// Tokens of number and unit together.
    pub tokens: Range<usize>,
    /// Where the unit ends, in bytes (a unit may end inside a mixed token).
    pub end: u32,
    /// What a rate is counted by ("barrel" in "$58 per barrel").
    pub per: Option<String>,
}

impl UnitMatch {
    pub fn entry<'a>(&self, scan: &Scan<'a>) -> &'a UnitEntry {
        &scan.words.units.entries[self.id]
    }

    /// The spelled-out name: "dollar per barrel".
    pub fn name(&self, scan: &Scan) -> String {
        self.named(&self.entry(scan).name)
    }

    /// The base unit's name, with the rate.
    pub fn base(&self, scan: &Scan) -> String {
        self.named(&self.entry(scan).base)
    }

    fn named(&self, unit: &str) -> String {
        self.per.as_ref().map_or_else(|| unit.to_string(), |per| format!("{unit} per {per}"))
    }
}

/// The unit of a number: a currency's sign before it, or a unit, a sign or a code behind it.
pub(super) fn unit_of(scan: &Scan, number: &Number) -> Option<UnitMatch> {
    let found = currency(scan, number).or_else(|| behind(scan, number))?;
    Some(with_rate(scan, found))
}

fn currency(scan: &Scan, number: &Number) -> Option<UnitMatch> {
    let at = number.tokens.start;
    let glued = scan.code_before_digits(at);
    let (mut id, first) = if glued > 0 {
        let head = &scan.raw(at)[..glued];
        match scan.currency_before(at).filter(|_| head.len() <= 2) {
            Some((_, first)) => (scan.words.units.sign(&format!("${head}"))?, first),
            None => (currency_of_letters(scan, head)?, at),
        }
    } else {
        // "$-50.8bn": a minus behind the sign.
        let minus = at > 1 && matches!(scan.raw(at - 1), "-" | "−") && scan.adjacent(at - 1, at) && scan.adjacent(at - 2, at - 1);
        scan.currency_before(if minus { at - 1 } else { at })?
    };
    let mut end = number.tokens.end;
    // "$76 US a barrel", "$31.20 US".
    if matches!(scan.raw(end), "US" | "U.S." | "USD") {
        end += 1;
    }
    // "£1m sterling", "$10 million Canadian".
    if let Some(nation) = scan.words.units.word(&format!("{} {}", scan.lower(end), scan.words.units.entries[id].name)) {
        id = nation;
        end += 1;
    }
    Some(UnitMatch { id, tokens: first..end, end: scan.tokens[end - 1].end.max(number.bytes.end), per: None })
}

fn currency_of_letters(scan: &Scan, letters: &str) -> Option<UnitId> {
    let units = &scan.words.units;
    units.code(letters).or_else(|| units.sign(letters)).or_else(|| units.spelled_sign(letters))
}

fn behind(scan: &Scan, number: &Number) -> Option<UnitMatch> {
    if let Some(suffix) = &number.suffix {
        return against_digits(scan, number, suffix.clone());
    }
    let mut next = number.tokens.end;
    // "a 30-mile march", "five - percent".
    if matches!(scan.lower(next), "-" | "‑") && scan.adjacent(next - 1, next) && scan.adjacent(next, next + 1) {
        next += 1;
    }
    let (id, end) = symbol_at(scan, next).or_else(|| word_at(scan, next)).or_else(|| word_behind_adjective(scan, next))?;
    Some(UnitMatch { id, tokens: number.tokens.start..end, end: scan.tokens[end - 1].end, per: None })
}

/// "10kW", "80km/h", "118.5p", "32m2": letters against the digits, perhaps with more tokens behind.
fn against_digits(scan: &Scan, number: &Number, suffix: Range<u32>) -> Option<UnitMatch> {
    let letters = &scan.text[suffix.start as usize..suffix.end as usize];
    let at = number.tokens.end;
    let units = &scan.words.units;
    for more in [2, 0] {
        let adjacent = (0..more).all(|i| scan.adjacent(at + i - 1, at + i));
        if !adjacent {
            continue;
        }
        let symbol: String = std::iter::once(letters).chain((0..more).map(|i| scan.raw(at + i))).collect();
        let found = units
            .symbol(&symbol)
            .or_else(|| units.word(&symbol.to_lowercase()))
            .or_else(|| units.code(&symbol))
            .or_else(|| units.sign(&symbol));
        if let Some(id) = found {
            let end = at + more;
            return Some(UnitMatch { id, tokens: number.tokens.start..end, end: scan.tokens[end - 1].end, per: None });
        }
    }
    None
}

/// A symbol of up to three tokens: "%", "°C", "km/h", "lb-ft". Single letters need a number before them, which the caller has.
fn symbol_at(scan: &Scan, at: usize) -> Option<(UnitId, usize)> {
    let units = &scan.words.units;
    if !scan.raw(at).chars().next().is_some_and(|first| scan.words.edges.symbol_starts.contains(&first)) {
        return None;
    }
    for length in [3, 2, 1] {
        let mut symbol = String::new();
        for i in at..at + length {
            if i > at && !scan.adjacent(i - 1, i) {
                symbol.push(' ');
            }
            symbol.push_str(scan.raw(i));
        }
        if at + length > scan.tokens.len() {
            continue;
        }
        let letter = symbol.chars().count() == 1 && symbol.starts_with(char::is_alphabetic);
        let name_follows = letter && scan.tokens.get(at + 1).is_some_and(|t| t.capital);
        if let Some(id) = units
            .symbol(&symbol)
            .filter(|_| !name_follows && symbol != "\"")
            .or_else(|| units.sign(&symbol))
            .or_else(|| units.code(&symbol))
        {
            return Some((id, at + length));
        }
    }
    None
}

fn word_at(scan: &Scan, at: usize) -> Option<(UnitId, usize)> {
    if !scan.tokens.get(at)?.is_word() {
        return None;
    }
    // "a US pint", "five imperial gallons".
    let system = matches!(scan.lower(at), "us" | "u.s." | "uk" | "imperial" | "american");
    let (id, end) = scan.unit_at(at).or_else(|| system.then(|| scan.unit_at(at + 1)).flatten())?;
    // "the two second graders", "three second thoughts": a unit in the singular behind a number above one is an adjective or an ordinal.
    let second = scan.lower(at) == "second" && !matches!(scan.back(at, 1), "-" | "one" | "a");
    (!second).then(|| (resolve(scan, id, at), end))
}

/// "5 more miles", "the 50 previous years": an adjective of order or amount between number and unit.
fn word_behind_adjective(scan: &Scan, at: usize) -> Option<(UnitId, usize)> {
    let next = at + 1;
    let one = matches!(scan.lower(at.saturating_sub(1)), "one" | "1");
    let fits =
        scan.words.context.measure_adjectives.contains(scan.lower(at)) && (one || scan.is_plural(next) || scan.lower(next) == "percent");
    fits.then(|| word_at(scan, next)).flatten()
}

/// A pound is money or weight by the words around it; where nothing tells, it stays a pound.
fn resolve(scan: &Scan, id: UnitId, at: usize) -> UnitId {
    let units = &scan.words.units;
    if &*units.entries[id].name != "pound" {
        return id;
    }
    let context = &scan.words.context;
    let window = at.saturating_sub(12)..(at + 13).min(scan.tokens.len());
    let has = |words: &Set<String>| window.clone().any(|i| words.contains(scan.lower(i)));
    let large = scan.words.numbers.magnitudes.get(scan.back(at, 1)).is_some_and(|m| *m >= 1_000_000);
    let name = match (has(&context.weighing), large || has(&context.paying)) {
        (true, false) => "pound-mass",
        (_, true) => "pound sterling",
        (false, false) => "pound",
    };
    units.named(name).unwrap_or(id)
}

/// "per barrel", "a share", "an ounce", "/MWh" behind a unit.
fn with_rate(scan: &Scan, mut found: UnitMatch) -> UnitMatch {
    let entry = found.entry(scan);
    let next = found.tokens.end;
    let link = scan.lower(next);
    if matches!(&*entry.dimension, "percentage" | "points" | "speed" | "rate") || !matches!(link, "per" | "a" | "an" | "/" | "-") {
        return found;
    }
    let start = match (link, scan.lower(next + 1), scan.lower(next + 2)) {
        // "a 52,000 barrel-a-day refinery".
        ("-", "a" | "per", _) => next + 3,
        ("-", _, _) => return found,
        _ => next + 1,
    };
    let units = &scan.words.units;
    let per = &scan.words.context.per;
    let unit = symbol_at(scan, start).or_else(|| scan.unit_at(start));
    let (name, end) = match unit {
        Some((id, end)) => (units.entries[id].name.to_string(), end),
        None if per.contains(scan.lower(start)) || link == "per" && scan.tokens.get(start).is_some_and(|t| t.is_word()) => {
            (scan.tokens[start].lemma.to_string(), start + 1)
        }
        None => return found,
    };
    let of_time = matches!(link, "a" | "an") && scan.words.context.not_per.contains(scan.lower(end));
    let measured = matches!(link, "a" | "an") && !per.contains(&name) && !entry.is_money();
    if of_time || measured || &*entry.dimension == "duration" {
        return found;
    }
    found.per = Some(name);
    found.end = scan.tokens[end - 1].end;
    found.tokens.end = end;
    found
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn an_adjective_may_stand_before_the_unit() {
        check("They ran 5 more miles on 3 consecutive days.", &["5 more miles = 5 mile", "3 consecutive days = 3 day"]);
        check("It was 2.1 last year.", &["2.1 = 2.1 count"]);
        check("One US fluid ounce.", &["One US fluid ounce = 1 fluid ounce"]);
    }

    #[test]
    fn signs_of_currencies_in_plain_letters_need_a_sum() {
        check(
            "It cost PS2.7m or PS21,700, that is Y=590 billion.",
            &["PS2.7m = 2700000 pound sterling", "PS21,700 = 21700 pound sterling", "Y=590 billion = 590000000000 japanese yen"],
        );
        check("He sold his PS5 and the PS4.", &[]);
        check("It fell to $-50.8bn.", &["$-50.8bn = -50800000000 dollar"]);
    }
}
