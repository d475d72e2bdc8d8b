use super::quantities;
use crate::document::{Block, BlockKind, Document, ProseBuilder};
use crate::extract::{QuantityMention, Text};
use crate::language::analyse;
use crate::lexicon::Lexicon;
use crate::source::SourceId;

pub(super) fn read(text: &str) -> Vec<(String, QuantityMention)> {
    let mut builder = ProseBuilder::default();
    builder.push(text, 0..text.len(), true);
    let blocks = vec![Block { kind: BlockKind::Paragraph, prose: builder.take() }];
    let document = Document { source: SourceId(0), blocks, published: None, calendar: Default::default(), allows: vec![], remarks: vec![] };
    let text = Text { document: &document, blocks: vec![analyse(text)] };
    let found = quantities(&text, &Lexicon::builtin(), &[]);
    found.into_iter().map(|m| (document.text(m.range).to_string(), m)).collect()
}

/// Text of the mention, number or numbers, sign, unit, what is counted: one line a mention.
pub(super) fn check(text: &str, expected: &[&str]) {
    let lines: Vec<_> = read(text)
        .iter()
        .map(|(words, m)| {
            let second = m.written.1.map(|v| format!("..{}", v.normalize())).unwrap_or_default();
            let mark = if m.ordinal { "th" } else { "" };
            let of = m.of.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
            format!("{words} {} {}{second}{mark} {}{of}", m.modifier.sign(), m.written.0.round_dp(4).normalize(), m.unit)
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
}

/// The base range of the only mention.
pub(super) fn check_range(text: &str, expected: &str) {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!(found[0].1.quantity.to_string(), expected, "{text}");
}

#[test]
fn numbers_in_words_and_digits() {
    check(
        "Two hundred and six people met thirty-four ministers.",
        &["Two hundred and six = 206 count of person", "thirty-four = 34 count of minister"],
    );
    check(
        "It sold 1.83 million boxes, half a million bottles and a dozen eggs.",
        &["1.83 million = 1830000 count of box", "half a million = 500000 count of bottle", "a dozen = 12 count of egg"],
    );
    check("They need two and a half million volunteers.", &["two and a half million = 2500000 count of volunteer"]);
    check(
        "Hundreds of fans and tens of thousands of tourists came.",
        &["Hundreds = 100..1000 count of fan", "tens of thousands = 10000..100000 count of tourist"],
    );
}

#[test]
fn fractions_are_shares_where_they_are_used_as_such() {
    check(
        "Two thirds of the films and one in five actors are new.",
        &["Two thirds = 0.6667 count of film", "one in five = 0.2 count of actor"],
    );
    check("The path is three quarters of a mile long.", &["three quarters of a mile = 0.75 mile"]);
    check("A third voyage began in the first half.", &["third = 3th count of voyage", "first = 1th count of half"]);
    check("About a third of a million kilograms burned.", &["About a third of a million kilograms ~ 333333.3333 kilogram"]);
}

#[test]
fn hedges_widen() {
    check_range("About 40 boats sank.", "36 to 44");
    check_range("Nearly 3,000 soldiers fled.", "2,700 to 3,000");
    check_range("More than 40 boats sank.", "40 or more");
    check_range("No more than 40 boats sank.", "40 or less");
    check_range("It sold 84 million boxes.", "83,500,000 to 84,500,000");
    check_range("It sold 1,204 boxes.", "1,204");
}

#[test]
fn units_come_to_their_base() {
    check_range("The track is 12 kilometers long.", "11,500 to 12,500 metres");
    check_range("It was −10 °C.", "-10.5 to -9.5 celsius".replace('-', "−").as_str());
    check_range("It holds 2.5 GiB.", "2,630,667,468.8 to 2,738,041,651.2 bytes");
    check(
        "They paid US$1.5m, €300 a month, 40 Canadian dollars and 12 crowns per share.",
        &[
            "US$1.5m = 1500000 dollar",
            "€300 a month = 300 euro per month",
            "40 Canadian dollars = 40 canadian dollar",
            "12 crowns per share = 12 crown per share",
        ],
    );
    check("She weighed 50 pounds and paid 20 pounds.", &["50 pounds = 50 pound sterling", "20 pounds = 20 pound sterling"]);
}

#[test]
fn ranges_and_scores() {
    check(
        "Growth of seven to eight percent, up from 2–3 percent.",
        &["seven to eight percent = 7..8 percentage", "2–3 percent = 2..3 percentage"],
    );
    check("It will cost between $62 and $68 per share.", &["$62 and $68 per share = 62..68 dollar per share"]);
    check("Sales rose from 70 million to 84 million euros.", &["70 million to 84 million euros = 70000000..84000000 euro"]);
    check(
        "They won 3-1, and the bill passed by 54 votes to 41.",
        &["3 = 3 count", "1 = 1 count", "54 = 54 count of vote", "41 = 41 count of vote"],
    );
    check("Revenue rose by 9 percent to 218 million euros.", &["9 percent up 9 percentage", "218 million euros = 218000000 euro"]);
}

#[test]
fn what_only_names_or_dates_is_left_out() {
    for text in [
        "Version 5.2.0 of Quarry 3 runs on TL 188.",
        "On 14 March 2024 and in 1998 they met at 7:45.",
        "Call 555-0134 or see page 12 of K2207.",
        "No one spoke to one another at 9 a.m. on June 2.",
        "The S2 and the COVID-19 wave of 2020.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn ages_are_in_years() {
    check(
        "Hedwig Pichler, 74, met a 34-year-old man aged 35.",
        &["74 = 74 year of age", "34-year-old = 34 year of age", "35 = 35 year of age"],
    );
}

#[test]
fn what_is_counted() {
    check(
        "Twelve police officers and two of the five import formats.",
        &["Twelve = 12 count of officer", "two = 2 count of format", "five = 5 count of format"],
    );
    check(
        "Nine fishermen died, 40 dead were found, 300 more soldiers came.",
        &["Nine = 9 count of fisherman", "40 = 40 count of dead", "300 = 300 count of soldier"],
    );
}

#[test]
fn lengths_of_time_within_times_are_kept_apart() {
    let text =
        "The trial lasted three years, a six-month delay included; 2 to 3 weeks after 14 March 2024 at ten minutes past three it ended.";
    let mut builder = ProseBuilder::default();
    builder.push(text, 0..text.len(), true);
    let blocks = vec![Block { kind: BlockKind::Paragraph, prose: builder.take() }];
    let document = Document { source: SourceId(0), blocks, published: None, calendar: Default::default(), allows: vec![], remarks: vec![] };
    let text = Text { document: &document, blocks: vec![analyse(text)] };
    let lexicon = Lexicon::builtin();
    let found = super::read(&text, &lexicon, &crate::extract::times::times(&text, &lexicon));
    let words: Vec<_> = found.lengths.iter().map(|m| format!("{} {}", document.text(m.range), m.unit)).collect();
    assert_eq!(words, ["three years year", "six-month month", "2 to 3 weeks week"]);
    assert!(found.quantities.is_empty(), "{:?}", found.quantities);
}

#[test]
fn a_date_does_not_stand_between_two_values_of_a_change() {
    check(
        "It went from 20 miles per gallon in 2008 to 29 mpg in 2020.",
        &["20 miles per gallon in 2008 to 29 mpg = 20..29 mile per gallon"],
    );
}

#[test]
fn no_text_panics() {
    let words = [
        "9",
        "99999999999999999999999999",
        "1.5",
        "million",
        "trillion",
        "and",
        "a",
        "half",
        "of",
        "-",
        "–",
        "$",
        "5bn",
        "17th",
        "third",
        "to",
        "from",
        "between",
        "percent",
        "%",
        ".",
        ",",
        "hundreds",
        "½",
        "°C",
        "USD1",
        "per",
        "minus",
        "−",
        "year",
        "old",
        "in",
        "one",
        "miles",
        "half a",
        "/",
        "people",
    ];
    let mut state = 7_u64;
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(state >> 33) as usize % words.len()]);
            if state >> 62 != 0 {
                text.push(' ');
            }
        }
        let found = read(&text);
        assert!(found.windows(2).all(|w| w[0].1.range.end <= w[1].1.range.start), "{text}: {found:?}");
    }
}
