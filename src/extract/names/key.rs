//! Keys under which spellings of one name meet: a skeleton that evens out transliterations, and the distance of two spellings.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::fold::fold;

/// The letters of a folded name with what transliterations differ in made even: "zelenskiy", "zelensky" and "zelenskyy" are one, as are
/// "sergei" and "sergey", "kharkov" and "harkov". Rules after the transliteration tables of BGN/PCGN, ISO 9 and newspaper practice.
pub fn skeleton(folded: &str) -> String {
    let mut key: String = folded.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    for (from, to) in [
        ("shch", "s"),
        ("sch", "s"),
        ("tch", "c"),
        ("sh", "s"),
        ("ch", "c"),
        ("cz", "c"),
        ("kh", "h"),
        ("gh", "g"),
        ("zh", "z"),
        ("dzh", "j"),
        ("dj", "j"),
        ("ph", "f"),
        ("th", "t"),
        ("ou", "u"),
        ("oo", "u"),
        ("iya", "ia"),
        ("yya", "ia"),
        ("ya", "ia"),
        ("ye", "e"),
        ("yo", "o"),
        ("yu", "iu"),
        ("iy", "i"),
        ("yi", "i"),
        ("yy", "i"),
        ("ii", "i"),
        ("ij", "i"),
        ("ei", "ey"),
        ("ai", "ay"),
        ("w", "v"),
        ("y", "i"),
        ("ks", "x"),
        ("ts", "c"),
        ("ck", "k"),
    ] {
        if key.contains(from) {
            key = key.replace(from, to);
        }
    }
    let mut even = String::with_capacity(key.len());
    for c in key.chars() {
        // Double consonants are a matter of transliteration ("Mohammed"), double vowels are letters of the name ("Aaltonen").
        if !even.ends_with(c) || matches!(c, ' ' | 'a' | 'e' | 'i' | 'o' | 'u') {
            even.push(c);
        }
    }
    even
}

/// The consonants of a skeleton: what romanisations of names without written vowels have in common ("Hasakeh", "Hasaka"; "Hezbollah",
/// "Hizballah").
pub fn consonants(folded: &str) -> String {
    let key = skeleton(folded);
    without_doubles(&key.trim_end_matches('h').replace(['a', 'e', 'i', 'o', 'u', ' '], ""))
}

/// A folded name with every letter that stands twice in a row once.
pub fn without_doubles(folded: &str) -> String {
    let mut even = String::with_capacity(folded.len());
    for c in folded.chars() {
        if !even.ends_with(c) {
            even.push(c);
        }
    }
    even
}

/// A written name in lower case with the two letters that stand for a letter with a mark where there is no such type: "Jørgensen" ->
/// "joergensen", "Müller" -> "mueller".
pub fn digraphs(written: &str) -> String {
    let composed: String = written.nfc().flat_map(char::to_lowercase).collect();
    let mut spelt = String::with_capacity(composed.len() + 2);
    for c in composed.chars() {
        match c {
            'ä' | 'æ' => spelt.push_str("ae"),
            'ö' | 'ø' => spelt.push_str("oe"),
            'ü' => spelt.push_str("ue"),
            'å' => spelt.push_str("aa"),
            other => spelt.push(other),
        }
    }
    fold(&spelt)
}

/// How a folded name sounds, roughly: the first consonants, with alike ones made one and vowels left out.
pub fn phonetic(folded: &str) -> String {
    let even = skeleton(folded);
    let mut key = String::with_capacity(6);
    for (at, c) in even.chars().enumerate() {
        // "qv" and "qu" are one: the glide behind a stop is left out.
        let glide = matches!(c, 'v' | 'u') && key.ends_with('k');
        let class = match c {
            _ if glide => continue,
            'b' | 'p' => 'p',
            'c' | 'k' | 'q' | 'g' | 'x' => 'k',
            'd' | 't' => 't',
            'f' | 'v' => 'f',
            's' | 'z' => 's',
            'm' | 'n' => 'n',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' | '\'' => continue,
            other => other,
        };
        if !key.ends_with(class) {
            key.push(class);
        }
        if key.len() >= 6 {
            break;
        }
    }
    key
}

/// Edit distance (insertion, deletion, substitution, transposition of neighbours) of two words, at most `limit` + 1.
pub fn distance(one: &str, other: &str, limit: usize) -> usize {
    let (a, b) = (one.chars().count(), other.chars().count());
    if a.abs_diff(b) > limit || a > 64 || b > 64 {
        return limit + 1;
    }
    strsim::osa_distance(one, other).min(limit + 1)
}

/// A written word without the ending of a possessive: "Lapham's" is the name "Lapham", "Thomas'" the name "Thomas".
pub fn without_possessive(written: &str) -> &str {
    let endings = ["'s", "’s", "'S", "’S"].into_iter().find_map(|ending| written.strip_suffix(ending));
    let bare = || ["'", "’"].into_iter().find_map(|mark| written.strip_suffix(mark).filter(|stem| stem.ends_with(['s', 'S'])));
    endings.or_else(bare).filter(|stem| !stem.is_empty()).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_skeleton() {
        for (one, other) in [
            ("zelensky", "zelenskiy"),
            ("zelensky", "zelenskyy"),
            ("sergei", "sergey"),
            ("khodorkovsky", "hodorkovskiy"),
            ("wagner", "vagner"),
            ("mohammed", "mohamed"),
            ("tsai", "tsay"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        for (one, other) in [("morten", "marten"), ("klara", "clara"), ("henna", "henning")] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn misspellings_share_a_phonetic_key() {
        for (one, other) in [
            ("rosenqvist", "rosenkvist"),
            ("lindqvist", "lindquist"),
            ("aaltonen", "altonen"),
            ("klara", "clara"),
            ("lumenquist", "lumenqvist"),
            ("margaret", "marguerite"),
            ("palaca", "palace"),
        ] {
            assert_eq!(phonetic(one), phonetic(other), "{one} {other}");
        }
    }
}
