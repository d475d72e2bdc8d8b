//! Whether a file is a report of an earlier run, so that it is not read as copy.

/// How the JSON of a report starts.
const JSON: &str = "{\n  \"version\": ";
/// Severities, as reports name them.
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

/// Whether the bytes of a file are a report in one of the formats, one that says something.
pub fn is_report(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    text.starts_with(JSON) && text.contains("\n  \"findings\": [") || is_pretty(text) || is_concise(text)
}

/// Whether the last line sums up a run: "2 errors, 1 note in 5 documents; 1 file could not be read".
fn is_pretty(text: &str) -> bool {
    let last = text.lines().next_back().unwrap_or_default();
    let (summary, unread) = last.split_once("; ").unwrap_or((last, ""));
    let Some((found, documents)) = summary.rsplit_once(" in ") else { return false };
    let unread = unread.is_empty() || unread.strip_suffix(" could not be read").is_some_and(|files| counts(files, &["file"]));
    let found = found == "no findings" || found.split(", ").all(|count| counts(count, &SEVERITIES));
    found && unread && counts(documents, &["document"])
}

/// Whether a text is a number and one of some nouns.
fn counts(text: &str, nouns: &[&str]) -> bool {
    let Some((number, noun)) = text.split_once(' ') else { return false };
    number.parse::<usize>().is_ok() && nouns.contains(&noun.strip_suffix('s').unwrap_or(noun))
}

/// Whether every line is a finding with its place, or a file that could not be read, and one is a finding.
fn is_concise(text: &str) -> bool {
    let is_error = |line: &str| line.contains(": error: ");
    text.lines().all(|line| is_finding(line) || is_error(line)) && text.lines().any(is_finding)
}

/// Whether a line is `path:line:column: severity[rule]: message`.
fn is_finding(line: &str) -> bool {
    let Some((head, _)) = line.split_once("]: ") else { return false };
    let Some((place, rule)) = head.rsplit_once('[') else { return false };
    let Some((place, severity)) = place.rsplit_once(": ") else { return false };
    let mut numbers = place.rsplit(':').take(2).map(|number| number.parse::<usize>().is_ok());
    let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    SEVERITIES.contains(&severity) && rule.chars().all(kebab) && numbers.next() == Some(true) && numbers.next() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_told_from_copy() {
        for report in [
            "{\n  \"version\": 1,\n  \"findings\": [],\n",
            "error[name-variant]\n\n  x two spellings\n\n1 error, 2 notes in 1 document\n",
            "no findings in 3 documents; 1 file could not be read\n",
            "a.md:3:14: error[event-date-conflict]: the talks are on 2 June\nb.md: error: permission denied\n",
        ] {
            assert!(is_report(report.as_bytes()), "{report}");
        }
        for copy in ["", "There were no findings in 3 documents.\n", "The court met.\nIt found 2 errors in 1 document\n", "a: error: b\n"] {
            assert!(!is_report(copy.as_bytes()), "{copy}");
        }
    }
}
