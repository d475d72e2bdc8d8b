use super::*;
use crate::extract::{names, testing};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The roles of a paragraph as "person: office of holder (tenure) [words]".
fn check(paragraph: &str, expected: &[&str]) {
    let document = testing::document(&[paragraph]);
    let text = testing::text(&document);
    let names = names::names(&text, &LEXICON);
    let show = |r: &RoleMention| {
        let of = r.of.as_ref().map_or(String::new(), |o| format!(" of {}", o.key(&names)));
        format!("{}: {}{of} ({:?}) [{}]", names.entity(r.person).name, r.office.name, r.tenure, document.text(r.range))
    };
    let found: Vec<String> = roles(&text, &names, &LEXICON).iter().map(show).collect();
    assert_eq!(found, expected, "{paragraph}");
}

#[test]
fn titles_before_a_name() {
    check(
        "Norwegian Foreign Minister Marit Hauge left.",
        &["Marit Hauge: foreign minister of norway (Current) [Norwegian Foreign Minister]"],
    );
    check(
        "Denmark's first deputy health minister Jens Krag left.",
        &["Jens Krag: first deputy health minister of denmark (Current) [Denmark's first deputy health minister]"],
    );
    check("They met former president Olga Bielska.", &["Olga Bielska: president (Former) [president]"]);
}

#[test]
fn appositions_on_either_side() {
    check(
        "Marit Hauge, chief executive of Hollis Shipping, resigned.",
        &["Marit Hauge: chief executive of hollis shipping (Current) [chief executive of Hollis Shipping]"],
    );
    check(
        "Then the firm's finance chief, Jens Krag, spoke.",
        &["Jens Krag: chief financial officer of firm (Current) [firm's finance chief]"],
    );
    check("The treasurer of the town, Olga Bielska, is away.", &["Olga Bielska: treasurer of town (Current) [treasurer of the town]"]);
    check(
        "Captain of the ferry since 2019, Marit Hauge knows the bay.",
        &["Marit Hauge: captain of ferry (Current) [Captain of the ferry]"],
    );
}

#[test]
fn verbs_give_offices() {
    check("Jens Krag was transport minister at the time.", &["Jens Krag: transport minister (Former) [transport minister]"]);
    check(
        "Olga Bielska was named chief executive of Hollis Shipping.",
        &["Olga Bielska: chief executive of hollis shipping (Current) [chief executive of Hollis Shipping]"],
    );
    check("Marit Hauge will be mayor of Bergen.", &["Marit Hauge: mayor of bergen (Future) [mayor of Bergen]"]);
    check("Jens Krag resigned as minister of health on Monday.", &["Jens Krag: health minister (Former) [minister of health]"]);
}

#[test]
fn an_office_without_its_person_is_nobodys() {
    check("The mayor met Jens Krag and a minister.", &[]);
    check("Marit Hauge criticised the foreign minister.", &[]);
}
