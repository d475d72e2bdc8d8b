//! "Did you mean": the known word that is nearest to one that is not known.

/// How like two words must be, from 0 to 1, for one to be offered in place of the other.
const LIKENESS: f64 = 0.6;

/// The longest word that is compared, in bytes: no known word comes near it.
const LONGEST: usize = 100;

/// The candidate that is most like `word` by edits (Damerau and Levenshtein), or that it is a part of; the first one of equals,
/// `None` where none is like it.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    if word.len() > LONGEST {
        return None;
    }
    for candidate in candidates {
        let mut likeness = strsim::normalized_damerau_levenshtein(word, candidate);
        if word.len() > 3 && candidate.contains(word) {
            likeness = likeness.max(LIKENESS);
        }
        if likeness >= LIKENESS && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_and_a_part_find_their_word_and_another_word_finds_none() {
        let known = ["event-date-conflict", "name-variant", "weekday-date-mismatch"];
        assert_eq!(nearest("event-date-conflct", known), Some("event-date-conflict"));
        assert_eq!(nearest("weekday", known), Some("weekday-date-mismatch"));
        assert_eq!(nearest("spelling", known), None);
    }
}
