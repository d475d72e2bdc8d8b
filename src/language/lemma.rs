//! Dictionary forms by rules of English inflection, with a list of exceptions.
//!
//! The rules follow the detachment rules of WordNet's `morphy`, with the e-restoration of Minnen, Carroll & Pearce (2001),
//! "Applied morphological processing of English". Without a part of speech a form is read as a noun or verb, whichever the ending suggests;
//! vocabularies pass through the same rules, so that both sides of a comparison agree.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::yaml;

static EXCEPTIONS: LazyLock<HashMap<Box<str>, Box<str>>> = LazyLock::new(|| {
    let text = include_str!("../../rules/lexicon/language/lemmas.yaml");
    let forms: BTreeMap<String, Vec<String>> = yaml::builtin("rules/lexicon/language/lemmas.yaml", text);
    let mut map = HashMap::new();
    for (lemma, forms) in forms {
        for form in forms {
            map.insert(form.into_boxed_str(), lemma.as_str().into());
        }
        map.entry(lemma.as_str().into()).or_insert_with(|| lemma.as_str().into());
    }
    map
});

/// The dictionary form of a word in lower case: "talks" -> "talk", "approved" -> "approve", "fell" -> "fall".
pub fn lemma(lower: &str) -> Box<str> {
    if let Some(known) = EXCEPTIONS.get(lower) {
        return known.clone();
    }
    if lower.len() < 4 || !lower.bytes().all(|b| b.is_ascii_lowercase()) {
        return lower.into();
    }
    by_rule(lower).map_or_else(|| lower.into(), String::into_boxed_str)
}

fn by_rule(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return (stem.len() > 1).then(|| format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ied") {
        return (stem.len() > 1).then(|| format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return Some(format!("{stem}ss"));
    }
    if let Some(stem) = ["ches", "shes", "xes", "zes"].iter().find(|s| word.ends_with(**s)).and_then(|_| word.strip_suffix("es")) {
        return Some(stem.to_string());
    }
    if let Some(stem) = word.strip_suffix('s') {
        let singular = !["s", "u", "i"].iter().any(|end| stem.ends_with(end)) && !word.ends_with("ness");
        return singular.then(|| stem.to_string());
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return has_vowel(stem).then(|| undouble_or_restore(stem));
    }
    if let Some(stem) = word.strip_suffix("ing") {
        return (has_vowel(stem) && stem.len() > 2).then(|| undouble_or_restore(stem));
    }
    None
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|b| is_vowel(b) || b == b'y')
}

/// The base of a verb from what stands before "-ed" or "-ing": "plann" -> "plan", "approv" -> "approve", "sign" -> "sign".
fn undouble_or_restore(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let [.., before, last] = bytes else { return stem.to_string() };
    let (before, last) = (*before, *last);
    if before == last && !is_vowel(last) {
        // "cancelled", "quelled": a double l is kept after one vowel in a short word ("kill", "call", "pull").
        let short = bytes.len() <= 4 || !has_vowel(&stem[..bytes.len() - 3]);
        let keeps = matches!(last, b's' | b'z' | b'f') || (last == b'l' && short);
        return if keeps { stem.to_string() } else { stem[..stem.len() - 1].to_string() };
    }
    let restore = match last {
        b'v' | b'u' | b'c' => true,
        b'z' => before != b'z',
        b'g' => {
            matches!(before, b'd' | b'r' | b'a' | b'n' | b'l') && !stem.ends_with("ong") && !stem.ends_with("ang")
                || stem.ends_with("chang")
        }
        b's' => before != b's' && !stem.ends_with("focus") && (is_vowel(before) || matches!(before, b'n' | b'r' | b'l' | b'p')),
        b'l' => matches!(before, b'b' | b'd' | b'g' | b'k' | b'p' | b't' | b'f' | b'c' | b'z'),
        b't' => one_long_vowel(bytes, &[b"at", b"ut", b"ot", b"let", b"cit", b"vit", b"quit", b"pet", b"rit", b"nit"]),
        b'r' => one_long_vowel(bytes, &[b"ir", b"ur", b"ar", b"or", b"quir"]) && !stem.ends_with("ear") && !stem.ends_with("cur"),
        b'd' => one_long_vowel(bytes, &[b"id", b"ud", b"ed", b"ad"]) && !stem.ends_with("ead"),
        b'n' => {
            one_long_vowel(bytes, &[b"fin", b"bin", b"lin", b"clin", b"min", b"ton", b"plan", b"mun", b"pon"]) || stem.ends_with("phon")
        }
        b'm' => one_long_vowel(bytes, &[b"am", b"um", b"im"]) && !stem.ends_with("aim"),
        b'k' => one_long_vowel(bytes, &[b"ak", b"ok", b"ik", b"vok"]),
        b'p' => one_long_vowel(bytes, &[b"ap", b"op", b"yp", b"ip"]) && !stem.ends_with("elop"),
        _ => false,
    };
    if restore { format!("{stem}e") } else { stem.to_string() }
}

/// Whether the stem ends in one of the endings with no second vowel before it ("creat", but not "treat").
fn one_long_vowel(stem: &[u8], endings: &[&[u8]]) -> bool {
    endings.iter().any(|ending| {
        stem.strip_suffix(*ending).is_some_and(|rest| {
            let doubled = is_vowel(ending[0]) && rest.last().is_some_and(|b| is_vowel(*b));
            let glide = rest.ends_with(b"cre") || rest.ends_with(b"i") || rest.ends_with(b"u");
            !rest.is_empty() && (!doubled || glide)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_taken_off() {
        for (form, expected) in [
            ("talks", "talk"),
            ("parties", "party"),
            ("approved", "approve"),
            ("rejected", "reject"),
            ("planned", "plan"),
            ("killed", "kill"),
            ("cancelled", "cancel"),
            ("acquitted", "acquit"),
            ("launched", "launch"),
            ("launches", "launch"),
            ("passed", "pass"),
            ("created", "create"),
            ("treated", "treat"),
            ("died", "die"),
            ("agreed", "agree"),
            ("convicted", "convict"),
            ("charged", "charge"),
            ("released", "release"),
            ("signing", "signing"),
            ("closing", "close"),
            ("soldiers", "soldier"),
            ("boxes", "box"),
            ("losses", "loss"),
            ("women", "woman"),
            ("crises", "crisis"),
            ("injured", "injure"),
            ("appeared", "appear"),
            ("offered", "offer"),
            ("entered", "enter"),
            ("developed", "develop"),
            ("news", "news"),
            ("bus", "bus"),
        ] {
            assert_eq!(&*lemma(form), expected, "{form}");
        }
    }

    #[test]
    fn the_exceptions_are_read() {
        assert!(EXCEPTIONS.len() > 200);
    }
}
