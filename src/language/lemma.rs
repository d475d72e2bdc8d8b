//! Dictionary forms by rules of English inflection, with lists of exceptions.
//!
//! The rules follow the detachment rules of WordNet's `morphy`, with the e-restoration of Minnen, Carroll & Pearce (2001),
//! "Applied morphological processing of English". [`dictionary_form`] reads a form by its part of speech, as the English treebanks of
//! Universal Dependencies do. [`lemma`] has none, and reads a form as a noun or verb, whichever the ending suggests; vocabularies pass
//! through the same rules, so that both sides of a comparison agree.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use super::hash::Map;
use crate::yaml;

/// Dictionary forms and their irregular forms.
type Irregular = Map<String, Vec<String>>;
/// Forms and their dictionary form.
type Forms = Map<Box<str>, Box<str>>;

/// `lemmas.yaml`: what holds with and without a part of speech.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonFile {
    verbs: Irregular,
    nouns: Irregular,
    untagged: Irregular,
}

/// `inflections.yaml`: what holds with a part of speech alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct InflectionFile {
    verbs: Irregular,
    nouns: Irregular,
    adjectives: Irregular,
    regular_verbs: Vec<String>,
    regular_nouns: Vec<String>,
    regular_adjectives: Vec<String>,
    plural_only: Vec<String>,
}

/// Forms whose dictionary form the rules do not give.
struct Exceptions {
    untagged: Forms,
    verbs: Forms,
    nouns: Forms,
    adjectives: Forms,
    /// By part of speech.
    function_words: Map<String, Forms>,
}

static EXCEPTIONS: LazyLock<Exceptions> = LazyLock::new(|| {
    let common: CommonFile = yaml::builtin("rules/lexicon/language/lemmas.yaml", include_str!("../../rules/lexicon/language/lemmas.yaml"));
    let tagged: InflectionFile =
        yaml::builtin("rules/lexicon/language/inflections.yaml", include_str!("../../rules/lexicon/language/inflections.yaml"));
    let function_words =
        yaml::builtin("rules/lexicon/language/function-words.yaml", include_str!("../../rules/lexicon/language/function-words.yaml"));
    let mut untagged = Forms::default();
    add_regular(&mut untagged, &tagged.regular_nouns, &["s"]);
    for irregular in [&common.verbs, &common.nouns, &common.untagged] {
        add(&mut untagged, irregular);
    }
    for lemma in [&common.verbs, &common.nouns, &common.untagged].into_iter().flat_map(Map::keys) {
        untagged.entry(lemma.as_str().into()).or_insert_with(|| lemma.as_str().into());
    }
    let mut all = Exceptions { untagged, verbs: Forms::default(), nouns: Forms::default(), adjectives: Forms::default(), function_words };
    add_regular(&mut all.verbs, &tagged.regular_verbs, &["ed", "ing"]);
    add_regular(&mut all.nouns, &tagged.regular_nouns, &["s"]);
    add_regular(&mut all.adjectives, &tagged.regular_adjectives, &["er", "est"]);
    all.nouns.extend(tagged.plural_only.iter().map(|form| (form.as_str().into(), form.as_str().into())));
    for (forms, irregular) in [(&mut all.verbs, [&tagged.verbs, &common.verbs]), (&mut all.nouns, [&tagged.nouns, &common.nouns])] {
        irregular.into_iter().for_each(|irregular| add(forms, irregular));
    }
    add(&mut all.adjectives, &tagged.adjectives);
    all
});

fn add(forms: &mut Forms, irregular: &Irregular) {
    for (lemma, inflected) in irregular {
        forms.extend(inflected.iter().map(|form| (form.as_str().into(), lemma.as_str().into())));
    }
}

/// Adds regular forms of words whose dictionary form the rules would not find: a mute e goes before a vowel.
fn add_regular(forms: &mut Forms, lemmas: &[String], endings: &[&str]) {
    for lemma in lemmas {
        for ending in endings {
            // "shoeing", "dyeing": behind a vowel it stays before "-ing".
            let keeps_e = *ending == "s" || *ending == "ing" && ["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end));
            let stem = lemma.strip_suffix('e').filter(|_| !keeps_e).unwrap_or(lemma);
            forms.insert(format!("{stem}{ending}").into(), lemma.as_str().into());
        }
    }
}

/// The dictionary form of a word in lower case: "talks" -> "talk", "approved" -> "approve", "fell" -> "fall".
pub fn lemma(lower: &str) -> Box<str> {
    if let Some(known) = EXCEPTIONS.untagged.get(lower) {
        return known.clone();
    }
    if lower.len() < 4 || !lower.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return lower.into();
    }
    if let Some((first, last)) = lower.rsplit_once('-') {
        return format!("{first}-{}", lemma(last)).into();
    }
    // A word in "-us", "-is" or "-ness" is more often one of its own than a plural.
    let singular = ["ss", "us", "is", "ness"].iter().any(|end| lower.ends_with(end));
    let found = if singular {
        None
    } else if lower.ends_with('s') {
        without_s(lower)
    } else if lower.ends_with("ed") {
        without_ed(lower)
    } else {
        without_ing(lower).filter(|_| lower.len() > 5)
    };
    found.map_or_else(|| lower.into(), String::into_boxed_str)
}

/// The dictionary form of a word in lower case (apostrophes plain) with its part of speech in the Penn Treebank's tagset, by the
/// conventions of the treebanks EWT and GUM: "n't" is "not", "best" as `JJS` is "good", "me" is "I". A name keeps its form.
pub fn dictionary_form<'w>(lower: &'w str, xpos: &str) -> Cow<'w, str> {
    let exceptions = &*EXCEPTIONS;
    if let Some(known) = exceptions.function_words.get(xpos).and_then(|forms| forms.get(lower)) {
        return Cow::Borrowed(known);
    }
    let (forms, rule): (&'static Forms, fn(&str) -> Option<String>) = match xpos {
        "VBZ" => (&exceptions.verbs, without_s),
        "VBD" | "VBN" => (&exceptions.verbs, without_ed),
        "VBG" => (&exceptions.verbs, without_ing),
        "VBP" => (&exceptions.verbs, |_| None),
        "NNS" | "NNPS" => (&exceptions.nouns, plural_without_s),
        "JJR" | "RBR" => (&exceptions.adjectives, |word| degree(word, "er")),
        "JJS" | "RBS" => (&exceptions.adjectives, |word| degree(word, "est")),
        "CD" if lower.contains(',') => return Cow::Owned(lower.replace(',', "")),
        _ => return Cow::Borrowed(lower),
    };
    if let Some(known) = forms.get(lower) {
        return Cow::Borrowed(known);
    }
    // "ex-wives", "hand-picked": what is inflected is the last part.
    let (first, last) = lower.rfind('-').map_or(("", lower), |hyphen| lower.split_at(hyphen + 1));
    match forms.get(last).map(|known| known.to_string()).or_else(|| rule(last)) {
        Some(found) if first.is_empty() => Cow::Owned(found),
        Some(found) => Cow::Owned(format!("{first}{found}")),
        None => Cow::Borrowed(lower),
    }
}

/// The base of a noun or verb in "-s": "parties" -> "party", "losses" -> "loss", "launches" -> "launch".
fn without_s(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    if stem.ends_with('s') || stem.ends_with('\'') || !stem.chars().next_back()?.is_alphabetic() {
        return None;
    }
    if let Some(short) = stem.strip_suffix("ie") {
        // "ties" is from "tie".
        return Some(if short.len() > 1 { format!("{short}y") } else { stem.to_string() });
    }
    let hissing = ["sse", "che", "she", "xe", "zze", "oe"].iter().any(|end| stem.ends_with(end));
    Some(stem[..stem.len() - usize::from(hissing)].to_string())
}

/// The singular of a plural: as [`without_s`], but "-uses" is the plural of "-us" in words of more than one syllable ("viruses"), and
/// compounds of "man" and "child" go like these.
fn plural_without_s(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("children") {
        return Some(format!("{stem}child"));
    }
    let latin = word
        .strip_suffix("es")
        .filter(|stem| stem.strip_suffix("us").is_some_and(|rest| has_vowel(rest) && !rest.ends_with(['a', 'o', 'c', 'f'])));
    latin.map(str::to_string).or_else(|| without_s(word))
}

/// The base of a verb in "-ed": "planned" -> "plan", "agreed" -> "agree".
fn without_ed(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ed")?;
    match stem.as_bytes() {
        [.., b'e'] => (stem.len() > 2).then(|| format!("{stem}e")),
        [rest @ .., b'i'] => Some(if rest.len() > 1 { format!("{}y", &stem[..rest.len()]) } else { format!("{stem}e") }),
        _ => has_vowel(stem).then(|| undouble_or_restore(stem)),
    }
}

/// The base of a verb in "-ing": "signing" -> "sign".
fn without_ing(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ing")?;
    (has_vowel(stem) && stem.len() > 1).then(|| undouble_or_restore(stem))
}

/// The base of an adjective or adverb in "-er" or "-est": "busier" -> "busy", "biggest" -> "big".
fn degree(word: &str, ending: &str) -> Option<String> {
    let stem = word.strip_suffix(ending).filter(|stem| has_vowel(stem))?;
    Some(match stem.strip_suffix('i') {
        Some(rest) => format!("{rest}y"),
        None => undouble_or_restore(stem),
    })
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
    if !last.is_ascii() {
        return stem.to_string();
    }
    if before == last && bytes.len() == 3 && !is_vowel(last) {
        // "adding", "erred", "oddest": too short to be doubled.
        return stem.to_string();
    }
    if before == last && !is_vowel(last) {
        // "cancelled", "quelled": a double l is kept after one vowel in a short word ("kill", "call", "pull").
        let short = bytes.len() <= 4 || !bytes[..bytes.len() - 3].iter().any(|b| is_vowel(*b) || *b == b'y');
        let keeps = matches!(last, b's' | b'z' | b'f') || (last == b'l' && short);
        return if keeps { stem.to_string() } else { stem[..stem.len() - 1].to_string() };
    }
    let restore = match last {
        b'v' | b'u' | b'c' => true,
        b'z' => before != b'z',
        b'g' => match before {
            b'n' => ["eng", "ung", "rang", "chang"].iter().any(|end| stem.ends_with(end)),
            _ => matches!(before, b'd' | b'r' | b'a' | b'l' | b'u'),
        },
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
        assert!(EXCEPTIONS.untagged.len() > 200);
    }

    #[test]
    fn the_part_of_speech_decides_between_readings() {
        for (form, xpos, expected) in [
            ("meeting", "NN", "meeting"),
            ("meeting", "VBG", "meet"),
            ("leaves", "NNS", "leaf"),
            ("leaves", "VBZ", "leave"),
            ("'s", "VBZ", "be"),
            ("'s", "POS", "'s"),
            ("'d", "VBD", "have"),
            ("'d", "MD", "would"),
            ("best", "JJS", "good"),
            ("best", "RBS", "well"),
            ("wound", "VBD", "wind"),
            ("wound", "NN", "wound"),
            ("interested", "JJ", "interested"),
            ("lives", "NNP", "lives"),
        ] {
            assert_eq!(dictionary_form(form, xpos), expected, "{form} {xpos}");
        }
    }

    #[test]
    fn closed_classes_have_the_forms_of_the_treebanks() {
        for (form, xpos, expected) in [
            ("n't", "RB", "not"),
            ("me", "PRP", "I"),
            ("her", "PRP", "she"),
            ("her", "PRP$", "her"),
            ("those", "DT", "that"),
            ("wo", "MD", "will"),
        ] {
            assert_eq!(dictionary_form(form, xpos), expected, "{form} {xpos}");
        }
    }

    #[test]
    fn inflections_are_taken_off_by_part_of_speech() {
        for (form, xpos, expected) in [
            ("described", "VBN", "describe"),
            ("bringing", "VBG", "bring"),
            ("arranging", "VBG", "arrange"),
            ("dying", "VBG", "die"),
            ("dyeing", "VBG", "dye"),
            ("added", "VBD", "add"),
            ("agreed", "VBD", "agree"),
            ("goes", "VBZ", "go"),
            ("ties", "VBZ", "tie"),
            ("viruses", "NNS", "virus"),
            ("causes", "NNS", "cause"),
            ("prizes", "NNS", "prize"),
            ("movies", "NNS", "movie"),
            ("spokeswomen", "NNS", "spokeswoman"),
            ("ex-wives", "NNS", "ex-wife"),
            ("1990s", "NNS", "1990s"),
            ("trousers", "NNS", "trousers"),
            ("busier", "JJR", "busy"),
            ("biggest", "JJS", "big"),
            ("largest", "JJS", "large"),
            ("later", "RBR", "late"),
            ("12,500", "CD", "12500"),
        ] {
            assert_eq!(dictionary_form(form, xpos), expected, "{form} {xpos}");
        }
    }

    #[test]
    fn a_form_that_is_its_own_lemma_is_not_copied() {
        assert!(matches!(dictionary_form("harbour", "NN"), Cow::Borrowed("harbour")));
        assert!(matches!(dictionary_form("sheep", "NNS"), Cow::Borrowed("sheep")));
    }

    #[test]
    fn any_text_has_a_lemma() {
        for word in ["", "s", "es", "ing", "ed", "-", "-s", "ées", "ßßed", "日日ing", "\u{301}\u{301}est", "'s", "ies", "men", "ied", "eed"]
        {
            lemma(word);
            for xpos in ["NNS", "VBZ", "VBD", "VBG", "JJR", "JJS", "CD"] {
                dictionary_form(word, xpos);
            }
        }
    }

    #[test]
    fn regular_verbs_are_listed_only_where_the_rules_misread_them() {
        let well_read = |lemma: &&String| {
            let stem = lemma.strip_suffix('e').unwrap_or(lemma);
            without_ed(&format!("{stem}ed")).as_deref() == Some(lemma.as_str())
                && without_ing(&format!("{stem}ing")).as_deref() == Some(lemma.as_str())
        };
        let file: InflectionFile = yaml::builtin("inflections.yaml", include_str!("../../rules/lexicon/language/inflections.yaml"));
        assert_eq!(file.regular_verbs.iter().filter(well_read).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
