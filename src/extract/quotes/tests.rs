use super::*;
use crate::extract::entity::Speaker;
use crate::extract::{names, testing};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn named(names: &Names, speaker: Option<&Speaker>) -> String {
    match speaker {
        Some(Speaker::Entity(id)) => names.entity(*id).name.clone(),
        Some(Speaker::Unnamed(head)) => head.clone(),
        None => "?".to_string(),
    }
}

fn check(paragraphs: &[&str], expected: &[&str]) {
    let document = testing::document(paragraphs);
    let text = testing::text(&document);
    let names = names::names(&text, &LEXICON);
    let show = |q: &Quotation| format!("{}: {}", named(&names, q.speaker.as_ref()), q.wording.key);
    let found: Vec<String> = quotations(&text, &names, &LEXICON).iter().map(show).collect();
    assert_eq!(found, expected, "{paragraphs:?}");
}

fn check_reported(paragraph: &str, expected: &[&str]) {
    let document = testing::document(&[paragraph]);
    let text = testing::text(&document);
    let names = names::names(&text, &LEXICON);
    let found: Vec<String> = attributions(&text, &names, &LEXICON)
        .iter()
        .filter(|a| !a.direct)
        .map(|a| format!("{}: {}", named(&names, Some(&a.speaker)), document.text(a.content)))
        .collect();
    assert_eq!(found, expected, "{paragraph}");
}

#[test]
fn the_speaker_stands_behind_or_before() {
    check(&["\"The boats are late again,\" said Marit Hauge."], &["Marit Hauge: the boats are late again"]);
    check(&["Jens Krag told reporters: “We shall not pay for it.”"], &["Jens Krag: we shall not pay for it"]);
    check(&["\"Nobody asked us at all,\" the harbour master, Jens Krag, said."], &["Jens Krag: nobody asked us at all"]);
    check(&["Officials called it \"a very small step\"."], &["official: a very small step"]);
}

#[test]
fn a_quotation_goes_on_behind_its_attribution() {
    check(
        &["\"The boats are late,\" Marit Hauge said on Monday. \"They are always late.\""],
        &["Marit Hauge: the boats are late they are always late"],
    );
    check(&["\"The boats,\" she said, \"are late again.\""], &["?: the boats are late again"]);
}

#[test]
fn a_pulled_quotation_is_signed() {
    check(&["\"The boats are late again.\"", "— Captain Marit Hauge"], &["Marit Hauge: the boats are late again"]);
}

#[test]
fn speech_may_be_reported() {
    check_reported("Marit Hauge said on Friday that the port would close.", &["Marit Hauge: the port would close"]);
    check_reported("Twelve people were hurt, police said.", &["police: Twelve people were hurt"]);
    check_reported("According to the Kremlin, the talks went well.", &["Kremlin: the talks went well"]);
}
