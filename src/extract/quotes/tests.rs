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

#[test]
fn the_verb_may_stand_anywhere_beside_its_clause() {
    check_reported("The mine, which according to Oskar Berge is safe, was shut.", &["Oskar Berge: is safe"]);
    check_reported("The port will close in May, the mayor has confirmed.", &["mayor: The port will close in May"]);
    check_reported(
        "The company has said it will cut 200 jobs, but the union says the number is 400.",
        &["company: it will cut 200 jobs", "union: the number is 400"],
    );
    check_reported("\"We are ready,\" Ellen Voss said, adding that tests had begun in May.", &["Ellen Voss: tests had begun in May"]);
}

#[test]
fn the_hearer_is_no_part_of_what_is_told() {
    check_reported("Jens Krag, 54, who leads the union, told a rally that 300 jobs would go.", &["Jens Krag: 300 jobs would go"]);
    check_reported("Ellen Voss told the newspaper she had never met the owner.", &["Ellen Voss: she had never met the owner"]);
}

#[test]
fn a_passive_says_who_spoke_in_its_own_way() {
    check_reported("The owner was quoted by the Bodum Gazette as saying that he had lost everything.", &["owner: he had lost everything"]);
    check_reported("It is said that the ferry is cursed.", &[]);
}

#[test]
fn a_noun_may_report() {
    check_reported("Jens Krag's warning that the dam was weak came in May.", &["Jens Krag: the dam was weak"]);
    check_reported("A statement by the ministry said the talks had failed.", &["ministry: the talks had failed"]);
}

#[test]
fn within_a_report_the_inner_speaker_comes_last() {
    check_reported(
        "Oskar Berge told reporters on Tuesday that Marit Hauge had said the boat was safe.",
        &["Oskar Berge: Marit Hauge had said the boat was safe", "Marit Hauge: the boat was safe"],
    );
}

#[test]
fn what_both_sides_say_is_the_copys_own() {
    check_reported("Two ships were lost, coast guards in both countries said.", &[]);
}

#[test]
fn a_description_with_a_modifier_may_speak() {
    check(&["\"Nobody asked us at all,\" the head of the harbour board in Bodum said."], &["head: nobody asked us at all"]);
}
