//! Copy that nobody would write: files cut, spliced and flipped, and bytes, elements, words and tables beyond all measure. Nothing panics,
//! every span lies in its file, and the order of the files changes nothing.

mod common;

use common::{options, snippets};
use gainsay::extract::{Depth, extract};
use gainsay::lexicon::Lexicon;
use gainsay::project::{self, Checked, Input, Options};
use gainsay::report::{self, Report, Style};
use gainsay::source::{Source, SourceId};

/// How many mutated projects are checked.
const ROUNDS: usize = 300;
/// The longest mutated file, in bytes.
const LONGEST: usize = 4_000;

/// A sequence of numbers that looks random and is the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { name: name.into(), bytes: bytes.into(), date: None, scope: 0 }
}

/// Checks files, and that no part of that failed and every passage is text of its file.
#[track_caller]
fn check(inputs: Vec<Input>, options: &Options) -> Checked {
    let checked = project::check(inputs, options);
    let defects: Vec<_> = checked.project.errors.iter().filter(|error| error.message.contains("defect of gainsay")).collect();
    assert!(defects.is_empty(), "{defects:?}");
    for label in checked.findings.iter().flat_map(|finding| &finding.labels) {
        let source = &checked.project.sources[label.span.source.0 as usize];
        assert!(source.text.get(label.span.range()).is_some(), "{}: {:?}", source.name, label.span);
    }
    checked
}

/// All formats of a report.
fn written(checked: &Checked) -> String {
    let project = &checked.project;
    let report = Report {
        sources: &project.sources,
        findings: &checked.findings,
        errors: &project.errors,
        documents: project.documents.len(),
        claims: checked.claims,
    };
    report::pretty(&report, Style { colour: false, width: 100 }) + &report::concise(&report) + &report::json(&report)
}

/// A text changed somewhere: cut at either end, a part taken out, doubled or taken from another text, a byte flipped, signs put in.
fn mutated(dice: &mut Dice, texts: &[Vec<u8>]) -> Vec<u8> {
    const SIGNS: [&[u8]; 16] =
        [b":", b" and", b" or", b"&", b"\"", b"\xe2\x80\x9c", b"(", b"\n\n", b"|", b"-", b",", b"\0", b"\xff", b"<", b"\xe2\x80\xae", b"%"];
    let mut text = texts[dice.roll(texts.len())].clone();
    let start = dice.roll(text.len().saturating_sub(LONGEST));
    text.drain(..start);
    text.truncate(LONGEST);
    for _ in 0..1 + dice.roll(4) {
        let at = dice.roll(text.len() + 1);
        let end = at + dice.roll((text.len() - at).min(200) + 1);
        match dice.roll(7) {
            0 => text.truncate(at),
            1 => drop(text.drain(..at)),
            2 => drop(text.drain(at..end)),
            3 => drop(text.splice(at..at, text[at..end].to_vec())),
            4 => {
                let other = &texts[dice.roll(texts.len())];
                let from = dice.roll(other.len() + 1);
                text.splice(at..end, other[from..(from + 300).min(other.len())].to_vec());
            }
            5 if at < text.len() => text[at] ^= 1 << dice.roll(8),
            _ => drop(text.splice(at..at, SIGNS[dice.roll(SIGNS.len())].to_vec())),
        }
    }
    text
}

#[test]
fn mutated_copy_is_checked_and_the_order_of_files_changes_nothing() {
    let texts: Vec<Vec<u8>> = snippets().into_iter().map(|(_, text)| text.into_bytes()).collect();
    let (options, mut dice) = (options(Vec::new()), Dice(0x9e37_79b9_7f4a_7c15));
    for round in 0..ROUNDS {
        let endings = ["md", "html", "txt"];
        let mut inputs: Vec<Input> = (0..1 + dice.roll(3))
            .map(|number| input(&format!("{number}.{}", endings[dice.roll(endings.len())]), mutated(&mut dice, &texts)))
            .collect();
        let checked = check(inputs.clone(), &options);
        inputs.reverse();
        assert_eq!(written(&check(inputs, &options)), written(&checked), "round {round}");
    }
}

#[test]
fn a_project_of_many_files_does_not_depend_on_their_order_or_on_threads() {
    let snippets = snippets();
    let inputs = |stride: usize| -> Vec<Input> {
        let numbers = (0..snippets.len()).map(|at| at * stride % snippets.len());
        numbers.map(|at| input(&format!("{at:04}-{}", snippets[at].0), snippets[at].1.clone())).collect()
    };
    let options = options(Vec::new());
    let expected = written(&check(inputs(1), &options));
    // Coprime to the number of files, so that each comes once.
    let stride = (7..).find(|stride| (2..=*stride).all(|n| stride % n > 0 || !snippets.len().is_multiple_of(n))).expect("a number");
    for threads in [1, 2, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        assert!(pool.install(|| written(&check(inputs(stride), &options)) == expected), "{threads} threads");
    }
}

#[test]
fn a_list_that_breaks_off_behind_its_last_and_is_no_list() {
    let breaks = [
        "Choose one of three: tea, coffee, or\n\n- water\n- milk\n",
        "The three winners: Anna, Bob, and",
        "Three colours: red, green, &\n",
        "Four towns: Hask, Tern; and\n",
        "Three winners, Anna Brandt, Leo Falk and",
        "Two: and",
        "They are a cup, a plate and",
    ];
    for text in breaks {
        for name in ["a.md", "a.txt", "a.html"] {
            assert!(check(vec![input(name, text)], &options(Vec::new())).findings.is_empty(), "{text}");
        }
    }
}

#[test]
fn every_fixture_cut_at_every_tenth_character_is_read() {
    let lexicon = Lexicon::builtin();
    for (name, text) in snippets().into_iter().step_by(6) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(10).take_while(|at| *at < 600).collect();
        for end in ends {
            let source = Source::new(SourceId(0), name.clone(), text.as_bytes()[..end].to_vec()).expect("copy");
            extract(&gainsay::document::read(&source, None), &lexicon, Depth::Everything);
        }
    }
}

#[test]
fn bytes_of_any_encoding_are_read_or_refused() {
    let options = options(Vec::new());
    let finds = |bytes: &[u8]| {
        let checked = check(vec![input("a.md", bytes)], &options);
        let ids = checked.findings.iter().map(|finding| finding.rule.clone());
        ids.chain(checked.project.errors.iter().map(|error| error.message.clone())).collect::<Vec<_>>()
    };
    let mismatch = "weekday-date-mismatch";
    assert_eq!(finds(b"The court met on Tuesday, 3 March 2021."), [mismatch]);
    assert_eq!(finds("\u{FEFF}The court met on Tuesday, 3 March 2021.".as_bytes()), [mismatch]);
    assert_eq!(finds(b"The court met\r\non Tuesday,\r\n3 March 2021."), [mismatch]);
    assert_eq!(finds(b"The court met\ron Tuesday,\r3 March 2021."), [mismatch]);
    assert_eq!(finds(b"The court \0met on Tuesday, 3 March 2021."), [mismatch]);
    assert_eq!(finds(b"\xff\xc3(The court met on Tuesday, 3 March 2021.\xe2\x82"), ["invalid-utf8", mismatch]);
    assert_eq!(finds(b"\xff\xfeT\0h\0e\0"), ["the file is UTF-16; save it as UTF-8"]);
    assert!(finds(&[0; 4096])[0].contains("binary"));
}

#[test]
fn elements_words_and_tables_beyond_measure_are_read() {
    let options = options(Vec::new());
    let nested = |open: &str, close: &str, times: usize| format!("{}The court met.{}", open.repeat(times), close.repeat(times));
    let rows: String = (0..20_000).map(|row| format!("| Town {row} | {row} |\n")).collect();
    let soup = "<!-- a --><script>if (a < b && c > d) {}</script>&amp;&#x41;&#0;&nosuch;<p>&lt;b&gt;<![CDATA[x]]><style>p{}</style><?x?>";
    let files = [
        ("a.html", nested("<div>", "</div>", 100_000)),
        ("b.html", nested("<b><i>", "", 50_000)),
        ("c.md", nested("> ", "", 2_000)),
        ("d.md", nested("[", "](x)", 2_000)),
        ("e.txt", "a".repeat(5_000_000)),
        ("f.md", "é".repeat(500_000)),
        ("g.md", format!("| town | number |\n|---|---|\n{rows}")),
        ("h.html", soup.repeat(2_000)),
        ("i.md", soup.repeat(2_000)),
        ("j.txt", ". ".repeat(100_000)),
        ("k.txt", "\n".repeat(500_000)),
    ];
    check(files.into_iter().map(|(name, text)| input(name, text)).collect(), &options);
}

#[test]
fn malformed_yaml_is_an_error_of_its_file() {
    let mut texts: Vec<Vec<u8>> = vec![
        b"facts:\n- {subject: the vote, attribute: date, value: 2021-03-04}\n- &a {subject: it, attribute: votes, value: 54}\n- *a\n"
            .to_vec(),
        b"documents: {\"*.md\": {date: 2024-03-04}}\nrules: {name-variant: off}\nignore: [drafts/**]\nmax_file_size: 2 MB\n".to_vec(),
    ];
    texts.extend(gainsay::rule::builtin_sources().map(|(_, text)| text.as_bytes().to_vec()));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for _ in 0..ROUNDS {
        let text = String::from_utf8_lossy(&mutated(&mut dice, &texts)).into_owned();
        // Each is read or is an error, and an error can be shown.
        let config = gainsay::config::Config::parse("gainsay.yaml", &text, &["name-variant"]).map(drop);
        let facts = gainsay::facts::parse("facts.yaml", &text).map(drop);
        let rule = gainsay::rule::RuleSet::default().add("age-conflict.yaml", &text);
        for error in [config, facts, rule].into_iter().filter_map(Result::err) {
            assert!(!report::diagnostic(&error, Style { colour: false, width: 80 }).is_empty());
        }
    }
}

#[test]
fn a_fact_sheet_that_cannot_be_read_is_an_error_and_the_copy_is_checked() {
    let sheet = ("facts.yaml".to_string(), "facts: [".to_string());
    let checked = check(vec![input("a.md", "The court met on Tuesday, 3 March 2021.")], &options(vec![sheet]));
    assert_eq!(checked.findings.len(), 1);
    assert_eq!(checked.project.errors.iter().map(|error| error.path.as_str()).collect::<Vec<_>>(), ["facts.yaml"]);
}
