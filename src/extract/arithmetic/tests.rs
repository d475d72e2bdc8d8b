use super::{RelationKind, relations};
use crate::document::read;
use crate::extract::Text;
use crate::extract::quantities::quantities;
use crate::language::analyse;
use crate::lexicon::Lexicon;
use crate::source::{Source, SourceId};

/// The relations of a Markdown text, one line each: whether it holds, its kind, the stated words, what derives it.
fn find(text: &str) -> Vec<String> {
    let source = Source::new(SourceId(0), "a.md".into(), text.as_bytes().to_vec()).unwrap();
    let document = read(&source, None);
    let blocks = document.blocks.iter().map(|b| analyse(&b.prose.text)).collect();
    let text = Text { document: &document, blocks };
    let found = quantities(&text, &Lexicon::builtin(), &[]);
    let relations = relations(&text, &found, &[]);
    let holds = |holds: bool| if holds { "holds" } else { "fails" };
    let kind = |kind: RelationKind| format!("{kind:?}").to_lowercase();
    relations.iter().map(|r| format!("{} {} {}: {}", holds(r.holds()), kind(r.kind), document.text(r.stated.range), r.words)).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(find(text), expected, "{text}");
}

#[test]
fn conversions_hold_within_rounding() {
    check("It is 12 miles (19 kilometres) away.", &["holds conversion 19 kilometres: 12 mile"]);
    check("It is 12 miles (29 kilometres) away.", &["fails conversion 29 kilometres: 12 mile"]);
    check("Bags of 23 kg (50 pounds) are free.", &["holds conversion 50 pounds: 23 kilogram"]);
    check("It rises 62 metres, or 203 feet, above the sea.", &["holds conversion 203 feet: 62 metre"]);
    check(
        "At −10 °C (14 °F) it froze; it had warmed by 2 °C (3.6 °F).",
        &["holds conversion 14 °F: −10 celsius", "holds conversion 3.6 °F: 2 celsius"],
    );
    check("The field covers 10 hectares (50 acres).", &["fails conversion 50 acres: 10 hectare"]);
    check("He is 5 ft 8 in (1.73 m) tall and bought three feet or two metres.", &[]);
}

#[test]
fn changes_need_both_ends() {
    check("Sales were 84 million euros, up 12 percent from 70 million.", &["fails change 12 percent: from 70,000,000 to 84,000,000"]);
    check("Profit rose 30 percent to 312 million from 240 million.", &["holds change 30 percent: from 240,000,000 to 312,000,000"]);
    check(
        "It costs 18 crowns instead of 16, an increase of twelve and a half percent.",
        &["holds change twelve and a half percent: from 16 to 18"],
    );
    check("The staff was cut by 15 percent, from 400 to 300.", &["fails change 15 percent: from 400 to 300"]);
    check("They pay 60 cents a share, 20 percent more than the half euro of last year.", &["holds change 20 percent: from 0.5 to 60"]);
    check("The net was $422 million, or $6.44 a share, up 9% from $388 million.", &["holds change 9%: from 388,000,000 to 422,000,000"]);
    check("Sales doubled from 30 million to 90 million euros.", &["fails change doubled: from 30,000,000 to 90,000,000"]);
    check("Coverage rose by four percentage points, from 62 to 66 percent.", &["holds change four percentage points: from 62 to 66"]);
    check("It gained 2 dollars, or 9 percent, to 42 dollars.", &["fails change 9 percent: 2 to 42"]);
    check("Profit rose 12 percent to 84 million euros, while sales fell 3 percent from 900 million.", &[]);
    check("Prices are up 4 percent from January and 10 percent from last year.", &[]);
}

#[test]
fn shares_are_of_what_stands_beside_them() {
    check("It will shed 1,200 of its 8,000 workers, or 15 percent.", &["holds share 15 percent: 1,200 of 8,000"]);
    check("Of 600 applicants, 150 were admitted, or 40 percent.", &["fails share 40 percent: 150 of 600"]);
    check("Some 40 percent of the 500 workers, 300 in all, are women.", &["fails share Some 40 percent: 300 of 500"]);
    check("Nearly 300 of the 1,000 members, 60 percent, did not vote.", &["fails share 60 percent: 300 of 1,000"]);
    check("Of 87 watches 29 were found; 29 of the 87, a third, were gold.", &["holds share a third: 29 of 87"]);
    check("Some 200 of the 4,800 jobs will go, and sales fell 3 percent.", &[]);
}

#[test]
fn sums_of_divided_numbers() {
    check("Of the fleet's 31 vessels, of which 27 owned and four chartered, none sank.", &["holds sum 31: 27 + 4"]);
    check("The 1,204 adults were assigned to the drug (602 patients) or placebo (592 patients).", &["fails sum 1,204: 602 + 592"]);
    check("The 25 passengers (12 women, nine men and five children) were hurt.", &["fails sum 25: 12 + 9 + 5"]);
    check("A crew of 14, eight men and five women, was rescued.", &["fails sum 14: 8 + 5"]);
    check("The council has 45 members: 20 Liberals, 15 Greens and ten independents.", &["holds sum 45: 20 + 15 + 10"]);
    check("The firm has 300 employees, 180 in Oslo and 140 in Bergen.", &["fails sum 300: 180 + 140"]);
    check("A total of 60 people were hurt, 35 in the first crash and 20 in the second.", &["fails sum 60: 35 + 20"]);
    check("They won ten, drew six and lost five of their 20 matches.", &["fails sum 20: 10 + 6 + 5"]);
    check("The tour costs 900 euros: 500 for the flight, 300 for the hotel.", &["fails sum 900 euros: 500 + 300"]);
    for apart in [
        "The festival drew 20,000 people, 12,000 on Saturday and 9,000 on Sunday.",
        "Twelve teachers, nine parents and five pupils spoke.",
        "Among the 25 passengers were twelve women, nine children and 15 pensioners.",
        "The firm has 300 workers, of whom 120 are women and 200 work part-time.",
        "The house has 12 rooms, five bathrooms and two kitchens.",
    ] {
        check(apart, &[]);
    }
}

#[test]
fn sums_of_votes_and_amounts() {
    check("It passed by 54 votes to 41, with five abstentions. All 98 members were present.", &["fails sum 98: 54 + 41 + 5"]);
    check("It passed by 54 votes to 41. The house has 98 members.", &[]);
    check("Of 300 people 46 spoke. Of the speakers 29 were for it, eleven against and six undecided.", &["holds sum 46: 29 + 11 + 6"]);
    check(
        "The benches cost 90,000 dollars and the trees 60,000. She said that the 160,000 could be found.",
        &["fails sum 160,000: 90,000 + 60,000"],
    );
    check("He sold 12,000 in May, 9,000 in June and 4,000 in July, 26,000 in all.", &["fails sum 26,000: 12,000 + 9,000 + 4,000"]);
    check("They took 45 percent of the vote, their rivals 35 and the others 30.", &["fails sum 45 percent: 45 + 35 + 30"]);
}

#[test]
fn margins_lie_between_two_numbers() {
    check("The plan passed by 61 votes to 48, a majority of 23.", &["fails difference 23: 61 − 48"]);
    check("She beat him by 4,120 votes to 3,900. Her margin was 220.", &["holds difference 220: 4,120 − 3,900"]);
    check("It passed by 61 votes to 48; the government has an overall majority of 30.", &[]);
    check("It passed by 61 votes to 48, a majority of 30 of the 45 seats.", &[]);
}

#[test]
fn shares_and_margins_of_known_numbers() {
    check("Nine of 25 pupils were ill. The doctor saw 20 pupils, or 60 percent of the total.", &["fails share 60 percent: 20 of 25"]);
    check(
        "Sales came to €80 million. The net profit was €8 million, which is a margin of 15 percent.",
        &["fails share 15 percent: 8,000,000 of 80,000,000"],
    );
    check("Sales came to €80 million. The net profit was €8 million. Analysts had seen a margin of 55 percent.", &[]);
    check("The bank owns 48 percent. Her brother has 31. The town holds another 27.", &["fails sum 48 percent: 48 + 31 + 27"]);
    check("The bank owns 48 percent. Her brother has 31 sheep. The town holds another 27.", &[]);
}

#[test]
fn parts_of_all_and_of_amounts() {
    check("Forty people were hurt, all of whom were flown out: 20 to Ulm, 12 to Graz and nine to Linz.", &["fails sum Forty: 20 + 12 + 9"]);
    check("Forty people were hurt. All were flown out: 20 to Ulm and 20 to Graz.", &["holds sum Forty: 20 + 20"]);
    check(
        "The dam cost 60 million euros, of which the state paid 40 million, the county 20 million and a bank eight million.",
        &["fails sum 60 million euros: 40,000,000 + 20,000,000 + 8,000,000"],
    );
    check(
        "The dam cost 60 million euros, of which the state paid 20 million and a bank eight million.",
        &["holds sum 60 million euros: 20,000,000 + 8,000,000"],
    );
}

#[test]
fn totals_of_tables() {
    check("| Parish | Houses |\n|---|---|\n| Hask | 212 |\n| Tern | 148 |\n| Total | 370 |\n", &["fails sum 370: 212 + 148"]);
    check("| Item | 2026 (million euros) |\n|---|---|\n| A | 120 |\n| B | 45 |\n| Total | 166 |\n", &["holds sum 166: 120 + 45"]);
    check("| Purpose | Share |\n|---|---|\n| Schools | 38% |\n| Roads | 43% |\n| Parks | 27% |\n", &["fails sum 38%: 38 + 43 + 27"]);
    check("| Section | Mean stride |\n|---|---|\n| Walk | 2.1 m |\n| Run | 4.2 m |\n| All | 3.1 m |\n", &[]);
    check(
        "| Hole | Par | Points |\n|---|---|---|\n| 1 | 4 | 30 |\n| 2 | 5 | 40 |\n| 3 | 3 | 50 |\n| Round one | | 121 |\n",
        &["fails sum 121: 30 + 40 + 50"],
    );
    check(
        "| Club | Gold | Silver | Total |\n|---|---|---|---|\n| Hask | 3 | 4 | 8 |\n| Tern | 1 | 1 | 2 |\n",
        &["fails sum 8: 3 + 4", "holds sum 2: 1 + 1"],
    );
}

#[test]
fn lists_have_as_many_items_as_announced() {
    check(
        "You walk over five islands: Hask, Tern, Mewstone, Great Hask, Little Hask and Fuller's Holm.",
        &["fails listcount five: 6 items listed"],
    );
    check("It bought six tools: a saw, a hammer, a file, a plane and a drill.", &["fails listcount six: 5 items listed"]);
    check("She has a staff of four: two bakers, an apprentice and her sister.", &["holds listcount four: 4 items listed"]);
    check("This release fixes four bugs:\n\n1. One.\n2. Two.\n   - nested\n3. Three.\n", &["fails listcount four: 3 items listed"]);
    check("# Three things to know\n\n- One\n- Two\n- Three\n", &["holds listcount Three: 3 items listed"]);
    for open in [
        "There were three speakers: Anna Berg, the mayor of Hask, Carl Dahl, a lawyer, and Eva Falk.",
        "She packed two things: bread and butter, and a book.",
        "He met four ministers in Paris: it was a long day, with talks, lunch and a walk.",
        "Two doctors appear with bad news: he is wanted for burglary, arson, and murder.",
        "Twelve people have told us their stories:\n\n- Anna lost her house.\n- Carl lost his boat.\n",
        "The police named two suspects. They are wanted for the following crimes:\n\n- theft\n- arson\n- fraud\n",
        "The five members include:\n\n- Anna\n- Carl\n",
    ] {
        check(open, &[]);
    }
}

#[test]
fn names_are_counted_like_items() {
    check("Four towns stayed away, each for its own reason: Hask, Tern and Mewstone.", &["fails listcount Four: 3 items listed"]);
    check(
        "The prize went to three poets, Ada Brandt, Leo Falk, Mia Sund and Jon Ek, on Friday.",
        &["fails listcount three: 4 items listed"],
    );
    check(
        "Four of the nine vases were saved. They are a jug with a lid, a bowl and a plate, cracked by heat.",
        &["fails listcount Four: 3 items listed"],
    );
    check(
        "This edition has three new recipes. Enjoy them.\n\n## New\n\n- Soup\n- Pie\n\n## Old\n\n- Bread\n",
        &["fails listcount three: 2 items listed"],
    );
    for open in [
        "Two of the four poets, Ada Brandt, Leo Falk and Mia Sund, came.",
        "They won three games, Ada Brandt and Leo Falk scoring.",
        "Four guards were hurt. They are a danger to themselves and a burden.",
        "Two presidents, Ada Brandt of Hask and Leo Falk, met.",
    ] {
        check(open, &[]);
    }
}

#[test]
fn no_text_panics() {
    let words = [
        "9",
        "79228162514264337593543950335",
        "0",
        "0 percent",
        "1.5 trillion",
        "of",
        "to",
        "from",
        "(",
        ")",
        ":",
        ",",
        "or",
        "and",
        "up",
        "dollars",
        "%",
        "doubled",
        "votes",
        "men",
        "women",
        "in all",
        "more than",
        "a third",
        "the",
        "miles",
        "km",
        "°C",
        "°F",
        "minus",
        "three things",
        "-",
        "–",
        "\n\n- a\n- b\n\n",
        "\n\n| A | Share |\n|---|---|\n| b | 9% |\n| Total | 9 |\n\n",
    ];
    let mut state = 11_u64;
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..14 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(state >> 33) as usize % words.len()]);
            text.push(' ');
        }
        find(&text);
    }
}
