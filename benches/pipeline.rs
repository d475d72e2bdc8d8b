//! Speed of `gainsay check` as a whole on one core, in words a second: `cargo bench --bench pipeline`.
//!
//! It checks the folder that `GAINSAY_COPY` names, with its `gainsay.yaml`, or `fixtures/articles`. Then come folders of press releases made
//! of one template with other names, numbers and dates, and folders of copies of one of them: eight times as many files must be checked at
//! nearly the same speed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;

/// How many files the made folders have.
const SIZES: [usize; 2] = [250, 2000];

fn pipeline(criterion: &mut Criterion) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no threads were started before");
    let report = TempDir::new().expect("a folder for the report");
    let report = report.path().join("report.json");
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10);
    let copy = copy();
    group.throughput(Throughput::Elements(words(&copy)));
    group.bench_function("copy", |bench| bench.iter(|| check(&copy, &report)));
    for (name, make) in [("press-releases", press_release as fn(usize) -> String), ("copies", |_| press_release(0))] {
        for size in SIZES {
            let folder = TempDir::new().expect("a folder for copy");
            for number in 0..size {
                fs::write(folder.path().join(format!("{number:04}.txt")), make(number)).expect("a file of copy");
            }
            group.throughput(Throughput::Elements(words(folder.path())));
            group.bench_function(BenchmarkId::new(name, size), |bench| bench.iter(|| check(folder.path(), &report)));
        }
    }
    group.finish();
}

/// The folder that `GAINSAY_COPY` names, or `fixtures/articles`.
fn copy() -> PathBuf {
    std::env::var_os("GAINSAY_COPY").map_or_else(
        || {
            eprintln!("GAINSAY_COPY names no folder: fixtures/articles is checked, which is little copy");
            Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
        },
        PathBuf::from,
    )
}

fn check(folder: &Path, report: &Path) {
    let options = ["gainsay", "check", "--format", "json", "--fail-on", "never", "--output-file"].map(OsString::from);
    gainsay::cli::main(options.into_iter().chain([report.into(), folder.into()]));
}

/// How many words the files below a folder have.
fn words(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let words = entries.map(|path| if path.is_dir() { words(&path) } else { words_of(&path) });
    words.sum()
}

fn words_of(path: &Path) -> u64 {
    let copy = path.extension().is_some_and(|ending| ["txt", "md", "html"].iter().any(|known| ending == *known));
    let text = if copy { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    text.split_whitespace().count() as u64
}

/// A press release like its fellows, of its own company, town, people, numbers and dates.
fn press_release(number: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[(number * step + number / list.len()) % list.len()];
    let name = |step: usize| {
        let parts = [["Kal", "Ren", "Tor", "Vel", "Mar"], ["do", "ni", "sa", "lu", "be"], ["rholm", "vik", "stad", "mont", "ley"]];
        parts.iter().enumerate().map(|(at, parts)| pick(parts, step + 3 * at)).collect::<String>()
    };
    let company = format!("{} {}", name(1), pick(&["Shipping", "Energy", "Foods", "Systems", "Logistics", "Motors", "Paper"], 5));
    let (town, chief) = (name(7), format!("{} {}", pick(&["Anna", "Peter", "Maria", "Jonas", "Ilse", "David"], 1), name(11)));
    let head = format!("{} {}", pick(&["Clara", "Henrik", "Julia", "Martin", "Ines"], 1), name(13));
    let (month, next) = (pick(&["January", "March", "May", "July", "October"], 1), pick(&["February", "April", "June", "August"], 1));
    let (day, millions, jobs) = (1 + number * 5 % 28, 10 + number * 37 % 900, 20 + number * 53 % 800);
    format!(
        "{company} opens new plant in {town}\n\n\
         {town}, {month} {day}, 2024 - {company} said on {day} {month} 2024 that it will open a new plant in {town}. The company will invest \
         ${millions} million in the site and expects to create {jobs} jobs.\n\n\
         \"We are proud of what our teams have achieved in {town},\" said {chief}, chief executive of {company}. \"The new plant will help us \
         serve our customers faster than ever.\"\n\n\
         Revenue rose {} percent to ${} million in the second quarter, and the company signed an agreement with the city council. Talks with \
         the union began on {} {next}, and {head}, head of operations, leads them.\n\n\
         The first phase of construction will take {} months. About {} workers will build the halls.\n\n\
         {head} joined {company} in {}. She was appointed head of operations after the merger was approved on {} {next} 2022.\n",
        5 + number * 7 % 90,
        millions + 37,
        1 + number * 11 % 28,
        6 + number % 24,
        50 + number * 17 % 250,
        1995 + number % 25,
        1 + number * 3 % 28,
    )
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
