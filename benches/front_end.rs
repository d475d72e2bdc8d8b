//! Speed of the linguistic front end on one core, in tokens a second: `cargo bench --bench front_end`.
//!
//! It reads the texts of `fixtures/articles`, or, where `GAINSAY_BENCH_TEXTS` names a JSON-lines file, every `text` in its `docs`.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gainsay::language::model::Model;
use gainsay::language::names::{Facts, names};
use gainsay::language::{analyse, analyse_where, tokenize};

fn front_end(criterion: &mut Criterion) {
    let texts = texts::texts();
    let tokens: usize = texts.iter().map(|text| tokenize(text).len()).sum();
    let mut group = criterion.benchmark_group("front-end");
    group.throughput(Throughput::Elements(tokens as u64)).sample_size(10);
    group.bench_function("tokens", |bench| bench.iter(|| texts.iter().map(|text| tokenize(text).len()).sum::<usize>()));
    group
        .bench_function("tags", |bench| bench.iter(|| texts.iter().map(|text| analyse_where(text, |_| false).tokens.len()).sum::<usize>()));
    group.bench_function("trees", |bench| bench.iter(|| texts.iter().map(|text| analyse(text).tokens.len()).sum::<usize>()));
    group.bench_function("trees-and-names", |bench| bench.iter(|| texts.iter().map(|text| names_of(text)).sum::<usize>()));
    group.finish();
}

/// The whole front end: how many names a text has, after its trees are made. No gazetteer helps here.
fn names_of(text: &str) -> usize {
    let analysis = analyse(text);
    let facts = vec![Facts::default(); analysis.tokens.len()];
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        names(Model::builtin(), text, sentence, &analysis.tokens, &facts, &mut found);
    }
    found.len()
}

criterion_group!(benches, front_end);
criterion_main!(benches);
