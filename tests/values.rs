//! Properties of `Value::disjoint`: symmetric, never true of a value and itself, and never made true by widening a value.

use chrono::{NaiveDate, NaiveTime};
use gainsay::extract::values_of;
use gainsay::lexicon::Lexicon;
use gainsay::lexicon::quantity::{QuantityWords, UnitEntry};
use gainsay::value::duration::DurationUnit;
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
