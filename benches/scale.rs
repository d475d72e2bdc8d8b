//! How the time of a check grows with its input: each kind of input at one size and at twice that, `cargo bench --bench scale`. Twice the
//! size may take 2.2 times as long.

use std::fmt::Write as _;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gainsay::lexicon::Lexicon;
use gainsay::project::{self, Input, Options, ScopeOptions};
use gainsay::report::{Report, Style, concise, json, pretty};
use gainsay::rule::RuleSet;

/// Files (name and text) and a fact sheet.
#[derive(Default)]
struct Made {
    files: Vec<(String, String)>,
    facts: Option<String>,
}

/// Two dates for one thing.
const REPEATED: &str = "The second round of talks between Arland and Borland was held on 3 March 2021. The second round of talks between Arland \
                        and Borland was held on 5 March 2021.";

/// One of the kinds: its name, the smaller size, and how it is made.
type Kind = (&'static str, usize, fn(usize) -> Made);

const KINDS: [Kind; 16] = [
    ("allow-comments", 2_500, |n| one("a.md", n, "\n\n", |i| format!("<!-- gainsay-allow name-variant: {i} -->\n\nThe court met."))),
    ("findings", 1_250, |n| one("a.md", n, "\n\n", |i| format!("The court met on Tuesday, 3 March 2021, in room {i}."))),
    ("findings-in-one-line", 1_250, |n| one("a.md", n, " ", |i| format!("The court met on Tuesday, 3 March 2021, in room {i}."))),
    ("sentences-in-one-line", 2_500, |n| one("a.md", n, " ", |i| format!("The clerk read paper {i} to the court and left."))),
    ("facts", 250, facts),
    ("aliases-of-a-fact", 1_000, aliases),
    ("one-conflict-repeated", 400, |n| one("a.md", n, "\n\n", |_| REPEATED.into())),
    ("headings", 5_000, |n| one("a.md", n, "\n\n", |i| format!("## Heading {i}"))),
    ("rows-of-a-table", 5_000, |n| {
        one("a.md", n, "\n", |i| if i == 0 { "| town | people |\n|---|---|".into() } else { format!("| Town {i} | {i} |") })
    }),
    ("capitalised-words", 5_000, |n| one("a.md", n, " ", |i| format!("Word{i}"))),
    ("lower-case-words", 10_000, |n| one("a.txt", n, " ", |_| "word".into())),
    ("counted-things", 2_500, |n| one("a.md", n, " ", |i| format!("There were {} boats.", i + 2))),
    ("nested-elements", 50_000, |n| Made {
        files: vec![("a.html".into(), format!("{}x{}", "<div>".repeat(n), "</div>".repeat(n)))],
        ..Made::default()
    }),
    ("one-word", 500_000, |n| Made { files: vec![("a.txt".into(), "a".repeat(n))], ..Made::default() }),
    ("markup-in-no-order", 2_500, |n| one("a.html", n, "", |i| format!("<p<{i}>>&am;<!--{i}--!><b></i></p x=\"{i}>"))),
    ("copies-of-one-article", 50, copies),
];

fn one(name: &str, times: usize, between: &str, part: impl Fn(usize) -> String) -> Made {
    Made { files: vec![(name.into(), (0..times).map(part).collect::<Vec<_>>().join(between))], ..Made::default() }
}

fn facts(number: usize) -> Made {
    let (mut copy, mut sheet) = (String::new(), "facts:\n".to_string());
    for i in 0..number {
        let _ = writeln!(copy, "The revenue of company {i} was {} million euros.\n", i + 100);
        let _ = writeln!(sheet, "- {{subject: company {i}, attribute: revenue, value: {} million euros}}", i + 101);
    }
    Made { files: vec![("a.md".into(), copy)], facts: Some(sheet) }
}

fn aliases(number: usize) -> Made {
    let sheet = format!("facts:\n- &a {{subject: the bridge, attribute: length, value: 480 metres}}\n{}", "- *a\n".repeat(number));
    Made { files: vec![("a.md".into(), "The length of the bridge is 490 metres.\n".into())], facts: Some(sheet) }
}

fn copies(number: usize) -> Made {
    let text = "The second round of talks between Arland and Borland was held in Tern on 3 March 2021. Anna Brandt, 34, led the delegation \
                of Arland, and 47 people took part.\n";
    Made { files: (0..number).map(|i| (format!("{i:05}.md"), text.to_string())).collect(), ..Made::default() }
}

/// The whole check and its reports: how many bytes they have.
fn work(made: &Made, options: &Options) -> usize {
    let input = |(name, text): &(String, String)| Input { name: name.clone(), bytes: text.clone().into_bytes(), date: None, scope: 0 };
    let checked = project::check(made.files.iter().map(input).collect(), options);
    let project = &checked.project;
    let report = Report {
        sources: &project.sources,
        findings: &checked.findings,
        errors: &project.errors,
        documents: project.documents.len(),
        claims: checked.claims,
    };
    pretty(&report, Style { colour: false, width: 100 }).len() + concise(&report).len() + json(&report).len()
}

fn scale(criterion: &mut Criterion) {
    let mut options = Options {
        rules: RuleSet::builtin().expect("the built-in rules load"),
        lexicon: Lexicon::builtin(),
        scopes: vec![ScopeOptions::default()],
    };
    for (name, size, make) in KINDS {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        for size in [size, 2 * size] {
            let made = make(size);
            options.scopes[0].facts = made.facts.iter().map(|text| ("facts.yaml".to_string(), text.clone())).collect();
            group.throughput(Throughput::Elements(size as u64));
            group.bench_with_input(BenchmarkId::from_parameter(size), &made, |bench, made| bench.iter(|| work(made, &options)));
        }
        group.finish();
    }
}

criterion_group!(benches, scale);
criterion_main!(benches);
