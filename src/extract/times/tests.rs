//! Tests over whole sentences: what is found, and what it means.

use chrono::NaiveDate;

use super::times_in;
use crate::extract::mention::{Anchor, YearSource};

fn published(day: &str) -> Option<NaiveDate> {
    day.parse().ok()
}

/// Published on Friday, 18 July 2025; each expectation is "text = value" or "text = value MOD".
pub(super) fn check(text: &str, expected: &[&str]) {
    let got: Vec<String> = times_in(text, published("2025-07-18"))
        .iter()
        .map(|m| {
            let written = &text[m.range.start as usize..m.range.end as usize];
            let modifier = m.modifier.map_or(String::new(), |m| format!(" {m}"));
            format!("{written} = {}{modifier}", m.timex)
        })
        .collect();
    assert_eq!(got, expected, "{text}");
}

/// The same with the days: "text = earliest/latest".
pub(super) fn check_days(text: &str, expected: &[&str]) {
    let got: Vec<String> = times_in(text, published("2025-07-18"))
        .iter()
        .map(|m| {
            let written = &text[m.range.start as usize..m.range.end as usize];
            m.days.map_or(format!("{written} = unknown"), |days| format!("{written} = {}/{}", days.earliest, days.latest))
        })
        .collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn calendar_dates() {
    check("They met on 2 June 2025 and on June 3, 2025.", &["2 June 2025 = 2025-06-02", "June 3, 2025 = 2025-06-03"]);
    check("The bill passed on 2025-06-02.", &["2025-06-02 = 2025-06-02"]);
    check("It closed on the 6th of December.", &["the 6th of December = 2024-12-06"]);
    check("It closed on Sept. 9, then on Jan. 5.", &["Sept. 9 = 2024-09-09", "Jan. 5 = 2025-01-05"]);
    check(
        "The fair ran June 2-5. Another ran 8–24 October 2024.",
        &["June 2-5 = 2025-06-02/2025-06-05", "8–24 October 2024 = 2024-10-08/2024-10-24"],
    );
    check("It ran from May 3 to May 13, 2024.", &["May 3 = 2024-05-03", "May 13, 2024 = 2024-05-13"]);
}

#[test]
fn the_document_decides_the_order_of_numeric_dates() {
    check("Filed 18/07/2025, amended 03/04/2025.", &["18/07/2025 = 2025-07-18", "03/04/2025 = 2025-04-03"]);
    check("Filed 07/18/2025, amended 03/04/2025.", &["07/18/2025 = 2025-07-18", "03/04/2025 = 2025-03-04"]);
    assert_eq!(times_in("Filed 03/04/2025.", None)[0].days, None);
}

#[test]
fn a_weekday_beside_a_date_is_kept() {
    for text in ["Friday, 14 August 2024", "Friday 14 August 2024", "Friday, August 14, 2024", "Fri Aug 14 2024"] {
        let found = times_in(text, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].timex, "2024-08-14");
        assert_eq!(found[0].weekday.map(|(day, _)| day.0), Some(chrono::Weekday::Fri), "{text}");
    }
}

#[test]
fn impossible_days_have_no_days() {
    let found = times_in("He left on 31 June and came back on 29 February 2023.", published("2025-07-18"));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].impossible.map(|i| (i.day, i.month, i.length)), Some((31, 6, 30)));
    assert_eq!(found[1].impossible.map(|i| (i.day, i.month, i.length)), Some((29, 2, 28)));
    assert!(found.iter().all(|m| m.days.is_none()));
    assert_eq!(times_in("born on 29 February", None)[0].impossible, None);
}

#[test]
fn weekdays_follow_the_clause() {
    check("The council voted on Wednesday.", &["Wednesday = 2025-07-16"]);
    check("The council will meet on Wednesday.", &["Wednesday = 2025-07-23"]);
    check("The fair opens on Monday.", &["Monday = 2025-07-21"]);
    check("It happened last Friday, not Thursday's session.", &["last Friday = 2025-07-11", "Thursday = 2025-07-17"]);
}

#[test]
fn deictic_days_and_periods() {
    check("Yesterday it rained; today it is dry.", &["Yesterday = 2025-07-17", "today = 2025-07-18"]);
    check("It grew last month and will grow next year.", &["last month = 2025-06", "next year = 2026"]);
    check("He resigned two days ago.", &["two days ago = 2025-07-16"]);
    check("He resigned on 3 May. Two days later he was back.", &["3 May = 2025-05-03", "Two days later = 2025-05-05"]);
}

#[test]
fn a_distance_from_an_event_is_an_offset() {
    let found = times_in("Three days after the landing the crew slept.", None);
    let Anchor::Offset { days, words } = found[0].anchor else { panic!("{found:?}") };
    assert_eq!((days, words.end), ((3, 3), 16));
    let found = times_in("On April 10, two days before the collapse, it rained.", published("2025-07-18"));
    assert_eq!(found.len(), 2);
    assert!(matches!(found[1].anchor, Anchor::Offset { days: (-2, -2), .. }));
}

#[test]
fn parts_of_periods_and_days() {
    check("It came in late June, in mid-July or early on.", &["late June = 2025-06 END", "mid-July = 2025-07 MID"]);
    check("They met on Tuesday evening.", &["Tuesday evening = 2025-07-15TEV"]);
    check("It fell on the night of October 12, 2023.", &["the night of October 12, 2023 = 2023-10-12TNI"]);
}

#[test]
fn clock_times() {
    check("It left at 4:17 a.m. and came at 8.15 p.m.", &["4:17 a.m. = 2025-07-18T04:17", "8.15 p.m. = 2025-07-18T20:15"]);
    check("It left at 16.36.", &["16.36 = 2025-07-18T16:36"]);
    check("The bell rang at half past seven.", &["half past seven = 2025-07-18T07:30"]);
    check("It is a quarter to one.", &["a quarter to one = 2025-07-18T12:45"]);
    check("They met at 7 p.m. on Friday.", &["7 p.m. on Friday = 2025-07-18T19:00"]);
    let found = times_in("at 22:10 UTC", None);
    assert_eq!(found[0].clock.and_then(|c| c.zone), Some(0));
    assert!(times_in("at 4:47", None)[0].clock.is_some_and(|c| c.ambiguous));
}

#[test]
fn lengths_and_hedges() {
    check("It took more than three years.", &["more than three years = P3Y MORE_THAN"]);
    check("The 30-day truce followed two and a half hours of talks.", &["30-day = P30D", "two and a half hours = PT2.5H"]);
    check("It lasted an hour and a half, or nearly two hours.", &["an hour and a half = PT1.5H", "nearly two hours = PT2H LESS_THAN"]);
    check("a 2–3-day walk for a three-year-old", &["2–3-day = P2D", "three-year-old = P3Y"]);
    check("It went on for several days and for years.", &["several days = PXD", "years = PXY"]);
}

#[test]
fn a_length_may_have_two_units() {
    check("It took two years and three months.", &["two years and three months = P2Y3M"]);
    check("He ran it in 3 hours 25 minutes.", &["3 hours 25 minutes = PT3H25M"]);
    check("The war is in its fourth year.", &["fourth year = P4Y"]);
}

#[test]
fn part_of_a_month_is_no_week_of_ours() {
    check("They meet in the last week of August.", &["the last week of August = 2025-08 END"]);
    check("They left on 31 June, 4 May 2023 and later.", &["31 June = XXXX-06-31", "4 May 2023 = 2023-05-04"]);
}

#[test]
fn narrative_copy_goes_on_from_the_last_date() {
    let text = "In 1914 war came. On 2 August 1914 it began, after 1911, 1912 and 1913. On 5 September they met; the next day they left.";
    let found = times_in(text, published("2025-07-18"));
    let last: Vec<&str> = found.iter().rev().take(2).map(|m| m.timex.as_str()).collect();
    assert_eq!(last, ["1913-09-06", "1913-09-05"]);
}

#[test]
fn recurrence() {
    check("It runs every day, twice a week or weekly.", &["every day = P1D", "a week = P1W", "weekly = P1W"]);
}

#[test]
fn what_is_no_time() {
    for text in [
        "Version 5.2.0 may be out.",
        "Mr. May will march.",
        "They won 3:2 in the second round.",
        "It cost $1990.",
        "Some 1,200 people came.",
        "2000 people fled.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn without_a_publication_the_year_stays_open() {
    let found = times_in("They met on June 2.", None);
    assert_eq!((found[0].timex.as_str(), found[0].days), ("XXXX-06-02", None));
    assert_eq!(found[0].anchor, Anchor::Unknown);
}

#[test]
fn long_nonsense_is_read_in_linear_time() {
    assert!(times_in(&"1".repeat(1_000_000), None).is_empty());
    assert_eq!(times_in(&"on Monday ".repeat(10_000), None).len(), 10_000);
    times_in(&"two ".repeat(100_000), None);
    times_in(&"the last past ".repeat(50_000), None);
}

#[test]
fn auxiliaries_tell_whether_a_weekday_is_past_or_to_come() {
    let (past, to_come) = (["Tuesday = 2025-07-15"], ["Tuesday = 2025-07-22"]);
    check("The ferry has sunk, and its owner had warned of it on Tuesday.", &past);
    check("The captain may have died on Tuesday.", &past);
    check("The ferry will sail on Tuesday.", &to_come);
    check("The bank is to reopen its branches on Tuesday.", &to_come);
    check("The ferry is sailing on Tuesday.", &to_come);
    check("The vote is set for Tuesday.", &to_come);
    check("Hauge and Krag meet on Tuesday in the old hall.", &to_come);
}

#[test]
fn an_infinitive_takes_its_direction_from_its_governor() {
    check("The two sides agreed to meet in Oslo on Tuesday.", &["Tuesday = 2025-07-22"]);
    check("The ferry is scheduled to sail on Tuesday.", &["Tuesday = 2025-07-22"]);
    check("The crew managed to reach the harbour on Tuesday.", &["Tuesday = 2025-07-15"]);
    check("The offer had been scheduled to expire on Tuesday.", &["Tuesday = 2025-07-15"]);
}

#[test]
fn each_clause_has_its_own_direction() {
    check(
        "The minister, who flew to Lima on Tuesday, is due to sign the accord on Wednesday.",
        &["Tuesday = 2025-07-15", "Wednesday = 2025-07-23"],
    );
    check("Hauge said on Monday that she would resign on Tuesday.", &["Monday = 2025-07-14", "Tuesday = 2025-07-22"]);
}

/// What a day of a year means where nothing but the words tell it.
#[track_caller]
fn check_years(text: &str, day: Option<&str>, expected: &[&str]) {
    let got: Vec<String> = times_in(text, day.and_then(published))
        .iter()
        .map(|m| {
            let days = m.days.map_or("unknown".to_string(), |days| days.earliest.to_string());
            m.year.map_or(days.clone(), |source| format!("{days} by {source:?}"))
        })
        .collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn a_weekday_tells_the_year_of_a_date_that_is_far_from_publication() {
    check_years("The feast is on Saturday 30 November.", Some("2024-09-09"), &["2024-11-30 by Publication"]);
    check_years("Write by Tuesday, January 27.", Some("2025-12-16"), &["2026-01-27 by Publication"]);
    check_years("The stalls were torn down on Monday, January 6.", Some("2025-12-16"), &["2025-01-06"]);
    check_years("Rooms are kept until Friday 15 July.", Some("2022-01-20"), &["2022-07-15 by Publication"]);
    check_years("It was on Wednesday 15 July.", Some("2021-11-20"), &["2020-07-15"]);
}

#[test]
fn a_date_near_publication_is_of_its_year_whatever_the_weekday() {
    check_years("They will meet on Friday, September 5.", Some("2024-09-03"), &["2024-09-05 by Publication"]);
    check_years("They met on Monday, August 27.", Some("2024-09-03"), &["2024-08-27 by Publication"]);
}

#[test]
fn dates_that_are_right_around_a_wrong_one_tell_its_year() {
    let text = "Friday 18 July, Sunday 20 July, Saturday 25 July, Sunday 27 July.";
    let found = times_in(text, published("2025-06-02"));
    let days: Vec<String> = found.iter().filter_map(|m| m.days).map(|days| days.earliest.to_string()).collect();
    assert_eq!(days, ["2025-07-18", "2025-07-20", "2025-07-25", "2025-07-27"]);
    assert_eq!(found[2].year, Some(YearSource::Neighbours));
}

#[test]
fn copy_without_a_publication_lends_no_year() {
    check_years(
        "The fair of 1998 is over. It opens on Friday 3 July. They left last year, on Wednesday.",
        None,
        &["unknown", "unknown", "unknown"],
    );
    check_years("They met on 14 October 2004. They parted on 3 November.", None, &["2004-10-14 by Written", "unknown"]);
}

#[test]
fn a_sentence_may_give_its_dates_their_year() {
    check_years("In 2004 they met on 3 April.", None, &["2004-01-01", "2004-04-03"]);
    check_years("They met on 14 October 2004 and parted on 3 November.", None, &["2004-10-14 by Written", "2004-11-03"]);
    check_years("The law of 1998 holds from 3 April.", None, &["unknown"]);
}
