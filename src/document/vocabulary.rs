//! The words by which readers tell datelines, metadata and boilerplate from copy: `rules/lexicon/datelines.yaml`, `metadata.yaml` and
//! `boilerplate.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Words of datelines, bylines and "updated" lines, all lower case; the file says what each list is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DatelineWords {
    pub labels: Vec<String>,
    pub update_labels: Vec<String>,
    pub connectors: Vec<String>,
    pub not_datelines: Vec<String>,
    pub not_first: Vec<String>,
    pub bylines: Vec<String>,
    pub captions: Vec<String>,
    pub classes: Vec<String>,
    pub metadata: Vec<String>,
    pub front_matter: Vec<String>,
}

/// Words of headers and templates; the file says what each list is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderWords {
    pub keys: Vec<String>,
    pub updates: Vec<String>,
    pub addresses: Vec<String>,
    pub not_dates: Vec<String>,
    pub standfirsts: Vec<String>,
    pub listings: Vec<String>,
    pub footnotes: Vec<String>,
}

/// Words of what is not copy, all lower case; the file says what each list is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoilerplateWords {
    pub labels: Vec<String>,
    pub lead_ins: Vec<String>,
    pub imperatives: Vec<String>,
    pub buttons: Vec<String>,
    pub notices: Vec<String>,
    pub rights: Vec<String>,
    pub classes: Vec<String>,
}

pub(super) static DATELINE: LazyLock<DatelineWords> =
    LazyLock::new(|| built_in("rules/lexicon/datelines.yaml", include_str!("../../rules/lexicon/datelines.yaml")));

pub(super) static HEADERS: LazyLock<HeaderWords> =
    LazyLock::new(|| built_in("rules/lexicon/metadata.yaml", include_str!("../../rules/lexicon/metadata.yaml")));

pub(super) static BOILERPLATE: LazyLock<BoilerplateWords> =
    LazyLock::new(|| built_in("rules/lexicon/boilerplate.yaml", include_str!("../../rules/lexicon/boilerplate.yaml")));

fn built_in<T: DeserializeOwned>(name: &str, text: &str) -> T {
    crate::yaml::parse(name, text).expect("the built-in vocabulary is checked by tests")
}

/// The rest of a text after the longest of these phrases that it starts with, whatever the case of its ASCII letters, and that ends
/// with a word.
pub(super) fn strip_phrase<'a>(text: &'a str, phrases: &[String]) -> Option<&'a str> {
    let first = text.bytes().next()?.to_ascii_lowercase();
    let starts = |phrase: &&String| {
        phrase.as_bytes().first() == Some(&first)
            && text.get(..phrase.len()).is_some_and(|start| start.eq_ignore_ascii_case(phrase))
            && text[phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let longest = phrases.iter().filter(starts).max_by_key(|phrase| phrase.len())?;
    Some(&text[longest.len()..])
}

/// Whether a list holds a word.
pub(super) fn holds(words: &[String], word: &str) -> bool {
    words.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_can_be_read_and_are_lower_case() {
        let (dateline, boilerplate, headers) = (&*DATELINE, &*BOILERPLATE, &*HEADERS);
        let lists = [
            &dateline.labels,
            &dateline.connectors,
            &dateline.metadata,
            &headers.keys,
            &headers.updates,
            &boilerplate.labels,
            &boilerplate.imperatives,
            &boilerplate.classes,
        ];
        assert!(lists.iter().all(|list| !list.is_empty() && list.iter().all(|word| *word == word.to_lowercase())));
    }

    #[test]
    fn the_longest_phrase_is_stripped_at_a_word_boundary() {
        let phrases = ["date".to_string(), "date of birth".to_string()];
        assert_eq!(strip_phrase("Date of birth: x", &phrases), Some(": x"));
        assert_eq!(strip_phrase("Dates", &phrases), None);
    }
}
