use super::*;
use crate::extract::testing;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The entities of some paragraphs as "kind name: mention, mention".
fn entities(paragraphs: &[&str]) -> Vec<String> {
    let document = testing::document(paragraphs);
    let names = names(&testing::text(&document), &LEXICON);
    let show = |e: &Entity| {
        let mentions: Vec<&str> = e.mentions.iter().map(|m| document.text(names.mentions[*m].range)).collect();
        format!("{:?} {}: {}", e.kind, e.name, mentions.join(", "))
    };
    names.entities.iter().map(show).collect()
}

fn check(paragraphs: &[&str], expected: &[&str]) {
    assert_eq!(entities(paragraphs), expected);
}

/// The groups of spellings of some documents, each "kind written/written".
fn groups(documents: &[&[&str]]) -> Vec<String> {
    let documents: Vec<_> = documents.iter().map(|d| testing::document(d)).collect();
    let found: Vec<Names> = documents.iter().map(|d| names(&testing::text(d), &LEXICON)).collect();
    let show = |g: crate::extract::entity::SpellingGroup| {
        let written: Vec<&str> = g.spellings.iter().map(|s| documents[s.document].text(s.range)).collect();
        format!("{:?} {}", g.kind, written.join("/"))
    };
    spellings(&found.iter().collect::<Vec<_>>(), &LEXICON, &|_, _| false).into_iter().map(show).collect()
}

#[test]
fn titles_and_offices_stand_outside_the_name() {
    check(
        &["Norwegian Foreign Minister Marit Hauge met Dr. Olek Bielski and the harbour master, Mr. Quill, on Friday."],
        &["Person Marit Hauge: Marit Hauge", "Person Olek Bielski: Olek Bielski", "Person Quill: Quill"],
    );
}

#[test]
fn a_family_name_goes_to_its_only_bearer() {
    check(
        &["Marit Hauge spoke in Oslo.", "Later Hauge left for Turkey. Türkiye welcomed her."],
        &["Person Marit Hauge: Marit Hauge, Hauge, her", "Place Oslo: Oslo", "Place Turkey: Turkey, Türkiye"],
    );
}

#[test]
fn two_who_share_a_family_name_stay_apart() {
    check(
        &["The brothers Jonas Tveit and Anders Tveit quarrelled.", "In the end Tveit left."],
        &["Person Jonas Tveit: Jonas Tveit", "Person Anders Tveit: Anders Tveit", "Person Tveit: Tveit"],
    );
}

#[test]
fn the_first_word_of_a_sentence_is_no_name_by_itself() {
    check(&["Yesterday nothing happened. Launching boats is hard. Budgets fell."], &[]);
    check(&["Nobody saw Ilsebrook leave. Ilsebrook slept."], &["Person Ilsebrook: Ilsebrook, Ilsebrook"]);
}

#[test]
fn organisations_and_venues_are_told_by_their_heads() {
    check(
        &[
            "The University of Ghent and Hollis Shipping plc met the Ministry of Foreign Affairs at St. Luke's Church near Corriemoor Bridge.",
        ],
        &[
            "Organization University of Ghent: University of Ghent",
            "Organization Hollis Shipping plc: Hollis Shipping plc",
            "Organization Ministry of Foreign Affairs: Ministry of Foreign Affairs",
            "Place St. Luke's Church: St. Luke's Church",
            "Place Corriemoor Bridge: Corriemoor Bridge",
        ],
    );
}

#[test]
fn an_organisation_that_bears_a_place_is_one_name() {
    check(
        &["Officials sued the Housing Authority of Larne on Monday."],
        &["Organization Housing Authority of Larne: Housing Authority of Larne"],
    );
}

#[test]
fn a_trade_at_the_head_of_a_sentence_is_nobody() {
    check(&["Baker fined for short weight."], &[]);
}

#[test]
fn one_decision_a_document_for_each_name() {
    let document = testing::document(&["Marit Hauge spoke in Oslo. Reporters asked Hauge twice.", "A Hauge and a half!"]);
    let names = names(&testing::text(&document), &LEXICON);
    let hauge = names.entities.iter().find(|e| e.name == "Marit Hauge").expect("she is named");
    assert_eq!((hauge.kind, hauge.attested, hauge.mentions.len()), (EntityKind::Person, true, 3));
}

#[test]
fn spellings_need_evidence() {
    assert_eq!(
        groups(&[&["Inspector Karla Zemlinsky led the search in Graz."], &["Inspector Carla Zemlinsky said so in Graz."]]),
        ["Suspect Karla/Carla"]
    );
    assert!(groups(&[&["Jonas Tveit and Jonah Tveit are brothers."]]).is_empty());
    assert!(groups(&[&["The band Nova Pine played."], &["The firm Nova Pike closed."]]).is_empty());
}

#[test]
fn diacritics_and_transliterations_are_variants() {
    assert_eq!(groups(&[&["Premier Anatoly Brusov spoke. Later Anatoliy Brusov left."]]), ["Variant Anatoly/Anatoliy"]);
    assert_eq!(groups(&[&["They met in Kyiv.", "Then Kiev slept."]]), ["Variant Kyiv/Kiev"]);
}

#[test]
fn a_mark_left_out_is_a_variant_of_the_full_name() {
    assert_eq!(groups(&[&["The mayor, Kirsten Bjørnstad, spoke.", "Later Bjornstad left."]]), ["Variant Bjørnstad/Bjornstad"]);
    assert_eq!(groups(&[&["The mayor, Kirsten Bjørnstad, spoke.", "Kirsten Bjoernstad left."]]), ["Variant Bjørnstad/Bjoernstad"]);
}

#[test]
fn the_legal_form_of_a_company_is_no_part_of_its_name() {
    assert_eq!(
        groups(&[&["Ashbury Civils Ltd will mend the bridge at Dunmere."], &["Ashberry Civils won the contract at Dunmere."]]),
        ["Suspect Ashbury/Ashberry"]
    );
}
