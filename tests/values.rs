//! Properties of `Value::disjoint`: symmetric, never true of a value and itself, and never made true by widening a value.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime, Timelike};
use gainsay::document::Document;
use gainsay::extract::mention::Bound;
use gainsay::extract::times::times;
use gainsay::extract::{Text, TimeMention, values_of};
use gainsay::lexicon::Lexicon;
use gainsay::lexicon::quantity::{QuantityWords, UnitEntry};
use gainsay::value::duration::{DurationUnit, about, thousandths, written};
use gainsay::value::time::shift_day;
use gainsay::value::{Category, Clock, Duration, Grain, Place, PlaceKind, Quantity, TimeValue, Unit, Value, Wording};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn day(n: i64) -> NaiveDate {
    shift_day(NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(), n).unwrap()
}

fn time() -> impl Strategy<Value = Value> {
    (0..60_i64, 0..40_i64).prop_map(|(from, length)| Value::Time(TimeValue::between(day(from), day(from + length), Grain::Day).unwrap()))
}

fn quantity() -> impl Strategy<Value = Value> {
    (0..50_i64, 0..20_i64, prop::sample::select(vec!["count", "metre"]))
        .prop_map(|(low, width, unit)| Value::Quantity(Quantity::range(low.into(), (low + width).into(), Unit::new(unit))))
}

fn duration() -> impl Strategy<Value = Value> {
    (0..50_i64, 0..20_i64).prop_map(|(low, width)| Value::Duration(Duration { low, high: low + width, unit: DurationUnit::Day }))
}

fn clock() -> impl Strategy<Value = Value> {
    (0..1440_u32, 0..90_u32, prop::option::of(-720..720_i32), any::<bool>()).prop_map(|(from, length, zone, ambiguous)| {
        let at = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute % 1440 * 60, 0).unwrap();
        Value::Clock(Clock { from: at(from), to: at(from + length), zone, ambiguous })
    })
}

fn place() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(vec![PlaceKind::Venue, PlaceKind::City, PlaceKind::Country, PlaceKind::Unknown]);
    (kinds, "[ab]", prop::option::of("[cd]")).prop_map(|(kind, name, country)| {
        let within = country.into_iter().filter(|_| kind != PlaceKind::Country).map(|c| (PlaceKind::Country, c.into())).collect();
        Value::Place(Place { kind, name: name.into(), within })
    })
}

fn category() -> impl Strategy<Value = Value> {
    ("[ab]", "[cd]", prop::option::of("[ef]")).prop_map(|(scale, member, topic)| {
        Value::Category(Category { scale: scale.into(), member: member.into(), topic: topic.map(Into::into) })
    })
}

fn wording() -> impl Strategy<Value = Value> {
    "[ab ,.]{0,6}".prop_map(|text| Value::Wording(Wording::new(&text)))
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![time(), quantity(), duration(), clock(), place(), category(), wording()]
}

/// The base units whose values are read as quantities from their printed form: lengths of time are read as durations.
fn base_units() -> Vec<&'static UnitEntry> {
    let units = &QuantityWords::builtin().units;
    let bases = units.entries.iter().filter(|e| e.name == e.base && &*e.dimension != "duration");
    bases.filter(|e| units.word(&e.name.replace('-', " - ")).is_some()).collect()
}

/// The quantity that a sentence with the printed form holds.
fn read_back(quantity: &Quantity) -> Option<Quantity> {
    let lexicon = Lexicon::builtin();
    values_of(&format!("It came to {quantity} then."), &lexicon).into_iter().find_map(|value| match value {
        Value::Quantity(quantity) => Some(quantity),
        _ => None,
    })
}

/// Whether the quantity that was read is the one that was printed. What is measured is as wide as its last digit, so a bound may lie half
/// of it farther out.
fn is_same(printed: &Quantity, read: &Quantity, measured: bool) -> bool {
    let near = |a: Decimal, b: Decimal| {
        let half = if measured || !a.fract().is_zero() { Decimal::new(5, a.normalize().scale() + 1) } else { Decimal::ZERO };
        a == b || a != Decimal::MIN && a != Decimal::MAX && b != Decimal::MIN && b != Decimal::MAX && (a - b).abs() <= half
    };
    printed.unit == read.unit && near(printed.low, read.low) && near(printed.high, read.high)
}

#[test]
fn every_unit_is_read_as_it_is_printed() {
    let mut wrong = Vec::new();
    let bases = base_units();
    assert!(bases.len() > 100, "{}", bases.len());
    for entry in bases {
        let unit = Unit::new(&entry.name);
        for (low, high) in [(40.into(), 40.into()), (36.into(), 44.into()), (40.into(), Decimal::MAX), (Decimal::MIN, 40.into())] {
            let printed = Quantity { low, high, unit: unit.clone() };
            let read = read_back(&printed);
            if !read.as_ref().is_some_and(|read| is_same(&printed, read, entry.is_measured())) {
                wrong.push(format!("{printed}: {read:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number as copy writes it: whole or with up to two decimals, of either sign.
fn number() -> impl Strategy<Value = Decimal> {
    (-2_000_000_i64..2_000_000, 0..3_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The times that are read in a printed value, by itself and in a sentence.
fn read(printed: &str) -> [Vec<TimeMention>; 2] {
    [printed.to_string(), format!("It was {printed}.")].map(|text| {
        let document = Document::of_paragraph(&text, None);
        times(&Text::new(&document, &LEXICON), &LEXICON)
    })
}

/// What mentions together leave open: each bounds the days from one side or both.
fn days(mentions: &[TimeMention]) -> Option<(NaiveDate, NaiveDate)> {
    let mut days = (NaiveDate::MIN, NaiveDate::MAX);
    for mention in mentions {
        let own = mention.days?;
        if matches!(mention.bound, Bound::On | Bound::NotBefore | Bound::From) {
            days.0 = days.0.max(own.earliest);
        }
        if matches!(mention.bound, Bound::On | Bound::NotAfter | Bound::Until) {
            days.1 = days.1.min(own.latest);
        }
    }
    Some(days)
}

/// Intervals as copy has them: days, months, years, from one day to another, and those that are open on one side.
fn interval() -> impl Strategy<Value = TimeValue> {
    let between = |from: i64, length: i64| TimeValue::between(day(from), day(from + length), Grain::Day).unwrap();
    prop_oneof![
        (-40_000..40_000_i64).prop_map(move |from| between(from, 0)),
        (-40_000..40_000_i64, 1..900_i64).prop_map(move |(from, length)| between(from, length)),
        (1800..2100_i32, 1..13_u32).prop_map(|(year, month)| TimeValue::month(year, month).unwrap()),
        (1800..2100_i32).prop_map(|year| TimeValue::year(year).unwrap()),
        (-40_000..40_000_i64).prop_map(|from| TimeValue { earliest: day(from), latest: NaiveDate::MAX, grain: Grain::Day }),
        (-40_000..40_000_i64).prop_map(|to| TimeValue { earliest: NaiveDate::MIN, latest: day(to), grain: Grain::Day }),
    ]
}

/// Lengths as copy has them, in halves of a unit, and any others.
fn length() -> impl Strategy<Value = Duration> {
    use DurationUnit::{Century, Day, Decade, Hour, Minute, Month, Second, Week, Year};
    let unit = prop::sample::select(vec![Second, Minute, Hour, Day, Week, Month, Year, Decade, Century]);
    let written = (1..60_i64, 0..12_i64, 0..5_usize, unit.clone()).prop_map(|(count, more, form, unit)| {
        // Half a day or less is written in smaller units.
        let count = if matches!(unit, Second | Day) { count * 1000 } else { count * 500 };
        let (low, high) = match form {
            0 => written(count, count, unit),
            1 => written(count, count + more * 1000, unit),
            2 => about(written(count, count, unit)),
            3 => (thousandths(count, unit), i64::MAX),
            _ => (0, written(count, count, unit).1),
        };
        Duration { low: low.max(0), high, unit }
    });
    let any = (0..10_000_000_i64, 1..10_000_000_i64, unit).prop_map(|(low, more, unit)| Duration { low, high: low + more, unit });
    let exact = (1..5_000_i64).prop_map(|minutes| Duration { low: minutes * 60, high: minutes * 60, unit: Hour });
    prop_oneof![4 => written, 1 => any, 1 => exact]
}

/// Times of day as copy has them: with a zone, by the clock of 24 hours, or with the half of the day left open.
fn time_of_day() -> impl Strategy<Value = Clock> {
    let zone = prop::option::of((-48..56_i32).prop_map(|quarters| quarters * 15));
    (0..1440_u32, prop::option::of(1..600_u32), zone, any::<bool>()).prop_map(|(from, length, zone, ambiguous)| {
        let at = |minute: u32| NaiveTime::from_num_seconds_from_midnight_opt(minute % 1440 * 60, 0).unwrap();
        let (from, to) = (at(from), at(from + length.unwrap_or(0)));
        let open = ambiguous && zone.is_none() && [from, to].iter().all(|time| (1..=12).contains(&time.hour()));
        Clock { from, to, zone, ambiguous: open }
    })
}

proptest! {
    #[test]
    fn a_quantity_is_read_as_it_is_printed(a in number(), b in number(), form in 0..4, unit in prop::sample::select(base_units())) {
        let unit_name = Unit::new(&unit.name);
        let printed = match form {
            0 => Quantity::exact(a, unit_name),
            1 => Quantity::range(a, b, unit_name),
            2 => Quantity { low: a, high: Decimal::MAX, unit: unit_name },
            _ => Quantity { low: Decimal::MIN, high: a, unit: unit_name },
        };
        let read = read_back(&printed);
        prop_assert!(read.as_ref().is_some_and(|read| is_same(&printed, read, unit.is_measured())), "{}: {:?}", printed, read);
    }

    #[test]
    fn printed_days_are_read_back(value in interval()) {
        for mentions in read(&value.to_string()) {
            prop_assert_eq!(days(&mentions), Some((value.earliest, value.latest)), "{}: {:?}", value, mentions);
        }
    }

    #[test]
    fn a_printed_length_is_read_back(value in length()) {
        for mentions in read(&value.to_string()) {
            let found: Vec<_> = mentions.iter().map(|m| m.duration.map(|d| (d.low, d.high))).collect();
            prop_assert_eq!(found, [Some((value.low, value.high))], "{}: {:?}", value, value);
        }
    }

    #[test]
    fn a_printed_time_of_day_is_read_back(value in time_of_day()) {
        for mentions in read(&format!("at {value}")) {
            let found: Vec<_> = mentions.iter().map(|m| m.clock).collect();
            prop_assert_eq!(found, [Some(value)], "{}", value);
        }
    }


    #[test]
    fn disjoint_is_symmetric_and_irreflexive(a in value(), b in value()) {
        prop_assert_eq!(a.disjoint(&b), b.disjoint(&a));
        prop_assert!(!a.disjoint(&a));
    }

    #[test]
    fn widening_a_time_never_makes_a_conflict(from in 0..60_i64, length in 0..40_i64, more in 0..10_i64, other in time()) {
        let narrow = Value::Time(TimeValue::between(day(from), day(from + length), Grain::Day).unwrap());
        let wide = Value::Time(TimeValue::between(day(from - more), day(from + length + more), Grain::Day).unwrap());
        prop_assert!(!wide.disjoint(&other) || narrow.disjoint(&other));
    }

    #[test]
    fn widening_a_quantity_never_makes_a_conflict(low in 0..50_i64, width in 0..20_i64, more in 0..10_i64, other in quantity()) {
        let of = |low: i64, high: i64| Value::Quantity(Quantity::range(low.into(), high.into(), Unit::new("count")));
        prop_assert!(!of(low - more, low + width + more).disjoint(&other) || of(low, low + width).disjoint(&other));
    }

    #[test]
    fn values_print_without_panic(a in value()) {
        prop_assert!(!a.to_string().is_empty() || matches!(a, Value::Place(_)));
    }
}
