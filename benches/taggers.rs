//! Speed of the time tagger and the quantity tagger on one core, in bytes of text a second: `cargo bench --bench taggers`.
//!
//! Prose is the texts of `fixtures/articles`, or, where `GAINSAY_BENCH_TEXTS` names a JSON-lines file, every `text` in its `docs`. Then come
//! texts that repeat a few words for a megabyte, which must take no more a byte than prose. Tokens, tags and trees are made beforehand and
//! are not measured.

mod texts;

use std::cell::LazyCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gainsay::document::{self, Document};
use gainsay::extract::quantities::quantities;
use gainsay::extract::times::times;
use gainsay::extract::{Text, TimeMention};
use gainsay::lexicon::Lexicon;
use gainsay::source::{Source, SourceId};

/// What is repeated: digits and words that begin a time, a number, a range, a unit or a hedge, and one that begins none.
const REPEATED: [&str; 16] = [
    "1",
    "1 ",
    "5 ",
    "1,000 ",
    "1-",
    "$5 ",
    "two and ",
    "between ",
    "more than ",
    "on Monday ",
    "2 June ",
    "a quarter of ",
    "3 p.m. to ",
    "the last past ",
    "two years and ",
    "boats ",
];

const MEGABYTE: usize = 1_000_000;

fn taggers(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let prose: Vec<Document> = texts::texts().iter().enumerate().map(|(i, text)| read(i as u32, text)).collect();
    measure(criterion, "prose", &prose, &lexicon);
    for repeated in REPEATED {
        let text = repeated.repeat(MEGABYTE / repeated.len());
        measure(criterion, &format!("{repeated:?}"), &[Document::of_paragraph(&text, None)], &lexicon);
    }
}

/// A text as a document, its dates counted from the publication date that it gives itself, else from one day for all.
fn read(id: u32, text: &str) -> Document {
    let source = Source::new(SourceId(id), format!("{id}.txt"), text.into()).expect("a text is a source");
    document::read(&source, chrono::NaiveDate::from_ymd_opt(2012, 6, 1))
}

fn measure(criterion: &mut Criterion, name: &str, documents: &[Document], lexicon: &Lexicon) {
    // Only where the benchmark is asked for.
    let texts = LazyCell::new(|| documents.iter().map(|document| Text::new(document, lexicon)).collect::<Vec<Text>>());
    let found = LazyCell::new(|| texts.iter().map(|text| times(text, lexicon)).collect::<Vec<Vec<TimeMention>>>());
    let bytes: usize = documents.iter().flat_map(|document| &document.blocks).map(|block| block.prose.text.len()).sum();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    group.bench_function("times", |bench| {
        let texts = &*texts;
        bench.iter(|| texts.iter().map(|text| times(text, lexicon).len()).sum::<usize>());
    });
    group.bench_function("quantities", |bench| {
        let (texts, found) = (&*texts, &*found);
        bench.iter(|| texts.iter().zip(found).map(|(text, times)| quantities(text, lexicon, times).len()).sum::<usize>());
    });
    group.bench_function("both", |bench| {
        let texts = &*texts;
        bench.iter(|| {
            for text in texts {
                let times = times(text, lexicon);
                black_box(quantities(text, lexicon, &times));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, taggers);
criterion_main!(benches);
