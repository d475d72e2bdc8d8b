//! Properties of `Value::disjoint`: symmetric, never true of a value and itself, and never made true by widening a value.

use chrono::{NaiveDate, NaiveTime};
use gainsay::value::duration::DurationUnit;
use gainsay::value::time::shift_day;
use gainsay::value::{Category, Clock, Duration, Grain, Place, PlaceKind, Quantity, TimeValue, Unit, Value, Wording};
use proptest::prelude::*;

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

proptest! {
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
