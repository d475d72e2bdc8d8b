//! Scores the checker on the case files of `fixtures/cases` (format: one file a beat; each case a small set of copy with what a careful
//! editor must flag), by the definitions of the field: a finding answers an item when its spans overlap one of the item's spans and lie
//! on or within 60 bytes of a second. The floors below only ever go up.

use std::collections::BTreeMap;

use gainsay::finding::{Finding, Severity};
use gainsay::lexicon::Lexicon;
use gainsay::project::{self, Checked, Input, Options, ScopeOptions};
use gainsay::rule::RuleSet;
use serde::Deserialize;

/// What a folder of cases must reach.
struct Floors {
    /// Findings that answer an item, of all findings at warning or error.
    precision: f64,
    /// Items answered, of all items.
    recall: f64,
    /// Consistent cases with any finding at warning or error, of all consistent cases.
    false_alarms: f64,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    docs: Vec<Doc>,
    #[serde(default)]
    facts: Option<Vec<BTreeMap<String, String>>>,
    expect: Vec<Item>,
    #[serde(rename = "traps")]
    _traps: Vec<String>,
}

#[derive(Deserialize)]
struct Doc {
    name: String,
    date: Option<chrono::NaiveDate>,
    text: String,
}

#[derive(Deserialize)]
struct Item {
    kind: String,
    spans: Vec<Quote>,
    why: String,
}

#[derive(Deserialize)]
struct Quote {
    doc: String,
    quote: String,
    #[serde(default = "first")]
    nth: usize,
}

fn first() -> usize {
    1
}

/// Document name, start and end in bytes.
type Place = (String, usize, usize);

impl Item {
    fn places(&self, docs: &[Doc]) -> Vec<Place> {
        let place = |quote: &Quote| {
            let text = &docs.iter().find(|d| d.name == quote.doc).expect("a case names its own documents").text;
            let (start, _) = text.match_indices(quote.quote.as_str()).nth(quote.nth - 1).expect("a case quotes its own text");
            (quote.doc.clone(), start, start + quote.quote.len())
        };
        self.spans.iter().map(place).collect()
    }
}

fn overlaps(a: &Place, b: &Place, slack: usize) -> bool {
    a.0 == b.0 && a.1 < b.2 + slack && b.1 < a.2 + slack
}

fn answers(places: &[Place], item: &[Place]) -> bool {
    let met = |slack| item.iter().filter(|s| places.iter().any(|p| overlaps(p, s, slack))).count();
    met(0) >= 1 && met(60) >= item.len().min(2)
}

fn run(case: &Case) -> Checked {
    let facts = case.facts.as_ref().map(|facts| {
        #[derive(serde::Serialize)]
        struct Sheet<'a> {
            facts: &'a [BTreeMap<String, String>],
        }
        ("facts.yaml".to_string(), serde_json::to_string_pretty(&Sheet { facts }).expect("strings are JSON"))
    });
    let scope = ScopeOptions { facts: facts.into_iter().collect(), ..ScopeOptions::default() };
    let options = Options { rules: RuleSet::builtin().expect("the built-in rules load"), lexicon: Lexicon::builtin(), scopes: vec![scope] };
    let input = |d: &Doc| Input { name: d.name.clone(), bytes: d.text.clone().into_bytes(), date: d.date, scope: 0 };
    project::check(case.docs.iter().map(input).collect(), &options)
}

fn places(checked: &Checked, finding: &Finding) -> Vec<Place> {
    let place = |span: gainsay::source::Span| {
        (checked.project.sources[span.source.0 as usize].name.clone(), span.start as usize, span.end as usize)
    };
    finding.labels.iter().take(8).map(|label| place(label.span)).filter(|p| p.2 - p.1 <= 200).collect()
}

#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    items: usize,
    answered: usize,
    clean: usize,
    alarmed: usize,
    log: String,
}

impl Score {
    fn add(&mut self, case: &Case, checked: &Checked) {
        let items: Vec<_> = case.expect.iter().map(|item| item.places(&case.docs)).collect();
        let mut hit = vec![false; items.len()];
        let findings: Vec<_> = checked.findings.iter().filter(|f| f.severity >= Severity::Warning).collect();
        for finding in &findings {
            let places = places(checked, finding);
            let mut free: Vec<_> = (0..items.len()).filter(|i| !hit[*i] && answers(&places, &items[*i])).collect();
            free.sort_by_key(|i| case.expect[*i].kind != finding.kind);
            match free.first() {
                Some(item) => hit[*item] = true,
                None => self.log += &format!("FALSE {} {}: {}\n", case.id, finding.rule, finding.message),
            }
            self.right += usize::from(!free.is_empty());
        }
        for (item, _) in case.expect.iter().zip(&hit).filter(|(_, hit)| !**hit) {
            self.log += &format!("MISS  {} {}: {}\n", case.id, item.kind, item.why);
        }
        self.found += findings.len();
        self.items += items.len();
        self.answered += hit.iter().filter(|h| **h).count();
        self.clean += usize::from(items.is_empty());
        self.alarmed += usize::from(items.is_empty() && !findings.is_empty());
    }
}

fn check(folder: &str, floors: &Floors) {
    let mut score = Score::default();
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the fixtures are there").map(|f| f.expect("readable").path()).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        let cases: Vec<Case> = gainsay::yaml::parse(&file.to_string_lossy(), &text).expect("case files are well-formed");
        for case in cases {
            let checked = run(&case);
            score.add(&case, &checked);
        }
    }
    let ratio = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let (precision, recall, alarms) =
        (ratio(score.right, score.found), ratio(score.answered, score.items), ratio(score.alarmed, score.clean));
    let figures = format!(
        "{folder}: precision {precision:.3} ({}/{})  recall {recall:.3} ({}/{})  false alarms {alarms:.3} ({}/{})",
        score.right, score.found, score.answered, score.items, score.alarmed, score.clean
    );
    println!("{}{figures}", score.log);
    assert!(score.items > 80, "the cases are read");
    assert!(precision >= floors.precision, "{figures}\n{}", score.log);
    assert!(recall >= floors.recall, "{figures}\n{}", score.log);
    assert!(alarms <= floors.false_alarms, "{figures}\n{}", score.log);
}

#[test]
fn the_cases_reach_their_floors() {
    // Lower than once: between documents, counts, events and roles that share a name or a word alone are left alone.
    check("fixtures/cases", &Floors { precision: 0.97, recall: 0.59, false_alarms: 0.0 });
}

#[test]
fn the_held_out_cases_reach_their_floors() {
    check("fixtures/held-out-cases", &Floors { precision: 0.96, recall: 0.30, false_alarms: 0.0 });
}
