//! Dates in the paths of files and the addresses of pages: `2002-05-06-fair.md`, `/2002/05/06/fair`, `2002/05/fair.md`.

use chrono::{Months, NaiveDate};

/// Years outside are numbers of something else.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2100;

/// What a path says of the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PathDate {
    /// The day, where the path gives it.
    pub day: Option<NaiveDate>,
    /// The last day that the path leaves open: that one, or the last of its month or year.
    pub latest: NaiveDate,
}

impl PathDate {
    fn of_day(day: NaiveDate) -> PathDate {
        PathDate { day: Some(day), latest: day }
    }

    fn of_month(year: i32, month: u32, months: u32) -> Option<PathDate> {
        let latest = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(PathDate { day: None, latest })
    }
}

/// Reads a path with `/` or `\` between its parts. A name's own date counts more than that of its folder; folders further up give one only as
/// year, month and day in turn, since "backup-2002-05-06" dates no page in it.
pub(super) fn of(path: &str) -> Option<PathDate> {
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let in_one = parts.iter().rev().take(2).find_map(|part| day_in(part)).map(PathDate::of_day);
    in_one.or_else(|| (0..parts.len()).rev().find_map(|at| from_parts(&parts[at..])))
}

/// The only day in a part of a path, or the one that it starts with.
fn day_in(part: &str) -> Option<NaiveDate> {
    let mut days = part.char_indices().filter_map(|(at, _)| Some((at, day_at(part, at)?)));
    let (first_at, first) = days.next()?;
    (first_at == 0 || days.next().is_none()).then_some(first)
}

/// The day that is written at a byte of a part: four, two and two figures, with one sign between all or with none.
fn day_at(part: &str, at: usize) -> Option<NaiveDate> {
    if part[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let (year, rest) = figures(&part[at..], 4)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '-' | '_' | '.'));
    let apart = |rest: &'_ str| sign.map_or(Some(0), |sign| rest.starts_with(sign).then_some(1));
    let (month, rest) = figures(&rest[apart(rest)?..], 2)?;
    let (day, rest) = figures(&rest[apart(rest)?..], 2)?;
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit() || sign.is_none() && c.is_alphanumeric());
    NaiveDate::from_ymd_opt(year_of(year)?, month, day).filter(|_| ends)
}

/// The day, month or year that parts start with: "2002", "05", "06-fair".
fn from_parts(parts: &[&str]) -> Option<PathDate> {
    let (year, rest) = figures(parts[0], 4)?;
    let year = year_of(year)?;
    let month_and_day = match rest.strip_prefix(['-', '_', '.']) {
        Some(rest) => leading_pair(rest),
        None if rest.is_empty() => parts.get(1).and_then(|part| leading_pair(part)),
        None => return None,
    };
    let Some((month, rest)) = month_and_day.filter(|(month, _)| (1..=12).contains(month)) else {
        return PathDate::of_month(year, 1, 12).filter(|_| rest.is_empty());
    };
    let next = if parts[0].len() > 4 { parts.get(1) } else { parts.get(2) };
    let day = match rest.strip_prefix(['-', '_', '.']) {
        Some(rest) => leading_pair(rest),
        None => next.and_then(|part| leading_pair(part)),
    };
    let day = day.and_then(|(day, _)| NaiveDate::from_ymd_opt(year, month, day));
    day.map(PathDate::of_day).or_else(|| PathDate::of_month(year, month, 1))
}

/// Two figures at the start of a text, which is over then or goes on with a sign.
fn leading_pair(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = figures(text, 2)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((number, rest))
}

/// A number of so many figures at the start of a text, and what follows it.
fn figures(text: &str, count: usize) -> Option<(u32, &str)> {
    let number = text.get(..count).filter(|figures| figures.bytes().all(|b| b.is_ascii_digit()))?;
    Some((number.parse().ok()?, &text[count..]))
}

fn year_of(number: u32) -> Option<i32> {
    i32::try_from(number).ok().filter(|year| YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read() {
        for (path, expected) in [
            ("2002-05-06-fair.md", "2002-05-06"),
            ("posts/fair_20020506.md", "2002-05-06"),
            ("a/2002/05/06/fair/index.html", "2002-05-06"),
            ("https://example.org/2002/05/06-fair", "2002-05-06"),
            ("2002/05-06-fair.md", "2002-05-06"),
            ("2001/2002-05-06 fair/index.md", "2002-05-06"),
            ("2002-05-06-to-2002-05-12.md", "2002-05-06"),
            ("2002/05/fair.md", "..2002-05-31"),
            ("2002-02/fair.md", "..2002-02-28"),
            ("2002-05-fair.md", "..2002-05-31"),
            ("news/2002/fair.md", "..2002-12-31"),
            ("2002/24-hours.md", "..2002-12-31"),
        ] {
            let found = of(path).map(|date| date.day.map_or(format!("..{}", date.latest), |day| day.to_string()));
            assert_eq!(found.as_deref(), Some(expected), "{path}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for path in ["fair.md", "12345678.txt", "v2002-13-40.md", "120020506.md", "2002.md.md", "7/12/x.md", "a2002-05-06.md", "", "é2002"]
        {
            assert!(of(path).is_none_or(|date| date.day.is_none()), "{path}: {:?}", of(path));
        }
        assert_eq!(of("from-2002-05-06-to-2002-05-12.md"), None);
        assert_eq!(of("site-2002-05-06/posts/fair.md"), None);
    }
}
