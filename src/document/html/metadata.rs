//! Dates of publication that HTML gives to machines: `meta` elements, JSON-LD, `time` elements.

use std::ops::Range;

use chrono::NaiveDate;

use super::super::vocabulary::DATELINE;
use crate::value::time_parse::parse_date;

/// The property that says so in schema.org's vocabulary.
const PUBLISHED: &str = "datepublished";

/// The rank of JSON-LD and microdata: after the best `meta` element, before all others.
pub(super) const STRUCTURED: usize = 1;

/// The rank of a `meta` element by its name or property; 0 is best, `None` where it gives no date of publication.
pub(super) fn rank(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let index = DATELINE.metadata.iter().position(|known| *known == name)?;
    Some(index * 2)
}

/// Whether an `itemprop` says that a value is the date of publication.
pub(super) fn is_published(property: &str) -> bool {
    property.eq_ignore_ascii_case(PUBLISHED)
}

/// The day that a machine-readable value gives.
pub(super) fn day(value: &str) -> Option<NaiveDate> {
    parse_date(value)?.as_day()
}

/// The first date of publication in the text of a JSON-LD script, and its bytes in it. Scripts are often no valid JSON, so the pair of key
/// and value is looked for and the rest left alone.
pub(super) fn json_ld(script: &str) -> Option<(NaiveDate, Range<usize>)> {
    let lower = script.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(PUBLISHED) {
        from += found + PUBLISHED.len();
        let Some(rest) = script[from..].strip_prefix('"') else { continue };
        let Some(rest) = rest.trim_start().strip_prefix(':') else { continue };
        let Some(value) = rest.trim_start().strip_prefix('"') else { continue };
        let start = script.len() - value.len();
        let end = start + value.find('"').unwrap_or(value.len());
        if let Some(day) = day(&script[start..end]) {
            return Some((day, start..end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_gives_the_first_date_of_publication() {
        let script = r#"{"@graph": [{"dateModified": "2025-01-01", "datePublished" : "2025-06-02T08:00:00+02:00"}]}"#;
        let (day, range) = json_ld(script).unwrap();
        assert_eq!((day.to_string().as_str(), &script[range]), ("2025-06-02", "2025-06-02T08:00:00+02:00"));
        assert_eq!(json_ld(r#"{"datePublished": 5, "datePublished"#), None);
    }
}
