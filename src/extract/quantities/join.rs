//! Two numbers that belong together: a range, a change from one value to another, a score.

use rust_decimal::Decimal;

use super::draft::Draft;
use super::number::Shape;
use super::scan::Scan;
use crate::extract::mention::QuantityForm;
use crate::language::Sentence;

/// How two neighbouring numbers are joined.
enum Link {
    Range,
    FromTo,
    /// A least and a greatest: "more than 10 and fewer than 40".
    Bounds,
    Score,
}

/// Joins the numbers of a sentence that make one range, marks scores, and lends units and nouns ("11 and 9 patients").
pub(super) fn join(scan: &Scan, sentence: &Sentence, drafts: Vec<Draft>) -> Vec<Draft> {
    let scored = drafts.len() > 1
        && sentence
            .tokens
            .clone()
            .any(|at| scan.words.context.scoring.contains(scan.lower(at)) || scan.words.context.scoring.contains(&*scan.tokens[at].lemma));
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let Some(last) = joined.last_mut() else {
            joined.push(draft);
            continue;
        };
        if let Some(unsigned) = draft.behind_dash(scan, last).filter(|unsigned| link(scan, last, unsigned, scored).is_some()) {
            draft = unsigned;
        }
        match link(scan, last, &draft, scored) {
            Some(Link::Score) => {
                last.form = QuantityForm::Score;
                draft.form = QuantityForm::Score;
                draft.noun = draft.noun.or_else(|| last.noun.clone());
                draft.negative = false;
                draft.tokens.start = draft.tokens.start.max(draft.number.tokens.start);
                joined.push(draft);
            }
            Some(Link::Range) => merge(scan, last, draft, QuantityForm::Range),
            Some(Link::FromTo) => merge(scan, last, draft, QuantityForm::FromTo),
            Some(Link::Bounds) => {
                if last.number.value > draft.number.value {
                    std::mem::swap(&mut last.number, &mut draft.number);
                }
                (last.hedge, draft.hedge) = (None, None);
                merge(scan, last, draft, QuantityForm::Range);
            }
            None => joined.push(draft),
        }
    }
    // From the right, so that what the last of a list lends reaches the first.
    for at in (1..joined.len()).rev() {
        let (before, behind) = joined.split_at_mut(at);
        if let (Some(a), Some(b)) = (before.last_mut(), behind.first()) {
            lend(scan, a, b);
        }
    }
    for at in 1..joined.len() {
        if joined[at].change.is_none() && is_said_alike(scan, &joined[at - 1], &joined[at]) {
            joined[at].change = joined[at - 1].change;
        }
    }
    joined
}

fn link(scan: &Scan, a: &Draft, b: &Draft, scored: bool) -> Option<Link> {
    let plain = |d: &Draft| {
        d.second.is_none()
            && matches!(d.number.shape, Shape::Plain | Shape::Magnitude)
            && matches!(d.form, QuantityForm::Plain | QuantityForm::Age)
    };
    if !plain(a) || !plain(b) || b.change.is_some() {
        return None;
    }
    if are_bounds(scan, a, b) {
        return Some(Link::Bounds);
    }
    let from_far = scan.back(a.tokens.start, 1) == "from" && far_to(scan, a, b);
    let words = Words::between(scan, a, b).or_else(|| from_far.then_some(Words { to: true, dash: false, and: false, or: false }))?;
    let from = matches!(scan.back(a.tokens.start, 1), "from" | "between") || scan.back(a.tokens.start, 2) == "between";
    let dash = words.dash;
    let unit_a = a.unit.as_ref().map(|u| u.name(scan));
    let unit_b = b.unit.as_ref().map(|u| u.name(scan));
    let bare = unit_a.is_none() && unit_b.is_none() && b.noun.is_none();
    // "−3 to −5 °C" is read from the warmer to the colder.
    let ascending = if a.negative == b.negative || b.is_under(scan, a) { scaled(a, b) < b.number.value } else { a.value() < b.value() }
        || a.negative && b.negative && b.number.value < a.number.value;
    // "54 votes to 41", "19 votes to eight".
    if a.noun.is_some() && bare && words.to {
        return (scored && !from).then_some(Link::Score);
    }
    if a.noun.is_some() && unit_b.is_none() {
        return None;
    }
    if bare && (dash || words.to) && !from {
        let score = dash && !ascending || scored && a.number.value < Decimal::ONE_THOUSAND && (words.to || dash);
        return if score { Some(Link::Score) } else { (ascending && a.number.value != b.number.value).then_some(Link::Range) };
    }
    let units_fit = match (&unit_a, &unit_b) {
        (None, _) => true,
        (Some(_), Some(_)) => a.unit.as_ref().map(|u| u.id) == b.unit.as_ref().map(|u| u.id),
        // "$3–5 billion", "from 208 pounds to 193".
        (Some(_), None) => (dash || from || a.form == QuantityForm::Age) && b.noun.is_none(),
    };
    let changed_by = a.change.is_some() || scan.back(a.tokens.start, 1) == "by" && !ascending;
    if !units_fit || (changed_by && !from && unit_a.is_some()) {
        return None;
    }
    let or = words.or && ascending && unit_a.is_none() && a.noun.is_none();
    match (words.to || dash, words.and, or) {
        (true, _, _) if from && !scan_between(scan, a) => Some(Link::FromTo),
        (true, _, _) if ascending || from => Some(Link::Range),
        (_, true, _) if scan_between(scan, a) => Some(Link::Range),
        (_, _, true) => Some(Link::Range),
        _ => None,
    }
}

/// "more than 10 and fewer than 40 boats": a least and a greatest of one thing.
fn are_bounds(scan: &Scan, a: &Draft, b: &Draft) -> bool {
    let (Some(first), Some(second)) = (a.hedge, b.hedge) else { return false };
    let (low, high) = match (first.sign, second.sign) {
        ('>', '<') => (a, b),
        ('<', '>') => (b, a),
        _ => return false,
    };
    let open = |d: &Draft| d.hedge.is_some_and(|h| h.low.is_none() || h.high.is_none()) && d.change.is_none() && !d.negative;
    let unit = |d: &Draft| d.unit.as_ref().map(|u| (u.id, u.per.clone()));
    let (start, end) = (a.tokens.end, b.tokens.start);
    let comma = usize::from(scan.lower(start) == ",");
    let linked = start + comma + 1 == end && matches!(scan.lower(start + comma), "and" | "but" | "or");
    open(a) && open(b) && a.noun.is_none() && (a.unit.is_none() || unit(a) == unit(b)) && linked && low.number.value < high.number.value
}

/// Whether what is said of a number's change holds for the next as well: "Burg fell 2.3%, Adel by 2.6%", "rose by 2 °C (3.6 °F)".
fn is_said_alike(scan: &Scan, a: &Draft, b: &Draft) -> bool {
    let id = |d: &Draft| d.unit.as_ref().map(|u| u.id);
    let start = b.tokens.start;
    let by = scan.back(start, 1) == "by" && id(a) == id(b);
    let restated = scan.back(start, 1) == "(" && a.tokens.end + 1 == start && id(a) != id(b);
    (by || restated) && id(a).is_some() && id(b).is_some()
}

fn scan_between(scan: &Scan, a: &Draft) -> bool {
    scan.back(a.tokens.start, 1) == "between" || scan.back(a.tokens.start, 2) == "between"
}

/// "from 20 miles per gallon in 2008 to 29": a few words between the two values of a change, and the last of them is "to".
fn far_to(scan: &Scan, a: &Draft, b: &Draft) -> bool {
    let (start, end) = (a.reach(), b.tokens.start);
    end > start
        && end - start <= 8
        && scan.lower(end - 1) == "to"
        && (start..end).all(|at| !scan.is_break(at) && !matches!(scan.lower(at), "and" | "to" | "from" if at < end - 1))
}

/// What stands between two numbers, where it is a single word that may join them.
struct Words {
    to: bool,
    dash: bool,
    and: bool,
    or: bool,
}

impl Words {
    fn between(scan: &Scan, a: &Draft, b: &Draft) -> Option<Words> {
        // "5-10W": the hyphen may have been taken for a sign; "to almost 20": a hedge may stand before the second.
        let (start, end) = (a.reach(), b.tokens.start.max(a.reach()));
        let end = if b.negative && end > start {
            end
        } else {
            b.number.tokens.start.min(b.unit.as_ref().map_or(usize::MAX, |u| u.tokens.start)).max(start)
        };
        let hedge_free = b.hedge.is_none() || b.tokens.start > start;
        let stop = if b.hedge.is_some() && b.tokens.start > start && b.tokens.start < end { b.tokens.start } else { end };
        let is = |words: &[&str]| stop == start + words.len() && words.iter().enumerate().all(|(i, w)| scan.lower(start + i) == *w);
        let sign = b.negative && matches!(scan.raw(start), "-" | "−");
        let dash = is(&["-"])
            || is(&["–"])
            || is(&["—"]) && scan.adjacent(start, start + 1)
            || is(&["−"])
            || is(&["~"])
            || sign && scan.adjacent(start.saturating_sub(1), start);
        // "200,000 to-260,000", "four- to five-storey".
        let to = is(&["to"]) || is(&["through"]) || is(&["-", "to"]) || is(&["to", "-"]) || is(&["to", "between"]);
        let (and, or) = (is(&["and"]), is(&["or"]) || is(&["or", "even"]));
        (hedge_free && (to || dash || and || or)).then_some(Words { to, dash, and, or })
    }
}

/// The first number with the second's magnitude, where it borrows it: "1 to 2 thousand", "$89 to $93 billion".
fn scaled(a: &Draft, b: &Draft) -> Decimal {
    let mantissa = b.number.value.checked_div(b.number.magnitude).unwrap_or(b.number.value);
    let borrows =
        a.number.magnitude == Decimal::ONE && b.number.magnitude >= Decimal::ONE_THOUSAND && a.number.value < Decimal::ONE_THOUSAND;
    let near = a.number.value <= mantissa || a.unit.is_none() && a.number.value < mantissa * Decimal::ONE_HUNDRED;
    if borrows && near { a.number.value.checked_mul(b.number.magnitude).unwrap_or(a.number.value) } else { a.number.value }
}

impl Draft {
    /// The number without its minus, where that stands alone between two numbers and may be a dash: "a lens of 75 -300mm".
    fn behind_dash(&self, scan: &Scan, last: &Draft) -> Option<Draft> {
        let sign = self.tokens.start;
        let alone = self.negative && sign == last.reach() && sign + 1 == self.number.tokens.start;
        if !alone || !matches!(scan.raw(sign), "-" | "−") {
            return None;
        }
        let mut unsigned = self.clone();
        unsigned.negative = false;
        unsigned.tokens.start = sign + 1;
        Some(unsigned)
    }

    /// Whether the word for minus before the first number of a range holds for this one too: "minus 5 to 10 degrees".
    fn is_under(&self, scan: &Scan, first: &Draft) -> bool {
        let start = first.number.tokens.start;
        let word = |by: usize| matches!(scan.back(start, by), "minus" | "negative");
        let between = scan.back(self.tokens.start, 1) == "and";
        first.negative && !self.negative && !between && (word(1) || word(2) && scan.back(start, 1) == "-")
    }
}

fn merge(scan: &Scan, a: &mut Draft, b: Draft, form: QuantityForm) {
    a.second_negative = b.negative || b.is_under(scan, a);
    let value = scaled(a, &b);
    if value != a.number.value {
        a.number.step = a.number.step.checked_mul(b.number.magnitude).unwrap_or(a.number.step);
        a.number.value = value;
        a.number.magnitude = b.number.magnitude;
        a.number.shape = Shape::Magnitude;
    }
    // "aged 18 to 24", "18- to 24-year-olds".
    a.form = if [a.form, b.form].contains(&QuantityForm::Age) { QuantityForm::Age } else { form };
    let rated = b.unit.as_ref().is_none_or(|u| u.per.is_none()) && a.unit.is_some();
    a.unit = if rated { a.unit.take() } else { b.unit };
    a.noun = b.noun;
    a.hedge = a.hedge.or(b.hedge);
    a.tokens.end = b.tokens.end;
    a.end = b.end;
    a.second = Some(b.number);
}

/// Lends the noun or unit of the second number to the first: "11 and 9 patients", "280 million of the 1.5 billion shekels".
fn lend(scan: &Scan, a: &mut Draft, b: &Draft) {
    if a.unit.is_some() || a.noun.is_some() || a.number.shape == Shape::Ordinal || b.number.shape == Shape::Ordinal {
        return;
    }
    let (start, end) = (a.tokens.end, b.tokens.start);
    let suspended = is_suspended(scan, start, end);
    // "5, 6 and 7 people": a comma joins only where the next has borrowed as well.
    let listed = suspended || end == start + 1 && (matches!(scan.lower(start), "and" | "or") || scan.lower(start) == "," && b.borrowed);
    let part = end > start
        && end <= start + 3
        && scan.lower(start) == "of"
        && (start + 1..end).all(|at| scan.words.context.partitive.contains(scan.lower(at)));
    if listed || part && a.number.shape != Shape::Fraction {
        a.noun = b.noun.clone();
        a.borrowed = listed;
    }
    if (listed || part)
        && a.number.shape != Shape::Fraction
        && let Some(unit) = b.unit.as_ref().filter(|u| u.tokens.start == b.number.tokens.start || b.borrowed)
    {
        a.unit = Some(super::unit::UnitMatch { tokens: a.tokens.clone(), end: a.end, ..unit.clone() });
    }
}

/// "four-, five- and six-cylinder": hyphens that wait for the word behind the last number.
fn is_suspended(scan: &Scan, start: usize, end: usize) -> bool {
    let hyphen = matches!(scan.lower(start), "-" | "‑")
        && start > 0
        && scan.adjacent(start - 1, start)
        && (!scan.adjacent(start, start + 1) || scan.lower(start + 1) == ",");
    let comma = start + 1 < end && scan.lower(start + 1) == "," && scan.adjacent(start, start + 1);
    let link = if comma { start + 2 } else { start + 1 };
    let joined = link + 1 == end && matches!(scan.lower(link), "and" | "or" | "to");
    hyphen && (joined || comma && link == end)
}

#[cfg(test)]
mod tests {
    use crate::extract::quantities::tests::check;

    #[test]
    fn ages_make_a_range() {
        check(
            "People aged 18 to 24 and four- to five-year-old children.",
            &["18 to 24 = 18..24 year of age", "four- to five-year-old = 4..5 year of age"],
        );
    }

    #[test]
    fn a_least_and_a_greatest_are_one_range() {
        check("More than 10 but fewer than 40 boats.", &["More than 10 but fewer than 40 = 10..40 count of boat"]);
        check("More than 50 and fewer than 40 boats.", &["More than 50 > 50 count of boat", "fewer than 40 < 40 count of boat"]);
    }

    #[test]
    fn each_end_has_its_sign() {
        check("It was −5 to 3 degrees.", &["−5 to 3 degrees = -5..3 degree"]);
        check("It was minus 5 to 10 degrees.", &["minus 5 to 10 degrees = -5..-10 degree"]);
        check("It was between minus 5 and 10 degrees.", &["minus 5 and 10 degrees = -5..10 degree"]);
    }

    #[test]
    fn a_minus_alone_between_two_numbers_is_a_dash() {
        check("A lens of 75 -300mm.", &["75 -300mm = 75..300 millimetre"]);
        check("They won 3 -1.", &["3 = 3 count", "1 = 1 count"]);
    }

    #[test]
    fn lists_share_what_stands_behind_the_last() {
        check(
            "Four-, five- and six-cylinder engines.",
            &["Four = 4 count of cylinder", "five = 5 count of cylinder", "six = 6 count of cylinder"],
        );
        check("20, 30 and 40 percent.", &["20 = 20 percentage", "30 = 30 percentage", "40 percent = 40 percentage"]);
    }

    #[test]
    fn a_change_holds_for_what_follows_it() {
        check("Burg fell 2.3%, Adel by 2.6%.", &["2.3% down 2.3 percentage", "2.6% down 2.6 percentage"]);
    }
}
